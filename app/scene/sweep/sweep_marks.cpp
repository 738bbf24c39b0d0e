#include "scene/sweep/sweep_marks.h"

#include "scene/base/scene_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace sojourn {

double gutterFor(const SceneStyle& style, const SweepGrid& grid, const SweepScale& scale)
{
    constexpr double least = 96, most = 184;
    double widest = 0;
    for (const QString& text : grid.up.texts)
        widest = std::max(widest, textWidth(style.fonts.captionStrong, text));
    double gutter = std::clamp(textWidth(style.fonts.caption, grid.up.label) + widest + 40.0, least, most);
    // Names may be cut; what is left of a number that is cut is another number.
    for (const SweepScale::Tick& tick : scale.ticks)
        gutter = std::max(gutter, textWidth(style.fonts.caption, tick.label) + SweepScene::besideTicks);
    return gutter;
}

void drawFrontier(QPainter& painter, const Palette& palette, const QPainterPath& line, int goal)
{
    const double width = goal == 0 ? 2.5 : 1.5;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.background, width + 3.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawPath(line);
    QPen pen(palette.text, width, goal == 0 ? Qt::SolidLine : Qt::CustomDashLine,
             goal == 0 ? Qt::SquareCap : Qt::FlatCap, Qt::MiterJoin);
    if (goal > 0) pen.setDashPattern({5.0 / width, 4.0 / width});
    painter.setPen(pen);
    painter.drawPath(line);
}

void drawCheapest(QPainter& painter, const Palette& palette, QPointF at)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.background);
    painter.drawEllipse(at, 8.5, 8.5);
    painter.setPen(QPen(palette.text, 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, 6.0, 6.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.text);
    painter.drawEllipse(at, 2.25, 2.25);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void drawCross(QPainter& painter, const QColor& colour, QPointF at)
{
    constexpr double reach = 3;
    painter.setPen(QPen(colour, 1.0));
    painter.drawLine(at - QPointF(reach, reach), at + QPointF(reach, reach));
    painter.drawLine(at - QPointF(reach, -reach), at + QPointF(reach, -reach));
}

void drawUnfinished(QPainter& painter, const QColor& colour, const QColor& ground, QPointF at)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour, 1.0));
    painter.setBrush(ground);
    painter.drawEllipse(at, 5.5, 5.5);
    drawCross(painter, colour, at);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void drawColumnNames(QPainter& painter, const SceneStyle& style, const SweepScene& scene)
{
    const Palette& p = style.colours();
    const SweepGrid& grid = *scene.grid;
    const double top = scene.plot().bottom() + 5.0, columnWidth = scene.plot().width() / grid.across.size();
    painter.setPen(p.text);
    drawIn(painter, style.fonts.caption, {16, top, scene.gutter - 24.0, 14}, Qt::AlignLeft,
           grid.across.label);
    double widest = 0;
    for (const QString& text : grid.across.texts)
        widest = std::max(widest, textWidth(style.fonts.captionStrong, text));
    const int every = std::max(1, static_cast<int>(std::ceil((widest + 8.0) / columnWidth)));
    const auto marked = [&](int cell, int x) { return cell >= 0 && grid.xOf(cell) == x; };
    for (int x = 0; x < grid.across.size(); ++x) {
        const bool isStrong = marked(scene.hovered, x) || marked(grid.current, x) || marked(grid.cheapest, x);
        const bool isLast = x + 1 == grid.across.size();
        const bool crowdsLast = !isLast && grid.across.size() - 1 - x < every;
        if (!isLast && (x % every != 0 || crowdsLast)) continue;
        painter.setPen(isStrong ? p.text : p.textSecondary);
        drawIn(painter, isStrong ? style.fonts.captionStrong : style.fonts.caption,
               {scene.columnX(x) - widest, top, 2 * widest, 14}, Qt::AlignHCenter, grid.across.texts[x]);
    }
}

} // namespace sojourn
