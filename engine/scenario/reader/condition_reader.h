// Reads what decides which steps a scenario has.
#pragma once

#include "scenario/reader/reading.h"

namespace sojourn {

/// The condition at a node: true or false, {"equal": [a, b]} of numbers, texts or truth values, or
/// {"not": condition}. Refused: anything else, and two values of different kinds.
Condition readCondition(Reading& reading, Reading::Index at);

} // namespace sojourn
