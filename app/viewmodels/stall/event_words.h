// An event in a few words.
#pragma once

#include "trace/event.h"
#include "trace/run_info.h"

#include <QString>

namespace sojourn {

/// What a task did or began: "got #9", "waits to get". Empty for what only continues something else.
QString eventWords(const RunInfo& info, const Event& event);

} // namespace sojourn
