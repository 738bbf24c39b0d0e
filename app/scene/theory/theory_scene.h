// What the pictures of the theory panel are painted from, and where they lie.
#pragma once

#include "scene/base/time_window.h"
#include "stats/queue_curves.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <cstdint>
#include <optional>

namespace sojourn {

/// Plain data, valid for one call of a painter.
struct TheoryScene
{
    const QueueCurves* curves = nullptr;
    const QueueCurves* ghost = nullptr; ///< of the run that is compared with; null: none
    QString ghostName;                  ///< 4 servers
    QString queueName;                  ///< empty where there is only one queue
    double gutter = 112;                ///< left of the mean so far, as of the timeline
    double rightMargin = 16;
    std::int64_t playheadNs = 0;
    QSizeF size;

    static constexpr double headHeight = 32;  ///< of a picture's name and its legend
    static constexpr double footHeight = 40;  ///< of an axis' numbers and the line of words below them
    static constexpr double leastMeans = 104; ///< below so much height the mean so far is left out
    static constexpr double legendLine = 18;  ///< of what each line stands for, above both distributions

    bool hasMeans() const;
    double distributionsBottom() const; ///< of both distributions, words included
    // The plots, without names, numbers and words.
    QRectF bars() const;
    QRectF tail() const;
    QRectF means() const; ///< empty where it is left out

    // Scales.
    /// The share at the top of the bars: where hardly anybody waits, that of none is cut off. So is what A
    /// has of more than twice as much.
    double mostShare() const;
    double barsX(double seconds) const;
    double barsY(double share) const;
    bool hasGhostAtOnce() const; ///< how many of A's did not wait is known, and has its place here
    /// What a share in a step of A's bars is in a step of these.
    double ghostShare() const;
    QRectF atOnceBar() const; ///< of items that did not wait, left of the others; its full height
    double tailX(double seconds) const;
    double tailY(double share) const; ///< logarithmic
    /// From so many seconds to so many; a mean before the run has settled is not held within.
    Interval meansReach() const;
    /// Where A's mean ends up, when that is not within: its line is not to be seen there.
    std::optional<double> ghostMeanOutside() const;
    TimeWindow meansWindow() const; ///< the whole run, over the plot's width
    double meansY(double seconds) const;

    static constexpr double leastTailShare = 5e-4;
};

} // namespace sojourn
