#include "explore/sweep/sweep_plan.h"

#include "scenario/draw.h"
#include "trace/payload.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace sojourn {

namespace {

/// Gathers texts and numbers into one hash, each apart from the next.
class Fingerprint final
{
public:
    void add(std::string_view text)
    {
        add(text.size());
        m_hash = mix64(m_hash ^ fnv1a64(text));
    }
    void add(std::uint64_t number) { m_hash = mix64(m_hash + goldenGamma) ^ number; }
    void add(const ParameterValue& value)
    {
        add(static_cast<std::uint64_t>(value.kind));
        add(value.toText());
        if (value.kind != ParameterValue::Kind::Sample) return;
        add(value.sample->values.size()); // the numbers count, wherever they are from
        for (const double number : value.sample->values)
            add(std::bit_cast<std::uint64_t>(number));
    }
    std::string text() const
    {
        static constexpr char digits[] = "0123456789abcdef";
        std::string result;
        for (int shift = 60; shift >= 0; shift -= 4)
            result += digits[mix64(m_hash) >> shift & 15];
        return result;
    }

private:
    std::uint64_t m_hash = 0;
};

std::string tooLarge(const SweepPlan& plan)
{
    const std::uint64_t cells = plan.cellCount();
    if (cells > maxSweepCells)
        return "that makes " +
               (cells == std::numeric_limits<std::uint64_t>::max() ? "more cells than can be counted"
                                                                   : std::to_string(cells) + " cells") +
               "; " + std::to_string(maxSweepCells) +
               " is the most: vary fewer parameters, or in larger steps";
    if (cells * plan.replications > maxSweepRuns)
        return "that makes " + std::to_string(cells * plan.replications) + " runs; " +
               std::to_string(maxSweepRuns) + " is the most";
    return {};
}

std::string axisProblem(const SweepPlan& plan)
{
    for (std::size_t i = 0; i < plan.axes.size(); ++i) {
        const std::string& name = plan.axes[i].parameter;
        if (plan.fixed.contains(name)) return name + " is both given and varied";
        for (std::size_t j = 0; j < i; ++j)
            if (plan.axes[j].parameter == name) return name + " is varied twice";
    }
    return {};
}

/// Why a cell can't be; empty: it can.
std::string cellProblem(const SweepPlan& plan, std::uint64_t cell)
{
    const auto scenario = plan.file.resolve(plan.allValuesOf(cell));
    return scenario ? std::string() : scenario.problem().sentence();
}

/// A step of 0.5 through what is counted: half of the grid would stay without numbers. A value is refused
/// where it can be neither with the first values of the others nor with their last: what only some settings
/// refuse leaves cells that can be. A step that is wrong shows in its first values.
std::string valueProblem(const SweepPlan& plan)
{
    static constexpr std::size_t mostTried = 100; // of an axis
    const std::uint64_t cells = plan.cellCount();
    std::uint64_t stride = cells; // from one value of the axis to the next
    for (const SweepAxis& axis : plan.axes) {
        stride /= axis.values.size();
        for (std::size_t i = 0; i < std::min(axis.values.size(), mostTried); ++i) {
            std::string problem = cellProblem(plan, i * stride);
            if (!problem.empty() &&
                !cellProblem(plan, cells - 1 - (axis.values.size() - 1 - i) * stride).empty())
                return problem;
        }
    }
    return {};
}

bool isZero(const ParameterValue& value)
{
    return value.kind == ParameterValue::Kind::Number && value.number == 0;
}

/// Whether a queue that has a limit in one scenario has none in the other, which is the same but for values.
bool isLimitLifted(const Scenario& limited, const Scenario& other)
{
    for (std::size_t i = 0; i < std::min(limited.queues.size(), other.queues.size()); ++i)
        if (limited.queues[i].capacity > 0 && other.queues[i].capacity == 0) return true;
    return false;
}

} // namespace

std::uint64_t SweepPlan::cellCount() const
{
    std::uint64_t count = 1;
    for (const SweepAxis& axis : axes)
        if (__builtin_mul_overflow(count, axis.values.size(), &count))
            return std::numeric_limits<std::uint64_t>::max();
    return count;
}

std::uint64_t SweepPlan::ownCellCount() const
{
    const std::uint64_t cells = cellCount();
    return cells / shard.count + (shard.number <= cells % shard.count);
}

std::vector<ParameterValue> SweepPlan::valuesOf(std::uint64_t cell) const
{
    std::vector<ParameterValue> values(axes.size());
    for (std::size_t i = axes.size(); i-- > 0;) {
        values[i] = axes[i].values[cell % axes[i].values.size()];
        cell /= axes[i].values.size();
    }
    return values;
}

ParameterValues SweepPlan::allValuesOf(std::uint64_t cell) const
{
    ParameterValues all = fixed;
    const std::vector<ParameterValue> values = valuesOf(cell);
    for (std::size_t i = 0; i < axes.size(); ++i)
        all.insert_or_assign(axes[i].parameter, values[i]);
    return all;
}

std::vector<std::string> SweepPlan::unlimitedAtZero() const
{
    std::vector<std::string> names;
    for (const SweepAxis& axis : axes) {
        const auto zero = std::ranges::find_if(axis.values, isZero);
        const auto other = std::ranges::find_if_not(axis.values, isZero);
        if (zero == axis.values.end() || other == axis.values.end()) continue;
        ParameterValues values = allValuesOf(0);
        values.insert_or_assign(axis.parameter, *zero);
        const auto withZero = file.resolve(values);
        values.insert_or_assign(axis.parameter, *other);
        const auto withOther = file.resolve(values);
        if (withZero && withOther && isLimitLifted(*withOther, *withZero)) names.push_back(axis.parameter);
    }
    return names;
}

std::string SweepPlan::fingerprint() const
{
    Fingerprint print;
    print.add(SOJOURN_VERSION);
    print.add("percentiles of all items"); // a table from before is none of the same sweep
    print.add(file.text());
    for (const auto& [name, value] : fixed) {
        print.add(name);
        print.add(value);
    }
    print.add(axes.size());
    for (const SweepAxis& axis : axes) {
        print.add(axis.parameter);
        print.add(axis.values.size());
        for (const ParameterValue& value : axis.values)
            print.add(value);
    }
    print.add(metrics.size());
    for (const NamedMetric& metric : metrics)
        print.add(metric.name);
    print.add(seed);
    print.add(replications);
    print.add(warmUp.text());
    print.add(until ? static_cast<std::uint64_t>(until->count()) + 1 : 0);
    return print.text();
}

std::string sweepProblem(const SweepPlan& plan)
{
    if (std::string problem = axisProblem(plan); !problem.empty()) return problem;
    if (std::string problem = tooLarge(plan); !problem.empty()) return problem;
    for (const std::uint64_t cell : {std::uint64_t{0}, plan.cellCount() - 1})
        if (std::string problem = cellProblem(plan, cell); !problem.empty()) return problem;
    return valueProblem(plan);
}

} // namespace sojourn
