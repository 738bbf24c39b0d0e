#include "formats/flow_ends.h"

#include <algorithm>
#include <utility>

namespace sojourn {

FlowEnds::FlowEnds(const Columns& columns, Place placeOfPut, Place placeOfGet)
    : m_visits(columns.visits())
    , m_placeOfPut(std::move(placeOfPut))
    , m_placeOfGet(std::move(placeOfGet))
    , m_order(columns.visitsInOrderOfPutting())
{
    findPut();
}

/// From m_nextPut on, the first of an item that was taken.
void FlowEnds::findPut()
{
    for (; m_nextPut < m_order.size(); ++m_nextPut) {
        const Visit& visit = m_visits[m_order[m_nextPut]];
        if (visit.enqueuedNs == notYet || visit.dequeuedNs == notYet) continue;
        m_putPlaceNs = m_placeOfPut(visit);
        m_putDueNs = std::max(m_putDueNs, m_putPlaceNs);
        return;
    }
    m_putDueNs = TimeMerge::over;
}

std::int64_t FlowEnds::ns() const
{
    return isPutNext() ? m_putDueNs : m_gets.top().dueNs;
}

FlowEnd FlowEnds::take()
{
    if (!isPutNext()) {
        const Get get = m_gets.top();
        m_gets.pop();
        return {get.placeNs, &m_visits[get.visit], get.flow, false};
    }
    const std::uint32_t visit = m_order[m_nextPut++];
    const FlowEnd put{m_putPlaceNs, &m_visits[visit], ++m_flows, true};
    const std::int64_t getNs = m_placeOfGet(m_visits[visit]);
    m_gets.push({std::max(getNs, m_putDueNs), getNs, visit, m_flows});
    findPut();
    return put;
}

} // namespace sojourn
