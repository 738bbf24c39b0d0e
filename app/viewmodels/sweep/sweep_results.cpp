#include "viewmodels/sweep/sweep_results.h"

#include "viewmodels/compare/setting_words.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

SweepGridAxis gridAxis(const SweepAxis& axis, const QString& label)
{
    SweepGridAxis result{label, {}, {}};
    for (const ParameterValue& value : axis.values) {
        result.texts += QString::fromStdString(value.toText());
        result.numbers.push_back(value.number);
    }
    return result;
}

} // namespace

SweepResults::SweepResults(SweepPlan plan, std::vector<MetricChoice> choices, QStringList labels)
    : m_plan(std::move(plan))
    , m_choices(std::move(choices))
    , m_labels(std::move(labels))
    , m_table(sweepTableOf(m_plan))
    , m_rowOfCell(m_plan.cellCount(), -1)
{
}

void SweepResults::add(const SweepCell& cell)
{
    int& row = m_rowOfCell[cell.index];
    if (row >= 0) return;
    row = static_cast<int>(m_table.rows.size());
    m_table.rows.push_back(sweepRowOf(cell, m_plan));
    m_runs += cell.replications;
    m_allWarmUp += cell.allWarmUp;
    if (cell.problem.empty()) return;
    if (m_refused++ == 0) m_firstRefusal = QString::fromStdString(cell.problem);
}

const SweepRow* SweepResults::row(std::uint64_t cell) const
{
    const int row = m_rowOfCell[cell];
    return row < 0 ? nullptr : &m_table.rows[static_cast<std::size_t>(row)];
}

QString SweepResults::settingText(std::uint64_t cell) const
{
    const std::vector<ParameterValue> values = m_plan.valuesOf(cell);
    QStringList parts;
    for (std::size_t i = 0; i < values.size(); ++i)
        parts += label(i) + QLatin1Char(' ') + QString::fromStdString(values[i].toText());
    return parts.join(QStringLiteral(", "));
}

QString SweepResults::fixedText() const
{
    QStringList parts;
    for (Parameter parameter : m_plan.file.parameters()) {
        if (std::ranges::find(m_plan.axes, parameter.name, &SweepAxis::parameter) != m_plan.axes.end())
            continue;
        if (const auto given = m_plan.fixed.find(parameter.name); given != m_plan.fixed.end())
            parameter.value = given->second;
        parts += parameterText(parameter);
    }
    return parts.join(QStringLiteral(", "));
}

QString SweepResults::pooledWords(std::size_t metric) const
{
    if (percent(metric) <= 0 || m_plan.replications < 2) return {};
    return durationsOf(m_choices[metric].metric.path) == Durations::Reply ? QObject::tr("all requests")
                                                                          : QObject::tr("all items");
}

QString SweepResults::estimateText(const ReplicationEstimate& estimate, std::size_t metric,
                                   const SweepGoal* goal) const
{
    const auto text = [&](double value) { return QString::fromStdString(metricText(value, unit(metric))); };
    const auto alone = [&](const QString& mean) {
        return estimate.count > 1 ? QObject::tr("%1, too few for an interval").arg(mean) : mean;
    };
    if (!estimate.mean) return QObject::tr("no data");
    if (goal != nullptr) {
        const auto beside = [&](double value) {
            return QString::fromStdString(metricTextBeside(value, goal->requirement.bound, unit(metric)));
        };
        // Where the usual figures show no verdict all three numbers have more of them.
        const QString mean = beside(*estimate.mean);
        if (mean != text(*estimate.mean))
            return estimate.low
                       ? QObject::tr("%1 (%2 to %3)").arg(mean, beside(*estimate.low), beside(*estimate.high))
                       : alone(mean);
    }
    if (!estimate.low) return alone(text(*estimate.mean));
    const double below = *estimate.mean - *estimate.low, above = *estimate.high - *estimate.mean;
    if (text(*estimate.low) == text(*estimate.high)) return text(*estimate.mean);
    if (std::abs(below - above) > 0.1 * above)
        return QObject::tr("%1 (%2 to %3)")
            .arg(text(*estimate.mean), text(*estimate.low), text(*estimate.high));
    return QStringLiteral("%1 ± %2").arg(text(*estimate.mean), text(above));
}

QString SweepResults::goalText(const SweepGoal& goal) const
{
    const Relation relation = goal.requirement.relation;
    const bool isUpper = relation == Relation::Less || relation == Relation::LessOrEqual;
    return (isUpper ? QObject::tr("%1 under %2") : QObject::tr("%1 over %2"))
        .arg(words(goal.metric), axisText(goal.requirement.bound, unit(goal.metric)));
}

SweepGrid SweepResults::grid(const SweepAsked& asked) const
{
    SweepGrid grid;
    grid.across = gridAxis(m_plan.axes[0], label(0));
    if (m_plan.axes.size() == 2)
        grid.up = gridAxis(m_plan.axes[1], label(1));
    else
        grid.up = {{}, {QString()}, {0}};
    grid.metric = words(asked.metric);
    grid.unit = unit(asked.metric);
    grid.isWhole = isWhole();
    for (const SweepGoal& goal : asked.goals) {
        const Relation relation = goal.requirement.relation;
        grid.goals += {goalText(goal), goal.metric == asked.metric, goal.requirement.bound,
                       relation == Relation::Less || relation == Relation::LessOrEqual};
    }
    grid.cells.resize(m_rowOfCell.size());
    for (const SweepRow& row : m_table.rows) {
        SweepGridCell& cell = grid.cells[row.cell];
        const ReplicationEstimate& estimate = row.metrics[asked.metric];
        cell.isUnfinished = row.unfinished > 0;
        for (std::size_t i = 0; i < asked.goals.size(); ++i)
            if (!meets(row, asked.goals[i])) cell.missed |= 1u << i;
        cell.state = row.replications == 0 ? SweepGridCell::State::Refused
                     : estimate.mean       ? SweepGridCell::State::Known
                                           : SweepGridCell::State::NoData;
        cell.mean = estimate.mean.value_or(0);
        cell.low = estimate.low;
        cell.high = estimate.high;
    }
    return grid;
}

SweepTable SweepResults::tableOf(const SweepAsked& asked) const
{
    std::vector<std::size_t> measured{asked.metric};
    for (const SweepGoal& goal : asked.goals)
        if (std::ranges::find(measured, goal.metric) == measured.end()) measured.push_back(goal.metric);
    SweepPlan plan = m_plan;
    plan.metrics.clear();
    for (const std::size_t metric : measured)
        plan.metrics.push_back(m_plan.metrics[metric]);
    SweepTable table = sweepTableOf(plan);
    for (const SweepRow& row : m_table.rows) {
        SweepRow narrow = row;
        narrow.metrics.clear();
        for (const std::size_t metric : measured)
            narrow.metrics.push_back(row.metrics[metric]);
        table.rows.push_back(std::move(narrow));
    }
    table.sort();
    return table;
}

} // namespace sojourn
