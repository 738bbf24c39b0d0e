#include "scene/timeline/axis_run.h"

#include "viewmodels/panels/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("AxisRun", text);
}

} // namespace

std::int64_t AxisRun::placeOf(const Moment& moment, std::int64_t playheadNs) const
{
    const auto& behind = run.eventsBehind;
    const auto steps =
        static_cast<std::size_t>(std::ranges::upper_bound(behind, moment.events) - behind.begin());
    const TimeMap::Knot& last = run.map.knots()[steps]; // the first of them stands before all steps
    return !behind.empty() && last.ns == playheadNs ? last.at : run.map.toAxisEnd(playheadNs);
}

std::optional<std::uint64_t> AxisRun::eventsAt(std::int64_t at) const
{
    const auto steps = static_cast<std::size_t>(std::max<std::int64_t>(0, at) / stepOnAxis);
    const auto& knots = run.map.knots();
    if (steps >= run.eventsBehind.size() || steps + 1 >= knots.size() ||
        knots[steps].ns != knots[steps + 1].ns)
        return {};
    return steps == 0 ? 0 : run.eventsBehind[steps - 1];
}

RunView AxisRun::shown(const RunView& own) const
{
    RunView view = own;
    view.columns = run.columns.get();
    view.endNs = run.map.toAxisEnd(own.endNs);
    view.playheadNs =
        own.moment == nullptr ? run.map.toAxisEnd(own.playheadNs) : placeOf(*own.moment, own.playheadNs);
    return view;
}

QString AxisRun::words() const
{
    if (kind == TimeAxis::Steps) {
        const auto steps = static_cast<std::uint64_t>(run.map.knots().back().at / stepOnAxis);
        return tr("a step an event, %1 of them")
            .arg(countText(run.eventsBehind.empty() ? steps : run.eventsBehind.size()));
    }
    const IdleStretches& idle = run.idle;
    if (idle.stretches.empty())
        return idle.shownNs == 0 ? tr("nothing is idle")
                                 : tr("nothing idle for %1").arg(durationText(idle.shownNs));
    std::int64_t all = 0;
    for (const IdleStretch& stretch : idle.stretches)
        all += stretch.toNs - stretch.fromNs;
    return (idle.stretches.size() == 1 ? tr("%1 idle stretch of %2, drawn as %3")
                                       : tr("%1 idle stretches, %2 in all, each drawn as %3"))
        .arg(countText(idle.stretches.size()), durationText(all), durationText(idle.shownNs));
}

std::shared_ptr<const AxisRun> makeAxisRun(TimeAxis::Kind kind, std::shared_ptr<const Columns> columns,
                                           std::shared_ptr<const RunInfo> info, std::int64_t endNs)
{
    RetimedRun retimed =
        kind == TimeAxis::Idle ? withoutIdle(*columns, endNs) : inSteps(*columns, std::move(info), endNs);
    auto made = std::make_shared<AxisRun>(AxisRun{kind, std::move(retimed), {}, std::move(columns), endNs});
    made->index.update(*made->run.columns, *made->columns);
    return made;
}

} // namespace sojourn
