// The trace in columns: spans, marks, visits, items and depths, folded from the event log.
#pragma once

#include "time/time.h"
#include "trace/event.h"
#include "trace/event_log.h"
#include "trace/run_info.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// What a task is doing. The names of the contract's states, in its order.
enum class TaskState : std::uint8_t {
    Ready,
    Running,
    Working,
    Sleeping,
    Offloaded,
    PutWait,
    GetWait,
    JoinWait,
    AwaitWait,
    FlagWait,
    NotStarted, ///< before its first turn
    Ended,      ///< behind its last
};
inline constexpr int shownStates = 10; ///< those from started to ended
/// "ready", "running", …, as results name them.
const char* taskStateName(TaskState state);

inline constexpr std::uint32_t noTask = 0xFFFFFFFFu;
inline constexpr std::uint32_t noVisit = 0xFFFFFFFFu;
inline constexpr std::int64_t notYet = -1; ///< where an instant has not come (or never will)

/// Span::object of an imported span that has a name of its own, in place of what we know of a task's state:
/// its state is Running, its item an index in RunInfo::spanNames.
inline constexpr std::uint16_t namedSpan = 0xFFFF;

/// A task was in one state from startNs to endNs. Zero-length spans are not stored.
struct Span
{
    std::int64_t startNs;
    std::int64_t endNs;
    std::uint32_t item;   ///< of a wait to put: the item; of a request: its number; of a named one: its name;
                          ///< otherwise (and for an end mark) 0xFFFFFFFF
    std::uint16_t object; ///< queue, pool, group, flag or request of a wait; namedSpan; otherwise 0
    TaskState state;
    std::uint8_t detail; ///< RequestPhase: None for all but Offloaded, and there on a thread

    bool operator==(const Span&) const = default;
    bool isNamed() const { return state == TaskState::Running && object == namedSpan; }
};
static_assert(sizeof(Span) == 24);

/// What happens at an instant on a task's lane.
enum class MarkKind : std::uint8_t {
    Put,
    Get,
    Drop,
    RequestFailed,
    Named, ///< an instant of an imported recording, which has a name of its own
};

/// A put, a get, a request that failed or whatever another program marked: an instant on a task's lane.
struct Mark
{
    std::int64_t atNs;
    std::uint32_t item;   ///< of a named one: its name, an index in RunInfo::spanNames; otherwise the item,
                          ///< 0xFFFFFFFF: an end mark, and for a request
    std::uint16_t object; ///< queue or request; of a named one 0
    MarkKind kind;
    RequestFailure reason; ///< why the request failed; TimedOut, without meaning, for the others

    bool operator==(const Mark&) const = default;
    bool isNamed() const { return kind == MarkKind::Named; }
    static Mark named(std::int64_t atNs, std::uint32_t name)
    {
        return {atNs, name, 0, MarkKind::Named, RequestFailure::TimedOut};
    }
};
static_assert(sizeof(Mark) == 16);

/// One task's lane. `spans` are closed, in order, without overlap; `open` is the one that goes on. `marks`
/// are in order.
struct Lane
{
    std::vector<Span> spans;
    std::vector<Mark> marks;
    Span open{0, notYet, 0xFFFFFFFFu, 0, TaskState::NotStarted, 0};
    std::int64_t plannedEndNs = notYet; ///< of an open sleep, work or offload: when it should end
    std::int64_t startedNs = notYet;
    std::int64_t endedNs = notYet;
    EndedHow endedHow = EndedHow::Finished;

    /// Its marks are instants of another program: on one lane all of them are named, or none is.
    bool hasInstants() const { return !marks.empty() && marks.front().isNamed(); }
    /// The span that goes on, cut off at endNs; none where nothing goes on, or nothing of it lies before
    /// that.
    std::optional<Span> openUntil(std::int64_t endNs) const;
};

/// One item in one queue; notYet where it did not happen (yet).
struct Visit
{
    std::uint32_t item = 0;
    std::uint16_t queue = 0;
    bool abandoned = false; ///< let go by its holder, who marks items of this queue as done but not this one;
                            ///< or lost in a put cut short
    bool dropped = false;   ///< the queue was full, and the put was one that drops
    std::uint32_t producer = noTask;
    std::uint32_t consumer = noTask;
    std::uint32_t nextVisit = noVisit; ///< of the same item
    std::int64_t putWaitNs = notYet;   ///< when its putter began to wait; notYet without a wait
    std::int64_t enqueuedNs = notYet;
    std::int64_t dequeuedNs = notYet;
    std::int64_t doneNs = notYet;
    PayloadKind payload = PayloadKind::None;
    std::uint16_t payloadBytes = 0;
    std::int64_t payloadBits = 0;
    std::uint64_t putEvent =
        0; ///< index in the log of its put or drop; before (or without) one, of its put_wait
};

/// One item's life.
struct Item
{
    std::uint32_t maker = noTask;
    std::uint32_t nth = 0; ///< as its maker's how-manieth, from 0
    std::int64_t createdNs = notYet;
    std::uint32_t firstVisit = noVisit;
    std::uint32_t lastVisit = noVisit;
};

/// A queue's length from atNs on. A queue is empty before its first step. Several steps may share one
/// instant: the last of them holds, the others are peaks of no length.
struct DepthStep
{
    std::int64_t atNs;
    std::uint32_t size; ///< end marks count, as in the queue itself
};

/// Everything that views, statistics and exports read. A fold: advance() takes in further events and never
/// looks back at the log. One thread owns it. Built over a live run it grows; over a finished one it is
/// immutable. Those of an imported recording are made by a ColumnsBuilder and have an empty log.
///
/// Done (doneNs of a visit): the holder's task_done of that queue (its latest taken, not yet done item of
/// it). When the holder's group never calls task_done on that queue: the moment it begins to put the item on,
/// takes the next, or ends. A visit whose holder does call task_done there but takes the next or ends without
/// having done so for this one is abandoned (until a later task_done of that holder reaches it after all).
class Columns final
{
public:
    explicit Columns(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;

    /// Folds the published events up to index `end` (exclusive; at most log().size()). Cost: the events
    /// folded.
    void advance(std::uint64_t end);
    /// Folds all that is published.
    void advance() { advance(m_log->size()); }
    /// A copy of what is folded in so far, which never grows. Cost: its memory, without that of the log.
    std::shared_ptr<const Columns> part() const;

    const RunInfo& info() const { return *m_info; }
    const EventLog& log() const { return *m_log; }
    std::uint64_t folded() const { return m_folded; } ///< how many events are in
    std::int64_t lastNs() const { return m_lastNs; }  ///< the instant of the last of them; 0 when none
    /// Where a run that ended so ends: its end may lie behind the last event.
    std::int64_t endNs(const RunEnd& end) const { return std::max(nanoseconds(end.at), m_lastNs); }
    /// Nothing has happened yet.
    bool isEmpty() const { return m_folded == 0 && m_lastNs == 0; }

    const std::vector<Lane>& lanes() const { return m_lanes; }    ///< by task
    const std::vector<Visit>& visits() const { return m_visits; } ///< in order of beginning to put
    /// By number. Of a recording some numbers may be nobody's: those of items that its file does not tell of.
    const std::vector<Item>& items() const { return m_items; }
    /// Whether there is one of this number; below 0, as of what is selected or hovered, there is none.
    bool hasItem(std::int64_t number) const
    {
        const auto at = static_cast<std::size_t>(number);
        return number >= 0 && at < m_items.size() && m_items[at].firstVisit != noVisit;
    }
    std::size_t itemCount() const { return m_items.size() - m_nobodysNumbers; }    ///< those that there are
    const std::vector<std::vector<DepthStep>>& depths() const { return m_depths; } ///< by queue
    /// Indices into visits() in the order in which they got done: what left, when.
    const std::vector<std::uint32_t>& doneVisits() const { return m_doneVisits; }
    /// Indices into visits() in the order of getting.
    const std::vector<std::uint32_t>& takenVisits() const { return m_takenVisits; }

    /// What the item of a visit carries, as text: at most so many of its bytes, where they are bytes. Empty
    /// for nothing.
    std::string payloadText(const Visit& visit, std::uint32_t mostBytes = 0xFFFF) const;

    /// The item's sojourn: its first put to its last done; notYet while it waits, is held, or was abandoned
    /// or dropped in the end.
    std::int64_t sojournNs(std::uint32_t item) const;

    /// How many spans there are on all lanes in a recording that ends at endNs: those that go on there count.
    std::uint64_t spanCount(std::int64_t endNs) const;
    /// How many named marks there are on all lanes.
    std::uint64_t instantCount() const;

    /// About how much memory this and its log take.
    std::size_t memoryBytes() const;

    /// Indices into visits() in the order of the put (or drop) events; one that was lost, or still waits for
    /// room, stands where it began to wait. Differs from the order of visits() where somebody who came by was
    /// faster than one who waited.
    std::vector<std::uint32_t> visitsInOrderOfPutting() const;

private:
    friend class ColumnsBuilder;
    struct Fold;
    struct Copy
    {
    };
    Columns(Copy, const Columns& other);

    std::shared_ptr<const RunInfo> m_info;
    std::shared_ptr<const EventLog> m_log;
    std::uint64_t m_folded = 0;
    std::int64_t m_lastNs = 0;
    std::vector<Lane> m_lanes;
    std::vector<Visit> m_visits;
    std::vector<Item> m_items;
    std::size_t m_nobodysNumbers = 0;
    std::vector<std::vector<DepthStep>> m_depths;
    std::vector<std::uint32_t> m_doneVisits;
    std::vector<std::uint32_t> m_takenVisits;
    /// The working state: hands, visits not yet done; refers to this object. Null in a part().
    std::unique_ptr<Fold> m_fold;
};

} // namespace sojourn
