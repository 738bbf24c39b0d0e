#include "viewmodels/live_engine.h"

#include <QDeadlineTimer>
#include <QPointer>

#include <chrono>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto patienceWithCleanUp = 2000ms; // whoever closes a window waits for no more

} // namespace

struct LiveEngine::Worker : QObject
{
    explicit Worker(QThread& thread)
        : m_thread(thread)
    {
    }

    QCoro::Task<> carry(std::shared_ptr<Run> run, QPointer<QObject> receiver,
                        std::function<void(const RunEnd&)> ended)
    {
        ++m_running;
        const RunEnd end = co_await run->runReal();
        run.reset();
        if (receiver) QMetaObject::invokeMethod(receiver, [ended, end] { ended(end); });
        --m_running;
        quitWhenIdle();
    }
    void quitWhenIdle()
    {
        if (m_quitting && m_running == 0) m_thread.quit();
    }
    void quit()
    {
        m_quitting = true;
        quitWhenIdle();
    }

private:
    QThread& m_thread;
    int m_running = 0;
    bool m_quitting = false;
};

LiveEngine::LiveEngine()
    : m_worker(std::make_unique<Worker>(m_thread))
{
    m_thread.setObjectName(QStringLiteral("live engine"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

LiveEngine::~LiveEngine()
{
    if (const std::shared_ptr<Run> run = m_latest.lock()) run->requestStop();
    QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get()] { worker->quit(); });
    if (m_thread.wait(QDeadlineTimer(patienceWithCleanUp))) return;
    if (const std::shared_ptr<Run> run = m_latest.lock()) run->requestAbandon();
    m_thread.wait();
}

void LiveEngine::start(std::shared_ptr<Run> run, QObject* receiver, std::function<void(const RunEnd&)> ended)
{
    m_latest = run;
    QMetaObject::invokeMethod(m_worker.get(),
                              [worker = m_worker.get(), run = std::move(run),
                               receiver = QPointer<QObject>(receiver),
                               ended = std::move(ended)] { worker->carry(run, receiver, ended); });
}

} // namespace sojourn
