// Which tasks and queues of two runs are the same.
#pragma once

#include "trace/run_info.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Stands for "there is none".
inline constexpr std::uint32_t noMatch = 0xFFFFFFFFu;

/// By task of `from`: the task of `to` of the same group's name and the same number within it; noMatch where
/// there is none.
std::vector<std::uint32_t> matchingTasks(const RunInfo& from, const RunInfo& to);
/// By queue of `from`: the queue of `to` of the same name.
std::vector<std::uint32_t> matchingQueues(const RunInfo& from, const RunInfo& to);

} // namespace sojourn
