#include "viewmodels/stall/stall_facts.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/stall/queue_users.h"

namespace sojourn {

namespace {

bool isStuck(const RunEnd& end)
{
    return end.outcome == Outcome::Stalled || end.outcome == Outcome::Spinning || !end.waitingTasks.empty();
}

/// What the engine says in straight quotes the window says in round ones.
QString roundQuotes(QString text)
{
    for (bool opens = true; text.contains(QLatin1Char('"')); opens = !opens)
        text.replace(text.indexOf(QLatin1Char('"')), 1, opens ? QChar(0x201C) : QChar(0x201D));
    return text;
}

QString quoted(const std::string& name)
{
    return QStringLiteral("“%1”").arg(QString::fromStdString(name));
}

/// Why nobody ends this wait: "nobody is left that puts: producer ended at 3.26 s". Empty where nothing more
/// can be said.
QString nobodyEndsIt(const Columns& columns, const TaskMoment& task, std::int64_t endNs)
{
    const bool gets = task.state == TaskState::GetWait;
    if (!gets && task.state != TaskState::PutWait) return {};
    const QueueUsers users =
        QueueUsers::of(columns, gets ? &GroupInfo::putsInto : &GroupInfo::getsFrom, task.object);
    const QString does = gets ? QStringLiteral("puts into it") : QStringLiteral("gets from it");
    if (users.groups.isEmpty()) return StallFacts::tr("nobody %1").arg(does);
    if (!users.left.empty()) return StallFacts::tr("whoever %1 waits as well").arg(does);
    return StallFacts::tr("nobody is left that %1: %2 ended at %3")
        .arg(does, users.groups.join(QStringLiteral(", ")), instantText(users.lastEndNs, endNs));
}

} // namespace

StallFacts::StallFacts(QObject* parent)
    : QObject(parent)
    , m_chain(new WaitChainModel(this))
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
    m_names.clear();
    m_reasons.clear();
    m_more = 0;
    m_culprit = -1;
    const WaitChain chain = stuck ? WaitChain::of(*m_document->columns(), m_document->moment(),
                                                  m_document->end(), m_document->endNs())
                                  : WaitChain();
    m_chain->setLinks(chain.links);
    m_verdict = chain.verdict;
    if (stuck) {
        const RunEnd& end = m_document->end();
        const Columns& columns = *m_document->columns();
        const std::int64_t endNs = m_document->endNs();
        const QString when = instantText(endNs, endNs);
        for (const WaitingTask& waiting : end.waitingTasks) {
            if (static_cast<std::size_t>(m_names.size()) == mostShown) break;
            const TaskMoment& task = m_document->moment().tasks[waiting.task];
            const QString why = nobodyEndsIt(columns, task, endNs);
            const QString since = tr("since %1").arg(instantText(task.sinceNs, endNs));
            m_names += QString::fromStdString(columns.info().taskName(waiting.task));
            m_reasons += tr("waits for %1, %2%3")
                             .arg(roundQuotes(QString::fromStdString(waiting.waitsFor)), since,
                                  why.isEmpty() ? QString() : QStringLiteral("; ") + why);
        }
        m_more = static_cast<int>(end.waitingTasks.size()) - static_cast<int>(m_names.size());
        if (end.waitingTasks.empty()) {
            m_title = roundQuotes(QString::fromStdString(end.sentence));
            m_text = tr("The run ended there, at %1.").arg(when);
        } else {
            const WaitingTask& first = end.waitingTasks.back(); // what the others wait for comes last
            m_culprit = static_cast<int>(first.task);
            m_culpritSinceNs = m_document->moment().tasks[first.task].sinceNs;
            m_title = tr("%1 waits for %2, and nobody can end that wait.")
                          .arg(quoted(columns.info().taskName(first.task)),
                               roundQuotes(QString::fromStdString(first.waitsFor)));
            const std::size_t waiting = end.waitingTasks.size();
            const QString who = waiting == 1 ? QString() : tr(" with %1 tasks waiting").arg(waiting);
            m_text =
                tr("Stalled at %1%2: nothing can run and no timer is set (exit status 3).").arg(when, who);
            if (end.outcome == Outcome::Failed) m_text = roundQuotes(QString::fromStdString(end.sentence));
        }
    }
    Q_EMIT factsChanged();
}

QString StallFacts::copyText() const
{
    if (!isPresent()) return {};
    QStringList lines{m_title, m_text};
    for (const WaitingTask& waiting : m_document->end().waitingTasks)
        lines += tr("%1 waits for %2")
                     .arg(QString::fromStdString(m_document->info().taskName(waiting.task)),
                          roundQuotes(QString::fromStdString(waiting.waitsFor)));
    return lines.join(QLatin1Char('\n'));
}

void StallFacts::select(int i)
{
    if (isPresent() && i >= 0 && i < m_names.size())
        selectTask(static_cast<int>(m_document->end().waitingTasks[static_cast<std::size_t>(i)].task));
}

void StallFacts::selectTask(int task)
{
    if (!isPresent() || task < 0) return;
    m_document->setSelectedItem(-1);
    m_document->setSelectedQueue(-1);
    m_document->setSelectedTask(task);
}

} // namespace sojourn
