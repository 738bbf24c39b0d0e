#include "trace/run_match.h"

#include <QTest>

using namespace sojourn;

namespace {

RunInfo infoOf(const std::vector<std::pair<std::string, std::uint32_t>>& groups,
               const std::vector<std::string>& queues)
{
    RunInfo info;
    for (const auto& [name, count] : groups) {
        GroupInfo group;
        group.name = name;
        group.firstTask = info.taskCount();
        group.taskCount = count;
        info.groupOfTask.insert(info.groupOfTask.end(), count,
                                static_cast<std::uint16_t>(info.groups.size()));
        info.groups.push_back(group);
    }
    for (const std::string& name : queues)
        info.queues.push_back({name, 0, QueueOrder::Fifo});
    return info;
}

} // namespace

class TestRunMatch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksOfTheSameNameMatchWhateverTheirNumbers()
    {
        const RunInfo from = infoOf({{"main", 1}, {"producer", 2}, {"consumer", 2}}, {});
        const RunInfo to = infoOf({{"consumer", 3}, {"producer", 1}}, {});
        QCOMPARE(matchingTasks(from, to), (std::vector<std::uint32_t>{noMatch, 3, noMatch, 0, 1}));
        QCOMPARE(matchingTasks(to, from), (std::vector<std::uint32_t>{3, 4, noMatch, 1}));
    }
    void lanesMatchThreadByThread()
    {
        RunInfo from = infoOf({{"worker", 5}}, {}), to = infoOf({{"worker", 4}}, {});
        from.groups[0].counted = to.groups[0].counted = true;
        from.outermostLanes = {0, 0, 0, 3, 3};
        to.outermostLanes = {0, 1, 1, 1};
        QCOMPARE(matchingTasks(from, to), (std::vector<std::uint32_t>{0, noMatch, noMatch, 1, 2}));
        QCOMPARE(matchingTasks(to, from), (std::vector<std::uint32_t>{0, 3, 4, noMatch}));
    }
    void queuesMatchByName()
    {
        const RunInfo from = infoOf({}, {"work", "results"});
        const RunInfo to = infoOf({}, {"results"});
        QCOMPARE(matchingQueues(from, to), (std::vector<std::uint32_t>{noMatch, 0}));
        QVERIFY(matchingQueues({}, to).empty());
    }
};

QTEST_GUILESS_MAIN(TestRunMatch)
#include "tst_run_match.moc"
