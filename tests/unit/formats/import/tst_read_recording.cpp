#include "formats/import/read_recording.h"

#include "formats/import/findings.h"
#include "support/read_text.h"
#include "trace/grouped.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <random>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

std::string one(const std::string& members)
{
    return "{\"pid\":1,\"tid\":1," + members + "}";
}
std::string x(const std::string& name, int ts, int dur, int tid = 1)
{
    return "{\"ph\":\"X\",\"pid\":1,\"tid\":" + std::to_string(tid) + ",\"ts\":" + std::to_string(ts) +
           ",\"dur\":" + std::to_string(dur) + ",\"name\":\"" + name + "\"}";
}

} // namespace

class TestReadRecording final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsArraysAndObjectsOfEvents();
    void goesWithoutAClosingBracketOfAnArray();
    void offersWhatStandsBeforeABreak();
    void tellsABreakBehindTheEvents();
    void stepsOverWhatIsNoEvent();
    void whatIsNoEventAtTheEndOfAListCutsNothing();
    void countsBrokenEventsThatStandInARow();
    void tellsEventsWithoutACommaBetween();
    void namesMembersThatLanesDoNotShow();
    void saysWhatItFoundInPlaceOfEvents();
    void aNullIsNoEventAndNoFault();
    void countsInstantsFromTheFirst();
    void matchesBeginningsAndEnds();
    void drawsWhatNeverEndsToTheEnd();
    void countsAsNeverEndingOnlyWhatIsDrawn();
    void putsPiecesInAnyOrderTogether();
    void putsNestedSpansBelow();
    void readsAsynchronousSpans();
    void readsCounters();
    void scalesCountersThatAreNotWhole();
    void drawsCountersBelowZeroFromTheirLeast();
    void readsFlows();
    void flowsArriveWhereTheirSpanBegins();
    void countsInstantsFromTheFirstFlow();
    void readsFlowsThatSpansName();
    void tellsFlowsThatBindToNothing();
    void aQueueOfNothingButFlowsThatAreLeftOutIsNotThere();
    void groupsThreadsByTheirNames();
    void namesLanesOfSeveralProcesses();
    void tellsProcessesOfOneNameByTheirLabels();
    void knowsItsOwnFilesWithoutAScenario();
    void isCalledByItsOnlyProcess();
    void tellsNamesThatStandNowhere();
    void namesWhatHasNoId();
    void takesIdsOfAnyKind();
    void keepsTextsAsTheyAre();
    void readsInstants();
    void putsInstantsInOrderOfTime();
    void aLaneMayHaveInstantsOnly();
    void instantsWithoutTheirThreadHaveARowOfTheirProcess();
    void spansWithoutLengthAreInstants();
    void whatHappensAtOnceCanBeShown();
    void asynchronousInstantsLieOnTheirTrack();
    void bindsAsynchronousInstantsInAnyOrder();
    void matchesAnIdThatIsUsedAgainInAnyOrder();
    void isTheSameInAnyOrderOfItsLines_data();
    void isTheSameInAnyOrderOfItsLines();
    void countsWhatItLeavesOut();
    void namesWhatEventsLack();
    void whatTheRecorderCouldNotKeepIsLost();
    void namesWhatItLeavesOut();
    void namesEveryKind();
    void stepsAreInstantsOfTheirSpan();
    void tellsTimesOutOfRange();
    void tellsNamesThatAreNoTexts();
    void namesWhatIsBeyondItsLimits();
    void tellsHowDeepBracketsAreNested();
    void tellsWhatStandsBehindTheEnd();
    void tellsZerosWithinTheText();
    void aDamagedQuoteCostsItsEventAlone_data();
    void aDamagedQuoteCostsItsEventAlone();
    void eventsThatNeverEndAreNotReadThroughForEach();
    void anObjectIsReadWhateverStandsBehindIt();
    void countsWhatNoRecordingKeeps();
    void countsThreadTimesColoursAndStacks();
    void namesMetadataThatIsNotKept();
    void tellsThatABufferRanOver();
    void putsLanesInTheOrderOfSortIndices();
    void tellsControlCharactersInNames();
    void tellsPhasesThatAreNone();
    void skipsLargeValuesAroundTheEvents();
    void keepsEventsLargerThanTheWindow();
    void saysWhyAFileIsNoRecording_data();
    void saysWhyAFileIsNoRecording();
    void readsFilesAndCountsTheirBytes();
    void isCancelledAtOnce();
};

void TestReadRecording::readsArraysAndObjectsOfEvents()
{
    const std::string lanes = "thread 1: a 0-2000\nthread 1: b 3000-4000\n";
    const std::string both = x("a", 0, 2) + "," + x("b", 3, 1);
    QCOMPARE(lanesOf("[" + both + "]"), lanes);
    QCOMPARE(lanesOf("\xEF\xBB\xBF [\n" + both + ",\n]\n"), lanes);
    QCOMPARE(lanesOf("{\"traceEvents\":[" + both + "]}"), lanes);
    QCOMPARE(lanesOf("{\"displayTimeUnit\":\"ns\",\"a\":{\"b\":[1,\"]\"]},\"traceEvents\":[" + both +
                     "],\"metadata\":{\"x\":[]}}"),
             lanes);
    QCOMPARE(findingsOf("{\"traceEvents\":[" + both + "]}"), std::string());
    // A line feed is how a Perfetto trace begins, and "{" would be the length of its first packet.
    QCOMPARE(lanesOf("\n{\"traceEvents\":[" + both + "]}"), lanes);
    QCOMPARE(lanesOf("\n{ \"traceEvents\" : [" + both + "]}"), lanes);
    QCOMPARE(lanesOf("\n[" + both + "]"), lanes);
}

void TestReadRecording::goesWithoutAClosingBracketOfAnArray()
{
    QCOMPARE(findingsOf("[" + x("a", 0, 2)), std::string());
    QCOMPARE(findingsOf("[" + x("a", 0, 2) + ",\n"), std::string());
}

void TestReadRecording::offersWhatStandsBeforeABreak()
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
void TestReadRecording::tellsABreakBehindTheEvents()
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

void TestReadRecording::aNullIsNoEventAndNoFault()
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

void TestReadRecording::stepsOverWhatIsNoEvent()
{
    const std::string lanes = "thread 1: a 0-2000\nthread 1: b 3000-4000\n";
    for (const std::string rubbish : {"{\"ph:\"X\",\"ts\":1}", "{\"ph\":\"X\" \"ts\":1}", "garbage", "}}}",
                                      "12 {", "{\"ph\":\"X\",\"name\":\"open}"}) {
        QCOMPARE(lanesOf("[" + x("a", 0, 2) + "," + rubbish + ",\n" + x("b", 3, 1) + "]"), lanes);
        QCOMPARE(findingsOf("[" + x("a", 0, 2) + "," + rubbish + ",\n" + x("b", 3, 1) + "]"),
                 std::string("unreadable, left out: 1\n"));
    }
}

void TestReadRecording::whatIsNoEventAtTheEndOfAListCutsNothing()
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

void TestReadRecording::countsBrokenEventsThatStandInARow()
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

void TestReadRecording::tellsEventsWithoutACommaBetween()
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

void TestReadRecording::namesMembersThatLanesDoNotShow()
{
    const std::string events = "\"traceEvents\":[" + x("a", 0, 2) + "]";
    const std::string text =
        "{\"displayTimeUnit\":\"ms\",\"samples\":[{\"cpu\":0,\"x\":[1,2]} , {\"cpu\":1}]," + events +
        ",\"stackFrames\":{\"1\":{\"name\":\"a,b\"},\"2\":{},\"3\":[[]]},"
        "\"controllerTraceDataKey\":\"systraceController\",\"metadata\":{\"a\":1},"
        "\"deviceProperties\":[{}],\"beginningOfTime\":17,\"empty\":[ ],\"more\":[1]}";
    QCOMPARE(toldOf(text),
             std::string("7 entries beside the events are nothing that lanes show (stackFrames 3, "
                         "samples 2, controllerTraceDataKey 1, more 1); they are left out [byte 24]\n"));
    QCOMPARE(toldOf("{" + events + "}"), std::string());
}

void TestReadRecording::saysWhatItFoundInPlaceOfEvents()
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

void TestReadRecording::countsInstantsFromTheFirst()
{
    const ReadRecording read = readText("[" + x("a", 1'000'000, 2) + "]");
    QCOMPARE(lanesOf(*read.recording), std::string("thread 1: a 0-2000\n"));
    QCOMPARE(read.recording->originNs, std::int64_t(1'000'000'000));
    QCOMPARE(nanoseconds(read.recording->end.at), std::int64_t(2000));
    QCOMPARE(read.recording->columns->lastNs(), std::int64_t(2000));
    QCOMPARE(lanesOf("[" + one("\"ph\":\"X\",\"ts\":-5.5,\"dur\":1.001,\"name\":\"a\"") + "]"),
             std::string("thread 1: a 0-1001\n"));
}

void TestReadRecording::matchesBeginningsAndEnds()
{
    const auto b = [](const char* name, int ts) {
        return one(std::string("\"ph\":\"B\",\"name\":\"") + name + "\",\"ts\":" + std::to_string(ts));
    };
    const auto e = [](int ts) { return one("\"ph\":\"E\",\"ts\":" + std::to_string(ts)); };
    QCOMPARE(lanesOf("[" + b("a", 0) + "," + b("b", 1) + "," + e(2) + "," + e(4) + "," + b("c", 4) + "," +
                     e(5) + "]"),
             std::string("thread 1: a 0-4000\nthread 1: c 4000-5000\nthread 1 › 2: b 1000-2000\n"));
    QCOMPARE(findingsOf("[" + b("a", 0) + "," + one("\"ph\":\"E\",\"name\":\"b\",\"ts\":1") + "]"),
             std::string("misnamed_end, mended: 1\n"));
}

void TestReadRecording::drawsWhatNeverEndsToTheEnd()
{
    const std::string text = "[" + one("\"ph\":\"B\",\"name\":\"a\",\"ts\":0") + "," + x("b", 1, 9, 2) + "]";
    QCOMPARE(lanesOf(text), std::string("thread 1: a 0-10000\nthread 2: b 1000-10000\n"));
    QCOMPARE(findingsOf(text), std::string("unclosed, mended: 1\n"));
    QCOMPARE(findingsOf("[" + one("\"ph\":\"E\",\"ts\":0") + "," + x("b", 1, 9) + "]"),
             std::string("unopened, left out: 1\n"));
}

void TestReadRecording::countsAsNeverEndingOnlyWhatIsDrawn()
{
    std::string text = "[";
    for (int i = 0; i < 3000; ++i)
        text += one("\"ph\":\"B\",\"name\":\"n\",\"ts\":" + std::to_string(i)) + ",";
    const std::size_t other = text.size();
    text += "{\"ph\":\"B\",\"pid\":1,\"tid\":2,\"name\":\"n\",\"ts\":7}," + x("last", 0, 4000, 3) + "]";
    QCOMPARE(
        toldOf(text),
        std::string(
            "2,488 things are beyond what this program holds (spans on lanes beyond 512 of a "
            "track 2,488); they are left out [thread 1 at 0.000512 s]\n"
            "513 spans never end; they are drawn to the end of the recording [thread 1 at 0 s, byte 1]\n"));
    // All of a track that has lanes for them.
    QCOMPARE(
        toldOf("[" + text.substr(other)),
        std::string(
            "a span never ends; it is drawn to the end of the recording [thread 2 at 0.000007 s, byte 1]\n"));
}

void TestReadRecording::putsPiecesInAnyOrderTogether()
{
    // The end stands before the beginning; a child before its parent.
    QCOMPARE(
        lanesOf("[" + one("\"ph\":\"E\",\"ts\":5") + "," + one("\"ph\":\"B\",\"name\":\"a\",\"ts\":1") + "]"),
        std::string("thread 1: a 0-4000\n"));
    QCOMPARE(lanesOf("[" + x("child", 3, 2) + "," + x("parent", 0, 9) + "]"),
             std::string("thread 1: parent 0-9000\nthread 1 › 2: child 3000-5000\n"));
}

void TestReadRecording::putsNestedSpansBelow()
{
    const ReadRecording read =
        readText("[" + x("a", 0, 9) + "," + x("b", 1, 3) + "," + x("c", 0, 2, 2) + "]");
    const RunInfo& info = *read.recording->info;
    QCOMPARE(info.taskCount(), std::uint32_t(3));
    QCOMPARE(info.groups.size(), std::size_t(2));
    QCOMPARE(info.groups[0].taskCount, std::uint32_t(2));
    QVERIFY(!info.groups[0].counted);
    QCOMPARE(info.groupOfTask, (std::vector<std::uint16_t>{0, 0, 1}));
}

void TestReadRecording::readsAsynchronousSpans()
{
    const auto async = [](const char* ph, const char* id, const char* name, int ts) {
        return one(std::string("\"ph\":\"") + ph + "\",\"cat\":\"net\",\"id\":" + id + ",\"name\":\"" + name +
                   "\",\"ts\":" + std::to_string(ts));
    };
    QCOMPARE(lanesOf("[" + async("b", "1", "get", 0) + "," + async("b", "\"0x2\"", "get", 1) + "," +
                     async("b", "1", "dns", 1) + "," + async("e", "1", "dns", 2) + "," +
                     async("e", "1", "get", 4) + "," + async("e", "\"0x2\"", "get", 5) + "]"),
             std::string("get: get 0-4000\nget › 2: get 1000-5000\nget › 3: dns 1000-2000\n"));
    QCOMPARE(lanesOf("[" + async("S", "1", "get", 0) + "," + async("T", "1", "get", 1) + "," +
                     async("F", "1", "get", 2) + "]"),
             std::string("get: get 0-2000\n"));
    const std::string local =
        "[" + one("\"ph\":\"b\",\"id2\":{\"local\":\"1\"},\"name\":\"a\",\"ts\":0") +
        ",{\"pid\":2,\"tid\":1,\"ph\":\"e\",\"id2\":{\"local\":\"1\"},\"name\":\"a\",\"ts\":1}]";
    QCOMPARE(findingsOf(local), std::string("unclosed, mended: 1\nunopened, left out: 1\n"));
}

void TestReadRecording::readsCounters()
{
    const ReadRecording read =
        readText("[" + one("\"ph\":\"C\",\"name\":\"q\",\"ts\":2,\"args\":{\"size\":3}") + "," +
                 one("\"ph\":\"C\",\"name\":\"q\",\"ts\":1,\"args\":{\"size\":1}") + "," +
                 one("\"ph\":\"C\",\"name\":\"m\",\"ts\":1,\"args\":{\"in\":1,\"out\":2}") + "]");
    const RunInfo& info = *read.recording->info;
    QCOMPARE(info.queues.size(), std::size_t(3));
    QCOMPARE(info.queues[0].name, std::string("q"));
    QCOMPARE(info.queues[2].name, std::string("m out"));
    const std::vector<DepthStep>& steps = read.recording->columns->depths()[0];
    QCOMPARE(steps.size(), std::size_t(2));
    QCOMPARE(steps[0].atNs, std::int64_t(0));
    QCOMPARE(steps[1].size, std::uint32_t(3));
}

void TestReadRecording::scalesCountersThatAreNotWhole()
{
    const auto counter = [](const char* value) {
        return one(std::string("\"ph\":\"C\",\"name\":\"c\",\"ts\":1,\"args\":{\"v\":") + value + "}");
    };
    const ReadRecording shares = readText("[" + counter("0.25") + "," + counter("1") + "]");
    QCOMPARE(shares.recording->info->queues[0].name, std::string("c (in units of 0.01)"));
    QCOMPARE(shares.recording->columns->depths()[0][1].size, std::uint32_t(100));
    const ReadRecording bytes = readText("[" + counter("5000000000") + "]");
    QCOMPARE(bytes.recording->info->queues[0].name, std::string("c (in units of 10)"));
    const ReadRecording bad =
        readText("[" + counter("\"x\"") + "," + counter("1e301") + "," + counter("2") + "]");
    QCOMPARE(sentencesOf(bad),
             std::string("2 values of counters are no numbers from 0 on (c 2); they are left out\n"));
    // Neither large values nor small fractions of them are rounded in silence.
    for (const char* const value : {"4294967297", "1000000000.5"}) {
        const ReadRecording rounded = readText("[" + counter("0") + "," + counter(value) + "]");
        QCOMPARE(
            sentencesOf(rounded),
            std::string("a counter's value is not whole in the unit of its lane (c 1); it is rounded\n"));
        QCOMPARE(rounded.recording->report.findings[0].fault, ImportFault::RoundedCounter);
        QCOMPARE(rounded.recording->report.findings[0].firstNs, std::int64_t{0});
    }
}

void TestReadRecording::drawsCountersBelowZeroFromTheirLeast()
{
    const auto counter = [](int ts, const char* value) {
        return one("\"ph\":\"C\",\"name\":\"net\",\"ts\":" + std::to_string(ts) +
                   ",\"args\":{\"v\":" + value + "}");
    };
    const ReadRecording read =
        readText("[" + counter(1, "3") + "," + counter(2, "-5") + "," + counter(4, "-0.5") + "]");
    QCOMPARE(read.recording->info->queues[0].name, std::string("net (from -5 on, in units of 0.1)"));
    std::string sizes;
    for (const DepthStep& step : read.recording->columns->depths()[0])
        sizes += std::to_string(step.size) + ' ';
    QCOMPARE(sizes, std::string("80 0 45 "));
    QCOMPARE(sentencesOf(read),
             std::string("2 values of counters are no numbers from 0 on (net 2); they are drawn "
                         "from the least on, which their lane's name tells\n"));
    QCOMPARE(read.recording->report.findings[0].firstNs, std::int64_t{1000});
    QCOMPARE(read.recording->report.leftOut(), std::uint64_t{0});
}

void TestReadRecording::readsFlows()
{
    const ReadRecording read =
        readText("[" + x("make", 0, 4, 1) + "," + x("use", 6, 4, 2) + "," +
                 "{\"ph\":\"s\",\"pid\":1,\"tid\":1,\"id\":7,\"cat\":\"c\",\"name\":\"work\",\"ts\":3}," +
                 "{\"ph\":\"f\",\"pid\":1,\"tid\":2,\"id\":7,\"cat\":\"c\",\"name\":\"work\",\"ts\":5}]");
    const Columns& columns = *read.recording->columns;
    QCOMPARE(columns.visits().size(), std::size_t(1));
    const Visit& visit = columns.visits()[0];
    QCOMPARE(visit.producer, std::uint32_t(0));
    QCOMPARE(visit.consumer, std::uint32_t(1)); // whose span begins next: there is no bp
    QCOMPARE(visit.enqueuedNs, std::int64_t(3000));
    QCOMPARE(visit.dequeuedNs, std::int64_t(6000));
    QCOMPARE(visit.doneNs, std::int64_t(10'000));
    QCOMPARE(read.recording->info->queues[0].name, std::string("work"));
    QCOMPARE(columns.depths()[0].size(), std::size_t(2));
    QCOMPARE(columns.items().size(), std::size_t(1));
    QCOMPARE(columns.takenVisits().size(), std::size_t(1));
    QVERIFY(read.recording->report.findings.empty());
}

/// Without "bp" an end binds to the span that begins next; "bp":"e" binds it to the one around it.
void TestReadRecording::flowsArriveWhereTheirSpanBegins()
{
    const auto flow = [](const char* id, int from, int to, const char* more) {
        const std::string begin = std::string(",{\"cat\":\"c\",\"name\":\"f\",\"pid\":1,\"id\":") + id;
        return begin + ",\"ph\":\"s\",\"tid\":1,\"ts\":" + std::to_string(from) + "}" + begin +
               ",\"ph\":\"f\",\"tid\":2,\"ts\":" + std::to_string(to) + more + "}";
    };
    const ReadRecording read =
        readText("[" + x("A", 0, 10, 1) + "," + x("B", 20, 10, 2) + "," + x("B2", 40, 10, 2) +
                 flow("1", 5, 15, "") + flow("2", 6, 33, "") + flow("3", 7, 25, ",\"bp\":\"e\"") +
                 flow("4", 8, 40, "") + flow("5", 9, 90, "") + "]");
    std::string gets;
    for (const Visit& visit : read.recording->columns->visits())
        gets += std::to_string(visit.dequeuedNs) + '-' +
                (visit.doneNs == notYet ? std::string() : std::to_string(visit.doneNs)) + ' ';
    QCOMPARE(gets, std::string("20000-30000 40000-50000 25000-30000 40000-50000 90000- "));
    QCOMPARE(sentencesOf(read),
             std::string("an end of a flow lies in no span; it is drawn at its instant on its track\n"));
}

/// A flow may begin before every span.
void TestReadRecording::countsInstantsFromTheFirstFlow()
{
    const ReadRecording read = readText(
        "[" + one("\"ph\":\"s\",\"id\":7,\"name\":\"work\",\"ts\":10") + "," +
        one("\"ph\":\"f\",\"bp\":\"e\",\"id\":7,\"name\":\"work\",\"ts\":20") + "," + x("make", 50, 5) + "]");
    QCOMPARE(read.recording->originNs, std::int64_t(10'000));
    QCOMPARE(lanesOf(*read.recording), std::string("thread 1: make 40000-45000\n"));
    const Visit& visit = read.recording->columns->visits()[0];
    QCOMPARE(visit.enqueuedNs, std::int64_t(0));
    QCOMPARE(visit.dequeuedNs, std::int64_t(10'000));
}

void TestReadRecording::readsFlowsThatSpansName()
{
    const auto span = [](int tid, int ts, const char* more) {
        return "{\"ph\":\"X\",\"name\":\"post\",\"dur\":2,\"pid\":1,\"tid\":" + std::to_string(tid) +
               ",\"ts\":" + std::to_string(ts) + "," + more + "}";
    };
    // One span posts; its flow passes through a second and arrives in a third. The number comes again.
    const ReadRecording read = readText("[" + span(1, 0, R"("bind_id":"0x1","flow_out":true)") + "," +
                                        span(2, 4, R"("flow_in":true,"flow_out":true,"bind_id":"0x1")") +
                                        "," + span(3, 8, R"("bind_id":"0x1","flow_in":true)") + "," +
                                        span(1, 20, R"("bind_id":"0x1","flow_out":true)") + "," +
                                        span(2, 24, R"("bind_id":"0x1","flow_in":true)") + "," +
                                        span(1, 30, R"("bind_id":"0x1","flow_in":false)") + "]");
    std::string ways;
    for (const Visit& visit : read.recording->columns->visits())
        ways += std::to_string(visit.producer) + ">" + std::to_string(visit.consumer) + "@" +
                std::to_string(visit.enqueuedNs) + ' ';
    QCOMPARE(ways, std::string("0>1@0 1>2@4000 0>1@20000 "));
    QCOMPARE(read.recording->info->queues[0].name, std::string("post"));
    QVERIFY(read.recording->report.findings.empty());
}

void TestReadRecording::tellsFlowsThatBindToNothing()
{
    const auto flow = [](const char* ph, int id, int ts, const char* more = "") {
        return one(std::string("\"ph\":\"") + ph + "\",\"name\":\"f\",\"id\":" + std::to_string(id) +
                   ",\"ts\":" + std::to_string(ts) + more);
    };
    QCOMPARE(findingsOf("[" + x("a", 0, 4) + "," + flow("s", 1, 2) + "," + flow("f", 2, 3) + "]"),
             std::string("lone_flow, left out: 2\n"));
    QCOMPARE(
        findingsOf("[" + x("a", 0, 4) + "," + flow("s", 1, 2) + "," + flow("f", 1, 9, ",\"bp\":\"e\"") + "]"),
        std::string("unbound_flow, noted: 1\n"));
    // A thread without spans has no lane: its flow is left out; the other item keeps its number.
    const ReadRecording read = readText("[" + x("a", 0, 4) +
                                        ",{\"ph\":\"s\",\"pid\":1,\"tid\":9,\"id\":1,\"name\":\"f\",\"ts\":0,"
                                        "\"args\":{\"item\":0}}," +
                                        flow("f", 1, 1) + "," + flow("s", 2, 1, ",\"args\":{\"item\":1}") +
                                        "," + flow("f", 2, 2) + "]");
    QCOMPARE(read.recording->columns->visits().size(), std::size_t(1));
    QCOMPARE(read.recording->columns->itemCount(), std::size_t(1));
    QVERIFY(read.recording->columns->hasItem(1));
    // Of flows whose id is used again each is an item; what a step takes it puts on when it has it.
    const ReadRecording again =
        readText("[" + x("a", 0, 4) + "," + x("b", 10, 4) + "," + flow("s", 1, 1) + "," + flow("f", 1, 2) +
                 "," + flow("s", 1, 11) + "," + flow("f", 1, 12) + "]");
    QCOMPARE(again.recording->columns->itemCount(), std::size_t(2));
    const ReadRecording steps =
        readText("[" + x("a", 0, 4) + "," + x("b", 10, 4) + "," + x("c", 20, 4) + "," + flow("s", 1, 1) +
                 "," + flow("t", 1, 6) + "," + flow("f", 1, 21) + "]");
    const std::vector<Visit>& visits = steps.recording->columns->visits();
    QCOMPARE(visits.size(), std::size_t(2));
    QCOMPARE(steps.recording->columns->itemCount(), std::size_t(1));
    QVERIFY(visits[1].enqueuedNs >= visits[0].dequeuedNs);
    QCOMPARE(read.recording->report.findings[0].effect, ImportEffect::LeftOut);
}

void TestReadRecording::aQueueOfNothingButFlowsThatAreLeftOutIsNotThere()
{
    const auto flow = [](const char* ph, const char* name, int ts, int tid = 1) {
        return std::string(R"({"pid":1,"cat":"c","id":1,"ph":")") + ph + R"(","name":")" + name +
               R"(","ts":)" + std::to_string(ts) + ",\"tid\":" + std::to_string(tid) + "}";
    };
    // One without an end, one without a beginning, one from a thread that has no lane; and two that are
    // whole.
    const ReadRecording read =
        readText("[" + x("a", 0, 9) + "," + flow("s", "begins", 1) + "," + flow("s", "first", 2) + "," +
                 flow("f", "first", 3) + "," + flow("f", "ends", 4) + "," + flow("s", "nowhere", 5, 7) + "," +
                 flow("f", "nowhere", 6) + "," + flow("s", "second", 7) + "," + flow("f", "second", 8) + "," +
                 one(R"("ph":"X","ts":20,"dur":1,"name":"get_wait","args":{"queue":"waited for"})") + "," +
                 one(R"("ph":"C","ts":0,"name":"counter","args":{"n":1})") + "]");
    QVERIFY2(read.recording, read.problem.c_str());
    std::string queues;
    for (const QueueInfo& queue : read.recording->info->queues)
        queues += queue.name + ' ';
    QCOMPARE(queues, std::string("first second waited for counter "));
    const Columns& columns = *read.recording->columns;
    QCOMPARE(columns.depths().size(), std::size_t{4});
    QCOMPARE(columns.visits().size(), std::size_t{2});
    for (std::uint16_t i = 0; i < 2; ++i)
        QCOMPARE(columns.visits()[i].queue, i);
    const Span& wait = columns.lanes()[0].spans.back();
    QCOMPARE(wait.state, TaskState::GetWait);
    QCOMPARE(wait.object, std::uint16_t{2});
}

void TestReadRecording::groupsThreadsByTheirNames()
{
    std::string text = "[";
    const char* const names[] = {"worker-10", "main", "worker-2", "7", "io 1", "io 2"};
    for (int tid = 0; tid < 6; ++tid)
        text += "{\"ph\":\"M\",\"pid\":1,\"tid\":" + std::to_string(tid) +
                ",\"name\":\"thread_name\",\"args\":{\"name\":\"" + names[tid] + "\"}}," +
                x("s", tid, 1, tid) + ",";
    const ReadRecording read = readText(text);
    const RunInfo& info = *read.recording->info;
    std::string groups;
    for (const GroupInfo& group : info.groups)
        groups += group.name + (group.counted ? "*" : "") + std::to_string(group.taskCount) + ' ';
    QCOMPARE(groups, std::string("worker*2 main1 71 io*2 "));
    QCOMPARE(info.taskName(0), std::string("worker-2"));
    QCOMPARE(info.taskName(1), std::string("worker-10"));
    // Where one of them has what is nested on lanes below, all stand by themselves: they can be sorted.
    const ReadRecording nested = readText(text + x("outer", 20, 5, 2) + "," + x("inner", 21, 1, 2));
    groups.clear();
    for (const GroupInfo& group : nested.recording->info->groups)
        groups += group.name + (group.counted ? "*" : "") + std::to_string(group.taskCount) + ' ';
    QCOMPARE(groups, std::string("worker-101 main1 worker-22 71 io*2 "));
}

void TestReadRecording::namesLanesOfSeveralProcesses()
{
    const ReadRecording read =
        readText("[{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"Browser\"}},"
                 "{\"ph\":\"M\",\"pid\":1,\"name\":\"process_sort_index\",\"args\":{\"sort_index\":9}},"
                 "{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":0,\"dur\":1,\"name\":\"a\"},"
                 "{\"ph\":\"X\",\"pid\":2,\"tid\":1,\"ts\":0,\"dur\":1,\"name\":\"a\"},"
                 "{\"ph\":\"X\",\"pid\":2,\"tid\":2,\"ts\":0,\"dur\":1,\"name\":\"a\"}]");
    QCOMPARE(lanesOf(*read.recording), std::string("process 2 / thread 1: a 0-1000\nthread 2: a 0-1000\n"
                                                   "Browser / thread 1: a 0-1000\n"));
}

void TestReadRecording::tellsProcessesOfOneNameByTheirLabels()
{
    const auto process = [](int pid, const char* labels) {
        const std::string begin = "{\"ph\":\"M\",\"pid\":" + std::to_string(pid) + ",\"name\":\"process_";
        return begin + "labels\",\"args\":{\"labels\":\"" + labels + "\"}}," + begin +
               "name\",\"args\":{\"name\":\"python3\"}},{\"ph\":\"X\",\"tid\":1,\"ts\":0,\"dur\":1,\"pid\":" +
               std::to_string(pid) + ",\"name\":\"a\"}";
    };
    QCOMPARE(lanesOf("[" + process(1, "CPU") + "," + process(2, "GPU 0") + "]"),
             std::string("python3 (CPU) / thread 1: a 0-1000\npython3 (GPU 0) / thread 1: a 0-1000\n"));
}

namespace {

std::string meta(const std::string& name, const std::string& arguments, int tid = 1, int pid = 1)
{
    return "{\"ph\":\"M\",\"pid\":" + std::to_string(pid) + ",\"tid\":" + std::to_string(tid) +
           ",\"name\":\"" + name + "\",\"args\":{" + arguments + "}}";
}
std::string notKeptOf(const std::string& text)
{
    const ReadRecording read = readText(text);
    std::string all;
    for (const std::string& words : read.recording->report.notKept)
        all += words + '\n';
    return all;
}

} // namespace

/// What this program converted from another's recording is of no scenario and has no seed.
void TestReadRecording::knowsItsOwnFilesWithoutAScenario()
{
    const std::string text =
        "{\"otherData\":{\"flow_instants\":\"exact\"},\"traceEvents\":[" + x("a", 5, 2) + "]}";
    QCOMPARE(readText(text).recording->info->scenario, std::string("trace"));
    QCOMPARE(lanesOf(text), std::string("thread 1: a 5000-7000\n"));
    QCOMPARE(notKeptOf(text), std::string());
}

void TestReadRecording::isCalledByItsOnlyProcess()
{
    const std::string named = meta("process_name", R"("name":"clang-18")");
    const std::string text = "[" + x("a", 0, 2) + "," + named;
    QCOMPARE(readText(text + "]").recording->info->title, std::string("clang-18"));
    QCOMPARE(notKeptOf(text + "]"), std::string());
    const std::string labelled = text + "," + meta("process_labels", R"("labels":"CPU")") + "]";
    QCOMPARE(readText(labelled).recording->info->title, std::string("clang-18 (CPU)"));
    QCOMPARE(readText("[" + x("a", 0, 2) + "]").recording->info->title, std::string());
}

void TestReadRecording::tellsNamesThatStandNowhere()
{
    const std::string other = R"({"ph":"X","pid":2,"tid":7,"ts":0,"dur":1,"name":"b"})";
    const std::string text = "[" + x("a", 0, 2) + "," + other + "," + meta("process_name", R"("name":"cc")") +
                             "," + meta("process_labels", R"("labels":"CPU")") + "," +
                             meta("process_name", R"("name":"gpu")", 7, 2) + "," +
                             meta("thread_name", R"("name":"Critical Path")", 9) + "]";
    QCOMPARE(readText(text).recording->info->title, std::string());
    QCOMPARE(notKeptOf(text), std::string("2 names of processes (cc (CPU), gpu)\n"
                                          "1 name of a thread without events (Critical Path)\n"
                                          "the processes of 2 threads\n"
                                          "the ids of 1 process\n"));
}

void TestReadRecording::namesWhatHasNoId()
{
    const std::string text = R"([{"ph":"X","ts":0,"dur":2,"name":"a"},)"
                             R"({"ph":"i","s":"g","ts":1,"pid":"","tid":"","name":"m"},)"
                             R"({"ph":"X","pid":1,"ts":0,"dur":2,"name":"b"}])";
    QCOMPARE(lanesOf(text), std::string("process without an id / thread without an id: a 0-2000\n"
                                        "process 1 / thread without an id: b 0-2000\n"));
    QCOMPARE(instantsOf(text), std::string("instants: m 1000\n"));
}

void TestReadRecording::takesIdsOfAnyKind()
{
    QCOMPARE(lanesOf("[{\"ph\":\"X\",\"pid\":\"a\",\"tid\":\"GPU\",\"ts\":0,\"dur\":1,\"name\":\"n\"},"
                     "{\"ph\":\"X\",\"pid\":\"a\",\"tid\":\"GPU\",\"ts\":\"1\",\"dur\":\"1\",\"name\":\"m\"},"
                     "{\"ph\":\"X\",\"ts\":0,\"dur\":1}]"),
             std::string("thread GPU: n 0-1000\nthread GPU: m 1000-2000\nthread without an id:  0-1000\n"));
}

void TestReadRecording::keepsTextsAsTheyAre()
{
    QCOMPARE(
        lanesOf("[" + x("a\\u00e9\\\"{\\n[", 0, 1) + "," + x("Größe", 1, 1) + "," + x("\xff!", 2, 1) + "]"),
        std::string(
            "thread 1: aé\"{ [ 0-1000\nthread 1: Größe 1000-2000\nthread 1: \xEF\xBF\xBD! 2000-3000\n"));
}

void TestReadRecording::readsInstants()
{
    std::string text = "[" + x("a", 0, 9);
    for (const char* const phase : {"i", "I", "R"})
        text += "," + one("\"ph\":\"" + std::string(phase) + "\",\"ts\":3.25,\"name\":\"at \\u0022" + phase +
                          "\\u0022\"");
    const ReadRecording read = readText(text + "]");
    QCOMPARE(lanesOf(*read.recording), std::string("thread 1: a 0-9000\n"));
    QCOMPARE(instantsOf(*read.recording),
             std::string("thread 1: at \"i\" 3250\nthread 1: at \"I\" 3250\nthread 1: at \"R\" 3250\n"));
    QVERIFY(read.recording->report.findings.empty());
    QCOMPARE(read.recording->report.events, std::uint64_t{4});
    QCOMPARE(read.recording->columns->instantCount(), std::uint64_t{3});
}

void TestReadRecording::putsInstantsInOrderOfTime()
{
    const auto at = [](int ts, const char* name) {
        return one("\"ph\":\"i\",\"ts\":" + std::to_string(ts) + ",\"name\":\"" + name + "\"");
    };
    // Of one instant, as the file has them; the first of all is where the recording begins.
    QCOMPARE(instantsOf("[" + at(9, "d") + "," + at(5, "b") + "," + x("a", 6, 1) + "," + at(5, "c") + "," +
                        at(2, "a") + "]"),
             std::string("thread 1: a 0\nthread 1: b 3000\nthread 1: c 3000\nthread 1: d 7000\n"));
    const ReadRecording read = readText("[" + x("a", 6, 1) + "," + at(900, "late") + "]");
    QCOMPARE(read.recording->columns->lastNs(), std::int64_t(894'000));
    QCOMPARE(nanoseconds(read.recording->end.at), std::int64_t(894'000));
    // On nested lanes they lie on the first.
    QCOMPARE(instantsOf("[" + x("a", 0, 9) + "," + x("b", 1, 5) + "," + at(2, "i") + "]"),
             std::string("thread 1: i 2000\n"));
}

void TestReadRecording::aLaneMayHaveInstantsOnly()
{
    const ReadRecording read = readText("[" + one("\"ph\":\"i\",\"ts\":4,\"name\":\"x\"") + "," +
                                        one("\"ph\":\"i\",\"ts\":6,\"name\":\"y\"") + "]");
    const Lane& lane = read.recording->columns->lanes().at(0);
    QVERIFY(lane.spans.empty());
    QCOMPARE(lane.startedNs, std::int64_t(0));
    QCOMPARE(lane.endedNs, std::int64_t(2000));
    QCOMPARE(lane.open.state, TaskState::Ended);
    QCOMPARE(read.recording->originNs, std::int64_t(4000));
    QCOMPARE(instantsOf(*read.recording), std::string("thread 1: x 0\nthread 1: y 2000\n"));
}

void TestReadRecording::instantsWithoutTheirThreadHaveARowOfTheirProcess()
{
    const auto scoped = [](const char* scope, int pid) {
        return "{\"ph\":\"i\",\"pid\":" + std::to_string(pid) + ",\"tid\":1,\"ts\":1,\"name\":\"" + scope +
               "\",\"s\":\"" + scope + "\"}";
    };
    QCOMPARE(instantsOf("[" + x("a", 0, 2) + "," + scoped("p", 1) + "," + scoped("g", 1) + "," +
                        scoped("t", 1) + "]"),
             std::string("thread 1: t 1000\ninstants: p 1000\ninstants: g 1000\n"));
    QCOMPARE(instantsOf("[" + scoped("p", 1) + "," + scoped("g", 2) + "]"),
             std::string("process 1 / instants: p 0\nprocess 2 / instants: g 0\n"));
}

void TestReadRecording::asynchronousInstantsLieOnTheirTrack()
{
    const auto async = [](const char* phase, int ts, const char* name, const char* id) {
        return one("\"ph\":\"" + std::string(phase) + "\",\"ts\":" + std::to_string(ts) +
                   ",\"cat\":\"net\",\"name\":\"" + name + "\"" + id);
    };
    const char* const id = ",\"id\":7";
    const std::string text = "[" + async("b", 0, "get", id) + "," + async("n", 2, "headers", id) + "," +
                             async("e", 5, "get", id) + "," + async("n", 8, "alone", id);
    QCOMPARE(instantsOf(text + "]"), std::string("get: headers 2000\nalone: alone 8000\n"));
    QCOMPARE(findingsOf(text + "," + async("n", 9, "no id", "") + "]"),
             std::string("incomplete, left out: 1\n"));
}

/// An instant of a span may stand before it in the file, and behind its end.
void TestReadRecording::bindsAsynchronousInstantsInAnyOrder()
{
    const auto async = [](const char* phase, int ts, const char* name, int id) {
        return one("\"ph\":\"" + std::string(phase) + "\",\"ts\":" + std::to_string(ts) +
                   ",\"cat\":\"net\",\"id\":" + std::to_string(id) + ",\"name\":\"" + name + "\"");
    };
    std::vector<std::string> events{async("b", 0, "get", 7),   async("n", 2, "headers", 7),
                                    async("e", 5, "get", 7),   async("b", 6, "put", 8),
                                    async("n", 7, "body", 8),  async("e", 9, "put", 8),
                                    async("n", 12, "alone", 7)};
    std::ranges::sort(events);
    do {
        std::string text = "[";
        for (const std::string& event : events)
            text += (text.size() > 1 ? "," : "") + event;
        const std::string read = instantsOf(text + "]");
        for (const char* const line : {"get: headers 2000\n", "put: body 7000\n", "alone: alone 12000\n"})
            QVERIFY2(read.find(line) != std::string::npos, (text + read).c_str());
    } while (std::ranges::next_permutation(events).found);
}

void TestReadRecording::matchesAnIdThatIsUsedAgainInAnyOrder()
{
    const auto async = [](const char* phase, int ts, const char* name) {
        return one("\"ph\":\"" + std::string(phase) + "\",\"ts\":" + std::to_string(ts) +
                   ",\"cat\":\"net\",\"id\":7,\"name\":\"" + name + "\"");
    };
    std::vector<std::string> events{async("b", 0, "a"), async("e", 2, "a"), async("b", 3, "b"),
                                    async("b", 4, "c"), async("e", 5, "c"), async("e", 9, "b")};
    std::ranges::sort(events);
    do {
        std::string text = "[";
        for (const std::string& event : events)
            text += (text.size() > 1 ? "," : "") + event;
        QCOMPARE(lanesOf(text + "]"), std::string("a: a 0-2000\nb: b 3000-9000\nb › 2: c 4000-5000\n"));
        QCOMPARE(findingsOf(text + "]"), std::string());
    } while (std::ranges::next_permutation(events).found);
}

namespace {

/// A trace that makes every mistake that depends on order, in order of time; no two of its events are at
/// once.
std::vector<std::string> mixedEvents(std::uint32_t seed)
{
    std::mt19937 random(seed);
    const auto upTo = [&](std::uint32_t most) { return random() % (most + 1); };
    std::vector<std::string> events;
    for (int i = 0; i < 120; ++i) {
        const std::string ts = "\"ts\":" + std::to_string(3 * i);
        const std::string name = ",\"name\":\"" + std::string(1, static_cast<char>('a' + upTo(2))) + "\"";
        const std::string thread = "{\"pid\":1,\"tid\":" + std::to_string(1 + upTo(1)) + ",";
        const std::string id =
            ",\"cat\":\"" + std::string(upTo(3) == 0 ? "x" : "y") + "\",\"id\":" + std::to_string(upTo(1));
        switch (upTo(8)) {
        case 0:
        case 1:
            events.push_back(thread + "\"ph\":\"B\"," + ts + name + "}");
            break;
        case 2:
        case 3:
            events.push_back(thread + "\"ph\":\"E\"," + ts + (upTo(2) == 0 ? "" : name) + "}");
            break;
        case 4:
            events.push_back(thread + "\"ph\":\"X\"," + ts + name +
                             ",\"dur\":" + std::to_string(1 + 3 * upTo(5)) + "}");
            break;
        case 5:
        case 6:
            events.push_back(thread + "\"ph\":\"" + (upTo(1) == 0 ? "b" : "e") + "\"," + ts + name + id +
                             "}");
            break;
        case 7:
            events.push_back(thread + "\"ph\":\"" + (upTo(1) == 0 ? "n" : "i") + "\"," + ts + name + id +
                             ",\"s\":\"t\"}");
            break;
        default:
            events.push_back(thread + "\"ph\":\"C\"," + ts +
                             ",\"name\":\"k\",\"args\":{\"v\":" + std::to_string(upTo(9)) + "}}");
        }
    }
    return events;
}

/// All that is shown of it, and what is told but for the order in the file and places there.
std::string shownOf(const std::vector<std::string>& events)
{
    std::string text = R"([{"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":"one"}},)"
                       R"({"ph":"M","pid":1,"tid":2,"name":"thread_name","args":{"name":"two"}})";
    for (const std::string& event : events)
        text += "," + event;
    const ReadRecording read = readText(text + "]");
    if (!read.recording) return "!" + read.problem;
    std::string shown = lanesOf(*read.recording) + instantsOf(*read.recording);
    for (const auto& steps : read.recording->columns->depths())
        for (const DepthStep& step : steps)
            shown += std::to_string(step.atNs) + ": " + std::to_string(step.size) + '\n';
    for (const ImportFinding& finding : read.recording->report.findings)
        if (finding.fault != ImportFault::OutOfOrder) shown += finding.sentence + '\n';
    return shown;
}

} // namespace

void TestReadRecording::isTheSameInAnyOrderOfItsLines_data()
{
    QTest::addColumn<std::uint32_t>("seed");
    for (std::uint32_t seed = 0; seed < 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestReadRecording::isTheSameInAnyOrderOfItsLines()
{
    QFETCH(std::uint32_t, seed);
    const std::vector<std::string> sorted = mixedEvents(seed);
    const std::string shown = shownOf(sorted);
    std::mt19937 random(seed);
    for (int i = 0; i < 20; ++i) {
        // All of it, or only what comes behind a beginning that stands in order.
        std::vector<std::string> shuffled = sorted;
        std::shuffle(shuffled.begin() + (i % 2 == 0 ? 0 : 60), shuffled.end(), random);
        const std::string got = shownOf(shuffled);
        const auto at = std::ranges::mismatch(got, shown).in1 - got.begin();
        const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 200));
        QVERIFY2(got == shown, (got.substr(std::min(from, got.size()), 400) + "\ninstead of\n" +
                                shown.substr(std::min(from, shown.size()), 400))
                                   .c_str());
    }
}

void TestReadRecording::spansWithoutLengthAreInstants()
{
    const auto edge = [](const char* phase, int ts, const char* name) {
        return one("\"ph\":\"" + std::string(phase) + "\",\"ts\":" + std::to_string(ts) + ",\"name\":\"" +
                   name + "\"");
    };
    const std::string text = "[" + x("a", 0, 9) + "," + x("zero", 3, 0) + "," + edge("B", 5, "begun") + "," +
                             edge("E", 5, "begun") + "," + edge("B", 9, "open") + "]";
    QCOMPARE(lanesOf(text), std::string("thread 1: a 0-9000\n"));
    QCOMPARE(instantsOf(text),
             std::string("thread 1: zero 3000\nthread 1: begun 5000\nthread 1: open 9000\n"));
    QCOMPARE(findingsOf(text), std::string("unclosed, mended: 1\nno_length, mended: 3\n"));
}

void TestReadRecording::whatHappensAtOnceCanBeShown()
{
    const ReadRecording read = readText("[" + one("\"ph\":\"i\",\"ts\":5,\"name\":\"only\"") + "]");
    QVERIFY(!read.recording->columns->isEmpty());
    QCOMPARE(nanoseconds(read.recording->end.at), std::int64_t{1});
}

void TestReadRecording::namesWhatEventsLack()
{
    const std::string good = "[" + x("a", 0, 2) + ",";
    const std::string place = " [byte " + std::to_string(good.size()) + "]\n";
    const auto told = [&](const std::string& event) { return toldOf(good + one(event) + "]"); };
    const std::string lacks = "an event lacks what its kind needs (";
    QCOMPARE(told("\"ph\":\"X\",\"ts\":1"), lacks + "X without \"dur\" 1); it is left out" + place);
    QCOMPARE(told("\"ph\":\"C\",\"ts\":1,\"name\":\"n\",\"args\":{}"),
             lacks + "C without a value in \"args\" 1); it is left out" + place);
    QCOMPARE(told("\"ph\":\"C\",\"ts\":1,\"name\":\"n\""),
             lacks + "C without \"args\" 1); it is left out" + place);
    QCOMPARE(told("\"ph\":\"s\",\"ts\":1,\"name\":\"n\""),
             lacks + "s without \"id\" 1); it is left out" + place);
    QCOMPARE(told("\"ph\":\"B\""), lacks + "B without \"ts\" 1); it is left out" + place);
    // Nothing of it is taken: no flow without its span.
    QCOMPARE(told("\"ph\":\"X\",\"ts\":1,\"bind_id\":\"7\",\"flow_out\":true"),
             lacks + "X without \"dur\" 1); it is left out" + place);
    // Of a counter that breaks off, what comes before that.
    const std::string broken =
        good + one("\"ph\":\"C\",\"ts\":1,\"name\":\"n\",\"args\":{\"a\":1,\"b\" 2}") + "]";
    QCOMPARE(readText(broken).recording->info->queues.size(), std::size_t{1});
    QVERIFY(toldOf(broken).starts_with("the values of a counter's event could not be read to their end; "));
}

void TestReadRecording::whatTheRecorderCouldNotKeepIsLost()
{
    const std::string overflow = "{\"ph\":\"M\",\"pid\":1,\"tid\":1,\"name\":\"trace_buffer_overflowed\","
                                 "\"args\":{\"overflowed_at_ts\":\"5\"}}";
    const std::string other = "{\"ph\":\"X\",\"pid\":2,\"tid\":1,\"ts\":1,\"dur\":9,\"name\":\"b\"}";
    const ReadRecording read = readText("[" + x("a", 0, 2) + "," + other + "," + overflow + "]");
    const std::vector<LostStretch>& lost = read.recording->lost;
    QCOMPARE(lost.size(), std::size_t{1});
    QCOMPARE(lost[0].fromNs, std::int64_t{5000});
    QCOMPARE(lost[0].toNs, nanoseconds(read.recording->end.at));
    QVERIFY(read.recording->info->taskName(lost[0].task).find("process 2") == std::string::npos);
}

void TestReadRecording::countsWhatItLeavesOut()
{
    QCOMPARE(findingsOf("[" + x("a", 0, 2) + "," + one("\"ph\":\"X\",\"ts\":1") + "," +
                        one("\"ph\":\"X\",\"dur\":1") + "," + one("\"a\":1") + "," +
                        one("\"ph\":\"N\",\"ts\":1,\"id\":1") + "," + x("zero", 1, 0) + "," +
                        x("back", 1, -1) + "," + one("\"ph\":\"X\",\"ts\":4.0001,\"dur\":1") + "]"),
             std::string("incomplete, left out: 3\nbackwards, left out: 1\nno_length, mended: 1\n"
                         "lost_precision, mended: 1\nother_kind, left out: 1\n"));
}

void TestReadRecording::namesWhatItLeavesOut()
{
    std::string text = "[" + x("a", 0, 2) + "," + x("zero", 1, 0) + "," + x("zero", 1, 0);
    const ReadRecording read = readText(text + "," + one("\"ph\":\"P\",\"ts\":1") + "]");
    QCOMPARE(sentencesOf(read),
             std::string("2 spans take no time; they are drawn as instants\n"
                         "an event is of a kind that lanes do not show (samples of the stack 1); it is left "
                         "out\n"));
}

void TestReadRecording::namesEveryKind()
{
    std::string text = "[" + x("a", 0, 2);
    for (const char* const phase : {"N", "P", "v", "c", "(", "=", "Z", "long", "N"})
        text += "," + one("\"ph\":\"" + std::string(phase) + "\",\"ts\":1");
    QCOMPARE(sentencesOf(readText(text + "]")),
             std::string("9 events are of kinds that lanes do not show (states of objects 2, samples of the "
                         "stack 1, memory dumps 1, readings of clocks 1, contexts 1, links of ids 1, phase Z "
                         "1, phases of more than a letter 1); they are left out\n"));
    // What would make a sentence endless is counted.
    ImportFindings findings;
    for (int i = 0; i < 1200; ++i)
        findings.addKind(ImportFault::OtherKind, ImportEffect::LeftOut, "kind " + std::to_string(i));
    findings.addKind(ImportFault::OtherKind, ImportEffect::LeftOut, "kind 7");
    findings.addKind(ImportFault::OtherKind, ImportEffect::LeftOut, "");
    const std::string kinds = findings.kinds(ImportFault::OtherKind);
    QVERIFY2(kinds.starts_with("kind 7 2, kind 0 1, "), kinds.c_str());
    QVERIFY2(kinds.ends_with("kind 19 1, and more than 980 more names 1,181"), kinds.c_str());
}

void TestReadRecording::stepsAreInstantsOfTheirSpan()
{
    const auto async = [](const char* phase, int ts, const char* more = "") {
        return one("\"ph\":\"" + std::string(phase) + "\",\"ts\":" + std::to_string(ts) +
                   ",\"cat\":\"net\",\"id\":7,\"name\":\"load\"" + more);
    };
    const std::string text = "[" + async("S", 0) + "," + async("T", 2, R"(,"args":{"step":"headers"})") +
                             "," + async("p", 4, R"(,"args":{"step":"body"})") + "," + async("T", 5) + "," +
                             async("F", 9) + "]";
    QCOMPARE(lanesOf(text), std::string("load: load 0-9000\n"));
    QCOMPARE(instantsOf(text), std::string("load: headers 2000\nload: body 4000\nload: load 5000\n"));
    QCOMPARE(findingsOf(text), std::string());
}

void TestReadRecording::tellsTimesOutOfRange()
{
    const std::string first = "[" + x("a", 0, 2) + ",\n";
    for (const char* const time : {"1e18", "1000000000000000000", "-1e18", "5e15", "1e99"}) {
        const ReadRecording read =
            readText(first + one("\"ph\":\"X\",\"dur\":1,\"name\":\"b\",\"ts\":" + std::string(time)) + "]");
        QCOMPARE(sentencesOf(read),
                 std::string("a time is out of range: instants reach 146 years to either side "
                             "of 0; it is left out\n"));
        QCOMPARE(read.recording->report.findings[0].firstByte, static_cast<std::int64_t>(first.size()));
    }
    const ReadRecording cut = readText(first + one(R"("ph":"X","name":"b","ts":4e15,"dur":4e15)") + "]");
    QCOMPARE(sentencesOf(cut),
             std::string("a time is out of range: instants reach 146 years to either side of 0; "
                         "its span ends where the range does\n"));
}

void TestReadRecording::tellsNamesThatAreNoTexts()
{
    const std::string first = "[" + x("a", 0, 2) + ",";
    // A name is counted once, however many spans have it.
    const ReadRecording read =
        readText(first + x("\xff!", 2, 1) + "," + x("\xff!", 4, 1) + "," + x("cut \\ud83d", 5, 1) + "," +
                 x("cut \\ud83d", 7, 1) + "," + x("\xff \\ud83d", 9, 1) + "]");
    QCOMPARE(sentencesOf(read),
             std::string("3 names are no texts in UTF-8; what is none stands as \uFFFD in them\n"));
    QCOMPARE(read.recording->report.findings[0].firstByte, static_cast<std::int64_t>(first.size()));
    QCOMPARE(findingsOf("[" +
                        x("Gr\xc3\xb6\xc3\x9f"
                          "e",
                          0, 1) +
                        "," + x("\\ud835\\udf06", 2, 1) + "]"),
             std::string());
    for (const char* const name : {R"({"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":")",
                                   R"({"ph":"M","pid":1,"name":"process_name","args":{"name":")"})
        QCOMPARE(findingsOf("[" + x("a", 0, 2) + "," + name + "\xff\"}}]"),
                 std::string("bad_text, mended: 1\n"));
    QCOMPARE(
        findingsOf("[" + x("a", 0, 2) + ",{\"ph\":\"C\",\"ts\":1,\"name\":\"\xff\",\"args\":{\"v\":1}}]"),
        std::string("bad_text, mended: 1\n"));
    // A long one is cut, and not for that no text.
    const std::string umlauts = [] {
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += "\xc3\xb6";
        return text;
    }();
    QCOMPARE(findingsOf("[" + x("-" + umlauts, 0, 2) + "]"), std::string("long_text, mended: 1\n"));
    QCOMPARE(findingsOf("[" + x("\\n" + umlauts, 0, 2) + "]"),
             std::string("bad_text, mended: 1\nlong_text, mended: 1\n"));
}

void TestReadRecording::namesWhatIsBeyondItsLimits()
{
    std::string text = "[" + x("a", 0, 2000);
    for (int i = 1; i <= 520; ++i)
        text += "," + x("b", i, 2000 - 2 * i);
    const ReadRecording read = readText(text + "]");
    QCOMPARE(
        sentencesOf(read),
        std::string("9 things are beyond what this program holds (spans on lanes beyond 512 of a track 9); "
                    "they are left out\n"));
    QCOMPARE(read.recording->report.findings[0].firstNs, std::int64_t{512'000});
}

void TestReadRecording::aDamagedQuoteCostsItsEventAlone_data()
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

void TestReadRecording::aDamagedQuoteCostsItsEventAlone()
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
void TestReadRecording::eventsThatNeverEndAreNotReadThroughForEach()
{
    std::string text = "[";
    for (int i = 0; i < 300'000; ++i)
        text += R"({"x":[{"ph":"X","ts":1,"dur":1,"pid":1,"tid":1,"name":"a"},)";
    const ReadRecording read = readText(text);
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(!read.recording->report.isSound());
}

void TestReadRecording::anObjectIsReadWhateverStandsBehindIt()
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

void TestReadRecording::tellsZerosWithinTheText()
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

void TestReadRecording::tellsWhatStandsBehindTheEnd()
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

void TestReadRecording::tellsHowDeepBracketsAreNested()
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

void TestReadRecording::countsWhatNoRecordingKeeps()
{
    const auto notKept = [](const std::string& text) {
        const ReadRecording read = readText(text);
        std::string all;
        for (const std::string& words : read.recording->report.notKept)
            all += words + '\n';
        return all;
    };
    QCOMPARE(notKept("[" + x("a", 0, 2) + "]"), std::string());
    const std::string thread = R"({"ph":"M","pid":77,"tid":5,"name":"thread_name","args":{"name":"main"}})";
    QCOMPARE(notKept("[" + thread +
                     R"(,{"ph":"X","pid":77,"tid":5,"ts":1,"dur":2,"name":"a","cat":"c","args":{"x":1}},)" +
                     R"({"ph":"i","pid":77,"tid":5,"ts":1,"s":"g","name":"i","args":{"x":1}}])"),
             std::string("the arguments of 2 events\nthe categories of 1 event\nthe scopes of 1 instant\n"
                         "the ids of 1 process\nthe ids of 1 thread\n"));
}

void TestReadRecording::countsThreadTimesColoursAndStacks()
{
    const std::string begin = R"({"ph":"X","pid":1,"tid":1,"dur":1,"ts":)";
    QCOMPARE(notKeptOf("[" + begin + R"(1,"tts":5,"tdur":2,"cname":"good"},)" + begin +
                       R"(3,"tdur":2,"sf":7},)" + begin + R"(5,"stack":["0x1"]},)" + begin +
                       R"(7,"esf":7},)" + begin + R"(9,"tid2":1,"estack":[]}])"),
             std::string("the times on the thread's clock of 2 events\n"
                         "the colours of 1 event\n"
                         "the stacks of 4 events\n"));
}

void TestReadRecording::namesMetadataThatIsNotKept()
{
    const std::string events = "\"traceEvents\":[" + x("a", 0, 2) + "]";
    // How people shall read times, and what is empty, says nothing of the run.
    QCOMPARE(notKeptOf("{\"displayTimeUnit\":\"ns\"," + events +
                       ",\"metadata\":{},\"otherData\":{},\"configs\":[]}"),
             std::string());
    QCOMPARE(
        notKeptOf("{\"otherData\":{\"version\":\"My Application v1.0\",\"cpu\\u0073\":{\"a\":[1]}},"
                  "\"schemaVersion\":1," +
                  events + ",\"metadata\":{\"os-name\":\"Linux\",\"x\":[]}}"),
        std::string("4 entries of metadata (otherData.version, otherData.cpus, schemaVersion, metadata)\n"));
    // So do events that say of their process what no lane shows.
    QCOMPARE(notKeptOf("[" + meta("num_cpus", "\"number\":8") + "," + meta("num_cpus", "\"number\":8", 2) +
                       "," + meta("thread_name", "\"name\":\"w\"") + "," + x("a", 0, 2) + "]"),
             std::string("2 entries of metadata (num_cpus)\nthe ids of 1 thread\n"));
    const ReadRecording read = readText("[" + meta("num_cpus", "\"number\":8") + "," + x("a", 0, 2) + "]");
    QVERIFY(read.recording->report.findings.empty());
    QVERIFY(read.recording->report.isSound());
}

void TestReadRecording::tellsThatABufferRanOver()
{
    const std::string text =
        "[" + x("a", 10, 2) + "," + meta("trace_buffer_overflowed", "\"overflowed_at_ts\":\"12.5\"") + "]";
    QCOMPARE(toldOf(text),
             "the recorder's buffer ran over; what did not fit is not in the file [at 0.0000025 s, byte " +
                 std::to_string(text.find("{\"ph\":\"M\"")) + "]\n");
    QVERIFY(readText(text).recording->report.isSound());
}

void TestReadRecording::putsLanesInTheOrderOfSortIndices()
{
    const auto in = [](int pid, int tid) {
        return "{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"a\",\"pid\":" + std::to_string(pid) +
               ",\"tid\":" + std::to_string(tid) + "},";
    };
    const std::string events = in(1, 1) + in(1, 2) + in(2, 3);
    const std::string begin = "[" + events;
    const auto lanes = [](const std::string& text) {
        const ReadRecording read = readText(text);
        std::string names;
        for (std::uint32_t task = 0; task < read.recording->info->taskCount(); ++task)
            names += read.recording->info->taskName(task) + "; ";
        return names;
    };
    const std::string named = meta("thread_name", "\"name\":\"a\"", 1) + "," +
                              meta("thread_name", "\"name\":\"b\"", 2) + "," +
                              meta("thread_name", "\"name\":\"c\"", 3, 2);
    QCOMPARE(lanes(begin + named + "]"), std::string("a; b; c; "));
    QCOMPARE(lanes(begin + named + "," + meta("process_sort_index", "\"sort_index\":-5", 0, 2) + "," +
                   meta("thread_sort_index", "\"sort_index\":\"9\"", 1) + "]"),
             std::string("c; b; a; "));
    const std::string bad = meta("thread_sort_index", "\"sort_index\":\"first\"", 2);
    QCOMPARE(lanes(begin + named + "," + bad + "]"), std::string("a; b; c; "));
    QCOMPARE(sentencesOf(readText(begin + named + "," + bad + "]")),
             std::string("a sort index is no number; its lane is where it would be without\n"));
}

void TestReadRecording::tellsControlCharactersInNames()
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

void TestReadRecording::tellsPhasesThatAreNone()
{
    const std::string good = x("a", 0, 2);
    for (const char* phase : {"\"\"", "null", "5", "7.5", "true", "[\"X\"]", "{}"}) {
        const std::string text = "[" + good + ",{\"ph\":" + phase + ",\"pid\":1,\"tid\":1,\"ts\":4}]";
        QCOMPARE(toldOf(text), "an event's \"ph\" is empty or no text: it does not say what it is; it is "
                               "left out [at 0.000004 s, byte " +
                                   std::to_string(good.size() + 2) + "]\n");
    }
    QCOMPARE(sentencesOf(
                 readText("[" + good + "," + one("\"ph\":\"\"") + "," + one("\"ph\":null,\"ts\":3") + "]")),
             std::string("2 events have a \"ph\" that is empty or no text: they do not say what they are; "
                         "they are left out\n"));
    QCOMPARE(findingsOf("[" + good + "," + one("\"ph\":\"XX\",\"ts\":3") + "]"),
             std::string("other_kind, left out: 1\n"));
}

void TestReadRecording::skipsLargeValuesAroundTheEvents()
{
    const std::string large(5 << 20, 'x');
    QCOMPARE(lanesOf("{\"stackFrames\":{\"a\":\"" + large +
                     "\\\"]}\"},\"n\":-12.5e3,\"t\":true,\"traceEvents\":[" + x("a", 0, 2) + "]}"),
             std::string("thread 1: a 0-2000\n"));
}

void TestReadRecording::keepsEventsLargerThanTheWindow()
{
    const std::string large(5 << 20, 'x');
    QCOMPARE(
        lanesOf("[" +
                one("\"ph\":\"X\",\"ts\":0,\"dur\":1,\"args\":{\"a\":\"" + large + "\"},\"name\":\"a\"") +
                "," + x("b", 1, 1) + "]"),
        std::string("thread 1: a 0-1000\nthread 1: b 1000-2000\n"));
}

void TestReadRecording::saysWhyAFileIsNoRecording_data()
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

void TestReadRecording::saysWhyAFileIsNoRecording()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problem);
    const ReadRecording read = readText(text.toStdString());
    QVERIFY(!read.recording);
    QVERIFY2(read.problem.starts_with(problem.toStdString()), read.problem.c_str());
}

void TestReadRecording::readsFilesAndCountsTheirBytes()
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

void TestReadRecording::isCancelledAtOnce()
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

QTEST_APPLESS_MAIN(TestReadRecording)
#include "tst_read_recording.moc"
