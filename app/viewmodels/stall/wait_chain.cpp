#include "viewmodels/stall/wait_chain.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/stall/queue_users.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <vector>

namespace sojourn {

namespace {

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

class ChainBuilder final
{
public:
    ChainBuilder(const Columns& columns, const Moment& moment, std::int64_t endNs)
        : m_columns(columns)
        , m_moment(moment)
        , m_endNs(endNs)
    {
    }

    WaitChain build(std::uint32_t first)
    {
        std::optional<std::uint32_t> task = first;
        while (task && m_chain.links.size() < WaitChain::mostLinks) {
            const bool again = std::ranges::find(m_seen, *task) != m_seen.end();
            addTask(*task);
            if (again) {
                m_chain.verdict =
                    tr("A circle: each waits for the next, and the last one for the first of it.");
                break;
            }
            m_seen.push_back(*task);
            task = follow(m_moment.tasks[*task]);
        }
        return std::move(m_chain);
    }

private:
    const RunInfo& info() const { return m_columns.info(); }

    void addTask(std::uint32_t task)
    {
        const TaskMoment& now = m_moment.tasks[task];
        WaitLink link;
        link.look = lookOf(now.state);
        link.task = static_cast<int>(task);
        link.title = taskTitle(info(), task);
        link.remark = tr("since %1").arg(instantText(now.sinceNs, m_endNs));
        m_chain.links.append(link);
    }

    void towards(const char* words) { m_chain.links.last().towards = tr(words); }

    /// The first of them that the chain has not met; if it has met all, the first.
    std::optional<std::uint32_t> nextOf(const std::vector<std::uint32_t>& tasks) const
    {
        if (tasks.empty()) return {};
        const auto fresh = std::ranges::find_if(
            tasks, [this](std::uint32_t t) { return std::ranges::find(m_seen, t) == m_seen.end(); });
        return fresh == tasks.end() ? tasks.front() : *fresh;
    }

    std::optional<std::uint32_t> follow(const TaskMoment& task)
    {
        switch (task.state) {
        case TaskState::GetWait:
        case TaskState::PutWait:
        case TaskState::JoinWait:
            return followQueue(task);
        case TaskState::AwaitWait:
            return followGroup(info().groups[task.object]);
        case TaskState::FlagWait:
            towards("waits for the flag");
            m_chain.links.append({StateLook::Ink,
                                  -1,
                                  QString::fromStdString(info().flags[task.object]),
                                  tr("not set"),
                                  {},
                                  false});
            m_chain.verdict = tr("No circle: the chain ends at a flag that nobody sets.");
            return {};
        default:
            return {};
        }
    }

    std::optional<std::uint32_t> followGroup(const GroupInfo& group)
    {
        std::vector<std::uint32_t> left;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (m_columns.lanes()[t].endedNs == notYet) left.push_back(t);
        if (!left.empty()) towards("waits for the end of");
        return nextOf(left);
    }

    std::optional<std::uint32_t> followQueue(const TaskMoment& task)
    {
        const QueueWait wait = queueWait(task.state);
        towards(wait.task);
        m_chain.links.append({StateLook::Ink,
                              -1,
                              QString::fromStdString(info().queues[task.object].name),
                              contents(task.object),
                              {},
                              false});
        const QueueUsers users = QueueUsers::of(m_columns, wait.endedBy, task.object);
        if (!users.left.empty()) {
            towards(wait.users);
            return nextOf(users.left);
        }
        m_chain.verdict = tr(wait.nobody);
        if (users.groups.isEmpty()) return {};
        towards(wait.gone);
        m_chain.links.append({StateLook::Ink,
                              -1,
                              users.groups.join(QStringLiteral(", ")),
                              tr("ended at %1").arg(instantText(users.lastEndNs, m_endNs)),
                              {},
                              true});
        return {};
    }

    QString contents(std::uint16_t queue) const
    {
        const std::size_t size = m_moment.queues[queue].standing.size();
        const std::uint64_t capacity = info().queues[queue].capacity;
        const QString has = size == 0 ? tr("empty") : tr("%1 in it").arg(size);
        return capacity == 0 ? tr("%1, no limit").arg(has) : tr("%1, room for %2").arg(has).arg(capacity);
    }

    const Columns& m_columns;
    const Moment& m_moment;
    std::int64_t m_endNs;
    std::vector<std::uint32_t> m_seen;
    WaitChain m_chain;
};

} // namespace

WaitChain WaitChain::of(const Columns& columns, const Moment& moment, const RunEnd& end, std::int64_t endNs)
{
    if (end.waitingTasks.empty()) return {};
    return ChainBuilder(columns, moment, endNs).build(end.waitingTasks.front().task);
}

} // namespace sojourn
