// What stands on a lane's bar: ticks of puts and gets with their numbers, instants of recordings with their
// names, crosses of failed requests, words (lane_words.h), the cross at its end; on a folded group, crosses
// of what failed in it and its lanes' instants.
#pragma once

#include "scene/timeline/timeline_scene.h"

#include <QGlyphRun>
#include <QRawFont>
#include <QRectF>

#include <array>
#include <vector>

class QPainter;

namespace sojourn {

/// Numbers are gathered and drawn as one run of glyphs: hundreds of them cost as little as a line of text.
class NumberRun final
{
public:
    explicit NumberRun(const QFont& font);

    double width(std::uint32_t number) const;
    void add(QPointF baseline, std::uint32_t number);
    void draw(QPainter& painter, const QColor& colour);

private:
    QRawFont m_font;
    std::array<quint32, 10> m_glyphs{};
    std::array<double, 10> m_advances{};
    QVector<quint32> m_indices;
    QVector<QPointF> m_positions;
};

/// Paints ticks, instants, numbers, words and crosses of the band's lanes. Numbers and names that do not fit,
/// or that would touch one of `keepFree`, are left out, never clipped.
void paintLaneMarks(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                    const SceneStyle& style, const std::vector<QRectF>& keepFree);

/// How wide, in logical pixels, the pale room right of x on this lane is: up to the next mark, loud span or
/// unknown.
double roomBehind(const TimelineScene& scene, std::uint32_t task, std::size_t mark);

} // namespace sojourn
