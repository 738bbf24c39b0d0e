// What the pictures of a sweep have in common: lines on a casing, rings, the names of columns.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/sweep/sweep_scene.h"

#include <QPointF>

class QPainter;
class QPainterPath;

namespace sojourn {

/// The room at the left that rows and heights need for their names.
double gutterFor(const SceneStyle& style, const SweepGrid& grid, const SweepScale& scale);
/// The first goal's line is solid, the second's thinner and dashed; both over a casing of the background.
void drawFrontier(QPainter& painter, const Palette& palette, const QPainterPath& line, int goal);
/// The ring of the cheapest setting.
void drawCheapest(QPainter& painter, const Palette& palette, QPointF at);
/// Where no number came of a setting, or not all of its runs finished: the latter on a disc of `ground`, over
/// the value that the others have.
void drawCross(QPainter& painter, const QColor& colour, QPointF at);
void drawUnfinished(QPainter& painter, const QColor& colour, const QColor& ground, QPointF at);
/// The values below the columns, as many as there is room for, and what they are values of at the left.
void drawColumnNames(QPainter& painter, const SceneStyle& style, const SweepScene& scene);

} // namespace sojourn
