// The steps of a group as a Python function.
#pragma once

#include "scenario/python/python_values.h"

#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// A line of a Python program.
struct PythonLine
{
    std::string text;
    const Step* step = nullptr; ///< the step that it does; null where it does none; owned by the scenario
};

/// The Python names of what a scenario has, by number.
struct PythonIdentifiers
{
    std::vector<std::string> queues;
    std::vector<std::string> flags;
    std::vector<std::string> pools;
    std::vector<std::string> servers;
    std::vector<std::string> groups;
};

/// What the function of a group takes besides the task: the queues, flags, pools and servers that its steps
/// use.
std::vector<std::string> pythonParameters(const TaskGroup& group, const PythonIdentifiers& identifiers);

/// Where the steps of a group stand in the file.
struct StepPlaces
{
    /// Some of its steps: those whose place is `end`, behind whatever, and a number.
    struct Part
    {
        std::string_view end; ///< ".start"
        std::vector<FilePlace> steps;
    };
    FilePlace steps;         ///< the list of all; nothing where they stand in parts
    std::vector<Part> parts; ///< of a program that was made around what the file has
};

/// Writes the function of one group: a block a step that has one, a call of `t` any other.
class PythonSteps final
{
public:
    /// What it refers to must outlive it. `paths`: the scenario's requests.
    PythonSteps(const TaskGroup& group, std::uint16_t number, StepPlaces places,
                const PythonIdentifiers& identifiers, const std::vector<RequestInfo>& paths,
                PythonValues& values, PythonNames& names);

    /// The function; before it those that its deepest blocks were put into, as Python's nesting has an end.
    std::vector<PythonLine> lines();

private:
    /// Where in the function a step stands.
    struct Around
    {
        int indent = 1;
        int nesting = 0; // of blocks, for Python's limit
        int loops = 0;   // that `break` may leave
    };

    void block(const std::vector<Step>& steps, FilePlace places, Around around);
    void steps(const std::vector<Step>& steps, FilePlace places, Around around);
    void step(const Step& step, FilePlace place, Around around);
    FilePlace placeIn(const StepPlaces::Part& part, const std::string& place) const;
    void part(const std::vector<Step>& steps, FilePlace places, Around around);
    void put(const Step& step, FilePlace place, Around around, std::uint32_t number);
    void get(const Step& step, Around around);
    void request(const Step& step, FilePlace place, Around around, std::uint32_t number);
    void repeat(const Step& step, FilePlace place, Around around, std::uint32_t number);
    void choice(const Step& step, FilePlace place, Around around);
    void guarded(const Step& step, FilePlace place, Around around);
    void breakIf(const Step& step, FilePlace place, Around around, std::uint32_t number);
    void leaveRepeat(const Step* step, Around around);
    void count(const Step& step, Around around);
    void line(const std::string& text, const Step* step, Around around);

    const TaskGroup& m_group;
    const StepPlaces m_places;
    const PythonIdentifiers& m_identifiers;
    const std::vector<RequestInfo>& m_paths;
    PythonValues& m_values;
    PythonNames& m_names;
    const std::string m_name;
    const std::vector<std::string> m_arguments; // t and what it uses
    const bool m_counts;                        // its loops count their passes: it may spin
    std::uint32_t m_nextStep = 0;
    bool m_leaves = false; // the function being written leaves a repeat of its caller
    std::vector<PythonLine> m_lines;
    std::vector<PythonLine> m_parts;
};

} // namespace sojourn
