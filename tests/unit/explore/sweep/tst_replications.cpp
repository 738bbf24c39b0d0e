#include "explore/sweep/replications.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace sojourn;

class TestReplications final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstHasTheBaseSeedAndTheOthersTheirOwn()
    {
        QCOMPARE(replicationSeed(42, 0), 42u);
        std::set<std::uint64_t> seeds;
        for (std::uint64_t base : {0u, 1u, 2u, 42u})
            for (std::uint32_t i = 1; i <= 1000; ++i) {
                const std::uint64_t seed = replicationSeed(base, i);
                QVERIFY(seed < std::uint64_t{1} << 63);
                seeds.insert(seed);
            }
        QCOMPARE(seeds.size(), 4000u);
    }
    void theseSeedsStay()
    {
        QCOMPARE(replicationSeed(1, 1), 5225608189600411232u);
        QCOMPARE(replicationSeed(1, 2), 6878622605533214259u);
    }
    void theIntervalIsStudents()
    {
        // Mean 0, standard deviation sqrt(2.5); t of 4 degrees at 97.5 % is 2.776445105.
        const double half = 2.776445105 * std::sqrt(2.5 / 5);
        const ReplicationEstimate e = estimateOf({-2., -1., 0., 1., 2.});
        QCOMPARE(e.count, 5u);
        QCOMPARE(*e.mean, 0.0);
        QCOMPARE(*e.low, -half);
        QCOMPARE(*e.high, half);
        QCOMPARE(*estimateOfDifferences({1., 2., 3., 4., 5.}).high, 3 + half);
    }
    void ofWhatCannotBeBelow0ItReachesFurtherUp()
    {
        const ReplicationEstimate e = estimateOf({1., 2., 3., 4., 5.});
        const double t = 2.776445105, half = t * std::sqrt(2.5 / 5);
        QCOMPARE(*e.low, 3 - half);
        const double variance = std::log(1 + 2.5 / 9);
        QVERIFY(std::abs(*e.high - 3 * std::exp(t * std::sqrt(variance / 5 + variance * variance / 8))) <
                1e-8);
        QVERIFY(*e.high > 3 + half);
        QCOMPARE(*estimateOf({2., 2., 2.}).high, 2.); // nothing differs, so nothing is unknown
        QCOMPARE(*estimateOf({0., 0., 0.}).high, 0.);
    }
    /// Five values, exponential: Student's t alone holds their mean in 880 of 1,000.
    void itHoldsTheMeanOfFewSkewedValues()
    {
        int held = 0;
        for (std::uint32_t sweep = 0; sweep < 1000; ++sweep) {
            std::vector<std::optional<double>> values;
            for (std::uint32_t i = 1; i <= 5; ++i)
                values.push_back(
                    -std::log(std::ldexp(static_cast<double>(replicationSeed(sweep, i)) + 0.5, -63)));
            const ReplicationEstimate e = estimateOf(values);
            held += *e.low <= 1 && 1 <= *e.high;
        }
        QVERIFY2(held > 925 && held < 970, std::to_string(held).c_str());
    }
    void oneValueHasNoIntervalAndNoneNoMean()
    {
        const ReplicationEstimate share = estimateOf({0.98, 1., 1.}, 1);
        QVERIFY(*share.low < 0.98);
        QCOMPARE(*share.high, 1.);
        const ReplicationEstimate one = estimateOf({7.});
        QCOMPARE(*one.mean, 7.0);
        QVERIFY(!one.low && !one.high);
        const ReplicationEstimate none = estimateOf({{}, {}});
        QVERIFY(!none.mean && none.count == 0);
    }
    void whatHasNoValueIsLeftOut()
    {
        const ReplicationEstimate e = estimateOf({{}, 1., {}, 3.});
        QCOMPARE(e.count, 2u);
        QCOMPARE(*e.mean, 2.0);
        QCOMPARE(estimateOf({1., 3.}), e);
    }
    void theIntervalOfWhatIsNeverBelow0IsNotEither()
    {
        QCOMPARE(*estimateOf({0., 0., 1.}).low, 0.0);
        QVERIFY(*estimateOf({-0.5, 0., 1.}).low < 0);
        QVERIFY(*estimateOfDifferences({0., 0., 1.}).low < 0); // a difference may be anything
    }
    void theIntervalHoldsTheMeanInNineteenOfTwenty()
    {
        int held = 0;
        for (std::uint32_t sweep = 0; sweep < 1000; ++sweep) {
            std::vector<std::optional<double>> values;
            for (std::uint32_t i = 1; i <= 10; ++i) // the seeds are uniform numbers themselves
                values.push_back(std::ldexp(static_cast<double>(replicationSeed(sweep, i)), -63));
            const ReplicationEstimate e = estimateOf(values);
            held += *e.low <= 0.5 && 0.5 <= *e.high;
        }
        QVERIFY2(held > 930 && held < 970, std::to_string(held).c_str());
    }
};

QTEST_APPLESS_MAIN(TestReplications)
#include "tst_replications.moc"
