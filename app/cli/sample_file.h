// Numbers from a column of a CSV file: `--set service=@times.csv:seconds`.
#pragma once

#include "cli/usage_error.h"
#include "scenario/scenario.h"

#include <memory>
#include <string>
#include <string_view>

namespace sojourn::cli {

/// Reads the sample that @FILE:COLUMN names. COLUMN is a name in the file's first line, or the number of a
/// column, from 1; it may be left out where there is one column. The first line is a header where COLUMN is a
/// name or where what stands there is no number; one of numbers alone has no names. Empty cells are passed
/// over: there was nothing to measure. Cells are separated by commas or, where the first line has none, by
/// semicolons or tabs. Refused, with the line: text, a number below 0 or above what a time may be, and a
/// column without a number.
Or<std::shared_ptr<const Sample>> readSample(std::string_view source);

/// The file's part of @FILE:COLUMN.
std::string sampleFile(std::string_view source);

} // namespace sojourn::cli
