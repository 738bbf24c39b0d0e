// JSON, written by hand: these files are long, and their layout is part of what they promise.
#pragma once

#include "formats/sink.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sojourn {

/// The text in quotes, as JSON has it: UTF-8 stays as it is, bytes that are no UTF-8 become U+FFFD.
std::string jsonString(std::string_view text);
/// jsonString() without the quotes.
std::string jsonEscaped(std::string_view text);
/// A number as JSON has it: the fewest digits that read back as the same number; null for what is no finite
/// number.
std::string jsonNumber(double number);

/// Writes a whole number.
void writeWhole(Sink& sink, std::int64_t number);
/// Writes microseconds with three decimals, exact.
void writeMicroseconds(Sink& sink, std::int64_t ns);

} // namespace sojourn
