// The scale that the map's colours and the curve's heights share.
#pragma once

#include "viewmodels/sweep/sweep_grid.h"

#include <QString>

#include <vector>

namespace sojourn {

/// Linear, or logarithmic where all values are above 0 and the largest is thirty times the smallest; its ends
/// are round and take in all values, their intervals up to twice the largest value, and the bounds of goals
/// on the same metric.
struct SweepScale
{
    struct Tick
    {
        double value;
        QString label;
    };
    bool isLogarithmic = false;
    double least = 0;
    double most = 1;
    std::vector<Tick> ticks; ///< ascending, both ends among them

    /// Where a value lies between the ends: 0 to 1, held within.
    double share(double value) const;
    /// Whether it lies between the ends: a mark anywhere else would be at another value. Never while nothing
    /// is known.
    bool contains(double value) const;
};

/// Of what is known; from 0 to 1 while nothing is.
SweepScale sweepScale(const SweepGrid& grid);

} // namespace sojourn
