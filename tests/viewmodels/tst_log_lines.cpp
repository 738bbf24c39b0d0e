#include "viewmodels/runlog/log_lines.h"

#include "session_fixture.h"

#include <QAbstractItemModelTester>

using namespace sojourn;
using namespace sojourn::test;

class TestLogLines final : public QObject, private SessionFixture
{
    Q_OBJECT

    static QString text(const LogLines& lines, int row, int role)
    {
        return lines.data(lines.index(row), role).toString();
    }

private Q_SLOTS:
    void theNamesOfTheRepliesAreInTheWindow()
    {
        Session session;
        LogLines lines;
        const QAbstractItemModelTester tester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
        lines.setSession(&session);
        QCOMPARE(lines.rowCount(), 0);
        QCOMPARE(lines.current(), -1);
        session.begin(start(true, 1, QStringLiteral("requests-one-by-one")));
        QVERIFY(waitUntilComputed(session));
        session.pause();
        QCOMPARE(lines.count(), 21); // 20 names and the time
        QCOMPARE(text(lines, 0, LogLines::MessageRole), QStringLiteral("bulbasaur"));
        QCOMPARE(text(lines, 0, LogLines::TaskRole), QStringLiteral("main"));
        QVERIFY(text(lines, 20, LogLines::MessageRole).endsWith(QStringLiteral(" seconds ---")));
        session.document()->setPlayheadNs(0);
        QCOMPARE(lines.current(), -1);
        session.document()->setPlayheadNs(session.document()->endNs());
        QCOMPARE(lines.current(), 20);
        QCOMPARE(lines.leftOut(), QString());
    }

    void tasksHaveTheNamesThatTheWindowGivesThem()
    {
        Session session;
        LogLines lines;
        lines.setSession(&session);
        session.begin(start(true, 1, QStringLiteral("gather")));
        QVERIFY(waitUntilComputed(session));
        bool seen = false;
        for (int row = 0; row < lines.count(); ++row) {
            seen |= text(lines, row, LogLines::TaskRole) == QStringLiteral("Task 7");
            QVERIFY(!text(lines, row, LogLines::TaskRole).contains(QLatin1Char('-')));
        }
        QVERIFY(seen);
        QVERIFY(lines.lineText(0).contains(QStringLiteral(" @ ")));
    }

    void aLiveRunsLinesComeAsItGoes()
    {
        Session session;
        LogLines lines;
        lines.setSession(&session);
        write(QStringLiteral("a.json"),
              fileOf(R"({"log": "first"}, {"sleep": 0.05}, {"log": "second", "log_level": "error"})"));
        session.begin(start(false, 1, path(QStringLiteral("a.json"))));
        QTRY_COMPARE_WITH_TIMEOUT(lines.count(), 2, patience);
        QCOMPARE(text(lines, 0, LogLines::MessageRole), QStringLiteral("first"));
        QCOMPARE(text(lines, 1, LogLines::LevelRole), QStringLiteral("error"));
        QVERIFY(lines.data(lines.index(1), LogLines::IsProblemRole).toBool());
        session.restart();
        QTRY_COMPARE_WITH_TIMEOUT(lines.count(), 2, patience); // none of the run before
    }

    void asManyAsAreKeptAndNoMore()
    {
        Session session;
        LogLines lines;
        lines.setSession(&session);
        write(QStringLiteral("b.json"),
              fileOf(R"({"repeat": 6000, "steps": [{"sleep": 1}, {"log": "{elapsed}"}]})"));
        session.begin(start(true, 1, path(QStringLiteral("b.json"))));
        QVERIFY(waitUntilComputed(session));
        QCOMPARE(lines.count(), static_cast<int>(RunLog::mostLines));
        QVERIFY(text(lines, 0, LogLines::MessageRole).startsWith(QLatin1Char('1'))); // the first ones
        QCOMPARE(lines.leftOut(), QStringLiteral("The first 5,000 lines; “sojourn run” prints all of them."));

        RunLog log; // of a live run that nobody looks at: the last ones
        for (int i = 0; i < 6000; ++i)
            log.add({LogLevel::Info, "a", i, {}});
        const std::vector<LogLine> kept = log.take();
        QCOMPARE(kept.size(), RunLog::mostLines);
        QCOMPARE(kept.front().atNs, 1000);
        QCOMPARE(log.count(), 6000u);
        QVERIFY(log.take().empty());
    }
};

QTEST_MAIN(TestLogLines)
#include "tst_log_lines.moc"
