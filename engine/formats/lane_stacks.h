// Lanes that other formats show as one row: a thread whose spans lie inside each other.
#pragma once

#include "formats/export_format.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// A row: its lanes, the outermost first. Of any two of its spans, one is inside the other or they do not
/// meet.
struct LaneStack
{
    std::vector<std::uint32_t> tasks;
};

/// A span's beginning or end, where it stands in its row.
struct StackEvent
{
    std::int64_t ns;
    bool isBegin;
    Span span;
};

/// The rows of all lanes, in their order. A task of our own is a row; so are the lanes of an imported thread,
/// as many of them as fit.
std::vector<LaneStack> laneStacks(const Timeline& timeline);

/// The spans of a row as beginnings and ends, balanced and in order; the one that went on as the run ended is
/// cut off there.
std::vector<StackEvent> stackEvents(const Timeline& timeline, const LaneStack& stack);

/// A span's name: its own, or its state's, or the phase of its request.
const char* spanName(const Span& span, const RunInfo& info);

} // namespace sojourn
