#include "scene/theory/theory_scene.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double widestBand = 2; // of means so far: times the highest of the lines

constexpr double numbersWidth = 52; // of the value axes
constexpr double sideMargin = 16;
constexpr double between = 24;
constexpr double leastDistributions = 150;
constexpr double meansShare = 0.34;
constexpr double mostMeans = 180;
constexpr double meansHead = 34; // its name
constexpr double meansFoot = 24; // the numbers of its axis

} // namespace

bool TheoryScene::hasMeans() const
{
    return curves != nullptr && !curves->meanSoFar.empty() &&
           size.height() >= leastDistributions + leastMeans;
}

double TheoryScene::distributionsBottom() const
{
    if (!hasMeans()) return size.height();
    const double high = std::clamp(size.height() * meansShare, leastMeans, mostMeans);
    return std::round(size.height() - high);
}

QRectF TheoryScene::bars() const
{
    const double middle = std::round(size.width() / 2);
    const double top = headHeight + legendLine;
    return {numbersWidth, top, middle - between / 2 - numbersWidth,
            std::max(10.0, distributionsBottom() - footHeight - top)};
}

QRectF TheoryScene::tail() const
{
    const QRectF left = bars();
    const double from = left.right() + between + numbersWidth;
    return {from, left.top(), std::max(10.0, size.width() - sideMargin - from), left.height()};
}

QRectF TheoryScene::means() const
{
    if (!hasMeans()) return {};
    const double top = distributionsBottom() + meansHead;
    return {gutter, top, std::max(10.0, size.width() - gutter - rightMargin),
            std::max(10.0, size.height() - meansFoot - top)};
}

double TheoryScene::mostShare() const
{
    double most = 0;
    for (const double share : curves->bars)
        most = std::max(most, share);
    for (const CurvePoint& point : curves->barsTheory)
        most = std::max(most, point.share);
    double none = std::max(curves->counted > 0 ? curves->atOnce : 0, curves->atOnceTheory.value_or(0));
    if (hasGhostAtOnce()) none = std::max(none, ghost->atOnce);
    double highest = none; // of what may be cut off: A's waits may all lie within one step of these
    if (ghost != nullptr)
        for (const double share : ghost->bars)
            highest = std::max(highest, share * ghostShare());
    most = most > 0 ? std::max(most, std::min(highest, 2 * most)) : none;
    return most > 0 ? most * 1.08 : 1;
}

bool TheoryScene::hasGhostAtOnce() const
{
    return ghost != nullptr && ghost->counted > 0 && ghost->knowsAtOnce && curves->knowsAtOnce;
}

double TheoryScene::ghostShare() const
{
    return ghost->stepSeconds > 0 && curves->stepSeconds > 0 ? curves->stepSeconds / ghost->stepSeconds : 0;
}

QRectF TheoryScene::atOnceBar() const
{
    const QRectF plot = bars();
    const double top = barsY(curves->atOnce);
    return {plot.left() + 4, top, std::clamp(plot.width() * 0.07, 14.0, 28.0), plot.bottom() - top};
}

double TheoryScene::barsX(double seconds) const
{
    const QRectF plot = bars();
    const double from = plot.left() + std::clamp(plot.width() * 0.07, 14.0, 28.0) + 20;
    const double reach =
        curves->stepSeconds *
        static_cast<double>(std::max<std::size_t>(1, std::max(curves->bars.size(), std::size_t{1})));
    double most = reach;
    if (curves->bars.empty() && !curves->barsTheory.empty())
        most = curves->barsTheory.back().atSeconds + curves->stepSeconds / 2;
    return from + (plot.right() - from) * std::clamp(seconds / most, 0.0, 1.0);
}

double TheoryScene::barsY(double share) const
{
    const QRectF plot = bars();
    return plot.bottom() - plot.height() * std::clamp(share / mostShare(), 0.0, 1.0);
}

double TheoryScene::tailX(double seconds) const
{
    const QRectF plot = tail();
    return plot.left() + plot.width() * (curves->tailSeconds > 0 ? seconds / curves->tailSeconds : 0);
}

double TheoryScene::tailY(double share) const
{
    const QRectF plot = tail();
    const double least = std::log(leastTailShare);
    return plot.top() + plot.height() * std::log(std::clamp(share, leastTailShare, 1.0)) / least;
}

Interval TheoryScene::meansReach() const
{
    Interval reach{curves->meanTheory.value_or(curves->meanSoFar.back().value),
                   curves->meanTheory.value_or(curves->meanSoFar.back().value)};
    // The first fifth swings: it may leave the picture. So may a band that is wide: it would press the lines
    // that it is about into one.
    const std::size_t first = curves->meanSoFar.size() / 5;
    double line = reach.high;
    for (std::size_t i = first; i < curves->meanSoFar.size(); ++i)
        line = std::max(line, curves->meanSoFar[i].value);
    for (std::size_t i = first; i < curves->meanSoFar.size(); ++i) {
        const BandPoint& point = curves->meanSoFar[i];
        const Interval band = point.band.value_or(Interval{point.value, point.value});
        reach.low = std::min(reach.low, band.low);
        reach.high = std::max(reach.high, std::min(band.high, widestBand * line));
    }
    const double margin = std::max((reach.high - reach.low) * 0.1, reach.high * 0.02);
    return {std::max(0.0, reach.low - margin), reach.high + margin};
}

std::optional<double> TheoryScene::ghostMeanOutside() const
{
    if (ghost == nullptr || ghost->meanSoFar.empty()) return {};
    const double mean = ghost->meanSoFar.back().value;
    const Interval reach = meansReach();
    return mean < reach.low || mean > reach.high ? std::optional(mean) : std::nullopt;
}

TimeWindow TheoryScene::meansWindow() const
{
    const QRectF plot = means();
    return {0, std::max<std::int64_t>(1, curves->endNs), plot.left(), plot.width()};
}

double TheoryScene::meansY(double seconds) const
{
    const QRectF plot = means();
    const Interval reach = meansReach();
    if (!(reach.high > reach.low)) return plot.center().y();
    return plot.bottom() - plot.height() * (seconds - reach.low) / (reach.high - reach.low);
}

} // namespace sojourn
