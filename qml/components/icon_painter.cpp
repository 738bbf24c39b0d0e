#include "icon_painter.h"

#include "icon_shapes.h"

#include <QPainter>
#include <QtDebug>

namespace sojourn {

IconPainter::IconPainter(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void IconPainter::setName(const QString& name)
{
    if (name == m_name) return;
    m_name = name;
    Q_EMIT nameChanged();
    update();
}

void IconPainter::setColor(const QColor& color)
{
    if (color == m_color) return;
    m_color = color;
    Q_EMIT colorChanged();
    update();
}

void IconPainter::paint(QPainter* painter)
{
    if (m_name.isEmpty()) return;
    const std::optional<IconShape> shape = iconShape(m_name);
    if (!shape) {
        qWarning().noquote() << "There is no icon" << m_name;
        return;
    }
    painter->scale(width() / iconGrid, height() / iconGrid);
    QPen pen(m_color, 1.5);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter->strokePath(shape->strokes, pen);
    painter->fillPath(shape->fills, m_color);
}

} // namespace sojourn
