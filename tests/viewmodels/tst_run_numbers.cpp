#include "viewmodels/numbers_to_here.h"
#include "viewmodels/panels/stretch_text.h"
#include "viewmodels/panels/words.h"
#include "viewmodels/run_numbers.h"

#include "support/log_builder.h"
#include "support/sample_run.h"

#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestRunNumbers final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;
    static constexpr std::int64_t millisecond = 1'000'000;

    static RunEnd endAt(std::int64_t ns, Outcome outcome = Outcome::Finished)
    {
        RunEnd end;
        end.outcome = outcome;
        end.at = instantFromNanoseconds(ns);
        return end;
    }

    /// A queue of one; a producer puts items, each waits 3 s and is served for 1 s; the run lasts 4 s an
    /// item.
    static LogBuilder served(int items)
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->queues[0].capacity = 1;
        log.info->groups[0].putsInto = {0};
        log.info->groups[1].getsFrom = {0};
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        for (int i = 0; i < items; ++i) {
            log.at(i * 4 * second).put(0, i);
            log.at(i * 4 * second + 3 * second).get(1, i);
            log.at((i + 1) * 4 * second).add(1, EventKind::TaskDone);
        }
        return log;
    }
    static std::shared_ptr<Columns> columnsOf(const LogBuilder& log)
    {
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        return columns;
    }

private Q_SLOTS:
    void numbersToThePlayheadAreThoseOfARunThatEndsThere()
    {
        const LogBuilder log = served(5);
        RunDocument document;
        NumbersToHere here;
        here.setDocument(&document);
        here.setActive(true);
        QVERIFY(!here.isPresent());
        document.openFinished(columnsOf(log), log.info, log.log, endAt(20 * second), 0);
        QTRY_VERIFY(here.isPresent());
        QCOMPARE(here.items(), QStringLiteral("0"));
        QCOMPARE(here.p50(), QString());

        document.setPlayheadNs(10 * second); // in the third item's wait
        QTRY_COMPARE(here.items(), QStringLiteral("2"));
        QCOMPARE(here.p50(), QStringLiteral("4.00 s"));
        QCOMPARE(here.longest(), QStringLiteral("4.00 s"));
        QCOMPARE(here.throughput(), QStringLiteral("0.2 /s"));
        QCOMPARE(here.meanWaiting(), QStringLiteral("0.8")); // 3 s, 3 s and 2 s of 10 s

        document.setPlayheadNs(20 * second);
        QTRY_COMPARE(here.items(), QStringLiteral("5"));
        QCOMPARE(here.p99(), QStringLiteral("4.00 s"));

        document.setPlayheadNs(5 * second); // backward
        QTRY_COMPARE(here.items(), QStringLiteral("1"));
        here.setActive(false);
        QVERIFY(!here.isPresent());
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void withoutARunThereIsNothingToSay()
    {
        RunDocument document;
        const RunNumbers numbers(document);
        QCOMPARE(numbers.time(), QStringLiteral("0.0 s"));
        for (const QString& text :
             {numbers.put(), numbers.got(), numbers.inQueue(), numbers.consumersWaiting(), numbers.length(),
              numbers.throughput(), numbers.p50(), numbers.mean(), numbers.queueFull(), numbers.starved(),
              numbers.sampleNote(), numbers.littlesLaw(), numbers.ending()}) {
            QCOMPARE(text, QString());
        }
        QCOMPARE(numbers.items(), 0);
    }

    void requestsHaveNumbersOfTheirOwn()
    {
        LogBuilder log({{}}, 0);
        log.info->servers = {{"api", 1}, {"idle", 1}};
        log.info->requests = {{0, "/"}};
        for (int i = 0; i < 4; ++i) {
            log.at(i * 100 * millisecond).add(0, EventKind::Request);
            log.at((i * 100 + 40) * millisecond);
            if (i < 3)
                log.add(0, EventKind::Response, responseValue(1, 200));
            else
                log.add(0, EventKind::RequestFailed);
        }
        RunDocument document;
        RunNumbers numbers(document);
        QCOMPARE(numbers.requests(), QString());
        QVERIFY(!numbers.isItemless());
        document.openFinished(columnsOf(log), log.info, log.log, endAt(second), second);
        Q_EMIT document.dataChanged();
        QCOMPARE(numbers.requests(), QStringLiteral("4"));
        QCOMPARE(numbers.requestsFailed(), QStringLiteral("1"));
        QCOMPARE(numbers.replyP50(), QStringLiteral("40.0 ms"));
        QCOMPARE(numbers.replyP99(), QStringLiteral("40.0 ms"));
        QVERIFY(numbers.isItemless());
        QCOMPARE(
            numbers.ending(),
            QStringLiteral(
                "The run has ended after 1.00 s: 4 requests, half of the replies took 40.0 ms or less."));
    }

    void aRunWithoutQueuesSpeaksOfTasksThreadsAndReplies()
    {
        LogBuilder log({{}, {}}, 0);
        log.info->servers = {{"api", 1}};
        log.info->requests = {{0, "/"}};
        log.info->pools = {{"threads", 1}};
        log.at(0).add(0, EventKind::Offload, second).add(1, EventKind::Request);
        log.at(second).add(1, EventKind::Response, responseValue(1, 200)).add(1, EventKind::Request);
        log.at(2 * second).add(1, EventKind::RequestFailed).add(1, EventKind::Ended);
        RunDocument document;
        const RunNumbers numbers(document);
        QCOMPARE(numbers.tasksEnded(), QString());
        document.openFinished(columnsOf(log), log.info, log.log, endAt(2 * second), second);
        for (const QString& text : {numbers.put(), numbers.got(), numbers.inQueue(), numbers.throughput()})
            QCOMPARE(text, QString());
        QCOMPARE(numbers.tasksEnded(), QStringLiteral("0 of 2"));
        QCOMPARE(numbers.inThreads(), QStringLiteral("1"));
        QCOMPARE(numbers.replied(), QStringLiteral("1 of 2"));
        QCOMPARE(numbers.failed(), QString());
        document.setPlayheadNs(2 * second);
        QCOMPARE(numbers.tasksEnded(), QStringLiteral("1 of 2"));
        QCOMPARE(numbers.failed(), QStringLiteral("1"));
    }

    void threadsOfTasksOwnAreCountedToo()
    {
        LogBuilder log({{}, {}}, 0);
        log.info->groups[0].hasOwnThreads = true;
        log.at(0).add(0, EventKind::Offload, second, noPool).add(1, EventKind::Started);
        RunDocument document;
        const RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(second), second / 2);
        QCOMPARE(numbers.inThreads(), QStringLiteral("1"));
    }

    void ofARunWithoutTimeNoTimeIsSaid()
    {
        const LogBuilder log = served(0);
        RunDocument document;
        const RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(0), 0);
        for (const QString& text : {numbers.starved(), numbers.queueFull(), numbers.throughput()})
            QCOMPARE(text, QString());
        StretchText stretch;
        QCOMPARE(stretch.text(), QStringLiteral("no time has passed"));
        stretch.setProperty("endSeconds", 46.4);
        stretch.setProperty("isWhole", true);
        QCOMPARE(stretch.text(), QStringLiteral("all 46.4 s"));
        stretch.setProperty("isWhole", false);
        stretch.setProperty("isLast", true);
        QCOMPARE(stretch.text(), QStringLiteral("behind the end of 46.4 s")); // where another run goes on
        stretch.setProperty("shownSeconds", 1e-8); // 95 years into a run its ends as seconds would be alike
        QCOMPARE(stretch.text(), QStringLiteral("the last 10 ns"));
        stretch.setProperty("shownSteps", 5);
        stretch.setProperty("allSteps", 1200);
        QCOMPARE(stretch.text(), QStringLiteral("the last 5 steps"));
        stretch.setProperty("isLast", false);
        QCOMPARE(stretch.text(), QStringLiteral("5 of 1,200 steps"));
        stretch.setProperty("isWhole", true);
        QCOMPARE(stretch.text(), QStringLiteral("all 1,200 steps"));
    }

    void beforeWhatIsKnownNothingIsCounted()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(8 * second).add(0, EventKind::Started).put(0, 0);
        RunDocument document;
        const RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(20 * second), 4 * second,
                              RunLimit::None, {{0, 0, 8 * second}, {1, 0, 20 * second}});
        NumbersToHere here;
        here.setDocument(&document);
        here.setActive(true);
        QVERIFY(!here.isPresent());
        QCOMPARE(here.absentText(), QStringLiteral("What happened until here is lost"));
        for (const QString& number :
             {numbers.put(), numbers.got(), numbers.inQueue(), numbers.consumersWaiting()})
            QCOMPARE(number, QString()); // 0 is not what is known
        document.setPlayheadNs(8 * second);
        QCOMPARE(numbers.put(), QStringLiteral("1"));
        QCOMPARE(numbers.got(), QStringLiteral("0"));
        QTRY_VERIFY(here.isPresent());
    }

    void ofARunWithoutTasksNothingIsSaidToBeUnreadable()
    {
        const LogBuilder log({}, 1);
        RunDocument document;
        const RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(0), 0);
        QCOMPARE(numbers.withoutItems(), QStringLiteral("There is no event to count."));
    }

    void theClockHasTheUnitOfTheRuler()
    {
        const auto at = [](std::int64_t playheadNs, std::int64_t endNs) {
            const LogBuilder log = served(0);
            RunDocument document;
            const RunNumbers numbers(document);
            document.openFinished(columnsOf(log), log.info, log.log, endAt(endNs), playheadNs);
            return numbers.time();
        };
        QCOMPARE(at(183'500'000, 707'000'000), QStringLiteral("183.5 ms"));
        QCOMPARE(at(21, 23), QStringLiteral("21 ns"));
        QCOMPARE(at(1'240, 960'000), QStringLiteral("1.2 µs"));
        QCOMPARE(at(40, 960'000), QStringLiteral("40 ns"));
        QCOMPARE(at(183'500'000, 7 * second), QStringLiteral("0.2 s"));
        QCOMPARE(at(50'000'000, 7 * second), QStringLiteral("0.05 s"));
        QCOMPARE(at(23'000, 7 * second), QStringLiteral("23.0 µs")); // not 2.3e-05 s
        QCOMPARE(at(0, 707'000'000), QStringLiteral("0.0 s"));
    }

    void theTextsOfAFinishedRunCarryUnits()
    {
        const LogBuilder log = served(10);
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second), 40 * second);
        QCOMPARE(numbers.time(), QStringLiteral("40.0 s"));
        QCOMPARE(numbers.put(), QStringLiteral("10"));
        QCOMPARE(numbers.got(), QStringLiteral("10"));
        QCOMPARE(numbers.inQueue(), QStringLiteral("0"));
        QCOMPARE(numbers.consumersWaiting(), QStringLiteral("0"));
        QCOMPARE(numbers.length(), QStringLiteral("40.0 s"));
        QCOMPARE(numbers.throughput(), QStringLiteral("0.25 items/s"));
        QCOMPARE(numbers.items(), 10);
        for (const QString& text :
             {numbers.p50(), numbers.p90(), numbers.p99(), numbers.mean(), numbers.longest()})
            QCOMPARE(text, QStringLiteral("4.00 s"));
        QCOMPARE(numbers.queueFull(), QStringLiteral("75 %"));
        QCOMPARE(numbers.starved(), QStringLiteral("0 s"));
        QCOMPARE(numbers.littlesLaw(), QStringLiteral("0.75 waiting = 0.25 items/s × 3.00 s ✓"));
        QCOMPARE(
            numbers.ending(),
            QStringLiteral("The run has ended after 40.0 s: 10 items, half of them stayed 4.00 s or less."));
        QCOMPARE(numbers.sampleNote(), QStringLiteral("p99 of 10 items rests on a single one"));
    }

    void whatIsLeftInAQueueIsSaidAtTheEnd()
    {
        const auto ended = [](int puts, int gets) {
            LogBuilder log({{}, {}}, 1);
            log.info->queues[0].name = "queue";
            log.at(0).add(0, EventKind::Started).put(0, endMark);
            for (int i = 0; i < puts; ++i)
                log.put(0, i);
            for (int i = 0; i < gets; ++i)
                log.at(second).get(1, i);
            log.add(1, EventKind::Ended);
            return log;
        };
        const auto saying = [&](int puts, int gets, auto say) {
            const LogBuilder log = ended(puts, gets);
            RunDocument document;
            RunNumbers numbers(document);
            document.openFinished(columnsOf(log), log.info, log.log, endAt(second), 0);
            return say(numbers);
        };
        const auto end = [](const RunNumbers& numbers) { return numbers.ending(); };
        QCOMPARE(saying(5, 0, end),
                 QStringLiteral("All 5 items are left in the queue as the run ends after 1.00 s."));
        QCOMPARE(saying(1, 0, end),
                 QStringLiteral("The only item is left in the queue as the run ends after 1.00 s."));
        QCOMPARE(
            saying(5, 3, end),
            QStringLiteral("The run has ended after 1.00 s: 3 items, half of them stayed 1.00 s or less. "
                           "2 of 5 items are left in the queue."));
        QVERIFY(!saying(5, 5, end).contains(QStringLiteral("left")));
        const auto without = [](const RunNumbers& numbers) { return numbers.withoutItems(); };
        QCOMPARE(saying(5, 0, without), QStringLiteral("The run has ended, and no item got done. All 5 items "
                                                       "are left in the queue."));
        QCOMPARE(saying(0, 0, without), QStringLiteral("The run has ended, and no item got done."));
    }

    void thePlayheadHasItsOwnNumbers()
    {
        const LogBuilder log = served(10);
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second), 0);
        QSignalSpy moves(&numbers, &RunNumbers::playheadChanged);
        document.setPlayheadNs(5 * second);
        QCOMPARE(moves.count(), 1);
        QCOMPARE(numbers.time(), QStringLiteral("5.0 s"));
        QCOMPARE(numbers.put(), QStringLiteral("2"));
        QCOMPARE(numbers.got(), QStringLiteral("1"));
        QCOMPARE(numbers.inQueue(), QStringLiteral("1"));
        QCOMPARE(numbers.items(), 10); // of the whole run
    }

    void aLiveRunIsNumberedSoFar()
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->groups[0].putsInto = {0};
        log.info->groups[1].getsFrom = {0};
        log.info->queues[0].capacity = 1;
        RunDocument document;
        RunNumbers numbers(document);
        document.open(log.info, log.log, true);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
        document.advance(500 * millisecond);
        QCOMPARE(numbers.starved(), QStringLiteral("500 ms")); // a wait that goes on
        QCOMPARE(numbers.queueFull(), QStringLiteral("0 %"));
        log.at(second).put(0, 0).get(1, 0).add(1, EventKind::TaskDone).put(0, 1);
        document.advance(2 * second);
        QCOMPARE(numbers.starved(), QStringLiteral("1.00 s"));
        QCOMPARE(numbers.queueFull(), QStringLiteral("50 %")); // full, and it goes on
        QCOMPARE(numbers.items(), 1);
        QCOMPARE(numbers.ending(), QString());
        QCOMPARE(numbers.littlesLaw(), QString());
        document.advance(4 * second);
        QCOMPARE(numbers.queueFull(), QStringLiteral("75 %"));
        log.at(5 * second).get(1, 1);
        document.advance(8 * second);
        QCOMPARE(numbers.queueFull(), QStringLiteral("50 %"));
    }

    void growingAndFinishedRunsSayTheSame()
    {
        const SampleRun run = simulate(asyncqPlan());
        RunDocument grown;
        RunNumbers bitByBit(grown);
        auto log = std::make_shared<EventLog>();
        grown.open(run.info, log, true);
        for (std::uint64_t i = 0; i < run.log->size(); ++i) {
            log->append((*run.log)[i]);
            log->publish();
            if (i % 7 == 0) grown.advance((*run.log)[i].timeNs);
        }
        grown.finish(endAt(run.endNs));

        auto columns = std::make_shared<Columns>(run.info, run.log);
        columns->advance();
        RunDocument finished;
        RunNumbers atOnce(finished);
        finished.openFinished(columns, run.info, run.log, endAt(run.endNs), 0);

        QVERIFY(bitByBit.items() > 20);
        QCOMPARE(bitByBit.items(), atOnce.items());
        QCOMPARE(bitByBit.length(), atOnce.length());
        grown.setPlayheadNs(run.endNs);
        finished.setPlayheadNs(run.endNs);
        QCOMPARE(bitByBit.throughput(), atOnce.throughput());
        QCOMPARE(bitByBit.p99(), atOnce.p99());
        QCOMPARE(bitByBit.queueFull(), atOnce.queueFull());
        QCOMPARE(bitByBit.starved(), atOnce.starved());
        QCOMPARE(bitByBit.littlesLaw(), atOnce.littlesLaw());
        QVERIFY(!bitByBit.starved().isEmpty());
    }

    void theThroughputIsThatUpToTheInstant()
    {
        const LogBuilder log = served(10);
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second), 0);
        QCOMPARE(numbers.throughput(), QString());
        document.setPlayheadNs(3 * second);
        QCOMPARE(numbers.throughput(), QStringLiteral("0 items/s"));
        document.setPlayheadNs(5 * second);
        QCOMPARE(numbers.throughput(), QStringLiteral("0.2 items/s"));
        document.setPlayheadNs(40 * second);
        QCOMPARE(numbers.throughput(), QStringLiteral("0.25 items/s"));
    }

    void aRunThatABoundEndedIsItsFirstPartFromTheStart()
    {
        const LogBuilder log = served(10);
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second, Outcome::Failed), 0,
                              RunLimit::Events);
        QVERIFY(document.isFirstPart());
        QCOMPARE(numbers.wholeText(), QStringLiteral("First 40.0 s"));
        QCOMPARE(numbers.lengthText(), QStringLiteral("the first 40.0 s"));
        const QString events = QString::number(document.columns()->folded());
        QCOMPARE(numbers.firstPart(),
                 QStringLiteral("The first %1 events of a longer run; more are not kept.").arg(events));
        QCOMPARE(numbers.ending(),
                 QStringLiteral("This is the first 40.0 s of a longer run: %1 events, as many as are kept.")
                     .arg(events));
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second), 0);
        QVERIFY(!document.isFirstPart());
        QCOMPARE(numbers.wholeText(), QStringLiteral("Whole run"));
        QCOMPARE(numbers.lengthText(), QStringLiteral("40.0 s"));
        QCOMPARE(numbers.firstPart(), QString());
    }

    void theEnginesSentenceIsSaidAsTheWindowNamesThings()
    {
        const LogBuilder log = served(1);
        RunDocument document;
        RunNumbers numbers(document);
        RunEnd end = endAt(4 * second, Outcome::Failed);
        end.sentence = "\"" + log.info->taskName(0) + "\" failed: set `until`, or leave \"it\".";
        document.openFinished(columnsOf(log), log.info, log.log, end, 0);
        QCOMPARE(numbers.ending(),
                 QStringLiteral("“%1” failed: set “until”, or leave “it”.").arg(taskTitle(*log.info, 0)));
    }

    void statisticsThatAreExpectedAreTakenForTheNextRunOnly()
    {
        const LogBuilder log = served(10);
        RunDocument document;
        RunNumbers numbers(document);
        Summary summary;
        summary.sojourn.count = 77;
        numbers.expect(summary, RunTotals());
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second), 0);
        QCOMPARE(numbers.items(), 77);
        QCOMPARE(numbers.queueFull(), QStringLiteral("75 %"));
        document.openFinished(columnsOf(log), log.info, log.log, endAt(40 * second), 0);
        QCOMPARE(numbers.items(), 10);
    }

    void theSampleNoteCountsWhatP99RestsOn_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<QString>("note");
        QTest::newRow("one") << 1 << "p99 of 1 items rests on a single one";
        QTest::newRow("99") << 99 << "p99 of 99 items rests on a single one";
        QTest::newRow("a hundred") << 100 << "p99 of 100 items rests on 2";
        QTest::newRow("500") << 500 << "p99 of 500 items rests on 6";
        QTest::newRow("enough") << 1000 << "";
    }
    void theSampleNoteCountsWhatP99RestsOn()
    {
        QFETCH(int, items);
        QFETCH(QString, note);
        const LogBuilder log = served(items);
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(items * 4 * second), 0);
        QCOMPARE(numbers.sampleNote(), note);
    }

    void littlesLawIsSilentWhereItDoesNotHoldExactly()
    {
        LogBuilder log = served(2);
        log.at(8 * second).put(0, 2); // still stands in the queue
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(9 * second), 0);
        QCOMPARE(numbers.littlesLaw(), QString());
    }

    void theEndIsASentence()
    {
        const LogBuilder log = served(1);
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(4 * second, Outcome::Until), 0);
        QCOMPARE(numbers.ending(), QStringLiteral("The run reached the end that was set, 4.00 s."));
        RunEnd stalled = endAt(4 * second, Outcome::Stalled);
        stalled.sentence = "Nobody can go on.";
        document.openFinished(columnsOf(log), log.info, log.log, stalled, 0);
        QCOMPARE(numbers.ending(), QStringLiteral("Nobody can go on."));
    }

    void whoWaitsForEverIsCountedAtTheStall()
    {
        LogBuilder log({{}, {}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(2, EventKind::Started);
        log.at(second).add(0, EventKind::GetWait).add(1, EventKind::JoinWait).add(2, EventKind::Ended);
        RunEnd end = endAt(4 * second, Outcome::Stalled);
        end.waitingTasks = {{0, "task-0"}, {1, "task-1"}};
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, end, 0);
        document.setPlayheadNs(4 * second);
        QCOMPARE(numbers.tasksWaiting(), QStringLiteral("2 of 3"));
        document.setPlayheadNs(2 * second);
        QCOMPARE(numbers.tasksWaiting(), QString());
    }

    void aQueueWithoutLimitIsNeverFull()
    {
        LogBuilder log = served(2);
        log.info->queues[0].capacity = 0;
        RunDocument document;
        RunNumbers numbers(document);
        document.openFinished(columnsOf(log), log.info, log.log, endAt(8 * second), 0);
        QCOMPARE(numbers.queueFull(), QString());
    }
};

QTEST_GUILESS_MAIN(TestRunNumbers)
#include "tst_run_numbers.moc"
