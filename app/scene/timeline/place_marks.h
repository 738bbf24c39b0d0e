// Places that people marked: bookmarks, and the stretch that is measured.
#pragma once

#include "scene/timeline/overview_painter.h"
#include "scene/timeline/timeline_scene.h"

#include <QPointF>

class QPainter;

namespace sojourn {

/// A flag at each instant that has a bookmark, one a pixel.
void paintBookmarksOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// A dotted line down from each, over the lanes.
void paintBookmarksOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// A small flag each, one a pixel.
void paintBookmarksInOverview(QPainter& painter, const OverviewScene& scene, const SceneStyle& style);
/// What was noted of the instant on which the playhead stands, below its flag; nothing where nothing was.
void paintNoteAtPlayhead(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// The bookmark whose flag lies under the point, an index; -1: none.
int bookmarkAt(const TimelineScene& scene, QPointF at);

/// The stretch that is measured as a veil over the lanes with its two edges.
void paintMeasuredOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// Where it says how long it is, on the ruler: between its edges, but beside the playhead's time where that
/// would cover it. Empty where nothing of the stretch is to be seen.
QRectF measuredChip(const TimelineScene& scene, const SceneStyle& style, const QRectF& playheadChip);
/// How long it is, and its stretch on the ruler.
void paintMeasuredOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                          const QRectF& playheadChip);

} // namespace sojourn
