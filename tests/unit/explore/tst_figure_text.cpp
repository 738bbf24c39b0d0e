#include "explore/figure_text.h"

#include <QTest>

using namespace sojourn;

class TestFigureText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAsManyFigures()
    {
        QCOMPARE(figureText(3.6), std::string("3.6"));
        QCOMPARE(figureText(1.6666667), std::string("1.667"));
        QCOMPARE(figureText(0.8, 3), std::string("0.8"));
        QCOMPARE(figureText(0), std::string("0"));
        QCOMPARE(figureText(0.00012345, 2), std::string("0.00012"));
        QCOMPARE(figureText(0.0000553, 3), std::string("0.0000553"));
        QCOMPARE(figureText(0.00005, 3), std::string("0.00005"));
        QCOMPARE(figureText(-0.0000012345, 2), std::string("-0.0000012"));
        QCOMPARE(figureText(1.5e-9, 2), std::string("1.5e-09"));
    }
    void timesHaveTheUnitThatSuitsThem()
    {
        QCOMPARE(secondsText(0, 3), std::string("0 s"));
        QCOMPARE(secondsText(1.9437, 5), std::string("1.9437 s"));
        QCOMPARE(secondsText(0.9996, 3), std::string("1 s"));
        QCOMPARE(secondsText(0.9994, 3), std::string("999 ms"));
        QCOMPARE(secondsText(25e-6, 3), std::string("25 µs"));
        QCOMPARE(secondsText(2.5e-7, 3), std::string("250 ns"));
        QCOMPARE(secondsText(1e-9, 3), std::string("1 ns"));
    }
    void keepsAllDigitsOfLargeNumbers()
    {
        QCOMPARE(figureText(12345.6), std::string("12346"));
        QCOMPARE(figureText(360, 2), std::string("360"));
        QCOMPARE(figureText(1e18), std::string("1e+18"));
    }
    void aShareIsNeverNothingOrAllWhereItIsNot()
    {
        QCOMPARE(shareText(0), std::string("0 %"));
        QCOMPARE(shareText(0.0004), std::string("under 1 %"));
        QCOMPARE(shareText(0.333), std::string("33 %"));
        QCOMPARE(shareText(0.9996), std::string("over 99 %"));
        QCOMPARE(shareText(1), std::string("100 %"));
    }
    void countsNouns()
    {
        QCOMPARE(countedText(1, "server"), std::string("1 server"));
        QCOMPARE(countedText(0, "server"), std::string("0 servers"));
        QCOMPARE(countedText(4, "server"), std::string("4 servers"));
        QCOMPARE(countedText(15'683, "item"), std::string("15,683 items"));
    }
};

QTEST_GUILESS_MAIN(TestFigureText)
#include "tst_figure_text.moc"
