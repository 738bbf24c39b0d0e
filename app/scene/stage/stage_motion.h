// Items on their way from one place to the next.
#pragma once

#include "scene/stage/stage_layout.h"

#include <QPointF>
#include <QRectF>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Moves items from where they are drawn to where they belong, by wall time, easing out. Fed with every state
/// of the stage; between two of them it says where to draw. When too much changed for an eye to follow, or
/// time went backwards, everything is at its place at once.
class StageMotion final
{
public:
    /// How long a way takes; 0: no motion.
    void setDuration(double milliseconds) { m_duration = milliseconds; }

    /// The places as they are now, `events` of the run having happened, at wall time `nowMs`. Items that were
    /// not there before start at `origin`.
    void update(const RunView& run, const StageLayout& layout, std::vector<ItemPlace> places, double nowMs);
    /// Where to draw at this wall time; those on their way come last, so that they lie on top.
    std::vector<ItemPlace> drawn(double nowMs) const;
    bool isMoving(double nowMs) const { return nowMs < m_until; }
    void reset();

private:
    struct Way
    {
        QRectF from;
        double startMs;
    };
    double progress(const Way& way, double nowMs) const;
    QRectF where(const ItemPlace& place, double nowMs) const;

    double m_duration = 240;
    double m_until = 0;
    std::uint64_t m_events = 0;
    bool m_fresh = true;
    std::vector<ItemPlace> m_places;
    std::unordered_map<std::int64_t, Way>
        m_ways; ///< by item; looked up, never iterated in an order that shows
};

} // namespace sojourn
