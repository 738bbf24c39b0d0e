// Chrome's Trace Event format: what Perfetto, speedscope and chrome://tracing open.
#pragma once

#include "formats/export_format.h"

namespace sojourn {

/// The series of a queue's counter, by which a reader knows it from another program's.
inline constexpr const char* queueSeries = "size";

/// Process 1; a thread a task, numbered from 1 in order of starting and named; complete events ("X") named by
/// state; a counter a queue; a flow from each item's put to its get, which says when the item was done.
/// Names come first, then everything in order of time, a span where it begins. Microseconds with three
/// decimals. Spans of an imported recording have their own names, and all lanes of
/// one of its threads are that thread again; its instants are those of their threads ("i").
///
/// A flow's ends have to lie inside spans: "s" stands a nanosecond before the end of the span that ends at
/// the put (or at the put, in the span around it), "f" at the start of the span that starts at the get. A
/// task that never spent any time has no span and so no flows. Where that is not the instant itself, the
/// arguments have it as `at_us`; "flow_instants": "exact" in otherData says so. Flows between spans of
/// another program stand at their instants, as they did there. On a thread of several lanes `lane` is which
/// of them it is, the outermost 1.
void writeChromeTrace(const Timeline& timeline, Sink& sink);

} // namespace sojourn
