// What the events of a Chrome trace become.
#include "formats/import/read_recording.h"

#include "chrome_events.h"
#include "formats/import/findings.h"
#include "support/read_text.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

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

class TestReadRecording final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsArraysAndObjectsOfEvents();
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
    void groupsThreadsByTheirNames();
    void threadsWithNestedSpansAreOneGroup();
    void namesLanesOfSeveralProcesses();
    void tellsProcessesOfOneNameByTheirLabels();
    void knowsItsOwnFilesWithoutAScenario();
    void isCalledByItsOnlyProcess();
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
    void stepsAreInstantsOfTheirSpan();
    void putsLanesInTheOrderOfSortIndices();
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
    const ReadRecording read = readText(
        "[" + x("a", 0, 9) + "," + x("b", 1, 3) +
        R"(,{"ph":"M","pid":1,"tid":2,"name":"thread_name","args":{"name":"io"}},)" + x("c", 0, 2, 2) + "]");
    const RunInfo& info = *read.recording->info;
    QCOMPARE(info.taskCount(), std::uint32_t(3));
    QCOMPARE(info.groups.size(), std::size_t(2));
    QCOMPARE(info.groups[0].taskCount, std::uint32_t(2));
    QVERIFY(!info.groups[0].counted); // of a name of its own
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
}

void TestReadRecording::threadsWithNestedSpansAreOneGroup()
{
    const auto thread = [](int process, int tid, const char* name) {
        const std::string of = ",\"pid\":" + std::to_string(process) + ",\"tid\":" + std::to_string(tid);
        return "{\"ph\":\"M\",\"name\":\"thread_name\"" + of + ",\"args\":{\"name\":\"" + name + "\"}}," +
               "{\"ph\":\"X\",\"ts\":0,\"dur\":2,\"name\":\"s\"" + of + "},";
    };
    const auto described = [](const RunInfo& info) {
        std::string text;
        for (const GroupInfo& group : info.groups) {
            text += group.name + (group.counted ? "*" : "") + std::to_string(group.memberCount()) + ": ";
            for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
                text += info.taskName(t) + '@' + std::to_string(info.outermostLaneOf(t)) + ' ';
        }
        return text;
    };
    const std::string one = "[" + thread(1, 1, "worker-10") + thread(1, 2, "main") + thread(1, 3, "worker-2");
    // Of the second two levels, and of the one whose name no other has.
    const std::string nested = x("inner", 0, 1, 3) + "," + x("inner", 0, 1, 2) + "," + x("deep", 0, 1, 2);
    const ReadRecording ofOne = readText(one + nested);
    const RunInfo& info = *ofOne.recording->info;
    QCOMPARE(described(info), std::string("worker*2: worker-2@0 worker-2 › 2@0 worker-10@2 "
                                          "main3: main@3 main › 2@3 main › 3@3 "));
    QVERIFY(info.hasNestedLanes(0) && info.hasNestedLanes(1) && !info.hasNestedLanes(2));
    QCOMPARE(info.laneCountOf(4), std::uint32_t{3});
    QVERIFY(info.isMember(0) && !info.isMember(1) && info.isMember(5));
    // Those of another process are others, whatever they are called.
    const ReadRecording ofTwo =
        readText(one + thread(2, 4, "worker-2") + thread(2, 5, "worker-3") + x("inner", 0, 1, 3));
    QCOMPARE(described(*ofTwo.recording->info),
             std::string("process 1 / worker*2: process 1 / worker-2@0 process 1 / worker-2 › 2@0 "
                         "process 1 / worker-10@2 main1: main@3 "
                         "process 2 / worker*2: process 2 / worker-2@4 process 2 / worker-3@5 "));
}

void TestReadRecording::namesLanesOfSeveralProcesses()
{
    const ReadRecording read =
        readText("[{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"Browser\"}},"
                 "{\"ph\":\"M\",\"pid\":1,\"name\":\"process_sort_index\",\"args\":{\"sort_index\":9}},"
                 "{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":0,\"dur\":1,\"name\":\"a\"},"
                 "{\"ph\":\"X\",\"pid\":2,\"tid\":1,\"ts\":0,\"dur\":1,\"name\":\"a\"},"
                 "{\"ph\":\"X\",\"pid\":2,\"tid\":2,\"ts\":0,\"dur\":1,\"name\":\"a\"}]");
    QCOMPARE(lanesOf(*read.recording), std::string("process 2 / thread 1: a 0-1000\n"
                                                   "process 2 / thread 2: a 0-1000\n"
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

QTEST_APPLESS_MAIN(TestReadRecording)
#include "tst_read_recording.moc"
