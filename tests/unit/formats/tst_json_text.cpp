#include "formats/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <limits>
#include <string>

using namespace sojourn;

class TestJsonText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void escapesWhatJsonAsksFor();
    void leavesUtf8AsItIs();
    void replacesBytesThatAreNoUtf8_data();
    void replacesBytesThatAreNoUtf8();
    void isReadBackByQt();
    void writesNumbersInTheFewestDigits();
    void writesMicrosecondsExactly();
};

void TestJsonText::escapesWhatJsonAsksFor()
{
    QCOMPARE(jsonString("a\"b\\c\nd\te\r"), std::string("\"a\\\"b\\\\c\\nd\\te\\r\""));
    QCOMPARE(jsonString(std::string_view("\x01\x1f\x7f", 3)), std::string("\"\\u0001\\u001f\\u007f\""));
    QCOMPARE(jsonString(std::string_view("\0", 1)), std::string("\"\\u0000\""));
    QCOMPARE(jsonEscaped("plain"), std::string("plain"));
}

void TestJsonText::leavesUtf8AsItIs()
{
    const std::string text = "Größe 待ち行列 𝜆 é";
    QCOMPARE(jsonString(text), '"' + text + '"');
}

void TestJsonText::replacesBytesThatAreNoUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("replaced");
    QTest::newRow("a lone byte") << QByteArray("\xff") << 1;
    QTest::newRow("a continuation alone") << QByteArray("\x80x") << 1;
    QTest::newRow("cut short") << QByteArray("\xe5\xbe") << 2;
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << 2;
    QTest::newRow("a surrogate") << QByteArray("\xed\xa0\x80") << 3;
    QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80") << 4;
}

void TestJsonText::replacesBytesThatAreNoUtf8()
{
    QFETCH(QByteArray, text);
    QFETCH(int, replaced);
    const QByteArray escaped = QByteArray::fromStdString(jsonEscaped(text.toStdString()));
    QCOMPARE(escaped.count("\xEF\xBF\xBD"), replaced);
}

void TestJsonText::isReadBackByQt()
{
    std::string text;
    for (int c = 0; c < 128; ++c)
        text += static_cast<char>(c);
    text += "äß待𝜆";
    const QByteArray json = QByteArray::fromStdString('[' + jsonString(text) + ']');
    QCOMPARE(QJsonDocument::fromJson(json).array().at(0).toString().toStdString(), text);
}

void TestJsonText::writesNumbersInTheFewestDigits()
{
    QCOMPARE(jsonNumber(42), std::string("42"));
    QCOMPARE(jsonNumber(0.5), std::string("0.5"));
    QCOMPARE(jsonNumber(0.1 + 0.2), std::string("0.30000000000000004"));
    QCOMPARE(jsonNumber(1e7), std::string("10000000"));
    QCOMPARE(jsonNumber(-0.0), std::string("0"));
    QCOMPARE(jsonNumber(std::nan("")), std::string("null"));
    QCOMPARE(jsonNumber(std::numeric_limits<double>::infinity()), std::string("null"));
}

void TestJsonText::writesMicrosecondsExactly()
{
    TextSink sink;
    for (const std::int64_t ns : {0LL, 1LL, 999LL, 1000LL, 1'234'567LL, 9'223'372'036'854'775'807LL}) {
        writeMicroseconds(sink, ns);
        sink.write(' ');
    }
    QCOMPARE(sink.text(), std::string("0.000 0.001 0.999 1.000 1234.567 9223372036854775.807 "));
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
