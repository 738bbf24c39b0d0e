// How often the interval of a cell holds what theory says: over forty sweeps of scenarios that theory solves.
#include "explore/sweep/sweep.h"
#include "explore/theory_of.h"
#include "scenario/builtin.h"
#include "scenario/run_info_of.h"

#include <QTest>

using namespace sojourn;

class TestSweepCoverage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cellsAgreeWithTheory_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("items");
        QTest::addColumn<bool>("isFound");
        // At a load of 0.8 and 0.9; of few items the empty queue that they begin with is a part that shows.
        QTest::newRow("M/M/1") << "mm1" << 10'000 << false;
        QTest::newRow("M/D/1") << "md1" << 10'000 << false;
        QTest::newRow("M/M/4") << "mm4" << 10'000 << false;
        QTest::newRow("M/M/1, warm-up found") << "mm1" << 10'000 << true;
    }
    void cellsAgreeWithTheory()
    {
        QFETCH(QString, scenario);
        QFETCH(int, items);
        QFETCH(bool, isFound);
        constexpr std::uint64_t sweeps = 40;
        const ScenarioFile file = *ScenarioFile::read(findBuiltinScenario(scenario.toStdString())->text);
        const RunInfo info = runInfoOf(*file.resolve(), 1, true);
        SweepPlan plan{file, {}, {}, {}, 1, 10, {}, {}, {}};
        plan.warmUp = {isFound, 0};
        plan.axes.push_back(*readSweepAxis("items=" + std::to_string(items), file));
        for (const char* name : {"wait_s.mean", "mean_size", "wait_s.p99"})
            plan.metrics.push_back({name, *metricNamed(name, info)});
        const QueueTheory theory = theoryOf(*file.resolve(plan.allValuesOf(0))).queues.at(0);
        QVERIFY(theory.figures);
        const std::optional<double> exactPercentile =
            theory.figures->wait ? theory.figures->wait->percentileSeconds(99) : std::optional<double>();
        int wait = 0, length = 0, percentile = 0;
        for (plan.seed = 1; plan.seed <= sweeps; ++plan.seed) {
            SweepListener listener;
            listener.cellDone = [&](const SweepCell& cell) {
                const auto holds = [&](std::size_t metric, double exact) {
                    return cell.metrics[metric].low <= exact && exact <= cell.metrics[metric].high;
                };
                wait += holds(0, theory.figures->waitSeconds);
                length += holds(1, theory.figures->queueLength);
                percentile += exactPercentile && holds(2, *exactPercentile);
            };
            Sweep(plan).run(2, listener);
        }
        qInfo("wait %d, length %d, p99 of it %d of %d", wait, length, percentile, static_cast<int>(sweeps));
        // 38 in the long run; of forty intervals at least 34 in 98 of 100 cases.
        QVERIFY(wait >= 34);
        QVERIFY(length >= 34);
        // A rare long wait comes in bursts, of which ten runs have seen few: somewhat less often.
        QVERIFY(!exactPercentile || percentile >= 33);
    }
};

QTEST_GUILESS_MAIN(TestSweepCoverage)
#include "tst_sweep_coverage.moc"
