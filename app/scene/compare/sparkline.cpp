#include "scene/compare/sparkline.h"

#include <QPainter>

#include <algorithm>

namespace sojourn {

Sparkline::Sparkline(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
}

void Sparkline::setValues(const QList<double>& values)
{
    if (values == m_values) return;
    m_values = values;
    update();
    Q_EMIT valuesChanged();
}

void Sparkline::setInk(const QColor& ink)
{
    if (ink == m_ink) return;
    m_ink = ink;
    update();
    Q_EMIT inkChanged();
}

void Sparkline::paint(QPainter* painter)
{
    QColor area = m_ink;
    area.setAlphaF(0.25f);
    painter->fillRect(QRectF(0, height() - 1, width(), 1), m_ink); // what was empty all the time is a line
    if (m_values.isEmpty()) return;
    const double wide = width() / static_cast<double>(m_values.size());
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const double high = std::clamp(m_values[i], 0.0, 1.0) * (height() - 1);
        const QRectF bar(static_cast<double>(i) * wide, height() - 1 - high, wide, high);
        painter->fillRect(bar, area);
        painter->fillRect(QRectF(bar.left(), bar.top(), wide, 1), m_ink);
    }
}

} // namespace sojourn
