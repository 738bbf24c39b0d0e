#include "formats/session/session_writer.h"

#include "formats/session/column_chunks.h"
#include "formats/session/event_chunk.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace sojourn {

void writeSession(const Timeline& timeline, Sink& sink)
{
    const Columns& columns = timeline.columns;
    session::InfoMessage info{columns.info(), {}, 0, 0};
    if (const Recording* const recording = timeline.recording) {
        info.format = session::storedFormat(recording->format);
        info.originNs = recording->originNs;
        info.notKept = recording->report.notKept;
        info.isRunKnown = recording->isRunKnown;
        if (columns.folded() == 0) info.fileEvents = recording->report.events; // others are counted
    }
    session::SessionWriter out(sink);
    out.begin(info);
    if (timeline.context) {
        if (timeline.context->origin) out.origin(*timeline.context->origin);
        for (const Bookmark& bookmark : timeline.context->bookmarks)
            out.bookmark(bookmark);
        out.lines(timeline.context->lines);
    }
    if (timeline.recording) {
        for (const ImportFinding& finding : timeline.recording->report.findings)
            out.finding(finding);
        out.lost(timeline.recording->lost);
    }
    if (columns.folded() > 0)
        out.events(columns.log(), columns.folded(), session::rowsInChunk(columns.folded()));
    else
        out.columns(columns);
    out.end(timeline.end);
}

namespace session {

namespace {

std::uint64_t rowsOf(const Columns& columns)
{
    std::uint64_t rows = columns.visits().size() + columns.instantCount();
    for (const Lane& lane : columns.lanes())
        rows += lane.spans.size();
    for (const auto& steps : columns.depths())
        rows += steps.size();
    return rows;
}

/// Empty where they stand in that order.
std::vector<Visit> visitsAsPut(const Columns& columns)
{
    std::vector<Visit> visits;
    if (std::ranges::is_sorted(columns.visits(), {}, &Visit::putEvent)) return visits;
    visits = columns.visits();
    std::ranges::stable_sort(visits, {}, &Visit::putEvent);
    return visits;
}

} // namespace

std::size_t rowsInChunk(std::uint64_t rows)
{
    static constexpr std::uint64_t chunks = 12; // with the names and what was printed, a group
    static constexpr std::uint64_t fewest = 256;
    return static_cast<std::size_t>(std::clamp<std::uint64_t>(rows / chunks + 1, fewest, mostRows));
}

SessionWriter::SessionWriter(Sink& sink)
    : m_chunks(sink)
{
}

void SessionWriter::begin(const InfoMessage& info)
{
    m_chunks.begin();
    m_info = infoMessage(info);
    m_chunks.write(ChunkType::Info, m_info);
    names(ChunkType::TaskNames, info.info.taskNames, 0);
    names(ChunkType::SpanNames, info.info.spanNames, 0);
}

void SessionWriter::names(ChunkType type, const std::vector<std::string>& names, std::uint64_t before)
{
    for (std::size_t first = 0; first < names.size();)
        m_chunks.write(type, textsMessage(names, first, before));
}

void SessionWriter::origin(const RunOrigin& origin)
{
    m_origin = originMessage(origin);
    m_chunks.write(ChunkType::Origin, m_origin);
}

void SessionWriter::events(const EventLog& log, std::uint64_t end, std::size_t rows)
{
    while (m_events < end) {
        const std::uint64_t next = std::min<std::uint64_t>(end, m_events + rows);
        texts(log, textsUsed(log, m_events, next));
        m_chunks.write(ChunkType::Events, eventChunk(log, m_events, next, m_listed));
        m_events = next;
    }
}

void SessionWriter::texts(const EventLog& log, std::int64_t end)
{
    const auto before = static_cast<std::uint64_t>(m_texts);
    std::vector<std::string> fresh;
    for (; m_texts < end; ++m_texts)
        fresh.push_back(log.text(m_texts));
    names(ChunkType::Texts, fresh, before);
}

void SessionWriter::lines(const std::vector<PrintedLine>& lines, std::size_t first)
{
    static constexpr std::size_t atOnce = 1000;
    for (; first < lines.size(); first += atOnce) {
        const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(first);
        const std::size_t count = std::min(atOnce, lines.size() - first);
        m_chunks.write(ChunkType::Lines,
                       linesMessage({begin, begin + static_cast<std::ptrdiff_t>(count)}, first));
    }
}

void SessionWriter::bookmark(const Bookmark& bookmark)
{
    m_chunks.write(ChunkType::Bookmark, bookmarkMessage(bookmark));
}

void SessionWriter::finding(const ImportFinding& finding)
{
    m_chunks.write(ChunkType::Finding, findingMessage(finding));
}

void SessionWriter::lost(const std::vector<LostStretch>& stretches)
{
    if (!stretches.empty()) m_chunks.write(ChunkType::Lost, lostMessage(stretches));
}

void SessionWriter::columns(const Columns& columns)
{
    const std::size_t most = rowsInChunk(rowsOf(columns));
    const auto inChunks = [most](const auto& rows, auto write) {
        for (std::size_t first = 0; first < rows.size(); first += most)
            write(std::span(rows).subspan(first, std::min(most, rows.size() - first)), first);
    };
    // Visits before spans: a reader then knows which items there are.
    // In the order of putting: of one instant it is known from nothing else.
    const std::vector<Visit> inOrder = visitsAsPut(columns);
    inChunks(inOrder.empty() ? columns.visits() : inOrder,
             [&](std::span<const Visit> part, std::size_t first) {
                 m_chunks.write(ChunkType::Visits, visitChunk({0, columns.visits().size(), first}, part));
             });
    m_visits += columns.visits().size();
    for (std::uint32_t task = 0; task < columns.lanes().size(); ++task) {
        const std::vector<Span>& lane = columns.lanes()[task].spans;
        inChunks(lane, [&](std::span<const Span> part, std::size_t first) {
            spans({task, lane.size(), first}, part);
        });
    }
    for (std::uint32_t task = 0; task < columns.lanes().size(); ++task) {
        if (!columns.lanes()[task].hasInstants()) continue;
        const std::vector<Mark>& marks = columns.lanes()[task].marks;
        inChunks(marks, [&](std::span<const Mark> part, std::size_t first) {
            m_chunks.write(ChunkType::Instants, instantChunk({task, marks.size(), first}, part));
        });
        m_instants += marks.size();
    }
    for (std::uint32_t queue = 0; queue < columns.depths().size(); ++queue) {
        const std::vector<DepthStep>& steps = columns.depths()[queue];
        inChunks(steps, [&](std::span<const DepthStep> part, std::size_t first) {
            m_chunks.write(ChunkType::Depths, depthChunk({queue, steps.size(), first}, part));
        });
    }
}

void SessionWriter::spans(const RowsHead& head, std::span<const Span> spans)
{
    m_chunks.write(ChunkType::Spans, spanChunk(head, spans));
    m_spans += spans.size();
}

void SessionWriter::end(const RunEnd& end)
{
    static constexpr std::size_t smallBeside = 32; // times as large is the rest, before they are packed
    if (bytesWritten() >= smallBeside * (m_info.size() + m_origin.size())) {
        m_chunks.write(ChunkType::InfoAgain, m_info);
        if (!m_origin.empty()) m_chunks.write(ChunkType::Origin, m_origin);
    }
    m_chunks.write(ChunkType::End, endMessage({end, m_events, m_spans, m_visits, m_instants, m_listed}));
}

} // namespace session

} // namespace sojourn
