// What tasks wait for at one instant, and who could end it.
#pragma once

#include "trace/replay.h"
#include "trace/run_info.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// A queue, a flag, a pool or a server, or tasks that have ended, in words.
struct WaitPlace
{
    QString title;  ///< queue
    QString remark; ///< empty, no limit
};

/// Tasks of one group that wait for the same. What is not in a run's events is not known: time-outs, who will
/// cancel whom, who sets a flag, and whether a task that is left will put or get again.
struct Wait
{
    /// Who has to act so that it ends.
    enum class EndedBy : std::uint8_t {
        AnyOf,  ///< one of `enders`
        AllOf,  ///< each of them
        Anyone, ///< whoever is left
        Itself, ///< a thread or a server does
    };

    std::vector<std::uint32_t> tasks; ///< in order
    EndedBy endedBy = EndedBy::AnyOf;
    std::vector<std::uint32_t> enders; ///< in order; those that are left
    std::optional<WaitPlace> place;    ///< what they wait for; none where tasks wait for tasks
    std::optional<WaitPlace> gone;     ///< who could have ended it, where nobody is left
    QString towards;     ///< from the tasks to the place, or to the enders: "waits for an item of"
    QString onwards;     ///< from the place to the enders: "is filled by"
    QString end;         ///< a sentence, where nobody is left
    bool isStuck = true; ///< nobody who does not wait himself can end it, not by way of others either
};

/// All of them, of a run that stands so. `endNs`, the end of what is known of it, says how exactly instants
/// are told.
class Waits final
{
public:
    Waits(const RunInfo& info, const Moment& moment, std::int64_t endNs);

    const std::vector<Wait>& all() const { return m_waits; }
    /// Where the task's wait stands in all(); nothing where it does not wait.
    std::optional<std::size_t> of(std::uint32_t task) const;
    bool isFree(std::uint32_t task) const { return !of(task); }
    /// It does not wait, or for what somebody can end.
    bool canAct(std::uint32_t task) const;

private:
    bool canEnd(std::size_t wait) const;
    void findStuck();

    std::vector<Wait> m_waits;
    std::vector<std::size_t> m_waitOf; // by task
    std::vector<std::uint32_t> m_left; // tasks that have not ended
};

} // namespace sojourn
