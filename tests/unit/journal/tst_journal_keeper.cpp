#include "journal/journal_keeper.h"
#include "support/run_journals.h"
#include "support/same_runs.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestJournalKeeper final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void isKeptOnAWorkerAndGoesWithTheNextRun();
    void hasNothingToLeaveBeforeASecondHasPassed();
    void leavesTheWholeRunWhenItHasEnded();
    void saysNothingOfAFolderThatCannotBeWritten();

private:
    QString folder() const { return m_folder->path(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalKeeper::isKeptOnAWorkerAndGoesWithTheNextRun()
{
    const FinishedRun run = exampleRun();
    {
        JournalKeeper keeper;
        keeper.setFolder(folder() + QStringLiteral("/deeper"));
        keeper.begin({run.info, run.log, run.context.origin}, std::make_shared<RunLog>());
        keeper.end(run.end);
        QTRY_COMPARE(filesIn(folder() + QStringLiteral("/deeper"))
                         .filter(QRegularExpression(QStringLiteral("sojourn$")))
                         .size(),
                     1);
        keeper.drop();
        QTRY_VERIFY(filesIn(folder() + QStringLiteral("/deeper")).isEmpty());
    }
    JournalKeeper idle; // without a folder
    idle.begin({run.info, run.log, {}}, nullptr);
    idle.end(run.end);
    QVERIFY(filesIn(folder()).isEmpty());
}

void TestJournalKeeper::hasNothingToLeaveBeforeASecondHasPassed()
{
    const FinishedRun run = exampleRun();
    JournalKeeper keeper;
    keeper.setFolder(folder());
    keeper.begin({run.info, run.log, run.context.origin}, nullptr);
    QVERIFY(!keeper.hasBegun());
    QVERIFY(!keeper.leave());
    QVERIFY(filesIn(folder()).isEmpty());
}

void TestJournalKeeper::leavesTheWholeRunWhenItHasEnded()
{
    const FinishedRun run = exampleRun();
    std::optional<JournalKeeper::Left> left;
    {
        JournalKeeper keeper;
        keeper.setFolder(folder());
        keeper.begin({run.info, run.log, run.context.origin}, nullptr);
        keeper.end(run.end);
        left = keeper.leave();
    }
    QVERIFY(left);
    QVERIFY(left->isWhole);
    ImportProgress progress;
    const ReadRecording read = readRecording(left->path.toStdString(), progress);
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(areSame(read.recording->end, run.end));
    QVERIFY(areSame(*read.recording->log, *run.log));
}

void TestJournalKeeper::saysNothingOfAFolderThatCannotBeWritten()
{
    const FinishedRun run = exampleRun();
    JournalKeeper keeper;
    keeper.setFolder(QStringLiteral("/proc/nowhere"));
    keeper.begin({run.info, run.log, run.context.origin}, nullptr);
    keeper.end(run.end);
    QVERIFY(!keeper.leave());
}

QTEST_GUILESS_MAIN(TestJournalKeeper)
#include "tst_journal_keeper.moc"
