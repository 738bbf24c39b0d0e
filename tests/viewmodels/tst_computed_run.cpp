#include "scenario/builtin.h"
#include "scenario/scenario_file.h"
#include "viewmodels/computed_run.h"

#include <QTest>
#include <QThreadPool>

using namespace sojourn;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<Run> mm4(const char* items)
{
    const Checked<ScenarioFile> file = ScenarioFile::read(findBuiltinScenario("mm4")->text);
    const Checked<Scenario> scenario = file->resolve({{"items", *file->parse("items", items)}});
    RunOptions options;
    options.record = true;
    return std::make_shared<Run>(std::make_shared<const Scenario>(*scenario), std::move(options));
}

} // namespace

class TestComputedRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theColumnsAreThoseOfTheWholeRun()
    {
        const std::shared_ptr<Run> run = mm4("20000");
        QFuture<ComputedRun> future = computeRun(run);
        const ComputedRun computed = future.result();
        QCOMPARE(computed.end.outcome, Outcome::Finished);
        QVERIFY(computed.took > 0ns);
        QCOMPARE(computed.columns->folded(), run->log()->size());
        QCOMPARE(computed.columns->items().size(), std::size_t{20000});

        Columns afterwards(run->info(), run->log());
        afterwards.advance();
        QCOMPARE(computed.columns->visits().size(), afterwards.visits().size());
        for (std::size_t task = 0; task < afterwards.lanes().size(); ++task)
            QCOMPARE(computed.columns->lanes()[task].spans, afterwards.lanes()[task].spans);
        RunTotals totals;
        totals.follow(afterwards);
        QCOMPARE(computed.totals.getWaitNs(), totals.getWaitNs());
        QCOMPARE(computed.totals.fullNs(), totals.fullNs());
        QVERIFY(totals.getWaitNs() > 0);
    }
    void aShortRunIsThereWithinThePatience()
    {
        const QFuture<ComputedRun> future = computeRun(mm4("10"), 10s);
        QVERIFY(future.isFinished());
    }
    void withoutAFreeThreadTheRunIsFoldedBehind()
    {
        const int threads = QThreadPool::globalInstance()->maxThreadCount();
        QThreadPool::globalInstance()->setMaxThreadCount(1);
        QFuture<ComputedRun> future = computeRun(mm4("1000"));
        QCOMPARE(future.result().columns->items().size(), std::size_t{1000});
        QThreadPool::globalInstance()->setMaxThreadCount(threads);
    }
    void anAbandonedRunLeavesNothing()
    {
        const std::shared_ptr<Run> run = mm4("10000000");
        QFuture<ComputedRun> future = computeRun(run, 5ms);
        run->requestAbandon();
        const ComputedRun computed = future.result();
        QCOMPARE(computed.end.outcome, Outcome::Interrupted);
        QVERIFY(!computed.columns);
    }
};

QTEST_GUILESS_MAIN(TestComputedRun)
#include "tst_computed_run.moc"
