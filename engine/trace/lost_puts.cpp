#include "trace/lost_puts.h"

#include <algorithm>

namespace sojourn {

std::int64_t cutShortNs(const Columns& columns, const Visit& visit)
{
    if (!visit.abandoned || visit.enqueuedNs != notYet || visit.putWaitNs == notYet ||
        visit.producer == noTask)
        return notYet;
    const std::vector<Span>& spans = columns.lanes()[visit.producer].spans;
    auto span = std::ranges::lower_bound(spans, visit.putWaitNs, {}, &Span::startNs);
    for (; span != spans.end() && span->startNs == visit.putWaitNs; ++span)
        if (span->state == TaskState::PutWait) return span->endNs;
    return visit.putWaitNs; // a wait of no length is no span
}

std::int64_t droppedNs(const Columns& columns, const Visit& visit)
{
    if (!visit.dropped) return notYet;
    const EventLog& log = columns.log();
    if (visit.putEvent < log.size() && log[visit.putEvent].kind == EventKind::Drop)
        return log[visit.putEvent].timeNs;
    return visit.item < columns.items().size() ? columns.items()[visit.item].createdNs : notYet;
}

std::int64_t putEndNs(const Columns& columns, const Visit& visit)
{
    if (visit.enqueuedNs != notYet) return visit.enqueuedNs;
    return visit.dropped ? droppedNs(columns, visit) : cutShortNs(columns, visit);
}

std::int64_t visitBeginNs(const Columns& columns, const Visit& visit)
{
    return visit.putWaitNs != notYet ? visit.putWaitNs : putEndNs(columns, visit);
}

} // namespace sojourn
