#include "runtime/gather.h"

#include "runtime/scope.h"
#include "support/journal.h"

#include <QTest>

#include <span>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

Co<void> gathers(Journal& journal, std::string name, std::span<Task* const> tasks)
{
    const bool cancelled = co_await Gather(tasks);
    journal.addAt(cancelled ? name + "-cancelled" : name);
}

Co<void> raises(Journal& journal, std::span<Task* const> tasks)
{
    Gather gather(tasks, Gather::OnFailure::Raise);
    const bool cancelled = co_await gather;
    if (gather.failed() != nullptr)
        journal.addAt("failure-of-" + std::to_string(gather.failed()->id()));
    else
        journal.addAt(cancelled ? "cancelled" : "all");
}

Co<void> failing(Journal& journal, Duration after)
{
    co_await sleepFor(after);
    journal.addAt("fails");
    journal.scheduler().current().endsAs(TaskEnd::Failed);
}

Co<void> yielder(Journal& journal, std::string name, int times)
{
    for (int i = 0; i < times; ++i) {
        journal.add(name, i);
        co_await sleepFor(0s);
    }
}

/// Does not let itself be cancelled so soon: sleeps on, that many times.
Co<void> stubborn(Journal& journal, std::string name, int times)
{
    for (int i = 0; i < times; ++i) {
        const bool whole = co_await sleepFor(10s);
        journal.addAt(whole ? name : name + "-cancelled");
    }
}

} // namespace

class TestGather final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesOnTwoRoundsAfterTheLastEnd()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(yielder(journal, "c", 1)); // ends in round 2
        others.spawn(gathers(journal, "g", children.tasks()));
        others.spawn(yielder(journal, "y", 6));
        runAll(scheduler);
        // Round 1: c0 y0. Round 2: c ends, y1. Round 3: the end is told, y2. Round 4: g, y3.
        QCOMPARE(journal.text(), "c0 y0 y1 y2 g@0 y3 y4 y5");
    }

    void goesOnTwoRoundsAfterAskingWhenAllHadEnded()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(yielder(journal, "a", 0));
        children.spawn(yielder(journal, "b", 0));
        runAll(scheduler);
        others.spawn(gathers(journal, "g", children.tasks()));
        others.spawn(yielder(journal, "y", 4));
        runAll(scheduler);
        QCOMPARE(journal.text(), "y0 y1 g@0 y2 y3"); // asked in round 1
    }

    void withoutTasksItDoesNotSuspend()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope others(scheduler);
        others.spawn(gathers(journal, "g", {}));
        others.spawn(yielder(journal, "y", 1));
        scheduler.runRound();
        QCOMPARE(journal.text(), "g@0 y0");
        runAll(scheduler);
    }

    void awaitsAllOfThemWhicheverEndsLast()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "a", 3s));
        children.spawn(sleeper(journal, "b", 1s));
        children.spawn(sleeper(journal, "c", 2s));
        others.spawn(gathers(journal, "g", children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "b@1 c@2 a@3 g@3");
    }

    void severalMayAwaitTheSameTasksAndGoOnInOrderOfAsking()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "c", 1s));
        others.spawn(gathers(journal, "first", children.tasks()));
        others.spawn(gathers(journal, "second", children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "c@1 first@1 second@1");
    }

    void cancellingItCancelsThoseThatHaveNotEndedAndIsMetWhenTheyHave()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        Task& ended = children.spawn(yielder(journal, "e", 0));
        children.spawn(sleeper(journal, "a", 5s));
        children.spawn(sleeper(journal, "b", 5s));
        Task& g = others.spawn(gathers(journal, "g", children.tasks()));
        runRounds(scheduler, 2);
        QVERIFY(g.cancel());
        QVERIFY(g.waiting()); // until they have ended
        runAll(scheduler);
        QCOMPARE(journal.text(), "a-cancelled@0 b-cancelled@0 g-cancelled@0");
        QCOMPARE(ended.cancelRequests(), 0u);
    }

    void eachCancellationIsPassedOn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        Task& child = children.spawn(stubborn(journal, "c", 3));
        Task& g = others.spawn(gathers(journal, "g", children.tasks()));
        scheduler.runRound();
        for (std::uint32_t i = 1; i <= 2; ++i) {
            g.cancel();
            QCOMPARE(child.cancelRequests(), i);
            runRounds(scheduler, 1);
        }
        runAll(scheduler);
        QCOMPARE(journal.text(), "c-cancelled@0 c-cancelled@0 c@10 g-cancelled@10");
    }

    void cancelledInTheRoundsWhenAllHadEndedItIsMetAtItsPlace()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(yielder(journal, "c", 0));
        runAll(scheduler);
        Task& g = others.spawn(gathers(journal, "g", children.tasks()));
        others.spawn(yielder(journal, "y", 4));
        scheduler.runRound();
        QVERIFY(g.cancel());
        runAll(scheduler);
        QCOMPARE(journal.text(), "y0 y1 g-cancelled@0 y2 y3"); // no sooner, no later
    }

    void theFirstFailureIsRaisedAndTheOthersGoOn()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "a", 1s));
        children.spawn(failing(journal, 2s));
        children.spawn(failing(journal, 2s)); // its end is told when the wait is over
        children.spawn(sleeper(journal, "b", 3s));
        others.spawn(raises(journal, children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "a@1 fails@2 fails@2 failure-of-1@2 b@3");
    }

    void withoutAFailureItAwaitsAll()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "a", 1s));
        children.spawn(sleeper(journal, "b", 3s));
        others.spawn(raises(journal, children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "a@1 b@3 all@3");
    }

    void aFailureOfBeforeIsRaisedTwoRoundsAfterAsking()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "a", 9s));
        children.spawn(failing(journal, 1s));
        while (*journal.text() == 0)
            scheduler.runRound();
        others.spawn(raises(journal, children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "fails@1 failure-of-1@1 a@9");
    }

    void oneThatEndsWithACancellationKeptIsMetAsACancellation()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        const auto cancelsItself = [](Journal& j) -> Co<void> {
            j.scheduler().current().cancel();
            co_return;
        };
        children.spawn(cancelsItself(journal));
        children.spawn(sleeper(journal, "a", 2s));
        Task& waiter = others.spawn(raises(journal, children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "cancelled@0 a@2");
        QCOMPARE(waiter.cancelRequests(), 0u); // nobody cancelled it
    }

    void oneThatIsCancelledBeforeItsFirstTurnIsMetAsACancellation()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        Task& child = children.spawn(sleeper(journal, "a", 2s));
        others.spawn(raises(journal, children.tasks()));
        child.cancel();
        runAll(scheduler);
        QCOMPARE(journal.text(), "cancelled@0");
    }

    void severalMayWatchATaskOfWhomOneGoesOnAtAFailure()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "a", 3s));
        children.spawn(failing(journal, 1s));
        others.spawn(gathers(journal, "first", children.tasks()));
        others.spawn(raises(journal, children.tasks()));
        others.spawn(gathers(journal, "last", children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "fails@1 failure-of-1@1 a@3 first@3 last@3");
    }

    void oneThatCancelledItselfCancelsTheTasksThatItBeginsToAwait()
    {
        Scheduler scheduler;
        Journal journal(scheduler);
        Scope children(scheduler), others(scheduler);
        children.spawn(sleeper(journal, "c", 5s));
        const auto body = [](Journal& j, std::span<Task* const> tasks) -> Co<void> {
            j.scheduler().current().cancel();
            const bool cancelled = co_await Gather(tasks);
            j.addAt(cancelled ? "g-cancelled" : "g");
        };
        others.spawn(body(journal, children.tasks()));
        runAll(scheduler);
        QCOMPARE(journal.text(), "c-cancelled@0 g-cancelled@0");
    }
};

QTEST_GUILESS_MAIN(TestGather)
#include "tst_gather.moc"
