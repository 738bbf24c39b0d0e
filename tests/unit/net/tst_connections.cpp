#include "net/connections.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

Co<void> user(Journal& journal, std::string name, Connections& connections, Duration holds)
{
    bool has = connections.tryTake();
    if (!has) {
        Connections::Take take(connections);
        has = co_await take;
    }
    journal.addAt(has ? name : name + "-cancelled");
    if (!has) co_return;
    co_await sleepFor(holds);
    connections.giveBack(true);
}

} // namespace

class TestConnections final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesFirstComeFirstServed()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Connections connections(2);
        Scope scope(scheduler);
        for (const char* name : {"a", "b", "c", "d", "e"})
            scope.spawn(user(journal, name, connections, 1s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "a@0 b@0 c@1 d@1 e@2");
        QCOMPARE(connections.taken(), 0u);
    }

    void whoIsInLineIsNotOvertaken()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Connections connections(1);
        Scope scope(scheduler);
        scope.spawn(user(journal, "a", connections, 1s));
        scope.spawn(user(journal, "b", connections, 1s));
        scheduler.runRound();
        connections.giveBack(false); // handed to b, whose turn has not come
        QVERIFY(!connections.tryTake());
        scope.abandon();
    }

    void whatIsLeftOpenIsUsedAgain()
    {
        Connections connections(1);
        QVERIFY(connections.tryTake());
        QVERIFY(!connections.reuseOpen());
        connections.giveBack(true);
        QVERIFY(connections.tryTake());
        QVERIFY(connections.reuseOpen());
        connections.giveBack(false);
        QVERIFY(connections.tryTake());
        QVERIFY(!connections.reuseOpen());
    }

    void cancellingLeavesTheLine()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Connections connections(1);
        Scope scope(scheduler);
        scope.spawn(user(journal, "a", connections, 1s));
        Task& b = scope.spawn(user(journal, "b", connections, 1s));
        scope.spawn(user(journal, "c", connections, 1s));
        scheduler.runRound();
        b.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "a@0 b-cancelled@0 c@1");
        QCOMPARE(connections.taken(), 0u);
    }

    void oneThatWasHandedAConnectionAndIsCancelledHandsItOn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Connections connections(1);
        Scope scope(scheduler);
        QVERIFY(connections.tryTake());
        Task& b = scope.spawn(user(journal, "b", connections, 1s));
        scope.spawn(user(journal, "c", connections, 1s));
        scheduler.runRound();
        connections.giveBack(false);
        b.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "b-cancelled@0 c@0");
        QCOMPARE(connections.taken(), 0u);
    }

    void theLimitMayBeLoweredOnly()
    {
        Connections connections(5);
        connections.limitTo(9);
        QCOMPARE(connections.limit(), 5u);
        connections.limitTo(2);
        QCOMPARE(connections.limit(), 2u);
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
