#include "explore/compare/item_waits.h"

#include "stats/histogram.h"
#include "time/time.h"

namespace sojourn {

namespace {

void addWaits(RunFigures& figures, const RunComparison& comparison, std::int64_t ItemChange::*waitNs)
{
    auto& p50 = figures[static_cast<std::size_t>(RunFigure::WaitP50)];
    auto& p99 = figures[static_cast<std::size_t>(RunFigure::WaitP99)];
    if (p50 || p99) return;
    Histogram waits;
    for (const ItemChange& item : comparison.items)
        if (item.*waitNs != notYet) waits.add(item.*waitNs);
    if (waits.count() == 0) return;
    p50 = toSeconds(Duration(waits.percentile(50)));
    p99 = toSeconds(Duration(waits.percentile(99)));
}

} // namespace

void addItemWaits(RunFigures& a, RunFigures& b, const RunComparison& comparison)
{
    addWaits(a, comparison, &ItemChange::aWaitNs);
    addWaits(b, comparison, &ItemChange::bWaitNs);
}

} // namespace sojourn
