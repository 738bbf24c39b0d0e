// What a run measured beside what theory says, as --theory prints it.
#pragma once

#include "explore/theory_check.h"
#include "trace/run_info.h"

#include <string>

namespace sojourn::cli {

/// For people: the verdict, then for each queue its case with formula and source, a table of figures, and
/// what does not hold. Ends with a line's end.
std::string theoryText(const TheoryCheck& check, const RunInfo& info);

/// For programs: one object on one line, with its line's end. Rates are a second, lengths seconds; what there
/// is no value for is null.
std::string theoryJson(const TheoryCheck& check, const RunInfo& info);

} // namespace sojourn::cli
