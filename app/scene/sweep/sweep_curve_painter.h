// Paints a metric along one parameter.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/sweep/sweep_scene.h"

#include <QPainterPath>
#include <QPointF>

class QPainter;

namespace sojourn {

/// The curve through one value of the other parameter with its 95 % band, the curve through the largest one
/// beside it, the goals as lines, the knee, and the map's colours along the axis. Stateless.
class SweepCurvePainter final
{
public:
    explicit SweepCurvePainter(SceneStyle style);

    void paint(QPainter& painter, const SweepScene& scene) const;
    /// The cell of the curve in the column under a place; -1 where there is none.
    static int cellAt(const SweepScene& scene, QPointF at);

private:
    void paintAxes(QPainter& painter, const SweepScene& scene) const;
    void paintBeyond(QPainter& painter, const SweepScene& scene, int up) const;
    void paintBand(QPainter& painter, const SweepScene& scene, int up) const;
    void paintCurve(QPainter& painter, const SweepScene& scene, int up, bool isBeside) const;
    void paintLacks(QPainter& painter, const SweepScene& scene) const;
    void paintGoals(QPainter& painter, const SweepScene& scene) const;
    void paintKnee(QPainter& painter, const SweepScene& scene) const;
    void paintMarks(QPainter& painter, const SweepScene& scene) const;

    SceneStyle m_style;
};

} // namespace sojourn
