// The timeline's folded groups and pinned lanes.
#include "scene/timeline/timeline_view.h"

#include "scene/compare/ghost_run.h"

#include <algorithm>

namespace sojourn {

/// How groups are folded stays as long as the scenario does. Who folds before the first frame of another
/// one's run means that one.
void TimelineView::beginFolding()
{
    if (document() == nullptr || document()->columns() == nullptr) return;
    const QString scenario = QString::fromStdString(document()->info().scenario);
    if (scenario == m_foldedScenario) return;
    m_foldedScenario = scenario;
    m_folding = {};
    m_ranksOrder = LaneOrder::Start;
}

/// The selected task is to be seen, wherever it is folded.
LaneFolding TimelineView::shownFolding() const
{
    LaneFolding folding = m_folding;
    const int selected = document() != nullptr ? document()->selectedTask() : -1;
    if (selected >= 0) folding.selected = static_cast<std::uint32_t>(selected);
    folding.only = lanesWithHits();
    return folding;
}

/// Those that are shown alone; empty: all are.
std::vector<bool> TimelineView::lanesWithHits() const
{
    if (!m_search || m_search->document() != document() || !m_search->isOnlyLanes()) return {};
    const SearchHits* const found = m_search->marked();
    return found != nullptr && found->count > 0 ? found->lanes : std::vector<bool>();
}

void TimelineView::takeFound()
{
    const std::vector<bool> only = lanesWithHits();
    if (only != m_shownOnly) {
        m_shownOnly = only;
        refold();
        Q_EMIT foldingChanged();
    }
    invalidate(Selection);
}

/// Finds the lanes' order, where another is asked for, the run is another, or it has ended since.
bool TimelineView::takeRanks()
{
    const Columns* const columns = document()->columns();
    const bool isLast = document()->isEnded();
    if (m_ranksOrder == m_order &&
        (m_order == LaneOrder::Start || (m_ranksOf == columns && m_ranksAreLast == isLast)))
        return false;
    m_ranksOrder = m_order;
    m_ranksOf = columns;
    m_ranksAreLast = isLast;
    m_folding.ranks = laneRanks(*columns, viewport()->index(), m_order);
    return true;
}

void TimelineView::setOrder(LaneOrder::Kind order)
{
    if (order == m_order) return;
    m_order = order;
    invalidate(Window);
    Q_EMIT orderChanged();
}

/// Only folded groups have an index: it costs as much as their lanes.
void TimelineView::updateGroups()
{
    const RunView run = placedView();
    if (run.columns != m_groupsOf) m_groups.clear();
    m_groupsOf = run.columns;
    m_groups.resize(run.info().groups.size());
    for (const LaneRow& row : m_layout.rows)
        if (row.kind == LaneRow::Kind::Group && row.folded)
            m_groups[row.index].update(*run.columns, run.info().groups[row.index]);
    updateGhostGroups();
}

/// Those that stand below a folded group; each is indexed once.
void TimelineView::updateGhostGroups()
{
    const GhostScene* const other = ghostScene();
    const std::shared_ptr<const Columns> columns = other != nullptr ? ghost()->columns() : nullptr;
    if (columns != m_ghostGroupsOf) m_ghostGroups.clear();
    m_ghostGroupsOf = columns;
    if (!columns) return;
    m_ghostGroups.resize(columns->info().groups.size());
    for (const LaneRow& row : m_layout.rows) {
        if (row.kind != LaneRow::Kind::Group || !row.folded || other->groupOf[row.index] == noMatch) continue;
        const std::uint32_t group = other->groupOf[row.index];
        m_ghostGroups[group].update(*columns, columns->info().groups[group]);
    }
}

void TimelineView::refold()
{
    layOut();
    invalidate(Window);
}

/// What can be folded, and whether all of it is, as it is laid out; whether that has changed.
bool TimelineView::takeFolding()
{
    const bool wasFoldable = m_foldable, wasAllFolded = m_allFolded;
    m_foldable = m_allFolded = false;
    if (!isEmpty()) {
        const RunInfo& info = runView().info();
        const std::vector<bool> saves = savesHeight();
        m_allFolded = true;
        for (std::uint16_t g = 0; g < info.groups.size(); ++g) {
            const bool isFolded = m_folding.isFolded(info, g);
            m_foldable = m_foldable || saves[g] || isFolded;
            m_allFolded = m_allFolded && (!saves[g] || isFolded);
        }
        m_allFolded = m_allFolded && m_foldable;
    }
    return m_foldable != wasFoldable || m_allFolded != wasAllFolded;
}

void TimelineView::nextOrder()
{
    setOrder(m_order == LaneOrder::FirstEvent ? LaneOrder::Start : static_cast<LaneOrder::Kind>(m_order + 1));
}

bool TimelineView::isSortable() const
{
    constexpr std::uint32_t seenAtOnce = 8;
    return !isEmpty() && runView().info().taskCount() > seenAtOnce;
}

QString TimelineView::lanesText() const
{
    if (isEmpty()) return {};
    const bool ofTasks = document()->isReplayable(); // another program's lanes are no tasks
    if (!m_shownOnly.empty()) {
        const auto isTask = [](const LaneRow& row) { return row.kind == LaneRow::Kind::Task; };
        return (ofTasks ? tr("%1 of %2 tasks") : tr("%1 of %2 lanes"))
            .arg(countText(static_cast<std::uint64_t>(std::ranges::count_if(m_layout.rows, isTask))),
                 countText(static_cast<std::uint64_t>(m_shownOnly.size())));
    }
    const auto headed = [](const LaneRow& row) { return row.kind == LaneRow::Kind::Group; };
    if (std::ranges::none_of(m_layout.rows, headed)) return {};
    const auto lanes = std::ranges::count_if(
        m_layout.rows, [](const LaneRow& row) { return row.kind != LaneRow::Kind::GhostTask; });
    const std::uint32_t tasks = runView().info().taskCount();
    if (lanes >= tasks) return {}; // all are to be seen, below their headings
    if (lanes == 1)
        return (ofTasks ? tr("%1 tasks in one lane") : tr("%1 lanes in one row")).arg(countText(tasks));
    return (ofTasks ? tr("%1 tasks in %2 lanes") : tr("%1 lanes in %2 rows"))
        .arg(countText(tasks), countText(static_cast<std::uint64_t>(lanes)));
}

/// Folding the others would push lanes out of view instead of bringing them into it.
std::vector<bool> TimelineView::savesHeight() const
{
    return LaneLayout::savesHeight(runView().info(), height() - m_metrics.rulerHeight, m_folding);
}

void TimelineView::foldAll(bool folded)
{
    if (isEmpty()) return;
    beginFolding();
    m_folding.foldOnly(folded ? savesHeight() : std::vector<bool>(runView().info().groups.size()));
    refold();
}

void TimelineView::toggleGroup(int group)
{
    if (isEmpty() || group < 0 || group >= static_cast<int>(runView().info().groups.size())) return;
    beginFolding();
    m_folding.toggle(runView().info(), static_cast<std::uint16_t>(group));
    refold();
}

void TimelineView::showSelection()
{
    if (isEmpty()) return;
    layOut(); // the selected task may have a lane of its own only since it is
    const RunView run = runView();
    const LaneRow* row = nullptr;
    if (run.knows(run.selectedItem))
        row = m_layout.task(run.columns->items()[static_cast<std::size_t>(run.selectedItem)].maker);
    else if (run.selectedTask >= 0)
        row = m_layout.task(static_cast<std::uint32_t>(run.selectedTask));
    else if (run.selectedQueue >= 0)
        row = m_layout.queue(static_cast<std::uint32_t>(run.selectedQueue));
    if (row == nullptr || m_layout.isPinned(*row)) return;
    const double pinned = m_layout.pinnedHeight, room = height() - m_metrics.rulerHeight;
    if (row->y < m_laneOffset + pinned || row->bottom() > m_laneOffset + room)
        setLaneOffset(row->y - pinned - (room - pinned - row->height) / 2.0);
}

void TimelineView::togglePin(int task)
{
    if (isEmpty() || task < 0 || task >= static_cast<int>(runView().info().taskCount())) return;
    beginFolding();
    m_folding.togglePin(runView().info(), static_cast<std::uint32_t>(task));
    refold();
}

} // namespace sojourn
