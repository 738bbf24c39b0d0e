// Items on the stage: tiles in queues, chips on cards, and what fills a cell.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_boxes.h"
#include "scene/stage/stage_painter.h"
#include "theme/state_look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace sojourn {

/// How far a sleep, a turn of work or an offload has come, along the bottom of `room`; only where its end is
/// known.
void StagePainter::paintProgress(QPainter& painter, const RunView& run, const TaskMoment& task,
                                 const QRectF& room) const
{
    if (run.live || task.plannedEndNs == notYet || task.plannedEndNs <= task.sinceNs || room.height() < 30.0)
        return;
    const double share = static_cast<double>(run.playheadNs - task.sinceNs) /
                         static_cast<double>(task.plannedEndNs - task.sinceNs);
    const QRectF track(room.left(), room.bottom() - 3.0, room.width(), 3.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.colours().inkSoft);
    painter.drawRoundedRect(track, 1.5, 1.5);
    painter.setBrush(m_style.colours().ink);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * std::clamp(share, 0.0, 1.0), 3.0)),
                            1.5, 1.5);
}

void StagePainter::paintItem(QPainter& painter, const StageScene& scene, const ItemPlace& place) const
{
    const Palette& p = m_style.colours();
    const QRectF& rect = place.rect;
    if (place.item == endMark) {
        roundedBox(painter, rect, rect.width() < 16 ? 2 : 4, p.surface, p.controlBorder, 1.0);
        const double side = std::min({rect.width() * 0.5, rect.height() * 0.5, 12.0});
        painter.fillRect(QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side),
                         p.ink);
        return;
    }
    const auto item = static_cast<std::uint32_t>(place.item);
    if (!scene.run.knows(static_cast<int>(item))) return;
    const auto hue = static_cast<std::size_t>(scene.hues.hue(scene.run.columns->items()[item].maker, item));
    const bool selected = scene.run.selectedItem == static_cast<int>(item);
    const bool hovered = scene.run.hoveredItem == static_cast<int>(item);
    const double radius = rect.width() < 16 ? 2 : 4;
    // In a compact grid the item covers its task's cell but for a stripe with the state.
    bool inCell = false;
    if (place.task >= 0)
        for (const GroupBlock& block : scene.layout.groups)
            inCell = inCell || (block.mode == GroupBlock::Mode::Cells &&
                                block.place(static_cast<std::uint32_t>(place.task)) != nullptr);
    roundedBox(painter, rect, radius, p.itemFill[hue], hovered && !selected ? p.text : p.itemEdge[hue], 1.0);
    if (inCell) {
        const TaskMoment& task = scene.run.moment->tasks[static_cast<std::size_t>(place.task)];
        const double stripe = std::clamp(rect.width() * 0.22, 5.0, 10.0);
        painter.save();
        QPainterPath clip;
        clip.addRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
        painter.setClipPath(clip, Qt::IntersectClip);
        paintState(painter, {rect.left() + 1, rect.top() + 1, stripe, rect.height() - 2},
                   lookOf(task.state, task.phase), p, rect.topLeft());
        painter.restore();
        if (task.state == TaskState::PutWait)
            roundedBox(painter, rect, radius, Qt::transparent, p.waitingPut, 1.5);
        paintProgress(painter, scene.run, task, rect.adjusted(stripe + 5.0, 0, -5.0, -5.0));
    }
    if (selected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.accent, 2.5));
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), radius + 1.5, radius + 1.5);
    }
    if (m_sketch) return;
    const QString number = QString::number(item);
    const double stripe = inCell ? std::clamp(rect.width() * 0.22, 5.0, 10.0) : 0.0;
    const QRectF textBox = rect.adjusted(stripe, 0, 0, inCell && rect.height() >= 36 ? -6.0 : 0.0);
    const bool tall = rect.height() >= 50 && rect.width() >= 40;
    const QFont& font = rect.height() >= 36 ? m_style.fonts.bodyStrong : m_style.fonts.captionStrong;
    const bool bold = rect.height() >= 36 || place.kind != ItemPlace::Kind::Slot;
    const QFont& shown = bold ? font : m_style.fonts.caption;
    if (textWidth(shown, number) + 2.0 > textBox.width()) return;
    painter.setPen(p.text);
    if (!tall) return drawIn(painter, shown, textBox, Qt::AlignHCenter, number);
    drawIn(painter, shown, {rect.left(), rect.top() + 10.0, rect.width(), 18.0}, Qt::AlignHCenter, number);
    const std::uint32_t last = scene.run.columns->items()[item].lastVisit;
    if (last == noVisit) return;
    const QString payload = shortPayload(*scene.run.columns, scene.run.columns->visits()[last]);
    if (textWidth(m_style.fonts.caption, payload) + 4.0 <= rect.width())
        drawIn(painter, m_style.fonts.caption, {rect.left(), rect.top() + 28.0, rect.width(), 16.0},
               Qt::AlignHCenter, payload);
}

} // namespace sojourn
