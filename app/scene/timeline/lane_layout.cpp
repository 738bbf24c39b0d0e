#include "scene/timeline/lane_layout.h"

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

struct Sizes
{
    double lane, bar, depth;
};
constexpr std::array<Sizes, 4> allSizes{Sizes{24, 16, 60}, Sizes{20, 12, 52}, Sizes{13, 9, 44},
                                        Sizes{9, 7, 44}};
constexpr std::uint32_t everyFifth = 5;

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

LaneLayout withSizes(const RunInfo& info, const Sizes& sizes)
{
    LaneLayout layout;
    layout.laneHeight = sizes.lane;
    layout.barHeight = sizes.bar;
    if (info.groups.empty()) return layout;
    const auto behind = queuesBehind(info);
    double y = 0;
    const auto add = [&](LaneRow::Kind kind, std::uint32_t index, double height, bool named) {
        layout.rows.push_back({kind, index, y, height, named});
        y += height;
    };
    for (std::size_t g = 0; g < info.groups.size(); ++g) {
        const GroupInfo& group = info.groups[g];
        for (std::uint32_t i = 0; i < group.taskCount; ++i)
            add(LaneRow::Kind::Task, group.firstTask + i, sizes.lane, sizes.lane > 12 || i % everyFifth == 0);
        for (const std::uint32_t q : behind[g])
            add(LaneRow::Kind::Depth, q, sizes.depth, true);
    }
    layout.totalHeight = y;
    return layout;
}

} // namespace

LaneLayout LaneLayout::of(const RunInfo& info, double height)
{
    LaneLayout layout;
    for (const Sizes& sizes : allSizes) {
        layout = withSizes(info, sizes);
        if (layout.totalHeight <= height) break;
    }
    return layout;
}

const LaneRow* LaneLayout::task(std::uint32_t task) const
{
    for (const LaneRow& row : rows)
        if (row.kind == LaneRow::Kind::Task && row.index == task) return &row;
    return nullptr;
}

const LaneRow* LaneLayout::queue(std::uint32_t queue) const
{
    for (const LaneRow& row : rows)
        if (row.kind == LaneRow::Kind::Depth && row.index == queue) return &row;
    return nullptr;
}

const LaneRow* LaneLayout::at(double y) const
{
    const auto found = std::upper_bound(
        rows.begin(), rows.end(), y, [](double value, const LaneRow& row) { return value < row.bottom(); });
    return found != rows.end() && y >= found->y ? &*found : nullptr;
}

} // namespace sojourn
