#include "explore/sweep/sweep_plan.h"

#include "grid.h"

#include <QTest>

#include <set>

using namespace sojourn;

class TestSweepPlan final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLastAxisRunsFastest()
    {
        const SweepPlan plan = test::planOf({"workers=1:3", "items=10,20"}, {"wait_s.mean"}, 2);
        QCOMPARE(plan.cellCount(), 6u);
        std::string all;
        for (std::uint64_t cell = 0; cell < 6; ++cell)
            for (const ParameterValue& value : plan.valuesOf(cell))
                all += value.toText() + ' ';
        QCOMPARE(all, std::string("1 10 1 20 2 10 2 20 3 10 3 20 "));
        QCOMPARE(plan.allValuesOf(3).at("items").number, 20.0);
    }
    void shardsDealOutEveryCellOnce()
    {
        SweepPlan plan = test::planOf({"workers=1:10"}, {"wait_s.mean"}, 1);
        std::uint64_t cells = 0;
        std::set<std::uint64_t> dealt;
        for (plan.shard = {1, 3}; plan.shard.number <= 3; ++plan.shard.number) {
            cells += plan.ownCellCount();
            for (std::uint64_t cell = 0; cell < 10; ++cell)
                if (plan.shard.has(cell)) QVERIFY(dealt.insert(cell).second);
        }
        QCOMPARE(cells, 10u);
        QCOMPARE(dealt.size(), 10u);
    }
    void refusesWhatIsTooLarge()
    {
        SweepPlan plan = test::planOf({"workers=1:100", "items=1:10001"}, {"wait_s.mean"}, 1);
        QCOMPARE(sweepProblem(plan), std::string("that makes 1000100 cells; 1000000 is the most: vary fewer "
                                                 "parameters, or in larger steps"));
        plan = test::planOf({"workers=1:100", "items=1:10000"}, {"wait_s.mean"}, 1);
        QCOMPARE(sweepProblem(plan), std::string());
        plan.replications = 1001;
        QVERIFY(sweepProblem(plan).starts_with("that makes 1001000000 runs"));
    }
    void refusesAParameterTwice()
    {
        SweepPlan plan = test::planOf({"workers=1:2", "workers=3:4"}, {"wait_s.mean"}, 1);
        QCOMPARE(sweepProblem(plan), std::string("workers is varied twice"));
        plan = test::planOf({"workers=1:2"}, {"wait_s.mean"}, 1);
        plan.fixed["workers"].number = 3;
        QCOMPARE(sweepProblem(plan), std::string("workers is both given and varied"));
    }
    void refusesWhatTheScenarioRefuses()
    {
        const SweepPlan plan = test::planOf({"items=1,2.5"}, {"wait_s.mean"}, 1);
        QCOMPARE(sweepProblem(plan), std::string()); // a repeat rounds down
        const SweepPlan half = test::planOf({"workers=1,2.5"}, {"wait_s.mean"}, 1);
        QVERIFY2(sweepProblem(half).find("whole number") != std::string::npos, sweepProblem(half).c_str());
    }
    void refusesAStepToValuesThatCantBe()
    {
        const SweepPlan steps = test::planOf({"items=1:2", "workers=1:3:0.5"}, {"wait_s.mean"}, 1);
        const std::string problem = sweepProblem(steps);
        QVERIFY2(problem.find("must be a whole number, not 1.5") != std::string::npos, problem.c_str());
        QVERIFY(problem.find("workers") != std::string::npos); // where it is from
        QCOMPARE(sweepProblem(test::planOf({"workers=1:3:0.5", "items=1:2"}, {"wait_s.mean"}, 1)), problem);
    }
    void aValueThatOnlySomeSettingsRefuseIsSwept()
    {
        const auto file = ScenarioFile::read(R"({
            "format": "sojourn-scenario", "version": 1, "name": "n", "title": "T",
            "parameters": {"low": {"label": "L", "value": 1, "min": 0, "max": 9},
                           "high": {"label": "H", "value": 2, "min": 0, "max": 9}},
            "tasks": [{"name": "a", "steps": [{"sleep": {"uniform": ["$low", "$high"]}}]}]})");
        QVERIFY(file);
        SweepPlan plan{*file, {}, {}, {}, 1, 1, {}, {}};
        for (const char* const axis : {"low=1,3", "high=2,4"})
            plan.axes.push_back(*readSweepAxis(axis, *file));
        QVERIFY(!file->resolve(plan.allValuesOf(2))); // 3 to 2
        QCOMPARE(sweepProblem(plan), std::string());
    }
    void knowsWhereZeroIsNoLimit()
    {
        const auto file = ScenarioFile::read(R"({
            "format": "sojourn-scenario", "version": 1, "name": "n", "title": "T",
            "parameters": {"room": {"label": "R", "value": 3, "min": 0, "max": 9},
                           "capacity": {"label": "C", "value": 2, "min": 0, "max": 9}},
            "queues": [{"name": "q", "capacity": "$room"}],
            "tasks": [{"name": "a", "steps": [{"sleep": "$capacity"}]}]})");
        QVERIFY(file);
        SweepPlan plan{*file, {}, {}, {}, 1, 1, {}, {}};
        for (const char* const axis : {"room=5,0,1", "capacity=0:2:1"})
            plan.axes.push_back(*readSweepAxis(axis, *file));
        QCOMPARE(plan.unlimitedAtZero(), std::vector<std::string>{"room"}); // whatever they are called
        plan.axes[0] = *readSweepAxis("room=1,5", *file);
        QVERIFY(plan.unlimitedAtZero().empty());
    }
    void theFingerprintTellsWhatMatters()
    {
        const SweepPlan plan = test::planOf({"workers=1:3"}, {"wait_s.mean"}, 2);
        std::set<std::string> prints{plan.fingerprint()};
        const auto differs = [&](auto change) {
            SweepPlan other = plan;
            change(other);
            return prints.insert(other.fingerprint()).second;
        };
        QVERIFY(!differs([](SweepPlan& p) { p.shard = {2, 3}; }));
        QVERIFY(differs([](SweepPlan& p) { p.seed = 2; }));
        QVERIFY(differs([](SweepPlan& p) { p.replications = 3; }));
        QVERIFY(differs([](SweepPlan& p) { p.until = Duration(0); }));
        QVERIFY(differs([](SweepPlan& p) { p.axes[0].values.pop_back(); }));
        QVERIFY(differs([](SweepPlan& p) { p.metrics[0].name = "wait_s.p99"; }));
        QVERIFY(differs([](SweepPlan& p) { p.fixed["items"].number = 5; }));
        const auto sample = [](double last) {
            return [last](SweepPlan& p) {
                ParameterValue& value = p.fixed["service"];
                value.kind = ParameterValue::Kind::Sample;
                value.sample = std::make_shared<Sample>(Sample{"@a.csv:b", {1, last}});
            };
        };
        QVERIFY(differs(sample(2)));
        QVERIFY(differs(sample(3)));
    }
};

QTEST_APPLESS_MAIN(TestSweepPlan)
#include "tst_sweep_plan.moc"
