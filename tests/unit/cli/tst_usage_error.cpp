#include "cli/usage_error.h"

#include <QTest>
#include <QUtf8StringView>

#include <string>

using namespace sojourn::cli;

class TestUsageError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsAValueOrASentence();
    void shortensWhatItQuotes();
    void keepsEverythingOnOneLine();
};

void TestUsageError::holdsAValueOrASentence()
{
    const Or<int> value(3);
    QVERIFY(value);
    QCOMPARE(*value, 3);
    const Or<int> error(UsageError{"no"});
    QVERIFY(!error);
    QCOMPARE(error.error().sentence, std::string("no"));
}

void TestUsageError::shortensWhatItQuotes()
{
    QCOMPARE(inQuotes("abc"), std::string("\"abc\""));
    std::string text = "a";
    for (int i = 0; i < 100; ++i)
        text += "ü";
    const std::string quoted = inQuotes(text);
    QVERIFY(quoted.size() < 70);
    QVERIFY(quoted.ends_with("…\""));
    QVERIFY(QUtf8StringView(quoted.data(), qsizetype(quoted.size())).isValidUtf8());
}

void TestUsageError::keepsEverythingOnOneLine()
{
    QCOMPARE(onOneLine("a\nb\tc\x1b[m\x7f é"), std::string("a\\nb\\tc\\x1b[m\\x7f é"));
}

QTEST_APPLESS_MAIN(TestUsageError)
#include "tst_usage_error.moc"
