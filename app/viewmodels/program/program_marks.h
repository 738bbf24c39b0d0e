// Which tasks stand at which step.
#pragma once

#include "theme/state_look.h"
#include "trace/replay.h"
#include "viewmodels/run_document.h"

#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace sojourn {

/// The tasks at one step of a group at an instant.
struct StepMarks
{
    static constexpr std::size_t looks = static_cast<std::size_t>(StateLook::Ink);
    std::array<std::uint32_t, looks> byLook{};
    std::uint32_t count = 0;
    std::uint32_t first = noTask; ///< the first two of them, for their names
    std::uint32_t second = noTask;
    std::int64_t nextNs = notYet; ///< when the next of them goes on; notYet where none says
};

/// The steps of all groups at the document's playhead. Tasks that have not begun or have ended stand nowhere.
class ProgramMarks final
{
public:
    void update(const RunDocument& document);
    /// Nothing at a step that no task stands at.
    const StepMarks& at(std::uint16_t group, std::uint32_t step) const;
    /// Where the task stands; 0 for nowhere.
    std::uint32_t stepOf(std::uint32_t task) const;
    /// Of the tasks of a group: "23 sleep, 2 wait to put"; "has ended".
    QString groupText(const RunDocument& document, std::uint16_t group) const;

private:
    std::vector<std::array<StepMarks, 256>> m_marks; // by group and step
    std::vector<StepNumber> m_stepOfTask;
};

/// What is said beside the marks: the names of one or two, the number of more; and when the next goes on.
QString marksText(const RunDocument& document, const StepMarks& marks);

} // namespace sojourn
