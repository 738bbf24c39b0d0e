#include "trace/run_info.h"

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

std::string RunInfo::taskName(std::uint32_t task) const
{
    const GroupInfo& group = groups[groupOfTask[task]];
    return group.counted ? group.name + '-' + std::to_string(task - group.firstTask) : group.name;
}

} // namespace sojourn
