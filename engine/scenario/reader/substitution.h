// Puts the values of parameters where "$name" stands.
#pragma once

#include "scenario/reader/json_tree.h"
#include "scenario/scenario_file.h"

#include <vector>

namespace sojourn {

/// Whether anything of a tree below its parameters may be a "$name".
bool hasReferences(const JsonTree& tree);

/// The tree with the parameters' values in its debug, queues, events, pools, tasks and until; they keep the
/// places of the texts that they replace. Refused: the name of no parameter; but a text to log or to fail
/// with may begin with a $.
Checked<JsonTree> substitute(const JsonTree& tree, const std::vector<Parameter>& parameters);

} // namespace sojourn
