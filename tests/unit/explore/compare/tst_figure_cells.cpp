#include "explore/compare/figure_cells.h"

#include <QTest>

using namespace sojourn;

namespace {

std::string difference(double a, double b, MetricUnit unit)
{
    return figureCells(a, b, unit).difference;
}

} // namespace

class TestFigureCells final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timesHaveThreeFiguresAndOneUnit()
    {
        QCOMPARE(briefTime(0), std::string("0 s"));
        QCOMPARE(briefTime(0.953), std::string("953 ms"));
        QCOMPARE(briefTime(10.6), std::string("10.6 s"));
        QCOMPARE(briefTime(100), std::string("1.67 min"));
        QCOMPARE(briefTime(1265), std::string("21.1 min"));
        QCOMPARE(briefTime(2787), std::string("46.5 min"));
        QCOMPARE(briefTime(3599.9), std::string("1.00 h"));
        QCOMPARE(briefTime(4127), std::string("1.15 h"));
        QCOMPARE(briefTime(3 * 86400.), std::string("3.00 d"));
    }
    void aDifferenceOfTimesHasAUnitOfItsOwn()
    {
        const FigureCells cells = figureCells(2787.102, 2787.059, MetricUnit::Seconds);
        QCOMPARE(cells.a, std::string("46.5 min"));
        QCOMPARE(cells.b, std::string("46.5 min"));
        QCOMPARE(cells.difference, std::string("\u221243.0 ms"));
        QCOMPARE(cells.wholeA, std::string("46 min 27 s (2787.102 s)"));
        QCOMPARE(cells.wholeDifference, std::string("\u22120.043 s"));
        QCOMPARE(difference(1265, 4052, MetricUnit::Seconds), std::string("+46.5 min"));
        QCOMPARE(difference(2, 2, MetricUnit::Seconds), std::string("0 s"));
        QCOMPARE(difference(0.1 + 0.2, 0.3, MetricUnit::Seconds), std::string("\u2248 0"));
    }
    void aDifferenceIsToldAsFinelyAsTheNumbers()
    {
        const FigureCells cells = figureCells(3.587743, 3.587798, MetricUnit::PerSecond);
        QCOMPARE(cells.a, std::string("3.59"));
        QCOMPARE(cells.b, std::string("3.59"));
        QCOMPARE(cells.difference, std::string("\u2248 0"));
        QCOMPARE(cells.wholeDifference, std::string("+0.000055"));
        QCOMPARE(difference(1.48, 1.89, MetricUnit::PerSecond), std::string("+0.41"));
        QCOMPARE(difference(3.586, 3.584, MetricUnit::PerSecond), std::string("\u22120.002"));
        QCOMPARE(difference(99.8, 100.3, MetricUnit::PerSecond), std::string("+0.5"));
        QCOMPARE(difference(0.001, 5, MetricUnit::PerSecond), std::string("+5.00"));
        QCOMPARE(difference(2, 2, MetricUnit::PerSecond), std::string("0"));
        QCOMPARE(figureCells(12'345, 2'400'000, MetricUnit::PerSecond).a, std::string("12,345"));
        QCOMPARE(figureCells(12'345, 2'400'000, MetricUnit::PerSecond).b, std::string("2.40 M"));
        QCOMPARE(figureCells(9.996, 999.7, MetricUnit::PerSecond).a, std::string("10.0"));
        QCOMPARE(figureCells(9.996, 999.7, MetricUnit::PerSecond).b, std::string("1,000"));
    }
    void sharesDifferByWholePercentagePoints()
    {
        QCOMPARE(difference(0.89, 0.71, MetricUnit::Ratio), std::string("\u221218 pp"));
        QCOMPARE(difference(0.884, 0.706, MetricUnit::Ratio), std::string("\u221217 pp")); // 88 % and 71 %
        QCOMPARE(difference(0.5, 0.995, MetricUnit::Ratio), std::string("+50 pp"));
        QCOMPARE(difference(0, 0, MetricUnit::Ratio), std::string("0 pp"));
        QCOMPARE(difference(0.8861, 0.8864, MetricUnit::Ratio), std::string("\u2248 0"));
        QCOMPARE(difference(0.884, 0.886, MetricUnit::Ratio), std::string("+0.2 pp"));
        const FigureCells cells = figureCells(0.004, 0.9996, MetricUnit::Ratio);
        QCOMPARE(cells.a, std::string("< 1 %"));
        QCOMPARE(cells.b, std::string("> 99 %"));
        QCOMPARE(cells.wholeB, std::string("99.96 %"));
    }
    void countsAreWhole()
    {
        QCOMPARE(difference(10'000, 9'977, MetricUnit::Count), std::string("\u221223"));
        QCOMPARE(figureCells(10'000, 12'345'678, MetricUnit::Count).a, std::string("10,000"));
        QCOMPARE(figureCells(10'000, 12'345'678, MetricUnit::Count).b, std::string("12.3 M"));
        QCOMPARE(figureCells(10'000, 12'345'678, MetricUnit::Count).wholeB, std::string("12,345,678"));
        QCOMPARE(difference(12'345'678, 12'345'679, MetricUnit::Count), std::string("+1"));
    }
    void whatIsMissingIsEmpty()
    {
        const FigureCells cells = figureCells({}, 2, MetricUnit::Count);
        QVERIFY(cells.a.empty() && cells.wholeA.empty() && cells.difference.empty());
        QCOMPARE(cells.b, std::string("2"));
    }
};

QTEST_GUILESS_MAIN(TestFigureCells)
#include "tst_figure_cells.moc"
