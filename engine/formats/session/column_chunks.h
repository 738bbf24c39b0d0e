// Spans, instants, depths and visits of a recording without events as the bytes of chunks.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::session {

/// What a chunk says before its rows.
struct RowsHead
{
    std::uint32_t of = 0;    ///< the task, or the queue; 0 of visits
    std::uint64_t rows = 0;  ///< of it in the whole file
    std::uint64_t first = 0; ///< how many of these come before this chunk
};

// At most mostRows each. A chunk is read without those before it.
std::string spanChunk(const RowsHead& head, std::span<const Span> spans);
/// Named marks, with instant and name.
std::string instantChunk(const RowsHead& head, std::span<const Mark> marks);
std::string depthChunk(const RowsHead& head, std::span<const DepthStep> steps);
/// Without nextVisit and putEvent, which follow from the order.
std::string visitChunk(const RowsHead& head, std::span<const Visit> visits);

// Put behind what `to` holds. False: it is damaged, and `to` is as it was. States are those that there are;
// of the rest nothing is checked.
bool readSpanChunk(std::string_view bytes, RowsHead& head, std::vector<Span>& to);
bool readInstantChunk(std::string_view bytes, RowsHead& head, std::vector<Mark>& to);
bool readDepthChunk(std::string_view bytes, RowsHead& head, std::vector<DepthStep>& to);
bool readVisitChunk(std::string_view bytes, RowsHead& head, std::vector<Visit>& to);
/// The head alone, to make room. False: it is damaged.
bool readRowsHead(std::string_view bytes, RowsHead& head);

} // namespace sojourn::session
