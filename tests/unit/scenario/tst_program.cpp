#include "scenario/program.h"

#include "scenario/draw.h"
#include "scenario/run_info_of.h"
#include "scenario/scenario_file.h"
#include "unit/scenario/scenario_texts.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// One letter or word an instruction, with its target.
QByteArray listingOf(const Program& program)
{
    static constexpr const char* words[] = {
        "sleep", "work",    "offload", "put",      "get",          "task_done",   "break_if",   "join",
        "await", "cancel",  "set",     "wait",     "request",      "fail",        "log",        "repeat",
        "next",  "finally", "timeout", "clean-up", "clean-up-end", "timeout-end", "log-behind", "end"};
    QByteArray listing;
    for (const Instruction& i : program.code) {
        if (!listing.isEmpty()) listing += ' ';
        listing += words[static_cast<int>(i.op)];
        if (i.target != 0) listing += '>' + QByteArray::number(i.target);
    }
    return listing;
}

struct Compiled
{
    explicit Compiled(std::string_view steps)
        : scenario(*ScenarioFile::read(stepsText(steps))->resolve())
    {
        program = compile(scenario.groups[0], 1, sites);
    }
    Scenario scenario;
    std::uint32_t sites = 0;
    Program program;
};

} // namespace

class TestProgram final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anIfLeavesOnlyWhatIsTaken()
    {
        const Compiled taken(
            R"({"if": true, "steps": [{"sleep": 1}], "else": [{"work": 1}, {"work": 2}]}, {"sleep": 2})");
        const Compiled other(
            R"({"if": false, "steps": [{"sleep": 1}], "else": [{"work": 1}, {"work": 2}]}, {"sleep": 2})");
        QCOMPARE(listingOf(taken.program), "sleep sleep end");
        QCOMPARE(listingOf(other.program), "work work sleep end");
        // What follows draws the same, whichever was taken.
        QCOMPARE(taken.program.sites.back().site, other.program.sites.back().site);
        QVERIFY(taken.program.sites.front().site != other.program.sites.front().site);
    }

    void stepsFollowEachOther()
    {
        const Compiled c(
            R"({"sleep": 1}, {"work": 2}, {"put": "done"}, {"get": "work"}, {"task_done": "work"},
            {"join": "work"}, {"await": "worker"}, {"cancel": "worker"}, {"set": "ready"}, {"wait": "ready"},
            {"offload": 1, "pool": "pool"}, {"log": "x"}, {"fail": "no"})");
        QCOMPARE(listingOf(c.program),
                 "sleep work put get task_done join await cancel set wait offload log fail end");
        QCOMPARE(c.program.code[2].object, std::uint16_t{1}); // the queue done
        QCOMPARE(c.program.code[6].object, std::uint16_t{1}); // the group worker
    }

    void aRepeatJumpsBackBehindItsBeginning()
    {
        const Compiled c(R"({"repeat": 3, "steps": [{"sleep": 1}, {"sleep": 2}]}, {"sleep": 3})");
        QCOMPARE(listingOf(c.program), "repeat>4 sleep sleep next>1 sleep end");
    }

    void innerBlocksNest()
    {
        const Compiled c(R"({"repeat": "forever", "steps": [
            {"timeout": 1, "steps": [{"get": "work"}]}, {"break_if": {"draw": 1, "equals": 1}}]})");
        QCOMPARE(listingOf(c.program), "repeat>6 timeout>3 get timeout-end break_if next>1 end");
    }

    void stepsWithCleanUpPointToIt()
    {
        const Compiled c(
            R"({"steps": [{"sleep": 1}], "finally": [{"sleep": 2}]}, {"steps": [{"sleep": 3}]})");
        QCOMPARE(listingOf(c.program), "finally>3 sleep clean-up sleep clean-up-end sleep end");
    }

    void anEmptyCleanUpIsOneAllTheSame()
    {
        const Compiled c(R"({"steps": [{"sleep": 1}], "finally": []})");
        QCOMPARE(listingOf(c.program), "finally>3 sleep clean-up clean-up-end end");
    }

    void aBlocksLogStandsBehindIt()
    {
        const Compiled c(
            R"({"repeat": 1, "steps": [], "log": "a"}, {"timeout": 1, "steps": [], "log": "b"})");
        QCOMPARE(listingOf(c.program), "repeat>2 next>1 log-behind timeout>4 timeout-end log-behind end");
    }

    void drawSitesAreNumberedByStepInTheOrderWritten()
    {
        const Compiled c(R"({"repeat": 2, "steps": [{"sleep": {"exponential": 1}}]},
            {"put": "done", "value": {"uniform": [0, 1]}, "priority": {"uniform": [0, 1]}}, {"sleep": 1})");
        const std::uint64_t group = fnv1a64("main");
        const auto siteOf = [&](std::size_t i) { return c.program.sites[i].site; };
        QCOMPARE(c.program.sites.size(), 5u);
        QCOMPARE(siteOf(0), drawSite(1, group, 0, 0)); // the repeat
        QCOMPARE(siteOf(1), drawSite(1, group, 1, 0)); // the sleep in it
        QCOMPARE(siteOf(2), drawSite(1, group, 2, 1)); // the put's priority
        QCOMPARE(siteOf(3), drawSite(1, group, 2, 2)); // its value
        QCOMPARE(siteOf(4), drawSite(1, group, 3, 0));
        QCOMPARE(c.sites, 5u);
        for (std::uint32_t i = 0; i < 5; ++i)
            QCOMPARE(c.program.sites[i].id, i);
    }

    void sitesOfAnotherGroupHaveOtherNumbersAndDraws()
    {
        const Compiled c(R"({"sleep": {"exponential": 1}})");
        TaskGroup other = c.scenario.groups[0];
        other.name = "other";
        std::uint32_t next = c.sites;
        const Program program = compile(other, 1, next);
        QCOMPARE(program.sites[0].id, 1u);
        QVERIFY(program.sites[0].site != c.program.sites[0].site);
        std::uint32_t again = 0;
        QVERIFY(compile(c.scenario.groups[0], 2, again).sites[0].site != c.program.sites[0].site); // by seed
    }

    void onlyStepsAndPassesCountAsSteps()
    {
        QVERIFY(countsAsStep(Op::Sleep));
        QVERIFY(countsAsStep(Op::Log));
        QVERIFY(countsAsStep(Op::RepeatNext));
        QVERIFY(countsAsStep(Op::TimeoutBegin));
        QVERIFY(!countsAsStep(Op::FinallyEnd));
        QVERIFY(!countsAsStep(Op::End));
    }

    void runInfoNamesTasksAndSaysWhatAGroupDoesWithQueues()
    {
        const Compiled c(R"({"repeat": 2, "steps": [{"put": "done"}, {"put": "done"}]},
            {"steps": [{"get": "work"}], "finally": [{"task_done": "work"}]})");
        const RunInfo info = runInfoOf(c.scenario, 9, true);
        QCOMPARE(info.seed, 9u);
        QCOMPARE(info.taskCount(), 3u);
        QCOMPARE(info.taskName(0), "main");
        QCOMPARE(info.taskName(2), "worker-1");
        QCOMPARE(info.groups[0].putsInto, std::vector<std::uint16_t>{1});
        QCOMPARE(info.groups[0].getsFrom, std::vector<std::uint16_t>{0});
        QCOMPARE(info.groups[0].marksDone, std::vector<std::uint16_t>{0});
        QVERIFY(info.groups[1].putsInto.empty());
    }

    void stepsAreNumberedAsTheyAreWritten()
    {
        const Compiled c(R"({"repeat": 2, "steps": [{"put": "done"}, {"sleep": 1}]},
            {"steps": [{"get": "work"}], "finally": [{"sleep": 2}]}, {"sleep": 3})");
        std::vector<int> numbers;
        for (const Instruction& i : c.program.code)
            if (i.op == Op::Put || i.op == Op::Get || i.op == Op::Sleep) numbers.push_back(i.number);
        QCOMPARE(numbers, (std::vector<int>{2, 3, 5, 6, 7}));
    }

    void whatAnIfLeavesOutKeepsItsNumbers()
    {
        const auto numbersOf = [](const char* steps) {
            const Compiled c(steps);
            std::vector<int> numbers;
            for (const Instruction& i : c.program.code)
                if (countsAsStep(i.op)) numbers.push_back(i.number);
            return numbers;
        };
        QCOMPARE(
            numbersOf(
                R"({"if": true, "steps": [{"sleep": 1}], "else": [{"work": 1}, {"work": 2}]}, {"sleep": 2})"),
            (std::vector<int>{2, 5}));
        QCOMPARE(
            numbersOf(
                R"({"if": false, "steps": [{"sleep": 1}], "else": [{"work": 1}, {"work": 2}]}, {"sleep": 2})"),
            (std::vector<int>{3, 4, 5}));
    }

    void aThreadOfItsOwnIsNoPool()
    {
        const Compiled c(R"({"offload": 1}, {"offload": 1, "pool": "pool"})");
        QCOMPARE(runInfoOf(c.scenario, 1, true).groups[0].offloadsTo, std::vector<std::uint16_t>{0});
    }

    void aStepBehindTheLastNumberedOneHasNone()
    {
        std::string steps = R"({"sleep": 0})";
        for (std::uint32_t i = 0; i < lastNumberedStep; ++i)
            steps += R"(, {"sleep": 0})";
        const Compiled c(steps);
        QCOMPARE(c.program.code[lastNumberedStep - 1].number, lastNumberedStep);
        QCOMPARE(c.program.code[lastNumberedStep].number, 0);
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
