#include "sync/thread_pool.h"

namespace sojourn {

ThreadPool::~ThreadPool()
{
    for (Job& job : m_started)
        m_scheduler.cancelTimer(job);
}

void ThreadPool::Offload::suspend(Task& task, std::coroutine_handle<> h)
{
    m_job = m_pool.m_line.emplace(m_pool.m_line.end(), m_pool, this, m_duration);
    m_job->self = m_job;
    if (m_pool.m_running < m_pool.m_threads) m_pool.begin(*m_job);
    task.suspendAt(*this, h);
}

Waiter::OnCancel ThreadPool::Offload::onCancel()
{
    if (m_job->started) {
        m_job->waiter = nullptr;
    } else {
        m_pool.m_line.erase(m_job);
    }
    return OnCancel::CutShort;
}

void ThreadPool::begin(Job& job)
{
    ++m_running;
    job.started = true;
    m_started.splice(m_started.end(), m_line, job.self); // the job itself does not move
    if (m_realThreads != nullptr) {
        m_realThreads->compute(job.duration, [this, &job] { m_scheduler.fireSoon(job); });
    } else {
        m_scheduler.setTimer(saturatingAdd(m_scheduler.now(), job.duration), job);
    }
}

void ThreadPool::finished(Job& job)
{
    if (job.waiter != nullptr) job.waiter->wakeTask();
    m_started.erase(job.self);
    --m_running;
    if (!m_line.empty()) begin(m_line.front());
}

} // namespace sojourn
