// Whether a task may run on and on without giving up the loop.
#pragma once

#include "scenario/scenario.h"

namespace sojourn {

/// Whether a task of these steps may come to the limit of steps without suspending. False only when it
/// certainly cannot: then its loops can be plain ones that count nothing.
bool maySpin(const std::vector<Step>& steps);

} // namespace sojourn
