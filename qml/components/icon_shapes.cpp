#include "icon_shapes.h"

#include <QHash>
#include <QPolygonF>

#include <initializer_list>

namespace sojourn {

namespace {

using Point = QPointF;

// A chain of lines through the points.
void line(QPainterPath& path, std::initializer_list<Point> points)
{
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
}

void area(QPainterPath& path, std::initializer_list<Point> points)
{
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
}

void circle(QPainterPath& path, Point centre, double radius)
{
    path.addEllipse(centre, radius, radius);
}

// Angles in degrees, counted anticlockwise from three o'clock, as QPainterPath does.
void arc(QPainterPath& path, Point centre, double radius, double start, double sweep)
{
    const QRectF box(centre.x() - radius, centre.y() - radius, 2.0 * radius, 2.0 * radius);
    path.arcMoveTo(box, start);
    path.arcTo(box, start, sweep);
}

IconShape play()
{
    IconShape shape;
    area(shape.fills, {{4.5, 2.5}, {13.0, 8.0}, {4.5, 13.5}});
    return shape;
}

IconShape pause()
{
    IconShape shape;
    shape.fills.addRoundedRect(QRectF(3.5, 2.5, 3.2, 11.0), 0.8, 0.8);
    shape.fills.addRoundedRect(QRectF(9.3, 2.5, 3.2, 11.0), 0.8, 0.8);
    return shape;
}

IconShape stepBack()
{
    IconShape shape;
    shape.fills.addRect(QRectF(3.0, 3.0, 1.8, 10.0));
    area(shape.fills, {{13.0, 3.0}, {13.0, 13.0}, {5.5, 8.0}});
    return shape;
}

IconShape stepForward()
{
    IconShape shape;
    shape.fills.addRect(QRectF(11.2, 3.0, 1.8, 10.0));
    area(shape.fills, {{3.0, 3.0}, {10.5, 8.0}, {3.0, 13.0}});
    return shape;
}

IconShape restart()
{
    IconShape shape;
    arc(shape.strokes, {8.0, 8.5}, 5.0, 150.0, -300.0);
    line(shape.strokes, {{3.0, 2.6}, {3.4, 6.2}, {7.0, 5.8}});
    return shape;
}

IconShape undo()
{
    IconShape shape;
    line(shape.strokes, {{6.0, 3.0}, {3.0, 6.0}, {6.0, 9.0}});
    line(shape.strokes, {{3.0, 6.0}, {9.5, 6.0}});
    arc(shape.strokes, {9.5, 9.5}, 3.5, 90.0, -180.0);
    line(shape.strokes, {{9.5, 13.0}, {6.0, 13.0}});
    return shape;
}

IconShape chevron(Point first, Point tip, Point last)
{
    IconShape shape;
    line(shape.strokes, {first, tip, last});
    return shape;
}

IconShape exporting()
{
    IconShape shape;
    line(shape.strokes, {{8.0, 10.0}, {8.0, 2.5}});
    line(shape.strokes, {{5.0, 5.2}, {8.0, 2.2}, {11.0, 5.2}});
    line(shape.strokes, {{2.8, 9.5}, {2.8, 13.2}, {13.2, 13.2}, {13.2, 9.5}});
    return shape;
}

IconShape search()
{
    IconShape shape;
    circle(shape.strokes, {7.0, 7.0}, 4.2);
    line(shape.strokes, {{10.2, 10.2}, {13.6, 13.6}});
    return shape;
}

IconShape moon()
{
    IconShape shape;
    // The outer circle but for the bite that a second circle takes, upper right.
    QPainterPath full;
    circle(full, {8.0, 8.0}, 5.6);
    QPainterPath bite;
    circle(bite, {11.6, 5.0}, 5.0);
    shape.strokes = full.subtracted(bite);
    return shape;
}

IconShape sun()
{
    IconShape shape;
    circle(shape.strokes, {8.0, 8.0}, 2.8);
    for (const auto& [from, to] : std::initializer_list<std::pair<Point, Point>>{{{8.0, 1.5}, {8.0, 2.8}},
                                                                                 {{8.0, 13.2}, {8.0, 14.5}},
                                                                                 {{1.5, 8.0}, {2.8, 8.0}},
                                                                                 {{13.2, 8.0}, {14.5, 8.0}},
                                                                                 {{3.4, 3.4}, {4.3, 4.3}},
                                                                                 {{11.7, 11.7}, {12.6, 12.6}},
                                                                                 {{3.4, 12.6}, {4.3, 11.7}},
                                                                                 {{11.7, 4.3}, {12.6, 3.4}}})
        line(shape.strokes, {from, to});
    return shape;
}

IconShape menu()
{
    IconShape shape;
    for (const double y : {4.0, 8.0, 12.0})
        line(shape.strokes, {{2.5, y}, {13.5, y}});
    return shape;
}

IconShape more()
{
    IconShape shape;
    for (const double x : {3.2, 8.0, 12.8})
        circle(shape.fills, {x, 8.0}, 1.4);
    return shape;
}

IconShape dice()
{
    IconShape shape;
    shape.strokes.addRoundedRect(QRectF(2.2, 2.2, 11.6, 11.6), 2.5, 2.5);
    for (const Point& pip :
         {Point(5.6, 5.6), Point(10.4, 5.6), Point(8.0, 8.0), Point(5.6, 10.4), Point(10.4, 10.4)})
        circle(shape.fills, pip, 1.0);
    return shape;
}

IconShape close()
{
    IconShape shape;
    line(shape.strokes, {{3.8, 3.8}, {12.2, 12.2}});
    line(shape.strokes, {{12.2, 3.8}, {3.8, 12.2}});
    return shape;
}

IconShape check()
{
    IconShape shape;
    line(shape.strokes, {{3.2, 8.6}, {6.4, 11.8}, {12.8, 4.6}});
    return shape;
}

IconShape warning()
{
    IconShape shape;
    area(shape.strokes, {{8.0, 2.4}, {14.2, 13.2}, {1.8, 13.2}});
    line(shape.strokes, {{8.0, 6.4}, {8.0, 9.2}});
    circle(shape.fills, {8.0, 11.2}, 0.9);
    return shape;
}

IconShape information()
{
    IconShape shape;
    circle(shape.strokes, {8.0, 8.0}, 5.8);
    line(shape.strokes, {{8.0, 7.4}, {8.0, 11.0}});
    circle(shape.fills, {8.0, 5.0}, 0.9);
    return shape;
}

IconShape copy()
{
    IconShape shape;
    shape.strokes.addRoundedRect(QRectF(5.5, 5.5, 8.0, 8.0), 1.5, 1.5);
    line(shape.strokes, {{3.4, 10.5}, {2.5, 10.5}, {2.5, 2.5}, {10.5, 2.5}, {10.5, 3.4}});
    return shape;
}

IconShape sort()
{
    IconShape shape;
    line(shape.strokes, {{4.0, 2.8}, {4.0, 13.0}});
    line(shape.strokes, {{2.0, 11.0}, {4.0, 13.2}, {6.0, 11.0}});
    line(shape.strokes, {{8.0, 4.0}, {14.0, 4.0}});
    line(shape.strokes, {{8.0, 8.0}, {12.4, 8.0}});
    line(shape.strokes, {{8.0, 12.0}, {10.8, 12.0}});
    return shape;
}

// A ruler with a break in it.
IconShape axis()
{
    IconShape shape;
    line(shape.strokes, {{1.5, 10.5}, {5.6, 10.5}});
    line(shape.strokes, {{10.4, 10.5}, {14.5, 10.5}});
    line(shape.strokes, {{5.2, 13.0}, {7.4, 8.0}});
    line(shape.strokes, {{8.6, 13.0}, {10.8, 8.0}});
    for (const double x : {2.0, 14.0})
        line(shape.strokes, {{x, 5.5}, {x, 10.5}});
    return shape;
}

// Two bars far apart, and an arrow from the upper to the lower one: lanes are laid together.
IconShape fold()
{
    IconShape shape;
    line(shape.strokes, {{2.5, 2.5}, {13.5, 2.5}});
    line(shape.strokes, {{2.5, 13.5}, {13.5, 13.5}});
    line(shape.strokes, {{8.0, 5.0}, {8.0, 10.6}});
    line(shape.strokes, {{5.8, 8.6}, {8.0, 10.8}, {10.2, 8.6}});
    return shape;
}

IconShape unfold()
{
    IconShape shape;
    line(shape.strokes, {{2.5, 8.0}, {13.5, 8.0}});
    line(shape.strokes, {{5.8, 4.4}, {8.0, 2.2}, {10.2, 4.4}});
    line(shape.strokes, {{5.8, 11.6}, {8.0, 13.8}, {10.2, 11.6}});
    return shape;
}

IconShape sweep()
{
    IconShape shape;
    for (const double x : {2.5, 6.5, 10.5})
        for (const double y : {2.5, 6.5, 10.5})
            (x <= y ? shape.fills : shape.strokes).addRect(x, y, 3, 3);
    return shape;
}

IconShape compare()
{
    IconShape shape;
    line(shape.strokes, {{2.0, 4.0}, {9.0, 4.0}});
    line(shape.strokes, {{2.0, 8.0}, {14.0, 8.0}});
    line(shape.strokes, {{2.0, 12.0}, {9.0, 12.0}});
    return shape;
}

IconShape pin()
{
    IconShape shape;
    line(shape.strokes, {{5.5, 2.5}, {10.5, 2.5}});
    line(shape.strokes, {{6.4, 2.5}, {6.0, 7.0}, {4.2, 9.5}, {11.8, 9.5}, {10.0, 7.0}, {9.6, 2.5}});
    line(shape.strokes, {{8.0, 9.5}, {8.0, 13.8}});
    return shape;
}

IconShape plus()
{
    IconShape shape;
    line(shape.strokes, {{8.0, 3.0}, {8.0, 13.0}});
    line(shape.strokes, {{3.0, 8.0}, {13.0, 8.0}});
    return shape;
}

IconShape minus()
{
    IconShape shape;
    line(shape.strokes, {{3.0, 8.0}, {13.0, 8.0}});
    return shape;
}

IconShape folder()
{
    IconShape shape;
    area(shape.strokes, {{2.2, 12.8}, {2.2, 3.6}, {6.2, 3.6}, {7.8, 5.4}, {13.8, 5.4}, {13.8, 12.8}});
    return shape;
}

IconShape edit()
{
    IconShape shape;
    area(shape.strokes, {{2.8, 13.2}, {3.4, 10.2}, {10.8, 2.8}, {13.2, 5.2}, {5.8, 12.6}});
    return shape;
}

const QHash<QString, IconShape>& shapes()
{
    using namespace Qt::StringLiterals;
    static const QHash<QString, IconShape> table{
        {u"play"_s, play()},
        {u"pause"_s, pause()},
        {u"stepBack"_s, stepBack()},
        {u"stepForward"_s, stepForward()},
        {u"restart"_s, restart()},
        {u"undo"_s, undo()},
        {u"chevronDown"_s, chevron({3.8, 6.0}, {8.0, 10.2}, {12.2, 6.0})},
        {u"chevronUp"_s, chevron({3.8, 10.0}, {8.0, 5.8}, {12.2, 10.0})},
        {u"chevronLeft"_s, chevron({10.0, 3.8}, {5.8, 8.0}, {10.0, 12.2})},
        {u"chevronRight"_s, chevron({6.0, 3.8}, {10.2, 8.0}, {6.0, 12.2})},
        {u"export"_s, exporting()},
        {u"search"_s, search()},
        {u"moon"_s, moon()},
        {u"sun"_s, sun()},
        {u"menu"_s, menu()},
        {u"more"_s, more()},
        {u"dice"_s, dice()},
        {u"close"_s, close()},
        {u"check"_s, check()},
        {u"warning"_s, warning()},
        {u"information"_s, information()},
        {u"copy"_s, copy()},
        {u"sort"_s, sort()},
        {u"axis"_s, axis()},
        {u"fold"_s, fold()},
        {u"unfold"_s, unfold()},
        {u"compare"_s, compare()},
        {u"sweep"_s, sweep()},
        {u"pin"_s, pin()},
        {u"plus"_s, plus()},
        {u"minus"_s, minus()},
        {u"folder"_s, folder()},
        {u"edit"_s, edit()},
    };
    return table;
}

} // namespace

std::optional<IconShape> iconShape(const QString& name)
{
    const auto found = shapes().constFind(name);
    if (found == shapes().constEnd()) return std::nullopt;
    return *found;
}

QStringList iconNames()
{
    QStringList names = shapes().keys();
    names.sort();
    return names;
}

} // namespace sojourn
