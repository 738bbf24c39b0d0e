#include "scene/compare/ghost_painter.h"

#include "scene/base/scene_text.h"
#include "scene/compare/ghost_scene.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr int dash = 4, gap = 3; // device-independent

} // namespace

void paintGhostDepth(QPainter& painter, const QRectF& box, const std::vector<DepthColumn>& columns,
                     std::uint32_t reach, const TimeWindow& window, const SceneStyle& style)
{
    const double dpr = style.dpr;
    const auto yOf = [&](std::uint32_t size) {
        return std::round((box.bottom() - box.height() * std::min(size, reach) / static_cast<double>(reach)) *
                          dpr) /
               dpr;
    };
    // The pattern begins at the run's beginning, wherever the window stands.
    const auto period = static_cast<std::int64_t>(std::lround((dash + gap) * dpr));
    const auto drawn = static_cast<std::int64_t>(std::lround(dash * dpr));
    const auto shift = static_cast<std::int64_t>(
        std::floor(static_cast<double>(window.fromNs) * window.pixelsPerNs() * dpr));
    QVector<QRectF> line;
    // Where a column holds many changes, only its upper end: all of its height would be B's own grey. Dashes
    // are left out of uprights as well where they are dense.
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const DepthColumn& column = columns[c];
        const bool isUpright = column.least != column.most;
        const bool isDense = isUpright && c > 0 && columns[c - 1].least != columns[c - 1].most;
        if ((!isUpright || isDense) && (static_cast<std::int64_t>(c) + shift) % period >= drawn) continue;
        const double high = yOf(column.most), low = isDense ? yOf(columns[c - 1].most) : yOf(column.least);
        line.append({box.left() + static_cast<double>(c) / dpr, std::min(high, low) - 0.5, 1.0 / dpr,
                     std::abs(low - high) + 1.0});
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colours().textSecondary);
    painter.drawRects(line);
}

void paintGhostEnd(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    if (scene.ghost == nullptr) return;
    const double x = std::round(scene.window.timeToX(scene.ghost->run.endNs)) + 0.5;
    if (x < scene.window.left || x > scene.window.right()) return;
    QPen pen(style.colours().textSecondary, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, scene.metrics.rulerHeight), QPointF(x, scene.size.height()));
}

QString ghostChipText(const TimelineScene& scene)
{
    return QStringLiteral("A ends %1").arg(durationText(scene.ghost->run.endNs));
}

QRectF ghostChip(const TimelineScene& scene, const SceneStyle& style)
{
    if (scene.ghost == nullptr) return {};
    const double x = scene.window.timeToX(scene.ghost->run.endNs);
    if (x < scene.window.left || x > scene.window.right()) return {};
    const double width = textWidth(style.fonts.caption, ghostChipText(scene)) + 14.0;
    const double left = std::clamp(x - width / 2.0, 0.0, std::max(0.0, scene.size.width() - width - 2.0));
    return {std::round(left), 2.0, width, 18.0};
}

void paintGhostChip(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    const QRectF box = ghostChip(scene, style);
    if (box.isEmpty()) return;
    const Palette& p = style.colours();
    QPen pen(p.textSecondary, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 2});
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(pen);
    painter.setBrush(p.background);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(p.text);
    drawIn(painter, style.fonts.caption, box, Qt::AlignHCenter, ghostChipText(scene));
}

std::uint32_t ghostItem(const TimelineScene& scene, std::uint32_t item)
{
    const Item& origin = scene.run.columns->items()[item];
    if (origin.maker == noTask) return noMatch;
    const std::uint32_t maker = scene.ghost->taskOf[origin.maker];
    const std::vector<Item>& items = scene.ghost->run.columns->items();
    const auto found = std::ranges::find_if(
        items, [&](const Item& other) { return other.maker == maker && other.nth == origin.nth; });
    return maker == noMatch || found == items.end() ? noMatch
                                                    : static_cast<std::uint32_t>(found - items.begin());
}

void paintGhostPath(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    if (scene.ghost == nullptr || !scene.run.knows(scene.run.selectedItem)) return;
    const std::uint32_t item = ghostItem(scene, static_cast<std::uint32_t>(scene.run.selectedItem));
    if (item == noMatch) return;
    const Columns& columns = *scene.ghost->run.columns;
    const auto rowOf = [&](std::uint32_t task) {
        const std::uint32_t inB = task == noTask ? noMatch : scene.ghost->taskFor[task];
        return inB != noMatch   ? scene.layout.task(inB)
               : task == noTask ? nullptr
                                : scene.layout.ghostTask(task);
    };
    const auto yOf = [&](const LaneRow& row) {
        return scene.toItem(row.ghost > 0 ? row.ghostTop() + row.ghost / 2.0 : row.y + row.height / 2.0);
    };
    const QColor accent = style.colours().accent;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (std::uint32_t v = columns.items()[item].firstVisit; v != noVisit;
         v = columns.visits()[v].nextVisit) {
        const Visit& visit = columns.visits()[v];
        const LaneRow *const from = rowOf(visit.producer), *const to = rowOf(visit.consumer);
        if (visit.enqueuedNs == notYet || visit.dequeuedNs == notYet || from == nullptr || to == nullptr)
            continue;
        const QPointF put(scene.window.timeToX(visit.enqueuedNs), scene.heldBeside(*to, *from, yOf(*from)));
        const QPointF get(scene.window.timeToX(visit.dequeuedNs), scene.heldBeside(*from, *to, yOf(*to)));
        if (get.x() < scene.window.left || put.x() > scene.window.right()) continue;
        painter.setClipRect(scene.areaBetween(*from, *to));
        QPen dashes(accent, 1.5, Qt::CustomDashLine, Qt::FlatCap);
        dashes.setDashPattern({3, 2});
        painter.setPen(dashes);
        painter.setBrush(Qt::NoBrush);
        painter.drawLine(put, get);
        painter.setPen(QPen(accent, 1.5));
        painter.setBrush(style.colours().background);
        painter.drawEllipse(get, 3.0, 3.0);
    }
    painter.restore();
}

void paintNotInGhost(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                     const SceneStyle& style)
{
    if (scene.ghost == nullptr) return;
    painter.setPen(style.colours().textSecondary);
    for (const LaneRow& row : band.rows) {
        const bool onlyInA = row.kind == LaneRow::Kind::GhostTask;
        if (row.height < 13 || !(onlyInA || row.kind == LaneRow::Kind::Task)) continue;
        if (!onlyInA && scene.ghost->taskOf[row.index] != noMatch) continue;
        const QString text = !onlyInA        ? QStringLiteral("not in A")
                             : row.more == 0 ? QStringLiteral("only in A")
                                             : QStringLiteral("only in A, as are %1 more").arg(row.more);
        const double width = textWidth(style.fonts.caption, text);
        const RunView& run = onlyInA ? scene.ghost->run : scene.run;
        const Lane& lane = run.columns->lanes()[row.index];
        const std::int64_t end = lane.endedNs == notYet ? run.endNs : lane.endedNs;
        const double x = std::max(scene.window.left, scene.window.timeToX(end)) + 18.0; // behind a cross
        if (x + width > scene.window.right()) continue;
        drawIn(painter, style.fonts.caption, {x, scene.toItem(row.y), width + 2.0, row.height}, Qt::AlignLeft,
               text);
    }
}

} // namespace sojourn
