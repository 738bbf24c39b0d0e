#include "explore/sweep/sweep.h"

#include "explore/sweep/sweep_table.h"
#include "grid.h"
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "scenario/run_info_of.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace sojourn;

namespace {

/// The table of a sweep as it is written.
std::string computed(const SweepPlan& plan, unsigned threads)
{
    SweepTable table = sweepTableOf(plan);
    SweepListener listener;
    listener.cellDone = [&](const SweepCell& cell) { table.rows.push_back(sweepRowOf(cell, plan)); };
    Sweep(plan).run(threads, listener);
    table.sort();
    TextSink sink;
    writeSweepTable(table, sink);
    return sink.text();
}

std::vector<SweepCell> cellsOf(const SweepPlan& plan)
{
    std::vector<SweepCell> cells;
    SweepListener listener;
    listener.cellDone = [&](SweepCell cell) { cells.push_back(std::move(cell)); };
    Sweep(plan).run(1, listener);
    return cells;
}

} // namespace

class TestSweep final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aReplicationIsTheRunOfItsSeed()
    {
        SweepPlan plan = test::planOf({"workers=1:2"}, {"wait_s.p99", "throughput_per_s"}, 1);
        plan.seed = 7;
        const std::vector<SweepCell> cells = cellsOf(plan);
        QCOMPARE(cells.size(), 2u);
        RunOptions options;
        options.seed = 7;
        Run run(std::make_shared<Scenario>(*plan.file.resolve(plan.allValuesOf(1))), options);
        run.runVirtual();
        QCOMPARE(*cells[1].metrics[0].mean, run.summary().queues[0].wait.p99Seconds);
        QCOMPARE(*cells[1].metrics[1].mean, run.summary().throughputPerSecond);
    }
    void fewUnevenServicesTellNoInterval_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QByteArray>("having"); // of 400 and of 20,000 items: wait, its p99, throughput
        QTest::newRow("exponential") << R"({"exponential":1})" << QByteArray("yyy yyy");
        QTest::newRow("uneven") << R"({"lognormal":[1,4]})" << QByteArray("nny yyy");
        QTest::newRow("less") << R"({"lognormal":[1,1.2]})" << QByteArray("yyy yyy");
        // The mean wait has no variance, nor has the service.
        QTest::newRow("Pareto") << R"({"pareto":[2.5,0.6]})" << QByteArray("nny nyy");
        QTest::newRow("wild") << R"({"pareto":[1.9,0.45]})" << QByteArray("nny nny");
    }
    void fewUnevenServicesTellNoInterval()
    {
        QFETCH(QString, service);
        QFETCH(QByteArray, having);
        std::string text = findBuiltinScenario("mm1")->text;
        const std::string drawn = R"({"exponential": "$service"})";
        QVERIFY(text.find(drawn) != text.npos);
        text.replace(text.find(drawn), drawn.size(), service.toStdString());
        SweepPlan plan{*ScenarioFile::read(text), {}, {}, {}, 1, 10, {}, {}, {}};
        plan.axes.push_back(*readSweepAxis("items=400,20000", plan.file));
        const RunInfo info = runInfoOf(*plan.file.resolve(), 1, true);
        for (const char* name : {"wait_s.mean", "wait_s.p99", "throughput_per_s"})
            plan.metrics.push_back({name, *metricNamed(name, info)});
        QByteArray has;
        for (const SweepCell& cell : cellsOf(plan)) {
            if (!has.isEmpty()) has += ' ';
            for (const ReplicationEstimate& estimate : cell.metrics) {
                QVERIFY(estimate.mean);
                QCOMPARE(estimate.low.has_value(), estimate.high.has_value());
                has += estimate.low ? 'y' : 'n';
            }
        }
        QCOMPARE(has, having);
    }
    void aPercentileIsThatOfAllItemsOfAllReplications()
    {
        SweepPlan plan = test::planOf({"workers=1:2"}, {"wait_s.p99", "sojourn_s.p50", "wait_s.max"}, 3);
        plan.seed = 7;
        const std::vector<SweepCell> cells = cellsOf(plan);
        Histogram waits, sojourns;
        double largest = 0;
        for (std::uint32_t i = 0; i < plan.replications; ++i) {
            RunOptions options;
            options.seed = replicationSeed(plan.seed, i);
            Run run(std::make_shared<Scenario>(*plan.file.resolve(plan.allValuesOf(1))), options);
            run.runVirtual();
            run.addTo(waits, Durations::Wait, 0);
            run.addTo(sojourns, Durations::Sojourn, 0);
            largest += run.summary().queues[0].wait.maxSeconds / plan.replications;
        }
        QCOMPARE(waits.count(), 150u);
        QCOMPARE(*cells[1].metrics[0].mean, static_cast<double>(waits.percentile(99)) / 1e9);
        QCOMPARE(*cells[1].metrics[1].mean, static_cast<double>(sojourns.percentile(50)) / 1e9);
        QVERIFY(std::abs(*cells[1].metrics[2].mean - largest) <
                1e-9);                     // the mean, as of all that is no percentile
        QVERIFY(!cells[1].metrics[0].low); // one or two of 150 waits tell nothing of what is rarer
        QVERIFY(*cells[1].metrics[1].low <= *cells[1].metrics[1].mean);
        QVERIFY(*cells[1].metrics[1].mean < *cells[1].metrics[1].high);
    }
    /// That nobody waited in a few short runs does not say that nobody does; of many items it nearly does.
    void whatNoReplicationHasSaysLittleOfFewItems()
    {
        const std::vector<std::string> metrics{"wait_s.mean", "dropped_ratio", "throughput_per_s"};
        const auto cell = [&](double items) {
            SweepPlan plan = test::planOf({"workers=90:100:10"}, metrics, 10);
            for (const Parameter& parameter : plan.file.parameters())
                if (parameter.name == "items") plan.fixed[parameter.name] = parameter.value;
            plan.fixed.at("items").number = items;
            return cellsOf(plan).front();
        };
        const SweepCell few = cell(50), many = cell(400);
        QCOMPARE(*few.metrics[0].mean, 0.);
        QVERIFY(!few.metrics[0].low && !few.metrics[0].high);
        QCOMPARE(*few.metrics[1].high, 0.); // a queue without a limit never drops
        QVERIFY(few.metrics[2].low.has_value());
        QCOMPARE(*many.metrics[0].high, 0.);
    }
    void runsWithinTheirWarmUpAreCounted()
    {
        SweepPlan plan = test::planOf({"workers=1:2"}, {"wait_s.p99"}, 2);
        for (const SweepCell& cell : cellsOf(plan))
            QCOMPARE(cell.allWarmUp, 0u);
        plan.warmUp.items = 999'999'999;
        for (const SweepCell& cell : cellsOf(plan)) {
            QCOMPARE(cell.allWarmUp, 2u);
            QVERIFY(!cell.metrics[0].mean);
        }
    }
    void everyCellMeetsTheSameSeeds()
    {
        // What the varied parameter has no part in is the same in every cell: the arrivals.
        const SweepPlan plan = test::planOf({"workers=40:43"}, {"items.made", "elapsed_s"}, 3);
        const std::vector<SweepCell> cells = cellsOf(plan);
        QVERIFY(*cells[0].metrics[1].low < *cells[0].metrics[1].high);
        for (const SweepCell& cell : cells)
            QCOMPARE(cell.metrics, cells[0].metrics);
    }
    void theNumberOfThreadsChangesNothing()
    {
        const SweepPlan plan =
            test::planOf({"workers=1:5", "service=0.5:2:0.5"}, {"wait_s.p99", "utilisation"}, 7);
        const std::string one = computed(plan, 1);
        QCOMPARE(computed(plan, 2), one);
        QCOMPARE(computed(plan, 5), one);
    }
    void aRunThatCannotGoOnIsCounted()
    {
        const SweepPlan plan = test::planOf({"workers=0,1"}, {"wait_s.mean"}, 3);
        const std::vector<SweepCell> cells = cellsOf(plan);
        QCOMPARE(cells[0].unfinished, 3u); // nobody takes the items: it stalls
        QCOMPARE(cells[0].metrics[0].count, 0u);
        QCOMPARE(cells[1].unfinished, 0u);
        QCOMPARE(cells[1].metrics[0].count, 3u);
    }
    void aCellThatTheScenarioRefusesIsToldAndTheOthersRun()
    {
        const SweepPlan plan = test::planOf({"workers=1,1.5,2"}, {"wait_s.mean"}, 2);
        const std::vector<SweepCell> cells = cellsOf(plan);
        QCOMPARE(cells.size(), 3u);
        QVERIFY(cells[1].problem.find("whole number") != std::string::npos);
        QCOMPARE(cells[1].replications, 0u);
        QCOMPARE(cells[2].metrics[0].count, 2u);
    }
    void aShardComputesItsCells()
    {
        SweepPlan plan = test::planOf({"workers=1:5"}, {"wait_s.mean"}, 1);
        plan.shard = {2, 3};
        const std::vector<SweepCell> cells = cellsOf(plan);
        QCOMPARE(cells.size(), 2u);
        QCOMPARE(cells[0].index, 1u);
        QCOMPARE(cells[1].index, 4u);
    }
    void progressCountsRuns()
    {
        const SweepPlan plan = test::planOf({"workers=1:3"}, {"wait_s.mean"}, 4);
        std::vector<SweepProgress> seen;
        SweepListener listener;
        listener.cellDone = [](const SweepCell&) {};
        listener.progress = [&](const SweepProgress& progress) { seen.push_back(progress); };
        Sweep(plan).run(2, listener);
        QCOMPARE(seen.size(), 12u);
        QCOMPARE(seen.front().runs, 12u);
        QCOMPARE(seen.back().runsDone, 12u);
        QCOMPARE(seen.back().cellsDone, 3u);
    }
    void stoppingKeepsTheCellsThatAreDone()
    {
        const SweepPlan plan = test::planOf({"items=1:1000"}, {"wait_s.mean"}, 3);
        Sweep sweep(plan);
        std::vector<SweepCell> cells;
        SweepListener listener;
        listener.cellDone = [&](SweepCell cell) {
            cells.push_back(std::move(cell));
            if (cells.size() == 5) sweep.requestStop();
        };
        sweep.run(2, listener);
        QVERIFY(sweep.isStopped());
        QVERIFY(cells.size() >= 5 && cells.size() <= 6); // the other thread may have been at its end
        for (const SweepCell& cell : cells)
            QCOMPARE(cell.metrics[0].count, 3u);
    }
    void stoppingGivesUpARunThatWouldNotEnd()
    {
        const auto file = ScenarioFile::read(R"({
            "format": "sojourn-scenario", "version": 1, "name": "endless", "title": "Endless",
            "parameters": {"n": {"label": "N", "value": 1, "min": 1, "max": 9, "step": 1}},
            "tasks": [{"name": "main", "count": "$n", "steps": [{"repeat": "forever", "steps": [{"sleep": 1}]}]}]})");
        QVERIFY(bool(file));
        SweepPlan plan{*file, {}, {*readSweepAxis("n=1:4", *file)}, {}, 1, 1, {}, {}};
        plan.metrics.push_back(
            {"elapsed_s", *metricNamed("elapsed_s", runInfoOf(*file->resolve(), 1, true))});
        Sweep sweep(plan);
        int cells = 0;
        SweepListener listener;
        listener.cellDone = [&](const SweepCell&) { ++cells; };
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            sweep.requestStop();
        });
        sweep.run(2, listener);
        QCOMPARE(cells, 0);
    }
    void stoppedBeforeItBeganItDoesNothing()
    {
        Sweep sweep(test::planOf({"workers=1:3"}, {"wait_s.mean"}, 1));
        sweep.requestStop();
        SweepListener listener;
        listener.cellDone = [](const SweepCell&) { QFAIL("nothing was to be computed"); };
        sweep.run(2, listener);
    }
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
