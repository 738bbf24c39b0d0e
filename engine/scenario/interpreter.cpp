#include "scenario/interpreter.h"

#include "scenario/draw.h"
#include "scenario/reader/words.h"
#include "scenario/request_state.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

namespace sojourn {

namespace {

constexpr std::uint32_t spinLimit = 10'000'000;
constexpr std::uint32_t lookUpEvery = 1024; // steps of one turn

/// About what a task takes before it waits for anything: its control block, its walker, the frame that walks.
constexpr std::size_t bytesATask = sizeof(Task) + sizeof(Walker) + 144;

} // namespace

Walker::Walker(Interpreter& in, const Program& p, std::uint32_t taskNumber, std::uint32_t inGroup,
               std::uint16_t ofGroup)
    : interpreter(in)
    , program(p)
    , code(p.code.data())
    , number(taskNumber)
    , index(inGroup)
    , group(ofGroup)
{
}

Walker::~Walker() = default;

std::pmr::memory_resource* Walker::frameMemory() const
{
    return interpreter.taskMemory();
}

Interpreter::Interpreter(const Scenario& scenario, const RunInfo& info, const RunOptions& options,
                         Scheduler& scheduler, SummaryFold* fold, EventLog* log, PoolThreads* threads)
    : m_scenario(scenario)
    , m_info(info)
    , m_options(options)
    , m_scheduler(scheduler)
    , m_fold(fold)
    , m_log(log)
    , m_maxEvents(options.maxRecordedEvents)
    , m_threads(threads)
    , m_memory(info.taskCount() * bytesATask)
    , m_scope(scheduler, m_memory)
    , m_walkers(&m_memory)
{
    std::uint32_t sites = 0;
    for (const TaskGroup& group : scenario.groups)
        m_programs.push_back(compile(group, options.seed, sites));
    for (const QueueInfo& queue : scenario.queues) {
        m_queues.push_back(std::make_unique<Queue<ItemSlot>>(queue.capacity, queue.order));
    }
    for (std::size_t i = 0; i < scenario.flags.size(); ++i)
        m_flags.emplace_back();
    for (const PoolInfo& pool : scenario.pools)
        m_pools.emplace_back(scheduler, pool.threads, threads);
    for (const Server& server : scenario.servers)
        m_connections.emplace_back(server.connections);
}

Interpreter::~Interpreter()
{
    m_scope.abandon();
}

void Interpreter::start()
{
    std::size_t counts = 0;
    for (std::size_t g = 0; g < m_programs.size(); ++g) {
        counts += m_programs[g].sites.size() * m_scenario.groups[g].count;
    }
    m_raisers.resize(m_programs.size());
    for (const Program& program : m_programs)
        for (const Instruction& i : program.code)
            if (i.op == Op::Await && i.step->raisesFailure) m_raisers[i.object] = true;
    m_drawCounts.resize(counts);
    std::uint32_t* nextCounts = m_drawCounts.data();
    m_scheduler.reserve(m_info.taskCount());
    m_scope.reserve(m_info.taskCount());
    for (std::uint16_t g = 0; g < m_programs.size(); ++g) {
        for (std::uint32_t index = 0; index < m_scenario.groups[g].count; ++index) {
            const auto number = static_cast<std::uint32_t>(m_walkers.size());
            Walker& w = m_walkers.emplace_back(*this, m_programs[g], number, index, g);
            w.drawCounts = nextCounts;
            w.makerKey = makerKey(m_programs[g].groupHash, index);
            nextCounts += m_programs[g].sites.size();
            Co<void> body = walk(w);
            w.frame = body.handle();
            w.task = &m_scope.spawn(std::move(body));
        }
    }
}

Co<void> Interpreter::walk(Walker& walker)
{
    try {
        // The only place where a task suspends: whatever it waits for has been told where to resume it.
        while (walker.interpreter.turn(walker))
            co_await std::suspend_always();
    } catch (const std::bad_alloc&) {
        walker.interpreter.outOfMemory(); // or it would look as if the task had ended
    }
}

// Turns

inline bool Interpreter::turn(Walker& w)
{
    if (!m_scenario.debug) [[likely]]
        return advance(w);
    const Instant began = m_scheduler.now();
    const bool goesOn = advance(w);
    if (const Duration took = m_scheduler.now() - began; took > slowTurn) reportSlowTurn(w, took);
    return goesOn;
}

bool Interpreter::advance(Walker& w)
{
    std::uint32_t steps = 0;
    std::uint32_t lookUpAt = lookUpEvery;
    Next next = over() ? Next::Suspended : begin(w);
    while (next == Next::On) {
        const Instruction& i = w.code[w.at];
        steps += i.steps;
        if (steps >= lookUpAt) [[unlikely]] {
            if (steps >= spinLimit) {
                spun(w);
                return true;
            }
            lookUpAt = std::min(steps + lookUpEvery, spinLimit);
            if (m_interruptFlag.load(std::memory_order_relaxed) && meetsInterruption(w)) {
                next = leave(w, Leaving::Cancelled);
                continue;
            }
        }
        next = execute(w, i);
        if (over()) return true;
    }
    return next == Next::Suspended;
}

inline Interpreter::Next Interpreter::begin(Walker& w)
{
    if (!w.started) {
        w.started = true;
        record(EventKind::Started, w);
        return Next::On;
    }
    const std::int64_t readySince = nanoseconds(w.task->readySince());
    if (readySince < nowNs()) record(EventKind::Resumed, w, 0, readySince);
    if (!w.task->turnIsCancelled()) return resumeInstruction(w);
    if (w.putting != noSlot && w.putting != endMarkSlot) m_items.drop(w.putting);
    w.putting = noSlot;
    dropRequest(w);
    return leave(w, Leaving::Cancelled);
}

Interpreter::Next Interpreter::resumeInstruction(Walker& w)
{
    const Instruction& i = w.code[w.at];
    w.waitedNs = nowNs() - w.sinceNs;
    switch (i.op) {
    case Op::Sleep:
        record(EventKind::Wake, w);
        ++w.at; // its log was written before
        return Next::On;
    case Op::Offload:
        record(EventKind::OffloadDone, w);
        break;
    case Op::Put:
        return putDone(w, i);
    case Op::Get:
        return gotten(w, i, *std::get<Queue<ItemSlot>::Get>(*w.waiting).await_resume());
    case Op::Join:
        record(EventKind::Join, w, i.object);
        break;
    case Op::Await:
        if (const Task* failed = std::get<Gather>(*w.waiting).failed())
            return leave(w, Leaving::Failing, m_errors.at(failed->id()));
        return awaited(w, i);
    case Op::Request:
        return resumeRequest(w, i);
    case Op::Wait:
        record(EventKind::Flag, w, i.object);
        break;
    default:
        break;
    }
    return passed(w, i);
}

inline Interpreter::Next Interpreter::execute(Walker& w, const Instruction& i)
{
    switch (i.op) {
    case Op::Sleep:
        return sleep(w, i);
    case Op::Work:
        return work(w, i);
    case Op::Offload:
        return offload(w, i);
    case Op::Put:
        return put(w, i);
    case Op::Get:
        return get(w, i);
    case Op::TaskDone:
        return taskDone(w, i);
    case Op::BreakIf:
        return breakIf(w, i);
    case Op::Join:
        return join(w, i);
    case Op::Await:
        return await(w, i);
    case Op::Cancel:
        return cancel(w, i);
    case Op::Set:
        return set(w, i);
    case Op::Wait:
        return wait(w, i);
    case Op::Request:
        return request(w, i);
    case Op::Fail:
        if (i.logs) writeLog(w, i);
        return leave(w, Leaving::Failing, i.step->message);
    case Op::Log:
    case Op::LogBehind:
        writeLog(w, i);
        ++w.at;
        return Next::On;
    case Op::RepeatBegin:
        return repeat(w, i);
    case Op::RepeatNext:
        return repeatAgain(w, i);
    case Op::FinallyBegin:
        w.blocks.push_back({Block::Kind::Steps, Leaving::Normally, w.at, 0, {}, nullptr});
        ++w.at;
        return Next::On;
    case Op::TimeoutBegin:
        return enterTimeout(w, i);
    case Op::FinallyEnter:
        w.blocks.back().kind = Block::Kind::CleanUp;
        ++w.at;
        return Next::On;
    case Op::FinallyEnd: {
        Block block = std::move(w.blocks.back());
        w.blocks.pop_back();
        if (block.pending != Leaving::Normally) return leave(w, block.pending, std::move(block.error));
        ++w.at;
        return Next::On;
    }
    case Op::TimeoutEnd:
        w.blocks.back().timeout->leave(false);
        w.blocks.pop_back();
        ++w.at;
        return Next::On;
    case Op::End:
        break;
    }
    return ended(w, Leaving::Normally, {});
}

inline Interpreter::Next Interpreter::passed(Walker& w, const Instruction& i)
{
    if (i.logs) writeLog(w, i);
    ++w.at;
    return Next::On;
}

Interpreter::Next Interpreter::passedElsewhere(Walker& w, const Instruction& i)
{
    return passed(w, i);
}

Interpreter::Next Interpreter::suspended(Walker& w)
{
    w.sinceNs = nowNs();
    return Next::Suspended;
}

// Leaving blocks: as exceptions, break and return unwind Python's

Interpreter::Next Interpreter::leave(Walker& w, Leaving how, std::string error)
{
    while (!w.blocks.empty()) {
        Block& block = w.blocks.back();
        const std::uint32_t target = w.code[block.begin].target;
        switch (block.kind) {
        case Block::Kind::Repeat:
        case Block::Kind::Forever:
            w.blocks.pop_back();
            if (how == Leaving::Breaking) {
                w.at = target;
                return Next::On;
            }
            break;
        case Block::Kind::Steps:
            if (how == Leaving::Failing) noteStopError(w, error);
            block.kind = Block::Kind::CleanUp;
            block.pending = how;
            block.error = std::move(error);
            w.at = target;
            return Next::On;
        case Block::Kind::CleanUp: // it decides itself how the task goes on: what led into it is forgotten
            w.blocks.pop_back();
            break;
        case Block::Kind::Timeout: {
            const bool caught = block.timeout->leave(how == Leaving::Cancelled);
            w.blocks.pop_back();
            if (caught) {
                record(EventKind::TimedOut, w);
                w.at = target + 1;
                return Next::On;
            }
            break;
        }
        }
    }
    return ended(w, how, error);
}

Interpreter::Next Interpreter::ended(Walker& w, Leaving how, const std::string& error)
{
    std::int64_t errorIndex = -1;
    EndedHow outcome = EndedHow::Finished;
    if (how == Leaving::Cancelled) outcome = EndedHow::Cancelled;
    if (how == Leaving::Failing) {
        outcome = EndedHow::Failed;
        if (m_log != nullptr) errorIndex = m_log->addText(error);
        if (m_failures++ == 0)
            m_firstFailure =
                quoted(m_info.taskName(w.number)) + " failed" + (error.empty() ? "" : ": " + error);
        if (m_raisers[w.group]) m_errors.emplace(w.number, error);
        w.task->endsAs(TaskEnd::Failed);
    }
    if (how == Leaving::Cancelled) w.task->endsAs(TaskEnd::Cancelled);
    record(EventKind::Ended, w, 0, errorIndex, static_cast<std::uint8_t>(outcome));
    letGo(w);
    w.waiting.reset();
    return Next::Ended;
}

// Steps

inline Interpreter::Next Interpreter::sleep(Walker& w, const Instruction& i)
{
    const Duration d = drawDuration(w, i);
    if (i.logs) writeLog(w, i);
    const Instant now = m_scheduler.now();
    record(EventKind::Sleep, w, 0, nanoseconds(d), i.number);
    if (d <= Duration::zero()) {
        w.task->suspendForOneTurn(w.frame);
    } else {
        w.task->suspendUntil(saturatingAdd(now, d), w.frame);
    }
    w.sinceNs = nanoseconds(now);
    return Next::Suspended;
}

Interpreter::Next Interpreter::work(Walker& w, const Instruction& i)
{
    const Duration d = drawDuration(w, i);
    if (i.logs) writeLog(w, i);
    record(EventKind::Work, w, 0, nanoseconds(d), i.number);
    if (m_log != nullptr) m_log->publish(); // nobody else has a turn meanwhile: readers see what it does
    m_scheduler.work(d);
    record(EventKind::Worked, w);
    ++w.at;
    if (m_interruptFlag.load(std::memory_order_relaxed) && meetsInterruption(w))
        return leave(w, Leaving::Cancelled);
    return Next::On;
}

Interpreter::Next Interpreter::offload(Walker& w, const Instruction& i)
{
    const Duration d = drawDuration(w, i);
    record(EventKind::Offload, w, i.object, nanoseconds(d), i.number);
    waitAt<ThreadPool::Offload>(w, poolFor(w, i), d);
    return suspended(w);
}

ThreadPool& Interpreter::poolFor(const Walker& w, const Instruction& i)
{
    if (i.object != noPool) return m_pools[i.object];
    return m_ownThreads.try_emplace(w.number, m_scheduler, 1u, m_threads).first->second;
}

Interpreter::Next Interpreter::put(Walker& w, const Instruction& i)
{
    Queue<ItemSlot>& queue = *m_queues[i.object];
    const ItemSlot slot = itemToPut(w, i);
    if (slot == noSlot) return Next::Suspended; // the run was ended
    w.waitedNs = 0;
    if (i.step->dropIfFull && queue.full()) {
        record(EventKind::Drop, w, i.object, itemNumber(slot));
        m_logItem = slot;
        const Next next = passed(w, i);
        if (slot != endMarkSlot) m_items.drop(slot);
        return next;
    }
    const Priority priority{slot == endMarkSlot ? 0 : m_items[slot].priority, slot == endMarkSlot};
    w.putting = slot;
    if (queue.tryPut(slot, priority)) return putDone(w, i);
    record(EventKind::PutWait, w, i.object, itemNumber(slot), i.number);
    waitAt<Queue<ItemSlot>::Put>(w, queue, slot, priority);
    return suspended(w);
}

Interpreter::Next Interpreter::putDone(Walker& w, const Instruction& i)
{
    const ItemSlot slot = std::exchange(w.putting, noSlot);
    record(EventKind::Put, w, i.object, itemNumber(slot));
    if (slot != endMarkSlot) m_items[slot].putAtNs = nowNs();
    m_logItem = slot;
    return passed(w, i);
}

ItemSlot Interpreter::itemToPut(Walker& w, const Instruction& i)
{
    const Step& step = *i.step;
    if (step.sentinel) return endMarkSlot;
    const ItemSlot keyItem = w.hand;
    ItemSlot slot = w.hand;
    const bool makes = slot == noSlot || step.makesNew;
    if (makes) {
        slot = m_items.make();
        ItemRecord& item = m_items[slot];
        item.number = m_nextItem++;
        item.key = itemKey(w.makerKey, w.made++);
        if (m_items.alive() > m_options.maxWaitingItems) {
            tooManyItems();
            return noSlot;
        }
    } else {
        w.hand = noSlot;
        m_items[slot].heldNs = nowNs() - m_items[slot].takenAtNs;
    }
    if (step.priority) m_items[slot].priority = draw(w, i.site, keyItem);
    if (step.payload.kind != PayloadSpec::Kind::None) givePayload(w, i, slot, keyItem);
    return slot;
}

void Interpreter::givePayload(Walker& w, const Instruction& i, ItemSlot slot, ItemSlot keyItem)
{
    const PayloadSpec& spec = i.step->payload;
    double number = 0;
    switch (spec.kind) {
    case PayloadSpec::Kind::None:
        return;
    case PayloadSpec::Kind::Number:
        number = draw(w, i.valueSite, keyItem);
        break;
    case PayloadSpec::Kind::Drawn:
        number = w.drawn;
        break;
    case PayloadSpec::Kind::Item:
        number = static_cast<double>(m_items[slot].number);
        break;
    case PayloadSpec::Kind::Text:
        return carryText(w, i, slot);
    case PayloadSpec::Kind::Square:
        if (m_items[slot].payload != PayloadKind::Number) return; // nothing to square: it stays as it is
        number = std::bit_cast<double>(m_items[slot].payloadBits);
        number *= number;
        break;
    case PayloadSpec::Kind::Hex:
        break;
    }
    ItemRecord& item = m_items[slot];
    if (spec.kind == PayloadSpec::Kind::Hex) {
        item.payload = PayloadKind::Hex;
        item.payloadBytes = spec.bytes;
        item.payloadBits =
            static_cast<std::int64_t>(stream(w, w.program.sites[i.valueSite], i.valueSite, keyItem));
    } else {
        item.payload = PayloadKind::Number;
        item.payloadBytes = 0;
        item.payloadBits = std::bit_cast<std::int64_t>(number);
    }
    record(EventKind::Valued, w, item.payloadBytes, item.payloadBits,
           static_cast<std::uint8_t>(item.payload));
}

void Interpreter::carryText(Walker& w, const Instruction& i, ItemSlot slot)
{
    std::string text = fillIn(w, i.step->payload.text, i, slot);
    const std::int64_t number = m_log != nullptr ? m_log->addText(text) : 0;
    m_items.setText(slot, std::move(text));
    m_items[slot].payload = PayloadKind::Text;
    m_items[slot].payloadBytes = 0;
    m_items[slot].payloadBits = number;
    record(EventKind::Valued, w, 0, number, static_cast<std::uint8_t>(PayloadKind::Text));
}

inline Interpreter::Next Interpreter::get(Walker& w, const Instruction& i)
{
    Queue<ItemSlot>& queue = *m_queues[i.object];
    if (const std::optional<ItemSlot> slot = queue.tryGet()) return gotten(w, i, *slot);
    record(EventKind::GetWait, w, i.object, 0, i.number);
    waitAt<Queue<ItemSlot>::Get>(w, queue);
    return suspended(w);
}

Interpreter::Next Interpreter::gotten(Walker& w, const Instruction& i, ItemSlot slot)
{
    letGo(w);
    record(EventKind::Get, w, i.object, itemNumber(slot));
    m_logItem = slot;
    if (slot == endMarkSlot) {
        if (i.step->breakAtSentinel) return leave(w, Leaving::Breaking);
    } else {
        w.hand = slot;
        ItemRecord& item = m_items[slot];
        item.takenAtNs = nowNs();
        w.waitedNs = item.takenAtNs - item.putAtNs;
    }
    return passed(w, i);
}

void Interpreter::letGo(Walker& w)
{
    if (w.hand != noSlot) m_items.drop(w.hand);
    w.hand = noSlot;
}

inline Interpreter::Next Interpreter::taskDone(Walker& w, const Instruction& i)
{
    if (!m_queues[i.object]->taskDone())
        return leave(w, Leaving::Failing, "task_done() called too many times");
    record(EventKind::TaskDone, w, i.object);
    return passed(w, i);
}

Interpreter::Next Interpreter::repeat(Walker& w, const Instruction& i)
{
    Block block{Block::Kind::Forever, Leaving::Normally, w.at, 0, {}, nullptr};
    if (!i.step->forever) {
        const double passes = std::floor(draw(w, i.site, w.hand));
        if (!(passes >= 1)) {
            w.at = i.target;
            return Next::On;
        }
        block.kind = Block::Kind::Repeat;
        block.passesLeft = passes < 1e18 ? static_cast<std::uint64_t>(passes) : std::uint64_t{1} << 60;
    }
    w.blocks.push_back(std::move(block));
    ++w.at;
    return Next::On;
}

inline Interpreter::Next Interpreter::repeatAgain(Walker& w, const Instruction& i)
{
    Block& block = w.blocks.back();
    if (block.kind == Block::Kind::Repeat && --block.passesLeft == 0) {
        w.blocks.pop_back();
        ++w.at;
    } else {
        w.at = i.target;
    }
    return Next::On;
}

Interpreter::Next Interpreter::breakIf(Walker& w, const Instruction& i)
{
    w.drawn = draw(w, i.site, w.hand);
    record(EventKind::Drawn, w, 0, std::bit_cast<std::int64_t>(w.drawn));
    if (w.drawn == i.step->equals) return leave(w, Leaving::Breaking);
    return passed(w, i);
}

Interpreter::Next Interpreter::join(Walker& w, const Instruction& i)
{
    Queue<ItemSlot>& queue = *m_queues[i.object];
    record(EventKind::JoinWait, w, i.object, 0, i.number);
    if (queue.unfinished() != 0) {
        waitAt<Queue<ItemSlot>::Join>(w, queue);
        return suspended(w);
    }
    w.waitedNs = 0;
    record(EventKind::Join, w, i.object);
    return passed(w, i);
}

Interpreter::Next Interpreter::await(Walker& w, const Instruction& i)
{
    record(EventKind::AwaitWait, w, i.object, 0, i.number);
    const GroupInfo& group = m_info.groups[i.object];
    if (group.taskCount != 0) {
        const std::span<Task* const> tasks(m_scope.tasks());
        waitAt<Gather>(w, tasks.subspan(group.firstTask, group.taskCount),
                       i.step->raisesFailure ? Gather::OnFailure::Raise : Gather::OnFailure::Wait);
        return suspended(w);
    }
    w.waitedNs = 0;
    return awaited(w, i);
}

Interpreter::Next Interpreter::awaited(Walker& w, const Instruction& i)
{
    record(EventKind::Await, w, i.object);
    if (i.step->each) writeEach(w, i);
    return passed(w, i);
}

Interpreter::Next Interpreter::cancel(Walker& w, const Instruction& i)
{
    if (i.step->unless != noFlag && m_flags[i.step->unless].isSet()) return passed(w, i);
    record(EventKind::Cancel, w, i.object);
    const GroupInfo& group = m_info.groups[i.object];
    for (std::uint32_t n = 0; n < group.taskCount; ++n)
        m_scope.tasks()[group.firstTask + n]->cancel();
    return passed(w, i);
}

Interpreter::Next Interpreter::set(Walker& w, const Instruction& i)
{
    record(EventKind::Set, w, i.object);
    m_flags[i.object].set();
    return passed(w, i);
}

Interpreter::Next Interpreter::wait(Walker& w, const Instruction& i)
{
    record(EventKind::FlagWait, w, i.object, 0, i.number);
    if (!m_flags[i.object].isSet()) {
        waitAt<Flag::Wait>(w, m_flags[i.object]);
        return suspended(w);
    }
    w.waitedNs = 0;
    record(EventKind::Flag, w, i.object);
    return passed(w, i);
}

Interpreter::Next Interpreter::enterTimeout(Walker& w, const Instruction& i)
{
    const Duration d = drawDuration(w, i);
    record(EventKind::Timeout, w, 0, nanoseconds(d));
    w.blocks.push_back(
        {Block::Kind::Timeout, Leaving::Normally, w.at, 0, {}, std::make_unique<Timeout>(*w.task, d)});
    ++w.at;
    return Next::On;
}

// Draws

inline double Interpreter::draw(Walker& w, std::uint32_t siteIndex, ItemSlot keyItem)
{
    const DrawSite& site = w.program.sites[siteIndex];
    const Draw& draw = *site.draw;
    if (draw.kind == Draw::Kind::Constant) return draw.a;
    if (draw.kind == Draw::Kind::Sequence) return nextInSequence(w, draw, siteIndex);
    return sample(draw, stream(w, site, siteIndex, keyItem));
}

double Interpreter::nextInSequence(Walker& w, const Draw& draw, std::uint32_t siteIndex)
{
    const std::vector<double>& row = draw.rows[w.index % draw.rows.size()];
    return row[w.drawCounts[siteIndex]++ % row.size()];
}

inline std::uint64_t Interpreter::stream(Walker& w, const DrawSite& site, std::uint32_t siteIndex,
                                         ItemSlot keyItem)
{
    if (keyItem == noSlot) return drawStream(site.site, taskKey(w.index), w.drawCounts[siteIndex]++);
    ItemRecord& item = m_items[keyItem];
    return drawStream(site.site, item.key, item.countDraw(site.id));
}

inline Duration Interpreter::drawDuration(Walker& w, const Instruction& i)
{
    const Duration d =
        std::max(Duration::zero(), durationFromSeconds(draw(w, i.site, w.hand)).value_or(Duration::zero()));
    w.plannedNs = nanoseconds(d);
    return d;
}

double Interpreter::drawElsewhere(Walker& w, std::uint32_t site, ItemSlot keyItem)
{
    return draw(w, site, keyItem);
}

} // namespace sojourn
