// Perfetto's protobuf trace.
#pragma once

#include "formats/export_format.h"

namespace sojourn {

/// The unit of a queue's counter, by which a reader knows it from another program's.
inline constexpr const char* queueUnit = "items";

/// Track events, as perfetto_trace.proto describes them: a thread a row of the timeline, slices with interned
/// names and what a wait is for as annotations, a counter a queue, and for every item that was taken an
/// instant at its put and one at its get, joined by a flow. Names and descriptors come first, then everything
/// in order of time. Instants are nanoseconds. An imported thread
/// whose spans overlap has, within its row, more of the same name; flows say on which of its lanes they end.
void writePerfettoTrace(const Timeline& timeline, Sink& sink);

} // namespace sojourn
