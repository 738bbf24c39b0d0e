#include "scene/stage/stage_words.h"

#include "scene/base/scene_text.h"
#include "scene/stage/stage_sentences.h"
#include "viewmodels/panels/left_behind.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace sojourn {

namespace {

/// One queue as the sentence sees it.
struct Around
{
    std::vector<std::uint32_t> putters; ///< waiting for room; the first one longest
    std::vector<std::uint32_t> getters; ///< waiting for an item; likewise
    std::size_t size = 0;
    std::size_t capacity = 0;
    bool isFull() const { return capacity != 0 && size >= capacity; }
};

class Teller final
{
public:
    explicit Teller(const RunView& run)
        : m_run(run)
        , m_around(run.info().queues.size())
    {
        for (std::size_t q = 0; q < m_around.size(); ++q) {
            m_around[q].size = run.moment->queues[q].standing.size();
            m_around[q].capacity = run.info().queues[q].capacity;
        }
        for (std::uint32_t t = 0; t < run.moment->tasks.size(); ++t) {
            const TaskMoment& task = run.moment->tasks[t];
            if (task.object >= m_around.size()) continue;
            if (task.state == TaskState::PutWait) m_around[task.object].putters.push_back(t);
            if (task.state == TaskState::GetWait) m_around[task.object].getters.push_back(t);
        }
        const auto longer = [&](std::uint32_t a, std::uint32_t b) {
            return run.moment->tasks[a].sinceNs < run.moment->tasks[b].sinceNs;
        };
        // They may be many, and this is asked for every frame: only who waits longest is looked for.
        const auto longestFirst = [&](std::vector<std::uint32_t>& tasks) {
            if (!tasks.empty()) std::iter_swap(tasks.begin(), std::ranges::min_element(tasks, longer));
        };
        for (Around& around : m_around) {
            longestFirst(around.putters);
            longestFirst(around.getters);
        }
    }

    /// Where the beginning of a recording is lost, something has.
    QString beforeEvents() const
    {
        for (std::uint32_t task = 0; task < m_run.info().taskCount(); ++task)
            if (m_run.isLost(task)) return QStringLiteral("What happened until here is lost.");
        return QStringLiteral("Nothing has happened yet.");
    }

    QString tell() const
    {
        const QString ended = end();
        if (!ended.isEmpty()) return ended;
        if (m_run.moment->events == 0) return beforeEvents();
        const bool noQueues = m_around.empty();
        for (const QString& sentence : {loopSentence(m_run, noQueues), serviceSentence(m_run),
                                        blockedPutters(), starvingGetters(), requestSentence(m_run)})
            if (!sentence.isEmpty()) return sentence;
        return noQueues ? sentenceWithoutQueues(m_run) : waitingItems();
    }

private:
    QString end() const
    {
        if (m_run.end == nullptr || m_run.playheadNs < m_run.endNs) return {};
        // Of several events at the last instant some may still be to come.
        if (m_run.moment->events < m_run.columns->folded()) return {};
        if (!m_run.end->sentence.empty()) return engineWords(m_run.info(), m_run.end->sentence);
        if (const QString left = leftInQueues(); !left.isEmpty())
            return left + QStringLiteral("; the run has ended.");
        if (m_run.end->outcome == Outcome::Finished)
            for (const QString& sentence : {serviceSentence(m_run), requestSentence(m_run)})
                if (!sentence.isEmpty()) return sentence.chopped(1) + QStringLiteral("; the run has ended.");
        const auto done = m_run.moment->done;
        const QString items = done == 1 ? QStringLiteral("One item has")
                                        : QStringLiteral("All %1 items have").arg(countText(done));
        return m_run.end->outcome == Outcome::Finished && done == m_run.moment->made && done > 0
                   ? QStringLiteral("%1 gone through; the run has ended.").arg(items)
                   : QStringLiteral("The run has ended.");
    }

    /// Asked for every frame: what stands in queues is looked for only where something does.
    QString leftInQueues() const
    {
        const bool any = std::ranges::any_of(m_around, [](const Around& around) { return around.size > 0; });
        return any ? leftBehind(*m_run.columns) : QString();
    }

    QString blockedPutters() const
    {
        std::vector<std::size_t> blocked;
        for (std::size_t q = 0; q < m_around.size(); ++q)
            // Room may have come at this very instant, and who waits for it goes on with it.
            if (!m_around[q].putters.empty() && (m_around[q].isFull() || m_around[q].capacity == 0))
                blocked.push_back(q);
        if (blocked.empty()) return {};
        if (blocked.size() == 1) {
            const auto& putters = m_around[blocked[0]].putters;
            const QString waited = durationText(m_run.playheadNs - m_run.moment->tasks[putters[0]].sinceNs);
            const QString why = QStringLiteral("%1 is full, so it holds the %2 back.")
                                    .arg(queueName(blocked[0]), makersOf(blocked[0]));
            if (putters.size() == 1)
                return QStringLiteral("%1 has waited %2 for room: %3")
                    .arg(taskTitle(m_run.info(), putters[0]), waited, why);
            return QStringLiteral("%1 wait for room, the longest for %2: %3").arg(who(putters), waited, why);
        }
        std::vector<std::uint32_t> all;
        for (const std::size_t q : blocked)
            all.insert(all.end(), m_around[q].putters.begin(), m_around[q].putters.end());
        const QString queues = blocked.size() == 2 && m_around.size() == 2
                                   ? QStringLiteral("Both queues")
                                   : QStringLiteral("%1 queues").arg(blocked.size());
        const QString wait = QStringLiteral("%1 are full: %2 %3 to put")
                                 .arg(queues, who(all), QLatin1String(all.size() == 1 ? "waits" : "wait"));
        const std::optional<std::size_t> cause = cannotKeepUp(blocked);
        return cause ? QStringLiteral("%1, because the %2 can’t keep up.").arg(wait, takersOf(*cause))
                     : wait + QLatin1Char('.');
    }

    /// The one of the full queues from which somebody takes who does not wait himself: the others fill up
    /// behind it. Nothing where there is none, or several that have nothing to do with each other.
    std::optional<std::size_t> cannotKeepUp(const std::vector<std::size_t>& full) const
    {
        std::optional<std::size_t> found;
        for (const std::size_t q : full) {
            bool isTakenFrom = false;
            forGroups(q, &GroupInfo::getsFrom, [&](std::uint16_t g) {
                const GroupInfo& group = m_run.info().groups[g];
                for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
                    const TaskState state = m_run.moment->tasks[t].state;
                    isTakenFrom |= state == TaskState::Sleeping || state == TaskState::Running ||
                                   state == TaskState::Working || state == TaskState::Offloaded ||
                                   state == TaskState::Ready;
                }
            });
            if (!isTakenFrom) continue;
            if (found) return {};
            found = q;
        }
        return found;
    }

    QString starvingGetters() const
    {
        for (std::size_t q = 0; q < m_around.size(); ++q) {
            const auto& getters = m_around[q].getters;
            if (getters.empty() || m_around[q].size > 0) continue;
            const QString waited = durationText(m_run.playheadNs - m_run.moment->tasks[getters[0]].sinceNs);
            const QString empty = QStringLiteral("%1 is empty").arg(queueName(q));
            const QString makers = makersDo(q);
            const QString why = makers.isEmpty() ? empty : QStringLiteral("%1 and %2").arg(empty, makers);
            if (getters.size() == 1)
                return QStringLiteral("%1 has waited %2 for an item: %3.")
                    .arg(taskTitle(m_run.info(), getters[0]), waited, why);
            const bool all = getters.size() == countOf(q, &GroupInfo::getsFrom);
            if (all)
                return QStringLiteral("Every %1 waits for an item, the longest for %2: %3.")
                    .arg(takerOf(q), waited, why);
            return QStringLiteral("%1 wait for an item, the longest for %2: %3.")
                .arg(capitalised(who(getters)), waited, why);
        }
        return {};
    }

    QString waitingItems() const
    {
        std::size_t items = 0, busiest = 0;
        for (std::size_t q = 0; q < m_around.size(); ++q) {
            items += m_around[q].size;
            if (m_around[q].size > m_around[busiest].size) busiest = q;
        }
        const QString makersEnded =
            everyMakerEnded() && items > 0 ? QStringLiteral("Nothing more is made; ") : QString();
        const QString takers = takersDo(busiest);
        if (items == 0)
            return takers.isEmpty() ? QStringLiteral("No item waits.")
                                    : QStringLiteral("No item waits; %1.").arg(takers);
        const QString wait = items == 1 ? QStringLiteral("1 item waits")
                                        : QStringLiteral("%1 items wait").arg(countText(items));
        const QString first = makersEnded.isEmpty() ? wait : makersEnded + wait;
        const QString full = m_around[busiest].isFull()
                                 ? QStringLiteral(" and %1 is full").arg(queueName(busiest))
                                 : QString();
        return takers.isEmpty() ? QStringLiteral("%1%2.").arg(first, full)
                                : QStringLiteral("%1%2; %3.").arg(first, full, takers);
    }

    // Words.
    static QString capitalised(QString text)
    {
        if (!text.isEmpty()) text[0] = text[0].toUpper();
        return text;
    }
    QString queueName(std::size_t q) const
    {
        const QString name = QString::fromStdString(m_run.info().queues[q].name);
        return m_around.size() == 1 && name == QLatin1String("queue") ? QStringLiteral("the queue") : name;
    }
    /// "Producer 1", "2 worker tasks and produce".
    QString who(const std::vector<std::uint32_t>& tasks) const
    {
        if (tasks.size() == 1) return taskTitle(m_run.info(), tasks[0]);
        QStringList parts;
        for (std::uint16_t g = 0; g < m_run.info().groups.size(); ++g) {
            const auto n = std::ranges::count_if(
                tasks, [&](std::uint32_t t) { return m_run.info().groupOfTask[t] == g; });
            if (n == 0) continue;
            const QString name = QString::fromStdString(m_run.info().groups[g].name);
            parts += m_run.info().groups[g].taskCount == 1
                         ? name
                         : QStringLiteral("%1 %2").arg(countText(static_cast<std::uint64_t>(n)),
                                                       tasksText(name, static_cast<std::size_t>(n)));
        }
        if (parts.size() == 1) return parts[0];
        const QString last = parts.takeLast();
        return parts.join(QStringLiteral(", ")) + QStringLiteral(" and ") + last;
    }

    using Queues = std::vector<std::uint16_t> GroupInfo::*;
    template <class F> void forGroups(std::size_t q, Queues queues, F f) const
    {
        for (std::uint16_t g = 0; g < m_run.info().groups.size(); ++g) {
            const auto& list = m_run.info().groups[g].*queues;
            if (std::ranges::find(list, static_cast<std::uint16_t>(q)) != list.end()) f(g);
        }
    }
    std::size_t countOf(std::size_t q, Queues queues) const
    {
        std::size_t n = 0;
        forGroups(q, queues, [&](std::uint16_t g) { n += m_run.info().groups[g].taskCount; });
        return n;
    }
    QString nameOf(std::size_t q, Queues queues, bool plural, const char* otherwise) const
    {
        QString name;
        int groups = 0;
        forGroups(q, queues, [&](std::uint16_t g) {
            ++groups;
            const GroupInfo& group = m_run.info().groups[g];
            name = QString::fromStdString(group.name);
            if (plural && group.taskCount != 1) name = tasksText(name, group.taskCount);
        });
        return groups == 1 ? name : QLatin1String(otherwise);
    }
    QString makersOf(std::size_t q) const { return nameOf(q, &GroupInfo::putsInto, true, "putters"); }
    QString takersOf(std::size_t q) const { return nameOf(q, &GroupInfo::getsFrom, true, "consumers"); }
    QString takerOf(std::size_t q) const { return nameOf(q, &GroupInfo::getsFrom, false, "consumer"); }

    /// What all of the groups do that put into (or get from) the queue: "every consumer sleeps"; empty when
    /// they differ too much.
    QString allDo(std::size_t q, Queues queues, const char* otherwise) const
    {
        std::size_t sleeping = 0, busy = 0, ended = 0, all = 0;
        forGroups(q, queues, [&](std::uint16_t g) {
            const GroupInfo& group = m_run.info().groups[g];
            for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
                const TaskState state = m_run.moment->tasks[t].state;
                ++all;
                sleeping += state == TaskState::Sleeping;
                ended += state == TaskState::Ended;
                busy += state == TaskState::Running || state == TaskState::Working ||
                        state == TaskState::Offloaded || state == TaskState::Ready;
            }
        });
        if (all == 0) return {};
        const bool one = all == 1;
        const QString name = nameOf(q, queues, false, otherwise);
        const QString every = one ? QStringLiteral("the ") + name : QStringLiteral("every ") + name;
        if (ended == all)
            return one ? QStringLiteral("the %1 has ended").arg(name)
                       : QStringLiteral("every %1 has ended").arg(name);
        if (sleeping + ended == all) return every + QStringLiteral(" sleeps");
        if (busy + ended == all) return every + QStringLiteral(" is busy");
        if (sleeping > 0)
            return QStringLiteral("%1 of %2 %3 %4")
                .arg(countText(sleeping), countText(all), tasksText(name, all),
                     QLatin1String(sleeping == 1 ? "sleeps" : "sleep"));
        if (busy > 0)
            return QStringLiteral("%1 of %2 %3 %4")
                .arg(countText(busy), countText(all), tasksText(name, all),
                     QLatin1String(busy == 1 ? "is busy" : "are busy"));
        return {};
    }
    QString takersDo(std::size_t q) const { return allDo(q, &GroupInfo::getsFrom, "consumer"); }
    QString makersDo(std::size_t q) const { return allDo(q, &GroupInfo::putsInto, "putter"); }

    bool everyMakerEnded() const
    {
        bool any = false;
        for (const GroupInfo& group : m_run.info().groups) {
            if (group.putsInto.empty() || !group.getsFrom.empty()) continue;
            for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
                any = true;
                if (m_run.moment->tasks[t].state != TaskState::Ended) return false;
            }
        }
        return any;
    }

    const RunView& m_run;
    std::vector<Around> m_around;
};

} // namespace

QString stageSentence(const RunView& run)
{
    return run.isEmpty() ? QString() : Teller(run).tell();
}

QString stageSentence(const RunDocument& document)
{
    return stageSentence(RunView::of(document));
}

} // namespace sojourn
