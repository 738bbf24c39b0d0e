#include "scenario/reader/reading.h"

#include "scenario/reader/words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sojourn {

namespace {

// What a value is, for a sentence that says that something else is needed.
std::string described(const JsonTree& tree, JsonTree::Index at)
{
    switch (tree.type(at)) {
    case JsonType::Null:
        return "null";
    case JsonType::Truth:
        return tree.node(at).truth ? "true" : "false";
    case JsonType::Integer:
    case JsonType::Real: // as the file spells it, or as a parameter is printed
        if (tree.node(at).parameter != 0) return numberText(tree.number(at));
        return printable(std::string_view(*tree.source()).substr(tree.node(at).offset, tree.node(at).length));
    case JsonType::Text:
    case JsonType::Key:
        return quoted(tree.text(at));
    case JsonType::Array:
        return "a list";
    case JsonType::Object:
        return "an object";
    }
    return {};
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

ScenarioProblem problemInTree(const JsonTree& tree, JsonTree::Index at, std::string message,
                              std::string wrong, std::string suggestion)
{
    const TextPosition position = tree.position(at);
    ScenarioProblem problem;
    problem.place = tree.place(at);
    problem.message = std::move(message);
    problem.wrong = std::move(wrong);
    problem.suggestion = std::move(suggestion);
    problem.line = position.line;
    problem.column = position.column;
    problem.length = position.length;
    return problem;
}

void Reading::refuse(Index at, std::string message, std::string wrong, std::string suggestion)
{
    if (failed()) return;
    const std::size_t parameter = m_tree.node(at).parameter;
    if (parameter != 0) message += " (from the parameter " + quoted(m_parameters[parameter - 1].name) + ")";
    if (!suggestion.empty()) message += "; did you mean " + quoted(suggestion) + "?";
    if (parameter != 0 || suggestion.empty()) { // what does not stand here cannot be replaced here
        wrong.clear();
        suggestion.clear();
    }
    m_problem = problemInTree(m_tree, at, std::move(message), std::move(wrong), std::move(suggestion));
}

void Reading::refuseUnknown(Index at, std::string_view what, std::string_view wrong,
                            const std::vector<std::string>& names, std::string_view where)
{
    if (failed()) return;
    std::string message = "there is no " + std::string(what) + " " + quoted(wrong) + std::string(where);
    std::string suggestion = closestName(wrong, names);
    if (suggestion.empty() && where.empty()) message += choiceOf(names);
    refuse(at, std::move(message), std::string(wrong), std::move(suggestion));
}

void Reading::refuseType(Index at, std::string_view wanted)
{
    refuse(at, "must be " + std::string(wanted) + ", not " + described(m_tree, at));
}

double Reading::number(Index at, double least, double most)
{
    if (!m_tree.isNumber(at)) {
        refuseType(at, "a number");
        return std::clamp(0.0, least, most);
    }
    const double value = m_tree.number(at);
    if (value < least)
        refuse(at, "must not be below " + numberText(least) + ", but is " + described(m_tree, at));
    if (value > most)
        refuse(at, "must not be above " + numberText(most) + ", but is " + described(m_tree, at));
    return std::clamp(value, least, most);
}

std::int64_t Reading::whole(Index at, std::int64_t least, std::int64_t most)
{
    std::int64_t value = 0;
    if (m_tree.type(at) == JsonType::Integer) {
        value = m_tree.node(at).integer;
    } else if (m_tree.type(at) == JsonType::Real && std::trunc(m_tree.number(at)) == m_tree.number(at)) {
        const double real = m_tree.number(at); // 3.0 is as whole as 3
        value = real >= 0x1p63    ? std::numeric_limits<std::int64_t>::max()
                : real <= -0x1p63 ? std::numeric_limits<std::int64_t>::min()
                                  : static_cast<std::int64_t>(real);
        if (real >= 0x1p63)
            refuse(at, "must not be above " + std::to_string(most) + ", but is " + described(m_tree, at));
    } else {
        refuseType(at, "a whole number");
        return std::clamp<std::int64_t>(0, least, most);
    }
    if (value < least)
        refuse(at, "must not be below " + std::to_string(least) + ", but is " + described(m_tree, at));
    if (value > most)
        refuse(at, "must not be above " + std::to_string(most) + ", but is " + described(m_tree, at));
    return std::clamp(value, least, most);
}

bool Reading::truth(Index at)
{
    if (m_tree.type(at) == JsonType::Truth) return m_tree.node(at).truth;
    refuseType(at, "true or false");
    return false;
}

std::string Reading::text(Index at)
{
    if (m_tree.type(at) == JsonType::Text) return std::string(m_tree.text(at));
    refuseType(at, "a text");
    return {};
}

std::string Reading::name(Index at)
{
    std::string result = text(at);
    if (m_tree.type(at) == JsonType::Text && result.empty()) refuse(at, "a name must not be empty");
    if (std::any_of(result.begin(), result.end(), isControl))
        refuse(at, "a name must not hold control characters: " + quoted(result));
    return result;
}

std::string Reading::newName(std::optional<Index> at, std::string_view what, NameTable& names)
{
    if (!at) return {};
    std::string result = name(*at);
    if (!names.add(result)) refuse(*at, "there is already " + std::string(what) + " " + quoted(result));
    return result;
}

LogLevel Reading::logLevel(Index at)
{
    if (const auto level = logLevelFromName(text(at))) return *level;
    static constexpr std::array<std::string_view, 5> levels = {"debug", "info", "warning", "error",
                                                               "critical"};
    word(at, "\"debug\", \"info\", \"warning\", \"error\" or \"critical\"", levels);
    return LogLevel::Info;
}

std::size_t Reading::word(Index at, std::string_view wanted, Keys words)
{
    if (m_tree.type(at) != JsonType::Text) {
        refuseType(at, wanted);
        return 0;
    }
    const std::string_view is = m_tree.text(at);
    const auto found = std::find(words.begin(), words.end(), is);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    refuse(at, "must be " + std::string(wanted) + ", not " + quoted(is), std::string(is),
           closestName(is, {words.begin(), words.end()}));
    return 0;
}

std::uint16_t Reading::oneOf(Index at, std::string_view what, const NameTable& names)
{
    const std::string wanted = text(at);
    if (const auto found = names.find(wanted)) return *found;
    if (m_tree.type(at) == JsonType::Text) refuseUnknown(at, what, wanted, names.names());
    return 0;
}

bool Reading::object(Index at, Keys keys, std::string_view where)
{
    if (m_tree.type(at) != JsonType::Object) {
        refuseType(at, "an object");
        return false;
    }
    for (Index key = m_tree.first(at); key < m_tree.behind(at); key = m_tree.after(key + 1)) {
        if (std::find(keys.begin(), keys.end(), m_tree.text(key)) != keys.end()) continue;
        refuseUnknown(key, "key", m_tree.text(key), {keys.begin(), keys.end()}, where);
        return false;
    }
    return true;
}

bool Reading::array(Index at)
{
    if (m_tree.type(at) == JsonType::Array) return true;
    refuseType(at, "a list");
    return false;
}

std::optional<Reading::Index> Reading::required(Index object, std::string_view key)
{
    const auto found = m_tree.find(object, key);
    if (!found) refuse(object, quoted(key) + " is missing");
    return found;
}

std::vector<Reading::Index> Reading::elements(Index array)
{
    std::vector<Index> result;
    if (!this->array(array)) return result;
    result.reserve(m_tree.node(array).count);
    for (Index at = m_tree.first(array); at < m_tree.behind(array); at = m_tree.after(at))
        result.push_back(at);
    return result;
}

} // namespace sojourn
