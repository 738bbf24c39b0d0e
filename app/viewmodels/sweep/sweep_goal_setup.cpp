#include "viewmodels/sweep/sweep_goal_setup.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

/// What a bound begins with where no run has a value.
double usualBound(MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Seconds:
    case MetricUnit::PerSecond:
        return 1;
    case MetricUnit::Ratio:
        return 0.02;
    case MetricUnit::Count:
        break;
    }
    return 10;
}

/// The next of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 and 8 times a power of ten: above `value`, or below it.
double roundBound(double value, bool above)
{
    constexpr std::array steps{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double digits = value / power;
    constexpr double slack = 1e-9; // of the division
    if (above) {
        const auto next = std::ranges::find_if(steps, [&](double step) { return step >= digits - slack; });
        return power * (next == steps.end() ? steps.back() : *next);
    }
    const auto more = std::ranges::find_if(steps, [&](double step) { return step > digits + slack; });
    return power * (more == steps.begin() ? steps.front() : *std::prev(more));
}

/// Near what the run at hand has, so that it meets the goal, and whole percents of a share.
double boundNear(double value, MetricUnit unit, bool over)
{
    if (unit != MetricUnit::Ratio) return roundBound(value, !over);
    const double percents = over ? std::floor(value * 100) : std::ceil(value * 100);
    return std::clamp(percents, 1.0, 99.0) / 100;
}

} // namespace

SweepGoalSetup::SweepGoalSetup(QObject* parent)
    : QObject(parent)
{
}

QStringList SweepGoalSetup::choices() const
{
    QStringList choices{tr("no goal")};
    for (const MetricChoice& metric : m_metrics)
        choices += QString::fromStdString(metric.words);
    return choices;
}

void SweepGoalSetup::setChoice(int choice)
{
    if (choice < 0 || choice > static_cast<int>(m_metrics.size()) || choice == this->choice()) return;
    m_metric = choice - 1;
    if (isGiven()) {
        const Metric& metric = m_metrics[static_cast<std::size_t>(m_metric)].metric;
        m_over = metric.unit == MetricUnit::PerSecond; // more of it is better
        const auto value = m_valueAtHand ? m_valueAtHand(m_metrics[static_cast<std::size_t>(m_metric)])
                                         : std::optional<double>();
        m_bound = value && *value > 0 && std::isfinite(*value) ? boundNear(*value, metric.unit, m_over)
                                                               : usualBound(metric.unit);
    }
    Q_EMIT changed();
}

void SweepGoalSetup::setOver(bool over)
{
    if (over == m_over) return;
    m_over = over;
    Q_EMIT changed();
}

double SweepGoalSetup::factor() const
{
    const bool isRatio =
        isGiven() && m_metrics[static_cast<std::size_t>(m_metric)].metric.unit == MetricUnit::Ratio;
    return isRatio ? 100 : 1;
}

double SweepGoalSetup::bound() const
{
    return m_bound * factor();
}

void SweepGoalSetup::setBound(double bound)
{
    if (bound == this->bound() || !std::isfinite(bound)) return;
    m_bound = bound / factor();
    Q_EMIT changed();
}

QString SweepGoalSetup::unit() const
{
    if (!isGiven()) return {};
    switch (m_metrics[static_cast<std::size_t>(m_metric)].metric.unit) {
    case MetricUnit::Seconds:
        return QStringLiteral("s");
    case MetricUnit::PerSecond:
        return QStringLiteral("/s");
    case MetricUnit::Ratio:
        return QStringLiteral("%");
    case MetricUnit::Count:
        break;
    }
    return {};
}

void SweepGoalSetup::open(const std::vector<MetricChoice>& metrics, ValueAtHand valueAtHand)
{
    m_valueAtHand = std::move(valueAtHand);
    const std::string name = isGiven() ? m_metrics[static_cast<std::size_t>(m_metric)].name : std::string();
    m_metrics = metrics;
    const auto same = std::ranges::find(m_metrics, name, &MetricChoice::name);
    m_metric = same == m_metrics.end() ? -1 : static_cast<int>(same - m_metrics.begin());
    Q_EMIT changed();
}

std::optional<SweepGoal> SweepGoalSetup::goal() const
{
    if (!isGiven()) return {};
    SweepGoal goal;
    goal.metric = static_cast<std::size_t>(m_metric);
    goal.requirement.metric = m_metrics[goal.metric].name;
    goal.requirement.relation = m_over ? Relation::Greater : Relation::Less;
    goal.requirement.bound = m_bound;
    return goal;
}

} // namespace sojourn
