#include "explore/sweep/sweep_axis.h"

#include "grid.h"

#include <QTest>

using namespace sojourn;

namespace {

std::string valuesOf(std::string_view text)
{
    const auto axis = readSweepAxis(text, test::variedFile());
    if (!axis) return "refused: " + axis.problem().sentence();
    std::string all;
    for (const ParameterValue& value : axis->values)
        all += (all.empty() ? "" : " ") + value.toText();
    return all;
}

std::string spaced(std::string_view name, double low, double high, std::size_t count)
{
    const auto axis = spacedSweepAxis(name, low, high, count, test::variedFile());
    if (!axis) return "refused: " + axis.problem().sentence();
    std::string all;
    for (const ParameterValue& value : axis->values)
        all += (all.empty() ? "" : " ") + value.toText();
    return all;
}

} // namespace

class TestSweepAxis final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spacesWholeStepsEvenlyOrByRatio()
    {
        QCOMPARE(spaced("workers", 1, 5, 9), std::string("1 2 3 4 5"));
        QCOMPARE(spaced("workers", 2, 12, 3), std::string("2 7 12"));
        QCOMPARE(spaced("workers", 1, 100, 5), std::string("1 3 10 32 100"));
        QCOMPARE(spaced("workers", 0, 100, 5), std::string("0 25 50 75 100")); // no ratio leads away from 0
        QCOMPARE(spaced("service", 0.5, 2, 4), std::string("0.5 1 1.5 2"));
        QCOMPARE(spaced("service", 0.1, 10, 3), std::string("0.1 1 10"));
    }
    void refusesToSpaceWhatHasNoLength()
    {
        QVERIFY(spaced("workers", 4, 4, 3).find("has no length") != std::string::npos);
        QVERIFY(spaced("workers", 5, 4, 3).find("runs backwards") != std::string::npos);
        QVERIFY(spaced("workers", 1, 4, 1).find("at least two") != std::string::npos);
        QVERIFY(spaced("order", 1, 4, 2).find("only a parameter that is one number") != std::string::npos);
        QVERIFY(spaced("wrokers", 1, 4, 2).find("workers") != std::string::npos);
        QVERIFY(spaced("workers", 1, 400, 3).starts_with("refused: "));
    }
    void readsValues_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("values");
        const auto row = [](const char* text, const char* values) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(values);
        };
        row("workers=1:4", "1 2 3 4");
        row("workers=1:10:4", "1 5 9");
        row("workers=3", "3");
        row("workers=1,10,100", "1 10 100");
        row("workers=1:3,8,16:20:2", "1 2 3 8 16 18 20");
        row("service=0.1:0.5:0.1", "0.1 0.2 0.3 0.4 0.5");
        row("service=0:1:0.25", "0 0.25 0.5 0.75 1");
        row("service=0.05:0.2:0.05", "0.05 0.1 0.15 0.2");
        row("pause=0.5:1,1:2,3", "0.5:1 1:2 3:3");
        row("order=fifo,lifo", "fifo lifo");
    }
    void readsValues()
    {
        QFETCH(QString, text);
        QFETCH(QString, values);
        QCOMPARE(QString::fromStdString(valuesOf(text.toStdString())), values);
    }
    void meetsTheHighEndWhereDecimalsDoNot()
    {
        const auto axis = readSweepAxis("service=1:2:0.33333333333333331", test::variedFile());
        QCOMPARE(axis->values.size(), 4u);
        QVERIFY(axis->values.back().number <= 2);
    }
    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* text, const char* part) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(part);
        };
        row("worker=1:4", "there is no parameter \"worker\"; did you mean \"workers\"?");
        row("workers", "is not of the form NAME=VALUES");
        row("=1:4", "is not of the form NAME=VALUES");
        row("workers=", "workers: must be a number");
        row("workers=3:3", "has no length; for one value say workers=3");
        row("workers=4:1", "runs backwards");
        row("workers=1:4:0", "the step of 1:4:0 is not above 0");
        row("workers=1:4:-1", "is not above 0");
        row("workers=1:4:9", "longer than the range");
        row("workers=1:4:1:1", "is not of the form LOW:HIGH or LOW:HIGH:STEP");
        row("workers=1:x", "is not of the form LOW:HIGH");
        row("workers=1:inf", "is not of the form LOW:HIGH");
        row("workers=1:4,2", "2 stands there twice");
        row("workers=90:110", "must not be above 100, but is 101");
        row("service=1:2", "no steps of its own; give one, as in 1:2:0.1");
        row("service=0.1:0.3", "no steps of its own; give one, as in 0.1:0.3:0.02");
        row("service=0:70", "no steps of its own; give one, as in 0:70:5");
        row("service=0:100:0.00000001", "more than 1000000 values");
        row("pause=1:2", "it is a range itself, and 1:2 is one value of it; list several, with commas");
        row("pause=2:1", "is above the high end");
        row("order=fifo,random", "there is no choice \"random\"");
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const QString answer = QString::fromStdString(valuesOf(text.toStdString()));
        QVERIFY2(answer.startsWith(QStringLiteral("refused: ")) && answer.contains(part), qPrintable(answer));
    }
};

QTEST_APPLESS_MAIN(TestSweepAxis)
#include "tst_sweep_axis.moc"
