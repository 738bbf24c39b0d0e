#include "stats/queue_curves.h"

#include "stats/batch_means.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace sojourn {

namespace {

constexpr double mostBars = 30;
constexpr int curveSteps = 160;
constexpr int tailSteps = 96;
constexpr std::size_t meanSteps = 120;
/// A tail is drawn down to this share of the items.
constexpr double leastShare = 5e-4;
/// The bars end where so many percent have waited; what is behind is said in a number.
constexpr double barsUpToPercent = 99.5;

double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e9;
}

/// 1, 2 or 5 times a power of ten, at least `least`.
double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double digit : {1., 2., 5.})
        if (digit * power >= least * (1 - 1e-9)) return digit * power;
    return 10 * power;
}

/// Of sorted values, 0 of none.
double percentileOfSorted(const std::vector<double>& sorted, double percent)
{
    if (sorted.empty()) return 0;
    const double rank = std::ceil(percent / 100 * static_cast<double>(sorted.size()) - 1e-9);
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

/// Whether so many values with so many swings tell enough of a share as rare.
bool tellsEnough(double share, std::size_t swings, std::size_t values)
{
    return swings >= leastSwingsOf(values) &&
           static_cast<double>(swings) * std::min(share, 1 - share) >= leastTailSwings;
}

class CurveMaker final
{
public:
    CurveMaker(const Columns& columns, const QueueSeries& series, const QueueFigures* figures,
               bool knowsAtOnce, double relaxationSeconds, bool settles)
        : m_all(series.wait)
        , m_figures(figures)
        , m_wait(figures != nullptr && figures->wait ? &*figures->wait : nullptr)
        , m_relaxationSeconds(relaxationSeconds)
        , m_runSeconds(seconds(columns.lastNs()))
        , m_knowsAtOnce(knowsAtOnce)
    {
        const std::vector<double>& all = series.wait.values;
        // As means have it: what may be warm-up to its half has not settled, and gives no interval.
        m_curves.warmUp = warmUpOf(all);
        m_isSettled = settles && !isUnsettled(m_curves.warmUp, all.size());
        if (!m_isSettled) m_curves.warmUp = 0;
        m_values.assign(all.begin() + static_cast<std::ptrdiff_t>(m_curves.warmUp), all.end());
        m_curves.counted = m_values.size();
        m_sorted = m_values;
        std::sort(m_sorted.begin(), m_sorted.end());
    }

    QueueCurves make(const Columns& columns, std::uint16_t queue)
    {
        m_curves.queue = queue;
        m_curves.knowsAtOnce = m_knowsAtOnce;
        m_curves.isApproximate = m_wait != nullptr && m_wait->isApproximate();
        makeBars();
        makeTail();
        if (m_figures != nullptr) {
            m_curves.meanTheory = m_figures->waitSeconds;
            m_curves.lengthTheory = m_figures->queueLength;
        }
        if (m_curves.counted > 0) makeMeans(columns);
        if (!m_isSettled)
            for (auto* points : {&m_curves.tail, &m_curves.meanSoFar})
                for (BandPoint& point : *points)
                    point.band.reset();
        return std::move(m_curves);
    }

private:
    bool isLongEnough(double runSeconds, double relaxations) const
    {
        return runSeconds >= relaxations * m_relaxationSeconds;
    }

    double reach(double percent) const
    {
        const double measured = percentileOfSorted(m_sorted, percent);
        return std::max(measured, m_wait != nullptr ? m_wait->percentileSeconds(percent).value_or(0) : 0);
    }

    void makeBars()
    {
        const double most = reach(barsUpToPercent);
        m_curves.stepSeconds = most > 0 ? roundStep(most / mostBars) : 1;
        const double step = m_curves.stepSeconds;
        const auto count = static_cast<std::size_t>(std::ceil(most / step));
        if (!m_sorted.empty()) {
            const auto one = 1 / static_cast<double>(m_sorted.size());
            m_curves.bars.resize(count);
            for (const double value : m_sorted) {
                if (value <= 0) {
                    m_curves.atOnce += one;
                    continue;
                }
                const auto bar = static_cast<std::size_t>(std::ceil(value / step)) - 1;
                (bar < count ? m_curves.bars[bar] : m_curves.beyond) += one;
            }
        }
        if (m_knowsAtOnce && m_figures != nullptr && m_figures->waitProbability)
            m_curves.atOnceTheory = 1 - *m_figures->waitProbability;
        if (m_wait == nullptr) return;
        // Of an approximation the mean is meant; who waits at all it does not know.
        if (m_knowsAtOnce && !m_wait->isApproximate()) m_curves.atOnceTheory = m_wait->atOnceProbability();
        for (int i = 0; i <= curveSteps && count > 0; ++i) {
            const double at = step / 2 + (static_cast<double>(count) - 1) * step * i / curveSteps;
            m_curves.barsTheory.push_back(
                {at, m_wait->exceedProbability(at - step / 2) - m_wait->exceedProbability(at + step / 2)});
        }
    }

    void makeTail()
    {
        m_curves.tailSeconds = reach(100 * (1 - leastShare));
        if (!(m_curves.tailSeconds > 0)) return;
        std::vector<double> limits;
        for (int i = 0; i <= tailSteps; ++i)
            limits.push_back(m_curves.tailSeconds * i / tailSteps);
        if (m_values.size() >= halfCount) m_curves.tail = sharesAbove(m_values, limits);
        for (BandPoint& point : m_curves.tail)
            if (!isLongEnough(m_runSeconds, leastRelaxationsFor(100 * (1 - point.value)))) point.band.reset();
        // Named only where the table names it.
        if (m_isSettled && isLongEnough(m_runSeconds, leastRelaxationsFor(99)))
            if (const Estimated p99 = percentileOf(m_all, 99)) m_curves.p99Seconds = p99->value;
        if (m_wait == nullptr) return;
        for (int i = 0; i <= curveSteps; ++i) {
            const double at = m_curves.tailSeconds * i / curveSteps;
            m_curves.tailTheory.push_back({at, m_wait->exceedProbability(at)});
        }
        if (!m_curves.isApproximate) m_curves.p99Theory = m_wait->percentileSeconds(99);
    }

    void makeMeans(const Columns& columns)
    {
        std::vector<std::int64_t> gotNs;
        for (const std::uint32_t index : columns.takenVisits()) {
            const Visit& visit = columns.visits()[index];
            if (visit.queue == m_curves.queue) gotNs.push_back(visit.dequeuedNs);
        }
        m_curves.warmUpEndNs = m_curves.warmUp > 0 ? gotNs[m_curves.warmUp] : 0;
        m_curves.endNs = gotNs.back();
        // Evenly over the time.
        std::vector<std::size_t> counts;
        const auto first = gotNs.begin() + static_cast<std::ptrdiff_t>(m_curves.warmUp);
        const double span = static_cast<double>(gotNs.back() - *first);
        for (std::size_t i = 1; i <= meanSteps; ++i) {
            const auto untilNs =
                *first + static_cast<std::int64_t>(span * static_cast<double>(i) / meanSteps);
            const auto count =
                static_cast<std::size_t>(std::upper_bound(first, gotNs.end(), untilNs) - first);
            if (counts.empty() || count > counts.back()) counts.push_back(count);
        }
        m_curves.meanSoFar = meansOfFirst(m_values, counts);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            BandPoint& point = m_curves.meanSoFar[i];
            point.at = seconds(gotNs[m_curves.warmUp + counts[i] - 1]);
            // The last stands for the whole run.
            if (!isLongEnough(i + 1 < counts.size() ? point.at : m_runSeconds, leastRelaxations))
                point.band.reset();
        }
        // The band begins where there is one from then on: it does not come and go.
        auto& points = m_curves.meanSoFar;
        const auto last = std::find_if(points.rbegin(), points.rend(),
                                       [](const BandPoint& point) { return !point.band.has_value(); });
        std::for_each(last, points.rend(), [](BandPoint& point) { point.band.reset(); });
    }

    const PerItemSeries& m_all;    // outlives this
    const QueueFigures* m_figures; // null without; outlive this
    const StayDistribution* m_wait;
    double m_relaxationSeconds;
    double m_runSeconds;
    bool m_knowsAtOnce;
    std::vector<double> m_values; // behind the warm-up
    std::vector<double> m_sorted;
    bool m_isSettled = true;
    QueueCurves m_curves;
};

} // namespace

namespace {

/// No greater share waits longer: what is known of one limit bounds all behind it, and all before.
void keepFalling(std::vector<BandPoint>& points)
{
    double high = 1, low = 0;
    for (BandPoint& point : points)
        if (point.band) high = point.band->high = std::min(point.band->high, high);
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        if (point->band) low = point->band->low = std::max(point->band->low, low);
}

} // namespace

std::vector<BandPoint> sharesAbove(const std::vector<double>& values, const std::vector<double>& limits)
{
    // How many values of each half batch lie above just so many limits.
    const std::size_t inHalf = values.size() / halfCount;
    const std::size_t inFront = values.size() - inHalf * halfCount; // in none
    std::vector<std::size_t> counts((halfCount + 1) * (limits.size() + 1));
    const auto countAt = [&](std::size_t half, std::size_t above) -> std::size_t& {
        return counts[half * (limits.size() + 1) + above];
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto above = static_cast<std::size_t>(
            std::lower_bound(limits.begin(), limits.end(), values[i]) - limits.begin());
        ++countAt(i < inFront ? halfCount : (i - inFront) / inHalf, above);
    }
    const std::size_t swings = swingsOf(values);
    std::vector<BandPoint> points(limits.size());
    std::vector<std::size_t> sums(halfCount + 1);
    std::vector<double> means(halfCount);
    for (std::size_t l = limits.size(); l-- > 0;) {
        std::size_t all = 0;
        for (std::size_t half = 0; half <= halfCount; ++half) {
            all += sums[half] += countAt(half, l + 1);
            if (half < halfCount) means[half] = static_cast<double>(sums[half]) / static_cast<double>(inHalf);
        }
        points[l].at = limits[l];
        points[l].value = static_cast<double>(all) / static_cast<double>(values.size());
        const BatchError error = errorOfHalves(means, points[l].value * (1 - points[l].value));
        if (error.squared > 0 && tellsEnough(points[l].value, swings, values.size())) {
            const Interval band = intervalOf(points[l].value, error);
            points[l].band = {std::max(0.0, band.low), std::min(1.0, band.high)};
        }
    }
    keepFalling(points);
    return points;
}

std::vector<BandPoint> meansOfFirst(const std::vector<double>& values, const std::vector<std::size_t>& counts)
{
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const std::vector<std::size_t> swings = SwingCounter(sorted).countsOfFirst(values);
    const bool isKnown = values.size() >= leastValues;
    const BatchError whole = isKnown ? batchErrorOf(values) : BatchError();
    std::vector<BandPoint> points;
    double sum = 0;
    std::size_t summed = 0;
    for (const std::size_t count : counts) {
        sum = std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(summed),
                              values.begin() + static_cast<std::ptrdiff_t>(count), sum);
        summed = count;
        BandPoint point{0, sum / static_cast<double>(count), {}};
        if (whole.squared > 0 && count >= leastValues && swings[count] >= leastSwingsOf(count)) {
            const Interval band = intervalOf(
                point.value, whole.ofPart(static_cast<double>(count) / static_cast<double>(values.size())));
            point.band = {std::max(0.0, band.low), band.high};
        }
        points.push_back(point);
    }
    return points;
}

QueueCurves queueCurvesOf(const Columns& columns, std::uint16_t queue, const QueueSeries& series,
                          const QueueFigures* figures, double relaxationSeconds, bool settles)
{
    return CurveMaker(columns, series, figures, knowsWhoWaited(columns, series), relaxationSeconds, settles)
        .make(columns, queue);
}

} // namespace sojourn
