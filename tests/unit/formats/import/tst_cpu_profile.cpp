#include "formats/import/cpu_profile.h"

#include "support/read_text.h"

#include <QTest>

#include <string>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// The rest of a node that has been told its number.
std::string called(const std::string& name, const std::string& more = {})
{
    return "\"callFrame\":{\"functionName\":\"" + name + "\"}" + more + "}";
}

/// Nodes as a .cpuprofile has them: main (3) calls work (4), which calls a function without a name (5); 2 is
/// no function.
std::string callTree()
{
    return "[{\"id\":1," + called("(root)", ",\"children\":[2,3]") + ",{\"id\":2," + called("(idle)") +
           ",{\"id\":3," + called("main", ",\"hitCount\":1,\"children\":[4]") + ",{\"id\":4," +
           called("work", ",\"children\":[5]") + ",{\"id\":5," + called("") + "]";
}

std::string file(const std::string& samples, const std::string& deltas)
{
    return "{\"nodes\":" + callTree() + ",\"startTime\":1000,\"endTime\":1100,\"samples\":[" + samples +
           "],\"timeDeltas\":[" + deltas + "]}";
}

std::string toldBy(const std::string& name, int tid, const std::string& data)
{
    return R"({"ph":"P","pid":1,"id":"0x1","tid":)" + std::to_string(tid) + R"(,"ts":1000,"name":")" + name +
           R"(","args":{"data":)" + data + "}}";
}

} // namespace

class TestCpuProfile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheProfilesOfV8()
    {
        const ReadRecording read =
            readText(file("2,3,4,5,4,3,2,3", "0,10,10,10,10,10,10,10"), "a.cpuprofile");
        QCOMPARE(lanesOf(*read.recording),
                 std::string("JavaScript: main 0-50000\nJavaScript: main 60000-90000\n"
                             "JavaScript › 2: work 10000-40000\nJavaScript › 3: (anonymous) 20000-30000\n"));
        QCOMPARE(read.recording->format, std::string("V8 profile"));
        QCOMPARE(read.recording->originNs, std::int64_t(1'010'000));
        QVERIFY(read.recording->report.findings.empty());
    }
    void tellsWhatStandsBehindTheEnd()
    {
        const std::string profile = file("2,3,4,5,4,3,2,3", "0,10,10,10,10,10,10,10");
        QCOMPARE(sentencesOf(readText(profile + "\n" + std::string(20, '\0'), "a.cpuprofile")),
                 std::string());
        for (const std::string& rest : {std::string("x"), profile, std::string("}")}) {
            const ReadRecording read = readText(profile + rest, "a.cpuprofile");
            QCOMPARE(
                sentencesOf(read),
                std::string("what stands behind the end of the profile is no part of it; it is left out\n"));
            QCOMPARE(read.recording->report.findings[0].firstByte, static_cast<std::int64_t>(profile.size()));
        }
        std::string damaged = profile;
        damaged[damaged.find("main")] = '\0';
        QVERIFY(!readText(damaged, "a.cpuprofile").recording->report.isSound());
    }
    void readsTheSamplesInTraces()
    {
        // Parents instead of children, in chunks that another thread tells; the last one is empty.
        const std::string first = "{\"cpuProfile\":{\"nodes\":[{\"id\":1," + called("(root)") +
                                  ",{\"id\":2,\"parent\":1," + called("f") +
                                  "],\"samples\":[1,2]},\"timeDeltas\":[5,5]}";
        const std::string second = "{\"cpuProfile\":{\"nodes\":[{\"id\":3,\"parent\":2," + called("g") +
                                   "],\"samples\":[3,2,1]},\"timeDeltas\":[5,5,5]}";
        const std::string text =
            "[" + toldBy("Profile", 7, R"({"startTime":990})") + "," + toldBy("ProfileChunk", 9, first) +
            "," + toldBy("ProfileChunk", 9, second) + "," + toldBy("ProfileChunk", 9, R"({"endTime":1015})") +
            R"(,{"ph":"M","pid":1,"tid":7,"name":"thread_name","args":{"name":"main"}}])";
        QCOMPARE(lanesOf(text),
                 std::string("samples of main: f 0-15000\nsamples of main › 2: g 5000-10000\n"));
        QCOMPARE(findingsOf(text), std::string());
        // Chunks of a profile whose beginning is missing.
        QCOMPARE(findingsOf("[" + toldBy("ProfileChunk", 9, first) +
                            R"(,{"ph":"X","pid":1,"tid":7,"ts":0,"dur":1,"name":"a"}])"),
                 std::string("other_kind, left out: 1\n"));
    }
    void endsAtWhatIsNoProfile()
    {
        const std::string whole = file("3,3,3", "0,10,10");
        const std::string shortDeltas = file("3,3,3", "0,10");
        QCOMPARE(lanesOf(shortDeltas), std::string("JavaScript: main 0-100000\n"));
        QCOMPARE(findingsOf(shortDeltas), std::string("incomplete, left out: 1\n"));
        QCOMPARE(lanesOf(file("", "")), std::string("!there is no sample in trace.json"));
        for (std::size_t size = 12; size < whole.size(); ++size) {
            const ReadRecording read = readText(whole.substr(0, size));
            QVERIFY(read.recording || !read.problem.empty());
        }
        // A circle of nodes that are no functions.
        const std::string rootless = "{\"nodes\":[{\"id\":2," + called("(root)", ",\"children\":[2]") +
                                     "],\"samples\":[2,2],\"timeDeltas\":[1,1]}";
        QCOMPARE(lanesOf(rootless), std::string());
    }
    void drawsFunctionsWhoseCallersFormACircleOnce()
    {
        // f and g call each other; h is called by g and keeps that caller. A caller of itself, too.
        const std::string text =
            "{\"nodes\":[{\"id\":1," + called("(root)", ",\"children\":[2]") + ",{\"id\":2," +
            called("f", ",\"children\":[3]") + ",{\"id\":3," + called("g", ",\"children\":[2,4]") +
            ",{\"id\":4," + called("h") + ",{\"id\":5,\"parent\":5," + called("again") +
            "],\"startTime\":0,\"endTime\":50,\"samples\":[2,3,4,5,1],\"timeDeltas\":[0,10,10,10,10]}";
        QCOMPARE(lanesOf(text),
                 std::string("JavaScript: f 0-10000\nJavaScript: g 10000-30000\nJavaScript: again "
                             "30000-40000\nJavaScript › 2: h 20000-30000\n"));
        QCOMPARE(
            toldOf(text),
            "3 functions' callers form a circle: each is its own caller, by way of the others (f called by "
            "g called by f 2, again called by again 1); each is drawn as one that nobody called [byte " +
                std::to_string(text.find("{\"id\":2")) + "]\n");
    }
    void putsSamplesInOrderOfTime()
    {
        const std::string text = file("3,4,3,3", "0,30,-10,40");
        QCOMPARE(lanesOf(text), std::string("JavaScript: main 0-100000\nJavaScript › 2: work 30000-60000\n"));
        QCOMPARE(toldOf(text),
                 "a sample is earlier than the one before it: its time delta is below 0; it is put in "
                 "order [JavaScript at 0.00002 s, byte " +
                     std::to_string(text.find("-10")) + "]\n");
        const std::string early = file("3,3", "-5,10");
        QCOMPARE(toldOf(early),
                 "a profile's first sample is before its startTime: its time delta is below 0; it is "
                 "drawn where it is [JavaScript at 0 s, byte " +
                     std::to_string(early.find("-5")) + "]\n");
    }
    void tellsSamplesAndCallersOfUnknownNodes()
    {
        const std::string text = file("3,77,3,88", "0,10,10,10");
        QCOMPARE(lanesOf(text), std::string("JavaScript: main 0-10000\nJavaScript: main 20000-30000\n"));
        QCOMPARE(toldOf(text),
                 "2 samples are of nodes that the profile does not have; no function is drawn from there "
                 "to the next sample [JavaScript at 0.00001 s, byte " +
                     std::to_string(text.rfind("10,10,10")) + "]\n");
        // One that its parent only mentions is none either.
        const std::string mentioned = "{\"nodes\":[{\"id\":1," + called("f", ",\"children\":[2]") +
                                      ",{\"id\":3,\"parent\":9," + called("g") +
                                      "],\"samples\":[1,2,3,1],\"timeDeltas\":[0,1,1,1]}";
        QCOMPARE(lanesOf(mentioned), std::string("JavaScript: f 0-1000\nJavaScript: g 2000-3000\n"));
        QCOMPARE(toldOf(mentioned), "a sample is of a node that the profile does not have; no function is "
                                    "drawn from there to the next "
                                    "sample [JavaScript at 0.000001 s, byte " +
                                        std::to_string(mentioned.rfind("1,1,1")) +
                                        "]\na function's caller is a node that the profile does not have; it "
                                        "is drawn as one that nobody "
                                        "called [byte " +
                                        std::to_string(mentioned.find("{\"id\":3")) + "]\n");
    }
    void tellsListsThatDoNotFit()
    {
        const std::string few = file("3,3,3,3", "0,10");
        QCOMPARE(toldOf(few), "2 samples have no time delta; they are left out [byte " +
                                  std::to_string(few.find("3,3],\"time")) + "]\n");
        const std::string more = file("3,3", "0,10,10");
        QCOMPARE(toldOf(more), "a time delta belongs to no sample; it is left out [byte " +
                                   std::to_string(more.rfind("10]")) + "]\n");
        const std::string bad = file("3,x,4,3", "0,10,true,10");
        QCOMPARE(toldOf(bad), "2 samples or their time deltas are no numbers; they are left out [byte " +
                                  std::to_string(bad.find("10,true")) + "]\n");
        const std::string broken = file("3,3,3", "0,10 10");
        QCOMPARE(toldOf(broken),
                 "a list of the profile goes on with what is no JSON; what comes before that is there "
                 "[byte " +
                     std::to_string(broken.rfind("10]")) +
                     "]\na sample has no time delta; it is left out [byte " +
                     std::to_string(broken.find("3],\"time")) + "]\n");
    }
    void tellsAnEndBeforeTheStart()
    {
        std::string text = file("3,3", "0,10");
        const std::size_t at = text.find("1100");
        text.replace(at, 4, "900");
        QCOMPARE(lanesOf(text), std::string("JavaScript: main 0-10000\n"));
        QCOMPARE(toldOf(text),
                 "a profile's endTime is before its startTime; it ends with its last sample [byte " +
                     std::to_string(at) + "]\n");
        const std::string node = "{\"cpuProfile\":{\"nodes\":[{\"id\":1," + called("f") +
                                 "],\"samples\":[1,1]},\"timeDeltas\":[0,5],\"endTime\":980}";
        QCOMPARE(sentencesOf(readText("[" + toldBy("Profile", 7, R"({"startTime":990})") + "," +
                                      toldBy("ProfileChunk", 7, node) + "]")),
                 std::string("a profile's endTime is before its startTime; it ends with its last sample\n"));
    }
    void offersWhatStandsBeforeABreak()
    {
        const std::string whole = file("3,4,3", "0,10,10");
        const ReadRecording read = readText(whole.substr(0, whole.size() - 4));
        QCOMPARE(lanesOf(*read.recording),
                 std::string("JavaScript: main 0-100000\nJavaScript › 2: work 10000-100000\n"));
        QCOMPARE(sentencesOf(read),
                 std::string("the file ends before it is complete; what comes before that is there\n"));
        QCOMPARE(
            readText(whole.substr(0, whole.find("\"time"))).problem,
            std::string("there is no sample in trace.json: the file ends before the first one and its time"));
        std::string bad = whole;
        bad.replace(bad.find("\"endTime\":"), 10, "\"endTime\" ");
        const std::string problem = readText(bad).problem;
        QVERIFY2(problem.starts_with("there is no sample in trace.json: ") && problem.ends_with("]"),
                 problem.c_str());
    }
    void tellsNamesThatAreNoTextsAndTimesOutOfRange()
    {
        std::string text = file("3,4,3", "0,10,10");
        const std::size_t at = text.find("work");
        text.replace(at, 4, "w\xffrk");
        const ReadRecording bad = readText(text);
        const ImportFinding& finding = bad.recording->report.findings.at(0);
        QCOMPARE(finding.fault, ImportFault::BadText);
        QCOMPARE(finding.firstByte, static_cast<std::int64_t>(text.rfind("{\"id\"", at)));
        const std::string far = file("3,3,3,3", "0,10,9e18,10");
        const ReadRecording read = readText(far);
        QCOMPARE(lanesOf(*read.recording), std::string("JavaScript: main 0-100000\n"));
        QCOMPARE(read.recording->report.findings.at(0).fault, ImportFault::OutOfRange);
        QCOMPARE(read.recording->report.findings.at(0).firstByte,
                 static_cast<std::int64_t>(far.find("9e18")));
        const std::string deep = "{\"nodes\":" + std::string(1'000'000, '[');
        QCOMPARE(readText(deep).problem,
                 std::string("there is no sample in trace.json: brackets are nested 1,000,001 "
                             "deep at byte 1,000,008"));
    }
    void boundsWhatSamplesMayBecome()
    {
        // Two deep stacks in turn: each sample would end and begin hundreds of spans.
        std::string deep = "[{\"id\":1," + called("(root)");
        for (int id = 2; id < 500; ++id)
            deep += ",{\"id\":" + std::to_string(id) + ",\"parent\":" + std::to_string(id < 4 ? 1 : id - 2) +
                    "," + called("f");
        std::string samples = "498", deltas = "1";
        for (int i = 0; i < 5000; ++i)
            samples += i % 2 == 0 ? ",499" : ",498", deltas += ",1";
        const ReadRecording read = readText("{\"nodes\":" + deep + "],\"samples\":[" + samples +
                                            "],\"timeDeltas\":[" + deltas + "]}");
        std::size_t spans = 0;
        for (const Lane& lane : read.recording->columns->lanes())
            spans += lane.spans.size();
        QVERIFY(spans > 0 && spans < 100'000);
        QCOMPARE(read.recording->report.findings[0].fault, ImportFault::TooMuch);
    }
};

QTEST_APPLESS_MAIN(TestCpuProfile)
#include "tst_cpu_profile.moc"
