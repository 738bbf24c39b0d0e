#include "viewmodels/stall/waits.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/stall/queue_users.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace sojourn {

namespace {

using Tasks = std::vector<std::uint32_t>;

constexpr auto none = static_cast<std::size_t>(-1);

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

QString name(const std::string& text)
{
    return QString::fromStdString(text);
}

/// How a wait at a queue is told, and who could end it.
struct QueueWait
{
    QueueUse endedBy;
    const char* task;   // to the queue
    const char* users;  // from the queue to who could end it
    const char* gone;   // to who could have
    const char* nobody; // the sentence where nobody is left
};

QueueWait queueWait(TaskState state)
{
    switch (state) {
    case TaskState::GetWait:
        return {&GroupInfo::putsInto, "waits for an item of", "is filled by", "was filled only by",
                "No circle: the chain ends at a queue that nobody fills."};
    case TaskState::PutWait:
        return {&GroupInfo::getsFrom, "waits for room in", "is emptied by", "was emptied only by",
                "No circle: the chain ends at a queue that nobody empties."};
    default:
        return {&GroupInfo::marksDone, "waits until all is done of", "is worked off by",
                "was worked off only by", "No circle: the chain ends at a queue that nobody works off."};
    }
}

bool waits(const TaskMoment& task)
{
    switch (task.state) {
    case TaskState::Offloaded:
    case TaskState::PutWait:
    case TaskState::GetWait:
    case TaskState::JoinWait:
    case TaskState::AwaitWait:
    case TaskState::FlagWait:
        return true;
    default:
        return false;
    }
}

/// Says what is behind a wait.
class WaitReader final
{
public:
    WaitReader(const RunInfo& info, const Moment& moment, std::int64_t endNs)
        : m_info(info)
        , m_moment(moment)
        , m_endNs(endNs)
    {
    }

    /// What tasks that stand so wait for; without the tasks.
    Wait waitOf(const TaskMoment& task) const
    {
        switch (task.state) {
        case TaskState::GetWait:
        case TaskState::PutWait:
        case TaskState::JoinWait:
            return forQueue(task);
        case TaskState::FlagWait:
            return forFlag(task.object);
        case TaskState::Offloaded:
            return isRequest(task.phase) ? forRequest(task) : forThread(task);
        default:
            return forGroup(task.object);
        }
    }

private:
    Tasks left(const GroupInfo& group) const
    {
        Tasks tasks;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (m_moment.tasks[t].state != TaskState::Ended) tasks.push_back(t);
        return tasks;
    }

    Wait forGroup(std::uint16_t group) const
    {
        Wait wait;
        wait.towards = tr("waits for the end of");
        wait.enders = left(m_info.groups[group]);
        wait.endedBy = Wait::EndedBy::AllOf;
        return wait;
    }

    Wait forQueue(const TaskMoment& task) const
    {
        const QueueWait words = queueWait(task.state);
        const QueueUsers users = QueueUsers::of(m_info, m_moment, words.endedBy, task.object);
        Wait wait;
        wait.towards = tr(words.task);
        wait.place = WaitPlace{name(m_info.queues[task.object].name), contents(task.object)};
        wait.enders = users.left;
        if (task.state == TaskState::JoinWait) {
            const QueueMoment& queue = m_moment.queues[task.object];
            if (queue.marked >= queue.puts) { // it goes on at this very instant, which is not over yet
                wait.endedBy = Wait::EndedBy::Itself;
                wait.enders.clear();
                wait.place->remark = tr("all is done");
                return wait;
            }
            takeHolders(wait);
        }
        if (!users.left.empty()) {
            wait.onwards = tr(words.users);
            return wait;
        }
        wait.end = tr(words.nobody);
        if (users.groups.isEmpty()) { // nor was there ever anybody: that is so at any instant
            wait.onwards = tr(words.users);
            wait.gone = WaitPlace{tr("nobody"), {}};
            return wait;
        }
        wait.onwards = tr(words.gone);
        wait.gone = WaitPlace{users.groups.join(QStringLiteral(", ")),
                              tr("ended at %1").arg(instantText(users.lastEndNs, m_endNs))};
        return wait;
    }

    /// What was taken is done when those who hold it say so, and nobody else.
    void takeHolders(Wait& wait) const
    {
        Tasks holders;
        std::ranges::copy_if(wait.enders, std::back_inserter(holders),
                             [this](std::uint32_t t) { return m_moment.tasks[t].heldItem != notYet; });
        if (holders.empty()) return;
        wait.enders = std::move(holders);
        wait.endedBy = Wait::EndedBy::AllOf;
    }

    /// Who sets a flag is known of services alone.
    Wait forFlag(std::uint16_t flag) const
    {
        Wait wait;
        for (const ServiceInfo& service : m_info.services) {
            if (service.readyFlag == flag || service.leftFlag == flag) {
                wait.towards =
                    service.readyFlag == flag ? tr("waits until it is ready") : tr("waits for the start of");
                wait.enders = left(m_info.groups[service.group]);
                return wait;
            }
            if (service.stopFlag != flag) continue;
            wait.towards = tr("waits to be told to stop by");
            wait.enders = left(m_info.groups.front());
            return wait;
        }
        wait.towards = tr("waits for the flag");
        wait.endedBy = Wait::EndedBy::Anyone;
        wait.place = WaitPlace{name(m_info.flags[flag]), tr("not set")};
        const bool allWait = std::ranges::all_of(m_moment.tasks, [](const TaskMoment& task) {
            return task.state == TaskState::Ended || waits(task);
        });
        if (allWait) wait.end = tr("No circle: the chain ends at a flag that nobody sets.");
        return wait;
    }

    Wait forThread(const TaskMoment& task) const
    {
        Wait wait;
        wait.endedBy = Wait::EndedBy::Itself;
        if (task.object >= m_info.pools.size()) {
            wait.towards = tr("waits for its work on");
            wait.place = WaitPlace{tr("a thread of its own"), {}};
            return wait;
        }
        const PoolInfo& pool = m_info.pools[task.object];
        wait.towards =
            task.phase == RequestPhase::ForThread ? tr("waits for a thread of") : tr("waits for its work in");
        const auto busy = m_moment.pools[task.object].jobs.busy;
        wait.place = WaitPlace{name(pool.name), pool.isSizeKnown
                                                    ? tr("%1 of %2 threads busy").arg(busy).arg(pool.threads)
                                                    : tr("%1 threads busy, size not recorded").arg(busy)};
        if (task.phase != RequestPhase::ForThread) return wait;
        wait.onwards = tr("is kept busy by");
        for (const std::uint32_t t : m_moment.pools[task.object].threads)
            if (t != noTask) wait.enders.push_back(t);
        std::ranges::sort(wait.enders);
        return wait;
    }

    Wait forRequest(const TaskMoment& task) const
    {
        const std::uint16_t server = m_info.requests[task.object].server;
        const auto taken = std::ranges::count_if(m_moment.servers[server].connections,
                                                 [](std::uint32_t t) { return t != noTask; });
        Wait wait;
        wait.endedBy = Wait::EndedBy::Itself;
        wait.towards =
            task.phase == RequestPhase::InLine ? tr("waits for a connection to") : tr("waits for a reply of");
        const ServerInfo& info = m_info.servers[server];
        wait.place =
            WaitPlace{name(info.name), info.isLimitKnown
                                           ? tr("%1 of %2 connections taken").arg(taken).arg(info.connections)
                                           : tr("%1 connections taken, limit not recorded").arg(taken)};
        return wait;
    }

    QString contents(std::uint16_t queue) const
    {
        const std::size_t size = m_moment.queues[queue].standing.size();
        const std::uint64_t capacity = m_info.queues[queue].capacity;
        if (capacity > 0) // as the stage says it
            return (size >= capacity ? tr("full: %1 of %2")
                    : size == 0      ? tr("empty: %1 of %2")
                                     : tr("%1 of %2"))
                .arg(size)
                .arg(capacity);
        const QString has = size == 0 ? tr("empty") : tr("%1 in it").arg(size);
        return m_info.queues[queue].isSettingKnown ? tr("%1, no limit").arg(has)
                                                   : tr("%1, capacity not recorded").arg(has);
    }

    const RunInfo& m_info;
    const Moment& m_moment;
    std::int64_t m_endNs;
};

} // namespace

Waits::Waits(const RunInfo& info, const Moment& moment, std::int64_t endNs)
    : m_waitOf(moment.tasks.size(), none)
{
    const WaitReader reader(info, moment, endNs);
    std::map<std::tuple<std::uint16_t, TaskState, std::uint16_t, RequestPhase>, std::size_t> known;
    for (std::uint32_t t = 0; t < moment.tasks.size(); ++t) {
        const TaskMoment& task = moment.tasks[t];
        if (task.state != TaskState::Ended) m_left.push_back(t);
        if (!waits(task)) continue;
        const auto [at, isNew] =
            known.try_emplace({info.groupOfTask[t], task.state, task.object, task.phase}, m_waits.size());
        if (isNew) m_waits.push_back(reader.waitOf(task));
        m_waits[at->second].tasks.push_back(t);
        m_waitOf[t] = at->second;
    }
    findStuck();
}

std::optional<std::size_t> Waits::of(std::uint32_t task) const
{
    return m_waitOf[task] == none ? std::nullopt : std::optional(m_waitOf[task]);
}

bool Waits::canAct(std::uint32_t task) const
{
    return m_waitOf[task] == none || !m_waits[m_waitOf[task]].isStuck;
}

bool Waits::canEnd(std::size_t wait) const
{
    const auto another = [&](std::uint32_t task) { return m_waitOf[task] != wait && canAct(task); };
    switch (m_waits[wait].endedBy) {
    case Wait::EndedBy::AnyOf:
        return std::ranges::any_of(m_waits[wait].enders, another);
    case Wait::EndedBy::AllOf:
        return std::ranges::all_of(m_waits[wait].enders, another);
    case Wait::EndedBy::Anyone:
        return std::ranges::any_of(m_left, another);
    case Wait::EndedBy::Itself:
        return true;
    }
    return true;
}

/// What can end sets others free to act, and so on; what is left then cannot.
void Waits::findStuck()
{
    for (bool isNew = true; isNew;) {
        isNew = false;
        for (std::size_t i = 0; i < m_waits.size(); ++i) {
            if (!m_waits[i].isStuck || !canEnd(i)) continue;
            m_waits[i].isStuck = false;
            isNew = true;
        }
    }
}

} // namespace sojourn
