#include "scene/timeline/timeline_painter.h"
#include "scene/timeline/endless_waits.h"

#include "scene/base/scene_text.h"
#include "scene/base/theory_strokes.h"
#include "scene/compare/ghost_painter.h"
#include "scene/timeline/axis_marks.h"
#include "scene/timeline/depth_painter.h"
#include "scene/timeline/item_path.h"
#include "scene/timeline/lane_marks.h"
#include "scene/timeline/lost_marks.h"
#include "scene/timeline/place_marks.h"
#include "scene/timeline/search_marks.h"
#include "scene/timeline/time_axis.h"
#include "viewmodels/panels/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

/// What the height of a depth lane stands for, in the room beside a name: "1,000", "800 M".
QString reachText(std::uint32_t reach)
{
    if (reach < 1'000'000) return countText(std::uint64_t{reach});
    return QString::number(reach / 1e6, 'g', 4) + QStringLiteral(" M");
}

constexpr double tickApart = 56;

std::vector<AxisTick> ticksOf(const TimelineScene& scene, const SceneStyle& style)
{
    // On a live run nothing is promised right of now: no line, no label.
    const std::int64_t end = scene.run.live ? scene.run.endNs : scene.window.toNs;
    const QFontMetricsF metrics(style.fonts.caption);
    const auto measure = [&](const QString& text) { return metrics.horizontalAdvance(text); };
    return axisTicks(scene.axis, scene.window, end, tickApart, measure);
}

/// What stands above is not of the same group.
bool startsGroup(const TimelineScene& scene, const LaneRow& row)
{
    if (row.kind == LaneRow::Kind::GhostTask || row.inGroup) return false;
    if (row.kind != LaneRow::Kind::Task || &row == scene.layout.rows.data()) return true;
    const LaneRow& above = *(&row - 1);
    const std::vector<std::uint16_t>& groupOf = scene.run.info().groupOfTask;
    return above.kind != LaneRow::Kind::Task || groupOf[above.index] != groupOf[row.index] ||
           scene.layout.isPinned(above) != scene.layout.isPinned(row);
}

} // namespace

bool isNamedStrong(const RunView& run, std::uint32_t task)
{
    if (run.selectedTask == static_cast<int>(task)) return true;
    if (!run.knows(run.selectedItem)) return false;
    const Item& item = run.columns->items()[static_cast<std::size_t>(run.selectedItem)];
    for (std::uint32_t v = item.firstVisit; v != noVisit; v = run.columns->visits()[v].nextVisit) {
        const Visit& visit = run.columns->visits()[v];
        if (visit.producer == task || visit.consumer == task) return true;
    }
    return false;
}

TimelinePainter::TimelinePainter(SceneStyle style)
    : m_style(std::move(style))
{
}

void TimelinePainter::paint(QPainter& painter, const TimelineScene& scene)
{
    paintBase(painter, scene);
    paintOverlay(painter, scene);
}

void TimelinePainter::paintBase(QPainter& painter, const TimelineScene& scene)
{
    painter.save();
    painter.setClipRect(scene.lanes());
    paintIdleOnLanes(painter, scene, m_style);
    for (const LaneBand& band : scene.bands()) {
        painter.setClipRect(band.area);
        paintGrid(painter, scene, band);
        paintNames(painter, scene, band);
        paintDepths(painter, scene, band);
        paintLostOnLanes(painter, scene, band, m_style);
        m_bars.paint(painter, scene, band, m_style, m_vector);
        paintNotInGhost(painter, scene, band, m_style);
    }
    painter.setClipRect(scene.lanes());
    paintDivider(painter, scene);
    paintGhostEnd(painter, scene, m_style);
    painter.restore();
}

void TimelinePainter::paintOverlay(QPainter& painter, const TimelineScene& scene)
{
    const Palette& p = m_style.colours();
    painter.save();
    const double x = scene.window.timeToX(scene.run.playheadNs);
    // Here and not in the base: numbers that the playhead or the item's arrow would cross are left out.
    const ItemPath path = itemPath(scene, m_style);
    std::vector<QRectF> keepFree = path.crossed();
    keepFree.push_back({x - 2.0, 0, 4.0, scene.size.height()});
    for (const LaneBand& band : scene.bands()) {
        painter.setClipRect(band.area);
        paintLaneMarks(painter, scene, band, m_style, keepFree);
        paintEndlessWaits(painter, scene, band, m_style);
    }
    painter.setClipRect(scene.lanes());
    const double from = std::max(scene.window.left, x), to = scene.drawnRight() + 1.0;
    // What lies ahead is paler, but of a recording, which is looked at as a whole.
    if (from < to && scene.run.playheadNs < scene.run.endNs && !scene.run.recorded)
        painter.fillRect(QRectF(from, scene.metrics.rulerHeight, to - from, scene.data().height()), p.dim);
    if (scene.run.hoveredItem != scene.run.selectedItem && scene.run.knows(scene.run.hoveredItem))
        paintItemTicks(painter, scene, m_style, scene.run.hoveredItem);
    paintGhostPath(painter, scene, m_style);
    paintItemPath(painter, path, scene, m_style);
    paintFoundOnLanes(painter, scene, m_style);
    paintBookmarksOnLanes(painter, scene, m_style);
    paintMeasuredOnLanes(painter, scene, m_style);
    painter.setClipping(false);
    paintRuler(painter, scene);
    paintIdleOnRuler(painter, scene, m_style);
    paintBookmarksOnRuler(painter, scene, m_style);
    paintFoundOnRuler(painter, scene, m_style);
    paintMeasuredOnRuler(painter, scene, m_style, chip(scene));
    paintPlayhead(painter, scene);
    paintNoteAtPlayhead(painter, scene, m_style);
    painter.restore();
}

void TimelinePainter::paintGrid(QPainter& painter, const TimelineScene& scene, const LaneBand& band)
{
    const Palette& p = m_style.colours();
    for (const AxisTick& tick : ticksOf(scene, m_style))
        painter.fillRect(QRectF(std::round(tick.x), scene.metrics.rulerHeight, 1.0, scene.data().height()),
                         p.hairline);
    // Thin lanes have a line a group, not a line a lane.
    const bool everyRow = scene.layout.laneHeight >= 20;
    for (const LaneRow& row : band.rows)
        if ((everyRow && !row.inGroup) || startsGroup(scene, row))
            painter.fillRect(QRectF(0, std::round(scene.toItem(row.y)), scene.size.width(), 1.0), p.hairline);
}

/// Between the lanes that are pinned and those that scroll.
void TimelinePainter::paintDivider(QPainter& painter, const TimelineScene& scene)
{
    if (scene.layout.pinnedHeight <= 0) return;
    const double y = std::round(scene.pinnedArea().bottom() - (LaneLayout::pinnedGap + 1.0) / 2.0);
    painter.fillRect(QRectF(0, y, scene.size.width(), 1.0), m_style.colours().controlBorder);
}

/// The mean length in theory as a line, or how an overloaded queue grows; and the warm-up hatched.
void TimelinePainter::paintDepthTheory(QPainter& painter, const TimelineScene& scene, std::size_t queue,
                                       const QRectF& box, double reach)
{
    const DepthTheory& says = scene.theory[queue];
    const double warm = std::min(scene.window.timeToX(says.warmUpEndNs), box.right());
    if (says.warmUpEndNs > 0 && warm > box.left())
        theory::paintWarmUp(painter, {box.left(), box.top(), warm - box.left(), box.height()}, m_style);
    const auto yOf = [&](double length) { return box.bottom() - box.height() * length / reach; };
    painter.setPen(theory::linePen(m_style, says.isApproximate));
    if (says.meanLength && *says.meanLength <= reach) {
        const double y = std::round(yOf(*says.meanLength));
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    } else if (says.growthPerSecond > 0) {
        painter.save();
        painter.setClipRect(box, Qt::IntersectClip);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto lengthAt = [&](std::int64_t ns) {
            return says.growthPerSecond * static_cast<double>(ns) / 1e9;
        };
        painter.drawLine(QPointF(box.left(), yOf(lengthAt(scene.window.fromNs))),
                         QPointF(box.right(), yOf(lengthAt(scene.window.toNs))));
        painter.restore();
    }
}

void TimelinePainter::paintDepths(QPainter& painter, const TimelineScene& scene, const LaneBand& band)
{
    const Palette& p = m_style.colours();
    for (const LaneRow& row : band.rows) {
        if (row.kind != LaneRow::Kind::Depth) continue;
        const QueueInfo& queue = scene.run.info().queues[row.index];
        const DepthIndex& index = scene.index->depths[row.index];
        const std::uint32_t ghostQueue = scene.ghost == nullptr ? noMatch : scene.ghost->queueOf[row.index];
        const std::uint32_t ghostMost =
            ghostQueue == noMatch ? 0 : scene.ghost->index->depths[ghostQueue].most();
        const std::uint32_t reach = depthReach(queue, std::max(index.most(), ghostMost));
        const double top = std::round(scene.toItem(row.y) + std::min(13.0, row.height / 4.0));
        const double bottom = std::round(scene.toItem(row.bottom()) - std::min(5.0, row.height / 8.0));
        const QRectF box(scene.window.left, top, scene.window.width, bottom - top);
        const std::int64_t end = std::min(scene.run.endNs, scene.window.toNs);
        const QRectF known = paintLostOnDepths(painter, scene, box, m_style);
        painter.save();
        painter.setClipRect(known.adjusted(0, -2, 0, 2), Qt::IntersectClip); // lines are thicker than nothing
        paintDepth(painter, box,
                   index.columns(scene.run.columns->depths()[row.index],
                                 scene.window.inDevicePixels(m_style.dpr), end),
                   reach, queue.capacity, m_style);
        painter.restore();
        if (ghostQueue != noMatch)
            paintGhostDepth(painter, box,
                            scene.ghost->index->depths[ghostQueue].columns(
                                scene.ghost->run.columns->depths()[ghostQueue],
                                scene.window.inDevicePixels(m_style.dpr),
                                std::min(scene.ghost->run.endNs, scene.window.toNs)),
                            reach, scene.window, m_style);
        if (showsCapacity(queue, reach)) {
            const double y =
                std::round(bottom - box.height() * static_cast<double>(queue.capacity) / reach) + 0.5;
            QPen dashes(p.waitingPut, 1.0, Qt::CustomDashLine, Qt::FlatCap);
            dashes.setDashPattern({4, 3});
            painter.setPen(dashes);
            painter.drawLine(QPointF(box.left(), y),
                             QPointF(scene.run.live ? scene.knownRight() : box.right(), y));
        }
        if (row.index < scene.theory.size()) paintDepthTheory(painter, scene, row.index, box, reach);
        painter.setPen(p.textSecondary);
        const double right = scene.metrics.gutter - 8.0;
        const QFont& caption = m_style.fonts.caption;
        drawIn(painter, caption, {right - 60.0, top - 5.0, 60.0, 14.0}, Qt::AlignRight, reachText(reach));
        drawIn(painter, caption, {right - 60.0, bottom - 10.0, 60.0, 14.0}, Qt::AlignRight,
               QStringLiteral("0"));
        const double middle = (top + bottom) / 2.0;
        const double room = scene.metrics.gutter - scene.metrics.nameLeft - 22.0;
        const QString unit = queue.isCounter ? QStringLiteral("counter") : QStringLiteral("items waiting");
        const bool both = row.height >= 60 && textWidth(caption, unit) <= room;
        painter.setPen(p.text);
        drawIn(painter, scene.layout.laneHeight < 24 ? caption : m_style.fonts.body,
               {scene.metrics.nameLeft, middle - (both ? 16.0 : 8.0), room, 16.0}, Qt::AlignLeft,
               QString::fromStdString(queue.name));
        if (!both) continue;
        painter.setPen(p.textSecondary);
        drawIn(painter, caption, {scene.metrics.nameLeft, middle - 1.0, room, 16.0}, Qt::AlignLeft, unit);
    }
}

QString TimelinePainter::chipText(const TimelineScene& scene) const
{
    const RunView& own = scene.own();
    const QString time = scene.instantText(own.playheadNs, 5.0); // while it moves more would only flicker
    if (scene.run.atPresent()) return QStringLiteral("now ") + time;
    if (own.atStall()) return QStringLiteral("stalled ") + time;
    if (scene.axis == nullptr || scene.axis->kind != TimeAxis::Steps) return time;
    return stepText(scene.run.playheadNs) + QStringLiteral(" · ") + time;
}

QRectF TimelinePainter::chip(const TimelineScene& scene) const
{
    const double x = scene.window.timeToX(scene.run.playheadNs);
    if (x < scene.window.left - 1.0 || x > scene.window.right() + 1.0) return {};
    const double width = textWidth(m_style.fonts.captionStrong, chipText(scene)) + 18.0;
    const double left = std::clamp(x - width / 2.0, 0.0, std::max(0.0, scene.size.width() - width));
    return {std::round(left), 2.0, width, 18.0};
}

void TimelinePainter::paintRuler(QPainter& painter, const TimelineScene& scene)
{
    const QRectF chipBox = chip(scene).adjusted(-6, 0, 6, 0);
    QRectF ghostBox = ghostChip(scene, m_style).adjusted(-6, 0, 6, 0);
    if (!ghostBox.isEmpty() && !ghostBox.intersects(chipBox))
        paintGhostChip(painter, scene, m_style);
    else
        ghostBox = QRectF();
    const QRectF measuredBox = measuredChip(scene, m_style, chip(scene));
    painter.setPen(m_style.colours().textSecondary);
    const std::vector<IdleLabel> idle = idleLabels(scene, m_style);
    for (const AxisTick& tick : ticksOf(scene, m_style)) {
        const QRectF box(tick.labelLeft, 0, tick.labelWidth, scene.metrics.rulerHeight - 2.0);
        if (tick.label.isEmpty() || box.intersects(chipBox) || box.intersects(ghostBox) ||
            box.intersects(measuredBox))
            continue;
        if (std::ranges::any_of(idle, [&](const IdleLabel& label) { return box.intersects(label.box); }))
            continue;
        drawIn(painter, m_style.fonts.caption, box, Qt::AlignLeft, tick.label);
    }
}

void TimelinePainter::paintPlayhead(QPainter& painter, const TimelineScene& scene)
{
    const QRectF box = chip(scene);
    if (box.isEmpty()) return;
    const Palette& p = m_style.colours();
    const double x = std::round(scene.window.timeToX(scene.run.playheadNs)) - 1.0;
    painter.fillRect(QRectF(x, box.bottom(), 2.0, scene.size.height() - box.bottom()), p.text);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.text);
    painter.drawRoundedRect(box, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(p.background);
    drawIn(painter, m_style.fonts.captionStrong, box, Qt::AlignHCenter, chipText(scene));
}

} // namespace sojourn
