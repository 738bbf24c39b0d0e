#include "scenario/run_log.h"
#include "session_fixture.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

// Opening, mending and exporting.
class TestSessionFiles final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SessionFixture> m_files;
    std::unique_ptr<Session> m_session;

    static QByteArray sound() { return fileOf(R"({"put": "work"}, {"sleep": 1})"); }
    static QByteArray wrong() { return fileOf(R"({"put": "wrok"}, {"sleep": 1})"); }
    bool waitForProblem() const
    {
        return QTest::qWaitFor([&] { return m_session->problem().present; }, patience);
    }
    bool waitForScenario(const QString& name) const
    {
        return QTest::qWaitFor(
            [&] { return m_session->scenarioName() == name && !m_session->problem().present; }, patience);
    }
    bool waitForReport() const
    {
        return QTest::qWaitFor([&] { return !m_session->report().isEmpty(); }, patience);
    }
    void beginAndEnd() const
    {
        m_session->begin(SessionFixture::start(true, 0));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
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

    void opensAFile()
    {
        m_files->write(QStringLiteral("shop.json"), sound());
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        QVERIFY(waitForScenario(QStringLiteral("shop.json")));
        QCOMPARE(m_session->scenarioTitle(), QStringLiteral("A test"));
        QCOMPARE(m_session->state(), Session::Playing);
        QVERIFY(!m_session->canHaveMoreItems());
    }

    void theLatestFileThatWasAskedForWins()
    {
        m_files->write(QStringLiteral("large.json"), sound() + QByteArray(20 << 20, ' '));
        m_files->write(QStringLiteral("small.json"), sound());
        m_session->openFile(m_files->url(QStringLiteral("large.json")));
        m_session->openFile(m_files->url(QStringLiteral("small.json")));
        QVERIFY(waitForScenario(QStringLiteral("small.json")));
        m_session->openFile(m_files->url(QStringLiteral("large.json")));
        m_session->openBuiltin(QStringLiteral("mm1"));
        QTest::qWait(500);
        QCOMPARE(m_session->scenarioName(), QStringLiteral("mm1"));
    }

    void aWrongFileShowsItsPlaceAndTheRunBeforeRests()
    {
        m_session->begin(SessionFixture::start(false));
        m_files->write(QStringLiteral("shop.json"), wrong());
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        QVERIFY(waitForProblem());
        const Problem problem = m_session->problem();
        QCOMPARE(problem.title, QStringLiteral("There is no queue “wrok”. Did you mean “work”?"));
        QCOMPARE(problem.file, QStringLiteral("shop.json"));
        QCOMPARE(problem.suggestion, QStringLiteral("work"));
        QVERIFY(problem.excerpt.join(QLatin1Char('\n')).contains(QLatin1String("wrok")));
        QCOMPARE(m_session->state(), Session::Paused);
        QCOMPARE(m_session->keptRun(), QStringLiteral("Producers and consumers, seed 1"));
        m_session->dismissProblem();
        QVERIFY(!m_session->problem().present);
        QCOMPARE(m_session->scenarioName(), QStringLiteral("asyncq"));
        m_session->toggle();
        QCOMPARE(m_session->state(), Session::Playing);
    }

    void nothingPlaysBehindAProblem()
    {
        m_files->write(QStringLiteral("shop.json"), wrong());
        m_session->begin(SessionFixture::start(false));
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        m_session->parameters()->setNumber(QStringLiteral("num_consumers"), 5); // the hand rests later
        QVERIFY(waitForProblem());
        QTest::qWait(400);
        QVERIFY(m_session->problem().present);
        QCOMPARE(m_session->state(), Session::Paused);
        QCOMPARE(m_session->document()->info().groups[2].taskCount, 5u); // and was heard all the same
    }

    void whatIsMovedBehindAProblemIsHeardAtRest()
    {
        m_files->write(QStringLiteral("shop.json"), wrong());
        m_session->begin(SessionFixture::start(false));
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        QVERIFY(waitForProblem());
        m_session->parameters()->setNumber(QStringLiteral("num_consumers"), 5);
        QTest::qWait(400);
        QCOMPARE(m_session->state(), Session::Paused);
        QCOMPARE(m_session->document()->info().groups[2].taskCount, 5u);
    }

    void aFileThatIsNotThereIsAProblemToo()
    {
        m_session->openFile(m_files->url(QStringLiteral("none.json")));
        QVERIFY(waitForProblem());
        QCOMPARE(m_session->problem().title,
                 QStringLiteral("Cannot read none.json: no such file or directory."));
        m_session->openFile(QUrl::fromLocalFile(QDir(m_files->path(QString())).path()));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_session->problem().title.contains(QLatin1String("is a folder; name a file")), patience);
        QCOMPARE(m_session->state(), Session::Empty);
        QVERIFY(m_session->keptRun().isEmpty());
    }

    void aFileWithoutAnEndIsRefusedWithTheSentenceOfTheCommandLine()
    {
        m_session->openFile(QUrl::fromLocalFile(QStringLiteral("/dev/zero")));
        QVERIFY(waitForProblem());
        QCOMPARE(
            m_session->problem().title,
            QStringLiteral("zero is a device, no file: it gave more than 32 MB where a scenario file was "
                           "expected."));
    }

    void aFileThatWasMendedIsReadAgain()
    {
        m_files->write(QStringLiteral("shop.json"), wrong());
        m_session->begin(SessionFixture::start(true, 1, m_files->path(QStringLiteral("shop.json"))));
        QVERIFY(waitForProblem());
        m_files->write(QStringLiteral("shop.json"), sound());
        m_session->readAgain();
        QVERIFY(waitForScenario(QStringLiteral("shop.json")));
        QVERIFY(waitUntilComputed(*m_session));
    }

    void savingTheFileReadsItAgainByItself()
    {
        m_files->write(QStringLiteral("shop.json"), wrong());
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        QVERIFY(waitForProblem());
        QVERIFY(QFile::remove(m_files->path(QStringLiteral("shop.json")))); // as some editors save
        m_files->write(QStringLiteral("shop.json"), fileOf(R"({"sleep": "x"})"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->problem().title.contains(QLatin1String("wrok")), patience);
        m_files->write(QStringLiteral("shop.json"), sound());
        m_session->readAgain(); // should the watch have gone with the file
        QVERIFY(waitForScenario(QStringLiteral("shop.json")));
    }

    void theSuggestionIsWrittenIntoTheFile()
    {
        const QByteArray before =
            fileOf("{\"log\": \"\xF0\x9F\xA5\x90\"}, {\"put\": \"wrok\"}").replace("\n", "\r\n");
        m_files->write(QStringLiteral("shop.json"), before);
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        QVERIFY(waitForProblem());
        m_session->applySuggestion();
        QVERIFY(waitForScenario(QStringLiteral("shop.json")));
        QCOMPARE(m_files->read(QStringLiteral("shop.json")), QByteArray(before).replace("wrok", "work"));
        QVERIFY(m_session->report().isEmpty());
    }

    void theSuggestionSparesAFileThatSomebodyElseChanged()
    {
        m_files->write(QStringLiteral("shop.json"), wrong());
        m_session->openFile(m_files->url(QStringLiteral("shop.json")));
        QVERIFY(waitForProblem());
        m_files->write(QStringLiteral("shop.json"), sound());
        m_session->applySuggestion();
        QVERIFY(waitForScenario(QStringLiteral("shop.json")));
        QCOMPARE(m_files->read(QStringLiteral("shop.json")), sound());
    }

    void exportsEveryFormat()
    {
        beginAndEnd();
        QCOMPARE(m_session->exportFilters().size(), 6);
        for (const char* name : {"run.json", "run.csv", "run.jsonl", "run.pftrace", "run.speedscope.json",
                                 "run.sojourn", "RUN.JSON"}) {
            m_session->clearReport();
            m_session->exportRun(m_files->url(QLatin1String(name)));
            QVERIFY(waitForReport());
            QVERIFY2(!m_session->reportIsError(), qPrintable(m_session->report()));
            QVERIFY(m_session->report().startsWith(QStringLiteral("Exported %1, ").arg(QLatin1String(name))));
        }
        const QJsonObject trace = QJsonDocument::fromJson(m_files->read(QStringLiteral("run.json"))).object();
        QVERIFY(!trace.isEmpty());
        QCOMPARE(m_files->read(QStringLiteral("run.csv")).count('\n'), 49); // a heading and 48 visits
        const QByteArray events = m_files->read(QStringLiteral("run.jsonl"));
        QVERIFY(QJsonDocument::fromJson(events.left(events.indexOf('\n'))).isObject());
    }

    void exportsALiveRunSoFar()
    {
        m_session->begin(SessionFixture::start(false, 5));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->numbers()->put().toInt() > 3, patience);
        m_session->exportRun(m_files->url(QStringLiteral("run.csv")));
        QVERIFY(waitForReport());
        QVERIFY2(!m_session->reportIsError(), qPrintable(m_session->report()));
        QVERIFY(m_files->read(QStringLiteral("run.csv")).count('\n') > 3);
        QCOMPARE(m_session->state(), Session::Playing);
    }

    void aRunIsSavedOpenedAgainAndRunAgain()
    {
        Session::Start start = SessionFixture::start(true, 0);
        start.seed = 77;
        m_session->begin(start);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        m_session->parameters()->setNumber(QStringLiteral("num_consumers"), 4);
        QVERIFY(waitUntilComputed(*m_session)); // the run before has ended all the while
        m_session->document()->setBookmarks({{1'000'000'000, "here"}});
        const auto before = m_session->document()->sharedLog();
        const QString mean = m_session->numbers()->mean();
        m_session->save(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(waitForReport());
        QVERIFY(m_session->report().startsWith(QStringLiteral("Saved run.sojourn, ")));

        Session again;
        again.begin(SessionFixture::start(true, 0));
        again.openFile(m_files->url(QStringLiteral("run.sojourn")));
        QTRY_COMPARE_WITH_TIMEOUT(again.seed(), QStringLiteral("77"), patience);
        QVERIFY(!again.isRecorded());
        QCOMPARE(again.scenarioName(), m_session->scenarioName());
        QCOMPARE(again.scenarioTitle(), m_session->scenarioTitle());
        QCOMPARE(again.state(), Session::Paused);
        QVERIFY(again.isVirtualClock());
        QVERIFY(again.document()->isReplayable());
        QCOMPARE(again.document()->bookmarks(), m_session->document()->bookmarks());
        QCOMPARE(again.document()->endNs(), m_session->document()->endNs());
        QCOMPARE(again.numbers()->mean(), mean);
        QCOMPARE(again.parameters()->values().at("num_consumers").number, 4.0);
        QCOMPARE(again.log()->lines().size(), m_session->log()->lines().size());
        again.document()->setPlayheadNs(again.document()->endNs());
        const auto opened = again.document()->sharedLog(); // before: a short run may be there at once
        again.restart();
        QTRY_VERIFY_WITH_TIMEOUT(again.document()->sharedLog() != opened && again.document()->isEnded(),
                                 patience);
        QCOMPARE(again.document()->sharedLog()->size(), before->size());
        QCOMPARE(again.numbers()->mean(), mean);
    }

    void whatIsSavedWhileARunIsComputedIsThatRun()
    {
        m_session->begin(SessionFixture::start(true, 0, QStringLiteral("mm1")));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        m_session->parameters()->setNumber(QStringLiteral("items"), 200'000);
        QVERIFY(m_session->isComputing()); // two hundred thousand take a while everywhere
        m_session->save(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(m_session->report().startsWith(QStringLiteral("run.sojourn is written as soon as")));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->report().startsWith(QStringLiteral("Saved run.sojourn")),
                                 patience);
        Session again;
        again.openFile(m_files->url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(again.document()->columns() != nullptr, patience);
        QCOMPARE(again.parameters()->values().at("items").number, 200'000.0);
        QCOMPARE(again.document()->columns()->items().size(), std::size_t{200'000});

        m_session->parameters()->setNumber(QStringLiteral("items"), 250'000);
        m_session->save(m_files->url(QStringLiteral("other.sojourn")));
        m_session->openBuiltin(QStringLiteral("md1"));
        QVERIFY(m_session->report().startsWith(QStringLiteral("other.sojourn was not saved: another")));
        QVERIFY(!QFile::exists(m_files->path(QStringLiteral("other.sojourn"))));
    }

    void theScenarioIsSavedUnderItsEnding()
    {
        beginAndEnd();
        QCOMPARE(m_session->saveFilters().size(), 2);
        m_session->save(m_files->url(QStringLiteral("mine.json")));
        QVERIFY(waitForReport());
        QVERIFY(QJsonDocument::fromJson(m_files->read(QStringLiteral("mine.json"))).isObject());
    }

    void aDamagedSessionShowsWhatIsLeftAndSaysSo()
    {
        beginAndEnd();
        m_session->save(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(waitForReport());
        m_session->clearReport();
        const QByteArray whole = m_files->read(QStringLiteral("run.sojourn"));
        m_files->write(QStringLiteral("run.sojourn"), whole.left(whole.lastIndexOf("END ") + 10));
        m_session->openFile(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(waitForReport());
        QVERIFY(m_session->report().startsWith(QStringLiteral("the file ends before it is complete")));
        QCOMPARE(m_session->document()->end().outcome, Outcome::Interrupted);
        QVERIFY(m_session->document()->columns()->folded() > 0);
        const RunDamage& damage = *m_session->damage();
        QVERIFY(damage.isIncomplete());
        QVERIFY(damage.sentence().startsWith(QStringLiteral("This recording is incomplete: the file ends")));
        QVERIFY(m_session->document()->isFirstPart());
        QVERIFY(m_session->numbers()->firstPart().endsWith(QStringLiteral("of a run; the rest is lost.")));
        m_session->restart(); // another run, which is whole
        QTRY_VERIFY_WITH_TIMEOUT(damage.sentence().isEmpty(), patience);
    }

    void aMendedSessionLacksNothing()
    {
        beginAndEnd();
        m_session->save(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(waitForReport());
        m_session->clearReport();
        const std::uint64_t events = m_session->document()->columns()->folded();
        QByteArray whole = m_files->read(QStringLiteral("run.sojourn"));
        const qsizetype at = whole.indexOf("EVNT") + 40;
        whole[at] = static_cast<char>(~whole[at]);
        m_files->write(QStringLiteral("run.sojourn"), whole);
        m_session->openFile(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(waitForReport());
        QCOMPARE(
            m_session->damage()->sentence(),
            QStringLiteral("Its file is damaged, and nothing of it is lost: a part is damaged (EVNT 1); it "
                           "is made whole from the parity of its group."));
        QVERIFY(!m_session->damage()->isIncomplete());
        QVERIFY(!m_session->document()->isFirstPart());
        QCOMPARE(m_session->document()->columns()->folded(), events);
    }

    void aListThatContradictsItselfSaysThat()
    {
        beginAndEnd();
        m_session->exportRun(m_files->url(QStringLiteral("run.jsonl")));
        QVERIFY(waitForReport());
        m_session->clearReport();
        QByteArrayList lines = m_files->read(QStringLiteral("run.jsonl")).split('\n');
        const auto put =
            std::ranges::find_if(lines, [](const QByteArray& line) { return line.contains("\"put\""); });
        QVERIFY(put != lines.end());
        lines.erase(put);
        m_files->write(QStringLiteral("run.jsonl"), lines.join('\n'));
        m_session->openFile(m_files->url(QStringLiteral("run.jsonl")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->damage()->sentence().isEmpty(), patience);
        QVERIFY2(
            m_session->damage()->sentence().startsWith(QStringLiteral("This recording contradicts itself: ")),
            qPrintable(m_session->damage()->sentence()));
        QVERIFY(m_session->damage()->findings()->count() > 0);
    }

    void aSessionWhoseEventsAreLostSaysThat()
    {
        beginAndEnd();
        m_session->save(m_files->url(QStringLiteral("run.sojourn")));
        QVERIFY(waitForReport());
        m_session->clearReport();
        QByteArray whole = m_files->read(QStringLiteral("run.sojourn"));
        const auto damage = [&whole](qsizetype at) { whole[at] = static_cast<char>(~whole[at]); };
        damage(whole.lastIndexOf("pari") + 40);
        for (qsizetype at = whole.indexOf("EVNT"); at >= 0; at = whole.indexOf("EVNT", at + 1))
            damage(at + 40);
        m_files->write(QStringLiteral("run.sojourn"), whole);
        m_session->openFile(m_files->url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->problem().present, patience);
        QVERIFY2(m_session->problem().sentence.contains(QStringLiteral("events are lost")),
                 qPrintable(m_session->problem().sentence));
    }

    void aTargetThatCannotBeWrittenIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("ending") << "run.pdf"
                                << "run.pdf was not exported: The name ends in none of .json, .pftrace, "
                                   ".speedscope.json, .csv, .jsonl and .sojourn.";
        QTest::newRow("no ending") << "run"
                                   << "run was not exported: The name ends in none of .json, .pftrace, "
                                      ".speedscope.json, .csv, .jsonl and .sojourn.";
        QTest::newRow("no folder") << "none/run.json"
                                   << "run.json was not exported: ";
        QTest::newRow("a folder") << "folder.json"
                                  << "folder.json was not exported: ";
    }
    void aTargetThatCannotBeWrittenIsSaid()
    {
        QFETCH(QString, name);
        QFETCH(QString, sentence);
        QVERIFY(QDir().mkdir(m_files->path(QStringLiteral("folder.json"))));
        beginAndEnd();
        m_session->exportRun(m_files->url(name));
        QVERIFY(waitForReport());
        QVERIFY(m_session->reportIsError());
        QVERIFY2(m_session->report().startsWith(sentence), qPrintable(m_session->report()));
        QVERIFY(m_session->report().size() > sentence.size() || sentence.endsWith(QLatin1Char('.')));
        m_session->clearReport();
        QCOMPARE(m_session->report(), QString());
    }
};

QTEST_GUILESS_MAIN(TestSessionFiles)
#include "tst_session_files.moc"
