#include "sync/flag.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

Co<void> waiter(Journal& journal, std::string name, Flag& flag)
{
    const bool came = co_await flag.wait();
    journal.addAt(came ? name : name + "-cancelled");
}

Co<void> setter(Journal& journal, Flag& flag, Duration after)
{
    co_await sleepFor(after);
    flag.set();
    journal.addAt("set");
}

} // namespace

class TestFlag final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitersGoOnOneRoundAfterItIsSetInOrderOfWaiting()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Flag flag;
        Scope scope(scheduler);
        for (const char* name : {"a", "b", "c"})
            scope.spawn(waiter(journal, name, flag));
        scheduler.runRound();
        QVERIFY(!flag.isSet());
        flag.set();
        QCOMPARE(journal.text(), "");
        scheduler.runRound();
        QCOMPARE(journal.text(), "a@0 b@0 c@0");
    }

    void waitingForOneThatIsSetDoesNotSuspend()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Flag flag;
        Scope scope(scheduler);
        flag.set();
        scope.spawn(waiter(journal, "a", flag));
        scheduler.runRound();
        QCOMPARE(journal.text(), "a@0");
    }

    void setTwiceItStaysSet()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Flag flag;
        Scope scope(scheduler);
        scope.spawn(waiter(journal, "a", flag));
        scope.spawn(setter(journal, flag, 1s));
        scope.spawn(setter(journal, flag, 2s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "set@1 a@1 set@2");
        QVERIFY(flag.isSet());
    }

    void aCancelledWaiterIsOutOfTheLine()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Flag flag;
        Scope scope(scheduler);
        scope.spawn(waiter(journal, "a", flag));
        Task& b = scope.spawn(waiter(journal, "b", flag));
        scheduler.runRound();
        b.cancel();
        flag.set();
        runAll(scheduler);
        QCOMPARE(journal.text(), "b-cancelled@0 a@0");
    }

    void oneCancelledAfterItWasWokenMeetsTheCancellationAtItsPlace()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Flag flag;
        Scope scope(scheduler);
        Task& a = scope.spawn(waiter(journal, "a", flag));
        scope.spawn(waiter(journal, "b", flag));
        scheduler.runRound();
        flag.set();
        a.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@0 b@0");
    }
};

QTEST_GUILESS_MAIN(TestFlag)
#include "tst_flag.moc"
