#include "runtime/coroutine.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

#include <memory>
#include <stdexcept>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

Co<int> number(Journal& journal, int n)
{
    journal.add("made", n);
    co_return n;
}

Co<std::unique_ptr<int>> owned(int n)
{
    auto result = std::make_unique<int>(n);
    co_return result;
}

Co<void> awaitsLater(Journal& journal)
{
    Co<int> later = number(journal, 7);
    journal.add("before");
    const int n = co_await later;
    journal.add("after", n);
}

Co<void> takesNoTurn(Journal& journal)
{
    const std::unique_ptr<int> n = co_await owned(5);
    journal.add("inner", *n);
    const int m = co_await number(journal, 6);
    journal.add("end", m);
}

Co<void> says(Journal& journal, std::string word)
{
    journal.add(word);
    co_return;
}

Co<int> throws(Duration after)
{
    co_await sleepFor(after);
    throw std::runtime_error("no");
}

Co<int> between(Duration after)
{
    const int n = co_await throws(after);
    co_return n + 1;
}

Co<void> catches(Journal& journal, Duration after)
{
    try {
        co_await between(after);
        journal.add("unreached");
    } catch (const std::runtime_error& error) {
        journal.addAt(error.what());
    }
    co_await sleepFor(1s); // and it goes on
    journal.addAt("end");
}

Co<int> deep(int left)
{
    if (left == 0) co_return 0;
    const int below = co_await deep(left - 1);
    co_return below + 1;
}

Co<int> deepWithASleep(int left)
{
    if (left == 0) {
        co_await sleepFor(1s);
        co_return 0;
    }
    const int below = co_await deepWithASleep(left - 1);
    co_return below + 1;
}

Co<int> one()
{
    co_return 1;
}

Co<void> sequence(int times, int& sum)
{
    for (int i = 0; i < times; ++i)
        sum += co_await one();
}

Co<void> nested(int depth, int& result)
{
    result = co_await deep(depth);
}
Co<void> nestedWithASleep(int depth, int& result)
{
    result = co_await deepWithASleep(depth);
}

Co<void> sleepsWithin(Journal& journal)
{
    co_await sleeper(journal, "inner", 5s);
    journal.addAt("outer");
}

} // namespace

class TestCoroutine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsWhenItIsAwaited()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(awaitsLater(journal));
        runAll(scheduler);
        QCOMPARE(journal.text(), "before made7 after7");
    }

    void awaitingTakesNoTurn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(takesNoTurn(journal));
        scope.spawn(says(journal, "other"));
        scheduler.runRound();
        QCOMPARE(journal.text(), "inner5 made6 end6 other");
    }

    void destroyedUnawaitedItRunsNothingAndFreesItsParameters()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        const auto body = [](std::shared_ptr<Journal> j) -> Co<void> {
            j->add("ran");
            co_return;
        };
        const auto shared = std::make_shared<Journal>(scheduler);
        {
            Co<void> never = body(shared);
            QCOMPARE(shared.use_count(), 2);
            Co<void> moved = std::move(never);
            QCOMPARE(shared.use_count(), 2);
        }
        QCOMPARE(shared.use_count(), 1);
        QCOMPARE(shared->text(), "");
    }

    void exceptionsReachTheAwaiter_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::newRow("at once") << 0;
        QTest::newRow("after a sleep") << 2;
    }
    void exceptionsReachTheAwaiter()
    {
        QFETCH(int, seconds);
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(catches(journal, std::chrono::seconds(seconds)));
        runAll(scheduler);
        QCOMPARE(journal.text(), seconds == 0 ? "no@0 end@1" : "no@2 end@3");
        QVERIFY(!scope.failure());
    }

    void manyAwaitsInARowDoNotGrowTheStack()
    {
        Scheduler scheduler;
        Scope scope(scheduler);
        int sum = 0;
        scope.spawn(sequence(100'000, sum));
        runAll(scheduler);
        QCOMPARE(sum, 100'000);
    }

    void manyAwaitsWithinEachOtherDoNotGrowTheStack()
    {
        Scheduler scheduler;
        Scope scope(scheduler);
        int result = 0;
        scope.spawn(nested(100'000, result));
        runAll(scheduler);
        QCOMPARE(result, 100'000);
    }

    void aDeepChainSleepsAndReturnsWithoutGrowingTheStack()
    {
        Scheduler scheduler;
        Scope scope(scheduler);
        int result = 0;
        scope.spawn(nestedWithASleep(100'000, result));
        runAll(scheduler);
        QCOMPARE(result, 100'000);
        QCOMPARE(nanoseconds(scheduler.now()), 1'000'000'000);
    }

    void cancellingReachesTheInnermostWait()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& task = scope.spawn(sleepsWithin(journal));
        scheduler.runRound();
        task.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "inner-cancelled@0 outer@0");
    }
};

QTEST_GUILESS_MAIN(TestCoroutine)
#include "tst_coroutine.moc"
