// What no recording keeps of a Chrome trace is counted and named.
#include "formats/import/read_recording.h"

#include "chrome_events.h"
#include "formats/import/findings.h"
#include "support/read_text.h"

#include <QTest>

#include <vector>

using namespace sojourn;
using namespace sojourn::test;

class TestLeftOut final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesMembersThatLanesDoNotShow();
    void tellsFlowsThatBindToNothing();
    void aQueueOfNothingButFlowsThatAreLeftOutIsNotThere();
    void tellsNamesThatStandNowhere();
    void namesWhatHasNoId();
    void countsWhatItLeavesOut();
    void namesWhatEventsLack();
    void whatTheRecorderCouldNotKeepIsLost();
    void namesWhatItLeavesOut();
    void namesEveryKind();
    void tellsTimesOutOfRange();
    void tellsNamesThatAreNoTexts();
    void namesWhatIsBeyondItsLimits();
    void countsWhatNoRecordingKeeps();
    void countsThreadTimesColoursAndStacks();
    void namesMetadataThatIsNotKept();
    void tellsThatABufferRanOver();
    void tellsPhasesThatAreNone();
};

void TestLeftOut::namesMembersThatLanesDoNotShow()
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

void TestLeftOut::tellsFlowsThatBindToNothing()
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

void TestLeftOut::aQueueOfNothingButFlowsThatAreLeftOutIsNotThere()
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

void TestLeftOut::tellsNamesThatStandNowhere()
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

void TestLeftOut::namesWhatHasNoId()
{
    const std::string text = R"([{"ph":"X","ts":0,"dur":2,"name":"a"},)"
                             R"({"ph":"i","s":"g","ts":1,"pid":"","tid":"","name":"m"},)"
                             R"({"ph":"X","pid":1,"ts":0,"dur":2,"name":"b"}])";
    QCOMPARE(lanesOf(text), std::string("process without an id / thread without an id: a 0-2000\n"
                                        "process 1 / thread without an id: b 0-2000\n"));
    QCOMPARE(instantsOf(text), std::string("instants: m 1000\n"));
}

void TestLeftOut::countsWhatItLeavesOut()
{
    QCOMPARE(findingsOf("[" + x("a", 0, 2) + "," + one("\"ph\":\"X\",\"ts\":1") + "," +
                        one("\"ph\":\"X\",\"dur\":1") + "," + one("\"a\":1") + "," +
                        one("\"ph\":\"N\",\"ts\":1,\"id\":1") + "," + x("zero", 1, 0) + "," +
                        x("back", 1, -1) + "," + one("\"ph\":\"X\",\"ts\":4.0001,\"dur\":1") + "]"),
             std::string("incomplete, left out: 3\nbackwards, left out: 1\nno_length, mended: 1\n"
                         "lost_precision, mended: 1\nother_kind, left out: 1\n"));
}

void TestLeftOut::namesWhatEventsLack()
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

void TestLeftOut::whatTheRecorderCouldNotKeepIsLost()
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

void TestLeftOut::namesWhatItLeavesOut()
{
    std::string text = "[" + x("a", 0, 2) + "," + x("zero", 1, 0) + "," + x("zero", 1, 0);
    const ReadRecording read = readText(text + "," + one("\"ph\":\"P\",\"ts\":1") + "]");
    QCOMPARE(sentencesOf(read),
             std::string("2 spans take no time; they are drawn as instants\n"
                         "an event is of a kind that lanes do not show (samples of the stack 1); it is left "
                         "out\n"));
}

void TestLeftOut::namesEveryKind()
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

void TestLeftOut::tellsTimesOutOfRange()
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

void TestLeftOut::tellsNamesThatAreNoTexts()
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

void TestLeftOut::namesWhatIsBeyondItsLimits()
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

void TestLeftOut::countsWhatNoRecordingKeeps()
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

void TestLeftOut::countsThreadTimesColoursAndStacks()
{
    const std::string begin = R"({"ph":"X","pid":1,"tid":1,"dur":1,"ts":)";
    QCOMPARE(notKeptOf("[" + begin + R"(1,"tts":5,"tdur":2,"cname":"good"},)" + begin +
                       R"(3,"tdur":2,"sf":7},)" + begin + R"(5,"stack":["0x1"]},)" + begin +
                       R"(7,"esf":7},)" + begin + R"(9,"tid2":1,"estack":[]}])"),
             std::string("the times on the thread's clock of 2 events\n"
                         "the colours of 1 event\n"
                         "the stacks of 4 events\n"));
}

void TestLeftOut::namesMetadataThatIsNotKept()
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

void TestLeftOut::tellsThatABufferRanOver()
{
    const std::string text =
        "[" + x("a", 10, 2) + "," + meta("trace_buffer_overflowed", "\"overflowed_at_ts\":\"12.5\"") + "]";
    QCOMPARE(toldOf(text),
             "the recorder's buffer ran over; what did not fit is not in the file [at 0.0000025 s, byte " +
                 std::to_string(text.find("{\"ph\":\"M\"")) + "]\n");
    QVERIFY(readText(text).recording->report.isSound());
}

void TestLeftOut::tellsPhasesThatAreNone()
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

QTEST_APPLESS_MAIN(TestLeftOut)
#include "tst_left_out.moc"
