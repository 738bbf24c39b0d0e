// A scenario as an asyncio program.
#pragma once

#include "scenario/python/python_steps.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// One file that CPython 3.11 runs without anything else: it prints the event list of a run of the scenario
/// under the virtual clock, event for event, and leaves with the same exit status (0, 1, 3). `fileText` is
/// the scenario's file: with it, what the file takes from a parameter has the parameter's name in the
/// program; without it, its value.
std::string pythonProgram(const Scenario& scenario, std::uint64_t seed, std::string_view fileText = {});

/// The part of it that people look at: the parameters, and a function a group. Refers into the scenario.
std::vector<PythonLine> pythonLines(const Scenario& scenario, std::uint64_t seed,
                                    std::string_view fileText = {});

} // namespace sojourn
