// The run that another one is compared with, as painters see it.
#pragma once

#include "scene/base/run_view.h"
#include "scene/timeline/lane_layout.h"
#include "scene/timeline/run_index.h"
#include "trace/run_match.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace sojourn {

/// Run A, faint behind run B. Owns nothing of the run; its columns and index outlive it.
struct GhostScene
{
    RunView run;
    const RunIndex* index = nullptr;
    // By task and by queue of B: those of A, or noMatch.
    std::vector<std::uint32_t> taskOf;
    std::vector<std::uint32_t> queueOf;
    std::vector<std::uint32_t> taskFor; ///< by task of A: that of B, or noMatch
    std::vector<std::uint32_t> groupOf; ///< by group of B: that of A, or noMatch
    GhostTasks onlyHere;                ///< by group of B: the tasks of A that it lacks
};

} // namespace sojourn
