// Tasks that walk step programs.
#pragma once

#include "net/connections.h"
#include "net/exchange_wait.h"
#include "runtime/gather.h"
#include "runtime/scope.h"
#include "runtime/task_memory.h"
#include "runtime/timeout.h"
#include "scenario/item_store.h"
#include "scenario/program.h"
#include "scenario/run.h"
#include "scenario/run_limit.h"
#include "sync/flag.h"
#include "sync/queue.h"
#include "sync/thread_pool.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace sojourn {

class Interpreter;
class LiveNetwork;
struct RequestState;

/// Why a task leaves the steps that it is in.
enum class Leaving : std::uint8_t { Normally, Breaking, Failing, Cancelled };

/// A block that a task is in.
struct Block
{
    enum class Kind : std::uint8_t { Repeat, Forever, Steps, CleanUp, Timeout };
    Kind kind;
    Leaving pending = Leaving::Normally; ///< of CleanUp: what led into it
    std::uint32_t begin;                 ///< its first instruction
    std::uint64_t passesLeft = 0;        ///< of Repeat
    std::string error;                   ///< of CleanUp that a failure led into
    std::unique_ptr<Timeout> timeout;
};

/// What a task is doing while it is suspended; made at its first wait other than a sleep, since most never
/// need it.
using Waiting =
    std::variant<std::monostate, Queue<ItemSlot>::Put, Queue<ItemSlot>::Get, Queue<ItemSlot>::Join,
                 Flag::Wait, Gather, ThreadPool::Offload, Connections::Take, ExchangeWait>;

/// One task's place in its program and what it has at hand.
struct Walker
{
    Interpreter& interpreter;
    const Program& program;
    const Instruction* code; ///< of the program
    Task* task = nullptr;
    std::coroutine_handle<> frame;
    std::uint32_t* drawCounts = nullptr; ///< by site of the program; owned by the interpreter
    std::unique_ptr<Waiting> waiting;
    std::unique_ptr<RequestState> request; ///< made at its first request
    std::vector<Block> blocks;
    std::uint32_t at = 0; ///< the instruction that it stands at or runs next
    std::uint32_t number; ///< of the task
    std::uint32_t index;  ///< in its group
    std::uint16_t group;
    bool suspended = false; ///< resumes in the middle of the instruction at `at`
    bool started = false;
    ItemSlot hand = noSlot;
    ItemSlot putting = noSlot;  ///< the item of the put that it stands at
    std::uint32_t made = 0;     ///< items that it made
    std::uint64_t makerKey = 0; ///< of those items' draws
    double drawn = 0;
    std::int64_t sinceNs = 0;   ///< when it began to wait
    std::int64_t waitedNs = 0;  ///< how long its latest wait took, for logs
    std::int64_t plannedNs = 0; ///< of its latest sleep, work, offload or time-out, for logs

    Walker(Interpreter& in, const Program& p, std::uint32_t taskNumber, std::uint32_t inGroup,
           std::uint16_t ofGroup);
    ~Walker();

    /// Where the frame of its coroutine lies.
    std::pmr::memory_resource* frameMemory() const;
};

/// Runs the tasks of a scenario: what each step means, and the record of it. One for a run; belongs to its
/// thread.
class Interpreter final
{
public:
    Interpreter(const Scenario& scenario, const RunInfo& info, const RunOptions& options,
                Scheduler& scheduler, SummaryFold* fold, EventLog* log, PoolThreads* threads);
    ~Interpreter();

    /// How much real time a length of the run's time takes.
    using RealTimeOf = std::function<std::chrono::nanoseconds(Duration)>;
    /// Requests go over the real network; told before start(). It must outlive the run, though not the
    /// interpreter.
    void useNetwork(LiveNetwork& network, RealTimeOf realTimeOf);

    /// Starts every task, in order.
    void start();
    /// Cancels every task in the order of starting (an interruption); further steps of a task that runs meet
    /// it at once.
    void interrupt();
    /// Asks the task that runs now, from another thread, to look up: it meets an interruption at its next
    /// step.
    std::atomic<bool>& interruptFlag() { return m_interruptFlag; }

    /// The run is over where it stands: no further events.
    bool over() const { return m_end.outcome != Outcome::Running; }
    RunEnd& end() { return m_end; }
    RunLimit limit() const { return m_limit; }
    /// Ends it there.
    void finish(Outcome outcome, Instant at, std::string sentence = {});
    /// Everything that can run has run: decides how the run ended.
    void concludeAt(Instant at);
    void setUntil(Instant until) { m_lastNs = m_untilNs = nanoseconds(until); }

    std::pmr::memory_resource* taskMemory() { return &m_memory; }
    /// How many listed events were kept so far.
    std::uint64_t listedEvents() const { return m_listed; }
    /// Whether nothing is under way outside of the loop: no job on a thread, no request on the real network.
    bool outsideIsIdle() const;
    /// Requests on the real network.
    std::uint32_t exchanges() const { return m_exchanges; }
    bool failed() const { return m_failures > 0; }

private:
    /// What happens behind an instruction.
    enum class Next : std::uint8_t { On, Suspended, Ended };

    static Co<void> walk(Walker& walker);
    bool turn(Walker& w);
    bool advance(Walker& w);
    [[gnu::always_inline]] Next begin(Walker& w);
    Next resumeInstruction(Walker& w);
    [[gnu::always_inline]] Next execute(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next leave(Walker& w, Leaving how, std::string error = {});
    [[gnu::noinline]] Next ended(Walker& w, Leaving how, const std::string& error);
    [[gnu::always_inline]] Next passed(Walker& w, const Instruction& i);
    /// Whether an interruption cuts the task whose turn it is short right here.
    [[gnu::noinline]] bool meetsInterruption(Walker& w);
    GroupRole roleOf(const Walker& w) const;
    /// Of an entry point or a service: it is in the clean-up that stops it.
    bool isStopping(const Walker& w) const;
    void noteStopError(const Walker& w, const std::string& error);
    Next suspended(Walker& w);

    [[gnu::always_inline]] Next sleep(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next work(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next offload(Walker& w, const Instruction& i);
    ThreadPool& poolFor(const Walker& w, const Instruction& i);
    Next put(Walker& w, const Instruction& i);
    Next putDone(Walker& w, const Instruction& i);
    [[gnu::always_inline]] Next get(Walker& w, const Instruction& i);
    Next gotten(Walker& w, const Instruction& i, ItemSlot slot);
    [[gnu::always_inline]] Next taskDone(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next repeat(Walker& w, const Instruction& i);
    [[gnu::always_inline]] Next repeatAgain(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next breakIf(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next join(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next await(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next cancel(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next set(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next wait(Walker& w, const Instruction& i);
    [[gnu::noinline]] Next enterTimeout(Walker& w, const Instruction& i);

    [[gnu::noinline]] Next request(Walker& w, const Instruction& i);
    Next ask(Walker& w, const Instruction& i);
    Next beginExchange(Walker& w, const Instruction& i);
    Next awaitPhase(Walker& w, std::int64_t lengthNs);
    Next sendRequest(Walker& w);
    [[gnu::noinline]] Next resumeRequest(Walker& w, const Instruction& i);
    Next followExchange(Walker& w, const Instruction& i);
    Next replied(Walker& w, const Instruction& i, int status, const std::string& body);
    Next requestFailed(Walker& w, const Instruction& i, RequestFailure failure, int status,
                       const std::string& problem);
    void recordRequest(EventKind kind, const Walker& w);
    [[gnu::noinline]] void dropRequest(Walker& w);
    void releaseConnection(Walker& w, bool open);

    ItemSlot itemToPut(Walker& w, const Instruction& i);
    [[gnu::noinline]] void givePayload(Walker& w, const Instruction& i, ItemSlot slot, ItemSlot keyItem);
    void letGo(Walker& w);

    [[gnu::always_inline]] double draw(Walker& w, std::uint32_t site, ItemSlot keyItem);
    [[gnu::noinline]] static double nextInSequence(Walker& w, const Draw& draw, std::uint32_t siteIndex);
    [[gnu::always_inline]] std::uint64_t stream(Walker& w, const DrawSite& site, std::uint32_t siteIndex,
                                                ItemSlot keyItem);
    [[gnu::always_inline]] Duration drawDuration(Walker& w, const Instruction& i);
    // passed() and draw() for steps whose code stands in another file.
    [[gnu::noinline]] Next passedElsewhere(Walker& w, const Instruction& i);
    [[gnu::noinline]] double drawElsewhere(Walker& w, std::uint32_t site, ItemSlot keyItem);
    template <typename T, typename... Arguments> void waitAt(Walker& w, Arguments&&... arguments)
    {
        if (!w.waiting) w.waiting = std::make_unique<Waiting>();
        w.waiting->template emplace<T>(std::forward<Arguments>(arguments)...).suspend(*w.task, w.frame);
    }

    [[gnu::always_inline]] std::int64_t nowNs() { return nanoseconds(m_scheduler.now()); }
    // Inlined where it is called: the kind is known there, and the fold's choice by kind then costs nothing.
    [[gnu::always_inline]] void record(EventKind kind, const Walker& w, std::uint16_t object = 0,
                                       std::int64_t value = 0, std::uint8_t detail = 0)
    {
        const std::int64_t ns = nowNs();
        if (ns > m_lastNs) [[unlikely]] {
            reachedUntil();
            return;
        }
        const Event event{ns, value, w.number, object, kind, detail};
        if (m_fold != nullptr) m_fold->add(event);
        if (m_log != nullptr) keep(event);
    }
    void keep(const Event& event)
    {
        m_log->append(event);
        m_listed += event.kind <= lastListedKind;
        if (m_log->appended() >= m_maxEvents) tooManyEvents();
    }
    /// For the run's sentence: the first task that failed, and how many more.
    std::string failures() const;
    void reachedUntil();
    void tooManyEvents();
    void tooManyItems();
    void outOfMemory();
    void spun(Walker& w);
    void writeLog(Walker& w, const Instruction& i);
    bool takesLines() const { return m_options.log && m_logLines < m_options.maxLogLines; }
    void say(const Walker& w, LogLevel level, std::string message);
    void reportSlowTurn(const Walker& w, Duration took);
    std::string fillIn(const Walker& w, const LogText& text, const Instruction& i, ItemSlot slot);
    std::string valueText(ItemSlot slot, int decimals) const;
    [[gnu::noinline]] void carryText(Walker& w, const Instruction& i, ItemSlot slot);
    void writeEach(Walker& w, const Instruction& i);
    void writeText(Walker& w, Walker& of, const LogText& text, const Instruction& i);
    [[gnu::noinline]] Next awaited(Walker& w, const Instruction& i);
    std::string waitsFor(const Walker& w) const;
    std::int64_t itemNumber(ItemSlot slot) const
    {
        return slot == endMarkSlot ? endMark : m_items[slot].number;
    }

    const Scenario& m_scenario;
    const RunInfo& m_info;
    const RunOptions& m_options;
    Scheduler& m_scheduler;
    SummaryFold* m_fold;
    EventLog* m_log;
    std::uint64_t m_maxEvents;
    std::uint64_t m_logLines = 0; // that were made
    std::uint64_t m_listed = 0;
    std::int64_t m_untilNs = std::numeric_limits<std::int64_t>::max();
    std::int64_t m_lastNs =
        std::numeric_limits<std::int64_t>::max(); ///< no event is later; -1: the run is over

    std::vector<Program> m_programs; ///< by group
    std::vector<std::unique_ptr<Queue<ItemSlot>>> m_queues;
    std::deque<Flag> m_flags;
    std::deque<ThreadPool> m_pools;
    PoolThreads* m_threads;
    std::unordered_map<std::uint32_t, ThreadPool> m_ownThreads; ///< by task; of one thread each
    std::deque<Connections> m_connections;                      ///< by server
    LiveNetwork* m_network = nullptr;                           ///< on the real clock, while it runs
    RealTimeOf m_realTimeOf;
    std::uint32_t m_exchanges = 0;
    ItemStore m_items;
    std::int64_t m_nextItem = 0;
    std::vector<std::uint32_t> m_drawCounts;
    TaskMemory m_memory;               // of the tasks, their frames and their walkers
    Scope m_scope;                     // outlives the time-outs in the walkers' blocks
    std::pmr::deque<Walker> m_walkers; ///< by task
    RunEnd m_end;
    RunLimit m_limit = RunLimit::None;
    std::uint64_t m_failures = 0; // tasks
    bool m_interrupted = false;
    std::atomic<bool> m_interruptFlag{false};
    ItemSlot m_logItem = noSlot; ///< the item of the latest put or get, for its log
    std::string m_firstFailure;
    std::vector<bool> m_raisers; ///< by group: whether an await raises its failures
    std::unordered_map<std::uint32_t, std::string> m_errors; ///< by task of such a group
    std::optional<std::string> m_stopError;                  ///< what services are stopped for
};

} // namespace sojourn
