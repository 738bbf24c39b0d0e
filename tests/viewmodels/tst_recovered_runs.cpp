// A run that broke off is offered once.
#include "journal/run_journal.h"
#include "support/read_text.h"
#include "support/run_journals.h"
#include "support/same_runs.h"
#include "viewmodels/recording/recovered_runs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace sojourn;
using namespace sojourn::test;

class TestRecoveredRuns final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void isOfferedByTheNextProgramAndNoOther();
    void aRunWithoutNamesIsOffered();
    void whatAnotherProgramHoldsIsNotOffered();
    void theOldestOfManyGo();

private:
    QString folder() const { return m_folder->path(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecoveredRuns::isOfferedByTheNextProgramAndNoOther()
{
    QVERIFY(leaveJournal(folder(), QStringLiteral("1-1"), exampleRun()));
    RecoveredRuns first;
    first.look(folder());
    QVERIFY(first.sentence().startsWith(QStringLiteral("A run of “Producers and consumers” broke off at ")));
    {
        RecoveredRuns second;
        second.look(folder());
        QVERIFY(second.sentence().isEmpty());
    }
    first.discard();
    QVERIFY(first.sentence().isEmpty());
    QVERIFY(filesIn(folder()).isEmpty());

    QVERIFY(leaveJournal(folder(), QStringLiteral("1-2"), exampleRun()));
    {
        RecoveredRuns third;
        third.look(folder()); // neither opened nor discarded
    }
    QCOMPARE(filesIn(folder()).size(), 1);
    {
        RecoveredRuns fourth;
        fourth.look(folder());
        const QString path = fourth.file().toLocalFile();
        fourth.accept();
        QVERIFY(fourth.sentence().isEmpty());
        QVERIFY(QFile::exists(path));
    }
    RecoveredRuns fifth;
    fifth.look(folder()); // who looked at it has not saved it
    QVERIFY(!fifth.sentence().isEmpty());
    QVERIFY(!fifth.sentence().contains(QStringLiteral("before it")));
    fifth.discard();
    QVERIFY(filesIn(folder()).isEmpty());
}

void TestRecoveredRuns::aRunWithoutNamesIsOffered()
{
    QVERIFY(leaveJournal(folder(), QStringLiteral("1-1"), exampleRun()));
    QFile file(folder() + QStringLiteral("/journal-1-1.sojourn"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(20)); // in the first part; the journal has no parity yet
    QCOMPARE(file.write("damage"), qint64{6});
    file.close();
    RecoveredRuns runs;
    runs.look(folder());
    QVERIFY2(runs.sentence().startsWith(QStringLiteral("A run broke off at ")), qPrintable(runs.sentence()));
    QCOMPARE(filesIn(folder()).size(), 1);
}

void TestRecoveredRuns::whatAnotherProgramHoldsIsNotOffered()
{
    const FinishedRun run = exampleRun();
    int ready[2];
    QCOMPARE(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        RunJournal journal(folder().toStdString(), {run.info, run.log, run.context.origin});
        journal.follow({});
        if (write(ready[1], "x", 1) != 1) _exit(1);
        pause();
        _exit(0);
    }
    char byte = 0;
    QCOMPARE(read(ready[0], &byte, 1), ssize_t{1});
    RecoveredRuns left;
    left.look(folder());
    QVERIFY(left.sentence().isEmpty());
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    left.look(folder());
    QVERIFY(!left.sentence().isEmpty());
    ImportProgress progress;
    const ReadRecording again = readRecording(left.file().toLocalFile().toStdString(), progress);
    QVERIFY(areSame(*again.recording->log, *run.log));
    close(ready[0]);
    close(ready[1]);
}

void TestRecoveredRuns::theOldestOfManyGo()
{
    const FinishedRun run = exampleRun();
    for (const char* name : {"1", "2", "3", "4", "5", "6", "7"})
        QVERIFY(leaveJournal(folder(), QLatin1String(name), run));
    QFile broken(folder() + QStringLiteral("/journal-8.sojourn"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.close();
    RecoveredRuns recovered;
    recovered.look(folder());
    QCOMPARE(filesIn(folder()).size(), static_cast<int>(mostLeftJournals));
    QVERIFY2(recovered.sentence().endsWith(QStringLiteral("So did 4 before it.")),
             qPrintable(recovered.sentence()));
}

QTEST_GUILESS_MAIN(TestRecoveredRuns)
#include "tst_recovered_runs.moc"
