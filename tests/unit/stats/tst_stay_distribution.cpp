#include "stats/queueing_theory.h"
#include "stats/stay_distribution.h"

#include <QTest>

#include <cmath>

using namespace sojourn;

namespace {

bool near(double found, double exact, double relative = 1e-12)
{
    return std::abs(found - exact) <= std::abs(exact) * relative + 1e-17;
}

} // namespace

class TestStayDistribution final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // From Erlang's series, P(W <= t) = (1 - rho) sum over k <= t of (rho (k - t))^k / k! exp(-rho (k - t)),
    // with 200 digits.
    void constantServiceAgreesWithErlangsSeries_data()
    {
        QTest::addColumn<double>("rho");
        QTest::addColumn<double>("at");
        QTest::addColumn<double>("exact");
        QTest::newRow("at once") << .5 << 0. << .5;
        QTest::newRow("within a service") << .5 << .5 << 3.5798729165612925e-1;
        QTest::newRow("a service") << .5 << 1. << 1.7563936464993593e-1;
        QTest::newRow("between two") << .5 << 2.25 << 3.9292076093761591e-2;
        QTest::newRow("rare") << .3 << 6.9 << 3.3368698431415905e-7;
        QTest::newRow("busy") << .8 << 3.7 << 1.7594540764935118e-1;
        QTest::newRow("busy, long") << .8 << 10. << 1.1657108265013439e-2;
        QTest::newRow("busy, where the series has lost all digits") << .8 << 40. << 2.8393504650820505e-8;
        QTest::newRow("very busy") << .95 << 20.5 << 1.2012113989953663e-1;
        QTest::newRow("very busy, long") << .95 << 100. << 3.6935411289366488e-5;
        QTest::newRow("nearly full") << .99 << 60.2 << 2.9679034313226577e-1;
    }
    void constantServiceAgreesWithErlangsSeries()
    {
        QFETCH(double, rho);
        QFETCH(double, at);
        QFETCH(double, exact);
        QVERIFY(near(StayDistribution::constantService(rho, 1).exceedProbability(at), exact, 1e-10));
        // In another unit of time it is the same.
        QVERIFY(
            near(StayDistribution::constantService(rho * 8, .125).exceedProbability(at / 8), exact, 1e-10));
    }
    void constantServiceGoesOnGeometrically()
    {
        // Behind the lengths that are computed one by one: the same decay from one service to the next.
        const auto wait = StayDistribution::constantService(.99, 1);
        const double decay = wait.exceedProbability(1001) / wait.exceedProbability(1000);
        QVERIFY(near(wait.exceedProbability(2001) / wait.exceedProbability(2000), decay, 1e-6));
        QCOMPARE(wait.exceedProbability(1e12), 0.);
        const auto rare = StayDistribution::constantService(1e-6, 1);
        QVERIFY(near(rare.exceedProbability(0), 1e-6, 1e-9));
        const auto nearlyFull = StayDistribution::constantService(.99999, 1);
        QVERIFY(near(*nearlyFull.percentileSeconds(50), std::log(2) / 2e-5, 1e-3)); // as an exponential tail
    }
    void laterIsTheSameShifted()
    {
        const auto wait = StayDistribution::constantService(.8, 2);
        const auto sojourn = wait.later(2);
        QCOMPARE(sojourn.exceedProbability(1.9), 1.);
        QCOMPARE(sojourn.exceedProbability(5), wait.exceedProbability(3));
        QCOMPARE(*sojourn.percentileSeconds(0), 2.);
        QVERIFY(near(*sojourn.percentileSeconds(90), *wait.percentileSeconds(90) + 2, 1e-11));
        QCOMPARE(sojourn.atOnceProbability(), 0.);
    }

    void sojournInASingleServerIsExponential()
    {
        const auto f = mmcQueue({.8, 1, 1});
        for (const double t : {0., .1, 1., 5., 30.})
            QVERIFY(near(f->sojourn->exceedProbability(t), std::exp(-.2 * t)));
        QVERIFY(near(*f->sojourn->percentileSeconds(50), 5 * std::log(2)));
    }
    void servicesMayBeAsFastAsTheTail()
    {
        // Two exponentials of one rate are Erlang's; on either side of it nothing jumps.
        const auto erlang = StayDistribution::erlangMixture({0, 1}, 2);
        for (const double t : {.1, 1., 10.}) {
            QVERIFY(near(StayDistribution::exponentialService(0, 2, 2).exceedProbability(t),
                         erlang.exceedProbability(t)));
            for (const double beside : {2 - 1e-9, 2 + 1e-9})
                QVERIFY(near(StayDistribution::exponentialService(0, beside, 2).exceedProbability(t),
                             erlang.exceedProbability(t), 1e-7));
        }
    }
    void anItemsOwnServiceIsAGeometricNumberOfStages()
    {
        // With room for nearly all, M/M/c/K's sojourn is that of M/M/c, which is computed in another way.
        const auto limited = mmckQueue({3.2, 1, 4}, 100);
        const auto unlimited = mmcQueue({3.2, 1, 4});
        for (const double t : {.01, .5, 2., 8.})
            QVERIFY(
                near(limited->sojourn->exceedProbability(t), unlimited->sojourn->exceedProbability(t), 1e-6));
        // Who never waits stays for a service.
        const auto loss = mmckQueue({3.2, .5, 4}, 0);
        for (const double t : {.01, .5, 2.})
            QVERIFY(near(loss->sojourn->exceedProbability(t), std::exp(-2 * t)));
        QCOMPARE(loss->wait->exceedProbability(0), 0.);
    }
    void manyStagesKeepTheirTail()
    {
        // Erlang of 1,000 stages is nearly normal about its mean, and never above 1 or below 0.
        std::vector<double> stages(1000);
        stages.back() = 1;
        const auto erlang = StayDistribution::erlangMixture(stages, 1000);
        QVERIFY(std::abs(erlang.exceedProbability(1) - .5) < .01);
        QVERIFY(near(erlang.exceedProbability(.5), 1));
        QCOMPARE(erlang.exceedProbability(1e9), 0.);
        QCOMPARE(erlang.exceedProbability(-1), 1.);
    }
    void likenessesAreMarked()
    {
        QVERIFY(!mg1Queue({.8, 1, 1}, 0)->wait->isApproximate());
        QVERIFY(mg1Queue({.8, 1, 1}, .5)->wait->isApproximate() && !mg1Queue({.8, 1, 1}, .5)->sojourn);
        QVERIFY(ggcQueue({3.6, 1, 4}, .5, .5)->wait->isApproximate());
        QVERIFY(!ggcQueue({3.6, 1, 4}, 0, 0)->wait); // nobody waits, and nothing says how they would
        const auto exact = StayDistribution::exponentialTail(.5, 1);
        QVERIFY(exact.approximately().isApproximate() && !exact.isApproximate());
    }
};

QTEST_GUILESS_MAIN(TestStayDistribution)
#include "tst_stay_distribution.moc"
