#include "scene/sweep/sweep_curve_painter.h"

#include "scene/base/scene_text.h"
#include "scene/sweep/sweep_marks.h"

#include <QObject>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

constexpr double stripWidth = 6;
constexpr double bandShare = 0.2;
constexpr int mostDots = 200;

using Stretch = std::vector<int>;

/// The columns whose cells are known, in stretches: what is not computed yet is passed over, since a coarser
/// curve is one as well, but where a setting came to nothing the curve is interrupted.
std::vector<Stretch> stretches(const SweepGrid& grid, int up)
{
    std::vector<Stretch> found;
    bool goesOn = false;
    for (int x = 0; x < grid.across.size(); ++x) {
        const SweepGridCell& cell = grid.at(x, up);
        if (cell.state == SweepGridCell::State::Missing) continue;
        if (cell.isKnown() && !goesOn) found.emplace_back();
        if (cell.isKnown()) found.back().push_back(x);
        goesOn = cell.isKnown();
    }
    return found;
}

/// Parts of these where each cell has an interval: nobody knows how sure the others are, so that a band that
/// went on to their values would tell of certainty.
std::vector<Stretch> stretchesOfIntervals(const SweepGrid& grid, int up)
{
    std::vector<Stretch> found;
    for (const Stretch& columns : stretches(grid, up)) {
        bool goesOn = false;
        for (const int x : columns) {
            const bool isOne = grid.at(x, up).low && grid.at(x, up).high;
            if (isOne && !goesOn) found.emplace_back();
            if (isOne) found.back().push_back(x);
            goesOn = isOne;
        }
    }
    return found;
}

/// How many points of a curve lie there.
int pointsWithin(const SweepScene& scene, int up, const QRectF& place)
{
    int points = 0;
    for (int x = 0; x < scene.grid->across.size(); ++x) {
        const SweepGridCell& cell = scene.grid->at(x, up);
        points += cell.isKnown() && place.contains(QPointF(scene.columnX(x), scene.valueY(cell.mean)));
    }
    return points;
}

/// Room for the words of the knee at a place of the curve: above it or below, to its right or to its left,
/// nearer or further away, where the fewest points of the curves lie, and best no goal's line.
QRectF besideKnee(const SweepScene& scene, QPointF at, double width)
{
    constexpr double height = 14, mark = 5;
    const SweepGrid& grid = *scene.grid;
    const QRectF room = scene.plot();
    const int highest = grid.up.size() - 1;
    QRectF best;
    int fewest = std::numeric_limits<int>::max();
    for (const double away : {-34.0, 20.0, -58.0, 44.0, -82.0, 68.0})
        for (const double left : {at.x() + 12.0, at.x() - 12.0 - width}) {
            const QRectF label(std::round(left), std::round(at.y() + away), width, height);
            if (!room.contains(label.adjusted(0, 0, 0, 3))) continue;
            const QRectF around = label.adjusted(-mark, -mark, mark, mark);
            // The line that leads there, from outside of the knee's ring.
            const double from = away < 0 ? label.center().y() - mark : at.y() + 8.0;
            const double to = away < 0 ? at.y() - 8.0 : label.center().y() + mark;
            const QRectF stem(at.x() - mark, from, 2 * mark, to - from);
            int points = 0;
            for (const int up : {grid.shownUp, highest})
                points += pointsWithin(scene, up, around) + pointsWithin(scene, up, stem);
            for (const SweepGridGoal& goal : grid.goals)
                if (goal.isOfMetric && scene.scale.contains(goal.bound))
                    points += around.contains(QPointF(around.center().x(), scene.valueY(goal.bound)));
            if (points >= fewest) continue;
            fewest = points;
            best = label;
        }
    if (!best.isNull()) return best;
    const double left = std::clamp(at.x() + 12.0, room.left(), std::max(room.left(), room.right() - width));
    const double top = at.y() - 34.0 >= room.top() ? at.y() - 34.0 : at.y() + 20.0;
    return {std::round(left), std::round(top), width, height};
}

/// Room for the words of a goal at `y`, that wide: where no point of the curve lies, if there is such a
/// place.
QRectF besideCurve(const SweepScene& scene, double y, double width)
{
    constexpr double height = 14, mark = 9;
    const QRectF room = scene.plot();
    const auto isFree = [&](const QRectF& label) {
        if (label.bottom() > room.bottom() - 3.0 || label.top() < room.top()) return false;
        return pointsWithin(scene, scene.grid->shownUp, label.adjusted(-mark, -mark, mark, mark)) == 0;
    };
    const double below = y + 5.0, above = y - 5.0 - height;
    for (const double left : {room.left() + 6.0, room.right() - 6.0 - width})
        for (const double top : {below, above})
            if (const QRectF label(left, top, width, height); isFree(label)) return label;
    return {room.left() + 6.0, below + height + 3.0 < room.bottom() ? below : above, width, height};
}

/// Room for the name of another curve than the shown one: where the two are furthest apart, at the far side.
QRectF besideTop(const SweepScene& scene, const std::vector<Stretch>& known, int up, double width)
{
    constexpr double height = 14;
    const SweepGrid& grid = *scene.grid;
    const auto yOf = [&](int x, int row) { return scene.valueY(grid.at(x, row).mean); };
    int place = known.front().front();
    double furthest = -1;
    for (const Stretch& columns : known)
        for (const int x : columns) {
            const bool isBoth = grid.at(x, grid.shownUp).state == SweepGridCell::State::Known;
            const double apart = isBoth ? std::abs(yOf(x, up) - yOf(x, grid.shownUp)) : 0;
            if (apart <= furthest) continue;
            furthest = apart;
            place = x;
        }
    const QRectF room = scene.plot();
    const double y = yOf(place, up);
    const bool isShownHigher =
        grid.at(place, grid.shownUp).state == SweepGridCell::State::Known && yOf(place, grid.shownUp) < y;
    const bool isAbove = !isShownHigher && y - 20.0 >= room.top();
    // The side at which the curve does not go on in that direction.
    const bool hasNext =
        place + 1 < grid.across.size() && grid.at(place + 1, up).state == SweepGridCell::State::Known;
    const bool isLeft = hasNext && (isAbove ? yOf(place + 1, up) < y - 1 : yOf(place + 1, up) > y + 1);
    const double at = scene.columnX(place);
    const double left = std::clamp(isLeft ? at - 6.0 - width : at + 6.0, room.left(),
                                   std::max(room.left(), room.right() - width));
    return {left, isAbove ? y - 20.0 : y + 6.0, width, height};
}

} // namespace

SweepCurvePainter::SweepCurvePainter(SceneStyle style)
    : m_style(std::move(style))
{
}

int SweepCurvePainter::cellAt(const SweepScene& scene, QPointF at)
{
    const int x = scene.columnAt(at.x());
    return x < 0 ? -1 : scene.grid->cellAt(x, scene.grid->shownUp);
}

void SweepCurvePainter::paint(QPainter& painter, const SweepScene& scene) const
{
    const SweepGrid& grid = *scene.grid;
    painter.save();
    paintAxes(painter, scene);
    const int highest = grid.up.size() - 1;
    if (grid.up.isVaried() && grid.shownUp != highest) paintCurve(painter, scene, highest, true);
    paintBand(painter, scene, grid.shownUp);
    paintGoals(painter, scene);
    paintCurve(painter, scene, grid.shownUp, false);
    paintLacks(painter, scene);
    paintKnee(painter, scene);
    paintMarks(painter, scene);
    painter.restore();
}

void SweepCurvePainter::paintAxes(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const QRectF room = scene.plot();
    double free = room.bottom() + 100;
    for (const SweepScale::Tick& tick : scene.scale.ticks) {
        const double y = std::round(scene.valueY(tick.value));
        painter.fillRect(QRectF(room.left(), y, room.width(), 1),
                         y >= std::floor(room.bottom()) ? p.border : p.hairline);
        if (y + 14.0 > free) continue;
        free = y;
        painter.setPen(p.textSecondary);
        drawIn(painter, m_style.fonts.caption,
               {16, std::min(y - 7.0, room.bottom() - 12.0), scene.gutter - SweepScene::besideTicks, 14},
               Qt::AlignRight, tick.label);
    }
    const double left = room.left() - stripWidth - 5.0;
    for (int y = 0; y < static_cast<int>(room.height()); ++y)
        painter.fillRect(QRectF(left, std::floor(room.bottom()) - y - 1, stripWidth, 1),
                         p.heatAt(y / room.height()));
    drawColumnNames(painter, m_style, scene);
}

void SweepCurvePainter::paintBand(QPainter& painter, const SweepScene& scene, int up) const
{
    const SweepGrid& grid = *scene.grid;
    QColor band = m_style.colours().ink;
    band.setAlphaF(static_cast<float>(bandShare));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(band);
    for (const Stretch& columns : stretchesOfIntervals(grid, up)) {
        QPolygonF outline;
        for (auto x = columns.begin(); x != columns.end(); ++x)
            outline += QPointF(scene.columnX(*x), scene.valueY(*grid.at(*x, up).high));
        for (auto x = columns.rbegin(); x != columns.rend(); ++x)
            outline += QPointF(scene.columnX(*x), scene.valueY(*grid.at(*x, up).low));
        if (columns.size() > 1) {
            painter.drawPolygon(outline);
        } else { // alone: an upright
            const double top = outline.front().y(), bottom = outline.back().y();
            painter.drawRect(QRectF(outline.front().x() - 2.0, top, 4.0, bottom - top));
        }
    }
    paintBeyond(painter, scene, up);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// A tip at the top of each column whose interval goes on beyond the scale.
void SweepCurvePainter::paintBeyond(QPainter& painter, const SweepScene& scene, int up) const
{
    painter.setBrush(m_style.colours().textSecondary);
    const double top = scene.plot().top();
    for (int x = 0; x < scene.grid->across.size(); ++x) {
        const SweepGridCell& cell = scene.grid->at(x, up);
        if (!cell.isKnown() || !cell.high || *cell.high <= scene.scale.most) continue;
        const double middle = scene.columnX(x);
        painter.drawPolygon(QPolygonF({{middle - 4.0, top + 5.0}, {middle, top}, {middle + 4.0, top + 5.0}}));
    }
}

void SweepCurvePainter::paintCurve(QPainter& painter, const SweepScene& scene, int up, bool isBeside) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    const QColor ink = isBeside ? p.textSecondary : p.ink;
    painter.setRenderHint(QPainter::Antialiasing, true);
    QPen pen(ink, isBeside ? 1.25 : 1.75);
    if (isBeside) {
        pen.setStyle(Qt::CustomDashLine);
        pen.setDashPattern({4, 3});
    }
    for (const Stretch& columns : stretches(grid, up)) {
        QPolygonF line;
        for (const int x : columns)
            line += QPointF(scene.columnX(x), scene.valueY(grid.at(x, up).mean));
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
        if (grid.across.size() > mostDots && columns.size() > 1) continue;
        painter.setPen(isBeside ? QPen(ink, 1.25) : QPen(p.background, 1.0));
        painter.setBrush(isBeside ? p.background : ink);
        for (const QPointF& at : line)
            painter.drawEllipse(at, isBeside ? 2.5 : 3.5, isBeside ? 2.5 : 3.5);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!isBeside) return;
    const auto known = stretches(grid, up);
    if (known.empty()) return;
    const QString text = QStringLiteral("%1 %2").arg(grid.up.label, grid.up.texts[up]);
    const double width = textWidth(m_style.fonts.caption, text) + 4.0;
    const QRectF label = besideTop(scene, known, up, width);
    painter.fillRect(label, p.background);
    painter.setPen(p.textSecondary);
    drawIn(painter, m_style.fonts.caption, label, Qt::AlignLeft, text);
}

/// Settings that came to nothing, at the foot of their column; and those of whose runs some did not finish,
/// so that their value is of the others.
void SweepCurvePainter::paintLacks(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    if (grid.across.size() > mostDots) return;
    for (int x = 0; x < grid.across.size(); ++x) {
        const SweepGridCell& cell = grid.at(x, grid.shownUp);
        if (cell.isKnown() && cell.isUnfinished)
            drawUnfinished(painter, p.ink, p.background, {scene.columnX(x), scene.valueY(cell.mean)});
        else if (!cell.isKnown() && cell.state != SweepGridCell::State::Missing)
            drawCross(painter, p.textSecondary, {scene.columnX(x), scene.plot().bottom() - 8.0});
    }
}

void SweepCurvePainter::paintGoals(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const QRectF room = scene.plot();
    for (int i = 0; i < scene.grid->goals.size(); ++i) {
        const SweepGridGoal& goal = scene.grid->goals[i];
        if (!goal.isOfMetric || !scene.scale.contains(goal.bound)) continue;
        const double y = std::round(scene.valueY(goal.bound));
        QPainterPath line;
        line.moveTo(room.left(), y);
        line.lineTo(room.right(), y);
        drawFrontier(painter, p, line, i);
        const QString text = QObject::tr("goal: %1").arg(goal.words.mid(scene.grid->metric.size()).trimmed());
        const double width = textWidth(m_style.fonts.captionStrong, text);
        const QRectF label = besideCurve(scene, y, width + 4.0);
        painter.fillRect(label, p.background);
        painter.setPen(p.text);
        drawIn(painter, m_style.fonts.captionStrong, label.adjusted(2, 0, 0, 0), Qt::AlignLeft, text);
    }
}

void SweepCurvePainter::paintKnee(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    if (grid.knee < 0 || !grid.cells[static_cast<std::size_t>(grid.knee)].isKnown()) return;
    const QPointF at(scene.columnX(grid.xOf(grid.knee)),
                     scene.valueY(grid.cells[static_cast<std::size_t>(grid.knee)].mean));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(p.text, 1.5));
    painter.drawEllipse(at, 6.0, 6.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double width = textWidth(m_style.fonts.caption, grid.kneeText) + 6.0;
    const QRectF label = besideKnee(scene, at, width);
    const double top = label.top();
    painter.setPen(QPen(p.textSecondary, 1.0));
    painter.drawLine(at + QPointF(0, top < at.y() ? -7 : 7), QPointF(at.x(), label.center().y()));
    painter.drawLine(
        QPointF(at.x(), label.center().y()),
        QPointF(label.left() > at.x() ? label.left() - 2.0 : label.right() + 2.0, label.center().y()));
    painter.fillRect(label.adjusted(-1, 0, 0, 0), p.background); // other curves may pass there
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.caption, label, Qt::AlignLeft, grid.kneeText);
}

void SweepCurvePainter::paintMarks(QPainter& painter, const SweepScene& scene) const
{
    const Palette& p = m_style.colours();
    const SweepGrid& grid = *scene.grid;
    const auto place = [&](int cell) {
        return QPointF(scene.columnX(grid.xOf(cell)),
                       scene.valueY(grid.cells[static_cast<std::size_t>(cell)].mean));
    };
    const auto isOnIt = [&](int cell) {
        return cell >= 0 && grid.yOf(cell) == grid.shownUp &&
               grid.cells[static_cast<std::size_t>(cell)].isKnown();
    };
    if (isOnIt(grid.cheapest)) drawCheapest(painter, p, place(grid.cheapest));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(p.accent, 2.0));
    for (const int cell : {grid.current, scene.hovered})
        if (isOnIt(cell)) painter.drawEllipse(place(cell), 9.0, 9.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace sojourn
