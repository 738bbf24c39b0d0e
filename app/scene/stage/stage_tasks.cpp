// Tasks on the stage: cards, cells of a grid, and counts.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_boxes.h"
#include "scene/stage/stage_counts.h"
#include "scene/stage/stage_painter.h"
#include "scene/stage/stage_services.h"
#include "scene/stage/stage_words.h"
#include "theme/state_look.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <optional>
#include <vector>

namespace sojourn {

namespace {

/// The mark of a task that has ended: a tick, or a cross that says how.
void paintEnd(QPainter& painter, QPointF centre, EndedHow how, const Palette& p)
{
    if (how != EndedHow::Finished) {
        const QRectF area(centre.x() - 5, centre.y() - 5, 10, 10);
        return paintState(painter, area, how == EndedHow::Failed ? StateLook::Failed : StateLook::Cancelled,
                          p, area.topLeft());
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(p.textSecondary, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF{centre + QPointF(-3.2, 0.2), centre + QPointF(-1.0, 2.6), centre + QPointF(3.4, -2.8)});
}

/// How its end is marked: the cross of a failure also where only its request failed.
EndedHow endMarkOf(const TaskMoment& task)
{
    return endedWithoutReply(task) ? EndedHow::Failed : task.endedHow;
}

/// A line of the counts: how many, and what they look like.
struct CountLine
{
    std::uint32_t tasks;
    QString text;
    std::optional<StateLook> look; ///< of those that run
    EndedHow ended = EndedHow::Finished;
    bool isBefore = false; ///< they have not started
};

std::vector<CountLine> countLines(const GroupCounts& counts)
{
    std::vector<CountLine> lines;
    for (std::size_t l = 0; l < counts.byLook.size(); ++l) {
        const auto look = static_cast<StateLook>(l);
        if (counts.of(look) > 0) lines.push_back({counts.of(look), countText(counts.of(look), look), look});
    }
    std::ranges::stable_sort(lines, [](const CountLine& a, const CountLine& b) { return a.tasks > b.tasks; });
    const auto still = [&](std::uint32_t n, const char* words, EndedHow how, bool isBefore) {
        if (n > 0)
            lines.push_back(
                {n, QStringLiteral("%1 %2").arg(countText(n), QLatin1String(words)), {}, how, isBefore});
    };
    still(counts.failed, "failed", EndedHow::Failed, false);
    still(counts.withoutReply, "without a reply", EndedHow::Failed, false);
    still(counts.finished, "done", EndedHow::Finished, false);
    still(counts.cancelled, "cancelled", EndedHow::Cancelled, false);
    still(counts.lost, "lost", EndedHow::Finished, true);
    still(counts.notStarted, "not started", EndedHow::Finished, true);
    return lines;
}

void paintCountMark(QPainter& painter, const CountLine& line, const QRectF& area, const Palette& p)
{
    if (line.look) return paintState(painter, area, *line.look, p, area.topLeft());
    if (!line.isBefore) return paintEnd(painter, area.center(), line.ended, p);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(p.controlBorder, 1.0));
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
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
    const double inset = std::min(8.0, rect.height() * 0.2);
    if (task.state == TaskState::Ended)
        paintEnd(painter, {rect.left() + 12.0, rect.center().y()}, endMarkOf(task), p);
    else if (task.state != TaskState::NotStarted)
        paintState(painter, {rect.left() + 8, rect.top() + inset, 8, rect.height() - 2 * inset},
                   lookOf(task.state, task.phase), p, rect.topLeft());
    if (const auto service = serviceOf(scene.run, index))
        return paintServiceWords(painter, scene, *service, rect);

    const bool hasChip = std::ranges::any_of(
        scene.places, [&](const ItemPlace& place) { return place.task == static_cast<int>(index); });
    const int hue = hasChip ? -1 : scene.hues.hueOfMaker(index);
    double right = rect.right() - 8.0;
    if (hasChip) {
        right = scene.layout.chipRect(index).left() - 6.0;
    } else if (hue >= 0) { // whose colour its items will have
        right = rect.right() - 26.0;
        roundedBox(painter, {rect.right() - 20.0, rect.center().y() - 6.0, 12, 12}, 3,
                   p.itemFill[static_cast<std::size_t>(hue)], p.itemEdge[static_cast<std::size_t>(hue)], 1.0);
    }
    const double left = rect.left() + (scene.layout.narrow ? 20.0 : 24.0);
    const bool isLine = rect.height() < 28.0; // no room for more than the name
    const double top =
        rect.top() + (isLine ? (rect.height() - 16.0) / 2.0 : 1.0 + (rect.height() - 32.0) / 2.0);
    painter.setPen(p.text);
    const QString name = taskTitle(scene.run.info(), index);
    // Where it has to be cut, then not at its number.
    const bool fits = textWidth(m_style.fonts.body, name) <= right - left;
    const QFont& font = fits ? m_style.fonts.body : m_style.fonts.caption;
    drawIn(painter, font, {left, top, right - left, 16.0}, Qt::AlignLeft,
           QFontMetricsF(font).elidedText(name, Qt::ElideMiddle, right - left + 1.0));
    if (isLine) return;
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
    painter.setPen(blocked || endMarkOf(task) == EndedHow::Failed ? p.vermilionText : p.textSecondary);
    drawIn(painter, m_style.fonts.caption, {left, top + 15.0, right - left, 14.0}, Qt::AlignLeft,
           fitting(m_style.fonts.caption, right - left, taskSayings(scene.run, index)).text);
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
               lookOf(task.state, task.phase), m_style.colours(), rect.topLeft());
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
        paintState(painter, {rect.left() + 2, rect.top() + 2, stripe, rect.height() - 4},
                   lookOf(task.state, task.phase), p, rect.topLeft());
        paintProgress(painter, scene.run, task, rect.adjusted(stripe + 6.0, 0, -5.0, -5.0));
    }
    if (m_sketch) return;
    const bool hasEnded = task.state == TaskState::Ended;
    if (hasEnded && rect.height() >= 12.0 && rect.width() >= 16.0)
        paintEnd(painter, {rect.left() + 2.0 + std::max(stripe, 8.0) / 2.0, rect.center().y()},
                 endMarkOf(task), p);
    // An item in its hand lies over the number.
    const QString number = QString::number(scene.run.info().indexInGroup(index));
    const QRectF words = rect.adjusted(stripe + 2.0, 0, -1.0, rect.height() >= 36 ? -6.0 : 0.0);
    if (rect.height() < 14 || textWidth(m_style.fonts.caption, number) + 2.0 > words.width()) return;
    if (hasEnded && rect.width() < 30.0) return; // its mark has all the room
    const bool wrong = task.state == TaskState::Ended && endMarkOf(task) == EndedHow::Failed;
    painter.setPen(wrong ? p.vermilionText : p.textSecondary);
    drawIn(painter, m_style.fonts.caption, words, Qt::AlignHCenter, number);
}

void StagePainter::paintHeading(QPainter& painter, const StageScene& scene, const GroupBlock& block) const
{
    const Palette& p = m_style.colours();
    const GroupInfo& info = scene.run.info().groups[block.group];
    const QString count = QStringLiteral("× %1").arg(info.taskCount);
    // A long name leaves the count its room: beside the heading there is the edge of the window.
    const double room = block.heading.width() - textWidth(m_style.fonts.body, count) - 6.0;
    const QString name = QFontMetricsF(m_style.fonts.bodyStrong)
                             .elidedText(QString::fromStdString(info.name), Qt::ElideMiddle, room + 1.0);
    const double baseline = block.heading.bottom() - 5.0;
    painter.setPen(p.text);
    drawLine(painter, m_style.fonts.bodyStrong, {block.heading.left(), baseline}, name);
    const double left = block.heading.left() + textWidth(m_style.fonts.bodyStrong, name) + 6.0;
    painter.setPen(p.textSecondary);
    drawLine(painter, m_style.fonts.body, {left, baseline}, count);
    if (scene.counts.size() <= block.group) return;
    const GroupCounts& counts = scene.counts[block.group];
    // The one that says most: first what holds things up.
    std::vector<CountLine> lines = countLines(counts);
    const auto rank = [](const CountLine& line) {
        if (!line.look) return 3;
        return *line.look == StateLook::WaitingPut || *line.look == StateLook::Blocking ? 0
               : *line.look == StateLook::WaitingGet                                    ? 1
                                                                                        : 2;
    };
    std::ranges::stable_sort(lines,
                             [&](const CountLine& a, const CountLine& b) { return rank(a) < rank(b); });
    if (lines.empty()) return;
    const double width = textWidth(m_style.fonts.caption, lines.front().text);
    if (left + textWidth(m_style.fonts.body, count) + 8.0 + width > block.heading.right()) return;
    painter.setPen(counts.of(StateLook::WaitingPut) > 0 ? p.vermilionText : p.textSecondary);
    drawLine(painter, m_style.fonts.caption, {block.heading.right() - width, baseline}, lines.front().text);
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
    if (scene.counts.size() <= block.group) return;
    const std::vector<CountLine> lines = countLines(scene.counts[block.group]);
    const double high = m_sketch ? block.rect.bottom() - y - 8.0 : 10.0;
    double x = left;
    for (const CountLine& line : lines) {
        if (!line.look) continue;
        const double part = width * line.tasks / info.taskCount;
        paintState(painter, {x, y, part, high}, *line.look, p, {left, y});
        x += part;
    }
    if (x < left + width - 0.5) { // those that do not run
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.hairline, 1.0));
        painter.drawRect(QRectF(x, y, left + width - x, high).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (m_sketch) return;
    y += 16.0;
    for (const CountLine& line : lines) {
        if (y + 14.0 > block.rect.bottom() - 2.0) break;
        paintCountMark(painter, line, {left, y + 2.0, 10, 10}, p);
        painter.setPen(line.look || line.ended != EndedHow::Failed ? p.text : p.vermilionText);
        drawIn(painter, m_style.fonts.caption, {left + 16.0, y, width - 16.0, 14.0}, Qt::AlignLeft,
               line.text);
        y += 17.0;
    }
}

} // namespace sojourn
