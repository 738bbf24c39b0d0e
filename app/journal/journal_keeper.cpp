#include "journal/journal_keeper.h"

#include "journal/left_journals.h"
#include "scenario/run_origin.h"

#include <QDir>
#include <QFile>
#include <QThreadPool>

#include <chrono>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto apart = 1000ms;

} // namespace

/// What workers share of a run that is kept. The journal goes with the last of them.
struct JournalKeeper::Job
{
    void follow()
    {
        const std::unique_lock lock(mutex, std::try_to_lock);
        if (lock) write(); // or on a slow disk: the next time has more
    }
    /// `mutex` is locked.
    void write()
    {
        if (isGivenUp) return;
        try {
            if (!journal && !open()) return;
            journal->follow(freshLines());
            if (runEnd) journal->end(*runEnd);
        } catch (const std::bad_alloc&) {
            isGivenUp = true; // the run has more need of what memory there is
        }
    }
    bool open()
    {
        if (!QDir().mkpath(folder)) return false;
        // Programs without a window leave theirs for years, where nobody opens one.
        std::vector<LeftJournal> left = leftJournals(folder);
        removeOldest(left);
        journal.emplace(QFile::encodeName(folder).toStdString(), run);
        return true;
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
    bool isGivenUp = false;
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
    m_hasBegun = true;
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
    m_hasBegun = false;
    if (m_job)
        QThreadPool::globalInstance()->start(
            [job = std::move(m_job)] {}); // deleting a file may take its time
    m_job.reset();
}

std::optional<JournalKeeper::Left> JournalKeeper::leave()
{
    m_ticks.stop();
    m_hasBegun = false;
    const std::shared_ptr<Job> job = std::exchange(m_job, nullptr);
    if (!job) return {};
    QThreadPool::globalInstance()->waitForDone();
    const std::scoped_lock lock(job->mutex);
    if (!job->journal || !job->journal->isOpen()) return {};
    return Left{QFile::decodeName(QByteArray::fromStdString(job->journal->leave())), job->journal->isWhole()};
}

} // namespace sojourn
