#include "scene/base/theory_strokes.h"

#include <QPainter>

#include <cmath>

namespace sojourn::theory {

QPen linePen(const SceneStyle& style, bool isApproximate)
{
    QPen pen(style.colours().theory, 2.0, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (isApproximate) pen.setDashPattern({4, 2.5});
    return pen;
}

QPen dashed(const QColor& colour)
{
    QPen pen(colour, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 3});
    return pen;
}

void paintWarmUp(QPainter& painter, const QRectF& box, const SceneStyle& style)
{
    if (box.width() < 1) return;
    const Palette& p = style.colours();
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor line = p.textSecondary;
    line.setAlphaF(0.35f);
    painter.setPen(QPen(line, 1.0));
    constexpr double apart = 7;
    for (double x = box.left() - box.height(); x < box.right(); x += apart)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
    painter.setPen(dashed(p.textSecondary));
    painter.drawLine(QPointF(std::round(box.right()) + .5, box.top()),
                     QPointF(std::round(box.right()) + .5, box.bottom()));
}

} // namespace sojourn::theory
