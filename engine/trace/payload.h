// What items carry, as text: the same in logs and in exports.
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <string>

namespace sojourn {

/// The hexadecimal text of `bytes` bytes drawn as the 64 bits `bits`, two small letters or digits a byte. The
/// bytes are those of splitmix64's successive values from that seed, the little end first.
std::string hexPayload(std::uint64_t bits, std::uint32_t bytes);

/// A version-4 UUID whose bits are drawn from a seed, apart from the six that say what it is.
std::string uuidText(std::uint64_t seed);

/// A number in the fewest digits that read back as the same number: 42, 0.5, 1e+300.
std::string numberText(double number);

/// A number or bytes as they are stored in events and visits, as text; empty for none, and for a text, which
/// the log has (Columns::payloadText()).
std::string payloadText(PayloadKind kind, std::uint32_t bytes, std::int64_t bits);

} // namespace sojourn
