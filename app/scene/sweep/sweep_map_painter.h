// Paints two parameters against each other: a cell a setting.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/sweep/sweep_scene.h"

#include <QPainterPath>
#include <QPointF>

class QPainter;

namespace sojourn {

/// A colour a cell; outlines where nothing is known yet, a corner stroke where the second goal is missed, and
/// between the cells that meet a goal and those that miss it its frontier. Stateless.
class SweepMapPainter final
{
public:
    explicit SweepMapPainter(SceneStyle style);

    void paint(QPainter& painter, const SweepScene& scene) const;
    /// The cell under a place; -1 where there is none.
    static int cellAt(const SweepScene& scene, QPointF at);
    /// The borders between cells that are done of which one meets that goal and one does not.
    static QPainterPath frontier(const SweepScene& scene, int goal);
    /// There are such borders.
    static bool hasFrontier(const SweepGrid& grid, int goal);
    /// Some cell has the stroke of the second goal.
    static bool hasStrokes(const SweepGrid& grid);

private:
    void paintCells(QPainter& painter, const SweepScene& scene) const;
    void paintRowNames(QPainter& painter, const SweepScene& scene) const;
    void paintMarks(QPainter& painter, const SweepScene& scene) const;
    void paintCallout(QPainter& painter, const SweepScene& scene) const;

    SceneStyle m_style;
};

} // namespace sojourn
