// Kinds of Perfetto packets that hold no track events.
#pragma once

#include <cstdint>

namespace sojourn {

/// What a packet whose data stand in this field of TracePacket holds, as a word for people. Null: it tells
/// only how the trace was made.
const char* perfettoPacketKind(std::uint32_t field);

} // namespace sojourn
