// Every case of CPython 3.11's own tests of asyncio.Queue (test_asyncio/test_queues.py) that has a meaning
// here, under its name there, and some more behind them. Left out are test_str and test_class_getitem, which
// are about Python, and test_float_maxsize: a capacity is whole here, and the scenario reader refuses others.
#include "sync/queue.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

using Numbers = Queue<int>;

Co<void> getter(Journal& journal, std::string name, Numbers& queue)
{
    const std::optional<int> item = co_await queue.get();
    journal.add(item ? name + ':' + std::to_string(*item) : name + "-cancelled");
}

Co<void> putter(Journal& journal, std::string name, Numbers& queue, int item)
{
    const bool in = co_await queue.put(item);
    journal.add(in ? name : name + "-cancelled");
}

Co<void> producer(Journal& journal, Numbers& queue, int items)
{
    for (int i = 0; i < items; ++i) {
        co_await queue.put(i);
        journal.add("put", i);
    }
}

Co<void> consumer(Journal& journal, Numbers& queue, int items)
{
    for (int i = 0; i < items; ++i) {
        const std::optional<int> item = co_await queue.get();
        journal.add("got", item.value_or(-1));
    }
}

Co<void> joiner(Journal& journal, std::string name, Numbers& queue)
{
    const bool joined = co_await queue.join();
    journal.addAt(joined ? name : name + "-cancelled");
}

Co<void> later(Duration d, std::function<void()> what)
{
    co_await sleepFor(d);
    what();
}

std::vector<int> takenFrom(Numbers& queue)
{
    std::vector<int> items;
    while (const std::optional<int> item = queue.tryGet())
        items.push_back(*item);
    return items;
}

struct Fixture
{
    Scheduler scheduler;
    Journal journal{scheduler};
    Scope scope{scheduler};

    Task& get(const char* name, Numbers& queue) { return scope.spawn(getter(journal, name, queue)); }
    Task& put(const char* name, Numbers& queue, int item)
    {
        return scope.spawn(putter(journal, name, queue, item));
    }
    Task& join(const char* name, Numbers& queue) { return scope.spawn(joiner(journal, name, queue)); }
    void after(Duration d, std::function<void()> what) { scope.spawn(later(d, std::move(what))); }
    void round() { scheduler.runRound(); }
    void all() { runAll(scheduler); }
};

} // namespace

class TestQueue final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // QueueBasicTests

    void reprCountsItsWaiters()
    {
        Fixture f;
        Numbers empty, full(1);
        f.get("g", empty);
        QVERIFY(full.tryPut(1));
        f.put("p", full, 2);
        f.round();
        QCOMPARE(empty.waitingToGet(), 1u);
        QCOMPARE(full.waitingToPut(), 1u);
        empty.tryPut(0);
        full.tryGet();
        QCOMPARE(empty.waitingToGet(), 0u); // woken: no longer in line
        QCOMPARE(full.waitingToPut(), 0u);
        f.all();
        QCOMPARE(f.journal.text(), "g:0 p");
    }

    void empty()
    {
        Numbers q;
        QVERIFY(q.empty());
        QVERIFY(q.tryPut(1));
        QVERIFY(!q.empty());
        QCOMPARE(q.tryGet(), std::optional(1));
        QVERIFY(q.empty());
    }

    void full()
    {
        Numbers unbounded, q(1);
        QVERIFY(!unbounded.full());
        QVERIFY(q.tryPut(1));
        QVERIFY(q.full());
    }

    void order_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("fifo") << static_cast<int>(QueueOrder::Fifo) << QList<int>{1, 3, 2};
        QTest::newRow("lifo") << static_cast<int>(QueueOrder::Lifo) << QList<int>{2, 3, 1};
        QTest::newRow("priority") << static_cast<int>(QueueOrder::Priority) << QList<int>{1, 2, 3};
    }
    void order()
    {
        QFETCH(int, order);
        QFETCH(QList<int>, expected);
        Numbers q(0, static_cast<QueueOrder>(order));
        for (const int i : {1, 3, 2})
            q.tryPut(i, {static_cast<double>(i), false});
        const std::vector<int> taken = takenFrom(q);
        QCOMPARE(QList<int>(taken.begin(), taken.end()), expected);
    }

    void maxsize()
    {
        Fixture f;
        Numbers q(2);
        QCOMPARE(q.capacity(), 2u);
        f.scope.spawn(producer(f.journal, q, 3));
        runRounds(f.scheduler, 2);
        QCOMPARE(f.journal.text(), "put0 put1"); // blocked after two
        QCOMPARE(q.tryGet(), std::optional(0));
        f.round();
        QCOMPARE(f.journal.text(), "put0 put1 put2");
        QCOMPARE(takenFrom(q), (std::vector<int>{1, 2}));
        QVERIFY(f.scope.tasks().front()->ended());
    }

    // QueueGetTests

    void blockingGet()
    {
        Fixture f;
        Numbers q;
        q.tryPut(1);
        f.get("g", q);
        f.round(); // without a suspension
        QCOMPARE(f.journal.text(), "g:1");
    }

    void getWithPutters()
    {
        Fixture f;
        Numbers q(1);
        q.tryPut(1);
        f.put("p", q, 2);
        f.round();
        QCOMPARE(q.tryGet(), std::optional(1));
        QCOMPARE(q.waitingToPut(), 0u);
        QVERIFY(f.scheduler.anythingReady());
        f.all();
        QCOMPARE(q.size(), 1u);
    }

    void blockingGetWait()
    {
        Fixture f;
        Numbers q;
        f.get("g", q);
        f.after(1s, [&] { q.tryPut(1); });
        f.round();
        QCOMPARE(f.journal.text(), "");
        f.all();
        QCOMPARE(f.journal.text(), "g:1");
        QCOMPARE(nanoseconds(f.scheduler.now()), 1'000'000'000);
    }

    void nonblockingGet()
    {
        Numbers q;
        q.tryPut(1);
        QCOMPARE(q.tryGet(), std::optional(1));
    }

    void nonblockingGetException() { QCOMPARE(Numbers().tryGet(), std::optional<int>()); }

    void getCancelledRace()
    {
        Fixture f;
        Numbers q;
        Task& t1 = f.get("t1", q);
        f.get("t2", q);
        f.round();
        t1.cancel();
        f.round();
        QVERIFY(t1.ended());
        q.tryPut(7);
        f.all();
        QCOMPARE(f.journal.text(), "t1-cancelled t2:7");
    }

    void getWithWaitingPutters()
    {
        Fixture f;
        Numbers q(1);
        f.put("a", q, 1);
        f.put("b", q, 2);
        f.scope.spawn(consumer(f.journal, q, 2));
        f.all();
        QCOMPARE(f.journal.text(), "a got1 b got2");
    }

    void whyAreGettersWaiting()
    {
        // A getter that was woken looks again: nobody waits for ever beside an item.
        Fixture f;
        Numbers q(1);
        f.scope.spawn(producer(f.journal, q, 5));
        f.scope.spawn(consumer(f.journal, q, 5));
        f.all();
        QVERIFY(f.scope.tasks()[0]->ended());
        QVERIFY(f.scope.tasks()[1]->ended());
        QVERIFY(q.empty());
    }

    void cancelledGettersNotBeingHeldInSelfGetters()
    {
        Fixture f;
        Numbers q(5);
        Task& g = f.get("g", q);
        f.round();
        QCOMPARE(q.waitingToGet(), 1u);
        g.cancel();
        QCOMPARE(q.waitingToGet(), 0u);
        f.all();
        QCOMPARE(f.journal.text(), "g-cancelled");
    }

    // QueuePutTests

    void blockingPut()
    {
        Fixture f;
        Numbers q;
        f.put("p", q, 1);
        f.round();
        QCOMPARE(f.journal.text(), "p");
        QCOMPARE(q.tryGet(), std::optional(1));
    }

    void blockingPutWait()
    {
        Fixture f;
        Numbers q(1);
        f.scope.spawn(producer(f.journal, q, 2));
        f.after(1s, [&] { q.tryGet(); });
        f.round();
        QCOMPARE(f.journal.text(), "put0");
        f.all();
        QCOMPARE(f.journal.text(), "put0 put1");
    }

    void nonblockingPut()
    {
        Numbers q;
        QVERIFY(q.tryPut(1));
        QCOMPARE(q.tryGet(), std::optional(1));
    }

    void getCancelDropOnePendingReader()
    {
        Fixture f;
        Numbers q;
        Task& reader = f.get("r", q);
        f.round();
        q.tryPut(1);
        q.tryPut(2);
        reader.cancel();
        f.all();
        f.get("again", q);
        f.all();
        QCOMPARE(f.journal.text(), "r-cancelled again:1"); // 2 would mean that 1 was lost
    }

    void getCancelDropManyPendingReaders()
    {
        Fixture f;
        Numbers q;
        Task& r1 = f.get("r1", q);
        f.get("r2", q);
        f.get("r3", q);
        f.round();
        q.tryPut(1);
        q.tryPut(2);
        r1.cancel(); // woken already: passes its wake-up on to r3
        f.all();
        QCOMPARE(f.journal.text(), "r1-cancelled r2:1 r3:2");
    }

    void putCancelDrop()
    {
        Fixture f;
        Numbers q(1);
        q.tryPut(1);
        Task& writer = f.put("w", q, 2);
        f.round();
        QCOMPARE(q.tryGet(), std::optional(1));
        writer.cancel();
        f.all();
        f.put("again", q, 2);
        f.all();
        QCOMPARE(f.journal.text(), "w-cancelled again");
        QCOMPARE(takenFrom(q), std::vector<int>{2});
    }

    void nonblockingPutException()
    {
        Numbers q(1);
        QVERIFY(q.tryPut(1));
        QVERIFY(!q.tryPut(2));
        QCOMPARE(q.unfinished(), 1u); // the one that was refused does not count
    }

    void putCancelled()
    {
        Fixture f;
        Numbers q;
        f.put("p", q, 1);
        f.get("g", q);
        f.all();
        QCOMPARE(f.journal.text(), "p g:1");
    }

    void putCancelledRace()
    {
        Fixture f;
        Numbers q(1);
        f.put("a", q, 1);
        f.put("b", q, 2);
        Task& c = f.put("c", q, 3);
        f.round();
        c.cancel();
        f.round();
        QVERIFY(c.ended());
        QCOMPARE(q.tryGet(), std::optional(1));
        f.round();
        QCOMPARE(q.tryGet(), std::optional(2));
        f.all();
        QCOMPARE(f.journal.text(), "a c-cancelled b");
    }

    void putWithWaitingGetters()
    {
        Fixture f;
        Numbers q;
        f.get("g", q);
        f.round();
        f.put("p", q, 1);
        f.all();
        QCOMPARE(f.journal.text(), "p g:1");
    }

    void whyArePuttersWaiting()
    {
        // Taking several at once wakes a putter each.
        Fixture f;
        Numbers q(2);
        f.after(0s, [&] { takenFrom(q); });
        for (int i = 0; i < 4; ++i)
            f.put("p", q, i);
        f.all();
        QCOMPARE(f.journal.text(), "p p p p");
        QCOMPARE(takenFrom(q), (std::vector<int>{2, 3}));
    }

    void cancelledPutsNotBeingHeldInSelfPutters()
    {
        Fixture f;
        Numbers q(1);
        q.tryPut(1);
        Task& p = f.put("p", q, 1);
        f.round();
        QCOMPARE(q.waitingToPut(), 1u);
        p.cancel();
        QCOMPARE(q.waitingToPut(), 0u);
        f.all();
        QCOMPARE(f.journal.text(), "p-cancelled");
    }

    void cancelledPutSilenceValueErrorException()
    {
        Fixture f;
        Numbers q(1);
        q.tryPut(1);
        Task& p = f.put("p", q, 2);
        f.round();
        q.tryGet(); // takes p out of the line
        p.cancel();
        f.all();
        QCOMPARE(f.journal.text(), "p-cancelled");
        QVERIFY(q.empty());
    }

    // The join tests, in each order

    void taskDoneUnderflow() { QVERIFY(!Numbers().taskDone()); }

    void taskDone_data()
    {
        QTest::addColumn<int>("order");
        QTest::newRow("fifo") << static_cast<int>(QueueOrder::Fifo);
        QTest::newRow("lifo") << static_cast<int>(QueueOrder::Lifo);
        QTest::newRow("priority") << static_cast<int>(QueueOrder::Priority);
    }
    void taskDone()
    {
        QFETCH(int, order);
        Fixture f;
        Numbers q(0, static_cast<QueueOrder>(order));
        for (int i = 0; i < 100; ++i)
            q.tryPut(i);
        int sum = 0, marksRefused = 0;
        const auto worker = [](Numbers& queue, int& total, int& refused) -> Co<void> {
            for (;;) {
                const std::optional<int> item = co_await queue.get();
                if (!item) co_return;
                total += *item;
                co_await sleepFor(1s);
                refused += !queue.taskDone();
            }
        };
        f.scope.spawn(worker(q, sum, marksRefused));
        f.scope.spawn(worker(q, sum, marksRefused));
        f.join("joined", q);
        f.all();
        QCOMPARE(sum, 4950);
        QCOMPARE(marksRefused, 0);
        QCOMPARE(f.journal.text(), "joined@50");
        QVERIFY(!q.taskDone()); // once too often
        f.scope.cancelAll();
        f.all();
    }

    void joinEmptyQueue()
    {
        Fixture f;
        Numbers q;
        const auto twice = [](Journal& j, Numbers& queue) -> Co<void> {
            co_await queue.join();
            const bool joined = co_await queue.join();
            j.add(joined ? "joined" : "not-joined");
        };
        f.scope.spawn(twice(f.journal, q));
        f.round(); // before anything else, without a suspension
        QCOMPARE(f.journal.text(), "joined");
    }

    void format()
    {
        Numbers q;
        QCOMPARE(q.capacity(), 0u);
        q.tryPut(1);
        q.tryPut(2);
        q.tryGet();
        QCOMPARE(q.unfinished(), 2u); // taken is not yet finished
    }

    // What those tests leave out

    void waitersAreServedFirstComeFirstServed()
    {
        Fixture f;
        Numbers in, out(1);
        out.tryPut(0);
        for (const char* name : {"g1", "g2", "g3"})
            f.get(name, in);
        for (int i = 1; i <= 3; ++i)
            f.put(i == 1 ? "p1" : i == 2 ? "p2" : "p3", out, i);
        f.round();
        for (int i = 0; i < 3; ++i) {
            in.tryPut(i);
            out.tryGet();
            f.round();
        }
        QCOMPARE(f.journal.text(), "g1:0 p1 g2:1 p2 g3:2 p3");
    }

    void aWokenGetterLooksAgainAndWaitsAtTheEndOfTheLine()
    {
        Fixture f;
        Numbers q;
        f.get("woken", q);
        f.get("second", q);
        f.round();
        q.tryPut(1);
        QCOMPARE(q.tryGet(), std::optional(1)); // a thief came by, and keeps it
        f.round();
        QCOMPARE(q.waitingToGet(), 2u);
        q.tryPut(2);
        q.tryPut(3);
        f.all();
        QCOMPARE(f.journal.text(), "second:2 woken:3");
    }

    void aWokenPutterLooksAgainAndWaitsAtTheEndOfTheLine()
    {
        Fixture f;
        Numbers q(1);
        q.tryPut(1);
        f.put("woken", q, 10);
        f.put("second", q, 20);
        f.round();
        q.tryGet();
        QVERIFY(q.tryPut(2)); // a thief takes the slot
        f.round();
        QCOMPARE(q.waitingToPut(), 2u);
        q.tryGet();
        f.round();
        q.tryGet();
        f.all();
        QCOMPARE(f.journal.text(), "second woken");
        QCOMPARE(takenFrom(q), std::vector<int>{10});
    }

    void aWokenPutterThatIsCancelledPassesItsWakeUpOn()
    {
        // Without that, the second would wait for ever beside a free slot.
        Fixture f;
        Numbers q(1);
        q.tryPut(1);
        Task& p1 = f.put("p1", q, 2);
        f.put("p2", q, 3);
        f.round();
        q.tryGet();
        p1.cancel();
        f.all();
        QCOMPARE(f.journal.text(), "p1-cancelled p2");
        QCOMPARE(takenFrom(q), std::vector<int>{3});
    }

    void aWakeUpIsNotPassedOnWhenTheItemOrTheSlotIsGone()
    {
        Fixture f;
        Numbers q, full(1);
        full.tryPut(1);
        Task& g1 = f.get("g1", q);
        f.get("g2", q);
        Task& p1 = f.put("p1", full, 2);
        f.put("p2", full, 3);
        f.round();
        q.tryPut(1);
        q.tryGet();
        full.tryGet();
        full.tryPut(4);
        g1.cancel();
        p1.cancel();
        f.all();
        QCOMPARE(f.journal.text(), "g1-cancelled p1-cancelled");
        QCOMPARE(q.waitingToGet(), 1u);
        QCOMPARE(full.waitingToPut(), 1u);
        f.scope.cancelAll();
        f.all();
    }

    void oneCancelledBeforeItWasWokenPassesNothingOn()
    {
        Fixture f;
        Numbers q;
        Task& g1 = f.get("g1", q);
        f.get("g2", q);
        f.round();
        g1.cancel();
        q.tryPut(1);
        QCOMPARE(q.waitingToGet(), 0u); // g2 was woken by the put, g1 by its cancellation
        f.all();
        QCOMPARE(f.journal.text(), "g1-cancelled g2:1");
    }

    void allCancelledAtOnceLeaveNobodyInLine()
    {
        Fixture f;
        Numbers q(1);
        q.tryPut(0);
        for (int i = 0; i < 10; ++i)
            f.put("p", q, i);
        f.round();
        q.tryGet();
        f.scope.cancelAll();
        f.all();
        QCOMPARE(q.waitingToPut(), 0u);
        QCOMPARE(f.scheduler.liveTasks(), 0u);
        QVERIFY(q.empty());
    }

    void oneThatComesByTakesTheItemOfTheWokenOne()
    {
        // No hand-over: who is in its turn gets what is there.
        Fixture f;
        Numbers q;
        f.get("waits", q);
        f.put("p", q, 1);
        f.get("passes", q);
        f.all();
        QCOMPARE(f.journal.text(), "p passes:1");
        QCOMPARE(q.waitingToGet(), 1u);
        f.scope.cancelAll();
        f.all();
    }

    void joinersAreWokenTogetherAndDoNotLookAgain()
    {
        Fixture f;
        Numbers q;
        q.tryPut(1);
        f.join("a", q);
        f.join("b", q);
        f.round();
        QVERIFY(q.taskDone());
        q.tryPut(2); // unfinished again before they run: they go on all the same
        f.all();
        QCOMPARE(f.journal.text(), "a@0 b@0");
        QCOMPARE(q.unfinished(), 1u);
    }

    void aCancelledJoinerLeavesTheLine()
    {
        Fixture f;
        Numbers q;
        q.tryPut(1);
        Task& a = f.join("a", q);
        f.join("b", q);
        f.round();
        a.cancel();
        QVERIFY(q.taskDone());
        f.all();
        QCOMPARE(f.journal.text(), "a-cancelled@0 b@0");
    }

    void tiesOfPriorityComeOutInOrderOfArrival()
    {
        Numbers q(0, QueueOrder::Priority);
        for (int i = 0; i < 50; ++i)
            q.tryPut(i, {static_cast<double>(i % 3), false});
        std::vector<int> expected;
        for (int p = 0; p < 3; ++p)
            for (int i = p; i < 50; i += 3)
                expected.push_back(i);
        QCOMPARE(takenFrom(q), expected);
    }

    void theOneMarkedLastIsBehindEveryPriority()
    {
        Numbers q(0, QueueOrder::Priority);
        q.tryPut(-1, {0, true});
        q.tryPut(-2, {-1e300, true}); // among themselves in order of arrival
        q.tryPut(1, {1e300, false});
        q.tryPut(2, {-1, false});
        QCOMPARE(takenFrom(q), (std::vector<int>{2, 1, -1, -2}));
    }

    void theRingKeepsOrderAsItGrowsAroundItsEnd_data()
    {
        QTest::addColumn<bool>("fifo");
        QTest::newRow("fifo") << true;
        QTest::newRow("lifo") << false;
    }
    void theRingKeepsOrderAsItGrowsAroundItsEnd()
    {
        QFETCH(bool, fifo);
        Numbers q(0, fifo ? QueueOrder::Fifo : QueueOrder::Lifo);
        std::deque<int> model;
        for (int i = 0; i < 3000; ++i) {
            q.tryPut(i);
            model.push_back(i);
            if (i % 3 == 2) {
                QCOMPARE(q.tryGet(), std::optional(fifo ? model.front() : model.back()));
                fifo ? model.pop_front() : model.pop_back();
            }
        }
        if (!fifo) std::reverse(model.begin(), model.end());
        QCOMPARE(takenFrom(q), std::vector<int>(model.begin(), model.end()));
    }

    void itemsMayBeMoveOnly()
    {
        Queue<std::unique_ptr<int>> q(0, QueueOrder::Priority);
        QVERIFY(q.tryPut(std::make_unique<int>(3)));
        QCOMPARE(**q.tryGet(), 3);
    }
};

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
