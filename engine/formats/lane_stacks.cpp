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

} // namespace

std::vector<LaneStack> laneStacks(const Timeline& timeline)
{
    const RunInfo& info = timeline.columns.info();
    const std::vector<Lane>& lanes = timeline.columns.lanes();
    std::vector<LaneStack> stacks;
    for (std::uint32_t task = 0; task < info.taskCount(); ++task) {
        const GroupInfo& group = info.groups[info.groupOfTask[task]];
        const bool isInner = !group.counted && task > group.firstTask;
        const bool fits = isInner && std::ranges::all_of(stacks.back().tasks, [&](std::uint32_t outer) {
                              return fitsInto(lanes[task].spans, lanes[outer].spans);
                          });
        if (!fits) stacks.emplace_back();
        stacks.back().tasks.push_back(task);
    }
    return stacks;
}

std::vector<StackEvent> stackEvents(const Timeline& timeline, const LaneStack& stack)
{
    std::vector<Span> spans;
    for (const std::uint32_t task : stack.tasks) {
        const Lane& lane = timeline.columns.lanes()[task];
        spans.insert(spans.end(), lane.spans.begin(), lane.spans.end());
        if (const auto open = lane.openUntil(timeline.endNs())) spans.push_back(*open);
    }
    std::ranges::stable_sort(spans, [](const Span& a, const Span& b) {
        return a.startNs != b.startNs ? a.startNs < b.startNs : a.endNs > b.endNs;
    });
    std::vector<StackEvent> events;
    events.reserve(spans.size() * 2);
    std::vector<const Span*> open;
    const auto closeUpTo = [&](std::int64_t ns) {
        for (; !open.empty() && open.back()->endNs <= ns; open.pop_back())
            events.push_back({open.back()->endNs, false, *open.back()});
    };
    for (const Span& span : spans) {
        closeUpTo(span.startNs);
        events.push_back({span.startNs, true, span});
        open.push_back(&span);
    }
    closeUpTo(timeline.endNs());
    return events;
}

const char* spanName(const Span& span, const RunInfo& info)
{
    if (span.isNamed()) return info.spanNames[span.item].c_str();
    const auto phase = static_cast<RequestPhase>(span.detail);
    return phase == RequestPhase::None ? taskStateName(span.state) : requestPhaseName(phase);
}

} // namespace sojourn
