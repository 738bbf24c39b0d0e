// What a run is made from, besides its scenario.
#pragma once

#include "scenario/scenario_file.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Values, seed and clock: with a scenario they make a run, on the virtual clock always the same one.
struct RunSetting
{
    std::vector<Parameter> parameters; ///< all, in the order of the file
    std::uint64_t seed = 1;
    bool virtualClock = true;
};

/// The values that differ from the file's, as a scenario file is resolved with them.
ParameterValues valuesOf(const std::vector<Parameter>& parameters);

} // namespace sojourn
