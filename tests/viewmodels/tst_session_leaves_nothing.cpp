#include "scenario/run_log.h"
#include "session_fixture.h"

#include <QDir>
#include <QTest>
#include <QThreadPool>

using namespace sojourn;
using namespace sojourn::test;

// A session may go at any moment, and nothing of it stays.
class TestSessionLeavesNothing final : public QObject
{
    Q_OBJECT

private:
    SessionFixture m_files;

    static qsizetype threads()
    {
        return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    }
    void expectNothingLeft(std::unique_ptr<Session> session)
    {
        const qsizetype during = threads();
        QVERIFY(during >= 2);
        session.reset();
        QVERIFY2(QThreadPool::globalInstance()->waitForDone(patience), "work goes on that nobody waits for");
        QVERIFY2(runThreads().waitForDone(patience), "a run goes on that nobody waits for");
        QTRY_COMPARE_WITH_TIMEOUT(threads(), m_before, patience);
        QCoreApplication::sendPostedEvents(); // what was still on its way finds nobody, and that is fine
        QCoreApplication::processEvents();
    }
    std::unique_ptr<Session> sessionOn(bool virtualClock, const QByteArray& steps)
    {
        auto session = std::make_unique<Session>();
        session->begin(SessionFixture::start(virtualClock, 1,
                                             m_files.write(QStringLiteral("test.json"), fileOf(steps))));
        const bool began = QTest::qWaitFor(
            [&] { return session->document()->columns() != nullptr || session->isComputing(); }, patience);
        if (!began) qFatal("it did not begin: %s", qPrintable(session->problem().sentence));
        return session;
    }
    qsizetype m_before = 0;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QThreadPool::globalInstance()->waitForDone();
        runThreads().waitForDone();
        QTest::qWait(1);
        m_before = threads();
    }

    void ofItself() { expectNothingLeft(std::make_unique<Session>()); }

    void ofARealRun()
    {
        auto session = std::make_unique<Session>();
        session->begin(SessionFixture::start(false));
        expectNothingLeft(std::move(session)); // before its thread has begun with it
        session = std::make_unique<Session>();
        session->begin(SessionFixture::start(false));
        QTRY_VERIFY_WITH_TIMEOUT(!session->document()->isEmpty(), patience);
        session->pause();
        session->stepForward();
        expectNothingLeft(std::move(session));
    }

    void ofARunThatBlocksItsLoop()
    {
        auto session = sessionOn(false, R"({"work": 60})");
        QTRY_VERIFY_WITH_TIMEOUT(!session->document()->isEmpty(), patience);
        expectNothingLeft(std::move(session));
    }

    void ofARunWithThreads()
    {
        auto session = sessionOn(false, R"({"offload": 60, "pool": "threads"})");
        QTRY_VERIFY_WITH_TIMEOUT(!session->document()->isEmpty(), patience);
        expectNothingLeft(std::move(session));
    }

    void ofARunThatIsStoppedInOrder()
    {
        const QByteArray waits = R"({"steps": [{"sleep": 60}], "finally": [{"log": "tidied"}]})";
        for (const bool isPaused : {false, true}) {
            auto session = sessionOn(false, waits);
            QTRY_VERIFY_WITH_TIMEOUT(!session->document()->isEmpty(), patience);
            if (isPaused) session->pause();
            const std::shared_ptr<RunLog> log = session->log();
            expectNothingLeft(std::move(session));
            QCOMPARE(log->lines().size(), std::size_t{1});
            QCOMPARE(log->lines().front().message, std::string("tidied"));
        }
    }

    void ofARunWhoseCleanUpTakesTooLong()
    {
        auto session = sessionOn(
            false,
            R"({"steps": [{"sleep": 60}], "finally": [{"log": "begun"}, {"sleep": 60}, {"log": "tidied"}]})");
        QTRY_VERIFY_WITH_TIMEOUT(!session->document()->isEmpty(), patience);
        const std::shared_ptr<RunLog> log = session->log();
        expectNothingLeft(std::move(session));
        QCOMPARE(log->lines().size(), std::size_t{1});
        QCOMPARE(log->lines().front().message, std::string("begun"));
    }

    void ofARunThatSpins()
    {
        expectNothingLeft(
            sessionOn(false, R"({"repeat": "forever", "steps": [{"put": "work"}, {"get": "work"}]})"));
        expectNothingLeft(sessionOn(false, R"({"repeat": "forever", "steps": [{"set": "bell"}]})"));
    }

    void ofAComputationThatIsUnderWay()
    {
        expectNothingLeft(sessionOn(
            true, R"({"repeat": "forever", "steps": [{"sleep": 1}, {"put": "work"}, {"get": "work"}]})"));
        auto session = std::make_unique<Session>();
        session->begin(SessionFixture::start(true));
        for (int i = 1; i < 10; ++i)
            session->parameters()->setNumber(QStringLiteral("num_consumers"), i);
        expectNothingLeft(std::move(session));
    }

    void ofFilesThatAreReadAndWritten()
    {
        auto session = std::make_unique<Session>();
        session->begin(SessionFixture::start(true, 0));
        QVERIFY(waitUntilComputed(*session));
        session->exportRun(m_files.url(QStringLiteral("run.json")));
        session->openFile(m_files.url(QStringLiteral("none.json")));
        expectNothingLeft(std::move(session));
        QVERIFY(!m_files.read(QStringLiteral("run.json")).isEmpty()); // what was begun is finished
    }

    void ofRunsThatFollowOneAnother()
    {
        auto session = std::make_unique<Session>();
        session->begin(SessionFixture::start(false));
        for (int i = 0; i < 20; ++i)
            session->restart();
        session->setVirtualClock(true);
        session->setVirtualClock(false);
        expectNothingLeft(std::move(session));
    }
};

QTEST_GUILESS_MAIN(TestSessionLeavesNothing)
#include "tst_session_leaves_nothing.moc"
