// One picture of a sweep: where its columns and rows lie.
#pragma once

#include "scene/sweep/sweep_scale.h"
#include "viewmodels/sweep/sweep_grid.h"

#include <QRectF>
#include <QSizeF>

#include <algorithm>
#include <cmath>

namespace sojourn {

/// Plain data, valid for one call of a painter. Map and curve of the same width have their columns at the
/// same places.
struct SweepScene
{
    const SweepGrid* grid = nullptr;
    SweepScale scale;
    QSizeF size;
    int hovered = -1;   ///< a cell
    double gutter = 96; ///< at the left, for what the rows are called

    /// In the gutter, to the left and right of the curve's numbers.
    static constexpr double besideTicks = 36;
    static constexpr double rightMargin = 16;
    static constexpr double topMargin = 8;
    static constexpr double axisHeight = 24;

    QRectF plot() const
    {
        return {gutter, topMargin, std::max(1.0, size.width() - gutter - rightMargin),
                std::max(1.0, size.height() - topMargin - axisHeight)};
    }
    /// The cell's place in the map, without the gap to its neighbours; rows go up.
    QRectF cellRect(int x, int y) const
    {
        const QRectF room = plot();
        const double width = room.width() / grid->across.size(), height = room.height() / grid->up.size();
        const double left = std::round(room.left() + x * width),
                     right = std::round(room.left() + (x + 1) * width);
        const double top = std::round(room.bottom() - (y + 1) * height);
        const double bottom = std::round(room.bottom() - y * height);
        return {left, top, right - left, bottom - top};
    }
    /// Where a column has its middle.
    double columnX(int x) const
    {
        const QRectF room = plot();
        return room.left() + (x + 0.5) * room.width() / grid->across.size();
    }
    /// The column under a place; -1 outside.
    int columnAt(double x) const
    {
        const QRectF room = plot();
        if (x < room.left() || x >= room.right()) return -1;
        return std::min(grid->across.size() - 1,
                        static_cast<int>((x - room.left()) / room.width() * grid->across.size()));
    }
    /// The height of a value in the curve.
    double valueY(double value) const
    {
        const QRectF room = plot();
        return room.bottom() - scale.share(value) * room.height();
    }
};

} // namespace sojourn
