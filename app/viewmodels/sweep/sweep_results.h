// What a sweep of the window has come to so far.
#pragma once

#include "explore/metric_words.h"
#include "explore/sweep/sweep_answer.h"
#include "explore/sweep/sweep_table.h"
#include "viewmodels/sweep/sweep_grid.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace sojourn {

/// What is looked at in the results. Metrics are numbers of the plan's.
struct SweepAsked
{
    std::size_t metric = 0;
    std::vector<SweepGoal> goals; ///< two at most
};

/// A plan of one or two axes and its cells as they come. Measured is every metric that anybody may choose, so
/// that other metrics and goals need no other runs.
class SweepResults final
{
public:
    /// The plan's metrics are the choices, in their order; `labels` name the axes.
    SweepResults(SweepPlan plan, std::vector<MetricChoice> choices, QStringList labels);

    void add(const SweepCell& cell);

    const SweepPlan& plan() const { return m_plan; }
    const SweepTable& table() const { return m_table; }
    const std::vector<MetricChoice>& choices() const { return m_choices; }
    bool isWhole() const { return m_table.isWhole(); }
    /// The row of a cell; null while it is not done.
    const SweepRow* row(std::uint64_t cell) const;
    std::size_t columnCount() const { return m_plan.axes.front().values.size(); }
    std::size_t rowCount() const { return m_plan.axes.size() == 2 ? m_plan.axes[1].values.size() : 1; }
    std::uint64_t refusedCount() const { return m_refused; }
    QString firstRefusal() const { return m_firstRefusal; }
    /// How many runs were made, and how many of them made fewer items than the warm-up has.
    std::uint64_t runCount() const { return m_runs; }
    std::uint64_t allWarmUpCount() const { return m_allWarmUp; }

    QString label(std::size_t axis) const { return m_labels[static_cast<qsizetype>(axis)]; }
    /// "Servers 9, Room to wait 15".
    QString settingText(std::uint64_t cell) const;
    /// What is the same in every cell: "3 producers, items a producer 16"; empty where every parameter is
    /// varied.
    QString fixedText() const;
    /// "1.63 s ± 50 ms", with the ends of the interval where it is lopsided, or "no data". Beside a goal with
    /// as many figures as tell the value from its bound.
    QString estimateText(const ReplicationEstimate& estimate, std::size_t metric,
                         const SweepGoal* goal = nullptr) const;
    /// "all items" or "all requests" of a cell's runs, where the metric is a percentile of them; empty where
    /// it is the runs' mean.
    QString pooledWords(std::size_t metric) const;
    double percent(std::size_t metric) const { return percentOf(m_choices[metric].metric.path); }
    QString words(std::size_t metric) const { return QString::fromStdString(m_choices[metric].words); }
    MetricUnit unit(std::size_t metric) const { return m_choices[metric].metric.unit; }
    /// "p99 wait under 2 s".
    QString goalText(const SweepGoal& goal) const;

    /// As the map and the curve show it; without knee and marks.
    SweepGrid grid(const SweepAsked& asked) const;
    /// What `sojourn sweep` writes that measures these metrics.
    SweepTable tableOf(const SweepAsked& asked) const;

private:
    SweepPlan m_plan;
    std::vector<MetricChoice> m_choices;
    QStringList m_labels;
    SweepTable m_table;           // rows as they came
    std::vector<int> m_rowOfCell; // -1: not done
    std::uint64_t m_refused = 0;
    QString m_firstRefusal;
    std::uint64_t m_runs = 0;
    std::uint64_t m_allWarmUp = 0;
};

} // namespace sojourn
