// Any instant of a run, exactly as it stood.
#pragma once

#include "trace/columns.h"
#include "trace/job_line.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace sojourn {

/// One task as it stands.
struct TaskMoment
{
    TaskState state = TaskState::NotStarted;
    EndedHow endedHow = EndedHow::Finished;
    StepNumber step = 0; ///< where it waits, sleeps or works, or did last; 0 before the first of those
    RequestPhase phase = RequestPhase::None; ///< of an offloaded one: of its request; ForThread: in line for
                                             ///< a thread; None: on one
    std::uint16_t object = 0;                ///< queue, pool, group, flag or request of a wait
    std::int64_t sinceNs = 0;                ///< in this state since
    std::int64_t plannedEndNs = notYet;      ///< of a sleep, work or job on a thread
    std::int64_t puttingItem =
        notYet; ///< while it waits to put: the item (endMark possible, see endMarkPutting)
    bool endMarkPutting = false;
    bool requestFailed = false; ///< its last request did, and it has sent none since
    std::uint8_t attempt = 0;   ///< of its last request: 1, or more where it was sent again; at most 255
    std::uint32_t place = 0;    ///< of a request that is out of line, in ServerMoment::connections; of a job
                                ///< that has a thread, in PoolMoment::threads
    std::int64_t heldItem = notYet; ///< the item in its hand
    std::int64_t lastItem = notYet; ///< the item last got or put, for views of tasks that hold none
    std::uint32_t puts = 0;
    std::uint32_t gets = 0;
    std::uint32_t requestNumber = 0; ///< in the path of its last request
};

/// One item (or end mark) standing in a queue.
struct Standing
{
    std::int64_t item; ///< endMark for an end mark
    std::int64_t sinceNs;
};

/// One queue as it stands. `standing` is in order of putting, whatever the queue's order: a fifo gives out
/// the front, a lifo the back, and a queue by priority anyone (the events do not carry priorities).
struct QueueMoment
{
    std::deque<Standing> standing;
    std::uint64_t puts = 0;
    std::uint64_t gets = 0;
    std::uint64_t drops = 0;
    std::uint64_t marked = 0; ///< calls of task_done: a join waits for as many as there were puts
};

/// One thread pool as it stands. The events do not tell threads apart: a job takes the first free one when it
/// is sent, or the one that another job leaves when it stood in line longest, and keeps it.
struct PoolMoment
{
    std::vector<std::uint32_t> threads; ///< by place: the task whose job has it, or noTask; as many places as
                                        ///< were taken at once so far
    JobLine jobs;
};

/// One server as it stands. The events do not tell connections apart: a request that leaves the line takes
/// the first free place, and keeps it as long as it is on a connection.
struct ServerMoment
{
    std::vector<std::uint32_t> connections; ///< by place: the task whose request has it, or noTask; as many
                                            ///< places as were taken at once so far
    std::uint64_t asked = 0;                ///< requests, each attempt on its own
    std::uint64_t replied = 0;
    std::uint64_t failed = 0;
};

/// A run after its first `events` events.
struct Moment
{
    std::uint64_t events = 0;
    std::int64_t atNs = 0; ///< of the last of those events
    std::vector<TaskMoment> tasks;
    std::vector<QueueMoment> queues;
    std::vector<PoolMoment> pools;
    PoolMoment ownThreads; ///< jobs that have threads of their own: there is never a line
    std::vector<ServerMoment> servers;
    std::uint64_t made = 0, put = 0, got = 0, done = 0, dropped = 0;
};

/// Moves through a log in both directions. Keyframes are kept at intervals, so that any instant of ten
/// million events is reached within 50 ms. Belongs to one thread; follows a growing log.
class Replay final
{
public:
    Replay(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log);
    ~Replay();

    /// The moment after the first `events` events (held at what is published). The reference stays valid
    /// until the next call.
    const Moment& seekEvents(std::uint64_t events);
    /// The same, and what passes without an event until ns, an instant at or behind the last of them and
    /// before the next: threads that cancelled tasks left behind are free by then.
    const Moment& seek(std::uint64_t events, std::int64_t ns);
    /// The moment at t, with every event at or before it.
    const Moment& seekTime(std::int64_t ns);
    const Moment& moment() const;

    /// How many published events are at or before t (a binary search).
    std::uint64_t eventsUpTo(std::int64_t ns) const;
    /// The index behind the next listed event at or after `events` (skips internal ones); size() when none is
    /// left.
    std::uint64_t nextListed(std::uint64_t events) const;
    /// The index to seek to so that the last listed event before `events` has not happened; 0 at the start.
    std::uint64_t previousListed(std::uint64_t events) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sojourn
