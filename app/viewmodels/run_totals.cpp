#include "viewmodels/run_totals.h"

namespace sojourn {

void RunTotals::follow(const Columns& columns)
{
    m_spansSeen.resize(columns.lanes().size());
    for (std::size_t task = 0; task < m_spansSeen.size(); ++task) {
        const std::vector<Span>& spans = columns.lanes()[task].spans;
        for (std::size_t& i = m_spansSeen[task]; i < spans.size(); ++i) {
            if (spans[i].state == TaskState::GetWait) m_getWaitNs += spans[i].endNs - spans[i].startNs;
        }
    }
    m_stepsSeen.resize(columns.depths().size());
    m_fullNs.resize(columns.depths().size());
    for (std::size_t q = 0; q < m_stepsSeen.size(); ++q) {
        const std::uint64_t capacity = columns.info().queues[q].capacity;
        const std::vector<DepthStep>& steps = columns.depths()[q];
        for (std::size_t& i = m_stepsSeen[q]; i + 1 < steps.size(); ++i) {
            if (capacity != 0 && steps[i].size >= capacity) m_fullNs[q] += steps[i + 1].atNs - steps[i].atNs;
        }
    }
}

} // namespace sojourn
