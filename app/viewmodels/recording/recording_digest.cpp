#include "viewmodels/recording/recording_digest.h"

#include <algorithm>
#include <queue>

namespace sojourn {

namespace {

bool isOfInterest(TaskState state)
{
    switch (state) {
    case TaskState::Sleeping:
    case TaskState::JoinWait:
    case TaskState::AwaitWait:
    case TaskState::FlagWait:
    case TaskState::NotStarted:
    case TaskState::Ended:
        return false;
    default:
        return true;
    }
}

std::int64_t lengthOf(const LaneSpan& of)
{
    return of.span.endNs - of.span.startNs;
}

/// The longer first; of two that are as long, the earlier one, then the upper one.
bool comesFirst(const LaneSpan& a, const LaneSpan& b)
{
    if (lengthOf(a) != lengthOf(b)) return lengthOf(a) > lengthOf(b);
    return a.span.startNs != b.span.startNs ? a.span.startNs < b.span.startNs : a.task < b.task;
}

} // namespace

RecordingDigest digestOf(const Recording& recording, std::size_t longest)
{
    const Columns& columns = *recording.columns;
    RecordingDigest digest;
    digest.instants = columns.instantCount();
    digest.items = columns.itemCount();
    digest.lanes = columns.lanes().size();
    for (std::uint32_t task = 0; task < recording.info->taskCount(); ++task)
        digest.tracks += !recording.info->isNestedLane(task);
    digest.endNs = columns.endNs(recording.end);
    digest.spans = columns.spanCount(digest.endNs);

    // The last that is kept on top: nearly every span is shorter, and one comparison says so.
    std::priority_queue<LaneSpan, std::vector<LaneSpan>, decltype(&comesFirst)> kept(&comesFirst);
    const auto look = [&](std::uint32_t task, const Span& span) {
        digest.hasGetWaits |= span.state == TaskState::GetWait;
        if (!isOfInterest(span.state) || longest == 0) return;
        const LaneSpan candidate{task, span};
        if (kept.size() == longest) {
            if (!comesFirst(candidate, kept.top())) return;
            kept.pop();
        }
        kept.push(candidate);
    };
    for (std::uint32_t task = 0; task < columns.lanes().size(); ++task) {
        const Lane& lane = columns.lanes()[task];
        for (const Span& span : lane.spans)
            look(task, span);
        if (const auto open = lane.openUntil(digest.endNs)) look(task, *open);
    }
    for (; !kept.empty(); kept.pop())
        digest.longest.push_back(kept.top());
    std::ranges::reverse(digest.longest);
    return digest;
}

} // namespace sojourn
