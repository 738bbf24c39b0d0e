#include "formats/import/json_cursor.h"

#include <QTest>

using namespace sojourn;

namespace {

/// What a value comes to: its raw text, or "short" or "bad".
std::string valueOf(std::string_view text)
{
    JsonCursor cursor{text.data(), text.data() + text.size()};
    std::string_view raw;
    const Scan scan = cursor.value(raw);
    return scan == Scan::Done ? std::string(raw) : scan == Scan::Short ? "short" : "bad";
}

/// Nanoseconds of a number of microseconds; "~" behind one that is not exact.
std::string nsOf(std::string_view text)
{
    ScannedTime time;
    if (!decimalNanoseconds(text, 3, time)) return "none";
    return std::to_string(time.ns) + (time.isInexact ? "~" : "");
}

} // namespace

class TestJsonCursor final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsValuesOfEveryKind()
    {
        QCOMPARE(valueOf(" \"text\","), std::string("text"));
        QCOMPARE(valueOf("12.5}"), std::string("12.5"));
        QCOMPARE(valueOf("true]"), std::string("true"));
        QCOMPARE(valueOf("{\"a\":[1,{\"}\":\"]\"}]},"), std::string("{\"a\":[1,{\"}\":\"]\"}]}"));
        QCOMPARE(valueOf("[[],[]]"), std::string("[[],[]]"));
    }
    void findsTheEndOfTextsWhateverIsEscaped()
    {
        QCOMPARE(valueOf("\"a\\\"b\"x"), std::string("a\\\"b"));
        QCOMPARE(valueOf("\"0123456\\\\\"x"), std::string("0123456\\\\"));
        QCOMPARE(valueOf("\"01234567890123456789\\\"01234567\"x"),
                 std::string("01234567890123456789\\\"01234567"));
        QCOMPARE(valueOf("\"\""), std::string());
    }
    void tellsWhatBreaksOffFromWhatIsWrong()
    {
        for (const char* text : {"", "  ", "\"abc", "\"abc\\", "12", "{\"a\":1", "[1,2", "{\"a\":\"}"})
            QCOMPARE(valueOf(text), std::string("short"));
        for (const char* text : {",", "}", "]", ":"})
            QCOMPARE(valueOf(text), std::string("bad"));
    }
    void isNotTroubledByDepth()
    {
        const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
        QCOMPARE(valueOf(deep).size(), deep.size());
        QCOMPARE(valueOf(std::string(1'000'000, '{')), std::string("short"));
    }
    void keepsMicrosecondsExact()
    {
        QCOMPARE(nsOf("0"), std::string("0"));
        QCOMPARE(nsOf("12"), std::string("12000"));
        QCOMPARE(nsOf("12.345"), std::string("12345"));
        QCOMPARE(nsOf("0.001"), std::string("1"));
        QCOMPARE(nsOf("-0.5"), std::string("-500"));
        QCOMPARE(nsOf("1700000000123456.789"), std::string("1700000000123456789"));
        QCOMPARE(nsOf("9007199254740993.123"), std::string("9007199254740993123"));
        QCOMPARE(nsOf("1.5e3"), std::string("1500000"));
        QCOMPARE(nsOf("1.7000000000000000e+15"), std::string("1700000000000000000"));
        QCOMPARE(nsOf("15e-1"), std::string("1500"));
    }
    void saysWhereAnInstantIsNotExact()
    {
        QCOMPARE(nsOf("0.0004"), std::string("0~"));
        QCOMPARE(nsOf("0.0005"), std::string("1~"));
        QCOMPARE(nsOf("12.3456"), std::string("12346~"));
        QCOMPARE(nsOf("12.3450000"), std::string("12345"));
        QCOMPARE(nsOf("1.00000000000000000000001"), std::string("1000~"));
        QCOMPARE(nsOf("1.7e+15"), std::string("1700000000000000000~"));
        QCOMPARE(nsOf("1e6"), std::string("1000000000"));
    }
    void refusesWhatIsNoInstant()
    {
        for (const char* text : {"", "-", ".", "x", "1x", "1e", "NaN", "null", "true"})
            QCOMPARE(nsOf(text), std::string("none"));
    }
    void whatIsBeyondAllInstantsIsTheLargest()
    {
        for (const char* text : {"1e16", "9223372036854775.808", "99999999999999999999", "1e999999999999"}) {
            QCOMPARE(nsOf(text), std::string("9223372036854775807"));
            QCOMPARE(nsOf(std::string("-") + text), std::string("-9223372036854775807"));
        }
        QCOMPARE(nsOf("9223372036854775.807"), std::string("9223372036854775807"));
        QCOMPARE(nsOf("0e999999999999"), std::string("0"));
        QCOMPARE(nsOf("1e-999999999999"), std::string("0~"));
    }
    void takesEscapesOut()
    {
        QCOMPARE(unescaped("a\\n\\t\\\"\\\\\\/b"), std::string("a\n\t\"\\/b"));
        QCOMPARE(unescaped("\\u00e9\\u5f85"), std::string("é待"));
        QCOMPARE(unescaped("\\ud835\\udf06"), std::string("𝜆"));
        for (const char* broken : {"\\ud835", "\\udf06", "\\u12", "\\u12g4", "\\ud835\\u0041"})
            QVERIFY(unescaped(broken).starts_with("\xEF\xBF\xBD"));
        QCOMPARE(unescaped("\\"), std::string("\\"));
    }
    void saysWhichEscapesAreNoCharacters()
    {
        for (const char* broken : {"\\ud835", "\\ud835x", "\\udf06", "\\u12", "\\ud835\\u0041"}) {
            bool isSound = true;
            QVERIFY(unescaped(broken, &isSound).starts_with("\xEF\xBF\xBD"));
            QVERIFY(!isSound);
        }
        bool isSound = true;
        QCOMPARE(unescaped("\\ufffd\\ud835\\udf06", &isSound), std::string("\xEF\xBF\xBD𝜆"));
        QVERIFY(isSound);
    }
    void findsTheDeepestNesting()
    {
        const auto deepest = [](std::string_view text) {
            const JsonNesting found = jsonNesting(text);
            return std::to_string(found.depth) + '@' + std::to_string(found.at);
        };
        QCOMPARE(deepest("12"), std::string("0@0"));
        QCOMPARE(deepest("[1,{\"[[[\":[]},[]]"), std::string("3@10"));
        QCOMPARE(deepest("]]}[{"), std::string("2@4"));
        QCOMPARE(nestingWords(512, 9), std::string());
    }
    void findsMembersOfObjects()
    {
        QCOMPARE(memberOf("{\"a\":{\"b\":1},\"b\":\"two\"}", "b"), std::string_view("two"));
        QCOMPARE(memberOf("{ \"b\" : 12 }", "b"), std::string_view("12"));
        QCOMPARE(memberOf("{\"a\":1}", "b"), std::string_view());
        QCOMPARE(memberOf("", "b"), std::string_view());
        QCOMPARE(memberOf("{\"\\u0061\":1,\"q\\u0075eue\":\"two\"}", "queue"), std::string_view("two"));
        QCOMPARE(memberOf("{\"\\\\u0062\":1}", "b"), std::string_view());
        QCOMPARE(memberOf("[1]", "b"), std::string_view());
    }
};

QTEST_APPLESS_MAIN(TestJsonCursor)
#include "tst_json_cursor.moc"
