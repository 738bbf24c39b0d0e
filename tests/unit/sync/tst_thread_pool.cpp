#include "sync/thread_pool.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

#include <functional>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

Co<void> job(Journal& journal, std::string name, ThreadPool& pool, Duration d)
{
    const bool done = co_await pool.offload(d);
    journal.addAt(done ? name : name + "-cancelled");
}

Co<void> twoJobs(Journal& journal, std::string name, ThreadPool& pool, Duration d)
{
    co_await job(journal, name + '1', pool, d);
    co_await job(journal, name + '2', pool, d);
}

/// Threads that end their jobs when the test says so.
class FakeThreads final : public PoolThreads
{
public:
    struct Job
    {
        Duration duration;
        std::function<void()> done;
    };
    void compute(Duration d, std::function<void()> done) override { jobs.push_back({d, std::move(done)}); }
    void finish(std::size_t i) { jobs[i].done(); }
    std::vector<Job> jobs;
};

class StillClock final : public RealClock
{
public:
    Instant now() override { return {}; }
    bool hold(Duration) override { return true; }
};

} // namespace

class TestThreadPool final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jobsStartFirstComeFirstServed()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        ThreadPool pool(scheduler, 2);
        Scope scope(scheduler);
        scope.spawn(job(journal, "a", pool, 3s));
        scope.spawn(job(journal, "b", pool, 1s));
        scope.spawn(job(journal, "c", pool, 1s));
        scope.spawn(job(journal, "d", pool, 1s));
        scheduler.runRound();
        QCOMPARE(pool.threads(), 2u);
        QCOMPARE(pool.running(), 2u);
        QCOMPARE(pool.inLine(), 2u);
        runAll(scheduler);
        QCOMPARE(journal.text(), "b@1 c@2 a@3 d@3");
        QCOMPARE(pool.running(), 0u);
        QCOMPARE(pool.inLine(), 0u);
    }

    void aJobOfZeroSuspendsToo()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        ThreadPool pool(scheduler, 1);
        Scope scope(scheduler);
        scope.spawn(job(journal, "a", pool, 0s));
        scope.spawn(sleeper(journal, "s", 0s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "s@0 a@0");
    }

    void aTaskMayOffloadAgain()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        ThreadPool pool(scheduler, 1);
        Scope scope(scheduler);
        scope.spawn(twoJobs(journal, "a", pool, 1s));
        scope.spawn(twoJobs(journal, "b", pool, 1s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "a1@1 b1@2 a2@3 b2@4");
    }

    void aCancelledJobInLineIsWithdrawn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        ThreadPool pool(scheduler, 1);
        Scope scope(scheduler);
        scope.spawn(job(journal, "a", pool, 2s));
        Task& b = scope.spawn(job(journal, "b", pool, 2s));
        scope.spawn(job(journal, "c", pool, 2s));
        scheduler.runRound();
        b.cancel();
        QCOMPARE(pool.inLine(), 1u);
        runAll(scheduler);
        QCOMPARE(journal.text(), "b-cancelled@0 a@2 c@4");
    }

    void aCancelledJobThatStartedKeepsItsThreadToItsEnd()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        ThreadPool pool(scheduler, 1);
        Scope scope(scheduler);
        Task& a = scope.spawn(job(journal, "a", pool, 2s));
        scope.spawn(job(journal, "b", pool, 2s));
        scheduler.runRound();
        a.cancel();
        QCOMPARE(pool.running(), 1u);
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@0 b@4");
    }

    void oneCancelledBetweenTheEndOfItsJobAndItsTurnMeetsTheCancellation()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        ThreadPool pool(scheduler, 1);
        Scope scope(scheduler);
        const auto canceller = [](Scope& tasks) -> Co<void> {
            co_await sleepFor(1s);
            tasks.tasks()[1]->cancel(); // its job's timer woke it in the round before, behind this task
        };
        scope.spawn(canceller(scope));
        scope.spawn(job(journal, "a", pool, 1s));
        scope.spawn(job(journal, "b", pool, 1s));
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@1 b@2");
        QCOMPARE(pool.running(), 0u);
    }

    void destroyedWithJobsAtWorkItTakesTheirTimersAway()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope scope(scheduler);
        {
            ThreadPool pool(scheduler, 2);
            for (int i = 0; i < 4; ++i)
                scope.spawn(job(journal, "j", pool, 1s));
            scheduler.runRound();
            scope.abandon();
        }
        QVERIFY(!scheduler.anyTimer());
        runAll(scheduler);
        QCOMPARE(journal.text(), "");
    }

    // With threads of its own

    void realThreadsAreAskedInOrderAndTellTheirEnd()
    {
        StillClock clock;
        Scheduler scheduler(&clock);
        Journal journal(scheduler);
        FakeThreads threads;
        ThreadPool pool(scheduler, 2, &threads);
        Scope scope(scheduler);
        scope.spawn(job(journal, "a", pool, 3s));
        scope.spawn(job(journal, "b", pool, 2s));
        scope.spawn(job(journal, "c", pool, 1s));
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(threads.jobs.size(), 2u);
        QCOMPARE(threads.jobs[0].duration, Duration(3s));
        QCOMPARE(threads.jobs[1].duration, Duration(2s));
        QVERIFY(!scheduler.anyTimer()); // a thread is at work, no timer
        threads.finish(1);
        QCOMPARE(journal.text(), ""); // told through the ready queue
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(journal.text(), "b@0");
        QCOMPARE(threads.jobs.size(), 3u);
        threads.finish(2);
        threads.finish(0);
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(journal.text(), "b@0 c@0 a@0");
        QCOMPARE(pool.running(), 0u);
    }

    void aRealThreadWhoseTaskWasCancelledIsWaitedFor()
    {
        StillClock clock;
        Scheduler scheduler(&clock);
        Journal journal(scheduler);
        FakeThreads threads;
        ThreadPool pool(scheduler, 1, &threads);
        Scope scope(scheduler);
        Task& a = scope.spawn(job(journal, "a", pool, 1s));
        scope.spawn(job(journal, "b", pool, 1s));
        scheduler.runDueRound();
        a.cancel();
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(journal.text(), "a-cancelled@0");
        QCOMPARE(pool.running(), 1u);
        QCOMPARE(threads.jobs.size(), 1u); // b has no thread yet
        threads.finish(0);
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(threads.jobs.size(), 2u);
        threads.finish(1);
        while (scheduler.runDueRound()) {
        }
        QCOMPARE(journal.text(), "a-cancelled@0 b@0");
    }
};

QTEST_GUILESS_MAIN(TestThreadPool)
#include "tst_thread_pool.moc"
