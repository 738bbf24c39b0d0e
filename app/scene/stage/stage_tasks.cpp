// Tasks on the stage: cards, cells of a grid, and counts.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_boxes.h"
#include "scene/stage/stage_painter.h"
#include "scene/stage/stage_words.h"
#include "theme/state_look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

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

void StagePainter::paintCard(QPainter& painter, const StageScene& scene, std::uint32_t index,
                             const QRectF& rect) const
{
    const Palette& p = m_style.colours();
    const TaskMoment& task = scene.run.moment->tasks[index];
    const bool selected = scene.run.selectedTask == static_cast<int>(index);
    const bool hovered = scene.run.hoveredTask == static_cast<int>(index);
    roundedBox(painter, rect, 6, p.surface, selected ? p.accent : (hovered ? p.controlBorder : p.hairline),
               selected ? 2.0 : 1.0);
    if (m_sketch) return paintSketchedState(painter, scene, index, rect);
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

/// A card without words: its state, as wide as the card but for the item.
void StagePainter::paintSketchedState(QPainter& painter, const StageScene& scene, std::uint32_t index,
                                      const QRectF& rect) const
{
    const TaskMoment& task = scene.run.moment->tasks[index];
    if (task.state == TaskState::Ended || task.state == TaskState::NotStarted) return;
    const bool hasChip = std::ranges::any_of(
        scene.places, [&](const ItemPlace& place) { return place.task == static_cast<int>(index); });
    const double right = hasChip ? scene.layout.chipRect(index).left() - 6.0 : rect.right() - 6.0;
    paintState(painter,
               {rect.left() + 6.0, rect.top() + 6.0, right - rect.left() - 6.0, rect.height() - 12.0},
               lookOf(task.state), m_style.colours(), rect.topLeft());
}

void StagePainter::paintCell(QPainter& painter, const StageScene& scene, std::uint32_t index,
                             const QRectF& rect) const
{
    const Palette& p = m_style.colours();
    const bool selected = scene.run.selectedTask == static_cast<int>(index);
    const bool hovered = scene.run.hoveredTask == static_cast<int>(index);
    const TaskMoment& task = scene.run.moment->tasks[index];
    const bool rests = task.state == TaskState::Ended || task.state == TaskState::NotStarted;
    roundedBox(painter, rect, 4, rests ? p.background : p.surface,
               selected ? p.accent : (hovered ? p.controlBorder : p.hairline), selected ? 2.0 : 1.0);
    const double stripe = std::clamp(rect.width() * 0.22, 5.0, 10.0);
    if (!rests) {
        paintState(painter, {rect.left() + 2, rect.top() + 2, stripe, rect.height() - 4}, lookOf(task.state),
                   p, rect.topLeft());
        paintProgress(painter, scene.run, task, rect.adjusted(stripe + 6.0, 0, -5.0, -5.0));
    }
    if (m_sketch) return;
    // An item in its hand lies over the number.
    const QString number = QString::number(scene.run.info().indexInGroup(index));
    const QRectF words = rect.adjusted(stripe + 2.0, 0, -1.0, rect.height() >= 36 ? -6.0 : 0.0);
    if (rect.height() < 14 || textWidth(m_style.fonts.caption, number) + 2.0 > words.width()) return;
    const bool wrong = task.state == TaskState::Ended && task.endedHow == EndedHow::Failed;
    painter.setPen(wrong ? p.vermilionText : p.textSecondary);
    drawIn(painter, m_style.fonts.caption, words, Qt::AlignHCenter, number);
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
    if (!m_sketch)
        drawIn(painter, m_style.fonts.bodyStrong, {left, y, width, 18.0}, Qt::AlignLeft,
               QStringLiteral("%1 × %2").arg(QString::fromStdString(info.name)).arg(info.taskCount));
    y += 22.0;
    const auto counts = countStates(scene.run, block.group);
    double x = left;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        const double part = width * static_cast<double>(counts[s]) / info.taskCount;
        const double high = m_sketch ? block.rect.bottom() - y - 8.0 : 10.0;
        paintState(painter, {x, y, part, high}, lookOf(static_cast<TaskState>(s)), p, {left, y});
        x += part;
    }
    if (m_sketch) return;
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

} // namespace sojourn
