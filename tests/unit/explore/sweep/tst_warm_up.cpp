#include "explore/sweep/warm_up.h"

#include "explore/sweep/sweep.h"
#include "grid.h"
#include "scenario/run.h"

#include <QTest>

#include <cmath>

using namespace sojourn;

namespace {

using Sojourns = std::vector<SummaryFold::Sojourn>;

/// So many items that stay 1 s, give or take, behind so many that stay for longer.
Sojourns sojournsOf(std::uint32_t early, std::uint32_t late)
{
    Sojourns sojourns;
    for (std::uint32_t i = 0; i < early + late; ++i) {
        const std::int64_t noise = static_cast<std::int64_t>((i * 2654435761u) >> 12); // up to a millisecond
        sojourns.push_back({i + 4, (i < early ? 3'000'000'000 : 1'000'000'000) + noise});
    }
    return sojourns;
}

/// Items a second apart, each with a service of 0.5 s; the first ten take 5 s.
ScenarioFile slowAtFirst()
{
    return *ScenarioFile::read(R"({
        "format": "sojourn-scenario", "version": 1, "name": "slow", "title": "Slow at first",
        "parameters": {"items": {"label": "I", "value": 100, "min": 0, "max": 100000, "step": 1}},
        "queues": [{"name": "queue"}],
        "tasks": [
          {"name": "main", "steps": [{"await": "source"}, {"join": "queue"}, {"cancel": "worker"}]},
          {"name": "source", "steps": [{"repeat": "$items", "steps": [{"put": "queue"}, {"sleep": 1}]}]},
          {"name": "worker", "steps": [
            {"repeat": 10, "steps": [{"get": "queue"}, {"sleep": 1.5}, {"task_done": "queue"}]},
            {"repeat": "forever", "steps": [{"get": "queue"}, {"sleep": 0.5}, {"task_done": "queue"}]}]}
        ]})");
}

Summary summaryOf(std::uint32_t warmUpItems)
{
    RunOptions options;
    options.warmUpItems = warmUpItems;
    Run run(std::make_shared<const Scenario>(*slowAtFirst().resolve()), options);
    run.runVirtual();
    return run.summary();
}

} // namespace

class TestWarmUp final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrites()
    {
        QVERIFY(readWarmUp("auto")->isFound);
        QCOMPARE(readWarmUp("1000")->items, 1000u);
        for (const char* text : {"auto", "0", "1000"})
            QCOMPARE(readWarmUp(text)->text(), std::string(text));
        for (const char* text : {"", "some", "-1", "1.5", "10 ", "99999999999"})
            QVERIFY(!readWarmUp(text));
    }
    void findsWhatStandsApart()
    {
        QCOMPARE(foundWarmUp({}), 0u);
        QCOMPARE(foundWarmUp(sojournsOf(0, 4000)), 0u);
        const std::uint32_t found = foundWarmUp(sojournsOf(500, 4000));
        QVERIFY(found >= 503 && found <= 515);             // items made when it was over
        QCOMPARE(foundWarmUp(sojournsOf(3000, 3000)), 0u); // no long run behind it
    }
    void statisticsBeginBehindIt()
    {
        const Summary whole = summaryOf(0), rest = summaryOf(50);
        QCOMPARE(rest.items.done, whole.items.done);
        QCOMPARE(rest.items.put, 100u);
        QCOMPARE(rest.elapsedSeconds, whole.elapsedSeconds);
        QCOMPARE(rest.warmUpSeconds, 49.0);
        QCOMPARE(rest.inWarmUp.put, 49u); // the fiftieth was made, and was put behind it
        QCOMPARE(whole.queues[0].service.maxSeconds, 1.5);
        QCOMPARE(rest.queues[0].service.maxSeconds, 0.5);
        QCOMPARE(rest.queues[0].service.count, 51u);
        QCOMPARE(rest.queues[0].wait.maxSeconds, 0.0);
        QCOMPARE(rest.queues[0].meanSize, 0.0);
        // One that was done before is among them: it could have been put on until its taker took the next.
        QCOMPARE(rest.sojourn.count, 52u);
        QVERIFY(whole.queues[0].meanSize > 0);
        QCOMPARE(rest.throughputPerSecond, 51.0 / (rest.elapsedSeconds - 49.0));
        // The worker works for half of the time behind it; in the whole run for more.
        const auto working = [](const Summary& s) {
            return s.groups[2].share[static_cast<std::size_t>(TaskState::Sleeping)];
        };
        QVERIFY(std::abs(working(rest) - 0.5) < 0.02);
        QVERIFY(working(whole) > 0.58);
    }
    void aRunThatEndsInItHasNoStatistics()
    {
        const Summary rest = summaryOf(1000);
        QCOMPARE(rest.items.done, 100u);
        QCOMPARE(rest.queues[0].wait.count, 0u);
        QCOMPARE(rest.throughputPerSecond, 0.0);
        const RunInfo info = runInfoOf(*slowAtFirst().resolve(), 1, true);
        QVERIFY(!metricNamed("wait_s.p99", info)->valueIn(rest));
        QVERIFY(!metricNamed("throughput_per_s", info)->valueIn(rest));
        QVERIFY(!metricNamed("utilisation", info)->valueIn(rest));
        QCOMPARE(*metricNamed("items.done", info)->valueIn(rest), 100.0);
    }
    void theSameWarmUpOfNothingChangesNothing()
    {
        SweepPlan plan =
            test::planOf({"workers=1:3"}, {"wait_s.p99", "utilisation", "throughput_per_s", "elapsed_s"}, 3);
        const auto cellsOf = [&](const WarmUp& warmUp) {
            plan.warmUp = warmUp;
            std::vector<SweepCell> cells;
            SweepListener listener;
            listener.cellDone = [&](SweepCell cell) { cells.push_back(std::move(cell)); };
            Sweep(plan).run(1, listener);
            return cells;
        };
        const auto none = cellsOf({false, 0}), found = cellsOf({true, 0}), some = cellsOf({false, 25});
        for (std::size_t i = 0; i < none.size(); ++i) {
            QCOMPARE(found[i].metrics, none[i].metrics); // 50 items are too few to find one
            QVERIFY(some[i].metrics[1] != none[i].metrics[1]);
            QCOMPARE(some[i].metrics[3], none[i].metrics[3]);
        }
    }
    void aSweepThatLeavesOutAnotherPartIsAnotherSweep()
    {
        SweepPlan plan = test::planOf({"workers=1:3"}, {"wait_s.p99"}, 3);
        const std::string before = plan.fingerprint();
        plan.warmUp = {true, 0};
        QVERIFY(plan.fingerprint() != before);
    }
};

QTEST_APPLESS_MAIN(TestWarmUp)
#include "tst_warm_up.moc"
