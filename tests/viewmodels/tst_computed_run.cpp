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

void expectSame(const Columns& some, const Columns& others)
{
    QCOMPARE(some.folded(), others.folded());
    QCOMPARE(some.visits().size(), others.visits().size());
    QCOMPARE(some.items().size(), others.items().size());
    QCOMPARE(some.doneVisits(), others.doneVisits());
    for (std::size_t task = 0; task < others.lanes().size(); ++task)
        QCOMPARE(some.lanes()[task].spans, others.lanes()[task].spans);
}

/// What folding so many events of the run's log gives, and their statistics.
void expectPart(const RunPart& part, const Run& run)
{
    Columns beginning(run.info(), run.log());
    beginning.advance(part.columns->folded());
    expectSame(*part.columns, beginning);
    QCOMPARE(part.columns->lastNs(), beginning.lastNs());
    SummaryFold fold(run.info());
    for (std::uint64_t i = 0; i < part.columns->folded(); ++i)
        fold.add((*run.log())[i]);
    RunEnd now;
    now.at = instantFromNanoseconds(beginning.lastNs());
    QCOMPARE(part.summary.sojourn.count, fold.summary(now).sojourn.count);
    QCOMPARE(part.summary.sojourn.p99Seconds, fold.summary(now).sojourn.p99Seconds);
    QCOMPARE(part.summary.outcome, Outcome::Running);
}

} // namespace

class TestComputedRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theColumnsAreThoseOfTheWholeRun()
    {
        const std::shared_ptr<Run> run = mm4("20000");
        const ComputedRun computed = computeRun(run).whole().result();
        QCOMPARE(computed.end.outcome, Outcome::Finished);
        QCOMPARE(computed.columns->folded(), run->log()->size());
        QCOMPARE(computed.columns->items().size(), std::size_t{20000});

        Columns afterwards(run->info(), run->log());
        afterwards.advance();
        expectSame(*computed.columns, afterwards);
        const std::int64_t endNs = nanoseconds(computed.end.at);
        const RunTotals totals(afterwards);
        QCOMPARE(computed.totals.getWaitNs(*computed.columns, endNs), totals.getWaitNs(afterwards, endNs));
        QCOMPARE(computed.totals.fullShare(*computed.columns, endNs), totals.fullShare(afterwards, endNs));
        QVERIFY(totals.getWaitNs(afterwards, endNs) > 0);
    }
    void aShortRunIsThereWithinThePatience()
    {
        Computing computing;
        computing.patience = 10s;
        QVERIFY(computeRun(mm4("10"), computing).whole().isFinished());
    }
    void aPartIsTheBeginningOfTheRun()
    {
        const std::shared_ptr<Run> run = mm4("1000000");
        Computing computing;
        computing.firstPartAfter = 1ms;
        computing.partsApart = 0ms;
        const RunUnderWay underWay = computeRun(run, computing);
        const RunPart part = underWay.nextPart().result();
        QVERIFY(part.columns->folded() > 0);
        QVERIFY(part.columns->items().size() < 1'000'000);
        expectPart(part, *run);
        const RunPart second = underWay.nextPart().result();
        QVERIFY(second.columns);
        QVERIFY(second.columns->folded() >= 2 * part.columns->folded());
        expectPart(second, *run);
        run->requestAbandon();
        while (underWay.nextPart().result().columns) {
        }
        QVERIFY(!underWay.whole().result().columns);
    }
    void aWholeRunHasNoPartsAnyMore()
    {
        Computing computing;
        computing.firstPartAfter = 1h;
        const RunUnderWay underWay = computeRun(mm4("1000"), computing);
        QVERIFY(!underWay.nextPart().result().columns); // it was asked for, and the run ended first
        QVERIFY(underWay.whole().result().columns);
        QVERIFY(!underWay.nextPart().result().columns);
    }
    void nobodyWhoDidNotSayWhenGetsParts() { QVERIFY(!computeRun(mm4("1000")).nextPart().result().columns); }
    void withoutAFreeThreadTheRunIsFoldedBehind()
    {
        runThreads().waitForDone();
        const int threads = runThreads().maxThreadCount();
        runThreads().setMaxThreadCount(1);
        Computing computing;
        computing.firstPartAfter = 1ms;
        const RunUnderWay underWay = computeRun(mm4("1000"), computing);
        QVERIFY(!underWay.nextPart().result().columns);
        QCOMPARE(underWay.whole().result().columns->items().size(), std::size_t{1000});
        runThreads().setMaxThreadCount(threads);
    }
    void anAbandonedRunLeavesNothing()
    {
        const std::shared_ptr<Run> run = mm4("10000000");
        Computing computing;
        computing.patience = 5ms;
        const RunUnderWay underWay = computeRun(run, computing);
        run->requestAbandon();
        const ComputedRun computed = underWay.whole().result();
        QCOMPARE(computed.end.outcome, Outcome::Interrupted);
        QVERIFY(!computed.columns);
    }
};

QTEST_GUILESS_MAIN(TestComputedRun)
#include "tst_computed_run.moc"
