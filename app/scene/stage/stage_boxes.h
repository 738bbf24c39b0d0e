// Rounded boxes, as all of the stage is made of.
#pragma once

#include <QColor>
#include <QPainter>
#include <QPen>
#include <QRectF>

namespace sojourn {

/// A filled box whose edge lies inside `rect`.
inline void roundedBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
                       const QColor& edge, double width)
{
    painter.setBrush(fill);
    painter.setPen(QPen(edge, width));
    const double inset = width / 2.0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
}

} // namespace sojourn
