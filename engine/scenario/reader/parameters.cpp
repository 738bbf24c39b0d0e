#include "scenario/reader/parameters.h"

#include "scenario/reader/reading.h"
#include "scenario/reader/words.h"

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

using Index = Reading::Index;
using Kind = ParameterValue::Kind;

constexpr std::array<std::string_view, 9> keys = {"label", "unit",   "value", "min",    "max",
                                                  "step",  "slider", "demo",  "choices"};

class ParameterReader final
{
public:
    ParameterReader(const JsonTree& tree, const ParameterValues& values)
        : m_tree(tree)
        , m_values(values)
        , m_reading(tree, m_parameters)
    {
    }

    Checked<std::vector<Parameter>> read()
    {
        const auto all = m_tree.find(0, "parameters");
        if (all) findAll(*all);
        for (std::size_t i = 0; i < m_parameters.size() && !failed(); ++i)
            evaluate(i, m_objects[i]);
        if (m_given) return *m_given;
        if (m_reading.failed()) return *m_reading.problem();
        return std::move(m_parameters);
    }

private:
    enum class State : std::uint8_t { Untouched, Begun, Done };

    bool failed() const { return m_reading.failed() || m_given; }

    void findAll(Index all)
    {
        if (m_tree.type(all) != JsonType::Object) return m_reading.refuseType(all, "an object");
        if (m_tree.node(all).count > maxParameters)
            return m_reading.refuse(all,
                                    "there are more than " + std::to_string(maxParameters) + " parameters");
        for (Index key = m_tree.first(all); key < m_tree.behind(all); key = m_tree.after(key + 1)) {
            const std::string name(m_tree.text(key));
            if (name.empty() || name.find_first_of("$={}:") != name.npos)
                m_reading.refuse(key, quoted(name) +
                                          " is no name for a parameter: it is empty or holds one of $={}:");
            m_names.add(name);
            m_parameters.emplace_back().name = name;
            m_objects.push_back(key + 1);
        }
        m_states.assign(m_parameters.size(), State::Untouched);
    }

    // Fills in a parameter; those that it refers to come first. `from` is what asks for it.
    void evaluate(std::size_t i, Index from)
    {
        if (m_states[i] == State::Done || failed()) return;
        m_path.push_back(i);
        if (m_states[i] == State::Begun) return refuseCircle(i, from);
        m_states[i] = State::Begun;
        const Index object = m_objects[i];
        if (!m_reading.object(object, keys, " in a parameter")) return;
        readWords(i, object);
        const auto value = m_reading.required(object, "value");
        if (!value) return;
        m_parameters[i].value = literal(*value);
        readBounds(i, object);
        if (!failed()) checkFileValue(i, *value);
        if (const auto demo = m_reading.optional(object, "demo"); demo && !failed()) readDemo(i, *demo);
        if (!failed()) takeGiven(i);
        m_path.pop_back();
        m_states[i] = State::Done;
    }

    void refuseCircle(std::size_t i, Index from)
    {
        std::string circle;
        const auto start = std::find(m_path.begin(), m_path.end(), i);
        for (auto at = start; at != m_path.end(); ++at)
            circle += (at == start ? "" : ", ") + quoted(m_parameters[*at].name);
        m_reading.refuse(from, "parameters refer to each other in a circle: " + circle);
    }

    void readWords(std::size_t i, Index object)
    {
        Parameter& parameter = m_parameters[i];
        if (const auto label = m_reading.required(object, "label")) parameter.label = m_reading.text(*label);
        if (const auto unit = m_reading.optional(object, "unit")) parameter.unit = m_reading.text(*unit);
        const auto choices = m_reading.optional(object, "choices");
        if (!choices) return;
        for (const Index choice : m_reading.elements(*choices))
            parameter.choices.push_back(m_reading.text(choice));
        if (parameter.choices.empty()) m_reading.refuse(*choices, "must hold a text at least");
    }

    // The value of the parameter that a text such as "$name" names; nothing when it is no such text.
    const ParameterValue* referred(Index at)
    {
        if (m_tree.type(at) != JsonType::Text || !m_tree.text(at).starts_with('$')) return nullptr;
        const std::string name(m_tree.text(at).substr(1));
        const auto i = m_names.find(name);
        if (!i) {
            m_reading.refuseUnknown(at, "parameter", name, m_names.names());
            return nullptr;
        }
        evaluate(*i, at);
        return &m_parameters[*i].value;
    }

    double number(Index at)
    {
        const ParameterValue* other = referred(at);
        if (other == nullptr) return m_reading.number(at);
        if (other->kind != Kind::Number)
            m_reading.refuse(at, "must be a number, not " + quoted(other->toText()));
        return other->number;
    }

    ParameterValue literal(Index at)
    {
        if (const ParameterValue* other = referred(at)) return *other;
        ParameterValue value;
        if (m_tree.isNumber(at)) {
            value.number = m_tree.number(at);
        } else if (m_tree.type(at) == JsonType::Truth) {
            value.kind = Kind::Truth;
            value.truth = m_tree.node(at).truth;
        } else if (m_tree.type(at) == JsonType::Text) {
            value.kind = Kind::Text;
            value.text = m_tree.text(at);
        } else if (m_tree.type(at) == JsonType::Array) {
            value = range(at);
        } else {
            m_reading.refuseType(at, "a number, [low, high], true, false or a text");
        }
        return value;
    }

    ParameterValue range(Index at)
    {
        ParameterValue value;
        value.kind = Kind::Range;
        const std::vector<Index> ends = m_reading.elements(at);
        if (ends.size() != 2) {
            m_reading.refuse(at, "must be a list of two numbers");
            return value;
        }
        value.number = number(ends[0]);
        value.high = number(ends[1]);
        if (value.number > value.high)
            m_reading.refuse(at, "the low end, " + numberText(value.number) + ", is above the high end, " +
                                     numberText(value.high));
        return value;
    }

    void readBounds(std::size_t i, Index object)
    {
        Parameter& parameter = m_parameters[i];
        const bool counts = parameter.value.kind == Kind::Number || parameter.value.kind == Kind::Range;
        const auto bound = [&](std::string_view key, bool needed) -> std::optional<Index> {
            const auto at = needed ? m_reading.required(object, key) : m_reading.optional(object, key);
            return failed() ? std::nullopt : at;
        };
        if (const auto at = bound("min", counts)) parameter.min = number(*at);
        if (const auto at = bound("max", counts)) {
            parameter.max = number(*at);
            if (parameter.min > parameter.max)
                m_reading.refuse(*at, "the maximum, " + numberText(parameter.max) +
                                          ", is below the minimum, " + numberText(parameter.min));
        }
        if (const auto at = bound("step", false)) {
            parameter.step = number(*at);
            if (parameter.step <= 0)
                m_reading.refuse(*at, "must be above 0, but is " + numberText(parameter.step));
        }
        parameter.sliderMin = parameter.min;
        parameter.sliderMax = parameter.max;
        if (const auto at = bound("slider", false)) readSlider(parameter, *at);
    }

    void readSlider(Parameter& parameter, Index at)
    {
        const ParameterValue reach = range(at);
        if (reach.number < parameter.min || reach.high > parameter.max)
            m_reading.refuse(at, "a slider must stay between the minimum and the maximum");
        parameter.sliderMin = reach.number;
        parameter.sliderMax = reach.high;
    }

    void checkFileValue(std::size_t i, Index at)
    {
        if (!m_parameters[i].choices.empty() && m_parameters[i].value.kind != Kind::Text)
            return m_reading.refuse(at, "a parameter with choices must be a text");
        check(i, m_parameters[i].value, at);
    }

    // Says what is wrong with a value at its place in the file.
    void check(std::size_t i, const ParameterValue& value, Index at)
    {
        const auto problem = problemOfValue(m_parameters[i], value);
        if (!problem) return;
        const bool written = m_tree.type(at) == JsonType::Text && m_tree.text(at) == problem->wrong;
        m_reading.refuse(at, problem->message.substr(0, problem->message.find("; did you mean")),
                         written ? problem->wrong : "", written ? problem->suggestion : "");
    }

    void readDemo(std::size_t i, Index at)
    {
        const ParameterValue demo = literal(at);
        if (!failed()) check(i, demo, at);
        m_parameters[i].demo = demo;
    }

    void takeGiven(std::size_t i)
    {
        const auto given = m_values.find(m_parameters[i].name);
        if (given == m_values.end()) return;
        m_given = problemOfValue(m_parameters[i], given->second);
        m_parameters[i].value = given->second;
    }

    const JsonTree& m_tree;
    const ParameterValues& m_values;
    std::vector<Parameter> m_parameters;
    std::vector<Index> m_objects; // of each parameter
    std::vector<State> m_states;
    std::vector<std::size_t> m_path; // those begun, for the sentence about a circle
    NameTable m_names;
    Reading m_reading;
    std::optional<ScenarioProblem> m_given; // what is wrong with a value of the caller's
};

} // namespace

Checked<std::vector<Parameter>> readParameters(const JsonTree& tree, const ParameterValues& values)
{
    return ParameterReader(tree, values).read();
}

} // namespace sojourn
