#include "scene/timeline/lane_order.h"

#include "scene/timeline/lane_layout.h"
#include "trace/columns_builder.h"

#include <QTest>

#include <algorithm>
#include <chrono>

using namespace sojourn;

class TestLaneOrder final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t ms = 1'000'000;

    /// Three groups of one thread each: w-10 begins at 30 ms and is busy 5 ms, w-9 at 10 ms and 50 ms, w-2 at
    /// 20 ms and 20 ms.
    static std::shared_ptr<const Columns> threads()
    {
        const auto info = std::make_shared<RunInfo>();
        const std::array<const char*, 3> names{"w-10", "w-9", "w-2"};
        ColumnsBuilder builder(3, 0);
        const std::array<std::int64_t, 3> from{30, 10, 20}, length{5, 50, 20};
        for (std::uint32_t t = 0; t < 3; ++t) {
            GroupInfo group;
            group.name = names[t];
            group.firstTask = t;
            group.taskCount = 1;
            info->groups.push_back(group);
            info->groupOfTask.push_back(static_cast<std::uint16_t>(t));
            const TaskState state =
                t == 2 ? TaskState::Sleeping : TaskState::Running; // as a service often is
            builder.setSpans(t, {{from[t] * ms, (from[t] + length[t]) * ms, 0xFFFFFFFFu, 0, state, 0}});
        }
        return builder.build(info);
    }
    static std::vector<std::uint32_t> ranks(const Columns& columns, LaneOrder::Kind kind)
    {
        RunIndex index;
        index.update(columns);
        return laneRanks(columns, index, kind);
    }
    static std::vector<std::uint32_t> tasks(const LaneLayout& layout)
    {
        std::vector<std::uint32_t> tasks;
        for (const LaneRow& row : layout.rows)
            if (row.kind == LaneRow::Kind::Task) tasks.push_back(row.index);
        return tasks;
    }
    /// One group of so many tasks.
    static RunInfo oneGroup(std::uint32_t count)
    {
        RunInfo info;
        GroupInfo group;
        group.name = "worker";
        group.taskCount = count;
        group.counted = true;
        info.groups.push_back(group);
        info.groupOfTask.assign(count, 0);
        return info;
    }

private Q_SLOTS:
    void ordersByNameBusyTimeAndFirstEvent()
    {
        const auto columns = threads();
        using Ranks = std::vector<std::uint32_t>;
        QCOMPARE(ranks(*columns, LaneOrder::Start), Ranks());
        QCOMPARE(ranks(*columns, LaneOrder::Name), (Ranks{2, 1, 0})); // 2, 9, 10 and not 10, 2, 9
        QCOMPARE(ranks(*columns, LaneOrder::Busy), (Ranks{2, 0, 1}));
        QCOMPARE(ranks(*columns, LaneOrder::FirstEvent), (Ranks{2, 0, 1}));
    }

    void groupsStandWhereTheFirstOfTheirsDoes()
    {
        const auto columns = threads();
        LaneFolding folding;
        folding.ranks = ranks(*columns, LaneOrder::Name);
        const LaneLayout layout = LaneLayout::of(columns->info(), 500, folding);
        QCOMPARE(tasks(layout), (std::vector<std::uint32_t>{2, 1, 0}));
        QCOMPARE(layout.task(2)->y, 0.0);
    }

    void groupsStandByTheirNamesAndByWhatTheirTasksDoTogether()
    {
        // The names that are shown are those of groups; tasks have others that do not begin with the process.
        const auto info = std::make_shared<RunInfo>();
        info->groups = {{"proc-0 / mid-0", 0, 2, true},
                        {"proc-10 / alpha-10", 2, 1, true},
                        {"proc-2 / alpha-2", 3, 3, true},
                        {"proc-0 / alpha-0", 6, 2, false}};
        info->groupOfTask = {0, 0, 1, 2, 2, 2, 3, 3};
        info->taskNames = {"mid-0-7",   "mid-0-5",   "alpha-10-1", "alpha-2-3",
                           "alpha-2-1", "alpha-2-2", "alpha-0",    "alpha-0 › 2"};
        const std::array<std::int64_t, 8> length{20, 30, 45, 10, 25, 40, 49, 48}; // nested in the one before
        ColumnsBuilder builder(8, 0);
        for (std::uint32_t t = 0; t < 8; ++t)
            builder.setSpans(t, {{0, length[t] * ms, 0xFFFFFFFFu, 0, TaskState::Running, 0}});
        const auto columns = builder.build(info);
        LaneFolding folding;
        folding.ranks = ranks(*columns, LaneOrder::Name);
        QCOMPARE(tasks(LaneLayout::of(*info, 900, folding)),
                 (std::vector<std::uint32_t>{6, 7, 1, 0, 4, 5, 3, 2}));
        folding.ranks = ranks(*columns, LaneOrder::Busy); // 75, 50, 49 on the outer lane, 45
        QCOMPARE(tasks(LaneLayout::of(*info, 900, folding)),
                 (std::vector<std::uint32_t>{5, 4, 3, 1, 0, 6, 7, 2}));
        folding.ranks = ranks(*columns, LaneOrder::FirstEvent);
        QCOMPARE(tasks(LaneLayout::of(*info, 900, folding)),
                 (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7}));
    }

    void nestedLanesStayWithTheirThread()
    {
        const auto info = std::make_shared<RunInfo>();
        info->groups = {{"w", 0, 5, true}, {"v", 5, 1, true}};
        info->groups[0].nestedLanes = 2;
        info->groupOfTask = {0, 0, 0, 0, 0, 1};
        info->taskNames = {"w-10", "w-10 › 2", "w-9", "w-8", "w-8 › 2", "v-0"};
        info->outermostLanes = {0, 0, 2, 3, 3, 5};
        const std::array<std::int64_t, 6> from{20, 25, 30, 0, 5, 0}, length{30, 9, 20, 50, 45, 101};
        ColumnsBuilder builder(6, 0);
        for (std::uint32_t t = 0; t < 6; ++t)
            builder.setSpans(
                t, {{from[t] * ms, (from[t] + length[t]) * ms, 0xFFFFFFFFu, 0, TaskState::Running, 0}});
        const auto columns = builder.build(info);
        using Ranks = std::vector<std::uint32_t>;
        QCOMPARE(ranks(*columns, LaneOrder::Name), (Ranks{4, 5, 3, 1, 2, 0}));
        // Together 100 ms, as the nested ones are not counted again: less than the other's 101.
        QCOMPARE(ranks(*columns, LaneOrder::Busy), (Ranks{3, 4, 5, 1, 2, 0}));
        QCOMPARE(ranks(*columns, LaneOrder::FirstEvent), (Ranks{2, 3, 4, 0, 1, 5}));
    }

    void tasksOfAGroupStandInTheirOrder()
    {
        const RunInfo info = oneGroup(4);
        LaneFolding folding;
        folding.ranks = {3, 1, 2, 0};
        QCOMPARE(tasks(LaneLayout::of(info, 500, folding)), (std::vector<std::uint32_t>{3, 1, 2, 0}));
        folding.ranks = {1, 0}; // of another run
        QCOMPARE(tasks(LaneLayout::of(info, 500, folding)), (std::vector<std::uint32_t>{0, 1, 2, 3}));
    }

    void onlySomeLanesAndThosePinned()
    {
        const RunInfo info = oneGroup(40); // folded as it comes
        LaneFolding folding;
        folding.only.assign(40, false);
        folding.only[7] = true;
        folding.pinned = {12};
        const LaneLayout layout = LaneLayout::of(info, 500, folding);
        QCOMPARE(tasks(layout), (std::vector<std::uint32_t>{12, 7}));
        QVERIFY(layout.task(3) == nullptr);
        folding.pinned.clear();
        folding.only.assign(40, false);
        QVERIFY(LaneLayout::of(info, 500, folding).rows.empty());
    }

    void thousandsOfLanesAreLaidOutInAFrame()
    {
        const RunInfo info = oneGroup(5000);
        LaneFolding folding;
        folding.groups = {LaneFolding::Choice::Unfolded};
        for (std::uint32_t t = 0; t < 5000; ++t)
            folding.ranks.push_back(4999 - t);
        const auto began = std::chrono::steady_clock::now();
        const LaneLayout layout = LaneLayout::of(info, 500, folding);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
        QCOMPARE(layout.rows.size(), std::size_t{5001});
        QVERIFY2(took.count() < 200, qPrintable(QString::number(took.count()))); // about 2 at rest
        QCOMPARE(layout.between(1000, 1100).size() < 15, true);
    }
};

QTEST_GUILESS_MAIN(TestLaneOrder)
#include "tst_lane_order.moc"
