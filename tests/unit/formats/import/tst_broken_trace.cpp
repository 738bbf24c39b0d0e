// What is damaged in a text of events costs what was damaged, and is told with its place.
#include "formats/import/read_recording.h"

#include "chrome_events.h"
#include "formats/import/findings.h"
#include "support/read_text.h"
#include "trace/grouped.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

class TestBrokenTrace final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesWithoutAClosingBracketOfAnArray();
    void offersWhatStandsBeforeABreak();
    void tellsABreakBehindTheEvents();
    void stepsOverWhatIsNoEvent();
    void whatIsNoEventAtTheEndOfAListCutsNothing();
    void countsBrokenEventsThatStandInARow();
    void tellsEventsWithoutACommaBetween();
    void saysWhatItFoundInPlaceOfEvents();
    void aNullIsNoEventAndNoFault();
    void tellsHowDeepBracketsAreNested();
    void tellsWhatStandsBehindTheEnd();
    void tellsZerosWithinTheText();
    void aDamagedQuoteCostsItsEventAlone_data();
    void aDamagedQuoteCostsItsEventAlone();
    void eventsThatNeverEndAreNotReadThroughForEach();
    void anObjectIsReadWhateverStandsBehindIt();
    void tellsControlCharactersInNames();
    void skipsLargeValuesAroundTheEvents();
    void keepsEventsLargerThanTheWindow();
    void saysWhyAFileIsNoRecording_data();
    void saysWhyAFileIsNoRecording();
    void readsFilesAndCountsTheirBytes();
    void isCancelledAtOnce();
};

void TestBrokenTrace::goesWithoutAClosingBracketOfAnArray()
{
    QCOMPARE(findingsOf("[" + x("a", 0, 2)), std::string());
    QCOMPARE(findingsOf("[" + x("a", 0, 2) + ",\n"), std::string());
}

void TestBrokenTrace::offersWhatStandsBeforeABreak()
{
    const std::string whole = "{\"traceEvents\":[" + x("a", 0, 2) + "," + x("b", 3, 1) + "]}";
    for (std::size_t size = whole.find("\"b\""); size < whole.size() - 3; ++size) {
        const std::string cut = whole.substr(0, size);
        QCOMPARE(lanesOf(cut), std::string("thread 1: a 0-2000\n"));
        QCOMPARE(findingsOf(cut), std::string("cut_short, noted: 1\n"));
        const ImportFinding finding = readText(cut).recording->report.findings[0];
        QCOMPARE(finding.firstByte, static_cast<std::int64_t>(size));
        QCOMPARE(finding.sentence, std::string("the file ends before it is complete (1 event was read); what "
                                               "comes before that is there"));
    }
}

/// All events are there, but the file is not what its writer made.
void TestBrokenTrace::tellsABreakBehindTheEvents()
{
    const std::string whole = "{\"traceEvents\":[" + x("a", 0, 2) +
                              "], \"displayTimeUnit\": \"ns\", \"otherData\": {\"v\": 1, \"w\":[2]}, " +
                              "\"metadata\": {\"v\": {\"u\":1}}, \"n\":-5 }";
    QVERIFY(readText(whole).recording->report.isSound());
    for (std::size_t size = whole.find(']') + 1; size < whole.size(); ++size) {
        const std::string cut = whole.substr(0, size);
        const ReadRecording read = readText(cut);
        QVERIFY(!read.recording->report.isSound());
        QCOMPARE(lanesOf(*read.recording), std::string("thread 1: a 0-2000\n"));
        QCOMPARE(
            toldOf(cut),
            "the file ends before it is complete (behind the list of its events, all of which are there, "
            "1 event was read); what comes before that is there [byte " +
                std::to_string(size) + "]\n");
    }
    const std::string broken = "{\"traceEvents\":[" + x("a", 0, 2) + "], oops}";
    QCOMPARE(toldOf(broken), "what stands beside the events breaks there; all events before that are there "
                             "[byte " +
                                 std::to_string(broken.find("oops")) + "]\n");
}

void TestBrokenTrace::stepsOverWhatIsNoEvent()
{
    const std::string lanes = "thread 1: a 0-2000\nthread 1: b 3000-4000\n";
    for (const std::string rubbish : {"{\"ph:\"X\",\"ts\":1}", "{\"ph\":\"X\" \"ts\":1}", "garbage", "}}}",
                                      "12 {", "{\"ph\":\"X\",\"name\":\"open}"}) {
        QCOMPARE(lanesOf("[" + x("a", 0, 2) + "," + rubbish + ",\n" + x("b", 3, 1) + "]"), lanes);
        QCOMPARE(findingsOf("[" + x("a", 0, 2) + "," + rubbish + ",\n" + x("b", 3, 1) + "]"),
                 std::string("unreadable, left out: 1\n"));
    }
}

void TestBrokenTrace::whatIsNoEventAtTheEndOfAListCutsNothing()
{
    for (const std::string stray : {"[1]", "5", "\"text\"", "nul", "[[1, \"]\"], 2], -3.5,\n[]"}) {
        const std::string before = "{\"traceEvents\":[" + x("a", 0, 2) + ", ";
        const std::string told = "a stretch that is no event could not be read (" +
                                 std::to_string(stray.size()) + (stray.size() == 1 ? " byte" : " bytes") +
                                 "); it is left out [byte " + std::to_string(before.size()) + "]\n";
        for (const char* end : {"]}", "],\"x\":1}", "],\"metadata\":{\"v\":{\"u\":1}}}"})
            QCOMPARE(toldOf(before + stray + end), told);
        QCOMPARE(lanesOf(before + stray + "],\"x\":1}"), std::string("thread 1: a 0-2000\n"));
        // Cut off behind it, it is both.
        QCOMPARE(findingsOf(before + stray), std::string("cut_short, noted: 1\nunreadable, left out: 1\n"));
        // With an event behind it, that is read.
        QCOMPARE(lanesOf(before + stray + "," + x("b", 3, 1) + "]}"),
                 std::string("thread 1: a 0-2000\nthread 1: b 3000-4000\n"));
    }
}

void TestBrokenTrace::countsBrokenEventsThatStandInARow()
{
    const std::string before = "[" + x("a", 0, 2) + ",\n", after = x("b", 3, 1) + "]";
    const std::string place = " [byte " + std::to_string(before.size()) + "]\n";
    const auto many = [&](std::size_t count, const std::string& bytes) {
        return std::to_string(count) + " stretches that are no events could not be read (" + bytes +
               " bytes); they are left out" + place;
    };
    // A colon is missing, a quote, a comma; and objects within do not count.
    const std::string colon = "{\"ph\" \"X\",\"ts\":1,\"args\":{\"a\":[{\"b\":1}]}},\n";
    const std::string quote = "{\"name\":\"x,\"ph\":\"X\",\"ts\":1},\n";
    const std::string comma = "{\"ph\":\"X\" \"ts\":1},";
    const std::string three = colon + quote + comma;
    QCOMPARE(toldOf(before + three + after), many(3, std::to_string(three.size())));
    QCOMPARE(lanesOf(before + three + after), std::string("thread 1: a 0-2000\nthread 1: b 3000-4000\n"));
    std::string all;
    for (int i = 0; i < 900; ++i)
        all += three;
    QCOMPARE(toldOf(before + all + after), "2,700" + many(2700, grouped(all.size())).substr(4));
    // Good ones between them, and one without a phase, which is an event that lacks something.
    QCOMPARE(findingsOf(before + comma + x("c", 9, 1) + "," + comma + after),
             std::string("unreadable, left out: 2\n"));
    QCOMPARE(findingsOf(before + comma + "{\"a\":1}," + comma + after),
             std::string("unreadable, left out: 2\nincomplete, left out: 1\n"));
    // The last of all: what ends the trace stands behind it.
    for (const std::string& broken : {colon, comma})
        QCOMPARE(findingsOf("{\"traceEvents\":" + before + broken.substr(0, broken.rfind('}') + 1) + "]}"),
                 std::string("unreadable, left out: 1\n"));
    // What never closes is one stretch.
    const std::string open = "{\"ph\" {\"a\" {\"b\" {\"c\" ";
    QCOMPARE(toldOf(before + open + ",\n" + after), "a stretch that is no event could not be read (" +
                                                        std::to_string(open.size() + 2) +
                                                        " bytes); it is left out" + place);
}

void TestBrokenTrace::tellsEventsWithoutACommaBetween()
{
    const std::string first = x("a", 0, 2) + "\n", second = x("b", 3, 1);
    const std::string lanes = "thread 1: a 0-2000\nthread 1: b 3000-4000\n";
    const std::string one = "[" + first + second + "]";
    QCOMPARE(lanesOf(one), lanes);
    QCOMPARE(toldOf(one), "an event has no comma before it; it is read all the same [byte " +
                              std::to_string(first.size() + 1) + "]\n");
    QCOMPARE(toldOf("[" + x("c", 9, 1) + "," + first + second + second + ",null," + second + "]"),
             "2 events have no comma before them; they are read all the same [byte " +
                 std::to_string(x("c", 9, 1).size() + first.size() + 2) + "]\n");
}

void TestBrokenTrace::saysWhatItFoundInPlaceOfEvents()
{
    const auto starts = [](const std::string& text, const std::string& with) {
        const std::string problem = readText(text).problem;
        return problem.starts_with(with) ? std::string() : problem;
    };
    QCOMPARE(starts("{\"traceEvents\":", "trace.json is JSON, but no trace: the file ends behind "
                                         "\"traceEvents\", before the first event; this program opens"),
             std::string());
    QCOMPARE(
        starts("{\"traceEvents\":5}", "trace.json is JSON, but no trace: its \"traceEvents\" is no list"),
        std::string());
    QCOMPARE(starts("{\"a\":1,\"b\":[]}",
                    "trace.json is JSON, but no trace: it has no \"traceEvents\", the list "
                    "of events; what it has: \"a\", \"b\"; this program opens"),
             std::string());
    QCOMPARE(readText("{\"traceEvents\":[").problem,
             std::string("there is no event in trace.json: the file ends before the first one"));
    QCOMPARE(readText("{\"traceEvents\":[]}").problem, std::string("there is no event in trace.json"));
}

void TestBrokenTrace::aNullIsNoEventAndNoFault()
{
    for (const std::string& text :
         {"[" + x("a", 0, 10) + ",null,\n" + x("b", 20, 10) + ", null ]",
          "{\"traceEvents\":[null," + x("a", 0, 10) + "," + x("b", 20, 10) + ",null]}"}) {
        const auto read = readText(text);
        QVERIFY(read.recording);
        QCOMPARE(read.recording->columns->lanes()[0].spans.size(), std::size_t{2});
        QVERIFY(read.recording->report.findings.empty());
    }
    QVERIFY(!readText("[" + x("a", 0, 10) + ",nul]").recording->report.findings.empty());
}

void TestBrokenTrace::tellsHowDeepBracketsAreNested()
{
    const std::string deep(5'000'000, '[');
    QCOMPARE(
        readText(deep).problem,
        std::string("there is no event in trace.json: brackets are nested 4,999,999 deep at byte 4,999,999"));
    std::string objects;
    for (int i = 0; i < 1'000'000; ++i)
        objects += "{\"a\":";
    QVERIFY2(readText(objects).problem.starts_with(
                 "trace.json is JSON, but no trace: it has no \"traceEvents\", the list of events; what "
                 "it has: \"a\": "
                 "brackets are nested 999,999 deep at byte "),
             readText(objects).problem.c_str());
    const std::string before = "[" + x("a", 0, 2) + ",";
    const ReadRecording read = readText(before + R"({"ph":"X","args":)" + deep);
    QCOMPARE(sentencesOf(read),
             "the file ends before it is complete (brackets are nested 5,000,001 deep at byte " +
                 grouped(before.size() + 17 + 5'000'000 - 1) +
                 ", 1 event was read); what comes before that is there\n");
    QCOMPARE(
        sentencesOf(readText(before + deep.substr(0, 600) + "," + x("b", 3, 1) + "]")),
        "a stretch that is no event could not be read (601 bytes, brackets are nested 600 deep at byte " +
            grouped(before.size() + 599) + "); it is left out\n");
    // As deep as programs nest is nothing to tell.
    QCOMPARE(sentencesOf(readText(before + deep.substr(0, 60) + "," + x("b", 3, 1) + "]")),
             std::string("a stretch that is no event could not be read (61 bytes); it is left out\n"));
}

void TestBrokenTrace::tellsWhatStandsBehindTheEnd()
{
    const std::string one = "[" + x("a", 0, 2) + "]";
    QCOMPARE(sentencesOf(readText(one + "\n \n")), std::string());
    QCOMPARE(sentencesOf(readText(one + std::string(600, '\0'))), std::string());
    const std::string said = "what stands behind the end of the trace is no part of it; it is left out\n";
    QCOMPARE(sentencesOf(readText(one + " " + one)), said);
    QCOMPARE(readText(one + " " + one).recording->report.findings[0].firstByte,
             static_cast<std::int64_t>(one.size() + 1));
    const std::string object = "{\"traceEvents\":" + one + "}";
    QCOMPARE(sentencesOf(readText(object)), std::string());
    QCOMPARE(sentencesOf(readText(object + object)), said);
    QCOMPARE(sentencesOf(readText("{\"traceEvents\":" + one + ",\"metadata\":{\"a\":[1]}} ")), std::string());
}

void TestBrokenTrace::tellsZerosWithinTheText()
{
    const std::string zeros(7, '\0');
    const std::string text =
        "[" + x("a" + zeros + "b", 0, 2) + "," +
        one("\"ph\":\"X\",\"ts\":3,\"dur\":1,\"name\":\"c\",\"args\":{\"s\":\"" + zeros + "\"}") + "]";
    const ReadRecording read = readText(text + std::string(600, '\0'));
    QCOMPARE(
        sentencesOf(read).substr(0, sentencesOf(read).find('\n')),
        std::string(
            "2 stretches of zeros stand in the text, as where blocks of it were lost (14 bytes); what is "
            "around them is read"));
    QCOMPARE(read.recording->report.findings[0].firstByte, static_cast<std::int64_t>(text.find('\0')));
    QVERIFY(!read.recording->report.isSound());
    // In what is looked at piece by piece, one stretch is one.
    const std::string large(3 << 20, '\0');
    const std::string sentence =
        sentencesOf(readText("[" + x("a", 0, 2) + ",{\"args\":\"" + large + "\"}," + x("b", 3, 2) + "]"));
    QVERIFY2(
        sentence.starts_with("zeros stand in the text, as where a block of it was lost (3,145,728 bytes)"),
        sentence.c_str());
    const std::string line = R"({"t":0,"task":"a","event":"draw","value":1,"note":"x)" + zeros + "\"}\n";
    QVERIFY(sentencesOf(readText(line + line)).find("2 stretches of zeros") != std::string::npos);
}

void TestBrokenTrace::aDamagedQuoteCostsItsEventAlone_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<char>("becomes");
    QTest::newRow("key of args") << QByteArray("\"func") << '#';
    QTest::newRow("end of a key of args") << QByteArray("\": \"f\"") << '!';
    QTest::newRow("args") << QByteArray("\"args") << 'c';
    QTest::newRow("name") << QByteArray("name\"") << char(34);
    QTest::newRow("value of args") << QByteArray("\"f\"") << 'b';
    QTest::newRow("a list that opens") << QByteArray(" \"ts") << '[';
    QTest::newRow("an object that opens") << QByteArray(" \"ts") << '{';
    QTest::newRow("a bracket that closes otherwise") << QByteArray("}}") << ']';
    QTest::newRow("a bracket that does not close") << QByteArray("}}") << '=';
}

void TestBrokenTrace::aDamagedQuoteCostsItsEventAlone()
{
    QFETCH(QByteArray, what);
    QFETCH(char, becomes);
    constexpr int count = 400;
    for (const bool asLines : {true, false}) {
        std::string text = "{\"traceEvents\": [";
        std::vector<std::size_t> begins;
        for (int i = 0; i < count; ++i) {
            if (i > 0) text += asLines ? ",\n" : ", ";
            begins.push_back(text.size());
            text += R"({"ph": "X", "name": "work )" + std::to_string(i) + R"(", "pid": 1, "tid": 1, "ts": )" +
                    std::to_string(10 * i) +
                    R"(, "dur": 5, "args": {"func": "f", "file": "/a/b.py", "line": 12}})";
        }
        text += "]}";
        // One, and two of which the second would make good what the first does.
        for (const std::vector<std::size_t>& at : {std::vector<std::size_t>{20}, {20, 300}}) {
            std::string damaged = text;
            for (const std::size_t event : at)
                damaged[damaged.find(what.toStdString(), begins[event])] = becomes;
            const ReadRecording read = readText(damaged);
            QVERIFY2(read.recording, read.problem.c_str());
            const std::size_t spans = read.recording->columns->lanes()[0].spans.size();
            QVERIFY2(spans + 2 * at.size() >= count, std::to_string(spans).c_str());
            if (damaged != text && spans < count) QVERIFY(!read.recording->report.isSound());
        }
    }
}

/// Each opens a list that nobody closes: to read on to the end for each would take hours.
void TestBrokenTrace::eventsThatNeverEndAreNotReadThroughForEach()
{
    std::string text = "[";
    for (int i = 0; i < 300'000; ++i)
        text += R"({"x":[{"ph":"X","ts":1,"dur":1,"pid":1,"tid":1,"name":"a"},)";
    const ReadRecording read = readText(text);
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(!read.recording->report.isSound());
}

void TestBrokenTrace::anObjectIsReadWhateverStandsBehindIt()
{
    const std::string object = "{\"traceEvents\":[" + x("a", 0, 2) + "]}";
    for (const std::string rest : {"x", ",", "}", "]", "{\"a\":1}", "2026-01-01 done\n"}) {
        const ReadRecording read = readText(object + rest);
        QVERIFY2(read.recording, read.problem.c_str());
        QCOMPARE(lanesOf(*read.recording), std::string("thread 1: a 0-2000\n"));
        QCOMPARE(sentencesOf(read),
                 std::string("what stands behind the end of the trace is no part of it; it is left out\n"));
    }
    for (const std::string& text : {object, "[" + x("a", 0, 2) + "]"})
        QCOMPARE(sentencesOf(readText("\xEF\xBB\xBF" + text)), std::string());
}

void TestBrokenTrace::tellsControlCharactersInNames()
{
    const std::string text = "[" + x("a\\nb", 0, 2) + "," + x("a\\nb", 3, 2) + "," + x("c\x1bz", 6, 2) + "]";
    QCOMPARE(lanesOf(text),
             std::string("thread 1: a b 0-2000\nthread 1: a b 3000-5000\nthread 1: c z 6000-8000\n"));
    QCOMPARE(toldOf(text),
             std::string("2 names have control characters; they stand as spaces in them [byte 1]\n"));
    // What turns the direction of a text would show another name; letters that run from right to left stay.
    QCOMPARE(lanesOf("[" + x("exe\u202Egpj\u2066\u0085", 0, 2) + "," + x("\u05D0\u05D1", 3, 2) + "]"),
             std::string("thread 1: exe gpj   0-2000\nthread 1: \u05D0\u05D1 3000-5000\n"));
}

void TestBrokenTrace::skipsLargeValuesAroundTheEvents()
{
    const std::string large(5 << 20, 'x');
    QCOMPARE(lanesOf("{\"stackFrames\":{\"a\":\"" + large +
                     "\\\"]}\"},\"n\":-12.5e3,\"t\":true,\"traceEvents\":[" + x("a", 0, 2) + "]}"),
             std::string("thread 1: a 0-2000\n"));
}

void TestBrokenTrace::keepsEventsLargerThanTheWindow()
{
    const std::string large(5 << 20, 'x');
    QCOMPARE(
        lanesOf("[" +
                one("\"ph\":\"X\",\"ts\":0,\"dur\":1,\"args\":{\"a\":\"" + large + "\"},\"name\":\"a\"") +
                "," + x("b", 1, 1) + "]"),
        std::string("thread 1: a 0-1000\nthread 1: b 1000-2000\n"));
}

void TestBrokenTrace::saysWhyAFileIsNoRecording_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problem");
    QTest::newRow("empty") << QByteArray() << QByteArray("trace.json is empty");
    QTest::newRow("blank") << QByteArray("  \n") << QByteArray("trace.json is empty");
    QTest::newRow("text") << QByteArray("hello")
                          << QByteArray("trace.json is no recording that is known here");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0", 4)
                            << QByteArray("trace.json is not text in UTF-8, but looks like UTF-16");
    QTest::newRow("what it writes itself for speedscope")
        << QByteArray(R"({"$schema":"https://www.speedscope.app/file-format-schema.json","profiles":[]})")
        << QByteArray("trace.json is a profile for speedscope, which this program writes but does not read");
    QTest::newRow("other JSON") << QByteArray("{\"a\":[1]}")
                                << QByteArray("trace.json is JSON, but no trace");
    QTest::newRow("no events") << QByteArray("{\"traceEvents\":[]}")
                               << QByteArray("there is no event in trace.json");
    QTest::newRow("nothing but what lacks its parts")
        << QByteArray(R"({"traceEvents":[{"ph":"X","name":"a"}]})")
        << QByteArray("trace.json holds nothing that can be shown: an event lacks what its kind needs");
    QTest::newRow("numbers") << QByteArray("[1,2,3]") << QByteArray("there is no event in trace.json");
    QTest::newRow("a scenario") << QByteArray("{\"format\":\"sojourn-scenario\",\"version\":1}")
                                << QByteArray("trace.json is a scenario, not a recording");
    QTest::newRow("deep") << QByteArray(2'000'000, '[')
                          << QByteArray(
                                 "there is no event in trace.json: brackets are nested 1,999,999 deep");
}

void TestBrokenTrace::saysWhyAFileIsNoRecording()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problem);
    const ReadRecording read = readText(text.toStdString());
    QVERIFY(!read.recording);
    QVERIFY2(read.problem.starts_with(problem.toStdString()), read.problem.c_str());
}

void TestBrokenTrace::readsFilesAndCountsTheirBytes()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("my.trace.json")).toStdString();
    const std::string text = "[" + x("a", 0, 2) + "]";
    std::ofstream(path) << text;
    ImportProgress progress;
    const ReadRecording read = readRecording(path, progress);
    QCOMPARE(lanesOf(*read.recording), std::string("thread 1: a 0-2000\n"));
    QCOMPARE(read.recording->info->scenario, std::string("my"));
    QCOMPARE(progress.bytesRead.load(), std::uint64_t(text.size()));
    QCOMPARE(progress.bytesTotal.load(), std::uint64_t(text.size()));
    ImportProgress none;
    QVERIFY(readRecording(path + "x", none).problem.find("no such file") != std::string::npos);
    QVERIFY(readRecording(folder.path().toStdString(), none).problem.ends_with("is a folder; name a file"));
}

void TestBrokenTrace::isCancelledAtOnce()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.json")).toStdString();
    std::ofstream(path) << "[" + x("a", 0, 2) + "]";
    ImportProgress progress;
    progress.isCancelled = true;
    const ReadRecording read = readRecording(path, progress);
    QVERIFY(!read.recording);
    QCOMPARE(read.problem, "reading " + path + " was cancelled");
}

QTEST_APPLESS_MAIN(TestBrokenTrace)
#include "tst_broken_trace.moc"
