// Timelines are written in order of time: half of a file is the first half of the run.
#include "both_formats.h"
#include "formats/chrome_trace.h"
#include "formats/lane_stacks.h"
#include "formats/perfetto_trace.h"
#include "formats/proto_message.h"
#include "formats/time_merge.h"
#include "scenario/builtin.h"
#include "support/log_builder.h"
#include "support/read_text.h"
#include "support/scenario_runs.h"
#include "support/sessions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::string written(const Columns& columns, const RunEnd& end, bool asPerfetto)
{
    TextSink sink;
    (asPerfetto ? writePerfettoTrace : writeChromeTrace)({columns, end}, sink);
    return sink.text();
}

/// By event, in the order of the file, when it is; notYet: it only names something. `ofCounter` has whether
/// it is a counter's value.
struct Written
{
    std::int64_t ns = notYet;
    bool isCounter = false;
};

std::vector<Written> eventsOfJson(const std::string& text)
{
    std::vector<Written> events;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
    for (const QJsonValue& event : document[QStringLiteral("traceEvents")].toArray()) {
        const QString phase = event[QStringLiteral("ph")].toString();
        const double us = event[QStringLiteral("ts")].toDouble();
        events.push_back(
            {phase == QStringLiteral("M") ? notYet : std::llround(us * 1000), phase == QStringLiteral("C")});
    }
    return events;
}

std::vector<Written> eventsOfPerfetto(const std::string& text)
{
    enum : std::uint32_t { timestamp = 8, trackEvent = 11 }; // of a packet
    enum : std::uint32_t { type = 9 };                       // of an event
    std::vector<Written> events;
    ProtoMessage trace(text);
    for (ProtoField packet; trace.next(packet);) {
        Written event;
        ProtoMessage fields(packet.bytes);
        for (ProtoField field; fields.next(field);) {
            if (field.number == timestamp) event.ns = static_cast<std::int64_t>(field.value);
            if (field.number != trackEvent) continue;
            ProtoMessage parts(field.bytes);
            for (ProtoField part; parts.next(part);)
                if (part.number == type) event.isCounter = part.value == 4;
        }
        events.push_back(event);
    }
    return events;
}

std::vector<Written> eventsOf(const std::string& text, bool asPerfetto)
{
    return asPerfetto ? eventsOfPerfetto(text) : eventsOfJson(text);
}

FinishedRun runOf(const std::string& text, std::chrono::seconds until)
{
    RunOptions options = recorded();
    options.until = until;
    return finishedRun(*ScenarioFile::read(text), {}, options);
}

void addFormats()
{
    QTest::addColumn<bool>("asPerfetto");
    QTest::newRow("json") << false;
    QTest::newRow("pftrace") << true;
}

} // namespace

class TestTimeOrder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eventsComeInOrderOfTime_data();
    void eventsComeInOrderOfTime();
    void halfAFileIsTheFirstHalfOfTheRun_data();
    void halfAFileIsTheFirstHalfOfTheRun();
    void nestedSpansAreInOrderAcrossThreads_data();
    void nestedSpansAreInOrderAcrossThreads();
    void countersComeInTheirOrder_data();
    void countersComeInTheirOrder();
    void noGetComesBeforeItsPut_data();
    void noGetComesBeforeItsPut();
    void mergesAsASortDoes();
};

void TestTimeOrder::eventsComeInOrderOfTime_data()
{
    addBuiltinsInBothFormats();
}

/// Behind all names. Where an item is put at the instant at which another's putter ends a span, one of them
/// stands a nanosecond before the other, behind it.
void TestTimeOrder::eventsComeInOrderOfTime()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, asPerfetto);
    const FinishedRun run = runOf(findBuiltinScenario(name.toStdString())->text, std::chrono::seconds(60));
    const std::vector<Written> events = eventsOf(written(*run.columns, run.end, asPerfetto), asPerfetto);
    QVERIFY(events.size() > 10);
    std::int64_t latestNs = notYet;
    for (const Written& event : events) {
        QVERIFY(event.ns >= latestNs - (asPerfetto ? 0 : 1));
        latestNs = std::max(latestNs, event.ns);
    }
}

void TestTimeOrder::halfAFileIsTheFirstHalfOfTheRun_data()
{
    addFormats();
}

/// Cut off in the middle of its bytes, as one that is still being copied.
void TestTimeOrder::halfAFileIsTheFirstHalfOfTheRun()
{
    QFETCH(bool, asPerfetto);
    const FinishedRun run = runOf(
        R"({"format":"sojourn-scenario","version":1,"name":"long","title":"Long","queues":[{"name":"a"},{"name":"b"}],
          "tasks":[
          {"name":"p","count":9,"steps":[{"repeat":"forever","steps":[{"put":"a"},{"sleep":{"uniform":[1,3]}}]}]},
          {"name":"m","count":9,"steps":[{"repeat":"forever","steps":[{"get":"a"},{"sleep":{"uniform":[1,2]}},{"put":"b"}]}]},
          {"name":"c","count":9,"steps":[{"repeat":"forever","steps":[{"get":"b"},{"sleep":{"uniform":[1,2]}}]}]}]})",
        std::chrono::seconds(2000));
    const std::string whole = written(*run.columns, run.end, asPerfetto);
    const ReadRecording half = readText(std::string_view(whole).substr(0, whole.size() / 2));
    QVERIFY2(half.recording, half.problem.c_str());
    const Columns& columns = *half.recording->columns;
    const auto isAboutHalf = [](std::size_t part, std::size_t all) {
        return part > all * 4 / 10 && part < all * 6 / 10;
    };
    QCOMPARE(columns.lanes().size(), run.columns->lanes().size());
    for (std::size_t task = 0; task < columns.lanes().size(); ++task)
        QVERIFY(isAboutHalf(columns.lanes()[task].spans.size(), run.columns->lanes()[task].spans.size()));
    QCOMPARE(columns.depths().size(), run.columns->depths().size());
    for (std::size_t queue = 0; queue < columns.depths().size(); ++queue)
        QVERIFY(isAboutHalf(columns.depths()[queue].size(), run.columns->depths()[queue].size()));
    QVERIFY(isAboutHalf(columns.visits().size(), run.columns->visits().size()));
}

void TestTimeOrder::nestedSpansAreInOrderAcrossThreads_data()
{
    addFormats();
}

/// Also those that overlap, which have rows of their own in a .pftrace, and instants between them.
void TestTimeOrder::nestedSpansAreInOrderAcrossThreads()
{
    QFETCH(bool, asPerfetto);
    std::string text = "[{}";
    for (int i = 0; i < 100; ++i) {
        const std::string of = ",\"pid\":1,\"name\":\"n" + std::to_string(i % 7) +
                               "\",\"tid\":" + std::to_string(1 + i * 37 % 4);
        const auto span = [&](int fromUs, int lengthUs) {
            text += ",{\"ph\":\"X\",\"ts\":" + std::to_string(i * 10 + fromUs) +
                    ",\"dur\":" + std::to_string(lengthUs) + of + "}";
        };
        span(0, 45), span(1, 3), span(2, 1), span(3, 20);
        text += ",{\"ph\":\"i\",\"s\":\"t\",\"ts\":" + std::to_string(i * 10 + 2) + of + "}";
    }
    const ReadRecording first = readText(text + "]");
    const std::string file = written(*first.recording->columns, first.recording->end, asPerfetto);
    const std::vector<Written> events = eventsOf(file, asPerfetto);
    QVERIFY(std::ranges::is_sorted(events, {}, &Written::ns));
    const ReadRecording second = readText(file);
    QVERIFY2(second.recording, second.problem.c_str());
    QCOMPARE(lanesOf(*second.recording), lanesOf(*first.recording));
    QCOMPARE(instantsOf(*second.recording), instantsOf(*first.recording));
    QVERIFY(written(*second.recording->columns, second.recording->end, asPerfetto) == file);
}

void TestTimeOrder::countersComeInTheirOrder_data()
{
    addFormats();
}

/// The second is used first, then the third, the fifth and the first: their values come in order of time, and
/// they come back in their own.
void TestTimeOrder::countersComeInTheirOrder()
{
    QFETCH(bool, asPerfetto);
    LogBuilder b({{}}, 5);
    b.add(0, EventKind::Started).put(0, 0, 1).add(0, EventKind::Sleep, second);
    for (const std::uint16_t queue : {std::uint16_t{2}, std::uint16_t{4}, std::uint16_t{0}}) {
        b.at((queue == 2 ? 1 : queue == 4 ? 2 : 3) * second);
        b.add(0, EventKind::Wake).put(0, queue, queue).add(0, EventKind::Sleep, second);
    }
    Columns columns(b.info, b.log);
    columns.advance();
    RunEnd end;
    end.at = instantFromNanoseconds(4 * second);
    const std::string file = written(columns, end, asPerfetto);
    const ReadRecording read = readText(file);
    QVERIFY2(read.recording, read.problem.c_str());
    std::string queues; // those that were used
    for (const QueueInfo& queue : read.recording->info->queues)
        queues += queue.name + ' ';
    QCOMPARE(queues, std::string("queue-0 queue-1 queue-2 queue-4 "));
    std::vector<std::int64_t> instants;
    for (const Written& event : eventsOf(file, asPerfetto))
        if (event.isCounter) instants.push_back(event.ns);
    QCOMPARE(instants, (std::vector<std::int64_t>{0, second, 2 * second, 3 * second}));
}

void TestTimeOrder::noGetComesBeforeItsPut_data()
{
    addFormats();
}

/// Of a putter that has spent no time yet the put stands at its instant; of a getter whose last span ends
/// with the get that stands before it.
void TestTimeOrder::noGetComesBeforeItsPut()
{
    QFETCH(bool, asPerfetto);
    LogBuilder b({{}, {}}, 1);
    b.add(0, EventKind::Started).add(0, EventKind::GetWait);
    b.at(second).add(1, EventKind::Started).put(1, 0).add(1, EventKind::Ended);
    b.get(0, 0).add(0, EventKind::Ended);
    Columns columns(b.info, b.log);
    columns.advance();
    const ReadRecording read = readText(written(columns, {}, asPerfetto));
    QVERIFY2(read.recording, read.problem.c_str());
    QCOMPARE(sentencesOf(read), std::string());
    QCOMPARE(read.recording->columns->visits().size(), std::size_t{1});
    const Visit& visit = read.recording->columns->visits().front();
    QCOMPARE(visit.enqueuedNs, second);
    QCOMPARE(visit.dequeuedNs, second);
}

/// Whatever the number of sources, and with many events of one instant: those of the first source first.
void TestTimeOrder::mergesAsASortDoes()
{
    using Event = std::pair<std::int64_t, std::size_t>; // when, of which source
    std::uint32_t random = 1;
    for (std::size_t count = 0; count < 40; ++count) {
        std::vector<std::vector<std::int64_t>> sources(count);
        std::vector<Event> sorted;
        for (std::size_t i = 0; i < count; ++i) {
            std::int64_t ns = 0;
            for (std::size_t n = i * 7 % 5; n > 0; --n) {
                random = random * 1664525 + 1013904223;
                sources[i].push_back(ns += random >> 30);
                sorted.emplace_back(ns, i);
            }
        }
        std::ranges::sort(sorted);
        std::vector<std::int64_t> first;
        std::vector<std::size_t> at(count);
        const auto nsOf = [&](std::size_t i) {
            return at[i] < sources[i].size() ? sources[i][at[i]] : TimeMerge::over;
        };
        for (std::size_t i = 0; i < count; ++i)
            first.push_back(nsOf(i));
        std::vector<Event> merged;
        for (TimeMerge merge(first); !merge.isOver();) {
            const std::size_t source = merge.source();
            merged.emplace_back(merge.nextNs(), source);
            ++at[source];
            merge.moveTo(nsOf(source));
        }
        QCOMPARE(merged, sorted);
    }
}

QTEST_APPLESS_MAIN(TestTimeOrder)
#include "tst_time_order.moc"
