#include "stats/steady_state.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace sojourn;

namespace {

/// Uniform numbers, by hand: the library's distributions differ between libraries.
class Random final
{
public:
    explicit Random(unsigned seed)
        : m_engine(seed)
    {
    }
    double uniform() { return (static_cast<double>(m_engine()) + .5) * 0x1p-32; }
    double exponential(double mean) { return -mean * std::log(uniform()); }

private:
    std::mt19937 m_engine;
};

std::vector<double> independent(std::size_t count, unsigned seed)
{
    Random random(seed);
    std::vector<double> values(count);
    for (double& value : values)
        value = random.exponential(1);
    return values;
}

/// Each is `memory` of the one before and the rest new: the mean is 1.
std::vector<double> dependent(std::size_t count, double memory, unsigned seed)
{
    std::vector<double> values = independent(count, seed);
    for (std::size_t i = 1; i < count; ++i)
        values[i] = memory * values[i - 1] + (1 - memory) * values[i];
    return values;
}

template <typename Interval> int hits(int seeds, double exact, Interval interval)
{
    int count = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const Estimated e = interval(static_cast<unsigned>(seed));
        count += e && e->low <= exact && exact <= e->high;
    }
    return count;
}

} // namespace

class TestSteadyState final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unevenServicesAskForLongerRuns()
    {
        QCOMPARE(relaxationsForUneven(0), 1.);
        QCOMPARE(relaxationsForUneven(4), 1.);
        QCOMPARE(relaxationsForUneven(16), 4.);
    }
    void intervalHoldsTheMean()
    {
        const int independentHits =
            hits(200, 1, [](unsigned seed) { return meanOf(PerItemSeries{independent(4000, seed)}); });
        QVERIFY2(independentHits >= 178 && independentHits <= 198,
                 qPrintable(QString::number(independentHits)));
        const int dependentHits =
            hits(200, 1, [](unsigned seed) { return meanOf(PerItemSeries{dependent(20'000, .95, seed)}); });
        QVERIFY2(dependentHits >= 178 && dependentHits <= 199, qPrintable(QString::number(dependentHits)));
    }
    void intervalHoldsThePercentile()
    {
        const int count = hits(200, std::log(10.),
                               [](unsigned seed) { return percentileOf({independent(10'000, seed)}, 90); });
        QVERIFY2(count >= 178 && count <= 199, qPrintable(QString::number(count)));
    }
    void dependenceWidensTheInterval()
    {
        const Estimated alone = meanOf(PerItemSeries{independent(20'000, 1)});
        const Estimated together = meanOf(PerItemSeries{dependent(20'000, .9, 1)});
        // Independent values tell as much as they are; (1 - .9) / (1 + .9) of them where .9 is remembered.
        QVERIFY(alone->independentValues > 8000);
        QVERIFY(together->independentValues > 400 && together->independentValues < 3000);
    }
    void whatIsIndependentIsHardlyWidened()
    {
        // Of 4,000 independent values with a deviation of 1, Student's t alone: 2 * 2.093 / sqrt(4000).
        double sum = 0;
        for (unsigned seed = 1; seed <= 100; ++seed) {
            const Estimated e = meanOf(PerItemSeries{independent(4000, seed)});
            sum += e->high - e->low;
        }
        const double times = sum / 100 / (2 * 2.093 / std::sqrt(4000.));
        QVERIFY2(times < 1.09, qPrintable(QString::number(times))); // 1.15 from the batches' own correlation
    }
    void aSojournReachesAsFarAsItsWait()
    {
        // Waits of a busy queue, then a second of service each: one is as sure as the other.
        const PerItemSeries waits{dependent(4000, .97, 2)};
        SojournSeries sojourns;
        sojourns.waits = waits.values;
        for (const double wait : waits.values)
            sojourns.values.push_back(wait + 1);
        const Estimated wait = meanOf(waits), sojourn = meanOf(sojourns);
        QVERIFY(wait && sojourn);
        QVERIFY(std::abs(sojourn->low - 1 - wait->low) < 1e-9);
        QVERIFY(std::abs(sojourn->high - 1 - wait->high) < 1e-9);
        // Nobody ever waited: the sojourn is as sure as its services.
        sojourns.waits.assign(sojourns.values.size(), 0);
        const PerItemSeries& services = sojourns;
        QCOMPARE(meanOf(sojourns)->high, meanOf(services)->high);
    }
    void weightingIsKept()
    {
        QVERIFY(meanOf(PerItemSeries{independent(1000, 1)})->weighting == Weighting::PerItem);
        QVERIFY(meanOf(TimeWeightedSeries{independent(1000, 1), 1})->weighting == Weighting::TimeWeighted);
    }

    void warmUpIsFound()
    {
        std::vector<double> values = independent(5000, 3);
        for (std::size_t i = 0; i < 400; ++i)
            values[i] += 20 * (1 - static_cast<double>(i) / 400);
        const std::size_t warmUp = warmUpOf(values);
        QVERIFY2(warmUp > 300 && warmUp < 500, qPrintable(QString::number(warmUp)));
        const Estimated e = meanOf(PerItemSeries{values});
        QCOMPARE(e->warmUp, warmUp);
        QCOMPARE(e->counted, values.size() - warmUp);
        QVERIFY(std::abs(e->value - 1) < .1);
    }
    void chanceIsNoWarmUp()
    {
        int found = 0;
        for (unsigned seed = 1; seed <= 100; ++seed)
            found += warmUpOf(independent(2000, seed)) > 0;
        QVERIFY2(found <= 10, qPrintable(QString::number(found)));
        QCOMPARE(warmUpOf({}), std::size_t{0});
        QCOMPARE(warmUpOf(std::vector<double>(1000, 7.)), std::size_t{0});
    }

    void saysThatTheRunIsTooShort()
    {
        QVERIFY(!meanOf(PerItemSeries{}));
        QVERIFY(meanOf(PerItemSeries{independent(leastValues - 1, 1)}).shortage() == Shortage::TooFew);
        QVERIFY(meanOf(PerItemSeries{dependent(1000, .99, 1)}).shortage() == Shortage::Dependent);
        std::vector<double> growing(1000);
        for (std::size_t i = 0; i < growing.size(); ++i)
            growing[i] = static_cast<double>(i);
        QVERIFY(!meanOf(PerItemSeries{growing}));
        // 1 % of 2000 is too little of a tail.
        QVERIFY(percentileOf({independent(2000, 1)}, 99).shortage() == Shortage::TooFew);
        QVERIFY(percentileOf({independent(20'000, 1)}, 99));
        QVERIFY(!percentileOf({independent(20'000, 1)}, 0) && !percentileOf({independent(20'000, 1)}, 100));
        for (const Shortage shortage :
             {Shortage::TooFew, Shortage::WarmUp, Shortage::Dependent, Shortage::Rare})
            QVERIFY(shortageSentence(shortage).starts_with("not enough data: "));
        QVERIFY(shortageSentence(Shortage::Alike).starts_with("no interval: "));
    }
    void swingsTellHowLongValuesDependOnEachOther()
    {
        QCOMPARE(swingsOf({}), std::size_t{0});
        QCOMPARE(swingsOf(std::vector<double>(100, 3.)), std::size_t{0});
        const auto ofIndependent = static_cast<double>(swingsOf(independent(20'000, 1)));
        QVERIFY(ofIndependent > 2000 && ofIndependent < 3500);
        std::vector<double> slow;
        for (int i = 0; i < 1000; ++i)
            slow.push_back(i % 100 < 50 ? i % 100 : 100 - i % 100);
        QCOMPARE(swingsOf(slow), std::size_t{10});
        // Where most are one value, how often there are others, on whichever side.
        std::vector<double> mostlyOne(1000, 4.);
        for (std::size_t i = 100; i < 800; i += 100)
            mostlyOne[i] = 3.5;
        QCOMPARE(swingsOf(mostlyOne), std::size_t{7});
        for (double& value : mostlyOne)
            value = 8 - value;
        QCOMPARE(swingsOf(mostlyOne), std::size_t{7});
    }
    void aConstantHasNoInterval()
    {
        const PerItemSeries constant{std::vector<double>(1000, 3.)};
        QVERIFY(meanOf(constant).shortage() == Shortage::Alike);
        QVERIFY(percentileOf(constant, 99).shortage() == Shortage::Alike);
        // Nor has a percentile that is one value with many others: its interval would be that value.
        PerItemSeries half{independent(4000, 1)};
        for (std::size_t i = 0; i < half.values.size(); i += 4)
            half.values[i] = half.values[i + 1] = half.values[i + 2] = 0;
        QVERIFY(meanOf(half));
        QVERIFY(percentileOf(half, 50).shortage() == Shortage::Alike);
        QVERIFY(percentileOf(half, 90));
    }

    void noIntervalReachesFurtherThanFourTimesItsMean()
    {
        // Bursts that outdo all before them.
        PerItemSeries series{independent(4000, 1)};
        for (std::size_t i = 3600; i < 3800; ++i)
            series.values[i] *= 1000;
        const Estimated e = meanOf(series);
        QVERIFY(e);
        QVERIFY(e->high > 2 * e->value && e->high <= 4 * e->value);
    }
    void ofWholeNumbersAPercentileReachesNoFurtherThanTheirShares()
    {
        PerItemSeries series{independent(20'000, 1)};
        for (double& value : series.values)
            value = std::floor(value / std::log(3));
        // The last percentile that is still 1; the one above is 2.
        const auto ones = std::ranges::count_if(series.values, [](double value) { return value <= 1; });
        const Estimated e = percentileOf(series, (static_cast<double>(ones) / 20'000 - 1e-3) * 100);
        QVERIFY(e);
        QCOMPARE(e->value, 1.);
        QCOMPARE(e->high, 2.);
    }
    void rareEventsHaveNoInterval()
    {
        PerItemSeries series{std::vector<double>(10'000, 0.)};
        QVERIFY(!shareOf(series));
        for (std::size_t i = 0; i < 10'000; i += 20)
            series.values[i] = 1;
        QVERIFY(shareOf(series) && std::abs(shareOf(series)->value - .05) < 1e-9);
    }
    void whoWaitedRarelyIsNoWarmUp()
    {
        // One of 2,000 waited, early: MSER-5 alone leaves it out, and takes the mean for 0.
        std::vector<double> waits(2000);
        waits[640] = .014;
        QCOMPARE(warmUpOf(waits), std::size_t{0});
        QVERIFY(meanOf(PerItemSeries{waits}).shortage() == Shortage::Rare);
        QVERIFY(shareOf({waits}).shortage() == Shortage::Rare);
    }
    void noIntervalOfRareWaitsMissesOrGoesBelowNone()
    {
        // Of 100 one waits, for 1 s in the mean.
        int given = 0, held = 0;
        for (unsigned seed = 1; seed <= 200; ++seed) {
            Random random(seed);
            PerItemSeries waits{std::vector<double>(4500)};
            for (double& wait : waits.values)
                wait = random.uniform() < .01 ? random.exponential(1) : 0;
            const Estimated mean = meanOf(waits);
            if (!mean) continue;
            ++given;
            held += mean->low <= .01 && .01 <= mean->high;
            QVERIFY(mean->low >= 0 && mean->low < mean->high);
        }
        QVERIFY2(given >= 100 && held * 100 >= given * 89, qPrintable(QString::number(held)));
    }

    void runsAreIndependent()
    {
        const Estimated e = meanOfRuns({1, 2, 3, 4, 5}, Weighting::TimeWeighted);
        QCOMPARE(e->value, 3.);
        // t with 4 degrees is 2.776, the standard error sqrt(2.5 / 5).
        QVERIFY(std::abs(e->high - 3 - 2.7764451 * std::sqrt(.5)) < 1e-6);
        QVERIFY(std::abs(e->low + e->high - 6) < 1e-9);
        QVERIFY(e->weighting == Weighting::TimeWeighted);
        QVERIFY(meanOfRuns({1, 2, 3, 4}, Weighting::PerItem).shortage() == Shortage::TooFew);
        const int count = hits(200, 1, [](unsigned seed) {
            std::vector<double> means;
            for (unsigned i = 0; i < 10; ++i) {
                const std::vector<double> run = independent(1000, seed * 1000 + i);
                means.push_back(meanOf(PerItemSeries{run})->value);
            }
            return meanOfRuns(means, Weighting::PerItem);
        });
        QVERIFY2(count >= 178 && count <= 199, qPrintable(QString::number(count)));
    }
};

QTEST_GUILESS_MAIN(TestSteadyState)
#include "tst_steady_state.moc"
