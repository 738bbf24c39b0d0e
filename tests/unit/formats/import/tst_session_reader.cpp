// What is saved comes back as it was; what is damaged costs what was damaged.
#include "formats/event_list.h"
#include "formats/export_format.h"
#include "formats/session/column_chunks.h"
#include "formats/session/session_layout.h"
#include "formats/summary_json.h"
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/sessions.h"
#include "time/time.h"
#include "trace/grouped.h"
#include "trace/lost_stretches.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>
#include <span>
#include <tuple>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// A value that a slider could have been moved to.
ParameterValue drawn(const Parameter& parameter, std::mt19937_64& random)
{
    ParameterValue value = parameter.value;
    const auto between = [&](double low, double high) {
        const double number = std::uniform_real_distribution<>(low, high)(random);
        return parameter.step >= 1 ? std::floor(number) : number;
    };
    const double low = parameter.sliderMin, high = parameter.sliderMax;
    if (value.kind == ParameterValue::Kind::Number) value.number = between(low, high);
    if (value.kind == ParameterValue::Kind::Range) {
        value.number = between(low, high);
        value.high = between(value.number, high);
    }
    if (value.kind == ParameterValue::Kind::Truth) value.truth = (random() & 1) != 0;
    return value;
}

/// A built-in scenario with values by chance; where a value breaks it, with its own.
FinishedRun anyRun(const BuiltinScenario& builtin, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto file = ScenarioFile::read(builtin.text);
    ParameterValues values;
    for (const Parameter& parameter : file->parameters())
        values[parameter.name] = drawn(parameter, random);
    if (!file->resolve(values)) values.clear();
    RunOptions options;
    options.seed = random() >> 1;
    options.until = std::chrono::seconds(20);
    options.maxRecordedEvents = 100'000;
    return finishedRun(*file, values, options);
}

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

std::string exampleSession()
{
    static const std::string text = sessionOf(anyRun(*findBuiltinScenario("asyncq"), 5));
    return text;
}

/// Where the chunks of a sound session begin.
std::vector<std::size_t> chunkPlaces(const std::string& bytes)
{
    std::vector<std::size_t> places;
    for (std::size_t at = session::headBytes; at < bytes.size();) {
        places.push_back(at);
        const auto head = session::readChunkHead(std::string_view(bytes).substr(at));
        at += session::chunkHeadBytes + head->storedBytes + session::chunkTailBytes;
    }
    return places;
}

std::string chunk(const char* type, const std::string& bytes)
{
    const std::uint32_t number = session::fromLittleEndian(type);
    const auto sum = session::littleEndian(session::checksum(bytes));
    return session::chunkHead({number, static_cast<std::uint32_t>(bytes.size()), 0}) + bytes +
           std::string(sum.data(), sum.size());
}

/// As it was written before there was parity.
std::string withoutParity(const std::string& bytes)
{
    std::string without = bytes.substr(0, session::headBytes);
    without[14] = session::firstMinorVersionWithParity - 1;
    const std::vector<std::size_t> places = chunkPlaces(bytes);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t end = i + 1 < places.size() ? places[i + 1] : bytes.size();
        if (bytes.compare(places[i], 4, "pari") != 0) without += bytes.substr(places[i], end - places[i]);
    }
    return without;
}

std::vector<std::size_t> placesOf(const std::string& bytes, const char* type)
{
    std::vector<std::size_t> places = chunkPlaces(bytes);
    std::erase_if(places, [&](std::size_t at) { return bytes.compare(at, 4, type) != 0; });
    return places;
}

std::string flipped(std::string bytes, std::size_t at, char bits = 0x10)
{
    bytes[at] = static_cast<char>(bytes[at] ^ bits);
    return bytes;
}

bool isSameRun(const Recording& a, const Recording& b)
{
    return areSame(*a.log, *b.log) && areSame(*a.columns, *b.columns) && areSame(a.end, b.end) &&
           a.context == b.context && a.info->seed == b.info->seed && a.info->title == b.info->title;
}

const ImportFinding* findingOf(const Recording& recording, ImportFault fault)
{
    const auto found = std::ranges::find(recording.report.findings, fault, &ImportFinding::fault);
    return found == recording.report.findings.end() ? nullptr : &*found;
}

/// A run of some 160,000 events.
FinishedRun longRun(int sleeps = 80000)
{
    const auto file = ScenarioFile::read(
        R"({"format": "sojourn-scenario", "version": 1, "name": "long", "title": "Long", "tasks": [
            {"name": "sleeper", "steps": [{"repeat": )" +
        std::to_string(sleeps) + R"(, "steps": [{"sleep": {"exponential": 1}}]}]}]})");
    return finishedRun(*file, {}, {});
}

/// So many instants on one lane, and a span on another.
Recording recordingOfInstants(int count)
{
    std::string text = "[{\"ph\":\"X\",\"pid\":1,\"tid\":2,\"ts\":0,\"dur\":5,\"name\":\"a\"}";
    for (int i = 0; i < count; ++i)
        text += ",{\"ph\":\"i\",\"pid\":1,\"tid\":1,\"ts\":" + std::to_string(i / 2) + ",\"name\":\"n" +
                std::to_string(i % 7) + "\"}";
    return *readText(text + "]").recording;
}

std::string sessionOfInstants(int count)
{
    return sessionOf(recordingOfInstants(count));
}

/// Lanes, flows, counters and instants, each of several chunks, in several groups.
Recording recordingOfColumns()
{
    std::string text = "[{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"p\"}}";
    const auto add = [&](const std::string& fields) { text += ",{\"pid\":1," + fields + '}'; };
    for (int i = 0; i < 3000; ++i) {
        const std::string ts = "\"ts\":" + std::to_string(i * 10), id = std::to_string(i);
        for (const char* const lane : {"1", "2", "3"})
            add("\"ph\":\"X\",\"tid\":" + std::string(lane) + ',' + ts + ",\"dur\":5,\"name\":\"n" +
                std::to_string(i % 50) + '"');
        if (i % 2 == 0) {
            add("\"ph\":\"s\",\"tid\":1," + ts + R"(,"name":"f","cat":"c","id":)" + id);
            add(R"("ph":"f","bp":"e","tid":2,"ts":)" + std::to_string(i * 10 + 3) +
                R"(,"name":"f","cat":"c","id":)" + id);
        }
        add("\"ph\":\"C\"," + ts + R"(,"name":"load","args":{"n":)" + std::to_string(i % 7) + '}');
        add("\"ph\":\"i\",\"tid\":" + std::to_string(1 + i % 3) + ',' + ts + R"(,"name":"point")");
    }
    return *readText(text + "]").recording;
}

/// Tasks that failed, each with a text of its own, with lines and bookmarks of several parts.
std::string sessionOfTexts()
{
    static constexpr std::uint32_t tasks = 6000;
    RunInfo info;
    info.groups.push_back({"task", 0, tasks, true});
    info.groupOfTask.assign(tasks, 0);
    const auto shared = std::make_shared<RunInfo>(std::move(info));
    const auto log = std::make_shared<EventLog>();
    RunContext context;
    for (std::uint32_t task = 0; task < tasks; ++task) {
        const std::int64_t text = log->addText("why " + std::to_string(task));
        log->append({task, text, task, 0, EventKind::Ended, static_cast<std::uint8_t>(EndedHow::Failed)});
        context.lines.push_back({task / 1500, 1, "task", "line " + std::to_string(task)});
        if (task % 1000 == 0) context.bookmarks.push_back({task, "mark " + std::to_string(task)});
    }
    log->publish();
    Columns columns(shared, log);
    columns.advance();
    TextSink sink;
    writeSession({columns, {}, &context}, sink);
    return sink.text();
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
    void aFileThatIsCutAnywhereGivesWhatComesBefore();
    void aBitFlippedAnywhereIsMended();
    void whicheverChunkIsDamagedIsMadeWhole_data();
    void whicheverChunkIsDamagedIsMadeWhole();
    void oneChunkOfEachGroupIsMadeWhole();
    void twoDamagedChunksOfAGroupAreLost();
    void whatIsCutOutIsPlacedWhereItWas();
    void aDamagedParityCostsNothing();
    void aJournalIsMadeWholeAsFarAsItsLastParity();
    void chunksThatAreTooLargeAreInNoGroup();
    void aMissingChunkIsMadeAgain_data();
    void aMissingChunkIsMadeAgain();
    void aMissingColumnIsMadeAgain();
    void aByteTooManyOrTooFewIsMended();
    void damagedPartsAreNoEvents();
    void aLostScenarioIsTold();
    void spansWithoutNamesAreNumbered();
    void noChunkStandsInAParity();
    void smallRunsHaveSmallChunks();
    void whatIsLostIsCounted();
    void whatIsLostIsCountedAsTheEventListHasIt();
    void whatStandsBehindTheEndIsTold();
    void whatStandsBehindLostNamesIsThere_data();
    void whatStandsBehindLostNamesIsThere();
    void lanesBehindLostNamesKeepTheirs();
    void namesThatComeLateAreTaken();
    void namesAreSaidOnceMoreAtTheEnd();
    void theLongestStretchOfEventsIsShown();
    void textsThatAreLostAreNumbered();
    void eventsBehindAGapAreReadLikeAListWithoutItsBeginning_data();
    void eventsBehindAGapAreReadLikeAListWithoutItsBeginning();
    void aLostChunkOfSpansLeavesAGap();
    void spansOfALaneThatAreLostAreAStretch();
    void whatAFileDoesNotTellOfQueuesIsNotKnown();
    void instantsComeBack();
    void instantsThatNoLaneCanHaveAreLeftOut();
    void sessionsWithoutInstantsAreRead();
    void unknownChunksArePassedOver();
    void otherVersionsAndOtherEndsAreNamed();
    void aDamagedHeadCostsNothing();
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

void TestSessionReader::aFileThatIsCutAnywhereGivesWhatComesBefore()
{
    const std::string whole = exampleSession();
    std::uint64_t most = 0;
    for (std::size_t size = 8; size < whole.size(); size += 1 + size / 40) {
        const ReadRecording read = readText(whole.substr(0, size));
        if (!read.recording) {
            QVERIFY(!read.problem.empty());
            continue;
        }
        QVERIFY(read.recording->report.findings.size() == 1);
        const ImportFinding& finding = read.recording->report.findings.front();
        const bool hasEnd = size >= placesOf(whole, "pari").back(); // all is there but its parity
        QCOMPARE(finding.fault, hasEnd ? ImportFault::DamagedPart : ImportFault::CutShort);
        QCOMPARE(finding.firstByte, static_cast<std::int64_t>(size));
        QVERIFY(!read.recording->report.isSound());
        QCOMPARE(read.recording->end.outcome == Outcome::Interrupted, !hasEnd);
        QVERIFY(read.recording->log->size() >= most);
        most = read.recording->log->size();
    }
    QVERIFY(most > 0);
}

void TestSessionReader::aBitFlippedAnywhereIsMended()
{
    for (const std::string& whole : {exampleSession(), sessionOfInstants(500)}) {
        const ReadRecording sound = readText(whole);
        QVERIFY(sound.recording->report.isSound());
        for (std::size_t at = 0; at < whole.size(); ++at) {
            if (at == 14 || at == 15) continue; // a minor version, which says nothing of the rest
            const ReadRecording read = readText(flipped(whole, at));
            const std::string place = std::to_string(at);
            if (!read.recording) {
                QVERIFY(!read.problem.empty());
                QVERIFY(at < session::headBytes); // in the head of the file
                continue;
            }
            QVERIFY2(isSameRun(*read.recording, *sound.recording), place.c_str());
            QVERIFY2(!read.recording->report.isSound(), place.c_str());
            QVERIFY2(findingOf(*read.recording, ImportFault::LostRows) == nullptr, place.c_str());
        }
    }
}

void TestSessionReader::whicheverChunkIsDamagedIsMadeWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::string& bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    for (const BuiltinScenario& scenario : builtinScenarios())
        row(scenario.name.c_str(), sessionOf(anyRun(scenario, 1)));
    row("of several groups", sessionOf(longRun()));
    row("of instants", sessionOfInstants(5000));
    row("of columns", sessionOf(recordingOfColumns()));
    row("of texts", sessionOfTexts());
}

void TestSessionReader::whicheverChunkIsDamagedIsMadeWhole()
{
    QFETCH(QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    const ReadRecording sound = readText(whole);
    QVERIFY(sound.recording->report.isSound());
    const std::vector<std::size_t> places = chunkPlaces(whole);
    QCOMPARE(whole.substr(places.back(), 4), std::string("pari"));
    std::mt19937 random(1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t at = places[i], end = i + 1 < places.size() ? places[i + 1] : whole.size();
        const bool isParity = whole.compare(at, 4, "pari") == 0;
        std::string overwritten = whole;
        for (std::size_t byte = at; byte < end; ++byte)
            overwritten[byte] = static_cast<char>(random());
        for (const std::string& damaged :
             {flipped(whole, at + 5), flipped(whole, at + session::chunkHeadBytes), flipped(whole, end - 1),
              whole.substr(0, at + 7) + whole.substr(end - 3), overwritten}) {
            const ReadRecording read = readText(damaged);
            QVERIFY2(read.recording, read.problem.c_str());
            QVERIFY(isSameRun(*read.recording, *sound.recording));
            QVERIFY(!read.recording->report.isSound());
            const ImportFinding& finding = read.recording->report.findings.front();
            QVERIFY(finding.firstByte >= static_cast<std::int64_t>(at)); // or where the file breaks off
            if (isParity) continue;
            QCOMPARE(finding.firstByte, static_cast<std::int64_t>(at));
            QCOMPARE(finding.fault, ImportFault::DamagedPart);
            QCOMPARE(finding.effect, ImportEffect::Mended);
            QCOMPARE(finding.count, std::uint64_t{1});
            const std::string type = whole.substr(at, whole[at + 3] == ' ' ? 3 : 4);
            QCOMPARE(finding.sentence,
                     "a part is damaged (" + type + " 1); it is made whole from the parity of its group");
        }
    }
}

void TestSessionReader::oneChunkOfEachGroupIsMadeWhole()
{
    const FinishedRun run = longRun();
    TextSink sink;
    session::SessionWriter out(sink);
    out.begin({*run.info, {}, 0, 0});
    out.events(*run.log, run.log->size(), 4000);
    out.end(run.end);
    const std::string whole = sink.text();
    std::string bytes = whole;
    const std::vector<std::size_t> parities = placesOf(whole, "pari");
    QVERIFY(parities.size() >= 2);
    std::size_t begin = session::headBytes;
    for (const std::size_t parity : parities) {
        bytes = flipped(bytes, begin + 20);
        begin = parity + session::chunkHeadBytes +
                session::readChunkHead(std::string_view(whole).substr(parity))->storedBytes +
                session::chunkTailBytes;
    }
    const ReadRecording read = readText(bytes);
    QVERIFY(isSameRun(*read.recording, *readText(whole).recording));
    QCOMPARE(findingOf(*read.recording, ImportFault::DamagedPart)->count, std::uint64_t{parities.size()});
    // And where one of each is cut out.
    std::vector<std::size_t> places = chunkPlaces(whole);
    places.push_back(whole.size());
    std::string cut = whole;
    for (auto parity = parities.rbegin(); parity != parities.rend(); ++parity) {
        const auto at = std::ranges::find(places, *parity) - 3;
        cut.erase(at[0], at[1] - at[0]);
    }
    const ReadRecording again = readText(cut);
    QVERIFY(isSameRun(*again.recording, *readText(whole).recording));
    QCOMPARE(again.recording->report.findings.front().sentence,
             grouped(parities.size()) + " parts are missing (EVNT " + std::to_string(parities.size()) +
                 "); they are made again from the parities of their groups");
}

void TestSessionReader::twoDamagedChunksOfAGroupAreLost()
{
    const std::string whole = sessionOf(longRun());
    const std::vector<std::size_t> events = placesOf(whole, "EVNT");
    const ReadRecording read = readText(flipped(flipped(whole, events[2] + 100), events[4] + 100));
    QVERIFY(read.recording);
    // The longest stretch is that behind both.
    const FinishedRun run = longRun();
    const std::size_t before = 5 * session::rowsInChunk(run.log->size());
    QCOMPARE(read.recording->log->size(), run.log->size() - before);
    QCOMPARE((*read.recording->log)[0].timeNs, (*run.log)[before].timeNs);
    QVERIFY(findingOf(*read.recording, ImportFault::DamagedPart) == nullptr);
    QCOMPARE(findingOf(*read.recording, ImportFault::Unreadable)->count, std::uint64_t{2});
    QCOMPARE(findingOf(*read.recording, ImportFault::Unreadable)->firstByte,
             static_cast<std::int64_t>(events[2]));
    QVERIFY(read.recording->context.origin);
    // Whichever two they are: none of the others is missing.
    for (std::size_t first = 0; first < events.size(); ++first)
        for (std::size_t second = first + 1; second < events.size(); ++second) {
            const ReadRecording some =
                readText(flipped(flipped(whole, events[first] + 100), events[second] + 100));
            if (!some.recording) continue; // nothing is left
            for (const ImportFinding& finding : some.recording->report.findings)
                QVERIFY2(finding.sentence.find("missing") == std::string::npos, finding.sentence.c_str());
        }
}

void TestSessionReader::whatIsCutOutIsPlacedWhereItWas()
{
    const FinishedRun run = longRun();
    const std::string whole = sessionOf(run);
    const std::uint64_t rows = session::rowsInChunk(run.log->size());
    const std::vector<std::size_t> events = placesOf(whole, "EVNT");
    const auto near = [&](const ImportFinding& finding, std::int64_t byte) {
        return finding.firstByte < 0 || finding.firstByte == byte;
    };
    const auto at = [&](std::uint64_t event) { return humanDuration(Duration((*run.log)[event].timeNs)); };
    const std::string lacked =
        "; the file lacks those from " + at(2 * rows - 1) + " to " + at(5 * rows) + ", and only one stretch";
    const std::size_t from = events[2] + 100, to = events[4] + 100;
    const std::string cut = whole.substr(0, from) + whole.substr(to);
    const std::string zeroed = whole.substr(0, from) + std::string(to - from, '\0') + whole.substr(to);
    for (const std::string& damaged : {cut, zeroed}) {
        const ReadRecording read = readText(damaged);
        const std::size_t end = events[5] - (whole.size() - damaged.size());
        const std::string bytes = "bytes " + grouped(events[2]) + " to " + grouped(end - 1);
        const std::string said = sentencesOf(read);
        QVERIFY2(said.find("2 parts are missing, of which nothing is known (within " + bytes + ")") !=
                     std::string::npos,
                 said.c_str());
        QVERIFY2(said.find("(checksums do not match: " + bytes + ")") != std::string::npos, said.c_str());
        QVERIFY2(said.find(lacked) != std::string::npos, said.c_str());
        for (const ImportFinding& finding : read.recording->report.findings)
            QVERIFY2(near(finding, static_cast<std::int64_t>(events[2])), finding.sentence.c_str());
    }
    // Behind zeros up to the end nothing says how much there was.
    const std::string blank = whole.substr(0, from) + std::string(whole.size() - from, '\0');
    const ReadRecording open = readText(blank);
    QCOMPARE(findingOf(*open.recording, ImportFault::LostRows)->sentence,
             "what happened behind " + at(2 * rows - 1) + " is lost; how much it was nothing tells");
    QCOMPARE(open.recording->report.leftOut(), std::uint64_t{0});
}

void TestSessionReader::aDamagedParityCostsNothing()
{
    const std::string whole = sessionOf(longRun());
    const ReadRecording sound = readText(whole);
    for (const std::size_t parity : placesOf(whole, "pari")) {
        for (const std::size_t at : {parity + 6, parity + 40}) {
            const ReadRecording read = readText(flipped(whole, at));
            QVERIFY(isSameRun(*read.recording, *sound.recording));
            QCOMPARE(read.recording->report.findings.size(), std::size_t{1});
            QCOMPARE(read.recording->report.findings.front().firstByte, static_cast<std::int64_t>(parity));
        }
        // The group behind is none the worse.
        const std::vector<std::size_t> places = chunkPlaces(whole);
        const auto next = std::ranges::upper_bound(places, parity);
        if (next == places.end()) continue;
        for (const std::size_t at : {parity + 6, parity + 40}) {
            const ReadRecording both = readText(flipped(flipped(whole, at), *next + 30));
            QVERIFY(isSameRun(*both.recording, *sound.recording));
            QCOMPARE(both.recording->report.findings.size(), std::size_t{2});
        }
    }
}

void TestSessionReader::aJournalIsMadeWholeAsFarAsItsLastParity()
{
    const std::string whole = sessionOf(longRun());
    const std::size_t end = placesOf(whole, "END ").front();
    const std::string journal = whole.substr(0, end);
    const ReadRecording sound = readText(journal);
    QVERIFY(sound.recording->end.outcome == Outcome::Interrupted);
    const ReadRecording read = readText(flipped(journal, placesOf(whole, "EVNT")[3] + 50));
    QVERIFY(placesOf(journal, "pari").empty() || isSameRun(*read.recording, *sound.recording));
    TextSink sink; // as it grows second by second
    session::SessionWriter out(sink);
    const FinishedRun run = longRun();
    out.begin({*run.info, {}, 0, 0});
    for (std::uint64_t count = 0; count < 40'000; count += 1000)
        out.events(*run.log, count);
    const std::string grown = sink.text();
    const std::vector<std::size_t> parities = placesOf(grown, "pari");
    QCOMPARE(parities.size(), std::size_t{2});
    for (const std::size_t at : placesOf(grown, "EVNT")) {
        const ReadRecording again = readText(flipped(grown, at + 20));
        QCOMPARE(again.recording->log->size() == 39'000, at < parities.back());
        QVERIFY(findingOf(*again.recording, ImportFault::CutShort) != nullptr || at > parities.back());
        QVERIFY(!again.recording->report.isSound());
    }
}

void TestSessionReader::chunksThatAreTooLargeAreInNoGroup()
{
    FinishedRun run = anyRun(*findBuiltinScenario("asyncq"), 1);
    std::mt19937_64 random(7);
    run.context.origin->text.clear();
    while (run.context.origin->text.size() < session::mostCoveredBytes + 100)
        run.context.origin->text += static_cast<char>(random());
    const std::string whole = sessionOf(run);
    const ReadRecording sound = readText(whole);
    QVERIFY(sound.recording->report.findings.empty());
    const std::size_t large = placesOf(whole, "orig").front();
    QVERIFY(whole.size() - placesOf(whole, "pari").front() < 100'000);
    for (const std::size_t at : chunkPlaces(whole)) {
        const ReadRecording read = readText(flipped(whole, at + 20));
        QVERIFY(!read.recording->report.isSound());
        QCOMPARE(isSameRun(*read.recording, *sound.recording), at != large);
        QVERIFY(areSame(*read.recording->log, *run.log));
    }
}

/// Cut out cleanly, so that all that is left is sound.
void TestSessionReader::aMissingChunkIsMadeAgain_data()
{
    whicheverChunkIsDamagedIsMadeWhole_data();
}

void TestSessionReader::aMissingChunkIsMadeAgain()
{
    QFETCH(QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    const ReadRecording sound = readText(whole);
    std::vector<std::size_t> places = chunkPlaces(whole);
    places.push_back(whole.size());
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        const std::size_t at = places[i];
        const std::string type = whole.substr(at, 4);
        const ReadRecording read = readText(whole.substr(0, at) + whole.substr(places[i + 1]));
        QVERIFY2(read.recording, read.problem.c_str());
        QVERIFY2(!read.recording->report.isSound(), type.c_str());
        QVERIFY2(isSameRun(*read.recording, *sound.recording), type.c_str());
        QVERIFY2(read.recording->info->spanNames == sound.recording->info->spanNames, type.c_str());
        const auto& findings = read.recording->report.findings;
        QCOMPARE(findings.size(), sound.recording->report.findings.size() + 1);
        const ImportFinding& missing = findings.front();
        QVERIFY2(missing.sentence.find("is missing") != std::string::npos, missing.sentence.c_str());
        QCOMPARE(missing.fault, ImportFault::DamagedPart);
        if (type == "pari") continue;
        QVERIFY2(missing.sentence.find("it is made again") != std::string::npos, missing.sentence.c_str());
        // Where it is missed, and at the latest where the group says so.
        const std::vector<std::size_t> parities = placesOf(whole, "pari");
        const std::size_t parity = *std::ranges::lower_bound(parities, at);
        QVERIFY(missing.firstByte >= static_cast<std::int64_t>(at));
        QVERIFY(missing.firstByte <= static_cast<std::int64_t>(parity - (places[i + 1] - at)));
        const bool isFollowed = whole.compare(places[i + 1], 4, type) == 0;
        if (isFollowed && (type == "EVNT" || type == "VSIT"))
            QCOMPARE(missing.firstByte, static_cast<std::int64_t>(at));
        if (i + 2 < places.size() && whole.compare(places[i + 1], 4, "pari") != 0) {
            const ReadRecording two = readText(whole.substr(0, at) + whole.substr(places[i + 2]));
            if (!two.recording) { // none of its events is left
                QVERIFY2(two.problem.find(" is a damaged session: ") != std::string::npos,
                         two.problem.c_str());
                continue;
            }
            QVERIFY(!two.recording->report.isSound());
            const auto said = [&](const ImportFinding& finding) {
                return finding.sentence.starts_with("2 parts are missing, of which nothing is known") &&
                       finding.sentence.ends_with(
                           "what they held is lost, be it events, names or the scenario");
            };
            QVERIFY2(std::ranges::any_of(two.recording->report.findings, said), type.c_str());
            QVERIFY(two.recording->log->size() <= sound.recording->log->size());
        }
    }
}

void TestSessionReader::aMissingColumnIsMadeAgain()
{
    std::string text = "[";
    for (int lane = 1; lane < 9; ++lane)
        text += std::string(lane == 1 ? "" : ",") + R"({"ph":"X","pid":1,"tid":)" + std::to_string(lane) +
                R"(,"ts":1,"dur":5,"name":"a"},{"ph":"C","pid":1,"ts":1,"name":"c)" + std::to_string(lane) +
                R"(","args":{"n":3}})";
    const std::string whole = sessionOf(*readText(text + "]").recording);
    const ReadRecording sound = readText(whole);
    const std::vector<std::size_t> places = chunkPlaces(whole);
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        const ReadRecording read = readText(whole.substr(0, places[i]) + whole.substr(places[i + 1]));
        const std::string type = whole.substr(places[i], 4);
        QVERIFY2(isSameRun(*read.recording, *sound.recording), type.c_str());
        QVERIFY2(read.recording->info->spanNames == sound.recording->info->spanNames, type.c_str());
        QCOMPARE(read.recording->report.findings.size(), std::size_t{1});
        QVERIFY(read.recording->report.findings.front().isDamage());
    }
}

void TestSessionReader::aByteTooManyOrTooFewIsMended()
{
    for (const std::string& whole : {exampleSession(), sessionOfInstants(500)}) {
        const ReadRecording sound = readText(whole);
        const std::size_t last = placesOf(whole, "pari").back();
        for (std::size_t at = session::headBytes; at < whole.size(); ++at) {
            const std::string place = std::to_string(at);
            for (const std::string& damaged :
                 {whole.substr(0, at) + 'x' + whole.substr(at), whole.substr(0, at) + whole.substr(at + 1)}) {
                const ReadRecording read = readText(damaged);
                QVERIFY2(read.recording, place.c_str());
                QVERIFY2(isSameRun(*read.recording, *sound.recording), place.c_str());
                QVERIFY2(!read.recording->report.isSound(), place.c_str());
                const auto& findings = read.recording->report.findings;
                QVERIFY2(at >= last || findings.size() == 1, place.c_str());
                QVERIFY2(at >= last || findings.front().fault == ImportFault::DamagedPart, place.c_str());
            }
        }
    }
}

void TestSessionReader::damagedPartsAreNoEvents()
{
    const FinishedRun run = longRun();
    const std::string whole = sessionOf(run);
    const std::vector<std::size_t> events = placesOf(whole, "EVNT");
    const ReadRecording read = readText(flipped(flipped(whole, events[2] + 100), events[4] + 100));
    const ImportFinding* const parts = findingOf(*read.recording, ImportFault::Unreadable);
    const auto bytesOf = [&](std::size_t chunk) {
        return grouped(events[chunk]) + " to " + grouped(events[chunk + 1] - 1);
    };
    QCOMPARE(parts->sentence, "2 parts could not be read (checksums do not match: bytes " + bytesOf(2) +
                                  " and " + bytesOf(4) + "); what they held is lost");
    QCOMPARE(read.recording->report.leftOut(), run.log->size() - read.recording->log->size());
    // One number of events in all that is said.
    const ReadRecording cut = readText(whole.substr(0, events[2] + 100));
    const std::string count = grouped(cut.recording->report.events) + " events were read";
    const std::string& sentence = findingOf(*cut.recording, ImportFault::CutShort)->sentence;
    QVERIFY2(sentence.find("(" + count + ")") != std::string::npos, sentence.c_str());
    // Behind the end nothing is lost with the parity.
    const ReadRecording inParity = readText(whole.substr(0, whole.size() - 5));
    QVERIFY(!inParity.recording->isBrokenOff);
    QCOMPARE(inParity.recording->report.findings.size(), std::size_t{1});
    QCOMPARE(inParity.recording->report.findings.front().sentence,
             std::string("the end of the file is missing: it breaks off within its last parity; nothing of "
                         "the run is lost with it"));
}

void TestSessionReader::aLostScenarioIsTold()
{
    const std::string whole = sessionOf(longRun(300));
    const std::size_t origin = placesOf(whole, "orig").front();
    const std::size_t events = placesOf(whole, "EVNT")[1];
    const std::string words = "the scenario is lost: the run cannot be run again";
    const auto isTold = [&](const std::string& bytes) {
        const ReadRecording read = readText(bytes);
        return std::ranges::any_of(read.recording->report.findings, [&](const ImportFinding& finding) {
            return finding.sentence == words && finding.isDamage();
        });
    };
    QVERIFY(!isTold(whole));
    QVERIFY(!isTold(flipped(whole, origin + 20)));
    QVERIFY(!isTold(flipped(withoutParity(whole), events + 20)));
    QVERIFY(isTold(flipped(withoutParity(whole), origin + 20)));
    QVERIFY(isTold(flipped(withoutParity(whole), origin + 2)));
    QVERIFY(isTold(flipped(flipped(whole, origin + 20), events + 20)));
    const std::string large = withoutParity(sessionOf(longRun())); // has it twice
    QVERIFY(!isTold(flipped(large, placesOf(large, "orig").front() + 20)));
    QVERIFY(isTold(
        flipped(flipped(large, placesOf(large, "orig").front() + 20), placesOf(large, "orig").back() + 20)));
    // Another part stands in its place.
    const std::vector<std::size_t> places = chunkPlaces(whole);
    const auto endOf = [&](std::size_t at) { return *std::ranges::upper_bound(places, at); };
    const std::size_t other = placesOf(whole, "EVNT").front();
    QVERIFY(isTold(whole.substr(0, origin) + whole.substr(other, endOf(other) - other) +
                   whole.substr(endOf(origin))));
}

void TestSessionReader::spansWithoutNamesAreNumbered()
{
    const ReadRecording first = readText(R"([{"ph":"X","pid":1,"tid":1,"ts":1,"dur":5,"name":"a"},
                                             {"ph":"X","pid":1,"tid":2,"ts":2,"dur":5,"name":"b"},
                                             {"ph":"i","pid":1,"tid":1,"ts":3,"name":"b"}])");
    const std::string whole = withoutParity(sessionOf(*first.recording));
    const std::size_t names = placesOf(whole, "NAME").front();
    const std::vector<std::size_t> places = chunkPlaces(whole);
    const std::size_t next = *std::ranges::upper_bound(places, names);
    for (const std::string& bytes : {flipped(whole, names + 18), flipped(whole, names + 2),
                                     whole.substr(0, names) + whole.substr(next)}) {
        const ReadRecording read = readText(bytes);
        const Recording& recording = *read.recording;
        QCOMPARE(recording.columns->lanes()[0].spans.size(), std::size_t{1});
        QCOMPARE(recording.columns->lanes()[1].spans.size(), std::size_t{1});
        QCOMPARE(recording.columns->instantCount(), std::uint64_t{1});
        QCOMPARE(recording.info->spanNames, (std::vector<std::string>{"name 0", "name 1"}));
        QCOMPARE(findingOf(recording, ImportFault::LostNames)->sentence,
                 std::string("2 names of spans and instants are lost; numbers stand for them"));
        QVERIFY(findingOf(recording, ImportFault::LostRows) == nullptr);
        QVERIFY(!recording.report.isSound());
    }
}

/// The sum of a single chunk is that chunk: taken for one, it would be read twice.
void TestSessionReader::noChunkStandsInAParity()
{
    TextSink sink;
    session::ChunkWriter out(sink);
    out.begin();
    out.write(session::ChunkType::End, "an end");
    const std::string bytes = sink.text();
    const std::size_t parity = placesOf(bytes, "pari").front();
    QCOMPARE(bytes.find("END "), std::size_t{session::headBytes});
    QCOMPARE(bytes.find("END ", parity), std::string::npos);
    for (std::size_t at = parity + session::chunkHeadBytes; at < bytes.size(); ++at)
        QVERIFY(!session::readChunkHead(std::string_view(bytes).substr(at)));
}

void TestSessionReader::smallRunsHaveSmallChunks()
{
    QCOMPARE(session::rowsInChunk(0), session::rowsInChunk(1000));
    QVERIFY(session::rowsInChunk(72'000) < 8192);
    QCOMPARE(session::rowsInChunk(7'200'000), session::mostRows);
}

void TestSessionReader::whatIsLostIsCounted()
{
    const std::string events = withoutParity(sessionOf(longRun()));
    const std::vector<std::size_t> places = placesOf(events, "EVNT");
    const std::uint64_t total = longRun().log->size();
    const auto lost = [](const std::string& bytes) {
        const ReadRecording read = readText(bytes);
        const ImportFinding* const finding = findingOf(*read.recording, ImportFault::LostRows);
        return finding == nullptr ? std::string() : finding->sentence;
    };
    QCOMPARE(lost(events), std::string());
    std::string nothing = events;
    for (const std::size_t at : places)
        nothing = flipped(nothing, at + 50);
    QVERIFY(readText(nothing).problem.starts_with("trace.json is a damaged session: all " + grouped(total) +
                                                  " events are lost; `sojourn run trace.json`"));
    const std::uint64_t rows = session::rowsInChunk(total);
    const auto at = [run = longRun()](std::uint64_t event) {
        return humanDuration(std::chrono::nanoseconds((*run.log)[event].timeNs));
    };
    const std::string of = " of " + grouped(total) + " events are lost: those ";
    const auto gap = [&](std::uint64_t chunk) {
        return "from " + at(chunk * rows - 1) + " to " + at((chunk + 1) * rows);
    };
    const std::string lacks = "; the file lacks those ",
                      others = ", and only one stretch without a gap is shown";
    QCOMPARE(lost(flipped(events, places[0] + 50)), grouped(rows) + of + "before " + at(rows));
    QCOMPARE(lost(flipped(events, places[3] + 50)),
             grouped(4 * rows) + of + "before " + at(4 * rows) + lacks + gap(3) + others);
    QCOMPARE(lost(flipped(events, places[10] + 50)),
             grouped(total - 10 * rows) + of + "behind " + at(10 * rows - 1) + lacks + gap(10) + others);
    QCOMPARE(lost(flipped(flipped(events, places[1] + 50), places[10] + 50)),
             grouped(total - 8 * rows) + of + "before " + at(2 * rows) + " and those behind " +
                 at(10 * rows - 1) + lacks + gap(1) + " and " + gap(10) + others);
    // Without an end only what other parts tell is known: not how many of a part that is lost are listed.
    const std::string journal = events.substr(0, placesOf(events, "END ").front());
    QCOMPARE(lost(journal), std::string());
    QCOMPARE(lost(flipped(journal, places[10] + 50)), "at least " + grouped(total - 11 * rows) +
                                                          " events are lost: those behind " +
                                                          at(10 * rows - 1) + lacks + gap(10) + others);
    QCOMPARE(lost(flipped(journal, places[3] + 50)), "at least " + grouped(3 * rows) +
                                                         " events are lost: those before " + at(4 * rows) +
                                                         lacks + gap(3) + others);
    const std::string instants = withoutParity(sessionOfInstants(9));
    QCOMPARE(lost(flipped(instants, placesOf(instants, "INST").front() + 20)),
             std::string("all 9 instants are lost"));
    QVERIFY(lost(flipped(instants, placesOf(instants, "SPAN").front() + 20))
                .starts_with("the only span is lost: between 0 s and "));
}

/// Of a run whose log has more than the event list.
void TestSessionReader::whatIsLostIsCountedAsTheEventListHasIt()
{
    const FinishedRun run = anyRun(*findBuiltinScenario("pipeline"), 1);
    TextSink sink;
    session::SessionWriter out(sink);
    out.begin({*run.info, {}, 0, 0});
    out.events(*run.log, run.log->size(), run.log->size() / 6);
    out.end(run.end);
    const std::string whole = withoutParity(sink.text());
    const std::uint64_t total = readText(whole).recording->report.events;
    QVERIFY(total < run.log->size());
    const std::vector<std::size_t> places = placesOf(whole, "EVNT");
    QVERIFY(places.size() > 4);
    for (const std::size_t at : places) {
        const ReadRecording cut = readText(flipped(whole, at + 50));
        const ImportFinding* const lost = findingOf(*cut.recording, ImportFault::LostRows);
        QCOMPARE(lost->count + cut.recording->report.events, total);
        QVERIFY2(
            lost->sentence.starts_with(grouped(lost->count) + " of " + grouped(total) + " events are lost"),
            lost->sentence.c_str());
        const ReadRecording journal =
            readText(flipped(whole.substr(0, placesOf(whole, "END ").front()), at + 50));
        const ImportFinding* const least = findingOf(*journal.recording, ImportFault::LostRows);
        if (at == places.back()) continue; // nothing tells that there was more
        QVERIFY(least->count > 0 && least->count < lost->count);
    }
}

void TestSessionReader::whatStandsBehindTheEndIsTold()
{
    for (const std::string& whole : {exampleSession(), withoutParity(exampleSession())}) {
        const ReadRecording sound = readText(whole);
        for (const std::string& junk : {std::string("x"), std::string(5000, 'q'), whole}) {
            const ReadRecording read = readText(whole + junk);
            QVERIFY(isSameRun(*read.recording, *sound.recording));
            QCOMPARE(read.recording->report.findings.size(), std::size_t{1});
            const ImportFinding& finding = read.recording->report.findings.front();
            QCOMPARE(finding.fault, ImportFault::Unreadable);
            QCOMPARE(finding.firstByte, static_cast<std::int64_t>(whole.size()));
            QVERIFY(finding.sentence.find("behind the end of the session") != std::string::npos);
        }
        QVERIFY(readText(whole + std::string(5000, '\0')).recording->report.findings.empty());
    }
}

void TestSessionReader::whatStandsBehindLostNamesIsThere_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::addRow("%s", scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

void TestSessionReader::whatStandsBehindLostNamesIsThere()
{
    QFETCH(QByteArray, name);
    const FinishedRun run = anyRun(*findBuiltinScenario(name.toStdString()), 1);
    const std::string whole = withoutParity(sessionOf(run));
    std::string bytes = whole;
    bytes[session::headBytes + session::chunkHeadBytes + 1] ^= 1;
    const ReadRecording read = readText(bytes);
    QVERIFY2(read.recording, read.problem.c_str());
    const Recording& recording = *read.recording;
    QVERIFY(areSame(*recording.log, *run.log));
    QVERIFY(areSame(recording.end, run.end));
    QCOMPARE(recording.columns->items().size(), run.columns->items().size());
    QCOMPARE(recording.columns->visits().size(), run.columns->visits().size());
    QVERIFY(recording.context.lines == run.context.lines);
    QVERIFY(!recording.context.origin); // nobody knows with which seed
    QCOMPARE(recording.info->scenario, name.toStdString());
    QCOMPARE(recording.info->groups.back().name, std::string("task"));
    QCOMPARE(recording.report.findings.size(), std::size_t{2});
    const ImportFinding& finding = recording.report.findings[1];
    QCOMPARE(finding.fault, ImportFault::LostNames);
    QCOMPARE(finding.firstByte, std::int64_t{session::headBytes});
    QVERIFY2(finding.sentence.starts_with("the part with the names is damaged (and with them the seed"),
             finding.sentence.c_str());
    QVERIFY2(finding.sentence.ends_with("; tasks, queues and all else are numbered"),
             finding.sentence.c_str());
    // A journal has no end.
    const std::vector<std::size_t> places = chunkPlaces(whole);
    const ReadRecording cut = readText(std::string_view(bytes).substr(0, places.back()));
    QVERIFY(cut.recording);
    QVERIFY(areSame(*cut.recording->log, *run.log));
}

void TestSessionReader::lanesBehindLostNamesKeepTheirs()
{
    const ReadRecording first = readText(R"([
      {"ph":"M","pid":1,"tid":2,"name":"thread_name","args":{"name":"worker"}},
      {"ph":"X","pid":1,"tid":2,"ts":10,"dur":50,"name":"outer"},
      {"ph":"X","pid":1,"tid":2,"ts":20,"dur":10,"name":"inner"},
      {"ph":"i","pid":1,"tid":2,"ts":21,"name":"point"},
      {"ph":"s","pid":1,"tid":2,"ts":25,"id":7,"name":"flow","cat":"f"},
      {"ph":"X","pid":1,"tid":3,"ts":30,"dur":40,"name":"other"},
      {"ph":"f","bp":"e","pid":1,"tid":3,"ts":30,"id":7,"name":"flow","cat":"f"},
      {"ph":"C","pid":1,"ts":12,"name":"load","args":{"n":3}},
      {"ph":"T","pid":1,"tid":3,"ts":100,"name":"left out"}])");
    std::string bytes = withoutParity(sessionOf(*first.recording));
    bytes[session::headBytes + 3] ^= 1; // of the chunk's head
    const ReadRecording read = readText(bytes);
    QVERIFY2(read.recording, read.problem.c_str());
    QCOMPARE(lanesOf(*read.recording), lanesOf(*first.recording));
    QCOMPARE(instantsOf(*read.recording), instantsOf(*first.recording));
    QCOMPARE(read.recording->columns->visits().size(), std::size_t{1});
    QCOMPARE(read.recording->info->queues.size(), std::size_t{2});
    QVERIFY(!read.recording->info->queues[0].isCounter);
    QVERIFY(read.recording->info->queues[1].isCounter);
    QCOMPARE(read.recording->format, std::string("Recording, session"));
    std::string faults;
    for (const ImportFinding& finding : read.recording->report.findings)
        faults += std::string(importFaultName(finding.fault)) + ' ';
    QCOMPARE(faults, std::string("unreadable incomplete lost_names "));
}

void TestSessionReader::namesThatComeLateAreTaken()
{
    const FinishedRun run = anyRun(*findBuiltinScenario("asyncq"), 1);
    const std::string whole = withoutParity(sessionOf(run));
    const std::vector<std::size_t> places = chunkPlaces(whole);
    const std::string info = whole.substr(places[0], places[1] - places[0]);
    const std::string late = whole.substr(0, places[0]) + whole.substr(places[1], places.back() - places[1]) +
                             info + whole.substr(places.back());
    const ReadRecording read = readText(late);
    QVERIFY(read.recording);
    QVERIFY(areSame(*read.recording->log, *run.log));
    QCOMPARE(read.recording->info->groups.size(), run.info->groups.size());
    QVERIFY(read.recording->report.findings.empty());
}

void TestSessionReader::namesAreSaidOnceMoreAtTheEnd()
{
    const FinishedRun run = longRun();
    const std::string whole = sessionOf(run);
    QCOMPARE(placesOf(whole, "info").size(), std::size_t{1});
    QCOMPARE(placesOf(whole, "orig").size(), std::size_t{2});
    const ReadRecording sound = readText(whole);
    QVERIFY(sound.recording && sound.recording->report.findings.empty());
    const std::vector<std::size_t> events = placesOf(whole, "EVNT");
    const ReadRecording read = readText(std::string_view(whole).substr(events[2] + 1));
    QVERIFY2(read.recording, read.problem.c_str());
    const Recording& recording = *read.recording;
    QVERIFY(recording.log->size() > 0 && recording.log->size() < run.log->size());
    QVERIFY(findingOf(recording, ImportFault::LostNames) == nullptr);
    QCOMPARE(recording.info->scenario, run.info->scenario);
    QCOMPARE(recording.info->seed, run.info->seed);
    for (std::uint32_t task = 0; task < run.info->taskCount(); ++task)
        QCOMPARE(recording.info->taskName(task), run.info->taskName(task));
    QVERIFY(recording.isRunKnown);
    QVERIFY(recording.context.origin && sound.recording->context.origin);
    QCOMPARE(recording.context.origin->text, sound.recording->context.origin->text);
    // Of few events they would be a large part.
    QVERIFY(placesOf(sessionOf(anyRun(*findBuiltinScenario("asyncq"), 1)), "info").empty());
}

void TestSessionReader::theLongestStretchOfEventsIsShown()
{
    const FinishedRun run = longRun();
    const std::uint64_t rows = session::rowsInChunk(run.log->size());
    const std::string whole = withoutParity(sessionOf(run));
    const std::vector<std::size_t> events = placesOf(whole, "EVNT");
    // Before the gap.
    const std::size_t late = events.size() - 2;
    const ReadRecording first = readText(flipped(whole, events[late] + 1000));
    QVERIFY(first.recording);
    QCOMPARE(first.recording->log->size(), late * rows);
    QVERIFY(first.recording->end.outcome == Outcome::Interrupted);
    QCOMPARE(nanoseconds(first.recording->end.at), (*run.log)[late * rows - 1].timeNs);
    QVERIFY(first.recording->isBrokenOff && first.recording->lost.empty());
    const ImportFinding& finding = first.recording->report.findings.front();
    QVERIFY(finding.fault == ImportFault::Unreadable);
    QCOMPARE(finding.firstByte, static_cast<std::int64_t>(events[late]));
    QCOMPARE(finding.count, std::uint64_t{1});
    QCOMPARE(findingOf(*first.recording, ImportFault::LostRows)->count, run.log->size() - late * rows);
    // Behind it: up to the end of the run, which is known.
    const ReadRecording second = readText(flipped(whole, events[1] + 1000));
    QCOMPARE(second.recording->log->size(), run.log->size() - 2 * rows);
    QVERIFY(!second.recording->isBrokenOff);
    QVERIFY(areSame(second.recording->end, run.end));
    const LostStretch before{0, 0, (*run.log)[2 * rows].timeNs};
    QVERIFY(second.recording->lost == std::vector{before});
    // Saved again, it is what it was.
    const ReadRecording again = readText(sessionOf(*second.recording));
    QVERIFY(isSameRun(*again.recording, *second.recording));
    QVERIFY(again.recording->lost == second.recording->lost);
}

void TestSessionReader::textsThatAreLostAreNumbered()
{
    const std::string whole = withoutParity(sessionOfTexts());
    const std::vector<std::size_t> texts = placesOf(whole, "TEXT");
    QVERIFY(texts.size() > 2);
    const ReadRecording sound = readText(whole);
    for (const std::size_t at : texts) {
        const ReadRecording read = readText(flipped(whole, at + 60));
        QVERIFY2(read.recording, read.problem.c_str());
        QVERIFY(areSame(*read.recording->columns, *sound.recording->columns));
        QVERIFY(!read.recording->isBrokenOff);
        for (const ImportFinding& finding : read.recording->report.findings)
            QVERIFY2(finding.sentence.find("event") == std::string::npos, finding.sentence.c_str());
        std::size_t lost = 0;
        for (std::int64_t i = 0; i < 6000; ++i) {
            const std::string number = std::to_string(i);
            const std::string text = read.recording->log->text(i);
            QVERIFY2(text == "why " + number || text == "text " + number + " (lost)", text.c_str());
            lost += text.starts_with("text");
        }
        QVERIFY(lost > 0 && lost < 6000);
    }
}

void TestSessionReader::eventsBehindAGapAreReadLikeAListWithoutItsBeginning_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::addRow("%s", scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

void TestSessionReader::eventsBehindAGapAreReadLikeAListWithoutItsBeginning()
{
    QFETCH(QByteArray, name);
    const FinishedRun run = anyRun(*findBuiltinScenario(name.toStdString()), 2);
    TextSink sink;
    session::SessionWriter out(sink);
    out.begin({*run.info, {}, 0, 0});
    const std::uint64_t rows = run.log->size() / 6;
    out.events(*run.log, run.log->size(), rows);
    out.end(run.end);
    const std::string whole = withoutParity(sink.text());
    const ReadRecording read = readText(flipped(whole, placesOf(whole, "EVNT").front() + 30));
    QVERIFY2(read.recording, read.problem.c_str());
    // All events but those of items and requests from before, in the same order.
    const EventLog& log = *read.recording->log;
    const auto isLeftOut = [](EventKind kind) {
        return kind == EventKind::Get || (kind > EventKind::Request && kind <= EventKind::RequestFailed);
    };
    std::uint64_t i = 0, leftOut = 0;
    std::vector<bool> isSeen(run.info->taskCount());
    std::vector<LostStretch> lost;
    for (std::uint64_t of = rows; of < run.log->size(); ++of) {
        const Event& event = (*run.log)[of];
        const bool isSame = i < log.size() && log[i].timeNs == event.timeNs && log[i].task == event.task &&
                            log[i].kind == event.kind && log[i].object == event.object &&
                            log[i].detail == event.detail;
        if (!isSame) {
            QVERIFY(isLeftOut(event.kind));
            ++leftOut;
            continue;
        }
        ++i;
        if (!isSeen[event.task] && event.kind != EventKind::Started)
            lost.push_back({event.task, 0, event.timeNs});
        isSeen[event.task] = true;
    }
    QCOMPARE(i, log.size());
    for (std::uint32_t task = 0; task < isSeen.size(); ++task)
        if (!isSeen[task]) lost.push_back({task, 0, read.recording->columns->lastNs()});
    QVERIFY(read.recording->lost == inOrder(lost));
    const std::string sentence = findingOf(*read.recording, ImportFault::LostRows)->sentence;
    const std::string count = " and " + grouped(leftOut) + " of items and requests from before";
    QVERIFY2(leftOut == 0 || sentence.find(count) != sentence.npos, sentence.c_str());
    // What an item that was put behind the gap went through is as it was, whatever its number.
    const auto key = [](const Visit& visit) {
        return std::tuple(visit.enqueuedNs, visit.queue, visit.producer, visit.consumer, visit.dequeuedNs);
    };
    std::multiset<decltype(key(Visit{}))> there;
    for (const Visit& visit : run.columns->visits())
        there.insert(key(visit));
    // Written as a list, which has no beginning then, its events follow from each other.
    TextSink list;
    EventListWriter(read.recording->info, read.recording->log).writeNew(list);
    const ReadRecording again = readText(list.text(), "events.jsonl");
    QVERIFY2(again.recording && again.recording->report.isSound(), sentencesOf(again).c_str());
    const std::int64_t gapNs = (*run.log)[rows].timeNs;
    for (const Visit& visit : read.recording->columns->visits())
        QVERIFY(visit.enqueuedNs <= gapNs || there.contains(key(visit)));
}

void TestSessionReader::aLostChunkOfSpansLeavesAGap()
{
    const ReadRecording first = readText(R"([{"ph":"X","pid":1,"tid":1,"ts":1,"dur":5,"name":"a"},
                                             {"ph":"X","pid":1,"tid":2,"ts":2,"dur":5,"name":"b"}])");
    std::string bytes = withoutParity(sessionOf(*first.recording));
    for (const std::size_t at : chunkPlaces(bytes)) {
        if (bytes.compare(at, 4, "SPAN") != 0) continue;
        bytes[at + session::chunkHeadBytes + 1] ^= 1;
        break;
    }
    const ReadRecording read = readText(bytes);
    QVERIFY(read.recording);
    QVERIFY(read.recording->columns->lanes()[0].spans.empty());
    QCOMPARE(read.recording->columns->lanes()[1].spans.size(), std::size_t{1});
    QVERIFY(read.recording->report.findings.front().fault == ImportFault::Unreadable);
    // No lane is idle whose spans are lost; and who saves it again keeps that.
    const std::vector<LostStretch> lost{{0, 0, nanoseconds(read.recording->end.at)}};
    QVERIFY(read.recording->lost == lost);
    QVERIFY(readText(sessionOf(*read.recording)).recording->lost == lost);
    QVERIFY(first.recording->lost.empty());
}

void TestSessionReader::spansOfALaneThatAreLostAreAStretch()
{
    std::string text = "[";
    for (int i = 0; i < 1000; ++i) // a chunk has 256
        text += R"({"ph":"X","pid":1,"tid":1,"ts":)" + std::to_string(10 * i) + R"(,"dur":5,"name":"a"},)";
    const ReadRecording first = readText(text + "]");
    const std::string bytes = withoutParity(sessionOf(*first.recording));
    const std::vector<std::size_t> places = placesOf(bytes, "SPAN");
    QCOMPARE(places.size(), std::size_t{4});
    const auto lostWith = [&](std::size_t chunk) {
        const ReadRecording read = readText(flipped(bytes, places[chunk] + session::chunkHeadBytes + 1));
        return read.recording->lost;
    };
    const auto us = [](std::int64_t n) { return n * 1000; };
    QVERIFY(lostWith(0) == (std::vector<LostStretch>{{0, 0, us(2560)}}));
    QVERIFY(lostWith(1) == (std::vector<LostStretch>{{0, us(2555), us(5120)}}));
    QVERIFY(lostWith(3) == (std::vector<LostStretch>{{0, us(7675), us(9995)}}));
    const ReadRecording read = readText(flipped(bytes, places[1] + session::chunkHeadBytes + 1));
    const ImportFinding* const spans = findingOf(*read.recording, ImportFault::LostRows);
    QCOMPARE(spans->sentence, std::string("256 of 1,000 spans are lost: between 2.56 ms and 5.12 ms"));
    QCOMPARE(spans->firstNs, us(2555));
    QCOMPARE(spans->firstTask, std::uint32_t{0});
}

void TestSessionReader::whatAFileDoesNotTellOfQueuesIsNotKnown()
{
    const auto isKnown = [](const Recording& recording) { return recording.info->queues[0].isSettingKnown; };
    const ReadRecording own = readText(exampleSession());
    QVERIFY(isKnown(*own.recording));
    QVERIFY(own.recording->info->areReadyTimesKnown);
    const ReadRecording trace = readText(R"([{"ph":"X","pid":1,"tid":1,"ts":1,"dur":5,"name":"a"},
                     {"ph":"C","pid":1,"ts":1,"name":"load","args":{"n":3}}])");
    QVERIFY(!isKnown(*trace.recording));
    QVERIFY(!isKnown(*readText(sessionOf(*trace.recording)).recording));
    // A sleeper that wakes late was ready before, which nobody else in the list tells.
    const std::string list =
        "{\"t\":0,\"task\":\"a\",\"event\":\"started\"}\n"
        "{\"t\":0,\"task\":\"a\",\"event\":\"put\",\"queue\":\"q\",\"item\":0,\"size\":1}\n"
        "{\"t\":0,\"task\":\"a\",\"event\":\"sleep\",\"seconds\":1}\n";
    const std::string late = list + "{\"t\":1.5,\"task\":\"a\",\"event\":\"wake\"}\n";
    const std::string onTime = list + "{\"t\":1,\"task\":\"a\",\"event\":\"wake\"}\n";
    const ReadRecording read = readText(late);
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(!isKnown(*read.recording));
    QVERIFY(!read.recording->info->areReadyTimesKnown);
    const ReadRecording again = readText(sessionOf(*read.recording));
    QVERIFY(!isKnown(*again.recording));
    QVERIFY(!again.recording->info->areReadyTimesKnown);
    QVERIFY(readText(onTime).recording->info->areReadyTimesKnown);
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

void TestSessionReader::aDamagedHeadCostsNothing()
{
    const std::string whole = exampleSession();
    const std::uint64_t events = readText(whole).recording->log->size();
    for (std::size_t byte = 0; byte < 14; ++byte)
        for (int bit = 0; bit < 8; ++bit) {
            std::string bytes = whole;
            bytes[byte] = static_cast<char>(bytes[byte] ^ (1 << bit));
            const ReadRecording read = readText(bytes);
            // Of the lowest byte of the version a later program may have written another.
            if (byte == 12 && bytes[12] != 0) {
                QVERIFY(!read.recording);
                continue;
            }
            QVERIFY2(read.recording, read.problem.c_str());
            QCOMPARE(read.recording->log->size(), events);
            QVERIFY(!read.recording->report.isSound());
            QCOMPARE(read.recording->report.findings.size(), std::size_t{1});
        }
    std::string bytes = whole;
    bytes[0] ^= 1;
    bytes[17] ^= 1; // nor is the first part sound: it is made again from the others
    const ReadRecording read = readText(bytes);
    QVERIFY2(read.recording, read.problem.c_str());
    QCOMPARE(read.recording->log->size(), events);
    QCOMPARE(sentencesOf(read).find("the beginning of the file is missing"), std::size_t{0});
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
