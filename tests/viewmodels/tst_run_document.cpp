#include "viewmodels/run_document.h"

#include "support/log_builder.h"
#include "support/sample_run.h"

#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestRunDocument final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    /// A producer that puts at 1 s and 2 s, a consumer that gets at 2 s.
    static LogBuilder twoItems()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(second).put(0, 0);
        log.at(2 * second).put(0, 1).get(1, 0);
        return log;
    }
    static RunEnd endAt(std::int64_t ns)
    {
        RunEnd end;
        end.outcome = Outcome::Finished;
        end.at = instantFromNanoseconds(ns);
        return end;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void startsEmpty()
    {
        RunDocument document;
        QVERIFY(document.columns() == nullptr);
        QVERIFY(document.isEmpty());
        QVERIFY(!document.isEnded());
        document.setPlayheadNs(5);
        QCOMPARE(document.playheadNs(), 0);
        QVERIFY(!document.stepForward());
        QVERIFY(!document.stepBack());
    }

    void aLiveRunGrowsAndThePlayheadIsMovedByHand()
    {
        LogBuilder log = twoItems();
        RunDocument document;
        QSignalSpy runs(&document, &RunDocument::runChanged);
        QSignalSpy data(&document, &RunDocument::dataChanged);
        document.open(log.info, log.log, true);
        QCOMPARE(runs.count(), 1);
        QVERIFY(document.isLive());
        QVERIFY(document.isEmpty());
        document.advance(3 * second);
        QCOMPARE(data.count(), 2);
        QCOMPARE(document.endSeconds(), 3.0);
        QCOMPARE(document.playheadNs(), 0);
        log.at(4 * second).get(1, 1);
        document.advance(3 * second); // a clock that was read earlier than the event was made
        QCOMPARE(document.endSeconds(), 4.0);
        document.setPlayheadSeconds(2.5);
        QCOMPARE(document.moment().put, 2u);
        QCOMPARE(document.moment().got, 1u);
        document.finish(endAt(5 * second));
        QVERIFY(document.isEnded());
        QCOMPARE(document.endSeconds(), 5.0);
        QCOMPARE(document.playheadSeconds(), 2.5);
    }

    void thePlayheadStaysWithinTheRun()
    {
        LogBuilder log = twoItems();
        RunDocument document;
        document.open(log.info, log.log, true);
        document.advance(2 * second);
        document.setPlayheadNs(9 * second);
        QCOMPARE(document.playheadNs(), 2 * second);
        QCOMPARE(document.moment().got, 1u);
        document.setPlayheadNs(-1);
        QCOMPARE(document.playheadNs(), 0);
        QCOMPARE(document.moment().put, 0u);
    }

    void stepsGoFromEventToEventAndBack()
    {
        LogBuilder log = twoItems();
        RunDocument document;
        document.open(log.info, log.log, true);
        document.advance(2 * second);
        document.setPlayheadNs(0); // both have started
        QVERIFY(document.stepForward());
        QCOMPARE(document.playheadNs(), second);
        QVERIFY(document.stepForward());
        QCOMPARE(document.moment().put, 2u);
        QCOMPARE(document.moment().got, 0u); // two events of one instant are two steps
        QVERIFY(document.stepForward());
        QCOMPARE(document.moment().got, 1u);
        QVERIFY(!document.stepForward());
        QVERIFY(document.stepBack());
        QCOMPARE(document.moment().got, 0u);
        QCOMPARE(document.playheadNs(), 2 * second);
        QVERIFY(document.stepBack());
        QVERIFY(document.stepBack());
        QVERIFY(document.stepBack());
        QVERIFY(document.stepBack());
        QCOMPARE(document.moment().events, 0u);
        QVERIFY(!document.stepBack());
    }

    void aTaskIsFollowedFromEventToEvent()
    {
        LogBuilder log = twoItems();
        RunDocument document;
        QVERIFY(!document.stepTaskForward(0));
        document.open(log.info, log.log, true);
        document.advance(2 * second);
        QVERIFY(document.stepTaskForward(0)); // it has started
        QCOMPARE(document.moment().events, 1u);
        QVERIFY(document.stepTaskForward(0)); // put, the start of the other left out
        QCOMPARE(document.playheadNs(), second);
        QCOMPARE(document.moment().put, 1u);
        QVERIFY(document.stepTaskForward(1)); // got
        QCOMPARE(document.moment().got, 1u);
        QVERIFY(!document.stepTaskForward(1));
        QVERIFY(document.stepTaskBack(1)); // from its own event to the one before
        QCOMPARE(document.moment().events, 2u);
        QVERIFY(document.stepTaskBack(0));
        QCOMPARE(document.moment().events, 1u);
        QVERIFY(!document.stepTaskBack(0));
    }

    void steppingThroughAWholeRunEndsWhereItEnds()
    {
        const SampleRun run = simulate(asyncqPlan());
        auto columns = std::make_shared<Columns>(run.info, run.log);
        columns->advance();
        RunDocument document;
        document.openFinished(columns, run.info, run.log, endAt(run.endNs), 0);
        std::int64_t last = 0;
        while (document.stepForward()) {
            QVERIFY(document.playheadNs() >= last);
            last = document.playheadNs();
        }
        Replay replay(run.info, run.log);
        const Moment& end = replay.seekTime(run.endNs);
        QCOMPARE(document.moment().put, end.put);
        QCOMPARE(document.moment().got, end.got);
        QCOMPARE(document.moment().done, end.done);
    }

    void aFinishedRunOpensAtItsPlayhead()
    {
        LogBuilder log = twoItems();
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunDocument document;
        document.openFinished(columns, log.info, log.log, endAt(3 * second), 2 * second);
        QVERIFY(document.isEnded());
        QVERIFY(!document.isLive());
        QCOMPARE(document.playheadSeconds(), 2.0);
        QCOMPARE(document.endSeconds(), 3.0);
        QCOMPARE(document.moment().put, 2u);
        document.openFinished(columns, log.info, log.log, endAt(3 * second), 99 * second);
        QCOMPARE(document.playheadSeconds(), 3.0);
    }

    void selectionsAreToldOnceAndForgottenWithTheRun()
    {
        LogBuilder log = twoItems();
        RunDocument document;
        document.open(log.info, log.log, true);
        QSignalSpy selections(&document, &RunDocument::selectionChanged);
        QSignalSpy hovers(&document, &RunDocument::hoverChanged);
        document.setSelectedItem(1);
        document.setSelectedItem(1);
        document.setSelectedTask(0);
        document.setSelectedQueue(0);
        document.setHoveredItem(1);
        document.setHoveredTask(1);
        document.setHoveredTask(1);
        QCOMPARE(selections.count(), 3);
        QCOMPARE(hovers.count(), 2);
        document.open(log.info, log.log, true);
        QCOMPARE(document.selectedItem(), -1);
        QCOMPARE(document.selectedTask(), -1);
        QCOMPARE(document.selectedQueue(), -1);
        QCOMPARE(document.hoveredItem(), -1);
        QCOMPARE(document.hoveredTask(), -1);
    }

    void aPartKeepsTheAxisOfTheRunBefore()
    {
        LogBuilder before = twoItems();
        auto whole = std::make_shared<Columns>(before.info, before.log);
        whole->advance();
        RunDocument document;
        document.openFinished(whole, before.info, before.log, endAt(9 * second), 5 * second);
        document.setSelectedTask(1);
        document.setSelectedItem(1);
        document.setSelectedQueue(0);

        LogBuilder log = twoItems();
        Columns columns(log.info, log.log);
        columns.advance(3); // as far as the first put
        QSignalSpy runs(&document, &RunDocument::runChanged);
        QSignalSpy data(&document, &RunDocument::dataChanged);
        document.openPart(columns.part(), log.info, log.log, 5 * second);
        QCOMPARE(runs.count(), 1);
        QVERIFY(document.isPartial());
        QVERIFY(document.isVariation());
        QVERIFY(!document.isEnded());
        QVERIFY(!document.isLive());
        QCOMPARE(document.knownNs(), second);
        QCOMPARE(document.endNs(), 9 * second);
        QCOMPARE(document.playheadNs(), 5 * second);
        QCOMPARE(document.moment().events, 3u); // no further than the part goes
        QCOMPARE(document.moment().put, 1u);
        document.setPlayheadNs(9 * second);
        QCOMPARE(document.moment().events, 3u);
        QVERIFY(!document.stepForward());
        QCOMPARE(document.selectedTask(), 1);
        QCOMPARE(document.selectedQueue(), 0);
        QCOMPARE(document.selectedItem(), -1); // it has not come yet

        columns.advance(4);
        document.openPart(columns.part(), log.info, log.log, 5 * second);
        QCOMPARE(runs.count(), 1); // the same run
        QCOMPARE(data.count(), 2);
        QCOMPARE(document.knownNs(), 2 * second);
        QCOMPARE(document.selectedItem(), 1);

        auto all = std::make_shared<Columns>(log.info, log.log);
        all->advance();
        document.openFinished(all, log.info, log.log, endAt(4 * second), 5 * second);
        QCOMPARE(runs.count(), 1);
        QCOMPARE(data.count(), 3);
        QVERIFY(!document.isPartial());
        QVERIFY(document.isEnded());
        QCOMPARE(document.endNs(), 4 * second); // now it is known
        QCOMPARE(document.knownNs(), 4 * second);
        QCOMPARE(document.playheadNs(), 4 * second);
        QCOMPARE(document.selectedItem(), 1);
        QCOMPARE(document.selectedTask(), 1);
    }

    void aVariationKeepsWhatIsSelected()
    {
        LogBuilder log = twoItems();
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunDocument document;
        document.expectVariation(); // of nothing: it is no variation
        document.openFinished(columns, log.info, log.log, endAt(3 * second), 0);
        QVERIFY(!document.isVariation());
        document.setSelectedItem(1);
        LogBuilder next = twoItems();
        auto others = std::make_shared<Columns>(next.info, next.log);
        others->advance(3); // the second item is never made
        document.expectVariation();
        document.openFinished(others, next.info, next.log, endAt(3 * second), 0);
        QVERIFY(document.isVariation());
        QCOMPARE(document.selectedItem(), -1);
        document.setSelectedItem(0);
        LogBuilder third = twoItems();
        auto again = std::make_shared<Columns>(third.info, third.log);
        again->advance();
        document.expectVariation();
        document.openFinished(again, third.info, third.log, endAt(3 * second), 0);
        QCOMPARE(document.selectedItem(), 0);
        document.openFinished(columns, log.info, log.log, endAt(3 * second), 0);
        QVERIFY(!document.isVariation());
        QCOMPARE(document.selectedItem(), -1);
    }

    void aClosedDocumentIsEmptyAgain()
    {
        LogBuilder log = twoItems();
        RunDocument document;
        document.open(log.info, log.log, true);
        document.advance(2 * second);
        document.close();
        QVERIFY(document.columns() == nullptr);
        QVERIFY(document.isEmpty());
        QCOMPARE(document.endSeconds(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestRunDocument)
#include "tst_run_document.moc"
