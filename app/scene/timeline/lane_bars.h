// The bars of all lanes.
#pragma once

#include "scene/timeline/state_tiles.h"
#include "scene/timeline/timeline_scene.h"

#include <QImage>

#include <memory>
#include <vector>

class QPainter;

namespace sojourn {

/// The room of a folded group's counts within its row, and below it that of the ghost's.
QRectF groupBox(const TimelineScene& scene, const LaneRow& row);
QRectF ghostGroupBox(const TimelineScene& scene, const LaneRow& row);

/// Paints the lanes' spans, faint below each those of the ghost, and folded groups as tasks by state. On the
/// screen they are copied from tiles into one layer of pixels; for a vector format every piece is painted on
/// its own. Keeps its layer and tiles from one picture to the next.
class LaneBars final
{
public:
    /// Those of the band's rows; the painter is clipped to its area.
    void paint(QPainter& painter, const TimelineScene& scene, const LaneBand& band, const SceneStyle& style,
               bool vector);

private:
    const StateTiles& tiles(double height, const SceneStyle& style);
    void paintTask(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, const LaneRow& row,
                   bool vector);
    void paintGhost(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                    const LaneRow& row, std::uint32_t task, bool vector);
    void paintFolded(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                     const LaneRow& row, bool vector);
    void fillLane(const TimelineScene& scene, const LaneSpans& spans, const StateTiles& tiles, int y);
    void fade(int y, int height);
    void paintLane(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                   const LaneSpans& spans, double top, double height);
    void fillGroup(double all, const StateTiles& tiles, int y);
    void paintGroup(QPainter& painter, const SceneStyle& style, const QRectF& box, double all);

    std::vector<std::unique_ptr<StateTiles>> m_tiles; // a few: one for each height of a bar
    const Palette* m_tilesPalette = nullptr;
    double m_tilesDpr = 0;
    LanePieces m_pieces;
    std::vector<LookCounts> m_counts;
    QImage m_layer;
};

} // namespace sojourn
