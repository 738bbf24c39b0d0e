// Axes, bands and words that the pictures of the theory panel have in common.
#pragma once

#include "scene/base/scene_style.h"
#include "stats/queue_curves.h"

#include <QPainter>
#include <QPen>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

namespace sojourn::theory {

std::int64_t nsOf(double seconds);
/// "1.97 s".
QString timeText(double seconds);
/// "78.3 %", two or three figures of it.
QString shareText(double share);

/// A line of the run that is compared with: dashed and faint, as in the other views.
QPen ghostPen(const SceneStyle& style);
/// Through the points as far as they lie within the plot; x and y give the place of a value.
template <class X, class Y>
void paintGhost(QPainter& painter, const std::vector<BandPoint>& points, const QRectF& plot,
                const SceneStyle& style, X x, Y y)
{
    QPolygonF line;
    for (const BandPoint& point : points)
        line << QPointF(x(point.at), y(point.value));
    painter.save();
    painter.setClipRect(plot, Qt::IntersectClip);
    painter.setPen(ghostPen(style));
    painter.drawPolyline(line);
    painter.restore();
}

/// The band of the points that have one, as stretches; x and y give the place of a value.
template <class X, class Y>
void paintBand(QPainter& painter, const std::vector<BandPoint>& points, const QColor& colour, X x, Y y)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (std::size_t from = 0; from < points.size();) {
        std::size_t to = from;
        QPolygonF band;
        for (; to < points.size() && points[to].band; ++to)
            band << QPointF(x(points[to].at), y(points[to].band->high));
        for (std::size_t i = to; i-- > from;)
            band << QPointF(x(points[i].at), y(points[i].band->low));
        if (to - from > 1) painter.drawPolygon(band);
        from = to + 1;
    }
    painter.setBrush(Qt::NoBrush);
}

/// The numbers of an axis of seconds below a plot, from its pixel `from` on up to `reach`.
void paintSecondsAxis(QPainter& painter, const SceneStyle& style, const QRectF& plot, double reach,
                      double from, const std::function<double(double)>& x);
/// A line across a plot with its number at the left.
void paintValueLine(QPainter& painter, const SceneStyle& style, const QRectF& plot, double y,
                    const QString& label);

} // namespace sojourn::theory
