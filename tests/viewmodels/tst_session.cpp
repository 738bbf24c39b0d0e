#include "session_fixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

// Running, pausing, stepping and turning parameters, on both clocks.
class TestSession final : public QObject
{
    Q_OBJECT

private:
    SessionFixture m_files;
    std::unique_ptr<Session> m_session;

    RunDocument& document() { return *m_session->document(); }
    double consumers()
    {
        const ParameterModel& model = *m_session->parameters();
        return model.data(model.index(1), ParameterModel::ValueRole).toDouble();
    }
    void setConsumers(int count)
    {
        m_session->parameters()->setNumber(QStringLiteral("num_consumers"), count);
    }
    void begin(bool virtualClock, double speed = 1, const QString& scenario = {})
    {
        m_session->begin(SessionFixture::start(virtualClock, speed, scenario));
    }
    void beginFile(bool virtualClock, const QByteArray& steps, double speed = 1)
    {
        begin(virtualClock, speed, m_files.write(QStringLiteral("test.json"), fileOf(steps)));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() != Session::Empty, patience);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_session = std::make_unique<Session>();
    }
    void cleanup() { m_session.reset(); }

    void startsEmptyAndHearsNoAction()
    {
        QCOMPARE(m_session->state(), Session::Empty);
        m_session->toggle();
        m_session->pause();
        m_session->stepForward();
        m_session->stepBack();
        m_session->restart();
        m_session->moreItems();
        m_session->scrubbed();
        m_session->readAgain();
        m_session->applySuggestion();
        m_session->dismissProblem();
        QCOMPARE(m_session->state(), Session::Empty);
        QVERIFY(document().columns() == nullptr);
        QVERIFY(m_session->keptRun().isEmpty());
        m_session->exportRun(m_files.url(QStringLiteral("run.json")));
        QVERIFY(m_session->reportIsError());
    }

    void beginsWithALivelyAsyncqOnTheRealClock()
    {
        begin(false);
        QCOMPARE(m_session->scenarioName(), QStringLiteral("asyncq"));
        QCOMPARE(m_session->scenarioTitle(), QStringLiteral("Producers and consumers"));
        QVERIFY(!m_session->about().isEmpty());
        QCOMPARE(m_session->state(), Session::Playing);
        QCOMPARE(consumers(), 3.0);
        QVERIFY(document().isLive());
        QVERIFY(m_session->canHaveMoreItems());
        QVERIFY(m_session->scenarioNames().contains(QStringLiteral("mm4")));
        QCOMPARE(m_session->scenarioNames().size(), m_session->scenarioTitles().size());
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && document().playheadNs() > 0, patience);
        QCOMPARE(document().playheadNs(), document().endNs());
    }

    void beginsWithWhatTheCommandLineSays()
    {
        Session::Start start = SessionFixture::start(true, 5, QStringLiteral("asyncq"));
        start.seed = 77;
        start.values["num_consumers"].number = 9;
        m_session->begin(start);
        QCOMPARE(m_session->seed(), QStringLiteral("77"));
        QCOMPARE(consumers(), 9.0);
        QCOMPARE(m_session->speedText(), QStringLiteral("5×"));
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(document().info().seed, 77u);
    }

    // The virtual clock

    void theVirtualClockComputesAtOnceAndPlays()
    {
        begin(true, 0.1);
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(m_session->state(), Session::Playing);
        QVERIFY(!document().isLive());
        QVERIFY(document().endSeconds() > 5);
        QTRY_VERIFY_WITH_TIMEOUT(document().playheadNs() > 0, patience);
        QVERIFY(document().playheadNs() < document().endNs());
        QCOMPARE(m_session->numbers()->items(), 48);
        QVERIFY(!m_session->numbers()->littlesLaw().isEmpty());
    }

    void playsToTheEndAtFullSpeedAndKeepsTheLastInstant()
    {
        begin(true, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        QCOMPARE(document().playheadNs(), document().endNs());
        QVERIFY(m_session->numbers()->ending().startsWith(QLatin1String("The run has ended")));
    }

    void aVirtualRunStartsAgainAfterItsEnd()
    {
        begin(true, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        m_session->setSpeed(0.1);
        m_session->toggle();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Playing, patience);
        QVERIFY(document().playheadNs() < document().endNs() / 2);
    }

    void anEditOnTheVirtualClockComputesAgainAtOnceAndKeepsTheInstant()
    {
        begin(true, 0.1);
        QVERIFY(waitUntilComputed(*m_session));
        m_session->pause();
        document().setPlayheadSeconds(5);
        m_session->scrubbed();
        QSignalSpy runs(&document(), &RunDocument::runChanged);
        setConsumers(1);
        QTRY_COMPARE_WITH_TIMEOUT(runs.count(), 1, patience);
        QCOMPARE(document().playheadSeconds(), 5.0);
        QCOMPARE(m_session->state(), Session::Paused);
        QCOMPARE(document().info().groups[2].taskCount, 1u);
    }

    void ofALongRunAFirstPartIsShownBeforeTheWhole()
    {
        Session::Start start = SessionFixture::start(true, 1, QStringLiteral("mm1"));
        m_session->begin(start);
        QVERIFY(waitUntilComputed(*m_session));
        m_session->pause();
        m_session->parameters()->setNumber(QStringLiteral("items"), 400'000);
        QVERIFY(waitUntilComputed(*m_session));
        RunDocument& document = *m_session->document();
        const qint64 before = document.endNs();
        document.setPlayheadNs(before / 2);
        m_session->scrubbed();
        document.setSelectedTask(0);
        int parts = 0;
        qint64 knownOfFirst = 0;
        connect(&document, &RunDocument::dataChanged, m_session.get(), [&] {
            if (!document.isPartial()) return;
            if (++parts > 1) return;
            knownOfFirst = document.knownNs();
            QVERIFY(document.endNs() >= before); // the axis stays
            QCOMPARE(document.playheadNs(), before / 2);
            QCOMPARE(document.selectedTask(), 0);
            QCOMPARE(m_session->numbers()->wholeText(), QStringLiteral("So far"));
            QVERIFY(m_session->numbers()->items() > 0);
        });
        QSignalSpy runs(&document, &RunDocument::runChanged);
        m_session->parameters()->setNumber(QStringLiteral("service"), 0.4);
        QVERIFY(waitUntilComputed(*m_session));
        QVERIFY(parts > 0);
        QVERIFY(knownOfFirst > 0 && knownOfFirst < document.endNs());
        QCOMPARE(runs.count(), 1); // the whole is the same run
        QCOMPARE(document.playheadNs(), before / 2);
        QCOMPARE(document.selectedTask(), 0);
        QCOMPARE(m_session->numbers()->items(), 400'000);
        QCOMPARE(m_session->numbers()->wholeText(), QStringLiteral("Whole run"));
    }

    void theLatestOfManyEditsWins()
    {
        begin(true, 0.1);
        for (int i = 1; i <= 20; ++i)
            setConsumers(i);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->isComputing(), patience);
        QCOMPARE(document().info().groups[2].taskCount, 20u);
        QTest::qWait(50); // what came of the others must not come later
        QCOMPARE(document().info().groups[2].taskCount, 20u);
        QCOMPARE(m_session->state(), Session::Playing);
    }

    void anEditAtTheEndStaysAtTheEnd()
    {
        begin(true, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        setConsumers(1);
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(document().playheadNs(), document().endNs());
        QCOMPARE(m_session->state(), Session::Ended);
    }

    void pausesStepsAndScrubsOnTheVirtualClock()
    {
        begin(true, 0.1);
        QVERIFY(waitUntilComputed(*m_session));
        m_session->toggle();
        QCOMPARE(m_session->state(), Session::Paused);
        const qint64 stoodAt = document().playheadNs();
        QTest::qWait(60);
        QCOMPARE(document().playheadNs(), stoodAt);
        const auto before = document().moment().events;
        m_session->stepForward();
        m_session->stepForward();
        QVERIFY(document().moment().events > before);
        m_session->stepBack();
        m_session->stepBack();
        QCOMPARE(document().moment().events, before);
        document().setPlayheadNs(document().endNs() / 2);
        m_session->scrubbed();
        m_session->toggle();
        QCOMPARE(m_session->state(), Session::Playing);
        QTRY_VERIFY_WITH_TIMEOUT(document().playheadNs() > document().endNs() / 2, patience);
        document().setPlayheadNs(0); // scrubbed while it plays: it stands
        m_session->scrubbed();
        QCOMPARE(m_session->state(), Session::Paused);
    }

    void steppingBeyondTheLastEventIsTheEnd()
    {
        begin(true, 0.1);
        QVERIFY(waitUntilComputed(*m_session));
        m_session->pause();
        document().setPlayheadNs(document().endNs());
        m_session->stepForward();
        QCOMPARE(m_session->state(), Session::Ended);
        m_session->stepBack();
        QCOMPARE(m_session->state(), Session::Paused);
    }

    void theSameSeedIsTheSameRunAndAnotherIsNot()
    {
        begin(true, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        const qint64 first = document().endNs();
        const QString p99 = m_session->numbers()->p99();
        m_session->restart();
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(document().endNs(), first);
        QCOMPARE(m_session->numbers()->p99(), p99);
        m_session->setSeed(QStringLiteral("12345"));
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(document().info().seed, 12345u);
    }

    void aSeedThatIsNoneKeepsTheOldOneAndSaysWhy()
    {
        begin(true, 0.1);
        for (const char* text : {"", "x", "-1", "1.5", "9223372036854775808"}) {
            m_session->setSeed(QLatin1String(text));
            QVERIFY2(!m_session->seedError().isEmpty(), text);
            QCOMPARE(m_session->seed(), QStringLiteral("1"));
        }
        m_session->setSeed(QStringLiteral(" 9223372036854775807 "));
        QCOMPARE(m_session->seedError(), QString());
        QCOMPARE(m_session->seed(), QStringLiteral("9223372036854775807"));
        m_session->newSeed();
        QVERIFY(m_session->seed().toInt() >= 1 && m_session->seed().toInt() < 10000);
    }

    void moreItemsDoublesThem()
    {
        begin(true, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        m_session->moreItems();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->numbers()->items(), 96, patience);
    }

    void speedsAreHeldAndNamed()
    {
        m_session->setSpeed(0.01);
        QCOMPARE(m_session->speed(), 0.1);
        m_session->setSpeed(1000);
        QCOMPARE(m_session->speed(), 100.0);
        m_session->setSpeed(0.5);
        QCOMPARE(m_session->speedText(), QStringLiteral("0.5×"));
        m_session->setSpeed(12.5);
        QCOMPARE(m_session->speedText(), QStringLiteral("12.5×"));
        m_session->setSpeed(100);
        QCOMPARE(m_session->speedText(), QStringLiteral("100×"));
        m_session->setSpeed(1000);
        QVERIFY(!m_session->speedText().contains(QLatin1Char('e')));
        m_session->setSpeed(0);
        QCOMPARE(m_session->speedText(), QStringLiteral("max"));
    }

    // The real clock

    void aRealRunRestartsOnceTheHandHasRested()
    {
        begin(false);
        QSignalSpy runs(&document(), &RunDocument::runChanged);
        QElapsedTimer sinceLast;
        for (int i = 4; i <= 8; ++i) {
            setConsumers(i);
            sinceLast.start();
            QTest::qWait(40);
        }
        // A neighbour may have kept us for longer than the hand rests; but not before the last edit.
        if (sinceLast.elapsed() < 150) QCOMPARE(runs.count(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(document().info().groups[2].taskCount == 8, patience);
        QVERIFY(sinceLast.elapsed() >= 199);
        const auto restarts = runs.count();
        QTest::qWait(300);
        QCOMPARE(runs.count(), restarts);
        QCOMPARE(m_session->state(), Session::Playing);
    }

    void aRealRunPausesStepsAndGoesOn()
    {
        begin(false, 1);
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty(), patience);
        m_session->pause();
        QCOMPARE(m_session->state(), Session::Paused);
        QTest::qWait(50); // what was under way when it was paused
        m_session->stepForward();
        QTest::qWait(50);
        const auto events = document().columns()->folded();
        QTest::qWait(200);
        QCOMPARE(document().columns()->folded(), events);
        // Steps beyond what is known let one more event happen, however far in the future it lies.
        for (int i = 0; i < 10; ++i) {
            const auto before = document().moment().events;
            m_session->stepForward();
            QTRY_VERIFY_WITH_TIMEOUT(document().moment().events > before, patience);
            QCOMPARE(m_session->state(), Session::Paused);
        }
        m_session->stepBack();
        QVERIFY(!m_session->isFollowing());
        m_session->toggle();
        QCOMPARE(m_session->state(), Session::Playing);
        QVERIFY(m_session->isFollowing());
        const qint64 now = document().endNs();
        QTRY_VERIFY_WITH_TIMEOUT(document().playheadNs() > now, patience);
    }

    void aRealRunThatIsLookedAtElsewhereGoesOn()
    {
        begin(false, 5);
        QTRY_VERIFY_WITH_TIMEOUT(document().endSeconds() > 0.5, patience);
        document().setPlayheadNs(0);
        m_session->scrubbed();
        QVERIFY(!m_session->isFollowing());
        QCOMPARE(m_session->state(), Session::Playing);
        const double end = document().endSeconds();
        QTRY_VERIFY_WITH_TIMEOUT(document().endSeconds() > end + 0.5, patience);
        QCOMPARE(document().playheadNs(), 0);
        m_session->setFollowing(true);
        QCOMPARE(document().playheadNs(), document().endNs());
    }

    void aRealRunEndsAndStartsAgain()
    {
        beginFile(false, R"({"sleep": 0.05}, {"put": "work"}, {"get": "work"}, {"task_done": "work"})");
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        QVERIFY(document().isEnded());
        QCOMPARE(document().playheadNs(), document().endNs());
        QVERIFY(document().endSeconds() >= 0.05);
        QCOMPARE(m_session->numbers()->items(), 1);
        QSignalSpy runs(&document(), &RunDocument::runChanged);
        m_session->toggle();
        QCOMPARE(m_session->state(), Session::Playing);
        QCOMPARE(runs.count(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
    }

    void aRealRunTakesItsSpeedWhileItGoes()
    {
        begin(false, 1);
        m_session->setSpeed(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        QCOMPARE(m_session->numbers()->items(), 48);
    }

    void aStalledRunEndsWithASentence()
    {
        beginFile(false, R"({"get": "work"})");
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::Ended, patience);
        QVERIFY2(m_session->numbers()->ending().contains(QLatin1String("work")),
                 qPrintable(m_session->numbers()->ending()));
    }

    void aLoopThatIsBlockedDoesNotBlockTheWindow()
    {
        QElapsedTimer clock;
        beginFile(false, R"({"work": 60})");
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty(), patience);
        clock.start();
        m_session->pause();
        m_session->stepForward();
        m_session->toggle();
        m_session->restart();
        m_session->restart();
        QVERIFY2(clock.elapsed() < 5000, "an action waited for the run");
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty(), patience);
        m_session.reset();
        QVERIFY2(clock.elapsed() < 30000, "the end of the session waited for the run");
    }

    void aLoopThatSpinsDoesNotBlockTheWindow()
    {
        QElapsedTimer clock;
        beginFile(false, R"({"repeat": "forever", "steps": [{"put": "work"}, {"get": "work"}]})");
        clock.start();
        m_session->pause();
        m_session->toggle();
        m_session->setVirtualClock(true);
        m_session->setVirtualClock(false);
        QVERIFY2(clock.elapsed() < 5000, "an action waited for the run");
        m_session.reset();
        QVERIFY2(clock.elapsed() < 30000, "the end of the session waited for the run");
    }

    // Both

    void switchingTheClockStartsAgainOnTheOther()
    {
        begin(false);
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty(), patience);
        m_session->setVirtualClock(true);
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(m_session->state(), Session::Playing);
        QVERIFY(!document().isLive());
        m_session->setVirtualClock(false);
        QVERIFY(document().isLive());
        QCOMPARE(m_session->state(), Session::Playing);
        QVERIFY(!m_session->isComputing());
        m_session->setVirtualClock(true); // and back before it is computed
        m_session->setVirtualClock(false);
        QVERIFY(!m_session->isComputing());
        QTest::qWait(100);
        QVERIFY(document().isLive());
    }

    void whileANewRunIsComputedTheOldOneStaysAsItWas()
    {
        begin(false);
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && document().endSeconds() > 0.1, patience);
        m_session->parameters()->setRange(QStringLiteral("items"), 200000, 200000); // takes a while
        m_session->setVirtualClock(true);
        QVERIFY(m_session->isComputing());
        const qint64 end = document().endNs();
        const auto events = document().columns()->folded();
        m_session->pause();
        m_session->toggle();
        while (m_session->isComputing()) {
            QVERIFY(document().isLive());
            QCOMPARE(document().endNs(), end);
            QCOMPARE(document().columns()->folded(), events);
            QVERIFY(document().playheadNs() <= end);
            QTest::qWait(5);
        }
        QVERIFY(!m_session->isComputingLong());
        QVERIFY(!document().isLive());
    }

    void anotherBuiltInTakesOver()
    {
        begin(true, 0);
        m_session->openBuiltin(QStringLiteral("mm1"));
        QCOMPARE(m_session->scenarioName(), QStringLiteral("mm1"));
        QVERIFY(waitUntilComputed(*m_session));
        QCOMPARE(document().info().scenario, std::string("mm1"));
        QCOMPARE(m_session->state() == Session::Playing || m_session->state() == Session::Ended, true);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
