// Recordings that go through two formats, one after the other, come out as they went in.
#include "formats/chrome_trace.h"
#include "formats/perfetto_trace.h"
#include "formats/session/session_writer.h"
#include "support/read_text.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Format
{
    const char* name;
    void (*write)(const Timeline& timeline, Sink& sink);
};
constexpr std::array<Format, 3> formats{
    {{"json", writeChromeTrace}, {"pftrace", writePerfettoTrace}, {"sojourn", writeSession}}};

/// Instants in nanoseconds as microseconds.
std::string microseconds(std::int64_t ns)
{
    std::string fraction = std::to_string(ns % 1000);
    return std::to_string(ns / 1000) + '.' + std::string(3 - fraction.size(), '0') + fraction;
}

/// Another program's trace in which nothing is wrong, of instants a few nanoseconds apart: nested spans on
/// threads, instants, counters, and flows between spans. `overlap`: spans of one thread may overlap.
class RandomTrace final
{
public:
    RandomTrace(std::uint64_t seed, bool overlap)
        : m_random(seed)
        , m_threads(static_cast<int>(upTo(3)) + 2)
    {
        add(R"({"ph":"M","pid":7,"name":"process_name","args":{"name":"program"}})");
        for (int thread = 0; thread < m_threads; ++thread)
            if (thread % 2 == 0)
                add(R"({"ph":"M","pid":7,"tid":)" + std::to_string(thread * 3) +
                    R"(,"name":"thread_name","args":{"name":"worker )" + std::string(1, char('a' + thread)) +
                    "\"}}");
        const std::int64_t beginNs = upTo(1) == 0 ? 0 : 1'000'000'000'000'007;
        for (int thread = 0; thread < m_threads; ++thread) {
            if (overlap)
                overlapping(thread, beginNs);
            else
                nested(thread, beginNs, beginNs + 60 + upTo(60), 3);
        }
        std::int64_t ns = beginNs;
        for (int i = 0; i < 12; ++i) {
            ns += upTo(3);
            event("C", 0, ns, R"(,"name":"load","args":{"n":)" + std::to_string(upTo(5)) + '}');
        }
        for (int i = 0; i < 8; ++i)
            event("i", thread(), beginNs + upTo(100), ",\"s\":\"t\",\"name\":\"point " + name() + '"');
        for (int flow = 0; flow < 15; ++flow)
            addFlow(flow);
    }

    std::string text() const { return '[' + m_text + ']'; }

private:
    struct At
    {
        int thread;
        std::int64_t startNs, endNs;
    };

    std::int64_t upTo(std::int64_t most)
    {
        return static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(most + 1));
    }
    int thread() { return static_cast<int>(upTo(m_threads - 1)); }
    std::string name() { return std::string(1, static_cast<char>('a' + upTo(4))); }
    void add(const std::string& event) { m_text += (m_text.empty() ? "" : ",\n") + event; }
    void event(const char* phase, int thread, std::int64_t ns, const std::string& rest)
    {
        add(std::string("{\"ph\":\"") + phase + R"(","pid":7,"tid":)" + std::to_string(thread * 3) +
            ",\"ts\":" + microseconds(ns) + rest + '}');
    }
    void span(int thread, std::int64_t startNs, std::int64_t endNs)
    {
        event("X", thread, startNs,
              ",\"dur\":" + microseconds(endNs - startNs) + ",\"name\":\"" + name() + '"');
        m_spans.push_back({thread, startNs, endNs});
    }
    void nested(int thread, std::int64_t fromNs, std::int64_t toNs, int depth)
    {
        for (std::int64_t ns = fromNs + upTo(3); ns < toNs;) {
            const std::int64_t endNs = std::min(toNs, ns + 1 + upTo(12));
            span(thread, ns, endNs);
            if (depth > 0 && upTo(1) == 0) nested(thread, ns, endNs, depth - 1);
            ns = endNs + upTo(3);
        }
    }
    void overlapping(int thread, std::int64_t fromNs)
    {
        for (int i = 0; i < 12; ++i) {
            const std::int64_t ns = fromNs + upTo(60);
            span(thread, ns, ns + 1 + upTo(25));
        }
    }
    At anySpan()
    {
        return m_spans[static_cast<std::size_t>(upTo(static_cast<std::int64_t>(m_spans.size()) - 1))];
    }
    /// From any instant of a span to a later one of others, in some steps; now and then to where no span is.
    void addFlow(int number)
    {
        const std::string flow = R"(,"cat":"f","name":"flow","id":)" + std::to_string(number);
        const At from = anySpan();
        std::int64_t ns = from.startNs + upTo(from.endNs - from.startNs);
        std::vector<std::pair<int, std::int64_t>> stops;
        for (std::int64_t tries = upTo(4) + 1; tries > 0; --tries) {
            const At to = anySpan();
            const std::int64_t at = to.startNs + upTo(to.endNs - to.startNs);
            if (at > ns) stops.emplace_back(to.thread, ns = at);
        }
        if (upTo(5) == 0) stops.emplace_back(thread(), ns + upTo(100));
        if (stops.empty()) return;
        event("s", from.thread, from.startNs + upTo(stops.front().second - from.startNs), flow);
        for (std::size_t i = 0; i + 1 < stops.size(); ++i)
            event("t", stops[i].first, stops[i].second, flow);
        event("f", stops.back().first, stops.back().second, flow + (upTo(1) == 0 ? ",\"bp\":\"e\"" : ""));
    }

    std::mt19937_64 m_random;
    int m_threads;
    std::string m_text;
    std::vector<At> m_spans;
};

/// All that every one of the formats holds.
std::string told(const Recording& recording)
{
    const RunInfo& info = *recording.info;
    std::string text = lanesOf(recording) + instantsOf(recording);
    for (std::size_t queue = 0; queue < info.queues.size(); ++queue) {
        text += (info.queues[queue].isCounter ? "counter " : "queue ") + info.queues[queue].name + ':';
        for (const DepthStep& step : recording.columns->depths()[queue])
            text += ' ' + std::to_string(step.atNs) + '=' + std::to_string(step.size);
        text += '\n';
    }
    std::vector<std::string> visits;
    for (const Visit& visit : recording.columns->visits())
        visits.push_back(std::to_string(visit.item) + ' ' + info.queues[visit.queue].name + ": " +
                         info.taskName(visit.producer) + ' ' + std::to_string(visit.enqueuedNs) + " -> " +
                         info.taskName(visit.consumer) + ' ' + std::to_string(visit.dequeuedNs) + " done " +
                         std::to_string(visit.doneNs) + '\n');
    std::ranges::sort(visits);
    for (const std::string& visit : visits)
        text += visit;
    return text;
}

std::string written(const Recording& recording, const Format& format)
{
    TextSink sink;
    format.write({*recording.columns, recording.end, &recording.context, &recording}, sink);
    return sink.text();
}

} // namespace

class TestFormatPairs final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingMoves_data();
    void nothingMoves();
    void flowsStandWhereTheyStood();
    void noScenarioAndNoSeedAreMadeUp();
    void aRunKeepsItsScenarioAndItsSeed();
};

void TestFormatPairs::nothingMoves_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<bool>("overlap");
    for (int first = 0; first < static_cast<int>(formats.size()); ++first)
        for (int second = 0; second < static_cast<int>(formats.size()); ++second)
            for (const bool overlap : {false, true})
                QTest::addRow("%s %s%s", formats[static_cast<std::size_t>(first)].name,
                              formats[static_cast<std::size_t>(second)].name, overlap ? " overlapping" : "")
                    << first << second << overlap;
}

void TestFormatPairs::nothingMoves()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(bool, overlap);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const ReadRecording source = readText(RandomTrace(seed, overlap).text());
        QVERIFY2(source.recording, source.problem.c_str());
        const std::string expected = told(*source.recording);
        Recording recording = *source.recording;
        for (const int format : {first, second}) {
            const ReadRecording read =
                readText(written(recording, formats[static_cast<std::size_t>(format)]));
            QVERIFY2(read.recording, read.problem.c_str());
            const std::string got = told(*read.recording);
            if (got != expected) {
                const auto at = std::ranges::mismatch(got, expected).in1 - got.begin();
                const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 200));
                QFAIL(("seed " + std::to_string(seed) + " through " +
                       formats[static_cast<std::size_t>(format)].name + ":\n" + got.substr(from, 400) +
                       "\ninstead of\n" + expected.substr(from, 400))
                          .c_str());
            }
            recording = *read.recording;
        }
    }
}

/// Also for other programs, which read no arguments of ours.
void TestFormatPairs::flowsStandWhereTheyStood()
{
    const std::string text = R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},
        {"ph":"X","pid":1,"tid":2,"ts":3,"dur":5,"name":"b"},
        {"ph":"s","pid":1,"tid":1,"ts":5,"id":1,"name":"f","cat":"c"},
        {"ph":"f","bp":"e","pid":1,"tid":2,"ts":8,"id":1,"name":"f","cat":"c"}])";
    const std::string once = written(*readText(text).recording, formats[0]);
    QVERIFY(once.find("\"ph\":\"s\",\"pid\":1,\"tid\":1,\"ts\":5.000,") != std::string::npos);
    QVERIFY(once.find("\"ph\":\"f\",\"pid\":1,\"tid\":2,\"ts\":8.000,") != std::string::npos);
    for (const Format& format : formats)
        QCOMPARE(written(*readText(written(*readText(once).recording, format)).recording, formats[0]), once);
}

/// Of another program's recording there are none, through however many formats it goes.
void TestFormatPairs::noScenarioAndNoSeedAreMadeUp()
{
    const std::string text = R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"}])";
    const ReadRecording source = readText(text);
    QVERIFY(!source.recording->isRunKnown);
    for (const Format& first : formats) {
        const std::string once = written(*source.recording, first);
        const ReadRecording read = readText(once);
        QVERIFY2(!read.recording->isRunKnown, first.name);
        QCOMPARE(lanesOf(*read.recording), lanesOf(*source.recording));
        for (const Format& second : formats) {
            const std::string twice = written(*read.recording, second);
            QVERIFY2(twice.find("seed") == std::string::npos, first.name);
            QVERIFY2(twice.find("scenario") == std::string::npos, first.name);
            QVERIFY(!readText(twice).recording->isRunKnown);
        }
    }
    QVERIFY(written(*source.recording, formats[0]).find(R"("otherData":{"flow_instants":"exact"})") !=
            std::string::npos);
}

void TestFormatPairs::aRunKeepsItsScenarioAndItsSeed()
{
    const std::string text = R"({"otherData":{"scenario":"asyncq","seed":"7","flow_instants":"exact"},
        "traceEvents":[{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"}]})";
    Recording recording = *readText(text).recording;
    for (const Format& format : formats) {
        recording = *readText(written(recording, format)).recording;
        QVERIFY2(recording.isRunKnown, format.name);
        QCOMPARE(recording.info->scenario, std::string("asyncq"));
        QCOMPARE(recording.info->seed, std::uint64_t(7));
    }
}

QTEST_APPLESS_MAIN(TestFormatPairs)
#include "tst_format_pairs.moc"
