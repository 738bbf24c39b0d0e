// A small picture of a run: how long its queue was, or its lanes.
#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// Values from 0 to 1, one beside another, as an area with a line on it; of several rows, one behind the
/// other in `values`, as lanes, the stronger the larger.
class Sparkline : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values READ values WRITE setValues NOTIFY valuesChanged)
    Q_PROPERTY(int rows READ rows WRITE setRows NOTIFY rowsChanged)
    Q_PROPERTY(QColor ink READ ink WRITE setInk NOTIFY inkChanged)

public:
    explicit Sparkline(QQuickItem* parent = nullptr);

    QList<double> values() const { return m_values; }
    void setValues(const QList<double>& values);
    int rows() const { return m_rows; }
    void setRows(int rows);
    QColor ink() const { return m_ink; }
    void setInk(const QColor& ink);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void valuesChanged();
    void rowsChanged();
    void inkChanged();

private:
    void paintLanes(QPainter& painter) const;

    QList<double> m_values;
    int m_rows = 1;
    QColor m_ink;
};

} // namespace sojourn
