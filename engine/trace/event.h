// What happened: one event as plain data.
#pragma once

#include <cstdint>

namespace sojourn {

/// The kinds of event. Those of the event list that users see come first, in the order of its documentation;
/// the internal ones behind them carry what views need and what a list derives from elsewhere.
enum class EventKind : std::uint8_t {
    Started,       ///< the task's first turn
    Sleep,         ///< value: planned nanoseconds
    Wake,          ///
    Work,          ///< value: planned nanoseconds
    Offload,       ///< value: planned nanoseconds; object: pool, or noPool
    OffloadDone,   ///
    PutWait,       ///< value: item; object: queue
    Put,           ///< value: item; object: queue
    Drop,          ///< value: item; object: queue
    GetWait,       ///< object: queue
    Get,           ///< value: item; object: queue
    TaskDone,      ///< object: queue
    Drawn,         ///< value: the bits of a double
    JoinWait,      ///< object: queue
    Join,          ///< object: queue
    AwaitWait,     ///< object: group
    Await,         ///< object: group
    Cancel,        ///< object: group
    Set,           ///< object: flag
    FlagWait,      ///< object: flag
    Flag,          ///< object: flag
    Timeout,       ///< value: nanoseconds
    TimedOut,      ///
    Request,       ///< object: number in RunInfo::requests; value: the number in its path
    Connecting,    ///< object, value: as of Request; only when no connection stands open
    Connected,     ///< object, value: as of Request
    FirstByte,     ///< object, value: as of Request
    Response,      ///< object: as of Request; value: responseValue()
    RequestFailed, ///< object: as of Request; detail: RequestFailure; value: the reply's status, 0 without
                   ///< one
    Ended,         ///< detail: EndedHow; value: EventLog::text() index of the error when it failed
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

/// Why a request brought no reply that can be used.
enum class RequestFailure : std::uint8_t {
    TimedOut,
    Status,      ///< the reply's status is not 200 to 299
    Reset,       ///< the connection ended before the reply did
    Refused,     ///< nobody listens there
    NoHost,      ///< there is no host of that name
    Unreachable, ///< any other trouble with the network
    BadReply,    ///< no HTTP, too large, or not what the step asked for
};
/// "timeout", "status", "reset", "refused", "no_host", "unreachable", "bad_reply".
const char* requestFailureName(RequestFailure failure);

/// Where a request is, between its event and its end; and of work that is sent to a pool whether it still
/// stands in line. No event tells when a thread takes it: that follows from those of the others.
enum class RequestPhase : std::uint8_t {
    None,
    InLine, ///< for a connection
    Connecting,
    Waiting,
    Receiving,
    ForThread, ///< no request: in line for a thread of a pool
};
/// "in_line" (also for a thread), "connecting", "waiting", "receiving"; empty for None.
const char* requestPhaseName(RequestPhase phase);
constexpr bool isRequest(RequestPhase phase)
{
    return phase != RequestPhase::None && phase != RequestPhase::ForThread;
}
/// Whether it is a request's that has a connection.
constexpr bool hasConnection(RequestPhase phase)
{
    return isRequest(phase) && phase != RequestPhase::InLine;
}

/// The value of a Response: bytes of the body and status in one.
constexpr std::int64_t responseValue(std::uint64_t bytes, int status)
{
    return static_cast<std::int64_t>(bytes << 16 | static_cast<std::uint64_t>(status));
}
constexpr std::uint64_t responseBytes(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) >> 16;
}
constexpr int responseStatus(std::int64_t value)
{
    return static_cast<int>(value & 0xFFFF);
}

/// What an item carries. Hex: `object` bytes that hexPayload() expands from the 64 bits of `value`. Text:
/// `value` is its EventLog::text() index.
enum class PayloadKind : std::uint8_t { None, Number, Hex, Text };

/// Stands for a pool where a task computes on a thread of its own.
inline constexpr std::uint16_t noPool = 0xFFFF;

/// The number that stands for an end mark where an item's number is expected.
inline constexpr std::int64_t endMark = -1;

/// Where a step stands in its group: 1 is the first, its inner steps and then its clean-up come behind it. 0:
/// not known, or beyond lastNumberedStep.
using StepNumber = std::uint8_t;
inline constexpr std::uint32_t lastNumberedStep = 255;

/// One event. Names are numbers into RunInfo; the size of a queue after a put or get is not stored, since
/// whoever reads events in order can count it.
struct Event
{
    std::int64_t timeNs;  ///< since the start of the run
    std::int64_t value;   ///< by kind, see there
    std::uint32_t task;   ///< index in RunInfo's tasks, in order of starting
    std::uint16_t object; ///< queue, pool, group, flag or request
    EventKind kind;
    std::uint8_t detail; ///< by kind; of those that begin a wait, a sleep or work: the StepNumber
};
static_assert(sizeof(Event) == 24);

} // namespace sojourn
