#include "viewmodels/stall/stall_facts.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/stall/event_words.h"
#include "viewmodels/stall/queue_users.h"
#include "viewmodels/stall/wait_graph.h"

#include <algorithm>

namespace sojourn {

namespace {

bool isStuck(const RunEnd& end)
{
    return end.outcome == Outcome::Stalled || end.outcome == Outcome::Spinning || !end.waitingTasks.empty();
}

QString inQuotes(const QString& name)
{
    return QStringLiteral("“%1”").arg(name);
}

/// The sentences of the engine about what failed, without that about who waits.
QString failuresOf(const RunInfo& info, const RunEnd& end)
{
    const WaitingTask& first = end.waitingTasks.front();
    const std::string stall = '"' + info.taskName(first.task) + "\" waits for " + first.waitsFor;
    return engineWords(info, end.sentence.substr(0, end.sentence.find(stall))).trimmed();
}

/// Why nobody ends this wait: "nobody is left that puts: producer ended at 3.26 s". Empty where nothing more
/// can be said.
QString nobodyEndsIt(const RunDocument& run, const TaskMoment& task)
{
    const bool gets = task.state == TaskState::GetWait;
    if (!gets && task.state != TaskState::PutWait) return {};
    const QueueUse use = gets ? &GroupInfo::putsInto : &GroupInfo::getsFrom;
    const QueueUsers users = QueueUsers::of(run.info(), run.moment(), use, task.object);
    const QString does = gets ? QStringLiteral("puts into it") : QStringLiteral("gets from it");
    if (users.groups.isEmpty()) return StallFacts::tr("nobody %1").arg(does);
    if (!users.left.empty()) return StallFacts::tr("whoever %1 waits as well").arg(does);
    return StallFacts::tr("nobody is left that %1: %2 ended at %3")
        .arg(does, users.groups.join(QStringLiteral(", ")), instantText(users.lastEndNs, run.endNs()));
}

} // namespace

StallFacts::StallFacts(QObject* parent)
    : QObject(parent)
{
}

void StallFacts::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &StallFacts::look);
        connect(document, &RunDocument::dataChanged, this, &StallFacts::look);
        connect(document, &RunDocument::playheadChanged, this, &StallFacts::look);
    }
    look();
    Q_EMIT documentChanged();
}

void StallFacts::look()
{
    // What lies ahead of the playhead has not happened yet; of several events of one instant, some may have.
    const bool stuck = m_document && m_document->columns() != nullptr && m_document->isEnded() &&
                       m_document->playheadNs() >= m_document->endNs() &&
                       m_document->moment().events >= m_document->columns()->folded() &&
                       isStuck(m_document->end());
    if (stuck == isPresent() && !stuck) return;
    m_title.clear();
    m_text.clear();
    m_shown.clear();
    m_names.clear();
    m_reasons.clear();
    m_more = 0;
    m_culprit = -1;
    m_lastTimes.clear();
    m_lastTasks.clear();
    m_lastWords.clear();
    if (stuck) tell();
    Q_EMIT factsChanged();
}

void StallFacts::tell()
{
    const RunEnd& end = m_document->end();
    const RunInfo& info = m_document->info();
    listLast();
    const QString when = instantText(m_document->endNs(), m_document->endNs());
    if (end.waitingTasks.empty()) {
        m_title = engineWords(info, end.sentence);
        m_text = tr("The run ended there, at %1.").arg(when);
        return;
    }
    m_culprit = WaitGraph::of(info, m_document->moment(), m_document->endNs(), true).last;
    if (m_culprit < 0) m_culprit = static_cast<int>(end.waitingTasks.back().task);
    m_culpritSinceNs = m_document->moment().tasks[static_cast<std::size_t>(m_culprit)].sinceNs;
    nameWaiting();
    const std::size_t waiting = end.waitingTasks.size();
    const QString tasks = waiting == 1 ? QString() : tr(" with %1 tasks waiting").arg(waiting);
    const QString stalled = tr("Stalled at %1%2: nothing can run and no timer is set").arg(when, tasks);
    if (end.outcome != Outcome::Failed) {
        m_title = tr("%1, and nobody can end that wait.").arg(whoWaits());
        m_text = tr("%1 (exit status 3).").arg(stalled);
        return;
    }
    const auto failed =
        std::ranges::count(m_document->moment().tasks, EndedHow::Failed, &TaskMoment::endedHow);
    m_title = failed == 1
                  ? tr("A task failed; %1, and nobody can end that wait.").arg(whoWaits())
                  : tr("%1 tasks failed; %2, and nobody can end that wait.").arg(failed).arg(whoWaits());
    m_text = tr("%1 %2 (exit status 1, since tasks failed).").arg(failuresOf(info, end), stalled);
}

/// The culprit first, then the others in the order of the tasks.
void StallFacts::nameWaiting()
{
    const RunEnd& end = m_document->end();
    const std::int64_t endNs = m_document->endNs();
    std::vector<WaitingTask> waiting = end.waitingTasks;
    std::ranges::stable_partition(
        waiting, [this](const WaitingTask& w) { return static_cast<int>(w.task) == m_culprit; });
    for (const WaitingTask& task : waiting) {
        if (m_shown.size() == mostShown) break;
        const TaskMoment& now = m_document->moment().tasks[task.task];
        const QString why = nobodyEndsIt(*m_document, now);
        const QString since = tr("since %1").arg(instantText(now.sinceNs, endNs));
        m_shown.push_back(task.task);
        m_names += taskTitle(m_document->info(), task.task);
        m_reasons += tr("waits for %1, %2%3")
                         .arg(engineWords(m_document->info(), task.waitsFor), since,
                              why.isEmpty() ? QString() : QStringLiteral("; ") + why);
    }
    m_more = static_cast<int>(waiting.size() - m_shown.size());
}

/// The latest events that have words, the last of them at the end.
void StallFacts::listLast()
{
    const Columns& columns = *m_document->columns();
    const RunInfo& info = m_document->info();
    for (std::uint64_t i = columns.folded(); i-- > 0 && m_lastTimes.size() < mostEvents;) {
        const Event& event = columns.log()[i];
        const QString words = eventWords(info, event);
        if (words.isEmpty()) continue;
        m_lastTimes.prepend(instantText(event.timeNs, m_document->endNs()));
        m_lastTasks.prepend(taskTitle(info, event.task));
        m_lastWords.prepend(words);
    }
}

/// “Producer 0” and 8 more wait for room in “queue”: the culprit, and those of its group that wait for the
/// same.
QString StallFacts::whoWaits() const
{
    const RunInfo& info = m_document->info();
    const auto culprit = static_cast<std::uint32_t>(m_culprit);
    const std::vector<WaitingTask>& waiting = m_document->end().waitingTasks;
    const auto its = std::ranges::find(waiting, culprit, &WaitingTask::task);
    if (its == waiting.end()) return {};
    const auto others = std::ranges::count_if(waiting, [&](const WaitingTask& w) {
        return w.task != culprit && info.groupOfTask[w.task] == info.groupOfTask[culprit] &&
               w.waitsFor == its->waitsFor;
    });
    const QString who = inQuotes(taskTitle(info, culprit));
    const QString what = engineWords(info, its->waitsFor);
    if (others == 0) return tr("%1 waits for %2").arg(who, what);
    return tr("%1 and %2 more like it wait for %3").arg(who).arg(others).arg(what);
}

QString StallFacts::copyText() const
{
    if (!isPresent()) return {};
    QStringList lines{m_title, m_text};
    for (const WaitingTask& waiting : m_document->end().waitingTasks)
        lines += tr("%1 waits for %2")
                     .arg(taskTitle(m_document->info(), waiting.task),
                          engineWords(m_document->info(), waiting.waitsFor));
    return lines.join(QLatin1Char('\n'));
}

void StallFacts::select(int i)
{
    if (isPresent() && i >= 0 && i < m_names.size())
        selectTask(static_cast<int>(m_shown[static_cast<std::size_t>(i)]));
}

void StallFacts::selectTask(int task)
{
    if (!isPresent() || task < 0) return;
    m_document->setSelectedItem(-1);
    m_document->setSelectedQueue(-1);
    m_document->setSelectedTask(task);
}

} // namespace sojourn
