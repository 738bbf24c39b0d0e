// Values as people type them. Strict and the same in every locale: the whole text counts, and nothing is
// guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn::cli {

/// 0 to 2^63 - 1, in decimal digits.
std::optional<std::uint64_t> wholeNumber(std::string_view text);
/// A finite decimal number, with or without an exponent.
std::optional<double> finiteNumber(std::string_view text);
/// 1, true, yes and on; 0, false, no and off; in any case.
std::optional<bool> truthValue(std::string_view text);
/// ASCII letters made small.
std::string inSmallLetters(std::string_view text);

} // namespace sojourn::cli
