#include "theme/state_look.h"

#include <QLineF>
#include <QPainter>
#include <QPen>
#include <QPolygonF>
#include <QVector>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double inLineShare = 0.2, connectingShare = 0.6; // of an area's height

enum class Slope { Rising, Falling };

// The first multiple of step, counted from origin, at or below low.
double firstBelow(double low, double origin, double step)
{
    return origin + std::floor((low - origin) / step) * step;
}

// Lines at 45 degrees, `apart` pixels from each other measured along the horizontal.
void hatch(QPainter& painter, const QRectF& area, QPointF origin, Slope slope, double apart, const QPen& pen)
{
    const double height = area.height();
    QVector<QLineF> lines;
    // x where a line meets the bottom edge (rising) or the top edge (falling) of the area.
    const double anchor = slope == Slope::Rising ? origin.x() + origin.y() - area.bottom()
                                                 : origin.x() - origin.y() + area.top();
    for (double x = firstBelow(area.left() - height, anchor, apart); x < area.right(); x += apart) {
        if (slope == Slope::Rising)
            lines.append(QLineF(x, area.bottom(), x + height, area.top()));
        else
            lines.append(QLineF(x, area.top(), x + height, area.bottom()));
    }
    painter.setPen(pen);
    painter.drawLines(lines);
}

void levelLines(QPainter& painter, const QRectF& area, QPointF origin, double apart, const QColor& colour)
{
    for (double y = firstBelow(area.top(), origin.y() + apart / 2.0, apart); y < area.bottom(); y += apart)
        painter.fillRect(QRectF(area.left(), y - 0.5, area.width(), 1.0), colour);
}

void dots(QPainter& painter, const QRectF& area, QPointF origin, double apart, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double first = firstBelow(area.left(), origin.x() + apart / 2.0, apart);
    for (double y = firstBelow(area.top(), origin.y() + apart / 2.0, apart); y < area.bottom() + 1.0;
         y += apart)
        for (double x = first; x < area.right() + 1.0; x += apart)
            painter.drawEllipse(QPointF(x, y), 1.0, 1.0);
}

// An edge of the given width that lies inside the area.
void edge(QPainter& painter, const QRectF& area, const QColor& colour, double width)
{
    if (area.width() < 3.0 * width || area.height() < 3.0 * width) return; // nothing but edge would be left
    painter.setBrush(Qt::NoBrush);
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    const double inset = width / 2.0;
    painter.drawRect(area.adjusted(inset, inset, -inset, -inset));
}

/// The middle of the area, this share of its height.
QRectF band(const QRectF& area, double share)
{
    const double high = std::max(2.0, std::round(area.height() * share));
    return {area.left(), area.top() + std::round((area.height() - high) / 2.0), area.width(), high};
}

void cross(QPainter& painter, const QRectF& area, const QColor& colour)
{
    const double arm = std::min({4.0, area.width() / 2.0, area.height() / 2.0});
    const QPointF centre = area.center();
    QPen pen(colour, 2.0);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm));
    painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
}

} // namespace

void paintInstant(QPainter& painter, QPointF centre, double reach, const Palette& palette)
{
    const auto diamond = [&](double out) {
        return QPolygonF({centre + QPointF(0, -out), centre + QPointF(out, 0), centre + QPointF(0, out),
                          centre + QPointF(-out, 0)});
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.surface);
    painter.drawPolygon(diamond(reach + 1.5));
    painter.setBrush(palette.running);
    painter.drawPolygon(diamond(reach));
}

void paintEndless(QPainter& painter, const QRectF& area, StateLook wait, const Palette& palette,
                  QPointF patternOrigin)
{
    if (area.isEmpty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area, Qt::IntersectClip);
    painter.fillRect(area, palette.surface);
    QColor colour = palette.joiningLine;
    if (wait == StateLook::WaitingGet) {
        colour = palette.waitingGetEdge;
        hatch(painter, area, patternOrigin, Slope::Rising, 6.0 * M_SQRT2, QPen(palette.waitingGet, 2.2));
    } else if (wait == StateLook::WaitingPut) {
        colour = palette.waitingPut;
        hatch(painter, area, patternOrigin, Slope::Falling, 4.0 * M_SQRT2, QPen(colour, 1.4));
    }
    QPen dashes(colour, 1.5, Qt::CustomDashLine, Qt::FlatCap);
    dashes.setDashPattern({3, 2});
    painter.setPen(dashes);
    for (const double y : {area.top() + 0.75, area.bottom() - 0.75})
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.restore();
}

void paintState(QPainter& painter, const QRectF& area, StateLook look, const Palette& palette,
                QPointF patternOrigin)
{
    if (area.isEmpty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area, Qt::IntersectClip);
    switch (look) {
    case StateLook::Running:
        painter.fillRect(area, palette.running);
        break;
    case StateLook::Ready:
        painter.fillRect(area, palette.ready);
        edge(painter, area, palette.readyEdge, 1.0);
        break;
    case StateLook::Sleeping:
        painter.fillRect(area, palette.sleeping);
        painter.fillRect(QRectF(area.left(), area.bottom() - 2.0, area.width(), 2.0), palette.sleepingLine);
        break;
    case StateLook::WaitingGet:
        painter.fillRect(area, palette.waitingGet);
        hatch(painter, area, patternOrigin, Slope::Rising, 6.0 * M_SQRT2, QPen(palette.waitingGetHatch, 1.6));
        edge(painter, area, palette.waitingGetEdge, 1.0);
        break;
    case StateLook::WaitingPut:
        painter.fillRect(area, palette.waitingPut);
        hatch(painter, area, patternOrigin, Slope::Falling, 3.0 * M_SQRT2,
              QPen(palette.waitingPutHatch, 1.4));
        break;
    case StateLook::Off:
        painter.fillRect(area, palette.off);
        levelLines(painter, area, patternOrigin, 5.0, palette.offHatch);
        break;
    // A request's way reads by shape as well (and work that waits for a thread like one that waits for a
    // connection): a line, a dashed band, an empty bar, a full one.
    case StateLook::InLine:
        painter.fillRect(band(area, inLineShare), palette.off);
        break;
    case StateLook::Connecting:
        for (double x = firstBelow(area.left(), patternOrigin.x(), 4.0); x < area.right(); x += 4.0)
            painter.fillRect(band(QRectF(x, area.top(), 2.0, area.height()), connectingShare), palette.off);
        break;
    case StateLook::AwaitingReply:
        painter.fillRect(area, palette.offPale);
        edge(painter, area, palette.off, 1.0);
        break;
    case StateLook::Receiving:
        painter.fillRect(area, palette.off);
        break;
    case StateLook::Blocking:
        painter.fillRect(area, palette.blocking);
        dots(painter, area, patternOrigin, 5.0, palette.blockingDots);
        break;
    case StateLook::Joining:
        painter.fillRect(area, palette.joining);
        edge(painter, area, palette.joiningLine, 1.5);
        break;
    case StateLook::Cancelled:
        cross(painter, area, palette.cancelled);
        break;
    case StateLook::Failed:
        cross(painter, area, palette.failed);
        break;
    case StateLook::Mark:
        paintInstant(painter, area.center(), std::min({4.0, area.width() / 2.0, area.height() / 2.0}),
                     palette);
        break;
    case StateLook::Endless:
        paintEndless(painter, area, StateLook::WaitingGet, palette, patternOrigin);
        break;
    case StateLook::Ink:
        painter.fillRect(area, palette.ink);
        break;
    }
    painter.restore();
}

} // namespace sojourn
