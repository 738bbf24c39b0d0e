// How theory and the warm-up are drawn, in every view.
#pragma once

#include "scene/base/scene_style.h"

#include <QPen>
#include <QRectF>

class QPainter;

namespace sojourn::theory {

/// A formula's line: dashed where it is an approximation.
QPen linePen(const SceneStyle& style, bool isApproximate);
/// A thin line that only leads somewhere.
QPen dashed(const QColor& colour);
/// A stretch of time that is not counted: hatched, and a dashed line at its end.
void paintWarmUp(QPainter& painter, const QRectF& box, const SceneStyle& style);

} // namespace sojourn::theory
