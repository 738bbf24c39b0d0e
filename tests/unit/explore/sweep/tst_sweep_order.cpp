#include "explore/sweep/sweep_order.h"

#include "grid.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace sojourn;

namespace {

constexpr const char* metric = "wait_s.p99";

/// What a cell came to whose metric is that, for sure.
SweepCell cellOf(std::uint64_t index, double value)
{
    return {index, 2, 0, 0, {{2, value, value, value}}, {}};
}

std::vector<std::uint64_t> dealtOut(SweepOrder& order)
{
    std::vector<std::uint64_t> cells;
    while (const auto cell = order.next())
        cells.push_back(*cell);
    return cells;
}

void eachOnce(std::vector<std::uint64_t> cells, std::size_t count)
{
    std::ranges::sort(cells);
    std::vector<std::uint64_t> all(count);
    std::iota(all.begin(), all.end(), 0u);
    QCOMPARE(cells, all);
}

} // namespace

class TestSweepOrder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCellIsDealtOutOnce()
    {
        for (const auto& axes :
             std::vector<std::vector<std::string>>{{"workers=3"},
                                                   {"workers=1:2"},
                                                   {"workers=1:100"},
                                                   {"workers=1:7", "service=1:9:1"},
                                                   {"workers=1:4", "service=1:3:1", "items=1:2"}}) {
            const SweepPlan plan = test::planOf(axes, {metric}, 2);
            SweepOrder order(plan);
            eachOnce(dealtOut(order), plan.cellCount());
        }
    }
    void theEndsAndACoarseGridComeFirst()
    {
        const SweepPlan plan = test::planOf({"workers=1:17"}, {metric}, 2);
        SweepOrder order(plan);
        std::vector<std::uint64_t> cells = dealtOut(order);
        cells.resize(5);
        QCOMPARE(cells, (std::vector<std::uint64_t>{0, 4, 8, 12, 16}));
    }
    void whatLiesNearTheFrontierComesNext()
    {
        const SweepPlan plan = test::planOf({"workers=1:65"}, {metric}, 2);
        const SweepGoal goal{*readRequirement("wait_s.p99<2"), 0};
        SweepOrder order(plan, {goal});
        // Met from cell 37 on: the search closes in on it.
        std::vector<std::uint64_t> cells;
        while (const auto cell = order.next()) {
            cells.push_back(*cell);
            order.note(cellOf(*cell, *cell >= 37 ? 1 : 3));
        }
        eachOnce(cells, 65);
        const auto place = [&](std::uint64_t cell) { return std::ranges::find(cells, cell) - cells.begin(); };
        QVERIFY(place(36) < 20 && place(37) < 20);
        QVERIFY(place(1) > 30); // far from it, and on no coarser grid
    }
    void otherGoalsChangeWhatIsLeft()
    {
        const SweepPlan plan = test::planOf({"workers=1:65"}, {metric}, 2);
        SweepOrder order(plan);
        std::vector<std::uint64_t> cells;
        for (int i = 0; i < 10; ++i) {
            cells.push_back(*order.next());
            order.note(cellOf(cells.back(), cells.back() >= 37 ? 1 : 3));
        }
        order.setGoals({{*readRequirement("wait_s.p99<2"), 0}});
        const std::uint64_t next = *order.next();
        QVERIFY(next > 32 && next < 48);
    }
};

QTEST_APPLESS_MAIN(TestSweepOrder)
#include "tst_sweep_order.moc"
