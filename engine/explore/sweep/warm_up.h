// What the runs of a sweep leave out at their beginning.
#pragma once

#include "scenario/scenario_file.h"
#include "stats/summary.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// Until how many items of a run have been made nothing counts for its statistics; its counts and its length
/// are of the whole run. The same for all runs, and none unless somebody says so: then a replication is what
/// one meets who makes the run alone. Or found by itself, run by run.
struct WarmUp
{
    bool isFound = false;    ///< foundWarmUp() says how long it is
    std::uint32_t items = 0; ///< otherwise

    bool operator==(const WarmUp&) const = default;
    /// As readWarmUp() takes it: auto, 1000.
    std::string text() const;
};

/// Reads "auto" or a whole number of items, 0 for none. Refused: anything else.
Checked<WarmUp> readWarmUp(std::string_view text);

/// How many items had been made when the warm-up was over, as meanOf() (stats/steady_state.h) finds it by
/// MSER-5 in the sojourn times in the order in which items left: 0 when none stands apart. Also 0 when
/// meanOf() says that the run tells too little: a short one may be one burst, which is no warm-up, and one
/// that is warm-up by half (a queue that grows for ever) has no long run behind it. Then all of it counts.
std::uint32_t foundWarmUp(const std::vector<SummaryFold::Sojourn>& sojourns);

} // namespace sojourn
