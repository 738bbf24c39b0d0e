#include "scene/theory/theory_axes.h"
#include "scene/theory/theory_painter.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

QString bandText(const std::optional<Interval>& band, auto format)
{
    if (!band) return QObject::tr("not enough data for a 95 % interval");
    return QObject::tr("95 % interval %1 to %2").arg(format(band->low), format(band->high));
}

const BandPoint* nearest(const std::vector<BandPoint>& points, double at)
{
    const BandPoint* best = nullptr;
    for (const BandPoint& point : points)
        if (best == nullptr || std::abs(point.at - at) < std::abs(best->at - at)) best = &point;
    return best;
}

/// Theory's share at the same place; nothing without.
std::optional<double> shareAt(const std::vector<CurvePoint>& points, double at)
{
    const auto after = std::lower_bound(points.begin(), points.end(), at,
                                        [](const CurvePoint& p, double t) { return p.atSeconds < t; });
    if (after == points.end()) return {};
    if (after == points.begin()) return after->share;
    const CurvePoint& before = *(after - 1);
    const double part = (at - before.atSeconds) / (after->atSeconds - before.atSeconds);
    return before.share + part * (after->share - before.share);
}

QString theoryText(const QueueCurves& curves, std::optional<double> share)
{
    if (!share) return {};
    return QLatin1Char('\n') +
           (curves.isApproximate ? QObject::tr("in theory about %1") : QObject::tr("in theory %1"))
               .arg(theory::shareText(*share));
}

/// What A has at the same place: the nearest of its points, as far as they go.
QString ghostText(const std::vector<BandPoint>* points, double at, auto format)
{
    if (points == nullptr || points->empty() || at > points->back().at) return {};
    return QLatin1Char('\n') + QObject::tr("A: %1").arg(format(nearest(*points, at)->value));
}

TheorySaying barSaying(const TheoryScene& scene, double x)
{
    const QueueCurves& curves = *scene.curves;
    if (curves.counted == 0) return {};
    if (x < scene.barsX(0) - 8 && !curves.knowsAtOnce)
        return {QObject::tr("no wait"), QObject::tr("not to be told on the real clock")};
    if (x < scene.barsX(0) - 8) {
        QString words = theory::shareText(curves.atOnce) + theoryText(curves, curves.atOnceTheory);
        if (scene.hasGhostAtOnce())
            words += QLatin1Char('\n') + QObject::tr("A: %1").arg(theory::shareText(scene.ghost->atOnce));
        return {QObject::tr("no wait"), words};
    }
    for (std::size_t i = 0; i < curves.bars.size(); ++i) {
        const double from = static_cast<double>(i) * curves.stepSeconds, to = from + curves.stepSeconds;
        if (x >= scene.barsX(to)) continue;
        return {QObject::tr("%1 to %2").arg(theory::timeText(from), theory::timeText(to)),
                theory::shareText(curves.bars[i]) +
                    theoryText(curves, shareAt(curves.barsTheory, (from + to) / 2))};
    }
    return {};
}

} // namespace

TheorySaying TheoryPainter::at(const TheoryScene& scene, QPointF point)
{
    if (scene.curves == nullptr) return {};
    const QueueCurves& curves = *scene.curves;
    if (scene.bars().contains(point)) return barSaying(scene, point.x());
    if (scene.tail().contains(point) && curves.tailSeconds > 0) {
        const QRectF plot = scene.tail();
        const double at = (point.x() - plot.left()) / plot.width() * curves.tailSeconds;
        const BandPoint* const found = nearest(curves.tail, at);
        if (found == nullptr) return {};
        return {QObject::tr("%1 wait longer than %2")
                    .arg(theory::shareText(found->value), theory::timeText(found->at)),
                bandText(found->band, theory::shareText) +
                    theoryText(curves, shareAt(curves.tailTheory, found->at)) +
                    ghostText(scene.ghost ? &scene.ghost->tail : nullptr, found->at, theory::shareText)};
    }
    if (scene.hasMeans() && scene.means().contains(point)) {
        const double at = static_cast<double>(scene.meansWindow().xToTime(point.x())) / 1e9;
        if (at * 1e9 < static_cast<double>(curves.warmUpEndNs))
            return {QObject::tr("warm-up"), QObject::tr("not counted: %1 of the waits").arg(curves.warmUp)};
        const BandPoint* const found = nearest(curves.meanSoFar, at);
        QString words = bandText(found->band, theory::timeText);
        if (curves.meanTheory)
            words +=
                QLatin1Char('\n') + QObject::tr("in theory %1").arg(theory::timeText(*curves.meanTheory));
        words += ghostText(scene.ghost ? &scene.ghost->meanSoFar : nullptr, found->at, theory::timeText);
        return {QObject::tr("mean of all waits up to %1: %2")
                    .arg(theory::timeText(found->at), theory::timeText(found->value)),
                words};
    }
    return {};
}

} // namespace sojourn
