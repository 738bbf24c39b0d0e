#include "stats/queue_curves.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace sojourn;

namespace {

double unit(std::mt19937_64& random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

/// Waits in M/M/1 at 80 % load, by Lindley's recursion: 4 s in the mean, P(wait > t) = 0.8 exp(-t / 5).
std::vector<double> waitsOf(std::size_t count, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<double> waits;
    double wait = 0;
    for (std::size_t i = 0; i < count; ++i) {
        waits.push_back(wait);
        wait = std::max(0.0, wait - std::log(1 - unit(random)) + std::log(1 - unit(random)) * 1.25);
    }
    return waits;
}

Columns emptyColumns()
{
    auto info = std::make_shared<RunInfo>();
    info->queues.resize(1);
    return Columns(info, std::make_shared<EventLog>());
}

} // namespace

class TestQueueCurves final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBandOfWhatWaitsLongerNeverRises()
    {
        std::vector<double> limits;
        for (int i = 0; i <= 100; ++i)
            limits.push_back(0.3 * i);
        for (const unsigned seed : {1u, 2u, 3u, 4u, 5u}) {
            Interval before{1, 1};
            for (const BandPoint& point : sharesAbove(waitsOf(2'000, seed), limits)) {
                if (!point.band) continue;
                QVERIFY(point.band->high <= before.high && point.band->low <= before.low);
                before = *point.band;
            }
        }
    }
    void sharesAboveAreCounted()
    {
        std::vector<double> values(1000);
        std::iota(values.begin(), values.end(), 0.0);
        const auto points = sharesAbove(values, {-1, 0, 499, 998.5, 999, 2000});
        const std::vector<double> exact{1, .999, .5, .001, 0, 0};
        for (std::size_t i = 0; i < exact.size(); ++i)
            QVERIFY(std::abs(points[i].value - exact[i]) < 1e-12);
        QVERIFY(!points.front().band && !points.back().band); // all or none: nothing to estimate
    }
    void bandsHoldTheTailOfAQueue()
    {
        int given = 0, held = 0;
        for (std::uint64_t seed = 1; seed <= 100; ++seed)
            for (const BandPoint& point : sharesAbove(waitsOf(25'000, seed), {0, 4, 8})) {
                if (!point.band) continue;
                const double exact = .8 * std::exp(-point.at / 5);
                ++given;
                held += point.band->low <= exact && exact <= point.band->high;
                QVERIFY(point.band->low <= point.value && point.value <= point.band->high);
            }
        QVERIFY(given > 250);
        QVERIFY2(held * 100 >= given * 90 && held < given, qPrintable(QString::number(held)));
    }
    void rareValuesHaveNoBand()
    {
        // 99.9 % of 25,000 waits: a handful of bursts.
        for (const BandPoint& point : sharesAbove(waitsOf(25'000, 1), {33.4}))
            QVERIFY(!point.band);
    }
    void meansOfTheFirstAreThoseOfMeanOf()
    {
        const std::vector<double> waits = waitsOf(30'000, 3);
        const auto points = meansOfFirst(waits, {1, 100, 30'000});
        QCOMPARE(points[0].value, waits[0]);
        QVERIFY(!points[0].band && !points[1].band);
        const Estimated whole = meanOf(PerItemSeries{waits});
        QVERIFY(whole && whole->warmUp == 0);
        QVERIFY(std::abs(points[2].value - whole->value) < 1e-9);
        QVERIFY(points[2].band && std::abs(points[2].band->low - whole->low) < 1e-6 &&
                std::abs(points[2].band->high - whole->high) < 1e-6);
    }

    void theBandOfTheMeanSoFarDoesNotJump()
    {
        for (unsigned seed = 1; seed <= 10; ++seed) {
            const std::vector<double> waits = waitsOf(20'000, seed);
            std::vector<std::size_t> counts;
            for (std::size_t count = 5000; count <= waits.size(); count += 100)
                counts.push_back(count);
            const auto points = meansOfFirst(waits, counts);
            for (std::size_t i = 1; i < points.size(); ++i) {
                const BandPoint &before = points[i - 1], &point = points[i];
                QVERIFY(before.band && point.band);
                const double then = before.band->high / before.value, now = point.band->high / point.value;
                QVERIFY2(std::abs(now - then) < .5, qPrintable(QString::number(now - then)));
            }
        }
    }

    void theoryAloneNeedsNoRun()
    {
        const auto figures = mmcQueue({3.6, 1, 4});
        const QueueCurves curves = queueCurvesOf(emptyColumns(), 0, {}, &*figures);
        QCOMPARE(curves.counted, std::size_t{0});
        QVERIFY(curves.bars.empty() && curves.tail.empty() && !curves.p99Seconds);
        QVERIFY(std::abs(*curves.atOnceTheory - .2122467357) < 1e-9);
        QVERIFY(std::abs(*curves.p99Theory - *figures->wait->percentileSeconds(99)) < 1e-12);
        // The line over the bars is the share within a step about it, and all steps and the rest are all.
        double sum = *curves.atOnceTheory;
        const double step = curves.stepSeconds;
        for (double at = 0; at < curves.tailSeconds * 3; at += step)
            sum += figures->wait->exceedProbability(at) - figures->wait->exceedProbability(at + step);
        QVERIFY(std::abs(sum - 1) < 1e-6);
        for (const CurvePoint& point : curves.barsTheory)
            QVERIFY(std::abs(point.share - figures->wait->exceedProbability(point.atSeconds - step / 2) +
                             figures->wait->exceedProbability(point.atSeconds + step / 2)) < 1e-15);
        QVERIFY(std::abs(curves.tailTheory.back().share - 5e-4) < 1e-6);
    }
    void anApproximationIsSaidToBeOne()
    {
        const auto figures = mg1Queue({.8, 1, 1}, 1. / 3);
        const QueueCurves curves = queueCurvesOf(emptyColumns(), 0, {}, &*figures);
        QVERIFY(curves.isApproximate && !curves.p99Theory && !curves.tailTheory.empty());
    }
    void withoutTheoryAndRunThereIsNothing()
    {
        const QueueCurves curves = queueCurvesOf(emptyColumns(), 0, {}, nullptr);
        QVERIFY(curves.counted == 0 && curves.tailTheory.empty() && curves.barsTheory.empty());
        QVERIFY(curves.meanSoFar.empty() && !curves.meanTheory && !curves.atOnceTheory);
    }
};

QTEST_GUILESS_MAIN(TestQueueCurves)
#include "tst_queue_curves.moc"
