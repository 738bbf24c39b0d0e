#include "viewmodels/panels/slider_reach.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double steps = 1000; // more of them no hand can tell apart on a slider
constexpr double timesValue = 5;

/// 1, 2 or 5 times a power of ten, at least `value`.
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double digit : {1.0, 2.0, 5.0}) {
        if (digit * power >= value) return digit * power;
    }
    return 10 * power;
}

} // namespace

void SliderReach::setParameters(ParameterModel* parameters)
{
    m_parameters = parameters;
    look();
}

void SliderReach::setRow(int row)
{
    m_row = row;
    look();
}

double SliderReach::number(const QByteArray& role, double otherwise) const
{
    const int key = m_parameters->roleNames().key(role, -1);
    return key < 0 ? otherwise : m_parameters->data(m_parameters->index(m_row), key).toDouble();
}

void SliderReach::look()
{
    if (!m_parameters || m_row < 0 || m_row >= m_parameters->rowCount()) return;
    const double minimum = number("minimum", 0);
    const double maximum = number("maximum", 1);
    const double step = number("step", 0);
    m_from = number("sliderFrom", minimum);
    m_to = number("sliderTo", maximum);
    if (m_from == minimum && m_to == maximum && (maximum - minimum) / (step > 0 ? step : 1) > steps) {
        const double value = std::max(number("before", minimum), number("beforeHigh", minimum));
        m_to = std::min(maximum, roundUp(std::max(timesValue * value, 20 * (step > 0 ? step : 1))));
    }
    if (!(m_to > m_from)) m_to = m_from + (step > 0 ? step : 1);
    m_decimals = step <= 0 ? 6 : std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
    Q_EMIT changed();
}

} // namespace sojourn
