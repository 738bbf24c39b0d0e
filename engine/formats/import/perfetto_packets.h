// Kinds of Perfetto packets that hold no track events.
#pragma once

#include <cstdint>
#include <string>

namespace sojourn {

/// What a packet whose data stand in this field of TracePacket holds, as words for people. Empty: it tells
/// only how the trace was made.
std::string perfettoPacketKind(std::uint32_t field);

} // namespace sojourn
