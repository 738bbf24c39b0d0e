#include "scene/timeline/lane_layout.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace sojourn {

namespace {

struct Sizes
{
    double lane, bar, depth;
    double besideGhost, ghost; // the bar's height where another run's stands below it, and that one's
};
constexpr std::array<Sizes, 6> allSizes{Sizes{24, 16, 60, 14, 6}, Sizes{20, 12, 52, 12, 4},
                                        Sizes{16, 11, 48, 9, 4},  Sizes{13, 9, 44, 7, 3},
                                        Sizes{11, 8, 44, 6, 3},   Sizes{9, 7, 44, 5, 2}};
constexpr Sizes insideGroup = allSizes[3]; // lanes below their group's name are no taller
constexpr Sizes leastAlone = allSizes[3];  // a task of a name of its own has room for it
constexpr double nameHeight = 13;          // names whose lanes' middles are closer would touch
constexpr std::uint32_t everyFifth = 5;
constexpr std::uint32_t headedFrom = 9;  // members: from here on a group has a row of its own
constexpr std::uint32_t foldedFrom = 17; // and from here on it is folded at first

bool isHeaded(const GroupInfo& group)
{
    return group.memberCount() >= headedFrom;
}

/// By group, the queues whose depth lane comes behind it: the last group that puts into a queue has it.
std::vector<std::vector<std::uint32_t>> queuesBehind(const RunInfo& info)
{
    std::vector<std::vector<std::uint32_t>> behind(info.groups.size());
    for (std::uint32_t q = 0; q < info.queues.size(); ++q) {
        std::size_t last = info.groups.size() - 1;
        if (info.queues.size() > 1)
            for (std::size_t g = 0; g < info.groups.size(); ++g)
                if (std::ranges::find(info.groups[g].putsInto, q) != info.groups[g].putsInto.end()) last = g;
        behind[last].push_back(q);
    }
    return behind;
}

/// Where the first of its tasks stands, each group; those without tasks stay behind the one before them.
std::vector<std::uint16_t> groupOrder(const RunInfo& info, const std::vector<std::uint32_t>& ranks)
{
    std::vector<std::uint16_t> order(info.groups.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    if (ranks.size() != info.taskCount()) return order;
    std::vector<std::uint32_t> first(info.groups.size());
    for (std::size_t g = 0; g < first.size(); ++g) {
        const GroupInfo& group = info.groups[g];
        const auto from = ranks.begin() + group.firstTask;
        first[g] = group.taskCount > 0 ? *std::min_element(from, from + group.taskCount)
                                       : (g > 0 ? first[g - 1] : 0);
    }
    std::ranges::stable_sort(order, {}, [&](std::uint16_t g) { return first[g]; });
    return order;
}

/// Puts rows one below another.
class Rows final
{
public:
    Rows(const RunInfo& info, const LaneFolding& folding, const Sizes& sizes, const GhostTasks* ghosts)
        : m_info(info)
        , m_folding(folding)
        , m_sizes(sizes)
        , m_ghosts(ghosts)
    {
    }

    /// Above all others, each with its full name, since none of its group's stands above it.
    void pinned()
    {
        for (const std::uint32_t task : m_folding.pinned)
            if (task < m_info.taskCount()) alone(task);
        if (m_rows.empty()) return;
        m_y += LaneLayout::pinnedGap;
        m_pinnedHeight = m_y;
    }
    void group(std::uint16_t number)
    {
        const GroupInfo& group = m_info.groups[number];
        const std::vector<std::uint32_t> tasks = shownTasks(group);
        const bool folded = m_folding.isFolded(m_info, number);
        if (tasks.empty() && group.taskCount > 0 && !folded) return;
        const bool headed = folded || isHeaded(group) || m_folding.isOpened(number);
        if (headed)
            add({.kind = LaneRow::Kind::Group,
                 .index = number,
                 .height = folded ? m_sizes.depth : std::max(m_sizes.lane, insideGroup.lane),
                 .ghost = folded && m_ghosts != nullptr ? std::round(m_sizes.depth / 5.0) : 0.0,
                 .folded = folded});
        if (folded) return selected(group);
        const Sizes sizes = sizesOf(group.taskCount, headed);
        std::uint32_t unnamed = everyFifth - 1; // since the last name
        for (const std::uint32_t task : tasks) {
            const bool isNamed = sizes.lane > 12 || (++unnamed >= everyFifth && m_info.isMember(task));
            if (isNamed) unnamed = 0;
            add({.index = task,
                 .height = sizes.lane,
                 .bar = barOf(sizes),
                 .ghost = ghostOf(sizes),
                 .named = isNamed,
                 .inGroup = headed});
        }
        if (m_folding.only.empty()) onlyThere(number, sizes, headed);
    }
    void depth(std::uint32_t queue)
    {
        add({.kind = LaneRow::Kind::Depth, .index = queue, .height = m_sizes.depth});
    }

    std::vector<LaneRow> take()
    {
        partNames();
        return std::move(m_rows);
    }
    double height() const { return m_y; }
    double pinnedHeight() const { return m_pinnedHeight; }

private:
    /// In their order.
    std::vector<std::uint32_t> shownTasks(const GroupInfo& group) const
    {
        std::vector<std::uint32_t> tasks;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (m_folding.isShown(t) && !m_folding.isPinned(t)) tasks.push_back(t);
        const std::vector<std::uint32_t>& ranks = m_folding.ranks;
        if (ranks.size() == m_info.taskCount())
            std::ranges::sort(tasks, {}, [&](std::uint32_t t) { return ranks[t]; });
        return tasks;
    }
    Sizes sizesOf(std::uint32_t tasks, bool headed) const
    {
        if (headed && m_sizes.lane > insideGroup.lane) return insideGroup;
        if (tasks != 1 || m_sizes.lane >= leastAlone.lane) return m_sizes;
        Sizes own = leastAlone;
        own.lane = 2 * nameHeight - m_sizes.lane; // so that the name of a narrow lane below it is not touched
        return own;
    }
    void selected(const GroupInfo& group)
    {
        const std::optional<std::uint32_t> task = m_folding.selected;
        if (task && *task >= group.firstTask && *task - group.firstTask < group.taskCount &&
            !m_folding.isPinned(*task))
            alone(*task);
    }
    void alone(std::uint32_t task)
    {
        const Sizes sizes = sizesOf(1, false);
        add({.index = task, .height = sizes.lane, .bar = barOf(sizes), .ghost = ghostOf(sizes)});
    }
    void onlyThere(std::uint16_t number, const Sizes& sizes, bool headed)
    {
        if (m_ghosts == nullptr || number >= m_ghosts->size()) return;
        const std::vector<std::uint32_t>& tasks = (*m_ghosts)[number];
        const std::size_t shown = std::min(tasks.size(), LaneLayout::mostGhostTasks);
        for (std::size_t i = 0; i < shown; ++i)
            add({.kind = LaneRow::Kind::GhostTask,
                 .index = tasks[i],
                 .height = sizes.lane,
                 .ghost = sizes.ghost,
                 .more = i + 1 == shown ? static_cast<std::uint32_t>(tasks.size() - shown) : 0,
                 .named = sizes.lane > 12,
                 .inGroup = headed});
    }
    /// Of two names that would touch the upper goes: the lower one is the first of its group, or the group's.
    void partNames()
    {
        LaneRow* above = nullptr;
        for (LaneRow& row : m_rows) {
            if (!row.named || row.inGroup || row.kind == LaneRow::Kind::GhostTask) continue;
            const auto middle = [](const LaneRow& of) { return of.y + of.height / 2.0; };
            if (above != nullptr && above->kind == LaneRow::Kind::Task &&
                middle(row) - middle(*above) < nameHeight)
                above->named = false;
            above = &row;
        }
    }
    double barOf(const Sizes& sizes) const { return m_ghosts != nullptr ? sizes.besideGhost : sizes.bar; }
    double ghostOf(const Sizes& sizes) const { return m_ghosts != nullptr ? sizes.ghost : 0.0; }
    void add(LaneRow row)
    {
        row.y = m_y;
        m_y += row.height;
        m_rows.push_back(row);
    }

    const RunInfo& m_info;
    const LaneFolding& m_folding;
    const Sizes& m_sizes;
    const GhostTasks* m_ghosts;
    std::vector<LaneRow> m_rows;
    double m_y = 0;
    double m_pinnedHeight = 0;
};

} // namespace

bool LaneFolding::isPinned(std::uint32_t task) const
{
    return std::ranges::find(pinned, task) != pinned.end();
}

bool LaneFolding::isShown(std::uint32_t task) const
{
    return task >= only.size() || only[task] || isPinned(task) || selected == task;
}

bool LaneFolding::isFolded(const RunInfo& info, std::uint16_t group) const
{
    if (!only.empty()) return false;
    const Choice choice = group < groups.size() ? groups[group] : Choice::AsItComes;
    if (!isFoldable(info.groups[group])) return false;
    if (choice != Choice::AsItComes) return choice == Choice::Folded;
    if (requestsOpen && !info.groups[group].asks.empty()) return false;
    return info.groups[group].memberCount() >= foldedFrom;
}

bool LaneFolding::isOpened(std::uint16_t group) const
{
    return only.empty() && group < groups.size() && groups[group] == Choice::Opened;
}

void LaneFolding::toggle(const RunInfo& info, std::uint16_t group)
{
    const Choice other = isFolded(info, group) ? Choice::Opened : Choice::Folded;
    groups.resize(info.groups.size(), Choice::AsItComes);
    groups[group] = other;
}

void LaneFolding::foldOnly(const std::vector<bool>& folded)
{
    groups.assign(folded.size(), Choice::Unfolded);
    for (std::size_t g = 0; g < folded.size(); ++g)
        if (folded[g]) groups[g] = Choice::Folded;
}

void LaneFolding::togglePin(const RunInfo& info, std::uint32_t task)
{
    const bool wasPinned = isPinned(task);
    const std::uint32_t lanes = info.laneCountOf(task);
    const bool isAlone = lanes >= headedFrom;
    const std::uint32_t first = isAlone ? task : info.outermostLaneOf(task);
    for (std::uint32_t lane = first; lane < first + (isAlone ? 1 : lanes); ++lane) {
        std::erase(pinned, lane);
        if (!wasPinned) pinned.push_back(lane);
    }
}

LaneLayout LaneLayout::of(const RunInfo& info, double height, const LaneFolding& folding,
                          const GhostTasks* ghosts)
{
    LaneLayout layout;
    if (info.groups.empty()) return layout;
    const auto behind = queuesBehind(info);
    const std::vector<std::uint16_t> groups = groupOrder(info, folding.ranks);
    for (const Sizes& sizes : allSizes) {
        Rows rows(info, folding, sizes, ghosts);
        rows.pinned();
        for (const std::uint16_t g : groups) {
            rows.group(g);
            for (const std::uint32_t queue : behind[g])
                rows.depth(queue);
        }
        layout.laneHeight = sizes.lane;
        layout.totalHeight = rows.height();
        layout.pinnedHeight = rows.pinnedHeight() <= height / 2.0 ? rows.pinnedHeight() : 0.0;
        layout.rows = rows.take();
        if (layout.totalHeight <= height) break;
    }
    layout.findTasks(info);
    return layout;
}

void LaneLayout::findTasks(const RunInfo& info)
{
    m_rowOfTask.assign(info.taskCount(), noRow);
    for (std::uint32_t r = 0; r < rows.size(); ++r) {
        if (rows[r].kind != LaneRow::Kind::Group || !rows[r].folded) continue;
        const GroupInfo& group = info.groups[rows[r].index];
        const auto first = m_rowOfTask.begin() + group.firstTask;
        std::fill(first, first + group.taskCount, r);
    }
    // A lane of its own, wherever it stands, before that of the group.
    for (std::uint32_t r = 0; r < rows.size(); ++r)
        if (rows[r].kind == LaneRow::Kind::Task) m_rowOfTask[rows[r].index] = r;
}

bool LaneLayout::fitsRequests(const RunInfo& info, double height, LaneFolding folding)
{
    folding.requestsOpen = true;
    return of(info, height, folding).totalHeight <= height;
}

std::vector<bool> LaneLayout::savesHeight(const RunInfo& info, double height, LaneFolding folding)
{
    folding.foldOnly(std::vector<bool>(info.groups.size()));
    const double lane = of(info, height, folding).laneHeight;
    const auto sizes = std::ranges::find(allSizes, lane, &Sizes::lane);
    std::vector<bool> saves(info.groups.size());
    for (std::size_t g = 0; g < saves.size(); ++g) {
        const GroupInfo& group = info.groups[g]; // the lanes of a headed one are always taller
        saves[g] = isHeaded(group) || group.taskCount * lane > sizes->depth;
    }
    return saves;
}

const LaneRow* LaneLayout::task(std::uint32_t task) const
{
    if (task >= m_rowOfTask.size() || m_rowOfTask[task] == noRow) return nullptr;
    return &rows[m_rowOfTask[task]];
}

const LaneRow* LaneLayout::ghostTask(std::uint32_t task) const
{
    for (const LaneRow& row : rows)
        if (row.kind == LaneRow::Kind::GhostTask && row.index == task) return &row;
    return nullptr;
}

const LaneRow* LaneLayout::queue(std::uint32_t queue) const
{
    for (const LaneRow& row : rows)
        if (row.kind == LaneRow::Kind::Depth && row.index == queue) return &row;
    return nullptr;
}

const LaneRow* LaneLayout::group(std::uint32_t group) const
{
    for (const LaneRow& row : rows)
        if (row.kind == LaneRow::Kind::Group && row.index == group) return &row;
    return nullptr;
}

const LaneRow* LaneLayout::at(double y) const
{
    const auto found = std::upper_bound(
        rows.begin(), rows.end(), y, [](double value, const LaneRow& row) { return value < row.bottom(); });
    return found != rows.end() && y >= found->y ? &*found : nullptr;
}

std::span<const LaneRow> LaneLayout::between(double top, double bottom) const
{
    const auto first = std::upper_bound(
        rows.begin(), rows.end(), top, [](double value, const LaneRow& row) { return value < row.bottom(); });
    const auto last = std::lower_bound(first, rows.end(), bottom,
                                       [](const LaneRow& row, double value) { return row.y < value; });
    return {first, last};
}

} // namespace sojourn
