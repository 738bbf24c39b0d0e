#include "stats/histogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace sojourn;

namespace {

/// The smallest value with at least p % of all at or below it.
std::int64_t exactPercentile(std::vector<std::int64_t> values, int perThousand)
{
    std::sort(values.begin(), values.end());
    const std::size_t rank = (values.size() * static_cast<std::size_t>(perThousand) + 999) / 1000;
    return values[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

class TestHistogram final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyOneHasNothing()
    {
        const Histogram h;
        QCOMPARE(h.count(), 0u);
        QCOMPARE(h.max(), 0);
        QCOMPARE(h.min(), 0);
        QCOMPARE(h.mean(), 0.0);
        QCOMPARE(h.percentile(50), 0);
        QCOMPARE(h.countBetween(0, 1000), 0u);
    }

    void smallValuesAreKnownExactly()
    {
        Histogram h;
        for (int v = 0; v < 2048; ++v)
            h.add(v);
        QCOMPARE(h.percentile(50), 1023);
        QCOMPARE(h.percentile(100), 2047);
        QCOMPARE(h.min(), 0);
        QCOMPARE(h.mean(), 1023.5);
        QCOMPARE(h.countBetween(10, 20), 10u);
    }

    void aSingleValueIsKnownExactly()
    {
        Histogram h;
        h.add(1'234'567'891'011);
        QCOMPARE(h.percentile(1), 1'234'567'891'011);
        QCOMPARE(h.percentile(99.9), 1'234'567'891'011);
        QCOMPARE(h.mean(), 1'234'567'891'011.0);
    }

    void valuesOfAFewSizesAreKnownExactly()
    {
        // As constants and choices draw them; the middles of their buckets are others.
        const std::vector<std::int64_t> sizes{1'000'000'000, 3'000'000'000, 86'400'000'000'123};
        Histogram h, other;
        for (const std::int64_t size : sizes) {
            h.add(size, 1'000'000);
            other.add(size);
        }
        h.merge(other);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(h.percentile(20 + 30 * i), sizes[static_cast<std::size_t>(i)]);
        // So many that their sum needs more than 64 bits.
        h = Histogram();
        h.add(86'400'000'000'123, 100'000'000);
        h.add(86'400'000'000'124, 100'000'000);
        h.add(86'500'000'000'000);
        const std::int64_t mean = h.percentile(50);
        QVERIFY(mean == 86'400'000'000'123 || mean == 86'400'000'000'124);
    }
    void theRankIsNotOffByRounding()
    {
        Histogram h;
        for (int v = 1; v <= 1000; ++v)
            h.add(v);
        QCOMPARE(h.percentile(99.9), 999);
        QCOMPARE(h.percentile(99), 990);
        QCOMPARE(h.percentile(50), 500);
        QCOMPARE(h.percentile(0.1), 1);
        QCOMPARE(h.percentile(0.05), 1);
        QCOMPARE(h.percentile(50.01), 501);
    }

    void percentileIsWithinATenthOfAPercent_data()
    {
        QTest::addColumn<int>("magnitude");
        for (int magnitude = 1; magnitude <= 18; ++magnitude)
            QTest::addRow("10^%d", magnitude) << magnitude;
    }
    void percentileIsWithinATenthOfAPercent()
    {
        QFETCH(int, magnitude);
        std::mt19937_64 random(static_cast<std::uint64_t>(magnitude));
        std::exponential_distribution<double> draw(1 / std::pow(10.0, magnitude));
        for (const int n : {1, 7, 1000, 20'000}) {
            Histogram h;
            std::vector<std::int64_t> values;
            for (int i = 0; i < n; ++i) {
                values.push_back(static_cast<std::int64_t>(std::min(draw(random), 9e18)));
                h.add(values.back());
            }
            for (const int perThousand : {1, 100, 500, 900, 990, 999, 1000}) {
                const auto exact = static_cast<double>(exactPercentile(values, perThousand));
                const auto found = static_cast<double>(h.percentile(perThousand / 10.0));
                QVERIFY2(std::abs(found - exact) <= exact / 1000, qPrintable(QString::number(perThousand)));
                QVERIFY(h.percentile(perThousand / 10.0) <= h.max());
            }
            QCOMPARE(h.max(), *std::max_element(values.begin(), values.end()));
            QCOMPARE(h.min(), *std::min_element(values.begin(), values.end()));
        }
    }

    void holdsTheLargestValues()
    {
        Histogram h;
        constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
        for (int i = 0; i < 5; ++i)
            h.add(largest);
        h.add(0);
        QCOMPARE(h.max(), largest);
        QCOMPARE(h.percentile(99), largest);
        QVERIFY(static_cast<double>(h.percentile(50)) >= static_cast<double>(largest) * 0.999);
        QVERIFY(std::abs(h.mean() / (static_cast<double>(largest) / 6 * 5) - 1) < 1e-12);
        QCOMPARE(h.countBetween(0, largest), 1u);
    }

    void whatIsBeyondAValueIsCounted()
    {
        Histogram h;
        for (int v = 0; v < 2000; ++v)
            h.add(v);
        QCOMPARE(h.countFrom(1990), 10u);
        QCOMPARE(h.countBeyond(1990), 9u);
        QCOMPARE(h.meanExcessBeyond(1990), 5.0);
        QCOMPARE(h.countFrom(-1), 2000u);
        QCOMPARE(h.countBeyond(1999), 0u);
        QCOMPARE(h.countFrom(1'000'000'000'000), 0u);
        QCOMPARE(h.countBeyond(1'000'000'000'000), 0u);
        QCOMPARE(h.meanExcessBeyond(1999), 0.0);
        QCOMPARE(Histogram().countFrom(0), 0u);
        QCOMPARE(Histogram().meanExcessBeyond(0), 0.0);
        h.add(1'000'000'000'000'000);
        QCOMPARE(h.meanExcessBeyond(1999), 1'000'000'000'000'000.0 - 1999);
    }

    void aValueBelowZeroCountsAsZero()
    {
        Histogram h;
        h.add(-5);
        QCOMPARE(h.max(), 0);
        QCOMPARE(h.count(), 1u);
    }

    void mergingEqualsAddingAll()
    {
        std::mt19937_64 random(4);
        Histogram all;
        Histogram parts[3];
        for (int i = 0; i < 3000; ++i) {
            const auto value = static_cast<std::int64_t>(random() >> (1 + random() % 60));
            all.add(value);
            parts[i % 3].add(value);
        }
        Histogram merged;
        for (const int i : {2, 0, 1})
            merged.merge(parts[i]);
        merged.merge(Histogram());
        QCOMPARE(merged.count(), all.count());
        QCOMPARE(merged.max(), all.max());
        QCOMPARE(merged.min(), all.min());
        QCOMPARE(merged.mean(), all.mean());
        for (double p = 0.5; p <= 100; p += 0.5)
            QCOMPARE(merged.percentile(p), all.percentile(p));
    }

    void adjoiningRangesLeaveNothingOut()
    {
        std::mt19937_64 random(5);
        Histogram h;
        for (int i = 0; i < 5000; ++i)
            h.add(static_cast<std::int64_t>(random() % 1'000'000));
        std::uint64_t n = 0;
        std::int64_t from = 0;
        while (from < 1'000'000) {
            const std::int64_t to = from + 1 + static_cast<std::int64_t>(random() % 30'000);
            n += h.countBetween(from, to);
            from = to;
        }
        // The last range may end within the bucket of the largest values.
        n += h.countBetween(from, 2'000'000);
        QCOMPARE(n, 5000u);
    }
};

QTEST_GUILESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
