// Rounded boxes, as all of the stage is made of.
#pragma once

#include <QColor>
#include <QPainter>
#include <QPen>
#include <QRectF>

#include <algorithm>

namespace sojourn {

/// A filled box whose edge lies inside `rect`.
inline void roundedBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
                       const QColor& edge, double width)
{
    const double inset = width / 2.0;
    if (fill.alpha() == 255 && edge.alpha() == 255) {
        // One box over another looks the same and costs a third of a stroke, of which there are hundreds.
        painter.setPen(Qt::NoPen);
        painter.setBrush(edge);
        painter.drawRoundedRect(rect, radius + inset, radius + inset);
        painter.setBrush(fill);
        const double inner = std::max(0.0, radius - inset);
        painter.drawRoundedRect(rect.adjusted(width, width, -width, -width), inner, inner);
        return;
    }
    painter.setBrush(fill);
    painter.setPen(QPen(edge, width));
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
}

} // namespace sojourn
