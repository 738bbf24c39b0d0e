// What we export for other programs, read back, is the run again.
#include "both_formats.h"
#include "formats/chrome_trace.h"
#include "formats/export_format.h"
#include "formats/perfetto_trace.h"
#include "formats/speedscope.h"
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/scenario_runs.h"
#include "support/sessions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Exported
{
    std::shared_ptr<const RunInfo> info;
    std::unique_ptr<Columns> columns;
    RunEnd end;
    std::string text;
};

std::string exported(const Columns& columns, const RunEnd& end, bool asPerfetto = false)
{
    TextSink sink;
    (asPerfetto ? writePerfettoTrace : writeChromeTrace)({columns, end}, sink);
    return sink.text();
}

Exported exportOfText(const std::string& text, RunOptions options, bool asPerfetto)
{
    const auto file = ScenarioFile::read(text);
    options.virtualClock = true;
    Run run(std::make_shared<Scenario>(*file->resolve()), options);
    Exported all;
    all.end = run.runVirtual();
    all.info = run.info();
    all.columns = std::make_unique<Columns>(run.info(), run.log());
    all.columns->advance();
    all.text = exported(*all.columns, all.end, asPerfetto);
    return all;
}

Exported exportOf(const std::string& scenario, bool asPerfetto)
{
    RunOptions options = recorded();
    options.until = std::chrono::seconds(60);
    return exportOfText(findBuiltinScenario(scenario)->text, options, asPerfetto);
}

/// Sleeps of a few nanoseconds, from an instant on that is given in seconds.
std::string grains(const std::string& offset)
{
    return R"({"format":"sojourn-scenario","version":1,"name":"grains","title":"Grains","queues":[{"name":"q","capacity":3}],
      "tasks":[{"name":"main","steps":[{"await":"p"},{"join":"q"},{"cancel":"c"}]},
        {"name":"p","count":3,"steps":[{"sleep":)" +
           offset +
           R"(},{"repeat":40,"steps":[{"sleep":{"uniform":[0.000000001,0.000000004]}},{"put":"q"}]}]},
        {"name":"c","count":2,"steps":[{"repeat":"forever","steps":[
          {"get":"q"},{"sleep":{"uniform":[0.000000001,0.000000003]}},{"task_done":"q"}]}]}]})";
}

/// All that is known of each visit, in the order of items.
std::vector<std::array<std::int64_t, 7>> visitsOf(const Columns& columns)
{
    std::vector<std::array<std::int64_t, 7>> all;
    for (const Visit& visit : columns.visits())
        if (visit.enqueuedNs != notYet && visit.dequeuedNs != notYet)
            // A wait of no time has no span.
            all.push_back({visit.item, visit.enqueuedNs, visit.dequeuedNs, visit.doneNs, visit.producer,
                           visit.consumer, visit.putWaitNs == visit.enqueuedNs ? notYet : visit.putWaitNs});
    std::ranges::sort(all);
    return all;
}

/// What is written of what was read, by way of a session.
std::string throughSession(const std::string& json)
{
    const ReadRecording read = readText(json);
    const ReadRecording session = readText(sessionOf(*read.recording));
    TextSink sink;
    const Recording& recording = *session.recording;
    writeChromeTrace({*recording.columns, recording.end, nullptr, &recording}, sink);
    return sink.text();
}

/// A lane's spans, the one that went on as the run ended cut off there, as the export has them.
std::vector<Span> shownSpans(const Lane& lane, std::int64_t endNs)
{
    std::vector<Span> spans = lane.spans;
    if (static_cast<int>(lane.open.state) < shownStates && lane.open.startNs < endNs) {
        spans.push_back(lane.open);
        spans.back().endNs = endNs;
    }
    return spans;
}

} // namespace

class TestRoundTrips final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBackEveryBuiltIn_data();
    void readsBackEveryBuiltIn();
    void staysTheSameHoweverOftenItIsWritten_data();
    void staysTheSameHoweverOftenItIsWritten();
    void flowsOfOneInstantKeepTheirOrder();
    void itemsKeepTheirNumbers_data();
    void itemsKeepTheirNumbers();
    void keepsEveryNanosecond_data();
    void keepsEveryNanosecond();
    void readsFilesWhoseFlowsDoNotSayTheirInstants();
    void writesNamedSpansAndTheirThreads();
    void readsInstantsBack_data();
    void readsInstantsBack();
    void keepsTheOrderOfWhatBeginsAtOnce_data();
    void keepsTheOrderOfWhatBeginsAtOnce();
    void lanesKeepTheirPlaces_data();
    void lanesKeepTheirPlaces();
    void threadsKeepTheirNestedLanes_data();
    void threadsKeepTheirNestedLanes();
    void writesSpeedscopeInBalance();
    void keysMayBeEscaped_data();
    void keysMayBeEscaped();
};

void TestRoundTrips::readsBackEveryBuiltIn_data()
{
    addBuiltinsInBothFormats();
}

void TestRoundTrips::readsBackEveryBuiltIn()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, asPerfetto);
    const Exported run = exportOf(name.toStdString(), asPerfetto);
    const ReadRecording read = readText(run.text);
    QVERIFY2(read.recording, read.problem.c_str());
    const RunInfo& info = *read.recording->info;
    const Columns& columns = *read.recording->columns;
    QCOMPARE(info.scenario, run.info->scenario);
    QCOMPARE(info.seed, run.info->seed);
    QCOMPARE(info.title, run.info->title == info.scenario ? std::string() : run.info->title);
    QVERIFY(read.recording->report.findings.empty());
    QCOMPARE(info.taskCount(), run.info->taskCount());
    const std::int64_t endNs = std::max(nanoseconds(run.end.at), run.columns->lastNs());
    for (std::uint32_t task = 0; task < info.taskCount(); ++task) {
        QCOMPARE(info.taskName(task), run.info->taskName(task));
        const std::vector<Span> before = shownSpans(run.columns->lanes()[task], endNs);
        const std::vector<Span>& after = columns.lanes()[task].spans;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i].startNs, before[i].startNs);
            QCOMPARE(after[i].endNs, before[i].endNs);
            QCOMPARE(after[i].state, before[i].state);
            QCOMPARE(after[i].detail, before[i].detail);
        }
    }
    for (std::size_t queue = 0; queue < run.info->queues.size(); ++queue) {
        const auto found = std::ranges::find(info.queues, run.info->queues[queue].name, &QueueInfo::name);
        const std::vector<DepthStep>& before = run.columns->depths()[queue];
        if (found == info.queues.end()) {
            QVERIFY(before.empty()); // nothing tells of a queue that nobody used
            continue;
        }
        const auto& after = columns.depths()[static_cast<std::size_t>(found - info.queues.begin())];
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i].atNs, before[i].atNs);
            QCOMPARE(after[i].size, before[i].size);
        }
    }
    std::size_t taken = 0;
    for (const Visit& visit : run.columns->visits())
        if (visit.dequeuedNs != notYet && visit.enqueuedNs != notYet) ++taken;
    if (asPerfetto)
        QCOMPARE(columns.visits().size(), taken); // of a task without spans, Chrome's format can't tell
    for (std::size_t i = 0; i < columns.visits().size(); ++i) {
        const Visit& visit = columns.visits()[i];
        const auto same = std::ranges::find_if(run.columns->visits(), [&](const Visit& other) {
            return other.item == visit.item && other.enqueuedNs == visit.enqueuedNs &&
                   other.dequeuedNs == visit.dequeuedNs && other.doneNs == visit.doneNs &&
                   other.producer == visit.producer && other.consumer == visit.consumer;
        });
        QVERIFY(same != run.columns->visits().end());
    }
}

void TestRoundTrips::staysTheSameHoweverOftenItIsWritten_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::newRow(scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

/// Through sessions and JSON; the ids of flows are in it.
void TestRoundTrips::staysTheSameHoweverOftenItIsWritten()
{
    QFETCH(QByteArray, name);
    const std::string first = exportOf(name.toStdString(), false).text;
    const std::string second = throughSession(first);
    QVERIFY(throughSession(second) == second);
    QVERIFY(second == first);
}

/// Puts that waited and puts that did not, into several queues at one instant: whatever is written in
/// between, flows come in the order of putting, and with the same ids.
void TestRoundTrips::flowsOfOneInstantKeepTheirOrder()
{
    const std::string text =
        R"({"format":"sojourn-scenario","version":1,"name":"some","title":"Some","queues":[
          {"name":"small","capacity":1},{"name":"free"}],"until":30,"tasks":[
          {"name":"p","count":3,"steps":[{"repeat":"forever","steps":[{"put":"small"},{"sleep":1}]}]},
          {"name":"c","steps":[{"repeat":"forever","steps":[{"sleep":1},{"put":"free"},{"get":"small"},{"get":"free"}]}]}]})";
    const Exported run = exportOfText(text, recorded(), false);
    const std::string perfetto = exported(*run.columns, run.end, true);
    const ReadRecording read = readText(perfetto);
    QVERIFY2(read.recording, read.problem.c_str());
    const Recording& recording = *read.recording;
    for (const bool asPerfetto : {false, true}) {
        TextSink sink;
        (asPerfetto ? writePerfettoTrace
                    : writeChromeTrace)({*recording.columns, recording.end, nullptr, &recording}, sink);
        QVERIFY(sink.text() == (asPerfetto ? perfetto : run.text));
    }
}

void TestRoundTrips::itemsKeepTheirNumbers_data()
{
    QTest::addColumn<QByteArray>("queue");
    QTest::addColumn<QByteArray>("put");
    QTest::addColumn<bool>("hasGaps");
    for (const auto& [name, queue, put] :
         {std::array{"turned away", R"("capacity":2)", R"({"put":"q","if_full":"drop"})"},
          std::array{"left behind", R"("order":"lifo")", R"({"put":"q"})"},
          std::array{"cut short", R"("capacity":2)", R"({"timeout":0.3,"steps":[{"put":"q"}]})"},
          std::array{"waiting to put", R"("capacity":1)", R"({"put":"q"})"}})
        QTest::newRow(name) << QByteArray(queue) << QByteArray(put)
                            << !QByteArray(name).startsWith("waiting");
}

/// Also behind items of which these formats do not tell, since nobody got them.
void TestRoundTrips::itemsKeepTheirNumbers()
{
    QFETCH(QByteArray, queue);
    QFETCH(QByteArray, put);
    QFETCH(bool, hasGaps);
    // Two queues, the second of which is used first; whole seconds, so that much comes at one instant.
    const std::string text =
        R"({"format":"sojourn-scenario","version":1,"name":"some","title":"Some","queues":[{"name":"q",)" +
        queue.toStdString() + R"(},{"name":"early"}],"until":60,"tasks":[
          {"name":"first","steps":[{"put":"early"},{"get":"early"},{"sleep":1},{"put":"early"},{"get":"early"}]},
          {"name":"p","count":3,"steps":[{"repeat":"forever","steps":[{"sleep":{"uniform_int":[1,3]}},)" +
        put.toStdString() + R"(]}]},
          {"name":"c","count":2,"steps":[{"repeat":"forever","steps":[{"get":"q"},{"sleep":{"uniform_int":[1,3]}}]}]}]})";
    for (const bool asPerfetto : {false, true}) {
        const Exported run = exportOfText(text, recorded(), asPerfetto);
        const std::size_t made = run.columns->itemCount();
        const ReadRecording read = readText(run.text);
        QVERIFY2(read.recording, read.problem.c_str());
        const Columns& columns = *read.recording->columns;
        QVERIFY(columns.itemCount() > 10);
        if (hasGaps) QVERIFY(columns.itemCount() < columns.items().size());
        QVERIFY(columns.items().size() <= made);
        QVERIFY(visitsOf(columns) == visitsOf(*run.columns));
        if (!asPerfetto) QVERIFY(throughSession(run.text) == run.text);
    }
}

void TestRoundTrips::keepsEveryNanosecond_data()
{
    QTest::addColumn<QByteArray>("offset");
    QTest::addColumn<bool>("asPerfetto");
    for (const char* offset : {"0", "0.000000001", "1234.567890123", "94608000.25"})
        for (const bool asPerfetto : {false, true})
            QTest::newRow((std::string(offset) + (asPerfetto ? " pftrace" : " json")).c_str())
                << QByteArray(offset) << asPerfetto;
}

/// Instants a nanosecond apart, up to years from the beginning.
void TestRoundTrips::keepsEveryNanosecond()
{
    QFETCH(QByteArray, offset);
    QFETCH(bool, asPerfetto);
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        RunOptions options = recorded();
        options.seed = seed;
        const Exported run = exportOfText(grains(offset.toStdString()), options, asPerfetto);
        const ReadRecording read = readText(run.text);
        QVERIFY2(read.recording, read.problem.c_str());
        QCOMPARE(sentencesOf(read), std::string());
        const Columns& columns = *read.recording->columns;
        const std::int64_t endNs = std::max(nanoseconds(run.end.at), run.columns->lastNs());
        for (std::uint32_t task = 0; task < run.info->taskCount(); ++task) {
            const std::vector<Span> before = shownSpans(run.columns->lanes()[task], endNs);
            const std::vector<Span>& after = columns.lanes()[task].spans;
            QVERIFY(std::ranges::equal(after, before, [](const Span& a, const Span& b) {
                return a.startNs == b.startNs && a.endNs == b.endNs && a.state == b.state;
            }));
        }
        QCOMPARE(visitsOf(*run.columns).size(), std::size_t{120});
        QVERIFY(visitsOf(columns) == visitsOf(*run.columns));
    }
}

/// As they were written once: a flow stood a nanosecond before the end of its span, and nothing said so.
void TestRoundTrips::readsFilesWhoseFlowsDoNotSayTheirInstants()
{
    const Exported run = exportOf("asyncq", false);
    std::string old = run.text;
    std::size_t removed = 0;
    for (const std::string member : {",\"flow_instants\"", ",\"at_us\""})
        for (std::size_t at = 0; (at = old.find(member, at)) != std::string::npos; ++removed)
            old.erase(at, old.find_first_of(",}", at + 1) - at);
    QVERIFY(removed > 1);
    const ReadRecording read = readText(old);
    QCOMPARE(sentencesOf(read), std::string());
    QVERIFY(visitsOf(*read.recording->columns) == visitsOf(*run.columns));
}

void TestRoundTrips::writesNamedSpansAndTheirThreads()
{
    const std::string text =
        "[{\"ph\":\"X\",\"pid\":1,\"tid\":5,\"ts\":0,\"dur\":9,\"name\":\"outer \\\"x\\\"\"},"
        "{\"ph\":\"X\",\"pid\":1,\"tid\":5,\"ts\":1,\"dur\":2.5,\"name\":\"inner\"},"
        "{\"ph\":\"X\",\"pid\":1,\"tid\":6,\"ts\":1,\"dur\":2,\"name\":\"ready\"}]";
    const ReadRecording first = readText(text);
    const std::string written = exported(*first.recording->columns, first.recording->end);
    QVERIFY(written.find("\"tid\":1,\"name\":\"outer \\\"x\\\"\",\"ts\":0.000") != std::string::npos);
    QVERIFY(written.find("\"tid\":1,\"name\":\"inner\",\"ts\":1.000,\"dur\":2.500") != std::string::npos);
    const ReadRecording second = readText(written);
    QCOMPARE(lanesOf(*second.recording), lanesOf(*first.recording));
    QVERIFY(second.recording->report.findings.empty());
}

void TestRoundTrips::readsInstantsBack_data()
{
    QTest::addColumn<bool>("asPerfetto");
    QTest::newRow("json") << false;
    QTest::newRow("pftrace") << true;
}

void TestRoundTrips::readsInstantsBack()
{
    QFETCH(bool, asPerfetto);
    const auto at = [](int tid, int ts, const char* name) {
        return ",{\"ph\":\"i\",\"pid\":1,\"tid\":" + std::to_string(tid) + ",\"ts\":" + std::to_string(ts) +
               ",\"name\":\"" + name + "\"}";
    };
    // One is called as what this program writes for flows: it is an instant all the same.
    const ReadRecording first =
        readText("[{\"ph\":\"X\",\"pid\":1,\"tid\":5,\"ts\":1,\"dur\":9,\"name\":\"a\"},"
                 "{\"ph\":\"X\",\"pid\":1,\"tid\":5,\"ts\":2,\"dur\":3,\"name\":\"b\"}" +
                 at(5, 3, "a \\\"quoted\\\" one") + at(5, 3, "b") + at(5, 2, "put") + at(6, 4, "alone") +
                 at(6, 0, "first") + "]");
    QCOMPARE(instantsOf(*first.recording),
             std::string("thread 5: put 2000\nthread 5: a \"quoted\" one 3000\nthread 5: b 3000\n"
                         "thread 6: first 0\nthread 6: alone 4000\n"));
    const std::string written = exported(*first.recording->columns, first.recording->end, asPerfetto);
    const ReadRecording second = readText(written);
    QVERIFY2(second.recording, second.problem.c_str());
    QCOMPARE(lanesOf(*second.recording), lanesOf(*first.recording));
    QCOMPARE(instantsOf(*second.recording), instantsOf(*first.recording));
    QVERIFY(second.recording->report.findings.empty());
    if (asPerfetto) return;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(written));
    int instants = 0;
    for (const QJsonValue& event : document[QStringLiteral("traceEvents")].toArray()) {
        if (event[QStringLiteral("ph")].toString() != QStringLiteral("i")) continue;
        QCOMPARE(event[QStringLiteral("s")].toString(), QStringLiteral("t"));
        ++instants;
    }
    QCOMPARE(instants, 5);
}

void TestRoundTrips::keepsTheOrderOfWhatBeginsAtOnce_data()
{
    QTest::addColumn<bool>("asPerfetto");
    QTest::newRow("json") << false;
    QTest::newRow("pftrace") << true;
}

/// Items whose flows leave at one instant: their numbers stay, though no time tells them apart.
void TestRoundTrips::keepsTheOrderOfWhatBeginsAtOnce()
{
    QFETCH(bool, asPerfetto);
    std::string text = "[{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":0,\"dur\":9,\"name\":\"a\"}";
    for (int i = 0; i < 40; ++i) {
        const std::string id =
            ",\"id\":" + std::to_string(i * 7919 % 41) + ",\"name\":\"q\",\"pid\":1,\"ts\":";
        const std::string thread = ",\"tid\":" + std::to_string(2 + i * 11 % 40);
        text += ",{\"ph\":\"X\",\"pid\":1,\"ts\":5,\"dur\":9,\"name\":\"b\"" + thread +
                "},{\"ph\":\"s\",\"tid\":1" + id + "2},{\"ph\":\"f\",\"bp\":\"e\"" + thread + id + "6}";
    }
    const ReadRecording first = readText(text + "]");
    QCOMPARE(visitsOf(*first.recording->columns).size(), std::size_t{40});
    const ReadRecording second =
        readText(exported(*first.recording->columns, first.recording->end, asPerfetto));
    QVERIFY2(second.recording, second.problem.c_str());
    const auto consumers = [](const ReadRecording& read) {
        std::vector<std::string> names;
        for (const auto& visit : visitsOf(*read.recording->columns))
            names.push_back(read.recording->info->taskName(static_cast<std::uint32_t>(visit[5])));
        return names;
    };
    QCOMPARE(consumers(second), consumers(first));
}

void TestRoundTrips::lanesKeepTheirPlaces_data()
{
    QTest::addColumn<bool>("asPerfetto");
    QTest::newRow("json") << false;
    QTest::newRow("pftrace") << true;
}

/// Of two processes, which the formats here do not tell apart: a namesake of the first is in the second.
void TestRoundTrips::lanesKeepTheirPlaces()
{
    QFETCH(bool, asPerfetto);
    std::string text = "[{}";
    const auto thread = [&](int process, int tid, const char* name) {
        const std::string of = ",\"pid\":" + std::to_string(process) + ",\"tid\":" + std::to_string(tid);
        text += ",{\"ph\":\"M\",\"name\":\"thread_name\"" + of + ",\"args\":{\"name\":\"" + name + "\"}}" +
                ",{\"ph\":\"X\",\"ts\":1,\"dur\":2,\"name\":\"x\"" + of + "}";
    };
    thread(1, 1, "worker 1");
    thread(2, 2, "main");
    thread(2, 3, "worker 2");
    thread(2, 4, "worker 3");
    const ReadRecording first = readText(text + "]");
    const std::string written = exported(*first.recording->columns, first.recording->end, asPerfetto);
    const ReadRecording second = readText(written);
    QVERIFY2(second.recording, second.problem.c_str());
    QCOMPARE(lanesOf(*second.recording), lanesOf(*first.recording));
    QCOMPARE(exported(*second.recording->columns, second.recording->end, asPerfetto), written);
}

void TestRoundTrips::threadsKeepTheirNestedLanes_data()
{
    lanesKeepTheirPlaces_data();
}

/// Three threads of a pool, some of whose spans lie within others or overlap them, and one of another
/// process.
void TestRoundTrips::threadsKeepTheirNestedLanes()
{
    QFETCH(bool, asPerfetto);
    std::string text = "[{}";
    const auto add = [&](int tid, const std::string& more) {
        text += ",{\"pid\":" + std::to_string(1 + tid / 8) + ",\"tid\":" + std::to_string(tid) + more + "}";
    };
    const auto span = [&](int tid, int from, int length) {
        add(tid,
            R"(,"ph":"X","name":"s","ts":)" + std::to_string(from) + ",\"dur\":" + std::to_string(length));
    };
    const auto flow = [&](int tid, const char* ph, int at) {
        add(tid,
            std::string(R"(,"cat":"c","name":"f","id":1,"ph":")") + ph + "\",\"ts\":" + std::to_string(at));
    };
    for (const int tid : {1, 2, 3, 9})
        add(tid, R"(,"ph":"M","name":"thread_name","args":{"name":"worker )" + std::to_string(tid) + "\"}");
    for (const int tid : {1, 2, 9})
        span(tid, 0, 100), span(tid, 10, 50), span(tid, 20, 10);
    span(2, 90, 30);
    span(3, 5, 5);
    flow(1, "s", 25);
    flow(2, "f", 95);
    const auto groupsOf = [](const RunInfo& info) {
        std::string groups;
        for (const GroupInfo& group : info.groups)
            groups += group.name + ' ' + std::to_string(group.memberCount()) + ' ';
        for (std::uint32_t task = 0; task < info.taskCount(); ++task)
            groups += std::to_string(info.outermostLaneOf(task));
        return groups;
    };
    const ReadRecording first = readText(text + "]");
    const RunInfo& info = *first.recording->info;
    QCOMPARE(info.groups.size(), std::size_t{2});
    QCOMPARE(info.groups[0].memberCount(), std::uint32_t{3});
    QCOMPARE(info.groups[0].taskCount, 3 + info.laneCountOf(3) + 1);
    std::string told;
    for (int i = 0; i < 2; ++i) { // .json, .sojourn and once more
        const ReadRecording written =
            readText(i == 0 ? exported(*first.recording->columns, first.recording->end, asPerfetto) : told);
        QVERIFY2(written.recording, written.problem.c_str());
        QCOMPARE(groupsOf(*written.recording->info), groupsOf(info));
        QCOMPARE(lanesOf(*written.recording), lanesOf(*first.recording));
        const ReadRecording session = readText(sessionOf(*written.recording));
        QVERIFY2(session.recording, session.problem.c_str());
        QCOMPARE(groupsOf(*session.recording->info), groupsOf(info));
        QCOMPARE(lanesOf(*session.recording), lanesOf(*first.recording));
        QCOMPARE(visitsOf(*session.recording->columns), visitsOf(*first.recording->columns));
        const std::string again = exported(*session.recording->columns, session.recording->end, asPerfetto);
        if (i > 0) QCOMPARE(again, told);
        told = again;
    }
}

void TestRoundTrips::writesSpeedscopeInBalance()
{
    // Nested spans are one profile; what overlaps is another.
    const ReadRecording read =
        readText("[{\"ph\":\"X\",\"pid\":1,\"tid\":5,\"ts\":0,\"dur\":9,\"name\":\"a\"},"
                 "{\"ph\":\"X\",\"pid\":1,\"tid\":5,\"ts\":1,\"dur\":2,\"name\":\"b\"},"
                 "{\"ph\":\"X\",\"pid\":1,\"tid\":6,\"ts\":0,\"dur\":5,\"name\":\"c\"},"
                 "{\"ph\":\"X\",\"pid\":1,\"tid\":6,\"ts\":3,\"dur\":5,\"name\":\"d\"}]");
    TextSink sink;
    writeSpeedscope({*read.recording->columns, read.recording->end}, sink);
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(sink.text()));
    const QJsonArray profiles = document[QStringLiteral("profiles")].toArray();
    const QJsonArray frames = document[QStringLiteral("shared")][QStringLiteral("frames")].toArray();
    QString shape;
    for (const QJsonValue& profile : profiles) {
        for (const QJsonValue& event : profile[QStringLiteral("events")].toArray())
            shape += event[QStringLiteral("type")].toString() +
                     frames[event[QStringLiteral("frame")].toInt()][QStringLiteral("name")].toString() +
                     QString::number(event[QStringLiteral("at")].toDouble()) + QLatin1Char(' ');
        shape += QLatin1Char('|');
    }
    QCOMPARE(shape, QStringLiteral("Oa0 Ob1 Cb3 Ca9 |Oc0 Cc5 |Od3 Cd8 |"));
}

void TestRoundTrips::keysMayBeEscaped_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto file = ScenarioFile::read(findBuiltinScenario("asyncq")->text);
    const FinishedRun run = finishedRun(*file, {}, {});
    const ExportFormats all = exportFormats();
    for (const char* ending : {"json", "jsonl"}) {
        TextSink sink;
        formatByEnding(all, ending)->write({*run.columns, run.end, &run.context}, sink);
        QTest::newRow(ending) << QByteArray::fromStdString(sink.text());
    }
    QTest::newRow("profile") << QByteArray(
        R"x({"nodes":[{"id":1,"callFrame":{"functionName":"(root)"},"children":[2]},)x"
        R"x({"id":2,"callFrame":{"functionName":"f"}}],"samples":[2,1],"timeDeltas":[5,5],"startTime":7})x");
}
/// With the first letter of each key as a backslash, u and its number, a file says the same.
void TestRoundTrips::keysMayBeEscaped()
{
    QFETCH(QByteArray, text);
    QString escaped = QString::fromUtf8(text);
    for (char letter = 'a'; letter <= 'z'; ++letter)
        escaped.replace(QRegularExpression(QStringLiteral("\"%1([a-zA-Z_]*\":)").arg(QLatin1Char(letter))),
                        QStringLiteral("\"\\u00%1\\1").arg(static_cast<int>(letter), 2, 16));
    QVERIFY(escaped.size() > text.size());
    const ReadRecording plain = readText(text.toStdString()), read = readText(escaped.toStdString());
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(areSame(*read.recording->columns, *plain.recording->columns));
    QCOMPARE(sentencesOf(read), sentencesOf(plain));
    QCOMPARE(read.recording->info->seed, plain.recording->info->seed);
    QVERIFY(beginsAsRecording(escaped.toStdString()));
}

QTEST_APPLESS_MAIN(TestRoundTrips)
#include "tst_round_trips.moc"
