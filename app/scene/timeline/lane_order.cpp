#include "scene/timeline/lane_order.h"

#include "viewmodels/panels/words.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <numeric>

namespace sojourn {

namespace {

/// As utilisation counts: what is not waiting. A service is often a sleep.
std::int64_t busyNs(const Lane& lane, const LaneIndex& index)
{
    const StateTimes times = index.times(lane.spans, 0, index.size());
    const auto of = [&](TaskState state) { return times[static_cast<std::size_t>(state)]; };
    return of(TaskState::Running) + of(TaskState::Working) + of(TaskState::Sleeping) +
           of(TaskState::Offloaded);
}

std::int64_t firstNs(const Lane& lane)
{
    if (lane.startedNs != notYet)
        return lane.hasInstants() ? std::min(lane.startedNs, lane.marks.front().atNs) : lane.startedNs;
    return lane.spans.empty() ? std::numeric_limits<std::int64_t>::max() : lane.spans.front().startNs;
}

/// The lanes of an imported thread, whose nested spans lie within its outer ones, have one key, the least of
/// theirs: so they stay together, in their order.
template <class Key> void giveThreadsOneKey(const RunInfo& info, std::vector<Key>& keys)
{
    for (std::uint32_t t = 0; t < info.taskCount(); ++t) {
        Key& ofThread = keys[info.outermostLaneOf(t)];
        if (keys[t] < ofThread) ofThread = keys[t];
    }
    for (std::uint32_t t = 0; t < info.taskCount(); ++t)
        keys[t] = keys[info.outermostLaneOf(t)];
}

/// By group, of all its tasks together; a thread counts once.
std::vector<std::int64_t> sumsOf(const RunInfo& info, const std::vector<std::int64_t>& keys)
{
    std::vector<std::int64_t> together;
    for (const GroupInfo& group : info.groups) {
        std::int64_t sum = 0;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (!info.isNestedLane(t)) sum += keys[t];
        together.push_back(sum);
    }
    return together;
}

std::vector<std::int64_t> firstOfAll(const RunInfo& info, const std::vector<std::int64_t>& first)
{
    std::vector<std::int64_t> ofAll;
    for (const GroupInfo& group : info.groups) {
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            least = std::min(least, first[t]);
        ofAll.push_back(least);
    }
    return ofAll;
}

/// So many numbers, least first; ties stay in order.
template <class Less> std::vector<std::uint32_t> sorted(std::uint32_t from, std::uint32_t count, Less less)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), from);
    std::ranges::stable_sort(order, less);
    return order;
}

/// By task: its place where groups stand by their keys, least first, and so do the tasks of each.
template <class Key>
std::vector<std::uint32_t> placesBy(const RunInfo& info, const std::vector<Key>& ofGroups,
                                    const std::vector<Key>& ofTasks)
{
    const auto by = [](const std::vector<Key>& keys) {
        return [&keys](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; };
    };
    std::vector<std::uint32_t> places(info.taskCount());
    std::uint32_t place = 0;
    for (const std::uint32_t g : sorted(0, static_cast<std::uint32_t>(info.groups.size()), by(ofGroups)))
        for (const std::uint32_t task :
             sorted(info.groups[g].firstTask, info.groups[g].taskCount, by(ofTasks)))
            places[task] = place++;
    return places;
}

std::vector<std::uint32_t> placesByName(const RunInfo& info)
{
    QCollator collator{QLocale(QLocale::English)}; // that of C knows no numbers
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<QCollatorSortKey> groups, tasks;
    for (const GroupInfo& group : info.groups)
        groups.push_back(collator.sortKey(QString::fromStdString(group.name)));
    for (std::uint32_t t = 0; t < info.taskCount(); ++t)
        tasks.push_back(collator.sortKey(taskTitle(info, t)));
    giveThreadsOneKey(info, tasks);
    return placesBy(info, groups, tasks);
}

} // namespace

std::vector<std::uint32_t> laneRanks(const Columns& columns, const RunIndex& index, LaneOrder::Kind kind)
{
    const std::vector<Lane>& lanes = columns.lanes();
    const RunInfo& info = columns.info();
    if (kind == LaneOrder::Start || index.lanes.size() != lanes.size()) return {};
    if (kind == LaneOrder::Name) return placesByName(info);
    std::vector<std::int64_t> keys;
    if (kind == LaneOrder::FirstEvent) {
        for (const Lane& lane : lanes)
            keys.push_back(firstNs(lane));
        giveThreadsOneKey(info, keys);
        return placesBy(info, firstOfAll(info, keys), keys);
    }
    for (std::size_t t = 0; t < lanes.size(); ++t)
        keys.push_back(-busyNs(lanes[t], index.lanes[t])); // the busiest first
    giveThreadsOneKey(info, keys);
    return placesBy(info, sumsOf(info, keys), keys);
}

} // namespace sojourn
