#include "explore/sweep/sweep_answer.h"

#include <QTest>

using namespace sojourn;

namespace {

struct Cell
{
    std::vector<std::string> values;
    double mean;
    double half = 0;
    std::uint32_t unfinished = 0;
};

SweepTable tableOf(std::vector<std::string> parameters, const std::vector<Cell>& cells)
{
    SweepTable table{std::move(parameters), {"wait_s.p99"}, cells.size(), "f", {}};
    for (const Cell& cell : cells)
        table.rows.push_back({table.rows.size(),
                              cell.values,
                              5,
                              cell.unfinished,
                              {{5, cell.mean, cell.mean - cell.half, cell.mean + cell.half}}});
    return table;
}

SweepGoal goal(const char* text)
{
    return {*readRequirement(text), 0};
}

std::string cheapest(const SweepTable& table, const char* requirement)
{
    const SweepRow* const row = cheapestThatMeets(table, {goal(requirement)});
    if (!row) return "none";
    std::string text;
    for (const std::string& value : row->values)
        text += (text.empty() ? "" : " ") + value;
    return text;
}

} // namespace

class TestSweepAnswer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstParameterCountsFirst()
    {
        const SweepTable table =
            tableOf({"workers", "capacity"},
                    {{{"10", "1"}, 1.0}, {{"9", "100"}, 1.9}, {{"9", "20"}, 1.5}, {{"8", "1"}, 2.5}});
        QCOMPARE(cheapest(table, "wait_s.p99<2"), std::string("9 20"));
        QCOMPARE(cheapest(table, "wait_s.p99<1.2"), std::string("10 1"));
        QCOMPARE(cheapest(table, "wait_s.p99<1"), std::string("none"));
        QCOMPARE(cheapest(table, "wait_s.p99>2"), std::string("8 1"));
    }
    void noLimitIsTheDearest()
    {
        SweepTable table = tableOf({"workers", "capacity"},
                                   {{{"2", "0"}, 1}, {{"2", "1"}, 3}, {{"2", "50"}, 1}, {{"3", "0"}, 1}});
        QCOMPARE(cheapest(table, "a<2"), std::string("2 0")); // another parameter's 0 is a number like any
        table.unlimitedAtZero = {"capacity"};
        QCOMPARE(cheapest(table, "a<2"), std::string("2 50"));
        QVERIFY(isCheaper(table, table.rows[0], table.rows[3])); // the first parameter counts first
        table.rows[1].metrics[0] = {5, 1.0, {}, {}};             // can't be judged
        QCOMPARE(unjudgedBelow(table, {goal("a<2")}, &table.rows[2]), std::size_t{1});
    }
    void whatCannotBeJudgedIsNoneAndCounted()
    {
        SweepTable table =
            tableOf({"workers"}, {{{"1"}, 3.0}, {{"2"}, 1.5}, {{"3"}, 1.2}, {{"4"}, 1.0}, {{"5"}, .9}});
        for (const std::size_t row : {0u, 1u, 2u, 4u})
            table.rows[row].metrics[0].low.reset(), table.rows[row].metrics[0].high.reset();
        const std::vector<SweepGoal> goals{goal("wait_s.p99<2")};
        QCOMPARE(cheapest(table, "wait_s.p99<2"), std::string("4"));
        QVERIFY(!isUnjudged(table.rows[0], goals)); // it misses the goal, whatever its interval
        QVERIFY(isUnjudged(table.rows[1], goals) && !isUnjudged(table.rows[3], goals));
        QCOMPARE(unjudgedBelow(table, goals, &table.rows[3]), std::size_t{2});
        QCOMPARE(unjudgedBelow(table, goals, nullptr), std::size_t{3});
        table.rows[1].unfinished = 1;
        QVERIFY(!isUnjudged(table.rows[1], goals));
    }
    void rangesCountByTheirLowEndAndTextsNotAtAll()
    {
        QCOMPARE(cheapest(tableOf({"pause"}, {{{"2:3"}, 1}, {{"10:11"}, 1}, {{"2:2.5"}, 1}}), "a<2"),
                 std::string("2:2.5"));
        QCOMPARE(cheapest(tableOf({"order", "n"}, {{{"lifo", "2"}, 1}, {{"fifo", "1"}, 1}}), "a<2"),
                 std::string("fifo 1"));
        QCOMPARE(cheapest(tableOf({"order"}, {{{"lifo"}, 1}, {{"fifo"}, 1}}), "a<2"), std::string("lifo"));
    }
    void theWholeIntervalMustMeetTheGoal()
    {
        const SweepTable table = tableOf({"n"}, {{{"1"}, 1.9, 0.2}, {{"2"}, 1.7, 0.2}});
        QCOMPARE(cheapest(table, "a<2"), std::string("2"));
        QCOMPARE(cheapest(table, "a>1.6"), std::string("1"));
    }
    void aSettingWithRunsThatBrokeOffMeetsNothing()
    {
        SweepTable table = tableOf({"n"}, {{{"1"}, 1, 0, 1}, {{"2"}, 1}});
        QCOMPARE(cheapest(table, "a<2"), std::string("2"));
        table.rows[1].metrics[0].count = 4; // of five replications
        QCOMPARE(cheapest(table, "a<2"), std::string("none"));
    }
    void ofOneReplicationTheValueCounts()
    {
        SweepTable table = tableOf({"n"}, {{{"1"}, 1}});
        table.rows[0].replications = 1;
        table.rows[0].metrics[0] = {1, 1.0, {}, {}};
        QCOMPARE(cheapest(table, "a<2"), std::string("1"));
        table.rows[0].replications = 5; // and of several that tell no interval nothing is known
        table.rows[0].metrics[0].count = 5;
        QCOMPARE(cheapest(table, "a<2"), std::string("none"));
    }
    void findsTheKnee()
    {
        const SweepTable table = tableOf({"n", "m"}, {{{"1", "0"}, 10},
                                                      {{"2", "0"}, 5.5},
                                                      {{"3", "0"}, 1.2},
                                                      {{"4", "0"}, 1.1},
                                                      {{"5", "0"}, 1},
                                                      {{"3", "1"}, 99}});
        const auto knee = kneeOf(table, 0, table.rows[0]);
        QVERIFY(knee && knee->row == &table.rows[2] && knee->parameter == 0);
        const SweepTable mixed =
            tableOf({"order", "n"},
                    {{{"x", "1"}, 1}, {{"x", "2"}, 1}, {{"x", "3"}, 1}, {{"x", "4"}, 5}, {{"x", "5"}, 9}});
        const auto second = kneeOf(mixed, 0, mixed.rows[0]);
        QVERIFY(second && second->row == &mixed.rows[2] && second->parameter == 1);
    }
    void noLimitIsAtTheDearEndOfTheCurve()
    {
        // More room helps at first, and no limit as much as six.
        SweepTable table =
            tableOf({"room"}, {{{"0"}, 1}, {{"1"}, 10}, {{"2"}, 5}, {{"3"}, 1.5}, {{"4"}, 1.2}, {{"6"}, 1}});
        table.unlimitedAtZero = {"room"};
        const auto knee = kneeOf(table, 0, table.rows[0]);
        QVERIFY(knee && knee->row == &table.rows[3]);
        // A curve that falls evenly has none, wherever no limit is written.
        table = tableOf({"room"}, {{{"0"}, 1}, {{"1"}, 5}, {{"2"}, 4}, {{"3"}, 3}, {{"4"}, 2}});
        table.unlimitedAtZero = {"room"};
        QVERIFY(!kneeOf(table, 0, table.rows[0]));
    }
    void valuesStandSideBySide()
    {
        // It falls as the logarithm does.
        const SweepTable table = tableOf(
            {"n"}, {{{"1"}, 5}, {{"10"}, 4}, {{"100"}, 3}, {{"1000"}, 2}, {{"10000"}, 1}, {{"100000"}, 0}});
        QVERIFY(!kneeOf(table, 0, table.rows[0]));
    }
    void aKneeIsMoreThanChance()
    {
        const auto kneeOfAll = [](const SweepTable& table) { return kneeOf(table, 0, table.rows[0]); };
        const auto curve = [](double half) {
            return tableOf({"n"}, {{{"1"}, 71.7, half},
                                   {{"2"}, 71.6, half},
                                   {{"3"}, 71.5, half},
                                   {{"4"}, 71.4, half},
                                   {{"5"}, 70.3, half}});
        };
        QVERIFY(!kneeOfAll(curve(5))); // the intervals of all meet
        QVERIFY(kneeOfAll(curve(0.2)));
        const auto slight = [](double half) {
            return tableOf({"n"}, {{{"1"}, 10, half},
                                   {{"2"}, 7, half},
                                   {{"3"}, 5, half},
                                   {{"4"}, 3.2, half},
                                   {{"5"}, 2, half}});
        };
        QVERIFY(!kneeOfAll(slight(1.1))); // the ends are told apart, the bend is not
        QVERIFY(kneeOfAll(slight(0.3)));
        // A valley has one that is beyond its interval.
        QVERIFY(kneeOfAll(
            tableOf({"n"}, {{{"1"}, 9, 1}, {{"2"}, 5, 1}, {{"3"}, 1, 1}, {{"4"}, 5, 1}, {{"5"}, 9, 1}})));
        // Nor where a point may be anywhere: of one run, or of too few items, there is no interval.
        SweepTable unsure = curve(0.2);
        unsure.rows[1].metrics[0] = {5, 71.6, {}, {}};
        QVERIFY(!kneeOfAll(unsure));
    }
    void runsThatBreakOffAreCountedAsTheReason()
    {
        const SweepTable table = tableOf({"n"}, {{{"1"}, 1, 0.1, 2}, {{"2"}, 3, 0.1, 1}, {{"3"}, 3}});
        QCOMPARE(unfinishedThatWouldMeet(table, {goal("a<2")}), std::size_t{1});
        QCOMPARE(unfinishedThatWouldMeet(table, {goal("a<4")}), std::size_t{2});
        QCOMPARE(unfinishedThatWouldMeet(table, {goal("a<0.5")}), std::size_t{0});
    }
    void aLineAndAFewPointsHaveNoKnee()
    {
        const SweepTable line =
            tableOf({"n"}, {{{"1"}, 5}, {{"2"}, 4}, {{"3"}, 3.1}, {{"4"}, 2}, {{"5"}, 1}});
        QVERIFY(!kneeOf(line, 0, line.rows[0]));
        const SweepTable few = tableOf({"n"}, {{{"1"}, 10}, {{"2"}, 1}, {{"3"}, 1}});
        QVERIFY(!kneeOf(few, 0, few.rows[0]));
        const SweepTable flat = tableOf({"n"}, {{{"1"}, 1}, {{"2"}, 1}, {{"3"}, 1}, {{"4"}, 1}, {{"5"}, 1}});
        QVERIFY(!kneeOf(flat, 0, flat.rows[0]));
        const SweepTable words = tableOf({"o"}, {{{"a"}, 1}, {{"b"}, 9}, {{"c"}, 1}, {{"d"}, 1}, {{"e"}, 1}});
        QVERIFY(!kneeOf(words, 0, words.rows[0]));
    }
};

QTEST_APPLESS_MAIN(TestSweepAnswer)
#include "tst_sweep_answer.moc"
