// Where instants lie on the screen, and back.
#pragma once

#include "trace/time_map.h"

#include <algorithm>
#include <cstdint>

namespace sojourn {

/// A stretch of the run's time [fromNs, toNs) laid over `width` pixels from `left` on. The difference is
/// taken in whole nanoseconds before anything becomes floating point, so an hour into a run a microsecond is
/// still exact.
struct TimeWindow
{
    std::int64_t fromNs = 0;
    std::int64_t toNs = 1;
    double left = 0;
    double width = 1;

    std::int64_t spanNs() const { return toNs - fromNs; }
    double right() const { return left + width; }
    double pixelsPerNs() const { return width / static_cast<double>(spanNs()); }
    double timeToX(std::int64_t ns) const
    {
        return left + static_cast<double>(ns - fromNs) / static_cast<double>(spanNs()) * width;
    }
    /// The instant under a pixel; not held within the window.
    std::int64_t xToTime(double x) const
    {
        return fromNs + static_cast<std::int64_t>((x - left) / width * static_cast<double>(spanNs()));
    }
    bool contains(std::int64_t ns) const { return ns >= fromNs && ns < toNs; }
    /// The same time over device pixels from 0 on.
    TimeWindow inDevicePixels(double dpr) const { return {fromNs, toNs, 0.0, std::max(1.0, width * dpr)}; }

    bool operator==(const TimeWindow&) const = default;
};

/// The same for instants of a run whose axis is another than time's own: `window` is a stretch of that axis.
struct InstantWindow
{
    TimeWindow window;
    const TimeMap* map = nullptr; ///< null: the axis is time's own

    std::int64_t fromNs() const { return instantOf(window.fromNs); }
    std::int64_t toNs() const { return instantOf(window.toNs); }
    double left() const { return window.left; }
    double right() const { return window.right(); }
    std::int64_t toAxis(std::int64_t ns) const { return map == nullptr ? ns : map->toAxis(ns); }
    std::int64_t instantOf(std::int64_t at) const { return map == nullptr ? at : map->toInstant(at); }
    double timeToX(std::int64_t ns) const { return window.timeToX(toAxis(ns)); }
    std::int64_t xToTime(double x) const { return instantOf(window.xToTime(x)); }
    bool contains(std::int64_t ns) const { return window.contains(toAxis(ns)); }
};

} // namespace sojourn
