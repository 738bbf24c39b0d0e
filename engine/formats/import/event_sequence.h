// Tells the events of a list that do not follow from those before them.
#pragma once

#include "formats/import/findings.h"
#include "formats/import/text_numbers.h"
#include "trace/columns.h"
#include "trace/event.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace sojourn {

/// Follows what each task is in the middle of, what is in queues and which flags are set, as the events of a
/// run make it: a task wakes that slept, goes on from a wait that ends or that is cut short by somebody, puts
/// what it made or holds, and does nothing while another runs that has not begun to wait. What a run of this
/// program writes always follows; where a line was lost, changed or doubled, something behind it mostly does
/// not. The events stay what they are: this only looks at them.
///
/// What cannot be told: events that change nothing for others (drawn, a wait that ends at once), and the end
/// of the list, behind which more may have come. A list that does not begin with the start of a task, or of a
/// group's first, is one whose beginning is not there, as what is left of a damaged session: what tasks,
/// queues and flags were at before is not known then, and nothing that may be explained by it is told.
class EventSequence final
{
public:
    /// What a line tells of an event beside the event.
    struct Told
    {
        std::uint64_t item = 0;            ///< its number in the list
        std::optional<std::uint64_t> size; ///< of the queue, behind the event
        std::string_view group;            ///< raw
        std::int64_t byte = 0;
    };

    explicit EventSequence(ImportFindings& findings)
        : m_findings(findings)
    {
    }

    /// The next task is called so. Tasks are numbered in the order of these calls.
    void addTask(std::string_view rawName);
    /// A flag of that name was met.
    void addFlag(std::string_view rawName);
    void take(const Event& event, const Told& told);
    /// An event of the task was left out: what it does now is not known.
    void leftOut(std::uint32_t task);
    /// All events have come.
    void finish();

private:
    enum class Doing : std::uint8_t {
        NotStarted,
        Running,
        Sleeping,
        Offloaded,
        Putting,
        Getting,
        Joining,
        Awaiting,
        AwaitingFlag,
        InLine,
        Connecting,
        AwaitingReply,
        Receiving,
        Ended,
        Unknown,
    };
    static constexpr std::int64_t noItem = -2, anyItem = -3;
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    struct Task
    {
        Doing doing = Doing::NotStarted;
        bool wentOnAlone = false; ///< from a wait that nobody cut short
        std::uint16_t object = 0; ///< that it waits for
        std::uint32_t timeouts = 0;
        std::uint32_t cutShort = 0;            ///< how many waits were that no time-out has answered
        std::uint32_t group = 0, ownGroup = 0; ///< by its name without a number, and by its whole name
        std::uint32_t awaited = 0;             ///< the group that it waits for
        std::int64_t item = noItem;            ///< that it waits to put
        std::int64_t hand = noItem;            ///< that it got and has not put on
        std::uint64_t since = 0;               ///< the event with which it began what it does
        std::uint64_t turnBegan = 0;           ///< the event with which its latest turn began, or one before
        std::uint64_t heldFrom = 0;            ///< the first event of that turn behind what it computed there
        std::int64_t sinceNs = 0, heldFromNs = 0; ///< when those were
        std::uint64_t forgotAt = 0;           ///< the last that may have left a loop, with what led into it
        std::int64_t dueNs = never;           ///< when what it does may end, if it was told how long it takes
        std::int64_t firstDeadlineNs = never; ///< of its time-outs: none of them ran out before
    };
    struct Group
    {
        std::uint32_t alive = 0;
        std::uint64_t cancelledAt = 0;        ///< the last event that says so
        std::int64_t firstDeadlineNs = never; ///< of time-outs of its tasks
        bool hasBadEnds = false;              ///< a task of it failed or was cancelled
        std::vector<std::uint32_t> awaitedBy; ///< groups of tasks that wait for its end
    };
    struct Queue
    {
        std::uint64_t size = 0;
        std::uint64_t unfinished = 0; ///< puts that no task_done has answered
        std::uint64_t lastDoneAt = 0; ///< the event before which it last had none
        bool isSizeKnown = false;     ///< of a list whose beginning is missing
    };
    /// Where the interruption of the run may have been: behind at least, and behind at most, so many events.
    struct Interruption
    {
        std::uint64_t earliest = 0, latest = std::numeric_limits<std::uint64_t>::max();
        bool isPossible = true;

        void isWithin(std::uint64_t from, std::uint64_t to);
        void isBefore(std::uint64_t event);
    };
    /// From which doings an event of a kind can come, as bits, and to which it leads.
    struct Rule
    {
        std::uint32_t from = 0;
        Doing to = Doing::Running;
        bool isOfObject = false; ///< a wait for one thing ends with that thing
    };

    static constexpr std::uint32_t bit(Doing doing) { return 1U << static_cast<unsigned>(doing); }
    static constexpr std::array<Rule, static_cast<std::size_t>(lastListedKind) + 1> rules();

    bool follows(const Event& event, Task& task, const Rule& rule);
    bool isOfRest(const Event& event, const Told& told, Task& task, bool endsWait);
    bool isOfItem(const Event& event, std::uint64_t raw, Task& task, bool endsWait);
    void noteSize(const Event& event, const Told& told, std::uint64_t size);
    void noteRepeated(const Event& event, std::int64_t byte);
    bool cutShort(const Event& event, Task& task, Doing to);
    void noteEndOfWait(const Event& event, Task& task);
    std::uint64_t notWithin(const Task& task) const;
    void noteDeadline(const Event& event, Task& task);
    bool canBeCancelled(const Task& task, std::int64_t nowNs) const;
    Queue& queueOf(const Event& event);
    std::uint32_t groupOf(std::string_view rawName);
    void doesNotFollow(const Event& event);

    ImportFindings& m_findings;
    std::vector<Task> m_tasks;
    std::vector<Queue> m_queues;
    std::vector<bool> m_flags;
    TextNumbers m_groupNames;
    std::vector<Group> m_groups;
    std::int64_t m_items = 0;         // as many have been told of
    std::uint64_t m_nextItem = 0;     // as the list numbers them
    std::uint64_t m_index = 0;        // of the event at hand, from 1 on
    std::int64_t m_byte = 0;          // where it stands
    std::uint32_t m_latest = noTask;  // the task of the event before it
    std::int64_t m_previousNs = 0;    // when the one before it was
    std::uint64_t m_repeatableAt = 0; // the event before, if a run may have it twice
    Event m_repeatable{};
    // Tasks that went on from a wait that nobody cut short. An interruption of the run does that to all of
    // them, once and between two events. Where it cannot have been anywhere, a line is missing.
    std::uint64_t m_wentOnAlone = 0;
    bool m_wereAllDue = true; // with a sleep or a job that was to be over by then
    Event m_firstAloneEvent{};
    std::int64_t m_firstAloneByte = 0;
    Interruption m_interruption;
    Interruption m_interruptionOfServices; // the same if it leaves some tasks to their entry point to stop
    std::uint64_t m_secondTurn = 0; // what was cut short before that event has gone on before it, or awaits
    std::uint64_t m_likelySecondTurn = 0; // the same, if no wait that came to its end was cut short
    bool m_isFirstOneOfMany = false;      // the first task: others of its group start before it
    bool m_beginsInMiddle = false;        // of the run
    bool m_hasServices = false;           // which an interruption leaves to their entry point to stop
};

} // namespace sojourn
