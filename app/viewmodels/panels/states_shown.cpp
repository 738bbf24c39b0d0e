#include "viewmodels/panels/states_shown.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <chrono>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

/// Shorter ones cannot be seen: the instants between two rounds of the loop on the real clock. In a run that
/// is short itself, no pixel is left of those shorter than this part of it.
constexpr std::int64_t visibleNs = 10'000'000;
constexpr std::int64_t visiblePart = 500;

unsigned bit(StateLook look)
{
    return 1u << static_cast<unsigned>(look);
}

} // namespace

StatesShown::StatesShown(QObject* parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(200ms);
    connect(&m_soon, &QTimer::timeout, this, &StatesShown::look);
}

void StatesShown::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &StatesShown::forget);
        connect(document, &RunDocument::dataChanged, this, [this] {
            if (!m_soon.isActive()) m_soon.start();
        });
    }
    forget();
    look();
    Q_EMIT documentChanged();
}

void StatesShown::setEveryTurn(bool every)
{
    if (every == m_everyTurn) return;
    m_everyTurn = every;
    forget();
    look();
    Q_EMIT everyTurnChanged();
}

void StatesShown::forget()
{
    m_seenSpans.clear();
    m_seenMarks.clear();
    m_sawEnd = false;
    // The same scenario again will show the same states: its legend stays until something is known.
    m_mask = 0;
}

void StatesShown::look()
{
    m_soon.stop();
    if (m_document && m_document->columns() != nullptr) {
        // Only now is it known how short a short run was, and what can be seen of it.
        if (m_document->isEnded() && !m_sawEnd && m_document->endNs() / visiblePart < visibleNs)
            m_seenSpans.clear();
        m_sawEnd = m_document->isEnded();
        m_seenSpans.resize(m_document->columns()->lanes().size());
        m_seenMarks.resize(m_seenSpans.size());
        for (std::size_t task = 0; task < m_seenSpans.size(); ++task)
            lookAt(task);
    }
    if (m_document && m_document->columns() != nullptr && m_document->isStalled())
        m_mask |= bit(StateLook::Endless);
    QList<StateLook> shown;
    for (int look = 0; look < static_cast<int>(StateLook::Ink); ++look) {
        if ((m_mask & bit(static_cast<StateLook>(look))) != 0) shown.append(static_cast<StateLook>(look));
    }
    // Each run is looked at anew, and most often has the states of the one before: its legend stays.
    const QString inLine = words(StateLook::InLine);
    if (shown == m_shown && inLine == m_inLine) return;
    beginResetModel();
    m_shown = shown;
    m_inLine = inLine;
    endResetModel();
    Q_EMIT countChanged();
}

void StatesShown::lookAt(std::size_t task)
{
    const Lane& lane = m_document->columns()->lanes()[task];
    const std::int64_t leastNs = m_everyTurn ? 0
                                 : m_document->isEnded()
                                     ? std::min<std::int64_t>(visibleNs, m_document->endNs() / visiblePart)
                                     : visibleNs;
    // On the virtual clock a turn takes no time, and has no span.
    if (m_everyTurn && lane.startedNs != notYet && m_document->isReplayable())
        m_mask |= bit(lookOf(TaskState::Running));
    const auto note = [&](const Span& span, std::int64_t untilNs) {
        const bool isState = span.state != TaskState::NotStarted && span.state != TaskState::Ended;
        const bool isVisible = untilNs - span.startNs >= leastNs || m_document->info().virtualClock;
        if (isState && isVisible && untilNs > span.startNs) m_mask |= bit(lookOf(span));
    };
    for (std::size_t& i = m_seenSpans[task]; i < lane.spans.size(); ++i)
        note(lane.spans[i], lane.spans[i].endNs);
    note(lane.open, m_document->knownNs());
    // Due, and kept waiting by who holds the loop: drawn as ready (see LaneSpans).
    const bool isDue = lane.open.state == TaskState::Sleeping && lane.plannedEndNs != notYet &&
                       m_document->knownNs() - lane.plannedEndNs >= visibleNs * 2;
    if (isDue) m_mask |= bit(StateLook::Ready);
    // Who still waits when the run has ended is seen waiting, however short it was until then.
    if (m_document->isEnded() && lane.open.state < TaskState::NotStarted) m_mask |= bit(lookOf(lane.open));
    if (lane.hasInstants()) {
        m_mask |= bit(StateLook::Mark);
        m_seenMarks[task] = lane.marks.size();
    }
    for (std::size_t& i = m_seenMarks[task]; i < lane.marks.size(); ++i)
        if (lane.marks[i].kind == MarkKind::RequestFailed) m_mask |= bit(StateLook::Failed);
    if (lane.endedNs == notYet) return;
    if (lane.endedHow == EndedHow::Cancelled) m_mask |= bit(StateLook::Cancelled);
    if (lane.endedHow == EndedHow::Failed) m_mask |= bit(StateLook::Failed);
}

int StatesShown::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant StatesShown::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const StateLook look = m_shown[index.row()];
    if (role == LookRole) return static_cast<int>(look);
    if (role == WordsRole || role == Qt::DisplayRole) return words(look);
    return {};
}

/// What a run's tasks stand in line for, where that is one thing.
QString StatesShown::words(StateLook look) const
{
    if (look != StateLook::InLine || !m_document || m_document->columns() == nullptr) return lookText(look);
    const RunInfo& info = m_document->info();
    if (info.pools.empty()) return tr("in line for a connection");
    return info.servers.empty() ? tr("in line for a thread") : lookText(look);
}

QHash<int, QByteArray> StatesShown::roleNames() const
{
    return {{LookRole, "look"}, {WordsRole, "words"}};
}

} // namespace sojourn
