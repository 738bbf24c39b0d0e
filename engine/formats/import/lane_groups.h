// Which lanes belong together, in which order, and what they are called.
#pragma once

#include "trace/run_info.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

struct ImportProcess;

/// A track that has lanes.
struct GroupedTrack
{
    std::uint32_t track = 0; ///< its number
    std::uint32_t process = 0;
    std::string name;
    std::int64_t sortIndex = 0;
    bool isAsync = false;
    std::uint32_t lanes = 1;
};

/// Orders the tracks (by process, by their sort index, as met), forms groups of them, and fills in groups,
/// groupOfTask, taskNames and outermostLanes of `info`. Tracks of one process whose names differ only in the
/// number at their end are one group, counted, however many lanes each of them has; where the file gives each
/// track a place of its own, those that stand beside each other. A track of another name is a group of its
/// own. Returns by task the track that it is a lane of.
std::vector<std::uint32_t> groupTracks(std::vector<GroupedTrack> tracks,
                                       const std::vector<ImportProcess>& processes, RunInfo& info);

} // namespace sojourn
