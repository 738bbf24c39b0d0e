#include "trace/run_info.h"

#include "trace/event.h"

#include <algorithm>
#include <string_view>

namespace sojourn {

const char* outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Running:
        return "running";
    case Outcome::Finished:
        return "finished";
    case Outcome::Failed:
        return "failed";
    case Outcome::Stalled:
        return "stalled";
    case Outcome::Spinning:
        return "spinning";
    case Outcome::Until:
        return "until";
    case Outcome::Interrupted:
        return "interrupted";
    }
    return "";
}

const char* requestFailureName(RequestFailure failure)
{
    switch (failure) {
    case RequestFailure::TimedOut:
        return "timeout";
    case RequestFailure::Status:
        return "status";
    case RequestFailure::Reset:
        return "reset";
    case RequestFailure::Refused:
        return "refused";
    case RequestFailure::NoHost:
        return "no_host";
    case RequestFailure::Unreachable:
        return "unreachable";
    case RequestFailure::BadReply:
        return "bad_reply";
    }
    return "";
}

const char* requestPhaseName(RequestPhase phase)
{
    switch (phase) {
    case RequestPhase::None:
        break;
    case RequestPhase::InLine:
    case RequestPhase::ForThread:
        return "in_line";
    case RequestPhase::Connecting:
        return "connecting";
    case RequestPhase::Waiting:
        return "waiting";
    case RequestPhase::Receiving:
        return "receiving";
    }
    return "";
}

std::string RequestInfo::pathOf(std::int64_t number) const
{
    constexpr std::string_view mark = "{n}";
    std::string text;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t next = std::min(path.find(mark, at), path.size());
        text.append(path, at, next - at);
        if (next < path.size()) text += std::to_string(number);
        at = next + mark.size();
    }
    return text;
}

std::uint32_t RunInfo::laneCountOf(std::uint32_t task) const
{
    const GroupInfo& group = groups[groupOfTask[task]];
    const std::uint32_t first = outermostLaneOf(task), behind = group.firstTask + group.taskCount;
    std::uint32_t last = task + 1;
    while (last < behind && outermostLaneOf(last) == first)
        ++last;
    return last - first;
}

std::string RunInfo::taskName(std::uint32_t task) const
{
    if (!taskNames.empty()) return taskNames[task];
    const GroupInfo& group = groups[groupOfTask[task]];
    return group.counted ? group.name + '-' + std::to_string(task - group.firstTask) : group.name;
}

} // namespace sojourn
