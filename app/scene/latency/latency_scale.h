// The value axis that the latency plot and the distribution share.
#pragma once

#include "scene/latency/latency_index.h"

#include <QString>

#include <vector>

namespace sojourn {

/// Linear from 0, or logarithmic over whole decades; between two heights in pixels.
struct LatencyScale
{
    struct Tick
    {
        double seconds;
        QString label;
    };
    bool logarithmic = false;
    double leastSeconds = 0;
    double mostSeconds = 1;
    double top = 0;
    double bottom = 1;
    std::vector<Tick> ticks;

    /// Held between top and bottom.
    double y(double seconds) const;
    double seconds(double y) const;
};

enum class ScaleChoice { Auto, Linear, Logarithmic };

/// A round axis up to the tip of the longest stem: the longest wait to be put and sojourn in one. Auto is
/// logarithmic where a measured run's values spread over more than two and a half decades: taken at once by
/// somebody who waits, or kept until somebody wakes, and little in between. `ghost`: of a run behind it,
/// whose values lie on the axis too; null: none.
LatencyScale latencyScale(const LatencyIndex& index, bool measured, ScaleChoice choice, double top,
                          double bottom, const LatencyIndex* ghost = nullptr);

} // namespace sojourn
