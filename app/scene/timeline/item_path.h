// The selected item on the timeline: from its put to its get.
#pragma once

#include "scene/timeline/timeline_scene.h"

#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace sojourn {

/// One visit of an item to a queue, as an arrow.
struct VisitArrow
{
    QRectF putWait;     ///< outline of the wait for room; empty without one
    QPointF put;        ///< on the producer's lane
    QPointF get;        ///< on the consumer's lane, if taken
    bool taken = false; ///< the get is known
    QPainterPath curve; ///< empty while not taken
    QRectF area;        ///< where it is to be seen
};

/// Everything of one item that is drawn over the lanes, and the one label in its middle.
struct ItemPath
{
    std::vector<VisitArrow> arrows;
    QRectF label;
    QRectF labelArea; ///< where it is to be seen
    QString text;

    /// Small boxes along the arrows, and the label's: what is better left out than crossed.
    std::vector<QRectF> crossed() const;
};

/// The selected item's path; empty without one. Arrows wholly outside the window are left out.
ItemPath itemPath(const TimelineScene& scene, const SceneStyle& style);
void paintItemPath(QPainter& painter, const ItemPath& path, const TimelineScene& scene,
                   const SceneStyle& style);
/// The put and get ticks of an item in the accent colour.
void paintItemTicks(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, int item);

} // namespace sojourn
