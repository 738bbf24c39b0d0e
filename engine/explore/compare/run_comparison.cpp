#include "explore/compare/run_comparison.h"

#include "trace/run_match.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace sojourn {

namespace {

std::int64_t waitedNs(const Columns& columns, std::uint32_t item)
{
    std::int64_t waited = notYet;
    for (std::uint32_t v = columns.items()[item].firstVisit; v != noVisit;
         v = columns.visits()[v].nextVisit) {
        const Visit& visit = columns.visits()[v];
        if (visit.dequeuedNs == notYet || visit.enqueuedNs == notYet) continue;
        waited = std::max<std::int64_t>(waited, 0) + visit.dequeuedNs - visit.enqueuedNs;
    }
    return waited;
}

/// By task, by number: the items that it made.
using Made = std::vector<std::vector<std::uint32_t>>;

Made madeIn(const Columns& columns)
{
    Made made(columns.lanes().size());
    for (std::uint32_t i = 0; i < columns.items().size(); ++i) {
        const Item& item = columns.items()[i];
        if (item.maker >= made.size()) continue;
        std::vector<std::uint32_t>& ofMaker = made[item.maker];
        if (ofMaker.size() <= item.nth) ofMaker.resize(item.nth + std::size_t{1}, ItemChange::none);
        ofMaker[item.nth] = i;
    }
    return made;
}

void fill(const Columns& columns, std::uint32_t item, std::int64_t& sojournNs, std::int64_t& waitNs)
{
    sojournNs = columns.sojournNs(item);
    waitNs = waitedNs(columns, item);
}

template <class F> void forEachKnownInstant(const Columns& columns, std::uint32_t item, F f)
{
    if (item == ItemChange::none) return;
    const auto tell = [&](std::int64_t ns) {
        if (ns != notYet) f(ns);
    };
    tell(columns.items()[item].createdNs);
    for (std::uint32_t v = columns.items()[item].firstVisit; v != noVisit;
         v = columns.visits()[v].nextVisit) {
        const Visit& visit = columns.visits()[v];
        tell(visit.putWaitNs);
        tell(visit.enqueuedNs);
        tell(visit.dequeuedNs);
        tell(visit.doneNs);
    }
}

void count(RunComparison& comparison, const ItemChange& item)
{
    if (!item.isInBoth())
        ++(item.a == ItemChange::none ? comparison.onlyB : comparison.onlyA);
    else if (!item.isCompared())
        ++comparison.unfinished;
    else if (const std::int64_t change = comparison.changeNs(item); change == 0)
        ++comparison.same;
    else
        ++(change < 0 ? comparison.shorter : comparison.longer);
}

} // namespace

bool isWithinJitter(std::int64_t aNs, std::int64_t bNs)
{
    return std::abs(bNs - aNs) < std::max(jitterNs, std::max(aNs, bNs) / jitterParts);
}

RunComparison compareRuns(const Columns& a, const Columns& b)
{
    RunComparison comparison;
    comparison.isMeasured = !a.info().virtualClock || !b.info().virtualClock;
    comparison.items.reserve(b.itemCount());
    const std::vector<std::uint32_t> taskOfA = matchingTasks(b.info(), a.info());
    const Made madeInA = madeIn(a);
    std::vector<bool> met(a.items().size());
    for (std::uint32_t i = 0; i < b.items().size(); ++i) {
        if (!b.hasItem(i)) continue;
        ItemChange change;
        change.b = i;
        fill(b, i, change.bSojournNs, change.bWaitNs);
        const Item& item = b.items()[i];
        const std::uint32_t maker = item.maker < taskOfA.size() ? taskOfA[item.maker] : noMatch;
        if (maker != noMatch && item.nth < madeInA[maker].size()) change.a = madeInA[maker][item.nth];
        if (change.a != ItemChange::none) {
            met[change.a] = true;
            fill(a, change.a, change.aSojournNs, change.aWaitNs);
        }
        count(comparison, change);
        comparison.items.push_back(change);
    }
    for (std::uint32_t i = 0; i < a.items().size(); ++i) {
        if (met[i] || !a.hasItem(i)) continue;
        ItemChange change;
        change.a = i;
        fill(a, i, change.aSojournNs, change.aWaitNs);
        count(comparison, change);
        comparison.items.push_back(change);
    }
    return comparison;
}

ItemStretch stretchOf(const ItemChange& change, const Columns& a, const Columns& b)
{
    std::optional<ItemStretch> stretch;
    const auto take = [&](std::int64_t ns) {
        if (!stretch) stretch = ItemStretch{ns, ns};
        stretch->fromNs = std::min(stretch->fromNs, ns);
        stretch->toNs = std::max(stretch->toNs, ns);
    };
    forEachKnownInstant(a, change.a, take);
    forEachKnownInstant(b, change.b, take);
    return stretch.value_or(ItemStretch());
}

std::vector<std::uint32_t> changedMost(const RunComparison& comparison, ChangeSign sign, std::size_t most)
{
    std::vector<std::uint32_t> places;
    const auto gain = [&](std::uint32_t place) {
        const std::int64_t change = comparison.changeNs(comparison.items[place]);
        return sign == ChangeSign::Shorter ? -change : change;
    };
    for (std::uint32_t i = 0; i < comparison.items.size(); ++i)
        if (comparison.items[i].isCompared() && gain(i) > 0) places.push_back(i);
    const std::size_t count = std::min(most, places.size());
    std::ranges::partial_sort(places, places.begin() + static_cast<std::ptrdiff_t>(count),
                              [&](std::uint32_t left, std::uint32_t right) {
                                  const std::int64_t l = gain(left), r = gain(right);
                                  return l != r ? l > r : left < right;
                              });
    places.resize(count);
    return places;
}

} // namespace sojourn
