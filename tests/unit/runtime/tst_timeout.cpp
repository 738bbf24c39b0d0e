#include "runtime/timeout.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

/// One time-out around a sleep; says how the sleep and the time-out ended, and sleeps once more behind it.
Co<void> limited(Journal& journal, Duration limit, Duration sleep)
{
    Timeout timeout(journal.scheduler().current(), limit);
    const bool whole = co_await sleepFor(sleep);
    const bool caught = timeout.leave(!whole);
    journal.addAt(whole ? "whole" : caught ? "caught" : "cancelled");
    const bool behind = co_await sleepFor(1s);
    journal.addAt(behind ? "behind" : "behind-cancelled");
}

Co<void> nested(Journal& journal, Duration outerLimit, Duration innerLimit)
{
    Timeout outer(journal.scheduler().current(), outerLimit);
    bool cancelled = false;
    {
        Timeout inner(journal.scheduler().current(), innerLimit);
        cancelled = !co_await sleepFor(10s);
        if (inner.leave(cancelled)) {
            journal.addAt("inner");
            cancelled = false;
        }
    }
    if (!cancelled) cancelled = !co_await sleepFor(10s);
    if (outer.leave(cancelled)) journal.addAt("outer");
    journal.add("requests", static_cast<int>(journal.scheduler().current().cancelRequests()));
}

/// The steps heed the cancellation and then end without one.
Co<void> swallows(Journal& journal)
{
    Timeout timeout(journal.scheduler().current(), 1s);
    co_await sleepFor(5s);
    journal.addAt(timeout.leave(false) ? "caught" : "not-caught");
    journal.add("requests", static_cast<int>(journal.scheduler().current().cancelRequests()));
}

Co<void> destroysItsTimeout(Journal& journal)
{
    {
        Timeout timeout(journal.scheduler().current(), 1s);
        journal.add("entered");
    }
    const bool whole = co_await sleepFor(5s);
    journal.addAt(whole ? "whole" : "cancelled");
}

Co<void> zeroWithoutSuspending(Journal& journal)
{
    Timeout timeout(journal.scheduler().current(), 0s);
    journal.add(timeout.leave(false) ? "caught" : "left-in-time");
    const bool whole = co_await sleepFor(1s);
    journal.addAt(whole ? "whole" : "cancelled");
}

} // namespace

class TestTimeout final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutsItsStepsShort()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(limited(journal, 2s, 5s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "caught@2 behind@3");
        QCOMPARE(task.cancelRequests(), 0u); // it took its own back
    }

    void isTakenOffWhenItsStepsEndInTime()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(limited(journal, 5s, 2s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "whole@2 behind@3");
        QCOMPARE(nanoseconds(scheduler.now()), 3'000'000'000);
    }

    void atOneInstantTheTimerThatWasSetFirstDecides()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(limited(journal, 2s, 2s)); // the time-out's is set first
        runAll(scheduler);
        QCOMPARE(journal.text(), "caught@2 behind@3");
    }

    void oneOfZeroOrLessGoesIntoTheReadyQueueAtOnce()
    {
        for (const Duration limit : {Duration(0s), Duration(-1s)}) {
            Scheduler scheduler;
            Journal journal(scheduler);
            Scope scope(scheduler);
            scope.spawn(limited(journal, limit, 5s));
            runAll(scheduler);
            QCOMPARE(journal.text(), "caught@0 behind@1");
        }
    }

    void oneOfZeroDoesNothingToStepsThatDoNotSuspend()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(zeroWithoutSuspending(journal));
        runAll(scheduler);
        QCOMPARE(journal.text(), "left-in-time whole@1");
    }

    void oneOfZeroMeetsASleepOfZeroAtItsTurn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(limited(journal, 0s, 0s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "caught@0 behind@1");
    }

    void theInnerOneFirstThenTheOuter()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(nested(journal, 3s, 2s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "inner@2 outer@3 requests0");
    }

    void theOuterOnesCancellationPassesTheInner()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(nested(journal, 2s, 3s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "outer@2 requests0");
    }

    void bothAtOneInstantTheOuterCatches()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(nested(journal, 2s, 2s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "outer@2 requests0");
    }

    void anothersCancellationBeforeItFiresIsNotItsOwn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(limited(journal, 2s, 5s));
        scheduler.runRound();
        task.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "cancelled@0 behind@1");
        QCOMPARE(task.cancelRequests(), 1u);
    }

    void anothersCancellationWinsWhenBothCome()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        const auto canceller = [](Scope& tasks) -> Co<void> {
            co_await sleepFor(
                2s); // its timer is set first, so it runs between the time-out's firing and the turn
            tasks.tasks()[1]->cancel();
        };
        scope.spawn(canceller(scope));
        Task& task = scope.spawn(limited(journal, 2s, 5s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "cancelled@2 behind@3");
        QCOMPARE(task.cancelRequests(), 1u);
    }

    void anEarlierCancellationDoesNotKeepItFromCatching()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        const auto body = [](Journal& j) -> Co<void> {
            const bool first = co_await sleepFor(1s);
            j.addAt(first ? "first" : "first-cancelled");
            co_await limited(j, 2s, 5s); // entered with one request already counted
        };
        Task& task = scope.spawn(body(journal));
        scheduler.runRound();
        task.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "first-cancelled@0 caught@2 behind@3");
        QCOMPARE(task.cancelRequests(), 1u);
    }

    void stepsThatEndNormallyAfterItFiredAreNotCaught()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(swallows(journal));
        runAll(scheduler);
        QCOMPARE(journal.text(), "not-caught@1 requests0");
    }

    void destroyingItTakesItsTimerAway()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(destroysItsTimeout(journal));
        runAll(scheduler);
        QCOMPARE(journal.text(), "entered whole@5");
    }
};

QTEST_GUILESS_MAIN(TestTimeout)
#include "tst_timeout.moc"
