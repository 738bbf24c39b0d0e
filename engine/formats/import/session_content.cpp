#include "formats/import/session_content.h"

#include "formats/read_limits.h"
#include "time/time.h"
#include "trace/columns_builder.h"
#include "trace/lost_stretches.h"

#include <algorithm>
#include <utility>

namespace sojourn {

using namespace session;

namespace {

/// A file of a given size has no more rows than that; where it says so, it is not believed.
constexpr std::uint64_t mostRowsAByte = 4;
constexpr std::uint64_t mostFileBytes = std::uint64_t{1} << 40;

/// Names beyond are not believed to be lost ones: room for all before them would have to be made.
constexpr std::uint32_t mostUnknownNames = std::uint32_t{1} << 20;

/// Takes in how many rows there are in all, as one of their chunks says.
void tell(std::uint64_t& told, const RowsHead& head)
{
    if (head.rows < mostTold) told = std::max(told, head.rows);
}

bool isInstant(std::int64_t ns)
{
    return ns >= notYet && ns <= latestRead;
}

} // namespace

SessionContent::SessionContent(std::uint64_t fileBytes)
    : m_roomLeft(std::min(fileBytes, mostFileBytes) * mostRowsAByte)
{
}

std::optional<std::string> SessionContent::take(const SessionChunk& chunk, bool canWait)
{
    m_canWait = canWait;
    m_isEarly = false;
    std::string why = taken(chunk);
    if (m_isEarly) return {};
    return why;
}

std::string SessionContent::taken(const SessionChunk& chunk)
{
    const auto type = static_cast<ChunkType>(chunk.type);
    const auto unless = [](bool isSound) {
        return std::string(isSound ? "" : "it holds what no session can");
    };
    if (type == ChunkType::Info) // made again, it may come behind the second
        return unless(std::exchange(m_isNamedAgain, false) || takeInfo(chunk.bytes));
    if (type == ChunkType::InfoAgain) {
        if (hasInfo()) return {};
        m_isNamedAgain = takeInfo(chunk.bytes);
        return unless(m_isNamedAgain);
    }
    if (!hasInfo()) return "the names come behind it";
    switch (type) {
    case ChunkType::Origin: {
        RunOrigin origin;
        const bool isSound = readOrigin(chunk.bytes, origin);
        if (isSound && !m_isStandIn) m_context.origin = std::move(origin);
        return unless(isSound);
    }
    case ChunkType::TaskNames:
    case ChunkType::SpanNames:
        return unless(takeNames(type, chunk.bytes));
    case ChunkType::Texts:
        return reasonOf(m_events->takeTexts(chunk.bytes, m_canWait));
    case ChunkType::Events:
        return reasonOf(m_events->take(chunk.bytes, m_canWait));
    case ChunkType::Visits:
        return unless(takeVisits(chunk.bytes));
    case ChunkType::Spans:
        return unless(takeSpans(chunk.bytes));
    case ChunkType::Instants:
        return unless(takeInstants(chunk.bytes));
    case ChunkType::Depths:
        return unless(takeDepths(chunk.bytes));
    case ChunkType::Finding:
        return unless(takeFinding(chunk.bytes));
    case ChunkType::Lost:
        return unless(takeLost(chunk.bytes));
    case ChunkType::Lines:
        return unless(takeLines(chunk.bytes));
    case ChunkType::Bookmark:
        return unless(readBookmark(chunk.bytes, m_context.bookmarks.emplace_back()));
    case ChunkType::End:
        m_end.emplace();
        return unless(readEnd(chunk.bytes, *m_end));
    case ChunkType::Info:
    case ChunkType::InfoAgain:
    case ChunkType::Parity: // SessionChunks has use for it
        break;
    }
    return maySkip(chunk.type) ? ""
                               : "a later version of this program wrote the part " + typeName(chunk.type);
}

/// Whether to wait for what is missing before the chunk at hand.
bool SessionContent::isEarly(bool isBehindGap)
{
    m_isEarly = isBehindGap && m_canWait;
    return m_isEarly;
}

bool SessionContent::isEarly(ChunkType type, const RowsHead& head)
{
    const auto next = m_next.find({type, head.of});
    return isEarly(head.first > (next == m_next.end() ? 0 : next->second));
}

/// So many rows of a lane or queue have come.
void SessionContent::goesOn(ChunkType type, const RowsHead& head, std::size_t rows)
{
    if (head.first + rows < head.rows)
        m_next[{type, head.of}] = head.first + rows;
    else
        m_next.erase({type, head.of});
}

bool SessionContent::takeInfo(std::string_view bytes)
{
    if (hasInfo() || !readInfo(bytes, m_message)) return false;
    begin();
    return true;
}

void SessionContent::standIn(InfoMessage message)
{
    m_message = std::move(message);
    m_isStandIn = true;
    begin();
}

void SessionContent::begin()
{
    m_info = std::make_shared<RunInfo>(std::move(m_message.info));
    m_events = std::make_unique<SessionEvents>(m_info);
    if (m_losesParts) m_events->losesParts();
    m_lanes.resize(m_info->taskCount());
    m_marks.resize(m_info->taskCount());
    m_spansTold.resize(m_info->taskCount());
    m_instantsTold.resize(m_info->taskCount());
    m_depths.resize(m_info->queues.size());
}

bool SessionContent::takeNames(ChunkType type, std::string_view bytes)
{
    std::vector<std::string>& names = type == ChunkType::TaskNames ? m_info->taskNames : m_info->spanNames;
    return !isEarly(numberedFrom(bytes) > names.size()) && readTexts(bytes, names);
}

bool SessionContent::takeLines(std::string_view bytes)
{
    std::vector<PrintedLine>& lines = m_context.lines;
    return !isEarly(numberedFrom(bytes) > lines.size()) && readLines(bytes, lines);
}

void SessionContent::losesParts()
{
    m_losesParts = true;
    if (m_events) m_events->losesParts();
}

std::string SessionContent::reasonOf(SessionEvents::Taken taken)
{
    switch (taken) {
    case SessionEvents::Taken::Later:
        m_isEarly = true;
        break;
    case SessionEvents::Taken::Whole:
        break;
    case SessionEvents::Taken::InPart:
        return "an event in it is none that a run can have";
    case SessionEvents::Taken::None:
        return "it holds what no session can";
    }
    return {};
}

/// Room for as many rows as the file says that there are, so that they are not moved while they grow.
template <class Row> void SessionContent::makeRoom(std::vector<Row>& rows, std::uint64_t count)
{
    if (!rows.empty()) return;
    const std::uint64_t room = std::min(count, m_roomLeft);
    m_roomLeft -= room;
    rows.reserve(static_cast<std::size_t>(room));
}

bool SessionContent::takeVisits(std::string_view bytes)
{
    RowsHead head;
    if (!readRowsHead(bytes, head)) return false;
    if (isEarly(ChunkType::Visits, head)) return false;
    tell(m_visitsTold, head);
    makeRoom(m_visits, head.rows);
    const std::size_t before = m_visits.size();
    if (!readVisitChunk(bytes, head, m_visits)) return false;
    goesOn(ChunkType::Visits, head, m_visits.size() - before);
    const auto added = m_visits.begin() + static_cast<std::ptrdiff_t>(before);
    if (std::all_of(added, m_visits.end(), [this](const Visit& visit) { return isSound(visit); }))
        return true;
    m_visits.resize(before);
    return false;
}

bool SessionContent::isSound(const Visit& visit) const
{
    const auto isTask = [this](std::uint32_t task) { return task == noTask || task < m_info->taskCount(); };
    // Who reads visits relies on it that what happened was somebody's doing.
    if (visit.enqueuedNs != notYet && visit.producer == noTask) return false;
    if (visit.dequeuedNs != notYet && visit.consumer == noTask) return false;
    return visit.queue < m_info->queues.size() && isTask(visit.producer) && isTask(visit.consumer) &&
           isInstant(visit.putWaitNs) && isInstant(visit.enqueuedNs) && isInstant(visit.dequeuedNs) &&
           isInstant(visit.doneNs) && visit.payload != PayloadKind::Text;
}

bool SessionContent::takeSpans(std::string_view bytes)
{
    RowsHead head;
    if (!readRowsHead(bytes, head) || head.of >= m_lanes.size()) return false;
    if (isEarly(ChunkType::Spans, head)) return false;
    std::vector<Span>& lane = m_lanes[head.of];
    tell(m_spansTold[head.of], head);
    makeRoom(lane, head.rows);
    const std::size_t before = lane.size();
    if (!readSpanChunk(bytes, head, lane)) return false;
    std::int64_t ns = before == 0 ? 0 : lane[before - 1].endNs;
    for (std::size_t i = before; i < lane.size(); ++i) {
        const Span& span = lane[i];
        if (span.startNs >= ns && span.endNs > span.startNs && span.endNs <= latestRead && isSound(span)) {
            ns = span.endNs;
            continue;
        }
        lane.resize(before);
        return false;
    }
    // Behind a gap: those that are missing lay between.
    const auto next = m_next.find({ChunkType::Spans, head.of});
    if (lane.size() > before && head.first > (next == m_next.end() ? 0 : next->second))
        losesSpans(head.of, before == 0 ? 0 : lane[before - 1].endNs, lane[before].startNs);
    goesOn(ChunkType::Spans, head, lane.size() - before);
    m_spans += lane.size() - before;
    if (head.first + (lane.size() - before) >= head.rows) lane.shrink_to_fit();
    return true;
}

/// Whether what it is about is there.
bool SessionContent::isSound(const Span& span)
{
    switch (span.state) {
    case TaskState::Running:
        return !span.isNamed() || isName(span.item);
    case TaskState::Offloaded:
        if (span.detail > static_cast<std::uint8_t>(RequestPhase::ForThread)) return false;
        return isRequest(static_cast<RequestPhase>(span.detail))
                   ? span.object < m_info->requests.size()
                   : span.object == noPool || span.object < m_info->pools.size();
    case TaskState::PutWait:
    case TaskState::GetWait:
    case TaskState::JoinWait:
        return span.object < m_info->queues.size();
    case TaskState::AwaitWait:
        return span.object < m_info->groups.size();
    case TaskState::FlagWait:
        return span.object < m_info->flags.size();
    default:
        return true;
    }
}

/// Whether a name of that number is there, or was where some are missing: for which its number stands then.
bool SessionContent::isName(std::uint32_t name)
{
    if (name < m_info->spanNames.size()) return true;
    if (isEarly(!m_losesParts)) return false;
    if (name >= mostUnknownNames || !(m_losesParts || m_info->spanNames.empty())) return false;
    m_unknownNames.insert(name);
    return true;
}

void SessionContent::numberNames()
{
    std::vector<std::string>& names = m_info->spanNames;
    for (const std::uint32_t name : m_unknownNames) {
        if (name < names.size()) continue; // it came
        names.resize(name + std::size_t{1});
        names[name] = "name " + std::to_string(name);
    }
}

bool SessionContent::takeInstants(std::string_view bytes)
{
    RowsHead head;
    if (!readRowsHead(bytes, head) || head.of >= m_marks.size()) return false;
    if (isEarly(ChunkType::Instants, head)) return false;
    std::vector<Mark>& marks = m_marks[head.of];
    tell(m_instantsTold[head.of], head);
    makeRoom(marks, head.rows);
    const std::size_t before = marks.size();
    if (!readInstantChunk(bytes, head, marks)) return false;
    std::int64_t ns = before == 0 ? 0 : marks[before - 1].atNs;
    for (std::size_t i = before; i < marks.size(); ++i) {
        if (marks[i].atNs < ns || marks[i].atNs > latestRead || !isName(marks[i].item)) {
            marks.resize(before);
            return false;
        }
        ns = marks[i].atNs;
    }
    goesOn(ChunkType::Instants, head, marks.size() - before);
    m_instants += marks.size() - before;
    if (head.first + (marks.size() - before) >= head.rows) marks.shrink_to_fit();
    return true;
}

bool SessionContent::takeDepths(std::string_view bytes)
{
    RowsHead head;
    if (!readRowsHead(bytes, head) || head.of >= m_depths.size()) return false;
    if (isEarly(ChunkType::Depths, head)) return false;
    std::vector<DepthStep>& steps = m_depths[head.of];
    makeRoom(steps, head.rows);
    const std::size_t before = steps.size();
    if (!readDepthChunk(bytes, head, steps)) return false;
    std::int64_t ns = before == 0 ? 0 : steps[before - 1].atNs;
    for (std::size_t i = before; i < steps.size(); ++i) {
        if (steps[i].atNs < ns || steps[i].atNs > latestRead) {
            steps.resize(before);
            return false;
        }
        ns = steps[i].atNs;
    }
    goesOn(ChunkType::Depths, head, steps.size() - before);
    return true;
}

bool SessionContent::takeFinding(std::string_view bytes)
{
    ImportFinding finding;
    if (!readFinding(bytes, finding) || finding.sentence.empty() || finding.count == 0) return false;
    if (finding.firstTask != noTask && finding.firstTask >= m_info->taskCount()) return false;
    m_findings.push_back(std::move(finding));
    return true;
}

bool SessionContent::takeLost(std::string_view bytes)
{
    std::vector<LostStretch> stretches;
    if (!readLost(bytes, stretches)) return false;
    for (const LostStretch& lost : stretches) {
        if (m_isStandIn && lost.task >= m_info->taskCount()) continue; // a lane that nothing else tells of
        if (lost.task >= m_info->taskCount() || lost.fromNs < 0 || lost.toNs < lost.fromNs ||
            lost.toNs > latestRead)
            return false;
        loses(lost.task, lost.fromNs, lost.toNs);
    }
    return true;
}

void SessionContent::loses(std::uint32_t task, std::int64_t fromNs, std::int64_t toNs)
{
    if (m_lost.size() < mostLostStretches) m_lost.push_back({task, fromNs, toNs});
}

std::shared_ptr<Columns> SessionContent::builtColumns()
{
    ColumnsBuilder builder(m_info->taskCount(), m_info->queues.size());
    for (std::uint32_t task = 0; task < m_lanes.size(); ++task)
        builder.setSpans(task, std::move(m_lanes[task]));
    for (std::uint32_t task = 0; task < m_marks.size(); ++task)
        builder.setMarks(task, std::move(m_marks[task]));
    for (std::size_t queue = 0; queue < m_depths.size(); ++queue)
        builder.setDepths(queue, std::move(m_depths[queue]));
    builder.setVisits(std::move(m_visits));
    return builder.build(m_info);
}

Recording SessionContent::made()
{
    const bool isBrokenOff = !m_end || m_events->isEndLost();
    const bool hasEvents = !m_events->isEmpty();
    numberNames();
    // One that was missing comes late, and who reads them searches by their time.
    std::ranges::stable_sort(m_context.bookmarks, {}, &Bookmark::ns);
    std::ranges::stable_sort(m_context.lines, {}, &PrintedLine::atNs);
    if (!m_info->taskNames.empty()) m_info->taskNames.resize(m_info->taskCount());
    if (hasEvents)
        for (const LostStretch& lost : m_events->lostBefore())
            loses(lost.task, lost.fromNs, lost.toNs);
    Recording recording;
    recording.lost = inOrder(std::move(m_lost));
    recording.columns = hasEvents ? m_events->columns() : builtColumns();
    recording.info = m_info;
    recording.log = m_events->log();
    if (m_end) recording.end = std::move(m_end->end);
    std::erase_if(recording.end.waitingTasks,
                  [this](const WaitingTask& waiting) { return waiting.task >= m_info->taskCount(); });
    const std::int64_t endNs =
        isBrokenOff ? 0 : std::clamp<std::int64_t>(nanoseconds(recording.end.at), 0, latestRead);
    recording.end.at = instantFromNanoseconds(std::max(endNs, recording.columns->lastNs()));
    if (isBrokenOff && m_message.format.empty()) { // a run of ours
        recording.end.outcome = Outcome::Interrupted;
        recording.end.waitingTasks.clear();
        recording.end.sentence = hasEvents ? "the recording breaks off here; the run went on"
                                           : "none of the run's events could be read";
    } else if (isBrokenOff) {
        recording.end.outcome = Outcome::Finished;
    }
    recording.isBrokenOff = isBrokenOff && (hasEvents || m_message.format.empty());
    recording.format = shownFormat(m_message.format);
    recording.originNs = m_message.originNs;
    recording.isRunKnown = m_message.isRunKnown;
    recording.report.events = hasEvents ? m_events->listed() : m_message.fileEvents;
    recording.report.notKept = std::move(m_message.notKept);
    recording.context = std::move(m_context);
    return recording;
}

} // namespace sojourn
