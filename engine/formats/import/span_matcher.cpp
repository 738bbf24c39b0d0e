#include "formats/import/span_matcher.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sojourn {

const SpanMatcher::Open* SpanMatcher::end(const End& end)
{
    if (m_open.empty() || m_open.back().span->startNs > end.ns) {
        m_ends.push_back(end);
        return nullptr;
    }
    m_closed = m_open.back();
    m_open.pop_back();
    m_closed.span->endNs = end.ns;
    return &m_closed;
}

void SpanMatcher::settle()
{
    if (m_open.empty() || m_ends.empty()) return;
    std::vector<Open> opens = std::exchange(m_open, {});
    std::vector<End> ends = std::exchange(m_ends, {});
    std::ranges::stable_sort(opens, {}, [](const Open& open) { return open.span->startNs; });
    std::ranges::stable_sort(ends, {}, &End::ns);
    std::size_t next = 0;
    for (const End& each : ends) {
        for (; next < opens.size() && opens[next].span->startNs <= each.ns; ++next)
            m_open.push_back(opens[next]);
        end(each);
    }
    m_open.insert(m_open.end(), opens.begin() + static_cast<std::ptrdiff_t>(next), opens.end());
}

} // namespace sojourn
