// Small traces in the shape in which other programs write them.
#include "formats/import/read_recording.h"
#include "support/read_text.h"

#include <QFile>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

ReadRecording sample(const char* name)
{
    ImportProgress progress;
    return readRecording(std::string(SOJOURN_TRACES "/") + name, progress);
}

std::string findings(const Recording& recording)
{
    std::string text;
    for (const ImportFinding& finding : recording.report.findings)
        text += std::string(importFaultName(finding.fault)) + ' ' + std::to_string(finding.count) + '\n';
    return text;
}

} // namespace

class TestTraceSamples final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsChromium();
    void readsNode();
    void readsVizTracer();
    void readsTimeTraceOfClang();
    void readsBazel();
    void readsPyTorch();
    void readsInstantsOfEveryKind();
};

void TestTraceSamples::readsChromium()
{
    const ReadRecording read = sample("chromium.json");
    QCOMPARE(lanesOf(*read.recording),
             std::string("CrBrowserMain: ThreadControllerImpl::RunTask 0-120000\n"
                         "CrBrowserMain › 2: ChannelMojo::OnMessageReceived 10000-50000\n"
                         "URL_REQUEST: URL_REQUEST 15000-100000\nURL_REQUEST › 2: DNS 16000-26000\n"
                         "ThreadPoolForegroundWorker: ThreadPool_RunTask 130000-155000\n"));
    QCOMPARE(read.recording->info->groups[0].name, std::string("CrBrowserMain"));
    const Visit& visit = read.recording->columns->visits().at(0);
    QCOMPARE(visit.producer, std::uint32_t(1)); // from the innermost span around it
    QCOMPARE(visit.consumer, std::uint32_t(4));
    QCOMPARE(visit.dequeuedNs, std::int64_t(130'000));
    QCOMPARE(read.recording->originNs, std::int64_t(8'812'345'000'000));
    QCOMPARE(instantsOf(*read.recording),
             std::string("ThreadPoolForegroundWorker: navigationStart 131000\n"));
    QCOMPARE(findings(*read.recording), std::string("other_kind 1\n"));
}

void TestTraceSamples::readsNode()
{
    const ReadRecording read = sample("node.json");
    QCOMPARE(lanesOf(*read.recording),
             std::string("thread 77: Timeout_CALLBACK 800000-850000\nTimeout: Timeout 0-860000\n"));
    QCOMPARE(findings(*read.recording), std::string());
}

void TestTraceSamples::readsVizTracer()
{
    const ReadRecording read = sample("viztracer.json");
    QCOMPARE(lanesOf(*read.recording), std::string("MainThread: <module> (demo.py:1) 0-20000\n"
                                                   "MainThread › 2: fib (demo.py:3) 3001-11251\n"
                                                   "MainThread › 3: fib (demo.py:3) 5123-6623\n"));
    QCOMPARE(read.recording->info->queues.size(), std::size_t(2));
    QCOMPARE(read.recording->info->queues[1].name, std::string("depth m (in units of 0.1)"));
}

void TestTraceSamples::readsTimeTraceOfClang()
{
    const ReadRecording read = sample("clang-time-trace.json");
    QCOMPARE(lanesOf(*read.recording),
             std::string("clang-16: ExecuteCompiler 0-9000000\nclang-16 › 2: Source 1000000-3500000\n"
                         "clang-16 › 3: ParseClass 1200000-1500000\nthread 6: Total Source 0-2500000\n"));
}

void TestTraceSamples::readsBazel()
{
    const ReadRecording read = sample("bazel.json");
    QCOMPARE(lanesOf(*read.recording),
             std::string("Critical Path: Launch Blaze 0-1306000000\n"
                         "skyframe-evaluator 0: Linking b 1466000000-1475000000\n"
                         "skyframe-evaluator 1: Compiling a.cc 1308000000-1458000000\n"));
    QCOMPARE(read.recording->info->groups[1].taskCount, std::uint32_t(2));
    QCOMPARE(read.recording->columns->depths()[0][0].size, std::uint32_t(3));
}

void TestTraceSamples::readsPyTorch()
{
    const ReadRecording read = sample("pytorch.json");
    QCOMPARE(lanesOf(*read.recording),
             std::string("thread 700: aten::matmul 0-44250\nstream 7 : sgemm<float, 128, 64> 23211-35212\n"));
    QCOMPARE(read.recording->columns->visits().size(), std::size_t(1));
    QCOMPARE(read.recording->originNs, std::int64_t(1'700'000'000'123'456'789));
}

void TestTraceSamples::readsInstantsOfEveryKind()
{
    const ReadRecording read = sample("instants.json");
    QCOMPARE(lanesOf(*read.recording),
             std::string("Main: Task 0-50000\nMain › 2: Script 10000-30000\nfetch: fetch 2000-25000\n"));
    QCOMPARE(instantsOf(*read.recording),
             std::string("Main: navigationStart 1000\nMain: MajorGC 20000\nMain: MinorGC 30000\n"
                         "Worker: BeginFrame 5000\nWorker: BeginFrame 45000\n"
                         "instants: DOMContentLoaded 15000\ninstants: vsync 40000\n"
                         "fetch: headers 12000\nfetch: redirect 26000\npresent: present 50000\n"));
    QCOMPARE(findings(*read.recording), std::string());
}

QTEST_APPLESS_MAIN(TestTraceSamples)
#include "tst_trace_samples.moc"
