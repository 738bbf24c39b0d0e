// What makes a run other than the steady one that formulas speak of: who ends, or is ended, long before
// others.
#pragma once

#include "explore/queue_flow.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

/// Why a queue's load does not stay as it is while a run goes on, a sentence each: a source that is through
/// long before another ("“a” is through after 16 min 40 s in the mean, “b” after 1 d 3 h: arrivals become
/// fewer"), a group of sources that draw their own ways to the end, where the last is expected to be there
/// long after the first, and sources or servers that are cancelled while others of them go on. Formulas hold
/// while all are there, and not for the whole run. Empty: it stays. Sources that never end, and who is
/// awaited before the cancelling, count as being there to the end.
std::vector<std::string> loadChangesOf(const ScenarioCycles& cycles, std::uint16_t queue);

} // namespace sojourn
