// Reads scenario files: located errors, parameters, and names with "did you mean".
#pragma once

#include "scenario/scenario.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sojourn {

/// What is wrong with a scenario file or with a value given for a parameter.
struct ScenarioProblem
{
    std::string place;      ///< tasks[1].steps[0].put; empty when it concerns the file as a whole
    std::string message;    ///< there is no queue "wrok"; did you mean "work"?
    std::string wrong;      ///< the text that is wrong, when there is a replacement: wrok
    std::string suggestion; ///< its replacement: work; empty when there is none
    int line = 0;           ///< 1-based; 0 when there is none
    int column = 0;         ///< 1-based, in characters
    int length = 0;         ///< how many characters are wrong
    /// "place: message", or "line 3: message" without a place.
    std::string sentence() const;
};

/// A value or what is wrong.
template <typename T> class Checked
{
public:
    Checked(T value)
        : m_content(std::move(value))
    {
    }
    Checked(ScenarioProblem problem)
        : m_content(std::move(problem))
    {
    }
    explicit operator bool() const { return m_content.index() == 0; }
    T& operator*() { return std::get<0>(m_content); }
    const T& operator*() const { return std::get<0>(m_content); }
    T* operator->() { return &std::get<0>(m_content); }
    const T* operator->() const { return &std::get<0>(m_content); }
    const ScenarioProblem& problem() const { return std::get<1>(m_content); }

private:
    std::variant<T, ScenarioProblem> m_content;
};

/// Values given for parameters, by name.
using ParameterValues = std::map<std::string, ParameterValue, std::less<>>;

/// A scenario file that was read: sound JSON whose parameters are known, ready to be made into scenarios with
/// other values. Immutable; cheap to copy.
class ScenarioFile final
{
public:
    /// Reads text (UTF-8 JSON). Checks everything that resolve() with the file's own values checks.
    static Checked<ScenarioFile> read(std::string text);

    /// As the file has them.
    const std::vector<Parameter>& parameters() const;
    /// The scenario with these values in place of the file's. Refused: a name that is no parameter, a wrong
    /// kind, a value out of range, and whatever the values break further down.
    Checked<Scenario> resolve(const ParameterValues& values = {}) const;
    /// The value that `text` means for a parameter ("3", "1:3", "true", "fifo"); refused as by resolve().
    Checked<ParameterValue> parse(std::string_view name, std::string_view text) const;
    /// The file's text.
    const std::string& text() const;
    /// The file's text with these values and this seed in it; all else stays as it is written. Names that
    /// are no parameters are left out.
    std::string textWith(const ParameterValues& values, std::uint64_t seed) const;

private:
    struct Content;
    explicit ScenarioFile(std::shared_ptr<const Content> content)
        : m_content(std::move(content))
    {
    }
    std::shared_ptr<const Content> m_content;
};

/// The closest of `names` to `wrong`, when it is close enough to be meant; otherwise empty.
std::string closestName(std::string_view wrong, const std::vector<std::string>& names);

} // namespace sojourn
