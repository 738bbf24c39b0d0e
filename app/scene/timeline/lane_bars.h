// The bars of all lanes.
#pragma once

#include "scene/timeline/state_tiles.h"
#include "scene/timeline/timeline_scene.h"

#include <QImage>

#include <memory>

class QPainter;

namespace sojourn {

/// Paints the lanes' spans. On the screen they are copied from tiles into one layer of pixels; for a vector
/// format every piece is painted on its own. Keeps its layer and tiles from one picture to the next.
class LaneBars final
{
public:
    void paint(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, bool vector);

private:
    void fillLayer(const TimelineScene& scene, const LaneRow& row, int y);
    void shape(const LanePiece& piece, const Span& span, int y);
    void paintPieces(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                     const LaneRow& row);

    std::unique_ptr<StateTiles> m_tiles;
    const Palette* m_tilesPalette = nullptr;
    double m_tilesDpr = 0;
    LanePieces m_pieces;
    QImage m_layer;
};

} // namespace sojourn
