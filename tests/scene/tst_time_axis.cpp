#include "scene/timeline/time_axis.h"

#include <QTest>

using namespace sojourn;

namespace {

double measure(const QString& text)
{
    return 6.5 * static_cast<double>(text.size());
}

} // namespace

class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAreOneTwoFiveThenMinutesAndHours()
    {
        constexpr std::int64_t s = 1'000'000'000;
        QCOMPARE(niceStep(1), 1);
        QCOMPARE(niceStep(3), 5);
        QCOMPARE(niceStep(700'000), 1'000'000);
        QCOMPARE(niceStep(11 * s), 15 * s);
        QCOMPARE(niceStep(21 * s), 30 * s);
        QCOMPARE(niceStep(51 * s), 60 * s);
        QCOMPARE(niceStep(6 * 60 * s), 10 * 60 * s);
        QCOMPARE(niceStep(40 * 60 * s), 3600 * s);
        QCOMPARE(niceStep(13 * 3600 * s), 24 * 3600 * s);
        QCOMPARE(niceStep(30 * 3600 * s), 48 * 3600 * s);
    }

    /// Lines at 1 h 23 min 20 s and 2 h 46 min 40 s are of no use, although their seconds are round.
    void aReachIsDividedIntoStepsOfTime()
    {
        constexpr std::int64_t s = 1'000'000'000;
        QCOMPARE(niceStep(4.0, 4), 1 * s);
        QCOMPARE(niceStep(0.3, 3), s / 10);
        QCOMPARE(niceStep(250.0, 5), 60 * s);
        QCOMPARE(niceStep(20'000.0, 4), 2 * 3600 * s);
        QCOMPARE(niceStep(0.0, 4), 1);
    }

    void labelsTakeTheUnitThatSuits_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<qint64>("reach");
        QTest::addColumn<QString>("label");
        constexpr qint64 us = 1'000, ms = 1'000'000, s = 1'000'000'000;
        const auto row = [](const char* label, qint64 ns, qint64 step, qint64 reach) {
            QTest::newRow(label) << ns << step << reach << QString::fromUtf8(label);
        };
        row("0 s", 0, 2 * s, 20 * s);
        row("6 s", 6 * s, 2 * s, 20 * s);
        row("6.5 s", 6500 * ms, 500 * ms, 20 * s);
        row("23.000125 s", 23 * s + 125 * us, 5 * us, 24 * s);
        row("840 µs", 840 * us, 20 * us, 900 * us);
        row("1.5 ms", 1500 * us, 500 * us, 20 * ms);
        row("2 min 30 s", 150 * s, 30 * s, 400 * s);
        row("3 min", 180 * s, 30 * s, 400 * s);
        row("1 h 05 min", 3900 * s, 300 * s, 7200 * s);
        row("36 min", 2160 * s, 12 * 60 * s, 7200 * s);
        row("1 d 12 h", 36 * 3600 * s, 12 * 3600 * s, 5 * 24 * 3600 * s);
        row("48 h 30 min", 48 * 3600 * s + 1800 * s, 1800 * s, 5 * 24 * 3600 * s);
        row("400 d 0 h 05 min", (400 * 24 * 3600 + 300) * s, 300 * s, 401 * 24 * 3600 * s);
        row("250 ns", 250, 50, 900);
        row("0 s", 0, 50, 900);
        row("2 d", 2 * 24 * 3600 * s, 24 * 3600 * s, 5 * 24 * 3600 * s);
    }
    void labelsTakeTheUnitThatSuits()
    {
        QFETCH(qint64, ns);
        QFETCH(qint64, step);
        QFETCH(qint64, reach);
        QTEST(axisLabel(ns, step, reach), "label");
    }

    void anUprightAxisHasOneUnit_data()
    {
        constexpr qint64 ms = 1'000'000, s = 1'000 * ms, min = 60 * s, h = 60 * min;
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<qint64>("reach");
        const auto row = [](const char* label, qint64 ns, qint64 step, qint64 reach) {
            QTest::newRow(label) << ns << step << reach;
        };
        row("0 s", 0, 20 * s, 80 * s);
        row("40 s", 40 * s, 20 * s, 80 * s);
        row("60 s", 60 * s, 20 * s, 80 * s);
        row("80 s", 80 * s, 20 * s, 80 * s);
        row("240 s", 240 * s, 30 * s, 240 * s);
        row("90 min", 90 * min, 15 * min, 120 * min);
        row("36 h", 36 * h, 12 * h, 96 * h);
        row("3 d", 72 * h, 24 * h, 96 * h);
        row("2.5 s", 2500 * ms, 500 * ms, 4 * s);
        row("250 ms", 250 * ms, 50 * ms, 400 * ms);
    }
    void anUprightAxisHasOneUnit()
    {
        QFETCH(qint64, ns);
        QFETCH(qint64, step);
        QFETCH(qint64, reach);
        QCOMPARE(valueAxisLabel(ns, step, reach), QString::fromUtf8(QTest::currentDataTag()));
    }

    void anInstantIsRoundedToWhatCanBeToldApart()
    {
        constexpr std::int64_t s = 1'000'000'000, years = 94'608'000 * s;
        QCOMPARE(roundedInstant(6 * s + 123'456'789, 30e6, 20 * s), QStringLiteral("6.12 s"));
        QCOMPARE(roundedInstant(6 * s + 123'456'789, 20.0, 20 * s), QStringLiteral("6.12345679 s"));
        QCOMPARE(roundedInstant(years + 37, 0.02, years), QStringLiteral("1095 d 0 h 00 min 0.000000037 s"));
        QCOMPARE(roundedInstant(years + 37, 1e9, years), QStringLiteral("1095 d"));
        QCOMPARE(roundedInstant(0, 1.0, years), QStringLiteral("0 s"));
        // Where a pixel is hours, nobody pointed at a second.
        QCOMPARE(roundedInstant(19'872'796 * s, 54'000e9, years), QStringLiteral("230 d"));
        QCOMPARE(roundedInstant(19'872'796 * s, 90e9, years), QStringLiteral("230 d 0 h 13 min"));
        QCOMPARE(roundedInstant(16 * s, 10'000.0, 20 * s), QStringLiteral("16.00000 s"));
        QCOMPARE(briefInstant(16 * s, 10'000.0, 20 * s), QStringLiteral("16.00 s"));
        QCOMPARE(briefInstant(16 * s + 120'000, 10'000.0, 20 * s), QStringLiteral("16.00012 s"));
        QCOMPARE(briefInstant(16 * s, 1e8, 20 * s), QStringLiteral("16.0 s"));
        QCOMPARE(briefInstant(250'000, 1.0, 900'000), QStringLiteral("250.00 µs"));
    }

    void labelsNeverOverlapAndNeverLeaveTheAxis()
    {
        for (std::int64_t span = 1'000; span < 200'000'000'000'000; span = span * 7 / 3)
            for (const std::int64_t from : {std::int64_t{0}, span / 3, 5'000'000'123'457}) {
                const TimeWindow window{from, from + span, 112, 720};
                double free = window.left;
                int labelled = 0;
                for (const AxisTick& tick : timeAxis(window, window.toNs, 56, measure)) {
                    if (tick.label.isEmpty()) continue;
                    ++labelled;
                    QVERIFY2(tick.labelLeft >= free, qPrintable(tick.label));
                    free = tick.labelLeft + tick.labelWidth;
                    QVERIFY(free <= window.right() + 0.001);
                    QVERIFY(std::abs(tick.x - window.timeToX(tick.atNs)) < 0.001);
                }
                QVERIFY2(labelled >= 1, qPrintable(QString::number(span)));
            }
    }

    void nothingIsPromisedBehindTheEnd()
    {
        const TimeWindow window{0, 20'000'000'000, 0, 720};
        const auto ticks = timeAxis(window, 9'000'000'000, 56, measure);
        QVERIFY(!ticks.empty());
        QVERIFY(ticks.back().atNs <= 9'000'000'000);
    }

    void valueStepsHoldTheirReach()
    {
        QCOMPARE(niceValueStep(7.06, 5), 2.0);
        QCOMPARE(niceValueStep(0.9, 5), 0.2);
        QCOMPARE(niceValueStep(0, 5), 1.0);
    }
};

QTEST_APPLESS_MAIN(TestTimeAxis)
#include "tst_time_axis.moc"
