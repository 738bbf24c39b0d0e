// What an event does to its task: the state it leads to, what is in the hand, what gets done or abandoned.
#pragma once

#include "trace/columns.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// Where an item's number is expected: none, or (where the context says that there is one) an end mark.
inline constexpr std::uint32_t noItem = 0xFFFFFFFFu;
/// The item number in an event's value; noItem for an end mark.
constexpr std::uint32_t itemOf(const Event& e)
{
    return static_cast<std::uint32_t>(e.value);
}

inline constexpr std::size_t eventKinds = static_cast<std::size_t>(EventKind::Valued) + 1;

inline constexpr std::array<TaskState, eventKinds> statesAfter = [] {
    std::array<TaskState, eventKinds> t{};
    t.fill(TaskState::Running);
    const auto set = [&t](EventKind k, TaskState s) { t[static_cast<std::size_t>(k)] = s; };
    set(EventKind::Sleep, TaskState::Sleeping);
    set(EventKind::Work, TaskState::Working);
    set(EventKind::Offload, TaskState::Offloaded);
    set(EventKind::PutWait, TaskState::PutWait);
    set(EventKind::GetWait, TaskState::GetWait);
    set(EventKind::JoinWait, TaskState::JoinWait);
    set(EventKind::AwaitWait, TaskState::AwaitWait);
    set(EventKind::FlagWait, TaskState::FlagWait);
    for (const EventKind k :
         {EventKind::Request, EventKind::Connecting, EventKind::Connected, EventKind::FirstByte})
        set(k, TaskState::Offloaded);
    set(EventKind::Ended, TaskState::Ended);
    return t;
}();

/// What its task is doing after an event. (Valued says nothing about that, and is never asked.)
[[gnu::always_inline]] constexpr TaskState stateAfter(EventKind kind)
{
    return statesAfter[static_cast<std::size_t>(kind)];
}

/// Whether the state that it leads to has an end that the event planned.
constexpr bool plansItsEnd(EventKind kind)
{
    return kind == EventKind::Work || kind == EventKind::Sleep || kind == EventKind::Offload;
}

/// Where its task's request is after an event; None where that is no request's.
constexpr RequestPhase phaseAfter(EventKind kind)
{
    switch (kind) {
    case EventKind::Request:
        return RequestPhase::InLine;
    case EventKind::Connecting:
        return RequestPhase::Connecting;
    case EventKind::Connected:
        return RequestPhase::Waiting;
    case EventKind::FirstByte:
        return RequestPhase::Receiving;
    default:
        return RequestPhase::None;
    }
}

/// The part that Columns, Replay and SummaryFold share, each as `Fold` (a class that derives from this one
/// and has the functions called on fold() below; they cost nothing when empty). `Ref` is what a fold
/// remembers of a visit that was taken, `Extra` what it keeps for every task.
///
/// A task has an item in its hand or none, and its latest taken visit is open until it is done. Where the
/// task's group marks a queue's items as done, a visit that is still open as the task takes the next is
/// abandoned; it stays in a chain behind the task, since a later task_done may reach it after all. So at most
/// one visit a task is open and not abandoned. End marks stand in that chain as well (a task_done behind an
/// end mark is the end mark's), but no fold hears of them.
template <class Fold, class Ref, class Extra> class TaskFold
{
public:
    struct Taken
    {
        Ref ref{};
        std::uint32_t item = noItem; ///< noItem: an end mark
        std::uint16_t queue = 0;
        bool marks = false;    ///< its holder's group calls task_done on its queue
        bool passedOn = false; ///< its holder put the item on: this is no longer the item's last visit
    };
    struct Task
    {
        Taken current{}; ///< the latest taken, if isOpen
        std::uint32_t hand = noItem;
        std::uint32_t putting = noItem; ///< what waits for room, if isPutting (noItem: an end mark)
        std::uint32_t older = chainEnd; ///< the chain of abandoned ones, latest first
        std::uint16_t group = 0;
        TaskState state = TaskState::NotStarted;
        bool isOpen = false;
        bool isPutting = false;
        [[no_unique_address]] Extra extra{};
    };

    explicit TaskFold(const RunInfo& info)
        : m_tasks(info.groupOfTask.size())
    {
        for (std::size_t i = 0; i < m_tasks.size(); ++i)
            m_tasks[i].group = info.groupOfTask[i];
        m_marks.reserve(info.groups.size() + 1);
        for (const GroupInfo& group : info.groups) {
            m_marks.push_back(static_cast<std::uint32_t>(m_marked.size()));
            m_marked.insert(m_marked.end(), group.marksDone.begin(), group.marksDone.end());
        }
        m_marks.push_back(static_cast<std::uint32_t>(m_marked.size()));
    }

    /// Folds one event. Every event of a log must come, in order. Inlined into its callers: where the kind of
    /// event is known, so is what remains to be done.
    [[gnu::always_inline]] void apply(const Event& e)
    {
        Task& task = m_tasks[e.task];
        if (task.isPutting) [[unlikely]]
            endPutWait(task, e);
        switch (e.kind) {
        case EventKind::Resumed:
            resume(task, e);
            return;
        case EventKind::Valued:
            fold().valued(task, e);
            return;
        case EventKind::PutWait:
            waitToPut(task, e);
            break;
        case EventKind::Put:
            put(task, e);
            break;
        case EventKind::Drop:
            drop(task, e);
            break;
        case EventKind::Get:
            take(task, e);
            break;
        case EventKind::TaskDone:
            markDone(task, e);
            break;
        case EventKind::OffloadDone:
            if (task.state == TaskState::Running) fold().offloadDoneLate(task, e);
            break;
        case EventKind::Request:
            fold().asked(task, e);
            break;
        case EventKind::Response:
        case EventKind::RequestFailed:
            fold().answered(task, e);
            break;
        case EventKind::Ended:
            end(task, e);
            break;
        default:
            break;
        }
        const TaskState next = stateAfter(e.kind);
        if (next != TaskState::Running || task.state != TaskState::Running) {
            fold().enters(task, e, next);
            task.state = next;
        }
    }

    const std::vector<Task>& tasks() const { return m_tasks; }
    /// How many items were made: they are numbered in that order.
    std::uint32_t made() const { return m_made; }
    /// What a copy takes.
    std::size_t bytes() const { return m_tasks.size() * sizeof(Task) + m_older.size() * sizeof(Older); }

    /// Calls f with every taken visit, items and end marks, that a task_done may still reach.
    template <class F> void forEachTaken(F f) const
    {
        for (const Task& task : m_tasks) {
            if (task.isOpen) f(task.current);
            for (std::uint32_t i = task.older; i != chainEnd; i = m_older[i].next)
                f(m_older[i].taken);
        }
    }

private:
    static constexpr std::uint32_t chainEnd = 0xFFFFFFFFu;
    struct Older
    {
        Taken taken;
        std::uint32_t next;
    };

    Fold& fold() { return static_cast<Fold&>(*this); }

    bool groupMarks(std::uint16_t group, std::uint16_t queue) const
    {
        for (std::uint32_t i = m_marks[group]; i < m_marks[group + 1u]; ++i)
            if (m_marked[i] == queue) return true;
        return false;
    }

    [[gnu::noinline]] void resume(Task& task, const Event& e)
    {
        if (task.state == TaskState::NotStarted) return; // its first turn is told by Started
        fold().resumed(task, e);
        task.state = TaskState::Running;
    }

    /// A wait to put ends with that put; any other event of the task says that it was cut short, and the item
    /// is gone. The internal ones that may come before the put decide nothing.
    [[gnu::noinline]] void endPutWait(Task& task, const Event& e)
    {
        if (e.kind == EventKind::Resumed || e.kind == EventKind::Valued) return;
        if (e.kind == EventKind::Put && itemOf(e) == task.putting) return;
        task.isPutting = false;
        if (task.putting != noItem) fold().lost(task, task.putting);
    }

    [[gnu::noinline]] void waitToPut(Task& task, const Event& e)
    {
        beginPut(task, e);
        task.isPutting = true;
        task.putting = itemOf(e);
        fold().putWaits(task, e);
    }

    [[gnu::noinline]] void put(Task& task, const Event& e)
    {
        const bool waited = task.isPutting;
        task.isPutting = false;
        if (!waited) beginPut(task, e);
        fold().put(task, e, waited);
    }

    [[gnu::noinline]] void drop(Task& task, const Event& e)
    {
        if (beginPut(task, e)) fold().dropped(task, e);
    }

    [[gnu::noinline]] void end(Task& task, const Event& e)
    {
        letGo(task, e.timeNs);
        forget(task);
    }

    /// Whether it is an item, not an end mark.
    [[gnu::always_inline]] bool beginPut(Task& task, const Event& e)
    {
        if (e.value < 0) return false;
        const std::uint32_t item = itemOf(e);
        if (item >= m_made) {
            m_made = item + 1;
            fold().made(task, e);
            return true;
        }
        if (item == task.hand) {
            task.hand = noItem;
            if (task.isOpen && task.current.item == item) {
                task.current.passedOn = true;
                if (!task.current.marks) finish(task, e.timeNs);
            }
        }
        fold().putsOn(task, e);
        return true;
    }

    [[gnu::noinline]] void take(Task& task, const Event& e)
    {
        letGo(task, e.timeNs);
        task.current.marks = groupMarks(task.group, e.object);
        task.current.passedOn = false;
        task.current.queue = e.object;
        task.current.item = itemOf(e);
        task.hand = itemOf(e); // an end mark leaves the hand empty
        task.isOpen = e.value >= 0 || task.current.marks;
        task.current.ref = fold().got(task, e);
    }

    /// The hand is emptied, and what was taken is no longer worked on.
    [[gnu::always_inline]] void letGo(Task& task, std::int64_t ns)
    {
        if (task.isOpen) {
            if (task.current.marks) {
                abandon(task);
            } else {
                finish(task, ns);
            }
        }
        if (task.hand != noItem) {
            const std::uint32_t item = task.hand;
            task.hand = noItem;
            fold().letGo(item);
        }
    }

    [[gnu::noinline]] void abandon(Task& task)
    {
        if (task.current.item != noItem) fold().abandoned(task.current);
        chain(task);
    }

    [[gnu::always_inline]] void finish(Task& task, std::int64_t ns)
    {
        task.isOpen = false;
        if (task.current.item != noItem) fold().done(task.current, ns, false);
    }

    [[gnu::noinline]] void markDone(Task& task, const Event& e)
    {
        if (task.isOpen && task.current.queue == e.object) [[likely]]
            finish(task, e.timeNs);
        else
            markOlderDone(task, e);
    }

    [[gnu::noinline]] void markOlderDone(Task& task, const Event& e)
    {
        for (std::uint32_t* link = &task.older; *link != chainEnd; link = &m_older[*link].next) {
            const std::uint32_t i = *link;
            if (m_older[i].taken.queue != e.object) continue;
            *link = m_older[i].next;
            free(i);
            if (m_older[i].taken.item != noItem) fold().done(m_older[i].taken, e.timeNs, true);
            return;
        }
    }

    void chain(Task& task)
    {
        task.isOpen = false;
        std::uint32_t i = m_free;
        if (i != chainEnd) {
            m_free = m_older[i].next;
        } else {
            i = static_cast<std::uint32_t>(m_older.size());
            m_older.emplace_back();
        }
        m_older[i] = {task.current, task.older};
        task.older = i;
    }

    void free(std::uint32_t i)
    {
        m_older[i].next = m_free;
        m_free = i;
    }

    /// The task has ended: nothing can reach its abandoned visits any more.
    void forget(Task& task)
    {
        while (task.older != chainEnd) {
            const std::uint32_t i = task.older;
            task.older = m_older[i].next;
            if (m_older[i].taken.item != noItem) fold().forgotten(m_older[i].taken);
            free(i);
        }
    }

    std::vector<Task> m_tasks;
    std::vector<Older> m_older;
    std::uint32_t m_free = chainEnd; // chain of unused entries of m_older
    std::uint32_t m_made = 0;
    std::vector<std::uint32_t> m_marks;  // by group: where its queues begin in m_marked
    std::vector<std::uint16_t> m_marked; // the groups' marksDone, one behind another
};

} // namespace sojourn
