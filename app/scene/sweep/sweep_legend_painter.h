// Paints what the colours of a sweep mean.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/sweep/sweep_scene.h"

class QPainter;

namespace sojourn {

/// The bar of colours with its scale and the first goal's place on it, and below it the signs that the map
/// has now: frontiers, strokes, outlines. Stateless.
class SweepLegendPainter final
{
public:
    explicit SweepLegendPainter(SceneStyle style);

    void paint(QPainter& painter, const SweepScene& scene) const;
    /// How high it is with that many lines.
    static double heightOf(const SweepGrid& grid);

private:
    void paintBar(QPainter& painter, const SweepScene& scene) const;
    void paintSigns(QPainter& painter, const SweepScene& scene) const;

    SceneStyle m_style;
};

} // namespace sojourn
