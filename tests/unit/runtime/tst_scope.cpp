#include "runtime/scope.h"

#include "support/journal.h"

#include <QTest>

#include <memory>
#include <stdexcept>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

Co<void> fails(Duration after, std::string why)
{
    co_await sleepFor(after);
    throw std::runtime_error(why);
}

Co<void> joins(Journal& journal, Scope& scope)
{
    co_await scope.join();
    journal.addAt("joined");
}

Co<void> holds(std::shared_ptr<int> held, Duration d)
{
    co_await sleepFor(d);
    ++*held;
}

std::string messageOf(std::exception_ptr failure)
{
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestScope final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksAreNumberedInOrderAndNeverMove()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Task& first = scope.spawn(sleeper(journal, "first", 1s));
        for (int i = 1; i < 1000; ++i)
            scope.spawn(sleeper(journal, "s", 0s));
        QCOMPARE(&first, scope.tasks().front());
        QCOMPARE(scope.tasks().size(), 1000u);
        for (std::uint32_t i = 0; i < 1000; ++i)
            QCOMPARE(scope.tasks()[i]->id(), i);
        runAll(scheduler);
        QVERIFY(first.ended());
    }

    void cancelAllCancelsInOrderOfStarting()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        for (const char* name : {"a", "b", "c"})
            scope.spawn(sleeper(journal, name, 1s));
        scheduler.runRound();
        scope.cancelAll();
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@0 b-cancelled@0 c-cancelled@0");
    }

    void joinAwaitsAllThatWereSpawned()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        Scope other(scheduler);
        scope.spawn(sleeper(journal, "a", 3s));
        scope.spawn(sleeper(journal, "b", 1s));
        other.spawn(joins(journal, scope));
        runAll(scheduler);
        QCOMPARE(journal.text(), "b@1 a@3 joined@3");
    }

    void aTaskMaySpawnFurtherOnes()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        const auto parent = [](Journal& j, Scope& s) -> Co<void> {
            Task& child = s.spawn(sleeper(j, "child", 0s));
            j.add(child.ended() ? "ended" : "spawned");
            co_await sleepFor(1s);
            j.addAt("parent");
        };
        scope.spawn(parent(journal, scope));
        runAll(scheduler);
        QCOMPARE(journal.text(), "spawned child@0 parent@1");
    }

    void failureIsThatOfTheFirstTaskInOrderOfStarting()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        scope.spawn(sleeper(journal, "s", 5s));
        QVERIFY(!scope.failure());
        scope.spawn(fails(2s, "second to fail"));
        scope.spawn(fails(1s, "first to fail"));
        runAll(scheduler);
        QVERIFY(scope.failure());
        QCOMPARE(messageOf(scope.failure()), "second to fail");
        QCOMPARE(journal.text(), "s@5"); // the others go on
    }

    void aTaskThatFailedHasEnded()
    {
        Scheduler scheduler;
        Scope scope(scheduler);
        Task& task = scope.spawn(fails(0s, "no"));
        runAll(scheduler);
        QVERIFY(task.ended());
        QCOMPARE(scheduler.liveTasks(), 0u);
    }

    void abandonDestroysTheFramesOfThoseThatHaveNotEnded()
    {
        const auto held = std::make_shared<int>(0);
        Scheduler scheduler;
        {
            Scope scope(scheduler);
            scope.spawn(holds(held, 1s));
            scope.spawn(holds(held, 2s));
            scope.spawn(holds(held, 0s));
            runRounds(scheduler, 2);
            QCOMPARE(*held, 1);
            scope.abandon();
            QCOMPARE(held.use_count(), 1);
            QVERIFY(scope.tasks().empty());
        }
        QCOMPARE(*held, 1);
    }
};

QTEST_GUILESS_MAIN(TestScope)
#include "tst_scope.moc"
