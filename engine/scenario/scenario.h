// A scenario: what a file says, read, checked and with its parameters filled in. Plain data.
#pragma once

#include "time/time.h"
#include "trace/event.h"
#include "trace/run_info.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A duration or a number that a step asks for: a constant or a distribution.
struct Draw
{
    enum class Kind : std::uint8_t {
        Constant,    ///< a
        Uniform,     ///< between a and b
        UniformInt,  ///< whole numbers from a to b, both included
        Exponential, ///< mean a
        Normal,      ///< mean a, standard deviation b; negative draws become 0
        Lognormal,   ///< mean a, standard deviation b, of the variable itself
        Erlang,      ///< shape a (whole, >= 1), mean b
        Pareto,      ///< shape a, minimum b
        Empirical,   ///< one of values, with replacement
        Sequence,    ///< rows[task index modulo rows], walked by each task from its start, round and round
    };
    Kind kind = Kind::Constant;
    double a = 0;
    double b = 0;
    std::vector<double> values;            ///< of Empirical
    std::vector<std::vector<double>> rows; ///< of Sequence; one row for the plain form, none empty
};

/// Numbers that were measured elsewhere, to be drawn from.
struct Sample
{
    std::string source; ///< where they are from, as it is typed: @times.csv:seconds
    std::vector<double> values;
};

/// The value of a parameter. Which members count depends on the kind.
struct ParameterValue
{
    enum class Kind : std::uint8_t {
        Number,
        Range,
        Truth,
        Text,
        Sample, ///< of a parameter whose file has a number or a range; draws become Empirical
    };
    Kind kind = Kind::Number;
    double number = 0; ///< Number; the low end of a Range
    double high = 0;   ///< Range
    bool truth = false;
    std::string text;
    std::shared_ptr<const Sample> sample; ///< shared, since it may be long; compared as an object

    bool operator==(const ParameterValue&) const = default;
    /// As it is typed and printed: 3, 1:3, true, some text, @times.csv:seconds.
    std::string toText() const;
};

/// The threads of a pool whose size nobody chose: as many as the machine has cores, at least 4, at most 32.
std::uint32_t usualPoolSize();

/// A server that steps send requests to, and the network between. Durations of the network are drawn; on the
/// real clock the program's own server takes latency and receive from there, and the rest is measured.
struct Server
{
    std::string name;
    std::string url;                 ///< empty: the program's own server
    std::uint32_t connections = 100; ///< at once, at most
    Draw connect;                    ///< from asking to being connected; virtual clock only
    Draw latency;                    ///< from the request to the first byte of its reply
    Draw receive;                    ///< from the first byte to the last
    double timeouts = 0;             ///< share of requests that get no reply; the three together at most 1
    double errors = 0;               ///< share of replies with status 500
    double resets = 0;               ///< share of connections that are reset in place of a reply
    Duration timeout =
        std::chrono::seconds(300); ///< of a request, from when it has, or begins to open, a connection
};

/// What a request step asks for.
struct RequestSpec
{
    enum class OnFailure : std::uint8_t {
        Fail,  ///< the task fails
        Skip,  ///< the task goes on
        Retry, ///< asked again, and the task fails when the last attempt does
    };
    std::uint16_t number = 0; ///< in Scenario::requests
    OnFailure onFailure = OnFailure::Fail;
    std::uint32_t attempts = 1; ///< of Retry
    std::string field; ///< of the reply's JSON object, that `{reply}` stands for; empty: none is read
    Draw connect, latency, receive; ///< the server's
    Draw failure{
        Draw::Kind::Uniform, 0, 1, {}, {}}; ///< below the server's shares, in their order, it fails so
};

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error, Critical };
/// "debug", "info", "warning", "error", "critical".
const char* logLevelName(LogLevel level);
/// The level of that name, in any case.
std::optional<LogLevel> logLevelFromName(std::string_view name);

/// A text to log, cut into what stands there and what is filled in. `{parameter}` is already filled in.
struct LogText
{
    enum class Field : std::uint8_t {
        Text,
        Task,    ///< the task's name
        Index,   ///< its number in its group
        Item,    ///< the item's number
        Value,   ///< what the item carries
        Seconds, ///< the length of the latest sleep, work, offload or time-out
        Waited,  ///< how long the latest wait took; of a got item, how long it was in the queue
        Held,    ///< how long the item was last in a task's hand
        Drawn,   ///< what break_if last drew for the task
        Size,    ///< the length of the step's queue
        Elapsed, ///< since the start of the run
        Uuid,    ///< a random identifier, one a run: a version-4 UUID drawn from the seed
        Error,   ///< what services are stopped for, or none
        Reply,   ///< of the task's latest request: the field, or in parentheses why there is none
        Path,    ///< of the task's latest request
    };
    struct Piece
    {
        Field field = Field::Text;
        std::string text; ///< of Text
        int decimals =
            -1; ///< of a number written `{waited:.5f}`; -1: as many as it needs (waited, held, elapsed: 5)
    };
    std::vector<Piece> pieces;
    LogLevel level = LogLevel::Info;
};

/// What it says as a scenario's file has it: `{task}`, `{waited:.2f}`, `{{` for a brace.
std::string templateOf(const LogText& text);

/// In place of the index of a flag where there is none.
inline constexpr std::uint16_t noFlag = 0xFFFF;
/// What a put gives its item to carry.
struct PayloadSpec
{
    enum class Kind : std::uint8_t {
        None,   ///< a new item carries nothing, an item passed on keeps what it carries
        Number, ///< number is drawn
        Drawn,  ///< what break_if last drew for this task
        Item,   ///< the item's own number
        Hex,    ///< `bytes` random bytes, in hexadecimal
        Square, ///< the number that it carries, squared; without one it stays as it is
        Text,   ///< text, filled in as the item is put
    };
    Kind kind = Kind::None;
    Draw number;
    std::uint16_t bytes = 0;
    LogText text; ///< of Text; holds task, index, item, value and drawn only
};

/// What decides at once, when the scenario is resolved, which steps there are. Nothing of it is left in a
/// run.
struct Condition
{
    enum class Kind : std::uint8_t {
        Truth, ///< truth
        Equal, ///< left and right are of one kind and equal
        Not,   ///< not inner[0]
    };
    Kind kind = Kind::Truth;
    ParameterValue left; ///< of Truth and Equal
    ParameterValue right;
    std::vector<Condition> inner;

    bool holds() const;
};

/// One step of a program.
struct Step
{
    enum class Kind : std::uint8_t {
        Sleep,
        Work,
        Offload,
        Put,
        Get,
        TaskDone,
        Repeat,
        BreakIf,
        Join,
        Await,
        Cancel,
        Set,
        Wait,
        Request, ///< request
        Steps,   ///< steps and, perhaps, finally
        If,      ///< steps when the condition holds, otherwise `otherwise`
        Timeout, ///< amount, steps
        Fail,    ///< message
        Log,     ///< only its log
    };
    Kind kind = Kind::Log;
    std::uint16_t object = 0;     ///< index of the queue, group, flag, pool or server
    Draw amount;                  ///< of sleep, work, offload, timeout, repeat, break_if
    bool forever = false;         ///< repeat
    bool makesNew = false;        ///< put: `"new": true`
    bool sentinel = false;        ///< put: an end mark
    bool dropIfFull = false;      ///< put
    bool breakAtSentinel = false; ///< get
    std::optional<Draw> priority; ///< put
    PayloadSpec payload;          ///< put
    double equals = 0;            ///< break_if
    std::uint16_t pool = 0;       ///< offload; noPool: a thread of the task's own
    std::vector<Step> steps;      ///< repeat, steps, timeout, if
    std::vector<Step> finally;    ///< steps
    std::vector<Step> otherwise;  ///< if
    Condition condition;          ///< if
    bool hasFinally = false;      ///< also when it is empty
    std::string message;          ///< fail
    /// Of cancel: nothing happens while this flag is set.
    std::uint16_t unless = noFlag;
    std::shared_ptr<const RequestSpec> request; ///< request; shared, since it is large and rare
    bool raisesFailure = false;                 ///< await: the group's first failure is its own
    std::optional<LogText> each;                ///< await: a line for each task of the group
    std::optional<LogText> log;
    std::string place; ///< where it stands in the file: tasks[1].steps[0]

    /// Of an If: the steps that there are.
    const std::vector<Step>& taken() const { return condition.holds() ? steps : otherwise; }
};

struct TaskGroup
{
    std::string name;
    std::uint32_t count = 1;
    bool counted = false; ///< the file gives a count: tasks are called name-0, name-1, …
    GroupRole role = GroupRole::Plain;
    std::vector<Step> steps;
};

/// The layouts of a log.
enum class LogFormat : std::uint8_t { Text, Json, Color };

/// What the entry point of services sets up for the run. What is not there is the program's choice.
struct EntryPointSettings
{
    std::optional<LogLevel> logLevel;
    std::optional<LogFormat> logFormat;
    std::uint32_t logBufferLines = 0; ///< lines that are gathered before they are written; 0: none are
    Duration logFlushInterval{};      ///< after this they are written all the same; zero: only when full
};

/// What a user may turn.
struct Parameter
{
    std::string name;
    std::string label;
    std::string unit;         ///< "s", "items", or empty
    ParameterValue value;     ///< as the file has it, or as it was overridden
    ParameterValue fileValue; ///< as the file has it
    std::optional<ParameterValue>
        demo; ///< what the window starts with, when that is livelier than the file's value
    double min = 0;
    double max = 0;       ///< min and max of numbers and ranges
    double step = 0;      ///< 0: any value; 1: whole numbers
    double sliderMin = 0; ///< what a slider reaches; beyond it, up to min and max, values are typed
    double sliderMax = 0;
    std::vector<std::string> choices; ///< of a text, when it is one of several
};

/// Under which heading a scenario is listed.
enum class ScenarioCategory : std::uint8_t { Queues, Programs, Requests, Traps, Theory, Other };

/// A scenario whose names are resolved and whose parameters are filled in; sound by construction
/// (ScenarioFile).
struct Scenario
{
    std::string name;
    std::string title;
    std::string promise; ///< one line: what there is to see; may be empty
    std::string about;
    ScenarioCategory category = ScenarioCategory::Other;
    std::uint64_t seed = 1;
    bool debug = false;                ///< turns that hold the loop for longer than slowTurn are logged
    std::vector<Parameter> parameters; ///< in the order of the file
    std::vector<QueueInfo> queues;
    std::vector<std::string> flags;
    std::vector<PoolInfo> pools;
    std::vector<Server> servers;
    std::vector<RequestInfo> requests; ///< of all request steps, in order
    std::vector<TaskGroup> groups;
    std::vector<ServiceInfo> services;
    std::optional<EntryPointSettings> entryPoint; ///< there when it has services, or says so
    std::optional<Duration> until;
};

/// As asyncio's loop.slow_callback_duration has it.
inline constexpr Duration slowTurn = std::chrono::milliseconds(100);

/// Limits that keep a mistyped number from taking all memory; each is refused with a sentence that names it.
inline constexpr std::uint32_t maxTasks = 4'000'000;
/// Over a million numbers of an `empirical` or a `sequence`; checking this much takes some two seconds.
inline constexpr std::size_t maxScenarioBytes = 32u << 20;
/// In seconds: 292 years, what 63 bits of nanoseconds hold.
inline constexpr double longestTime = 9.2e9;

} // namespace sojourn
