// Our own Chrome export, read back, is the run again.
#include "formats/chrome_trace.h"
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "support/read_text.h"
#include "support/scenario_runs.h"

#include <QTest>

#include <algorithm>

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

std::string exported(const Columns& columns, const RunEnd& end)
{
    TextSink sink;
    writeChromeTrace({columns, end}, sink);
    return sink.text();
}

Exported exportOf(const std::string& scenario)
{
    const auto file = ScenarioFile::read(findBuiltinScenario(scenario)->text);
    RunOptions options = recorded();
    options.virtualClock = true;
    options.until = std::chrono::seconds(60);
    Run run(std::make_shared<Scenario>(*file->resolve()), options);
    Exported all;
    all.end = run.runVirtual();
    all.info = run.info();
    all.columns = std::make_unique<Columns>(run.info(), run.log());
    all.columns->advance();
    all.text = exported(*all.columns, all.end);
    return all;
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

class TestChromeRoundTrip final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBackEveryBuiltIn_data();
    void readsBackEveryBuiltIn();
    void writesNamedSpansAndTheirThreads();
};

void TestChromeRoundTrip::readsBackEveryBuiltIn_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::newRow(scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

void TestChromeRoundTrip::readsBackEveryBuiltIn()
{
    QFETCH(QByteArray, name);
    const Exported run = exportOf(name.toStdString());
    const ReadRecording read = readText(run.text);
    QVERIFY2(read.recording, read.problem.c_str());
    const RunInfo& info = *read.recording->info;
    const Columns& columns = *read.recording->columns;
    QCOMPARE(info.scenario, run.info->scenario);
    QCOMPARE(info.seed, run.info->seed);
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
    // And written again it is the same but for flows, which are numbered anew.
    const auto withoutFlows = [](const std::string& text) { return std::ranges::count(text, '\n'); };
    QCOMPARE(withoutFlows(exported(columns, read.recording->end)), withoutFlows(run.text));
}

void TestChromeRoundTrip::writesNamedSpansAndTheirThreads()
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

QTEST_APPLESS_MAIN(TestChromeRoundTrip)
#include "tst_chrome_round_trip.moc"
