#include "scene/sweep/sweep_map_painter.h"

#include "scene/base/scene_text.h"
#include "scene/sweep/sweep_marks.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

constexpr double leastGap = 6; // cells smaller than this have no gap between them
constexpr double leastStroke = 9;
constexpr unsigned secondGoal = 2;

/// The colour of the corner stroke: what is seen on the cell.
QColor strokeOn(const QColor& cell)
{
    const double lightness = 0.299 * cell.redF() + 0.587 * cell.greenF() + 0.114 * cell.blueF();
    return lightness > 0.45 ? QColor(0x17, 0x20, 0x2A) : QColor(0xFF, 0xFF, 0xFF);
}

/// One of them meets the goal and the other does not.
bool areApart(const SweepGridCell& a, const SweepGridCell& b, int goal)
{
    return a.state != SweepGridCell::State::Missing && b.state != SweepGridCell::State::Missing &&
           ((a.missed ^ b.missed) & (1u << goal)) != 0;
}

} // namespace

SweepMapPainter::SweepMapPainter(SceneStyle style)
    : m_style(std::move(style))
{
}

int SweepMapPainter::cellAt(const SweepScene& scene, QPointF at)
{
    const QRectF room = scene.plot();
    const int x = scene.columnAt(at.x());
    if (x < 0 || at.y() < room.top() || at.y() >= room.bottom()) return -1;
    const int rows = scene.grid->up.size();
    const int y = static_cast<int>((room.bottom() - at.y()) / room.height() * rows);
    return scene.grid->cellAt(x, std::clamp(y, 0, rows - 1));
}

QPainterPath SweepMapPainter::frontier(const SweepScene& scene, int goal)
{
    const SweepGrid& grid = *scene.grid;
    const int width = grid.across.size(), height = grid.up.size();
    const auto differ = [&](int x, int y, int otherX, int otherY) {
        return areApart(grid.at(x, y), grid.at(otherX, otherY), goal);
    };
    QPainterPath path;
    // Borders that adjoin become one line, so that dashes go on through them.
    for (int x = 0; x + 1 < width; ++x)
        for (int y = 0; y < height; ++y) {
            if (!differ(x, y, x + 1, y)) continue;
            const int first = y;
            while (y + 1 < height && differ(x, y + 1, x + 1, y + 1))
                ++y;
            const double at = scene.cellRect(x, first).right();
            path.moveTo(at, scene.cellRect(x, first).bottom());
            path.lineTo(at, scene.cellRect(x, y).top());
        }
    for (int y = 0; y + 1 < height; ++y)
        for (int x = 0; x < width; ++x) {
            if (!differ(x, y, x, y + 1)) continue;
            const int first = x;
            while (x + 1 < width && differ(x + 1, y, x + 1, y + 1))
                ++x;
            const double at = scene.cellRect(first, y).top();
            path.moveTo(scene.cellRect(first, y).left(), at);
            path.lineTo(scene.cellRect(x, y).right(), at);
        }
    return path;
}

bool SweepMapPainter::hasFrontier(const SweepGrid& grid, int goal)
{
    for (int x = 0; x < grid.across.size(); ++x)
        for (int y = 0; y < grid.up.size(); ++y)
            if ((x > 0 && areApart(grid.at(x - 1, y), grid.at(x, y), goal)) ||
                (y > 0 && areApart(grid.at(x, y - 1), grid.at(x, y), goal)))
                return true;
    return false;
}

bool SweepMapPainter::hasStrokes(const SweepGrid& grid)
{
    return std::ranges::any_of(grid.cells, [](const SweepGridCell& cell) {
        return cell.isKnown() && (cell.missed & secondGoal) != 0;
    });
}

void SweepMapPainter::paint(QPainter& painter, const SweepScene& scene) const
{
    painter.save();
    paintCells(painter, scene);
    paintRowNames(painter, scene);
    drawColumnNames(painter, m_style, scene);
    for (int goal = static_cast<int>(scene.grid->goals.size()); goal-- > 0;)
        drawFrontier(painter, m_style.colours(), frontier(scene, goal), goal);
    paintMarks(painter, scene);
    painter.restore();
}

void SweepMapPainter::paintCells(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    const QRectF first = scene.cellRect(0, 0);
    if (std::min(first.width(), first.height()) < leastGap) {
        // Cells too small for an outline of their own: what is not known of them is hatched, as one.
        painter.fillRect(scene.plot(), QBrush(p.border, Qt::BDiagPattern));
        painter.setPen(QPen(p.border, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(scene.plot().adjusted(0.5, 0.5, -0.5, -0.5));
    }
    for (int x = 0; x < grid.across.size(); ++x)
        for (int y = 0; y < grid.up.size(); ++y) {
            const SweepGridCell& cell = grid.at(x, y);
            const QRectF whole = scene.cellRect(x, y);
            const bool hasGap = std::min(whole.width(), whole.height()) >= leastGap;
            // One that is narrower than a pixel is seen nevertheless; a neighbour that is known covers it.
            const QRectF rect = hasGap ? whole.adjusted(0, 0, -1, -1)
                                       : QRectF(whole.left(), whole.top(), std::max(1.0, whole.width()),
                                                std::max(1.0, whole.height()));
            if (!cell.isKnown()) {
                if (!hasGap) continue;
                painter.setPen(QPen(p.border, 1.0));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5));
                if (cell.state == SweepGridCell::State::Missing) continue;
                drawCross(painter, p.textSecondary, rect.center());
                continue;
            }
            const QColor colour = p.heatAt(scene.scale.share(cell.mean));
            painter.fillRect(rect, colour);
            if (cell.isUnfinished && std::min(rect.width(), rect.height()) >= leastStroke)
                drawCross(painter, strokeOn(colour), rect.center());
            if ((cell.missed & secondGoal) == 0 || std::min(rect.width(), rect.height()) < leastStroke)
                continue;
            painter.setRenderHint(QPainter::Antialiasing, true);
            painter.setPen(QPen(strokeOn(colour), 1.25));
            const QPointF top = rect.topRight() + QPointF(-4.0, 3.0);
            const double reach = std::min(9.0, rect.height() - 6.0);
            painter.drawLine(top, top + QPointF(-0.7 * reach, reach));
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
}

void SweepMapPainter::paintRowNames(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    constexpr double line = 14;
    painter.setPen(p.text);
    const double rowHeight = scene.plot().height() / grid.up.size();
    const int every = std::max(1, static_cast<int>(std::ceil(line / rowHeight)));
    double widest = 0;
    for (int y = 0; y < grid.up.size(); ++y) {
        const bool isLast = y + 1 == grid.up.size();
        if (!isLast && (y % every != 0 || grid.up.size() - 1 - y < every)) continue;
        const auto marked = [&](int cell) { return cell >= 0 && grid.yOf(cell) == y; };
        const bool isStrong = marked(scene.hovered) || marked(grid.current) || marked(grid.cheapest);
        painter.setPen(isStrong ? p.text : p.textSecondary);
        const QRectF rect = scene.cellRect(0, y);
        const QFont& font = isStrong ? m_style.fonts.captionStrong : m_style.fonts.caption;
        drawIn(painter, font, {16, rect.center().y() - 7.0, scene.gutter - 24.0, line}, Qt::AlignRight,
               grid.up.texts[y]);
        if (isLast) widest = textWidth(font, grid.up.texts[y]);
    }
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.caption,
           {16, scene.cellRect(0, grid.up.size() - 1).center().y() - 7.0, scene.gutter - 32.0 - widest, line},
           Qt::AlignLeft, grid.up.label);
}

void SweepMapPainter::paintMarks(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    for (const int cell : {grid.current, scene.hovered}) {
        if (cell < 0) continue;
        painter.setBrush(Qt::NoBrush);
        const QRectF rect = scene.cellRect(grid.xOf(cell), grid.yOf(cell)).adjusted(0, 0, -1, -1);
        painter.setPen(QPen(p.background, 4.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect);
        painter.setPen(QPen(p.accent, 2.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect);
    }
    if (grid.cheapest < 0) return;
    paintCallout(painter, scene);
    drawCheapest(painter, p, scene.cellRect(grid.xOf(grid.cheapest), grid.yOf(grid.cheapest)).center());
}

/// What the cheapest setting comes to, beside it; left out where there is no room.
void SweepMapPainter::paintCallout(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    constexpr double away = 48, height = 40;
    const QRectF room = scene.plot();
    const QPointF at = scene.cellRect(grid.xOf(grid.cheapest), grid.yOf(grid.cheapest)).center();
    const double width = std::max(textWidth(m_style.fonts.captionStrong, grid.cheapestTitle),
                                  textWidth(m_style.fonts.caption, grid.cheapestText)) +
                         20.0;
    const bool fitsRight = at.x() + away + width <= room.right();
    const bool fitsLeft = at.x() - away - width >= room.left();
    if ((!fitsRight && !fitsLeft) || room.height() < 2 * height) return;
    const double left = std::round(fitsRight ? at.x() + away : at.x() - away - width);
    const QRectF box(left, std::round(std::clamp(at.y() - height / 2, room.top(), room.bottom() - height)),
                     width, height);
    if (scene.hovered >= 0 &&
        box.intersects(scene.cellRect(grid.xOf(scene.hovered), grid.yOf(scene.hovered))))
        return;
    painter.setPen(QPen(p.background, 3.0));
    const QPointF to(fitsRight ? box.left() : box.right(),
                     std::clamp(at.y(), box.top() + 6, box.bottom() - 6));
    painter.drawLine(at, to);
    painter.setPen(QPen(p.text, 1.0));
    painter.drawLine(at, to);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(p.border, 1.0));
    painter.setBrush(p.raised);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.captionStrong, {box.left() + 10, box.top() + 6, width - 20, 14},
           Qt::AlignLeft, grid.cheapestTitle);
    drawIn(painter, m_style.fonts.caption, {box.left() + 10, box.top() + 21, width - 20, 14}, Qt::AlignLeft,
           grid.cheapestText);
}

} // namespace sojourn
