// Paints the stage.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/stage/stage_counts.h"
#include "scene/stage/stage_layout.h"

#include <QRectF>
#include <QSizeF>

#include <vector>

class QPainter;
class QPainterPath;

namespace sojourn {

/// One picture of the stage: plain data, valid for one call of a painter.
struct StageScene
{
    RunView run;
    ItemHues hues;
    StageLayout layout;
    std::vector<GroupCounts> counts; ///< by group
    std::vector<ItemPlace> places;   ///< where items are drawn: their places, or on the way there
    QSizeF size;
};

/// Tasks, queues, items and the selected item's way, as they stand at the scene's instant. Stateless.
class StagePainter final
{
public:
    explicit StagePainter(SceneStyle style);

    void paint(QPainter& painter, const StageScene& scene) const;
    /// Without a word and with wider states, for pictures that are much smaller than their layout.
    void setSketch(bool sketch) { m_sketch = sketch; }

private:
    void paintConnectors(QPainter& painter, const StageScene& scene) const;
    void paintEndedConnector(QPainter& painter, QPointF from, QPointF to, bool puts) const;
    void paintQueue(QPainter& painter, const StageScene& scene, const QueueBlock& block) const;
    void paintQueueTitle(QPainter& painter, const StageScene& scene, const QueueBlock& block) const;
    void paintResource(QPainter& painter, const StageScene& scene, const ResourceBlock& block) const;
    void paintResourceTitle(QPainter& painter, const StageScene& scene, const ResourceBlock& block) const;
    void paintResourceFooter(QPainter& painter, const StageScene& scene, const ResourceBlock& block) const;
    void paintUnit(QPainter& painter, const StageScene& scene, const ResourceBlock::Unit& unit) const;
    void paintInLine(QPainter& painter, const StageScene& scene, std::uint32_t task,
                     const QRectF& place) const;
    void paintNeeds(QPainter& painter, const StageScene& scene) const;
    void paintServiceWords(QPainter& painter, const StageScene& scene, std::size_t service,
                           const QRectF& rect) const;
    void paintDensity(QPainter& painter, const StageScene& scene, const QueueBlock& block) const;
    void paintCard(QPainter& painter, const StageScene& scene, std::uint32_t task, const QRectF& rect) const;
    void paintSketchedState(QPainter& painter, const StageScene& scene, std::uint32_t task,
                            const QRectF& rect) const;
    void paintCell(QPainter& painter, const StageScene& scene, std::uint32_t task, const QRectF& rect) const;
    void paintHeading(QPainter& painter, const StageScene& scene, const GroupBlock& block) const;
    void paintCounts(QPainter& painter, const StageScene& scene, const GroupBlock& block) const;
    void paintProgress(QPainter& painter, const RunView& run, const TaskMoment& task,
                       const QRectF& room) const;
    void paintItem(QPainter& painter, const StageScene& scene, const ItemPlace& place) const;
    void paintSelection(QPainter& painter, const StageScene& scene) const;

    SceneStyle m_style;
    bool m_sketch = false;
};

/// The curve from a task's or group's right edge into the queue, or from the queue to a task.
QPainterPath connector(QPointF from, QPointF to);

} // namespace sojourn
