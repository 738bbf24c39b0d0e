#include "formats/summary_text.h"

#include <QTest>

#include <string>

using namespace sojourn;

namespace {

RunInfo someInfo()
{
    RunInfo info;
    info.groups = {{"worker", 0, 30, true, {}, {}, {}, {}}};
    info.queues = {{"work", 5, QueueOrder::Fifo}};
    info.groupOfTask.assign(30, 0);
    return info;
}

Summary someSummary()
{
    Summary summary;
    summary.scenario = "demo";
    summary.outcome = Outcome::Finished;
    summary.elapsedSeconds = 1.25;
    summary.items.made = 1'234'567;
    summary.queues.resize(1);
    summary.queues[0].wait = {2, 0.5, 0.25, 1, 1, 1, 1};
    summary.groups.resize(1);
    summary.groups[0].count = 30;
    summary.groups[0].share[static_cast<std::size_t>(TaskState::GetWait)] = 0.5;
    return summary;
}

bool has(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestSummaryText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHowItEndedInHumanUnits();
    void leavesOutWhatDidNotHappen();
    void namesWaitingTasksOfAStalledRun();
    void isLinedUpAndWithoutSpacesAtLineEnds();
    void hasNoEmptyTablesForARunOfNothing();
};

void TestSummaryText::saysHowItEndedInHumanUnits()
{
    const std::string text = summaryText(someSummary(), someInfo());
    QVERIFY(text.starts_with("demo, seed 1, virtual clock: finished after 1.25 s\n"));
    QVERIFY(has(text, "1,234,567 made"));
    QVERIFY(has(text, "500 ms"));
}

void TestSummaryText::leavesOutWhatDidNotHappen()
{
    const std::string text = summaryText(someSummary(), someInfo());
    QVERIFY(!has(text, "dropped"));
    QVERIFY(!has(text, "put wait"));
    QVERIFY(!has(text, "sleeping"));
    QVERIFY(has(text, "get wait"));
    QVERIFY(has(text, "50.0 %"));
}

void TestSummaryText::namesWaitingTasksOfAStalledRun()
{
    Summary summary = someSummary();
    summary.outcome = Outcome::Stalled;
    for (std::uint32_t task = 0; task < 30; ++task)
        summary.waitingTasks.push_back({task, "an item"});
    const std::string text = summaryText(summary, someInfo());
    QVERIFY(has(text, "worker-0 waits for an item\n"));
    QVERIFY(has(text, "and 10 more\n"));
}

void TestSummaryText::isLinedUpAndWithoutSpacesAtLineEnds()
{
    const std::string text = summaryText(someSummary(), someInfo());
    QVERIFY(!has(text, " \n"));
    QVERIFY(!has(text, "\n\n\n"));
}

void TestSummaryText::hasNoEmptyTablesForARunOfNothing()
{
    const std::string text = summaryText(Summary(), RunInfo());
    QVERIFY(!has(text, "queues"));
    QVERIFY(has(text, "0 made"));
}

QTEST_APPLESS_MAIN(TestSummaryText)
#include "tst_summary_text.moc"
