// What a sweep varies in one direction, as the window asks for it.
#pragma once

#include "explore/sweep/sweep_axis.h"
#include "viewmodels/parameter_model.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// A parameter, its range, and how many values of it. Only parameters that are one number can be chosen.
class SweepAxisSetup : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The sweep makes it")
    /// Labels of the parameters; the first is "nothing" where that may be chosen; "no parameter" where there
    /// is none.
    Q_PROPERTY(QStringList choices READ choices NOTIFY choicesChanged)
    Q_PROPERTY(int choice READ choice WRITE setChoice NOTIFY changed)
    Q_PROPERTY(bool varied READ isVaried NOTIFY changed)
    Q_PROPERTY(int row READ row NOTIFY changed) ///< of the parameter in ParameterModel; -1: nothing is varied
    Q_PROPERTY(QString label READ label NOTIFY changed)
    Q_PROPERTY(QString unit READ unit NOTIFY changed)
    Q_PROPERTY(double low READ low NOTIFY changed)
    Q_PROPERTY(double high READ high NOTIFY changed)
    Q_PROPERTY(double minimum READ minimum NOTIFY changed) ///< 1 where 0 stands for no limit
    Q_PROPERTY(double maximum READ maximum NOTIFY changed)
    Q_PROPERTY(double step READ step NOTIFY changed)
    Q_PROPERTY(int count READ count WRITE setCount NOTIFY changed) ///< of values, at most; 2 or more
    Q_PROPERTY(int made READ made NOTIFY madeChanged)              ///< values of the sweep; 0: not known
    /// Why there are fewer values than were asked for; empty: there are as many.
    Q_PROPERTY(QString remark READ remark NOTIFY madeChanged)
    /// Why this range can't be swept; empty: it can, or nobody has looked yet.
    Q_PROPERTY(QString problem READ problem NOTIFY madeChanged)

public:
    /// `optional`: nothing may be varied in this direction.
    SweepAxisSetup(bool optional, QObject* parent);

    QStringList choices() const;
    int choice() const;
    void setChoice(int choice);
    bool isVaried() const { return m_row >= 0; }
    int row() const { return m_row; }
    QString label() const;
    QString unit() const;
    double low() const { return m_low; }
    double high() const { return m_high; }
    double minimum() const { return m_minimum; }
    double maximum() const { return m_maximum; }
    double step() const { return m_step; }
    int count() const { return m_count; }
    void setCount(int count);
    int made() const { return m_made; }
    QString remark() const;
    QString problem() const { return m_problem; }
    /// What the sweep makes of what is asked: how many values, or none and why.
    void setMade(const Checked<SweepAxis>& axis);
    Q_INVOKABLE void setRange(double low, double high);

    /// Another scenario: begins with the first of the named parameters that it has and that `taken` is not;
    /// where it has none of them, and something must be varied, with any.
    void open(ParameterModel* parameters, const QStringList& preferred, const QString& taken);
    /// Of the chosen parameter; empty without one.
    QString name() const;
    /// Only where something is varied.
    Checked<SweepAxis> axis(const ScenarioFile& file) const;

Q_SIGNALS:
    void choicesChanged();
    void changed();
    void madeChanged();

private:
    QVariant role(int row, int role) const;
    void choose(int row);
    void setMade(int values, const QString& problem);

    bool m_optional;
    QPointer<ParameterModel> m_parameters;
    QList<int> m_rows; // those that can be chosen
    int m_row = -1;
    double m_low = 0, m_high = 1, m_minimum = 0, m_maximum = 1, m_step = 0;
    int m_count = 2;
    int m_made = 0; // values of the sweep of what is asked; 0: none is known
    QString m_problem;
};

} // namespace sojourn
