#include "cli/sweep_report.h"

#include "explore/figure_text.h"
#include "explore/metric.h"
#include "explore/requirement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sojourn::cli {

namespace {

std::string settingOf(const SweepTable& table, const SweepRow& row)
{
    std::string text;
    for (std::size_t i = 0; i < table.parameters.size(); ++i)
        text += (i == 0 ? "" : ", ") + table.parameters[i] + '=' + row.values[i];
    return text;
}

/// "wait_s.p99 of all items of 10 runs is 1.63 s (95 % interval 1.58 s to 1.68 s)". Beside a goal with as
/// many figures as tell the numbers from its bound.
std::string measured(const SweepTable& table, const SweepRow& row, std::size_t metric,
                     const SweepGoal* goal = nullptr)
{
    const std::string& name = table.metrics[metric];
    const ReplicationEstimate& estimate = row.metrics[metric];
    const MetricUnit unit = metricUnit(name);
    const auto figure = [&](double value) {
        return goal ? metricTextBeside(value, goal->requirement.bound, unit) : metricText(value, unit);
    };
    std::string text = name;
    if (percentOf(name) > 0 && estimate.count > 1)
        text += std::string(" of all ") + (durationsOf(name) == Durations::Reply ? "requests" : "items") +
                " of " + countedText(estimate.count, "run");
    text += " is " + figure(*estimate.mean);
    if (estimate.low)
        text += " (95 % interval " + figure(*estimate.low) + " to " + figure(*estimate.high) + ')';
    else if (estimate.count > 1)
        text += percentOf(name) > 0 ? " (too few of them for an interval)"
                                    : " in every run (too few items for an interval)";
    else
        text += " (one run: no interval)";
    return text;
}

std::string goalsInWords(const std::vector<SweepGoal>& goals)
{
    std::string text;
    for (std::size_t i = 0; i < goals.size(); ++i)
        text += (i == 0 ? "" : " and ") + goals[i].requirement.text;
    return text;
}

/// "2 cheaper settings have too few items to tell; with more replications they may do.\n"; empty of none.
std::string unjudgedInWords(std::size_t settings, const std::string& which)
{
    if (settings == 0) return {};
    return countedText(settings, which + "setting") +
           (settings == 1 ? " has too few items to tell; with more replications it may do.\n"
                          : " have too few items to tell; with more replications they may do.\n");
}

std::string unfinishedInWords(std::size_t settings)
{
    if (settings == 0) return {};
    return countedText(settings, "setting") + " would, but not all of " + (settings == 1 ? "its" : "their") +
           " runs finish: they fail, stall or spin.\n";
}

std::string cheapestInWords(const SweepTable& table, const std::vector<SweepGoal>& goals, const SweepRow& row)
{
    std::string text = "The cheapest setting that meets " + goalsInWords(goals) +
                       (table.isWhole() ? "" : " so far") + ": " + settingOf(table, row) + ". There ";
    for (std::size_t i = 0; i < goals.size(); ++i) {
        const std::size_t metric = goals[i].metric;
        const double margin = goals[i].requirement.margin(*row.metrics[metric].mean);
        text += (i == 0 ? "" : ", and ") + measured(table, row, metric, &goals[i]) + ", " +
                marginText(margin, metricUnit(table.metrics[metric])) + " to spare";
    }
    return text + ".\n" + unjudgedInWords(unjudgedBelow(table, goals, &row), "cheaper ");
}

/// The setting whose mean is the least on the wrong side of the first goal, or the most on the right one.
const SweepRow* closest(const SweepTable& table, const SweepGoal& goal)
{
    const SweepRow* found = nullptr;
    double best = 0;
    for (const SweepRow& row : table.rows) {
        const auto& mean = row.metrics[goal.metric].mean;
        if (!mean || !row.isSound()) continue;
        const double margin = goal.requirement.margin(*mean);
        if (found && margin <= best) continue;
        best = margin;
        found = &row;
    }
    return found;
}

std::string noneInWords(const SweepTable& table, const std::vector<SweepGoal>& goals)
{
    // Of a metric that has no value anywhere nobody knows what would meet its goal.
    for (const SweepGoal& goal : goals)
        if (std::ranges::none_of(
                table.rows, [&](const SweepRow& row) { return row.metrics[goal.metric].mean.has_value(); }))
            return "No data for " + goal.requirement.text + (table.isWhole() ? "" : " so far") +
                   ": no run has a " + table.metrics[goal.metric] + ".\n";
    std::string text =
        std::string("No setting meets ") + goalsInWords(goals) + (table.isWhole() ? "" : " so far");
    if (const SweepRow* const row = closest(table, goals.front()))
        text += (goals.size() > 1 ? "; closest to the first is " : "; the closest is ") +
                settingOf(table, *row) + ": " + measured(table, *row, goals.front().metric, &goals.front());
    return text + ".\n" + unfinishedInWords(unfinishedThatWouldMeet(table, goals)) +
           unjudgedInWords(unjudgedBelow(table, goals, nullptr), "");
}

std::string kneesInWords(const SweepTable& table, const SweepRow& through)
{
    std::string text;
    for (std::size_t metric = 0; metric < table.metrics.size(); ++metric) {
        const auto knee = kneeOf(table, metric, through);
        if (!knee) continue;
        const std::size_t along = knee->parameter;
        text += "The knee of " + table.metrics[metric] + " along " + table.parameters[along];
        for (std::size_t i = 0; i < table.parameters.size(); ++i)
            if (i != along) text += ", at " + table.parameters[i] + '=' + knee->row->values[i];
        text += (table.isWhole() ? ": " : " so far: ") + table.parameters[along] + '=' +
                knee->row->values[along] + ", where " + measured(table, *knee->row, metric) + ".\n";
    }
    return text;
}

} // namespace

std::string sweepReport(const SweepTable& table, const std::vector<SweepGoal>& goals)
{
    if (table.rows.empty()) return {};
    // Of the line at the other parameter's last value, as the picture has it: there the least holds it back.
    const SweepRow& last = table.rows.back();
    if (goals.empty()) return kneesInWords(table, last);
    const SweepRow* const cheapest = cheapestThatMeets(table, goals);
    if (!cheapest) return noneInWords(table, goals) + kneesInWords(table, last);
    return cheapestInWords(table, goals, *cheapest) + kneesInWords(table, *cheapest);
}

} // namespace sojourn::cli
