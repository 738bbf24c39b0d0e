#include "time/time.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace sojourn;

class TestTime final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secondsAreRoundedToWholeNanoseconds()
    {
        QCOMPARE(durationFromSeconds(1.5).value().count(), 1'500'000'000);
        QCOMPARE(durationFromSeconds(0.1).value().count(), 100'000'000);
        QCOMPARE(durationFromSeconds(-2).value().count(), -2'000'000'000);
        QCOMPARE(durationFromSeconds(4e-10).value().count(), 0);
        QCOMPARE(durationFromSeconds(6e-10).value().count(), 1);
    }

    void tiesAreRoundedToEven()
    {
        // Exact halves of a nanosecond: k / 2^n seconds with 5^9 * k / 2^(n-9) ending in one half.
        QCOMPARE(durationFromSeconds(1.0 / 1024).value().count(), 976'562);   // 976562.5
        QCOMPARE(durationFromSeconds(3.0 / 1024).value().count(), 2'929'688); // 2929687.5
        QCOMPARE(durationFromSeconds(-1.0 / 1024).value().count(), -976'562);
    }

    void refusesWhatIsNoNumber() { QVERIFY(!durationFromSeconds(std::nan("")).has_value()); }

    void holdsSecondsBeyondTheRangeAtItsEnd()
    {
        QCOMPARE(durationFromSeconds(1e300).value().count(), std::numeric_limits<std::int64_t>::max());
        QCOMPARE(durationFromSeconds(std::numeric_limits<double>::infinity()).value().count(),
                 std::numeric_limits<std::int64_t>::max());
        QCOMPARE(durationFromSeconds(9223372036.9).value().count(), std::numeric_limits<std::int64_t>::max());
        QVERIFY(durationFromSeconds(-1e300).value().count() < -9'000'000'000'000'000'000);
    }

    void addingBeyondTheLatestInstantStaysThere()
    {
        const Instant late = instantFromNanoseconds(std::numeric_limits<std::int64_t>::max() - 5);
        QCOMPARE(nanoseconds(saturatingAdd(late, Duration(5))), std::numeric_limits<std::int64_t>::max());
        QVERIFY(saturatingAdd(late, Duration(6)) == latestInstant);
        QVERIFY(saturatingAdd(latestInstant, latestInstant.time_since_epoch()) == latestInstant);
        QCOMPARE(nanoseconds(saturatingAdd(Instant{}, Duration(7))), 7);
    }

    void writesJustTheDecimalsThatAreNeeded_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("exact");
        QTest::addColumn<QString>("nine");
        const auto row = [](qint64 ns, const char* exact, const char* nine) {
            QTest::newRow(exact) << ns << QString::fromLatin1(exact) << QString::fromLatin1(nine);
        };
        row(0, "0", "0.000000000");
        row(1, "0.000000001", "0.000000001");
        row(1'500'000'000, "1.5", "1.500000000");
        row(12'000'000'000, "12", "12.000000000");
        row(-1'000'000'010, "-1.00000001", "-1.000000010");
        row(std::numeric_limits<qint64>::max(), "9223372036.854775807", "9223372036.854775807");
        row(std::numeric_limits<qint64>::min(), "-9223372036.854775808", "-9223372036.854775808");
    }
    void writesJustTheDecimalsThatAreNeeded()
    {
        QFETCH(qint64, ns);
        QTEST(QString::fromStdString(exactSeconds(ns)), "exact");
        QTEST(QString::fromStdString(nineDecimals(ns)), "nine");
        std::array<char, 24> room;
        const char* end = writeExactSeconds(room.data(), ns);
        QVERIFY(end - room.data() <= 24);
    }

    void speaksToPeopleInTheUnitThatSuits_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("words");
        const auto row = [](qint64 ns, const char* words) {
            QTest::newRow(words) << ns << QString::fromUtf8(words);
        };
        row(0, "0 s");
        row(999, "999 ns");
        row(840'000, "840 µs");
        row(9'999, "10.0 µs");
        row(999'600'000, "1.00 s");
        row(1'250'000'000, "1.25 s");
        row(59'960'000'000, "60.0 s");
        row(192'000'000'000, "3 min 12 s");
        row(7'500'000'000'000, "2 h 05 min");
        row(3 * 86'400'000'000'000 + 3'600'000'000'000, "3 d 1 h");
        row(-1'250'000'000, "-1.25 s");
    }
    void speaksToPeopleInTheUnitThatSuits()
    {
        QFETCH(qint64, ns);
        QTEST(QString::fromStdString(humanDuration(Duration(ns))), "words");
    }
};

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
