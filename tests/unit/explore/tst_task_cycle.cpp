#include "explore/task_cycle.h"
#include "support/scenario_runs.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// The scenario must outlive the cycle.
std::shared_ptr<const Scenario> withSteps(const std::string& steps)
{
    return scenarioOf(
        R"("name": "t", "title": "T", "queues": [{"name": "q"}, {"name": "p"}], "tasks": [{"name": "a", "steps": [)" +
        steps + "]}]");
}

std::string shortly(const std::vector<CycleStep>& steps)
{
    std::string text;
    for (const CycleStep& step : steps)
        text += "-+><."[static_cast<std::size_t>(step.kind)];
    return text;
}

} // namespace

class TestTaskCycle final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheLoop_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QByteArray>("cycle"); // - pause, + put, > get, < try, . done
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("no loop") << QByteArray(R"({"sleep": 1}, {"put": "q"})") << QByteArray("-+")
                                 << QByteArray();
        QTest::newRow("loop")
            << QByteArray(
                   R"({"put": "p"}, {"repeat": 3, "steps": [{"get": "q"}, {"sleep": 1}, {"task_done": "q"}]}, {"put": "p"})")
            << QByteArray(">-.") << QByteArray("+");
        QTest::newRow("inner loop")
            << QByteArray(
                   R"({"repeat": "forever", "steps": [{"sleep": 1}, {"repeat": 2, "steps": [{"put": "q"}]}]})")
            << QByteArray("-++") << QByteArray();
        QTest::newRow("clean-up")
            << QByteArray(
                   R"({"steps": [{"repeat": "forever", "steps": [{"get": "q"}]}], "finally": [{"put": "p"}]})")
            << QByteArray(">") << QByteArray();
        QTest::newRow("end marks")
            << QByteArray(
                   R"({"repeat": 3, "steps": [{"sleep": 1}, {"put": "q"}]}, {"put": "q", "sentinel": true})")
            << QByteArray("-+") << QByteArray();
        QTest::newRow("try")
            << QByteArray(
                   R"({"repeat": 3, "steps": [{"sleep": 1}, {"timeout": 0, "steps": [{"get": "p"}, {"put": "q"}]}]})")
            << QByteArray("-<+") << QByteArray();
    }
    void readsTheLoop()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QByteArray, cycle);
        QFETCH(QByteArray, before);
        const auto scenario = withSteps(steps.toStdString());
        const TaskCycle found = cycleOf(scenario->groups[0]);
        QCOMPARE(found.obstacle, std::string());
        QCOMPARE(shortly(found.steps), cycle.toStdString());
        QCOMPARE(shortly(found.before), before.toStdString());
    }
    void countsPasses()
    {
        const auto twice = withSteps(R"({"repeat": 2.5, "steps": [{"put": "q"}]})");
        QCOMPARE(*cycleOf(twice->groups[0]).passes, 2.);
        const auto drawn = withSteps(R"({"repeat": {"uniform_int": [1, 5]}, "steps": [{"put": "q"}]})");
        QVERIFY(!cycleOf(drawn->groups[0]).passes && !cycleOf(drawn->groups[0]).isEndless);
        const auto endless = withSteps(R"({"repeat": "forever", "steps": [{"get": "q"}]})");
        QVERIFY(cycleOf(endless->groups[0]).isEndless);
        const auto once = withSteps(R"({"put": "q"})");
        QCOMPARE(*cycleOf(once->groups[0]).passes, 1.);
    }
    void turnsToWhatComesBehindAGet()
    {
        const auto scenario =
            withSteps(R"({"repeat": "forever", "steps": [{"sleep": 1}, {"get": "q"}, {"task_done": "q"}]})");
        QCOMPARE(shortly(cycleOf(scenario->groups[0]).stepsBehind(CycleStep::Kind::Get, 0)),
                 std::string(".->"));
        QVERIFY(cycleOf(scenario->groups[0]).stepsBehind(CycleStep::Kind::Get, 1).empty());
    }
    void namesObstacles_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("two loops")
            << QByteArray(R"({"repeat": 2, "steps": [{"put": "q"}]}, {"repeat": 2, "steps": [{"put": "q"}]})")
            << QByteArray("more than one loop");
        QTest::newRow("drawn inner loop")
            << QByteArray(
                   R"({"repeat": 2, "steps": [{"repeat": {"uniform_int": [1, 2]}, "steps": [{"put": "q"}]}]})")
            << QByteArray("a loop within its loop");
        QTest::newRow("break")
            << QByteArray(
                   R"({"repeat": 2, "steps": [{"put": "q"}, {"break_if": {"draw": {"uniform_int": [0, 1]}, "equals": 1}}]})")
            << QByteArray("ends its loop by a draw");
        QTest::newRow("join") << QByteArray(R"({"repeat": 2, "steps": [{"put": "q"}, {"join": "q"}]})")
                              << QByteArray("waits for others");
        QTest::newRow("time-out")
            << QByteArray(R"({"repeat": 2, "steps": [{"timeout": 1, "steps": [{"put": "q"}]}]})")
            << QByteArray("cuts steps short");
    }
    void namesObstacles()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QByteArray, words);
        const auto scenario = withSteps(steps.toStdString());
        const std::string obstacle = cycleOf(scenario->groups[0]).obstacle;
        QVERIFY2(obstacle.starts_with("\"a\" ") && obstacle.find(words.constData()) != std::string::npos,
                 obstacle.c_str());
    }
};

QTEST_GUILESS_MAIN(TestTaskCycle)
#include "tst_task_cycle.moc"
