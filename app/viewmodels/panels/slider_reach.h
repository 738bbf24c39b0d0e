// Where the slider of a parameter begins and ends.
#pragma once

#include "viewmodels/parameter_model.h"

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// The reach of one parameter's slider, and how many decimals its values have. What the scenario says about
/// its slider counts; where it says nothing a slider to `maximum` would be too coarse to hit anything, so it
/// ends at a round number a few times the value that the window started with. Beyond it values are typed.
class SliderReach : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::ParameterModel* parameters READ parameters WRITE setParameters NOTIFY changed)
    Q_PROPERTY(int row READ row WRITE setRow NOTIFY changed)
    Q_PROPERTY(double from READ from NOTIFY changed)
    Q_PROPERTY(double to READ to NOTIFY changed)
    Q_PROPERTY(int decimals READ decimals NOTIFY changed)

public:
    using QObject::QObject;

    ParameterModel* parameters() const { return m_parameters; }
    void setParameters(ParameterModel* parameters);
    int row() const { return m_row; }
    void setRow(int row);
    double from() const { return m_from; }
    double to() const { return m_to; }
    int decimals() const { return m_decimals; }

Q_SIGNALS:
    void changed();

private:
    void look();
    double number(const QByteArray& role, double otherwise) const;

    QPointer<ParameterModel> m_parameters;
    int m_row = -1;
    double m_from = 0;
    double m_to = 1;
    int m_decimals = 0;
};

} // namespace sojourn
