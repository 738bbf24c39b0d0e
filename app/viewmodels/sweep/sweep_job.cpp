#include "viewmodels/sweep/sweep_job.h"

#include "viewmodels/stand_back.h"

#include <QThread>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace sojourn {

SweepJob::SweepJob(SweepPlan plan, std::vector<SweepGoal> goals)
    : m_sweep(plan)
    , m_order(plan, std::move(goals))
{
    m_news.isTrying = true;
    m_news.progress.cells = plan.ownCellCount();
    m_news.progress.runs = m_news.progress.cells * plan.replications;
    RunOptions options;
    options.seed = plan.seed;
    options.until = plan.until;
    options.logLevel = LogLevel::Critical;
    if (auto scenario = plan.file.resolve(plan.allValuesOf(0)))
        m_trial = std::make_unique<Run>(std::make_shared<const Scenario>(std::move(*scenario)), options);
    m_thread = std::jthread([this] { work(); });
}

SweepJob::~SweepJob()
{
    stop();
}

void SweepJob::stop()
{
    m_sweep.requestStop();
    if (m_trial) m_trial->requestAbandon();
}

SweepJob::News SweepJob::take()
{
    const std::scoped_lock lock(m_mutex);
    News news = m_news;
    m_news.cells.clear();
    return news;
}

void SweepJob::work()
{
    // Of this thread, and of those that it starts.
    standBack();
    SweepListener listener;
    listener.nextCell = [this] { return m_order.next(); };
    listener.cellDone = [this](SweepCell cell) {
        m_order.note(cell);
        const std::scoped_lock lock(m_mutex);
        m_news.cells.push_back(std::move(cell));
    };
    listener.progress = [this](const SweepProgress& progress) {
        const std::scoped_lock lock(m_mutex);
        m_news.progress = progress;
    };
    std::string failure;
    try {
        if (m_trial) m_trial->runVirtual();
        {
            const std::scoped_lock lock(m_mutex);
            m_news.isTrying = false;
        }
        m_sweep.run(static_cast<unsigned>(std::max(QThread::idealThreadCount(), 1)), listener);
    } catch (const std::bad_alloc&) {
        failure = "There is not enough memory for these runs.";
    } catch (const std::exception& error) {
        failure = std::string("The sweep broke off: ") + error.what();
    }
    const std::scoped_lock lock(m_mutex);
    m_news.isOver = true;
    m_news.failure = std::move(failure);
}

} // namespace sojourn
