#include "viewmodels/run_marks.h"

#include "trace/run_match.h"

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

std::optional<std::uint32_t> within(int number, std::size_t size)
{
    if (number < 0 || static_cast<std::size_t>(number) >= size) return {};
    return static_cast<std::uint32_t>(number);
}

int numberOf(std::uint32_t match)
{
    return match == noMatch ? -1 : static_cast<int>(match);
}

} // namespace

RunMarks::RunMarks(const Columns& columns, std::shared_ptr<const RunInfo> info, int item, int task, int queue)
    : m_info(std::move(info))
    , m_task(within(task, m_info->taskCount()))
    , m_queue(within(queue, m_info->queues.size()))
{
    const auto marked = within(item, columns.items().size());
    if (!marked || columns.items()[*marked].maker == noTask) return;
    m_maker = columns.items()[*marked].maker;
    m_nth = columns.items()[*marked].nth;
}

int RunMarks::task(const RunInfo& info) const
{
    return m_task ? numberOf(matchingTasks(*m_info, info)[*m_task]) : -1;
}

int RunMarks::queue(const RunInfo& info) const
{
    return m_queue ? numberOf(matchingQueues(*m_info, info)[*m_queue]) : -1;
}

int RunMarks::item(const Columns& columns) const
{
    if (!m_maker) return -1;
    const std::uint32_t maker = matchingTasks(*m_info, columns.info())[*m_maker];
    const std::vector<Item>& items = columns.items();
    if (maker == noMatch || m_nth >= items.size()) return -1;
    // Nobody's n-th item comes before the n-th of all.
    const auto found = std::find_if(items.begin() + m_nth, items.end(), [&](const Item& other) {
        return other.maker == maker && other.nth == m_nth;
    });
    return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

} // namespace sojourn
