#include "explore/compare/paired_seeds.h"

#include "explore/sweep/replications.h"
#include "support/compared_runs.h"

#include <QTest>

#include <thread>

using namespace sojourn;
using namespace sojourn::test;

class TestPairedSeeds final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstSeedIsThatOfTheRunsThemselves()
    {
        const Ran a("mm1", {{"items", 200}}, 7), b("mm1", {{"items", 200}, {"num_consumers", 2}}, 7);
        const PairedSeeds seeds(a.scenario, b.scenario, 7, RunFigure::SojournP50);
        QCOMPARE(*seeds.values(0).difference(), b.summary.sojourn.p50Seconds - a.summary.sojourn.p50Seconds);
        QVERIFY(*seeds.values(1).difference() != *seeds.values(0).difference());
        QCOMPARE(*seeds.values(1).difference(), *seeds.values(1).difference());
    }
    void oneSettingAgainstItselfHasNoDifference()
    {
        const Ran a("mm1", {{"items", 200}});
        const PairedSeeds seeds(a.scenario, a.scenario, 1, RunFigure::Elapsed);
        for (std::uint32_t i = 0; i < 5; ++i)
            QCOMPARE(*seeds.values(i).difference(), 0.0);
    }
    void pairingLeavesLessToChance()
    {
        // A little faster server: the same customers, so nearly every seed says so.
        const Ran a("mm1", {{"items", 500}, {"service", 1}}), b("mm1", {{"items", 500}, {"service", 0.95}});
        const PairedSeeds seeds(a.scenario, b.scenario, 1, RunFigure::SojournMean);
        std::vector<std::optional<double>> values;
        for (std::uint32_t i = 0; i < 10; ++i)
            values.push_back(seeds.values(i).difference());
        const ReplicationEstimate change = estimateOfDifferences(values);
        QVERIFY(*change.high < 0);
    }
    void whatOneSettingLacksTheOtherMayHave()
    {
        const Ran a("mm1", {{"items", 50}}), none("mm1", {{"items", 0}});
        const PairedSeeds seeds(a.scenario, none.scenario, 1, RunFigure::SojournP50);
        QVERIFY(seeds.values(0).a && !seeds.values(0).b && !seeds.values(0).difference());
        QVERIFY(PairedSeeds(none.scenario, a.scenario, 1, RunFigure::SojournP50).values(0).b);
    }
    void aStopIsHeardWithinARun()
    {
        const Ran a("mm1", {{"items", 200}});
        const Ran large("mm1", {{"items", 1'000'000}, {"interarrival", 2}});
        PairedSeeds seeds(a.scenario, large.scenario, 1, RunFigure::SojournP50);
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            seeds.requestStop();
        });
        for (std::uint32_t i = 0; i < 20; ++i)
            QVERIFY(i < 1 || !seeds.values(i).difference() || !seeds.isStopped());
        QVERIFY(!seeds.values(0).difference());
    }
    void figuresWithoutASummaryAreNotPaired()
    {
        QVERIFY(isPairable(RunFigure::SojournP99) && isPairable(RunFigure::Throughput));
        QVERIFY(!isPairable(RunFigure::QueueFull));
    }
};

QTEST_GUILESS_MAIN(TestPairedSeeds)
#include "tst_paired_seeds.moc"
