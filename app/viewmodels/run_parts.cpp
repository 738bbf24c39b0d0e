#include "viewmodels/run_parts.h"

#include <thread>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

} // namespace

RunParts::RunParts(std::shared_ptr<const RunInfo> info, std::shared_ptr<Columns> columns, Computing computing)
    : m_info(std::move(info))
    , m_columns(std::move(columns))
    , m_computing(computing)
    , m_dueAt(std::chrono::steady_clock::now() + computing.firstPartAfter)
{
    if (m_computing.firstPartAfter > 0ms) m_first = ask();
}

RunParts::~RunParts() = default;

QFuture<RunPart> RunParts::ask()
{
    QPromise<RunPart> promise;
    promise.start();
    QFuture<RunPart> future = promise.future();
    if (m_isOver || m_computing.firstPartAfter == 0ms) {
        promise.addResult(RunPart());
        promise.finish();
    } else {
        m_asked.emplace(std::move(promise));
        m_isAsked.store(true, std::memory_order_release);
    }
    return future;
}

QFuture<RunPart> RunParts::next()
{
    const std::lock_guard lock(m_mutex);
    if (!m_first) return ask();
    QFuture<RunPart> first = *m_first;
    m_first.reset();
    return first;
}

void RunParts::wait(std::chrono::milliseconds patience)
{
    if (patience > 0ms) m_there.tryAcquire(1, static_cast<int>(patience.count()));
}

void RunParts::answer(RunPart part)
{
    const std::lock_guard lock(m_mutex);
    if (!m_asked) return;
    m_asked->addResult(std::move(part));
    m_asked->finish();
    m_asked.reset();
    m_isAsked.store(false, std::memory_order_release);
}

bool RunParts::isPartDue() const
{
    return m_isAsked.load(std::memory_order_acquire) && m_columns->folded() >= 2 * m_partEvents &&
           m_columns->folded() > 0 && std::chrono::steady_clock::now() >= m_dueAt;
}

void RunParts::makePart()
{
    if (!m_summary) m_summary.emplace(m_info);
    for (; m_partEvents < m_columns->folded(); ++m_partEvents)
        m_summary->add(m_columns->log()[m_partEvents]);
    m_totals.follow(*m_columns);
    RunEnd now;
    now.at = instantFromNanoseconds(m_columns->lastNs());
    answer({m_columns->part(), m_summary->summary(now), m_totals});
    isThere();
    m_dueAt = std::chrono::steady_clock::now() + m_computing.partsApart;
}

void RunParts::follow()
{
    // So much at a time that a part is not late by more than a moment.
    constexpr std::uint64_t stretch = 4096;
    while (m_state.load(std::memory_order_acquire) == State::Growing) {
        const std::uint64_t before = m_columns->folded();
        m_columns->advance(before + stretch);
        if (isPartDue()) makePart();
        // The writer publishes every few thousand rounds: looking more often would only disturb it.
        if (m_columns->folded() == before) std::this_thread::sleep_for(200us);
    }
    if (m_state.load(std::memory_order_acquire) == State::Whole) m_columns->advance();
    m_followed.release();
}

void RunParts::setOver(bool isWhole)
{
    m_state.store(isWhole ? State::Whole : State::Abandoned, std::memory_order_release);
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    answer(RunPart());
}

} // namespace sojourn
