#include "viewmodels/sweep/sweep_axis_setup.h"

#include "viewmodels/panels/slider_reach.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr int usualCount = 12;
constexpr int mostCount = 10'000; // a picture has no room for more

} // namespace

SweepAxisSetup::SweepAxisSetup(bool optional, QObject* parent)
    : QObject(parent)
    , m_optional(optional)
{
}

QVariant SweepAxisSetup::role(int row, int role) const
{
    return m_parameters ? m_parameters->data(m_parameters->index(row), role) : QVariant();
}

QStringList SweepAxisSetup::choices() const
{
    QStringList choices;
    if (m_optional)
        choices += tr("nothing else");
    else if (m_rows.isEmpty())
        choices += tr("no parameter");
    for (const int row : m_rows)
        choices += role(row, ParameterModel::LabelRole).toString();
    return choices;
}

int SweepAxisSetup::choice() const
{
    const bool isWord = m_optional || m_rows.isEmpty(); // the first is no parameter
    return static_cast<int>(m_rows.indexOf(m_row)) + (isWord ? 1 : 0);
}

void SweepAxisSetup::setChoice(int choice)
{
    const int at = m_optional ? choice - 1 : choice;
    if (at < -1 || at >= m_rows.size() || (at < 0 && !m_optional) || choice == this->choice()) return;
    choose(at < 0 ? -1 : m_rows[at]);
}

QString SweepAxisSetup::name() const
{
    return role(m_row, ParameterModel::NameRole).toString();
}
QString SweepAxisSetup::label() const
{
    return role(m_row, ParameterModel::LabelRole).toString();
}
QString SweepAxisSetup::unit() const
{
    const QString unit = role(m_row, ParameterModel::UnitRole).toString();
    return unit == QLatin1String("s") ? unit : QString(); // what is counted the label says
}

void SweepAxisSetup::choose(int row)
{
    m_row = row;
    if (row >= 0) {
        SliderReach reach;
        reach.setParameters(m_parameters);
        reach.setRow(row);
        const bool zeroIsSpecial = !role(row, ParameterModel::ZeroTextRole).toString().isEmpty();
        m_minimum = std::max(role(row, ParameterModel::MinimumRole).toDouble(), zeroIsSpecial ? 1.0 : 0.0);
        m_maximum = role(row, ParameterModel::MaximumRole).toDouble();
        m_step = role(row, ParameterModel::StepRole).toDouble();
        // None of what is counted is a corner of its own, to be asked for.
        const double from = m_step > 0 && reach.from() == 0 ? m_step : reach.from();
        m_low = std::max(from, m_minimum);
        m_high = std::max(reach.to(), m_low);
        const double steps = m_step > 0 ? std::floor((m_high - m_low) / m_step) + 1 : usualCount;
        m_count = std::clamp(static_cast<int>(std::min<double>(steps, usualCount)), 2, usualCount);
    }
    setMade(0, {});
    Q_EMIT changed();
}

void SweepAxisSetup::setRange(double low, double high)
{
    if (low == m_low && high == m_high) return;
    m_low = low;
    m_high = high;
    setMade(0, {});
    Q_EMIT changed();
}

void SweepAxisSetup::setMade(int values, const QString& problem)
{
    if (values == m_made && problem == m_problem) return;
    m_made = values;
    m_problem = problem;
    Q_EMIT madeChanged();
}

void SweepAxisSetup::setMade(const Checked<SweepAxis>& axis)
{
    if (axis)
        setMade(static_cast<int>(axis->values.size()), {});
    else
        setMade(0, QString::fromStdString(axis.problem().sentence()));
}

QString SweepAxisSetup::remark() const
{
    if (m_made <= 0 || m_made >= m_count) return {};
    return tr("%1 values: others would be the same, rounded to steps of %2")
        .arg(m_made)
        .arg(m_step > 0 ? m_step : 1);
}

void SweepAxisSetup::setCount(int count)
{
    count = std::clamp(count, 2, mostCount);
    if (count == m_count) return;
    m_count = count;
    setMade(0, {});
    Q_EMIT changed();
}

void SweepAxisSetup::open(ParameterModel* parameters, const QStringList& preferred, const QString& taken)
{
    m_parameters = parameters;
    m_rows.clear();
    for (int row = 0; row < parameters->rowCount(); ++row)
        if (role(row, ParameterModel::KindRole).toString() == QLatin1String("number")) m_rows += row;
    int best = -1;
    qsizetype rank = preferred.size();
    for (const int row : m_rows) {
        const QString name = role(row, ParameterModel::NameRole).toString();
        if (name == taken) continue;
        const qsizetype at = preferred.indexOf(name);
        if (at >= 0 && at < rank) {
            rank = at;
            best = row;
        }
    }
    if (best < 0 && !m_optional && !m_rows.isEmpty()) best = m_rows.front();
    Q_EMIT choicesChanged();
    choose(best);
}

Checked<SweepAxis> SweepAxisSetup::axis(const ScenarioFile& file) const
{
    auto axis = spacedSweepAxis(name().toStdString(), m_low, m_high, static_cast<std::size_t>(m_count), file);
    if (axis) return axis;
    // Whoever looks at a window knows the parameter by its label.
    ScenarioProblem problem = axis.problem();
    problem.place = label().toStdString();
    return problem;
}

} // namespace sojourn
