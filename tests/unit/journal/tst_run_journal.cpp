// What is recorded survives the program.
#include "journal/run_journal.h"
#include "support/read_text.h"
#include "support/run_journals.h"
#include "support/same_runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

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

} // namespace

class TestRunJournal final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void holdsWhatWasPublishedAtAnyTime();
    void goesWithItsRun();
    void staysWhenItIsLeft();

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
    QVERIFY(journal.isWhole());
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

void TestRunJournal::staysWhenItIsLeft()
{
    const FinishedRun run = exampleRun();
    std::string path;
    {
        RunJournal journal(folder().toStdString(), {run.info, run.log, run.context.origin});
        journal.follow({});
        QVERIFY(!journal.isWhole());
        path = journal.leave();
    }
    ImportProgress progress;
    const ReadRecording read = readRecording(path, progress);
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(areSame(*read.recording->log, *run.log));
}

QTEST_GUILESS_MAIN(TestRunJournal)
#include "tst_run_journal.moc"
