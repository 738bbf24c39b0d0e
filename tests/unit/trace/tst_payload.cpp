#include "trace/payload.h"

#include <QTest>

#include <bit>
#include <string>

using namespace sojourn;

class TestPayload : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expandsBitsAsSplitmix64Does();
    void takesBytesFromTheLittleEnd();
    void isAPrefixOfALongerOne();
    void writesNumbersAsPeopleDo();
    void writesNothingForNoPayload();
    void identifiersAreVersion4AndOfTheirSeed();
};

void TestPayload::expandsBitsAsSplitmix64Does()
{
    // The first values of splitmix64 from the seed 0: e220a8397b1dcdaf, 6e789e6aa1b965f4.
    QCOMPARE(hexPayload(0, 16), std::string("afcd1d7b39a820e2f465b9a16a9e786e"));
}

void TestPayload::takesBytesFromTheLittleEnd()
{
    QCOMPARE(hexPayload(0, 1), std::string("af"));
    QCOMPARE(hexPayload(0, 0), std::string());
}

void TestPayload::isAPrefixOfALongerOne()
{
    QVERIFY(hexPayload(99, 100).starts_with(hexPayload(99, 13)));
    QVERIFY(hexPayload(98, 5) != hexPayload(99, 5));
}

void TestPayload::writesNumbersAsPeopleDo()
{
    QCOMPARE(numberText(42), std::string("42"));
    QCOMPARE(numberText(-0.5), std::string("-0.5"));
    QCOMPARE(numberText(0.1), std::string("0.1"));
    QCOMPARE(numberText(1e7), std::string("10000000"));
    QCOMPARE(numberText(1e300), std::string("1e+300"));
    QCOMPARE(numberText(-0.0), std::string("0"));
}

void TestPayload::writesNothingForNoPayload()
{
    QCOMPARE(payloadText(PayloadKind::None, 5, 1), std::string());
    QCOMPARE(payloadText(PayloadKind::Number, 0, std::bit_cast<std::int64_t>(2.5)), std::string("2.5"));
    QCOMPARE(payloadText(PayloadKind::Hex, 2, 0), std::string("afcd"));
    QCOMPARE(payloadText(PayloadKind::Text, 0, 0), std::string()); // the log has it
}

void TestPayload::identifiersAreVersion4AndOfTheirSeed()
{
    QVERIFY(uuidText(1) != uuidText(2));
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const std::string text = uuidText(seed);
        QCOMPARE(text, uuidText(seed));
        QCOMPARE(text.size(), std::size_t{36});
        QCOMPARE(text.at(14), '4');
        QVERIFY(std::string("89ab").find(text.at(19)) != std::string::npos);
        for (const std::size_t dash : {8u, 13u, 18u, 23u})
            QCOMPARE(text.at(dash), '-');
    }
}

QTEST_APPLESS_MAIN(TestPayload)
#include "tst_payload.moc"
