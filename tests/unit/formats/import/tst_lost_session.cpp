// What is damaged in a session costs what was damaged, and is told.
#include "session_pieces.h"

#include "formats/event_list.h"
#include "formats/session/column_chunks.h"
#include "formats/session/session_layout.h"
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/sessions.h"
#include "time/time.h"
#include "trace/grouped.h"
#include "trace/lost_stretches.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

class TestLostSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileThatIsCutAnywhereGivesWhatComesBefore();
    void damagedPartsAreNoEvents();
    void aLostScenarioIsTold();
    void spansWithoutNamesAreNumbered();
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
};

void TestLostSession::aFileThatIsCutAnywhereGivesWhatComesBefore()
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

void TestLostSession::damagedPartsAreNoEvents()
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

void TestLostSession::aLostScenarioIsTold()
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

void TestLostSession::spansWithoutNamesAreNumbered()
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

void TestLostSession::whatIsLostIsCounted()
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
void TestLostSession::whatIsLostIsCountedAsTheEventListHasIt()
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

void TestLostSession::whatStandsBehindTheEndIsTold()
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

void TestLostSession::whatStandsBehindLostNamesIsThere_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::addRow("%s", scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

void TestLostSession::whatStandsBehindLostNamesIsThere()
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

void TestLostSession::lanesBehindLostNamesKeepTheirs()
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

void TestLostSession::namesThatComeLateAreTaken()
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

void TestLostSession::namesAreSaidOnceMoreAtTheEnd()
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

void TestLostSession::theLongestStretchOfEventsIsShown()
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

void TestLostSession::textsThatAreLostAreNumbered()
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

void TestLostSession::eventsBehindAGapAreReadLikeAListWithoutItsBeginning_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::addRow("%s", scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

void TestLostSession::eventsBehindAGapAreReadLikeAListWithoutItsBeginning()
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

void TestLostSession::aLostChunkOfSpansLeavesAGap()
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

void TestLostSession::spansOfALaneThatAreLostAreAStretch()
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

void TestLostSession::whatAFileDoesNotTellOfQueuesIsNotKnown()
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

QTEST_APPLESS_MAIN(TestLostSession)
#include "tst_lost_session.moc"
