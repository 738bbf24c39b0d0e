#include "scene/stage/stage_painter.h"

#include "scene/base/scene_text.h"
#include "scene/stage/stage_words.h"
#include "scene/timeline/state_tiles.h"
#include "theme/state_look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

bool isAtQueue(const TaskMoment& task, TaskState state, std::uint16_t queue)
{
    return task.state == state && task.object == queue;
}

void roundedBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& edge,
                double width)
{
    painter.setBrush(fill);
    painter.setPen(QPen(edge, width));
    // An odd line lies in the middle of its pixel.
    const double inset = width / 2.0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
}

QString countText(std::size_t n, TaskState state)
{
    const QString number = QString::number(n);
    switch (lookOf(state)) {
    case StateLook::WaitingPut:
        return number + QStringLiteral(" waiting to put");
    case StateLook::WaitingGet:
        return number + QStringLiteral(" waiting to get");
    case StateLook::Off:
        return number + QStringLiteral(" on threads");
    case StateLook::Blocking:
        return number + QStringLiteral(" working");
    case StateLook::Running:
        return number + QStringLiteral(" running");
    case StateLook::Ready:
        return number + QStringLiteral(" ready");
    case StateLook::Joining:
        return number + QStringLiteral(" waiting");
    default:
        return number + QStringLiteral(" sleeping");
    }
}

std::array<std::size_t, shownStates> countStates(const RunView& run, std::uint16_t group)
{
    std::array<std::size_t, shownStates> counts{};
    const GroupInfo& info = run.info().groups[group];
    for (std::uint32_t t = info.firstTask; t < info.firstTask + info.taskCount; ++t) {
        const auto s = static_cast<std::size_t>(run.moment->tasks[t].state);
        if (s < counts.size()) ++counts[s];
    }
    return counts;
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
    for (const QueueBlock& block : scene.layout.queues)
        paintQueue(painter, scene, block);
    for (const GroupBlock& block : scene.layout.groups) {
        if (block.mode == GroupBlock::Mode::Counts) {
            paintCounts(painter, scene, block);
            continue;
        }
        if (block.mode == GroupBlock::Mode::Cells) paintHeading(painter, scene, block);
        for (const GroupBlock::Place& place : block.places) {
            if (block.mode == GroupBlock::Mode::Cards)
                paintCard(painter, scene, place.task, place.rect);
            else
                paintCell(painter, scene, place.task, place.rect);
        }
    }
    paintSelection(painter, scene);
    for (const ItemPlace& place : scene.places)
        paintItem(painter, scene, place);
    painter.restore();
}

void StagePainter::paintConnectors(QPainter& painter, const StageScene& scene) const
{
    const Palette& p = m_style.colours();
    painter.setBrush(Qt::NoBrush);
    const auto line = [&](QPointF from, QPointF to, bool putWaits, bool getWaits) {
        QPen pen(p.border, 1.0);
        if (putWaits || getWaits) {
            pen = QPen(putWaits ? p.waitingPut : p.waitingGetEdge, 1.5, Qt::CustomDashLine, Qt::FlatCap);
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
            const auto draw = [&](const QRectF& rect, bool waits) {
                const QPointF task(puts ? rect.right() : rect.left(), rect.center().y());
                if (puts)
                    line(task, gate, waits, false);
                else
                    line(gate, task, false, waits);
            };
            if (block.mode == GroupBlock::Mode::Cards) {
                for (const GroupBlock::Place& place : block.places)
                    draw(place.rect, isAtQueue(scene.run.moment->tasks[place.task], waiting, q));
                return;
            }
            bool waits = false;
            for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
                waits = waits || isAtQueue(scene.run.moment->tasks[t], waiting, q);
            draw(block.rect, waits);
        };
        for (const std::uint16_t q : group.putsInto)
            each(q, TaskState::PutWait, true);
        for (const std::uint16_t q : group.getsFrom)
            each(q, TaskState::GetWait, false);
    }
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
    paintQueueTitle(painter, scene, block);
    if (block.look == TileLook::Density) return paintDensity(painter, scene, block);
    const auto slots =
        static_cast<int>(block.open ? block.slots() : std::min<std::uint64_t>(info.capacity, 100'000));
    const double radius = block.tile.width() < 16 ? 2 : 4;
    painter.setBrush(Qt::NoBrush);
    for (int i = static_cast<int>(size); i < slots; ++i) {
        const QRectF slot = block.slot(i);
        if (slot.left() < block.box.left()) continue;
        QPen pen(p.hairline, 1.0);
        if (block.open && i >= slots - block.rows) pen.setDashPattern({3, 2});
        painter.setPen(pen);
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
    const auto swatch = [&](StateLook look) {
        paintState(painter, {x, baseline - 10.0, 16.0, 11.0}, look, p, {x, baseline});
        x += 16.0 + 6.0;
    };
    word(f.bodyStrong, scene.run.selectedQueue == static_cast<int>(block.queue) ? p.accent : p.text,
         QString::fromStdString(info.name), 8);
    word(f.body, p.text,
         info.capacity == 0 ? QStringLiteral("%1, no limit").arg(size)
                            : QStringLiteral("%1 of %2").arg(size).arg(info.capacity),
         8);
    if (info.capacity != 0 && size >= info.capacity) {
        swatch(StateLook::WaitingPut);
        word(f.bodyStrong, p.vermilionText, QStringLiteral("full"), 8);
    } else if (size == 0) {
        const auto getters = std::ranges::count_if(scene.run.moment->tasks, [&](const TaskMoment& task) {
            return isAtQueue(task, TaskState::GetWait, block.queue);
        });
        if (getters > 0) {
            swatch(StateLook::WaitingGet);
            word(f.bodyStrong, p.text, QStringLiteral("empty"), 8);
        }
    }
    const QStringList orders =
        info.order == QueueOrder::Fifo
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

void StagePainter::paintCard(QPainter& painter, const StageScene& scene, std::uint32_t index,
                             const QRectF& rect) const
{
    const Palette& p = m_style.colours();
    const TaskMoment& task = scene.run.moment->tasks[index];
    const bool selected = scene.run.selectedTask == static_cast<int>(index);
    const bool hovered = scene.run.hoveredTask == static_cast<int>(index);
    roundedBox(painter, rect, 6, p.surface, selected ? p.accent : (hovered ? p.controlBorder : p.hairline),
               selected ? 2.0 : 1.0);
    if (task.state == TaskState::Ended || task.state == TaskState::NotStarted) {
        if (task.endedHow != EndedHow::Finished && task.state == TaskState::Ended)
            paintState(painter, {rect.left() + 7, rect.top() + 11, 10, 10},
                       task.endedHow == EndedHow::Failed ? StateLook::Failed : StateLook::Cancelled, p,
                       rect.topLeft());
    } else {
        paintState(painter, {rect.left() + 8, rect.top() + 8, 8, 16}, lookOf(task.state), p, rect.topLeft());
    }

    const bool hasChip = std::ranges::any_of(
        scene.places, [&](const ItemPlace& place) { return place.task == static_cast<int>(index); });
    const int hue = hasChip ? -1 : scene.hues.hueOfMaker(index);
    double right = rect.right() - 8.0;
    if (hasChip) {
        right = scene.layout.chipRect(index).left() - 6.0;
    } else if (hue >= 0) { // whose colour its items will have
        right = rect.right() - 26.0;
        roundedBox(painter, {rect.right() - 20.0, rect.top() + 10.0, 12, 12}, 3,
                   p.itemFill[static_cast<std::size_t>(hue)], p.itemEdge[static_cast<std::size_t>(hue)], 1.0);
    }
    const double left = rect.left() + 24.0;
    painter.setPen(p.text);
    const QString name = taskTitle(scene.run.info(), index);
    drawIn(painter, m_style.fonts.body, {left, rect.top() + 1.0, right - left, 16.0}, Qt::AlignLeft, name);
    const bool took = std::ranges::any_of(scene.places, [&](const ItemPlace& place) {
        return place.task == static_cast<int>(index) && place.kind == ItemPlace::Kind::Took;
    });
    const QString tookText = QStringLiteral("took");
    const double tookWidth = textWidth(m_style.fonts.caption, tookText);
    if (took && left + textWidth(m_style.fonts.body, name) + 8.0 + tookWidth < right) {
        painter.setPen(p.textSecondary);
        drawIn(painter, m_style.fonts.caption, {right - tookWidth, rect.top() + 2.0, tookWidth + 1.0, 14.0},
               Qt::AlignLeft, tookText);
    }
    const bool blocked = task.state == TaskState::PutWait;
    painter.setPen(blocked || task.endedHow == EndedHow::Failed ? p.vermilionText : p.textSecondary);
    drawIn(painter, m_style.fonts.caption, {left, rect.top() + 16.0, right - left, 14.0}, Qt::AlignLeft,
           taskSentence(scene.run, index, scene.layout.narrow));
}

void StagePainter::paintCell(QPainter& painter, const StageScene& scene, std::uint32_t index,
                             const QRectF& rect) const
{
    const Palette& p = m_style.colours();
    const bool selected = scene.run.selectedTask == static_cast<int>(index);
    roundedBox(painter, rect, 4, p.surface, selected ? p.accent : p.hairline, selected ? 2.0 : 1.0);
}

void StagePainter::paintHeading(QPainter& painter, const StageScene& scene, const GroupBlock& block) const
{
    const Palette& p = m_style.colours();
    const GroupInfo& info = scene.run.info().groups[block.group];
    const QString name = QString::fromStdString(info.name);
    const double baseline = block.heading.bottom() - 5.0;
    painter.setPen(p.text);
    drawLine(painter, m_style.fonts.bodyStrong, {block.heading.left(), baseline}, name);
    const double left = block.heading.left() + textWidth(m_style.fonts.bodyStrong, name) + 6.0;
    painter.setPen(p.textSecondary);
    const QString count = QStringLiteral("× %1").arg(info.taskCount);
    drawLine(painter, m_style.fonts.body, {left, baseline}, count);
    const auto counts = countStates(scene.run, block.group);
    for (const TaskState state : {TaskState::PutWait, TaskState::GetWait, TaskState::Working,
                                  TaskState::Offloaded, TaskState::Sleeping}) {
        const std::size_t n = counts[static_cast<std::size_t>(state)];
        if (n == 0) continue;
        const QString text = countText(n, state);
        const double width = textWidth(m_style.fonts.caption, text);
        if (left + textWidth(m_style.fonts.body, count) + 8.0 + width > block.heading.right()) break;
        painter.setPen(state == TaskState::PutWait ? p.vermilionText : p.textSecondary);
        drawLine(painter, m_style.fonts.caption, {block.heading.right() - width, baseline}, text);
        break;
    }
}

void StagePainter::paintCounts(QPainter& painter, const StageScene& scene, const GroupBlock& block) const
{
    const Palette& p = m_style.colours();
    const GroupInfo& info = scene.run.info().groups[block.group];
    roundedBox(painter, block.rect, 8, p.surface, p.hairline, 1.0);
    const double left = block.rect.left() + 12.0, width = block.rect.width() - 24.0;
    double y = block.rect.top() + 6.0;
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.bodyStrong, {left, y, width, 18.0}, Qt::AlignLeft,
           QStringLiteral("%1 × %2").arg(QString::fromStdString(info.name)).arg(info.taskCount));
    y += 22.0;
    const auto counts = countStates(scene.run, block.group);
    double x = left;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        const double part = width * static_cast<double>(counts[s]) / info.taskCount;
        paintState(painter, {x, y, part, 10.0}, lookOf(static_cast<TaskState>(s)), p, {left, y});
        x += part;
    }
    y += 16.0;
    std::vector<std::size_t> order;
    for (std::size_t s = 0; s < counts.size(); ++s)
        if (counts[s] > 0) order.push_back(s);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    for (const std::size_t s : order) {
        if (y + 14.0 > block.rect.bottom() - 4.0) break;
        const auto state = static_cast<TaskState>(s);
        paintState(painter, {left, y + 2.0, 10, 10}, lookOf(state), p, {left, y});
        painter.setPen(p.text);
        drawIn(painter, m_style.fonts.caption, {left + 16.0, y, width - 16.0, 14.0}, Qt::AlignLeft,
               countText(counts[s], state));
        y += 17.0;
    }
}

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
        paintState(painter, {rect.left() + 1, rect.top() + 1, stripe, rect.height() - 2}, lookOf(task.state),
                   p, rect.topLeft());
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
    const QString payload = shortPayload(scene.run.columns->visits()[last]);
    if (textWidth(m_style.fonts.caption, payload) + 4.0 <= rect.width())
        drawIn(painter, m_style.fonts.caption, {rect.left(), rect.top() + 28.0, rect.width(), 16.0},
               Qt::AlignHCenter, payload);
}

} // namespace sojourn
