// What the timeline is painted from.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_style.h"
#include "scene/base/time_window.h"
#include "scene/compare/ghost_scene.h"
#include "scene/timeline/axis_run.h"
#include "scene/timeline/group_index.h"
#include "scene/timeline/lane_layout.h"
#include "scene/timeline/run_index.h"
#include "scene/timeline/time_axis.h"
#include "search/find_in_run.h"

#include <QRectF>
#include <QSizeF>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sojourn {

/// Lengths of the timeline in logical pixels; latency plot and overview share gutter and margin.
struct TimelineMetrics
{
    double gutter = 112; ///< of the lane names
    double nameLeft = 16;
    double rightMargin = 16;
    double rulerHeight = 24;
};

/// What theory says of a queue's length.
struct DepthTheory
{
    std::optional<double> meanLength; ///< of those who wait, over time
    bool isApproximate = false;
    double growthPerSecond = 0;   ///< of an overloaded queue
    std::int64_t warmUpEndNs = 0; ///< what lies before is not counted; 0: all is
};

/// The stretch of time between two marks.
struct MeasuredStretch
{
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
};

/// Rows that move together, and where they are to be seen.
struct LaneBand
{
    std::span<const LaneRow> rows;
    QRectF area;
};

/// One picture of the timeline: plain data, valid for one call of a painter.
struct TimelineScene
{
    RunView run;                   ///< laid out on the axis that is shown
    const AxisRun* axis = nullptr; ///< of an axis that is not time's own; null: it is
    RunView inOwnTime;             ///< the same run, where there is such an axis; see own()
    const RunIndex* index = nullptr;
    const GhostScene* ghost = nullptr;               ///< the run that is compared with, faint; null: none
    const std::vector<GroupIndex>* groups = nullptr; ///< by group; up to date for those that are folded
    const std::vector<GroupIndex>* ghostGroups = nullptr; ///< likewise, of the ghost, by its groups
    std::vector<DepthTheory> theory;                      ///< by queue; empty: not shown
    const SearchHits* found = nullptr;                    ///< what is marked; null: nothing is
    std::int64_t current = -1;                            ///< of those, the one that was stepped to
    const std::vector<bool>* sharedNames = nullptr;       ///< see sharedNames(); null: none is shared
    const std::vector<std::uint32_t>* pinned = nullptr;   ///< tasks whose lanes are kept; null: none
    std::optional<MeasuredStretch> measured;              ///< none: nothing is
    LaneLayout layout;
    TimelineMetrics metrics;
    TimeWindow window; ///< of the axis, over [gutter, width - rightMargin]
    QSizeF size;
    double laneOffset = 0; ///< how far the rows are scrolled up that are not pinned

    /// What sentences and numbers are about.
    const RunView& own() const { return axis == nullptr ? run : inOwnTime; }
    /// For instants of the run's own time.
    /// An instant of the run, as exactly as so many pixels can tell it from others; on another axis than
    /// time's own, as those of the whole run could.
    QString instantText(std::int64_t ns, double pixels = 1.0) const
    {
        return roundedInstant(ns, pixels * perPixelNs(), own().endNs);
    }
    /// The same without the noughts at its end, for what stands still.
    QString briefInstantText(std::int64_t ns) const { return briefInstant(ns, perPixelNs(), own().endNs); }
    double perPixelNs() const
    {
        return axis == nullptr ? 1.0 / window.pixelsPerNs() : static_cast<double>(own().endNs) / window.width;
    }
    InstantWindow instants() const { return {window, axis == nullptr ? nullptr : &axis->run.map}; }
    QRectF ruler() const { return {0, 0, size.width(), metrics.rulerHeight}; }
    QRectF lanes() const
    {
        return {0, metrics.rulerHeight, size.width(), size.height() - metrics.rulerHeight};
    }
    QRectF data() const
    {
        return {window.left, metrics.rulerHeight, window.width, size.height() - metrics.rulerHeight};
    }
    /// Where a lane's pin stands: left of its name.
    QRectF pinBox(const LaneRow& row) const { return {0, toItem(row.y), metrics.nameLeft, row.height}; }
    bool isPinned(std::uint32_t task) const
    {
        return pinned != nullptr && std::find(pinned->begin(), pinned->end(), task) != pinned->end();
    }
    /// From a row's y to the item's.
    double toItem(double rowY) const
    {
        return rowY + metrics.rulerHeight - (rowY < layout.pinnedHeight ? 0.0 : laneOffset);
    }
    /// The row at this height of the item; null between and outside.
    const LaneRow* rowAt(double y) const
    {
        const double below = y - metrics.rulerHeight;
        return layout.at(below < layout.pinnedHeight ? below : below + laneOffset);
    }
    QRectF pinnedArea() const { return {0, metrics.rulerHeight, size.width(), layout.pinnedHeight}; }
    /// Where the rows stand that scroll: below the pinned ones.
    QRectF scrolledArea() const { return lanes().adjusted(0, layout.pinnedHeight, 0, 0); }
    /// Where a row is to be seen: outside of it, it lies behind the ruler or behind pinned ones.
    QRectF areaOf(const LaneRow& row) const { return layout.isPinned(row) ? pinnedArea() : scrolledArea(); }
    /// Where what leads from one row to another is to be seen: over pinned rows only if one of them is.
    QRectF areaBetween(const LaneRow& from, const LaneRow& to) const
    {
        return layout.isPinned(from) || layout.isPinned(to) ? lanes() : scrolledArea();
    }
    /// A height on `row` from where something leads to the other one: where it lies behind pinned rows and
    /// the other is one of those, the edge that it is scrolled behind.
    double heldBeside(const LaneRow& other, const LaneRow& row, double y) const
    {
        const bool held = layout.isPinned(other) && !layout.isPinned(row);
        return held ? std::max(y, scrolledArea().top()) : y;
    }
    /// The rows that are to be seen: those that scroll, and the pinned ones where there are any.
    std::vector<LaneBand> bands() const
    {
        const double held = layout.pinnedHeight, room = lanes().height();
        std::vector<LaneBand> all{{layout.between(held + laneOffset, laneOffset + room), scrolledArea()}};
        if (held > 0) all.push_back({layout.between(0, held), pinnedArea()});
        return all;
    }
    /// Where drawing ends, that of the ghost included.
    double drawnRight() const
    {
        const std::int64_t end = ghost == nullptr ? run.endNs : std::max(run.endNs, ghost->run.endNs);
        return std::min(window.right(), window.timeToX(end));
    }
    /// Where drawing ends: nothing is known behind the end of a run.
    double knownRight() const { return std::min(window.right(), window.timeToX(run.endNs)); }
};

} // namespace sojourn
