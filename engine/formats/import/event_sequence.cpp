#include "formats/import/event_sequence.h"

#include "formats/event_list.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <utility>

namespace sojourn {

namespace {

constexpr OwnFinding notFollowing{
    ImportFault::Contradiction,
    ImportEffect::Noted,
    "an event does not follow from those before it",
    "events do not follow from those before them",
    "it is read as it stands",
    "they are read as they stand",
};
constexpr OwnFinding goesOn{
    ImportFault::Contradiction,
    ImportEffect::Noted,
    "a task goes on from a wait that does not end and that nobody cuts short",
    "times a task goes on from a wait that does not end and that nobody cuts short",
    "the wait is drawn up to there",
    "the waits are drawn up to there",
};
constexpr OwnFinding meanwhile{
    ImportFault::Contradiction,
    ImportEffect::Noted,
    "a task does something while another one runs that has not begun to wait",
    "times a task does something while another one runs that has not begun to wait",
    "the other one is drawn as if it ran on",
    "the others are drawn as if they ran on",
};
constexpr OwnFinding otherSize{
    ImportFault::Contradiction,
    ImportEffect::Noted,
    "a queue has another length than the puts and gets before make it",
    "times a queue has another length than the puts and gets before make it",
    "the puts and gets are what counts",
    "the puts and gets are what counts",
};
constexpr OwnFinding repeated{
    ImportFault::Repeated,
    ImportEffect::Noted,
    "a line is the one before it again, which a run may have written or not",
    "lines are those before them again, which a run may have written or not",
    "it is read as it stands",
    "they are read as they stand",
};

constexpr OwnFinding fromBefore{
    ImportFault::LostInRecorder,
    ImportEffect::Noted,
    "the list begins in the middle of the run: a task goes on with what it did before",
    "tasks go on with what they did before: the list begins in the middle of the run",
    "what it did until then is not in the list",
    "what they did until then is not in the list",
};

constexpr std::int64_t shortTurnNs = 20'000'000; // nobody interrupts one of them but by chance
constexpr std::size_t mostFollowed = 8;          // groups that await one: beyond that anything may be

/// A name that ends in a dash and a number, without them.
std::string_view withoutNumber(std::string_view name)
{
    const std::size_t last = name.find_last_not_of("0123456789");
    const bool isCounted = last != std::string_view::npos && last + 1 < name.size() && name[last] == '-';
    return isCounted ? name.substr(0, last) : name;
}

/// When what begins with an event is over that tells its length.
std::int64_t endOf(const Event& event)
{
    const std::int64_t longest =
        std::numeric_limits<std::int64_t>::max() - std::max(event.timeNs, std::int64_t{0});
    return event.timeNs + std::clamp(event.value, std::int64_t{0}, longest);
}

} // namespace

constexpr std::array<EventSequence::Rule, static_cast<std::size_t>(lastListedKind) + 1> EventSequence::rules()
{
    std::array<Rule, static_cast<std::size_t>(lastListedKind) + 1> all{};
    const auto set = [&](EventKind kind, std::uint32_t from, Doing to, bool isOfObject = false) {
        all[static_cast<std::size_t>(kind)] = {from, to, isOfObject};
    };
    constexpr std::uint32_t running = bit(Doing::Running);
    set(EventKind::Started, bit(Doing::NotStarted), Doing::Running);
    for (const EventKind kind : {EventKind::Work, EventKind::Drop, EventKind::TaskDone, EventKind::Drawn,
                                 EventKind::Cancel, EventKind::Set, EventKind::Timeout, EventKind::TimedOut})
        set(kind, running, Doing::Running);
    set(EventKind::Sleep, running, Doing::Sleeping);
    set(EventKind::Wake, bit(Doing::Sleeping), Doing::Running);
    set(EventKind::Offload, running, Doing::Offloaded);
    set(EventKind::OffloadDone, bit(Doing::Offloaded), Doing::Running);
    set(EventKind::PutWait, running, Doing::Putting);
    set(EventKind::Put, running | bit(Doing::Putting), Doing::Running, true);
    set(EventKind::GetWait, running, Doing::Getting);
    set(EventKind::Get, running | bit(Doing::Getting), Doing::Running, true);
    set(EventKind::JoinWait, running, Doing::Joining);
    set(EventKind::Join, bit(Doing::Joining), Doing::Running, true);
    set(EventKind::AwaitWait, running, Doing::Awaiting);
    set(EventKind::Await, bit(Doing::Awaiting), Doing::Running, true);
    set(EventKind::FlagWait, running, Doing::AwaitingFlag);
    set(EventKind::Flag, bit(Doing::AwaitingFlag), Doing::Running, true);
    const std::uint32_t inLine = bit(Doing::InLine), connecting = bit(Doing::Connecting);
    const std::uint32_t awaitingReply = bit(Doing::AwaitingReply), receiving = bit(Doing::Receiving);
    set(EventKind::Request, running, Doing::InLine);
    set(EventKind::Connecting, inLine, Doing::Connecting);
    set(EventKind::Connected, inLine | connecting, Doing::AwaitingReply); // or a connection stood open
    set(EventKind::FirstByte, awaitingReply, Doing::Receiving);
    set(EventKind::Response, receiving, Doing::Running);
    set(EventKind::RequestFailed, inLine | connecting | awaitingReply | receiving, Doing::Running);
    set(EventKind::Ended, running, Doing::Ended);
    return all;
}

std::uint32_t EventSequence::groupOf(std::string_view rawName)
{
    const std::uint32_t number = m_groupNames.numberOf(rawName);
    if (number == m_groups.size()) m_groups.emplace_back();
    return number;
}

/// "a-1" may be of a group "a", or be one by itself.
void EventSequence::addTask(std::string_view rawName)
{
    if (m_tasks.empty()) m_isFirstOneOfMany = withoutNumber(rawName) != rawName && !rawName.ends_with("-0");
    Task& task = m_tasks.emplace_back();
    task.ownGroup = groupOf(rawName);
    task.group = groupOf(withoutNumber(rawName));
}

void EventSequence::addFlag(std::string_view rawName)
{
    for (const std::string_view end : {".ready", ".stop", ".stopping"})
        m_hasServices |= rawName.ends_with(end);
}

void EventSequence::leftOut(std::uint32_t task)
{
    m_tasks[task].doing = Doing::Unknown;
    m_tasks[task].hand = anyItem;
    ++m_tasks[task].cutShort;
}

void EventSequence::doesNotFollow(const Event& event)
{
    m_findings.addKind(notFollowing, eventWord(event.kind), m_byte, 1, event.timeNs, event.task);
}

void EventSequence::take(const Event& event, const Told& told)
{
    static constexpr auto all = rules();
    if (m_index++ == 0) m_beginsInMiddle = event.kind != EventKind::Started || m_isFirstOneOfMany;
    m_byte = told.byte;
    if (m_latest != event.task && m_latest < m_tasks.size() && m_tasks[m_latest].doing == Doing::Running)
        m_findings.add(meanwhile, m_byte, event.timeNs, event.task);
    m_latest = event.task;
    Task& task = m_tasks[event.task];
    const Rule& rule = all[static_cast<std::size_t>(event.kind)];
    const Doing before = task.doing;
    const bool isPossible = (rule.from & bit(before)) != 0;
    bool endsWait = isPossible && before != Doing::Running;
    if (rule.isOfObject && endsWait)
        endsWait = task.object == event.object && (before != Doing::Putting || task.item == event.value);
    const bool isFine = isPossible && (endsWait || before == Doing::Running);
    if (endsWait) noteEndOfWait(event, task);
    const bool doesFollow = isFine || follows(event, task, rule);
    if (!isOfRest(event, told, task, endsWait) || !doesFollow) [[unlikely]]
        doesNotFollow(event);
    task.doing = rule.to;
    task.object = event.object;
    task.since = m_index;
    task.sinceNs = event.timeNs;
    const bool isTimed = rule.to == Doing::Sleeping || rule.to == Doing::Offloaded;
    task.dueNs = isTimed ? endOf(event) : never;
    m_previousNs = event.timeNs;
}

/// Of an event that neither a running task nor the end of its wait explains.
bool EventSequence::follows(const Event& event, Task& task, const Rule& rule)
{
    if (task.doing == Doing::Unknown) return true;
    if (task.doing == Doing::NotStarted) {
        ++m_groups[task.group].alive;
        if (task.ownGroup != task.group) ++m_groups[task.ownGroup].alive;
        if (!m_beginsInMiddle) return false;
        m_findings.add(fromBefore, m_byte, event.timeNs, event.task);
        task.hand = anyItem;
        task.timeouts = task.cutShort = 1; // as if it had been in one
        task.firstDeadlineNs = 0;
        return true;
    }
    if ((rule.from & bit(Doing::Running)) == 0) return false;
    // Whoever is cut short may go on with anything but an end as if nothing had been.
    if (event.kind == EventKind::Ended && static_cast<EndedHow>(event.detail) == EndedHow::Finished)
        return m_beginsInMiddle; // having got an end mark from before
    return cutShort(event, task, rule.to);
}

/// False: it begins what it began just before, and nobody can have cut that short.
bool EventSequence::cutShort(const Event& event, Task& task, Doing to)
{
    ++task.cutShort;
    task.item = noItem;
    const bool doesAwaitedFail = task.doing == Doing::Awaiting && m_groups[task.awaited].hasBadEnds;
    const bool isAgain = task.doing == to && task.object == event.object && task.since + 1 == m_index &&
                         m_previousNs == event.timeNs;
    const bool isExplained =
        task.firstDeadlineNs <= event.timeNs || doesAwaitedFail || canBeCancelled(task, event.timeNs);
    task.turnBegan = task.heldFrom = m_index;
    task.heldFromNs = event.timeNs;
    if (isExplained) {
        if (isAgain) m_findings.add(repeated, m_byte, event.timeNs, event.task);
        return true;
    }
    if (isAgain) return false;
    if (m_beginsInMiddle) return true; // what ended the wait may have been of an item from before
    task.wentOnAlone = true;
    // Who awaits others goes on when they have ended, and may have missed one that never began.
    const bool isSoon = task.doing != Doing::Awaiting;
    m_wereAllDue &= task.dueNs <= event.timeNs;
    const std::uint64_t secondTurn = m_wereAllDue ? m_likelySecondTurn : m_secondTurn;
    m_interruption.isWithin(isSoon ? std::max(task.since, secondTurn) : 0, m_index - 1);
    m_interruptionOfServices.isWithin(isSoon ? task.since : 0, m_index - 1);
    if (m_wentOnAlone++ > 0) return true;
    m_firstAloneEvent = event;
    m_firstAloneByte = m_byte;
    return true;
}

void EventSequence::Interruption::isWithin(std::uint64_t from, std::uint64_t to)
{
    earliest = std::max(earliest, from);
    latest = std::min(latest, to);
    isPossible &= earliest <= latest;
}

void EventSequence::Interruption::isBefore(std::uint64_t event)
{
    if (event == 0)
        isPossible = false;
    else
        isWithin(0, event - 1);
}

/// The event before which an interruption must have been that was not within the wait of a task, nor within
/// the turn in which that began: only long ones are interrupted, and then others have been due for long.
std::uint64_t EventSequence::notWithin(const Task& task) const
{
    const bool isShort = task.sinceNs - task.heldFromNs < shortTurnNs;
    return m_wereAllDue && isShort ? std::min(task.since, task.heldFrom) : task.since;
}

/// An interruption is within no wait that comes to its own end, for it would have cut it short.
void EventSequence::noteEndOfWait(const Event& event, Task& task)
{
    // Whoever was cut short may get what came meanwhile, or put another end mark, in its clean-up: at once,
    // and hardly where all that was cut short besides was over anyway.
    const bool isPutOrGet = event.kind == EventKind::Get || event.kind == EventKind::Put;
    const bool mayBeCleanUp =
        event.kind == EventKind::Get || (event.kind == EventKind::Put && event.value == endMark);
    if (m_wentOnAlone > 0 && (!mayBeCleanUp || m_wereAllDue || m_secondTurn > m_interruption.latest))
        m_interruption.isBefore(notWithin(task));
    task.heldFrom = m_index;
    task.heldFromNs = event.timeNs;
    // Others may end in the turn in which they began.
    const bool isNewTurn = isPutOrGet || event.kind == EventKind::Wake ||
                           event.kind == EventKind::OffloadDone || task.since + 1 < m_index;
    if (!isNewTurn) return;
    m_likelySecondTurn = task.turnBegan = m_index;
    // All who are cut short at once have their turns before anybody has a second one.
    m_secondTurn = mayBeCleanUp ? std::max(m_secondTurn, task.since) : m_index;
}

/// Whoever is cancelled while it awaits a group cancels that.
bool EventSequence::canBeCancelled(const Task& task, std::int64_t nowNs) const
{
    // One that was cancelled before its first turn has no events, and is missed by whoever awaits it.
    std::vector<std::uint32_t> asked{task.group, task.ownGroup};
    if (task.doing == Doing::Awaiting) asked.push_back(task.awaited);
    // Others are cut short at once, or with the next wait where they cancel themselves.
    const std::uint64_t since =
        task.doing == Doing::Awaiting ? 1 : std::max<std::uint64_t>(task.turnBegan, 1);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const Group& group = m_groups[asked[i]];
        if (group.cancelledAt >= since || (i >= 2 && group.firstDeadlineNs <= nowNs)) return true;
        if (group.awaitedBy.size() > mostFollowed || asked.size() > mostFollowed * 2) return true;
        for (const std::uint32_t awaiter : group.awaitedBy)
            if (std::ranges::find(asked, awaiter) == asked.end()) asked.push_back(awaiter);
    }
    return false;
}

void EventSequence::finish()
{
    const Interruption& interruption = m_hasServices ? m_interruptionOfServices : m_interruption;
    if (m_wentOnAlone > 0 && !interruption.isPossible)
        m_findings.add(goesOn, m_firstAloneByte, m_firstAloneEvent.timeNs, m_firstAloneEvent.task,
                       m_wentOnAlone);
}

EventSequence::Queue& EventSequence::queueOf(const Event& event)
{
    if (event.object >= m_queues.size()) m_queues.resize(event.object + std::size_t{1});
    return m_queues[event.object];
}

/// What an event does beyond its task; false where that cannot be.
bool EventSequence::isOfRest(const Event& event, const Told& told, Task& task, bool endsWait)
{
    switch (event.kind) {
    case EventKind::Started:
        if (task.doing != Doing::NotStarted) return true;
        ++m_groups[task.group].alive;
        if (task.ownGroup != task.group) ++m_groups[task.ownGroup].alive;
        // Behind an interruption nobody begins.
        if (m_wentOnAlone > 0) m_interruption.isPossible = false;
        m_secondTurn = m_likelySecondTurn = task.turnBegan = task.heldFrom = m_index;
        task.heldFromNs = event.timeNs;
        return true;
    case EventKind::PutWait:
    case EventKind::Drop: {
        const bool isFine = isOfItem(event, told.item, task, false);
        task.item = event.value;
        return isFine;
    }
    case EventKind::Put: {
        Queue& queue = queueOf(event);
        if (queue.unfinished++ == 0) queue.lastDoneAt = m_index;
        noteSize(event, told, ++queue.size);
        return isOfItem(event, told.item, task, endsWait);
    }
    case EventKind::Get: {
        Queue& queue = queueOf(event);
        task.hand = event.value == endMark ? noItem : event.value;
        noteSize(event, told, --queue.size);
        if (event.value == endMark) task.forgotAt = m_index;
        return true;
    }
    case EventKind::TaskDone: {
        Queue& queue = queueOf(event);
        noteRepeated(event, told.byte);
        if (queue.unfinished == 0) return m_beginsInMiddle;
        --queue.unfinished;
        return true;
    }
    case EventKind::Join: {
        // A woken joiner does not look again.
        const Queue& queue = queueOf(event);
        return !endsWait || queue.unfinished == 0 || queue.lastDoneAt > task.since;
    }
    case EventKind::AwaitWait: {
        task.awaited = groupOf(told.group);
        std::vector<std::uint32_t>& awaitedBy = m_groups[task.awaited].awaitedBy;
        for (const std::uint32_t group : {task.group, task.ownGroup})
            if (awaitedBy.size() <= mostFollowed && std::ranges::find(awaitedBy, group) == awaitedBy.end())
                awaitedBy.push_back(group);
        return true;
    }
    case EventKind::Await:
        return !endsWait || m_groups[task.awaited].alive == 0;
    case EventKind::Cancel:
        m_groups[groupOf(told.group)].cancelledAt = m_index;
        noteRepeated(event, told.byte);
        return true;
    case EventKind::Set:
        if (event.object >= m_flags.size()) m_flags.resize(event.object + std::size_t{1});
        m_flags[event.object] = true;
        noteRepeated(event, told.byte);
        return true;
    case EventKind::Flag:
        return m_beginsInMiddle || (event.object < m_flags.size() && m_flags[event.object]);
    case EventKind::Timeout:
        ++task.timeouts;
        noteDeadline(event, task);
        noteRepeated(event, told.byte);
        return true;
    case EventKind::TimedOut:
        task.forgotAt = m_index;
        // One in a clean-up may come before the one that led there.
        if (task.timeouts == 0 || task.cutShort == 0) return false;
        --task.cutShort;
        return true;
    case EventKind::Drawn: {
        // Dice show the same number now and then, what is drawn between them does not.
        const auto drawn = std::bit_cast<double>(event.value);
        task.forgotAt = m_index;
        if (drawn != std::floor(drawn)) noteRepeated(event, told.byte);
        return true;
    }
    case EventKind::Work:
        task.heldFrom = m_index + 1;
        noteRepeated(event, told.byte);
        return true;
    case EventKind::Ended:
        if (m_wentOnAlone > 0 && static_cast<EndedHow>(event.detail) == EndedHow::Finished) {
            // What is interrupted does not finish, unless its clean-up leaves a loop around it.
            m_interruption.isBefore(task.forgotAt);
            if (task.wentOnAlone) m_interruptionOfServices.isBefore(task.forgotAt);
        }
        for (const std::uint32_t group : {task.group, task.ownGroup}) {
            Group& each = m_groups[group];
            each.hasBadEnds |= static_cast<EndedHow>(event.detail) != EndedHow::Finished;
            if (each.alive > 0) --each.alive;
            if (task.ownGroup == task.group) break;
        }
        return true;
    default:
        return true;
    }
}

void EventSequence::noteDeadline(const Event& event, Task& task)
{
    const std::int64_t deadlineNs = endOf(event);
    task.firstDeadlineNs = std::min(task.firstDeadlineNs, deadlineNs);
    for (const std::uint32_t group : {task.group, task.ownGroup})
        m_groups[group].firstDeadlineNs = std::min(m_groups[group].firstDeadlineNs, deadlineNs);
}

/// Items are numbered as they are made, and are put by those who made or got them.
bool EventSequence::isOfItem(const Event& event, std::uint64_t raw, Task& task, bool endsWait)
{
    if (event.value == endMark || endsWait) {
        task.item = noItem;
        return true;
    }
    if (event.value >= m_items) {
        const bool isNext = raw == m_nextItem;
        m_items = event.value + 1;
        m_nextItem = raw + 1;
        return isNext;
    }
    if (task.hand != event.value && task.hand != anyItem) return false;
    task.hand = noItem;
    return true;
}

void EventSequence::noteSize(const Event& event, const Told& told, std::uint64_t size)
{
    if (!told.size || *told.size == size) [[likely]]
        return;
    Queue& queue = queueOf(event);
    queue.size = *told.size;
    if (!std::exchange(queue.isSizeKnown, true) && m_beginsInMiddle) return;
    m_findings.add(otherSize, m_byte, event.timeNs, event.task);
}

/// Such events may come twice without anything between.
void EventSequence::noteRepeated(const Event& event, std::int64_t byte)
{
    if (m_repeatableAt + 1 == m_index && m_repeatable.task == event.task && m_repeatable.kind == event.kind &&
        m_repeatable.timeNs == event.timeNs && m_repeatable.object == event.object &&
        m_repeatable.value == event.value)
        m_findings.add(repeated, byte, event.timeNs, event.task);
    m_repeatable = event;
    m_repeatableAt = m_index;
}

} // namespace sojourn
