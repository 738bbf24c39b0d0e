#include "scene/sweep/sweep_legend_painter.h"

#include "scene/base/scene_text.h"
#include "scene/sweep/sweep_map_painter.h"
#include "scene/sweep/sweep_marks.h"

#include <QObject>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

constexpr int fineAxis = 100; // values: their cells have no outlines of their own
constexpr double barTop = 4, barHeight = 16, signsTop = 60, lineHeight = 24, signWidth = 28;

bool hasOutlines(const SweepGrid& grid)
{
    return grid.up.isVaried() && std::ranges::any_of(grid.cells, [](const SweepGridCell& cell) {
               return cell.state == SweepGridCell::State::Missing;
           });
}
/// Cells that miss the second goal.
bool hasStrokes(const SweepGrid& grid)
{
    return grid.up.isVaried() && grid.goals.size() > 1 && SweepMapPainter::hasStrokes(grid);
}
bool hasCrosses(const SweepGrid& grid)
{
    return std::ranges::any_of(grid.cells, [](const SweepGridCell& cell) {
        return cell.state == SweepGridCell::State::Refused || cell.state == SweepGridCell::State::NoData;
    });
}

bool hasUnfinished(const SweepGrid& grid)
{
    return std::ranges::any_of(grid.cells,
                               [](const SweepGridCell& cell) { return cell.isKnown() && cell.isUnfinished; });
}
/// It lies between two cells of a map.
bool hasFrontier(const SweepGrid& grid, int goal)
{
    return grid.up.isVaried() && SweepMapPainter::hasFrontier(grid, goal);
}

} // namespace

SweepLegendPainter::SweepLegendPainter(SceneStyle style)
    : m_style(std::move(style))
{
}

double SweepLegendPainter::heightOf(const SweepGrid& grid)
{
    if (grid.isEmpty()) return 0;
    int lines = hasStrokes(grid) + hasOutlines(grid) + hasCrosses(grid) + hasUnfinished(grid);
    for (int goal = 0; goal < grid.goals.size(); ++goal)
        lines += hasFrontier(grid, goal);
    return signsTop + lineHeight * lines;
}

void SweepLegendPainter::paint(QPainter& painter, const SweepScene& scene) const
{
    painter.save();
    paintBar(painter, scene);
    paintSigns(painter, scene);
    painter.restore();
}

void SweepLegendPainter::paintBar(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const double width = std::floor(scene.size.width());
    for (int x = 0; x < static_cast<int>(width); ++x)
        painter.fillRect(QRectF(x, barTop, 1, barHeight), p.heatAt(x / (width - 1)));
    for (const SweepGridGoal& goal : scene.grid->goals) {
        if (!goal.isOfMetric || scene.scale.ticks.empty()) continue;
        const double x = std::round(std::clamp(scene.scale.share(goal.bound) * width, 2.0, width - 2.0));
        QString text = QObject::tr("goal %1").arg(axisText(goal.bound, scene.grid->unit));
        if (scene.scale.contains(goal.bound)) {
            painter.fillRect(QRectF(x - 3, barTop - 4, 6, barHeight + 8), p.background);
            painter.fillRect(QRectF(x - 1, barTop - 4, 3, barHeight + 8), p.text);
        } else {
            text = (goal.bound < scene.scale.least ? QObject::tr("%1 lies below the scale")
                                                   : QObject::tr("%1 lies above the scale"))
                       .arg(text);
        }
        const double room = textWidth(m_style.fonts.captionStrong, text) + 2.0;
        const double goalLeft = std::clamp(x - room / 2, 0.0, width - room);
        painter.setPen(p.text);
        drawIn(painter, m_style.fonts.captionStrong, {goalLeft, barTop + barHeight + 20.0, room, 14},
               Qt::AlignHCenter, text);
        break;
    }
    painter.setPen(p.textSecondary);
    double free = -100;
    const auto drawTick = [&](const SweepScale::Tick& tick) {
        const double room = textWidth(m_style.fonts.caption, tick.label) + 2.0;
        const double x = scene.scale.share(tick.value) * width;
        const double left = std::clamp(x - room / 2, 0.0, width - room);
        if (left < free) return;
        painter.fillRect(QRectF(std::clamp(std::round(x), 0.0, width - 1.0), barTop + barHeight, 1, 3),
                         p.textSecondary);
        drawIn(painter, m_style.fonts.caption, {left, barTop + barHeight + 5.0, room, 14}, Qt::AlignLeft,
               tick.label);
        free = left + room + 6.0;
    };
    if (scene.scale.ticks.empty()) return;
    const SweepScale::Tick& last = scene.scale.ticks.back();
    const double lastLeft = width - textWidth(m_style.fonts.caption, last.label) - 8.0;
    for (const SweepScale::Tick& tick : scene.scale.ticks) {
        const double room = textWidth(m_style.fonts.caption, tick.label) + 2.0;
        const double right = scene.scale.share(tick.value) * width + room / 2;
        if (&tick == &last || right < lastLeft) drawTick(tick);
    }
}

void SweepLegendPainter::paintSigns(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    double top = signsTop;
    const auto say = [&](const QString& text) {
        painter.setPen(p.text);
        drawIn(painter, m_style.fonts.caption,
               {signWidth + 12.0, top + 2.0, scene.size.width() - signWidth - 12.0, 14}, Qt::AlignLeft, text);
        top += lineHeight;
    };
    for (int i = 0; i < grid.goals.size(); ++i) {
        if (!hasFrontier(grid, i)) continue;
        QPainterPath steps;
        steps.moveTo(1, top + 14);
        steps.lineTo(8, top + 14);
        steps.lineTo(8, top + 4);
        steps.lineTo(20, top + 4);
        steps.lineTo(20, top + 14);
        steps.lineTo(signWidth - 1, top + 14);
        drawFrontier(painter, p, steps, i);
        say(grid.goals[i].words);
    }
    if (hasStrokes(grid)) {
        painter.fillRect(QRectF(0, top + 1, signWidth, 16), p.heatAt(0.5));
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(QPen(m_style.dark ? QColor(0x17, 0x20, 0x2A) : QColor(0xFF, 0xFF, 0xFF), 1.25));
        painter.drawLine(QPointF(signWidth - 5.0, top + 4), QPointF(signWidth - 12.0, top + 14));
        painter.setRenderHint(QPainter::Antialiasing, false);
        say(QObject::tr("misses %1").arg(grid.goals[1].words));
    }
    if (hasOutlines(grid)) {
        painter.setPen(QPen(p.border, 1.0));
        const bool isFine = std::max(grid.across.size(), grid.up.size()) > fineAxis;
        painter.setBrush(isFine ? QBrush(p.border, Qt::BDiagPattern) : QBrush(Qt::NoBrush));
        painter.drawRect(QRectF(0.5, top + 1.5, signWidth - 1.0, 15));
        painter.setBrush(Qt::NoBrush);
        say(grid.isStopped ? QObject::tr("not computed") : QObject::tr("not computed yet"));
    }
    if (hasCrosses(grid)) {
        drawCross(painter, p.textSecondary, {signWidth / 2, top + 9});
        say(QObject::tr("done, and no number came of it"));
    }
    if (hasUnfinished(grid)) {
        drawUnfinished(painter, p.ink, p.background, {signWidth / 2, top + 9});
        say(QObject::tr("not all of its runs finished"));
    }
}

} // namespace sojourn
