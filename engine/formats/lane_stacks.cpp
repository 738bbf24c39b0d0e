#include "formats/lane_stacks.h"

#include <algorithm>

namespace sojourn {

namespace {

/// Whether each of the inner spans is inside one of the outer or meets none.
bool fitsInto(const std::vector<Span>& inner, const std::vector<Span>& outer)
{
    std::size_t at = 0;
    for (const Span& span : inner) {
        while (at < outer.size() && outer[at].endNs <= span.startNs)
            ++at;
        if (at == outer.size()) return true;
        const bool meets = outer[at].startNs < span.endNs;
        if (meets && (outer[at].startNs > span.startNs || outer[at].endNs < span.endNs)) return false;
    }
    return true;
}

std::vector<LaneSpans> lanesOf(const Timeline& timeline, const LaneStack& stack)
{
    std::vector<LaneSpans> lanes;
    lanes.reserve(stack.tasks.size());
    for (const std::uint32_t task : stack.tasks)
        lanes.emplace_back(timeline.columns.lanes()[task], timeline.endNs());
    return lanes;
}

std::vector<std::int64_t> instantsOf(const std::vector<LaneSpans>& lanes)
{
    std::vector<std::int64_t> instants;
    for (const LaneSpans& lane : lanes)
        instants.push_back(lane.ns());
    return instants;
}

} // namespace

std::vector<LaneStack> laneStacks(const Timeline& timeline)
{
    const RunInfo& info = timeline.columns.info();
    const std::vector<Lane>& lanes = timeline.columns.lanes();
    std::vector<LaneStack> stacks;
    for (std::uint32_t task = 0; task < info.taskCount(); ++task) {
        const bool isInner = info.isNestedLane(task);
        const bool fits = isInner && std::ranges::all_of(stacks.back().tasks, [&](std::uint32_t outer) {
                              return fitsInto(lanes[task].spans, lanes[outer].spans);
                          });
        if (!fits) stacks.emplace_back();
        stacks.back().tasks.push_back(task);
    }
    return stacks;
}

StackEvents::StackEvents(const Timeline& timeline, const LaneStack& stack)
    : m_lanes(lanesOf(timeline, stack))
    , m_begins(instantsOf(m_lanes))
{
}

void StackEvents::advance()
{
    if (isEndNext()) return m_open.pop_back();
    LaneSpans& lane = m_lanes[m_begins.source()];
    m_open.push_back(lane.next());
    lane.advance();
    m_begins.moveTo(lane.ns());
}

const char* spanName(const Span& span, const RunInfo& info)
{
    if (span.isNamed()) return info.spanNames[span.item].c_str();
    const auto phase = static_cast<RequestPhase>(span.detail);
    return phase == RequestPhase::None ? taskStateName(span.state) : requestPhaseName(phase);
}

} // namespace sojourn
