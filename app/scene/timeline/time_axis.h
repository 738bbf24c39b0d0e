// Where a time axis has its lines, and what they are called.
#pragma once

#include "scene/base/time_window.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

namespace sojourn {

/// One line of a time axis; `labelLeft` is where its label begins, when it has one.
struct AxisTick
{
    std::int64_t atNs = 0;
    double x = 0;
    QString label; ///< empty: the line stands without one, since it would run into its neighbour or the edge
    double labelLeft = 0;
    double labelWidth = 0;
};

/// A step that people count in: 1, 2 or 5 times a power of ten nanoseconds up to 5 s, then 10, 15, 20, 30 s,
/// 1, 2, 5, 10, 15, 30 min, 1, 2, 3, 6, 12 h, then 1, 2 or 5 times a power of ten days; the smallest of at
/// least `leastNs`.
std::int64_t niceStep(std::int64_t leastNs);
/// The smallest of them of which `most` reach at least `reachSeconds`.
std::int64_t niceStep(double reachSeconds, int most);

/// "0 s", "6 s", "2 min 30 s", "840 µs", "1 h 05 min", "2 d": an instant on an axis with lines `stepNs`
/// apart, exact, in the unit that suits the largest instant `reachNs` on that axis.
QString axisLabel(std::int64_t ns, std::int64_t stepNs, std::int64_t reachNs);

/// A duration on a value axis that stands upright, where labels have little room: all of the axis in one
/// unit, that of its steps: "80 s" where the other has "1 min 20 s", "240 min", "36 h".
QString valueAxisLabel(std::int64_t ns, std::int64_t stepNs, std::int64_t reachNs);

/// An instant as axisLabel() has it, of any instant: rounded, to so many decimal figures that instants
/// `leastNs` apart differ, and no more.
QString roundedInstant(std::int64_t ns, double leastNs, std::int64_t reachNs);
/// Rounded so too, but of noughts at the end two at most.
QString briefInstant(std::int64_t ns, double leastNs, std::int64_t reachNs);

using MeasureText = std::function<double(const QString&)>;

/// Gives labels to those of the lines, in order of x, that have room: centred on their line, pushed inside
/// [window.left, window.right()], and at least 8 px from each other. `name` is asked for the label at an
/// `atNs`.
void placeLabels(std::vector<AxisTick>& ticks, const TimeWindow& window, const MeasureText& measure,
                 const std::function<QString(std::int64_t)>& name);

/// The lines within the window and up to `endNs`, about `apart` pixels from each other, with labels.
std::vector<AxisTick> timeAxis(const TimeWindow& window, std::int64_t endNs, double apart,
                               const MeasureText& measure);

/// Lines of a linear value axis from 0: the step is 1, 2 or 5 times a power of ten, with at most `most` steps
/// up to at least `reach`. Returns the step; 1 when reach is not positive.
double niceValueStep(double reach, int most);

} // namespace sojourn
