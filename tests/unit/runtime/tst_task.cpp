#include "runtime/task.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

#include <memory>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

/// Something to wait at whose answer to a cancellation the test chooses.
class Gate final
{
public:
    enum class Heeds { AtOnce, Later };
    explicit Gate(Heeds heeds = Heeds::AtOnce)
        : m_heeds(heeds)
    {
    }

    class Wait final : public Waiter
    {
    public:
        explicit Wait(Gate& gate)
            : m_gate(gate)
        {
        }
        bool await_ready() const { return false; }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            m_gate.m_waiters.append(*this);
            h.promise().task().suspendAt(*this, h);
        }
        std::string await_resume() const { return m_met; }

    private:
        bool onTurn(bool cancelled, bool woken) override
        {
            m_met = cancelled ? woken ? "woken-and-cancelled" : "cancelled" : "woken";
            return true;
        }
        OnCancel onCancel() override
        {
            return m_gate.m_heeds == Heeds::AtOnce ? OnCancel::CutShort : OnCancel::Kept;
        }
        Gate& m_gate;
        std::string m_met;
    };
    Wait wait() { return Wait(*this); }
    void wakeFirst() { m_waiters.wakeFirst(); }
    void wakeAll() { m_waiters.wakeAll(); }
    std::size_t waiting() const { return m_waiters.size(); }

private:
    WaitList m_waiters;
    Heeds m_heeds;
};

Co<void> waiter(Journal& journal, std::string name, Gate& gate)
{
    const std::string met = co_await gate.wait();
    journal.add(name + ':' + met);
}

Co<void> sleepsAgain(Journal& journal, std::string name)
{
    const bool first = co_await sleepFor(1s);
    journal.addAt(first ? name : name + "-cancelled");
    const bool second = co_await sleepFor(1s);
    journal.addAt(second ? name : name + "-cancelled");
}

Co<void> cancelsItself(Journal& journal, Duration then)
{
    Task& self = journal.scheduler().current();
    self.cancel();
    journal.add("still-runs");
    const bool whole = co_await sleepFor(then);
    journal.addAt(whole ? "slept" : "cancelled");
}

Co<void> cancelsItselfAtAGate(Journal& journal, Gate& gate)
{
    journal.scheduler().current().cancel();
    const std::string met = co_await gate.wait();
    journal.add(met);
}

Co<void> cancelsItselfAndEnds(Journal& journal)
{
    journal.scheduler().current().cancel();
    journal.add("ends");
    co_return;
}

Co<void> worksThenCancels(Journal& journal, Duration d, Task& other)
{
    journal.scheduler().work(d);
    co_await sleepFor(0s); // the timer that came due meanwhile now stands behind this turn
    other.cancel();
    journal.add(other.waiting() ? "waits" : "ready");
}

} // namespace

class TestTask final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cancelCutsASleepShortAndTakesItsTimerAway()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleeper(journal, "s", 10s));
        scheduler.runRound();
        QVERIFY(task.waiting());
        QVERIFY(task.cancel());
        QVERIFY(!task.waiting());
        QVERIFY(!scheduler.anyTimer());
        runAll(scheduler);
        QCOMPARE(journal.text(), "s-cancelled@0");
        QVERIFY(task.ended());
    }

    void cancelledTasksRunInOrderOfCancelling()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Gate gate;
        Scope scope(scheduler);
        Task& a = scope.spawn(waiter(journal, "a", gate));
        Task& b = scope.spawn(sleeper(journal, "b", 1s));
        Task& c = scope.spawn(waiter(journal, "c", gate));
        scheduler.runRound();
        c.cancel();
        b.cancel();
        QCOMPARE(gate.waiting(), 1u);
        a.cancel();
        QCOMPARE(gate.waiting(), 0u);
        runAll(scheduler);
        QCOMPARE(journal.text(), "c:cancelled b-cancelled@0 a:cancelled");
    }

    void aWokenTaskKeepsItsPlaceAndMeetsTheCancellationThere()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Gate gate;
        Scope scope(scheduler);
        Task& a = scope.spawn(waiter(journal, "a", gate));
        scope.spawn(waiter(journal, "b", gate));
        scheduler.runRound();
        gate.wakeAll();
        a.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "a:woken-and-cancelled b:woken");
    }

    void aSleepOfZeroKeepsItsPlaceAndMeetsTheCancellationThere()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& a = scope.spawn(sleeper(journal, "a", 0s));
        scope.spawn(sleeper(journal, "b", 0s));
        scheduler.runRound();
        QVERIFY(!a.waiting());
        a.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@0 b@0");
    }

    void aSleeperWhoseTimerIsDueStillWaitsUntilTheTimersTurn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& s = scope.spawn(sleeper(journal, "s", 1s));
        scope.spawn(worksThenCancels(journal, 2s, s));
        scope.spawn(sleeper(journal, "other", 1s));
        runAll(scheduler);
        // Its timer and the other's stood in the ready queue; cut short, it runs first all the same.
        QCOMPARE(journal.text(), "ready s-cancelled@2 other@3");
    }

    void severalBeforeItsTurnAreMetAsOne()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleepsAgain(journal, "s"));
        scheduler.runRound();
        for (int i = 0; i < 3; ++i)
            QVERIFY(task.cancel());
        QCOMPARE(task.cancelRequests(), 3u);
        runAll(scheduler);
        QCOMPARE(journal.text(), "s-cancelled@0 s@1");
    }

    void aCancellationBehindItsTurnIsMetAnew()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleepsAgain(journal, "s"));
        scheduler.runRound();
        task.cancel();
        scheduler.runRound();
        task.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "s-cancelled@0 s-cancelled@0");
    }

    void cancelledBeforeItsFirstTurnItRunsNothing()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleeper(journal, "s", 1s));
        QVERIFY(task.cancel());
        QVERIFY(!task.ended()); // that comes at its place
        runAll(scheduler);
        QVERIFY(task.ended());
        QCOMPARE(journal.text(), "");
        QCOMPARE(scheduler.liveTasks(), 0u);
        QCOMPARE(nanoseconds(scheduler.now()), 0);
    }

    void oneThatCancelsItselfMeetsItAtItsNextSleep()
    {
        for (const Duration then : {Duration(5s), Duration(0s)}) {
            Scheduler scheduler;
            Journal journal(scheduler);
            Scope scope(scheduler);
            scope.spawn(cancelsItself(journal, then));
            runAll(scheduler);
            QCOMPARE(journal.text(), "still-runs cancelled@0");
        }
    }

    void oneThatCancelsItselfMeetsItAtTheNextThingItWaitsFor()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Gate gate;
        Scope scope(scheduler);
        scope.spawn(cancelsItselfAtAGate(journal, gate));
        runAll(scheduler);
        QCOMPARE(journal.text(), "cancelled");
        QCOMPARE(gate.waiting(), 0u);
    }

    void oneThatCancelsItselfAndNeverSuspendsEndsAsUsual()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(cancelsItselfAndEnds(journal));
        runAll(scheduler);
        QVERIFY(task.ended());
        QCOMPARE(journal.text(), "ends");
    }

    void aWaitThatKeepsTheCancellationMeetsItWhenItIsOver()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Gate gate(Gate::Heeds::Later);
        Scope scope(scheduler);
        Task& task = scope.spawn(waiter(journal, "a", gate));
        scheduler.runRound();
        QVERIFY(task.cancel());
        QVERIFY(task.waiting());
        QVERIFY(!scheduler.anythingReady());
        gate.wakeFirst();
        runAll(scheduler);
        QCOMPARE(journal.text(), "a:woken-and-cancelled");
    }

    void cancelOfAnEndedTaskIsRefusedAndNotCounted()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleeper(journal, "s", 0s));
        runAll(scheduler);
        QVERIFY(!task.cancel());
        QCOMPARE(task.cancelRequests(), 0u);
    }

    void uncancelTakesOneBackAndStopsAtZero()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleeper(journal, "s", 0s));
        task.cancel();
        task.cancel();
        QCOMPARE(task.uncancel(), 1u);
        QCOMPARE(task.uncancel(), 0u);
        QCOMPARE(task.uncancel(), 0u);
        runAll(scheduler);
        QCOMPARE(journal.text(), ""); // it was met all the same: the count is only a count
    }

    void aKeptCancellationCanBeTakenOnce()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleeper(journal, "s", 0s));
        QVERIFY(!task.takeKeptCancellation());
        task.cancel();
        QVERIFY(task.takeKeptCancellation());
        QVERIFY(!task.takeKeptCancellation());
        runAll(scheduler);
        QCOMPARE(journal.text(), "s@0");
    }

    void waitersAreWokenFirstComeFirstServed()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Gate gate;
        Scope scope(scheduler);
        scope.spawn(waiter(journal, "a", gate));
        Task& b = scope.spawn(waiter(journal, "b", gate));
        scope.spawn(waiter(journal, "c", gate));
        scheduler.runRound();
        b.cancel(); // out of the middle of the list
        gate.wakeFirst();
        gate.wakeFirst();
        gate.wakeFirst(); // nobody is left
        runAll(scheduler);
        QCOMPARE(journal.text(), "b:cancelled a:woken c:woken");
    }
};

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
