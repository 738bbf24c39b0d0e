// What happened: one event as plain data.
#pragma once

#include <cstdint>

namespace sojourn {

/// The kinds of event. Those of the event list that users see come first, in the order of its documentation;
/// the internal ones behind them carry what views need and what a list derives from elsewhere.
enum class EventKind : std::uint8_t {
    Started,     ///< the task's first turn
    Sleep,       ///< value: planned nanoseconds
    Wake,        ///
    Work,        ///< value: planned nanoseconds
    Offload,     ///< value: planned nanoseconds; object: pool, or noPool
    OffloadDone, ///
    PutWait,     ///< value: item; object: queue
    Put,         ///< value: item; object: queue
    Drop,        ///< value: item; object: queue
    GetWait,     ///< object: queue
    Get,         ///< value: item; object: queue
    TaskDone,    ///< object: queue
    Drawn,       ///< value: the bits of a double
    JoinWait,    ///< object: queue
    Join,        ///< object: queue
    AwaitWait,   ///< object: group
    Await,       ///< object: group
    Cancel,      ///< object: group
    Set,         ///< object: flag
    FlagWait,    ///< object: flag
    Flag,        ///< object: flag
    Timeout,     ///< value: nanoseconds
    TimedOut,    ///
    Ended,       ///< detail: EndedHow; value: EventLog::text() index of the error when it failed
    // Internal: recorded, folded, never listed.
    Worked,  ///< the work is over (its end is an event of nobody in the list)
    Resumed, ///< the task has its turn; value: the instant (ns) since which it was ready. Only when that is
             ///< earlier.
    Valued,  ///< the item that this task puts next has a payload; detail: PayloadKind, object: bytes, value:
             ///< bits
};
inline constexpr EventKind lastListedKind = EventKind::Ended;

/// How a task ended.
enum class EndedHow : std::uint8_t { Finished, Cancelled, Failed };

/// What an item carries. Hex: `object` bytes that hexPayload() expands from the 64 bits of `value`. Text:
/// `value` is its EventLog::text() index.
enum class PayloadKind : std::uint8_t { None, Number, Hex, Text };

/// Stands for a pool where a task computes on a thread of its own.
inline constexpr std::uint16_t noPool = 0xFFFF;

/// The number that stands for an end mark where an item's number is expected.
inline constexpr std::int64_t endMark = -1;

/// One event. Names are numbers into RunInfo; the size of a queue after a put or get is not stored, since
/// whoever reads events in order can count it.
struct Event
{
    std::int64_t timeNs;  ///< since the start of the run
    std::int64_t value;   ///< by kind, see there
    std::uint32_t task;   ///< index in RunInfo's tasks, in order of starting
    std::uint16_t object; ///< queue, pool, group or flag
    EventKind kind;
    std::uint8_t detail;
};
static_assert(sizeof(Event) == 24);

} // namespace sojourn
