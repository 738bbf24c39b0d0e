#include "scenario/reader/log_text.h"

#include "scenario/reader/words.h"
#include "scenario/scenario_file.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sojourn {

namespace {

using Field = LogText::Field;

struct Placeholder
{
    std::string_view name;
    Field field;
};
constexpr std::array<Placeholder, 14> placeholders = {{
    {"task", Field::Task},
    {"index", Field::Index},
    {"item", Field::Item},
    {"value", Field::Value},
    {"seconds", Field::Seconds},
    {"waited", Field::Waited},
    {"held", Field::Held},
    {"drawn", Field::Drawn},
    {"size", Field::Size},
    {"elapsed", Field::Elapsed},
    {"uuid", Field::Uuid},
    {"error", Field::Error},
    {"reply", Field::Reply},
    {"path", Field::Path},
}};

std::string nameOf(Field field)
{
    const auto found = std::find_if(placeholders.begin(), placeholders.end(),
                                    [&](const Placeholder& p) { return p.field == field; });
    return std::string(found->name);
}

// The decimals that a format asks for: .5f means 5, nothing means -1.
std::optional<int> decimalsOf(std::string_view format)
{
    if (format.empty()) return -1;
    const bool oneDigit = format.size() == 3 && format[1] >= '0' && format[1] <= '9';
    if (!oneDigit || format[0] != '.' || format[2] != 'f') return std::nullopt;
    return format[1] - '0';
}

std::string unclosed(std::string_view rest)
{
    return "the \"{\" before " + quoted(rest.substr(0, 20)) +
           " is not closed; a brace itself is written \"{{\"";
}

class LogTextReader final
{
public:
    LogTextReader(std::string_view text, const std::vector<Parameter>& parameters)
        : m_text(text)
        , m_parameters(parameters)
    {
    }

    std::variant<LogText, LogTextFault> read()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const char c = m_text[at];
            const bool doubled = at + 1 < m_text.size() && m_text[at + 1] == c;
            if ((c == '{' || c == '}') && doubled) {
                addText(std::string_view(&c, 1));
                at += 2;
            } else if (c == '}') {
                return LogTextFault{"a \"}\" closes nothing; a brace itself is written \"}}\"", {}, {}};
            } else if (c == '{') {
                const std::size_t end = m_text.find_first_of("{}", at + 1);
                if (end == std::string_view::npos || m_text[end] == '{')
                    return LogTextFault{unclosed(m_text.substr(at + 1)), {}, {}};
                if (auto fault = placeholder(m_text.substr(at + 1, end - at - 1))) return *fault;
                at = end + 1;
            } else {
                const std::size_t end = std::min(m_text.size(), m_text.find_first_of("{}", at));
                addText(m_text.substr(at, end - at));
                at = end;
            }
        }
        return std::move(m_result);
    }

private:
    void addText(std::string_view text)
    {
        if (m_result.pieces.empty() || m_result.pieces.back().field != Field::Text)
            m_result.pieces.emplace_back();
        m_result.pieces.back().text += text;
    }

    std::optional<LogTextFault> placeholder(std::string_view inside)
    {
        const std::size_t colon = inside.find(':');
        const std::string_view name = inside.substr(0, colon);
        const std::string_view format = colon == inside.npos ? std::string_view() : inside.substr(colon + 1);
        const auto decimals = decimalsOf(format);
        if (!decimals || (colon != inside.npos && format.empty()))
            return LogTextFault{
                "there is no format " + quoted(format) + "; a number is formatted like \".5f\"", {}, {}};
        const auto field = std::find_if(placeholders.begin(), placeholders.end(),
                                        [&](const Placeholder& p) { return p.name == name; });
        if (field != placeholders.end()) return fieldPiece(field->field, *decimals);
        const auto parameter = std::find_if(m_parameters.begin(), m_parameters.end(),
                                            [&](const Parameter& p) { return p.name == name; });
        if (parameter != m_parameters.end()) return parameterPiece(parameter->value, *decimals);
        return unknown(name);
    }

    std::optional<LogTextFault> fieldPiece(Field field, int decimals)
    {
        const bool text = field == Field::Task || field == Field::Uuid || field == Field::Error ||
                          field == Field::Reply || field == Field::Path;
        if (text && decimals >= 0)
            return LogTextFault{'{' + nameOf(field) + "} is no number to format", {}, {}};
        m_result.pieces.push_back({.field = field, .text = {}, .decimals = decimals});
        return std::nullopt;
    }

    std::optional<LogTextFault> parameterPiece(const ParameterValue& value, int decimals)
    {
        const bool number = value.kind == ParameterValue::Kind::Number;
        if (!number && decimals >= 0)
            return LogTextFault{"a parameter that is no number has no decimals to format", {}, {}};
        addText(number && decimals >= 0 ? numberText(value.number, decimals) : value.toText());
        return std::nullopt;
    }

    LogTextFault unknown(std::string_view name) const
    {
        std::vector<std::string> names;
        for (const Placeholder& known : placeholders)
            names.emplace_back(known.name);
        for (const Parameter& parameter : m_parameters)
            names.push_back(parameter.name);
        LogTextFault fault;
        fault.message = "there is no placeholder " + quoted(name);
        fault.wrong = name;
        fault.suggestion = closestName(name, names);
        return fault;
    }

    std::string_view m_text;
    const std::vector<Parameter>& m_parameters;
    LogText m_result;
};

} // namespace

std::variant<LogText, LogTextFault> parseLogText(std::string_view text,
                                                 const std::vector<Parameter>& parameters)
{
    return LogTextReader(text, parameters).read();
}

} // namespace sojourn
