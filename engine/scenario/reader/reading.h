// What all that reads a scenario's tree shares: checked access to values, and the first thing that is wrong.
#pragma once

#include "scenario/reader/json_tree.h"
#include "scenario/scenario_file.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Names of one kind of thing, numbered in order.
class NameTable final
{
public:
    NameTable() = default;
    explicit NameTable(std::vector<std::string> names)
    {
        for (std::string& name : names)
            add(std::move(name));
    }
    /// Whether it was not there yet.
    bool add(std::string name)
    {
        if (!m_numbers.emplace(name, static_cast<std::uint16_t>(m_names.size())).second) return false;
        m_names.push_back(std::move(name));
        return true;
    }
    std::optional<std::uint16_t> find(const std::string& name) const
    {
        const auto found = m_numbers.find(name);
        return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
    }
    const std::vector<std::string>& names() const { return m_names; }

private:
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::uint16_t> m_numbers;
};

/// A problem with a node of the tree, located.
ScenarioProblem problemInTree(const JsonTree& tree, JsonTree::Index at, std::string message,
                              std::string wrong = {}, std::string suggestion = {});

/// The keys that an object may have.
using Keys = std::span<const std::string_view>;

/// Reads values and keeps the first problem. After a problem, reading may go on with whatever is returned;
/// the caller looks at problem() at the end.
class Reading final
{
public:
    using Index = JsonTree::Index;

    /// `parameters` are what a node's `parameter` counts, for the sentences.
    Reading(const JsonTree& tree, const std::vector<Parameter>& parameters)
        : m_tree(tree)
        , m_parameters(parameters)
    {
    }

    const JsonTree& tree() const { return m_tree; }
    const std::optional<ScenarioProblem>& problem() const { return m_problem; }
    bool failed() const { return m_problem.has_value(); }

    /// Adds the parameter that the value comes from, and did you mean "suggestion"?
    void refuse(Index at, std::string message, std::string wrong = {}, std::string suggestion = {});
    /// Refuses a name: there is no queue "wrok"; did you mean "work"?
    void refuseUnknown(Index at, std::string_view what, std::string_view wrong,
                       const std::vector<std::string>& names, std::string_view where = {});
    void refuseType(Index at, std::string_view wanted);

    // Values. Each refuses another type and numbers out of range, and then returns one that is in range.
    double number(Index at, double least = std::numeric_limits<double>::lowest(),
                  double most = std::numeric_limits<double>::max());
    std::int64_t whole(Index at, std::int64_t least, std::int64_t most);
    bool truth(Index at);
    std::string text(Index at);
    /// A text that names something: not empty, no control characters.
    std::string name(Index at);
    /// A name that `names` does not have yet, which is added; `what` is it of: a queue.
    std::string newName(std::optional<Index> at, std::string_view what, NameTable& names);
    /// A text that is a level of a log, in any case.
    LogLevel logLevel(Index at);
    /// The index in `words` of a text that must be one of them; `wanted` says what else it may be: must be a
    /// number or "forever".
    std::size_t word(Index at, std::string_view wanted, Keys words);
    /// The number in `names` of a text; refused when it is none of them: there is no queue "wrok".
    std::uint16_t oneOf(Index at, std::string_view what, const NameTable& names);

    // Containers.
    /// Whether it is an object all of whose keys are known. `where` is part of the sentence: ` in a step
    /// "sleep"`.
    bool object(Index at, Keys keys, std::string_view where = {});
    bool array(Index at);
    /// The value of a key that must be there.
    std::optional<Index> required(Index object, std::string_view key);
    std::optional<Index> optional(Index object, std::string_view key) const
    {
        return m_tree.find(object, key);
    }
    /// The elements of an array, refused when it is none.
    std::vector<Index> elements(Index array);

private:
    const JsonTree& m_tree;
    const std::vector<Parameter>& m_parameters;
    std::optional<ScenarioProblem> m_problem;
};

} // namespace sojourn
