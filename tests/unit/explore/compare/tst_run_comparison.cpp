#include "explore/compare/comparable.h"
#include "explore/compare/run_comparison.h"

#include "support/compared_runs.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Four items; how long each stays, as if that had been measured.
std::shared_ptr<const Columns> measured(const std::string& sleeps, bool virtualClock = false)
{
    const auto file = ScenarioFile::read(
        R"({"format": "sojourn-scenario", "version": 1, "name": "n", "title": "T",
            "queues": [{"name": "q"}],
            "tasks": [{"name": "p", "steps": [{"repeat": 4, "steps": [{"put": "q"}]}]},
                      {"name": "c", "count": 4, "steps": [{"get": "q"}, {"sleep": {"sequence": )" +
        sleeps + R"(}}, {"task_done": "q"}]}]})");
    if (!file) throw std::invalid_argument(file.problem().sentence());
    RunOptions options;
    options.record = true;
    Run run(std::make_shared<const Scenario>(*file->resolve()), options);
    run.runVirtual();
    auto info = std::make_shared<RunInfo>(*run.info());
    info->virtualClock = virtualClock;
    auto columns = std::make_shared<Columns>(std::move(info), run.log());
    columns->advance();
    return columns;
}

} // namespace

class TestRunComparison final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itemsAreMatchedByWhoMadeThemAndAsTheHowManieth()
    {
        const Ran a("asyncq", {{"num_producers", 3}, {"num_consumers", 2}, {"capacity", 3}});
        const Ran b("asyncq", {{"num_producers", 3}, {"num_consumers", 3}, {"capacity", 3}});
        const RunComparison comparison = compareRuns(*a.columns, *b.columns);
        QVERIFY(!comparison.items.empty());
        for (const ItemChange& change : comparison.items) {
            QVERIFY(change.isInBoth());
            const Item& inA = a.columns->items()[change.a];
            const Item& inB = b.columns->items()[change.b];
            // The makers have other numbers where a group before them has grown; their names are the same.
            QCOMPARE(b.columns->info().taskName(inB.maker), a.columns->info().taskName(inA.maker));
            QCOMPARE(inB.nth, inA.nth);
            QCOMPARE(change.aSojournNs, a.columns->sojournNs(change.a));
            QCOMPARE(change.bSojournNs, b.columns->sojournNs(change.b));
        }
        QCOMPARE(comparison.compared() + comparison.unfinished, comparison.items.size());
        QVERIFY(comparison.shorter > 0);
    }
    void aRunIsTheSameAsItself()
    {
        const Ran a("asyncq", {{"num_producers", 3}, {"num_consumers", 2}});
        const RunComparison comparison = compareRuns(*a.columns, *a.columns);
        QCOMPARE(comparison.same, a.columns->items().size());
        QCOMPARE(comparison.shorter + comparison.longer + comparison.unfinished, std::uint64_t{0});
        QVERIFY(changedMost(comparison, ChangeSign::Shorter, 5).empty());
    }
    void whatMayBeJitterIsNoChangeOnTheRealClock()
    {
        QVERIFY(isWithinJitter(1'000, 1'000'999) && !isWithinJitter(0, 1'000'000));
        QVERIFY(isWithinJitter(1'000'000'000, 1'009'000'000) && !isWithinJitter(1'000'000'000, 989'000'000));
        // By 0.9 ms, by 20 ms of 3 s, by 2 ms of 4 ms, and by nothing.
        const std::string before = "[[0.01], [3], [0.004], [1]]", after = "[[0.0109], [2.98], [0.002], [1]]";
        const RunComparison exact = compareRuns(*measured(before, true), *measured(after, true));
        QCOMPARE(exact.compared(), std::uint64_t{4});
        QCOMPARE(exact.same, std::uint64_t{1});
        QVERIFY(!exact.isMeasured);
        for (const bool both : {true, false}) {
            const RunComparison rough = compareRuns(*measured(before, !both), *measured(after));
            QVERIFY(rough.isMeasured);
            QCOMPARE(rough.same, std::uint64_t{3});
            QCOMPARE(rough.shorter, std::uint64_t{1});
            QCOMPARE(changedMost(rough, ChangeSign::Shorter, 9).size(), std::size_t{1});
            QVERIFY(changedMost(rough, ChangeSign::Longer, 9).empty());
        }
    }
    void runsAreComparableByTheNamesOfTasksAndQueues()
    {
        const auto scenarioOf = [](const char* name) { return *Ran(name).scenario; };
        QVERIFY(areComparable(scenarioOf("mm1"), scenarioOf("mm4")));
        QVERIFY(!areComparable(scenarioOf("mm1"), scenarioOf("asyncq")));
        Scenario grown = scenarioOf("asyncq");
        grown.groups.back().name += "s";
        QVERIFY(areComparable(scenarioOf("asyncq"), grown)); // the same one, changed by hand
        grown.name = "another";
        QVERIFY(!areComparable(scenarioOf("asyncq"), grown));
    }
    void itemsOfOneRunAloneAreCountedAndNeverMatched()
    {
        const Ran few("asyncq", {{"num_producers", 2}, {"num_consumers", 2}});
        const Ran many("asyncq", {{"num_producers", 5}, {"num_consumers", 2}});
        const RunComparison more = compareRuns(*few.columns, *many.columns);
        QCOMPARE(more.onlyA, std::uint64_t{0});
        QCOMPARE(more.onlyB, many.columns->items().size() - few.columns->items().size());
        const RunComparison fewer = compareRuns(*many.columns, *few.columns);
        QCOMPARE(fewer.onlyA, more.onlyB);
        QCOMPARE(fewer.onlyB, std::uint64_t{0});
        QCOMPARE(fewer.shorter, more.longer);
        QCOMPARE(fewer.longer, more.shorter);
        QCOMPARE(fewer.items.size(), more.items.size());
    }
    void droppedItemsAreInBothAndNotCompared()
    {
        const Ran a("mm1", {{"items", 300}, {"num_consumers", 1}, {"interarrival", 0.3}});
        const Ran b("mm1", {{"items", 300}, {"num_consumers", 1}, {"interarrival", 0.3}, {"capacity", 2}});
        const RunComparison comparison = compareRuns(*a.columns, *b.columns);
        QCOMPARE(comparison.items.size(), std::size_t{300});
        QCOMPARE(comparison.onlyA + comparison.onlyB, std::uint64_t{0});
        std::uint64_t dropped = 0;
        for (const Visit& visit : b.columns->visits())
            dropped += visit.dropped;
        QCOMPARE(comparison.unfinished, dropped);
        for (const ItemChange& change : comparison.items)
            QCOMPARE(change.bWaitNs == notYet,
                     b.columns->visits()[b.columns->items()[change.b].firstVisit].dropped);
    }
    void emptyRunsHaveNothingToCompare()
    {
        const Ran none("asyncq", {{"num_producers", 0}});
        const Ran some("asyncq", {{"num_producers", 1}});
        QVERIFY(compareRuns(*none.columns, *none.columns).items.empty());
        const RunComparison comparison = compareRuns(*none.columns, *some.columns);
        QCOMPARE(comparison.onlyB, some.columns->items().size());
        QCOMPARE(comparison.compared(), std::uint64_t{0});
    }
    void anItemIsUnderWayFromItsEarlierPutToItsLaterEnd()
    {
        const Ran a("asyncq", {{"num_producers", 3}, {"num_consumers", 1}});
        const Ran b("asyncq", {{"num_producers", 3}, {"num_consumers", 4}});
        const RunComparison comparison = compareRuns(*a.columns, *b.columns);
        QVERIFY(!comparison.items.empty());
        for (const ItemChange& change : comparison.items) {
            const ItemStretch stretch = stretchOf(change, *a.columns, *b.columns);
            const auto visitIn = [](const Ran& run, std::uint32_t item) {
                return run.columns->visits()[run.columns->items()[item].firstVisit];
            };
            const Visit inA = visitIn(a, change.a), inB = visitIn(b, change.b);
            QVERIFY(stretch.fromNs <= std::min(inA.enqueuedNs, inB.enqueuedNs));
            QCOMPARE(stretch.toNs, std::max(inA.doneNs, inB.doneNs));
        }
        ItemChange onlyInA = comparison.items.front();
        onlyInA.b = ItemChange::none;
        QCOMPARE(stretchOf(onlyInA, *a.columns, *b.columns).toNs,
                 a.columns->visits()[a.columns->items()[onlyInA.a].firstVisit].doneNs);
        const ItemStretch none = stretchOf(ItemChange(), *a.columns, *b.columns);
        QCOMPARE(none.fromNs + none.toNs, std::int64_t{0});
    }
    void theLargestChangesComeFirst()
    {
        const Ran a("asyncq", {{"num_producers", 3}, {"num_consumers", 2}});
        const Ran b("asyncq", {{"num_producers", 3}, {"num_consumers", 4}});
        const RunComparison comparison = compareRuns(*a.columns, *b.columns);
        const auto shorter = changedMost(comparison, ChangeSign::Shorter, 4);
        QVERIFY(!shorter.empty() && shorter.size() <= 4);
        std::int64_t most = 0;
        for (const ItemChange& change : comparison.items)
            if (change.isCompared()) most = std::min(most, change.differenceNs());
        QCOMPARE(comparison.items[shorter.front()].differenceNs(), most);
        for (std::size_t i = 1; i < shorter.size(); ++i)
            QVERIFY(comparison.items[shorter[i - 1]].differenceNs() <=
                    comparison.items[shorter[i]].differenceNs());
        for (const std::uint32_t place : changedMost(comparison, ChangeSign::Longer, 100))
            QVERIFY(comparison.items[place].differenceNs() > 0);
        QCOMPARE(changedMost(comparison, ChangeSign::Shorter, 1000).size(), comparison.shorter);
    }
};

QTEST_GUILESS_MAIN(TestRunComparison)
#include "tst_run_comparison.moc"
