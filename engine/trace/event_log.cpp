#include "trace/event_log.h"

#include <stdexcept>

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

std::int64_t EventLog::addText(std::string_view text)
{
    if (const auto known = m_numbers.find(text); known != m_numbers.end()) return known->second;
    const auto number = static_cast<std::int64_t>(m_numbers.size());
    const auto added = m_numbers.emplace(text, number).first;
    const std::scoped_lock lock(m_textsMutex);
    m_texts.push_back(&added->first);
    return number;
}

std::string EventLog::text(std::int64_t index) const
{
    const std::scoped_lock lock(m_textsMutex);
    return *m_texts.at(static_cast<std::size_t>(index));
}

} // namespace sojourn
