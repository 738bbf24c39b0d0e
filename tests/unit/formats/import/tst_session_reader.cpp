// What is saved comes back as it was.
#include "session_pieces.h"

#include "formats/export_format.h"
#include "formats/proto_writer.h"
#include "formats/session/column_chunks.h"
#include "formats/session/run_messages.h"
#include "formats/session/session_layout.h"
#include "formats/summary_json.h"
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/sessions.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Every export of both, byte for byte, and their summaries.
void compareExports(const Timeline& a, const Timeline& b)
{
    for (const ExportFormat& format : exportFormats()) {
        if (format.needsEvents && a.columns.folded() == 0) continue;
        TextSink first, second;
        format.write(a, first);
        format.write(b, second);
        QVERIFY2(first.text() == second.text(), format.name.c_str());
    }
}

std::string chunk(const char* type, const std::string& bytes)
{
    const std::uint32_t number = session::fromLittleEndian(type);
    const auto sum = session::littleEndian(session::checksum(bytes));
    return session::chunkHead({number, static_cast<std::uint32_t>(bytes.size()), 0}) + bytes +
           std::string(sum.data(), sum.size());
}

} // namespace

class TestSessionReader final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRunComesBackAsItWas_data();
    void everyRunComesBackAsItWas();
    void marksAndOriginComeBack();
    void anImportedTraceComesBackWithItsFindings();
    void flowsBeforeEverySpanComeBack();
    void sampledValuesComeBack();
    void smallRunsHaveSmallChunks();
    void instantsComeBack();
    void instantsThatNoLaneCanHaveAreLeftOut();
    void sessionsWithoutInstantsAreRead();
    void lanesOfThreadsComeBack();
    void unknownChunksArePassedOver();
    void otherVersionsAndOtherEndsAreNamed();
    void emptyAndForeignFilesAreNamed();
    void aBombIsGivenUp();
    void eventsThatNoRunCanHaveAreNotFolded();
    void aSessionIsToldByItsContent();
};

void TestSessionReader::everyRunComesBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("seed");
    for (const BuiltinScenario& scenario : builtinScenarios())
        for (const int seed : {1, 2, 3})
            QTest::addRow("%s %d", scenario.name.c_str(), seed)
                << QByteArray::fromStdString(scenario.name) << seed;
}

void TestSessionReader::everyRunComesBackAsItWas()
{
    QFETCH(QByteArray, name);
    QFETCH(int, seed);
    const FinishedRun run =
        anyRun(*findBuiltinScenario(name.toStdString()), static_cast<std::uint64_t>(seed));
    const ReadRecording read = readText(sessionOf(run));
    QVERIFY2(read.recording, read.problem.c_str());
    const Recording& recording = *read.recording;
    QCOMPARE(recording.format, std::string("Session"));
    QVERIFY(recording.report.findings.empty());
    QVERIFY(areSame(*recording.log, *run.log));
    QVERIFY(areSame(*recording.columns, *run.columns));
    QVERIFY(areSame(recording.end, run.end));
    QVERIFY(recording.context == run.context);
    SummaryFold fold(recording.info);
    for (std::uint64_t i = 0; i < recording.log->size(); ++i)
        fold.add((*recording.log)[i]);
    QCOMPARE(summaryJson(fold.summary(recording.end), *recording.info), summaryJson(run.summary, *run.info));
    compareExports({*recording.columns, recording.end, &recording.context},
                   {*run.columns, run.end, &run.context});

    const auto file = ScenarioFile::read(recording.context.origin->text);
    const auto values = valuesOf(*recording.context.origin, *file);
    QVERIFY(values);
    RunOptions options;
    options.seed = recording.info->seed;
    options.until = std::chrono::seconds(20);
    options.maxRecordedEvents = 100'000;
    QVERIFY(areSame(*finishedRun(*file, *values, options).log, *run.log)); // it is run again
}

void TestSessionReader::marksAndOriginComeBack()
{
    FinishedRun run = anyRun(*findBuiltinScenario("gather"), 1);
    run.context.bookmarks = {{0, ""}, {1'500'000'000, "here it begins — \"so\"\nand on"}};
    run.context.bookmarks.push_back({1'500'000'000, "behind all of that instant"});
    run.context.bookmarks.front().happened = 2;
    run.context.origin->untilNs = 20'000'000'000;
    const ReadRecording read = readText(sessionOf(run));
    QVERIFY(read.recording);
    QVERIFY(read.recording->context == run.context);
}

void TestSessionReader::anImportedTraceComesBackWithItsFindings()
{
    const ReadRecording first = readText(R"([
      {"ph":"M","pid":1,"tid":2,"name":"thread_name","args":{"name":"worker"}},
      {"ph":"X","pid":1,"tid":2,"ts":10,"dur":50,"name":"outer"},
      {"ph":"X","pid":1,"tid":2,"ts":20,"dur":10.5005,"name":"inner"},
      {"ph":"s","pid":1,"tid":2,"ts":25,"id":7,"name":"flow","cat":"f"},
      {"ph":"X","pid":1,"tid":3,"ts":30,"dur":40,"name":"other"},
      {"ph":"f","bp":"e","pid":1,"tid":3,"ts":30,"id":7,"name":"flow","cat":"f"},
      {"ph":"C","pid":1,"ts":12,"name":"load","args":{"n":3}},
      {"ph":"C","pid":1,"ts":18,"name":"load","args":{"n":0}},
      {"ph":"B","pid":1,"tid":3,"ts":90,"name":"never ends"},
      {"ph":"i","pid":1,"tid":3,"ts":100,"name":"point"},
      {"ph":"T","pid":1,"tid":3,"ts":100,"name":"step"}])");
    QVERIFY2(first.recording, first.problem.c_str());
    QVERIFY(first.recording->report.findings.size() >= 3);
    ReadRecording second = readText(sessionOf(*first.recording));
    QVERIFY2(second.recording, second.problem.c_str());
    QVERIFY(areSame(*second.recording->columns, *first.recording->columns));
    std::vector<ImportFinding> findings = first.recording->report.findings;
    for (ImportFinding& finding : findings)
        finding.bytesOf = BytesOf::FileReadFirst;
    QVERIFY(second.recording->report.findings == findings);
    const auto placed = std::ranges::find_if(findings, [](const auto& each) { return each.firstByte >= 0; });
    QVERIFY(placed->place(*second.recording->info)
                .ends_with(" of the file that it was first read from (unpacked, where it was packed)"));
    QCOMPARE(second.recording->report.notKept, first.recording->report.notKept);
    QVERIFY(!second.recording->report.notKept.empty());
    QCOMPARE(second.recording->report.events, first.recording->report.events);
    QCOMPARE(second.recording->originNs, first.recording->originNs);
    QCOMPARE(second.recording->format, std::string("Chrome trace, session"));
    QVERIFY(areSame(second.recording->end, first.recording->end));
    compareExports({*second.recording->columns, second.recording->end, nullptr, &*second.recording},
                   {*first.recording->columns, first.recording->end, nullptr, &*first.recording});
    const ReadRecording third = readText(sessionOf(*second.recording)); // it does not pile up
    QCOMPARE(third.recording->format, second.recording->format);
    QVERIFY(third.recording->report.findings == findings);
}

/// A session holds no instant before its first one.
void TestSessionReader::flowsBeforeEverySpanComeBack()
{
    const ReadRecording first = readText(R"([
      {"ph":"s","pid":1,"tid":1,"ts":10,"id":1,"name":"f","cat":"c"},
      {"ph":"f","bp":"e","pid":1,"tid":2,"ts":20,"id":1,"name":"f","cat":"c"},
      {"ph":"X","pid":1,"tid":1,"ts":50,"dur":5,"name":"a"},
      {"ph":"X","pid":1,"tid":2,"ts":60,"dur":5,"name":"b"}])");
    QVERIFY2(first.recording, first.problem.c_str());
    const ReadRecording second = readText(sessionOf(*first.recording));
    QVERIFY2(second.recording, second.problem.c_str());
    QVERIFY(second.recording->report.isSound());
    QCOMPARE(second.recording->columns->visits().size(), std::size_t(1));
    QVERIFY(areSame(*second.recording->columns, *first.recording->columns));
}

void TestSessionReader::sampledValuesComeBack()
{
    const auto file = ScenarioFile::read(findBuiltinScenario("asyncq")->text);
    ParameterValues values;
    ParameterValue sample;
    sample.kind = ParameterValue::Kind::Sample;
    sample.sample = std::make_shared<const Sample>(Sample{"@jobs.csv:seconds", {0.25, 1.5, 3}});
    values["consumer_sleep"] = sample;
    const auto again = valuesOf(originOf(*file, "asyncq", values), *file);
    QVERIFY(again);
    const ParameterValue& value = again->find("consumer_sleep")->second;
    QVERIFY(value.kind == ParameterValue::Kind::Sample);
    QCOMPARE(value.sample->source, sample.sample->source);
    QCOMPARE(value.sample->values, sample.sample->values);
}

void TestSessionReader::smallRunsHaveSmallChunks()
{
    QCOMPARE(session::rowsInChunk(0), session::rowsInChunk(1000));
    QVERIFY(session::rowsInChunk(72'000) < 8192);
    QCOMPARE(session::rowsInChunk(7'200'000), session::mostRows);
}

void TestSessionReader::instantsComeBack()
{
    for (const int count : {1, 1000, static_cast<int>(session::mostRows) + 1000}) {
        const Recording first = recordingOfInstants(count);
        QCOMPARE(first.columns->instantCount(), static_cast<std::uint64_t>(count));
        const ReadRecording second = readText(sessionOf(first));
        QVERIFY2(second.recording, second.problem.c_str());
        QVERIFY(areSame(*second.recording->columns, *first.columns));
        QVERIFY(second.recording->report.findings.empty());
    }
}

void TestSessionReader::instantsThatNoLaneCanHaveAreLeftOut()
{
    const std::string whole = withoutParity(sessionOfInstants(9));
    const auto spoilt = [&](const session::RowsHead& head, std::vector<Mark> marks) {
        std::string bytes = whole;
        for (const std::size_t at : chunkPlaces(whole)) {
            if (whole.compare(at, 4, "INST") != 0) continue;
            const auto old = session::readChunkHead(std::string_view(whole).substr(at));
            const std::size_t size = session::chunkHeadBytes + old->storedBytes + session::chunkTailBytes;
            bytes.replace(at, size, chunk("INST", session::instantChunk(head, marks)));
        }
        const ReadRecording read = readText(bytes);
        return std::pair(read.recording->columns->instantCount(), read.recording->report.findings.size());
    };
    using Result = std::pair<std::uint64_t, std::size_t>;
    const std::uint32_t lane = recordingOfInstants(1).columns->lanes()[0].hasInstants() ? 0 : 1;
    std::vector<Mark> nine(9, Mark::named(5, 1));
    QCOMPARE(spoilt({lane, 9, 0}, nine), (Result{9, 0}));
    QCOMPARE(spoilt({lane, 8, 0}, {nine.begin(), nine.end() - 1}), (Result{8, 1})); // fewer than its end says
    QCOMPARE(spoilt({99, 9, 0}, nine), (Result{0, 2}));                             // no such lane
    nine[3].item = 1000;                                                            // no such name
    QCOMPARE(spoilt({lane, 9, 0}, nine), (Result{0, 2}));
    nine[3] = Mark::named(4, 1); // back in time
    QCOMPARE(spoilt({lane, 9, 0}, nine), (Result{0, 2}));
    nine[3] = Mark::named(-4, 1);
    nine.resize(4);
    QCOMPARE(spoilt({lane, 4, 0}, nine), (Result{0, 2}));
}

/// As the program wrote them before it knew instants.
void TestSessionReader::sessionsWithoutInstantsAreRead()
{
    for (const char* const name : {"chromium.sojourn", "node-unpacked.sojourn", "gather.sojourn"}) {
        ImportProgress progress;
        const ReadRecording read = readRecording(std::string(SOJOURN_OLD_SESSIONS "/") + name, progress);
        QVERIFY2(read.recording, read.problem.c_str());
        QVERIFY(!read.recording->columns->lanes().empty());
        QCOMPARE(read.recording->columns->instantCount(), std::uint64_t{0});
        const auto broken = [](const ImportFinding& finding) {
            return finding.fault == ImportFault::CutShort || finding.fault == ImportFault::Unreadable;
        };
        QVERIFY(std::ranges::none_of(read.recording->report.findings, broken));
    }
}

void TestSessionReader::lanesOfThreadsComeBack()
{
    session::InfoMessage message;
    RunInfo& info = message.info;
    info.groups = {{"main", 0, 2, false}, {"worker", 2, 4, true}, {"io", 6, 2, true}};
    info.groups[1].nestedLanes = 2;
    info.groupOfTask = {0, 0, 1, 1, 1, 1, 2, 2};
    info.outermostLanes = {0, 0, 2, 3, 3, 3, 6, 7};
    session::InfoMessage read;
    QVERIFY(session::readInfo(session::infoMessage(message), read));
    QCOMPARE(read.info.outermostLanes, info.outermostLanes);
    QCOMPARE(read.info.groups[1].memberCount(), std::uint32_t{2});
    QCOMPARE(read.info.groups[0].memberCount(), std::uint32_t{2});

    // One that does not tell them, like those written before, has threads of one lane, and single ones.
    info.groups[1].nestedLanes = 0;
    session::InfoMessage before;
    QVERIFY(session::readInfo(session::infoMessage(message), before));
    QVERIFY(before.info.outermostLanes.empty());
    QCOMPARE(before.info.outermostLaneOf(4), std::uint32_t{4});
    QCOMPARE(before.info.outermostLaneOf(1), std::uint32_t{0});

    // More or fewer lanes than the group has, or none, are none of a run.
    for (const std::vector<std::uint32_t>& lanes : std::vector<std::vector<std::uint32_t>>{
             {1}, {1, 2}, {1, 4}, {4, 1}, {0, 4}, {4, 0}, {0xFFFFFFFFU, 5}}) {
        ProtoWriter group, all;
        group.text(1, "worker").number(2, 0).number(3, 4).number(4, 1);
        for (const std::uint32_t count : lanes)
            group.number(13, count);
        all.message(5, group);
        session::InfoMessage wrong;
        QVERIFY(!session::readInfo(all.bytes(), wrong));
    }
}

void TestSessionReader::unknownChunksArePassedOver()
{
    std::string bytes = exampleSession();
    const std::size_t second = chunkPlaces(bytes)[1];
    bytes.insert(second, chunk("zzzz", "of a later version"));
    QVERIFY(readText(bytes).recording->report.findings.empty());
    bytes.insert(second, chunk("ZZZZ", "of a later version"));
    const ReadRecording read = readText(bytes);
    QCOMPARE(read.recording->report.findings.size(), std::size_t{1});
    QVERIFY(read.recording->report.findings.front().sentence.find("ZZZZ") != std::string::npos);
    QVERIFY(read.recording->log->size() > 0);
}

void TestSessionReader::otherVersionsAndOtherEndsAreNamed()
{
    std::string bytes = exampleSession();
    bytes[12] = 2;
    QCOMPARE(
        readText(bytes).problem,
        std::string("trace.json is of version 2, which a later program wrote; this one reads version 1"));
    bytes = exampleSession();
    bytes[14] = 9; // a minor one
    QVERIFY(readText(bytes).recording);
    std::reverse(bytes.begin() + 8, bytes.begin() + 12);
    QCOMPARE(
        readText(bytes).problem,
        std::string("trace.json has its bytes the other way round: no program of this name writes such"));
}

void TestSessionReader::emptyAndForeignFilesAreNamed()
{
    QCOMPARE(readText("").problem, std::string("trace.json is empty"));
    QCOMPARE(readText(exampleSession().substr(0, 11)).problem,
             std::string("trace.json breaks off in its first 16 bytes"));
    QCOMPARE(readText(exampleSession().substr(0, 16)).problem,
             std::string("trace.json is a damaged session: nothing of it can be read"));
    QVERIFY(!readText(exampleSession().substr(0, 16) + std::string(100'000, 'x')).recording);
}

void TestSessionReader::aBombIsGivenUp()
{
    std::string bytes = exampleSession();
    const std::size_t second = chunkPlaces(bytes)[1];
    TextSink sink;
    session::ChunkWriter chunks(sink);
    const std::string zeros(session::mostChunkBytes, '\0');
    for (int i = 0; i < 4; ++i) // the writer itself would not go on like that
        chunks.write(session::ChunkType::Spans, zeros);
    const std::string four = sink.text();
    std::string bomb;
    for (int i = 0; i < 50; ++i)
        bomb += four;
    bytes.insert(second, bomb);
    const ReadRecording read = readText(bytes);
    QVERIFY(!read.recording);
    QVERIFY2(read.problem.find("as no session does") != std::string::npos, read.problem.c_str());
}

void TestSessionReader::eventsThatNoRunCanHaveAreNotFolded()
{
    const FinishedRun run = anyRun(*findBuiltinScenario("asyncq"), 1);
    const auto spoilt = [&](std::uint64_t at, auto spoil) {
        EventLog log;
        for (std::uint64_t i = 0; i < run.log->size(); ++i) {
            Event event = (*run.log)[i];
            if (i == at) spoil(event);
            log.append(event);
        }
        log.publish();
        TextSink sink;
        session::SessionWriter out(sink);
        out.begin({*run.info, {}, 0, 0});
        out.events(log, log.size());
        out.end(run.end);
        return readText(sink.text()).recording->log->size();
    };
    const std::uint64_t middle = run.log->size() / 2;
    QCOMPARE(spoilt(middle, [](Event&) {}), run.log->size());
    QCOMPARE(spoilt(middle, [](Event& e) { e.task = 1000; }), middle);
    QCOMPARE(spoilt(middle, [](Event& e) { e.timeNs = -5; }), middle);
    QCOMPARE(spoilt(middle, [](Event& e) { e = {e.timeNs, 99, e.task, 0, EventKind::Get, 0}; }), middle);
    QCOMPARE(spoilt(middle, [](Event& e) { e = {e.timeNs, 1'000'000, e.task, 0, EventKind::Put, 0}; }),
             middle);
    QCOMPARE(spoilt(middle, [](Event& e) { e = {e.timeNs, 0, e.task, 9, EventKind::Put, 0}; }), middle);
    QCOMPARE(spoilt(middle, [](Event& e) { e = {e.timeNs, 7, e.task, 0, EventKind::Ended, 9}; }), middle);
    QCOMPARE(spoilt(middle, [](Event& e) { e = {e.timeNs, 0, e.task, 0, EventKind::FirstByte, 0}; }), middle);
}

void TestSessionReader::aSessionIsToldByItsContent()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("anything.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const std::string bytes = exampleSession();
    QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
    file.close();
    const std::string path = file.fileName().toStdString();
    QVERIFY(looksLikeRecording(path));
    ImportProgress progress;
    const ReadRecording read = readRecording(path, progress);
    QVERIFY2(read.recording, read.problem.c_str());
    QCOMPARE(progress.bytesRead.load(), bytes.size());
}

QTEST_APPLESS_MAIN(TestSessionReader)
#include "tst_session_reader.moc"
