#include "stats/closed_network.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace sojourn;

namespace {

bool near(double found, double exact, double relative = 1e-9)
{
    return std::abs(found - exact) <= std::abs(exact) * relative + 1e-12;
}

/// Mean value analysis as published, for stations of one server (0 servers: a delay).
double throughputByMeanValues(const std::vector<Station>& stations, std::uint32_t population)
{
    std::vector<double> number(stations.size());
    double throughput = 0;
    for (std::uint32_t n = 1; n <= population; ++n) {
        double cycle = 0;
        std::vector<double> stay;
        for (std::size_t i = 0; i < stations.size(); ++i) {
            const bool isDelay = stations[i].servers >= population;
            stay.push_back(stations[i].serviceSeconds * (isDelay ? 1 : 1 + number[i]));
            cycle += stay.back();
        }
        throughput = n / cycle;
        for (std::size_t i = 0; i < stations.size(); ++i)
            number[i] = throughput * stay[i];
    }
    return throughput;
}

} // namespace

class TestClosedNetwork final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithMeanValueAnalysis()
    {
        const std::vector<Station> stations{{.2, 1}, {1, 1}, {.05, 1}, {3, 1000}};
        for (const std::uint32_t n : {2u, 3u, 10u, 100u, 1000u}) {
            const auto f = closedNetwork(stations, n);
            QVERIFY(f && near(f->throughputPerSecond, throughputByMeanValues(stations, n)));
            double sum = 0;
            for (const StationFigures& s : f->stations)
                sum += s.number;
            QVERIFY(near(sum, n)); // nobody is lost
            QVERIFY(near(f->cycleSeconds, n / f->throughputPerSecond));
        }
    }
    void machineRepairIsABirthDeathChain()
    {
        // 10 machines run for 5 s and are repaired by 3 in 2 s: state n, broken ones, in product form.
        const auto f = closedNetwork({{5, 10}, {2, 3}}, 10);
        std::vector<double> p{1};
        double all = 1, broken = 0;
        for (int n = 1; n <= 10; ++n) {
            p.push_back(p.back() * (11 - n) / 5. / (std::min(n, 3) / 2.));
            all += p.back();
            broken += n * p.back();
        }
        QVERIFY(near(f->stations[1].number, broken / all));
        QVERIFY(near(f->throughputPerSecond, (10 - broken / all) / 5));
    }
    void manyServersDoNotCancel()
    {
        // The recursion of mean values breaks here; the bounds must hold, and be nearly met.
        const auto f = closedNetwork({{1, 50}, {.1, 1}}, 200);
        QVERIFY(f->throughputPerSecond <= 10 * (1 + 1e-12) && f->throughputPerSecond > 9.99);
        const auto busy = closedNetwork({{1, 50}, {.001, 1}}, 200);
        QVERIFY(busy->throughputPerSecond <= 50 * (1 + 1e-12) && busy->throughputPerSecond > 49.99);
    }
    void longPausesAndManyItemsStayInRange()
    {
        // Nearly nobody waits: N items go round in the sum of the times.
        const auto idle = closedNetwork({{1e6, 3000}, {1, 1}}, 3000);
        QVERIFY(idle && near(idle->throughputPerSecond, 3000 / (1e6 + 1), 1e-4));
        const auto full = closedNetwork({{5, 10'000}, {2, 3}}, 10'000);
        QVERIFY(full && near(full->throughputPerSecond, 1.5));
    }
    void oneItemNeverWaits()
    {
        const auto f = closedNetwork({{.5, 1}, {1.5, 2}}, 1);
        QVERIFY(near(f->throughputPerSecond, .5));
        QVERIFY(near(f->stations[0].staySeconds, .5) && near(f->stations[1].staySeconds, 1.5));
        QVERIFY(near(f->stations[1].utilisationRatio, .375));
    }
    void nobodyWaitsWhereThereIsAServerForEach()
    {
        for (const std::uint32_t n : {2u, 5u, 9u, 300u}) {
            const auto f = closedNetwork({{7, n}, {.3, 2}, {30, n + 3}}, n);
            QCOMPARE(f->stations[0].waitSeconds, 0.0);
            QCOMPARE(f->stations[0].staySeconds, 7.0);
            QCOMPARE(f->stations[2].waitSeconds, 0.0);
            QVERIFY((f->stations[1].waitSeconds > 0) == (n > 2));
        }
        // A pause for each has the least capacity here, and holds nobody up.
        const auto bottleneck = closedBottleneckOf({{30, 8}, {.1, 1}}, 8);
        QCOMPARE(bottleneck->station, std::size_t{1});
        QVERIFY(near(bottleneck->throughputPerSecond, 8 / 30.1));
    }
    void bottleneckIsTheLeastCapacity()
    {
        const auto open = bottleneckOf({{1, 3}, {2, 4}, {.1, 1}}, 5);
        QCOMPARE(open->station, std::size_t{1});
        QVERIFY(near(open->capacityPerSecond, 2) && near(open->throughputPerSecond, 2));
        QVERIFY(near(bottleneckOf({{1, 3}}, .5)->throughputPerSecond, .5));
        QVERIFY(
            near(bottleneckOf({{1, 3}}, std::numeric_limits<double>::infinity())->throughputPerSecond, 3));
        QVERIFY(near(closedBottleneckOf({{1, 3}, {1, 1}}, 1)->throughputPerSecond, .5));
        QVERIFY(near(closedBottleneckOf({{1, 3}, {1, 1}}, 9)->throughputPerSecond, 1));
    }
    void refusesWhatIsNoSystem()
    {
        QVERIFY(!closedNetwork({}, 3) && !closedNetwork({{1, 1}}, 0) && !closedNetwork({{0, 1}}, 3) &&
                !closedNetwork({{1, 0}}, 3) && !closedNetwork({{std::nan(""), 1}}, 3));
        QVERIFY(!bottleneckOf({}, 1) && !bottleneckOf({{1, 1}}, 0) && !bottleneckOf({{1, 1}}, std::nan("")));
        QVERIFY(!closedBottleneckOf({}, 1) && !closedBottleneckOf({{1, 1}}, 0));
    }
};

QTEST_GUILESS_MAIN(TestClosedNetwork)
#include "tst_closed_network.moc"
