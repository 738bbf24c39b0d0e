#include "formats/import/listed_items.h"

#include <cstddef>

namespace sojourn {

std::optional<std::int64_t> ListedItems::begin(std::uint64_t raw)
{
    if (raw < m_regular) return static_cast<std::int64_t>(raw);
    const auto next = static_cast<std::uint32_t>(m_queueOfItem.size());
    if (next == nowhere - 1) return {};
    if (m_numbers.empty() && raw == m_regular)
        ++m_regular;
    else if (const auto [known, isNew] = m_numbers.emplace(raw, next); !isNew)
        return known->second;
    m_queueOfItem.push_back(nowhere);
    return next;
}

std::optional<std::int64_t> ListedItems::put(std::uint64_t raw, std::uint16_t queue)
{
    const auto item = begin(raw);
    if (item) m_queueOfItem[static_cast<std::size_t>(*item)] = queue;
    return item;
}

std::optional<std::int64_t> ListedItems::take(std::uint64_t raw, std::uint16_t queue)
{
    const auto item = known(raw);
    if (!item || m_queueOfItem[*item] != queue) return {};
    m_queueOfItem[*item] = nowhere;
    return static_cast<std::int64_t>(*item);
}

bool ListedItems::isIn(std::uint64_t raw, std::uint16_t queue) const
{
    const auto item = known(raw);
    return item && m_queueOfItem[*item] == queue;
}

std::optional<std::uint64_t> ListedItems::known(std::uint64_t raw) const
{
    if (raw < m_regular) return raw;
    const auto known = m_numbers.find(raw);
    return known == m_numbers.end() ? std::nullopt : std::optional<std::uint64_t>(known->second);
}

bool ListedItems::putEndMark(std::uint16_t queue)
{
    if (queue >= m_endMarks.size()) m_endMarks.resize(queue + std::size_t{1});
    ++m_endMarks[queue];
    return true;
}

bool ListedItems::takeEndMark(std::uint16_t queue)
{
    if (queue >= m_endMarks.size() || m_endMarks[queue] == 0) return false;
    --m_endMarks[queue];
    return true;
}

} // namespace sojourn
