// A session of which few bytes are damaged or missing is made whole by its parities.
#include "session_pieces.h"

#include "formats/session/column_chunks.h"
#include "formats/session/session_layout.h"
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/sessions.h"
#include "time/time.h"
#include "trace/grouped.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

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

} // namespace

class TestMendedSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
    void noChunkStandsInAParity();
    void aDamagedHeadCostsNothing();
};

void TestMendedSession::aBitFlippedAnywhereIsMended()
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

void TestMendedSession::whicheverChunkIsDamagedIsMadeWhole_data()
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

void TestMendedSession::whicheverChunkIsDamagedIsMadeWhole()
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

void TestMendedSession::oneChunkOfEachGroupIsMadeWhole()
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

void TestMendedSession::twoDamagedChunksOfAGroupAreLost()
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

void TestMendedSession::whatIsCutOutIsPlacedWhereItWas()
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

void TestMendedSession::aDamagedParityCostsNothing()
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

void TestMendedSession::aJournalIsMadeWholeAsFarAsItsLastParity()
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

void TestMendedSession::chunksThatAreTooLargeAreInNoGroup()
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
void TestMendedSession::aMissingChunkIsMadeAgain_data()
{
    whicheverChunkIsDamagedIsMadeWhole_data();
}

void TestMendedSession::aMissingChunkIsMadeAgain()
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

void TestMendedSession::aMissingColumnIsMadeAgain()
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

void TestMendedSession::aByteTooManyOrTooFewIsMended()
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

/// The sum of a single chunk is that chunk: taken for one, it would be read twice.
void TestMendedSession::noChunkStandsInAParity()
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

void TestMendedSession::aDamagedHeadCostsNothing()
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

QTEST_APPLESS_MAIN(TestMendedSession)
#include "tst_mended_session.moc"
