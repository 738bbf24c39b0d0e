#include "scene/timeline/lost_marks.h"

#include "scene/base/scene_text.h"
#include "trace/lost_stretches.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double least = 2; // pixels

void paintLost(QPainter& painter, const QRectF& box, const SceneStyle& style)
{
    const Palette& p = style.colours();
    painter.fillRect(box, p.hairline);
    painter.fillRect(box, QBrush(p.textSecondary, Qt::DiagCrossPattern));
    const QString word = QStringLiteral("lost");
    const double width = textWidth(style.fonts.caption, word) + 8.0;
    if (box.width() < width + 8.0 || box.height() < 12.0) return;
    // On a ground of its own: letters on a hatch are hard to read.
    const QRectF ground(box.center().x() - width / 2.0, box.center().y() - 7.0, width, 14.0);
    painter.fillRect(ground, p.background);
    painter.setPen(p.textSecondary);
    drawIn(painter, style.fonts.caption, ground, Qt::AlignHCenter, word);
}

} // namespace

void paintLostOnLanes(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                      const SceneStyle& style)
{
    if (scene.run.lost == nullptr || scene.run.lost->empty()) return;
    const InstantWindow window = scene.instants();
    const double first = scene.window.left, last = scene.window.right();
    for (const LaneRow& row : band.rows) {
        if (row.kind != LaneRow::Kind::Task) continue;
        const auto own = lostOn(*scene.run.lost, row.index);
        double drawnTo = first;
        for (auto at = std::ranges::upper_bound(own, window.fromNs(), {}, &LostStretch::toNs);
             at != own.end(); ++at) {
            const double left = std::max(drawnTo, std::round(window.timeToX(at->fromNs)));
            if (left >= last) break;
            const double right = std::min(last, std::round(window.timeToX(at->toNs)));
            if (right < drawnTo) continue;
            drawnTo = std::min(last, std::max(right, left + least));
            paintLost(painter, {left, scene.toItem(row.y) + 2.0, drawnTo - left, row.height - 4.0}, style);
        }
    }
}

} // namespace sojourn
