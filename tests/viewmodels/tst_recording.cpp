#include "session_fixture.h"

#include "formats/chrome_trace.h"
#include "formats/session/session_layout.h"
#include "scenario/builtin.h"
#include "support/sessions.h"
#include "viewmodels/panels/selection_facts.h"
#include "viewmodels/panels/states_shown.h"
#include "viewmodels/panels/task_facts.h"
#include "viewmodels/theory/theory_model.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sojourn;
using namespace sojourn::test;

// Recordings that the window opens.
class TestRecording final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SessionFixture> m_files;
    std::unique_ptr<Session> m_session;

    static QByteArray trace()
    {
        return R"({"traceEvents":[
{"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"main"}},
{"ph":"X","pid":1,"tid":1,"ts":0,"dur":1000,"name":"parse"},
{"ph":"X","pid":1,"tid":1,"ts":100,"dur":200,"name":"lex"},
{"ph":"X","pid":1,"tid":2,"ts":500,"dur":2500,"name":"load"}
]})";
    }
    void open(const QString& name, const QByteArray& text) const
    {
        m_files->write(name, text);
        m_session->openFile(m_files->url(name));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->scenarioName(), name, patience);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_files = std::make_unique<SessionFixture>();
        m_session = std::make_unique<Session>();
    }
    void cleanup()
    {
        m_session.reset();
        m_files.reset();
    }

    void aTraceIsShownAndNothingCanBeSet()
    {
        open(QStringLiteral("t.json"), trace());
        RunDocument* const document = m_session->document();
        QVERIFY(m_session->isRecorded());
        QVERIFY(document->isRecorded());
        QVERIFY(!document->isReplayable());
        QVERIFY(
            m_session->exportFilters().filter(QStringLiteral("jsonl")).isEmpty()); // it has no events to list
        QVERIFY(!document->isEmpty());
        QCOMPARE(m_session->state(), Session::Paused);
        QCOMPARE(document->endNs(), 3'000'000);
        QCOMPARE(document->info().taskName(0), std::string("main"));
        QCOMPARE(m_session->recording()->names().value(0), QStringLiteral("spans"));
        QCOMPARE(m_session->recording()->figures().value(0), QStringLiteral("3"));
        QVERIFY(!m_session->canHaveMoreItems());
        QVERIFY(m_session->runScenario() == nullptr);
    }

    void instantsAreCountedNamedAndInTheLegend()
    {
        open(QStringLiteral("i.json"), R"([
{"ph":"X","pid":1,"tid":1,"ts":0,"dur":1000,"name":"parse"},
{"ph":"i","pid":1,"tid":1,"ts":400,"name":"tick"},
{"ph":"i","pid":1,"tid":1,"ts":400,"name":"tock"},
{"ph":"i","pid":1,"tid":2,"ts":2000,"name":"tick"}])");
        const RecordingFacts& recording = *m_session->recording();
        QCOMPARE(recording.names().value(1), QStringLiteral("instants"));
        QCOMPARE(recording.figures().value(1), QStringLiteral("3"));
        RunDocument* const document = m_session->document();
        QCOMPARE(document->endNs(), 2'000'000);
        SelectionFacts facts;
        facts.setDocument(document);
        document->setSelectedTask(0);
        document->setPlayheadNs(400'000);
        const auto lines = [&facts] {
            QStringList all;
            for (int row = 0; row < facts.rowCount(); ++row)
                all.append(facts.data(facts.index(row), SelectionFacts::ValueRole).toString() +
                           QLatin1Char(' ') +
                           facts.data(facts.index(row), SelectionFacts::WordsRole).toString());
            return all.mid(1); // how long it ran comes first
        };
        QTRY_COMPARE(lines(),
                     (QStringList{QStringLiteral("now tick and 1 more"), QStringLiteral("2 instants")}));
        document->setPlayheadNs(500'000);
        QTRY_COMPARE(lines(), (QStringList{QStringLiteral("2 instants")}));
        StatesShown legend;
        legend.setDocument(document);
        QStringList words;
        for (int row = 0; row < legend.count(); ++row)
            words.append(legend.data(legend.index(row), StatesShown::WordsRole).toString());
        QCOMPARE(words, (QStringList{QStringLiteral("running"), QStringLiteral("instant")}));
    }

    void aFileThatBreaksOffSaysSoAndHowMuchWasRead()
    {
        open(QStringLiteral("t.json"), trace());
        QVERIFY(m_session->damage()->sentence().isEmpty());
        open(QStringLiteral("cut.json"), trace().chopped(60));
        QCOMPARE(m_session->damage()->sentence(),
                 QStringLiteral("This recording is incomplete: the file ends before it is complete (3 events "
                                "were read); what comes before that is there."));
        QVERIFY(m_session->damage()->isIncomplete());
        open(QStringLiteral("t.json"), trace());
        QVERIFY(m_session->damage()->sentence().isEmpty());
    }

    void whatIsLostIsNoIdleTime()
    {
        QVERIFY(!m_session->document()->hasLost());
        open(QStringLiteral("lost.json"), R"([
{"ph":"X","pid":1,"tid":1,"ts":0,"dur":1000,"name":"parse"},
{"ph":"X","pid":1,"tid":1,"ts":8000,"dur":1000,"name":"late"},
{"ph":"M","pid":1,"tid":1,"name":"trace_buffer_overflowed","args":{"overflowed_at_ts":"2000"}}])");
        QVERIFY(m_session->document()->hasLost());
        RunDocument* const document = m_session->document();
        QCOMPARE(document->lost().size(), std::size_t{1});
        SelectionFacts facts;
        facts.setDocument(document);
        document->setSelectedTask(0);
        document->setPlayheadNs(4'000'000);
        QTRY_COMPARE(facts.headline(), QStringLiteral("lost from 2.00 ms to 9.00 ms"));
        QCOMPARE(facts.subject(), QStringLiteral("lane")); // another program's, and no task
        document->setPlayheadNs(1'500'000);
        QTRY_VERIFY(facts.headline().startsWith(QStringLiteral("nothing recorded")));
        open(QStringLiteral("t.json"), trace());
        QVERIFY(!m_session->document()->hasLost());
        QVERIFY(document->lost().empty());
    }

    void aRunWhoseBeginningIsLostIsShownFromItsFirstEventOn()
    {
        const auto file = ScenarioFile::read(findBuiltinScenario("mm4")->text);
        const FinishedRun run = finishedRun(*file, {}, {});
        std::string bytes = sessionOf(run);
        // Of two damaged parts of a group neither is made whole: what is in the middle is left.
        std::vector<std::size_t> events;
        for (std::size_t at = session::headBytes; at < bytes.size();) {
            const auto head = session::readChunkHead(std::string_view(bytes).substr(at));
            if (bytes.compare(at, 4, "EVNT") == 0) events.push_back(at);
            at += session::chunkHeadBytes + head->storedBytes + session::chunkTailBytes;
        }
        QVERIFY(events.size() > 6);
        for (const std::size_t at : {events[0], events[1], events.end()[-2], events.back()})
            bytes[at + session::chunkHeadBytes + 9] ^= 1;
        m_files->write(QStringLiteral("lost.sojourn"), QByteArray::fromStdString(bytes));
        m_session->openFile(m_files->url(QStringLiteral("lost.sojourn")));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->scenarioName(), QStringLiteral("mm4"), patience);
        const RunDocument* const document = m_session->document();
        QVERIFY(m_session->damage()->isIncomplete());
        QVERIFY(document->hasLost());
        const EventLog& log = document->columns()->log();
        QVERIFY(log.size() > 0 && log.size() < run.log->size());
        QVERIFY(log[0].timeNs > 0);
        QCOMPARE(document->playheadNs(), qint64{log[0].timeNs});
        QCOMPARE(document->lost().size(), std::size_t{document->info().taskCount()});
        QVERIFY(!document->isFirstPart());
        // Numbers are of the known part; theory stands alone.
        const RunNumbers* const numbers = m_session->numbers();
        QCOMPARE(numbers->wholeText(), QStringLiteral("Known part"));
        const std::int64_t firstNs = log[0].timeNs, lastNs = document->knownNs();
        m_session->document()->setPlayheadNs(lastNs);
        const double rate =
            static_cast<double>(document->moment().done) * 1e9 / static_cast<double>(lastNs - firstNs);
        QVERIFY(rate > 1);
        QVERIFY(std::abs(numbers->throughput().section(u' ', 0, 0).toDouble() - rate) < 0.01 * rate);
        for (std::uint32_t task = 0; task < document->info().taskCount(); ++task)
            for (const Share& share :
                 taskFacts(*document->columns(), document->moment(), task, lastNs, lastNs, document->lost())
                     .shares)
                QVERIFY(share.ratio >= 0 && share.ratio <= 1);
        const Facts ofQueue = queueFacts(*document->columns(), document->moment(), 0, firstNs, lastNs);
        const double known = ofQueue.lines[0].value.toDouble();
        const Facts ofAll = queueFacts(*document->columns(), document->moment(), 0, 0, lastNs);
        const auto share = static_cast<double>(lastNs - firstNs) / static_cast<double>(lastNs);
        QVERIFY(known > 0 && std::abs(ofAll.lines[0].value.toDouble() / known - share) < 0.02);
        TheoryModel theory;
        theory.setSession(m_session.get());
        theory.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(theory.sentence().contains(QStringLiteral("its beginning is lost")),
                                 patience);
        QVERIFY(theory.count() > 0 && !theory.isMeasured());
        QVERIFY(m_session->report().contains(QStringLiteral("lost")));
        // A run that is computed here has lost nothing.
        m_session->setSeed(QStringLiteral("2"));
        QTRY_VERIFY_WITH_TIMEOUT(!document->hasLost(), patience);
        QCOMPARE(m_session->report(), QString());
        QTRY_COMPARE_WITH_TIMEOUT(numbers->wholeText(), QStringLiteral("Whole run"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(theory.isMeasured(), patience);
    }

    void whatARecordingDoesNotTellIsNotShownAsKnown()
    {
        open(QStringLiteral("list.jsonl"), R"({"t":0,"task":"a","event":"started"}
{"t":0,"task":"a","event":"put","queue":"q","item":0,"size":1}
{"t":0,"task":"a","event":"sleep","seconds":1}
{"t":1.5,"task":"a","event":"wake"}
)");
        RunDocument* const document = m_session->document();
        SelectionFacts facts;
        facts.setDocument(document);
        document->setSelectedQueue(0);
        QTRY_COMPARE(facts.remark(), QStringLiteral("waiting, capacity not recorded"));
        QVERIFY(facts.note().isEmpty());
        document->setSelectedQueue(-1);
        document->setSelectedTask(0);
        QTRY_COMPARE(facts.title(), QStringLiteral("a"));
        QStringList words;
        for (int row = 0; row < facts.rowCount(); ++row)
            words.append(facts.data(facts.index(row), SelectionFacts::WordsRole).toString());
        QVERIFY(words.contains(QStringLiteral("how long it was ready: not recorded")));
    }

    void onlyLanesThatTellOfWaitsCountThem()
    {
        open(QStringLiteral("t.json"), trace());
        QVERIFY(!m_session->recording()->tellsWaits());
        FinishedRun run = finishedRun(*ScenarioFile::read(findBuiltinScenario("asyncq")->text), {}, {});
        TextSink sink;
        writeChromeTrace({*run.columns, run.end}, sink);
        open(QStringLiteral("ours.json"), QByteArray::fromStdString(sink.text()));
        QVERIFY(!m_session->document()->isReplayable());
        QVERIFY(m_session->recording()->tellsWaits());
    }

    void aReadingThatIsCancelledSaysSo()
    {
        const QString path = m_files->path(QStringLiteral("pipe.json"));
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const int writer = ::open(QFile::encodeName(path).constData(), O_RDWR); // who never writes
        Session::Start start;
        start.scenario = path;
        start.isRecording = true;
        m_session->begin(start);
        QVERIFY(m_session->reader()->isBusy());
        QVERIFY(m_session->report().isEmpty());
        m_session->reader()->cancel();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->report(), QStringLiteral("Reading pipe.json was cancelled"),
                                  patience);
        QVERIFY(m_session->reportIsRemark());
        QCOMPARE(m_session->state(), Session::Empty);
        ::close(writer);
    }

    void theLongestSpansComeFirst()
    {
        open(QStringLiteral("t.json"), trace());
        const RecordingFacts& facts = *m_session->recording();
        QCOMPARE(facts.count(), 3);
        const auto at = [&](int row, int role) { return facts.data(facts.index(row), role); };
        QCOMPARE(at(0, RecordingFacts::TitleRole).toString(), QStringLiteral("load"));
        QCOMPARE(at(0, RecordingFacts::LengthRole).toString(), QStringLiteral("2.50 ms"));
        QCOMPARE(at(1, RecordingFacts::TitleRole).toString(), QStringLiteral("parse"));
        QCOMPARE(at(2, RecordingFacts::TitleRole).toString(), QStringLiteral("lex"));
        QCOMPARE(at(2, RecordingFacts::FromRole).toDouble(), 0.0001);
    }

    void thePlayheadShowsWhatTheLanesTell()
    {
        open(QStringLiteral("t.json"), trace());
        RunDocument* const document = m_session->document();
        document->setPlayheadNs(600'000);
        QCOMPARE(document->moment().tasks[0].state, TaskState::Running);
        m_session->stepForward(); // main's parse ends
        QCOMPARE(document->playheadNs(), 1'000'000);
        QCOMPARE(document->moment().tasks[0].state, TaskState::Ended);
        m_session->stepBack();
        QCOMPARE(document->playheadNs(), 500'000);
        document->setSelectedTask(0);
        m_session->stepTaskBack();
        QCOMPARE(document->playheadNs(), 0);
    }

    void aSelectedLaneNamesItsSpanAtThePlayhead()
    {
        open(QStringLiteral("t.json"), trace());
        RunDocument* const document = m_session->document();
        SelectionFacts facts;
        facts.setDocument(document);
        document->setSelectedTask(0);
        document->setPlayheadNs(250'000);
        QTRY_COMPARE(facts.headline(), QStringLiteral("parse, for 250 µs of 1.00 ms"));
        document->setPlayheadNs(2'000'000);
        QTRY_VERIFY(!facts.headline().contains(QStringLiteral("parse")));
    }

    void itPlaysToItsEndAndAgain()
    {
        open(QStringLiteral("t.json"), trace());
        m_session->toggle();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        QCOMPARE(m_session->document()->playheadNs(), 3'000'000);
        m_session->toggle();
        QCOMPARE(m_session->state(), Session::Playing);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
    }

    void aScenarioTakesItsPlace()
    {
        open(QStringLiteral("t.json"), trace());
        m_session->openBuiltin(QStringLiteral("mm1"));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->scenarioName(), QStringLiteral("mm1"), patience);
        QVERIFY(!m_session->isRecorded());
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->document()->isRecorded(), patience);
        QVERIFY(m_session->document()->isReplayable());
        QVERIFY(!m_session->exportFilters().filter(QStringLiteral("jsonl")).isEmpty());
    }

    void itIsExportedToWhatItCanBe()
    {
        open(QStringLiteral("t.json"), trace());
        m_session->exportRun(m_files->url(QStringLiteral("out.json")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->report().isEmpty(), patience);
        QVERIFY(!m_session->reportIsError());
        QVERIFY(m_files->read(QStringLiteral("out.json")).contains("\"load\""));
        m_session->clearReport();
        m_session->exportRun(m_files->url(QStringLiteral("out.jsonl")));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->reportIsError(), patience);
        QVERIFY(m_files->read(QStringLiteral("out.jsonl")).isEmpty());
    }

    void whatAFormatDoesNotHoldIsSaid()
    {
        open(QStringLiteral("t.json"), R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},
{"ph":"i","pid":1,"tid":1,"ts":2,"name":"here"},{"ph":"i","pid":1,"tid":1,"ts":3,"name":"there"}])");
        m_session->clearReport();
        m_session->exportRun(m_files->url(QStringLiteral("t.speedscope.json")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->report().isEmpty(), patience);
        QVERIFY2(m_session->report().endsWith(QStringLiteral(". It does not hold 2 instants")),
                 qPrintable(m_session->report()));
        m_session->clearReport();
        m_session->exportRun(m_files->url(QStringLiteral("t.pftrace")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->report().isEmpty(), patience);
        QVERIFY2(!m_session->report().contains(QStringLiteral("not hold")), qPrintable(m_session->report()));
    }

    void itIsSavedAsASessionAndComesBack()
    {
        open(QStringLiteral("t.json"), trace());
        QCOMPARE(m_session->saveFilters().size(), 1);
        const QStringList figures = m_session->recording()->figures();
        m_session->save(m_files->url(QStringLiteral("t")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->report().isEmpty(), patience);
        QVERIFY(!m_session->reportIsError());
        m_session->openBuiltin(QStringLiteral("mm1"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->document()->isRecorded(), patience);
        m_session->openFile(m_files->url(QStringLiteral("t.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->document()->isRecorded(), patience);
        QCOMPARE(m_session->recording()->format(), QStringLiteral("Chrome trace, session"));
        QCOMPARE(m_session->recording()->figures(), figures);
    }

    void whatIsLeftOutIsSaid()
    {
        open(QStringLiteral("t.json"), R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},
{"ph":"X","pid":1,"tid":1,"ts":9,"name":"without a length"}])");
        const RecordingFindings& findings = *m_session->recording()->findings();
        QCOMPARE(findings.count(), 1);
        const QModelIndex line = findings.index(0);
        QVERIFY(line.data(RecordingFindings::SentenceRole)
                    .toString()
                    .startsWith(QStringLiteral("an event lacks what its kind needs")));
        QVERIFY(line.data(RecordingFindings::PlaceRole).toString().contains(QStringLiteral("byte 55")));
        QVERIFY(line.data(RecordingFindings::AtRole).toDouble() < 0); // it was never read so far
        QCOMPARE(m_session->report(), QStringLiteral("1 thing left out"));
        QVERIFY(m_session->reportIsError()); // a loss is no success
    }

    void whatCannotBeReadIsASentenceAndTheRunStays()
    {
        m_session->begin(SessionFixture::start(true, 0));
        QVERIFY(waitUntilComputed(*m_session));
        m_files->write(QStringLiteral("bad.json.gz"), QByteArray("\x1f\x8b\x08garbage", 10));
        m_session->openFile(m_files->url(QStringLiteral("bad.json.gz")));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->problem().present, patience);
        QVERIFY(!m_session->isRecorded());
        m_session->dismissProblem();
        QVERIFY(m_session->document()->columns() != nullptr);
    }

    void nothingIsSaidOfTheRunBehindAProblem()
    {
        open(QStringLiteral("t.json"), R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},
{"ph":"X","pid":1,"tid":1,"ts":9,"name":"without a length"}])");
        QCOMPARE(m_session->report(), QStringLiteral("1 thing left out"));
        m_files->write(QStringLiteral("bad.json.gz"), QByteArray("\x1f\x8b\x08garbage", 10));
        m_session->openFile(m_files->url(QStringLiteral("bad.json.gz")));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->problem().present, patience);
        QCOMPARE(m_session->report(), QString());
    }
};

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
