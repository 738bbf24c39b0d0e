#include "viewmodels/runlog/run_log.h"

#include <iterator>

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
    std::vector<LogLine> lines(std::make_move_iterator(m_lines.begin()),
                               std::make_move_iterator(m_lines.end()));
    m_lines.clear();
    return lines;
}

std::uint64_t RunLog::count() const
{
    const std::scoped_lock lock(m_mutex);
    return m_count;
}

} // namespace sojourn
