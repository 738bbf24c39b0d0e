#include "scene/timeline/viewport.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double presentAt = 0.8;   // where the present of a live run stands in the window
constexpr double playheadAt = 0.76; // where the playhead of a computed run is kept
constexpr double roomBehind = 0.02; // behind the end of a run, as a share of it, where all of it is shown
constexpr qint64 liveSpanNs = 18'000'000'000;
constexpr qint64 emptySpanNs = 1'000'000'000; // of a run that takes no time at all
/// A live run's first window, which is doubled, as its present comes to where that is kept, up to liveSpanNs.
constexpr qint64 firstLiveSpanNs = liveSpanNs / 4;
constexpr double marksALane =
    26.0; // in the first window of a computed run: ticks with room for their numbers

qint64 scaled(qint64 ns, double factor)
{
    return static_cast<qint64>(std::llround(static_cast<double>(ns) * factor));
}

} // namespace

Viewport::Viewport(QObject* parent)
    : QObject(parent)
{
}

void Viewport::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (m_document) {
        connect(m_document, &RunDocument::runChanged, this, &Viewport::reset);
        connect(m_document, &RunDocument::dataChanged, this, &Viewport::takeData);
        connect(m_document, &RunDocument::playheadChanged, this, &Viewport::follow);
    }
    reset();
    takeData();
    Q_EMIT documentChanged();
}

void Viewport::reset()
{
    m_index = {};
    m_grew = false;
    // The same scenario with another value: what was looked at is what is to be seen changing.
    if (m_document && m_document->isVariation() && !m_fresh) return;
    m_fresh = true;
    m_anchor = playheadAt;
    if (!m_following) setFollowing(true);
    set(0, liveSpanNs);
}

/// A window that nobody has zoomed or moved since the run began.
void Viewport::growWithLiveRun()
{
    while (m_document->isLive() && m_following && !m_held && m_fromNs == 0 && spanNs() == m_grownSpanNs &&
           m_grownSpanNs < liveSpanNs && m_document->endNs() > scaled(m_grownSpanNs, presentAt)) {
        m_grownSpanNs *= 2;
        set(0, m_grownSpanNs);
    }
}

void Viewport::takeData()
{
    if (!m_document || m_document->columns() == nullptr) return;
    takeIndex();
    if (m_document->isVariation() && !m_fresh) {
        if (m_isWhole)
            set(0, limitNs());
        else
            set(m_fromNs, m_toNs);
    }
    if (m_fresh && m_document->endNs() > 0) {
        m_fresh = false;
        m_grownSpanNs = firstLiveSpanNs;
        set(0, firstSpan());
    }
    growWithLiveRun();
    if (isShortAndOver() && m_following && !m_held) set(0, limitNs());
    follow();
}

void Viewport::takeIndex()
{
    const Columns& columns = *m_document->columns();
    // An item that was done in one queue may have been put into another since: then it had not left.
    if (m_document->isEnded() && m_grew && columns.visits().size() > columns.items().size())
        m_index.latency = {};
    m_grew = !m_document->isEnded();
    m_index.update(columns);
}

/// A live run starts with a window of a few seconds; a computed one with as much as can be read, or all of
/// it.
qint64 Viewport::firstSpan() const
{
    if (m_document->isLive()) return firstLiveSpanNs;
    const Columns& columns = *m_document->columns();
    std::size_t busiest = 1;
    for (const Lane& lane : columns.lanes())
        busiest = std::max(busiest, lane.marks.size());
    const double share = marksALane / static_cast<double>(busiest);
    return share > 0.7 ? limitNs() : scaled(m_document->endNs(), share);
}

/// A live run that ended (or stalled) before it had filled its first window, which is then framed anew.
bool Viewport::isShortAndOver() const
{
    return m_document && m_document->isLive() && m_document->isEnded() && m_document->endNs() < liveSpanNs;
}

/// Where the last window of that width ends: a little of it lies behind the run's end, the same share for
/// every width.
qint64 Viewport::lastToNs(qint64 span) const
{
    const bool live = m_document && m_document->isLive() && !m_document->isEnded();
    const double behind = live ? 1 - presentAt : roomBehind / (1 + roomBehind);
    return endNs() + scaled(span, behind);
}

/// Of the run, or of the ghost behind it.
qint64 Viewport::endNs() const
{
    return std::max(m_document ? m_document->endNs() : 0, m_reachNs);
}

void Viewport::setReachSeconds(double seconds)
{
    const auto reach = static_cast<qint64>(std::llround(seconds * 1e9));
    if (reach == m_reachNs) return;
    const bool wasWhole =
        m_document && m_document->columns() != nullptr && m_fromNs == 0 && m_toNs == limitNs();
    m_reachNs = reach;
    if (wasWhole)
        set(0, limitNs());
    else
        set(m_fromNs, m_toNs);
    Q_EMIT reachChanged();
}

qint64 Viewport::limitNs() const
{
    const qint64 end = endNs();
    if (m_document && m_document->isLive() && !m_document->isEnded())
        return std::max(
            {liveSpanNs, scaled(m_document->endNs(), 1.0 / presentAt), scaled(m_reachNs, 1 + roomBehind)});
    if (end == 0) return emptySpanNs;
    return std::max(leastSpanNs * 2, scaled(end, 1 + roomBehind));
}

bool Viewport::showsAll() const
{
    return m_document && m_fromNs <= 0 && m_toNs >= m_document->endNs();
}

void Viewport::set(qint64 fromNs, qint64 toNs)
{
    const qint64 limit = limitNs();
    const qint64 span = std::clamp(toNs - fromNs, leastSpanNs, std::max(leastSpanNs, limit));
    const qint64 from = std::clamp<qint64>(fromNs, 0, std::max<qint64>(0, lastToNs(span) - span));
    m_isWhole = from == 0 && span == limit;
    if (from == m_fromNs && from + span == m_toNs) return;
    m_fromNs = from;
    m_toNs = from + span;
    Q_EMIT windowChanged();
}

void Viewport::noteAnchor()
{
    if (!m_document) return;
    const double at =
        static_cast<double>(m_document->playheadNs() - m_fromNs) / static_cast<double>(spanNs());
    m_anchor = std::clamp(at, playheadAt, 0.96);
}

void Viewport::setFollowing(bool following)
{
    if (following == m_following) return;
    m_following = following;
    Q_EMIT followingChanged();
    follow();
}

void Viewport::follow()
{
    if (!m_document || !m_following || m_held || m_fresh) return;
    const qint64 span = spanNs();
    if (isShortAndOver()) return;
    if (m_document->isLive()) {
        const qint64 from = std::max<qint64>(0, m_document->endNs() - scaled(span, presentAt));
        if (m_document->playheadNs() >= m_document->endNs()) set(from, from + span);
        return;
    }
    const qint64 playhead = m_document->playheadNs();
    qint64 from = m_fromNs;
    if (playhead > m_fromNs + scaled(span, m_anchor)) from = playhead - scaled(span, m_anchor);
    if (playhead < m_fromNs) from = playhead - scaled(span, 1 - playheadAt);
    if (from != m_fromNs) set(from, from + span);
}

void Viewport::zoomAt(double ratio, double factor)
{
    if (!(factor > 0)) return;
    if (m_following && m_document && m_document->isLive() && m_document->playheadNs() >= m_document->endNs())
        ratio = static_cast<double>(m_document->endNs() - m_fromNs) / static_cast<double>(spanNs());
    const qint64 span =
        std::clamp(scaled(spanNs(), 1.0 / factor), leastSpanNs, std::max(leastSpanNs, limitNs()));
    const qint64 fixed = m_fromNs + scaled(spanNs(), ratio);
    const qint64 from = fixed - scaled(span, ratio);
    set(from, from + span);
    noteAnchor();
}

void Viewport::panByNs(qint64 ns)
{
    if (m_following) setFollowing(false);
    const qint64 span = spanNs();
    set(m_fromNs + ns, m_fromNs + ns + span);
}

void Viewport::panBy(double seconds)
{
    panByNs(static_cast<qint64>(seconds * 1e9));
}

void Viewport::show(double seconds)
{
    const auto at = static_cast<qint64>(seconds * 1e9);
    if (at >= m_fromNs && at < m_toNs) return;
    panByNs(at - m_fromNs - spanNs() / 3);
    noteAnchor();
}

void Viewport::showStretch(double fromSeconds, double toSeconds)
{
    const auto from = static_cast<qint64>(fromSeconds * 1e9), to = static_cast<qint64>(toSeconds * 1e9);
    const qint64 length = to - from;
    if (length > spanNs()) return frameNs(from - length / 4, to + length / 4);
    if (from < m_fromNs || to > m_toNs) frameNs(from - (spanNs() - length) / 2, to + (spanNs() - length) / 2);
}

void Viewport::frameAll()
{
    const bool live = m_document && m_document->isLive() && !m_document->isEnded();
    set(0, live ? std::max<qint64>(1'000'000'000, scaled(m_document->endNs(), 1 / presentAt)) : limitNs());
    noteAnchor();
}

void Viewport::showEnd()
{
    panByNs(lastToNs(spanNs()) - m_toNs);
}

void Viewport::frameNs(qint64 fromNs, qint64 toNs)
{
    const bool holdsPlayhead =
        m_document && m_document->playheadNs() >= fromNs && m_document->playheadNs() < toNs;
    if (m_following && !holdsPlayhead) setFollowing(false);
    set(fromNs, std::max(toNs, fromNs + leastSpanNs));
    noteAnchor();
}

void Viewport::frame(double fromSeconds, double toSeconds)
{
    frameNs(static_cast<qint64>(fromSeconds * 1e9), static_cast<qint64>(toSeconds * 1e9));
}

} // namespace sojourn
