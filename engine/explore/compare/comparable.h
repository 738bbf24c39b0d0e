// Whether runs of two scenarios can be put beside each other.
#pragma once

#include "scenario/scenario.h"

namespace sojourn {

/// Tasks and queues of two runs are the same by their names, and items by who made them: both scenarios have
/// groups and queues of the same names, or are of one name and have a group in common.
bool areComparable(const Scenario& a, const Scenario& b);

} // namespace sojourn
