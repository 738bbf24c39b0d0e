#include "viewmodels/journal/journal_keeper.h"

#include "scenario/run_origin.h"

#include <QDir>
#include <QFile>
#include <QThreadPool>

#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto apart = 1000ms;

} // namespace

QString journalFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    const bool isUsable =
        QDir::isAbsolutePath(state); // what is relative is to be ignored, says its specification
    return (isUsable ? state : QDir::homePath() + QStringLiteral("/.local/state")) +
           QStringLiteral("/sojourn");
}

/// What workers share of a run that is kept. The journal goes with the last of them.
struct JournalKeeper::Job
{
    void follow()
    {
        const std::unique_lock lock(mutex, std::try_to_lock);
        if (!lock) return; // a slow disk: the next time has more
        if (!journal) {
            if (!QDir().mkpath(folder)) return;
            journal.emplace(QFile::encodeName(folder).toStdString(), run);
        }
        journal->follow(freshLines());
        if (runEnd) journal->end(*runEnd);
    }
    std::vector<PrintedLine> freshLines()
    {
        std::vector<PrintedLine> fresh;
        if (!lines) return fresh;
        const auto [count, added] = lines->linesFrom(linesWritten);
        for (const LogLine& line : added)
            fresh.push_back(printedLine(line));
        linesWritten = count;
        return fresh;
    }

    std::mutex mutex;
    QString folder;
    JournalledRun run;
    std::shared_ptr<RunLog> lines;
    std::uint64_t linesWritten = 0;
    std::optional<RunJournal> journal;
    std::optional<RunEnd> runEnd; // set before the last follow()
};

JournalKeeper::JournalKeeper(QObject* parent)
    : QObject(parent)
{
    m_ticks.setInterval(apart);
    connect(&m_ticks, &QTimer::timeout, this, &JournalKeeper::follow);
}

JournalKeeper::~JournalKeeper() = default;

void JournalKeeper::begin(JournalledRun run, std::shared_ptr<RunLog> lines)
{
    drop();
    if (m_folder.isEmpty()) return;
    m_job = std::make_shared<Job>();
    m_job->folder = m_folder;
    m_job->run = std::move(run);
    m_job->lines = std::move(lines);
    m_ticks.start();
}

void JournalKeeper::follow()
{
    if (m_job) QThreadPool::globalInstance()->start([job = m_job] { job->follow(); });
}

void JournalKeeper::end(const RunEnd& end)
{
    m_ticks.stop();
    if (!m_job) return;
    QThreadPool::globalInstance()->start([job = m_job, end] {
        {
            const std::scoped_lock lock(job->mutex);
            job->runEnd = end;
        }
        job->follow();
    });
}

void JournalKeeper::drop()
{
    m_ticks.stop();
    if (m_job)
        QThreadPool::globalInstance()->start(
            [job = std::move(m_job)] {}); // deleting a file may take its time
    m_job.reset();
}

} // namespace sojourn
