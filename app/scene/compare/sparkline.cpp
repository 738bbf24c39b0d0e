#include "scene/compare/sparkline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

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

void Sparkline::setRows(int rows)
{
    if (rows == m_rows) return;
    m_rows = rows;
    update();
    Q_EMIT rowsChanged();
}

void Sparkline::setInk(const QColor& ink)
{
    if (ink == m_ink) return;
    m_ink = ink;
    update();
    Q_EMIT inkChanged();
}

void Sparkline::paintLanes(QPainter& painter) const
{
    const qsizetype parts = m_values.size() / m_rows;
    if (parts == 0) return;
    const double high = height() / m_rows, wide = width() / static_cast<double>(parts);
    for (int row = 0; row < m_rows; ++row) {
        for (qsizetype part = 0; part < parts; ++part) {
            QColor colour = m_ink;
            colour.setAlphaF(static_cast<float>(std::clamp(m_values[row * parts + part], 0.0, 1.0) * 0.8));
            const double left = std::round(static_cast<double>(part) * wide);
            painter.fillRect(QRectF(left, std::round(row * high),
                                    std::round(static_cast<double>(part + 1) * wide) - left,
                                    std::max(1.0, std::round(high) - 1)),
                             colour);
        }
    }
}

void Sparkline::paint(QPainter* painter)
{
    if (m_rows > 1) return paintLanes(*painter);
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
