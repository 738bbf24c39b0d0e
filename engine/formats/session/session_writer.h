// Sojourn's session file: a run with all that is known of it.
#pragma once

#include "formats/export_format.h"
#include "formats/session/chunk_writer.h"
#include "formats/session/column_chunks.h"
#include "formats/session/run_messages.h"
#include "trace/columns.h"
#include "trace/event_log.h"
#include "trace/run_context.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sojourn {

/// Writes the timeline as a session: of a run whose events are known those, from which the columns come back
/// exactly; of others the columns; and the context, where there is one.
void writeSession(const Timeline& timeline, Sink& sink);

namespace session {

/// How many rows of so many make a chunk, so that their parity is a small part of them: a group's is as large
/// as the largest of its chunks. A run of few rows has small ones; smaller still would pack badly.
std::size_t rowsInChunk(std::uint64_t rows);

/// Writes a session piece by piece, so that it can follow a run that goes on: what is written can be read,
/// whether more comes or not. Belongs to one thread; the log may grow on another.
class SessionWriter final
{
public:
    explicit SessionWriter(Sink& sink);

    void begin(const InfoMessage& info);
    void origin(const RunOrigin& origin);
    /// The published events up to index `end` (exclusive) that were not written yet, and their texts, at most
    /// so many `rows` a chunk. Cost: those.
    void events(const EventLog& log, std::uint64_t end, std::size_t rows = mostRows);
    /// The lines from `first` on.
    void lines(const std::vector<PrintedLine>& lines, std::size_t first = 0);
    void bookmark(const Bookmark& bookmark);
    void finding(const ImportFinding& finding);
    void lost(const std::vector<LostStretch>& stretches);
    /// Of a recording without events.
    void columns(const Columns& columns);
    /// Likewise some of a task's spans: at most mostRows, in order.
    void spans(const RowsHead& head, std::span<const Span> spans);
    /// The last. Before it, where they are small beside the rest, stand the names and the origin once more: a
    /// file whose beginning is lost has them still.
    void end(const RunEnd& end);

    std::uint64_t eventsWritten() const { return m_events; }
    /// How many bytes went to the sink.
    std::uint64_t bytesWritten() const { return m_chunks.written(); }

private:
    /// `before`: how many of that type were written already.
    void names(ChunkType type, const std::vector<std::string>& names, std::uint64_t before);

    /// Those of the log up to number `end` (exclusive) that were not written yet.
    void texts(const EventLog& log, std::int64_t end);

    ChunkWriter m_chunks;
    std::string m_info, m_origin; // the messages
    std::uint64_t m_events = 0;
    std::uint64_t m_listed = 0; // of these, as the event list has them
    std::int64_t m_texts = 0;
    std::uint64_t m_spans = 0;
    std::uint64_t m_instants = 0;
    std::uint64_t m_visits = 0;
};

} // namespace session

} // namespace sojourn
