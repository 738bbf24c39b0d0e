#include "viewmodels/stall/wait_graph.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/stall/waits.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

using Tasks = std::vector<std::uint32_t>; // in order

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

class GraphBuilder final
{
public:
    GraphBuilder(const RunInfo& info, const Moment& moment, std::int64_t endNs, bool isOver, bool isPastLost)
        : m_info(info)
        , m_moment(moment)
        , m_endNs(endNs)
        , m_isOver(isOver)
        , m_isPastLost(isPastLost)
        , m_waits(info, moment, endNs)
        , m_isShown(m_waits.all().size())
    {
    }

    WaitGraph build()
    {
        // Chains begin with those for whom nobody waits; a circle that nobody else waits for has none of
        // these.
        const std::vector<bool> isAwaited = awaited();
        for (const bool onlyRoots : {true, false})
            for (std::size_t i = 0; i < m_isShown.size(); ++i)
                if (!m_isShown[i] && (!onlyRoots || !isAwaited[i])) addChain(i);
        sum();
        return std::move(m_graph);
    }

private:
    const Wait& wait(std::size_t i) const { return m_waits.all()[i]; }

    /// By wait: whether another one's end takes an act of its tasks.
    std::vector<bool> awaited() const
    {
        std::vector<bool> is(m_isShown.size());
        for (std::size_t i = 0; i < is.size(); ++i)
            for (const std::uint32_t task : wait(i).enders)
                if (const auto own = m_waits.of(task); own && *own != i) is[*own] = true;
        return is;
    }

    void addChain(std::size_t first)
    {
        if (m_graph.links.size() >= WaitGraph::mostLinks) {
            ++m_graph.more;
            m_isShown[first] = true;
            return;
        }
        const bool isFirst = m_graph.links.isEmpty(), hadCircle = m_graph.hasCircle;
        m_chain.clear();
        m_end.clear();
        const auto from = m_graph.links.size();
        for (std::optional<std::size_t> next = first; next;) {
            addWait(*next);
            next = follow(*next);
        }
        m_graph.links[from].opens = true;
        const bool isCircle = m_graph.links.last().circle;
        if (isFirst || (isCircle && !hadCircle)) {
            m_verdict = m_end;
            m_graph.last = static_cast<int>(wait(m_chain.back().first).tasks.front());
        }
        if (isCircle) std::rotate(m_graph.links.begin(), m_graph.links.begin() + from, m_graph.links.end());
    }

    void addWait(std::size_t i)
    {
        m_chain.emplace_back(i, m_graph.links.size());
        m_isShown[i] = true;
        m_graph.links.append(linkOf(i));
    }

    void addPlace(const WaitPlace& place, bool gone)
    {
        WaitLink link;
        link.title = place.title;
        link.remark = place.remark;
        link.gone = gone;
        m_graph.links.append(link);
    }

    WaitLink linkOf(std::size_t i) const
    {
        const Tasks& tasks = wait(i).tasks;
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
    std::optional<std::size_t> follow(std::size_t i)
    {
        const Wait& own = wait(i);
        const qsizetype asked = m_graph.links.size() - 1;
        m_graph.links[asked].towards = own.towards;
        if (own.place) {
            addPlace(*own.place, false);
            m_graph.links.last().towards = own.onwards;
        }
        m_end = own.end;
        if (own.enders.empty()) {
            if (own.gone) addPlace(*own.gone, true);
            return {};
        }
        const auto pick = [&](auto isOne) {
            Tasks picked;
            std::ranges::copy_if(own.enders, std::back_inserter(picked), isOne);
            return picked;
        };
        if (!own.isStuck &&
            std::ranges::any_of(own.enders, [this](std::uint32_t t) { return m_waits.isFree(t); })) {
            m_graph.links.append(atWork(pick([&](std::uint32_t t) { return m_waits.of(t) != i; })));
            return {};
        }
        const Tasks next =
            pick([&](std::uint32_t t) { return !m_waits.isFree(t) && m_waits.canAct(t) != own.isStuck; });
        if (next.empty()) return {};
        const std::size_t on = nextOf(next);
        if (own.endedBy == Wait::EndedBy::AllOf && own.enders.size() > wait(on).tasks.size())
            m_graph.links[asked].towards += tr(" (%1 in all)").arg(countText(own.enders.size()));
        if (!m_isShown[on]) return on;
        meet(on, own.isStuck);
        return {};
    }

    /// The wait of one of these tasks that was not met, else of another chain, else of this.
    std::size_t nextOf(const Tasks& tasks) const
    {
        for (const auto& isWanted : {&GraphBuilder::isFresh, &GraphBuilder::isOfAnotherChain})
            for (const std::uint32_t task : tasks)
                if ((this->*isWanted)(*m_waits.of(task))) return *m_waits.of(task);
        return *m_waits.of(tasks.front());
    }
    bool isFresh(std::size_t i) const { return !m_isShown[i]; }
    bool isOfAnotherChain(std::size_t i) const
    {
        return std::ranges::find(m_chain, i, &Place::first) == m_chain.end();
    }

    /// Ends the chain at a wait that was shown before. In this chain that is a circle where nobody else can
    /// act.
    void meet(std::size_t i, bool isStuck)
    {
        m_graph.links.append(linkOf(i));
        if (!isStuck || isOfAnotherChain(i)) {
            m_graph.links.last().remark = tr("as above");
            return;
        }
        for (auto link = std::ranges::find(m_chain, i, &Place::first)->second; link < m_graph.links.size();
             ++link)
            m_graph.links[link].circle = true;
        m_graph.hasCircle = true;
    }

    /// Tasks of which at least one does not wait: how many do what.
    WaitLink atWork(const Tasks& tasks) const
    {
        Tasks sorted = tasks;
        std::ranges::stable_partition(sorted, [this](std::uint32_t t) { return m_waits.isFree(t); });
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
            if (!m_waits.isFree(t)) {
                ++waiting;
                continue;
            }
            const bool isLost = m_isPastLost && task.state == TaskState::NotStarted;
            const QString words = isLost ? tr("lost") : stateWords(m_info, task.state, task.object);
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

    void sum()
    {
        const std::size_t all = m_moment.tasks.size();
        m_graph.waiting = 0;
        for (const Wait& one : m_waits.all())
            m_graph.waiting += one.tasks.size();
        const bool underWay = std::ranges::any_of(m_moment.tasks, [](const TaskMoment& task) {
            return task.state != TaskState::Ended && task.state != TaskState::NotStarted;
        });
        const bool isLost = m_isPastLost && std::ranges::none_of(m_moment.tasks, [](const TaskMoment& task) {
                                return task.state != TaskState::NotStarted;
                            });
        QStringList sentences;
        if (m_graph.waiting == 0)
            sentences += underWay ? tr("Nobody waits.")
                         : isLost ? tr("What the tasks do here is lost.")
                                  : tr("No task is under way.");
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

    using Place = std::pair<std::size_t, qsizetype>; // a wait, and where its link stands

    const RunInfo& m_info;
    const Moment& m_moment;
    std::int64_t m_endNs;
    bool m_isOver;
    bool m_isPastLost; // whether a task has begun is then not known
    Waits m_waits;
    std::vector<bool> m_isShown; // by wait
    std::vector<Place> m_chain;  // of the chain that is being built
    QString m_end;               // where it ended
    QString m_verdict;           // where the first one did
    WaitGraph m_graph;
};

} // namespace

WaitGraph WaitGraph::of(const RunInfo& info, const Moment& moment, std::int64_t endNs, bool isOver,
                        bool isPastLost)
{
    return GraphBuilder(info, moment, endNs, isOver, isPastLost).build();
}

} // namespace sojourn
