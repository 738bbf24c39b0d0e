// The scenarios that come with the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

struct BuiltinScenario
{
    std::string name;  ///< as it is asked for: asyncq
    std::string title; ///< for people
    std::string text;  ///< the scenario file
};

/// All of them, the one that opens first at the front. They are part of the program: no file is read.
const std::vector<BuiltinScenario>& builtinScenarios();
/// The one of that name; null when there is none.
const BuiltinScenario* findBuiltinScenario(std::string_view name);

} // namespace sojourn
