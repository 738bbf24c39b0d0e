#include "viewmodels/panels/item_line.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace sojourn {

namespace {

constexpr std::size_t mostVisitsLookedAt = 20'000; // they come in the order of their puts, but for waits

/// Another item's, into the same queue.
bool isPutBefore(const Visit& other, const Visit& visit)
{
    return other.queue == visit.queue && other.item != visit.item && other.enqueuedNs != notYet &&
           other.enqueuedNs <= visit.enqueuedNs && other.putEvent < visit.putEvent;
}

/// It was taken before one who stood there as it came: the queue, whose order is not known, is not first
/// in, first out.
bool overtook(const Columns& columns, const Visit& visit)
{
    if (visit.dequeuedNs == notYet) return false;
    const std::vector<Visit>& visits = columns.visits();
    const auto own = static_cast<std::size_t>(&visit - visits.data());
    for (std::size_t i = own; i-- > 0 && own - i < mostVisitsLookedAt;) {
        const Visit& other = visits[i];
        if (isPutBefore(other, visit) && (other.dequeuedNs == notYet || other.dequeuedNs > visit.dequeuedNs))
            return true;
    }
    return false;
}

/// It was taken before the other came.
bool isGone(const Visit& other, const Visit& visit, const Arrival& arrival)
{
    if (other.dequeuedNs == notYet || other.dequeuedNs > visit.enqueuedNs) return false;
    return other.dequeuedNs < visit.enqueuedNs ||
           std::ranges::find(arrival.gone, std::int64_t{other.item}) != arrival.gone.end();
}

} // namespace

Arrival arrivalOf(const Columns& columns, const Visit& visit)
{
    constexpr std::uint64_t mostLookedAt = 100'000;
    if (!columns.info().queues[visit.queue].isSettingKnown && overtook(columns, visit)) return {};
    const std::vector<DepthStep>& steps = columns.depths()[visit.queue];
    const auto first = std::ranges::lower_bound(steps, visit.enqueuedNs, {}, &DepthStep::atNs);
    const EventLog& log = columns.log();
    if (visit.putEvent >= log.size()) { // a recording without events
        const auto behind = std::ranges::upper_bound(steps, visit.enqueuedNs, {}, &DepthStep::atNs);
        return {behind - first == 1 ? first->size : 0, {}};
    }
    Arrival arrival;
    std::int64_t size = first == steps.begin() ? 0 : std::prev(first)->size;
    for (std::uint64_t i = visit.putEvent + 1; i-- > 0 && log[i].timeNs == visit.enqueuedNs;) {
        if (visit.putEvent - i > mostLookedAt) return {};
        const Event& e = log[i];
        if (e.object != visit.queue) continue;
        if (e.kind == EventKind::Put) ++size;
        if (e.kind != EventKind::Get) continue;
        --size;
        arrival.gone.push_back(e.value);
    }
    arrival.size = static_cast<std::uint32_t>(std::max<std::int64_t>(0, size));
    return arrival;
}

std::vector<const Visit*> stoodThere(const Columns& columns, const Visit& visit, const Arrival& arrival)
{
    const std::size_t others = std::max(arrival.size, 1u) - 1;
    const std::vector<Visit>& visits = columns.visits();
    const auto own = static_cast<std::size_t>(&visit - visits.data());
    std::vector<const Visit*> stood;
    for (std::size_t i = own; i-- > 0 && own - i < mostVisitsLookedAt && stood.size() < others;) {
        const Visit& other = visits[i];
        if (isPutBefore(other, visit) && !isGone(other, visit, arrival)) stood.push_back(&other);
    }
    std::ranges::sort(stood, std::greater(), &Visit::putEvent);
    return stood;
}

std::size_t wentBefore(const Columns& columns, const Visit& visit, const Arrival& arrival)
{
    const std::vector<Visit>& visits = columns.visits();
    const std::vector<std::uint32_t>& taken = columns.takenVisits();
    const auto at = [&](std::uint32_t v) { return visits[v].dequeuedNs; };
    auto it = taken.end();
    if (visit.dequeuedNs != notYet) {
        const auto own = static_cast<std::uint32_t>(&visit - visits.data());
        it = std::find(std::ranges::lower_bound(taken, visit.dequeuedNs, {}, at), taken.end(), own);
    }
    std::size_t count = 0;
    while (it != taken.begin() && at(*--it) >= visit.enqueuedNs) {
        const Visit& other = visits[*it];
        count += other.queue == visit.queue && !isGone(other, visit, arrival);
    }
    return count;
}

} // namespace sojourn
