#include "viewmodels/run_document.h"

#include "trace/lane_moment.h"
#include "trace/lost_stretches.h"

#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

/// A large run takes as long to take down as a frame does: somebody else does it, where nobody else holds it.
template <class Part> void takeDown(Part part)
{
    if (part) QThreadPool::globalInstance()->start([held = std::shared_ptr(std::move(part))] {});
}

} // namespace

RunDocument::RunDocument(QObject* parent)
    : QObject(parent)
{
}
RunDocument::~RunDocument() = default;

const Moment& RunDocument::moment() const
{
    return m_lanesMoment ? *m_lanesMoment : m_replay->moment();
}

void RunDocument::setSelectedItem(int item)
{
    if (item == m_selectedItem) return;
    m_selectedItem = item;
    Q_EMIT selectionChanged();
}

void RunDocument::setSelectedTask(int task)
{
    if (task == m_selectedTask) return;
    m_selectedTask = task;
    Q_EMIT selectionChanged();
}

void RunDocument::setSelectedQueue(int queue)
{
    if (queue == m_selectedQueue) return;
    m_selectedQueue = queue;
    Q_EMIT selectionChanged();
}

void RunDocument::setHoveredItem(int item)
{
    if (item == m_hoveredItem) return;
    m_hoveredItem = item;
    Q_EMIT hoverChanged();
}

void RunDocument::setHoveredTask(int task)
{
    if (task == m_hoveredTask) return;
    m_hoveredTask = task;
    Q_EMIT hoverChanged();
}

void RunDocument::setBookmarks(std::vector<Bookmark> bookmarks)
{
    std::ranges::stable_sort(bookmarks,
                             [](const Bookmark& a, const Bookmark& b) { return a.place() < b.place(); });
    if (bookmarks == m_bookmarks) return;
    m_bookmarks = std::move(bookmarks);
    Q_EMIT bookmarksChanged();
}

void RunDocument::showEvents(std::uint64_t events, qint64 ns)
{
    m_replay->seek(events, ns);
    m_playheadNs = ns;
    Q_EMIT playheadChanged();
}

/// False: there is no such instant.
bool RunDocument::showLanes(qint64 ns)
{
    if (ns == notYet) return false;
    m_lanesMoment = momentOfLanes(*m_columns, ns);
    m_playheadNs = ns;
    Q_EMIT playheadChanged();
    return true;
}

void RunDocument::setPlayheadNs(qint64 ns)
{
    if (!m_columns) return;
    ns = std::clamp<qint64>(ns, 0, m_endNs);
    if (m_lanesMoment) {
        showLanes(ns);
        return;
    }
    showEvents(std::min(m_replay->eventsUpTo(ns), m_columns->folded()), ns);
}

void RunDocument::setPlayheadBehind(std::uint64_t events)
{
    if (!m_columns || m_lanesMoment) return;
    events = std::min(events, m_columns->folded());
    showEvents(events, events == 0 ? 0 : m_columns->log()[events - 1].timeNs);
}

Bookmark RunDocument::place() const
{
    Bookmark here{m_playheadNs, {}};
    if (!m_columns || m_lanesMoment) return here;
    const std::uint64_t events = m_replay->moment().events;
    if (events < std::min(m_replay->eventsUpTo(m_playheadNs), m_columns->folded()))
        here.happened = static_cast<std::uint32_t>(events - m_replay->eventsUpTo(m_playheadNs - 1));
    return here;
}

void RunDocument::setPlayheadAt(const Bookmark& place)
{
    setPlayheadNs(place.ns);
    if (!m_columns || m_lanesMoment || place.happened == Bookmark::allOfInstant) return;
    const std::uint64_t events = m_replay->eventsUpTo(m_playheadNs - 1) + place.happened;
    if (events < m_replay->moment().events) showEvents(events, m_playheadNs);
}

bool RunDocument::stepForward()
{
    if (!m_columns) return false;
    if (m_lanesMoment) return showLanes(edgeAfter(*m_columns, m_playheadNs));
    const std::uint64_t next = m_replay->nextListed(m_replay->moment().events);
    if (next == m_replay->moment().events || next > m_columns->folded()) return false;
    showEvents(next, m_columns->log()[next - 1].timeNs);
    return true;
}

bool RunDocument::stepBack()
{
    if (m_lanesMoment) return showLanes(edgeBefore(*m_columns, m_playheadNs));
    if (!m_columns || m_replay->moment().events == 0) return false;
    const std::uint64_t previous = m_replay->previousListed(m_replay->moment().events);
    setPlayheadBehind(previous);
    return true;
}

bool RunDocument::isOf(std::uint32_t task, std::uint64_t event) const
{
    const Event& e = m_columns->log()[event];
    return e.task == task && e.kind <= lastListedKind;
}

bool RunDocument::stepTaskForward(std::uint32_t task)
{
    if (!m_columns) return false;
    if (m_lanesMoment) return showLanes(edgeAfter(m_columns->lanes()[task], m_playheadNs));
    for (std::uint64_t i = m_replay->moment().events; i < m_columns->folded(); ++i) {
        if (!isOf(task, i)) continue;
        showEvents(i + 1, m_columns->log()[i].timeNs);
        return true;
    }
    return false;
}

bool RunDocument::stepTaskBack(std::uint32_t task)
{
    if (m_lanesMoment) return showLanes(edgeBefore(m_columns->lanes()[task], m_playheadNs));
    if (!m_columns || m_replay->moment().events == 0) return false;
    // The last event that has happened is where the playhead stands; it is not gone back to.
    for (std::uint64_t i = m_replay->moment().events - 1; i-- > 0;) {
        if (!isOf(task, i)) continue;
        showEvents(i + 1, m_columns->log()[i].timeNs);
        return true;
    }
    return false;
}

void RunDocument::forgetMarks()
{
    m_selectedItem = m_selectedTask = m_selectedQueue = m_hoveredItem = m_hoveredTask = -1;
}

void RunDocument::announce()
{
    Q_EMIT runChanged();
    Q_EMIT selectionChanged();
    Q_EMIT hoverChanged();
    Q_EMIT bookmarksChanged();
    Q_EMIT dataChanged();
    Q_EMIT playheadChanged();
}

void RunDocument::begin(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log)
{
    if (m_info && m_info->scenario != info->scenario) m_bookmarks.clear();
    m_info = info;
    m_log = log;
    m_services = std::make_unique<ServiceHistory>(info);
    m_replay = std::make_unique<Replay>(std::move(info), std::move(log));
    m_end.reset();
    m_limit = RunLimit::None;
    m_kept.reset();
    m_partial = m_variation = m_variationNext = false;
    m_recorded = false;
    m_lost.clear();
    m_lanesMoment.reset();
}

void RunDocument::open(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log, bool live)
{
    m_growing = std::make_shared<Columns>(info, log);
    m_columns = m_growing;
    begin(std::move(info), std::move(log));
    m_live = live;
    m_playheadNs = m_endNs = m_knownNs = 0;
    forgetMarks();
    announce();
}

/// What the columns hold, with m_endNs known already.
void RunDocument::show(std::shared_ptr<const Columns> columns, qint64 playheadNs, bool isNew)
{
    takeDown(std::exchange(m_columns, std::move(columns)));
    m_growing.reset();
    m_live = false;
    m_services->follow(*m_log);
    m_playheadNs = std::clamp<qint64>(playheadNs, 0, m_endNs);
    m_replay->seek(std::min(m_replay->eventsUpTo(m_playheadNs), m_columns->folded()), m_playheadNs);
    const int item = m_selectedItem;
    if (isNew) forgetMarks();
    if (m_kept) keepMarks();
    if (isNew) return announce();
    if (m_selectedItem != item) Q_EMIT selectionChanged();
    Q_EMIT dataChanged();
    Q_EMIT playheadChanged();
}

/// What is selected, or what still waits to be found again in a run that is not whole.
std::optional<RunMarks> RunDocument::marks()
{
    if (m_kept || !m_columns) return std::exchange(m_kept, std::nullopt);
    return RunMarks(*m_columns, m_info, m_selectedItem, m_selectedTask, m_selectedQueue);
}

/// An item may lie behind what there is of the run.
void RunDocument::keepMarks()
{
    if (m_selectedItem < 0) m_selectedItem = m_kept->item(*m_columns);
    if (m_selectedTask < 0) m_selectedTask = m_kept->task(*m_info);
    if (m_selectedQueue < 0) m_selectedQueue = m_kept->queue(*m_info);
    if (!m_partial) m_kept.reset();
}

void RunDocument::openPart(std::shared_ptr<const Columns> columns, std::shared_ptr<const RunInfo> info,
                           std::shared_ptr<const EventLog> log, qint64 playheadNs)
{
    const bool isNew = log != m_log;
    if (isNew) {
        std::optional<RunMarks> kept = marks();
        takeDown(std::move(m_replay));
        begin(std::move(info), std::move(log));
        m_kept = std::move(kept);
        m_partial = m_variation = true;
    }
    m_knownNs = columns->lastNs();
    m_endNs = std::max(m_endNs, m_knownNs);
    show(std::move(columns), playheadNs, isNew);
}

void RunDocument::openFinished(std::shared_ptr<const Columns> columns, std::shared_ptr<const RunInfo> info,
                               std::shared_ptr<const EventLog> log, const RunEnd& end, qint64 playheadNs,
                               RunLimit limit, std::vector<LostStretch> lost)
{
    const bool isNew = !m_partial || log != m_log;
    if (isNew) {
        const bool isVariation = m_variationNext;
        std::optional<RunMarks> kept = isVariation ? marks() : std::nullopt;
        takeDown(std::move(m_replay));
        begin(std::move(info), std::move(log));
        m_variation = isVariation;
        m_kept = std::move(kept);
    }
    m_variationNext = m_partial = false;
    m_end = end;
    m_limit = limit;
    m_lost = std::move(lost);
    m_endNs = m_knownNs = columns->endNs(end);
    show(std::move(columns), playheadNs, isNew);
}

std::int64_t RunDocument::firstKnownNs() const
{
    return m_log ? sojourn::firstKnownNs(m_lost, *m_log) : 0;
}

void RunDocument::openRecording(const Recording& recording)
{
    takeDown(std::move(m_replay));
    begin(recording.info, recording.log);
    m_bookmarks.clear();
    m_end = recording.end;
    if (tellsOnlyBeginning(recording)) m_limit = RunLimit::File;
    m_recorded = true;
    m_lost = recording.lost;
    m_endNs = m_knownNs = recording.columns->endNs(recording.end);
    if (m_log->size() == 0) m_lanesMoment = momentOfLanes(*recording.columns, 0);
    show(recording.columns, firstKnownNs(), true);
}

void RunDocument::close()
{
    m_columns.reset();
    m_growing.reset();
    m_replay.reset();
    m_services.reset();
    m_info.reset();
    m_log.reset();
    m_end.reset();
    m_kept.reset();
    m_limit = RunLimit::None;
    m_playheadNs = m_endNs = m_knownNs = 0;
    m_partial = m_variation = m_variationNext = false;
    m_recorded = false;
    m_lost.clear();
    m_lanesMoment.reset();
    m_bookmarks.clear();
    forgetMarks();
    announce();
}

void RunDocument::advance(qint64 nowNs)
{
    m_growing->advance();
    m_services->follow(*m_log);
    m_endNs = m_knownNs = std::max({m_endNs, static_cast<qint64>(m_columns->lastNs()), nowNs});
    Q_EMIT dataChanged();
}

void RunDocument::finish(const RunEnd& end, RunLimit limit)
{
    m_growing->advance();
    m_services->follow(*m_log);
    m_end = end;
    m_limit = limit;
    m_endNs = m_knownNs = m_columns->endNs(end);
    Q_EMIT dataChanged();
}

} // namespace sojourn
