// Which other value of a parameter ends a run that stalls.
#pragma once

#include "scenario/scenario_file.h"
#include "time/time.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

/// One parameter's other value; all others stay.
struct Remedy
{
    Parameter parameter;          ///< with its present value
    ParameterValue value;         ///< the other one
    Duration endsAfter{};         ///< of the run with it
    std::uint64_t leftBehind = 0; ///< items that are not done when it ends
};

/// The scenario as it stalled.
struct StalledRun
{
    std::string text;                  ///< of the scenario file
    std::vector<Parameter> parameters; ///< with their values in that run
    std::uint64_t seed = 1;
};

/// Values worth a try, the likeliest first: switches the other way, other choices, then whole numbers one
/// step down and up, and no limit. None is 0 unless that means no limit: a run without tasks would end, but
/// show nothing.
std::vector<Remedy> remediesWorthATry(const std::vector<Parameter>& parameters);

/// Those of them with which the run finishes on the virtual clock with the same seed: at most `most`, and
/// none that leaves items behind where another leaves none. Blocks
/// for a second at most; what is not known by then is left out. `abandon` ends it early.
std::vector<Remedy> findRemedies(const StalledRun& run, std::size_t most, const std::atomic<bool>& abandon);

} // namespace sojourn
