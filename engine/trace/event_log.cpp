#include "trace/event_log.h"

#include <stdexcept>
#include <utility>

namespace sojourn {

EventLog::EventLog()
    : m_table(new std::atomic<Event*>[maxChunks])
{
}

EventLog::~EventLog()
{
    for (std::uint64_t i = 0; i < m_chunks; ++i)
        ::operator delete(m_table[i].load(std::memory_order_relaxed));
}

void EventLog::grow()
{
    if (m_chunks == maxChunks) throw std::length_error("the event log is full");
    // Raw memory: a chunk's pages are touched as its events are written, not before.
    m_next = static_cast<Event*>(::operator new(chunkEvents * sizeof(Event)));
    m_end = m_next + chunkEvents;
    m_table[m_chunks].store(m_next, std::memory_order_relaxed); // published with the first event in it
    ++m_chunks;
}

std::int64_t EventLog::addError(std::string text)
{
    const std::scoped_lock lock(m_errorsMutex);
    m_errors.push_back(std::move(text));
    return static_cast<std::int64_t>(m_errors.size()) - 1;
}

std::string EventLog::error(std::int64_t index) const
{
    const std::scoped_lock lock(m_errorsMutex);
    return m_errors.at(static_cast<std::size_t>(index));
}

} // namespace sojourn
