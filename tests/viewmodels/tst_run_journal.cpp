// What is recorded survives the program, and is offered once.
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/sessions.h"
#include "viewmodels/journal/journal_keeper.h"
#include "viewmodels/journal/recovered_runs.h"
#include "viewmodels/journal/run_journal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <sys/wait.h>
#include <unistd.h>

using namespace sojourn;
using namespace sojourn::test;

namespace {

FinishedRun exampleRun()
{
    const auto file = ScenarioFile::read(findBuiltinScenario("asyncq")->text);
    return finishedRun(*file, {}, {});
}

/// A log that has the first events of a run, and gets the others with more().
struct GrowingLog
{
    explicit GrowingLog(const FinishedRun& of)
        : run(of)
    {
    }
    void more(std::uint64_t count)
    {
        for (; count > 0 && log->size() < run.log->size(); --count) {
            log->append((*run.log)[log->size()]);
            log->publish();
        }
    }
    const FinishedRun& run;
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
};

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files);
}

/// A journal as a program leaves it that is killed: nobody holds it.
void leaveJournal(const QString& folder, const char* name, const FinishedRun& run)
{
    const QByteArray whole = QByteArray::fromStdString(sessionOf(run));
    QFile file(folder + QStringLiteral("/journal-") + QLatin1String(name) + QStringLiteral(".sojourn"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(whole.left(whole.size() - 30)), qint64(whole.size() - 30));
}

} // namespace

class TestRunJournal final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void holdsWhatWasPublishedAtAnyTime();
    void goesWithItsRun();
    void isKeptOnAWorkerAndGoesWithTheNextRun();
    void isOfferedByTheNextProgramAndNoOther();
    void whatAnotherProgramHoldsIsNotOffered();
    void theOldestOfManyGo();

private:
    QString folder() const { return m_folder->path(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRunJournal::holdsWhatWasPublishedAtAnyTime()
{
    const FinishedRun run = exampleRun();
    GrowingLog growing(run);
    RunJournal journal(folder().toStdString(), {run.info, growing.log, run.context.origin});
    QVERIFY(journal.isOpen());
    const std::string path = (folder() + QLatin1Char('/') + filesIn(folder()).first()).toStdString();
    std::vector<PrintedLine> lines{{5, 1, "main", "begins"}};
    while (growing.log->size() < run.log->size()) {
        growing.more(40);
        journal.follow(lines);
        lines.clear();
        ImportProgress progress;
        const ReadRecording read = readRecording(path, progress);
        QVERIFY2(read.recording, read.problem.c_str());
        QVERIFY(areSame(*read.recording->log, *growing.log));
        QVERIFY(read.recording->end.outcome == Outcome::Interrupted);
        QVERIFY(read.recording->context.origin == run.context.origin);
        QCOMPARE(read.recording->context.lines.size(), std::size_t{1});
    }
    journal.end(run.end);
    ImportProgress progress;
    const ReadRecording read = readRecording(path, progress);
    QVERIFY(areSame(*read.recording->columns, *run.columns));
    QVERIFY(areSame(read.recording->end, run.end));
    QVERIFY(read.recording->report.findings.empty());
}

void TestRunJournal::goesWithItsRun()
{
    const FinishedRun run = exampleRun();
    {
        RunJournal journal(folder().toStdString(), {run.info, run.log, {}});
        journal.follow({});
        QCOMPARE(filesIn(folder()).size(), 1);
    }
    QVERIFY(filesIn(folder()).isEmpty());
    RunJournal nowhere("/nonexistent", {run.info, run.log, {}});
    QVERIFY(!nowhere.isOpen());
    nowhere.follow({}); // nothing happens
}

void TestRunJournal::isKeptOnAWorkerAndGoesWithTheNextRun()
{
    const FinishedRun run = exampleRun();
    {
        JournalKeeper keeper;
        keeper.setFolder(folder() + QStringLiteral("/deeper"));
        keeper.begin({run.info, run.log, run.context.origin}, std::make_shared<RunLog>());
        keeper.end(run.end);
        QThreadPool::globalInstance()->waitForDone();
        QCOMPARE(filesIn(folder() + QStringLiteral("/deeper")).size(), 1);
        keeper.drop();
        QThreadPool::globalInstance()->waitForDone();
        QVERIFY(filesIn(folder() + QStringLiteral("/deeper")).isEmpty());
    }
    JournalKeeper idle; // without a folder
    idle.begin({run.info, run.log, {}}, nullptr);
    idle.end(run.end);
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(filesIn(folder()).isEmpty());
}

void TestRunJournal::isOfferedByTheNextProgramAndNoOther()
{
    leaveJournal(folder(), "1-1", exampleRun());
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

    leaveJournal(folder(), "1-2", exampleRun());
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
        QVERIFY(QFile::exists(path)); // until a good end
    }
    QVERIFY(filesIn(folder()).isEmpty());
}

void TestRunJournal::whatAnotherProgramHoldsIsNotOffered()
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

void TestRunJournal::theOldestOfManyGo()
{
    const FinishedRun run = exampleRun();
    for (const char* name : {"1", "2", "3", "4", "5", "6", "7"})
        leaveJournal(folder(), name, run);
    QFile broken(folder() + QStringLiteral("/journal-8.sojourn"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.close();
    RecoveredRuns recovered;
    recovered.look(folder());
    QCOMPARE(filesIn(folder()).size(), static_cast<int>(RecoveredRuns::most));
}

QTEST_GUILESS_MAIN(TestRunJournal)
#include "tst_run_journal.moc"
