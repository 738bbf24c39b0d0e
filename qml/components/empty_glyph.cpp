#include "empty_glyph.h"

#include <QPainter>

#include <array>

namespace sojourn {

namespace {

void lanes(QPainter& painter, const QSizeF& size)
{
    const double height = (size.height() - 17.0) / 3.0;
    for (int lane = 0; lane < 3; ++lane)
        painter.drawRect(QRectF(0.5, 0.5 + lane * (height + 8.0), size.width() - 1.0, height));
}

void axes(QPainter& painter, const QSizeF& size)
{
    painter.drawLine(QPointF(0.5, 0.0), QPointF(0.5, size.height() - 0.5));
    painter.drawLine(QPointF(0.5, size.height() - 0.5), QPointF(size.width(), size.height() - 0.5));
}

void dots(QPainter& painter, const QSizeF& size)
{
    // Fractions of the area: a wait that grows.
    static constexpr std::array<std::array<double, 2>, 7> places{
        {{0.12, 0.84}, {0.26, 0.76}, {0.40, 0.79}, {0.52, 0.48}, {0.66, 0.54}, {0.78, 0.34}, {0.92, 0.40}}};
    for (const auto& [x, y] : places)
        painter.drawEllipse(QPointF(x * size.width(), y * size.height()), 4.0, 4.0);
}

void queueSlots(QPainter& painter, const QSizeF& size)
{
    const double width = (size.width() - 1.0 - 3 * 8.0) / 4.0;
    for (int slot = 0; slot < 4; ++slot)
        painter.drawRoundedRect(QRectF(0.5 + slot * (width + 8.0), 0.5, width, size.height() - 1.0), 4.0,
                                4.0);
}

void bars(QPainter& painter, const QSizeF& size)
{
    static constexpr std::array<double, 6> heights{0.5, 0.85, 0.65, 0.4, 0.25, 0.12};
    const double width = (size.width() - 6.0) / 6.0;
    for (std::size_t bar = 0; bar < heights.size(); ++bar) {
        const double height = heights[bar] * size.height();
        const double x = 6.0 + static_cast<double>(bar) * width;
        painter.drawRect(QRectF(x, size.height() - height, width - 6.0, height - 0.5));
    }
}

} // namespace

EmptyGlyph::EmptyGlyph(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &EmptyGlyph::kindChanged, this, [this] { update(); });
    connect(this, &EmptyGlyph::colorChanged, this, [this] { update(); });
}

void EmptyGlyph::paint(QPainter* painter)
{
    QPen pen(m_color, 1.0);
    const QSizeF area = size();
    if (m_kind == Kind::Dots || m_kind == Kind::Bars) {
        painter->setPen(pen);
        axes(*painter, area);
    }
    pen.setDashPattern({4.0, 3.0});
    if (m_kind == Kind::Dots) pen.setDashPattern({2.0, 1.6});
    painter->setPen(pen);
    switch (m_kind) {
    case Kind::Lanes:
        lanes(*painter, area);
        break;
    case Kind::Dots:
        dots(*painter, area);
        break;
    case Kind::Slots:
        queueSlots(*painter, area);
        break;
    case Kind::Bars:
        bars(*painter, area);
        break;
    }
}

} // namespace sojourn
