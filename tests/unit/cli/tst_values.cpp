#include "cli/values.h"

#include <QTest>

using namespace sojourn::cli;

class TestValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWholeNumbersThatFitASeed();
    void refusesWhatIsNoWholeNumber();
    void readsFiniteNumbersOnly();
    void readsTruthInAnyCase();
};

void TestValues::readsWholeNumbersThatFitASeed()
{
    QCOMPARE(wholeNumber("0"), std::optional<std::uint64_t>(0));
    QCOMPARE(wholeNumber("007"), std::optional<std::uint64_t>(7));
    QCOMPARE(wholeNumber("9223372036854775807"), std::optional<std::uint64_t>(9223372036854775807u));
    QCOMPARE(wholeNumber("9223372036854775808"), std::nullopt);
    QCOMPARE(wholeNumber("99999999999999999999999"), std::nullopt);
}

void TestValues::refusesWhatIsNoWholeNumber()
{
    for (const char* text : {"", " 1", "1 ", "+1", "-1", "1.0", "1e3", "0x10", "one"})
        QCOMPARE(wholeNumber(text), std::nullopt);
}

void TestValues::readsFiniteNumbersOnly()
{
    QCOMPARE(finiteNumber("2.5"), std::optional(2.5));
    QCOMPARE(finiteNumber("1e3"), std::optional(1000.0));
    QCOMPARE(finiteNumber("-1"), std::optional(-1.0));
    for (const char* text : {"", "nan", "inf", "-inf", "1e999", "1,5", "2 s", "0x1"})
        QCOMPARE(finiteNumber(text), std::nullopt);
}

void TestValues::readsTruthInAnyCase()
{
    for (const char* text : {"1", "true", "YES", "On"})
        QCOMPARE(truthValue(text), std::optional(true));
    for (const char* text : {"0", "False", "no", "OFF"})
        QCOMPARE(truthValue(text), std::optional(false));
    for (const char* text : {"", "2", "maybe", "y"})
        QCOMPARE(truthValue(text), std::nullopt);
}

QTEST_APPLESS_MAIN(TestValues)
#include "tst_values.moc"
