// Values that are given for parameters from outside of the file.
#include "scenario/reader/parameters.h"

#include "scenario/reader/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sojourn {

namespace {

using Kind = ParameterValue::Kind;

ScenarioProblem problemOf(const Parameter& parameter, std::string message)
{
    ScenarioProblem problem;
    problem.place = parameter.name;
    problem.message = std::move(message);
    return problem;
}

const char* wantedFor(Kind kind)
{
    switch (kind) {
    case Kind::Number:
        return "must be a number";
    case Kind::Range:
        return "must be a range, such as 1:3";
    case Kind::Truth:
        return "must be true or false";
    case Kind::Text:
        return "must be a text";
    case Kind::Sample:
        return "must be a number, or a sample to draw from";
    }
    return "";
}

std::optional<double> numberFrom(std::string_view text)
{
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<bool> truthFrom(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    static constexpr std::array<std::string_view, 4> yes = {"1", "true", "yes", "on"};
    static constexpr std::array<std::string_view, 4> no = {"0", "false", "no", "off"};
    if (std::find(yes.begin(), yes.end(), lower) != yes.end()) return true;
    if (std::find(no.begin(), no.end(), lower) != no.end()) return false;
    return std::nullopt;
}

std::optional<ParameterValue> valueFrom(Kind kind, std::string_view text)
{
    ParameterValue value;
    value.kind = kind;
    if (kind == Kind::Number) {
        const auto number = numberFrom(text);
        if (!number) return std::nullopt;
        value.number = *number;
    } else if (kind == Kind::Range) {
        const std::size_t colon = text.find(':'); // a number alone is both ends
        const auto low = numberFrom(text.substr(0, colon));
        const auto high = colon == text.npos ? low : numberFrom(text.substr(colon + 1));
        if (!low || !high) return std::nullopt;
        value.number = *low;
        value.high = *high;
    } else if (kind == Kind::Truth) {
        const auto truth = truthFrom(text);
        if (!truth) return std::nullopt;
        value.truth = *truth;
    } else if (kind == Kind::Text) {
        value.text = text;
    } else {
        return std::nullopt; // a sample comes from a file, not from a text
    }
    return value;
}

std::optional<std::string> outOfRange(const Parameter& parameter, double number)
{
    if (!std::isfinite(number)) return std::string("must be a number that is finite");
    if (number < parameter.min)
        return "must not be below " + numberText(parameter.min) + ", but is " + numberText(number);
    if (number > parameter.max)
        return "must not be above " + numberText(parameter.max) + ", but is " + numberText(number);
    return std::nullopt;
}

} // namespace

std::optional<ScenarioProblem> problemOfValue(const Parameter& parameter, const ParameterValue& value)
{
    const Kind kind = parameter.value.kind;
    // What its numbers may be depends on where they are drawn: the steps' reader says so.
    const bool takesSample = kind == Kind::Number || kind == Kind::Range || kind == Kind::Sample;
    if (value.kind == Kind::Sample && takesSample) return std::nullopt;
    if (value.kind != kind)
        return problemOf(parameter, std::string(wantedFor(kind)) + ", not " + quoted(value.toText()));
    if (kind == Kind::Number || kind == Kind::Range) {
        if (auto message = outOfRange(parameter, value.number)) return problemOf(parameter, *message);
    }
    if (kind == Kind::Range) {
        if (auto message = outOfRange(parameter, value.high)) return problemOf(parameter, *message);
        if (value.number > value.high)
            return problemOf(parameter, "the low end, " + numberText(value.number) +
                                            ", is above the high end, " + numberText(value.high));
    }
    const auto& choices = parameter.choices;
    if (choices.empty() || std::find(choices.begin(), choices.end(), value.text) != choices.end())
        return std::nullopt;
    auto problem = problemOf(parameter, "there is no choice " + quoted(value.text));
    problem.suggestion = closestName(value.text, choices);
    if (!problem.suggestion.empty()) {
        problem.wrong = value.text;
        problem.message += "; did you mean " + quoted(problem.suggestion) + "?";
    } else {
        problem.message += choiceOf(choices);
    }
    return problem;
}

Checked<ParameterValue> parseParameterValue(const Parameter& parameter, std::string_view text)
{
    const auto value = valueFrom(parameter.value.kind, text);
    if (!value)
        return problemOf(parameter, std::string(wantedFor(parameter.value.kind)) + ", not " + quoted(text));
    if (auto problem = problemOfValue(parameter, *value)) return *problem;
    return *value;
}

} // namespace sojourn
