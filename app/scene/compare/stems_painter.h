// What each item gained or lost from one run to another: a stem an item.
#pragma once

#include "scene/base/scene_style.h"
#include "viewmodels/compare/comparison.h"

#include <QRectF>
#include <QSizeF>

class QPainter;

namespace sojourn {

/// One picture; plain data, valid for one call of a painter. Items stand in the order of B's numbers; those
/// that A alone has stand behind them.
struct StemsScene
{
    const RunComparison* comparison = nullptr;
    std::int64_t longestNs = 0; ///< of all sojourns in either run
    int selected = -1;          ///< a place in the comparison's items; -1: none
    int hovered = -1;
    QSizeF size;
    double gutter = 112;
    double rightMargin = 16;

    static constexpr double topMargin = 10;
    static constexpr double axisHeight = 20;
    static constexpr double columnWidth = 3; ///< of merged items
    QRectF plot() const
    {
        return {gutter, topMargin, std::max(1.0, size.width() - gutter - rightMargin),
                std::max(1.0, size.height() - topMargin - axisHeight)};
    }
    std::size_t count() const { return comparison->items.size(); }
    /// There are too many items for a stem each: what lies in one column is shown as its range and its means.
    bool isMerged() const { return count() > columns(); }
    std::size_t columns() const
    {
        return std::max<std::size_t>(1, static_cast<std::size_t>(plot().width() / columnWidth));
    }
    /// The most items that share a column; 1 where none do.
    std::size_t itemsAColumn() const { return isMerged() ? (count() + columns() - 1) / columns() : 1; }
    /// The middle of an item's place.
    double xOf(std::size_t place) const
    {
        return plot().left() +
               (static_cast<double>(place) + 0.5) / static_cast<double>(count()) * plot().width();
    }
    /// The item at this point; -1 outside. Of merged ones the middle of the column.
    int placeAt(QPointF at) const;
    static std::int64_t longestOf(const RunComparison& comparison);
};

/// Everything but what is looked at. Cost: the items.
void paintStems(QPainter& painter, const StemsScene& scene, const SceneStyle& style);
/// The selected item and the one under the pointer.
void paintMarkedStems(QPainter& painter, const StemsScene& scene, const SceneStyle& style);

} // namespace sojourn
