// What changed with each of several seeds, as dots.
#pragma once

#include <QList>
#include <QQuickPaintedItem>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// A dot a seed at its change, on one axis that holds 0; behind them the 95 % interval of their mean as a
/// band, and the mean as a line. Dots that would lie on each other stand one upon another.
class SeedDots : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values MEMBER m_values NOTIFY changed)
    Q_PROPERTY(double mean MEMBER m_mean NOTIFY changed) ///< NaN: not known; likewise the next two
    Q_PROPERTY(double low MEMBER m_low NOTIFY changed)
    Q_PROPERTY(double high MEMBER m_high NOTIFY changed)
    Q_PROPERTY(QString unit MEMBER m_unit NOTIFY
                   changed) ///< "s": values are durations in seconds; otherwise written behind them
    Q_PROPERTY(bool dark MEMBER m_dark NOTIFY changed)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY changed)

public:
    explicit SeedDots(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    QList<double> m_values;
    double m_mean = 0, m_low = 0, m_high = 0;
    QString m_unit;
    bool m_dark = false;
    QString m_fontFamily;
};

} // namespace sojourn
