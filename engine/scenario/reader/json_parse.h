// From a text to a JsonTree.
#pragma once

#include "scenario/reader/json_tree.h"
#include "scenario/scenario_file.h"

#include <memory>
#include <string>

namespace sojourn {

/// Reads a text as strict JSON whose root is an object. Refused, each with its line: what is no UTF-8 or no
/// JSON, keys that occur twice in an object, too deep nesting, more than maxScenarioBytes.
Checked<JsonTree> parseJson(std::shared_ptr<const std::string> text);

} // namespace sojourn
