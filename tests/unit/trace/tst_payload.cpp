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
}

QTEST_APPLESS_MAIN(TestPayload)
#include "tst_payload.moc"
