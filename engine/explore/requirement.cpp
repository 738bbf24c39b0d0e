#include "explore/requirement.h"

#include <charconv>
#include <cmath>

namespace sojourn {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

const char* inWords(Relation relation)
{
    switch (relation) {
    case Relation::Less:
        return "below ";
    case Relation::LessOrEqual:
        return "at most ";
    case Relation::Greater:
        return "above ";
    case Relation::GreaterOrEqual:
        return "at least ";
    }
    return "";
}

} // namespace

const char* relationSign(Relation relation)
{
    static constexpr const char* signs[] = {"<", "<=", ">", ">="};
    return signs[static_cast<std::size_t>(relation)];
}

bool Requirement::holdsFor(double value) const
{
    switch (relation) {
    case Relation::Less:
        return value < bound;
    case Relation::LessOrEqual:
        return value <= bound;
    case Relation::Greater:
        return value > bound;
    case Relation::GreaterOrEqual:
        return value >= bound;
    }
    return false;
}

double Requirement::margin(double value) const
{
    const bool isUpper = relation == Relation::Less || relation == Relation::LessOrEqual;
    return isUpper ? bound - value : value - bound;
}

Checked<Requirement> readRequirement(std::string_view text)
{
    ScenarioProblem problem;
    problem.message =
        '"' + std::string(text.substr(0, 100)) + "\" is not of the form METRIC<NUMBER (or <=, >, >=)";
    const std::size_t sign = text.find_first_of("<>");
    if (sign == std::string_view::npos) return problem;
    const bool orEqual = text.substr(sign + 1).starts_with('=');
    Requirement requirement;
    requirement.text = text;
    requirement.metric = trimmed(text.substr(0, sign));
    if (text[sign] == '<')
        requirement.relation = orEqual ? Relation::LessOrEqual : Relation::Less;
    else
        requirement.relation = orEqual ? Relation::GreaterOrEqual : Relation::Greater;
    const std::string_view number = trimmed(text.substr(sign + (orEqual ? 2 : 1)));
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), requirement.bound);
    const bool isNumber = error == std::errc() && end == number.data() + number.size();
    if (requirement.metric.empty() || !isNumber || !std::isfinite(requirement.bound)) return problem;
    return requirement;
}

std::string whyNot(const Requirement& requirement, const Metric& metric, std::optional<double> value)
{
    if (!value) return requirement.metric + " has no value, since there are no data for it";
    if (requirement.holdsFor(*value)) return {};
    return requirement.metric + " is " + metricTextBeside(*value, requirement.bound, metric.unit) + ", not " +
           inWords(requirement.relation) + metricTextBeside(requirement.bound, *value, metric.unit);
}

} // namespace sojourn
