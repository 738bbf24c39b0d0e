// How many spans and instants a window of time holds.
#pragma once

#include "scene/base/time_window.h"
#include "trace/columns.h"

#include <QString>

#include <cstdint>

namespace sojourn {

struct SpanCount
{
    std::uint64_t inView = 0;
    std::uint64_t all = 0;
    std::uint64_t instantsInView = 0;
    std::uint64_t allInstants = 0;

    bool operator==(const SpanCount&) const = default;
};

/// The spans and named marks of all lanes that reach into the window, and of the whole run; spans that go on
/// at endNs count. Cost: a few searches a lane, never the spans.
SpanCount spansInView(const Columns& columns, const TimeWindow& window, std::int64_t endNs);

/// "4.7 million of 9.7 million spans in view"; where there are instants: "3 of 12 spans, 1 of 2 instants
/// in view".
QString spansText(const SpanCount& count);
/// "one pixel is 302 ms", on the axis that is time's own.
QString pixelText(const TimeWindow& window);

} // namespace sojourn
