#include "viewmodels/stall/wait_graph.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/stall/queue_users.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace sojourn {

namespace {

using Tasks = std::vector<std::uint32_t>; // in order

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
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

/// Those of one group that wait for the same.
struct Wait
{
    Tasks tasks;
    bool isShown = false;
    bool isStuck = true; // nobody who goes on by himself can end it
};

class GraphBuilder final
{
public:
    GraphBuilder(const RunInfo& info, const Moment& moment, std::int64_t endNs, bool isOver)
        : m_info(info)
        , m_moment(moment)
        , m_endNs(endNs)
        , m_isOver(isOver)
    {
    }

    WaitGraph build()
    {
        gather();
        // Chains begin with those for whom nobody waits; a circle that nobody else waits for has none of
        // these.
        for (const bool onlyRoots : {true, false})
            for (std::size_t i = 0; i < m_waits.size(); ++i)
                if (!m_waits[i].isShown && (!onlyRoots || !m_isAwaited[i])) addChain(i);
        sum();
        return std::move(m_graph);
    }

private:
    /// What there is behind a wait.
    struct Behind
    {
        std::optional<WaitLink> thing; // queue, flag, pool; none where a task waits for tasks
        QString towards;               // from the task to that, or to the tasks
        QString onwards;               // from the thing to the tasks
        Tasks tasks;                   // who can end it and is left
        std::optional<WaitLink> gone;  // who could have, where none is left
        QString end;                   // the sentence where none is left
        bool takesAll = false;         // of the tasks each has to act, not any one
        bool takesAny = false;         // whoever there is may be able to
        bool endsItself = false;       // a thread or a server does
    };

    void gather()
    {
        std::map<std::tuple<std::uint16_t, TaskState, std::uint16_t, RequestPhase>, std::size_t> known;
        m_waitOf.assign(m_moment.tasks.size(), none);
        for (std::uint32_t t = 0; t < m_moment.tasks.size(); ++t) {
            const TaskMoment& task = m_moment.tasks[t];
            if (!waits(task)) continue;
            ++m_graph.waiting;
            const auto [at, isNew] = known.try_emplace(
                {m_info.groupOfTask[t], task.state, task.object, task.phase}, m_waits.size());
            if (isNew) m_waits.emplace_back();
            m_waits[at->second].tasks.push_back(t);
            m_waitOf[t] = at->second;
        }
        m_isAwaited.assign(m_waits.size(), false);
        for (std::size_t i = 0; i < m_waits.size(); ++i) {
            m_behind.push_back(behind(i));
            for (const std::uint32_t task : m_behind.back().tasks)
                if (m_waitOf[task] != none && m_waitOf[task] != i) m_isAwaited[m_waitOf[task]] = true;
        }
        findStuck();
    }

    bool isFree(std::uint32_t task) const { return m_waitOf[task] == none; }
    bool canAct(std::uint32_t task) const { return isFree(task) || !m_waits[m_waitOf[task]].isStuck; }

    bool canEnd(std::size_t wait) const
    {
        const Behind& behind = m_behind[wait];
        const auto another = [&](std::uint32_t task) { return m_waitOf[task] != wait && canAct(task); };
        if (behind.endsItself) return true;
        if (behind.takesAny) {
            for (std::uint32_t t = 0; t < m_moment.tasks.size(); ++t)
                if (m_moment.tasks[t].state != TaskState::Ended && another(t)) return true;
            return false;
        }
        return behind.takesAll ? std::ranges::all_of(behind.tasks, another)
                               : std::ranges::any_of(behind.tasks, another);
    }

    /// What can end sets others free to act, and so on; what is left then cannot.
    void findStuck()
    {
        for (bool isNew = true; isNew;) {
            isNew = false;
            for (std::size_t i = 0; i < m_waits.size(); ++i)
                if (m_waits[i].isStuck && canEnd(i)) {
                    m_waits[i].isStuck = false;
                    isNew = true;
                }
        }
    }

    void addChain(std::size_t wait)
    {
        if (m_graph.links.size() >= WaitGraph::mostLinks) {
            ++m_graph.more;
            m_waits[wait].isShown = true;
            return;
        }
        const bool isFirst = m_graph.links.isEmpty();
        m_chain.clear();
        m_end.clear();
        const auto from = m_graph.links.size();
        for (std::optional<std::size_t> next = wait; next;) {
            addWait(*next);
            next = follow(*next);
        }
        m_graph.links[from].opens = true;
        const bool isCircle = m_graph.links.last().circle;
        if (isFirst || (isCircle && !m_hasCircleFirst)) {
            m_verdict = m_end;
            m_graph.last = static_cast<int>(m_waits[m_chain.back().first].tasks.front());
        }
        if (!isCircle) return;
        m_hasCircleFirst = true;
        std::rotate(m_graph.links.begin(), m_graph.links.begin() + from, m_graph.links.end());
    }

    void addWait(std::size_t wait)
    {
        m_chain.emplace_back(wait, m_graph.links.size());
        m_waits[wait].isShown = true;
        m_graph.links.append(linkOf(wait));
    }

    WaitLink linkOf(std::size_t wait) const
    {
        const Tasks& tasks = m_waits[wait].tasks;
        const auto first = std::ranges::min_element(
            tasks, {}, [this](std::uint32_t t) { return m_moment.tasks[t].sinceNs; });
        const QString since = instantText(m_moment.tasks[*first].sinceNs, m_endNs);
        WaitLink link = linkOf(tasks);
        link.remark = tasks.size() == 1 ? tr("since %1").arg(since) : tr("the first since %1").arg(since);
        return link;
    }

    WaitLink linkOf(const Tasks& tasks) const
    {
        WaitLink link;
        const TaskMoment& first = m_moment.tasks[tasks.front()];
        link.look = lookOf(first.state, first.phase);
        link.task = static_cast<int>(tasks.front());
        link.title = taskTitle(m_info, tasks.front());
        if (tasks.size() > 1) link.title = tr("%1 and %2 more").arg(link.title).arg(tasks.size() - 1);
        return link;
    }

    /// Adds what the wait is for, and says which wait is behind that.
    std::optional<std::size_t> follow(std::size_t wait)
    {
        const Behind& behind = m_behind[wait];
        m_graph.links.last().towards = behind.towards;
        if (behind.thing) {
            m_graph.links.append(*behind.thing);
            m_graph.links.last().towards = behind.onwards;
        }
        m_end = behind.end;
        if (behind.tasks.empty()) {
            if (behind.gone) m_graph.links.append(*behind.gone);
            return {};
        }
        const bool isStuck = m_waits[wait].isStuck;
        if (!isStuck && std::ranges::any_of(behind.tasks, [this](std::uint32_t t) { return isFree(t); })) {
            Tasks others;
            std::ranges::copy_if(behind.tasks, std::back_inserter(others),
                                 [&](std::uint32_t t) { return m_waitOf[t] != wait; });
            m_graph.links.append(atWork(others));
            return {};
        }
        Tasks next;
        std::ranges::copy_if(behind.tasks, std::back_inserter(next),
                             [&](std::uint32_t t) { return !isFree(t) && canAct(t) != isStuck; });
        if (next.empty()) return {};
        const qsizetype asked = m_chain.back().second;
        const auto on = nextOf(next, isStuck);
        const Tasks& told = m_waits[on ? *on : m_lastMet].tasks;
        if (behind.takesAll && behind.tasks.size() > told.size())
            m_graph.links[asked].towards += tr(" (%1 in all)").arg(countText(behind.tasks.size()));
        return on;
    }

    /// Of waits behind this one: one that was not met, else one of another chain, else one of this, which is
    /// a circle where nobody else can act.
    std::optional<std::size_t> nextOf(const Tasks& tasks, bool isStuck)
    {
        const auto fresh =
            std::ranges::find_if(tasks, [this](std::uint32_t t) { return !m_waits[m_waitOf[t]].isShown; });
        if (fresh != tasks.end()) return m_waitOf[*fresh];
        const auto inChain = [this](std::uint32_t t) {
            return std::ranges::find(m_chain, m_waitOf[t], &Place::first);
        };
        const auto other =
            std::ranges::find_if(tasks, [&](std::uint32_t t) { return inChain(t) == m_chain.end(); });
        if (other != tasks.end()) {
            m_lastMet = m_waitOf[*other];
            m_graph.links.append(linkOf(m_lastMet));
            m_graph.links.last().remark = tr("as above");
            return {};
        }
        const Place first = *inChain(tasks.front());
        m_lastMet = first.first;
        m_graph.links.append(linkOf(first.first));
        if (!isStuck) {
            m_graph.links.last().remark = tr("as above");
            return {};
        }
        for (auto i = first.second; i < m_graph.links.size(); ++i)
            m_graph.links[i].circle = true;
        m_graph.hasCircle = true;
        return {};
    }

    /// Tasks of which at least one does not wait: how many do what.
    WaitLink atWork(const Tasks& tasks) const
    {
        Tasks sorted = tasks;
        std::ranges::stable_partition(sorted, [this](std::uint32_t t) { return isFree(t); });
        WaitLink link = linkOf(sorted);
        QStringList groups;
        for (const std::uint32_t t : tasks)
            if (const QString name = QString::fromStdString(m_info.groups[m_info.groupOfTask[t]].name);
                !groups.contains(name))
                groups += name;
        if (groups.size() > 1) link.title = groups.join(QStringLiteral(", "));

        std::vector<std::pair<QString, std::size_t>> does; // in order of their first
        std::int64_t soonest = notYet;
        std::size_t waiting = 0;
        for (const std::uint32_t t : sorted) {
            const TaskMoment& task = m_moment.tasks[t];
            if (!isFree(t)) {
                ++waiting;
                continue;
            }
            const QString words = stateWords(m_info, task.state, task.object);
            const auto known = std::ranges::find(does, words, &std::pair<QString, std::size_t>::first);
            if (known == does.end())
                does.emplace_back(words, 1);
            else
                ++known->second;
            if (task.plannedEndNs != notYet && (soonest == notYet || task.plannedEndNs < soonest))
                soonest = task.plannedEndNs;
        }
        QStringList parts;
        for (const auto& [words, count] : does)
            parts += sorted.size() == 1 ? words : tr("%1 %2").arg(countText(count), words);
        if (soonest != notYet) parts.last() += tr(" until %1").arg(instantText(soonest, m_endNs));
        if (waiting > 0) parts += tr("%1 waiting").arg(countText(waiting));
        link.remark = parts.join(QStringLiteral(", "));
        return link;
    }

    Behind behind(std::size_t wait) const
    {
        const TaskMoment& task = m_moment.tasks[m_waits[wait].tasks.front()];
        switch (task.state) {
        case TaskState::GetWait:
        case TaskState::PutWait:
        case TaskState::JoinWait:
            return behindQueue(task);
        case TaskState::FlagWait:
            return behindFlag(task.object);
        case TaskState::Offloaded:
            return isRequest(task.phase) ? behindRequest(task) : behindThread(task);
        default:
            return behindGroup(task.object);
        }
    }

    Tasks left(const GroupInfo& group) const
    {
        Tasks tasks;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (m_moment.tasks[t].state != TaskState::Ended) tasks.push_back(t);
        return tasks;
    }

    Behind behindGroup(std::uint16_t group) const
    {
        Behind behind;
        behind.towards = tr("waits for the end of");
        behind.tasks = left(m_info.groups[group]);
        behind.takesAll = true;
        return behind;
    }

    Behind behindQueue(const TaskMoment& task) const
    {
        const QueueWait wait = queueWait(task.state);
        const QueueUsers users = QueueUsers::of(m_info, m_moment, wait.endedBy, task.object);
        Behind behind;
        behind.towards = tr(wait.task);
        behind.thing = thing(m_info.queues[task.object].name, contents(task.object));
        behind.tasks = users.left;
        if (task.state == TaskState::JoinWait) takeHolders(behind);
        if (!users.left.empty()) {
            behind.onwards = tr(wait.users);
            return behind;
        }
        behind.end = tr(wait.nobody);
        if (users.groups.isEmpty()) return behind;
        behind.onwards = tr(wait.gone);
        behind.gone = thing(users.groups.join(QStringLiteral(", ")).toStdString(),
                            tr("ended at %1").arg(instantText(users.lastEndNs, m_endNs)));
        behind.gone->gone = true;
        return behind;
    }

    /// What was taken is done when those who hold it say so, and nobody else.
    void takeHolders(Behind& behind) const
    {
        Tasks holders;
        std::ranges::copy_if(behind.tasks, std::back_inserter(holders),
                             [this](std::uint32_t t) { return m_moment.tasks[t].heldItem != notYet; });
        if (holders.empty()) return;
        behind.tasks = std::move(holders);
        behind.takesAll = true;
    }

    /// Who sets a flag is known of services alone.
    Behind behindFlag(std::uint16_t flag) const
    {
        Behind behind;
        for (const ServiceInfo& service : m_info.services) {
            if (service.readyFlag == flag || service.leftFlag == flag) {
                behind.towards =
                    service.readyFlag == flag ? tr("waits until it is ready") : tr("waits for the start of");
                behind.tasks = left(m_info.groups[service.group]);
                return behind;
            }
            if (service.stopFlag != flag) continue;
            behind.towards = tr("waits to be told to stop by");
            behind.tasks = left(m_info.groups.front());
            return behind;
        }
        behind.towards = tr("waits for the flag");
        behind.takesAny = true;
        behind.thing = thing(m_info.flags[flag], tr("not set"));
        const bool allWait = std::ranges::all_of(m_moment.tasks, [](const TaskMoment& task) {
            return task.state == TaskState::Ended || waits(task);
        });
        if (allWait) behind.end = tr("No circle: the chain ends at a flag that nobody sets.");
        return behind;
    }

    Behind behindThread(const TaskMoment& task) const
    {
        Behind behind;
        behind.endsItself = true;
        if (task.object >= m_info.pools.size()) {
            behind.towards = tr("waits for its work on");
            behind.thing = thing(tr("a thread of its own").toStdString(), {});
            return behind;
        }
        const PoolInfo& pool = m_info.pools[task.object];
        behind.towards =
            task.phase == RequestPhase::ForThread ? tr("waits for a thread of") : tr("waits for its work in");
        behind.thing =
            thing(pool.name,
                  tr("%1 of %2 threads busy").arg(m_moment.pools[task.object].jobs.busy).arg(pool.threads));
        if (task.phase != RequestPhase::ForThread) return behind;
        behind.onwards = tr("is kept busy by");
        for (const std::uint32_t t : m_moment.pools[task.object].threads)
            if (t != noTask) behind.tasks.push_back(t);
        std::ranges::sort(behind.tasks);
        return behind;
    }

    Behind behindRequest(const TaskMoment& task) const
    {
        const std::uint16_t server = m_info.requests[task.object].server;
        const auto taken = std::ranges::count_if(m_moment.servers[server].connections,
                                                 [](std::uint32_t t) { return t != noTask; });
        Behind behind;
        behind.endsItself = true;
        behind.towards =
            task.phase == RequestPhase::InLine ? tr("waits for a connection to") : tr("waits for a reply of");
        behind.thing =
            thing(m_info.servers[server].name,
                  tr("%1 of %2 connections taken").arg(taken).arg(m_info.servers[server].connections));
        return behind;
    }

    static WaitLink thing(const std::string& name, const QString& remark)
    {
        WaitLink link;
        link.title = QString::fromStdString(name);
        link.remark = remark;
        return link;
    }

    QString contents(std::uint16_t queue) const
    {
        const std::size_t size = m_moment.queues[queue].standing.size();
        const std::uint64_t capacity = m_info.queues[queue].capacity;
        const QString has = size == 0 ? tr("empty") : tr("%1 in it").arg(size);
        return capacity == 0 ? tr("%1, no limit").arg(has) : tr("%1, room for %2").arg(has).arg(capacity);
    }

    void sum()
    {
        const std::size_t all = m_moment.tasks.size();
        const bool underWay = std::ranges::any_of(m_moment.tasks, [](const TaskMoment& task) {
            return task.state != TaskState::Ended && task.state != TaskState::NotStarted;
        });
        QStringList sentences;
        if (m_graph.waiting == 0)
            sentences += underWay ? tr("Nobody waits.") : tr("No task is under way.");
        else if (all == 1)
            sentences += tr("The one task waits.");
        else if (m_graph.waiting == all)
            sentences += tr("All %1 tasks wait.").arg(countText(all));
        else
            sentences += m_graph.waiting == 1
                             ? tr("1 of %1 tasks waits.").arg(countText(all))
                             : tr("%1 of %2 tasks wait.").arg(countText(m_graph.waiting), countText(all));
        if (m_graph.hasCircle)
            sentences +=
                tr("A circle: each waits for the next, and the last one for the first of it%1.")
                    .arg(m_isOver ? QString() : tr("; only a time-out or a cancellation can end it"));
        else if (!m_verdict.isEmpty())
            sentences += m_verdict;
        m_graph.verdict = sentences.join(QLatin1Char(' '));
    }

    static constexpr auto none = static_cast<std::size_t>(-1);
    using Place = std::pair<std::size_t, qsizetype>; // a wait, and where its link stands

    const RunInfo& m_info;
    const Moment& m_moment;
    std::int64_t m_endNs;
    bool m_isOver;
    std::vector<Wait> m_waits;
    std::vector<std::size_t> m_waitOf; // by task; none where it does not wait
    std::vector<bool> m_isAwaited;     // by wait: a chain can come to it
    std::vector<Behind> m_behind;      // by wait
    std::size_t m_lastMet = none;      // the wait that nextOf() came to again
    std::vector<Place> m_chain;        // of the chain that is being built
    QString m_end;                     // where it ended
    QString m_verdict;                 // where the first one did
    bool m_hasCircleFirst = false;     // what comes to a circle stands before all others
    WaitGraph m_graph;
};

} // namespace

WaitGraph WaitGraph::of(const RunInfo& info, const Moment& moment, std::int64_t endNs, bool isOver)
{
    return GraphBuilder(info, moment, endNs, isOver).build();
}

} // namespace sojourn
