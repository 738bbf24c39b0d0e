#include "scenario/python/python_values.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

using Kind = ParameterValue::Kind;

constexpr std::size_t longestList = 60; // characters; a longer one gets a line of its own

std::string literal(const ParameterValue& value)
{
    switch (value.kind) {
    case Kind::Number:
        return pythonNumber(value.number);
    case Kind::Range:
        return '(' + pythonNumber(value.number) + ", " + pythonNumber(value.high) + ')';
    case Kind::Truth:
        return value.truth ? "True" : "False";
    case Kind::Text:
        return pythonLiteral(value.text);
    case Kind::Sample:
        return pythonLiteral(value.toText()); // a setting of a service, which only shows it
    }
    return {};
}

/// On one line, as a comment must be.
std::string comment(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

std::string site(std::uint32_t step, std::uint32_t slot)
{
    return "at=" + std::to_string(step) + (slot == 0 ? "" : ", slot=" + std::to_string(slot)) + ')';
}

std::string_view function(Draw::Kind kind)
{
    switch (kind) {
    case Draw::Kind::Uniform:
        return "t.uniform(";
    case Draw::Kind::UniformInt:
        return "t.uniform_int(";
    case Draw::Kind::Exponential:
        return "t.exponential(";
    case Draw::Kind::Normal:
        return "t.normal(";
    case Draw::Kind::Lognormal:
        return "t.lognormal(";
    case Draw::Kind::Erlang:
        return "t.erlang(";
    case Draw::Kind::Pareto:
        return "t.pareto(";
    case Draw::Kind::Empirical:
        return "t.empirical(";
    case Draw::Kind::Sequence:
        return "t.sequence(";
    case Draw::Kind::Constant:
        break;
    }
    return {};
}

} // namespace

PythonValues::PythonValues(const Scenario& scenario, const JsonTree* tree, PythonNames& names)
    : m_scenario(scenario)
    , m_tree(tree)
    , m_names(names)
    , m_used(scenario.parameters.size(), false)
{
    for (const Parameter& parameter : scenario.parameters)
        m_constants.push_back(names.constant(parameter.name));
}

FilePlace PythonValues::member(FilePlace object, std::string_view key) const
{
    if (!object || m_tree->type(*object) != JsonType::Object) return std::nullopt;
    return m_tree->find(*object, key);
}

std::vector<FilePlace> PythonValues::elements(FilePlace array, std::size_t count) const
{
    std::vector<FilePlace> places(count);
    if (!array || m_tree->type(*array) != JsonType::Array || m_tree->node(*array).count != count)
        return places;
    JsonTree::Index at = m_tree->first(*array);
    for (FilePlace& place : places) {
        place = at;
        at = m_tree->after(at);
    }
    return places;
}

std::vector<FilePlace> PythonValues::elements(FilePlace array) const
{
    if (!array || m_tree->type(*array) != JsonType::Array) return {};
    return elements(array, m_tree->node(*array).count);
}

std::string_view PythonValues::textAt(FilePlace at) const
{
    return at && m_tree->type(*at) == JsonType::Text ? m_tree->text(*at) : std::string_view();
}

const std::string* PythonValues::name(FilePlace at, ParameterValue::Kind kind)
{
    // What a setting was given may be a parameter in turn.
    if (const auto text = textAt(at); text.starts_with('$'))
        if (const auto setting = m_settings.find(text.substr(1)); setting != m_settings.end())
            at = setting->second;
    if (!at || m_tree->type(*at) != JsonType::Text || !m_tree->text(*at).starts_with('$')) return nullptr;
    const std::string_view wanted = m_tree->text(*at).substr(1);
    for (std::size_t i = 0; i < m_constants.size(); ++i) {
        const Parameter& parameter = m_scenario.parameters[i];
        if (parameter.name != wanted || parameter.value.kind != kind) continue;
        m_used[i] = true;
        return &m_constants[i];
    }
    return nullptr;
}

std::string PythonValues::number(FilePlace at, double value)
{
    const std::string* const named = name(at, Kind::Number);
    return named ? *named : pythonNumber(value);
}

std::string PythonValues::text(FilePlace at, std::string_view value)
{
    const std::string* const named = name(at, Kind::Text);
    return named ? *named : pythonLiteral(value);
}

std::string PythonValues::operand(FilePlace at, const ParameterValue& value)
{
    const std::string* const named = name(at, value.kind);
    return named ? *named : literal(value);
}

std::string PythonValues::truth(FilePlace at, bool value)
{
    const std::string* const named = name(at, Kind::Truth);
    return named ? *named : value ? "True" : "False";
}

std::string PythonValues::condition(FilePlace at, const Condition& condition)
{
    if (condition.kind == Condition::Kind::Truth) return operand(at, condition.left);
    if (condition.kind == Condition::Kind::Not)
        return "not (" + this->condition(member(at, "not"), condition.inner.front()) + ')';
    const std::vector<FilePlace> operands = elements(member(at, "equal"), 2);
    return operand(operands[0], condition.left) + " == " + operand(operands[1], condition.right);
}

std::string PythonValues::pair(FilePlace at, double a, double b)
{
    if (const std::string* const named = name(at, Kind::Range)) return '*' + *named;
    const std::vector<FilePlace> ends = elements(at, 2);
    return number(ends[0], a) + ", " + number(ends[1], b);
}

std::string PythonValues::list(FilePlace at, const std::vector<double>& values)
{
    if (const std::string* const named = name(at, Kind::Range)) return *named;
    const std::vector<FilePlace> places = elements(at, values.size());
    std::string out = "[";
    for (std::size_t i = 0; i < values.size(); ++i)
        out += (i == 0 ? "" : ", ") + number(places[i], values[i]);
    return out + ']';
}

std::string PythonValues::rows(FilePlace at, const std::vector<std::vector<double>>& rows)
{
    if (rows.size() == 1) {
        const FilePlace only = elements(at, 1)[0];
        const bool isInRows = only && m_tree->type(*only) == JsonType::Array;
        return list(isInRows ? only : at, rows[0]);
    }
    const std::vector<FilePlace> places = elements(at, rows.size());
    std::string out = "[";
    for (std::size_t i = 0; i < rows.size(); ++i)
        out += (i == 0 ? "" : ", ") + list(places[i], rows[i]);
    return out + ']';
}

std::string PythonValues::elsewhere(std::string list, std::uint32_t step, std::uint32_t slot)
{
    if (list.size() <= longestList) return list;
    std::string name =
        m_names.constant("LIST_" + std::to_string(step) + (slot == 0 ? "" : "_" + std::to_string(slot)));
    m_longLists.push_back(name + " = [\n" +
                          pythonParagraph(std::string_view(list).substr(1, list.size() - 2), "    ") + "]");
    return name;
}

std::string PythonValues::draw(FilePlace at, const Draw& draw, std::uint32_t step, std::uint32_t slot)
{
    const FilePlace argument = at && m_tree->type(*at) == JsonType::Object
                                   ? FilePlace(m_tree->first(*at) + 1) // behind its one key
                                   : std::nullopt;
    std::string arguments;
    switch (draw.kind) {
    case Draw::Kind::Constant:
        return number(at, draw.a);
    case Draw::Kind::Exponential:
        arguments = number(argument, draw.a);
        break;
    case Draw::Kind::Empirical:
        arguments = elsewhere(list(argument, draw.values), step, slot);
        break;
    case Draw::Kind::Sequence:
        arguments = elsewhere(rows(argument, draw.rows), step, slot);
        break;
    default:
        arguments = pair(argument, draw.a, draw.b);
        break;
    }
    return std::string(function(draw.kind)) + arguments + ", " + site(step, slot);
}

std::string PythonValues::passes(FilePlace at, const Draw& draw, std::uint32_t step)
{
    if (draw.kind != Draw::Kind::Constant) return "t.whole(" + this->draw(at, draw, step, 0) + ')';
    const std::string* const named = name(at, Kind::Number);
    if (!named)
        return std::to_string(static_cast<std::uint64_t>(std::clamp(std::floor(draw.a), 0.0, 0x1p60)));
    const bool isInt = draw.a == std::floor(draw.a) && std::abs(draw.a) < 1e15; // as its literal is
    return isInt ? *named : "t.whole(" + *named + ')';
}

std::vector<std::string> PythonValues::parameterLines() const
{
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < m_constants.size(); ++i) {
        const Parameter& parameter = m_scenario.parameters[i];
        std::string line = (m_used[i] ? "" : "# ") + m_constants[i] + " = " + literal(parameter.value);
        std::string words = parameter.label;
        if (!parameter.unit.empty()) words += (words.empty() ? "" : ", ") + parameter.unit;
        if (!words.empty()) line += "  # " + comment(words);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace sojourn
