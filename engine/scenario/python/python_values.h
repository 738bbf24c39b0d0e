// The numbers of a scenario in its Python program: literals, parameters by name, and draws.
#pragma once

#include "scenario/python/python_text.h"
#include "scenario/reader/json_tree.h"
#include "scenario/scenario.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

/// Where in the scenario's file something stands; nothing when the file is not at hand.
using FilePlace = std::optional<JsonTree::Index>;

/// Where the values of the settings of a service stand, by name.
using SettingPlaces = std::map<std::string, FilePlace, std::less<>>;

/// Writes numbers, and remembers which parameters were written by name.
class PythonValues final
{
public:
    /// `tree`: the scenario's file as it was read, or null. Both must outlive it.
    PythonValues(const Scenario& scenario, const JsonTree* tree, PythonNames& names);

    FilePlace root() const { return m_tree ? FilePlace(0) : std::nullopt; }
    FilePlace member(FilePlace object, std::string_view key) const;
    /// The elements of an array: `count` of them.
    std::vector<FilePlace> elements(FilePlace array, std::size_t count) const;
    /// All elements of an array; none when there is no array.
    std::vector<FilePlace> elements(FilePlace array) const;
    /// The text that stands there; empty when it is none.
    std::string_view textAt(FilePlace at) const;

    /// From now on "$name" stands for one of these, where they have the name: the settings of a service.
    void useSettings(SettingPlaces settings) { m_settings = std::move(settings); }

    /// The name of the parameter that stands there and has that value; a literal otherwise.
    std::string number(FilePlace at, double value);
    /// The same for a text: the order of a queue.
    std::string text(FilePlace at, std::string_view value);
    /// What an `if` asks.
    std::string condition(FilePlace at, const Condition& condition);
    /// The same for a truth value.
    std::string truth(FilePlace at, bool value);
    /// A number that a step draws: a literal, a name, or a call such as t.uniform(0, 2, at=3).
    std::string draw(FilePlace at, const Draw& draw, std::uint32_t step, std::uint32_t slot);
    /// How often to repeat: the same as a whole number.
    std::string passes(FilePlace at, const Draw& draw, std::uint32_t step);

    /// The parameters, a line each: NUM_PRODUCERS = 2  # Producers. Those that no name stands for are
    /// comments.
    std::vector<std::string> parameterLines() const;
    /// Lists too long to stand in a step, a definition each.
    const std::vector<std::string>& longLists() const { return m_longLists; }

private:
    const std::string* name(FilePlace at, ParameterValue::Kind kind);
    std::string operand(FilePlace at, const ParameterValue& value);
    std::string pair(FilePlace at, double a, double b);
    std::string list(FilePlace at, const std::vector<double>& values);
    std::string rows(FilePlace at, const std::vector<std::vector<double>>& rows);
    std::string elsewhere(std::string list, std::uint32_t step, std::uint32_t slot);

    const Scenario& m_scenario;
    const JsonTree* m_tree;
    PythonNames& m_names;
    std::vector<std::string> m_constants; // by parameter
    std::vector<bool> m_used;
    SettingPlaces m_settings;
    std::vector<std::string> m_longLists;
};

} // namespace sojourn
