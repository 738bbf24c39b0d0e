// Runs on the virtual clock: how they end, and what they say.
#include "scenario/run.h"

#include "support/scenario_runs.h"
#include "trace/payload.h"
#include "trace/replay.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

RunEnd endOf(std::string_view members, RunOptions options = {})
{
    Run run(scenarioOf(members), std::move(options));
    return run.runVirtual();
}

/// What a run logs.
std::vector<std::string> linesOf(std::string_view members)
{
    std::vector<std::string> lines;
    RunOptions options = recorded();
    options.log = [&lines](const LogLine& line) { lines.push_back(line.message); };
    Run run(scenarioOf(members), options);
    run.runVirtual();
    return lines;
}

std::string lastLineOf(std::string text)
{
    if (!text.empty()) text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

/// Runs it on a thread of its own and asks it to stop once it has begun; the end that came of that.
RunEnd endWhenStopped(std::string_view members, bool abandon = false)
{
    RunOptions options;
    std::atomic<bool> began = false;
    options.log = [&began](const LogLine&) { began = true; };
    Run run(scenarioOf(members), options);
    std::thread thread([&run] { run.runVirtual(); });
    while (!began)
        std::this_thread::yield();
    abandon ? run.requestAbandon() : run.requestStop();
    thread.join();
    return run.end();
}

} // namespace

class TestRun final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Where tasks stand

    void aMomentKnowsTheStepThatEachTaskStandsAt()
    {
        Run run(scenarioOf(
                    R"("queues": [{"name": "work"}], "pools": [{"name": "threads", "threads": 1}], "tasks": [
            {"name": "main", "steps": [{"await": "worker"}]},
            {"name": "worker", "steps": [{"sleep": 1}, {"repeat": 2, "steps": [{"offload": 1, "pool": "threads"}]},
                                         {"get": "work"}]},
            {"name": "maker", "steps": [{"sleep": 10}, {"put": "work"}]}])"),
                recorded());
        run.runVirtual();
        Replay replay(run.info(), run.log());
        const auto stepsAt = [&](std::int64_t milliseconds) {
            std::vector<int> steps;
            for (const TaskMoment& task : replay.seekTime(milliseconds * 1'000'000).tasks)
                steps.push_back(task.step);
            return steps;
        };
        QCOMPARE(stepsAt(500), (std::vector<int>{1, 1, 1}));
        QCOMPARE(stepsAt(1500), (std::vector<int>{1, 3, 1}));
        QCOMPARE(stepsAt(2500), (std::vector<int>{1, 3, 1}));
        QCOMPARE(stepsAt(5000), (std::vector<int>{1, 4, 1}));
    }

    // Outcomes

    void finishesWhenEveryTaskHasEnded()
    {
        const RunEnd end =
            endOf(R"("tasks": [{"name": "a", "steps": [{"sleep": 1.5}]}, {"name": "b", "steps": []}])");
        QCOMPARE(end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(end.at), 1'500'000'000);
        QCOMPARE(end.sentence, "");
        QVERIFY(end.waitingTasks.empty());
    }

    void finishesAtOnceWithoutTasks()
    {
        const RunEnd end = endOf(R"("tasks": [{"name": "a", "count": 0, "steps": [{"sleep": 1}]}])");
        QCOMPARE(end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(end.at), 0);
    }

    void failsWhenATaskFailedAndTheOthersGoOn()
    {
        Run run(
            scenarioOf(R"("tasks": [{"name": "a", "count": 2, "steps": [{"sleep": 1}, {"fail": "no luck"}]},
                            {"name": "b", "steps": [{"sleep": 3}]}])"),
            recorded());
        const RunEnd end = run.runVirtual();
        QCOMPARE(end.outcome, Outcome::Failed);
        QCOMPARE(nanoseconds(end.at), 3'000'000'000);
        QCOMPARE(end.sentence, "\"a-0\" failed: no luck; one more task failed");
        QVERIFY(eventListOf(run).find(R"("outcome":"failed","error":"no luck")") != std::string::npos);
    }

    void taskDoneOnceTooOftenFailsTheTask()
    {
        const RunEnd end =
            endOf(R"("queues": [{"name": "q"}], "tasks": [{"name": "a", "steps": [{"task_done": "q"}]}])");
        QCOMPARE(end.outcome, Outcome::Failed);
        QCOMPARE(end.sentence, "\"a\" failed: task_done() called too many times");
    }

    void stallsWhenNothingCanRunAndNamesWhoWaitsForWhat()
    {
        const RunEnd end = endOf(R"("queues": [{"name": "q", "capacity": 1}, {"name": "r"}], "events": ["go"],
            "tasks": [
              {"name": "putter", "steps": [{"put": "q"}, {"put": "q"}]},
              {"name": "getter", "count": 2, "steps": [{"sleep": 2}, {"get": "r"}]},
              {"name": "joiner", "steps": [{"join": "q"}]},
              {"name": "awaiter", "steps": [{"await": "getter"}]},
              {"name": "flagger", "steps": [{"wait": "go"}]}])");
        QCOMPARE(end.outcome, Outcome::Stalled);
        QCOMPARE(nanoseconds(end.at), 2'000'000'000);
        QStringList waits;
        for (const WaitingTask& task : end.waitingTasks)
            waits += QString::number(task.task) + QLatin1Char(' ') + QString::fromStdString(task.waitsFor);
        QCOMPARE(waits, (QStringList{
                            QStringLiteral("0 room in \"q\""), QStringLiteral("1 an item of \"r\""),
                            QStringLiteral("2 an item of \"r\""), QStringLiteral("3 the join of \"q\""),
                            QStringLiteral("4 the end of \"getter\""), QStringLiteral("5 the flag \"go\"")}));
        QCOMPARE(end.sentence,
                 "\"putter\" waits for room in \"q\", and 5 more tasks wait: nothing can run and no timer "
                 "is set, so nothing more can happen.");
    }

    void aStallOfOneOrTwoNamesThem()
    {
        QCOMPARE(
            endOf(R"("queues": [{"name": "q"}], "tasks": [{"name": "a", "steps": [{"get": "q"}]}])").sentence,
            "\"a\" waits for an item of \"q\": nothing can run and no timer is set, so nothing more can "
            "happen.");
        QCOMPARE(
            endOf(
                R"("queues": [{"name": "q"}], "tasks": [{"name": "a", "count": 2, "steps": [{"get": "q"}]}])")
                .sentence,
            "\"a-0\" waits for an item of \"q\", and \"a-1\" for an item of \"q\": nothing can run and no "
            "timer is "
            "set, so nothing more can happen.");
    }

    void aStallBehindAFailureIsAFailure()
    {
        const RunEnd end = endOf(R"("queues": [{"name": "q"}], "tasks": [
            {"name": "a", "steps": [{"get": "q"}]}, {"name": "b", "steps": [{"fail": "no"}]}])");
        QCOMPARE(end.outcome, Outcome::Failed);
        QCOMPARE(end.waitingTasks.size(), 1u);
        QVERIFY(end.sentence.starts_with("\"b\" failed: no. \"a\" waits for an item of \"q\": "));
    }

    void aTaskThatNeverSuspendsSpins_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("a log")
            << QByteArray(R"({"repeat": "forever", "steps": [{"log": "x", "log_level": "debug"}]})")
            << QByteArray("tasks[0].steps[0].steps[0]");
        QTest::newRow("nothing") << QByteArray(R"({"repeat": "forever", "steps": []})") << QByteArray();
    }
    void aTaskThatNeverSuspendsSpins()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QByteArray, place);
        RunOptions options;
        options.summarise = false;
        const RunEnd end = endOf(R"("queues": [{"name": "q"}], "tasks": [{"name": "a", "steps": [)" +
                                     steps.toStdString() + "]}]",
                                 options);
        QCOMPARE(end.outcome, Outcome::Spinning);
        QVERIFY(end.sentence.starts_with("\"a\" ran 10,000,000 steps without suspending"));
        QVERIFY(end.sentence.find(place.toStdString()) != std::string::npos);
        QVERIFY(end.sentence.ends_with("A `sleep` of 0 gives up the loop."));
    }

    // until

    void untilEndsItThereWithTheEventsAtThatInstant()
    {
        Run run(scenarioOf(R"("until": 2, "tasks": [
            {"name": "a", "steps": [{"repeat": "forever", "steps": [{"sleep": 1}]}]}])"),
                recorded());
        const RunEnd end = run.runVirtual();
        QCOMPARE(end.outcome, Outcome::Until);
        QCOMPARE(nanoseconds(end.at), 2'000'000'000);
        QCOMPARE(lastLineOf(eventListOf(run)), R"({"t":2,"task":"a","event":"sleep","seconds":1})");
    }

    void untilOfTheOptionsStandsInPlaceOfTheScenarios()
    {
        RunOptions options;
        options.until = 5s;
        const RunEnd end =
            endOf(R"("until": 2, "tasks": [{"name": "a", "steps": [{"sleep": 10}]}])", options);
        QCOMPARE(end.outcome, Outcome::Until);
        QCOMPARE(nanoseconds(end.at), 5'000'000'000);
    }

    void aRunThatEndsBeforeUntilHasFinished()
    {
        const RunEnd end = endOf(R"("until": 10, "tasks": [{"name": "a", "steps": [{"sleep": 3}]}])");
        QCOMPARE(end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(end.at), 3'000'000'000);
    }

    void workAcrossUntilEndsThere()
    {
        Run run(scenarioOf(R"("until": 2, "tasks": [{"name": "a", "steps": [{"work": 10}, {"sleep": 1}]},
                            {"name": "b", "steps": []}])"),
                recorded());
        const RunEnd end = run.runVirtual();
        QCOMPARE(end.outcome, Outcome::Until);
        QCOMPARE(nanoseconds(end.at), 2'000'000'000);
        QCOMPARE(lastLineOf(eventListOf(run)), R"({"t":0,"task":"a","event":"work","seconds":10})");
    }

    void aStallThatAJobOfNobodyDelaysIsNotLaterThanUntil()
    {
        // The job keeps its thread, and its timer, to its end: no event, but time passes.
        constexpr std::string_view steps =
            R"("queues": [{"name": "q"}], "pools": [{"name": "p", "threads": 1}],
            "tasks": [{"name": "a", "steps": [{"timeout": 1, "steps": [{"offload": 10, "pool": "p"}]}, {"get": "q"}]}])";
        const RunEnd whole = endOf(steps);
        QCOMPARE(whole.outcome, Outcome::Stalled);
        QCOMPARE(nanoseconds(whole.at), 10'000'000'000);
        RunOptions options;
        options.until = 5s;
        const RunEnd end = endOf(steps, options);
        QCOMPARE(end.outcome, Outcome::Stalled);
        QCOMPARE(nanoseconds(end.at), 5'000'000'000);
    }

    // Limits

    void endsWithASentenceWhenTooManyEventsAreRecorded()
    {
        RunOptions options = recorded();
        options.maxRecordedEvents = 1000;
        Run run(scenarioOf(
                    R"("tasks": [{"name": "a", "steps": [{"repeat": "forever", "steps": [{"sleep": 1}]}]}])"),
                options);
        const RunEnd end = run.runVirtual();
        QCOMPARE(end.outcome, Outcome::Failed);
        QCOMPARE(end.sentence,
                 "The run was ended after 1,000 recorded events, the most that are kept: set `until`, or "
                 "make it smaller.");
        QCOMPARE(run.log()->size(), 1000u);
        QCOMPARE(run.limit(), RunLimit::Events);
    }

    void endsWithASentenceWhenItemsAreMadeForEver()
    {
        RunOptions options;
        options.maxWaitingItems = 5000;
        const RunEnd end = endOf(R"("queues": [{"name": "q"}], "tasks": [
            {"name": "a", "steps": [{"repeat": "forever", "steps": [{"put": "q"}, {"sleep": 1}]}]}])",
                                 options);
        QCOMPARE(end.outcome, Outcome::Failed);
        QCOMPARE(nanoseconds(end.at), 5'000'000'000'000);
        QVERIFY(end.sentence.starts_with("The run was ended with 5,000 items on their way"));
    }

    void itemsThatAreTakenDoNotCountTowardsTheLimit()
    {
        RunOptions options;
        options.maxWaitingItems = 3;
        const RunEnd end = endOf(R"("queues": [{"name": "q", "capacity": 1}], "tasks": [
            {"name": "a", "steps": [{"repeat": 1000, "steps": [{"put": "q"}]}]},
            {"name": "b", "steps": [{"repeat": 1000, "steps": [{"get": "q"}]}]}])",
                                 options);
        QCOMPARE(end.outcome, Outcome::Finished);
    }

    // What it says

    void aTextThatAnItemCarriesIsFilledInAsItIsPut()
    {
        QCOMPARE(linesOf(R"("queues": [{"name": "q"}], "tasks": [{"name": "a", "count": 1, "steps": [
            {"repeat": "forever", "steps": [{"break_if": {"draw": {"sequence": [7, 8]}, "equals": 8}},
              {"put": "q", "value": {"text": "{task} {index} {item} {drawn} {{}}"}, "log": "put {value}"}]},
            {"get": "q", "log": "got {value}"}, {"put": "q", "value": {"text": "<{value}>"}},
            {"get": "q", "log": "{value}"}]}])"),
                 (std::vector<std::string>{"put a-0 0 0 7 {}", "got a-0 0 0 7 {}", "<a-0 0 0 7 {}>"}));
    }

    void textsAreKeptApartWhenItemsComeAndGo()
    {
        QCOMPARE(linesOf(R"("queues": [{"name": "q", "capacity": 1}], "tasks": [
            {"name": "a", "steps": [{"repeat": 3, "steps": [{"put": "q", "value": {"text": "n{item}"}}]}]},
            {"name": "b", "steps": [{"repeat": 3, "steps": [{"get": "q", "log": "{value}"}]}]}])"),
                 (std::vector<std::string>{"n0", "n1", "n2"}));
    }

    void heldIsTheTimeBetweenGettingAndPuttingOn()
    {
        QCOMPARE(linesOf(R"("queues": [{"name": "q"}, {"name": "r"}], "tasks": [{"name": "a", "steps": [
            {"put": "q", "value": "item"}, {"sleep": 4}, {"get": "q"}, {"sleep": 1.5},
            {"put": "r", "value": {"map": "square"}}, {"sleep": 2}, {"get": "r", "log": "{value} {held} {waited:.1f}"}]}])"),
                 (std::vector<std::string>{"0 1.50000 2.0"}));
    }

    void aRunHasOneIdentifier()
    {
        const std::vector<std::string> lines =
            linesOf(R"("tasks": [{"name": "a", "count": 2, "steps": [{"log": "{uuid}"}]}])");
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0], uuidText(RunOptions().seed));
        QCOMPARE(lines[1], lines[0]);
    }

    void debugReportsTurnsThatHoldTheLoop()
    {
        const char* const tasks = R"("tasks": [{"name": "quick", "steps": [{"work": 0.1}, {"sleep": 5}]},
            {"name": "slow", "count": 2, "steps": [{"work": 0.05}, {"work": 0.1}, {"sleep": 1}, {"work": 0.1}]}])";
        QCOMPARE(linesOf(std::string(R"("debug": true, )") + tasks),
                 (std::vector<std::string>{"Executing <Task name='slow-0'> took 0.150 seconds",
                                           "Executing <Task name='slow-1'> took 0.150 seconds"}));
        QVERIFY(linesOf(tasks).empty());
    }

    // Threads of tasks

    void jobsOfTasksWithThreadsOfTheirOwnRunAtOnce()
    {
        Run run(scenarioOf(R"("tasks": [{"name": "a", "count": 3, "steps": [{"offload": 2}]}])"), recorded());
        QCOMPARE(nanoseconds(run.runVirtual().at), 2'000'000'000);
        QVERIFY(eventListOf(run).find("{\"t\":0,\"task\":\"a-2\",\"event\":\"offload\",\"seconds\":2}\n") !=
                std::string::npos);
    }

    void aThreadKeepsTheJobOfATaskThatWasCancelled()
    {
        // Cut short after 1 s, it hands its thread the next job while that still computes.
        const RunEnd end = endOf(R"("tasks": [{"name": "a", "steps": [
            {"timeout": 1, "steps": [{"offload": 3}]}, {"offload": 2}]}])");
        QCOMPARE(end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(end.at), 5'000'000'000);
    }

    // Interruption from another thread

    void stopIsHeardAmongTasksThatSuspend()
    {
        const RunEnd end = endWhenStopped(R"("tasks": [{"name": "a", "steps": [{"log": "began"},
            {"repeat": "forever", "steps": [{"sleep": 1}]}]}])");
        QCOMPARE(end.outcome, Outcome::Interrupted);
    }

    void stopIsHeardInALoopThatNeverSuspends()
    {
        // Long before it counts as spinning it would have ended; so it does its ten million steps again and
        // again.
        const RunEnd end =
            endWhenStopped(R"("tasks": [{"name": "a", "steps": [{"log": "began"}, {"repeat": "forever",
            "steps": [{"repeat": 9000000, "steps": []}, {"sleep": 0}]}]}])");
        QCOMPARE(end.outcome, Outcome::Interrupted);
    }

    void stopIsHeardBetweenOneWorkAndTheNext()
    {
        const RunEnd end =
            endWhenStopped(R"("tasks": [{"name": "a", "steps": [{"log": "began"}, {"repeat": "forever",
            "steps": [{"repeat": 1000000, "steps": [{"work": 1e-9}]}, {"sleep": 0}]}]}])");
        QCOMPARE(end.outcome, Outcome::Interrupted);
    }

    void cleanUpRunsWhenItIsStopped()
    {
        // The clean-up ends the loop's task; were it left out, the other would wait for ever (and be named).
        RunOptions options;
        std::atomic<bool> began = false;
        std::vector<std::string> lines;
        options.log = [&began, &lines](const LogLine& line) {
            lines.push_back(line.message);
            began = true;
        };
        Run run(scenarioOf(R"("tasks": [{"name": "a", "steps": [{"steps": [{"log": "began"},
            {"repeat": "forever", "steps": [{"sleep": 1}]}], "finally": [{"sleep": 3}, {"log": "cleaned"}]}]}])"),
                options);
        std::thread thread([&run] { run.runVirtual(); });
        while (!began)
            std::this_thread::yield();
        run.requestStop();
        thread.join();
        QCOMPARE(run.end().outcome, Outcome::Interrupted);
        QCOMPARE(lines, (std::vector<std::string>{"began", "cleaned"}));
    }

    void abandonEndsItWhereItStands()
    {
        const RunEnd end = endWhenStopped(R"("tasks": [{"name": "a", "steps": [{"steps": [{"log": "began"},
            {"repeat": "forever", "steps": [{"sleep": 1}]}], "finally": [{"repeat": "forever", "steps": [{"sleep": 1}]}]}]}])",
                                          true);
        QCOMPARE(end.outcome, Outcome::Interrupted);
    }

    void stopBeforeItBeginsCancelsEveryTaskBeforeItsFirstTurn()
    {
        Run run(scenarioOf(R"("tasks": [{"name": "a", "count": 3, "steps": [{"sleep": 1}]}])"), recorded());
        run.requestStop();
        const RunEnd end = run.runVirtual();
        QCOMPARE(end.outcome, Outcome::Interrupted);
        QCOMPARE(run.log()->size(), 0u);
    }

    // Logs

    void logsAreFilledIn()
    {
        RunOptions options;
        std::vector<std::string> lines;
        options.log = [&lines](const LogLine& line) {
            lines.push_back(line.task + '@' + exactSeconds(line.atNs) + ' ' + logLevelName(line.level) + ' ' +
                            line.message);
        };
        endOf(
            R"("parameters": {"n": {"label": "N", "value": 3, "min": 0, "max": 9}}, "queues": [{"name": "q"}], "tasks": [
            {"name": "p", "count": 2, "steps": [
              {"sleep": 1.25, "log": "{task} {index} sleeps {seconds} of {n}"},
              {"put": "q", "value": 2.5, "log": "put {item} <{value}> now {size}"}]},
            {"name": "c", "steps": [
              {"sleep": 2, "log": "{seconds:.2f}", "log_level": "warning"},
              {"get": "q", "log": "got {item} <{value:.3f}> waited {waited} {waited:.1f} left {size}"},
              {"repeat": 1, "steps": [{"break_if": {"draw": 7, "equals": 1}, "log": "drew {drawn}"}]},
              {"put": "q", "sentinel": true, "log": "put {item} <{value}>"},
              {"log": "at {elapsed} {elapsed:.1f}"}, {"log": "not made", "log_level": "debug"}]}])",
            options);
        QStringList got;
        for (const std::string& line : lines)
            got += QString::fromStdString(line);
        QCOMPARE(got, (QStringList{
                          QStringLiteral("p-0@0 info p-0 0 sleeps 1.25 of 3"),
                          QStringLiteral("p-1@0 info p-1 1 sleeps 1.25 of 3"),
                          QStringLiteral("c@0 warning 2.00"),
                          QStringLiteral("p-0@1.25 info put 0 <2.5> now 1"),
                          QStringLiteral("p-1@1.25 info put 1 <2.5> now 2"),
                          QStringLiteral("c@2 info got 0 <2.500> waited 0.75000 0.8 left 1"),
                          QStringLiteral("c@2 info drew 7"),
                          QStringLiteral("c@2 info put sentinel <>"),
                          QStringLiteral("c@2 info at 2.00000 2.0"),
                      }));
    }

    void linesBelowTheLevelAreNotMade()
    {
        RunOptions options;
        options.logLevel = LogLevel::Error;
        int lines = 0;
        options.log = [&lines](const LogLine&) { ++lines; };
        endOf(R"("tasks": [{"name": "a", "steps": [{"log": "x", "log_level": "warning"},
            {"log": "y", "log_level": "error"}, {"log": "z", "log_level": "critical"}]}])",
              options);
        QCOMPARE(lines, 2);
    }

    // What a run keeps

    void withoutRecordingAndStatisticsItKeepsNothing()
    {
        RunOptions options;
        options.summarise = false;
        Run run(scenarioOf(R"("tasks": [{"name": "a", "steps": [{"sleep": 1}]}])"), options);
        QCOMPARE(run.end().outcome, Outcome::Running);
        run.runVirtual();
        QVERIFY(!run.log());
        QCOMPARE(run.summary().events, 0u);
        QCOMPARE(nanoseconds(run.now()), 1'000'000'000);
        QCOMPARE(run.end().outcome, Outcome::Finished);
    }

    void theSameSeedGivesTheSameEventsAndAnotherOnesOthers()
    {
        const auto listWith = [](std::uint64_t seed) {
            RunOptions options = recorded();
            options.seed = seed;
            Run run(scenarioOf(R"("tasks": [{"name": "a", "count": 3, "steps": [{"repeat": 5, "steps": [
                {"sleep": {"exponential": 1}}]}]}])"),
                    options);
            run.runVirtual();
            return eventListOf(run);
        };
        const std::string first = listWith(1);
        QCOMPARE(listWith(1), first);
        QVERIFY(listWith(2) != first);
    }

    void progressIsReported()
    {
        RunOptions options;
        int reports = 0;
        options.progress = [&reports] { ++reports; };
        endOf(R"("tasks": [{"name": "a", "steps": [{"repeat": 20000, "steps": [{"sleep": 1}]}]}])", options);
        QVERIFY(reports >= 1);
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
