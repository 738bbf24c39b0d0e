#include "explore/sweep/sweep_axis.h"

#include "explore/figure_text.h"
#include "trace/payload.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

namespace sojourn {

namespace {

ScenarioProblem problemAt(const std::string& name, std::string message)
{
    ScenarioProblem problem;
    problem.place = name;
    problem.message = std::move(message);
    return problem;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t end = text.find(separator);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::optional<double> finiteNumber(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// Equal steps from a low end. Where both are decimal fractions of up to 15 digits the values are the doubles
/// nearest to the exact decimal ones.
class Steps final
{
public:
    Steps(double low, double step)
        : m_low(low)
        , m_step(step)
    {
        static constexpr double mostWhole = 1e15;
        for (double scale = 1; scale <= mostWhole; scale *= 10) {
            const double wholeLow = std::round(low * scale), wholeStep = std::round(step * scale);
            if (std::abs(wholeLow) > mostWhole || wholeStep > mostWhole) return;
            if (wholeLow / scale != low || wholeStep / scale != step) continue;
            m_scale = scale;
            m_low = wholeLow;
            m_step = wholeStep;
            return;
        }
    }
    double at(std::size_t i) const { return (m_low + static_cast<double>(i) * m_step) / m_scale; }

private:
    double m_low; // in units of 1 / m_scale
    double m_step;
    double m_scale = 1;
};

struct NumberRange
{
    double low = 0, high = 0, step = 0;

    std::vector<double> values() const
    {
        const Steps steps(low, step);
        const double slack = step * 1e-9; // of ends that no decimals express
        std::vector<double> result;
        for (std::size_t i = 0; steps.at(i) <= high + slack; ++i)
            result.push_back(std::min(steps.at(i), high));
        return result;
    }
};

/// 1, 2 or 5 times a power of ten, at most `step`.
double roundStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    const double digit = step >= 5 * power * (1 - 1e-9) ? 5 : step >= 2 * power * (1 - 1e-9) ? 2 : 1;
    return finiteNumber(figureText(digit * power, 1)).value_or(step); // 0.02, not 0.020000000000000004
}

class AxisReader final
{
public:
    AxisReader(const Parameter& parameter, const ScenarioFile& file)
        : m_parameter(parameter)
        , m_file(file)
    {
        m_axis.parameter = parameter.name;
    }

    Checked<SweepAxis> read(std::string_view list)
    {
        for (const std::string_view piece : split(list, ',')) {
            const bool isRange = m_parameter.value.kind == ParameterValue::Kind::Number &&
                                 piece.find(':') != std::string_view::npos;
            const auto problem = isRange ? addRange(piece) : add(piece);
            if (problem) return *problem;
        }
        if (const auto problem = mistakenRange(list)) return *problem;
        return std::move(m_axis);
    }

private:
    using MaybeProblem = std::optional<ScenarioProblem>;

    ScenarioProblem tooMany() const
    {
        return problemAt(m_parameter.name,
                         "there are more than " + std::to_string(maxAxisValues) + " values");
    }

    MaybeProblem add(std::string_view text)
    {
        const auto value = m_file.parse(m_parameter.name, text);
        if (!value) return value.problem();
        if (!m_seen.insert(value->toText()).second)
            return problemAt(m_parameter.name, value->toText() + " stands there twice");
        if (m_axis.values.size() == maxAxisValues) return tooMany();
        m_axis.values.push_back(*value);
        return {};
    }

    /// Of a parameter that is a range, LOW:HIGH is one value. Who gives just that meant another thing.
    MaybeProblem mistakenRange(std::string_view list) const
    {
        const bool isOne = m_parameter.value.kind == ParameterValue::Kind::Range && m_axis.values.size() == 1;
        if (!isOne || list.find(':') == std::string_view::npos) return {};
        return problemAt(m_parameter.name, "it is a range itself, and " + std::string(list.substr(0, 100)) +
                                               " is one value of it; list several, with commas");
    }

    MaybeProblem addRange(std::string_view text)
    {
        const std::string shown(text.substr(0, 100));
        const std::vector<std::string_view> parts = split(text, ':');
        std::vector<double> numbers;
        for (const std::string_view part : parts)
            if (const auto number = finiteNumber(part)) numbers.push_back(*number);
        if (numbers.size() != parts.size() || parts.size() > 3)
            return problemAt(m_parameter.name,
                             '"' + shown + "\" is not of the form LOW:HIGH or LOW:HIGH:STEP");
        const NumberRange range{numbers[0], numbers[1], numbers.size() == 3 ? numbers[2] : m_parameter.step};
        if (range.low == range.high)
            return problemAt(m_parameter.name, "the range " + shown + " has no length; for one value say " +
                                                   m_parameter.name + '=' + numberText(range.low));
        if (range.low > range.high)
            return problemAt(m_parameter.name, "the range " + shown + " runs backwards");
        if (numbers.size() == 2 && range.step <= 0)
            return problemAt(m_parameter.name, "it has no steps of its own; give one, as in " + shown + ':' +
                                                   numberText(roundStep((range.high - range.low) / 10)));
        if (range.step <= 0) return problemAt(m_parameter.name, "the step of " + shown + " is not above 0");
        if (range.step > range.high - range.low)
            return problemAt(m_parameter.name, "the step of " + shown + " is longer than the range");
        if ((range.high - range.low) / range.step >= static_cast<double>(maxAxisValues)) return tooMany();
        for (const double value : range.values())
            if (auto problem = add(numberText(value))) return problem;
        return {};
    }

    const Parameter& m_parameter;
    const ScenarioFile& m_file;
    SweepAxis m_axis;
    std::set<std::string> m_seen;
};

/// The numbers of spacedSweepAxis(): ascending, none twice.
std::vector<double> spacedNumbers(double low, double high, std::size_t count, double step)
{
    static constexpr double wideSpan = 20;
    const bool isWide = low > 0 && high / low >= wideSpan;
    const Steps steps(low, step > 0 ? step : 1);
    std::vector<double> numbers{low};
    for (std::size_t i = 1; i + 1 < count; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(count - 1);
        double number = isWide ? low * std::pow(high / low, share) : low + share * (high - low);
        if (step > 0)
            number = steps.at(static_cast<std::size_t>(std::llround((number - low) / step)));
        else
            number = finiteNumber(figureText(number, 3)).value_or(number);
        if (number > numbers.back() && number < high) numbers.push_back(number);
    }
    numbers.push_back(high);
    return numbers;
}

} // namespace

Checked<SweepAxis> spacedSweepAxis(std::string_view name, double low, double high, std::size_t count,
                                   const ScenarioFile& file)
{
    const auto& parameters = file.parameters();
    const auto parameter = std::ranges::find(parameters, name, &Parameter::name);
    if (parameter == parameters.end()) return file.parse(name, {}).problem();
    const std::string known(name);
    if (parameter->value.kind != ParameterValue::Kind::Number)
        return problemAt(known, "only a parameter that is one number has a range to go through");
    if (low == high)
        return problemAt(known, "the range from " + numberText(low) + " to itself has no length");
    if (low > high)
        return problemAt(known,
                         "the range from " + numberText(low) + " to " + numberText(high) + " runs backwards");
    if (count < 2) return problemAt(known, "a range has at least two values");
    if (count > maxAxisValues)
        return problemAt(known, "there are more than " + std::to_string(maxAxisValues) + " values");
    std::string text = known + '=';
    for (const double number : spacedNumbers(low, high, count, parameter->step))
        text += numberText(number) + ',';
    text.pop_back();
    return readSweepAxis(text, file);
}

Checked<SweepAxis> readSweepAxis(std::string_view text, const ScenarioFile& file)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        ScenarioProblem problem;
        problem.message = '"' + std::string(text.substr(0, 100)) + "\" is not of the form NAME=VALUES";
        return problem;
    }
    const std::string_view name = text.substr(0, equals);
    const auto& parameters = file.parameters();
    const auto parameter = std::ranges::find(parameters, name, &Parameter::name);
    if (parameter == parameters.end()) return file.parse(name, {}).problem(); // which says so, and suggests
    return AxisReader(*parameter, file).read(text.substr(equals + 1));
}

} // namespace sojourn
