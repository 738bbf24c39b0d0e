#include "journal/journal_keeper.h"

#include "journal/left_journals.h"
#include "scenario/run_origin.h"

#include <QDir>
#include <QFile>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto apart = 1000ms;

} // namespace

/// Does one thing after the other, on a thread that is made for the first. QThreadPool would wait for ever,
/// at the latest when the program ends, for a thread that could not be made when memory had run out.
class JournalKeeper::Worker final
{
public:
    ~Worker()
    {
        if (!m_thread.joinable()) return;
        {
            const std::scoped_lock lock(m_mutex);
            m_isEnding = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
    /// False, and nothing is done, where there is no thread for it.
    bool post(std::function<void()> task)
    {
        try {
            const std::scoped_lock lock(m_mutex);
            if (!m_thread.joinable()) m_thread = std::thread([this] { work(); });
            m_tasks.push_back(std::move(task));
        } catch (const std::system_error&) {
            return false;
        } catch (const std::bad_alloc&) {
            return false;
        }
        m_changed.notify_all();
        return true;
    }
    bool hasBegun() const { return m_thread.joinable(); }
    bool isIdle()
    {
        const std::scoped_lock lock(m_mutex);
        return m_tasks.empty();
    }
    void finish()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_tasks.empty(); });
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return m_isEnding || !m_tasks.empty(); });
            if (m_tasks.empty()) return;
            std::function<void()> task = std::move(m_tasks.front());
            lock.unlock();
            task();
            task = nullptr; // with what it held
            lock.lock();
            m_tasks.pop_front();
            m_changed.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks; // the first is being done
    std::thread m_thread;
    bool m_isEnding = false;
};

/// A run that is kept; the worker's alone once it was begun. The journal goes with it.
struct JournalKeeper::Job
{
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

    QString folder;
    JournalledRun run;
    std::shared_ptr<RunLog> lines;
    std::uint64_t linesWritten = 0;
    std::optional<RunJournal> journal;
    std::optional<RunEnd> runEnd; // set before the last write()
    bool isGivenUp = false;
};

JournalKeeper::JournalKeeper(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>())
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
    if (!m_job || !m_worker->isIdle()) return; // a slow disk: the next time has more
    if (m_worker->post([job = m_job] { job->write(); })) m_hasBegun = true;
}

void JournalKeeper::end(const RunEnd& end)
{
    m_ticks.stop();
    if (!m_job) return;
    m_worker->post([job = m_job, end] {
        job->runEnd = end;
        job->write();
    });
}

void JournalKeeper::drop()
{
    m_ticks.stop();
    m_hasBegun = false;
    if (m_job && m_worker->hasBegun())
        m_worker->post([job = std::move(m_job)] {}); // deleting a file may take its time
    m_job.reset();
}

std::optional<JournalKeeper::Left> JournalKeeper::leave()
{
    m_ticks.stop();
    m_hasBegun = false;
    const std::shared_ptr<Job> job = std::exchange(m_job, nullptr);
    if (!job) return {};
    m_worker->finish();
    if (!job->journal || !job->journal->isOpen()) return {};
    return Left{QFile::decodeName(QByteArray::fromStdString(job->journal->leave())), job->journal->isWhole()};
}

} // namespace sojourn
