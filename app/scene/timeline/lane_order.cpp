#include "scene/timeline/lane_order.h"

#include "viewmodels/panels/words.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <numeric>

namespace sojourn {

namespace {

std::int64_t busyNs(const Lane& lane, const LaneIndex& index)
{
    const StateTimes times = index.times(lane.spans, 0, index.size());
    const auto of = [&](TaskState state) { return times[static_cast<std::size_t>(state)]; };
    return of(TaskState::Running) + of(TaskState::Working) + of(TaskState::Offloaded);
}

std::int64_t firstNs(const Lane& lane)
{
    if (lane.startedNs != notYet)
        return lane.hasInstants() ? std::min(lane.startedNs, lane.marks.front().atNs) : lane.startedNs;
    return lane.spans.empty() ? std::numeric_limits<std::int64_t>::max() : lane.spans.front().startNs;
}

/// Tasks by a key, least first.
template <class Key> std::vector<std::uint32_t> sortedBy(std::size_t tasks, Key key)
{
    std::vector<std::uint32_t> order(tasks);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, key);
    return order;
}

std::vector<std::uint32_t> byName(const RunInfo& info)
{
    QCollator collator(QLocale(QLocale::English)); // that of C knows no numbers
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<QCollatorSortKey> keys;
    for (std::uint32_t t = 0; t < info.taskCount(); ++t)
        keys.push_back(collator.sortKey(taskTitle(info, t)));
    std::vector<std::uint32_t> order(info.taskCount());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order,
                             [&](std::uint32_t a, std::uint32_t b) { return keys[a].compare(keys[b]) < 0; });
    return order;
}

} // namespace

std::vector<std::uint32_t> laneRanks(const Columns& columns, const RunIndex& index, LaneOrder::Kind kind)
{
    const std::vector<Lane>& lanes = columns.lanes();
    if (kind == LaneOrder::Start || index.lanes.size() != lanes.size()) return {};
    std::vector<std::uint32_t> order;
    if (kind == LaneOrder::Name)
        order = byName(columns.info());
    else if (kind == LaneOrder::Busy)
        order = sortedBy(lanes.size(), [&](std::uint32_t t) { return -busyNs(lanes[t], index.lanes[t]); });
    else
        order = sortedBy(lanes.size(), [&](std::uint32_t t) { return firstNs(lanes[t]); });
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t place = 0; place < order.size(); ++place)
        ranks[order[place]] = place;
    return ranks;
}

} // namespace sojourn
