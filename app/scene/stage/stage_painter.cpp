#include "scene/stage/stage_painter.h"

#include "scene/base/scene_text.h"
#include "scene/stage/stage_boxes.h"
#include "scene/timeline/state_tiles.h"
#include "theme/state_look.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <span>

namespace sojourn {

namespace {

bool isAtQueue(const TaskMoment& task, TaskState state, std::uint16_t queue)
{
    return task.state == state && task.object == queue;
}

} // namespace

QPainterPath connector(QPointF from, QPointF to)
{
    QPainterPath path(from);
    const double half = (to.x() - from.x()) * 0.55;
    path.cubicTo(from + QPointF(half, 0), to - QPointF(half, 0), to);
    return path;
}

StagePainter::StagePainter(SceneStyle style)
    : m_style(std::move(style))
{
}

void StagePainter::paint(QPainter& painter, const StageScene& scene) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintConnectors(painter, scene);
    paintNeeds(painter, scene);
    for (const QueueBlock& block : scene.layout.queues)
        paintQueue(painter, scene, block);
    for (const ResourceBlock& block : scene.layout.resources)
        paintResource(painter, scene, block);
    for (const GroupBlock& block : scene.layout.groups) {
        if (block.mode == GroupBlock::Mode::Counts) {
            paintCounts(painter, scene, block);
            continue;
        }
        if (block.mode == GroupBlock::Mode::Cells && !m_sketch) paintHeading(painter, scene, block);
        for (const GroupBlock::Place& place : block.places) {
            if (block.mode == GroupBlock::Mode::Cards)
                paintCard(painter, scene, place.task, place.rect);
            else
                paintCell(painter, scene, place.task, place.rect);
        }
    }
    if (!m_sketch) {
        paintSelection(painter, scene);
        painter.setPen(m_style.colours().textSecondary);
        for (const StageLayout::Hidden& hidden : scene.layout.hidden)
            drawIn(painter, m_style.fonts.caption, hidden.rect, Qt::AlignHCenter,
                   QStringLiteral("and %1 more").arg(hidden.count));
    }
    for (const ItemPlace& place : scene.places)
        paintItem(painter, scene, place);
    painter.restore();
}

void StagePainter::paintConnectors(QPainter& painter, const StageScene& scene) const
{
    const Palette& p = m_style.colours();
    painter.setBrush(Qt::NoBrush);
    const auto line = [&](QPointF from, QPointF to, const QColor& waiting) {
        QPen pen(p.border, 1.0);
        if (waiting.isValid()) {
            pen = QPen(waiting, 1.5, Qt::CustomDashLine, Qt::FlatCap);
            pen.setDashPattern({3, 2});
        }
        painter.setPen(pen);
        painter.drawPath(connector(from, to));
    };
    for (const GroupBlock& block : scene.layout.groups) {
        const GroupInfo& group = scene.run.info().groups[block.group];
        const auto each = [&](std::uint16_t q, TaskState waiting, bool puts) {
            const QueueBlock* queue = scene.layout.queue(q);
            if (queue == nullptr) return;
            const QPointF gate(puts ? queue->box.left() : queue->box.right(), queue->box.center().y());
            const auto draw = [&](const QRectF& rect, bool waits, bool ended) {
                const QPointF task(puts ? rect.right() : rect.left(), rect.center().y());
                const QPointF from = puts ? task : gate, to = puts ? gate : task;
                if (ended) return paintEndedConnector(painter, from, to, puts);
                line(from, to, !waits ? QColor() : puts ? p.waitingPut : p.waitingGetEdge);
            };
            const auto& tasks = scene.run.moment->tasks;
            if (block.mode == GroupBlock::Mode::Cards) {
                for (const GroupBlock::Place& place : block.places)
                    draw(place.rect, isAtQueue(tasks[place.task], waiting, q),
                         tasks[place.task].state == TaskState::Ended);
                return;
            }
            const std::span all(tasks.data() + group.firstTask, group.taskCount);
            draw(
                block.rect,
                std::ranges::any_of(all, [&](const TaskMoment& task) { return isAtQueue(task, waiting, q); }),
                std::ranges::all_of(all,
                                    [](const TaskMoment& task) { return task.state == TaskState::Ended; }));
        };
        for (const std::uint16_t q : group.putsInto)
            each(q, TaskState::PutWait, true);
        for (const std::uint16_t q : group.getsFrom)
            each(q, TaskState::GetWait, false);
        const auto reach = [&](ResourceBlock::Kind kind, std::uint16_t number) {
            const ResourceBlock* resource = scene.layout.resource(kind, number);
            if (resource == nullptr) return;
            painter.setPen(QPen(p.border, 1.0));
            painter.drawPath(connector({block.rect.right(), block.rect.center().y()},
                                       {resource->box.left(), resource->box.center().y()}));
        };
        for (const std::uint16_t pool : group.offloadsTo)
            reach(ResourceBlock::Kind::Pool, pool);
        if (group.hasOwnThreads) reach(ResourceBlock::Kind::Pool, noPool);
        for (const std::uint16_t server : group.asks)
            reach(ResourceBlock::Kind::Server, server);
    }
}

/// Dots, since nothing goes this way any more; in words too where they lie straight: among the dots, or where
/// these are too short above and below them.
void StagePainter::paintEndedConnector(QPainter& painter, QPointF from, QPointF to, bool puts) const
{
    QPen pen(m_style.colours().border, 1.5, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({1, 3});
    painter.setPen(pen);
    const QFont& caption = m_style.fonts.caption;
    const QString first = puts ? QStringLiteral("puts") : QStringLiteral("takes");
    const QString last = QStringLiteral("no more"), all = first + QLatin1Char(' ') + last;
    const double length = to.x() - from.x();
    const bool isStraight = std::abs(from.y() - to.y()) <= 2.0;
    const double width = textWidth(caption, all) + 12.0;
    if (!m_sketch && isStraight && length >= width + 24.0) {
        const QRectF box((from.x() + to.x() - width) / 2.0, from.y() - 8.0, width, 16.0);
        painter.drawLine(from, QPointF(box.left(), from.y()));
        painter.drawLine(QPointF(box.right(), to.y()), to);
        painter.setPen(m_style.colours().textSecondary);
        return drawIn(painter, caption, box, Qt::AlignHCenter, all);
    }
    painter.drawPath(connector(from, to));
    if (m_sketch || !isStraight || length < textWidth(caption, last) + 8.0) return;
    painter.setPen(m_style.colours().textSecondary);
    drawIn(painter, caption, {from.x(), from.y() - 18.0, length, 16.0}, Qt::AlignHCenter, first);
    drawIn(painter, caption, {from.x(), from.y() + 2.0, length, 16.0}, Qt::AlignHCenter, last);
}

void StagePainter::paintQueue(QPainter& painter, const StageScene& scene, const QueueBlock& block) const
{
    const Palette& p = m_style.colours();
    const QueueInfo& info = scene.run.info().queues[block.queue];
    const std::size_t size = scene.run.moment->queues[block.queue].standing.size();
    const bool full = info.capacity != 0 && size >= info.capacity;
    const bool selected = scene.run.selectedQueue == static_cast<int>(block.queue);
    const QColor edge = selected ? p.accent : (full ? p.waitingPut : p.border);
    const double width = selected || full ? 1.5 : 1.0;
    if (!block.open) {
        roundedBox(painter, block.box, 8, p.surface, edge, width);
    } else {
        // Open at the left: the box has no end there, and its edges run out in dashes.
        QPainterPath path;
        const QRectF box = block.box.adjusted(0, 0.5, -0.5, -0.5);
        path.moveTo(box.left() + 36, box.top());
        path.lineTo(box.right() - 8, box.top());
        path.arcTo(QRectF(box.right() - 16, box.top(), 16, 16), 90, -90);
        path.lineTo(box.right(), box.bottom() - 8);
        path.arcTo(QRectF(box.right() - 16, box.bottom() - 16, 16, 16), 0, -90);
        path.lineTo(box.left() + 36, box.bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.surface);
        painter.drawRoundedRect(box, 8, 8);
        painter.drawRect(QRectF(box.left(), box.top(), 20, box.height()));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(edge, width));
        painter.drawPath(path);
        QPen dashes(edge, width, Qt::CustomDashLine, Qt::FlatCap);
        dashes.setDashPattern({4, 3});
        painter.setPen(dashes);
        painter.drawLine(QPointF(box.left() + 36, box.top()), box.topLeft());
        painter.drawLine(QPointF(box.left() + 36, box.bottom()), box.bottomLeft());
    }
    if (!m_sketch) paintQueueTitle(painter, scene, block);
    if (block.look == TileLook::Density) return paintDensity(painter, scene, block);
    const auto slots =
        static_cast<int>(block.open ? block.slots() : std::min<std::uint64_t>(info.capacity, 100'000));
    const double radius = block.tile.width() < 16 ? 2 : 4;
    for (int i = static_cast<int>(size); i < slots; ++i) {
        const QRectF slot = block.slot(i);
        if (slot.left() < block.box.left()) continue;
        if (!block.open || i < slots - block.rows) {
            roundedBox(painter, slot, radius, p.surface, p.hairline, 1.0);
            continue;
        }
        QPen pen(p.hairline, 1.0);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(slot.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
}

void StagePainter::paintQueueTitle(QPainter& painter, const StageScene& scene, const QueueBlock& block) const
{
    const Palette& p = m_style.colours();
    const SceneFonts& f = m_style.fonts;
    const QueueInfo& info = scene.run.info().queues[block.queue];
    const QueueMoment& queue = scene.run.moment->queues[block.queue];
    const std::size_t size = queue.standing.size();
    double x = block.title.left();
    const double baseline = block.title.bottom() - 4.0;
    const auto word = [&](const QFont& font, const QColor& colour, const QString& text, double gap) {
        painter.setPen(colour);
        drawLine(painter, font, {x, baseline}, text);
        x += textWidth(font, text) + gap;
    };
    // What a state does to the queue; where there is no room for both, the swatch alone.
    const auto mark = [&](StateLook look, const QColor& colour, const QString& text) {
        if (x + 16.0 > block.title.right()) return;
        paintState(painter, {x, baseline - 10.0, 16.0, 11.0}, look, p, {x, baseline});
        x += 16.0 + 6.0;
        if (x + textWidth(f.bodyStrong, text) <= block.title.right()) word(f.bodyStrong, colour, text, 8);
    };
    const bool isLost = scene.run.playheadNs < scene.run.firstKnownNs;
    const QString count = isLost                 ? QStringLiteral("lost")
                          : !info.isSettingKnown ? QString::number(size)
                          : info.capacity == 0   ? QStringLiteral("%1, no limit").arg(size)
                                                 : QStringLiteral("%1 of %2").arg(size).arg(info.capacity);
    const double room = block.title.width() - textWidth(f.body, count) - 8.0;
    word(f.bodyStrong, scene.run.selectedQueue == static_cast<int>(block.queue) ? p.accent : p.text,
         QFontMetricsF(f.bodyStrong).elidedText(QString::fromStdString(info.name), Qt::ElideRight, room), 8);
    word(f.body, p.text, count, 8);
    if (info.capacity != 0 && size >= info.capacity) {
        mark(StateLook::WaitingPut, p.vermilionText, QStringLiteral("full"));
    } else if (size == 0 && !isLost) {
        const auto getters = std::ranges::count_if(scene.run.moment->tasks, [&](const TaskMoment& task) {
            return isAtQueue(task, TaskState::GetWait, block.queue);
        });
        if (getters > 0) {
            mark(StateLook::WaitingGet, p.text, QStringLiteral("empty"));
        }
    }
    // Its last instant may hold many events, and only behind the last of them is it over.
    const bool isOver = scene.run.ended && !scene.run.firstPart && scene.run.playheadNs >= scene.run.endNs &&
                        scene.run.moment->events >= scene.run.columns->log().size();
    const QString left = QStringLiteral("left behind");
    if (isOver && size > 0 && x + textWidth(f.bodyStrong, left) <= block.title.right())
        word(f.bodyStrong, p.vermilionText, left, 8);
    const QStringList orders =
        !info.isSettingKnown ? QStringList{QStringLiteral("capacity and order not recorded"),
                                           QStringLiteral("capacity not recorded")}
        : info.order == QueueOrder::Fifo
            ? QStringList{QStringLiteral("first in, first out · oldest at the right"),
                          QStringLiteral("oldest at the right")}
        : info.order == QueueOrder::Lifo
            ? QStringList{QStringLiteral("last in, first out · newest at the right"),
                          QStringLiteral("newest at the right")}
            : QStringList{QStringLiteral("by priority · in order of putting"), QStringLiteral("by priority")};
    painter.setPen(p.textSecondary);
    for (const QString& order : orders) {
        const double width = textWidth(f.caption, order);
        if (x + 8.0 + width > block.title.right()) continue;
        drawLine(painter, f.caption, {block.title.right() - width, baseline}, order);
        break;
    }
}

void StagePainter::paintDensity(QPainter& painter, const StageScene& scene, const QueueBlock& block) const
{
    const Palette& p = m_style.colours();
    const QueueInfo& info = scene.run.info().queues[block.queue];
    const auto& standing = scene.run.moment->queues[block.queue].standing;
    const double reach =
        static_cast<double>(std::max<std::size_t>(info.capacity != 0 ? info.capacity : 0, standing.size()));
    const double filled =
        standing.empty() ? 0 : block.inside.width() * static_cast<double>(standing.size()) / reach;
    painter.setPen(Qt::NoPen);
    painter.setRenderHint(QPainter::Antialiasing, false);
    // A column of pixels has the hue of the item in its middle.
    for (double x = 0; x < filled; x += 2.0) {
        const auto i =
            std::min(standing.size() - 1,
                     static_cast<std::size_t>((x + 1.0) / filled * static_cast<double>(standing.size())));
        const Standing& one = standing[slotOf(info, standing.size(), i)];
        QColor colour = p.ink;
        if (one.item >= 0) {
            const auto item = static_cast<std::uint32_t>(one.item);
            colour = p.itemFill[static_cast<std::size_t>(
                scene.hues.hue(scene.run.columns->items()[item].maker, item))];
        }
        painter.fillRect(
            QRectF(block.inside.right() - x - 2.0, block.inside.top(), 2.0, block.inside.height()), colour);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

} // namespace sojourn
