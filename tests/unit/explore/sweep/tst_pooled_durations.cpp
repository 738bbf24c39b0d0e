#include "explore/sweep/pooled_durations.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace sojourn;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// `count` whole seconds from `first` on, to one replication.
void addSeconds(PooledDurations& pooled, std::uint32_t replication, int first, int count)
{
    for (int i = 0; i < count; ++i)
        pooled.of(replication).add((first + i) * second);
}

} // namespace

class TestPooledDurations final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePercentileIsThatOfAll()
    {
        PooledDurations pooled(2);
        addSeconds(pooled, 0, 1, 100);
        addSeconds(pooled, 1, 101, 300);
        const ReplicationEstimate e = pooled.percentile(75, 2);
        QCOMPARE(e.count, 2u);
        QVERIFY(std::abs(*e.mean - 300) < 0.3); // a histogram knows values within 0.1 %
        QVERIFY(*e.low < *e.mean && *e.mean < *e.high);
    }
    void itIsNeitherBelowTheLeastNorWithoutEnd()
    {
        PooledDurations pooled(2);
        addSeconds(pooled, 0, 10, 100);
        addSeconds(pooled, 1, 1000, 100);
        const ReplicationEstimate e = pooled.percentile(50, 2);
        QCOMPARE(*e.low, 10.0);
        QVERIFY(std::isfinite(*e.high));
    }
    void withoutTwoThatHaveDurationsThereIsNoInterval()
    {
        QVERIFY(!PooledDurations(3).percentile(99, 0).mean);
        PooledDurations pooled(3);
        addSeconds(pooled, 1, 1, 1000);
        const ReplicationEstimate e = pooled.percentile(99, 1);
        QVERIFY(std::abs(*e.mean - 990) < 1);
        QVERIFY(!e.low && !e.high);
    }
    void ofFewDurationsNothingIsSaidOfWhatIsRare()
    {
        PooledDurations pooled(10);
        for (std::uint32_t i = 0; i < 10; ++i)
            addSeconds(pooled, i, static_cast<int>(i), 20);
        QVERIFY(pooled.percentile(99, 10).mean && !pooled.percentile(99, 10).low);
        QVERIFY(pooled.percentile(90, 10).low);
    }
    void ofReplicationsThatAreAlikeItIsExact()
    {
        PooledDurations pooled(10);
        for (std::uint32_t i = 0; i < 10; ++i)
            addSeconds(pooled, i, 1, 5);
        const ReplicationEstimate e = pooled.percentile(50, 10);
        QCOMPARE(*e.low, 3.0);
        QCOMPARE(*e.mean, 3.0);
        QCOMPARE(*e.high, 3.0);
        QVERIFY(!pooled.percentile(99, 10).low);
    }
    /// That nobody has waited in a few short runs does not say that nobody does.
    void whatNobodyHasExceededIsKnownOfManyAlone()
    {
        PooledDurations pooled(10);
        for (std::uint32_t i = 0; i < 10; ++i)
            for (int k = 0; k < 100; ++k)
                pooled.of(i).add(0);
        QVERIFY(pooled.percentile(99, 10).mean && !pooled.percentile(99, 10).low);
        for (int k = 0; k < 2000; ++k)
            pooled.of(0).add(0);
        QCOMPARE(*pooled.percentile(99, 10).high, 0.0);
    }
    /// Three quarters do not wait at all, so that the median is 0 whatever the others' waits are.
    void aValueThatManyHaveIsSure()
    {
        PooledDurations pooled(10);
        for (std::uint32_t i = 0; i < 10; ++i) {
            addSeconds(pooled, i, 1, i % 2 == 0 ? 24 : 26);
            for (int k = 0; k < 75; ++k)
                pooled.of(i).add(0);
        }
        const ReplicationEstimate e = pooled.percentile(50, 10);
        QCOMPARE(*e.low, 0.0);
        QCOMPARE(*e.high, 0.0);
    }
    /// Replications beyond the 32nd share a section: the same numbers from the same durations, since only
    /// the sections are told apart.
    void moreReplicationsThanSectionsAreTakenTogether()
    {
        PooledDurations many(64), few(32);
        std::mt19937_64 random(1);
        for (std::uint32_t i = 0; i < 64; ++i)
            for (int k = 0; k < 50; ++k) {
                const auto ns = static_cast<std::int64_t>(random() % (10 * second));
                many.of(i).add(ns);
                few.of(i % 32).add(ns);
            }
        QCOMPARE(many.percentile(99, 64), few.percentile(99, 64));
    }
    void itHoldsThatOfIndependentValuesInNineteenOfTwenty_data()
    {
        QTest::addColumn<double>("percent");
        for (const double percent : {10., 50., 90., 99.})
            QTest::addRow("%g", percent) << percent;
    }
    void itHoldsThatOfIndependentValuesInNineteenOfTwenty()
    {
        QFETCH(double, percent);
        std::mt19937_64 random(7);
        const double exact = -std::log(1 - percent / 100);
        int held = 0;
        for (int sweep = 0; sweep < 500; ++sweep) {
            PooledDurations pooled(10);
            for (std::uint32_t i = 0; i < 10; ++i)
                for (int k = 0; k < 200; ++k) {
                    const double uniform = std::ldexp(static_cast<double>(random() >> 11) + 0.5, -53);
                    pooled.of(i).add(std::llround(-std::log(uniform) * static_cast<double>(second)));
                }
            const ReplicationEstimate e = pooled.percentile(percent, 10);
            held += *e.low <= exact && exact <= *e.high;
        }
        QVERIFY2(held > 465 && held < 496, std::to_string(held).c_str());
    }
};

QTEST_APPLESS_MAIN(TestPooledDurations)
#include "tst_pooled_durations.moc"
