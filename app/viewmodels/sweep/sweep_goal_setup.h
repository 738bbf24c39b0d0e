// A goal of a sweep, as the window asks for it.
#pragma once

#include "explore/metric_words.h"
#include "explore/sweep/sweep_answer.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <optional>
#include <vector>

namespace sojourn {

/// A metric and a bound that it shall stay under, or over; or no goal.
class SweepGoalSetup : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The sweep makes it")
    Q_PROPERTY(QStringList choices READ choices NOTIFY changed) ///< "no goal", then the metrics
    Q_PROPERTY(int choice READ choice WRITE setChoice NOTIFY changed)
    Q_PROPERTY(bool given READ isGiven NOTIFY changed)
    Q_PROPERTY(bool over READ isOver WRITE setOver NOTIFY changed)    ///< the bound is one from below
    Q_PROPERTY(double bound READ bound WRITE setBound NOTIFY changed) ///< in `unit`
    Q_PROPERTY(QString unit READ unit NOTIFY changed)                 ///< s, %, /s, or empty

public:
    explicit SweepGoalSetup(QObject* parent);

    QStringList choices() const;
    int choice() const { return m_metric + 1; }
    void setChoice(int choice);
    bool isGiven() const { return m_metric >= 0; }
    bool isOver() const { return m_over; }
    void setOver(bool over);
    double bound() const;
    void setBound(double bound);
    QString unit() const;

    /// What a metric comes to in the run at hand; nothing where it has none.
    using ValueAtHand = std::function<std::optional<double>(const MetricChoice&)>;
    /// Other metrics to choose from: the goal stays where its metric is among them. A bound begins near the
    /// value at hand, to be typed over: a goal that is asked for is one that may be missed and may be met.
    void open(const std::vector<MetricChoice>& metrics, ValueAtHand valueAtHand = {});
    std::optional<SweepGoal> goal() const;

Q_SIGNALS:
    void changed();

private:
    double factor() const;

    std::vector<MetricChoice> m_metrics;
    ValueAtHand m_valueAtHand;
    int m_metric = -1;
    bool m_over = false;
    double m_bound = 0; // in the metric's unit
};

} // namespace sojourn
