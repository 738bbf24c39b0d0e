#include "viewmodels/numbers_to_here.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr int apartMs = 100; // what changes faster while a run plays nobody can read
constexpr qint64 sliceMs = 5;
constexpr std::uint64_t looksAtClock = 20'000; // events between two looks at the clock

} // namespace

NumbersToHere::NumbersToHere(QObject* parent)
    : QObject(parent)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &NumbersToHere::work);
}

NumbersToHere::~NumbersToHere() = default;

void NumbersToHere::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &NumbersToHere::restart);
        connect(document, &RunDocument::dataChanged, this, &NumbersToHere::follow);
        connect(document, &RunDocument::playheadChanged, this, &NumbersToHere::follow);
    }
    restart();
    Q_EMIT documentChanged();
}

void NumbersToHere::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    restart();
    Q_EMIT activeChanged();
}

bool NumbersToHere::isKnown() const
{
    return m_active && m_document && m_document->columns() != nullptr && m_document->isReplayable();
}

/// The playhead stands before what is known of a run whose beginning is lost.
bool NumbersToHere::isLost() const
{
    return m_document && m_document->playheadNs() < m_document->firstKnownNs();
}

QString NumbersToHere::absentText() const
{
    if (isLost()) return tr("What happened until here is lost");
    if (m_document && !m_document->isEmpty()) return tr("Adding up …");
    return m_document && m_document->isEnded() ? tr("There is no event") : tr("Nothing has happened yet");
}

void NumbersToHere::restart()
{
    m_next.stop();
    m_fold.reset();
    m_folded = 0;
    m_summary = Summary();
    m_present = false;
    m_sinceShown.invalidate();
    if (isKnown()) work();
    Q_EMIT numbersChanged();
}

void NumbersToHere::follow()
{
    if (!isKnown() || m_next.isActive()) return;
    const qint64 since = m_sinceShown.isValid() ? m_sinceShown.elapsed() : apartMs;
    m_next.start(static_cast<int>(std::max<qint64>(0, apartMs - since)));
}

void NumbersToHere::work()
{
    if (!isKnown()) return;
    if (isLost()) {
        m_present = false;
        Q_EMIT numbersChanged();
        return;
    }
    const EventLog& log = m_document->columns()->log();
    const std::uint64_t until = std::min(m_document->moment().events, log.size());
    if (!m_fold || until < m_folded) {
        m_fold = std::make_unique<SummaryFold>(m_document->sharedInfo());
        m_fold->beginAt(m_document->firstKnownNs());
        m_folded = 0;
    }
    QElapsedTimer slice;
    slice.start();
    while (m_folded < until && slice.elapsed() < sliceMs)
        for (const std::uint64_t stop = std::min(until, m_folded + looksAtClock); m_folded < stop; ++m_folded)
            m_fold->add(log[m_folded]);
    m_present = m_folded == until;
    if (!m_present) {
        m_next.start(0);
        Q_EMIT numbersChanged();
        return;
    }
    RunEnd now;
    now.at = instantFromNanoseconds(m_document->playheadNs());
    m_summary = m_fold->summary(now);
    m_sinceShown.start();
    Q_EMIT numbersChanged();
}

QString NumbersToHere::stay(double seconds) const
{
    return m_present && m_summary.sojourn.count > 0 ? durationText(std::llround(seconds * 1e9)) : QString();
}

QString NumbersToHere::items() const
{
    return m_present ? countText(m_summary.sojourn.count) : QString();
}

QString NumbersToHere::throughput() const
{
    // Items, as in the line above; the summary's counts visits, of which an item may have several.
    if (!m_present || !(m_summary.countedSeconds() > 0) || m_summary.sojourn.count == 0) return {};
    return QStringLiteral("%1 /s").arg(
        figuresText(static_cast<double>(m_summary.sojourn.count) / m_summary.countedSeconds()));
}

QString NumbersToHere::meanWaiting() const
{
    if (!m_present || m_summary.queues.empty()) return {};
    double sum = 0;
    for (const QueueSummary& queue : m_summary.queues)
        sum += queue.meanSize;
    return figuresText(sum);
}

} // namespace sojourn
