#include "scenario/run_log.h"

#include <algorithm>
#include <cstddef>

namespace sojourn {

void RunLog::add(const LogLine& line)
{
    const std::scoped_lock lock(m_mutex);
    ++m_count;
    m_lines.push_back(line);
    if (m_lines.size() > mostLines) m_lines.pop_front();
}

std::vector<LogLine> RunLog::take()
{
    const std::scoped_lock lock(m_mutex);
    const auto fresh =
        static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(m_count - m_taken, m_lines.size()));
    m_taken = m_count;
    return {m_lines.end() - fresh, m_lines.end()};
}

std::pair<std::uint64_t, std::vector<LogLine>> RunLog::linesFrom(std::uint64_t count) const
{
    const std::scoped_lock lock(m_mutex);
    const auto fresh = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(m_count - count, m_lines.size()));
    return {m_count, {m_lines.end() - fresh, m_lines.end()}};
}

std::uint64_t RunLog::count() const
{
    const std::scoped_lock lock(m_mutex);
    return m_count;
}

} // namespace sojourn
