#include "runtime/scheduler.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

#include <functional>
#include <memory>
#include <numeric>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

class Call final : public Callback
{
public:
    explicit Call(std::function<void()> what)
        : m_what(std::move(what))
    {
    }
    void call() override { m_what(); }

private:
    std::function<void()> m_what;
};

class Alarm final : public TimerTarget
{
public:
    Alarm(Journal& journal, std::string name)
        : m_journal(journal)
        , m_name(std::move(name))
    {
    }

private:
    void fire() override { m_journal.addAt(m_name); }
    Journal& m_journal;
    std::string m_name;
};

class FakeClock final : public RealClock
{
public:
    Instant now() override { return time; }
    bool hold(Duration d) override
    {
        time = saturatingAdd(time, d);
        return !stopped;
    }
    Instant time{};
    bool stopped = false;
};

Co<void> yielder(Journal& journal, std::string name, int times)
{
    for (int i = 0; i < times; ++i) {
        journal.add(name, i);
        co_await sleepFor(0s);
    }
}

Co<void> worker(Journal& journal, std::string name, Duration d)
{
    const bool whole = journal.scheduler().work(d);
    journal.addAt(whole ? name : name + "-stopped");
    co_return;
}

Co<void> sleepsTwice(Journal& journal, std::string name, Duration first, Duration second)
{
    co_await sleepFor(first);
    journal.addAt(name);
    co_await sleepFor(second);
    journal.addAt(name);
}

} // namespace

class TestScheduler final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksStartInOrderOfSpawning()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        for (const char* name : {"a", "b", "c"})
            scope.spawn(yielder(journal, name, 1));
        QCOMPARE(scheduler.liveTasks(), 3u);
        runAll(scheduler);
        QCOMPARE(journal.text(), "a0 b0 c0");
        QCOMPARE(scheduler.liveTasks(), 0u);
    }

    void nothingRunsBeforeTheFirstRound()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        QVERIFY(!scheduler.runRound());
        scope.spawn(yielder(journal, "a", 1));
        QCOMPARE(journal.text(), "");
        QVERIFY(scheduler.anythingReady());
        runAll(scheduler);
        QCOMPARE(journal.text(), "a0");
    }

    void whatARoundMakesReadyRunsInTheNext()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Call second([&] { journal.add("second"); });
        Call first([&] {
            journal.add("first");
            scheduler.post(second);
        });
        scheduler.post(first);
        QVERIFY(scheduler.runRound());
        QCOMPARE(journal.text(), "first");
        QVERIFY(scheduler.runRound());
        QCOMPARE(journal.text(), "first second");
        QVERIFY(!scheduler.runRound());
    }

    void theReadyQueueKeepsItsOrderAsItGrows()
    {
        Scheduler scheduler;
        std::vector<int> order;
        std::vector<std::unique_ptr<Call>> calls;
        for (int i = 0; i < 1000; ++i) {
            calls.push_back(std::make_unique<Call>([&order, i] { order.push_back(i); }));
            scheduler.post(*calls.back());
            if (i == 40) { // so that the ring's head is not at its start as it grows
                scheduler.runRound();
                scheduler.reserve(100);
            }
        }
        scheduler.runRound();
        std::vector<int> expected(1000);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(order, expected);
    }

    void breakRoundLeavesTheRestReady()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Call a([&] {
            journal.add("a");
            scheduler.breakRound();
        });
        Call b([&] { journal.add("b"); });
        scheduler.post(a);
        scheduler.post(b);
        scheduler.runRound();
        QCOMPARE(journal.text(), "a");
        QVERIFY(scheduler.anythingReady());
        scheduler.runRound();
        QCOMPARE(journal.text(), "a b");
    }

    void timersFireInOrderOfInstantThenOfSetting()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleeper(journal, "late", 2s));
        scope.spawn(sleeper(journal, "a", 1s));
        scope.spawn(sleeper(journal, "b", 1s));
        scope.spawn(sleeper(journal, "early", 1ns));
        runAll(scheduler);
        QCOMPARE(journal.text(), "early@0.000000001 a@1 b@1 late@2");
    }

    void virtualTimeStandsStillWhileAnythingIsReady()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleeper(journal, "s", 1s));
        scope.spawn(yielder(journal, "y", 3));
        for (int i = 0; i < 3; ++i) {
            scheduler.runRound();
            QCOMPARE(nanoseconds(scheduler.now()), 0);
        }
        runAll(scheduler);
        QCOMPARE(journal.text(), "y0 y1 y2 s@1");
    }

    void aDueTimerWakesInOneRoundAndItsTaskRunsInTheNext()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(yielder(journal, "y", 4));
        scope.spawn(sleeper(journal, "s", 1s));
        scope.spawn(worker(journal, "w", 1s));
        runAll(scheduler);
        // Round 1: y0, s sleeps, w works. Round 2: y1, and the timer that is due wakes s. Round 3: y2, s.
        QCOMPARE(journal.text(), "y0 w@1 y1 y2 s@1 y3");
    }

    void timersDueDuringWorkGoBehindWhatIsReady()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleeper(journal, "second", 2s));
        scope.spawn(sleeper(journal, "first", 1s));
        scope.spawn(worker(journal, "w", 5s));
        scope.spawn(yielder(journal, "ready", 4));
        runAll(scheduler);
        // Two timers are due at once after the work: in order of their instants, not of setting.
        QCOMPARE(journal.text(), "w@5 ready0 ready1 ready2 first@5 second@5 ready3");
    }

    void timeNeverGoesBackForATimerThatIsOverdue()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleepsTwice(journal, "s", 1s, 1s));
        scope.spawn(worker(journal, "w", 5s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "w@5 s@5 s@6");
    }

    void aLoneTimerTakesNoOtherTurnThanOneAmongOthers()
    {
        // The scheduler runs a lone timer's round in place. What follows must be as if it had not.
        for (const bool lone : {true, false}) {
            Scheduler scheduler;
            Journal journal(scheduler);
            Alarm other(journal, "other");
            Scope scope(scheduler);
            scope.spawn(sleepsTwice(journal, "s", 1s, 0s));
            if (!lone) scheduler.setTimer(instantFromNanoseconds(1'000'000'000), other);
            runAll(scheduler);
            QCOMPARE(journal.text(), lone ? "s@1 s@1" : "other@1 s@1 s@1");
        }
    }

    void aSleepOfZeroOrLessIsExactlyOneTurn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleepsTwice(journal, "a", 0s, -1s));
        scope.spawn(yielder(journal, "y", 3));
        runAll(scheduler);
        QCOMPARE(journal.text(), "y0 a@0 y1 a@0 y2");
    }

    void nextTimerIsTheEarliestThatIsSet()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        QVERIFY(!scheduler.anyTimer());
        scope.spawn(sleeper(journal, "b", 3s));
        Task& a = scope.spawn(sleeper(journal, "a", 2s));
        scheduler.runRound();
        QVERIFY(scheduler.anyTimer());
        QCOMPARE(nanoseconds(scheduler.nextTimer()), 2'000'000'000);
        a.cancel();
        QCOMPARE(nanoseconds(scheduler.nextTimer()), 3'000'000'000);
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@0 b@3");
        QVERIFY(!scheduler.anyTimer());
    }

    void aTimerBeyondAllTimeIsHeldAtItsEnd()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleepsTwice(journal, "s", 1s, Duration::max()));
        runRounds(scheduler, 2);
        QCOMPARE(journal.text(), "s@1");
        QCOMPARE(scheduler.nextTimer(), latestInstant);
        task.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "s@1 s@1");
    }

    void fireSoonFiresInTheNextRound()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Alarm alarm(journal, "soon");
        Call call([&] {
            scheduler.fireSoon(alarm);
            journal.add("called");
        });
        scheduler.post(call);
        scheduler.runRound();
        QCOMPARE(journal.text(), "called");
        QVERIFY(alarm.timerSet());
        scheduler.runRound();
        QCOMPARE(journal.text(), "called soon@0");
        QVERIFY(!alarm.timerSet());
    }

    void aTimerCancelledOnItsWayThroughTheReadyQueueDoesNotFire()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Alarm alarm(journal, "alarm"), due(journal, "due"), soon(journal, "soon");
        Call canceller([&] {
            scheduler.cancelTimer(alarm);
            scheduler.cancelTimer(soon);
        });
        scheduler.post(canceller);
        scheduler.setTimer(Instant(), alarm); // due at once: it stands behind the call as the round begins
        scheduler.setTimer(Instant(), due);
        scheduler.fireSoon(soon);
        scheduler.runRound();
        runAll(scheduler);
        QCOMPARE(journal.text(), "due@0");
    }

    void aTimerSetAnewFiresOnceAndAtItsNewInstant()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Alarm alarm(journal, "alarm");
        scheduler.setTimer(instantFromNanoseconds(1), alarm);
        scheduler.cancelTimer(alarm);
        scheduler.setTimer(instantFromNanoseconds(2), alarm);
        runAll(scheduler);
        QCOMPARE(journal.text(), "alarm@0.000000002");
    }

    void readySinceIsWhenTheTimerWasDue()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleeper(journal, "s", 1s));
        scope.spawn(worker(journal, "w", 3s));
        runAll(scheduler);
        QCOMPARE(nanoseconds(task.readySince()), 1'000'000'000);
        QCOMPARE(journal.text(), "w@3 s@3");
    }

    // On a real clock, here one that the test sets.

    void runDueRoundRunsOnlyWhatIsDue()
    {
        FakeClock clock;
        Scheduler scheduler(&clock);
        Journal journal(scheduler);
        Scope scope(scheduler);
        QVERIFY(scheduler.onRealClock());
        QVERIFY(!scheduler.runDueRound());
        scope.spawn(sleeper(journal, "b", 2s));
        scope.spawn(sleeper(journal, "a", 1s));
        QVERIFY(scheduler.runDueRound()); // both begin to sleep
        QVERIFY(!scheduler.runDueRound());
        clock.time = instantFromNanoseconds(1'500'000'000);
        QVERIFY(scheduler.runDueRound()); // wakes a
        QVERIFY(scheduler.runDueRound()); // runs it
        QVERIFY(!scheduler.runDueRound());
        QCOMPARE(journal.text(), "a@1.5");
        clock.time = instantFromNanoseconds(3'000'000'000);
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(journal.text(), "a@1.5 b@3");
    }

    void timersDueTogetherOnARealClockKeepTheirOrder()
    {
        FakeClock clock;
        Scheduler scheduler(&clock);
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleeper(journal, "c", 3s));
        scope.spawn(sleeper(journal, "a", 1s));
        scope.spawn(sleeper(journal, "b", 1s));
        scheduler.runDueRound();
        clock.time = instantFromNanoseconds(9'000'000'000);
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(journal.text(), "a@9 b@9 c@9");
    }

    void measuredTimeNeverGoesBack()
    {
        FakeClock clock;
        Scheduler scheduler(&clock);
        clock.time = instantFromNanoseconds(7);
        QCOMPARE(nanoseconds(scheduler.now()), 7);
        clock.time = instantFromNanoseconds(3);
        QCOMPARE(nanoseconds(scheduler.now()), 7);
    }

    void workOnARealClockHoldsItAndSaysWhetherItWasStopped()
    {
        FakeClock clock;
        Scheduler scheduler(&clock);
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(worker(journal, "whole", 2s));
        scheduler.runDueRound();
        clock.stopped = true;
        scope.spawn(worker(journal, "w", 2s));
        scheduler.runDueRound();
        QCOMPARE(journal.text(), "whole@2 w-stopped@4");
    }
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
