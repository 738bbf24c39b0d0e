#include "cli/run_thread.h"

#include <QEventLoop>
#include <QMetaObject>

#include <exception>
#include <utility>

namespace sojourn::cli {

namespace {

/// `run`, `promise` and `loop` belong to the thread that awaits this, and live until the loop has ended.
QCoro::Task<void> carry(Run* run, std::promise<RunEnd>* promise, QEventLoop* loop)
{
    try {
        promise->set_value(co_await run->runReal());
    } catch (...) {
        promise->set_exception(std::current_exception());
    }
    // Queued: a run that is over at once ends before the loop begins.
    QMetaObject::invokeMethod(loop, &QEventLoop::quit, Qt::QueuedConnection);
}

void carryInEventLoop(Run& run, std::promise<RunEnd>& promise)
{
    QEventLoop loop;
    const QCoro::Task<void> task = carry(&run, &promise, &loop);
    loop.exec();
}

void carryAtOnce(Run& run, std::promise<RunEnd>& promise)
{
    try {
        promise.set_value(run.runVirtual());
    } catch (...) {
        promise.set_exception(std::current_exception());
    }
}

} // namespace

RunThread::RunThread(Run& run, bool isVirtual)
    : m_future(m_promise.get_future())
    , m_thread(QThread::create([this, &run, isVirtual] {
        if (isVirtual)
            carryAtOnce(run, m_promise);
        else
            carryInEventLoop(run, m_promise);
    }))
{
    m_thread->start();
}

RunThread::~RunThread()
{
    m_thread->wait();
}

bool RunThread::waitFor(std::chrono::milliseconds time)
{
    return m_future.wait_for(time) == std::future_status::ready;
}

RunEnd RunThread::end()
{
    RunEnd end = m_future.get();
    m_thread->wait();
    return end;
}

} // namespace sojourn::cli
