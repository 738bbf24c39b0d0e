#include "scene/timeline/viewport.h"

#include "viewmodels/on_pool.h"

#include <QCoroFuture>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

constexpr double presentAt = 0.8;    // where the present of a live run stands in the window
constexpr double playheadAt = 0.76;  // where the playhead of a computed run is kept
constexpr double roomBehind = 0.02;  // behind the end of a run, as a share of it, where all of it is shown
constexpr double stalledRoom = 0.25; // likewise, where waits go on behind it for ever
constexpr qint64 liveSpan = 18'000'000'000; // of the axis, where a nanosecond has the length of one
constexpr qint64 emptySpan = 1'000'000'000; // of a run that takes no time at all
/// A live run's first window, which is doubled, as its present comes to where that is kept, up to liveSpan.
constexpr qint64 firstLiveSpan = liveSpan / 4;
constexpr double marksALane =
    26.0; // in the first window of a computed run: ticks with room for their numbers

/// A run that is laid out on another axis in that time is shown on it with no picture in between.
constexpr std::chrono::milliseconds patience{30};
constexpr std::chrono::milliseconds layOutApart{100};
constexpr int copyShare = 20; // of the time, at most, goes into copies of a run that goes on

qint64 scaled(qint64 ns, double factor)
{
    return static_cast<qint64>(std::llround(static_cast<double>(ns) * factor));
}

} // namespace

Viewport::Viewport(QObject* parent)
    : QObject(parent)
{
    connect(this, &Viewport::windowChanged, this, &Viewport::extentChanged);
    m_layOutSoon.setSingleShot(true);
    m_layOutSoon.setInterval(layOutApart);
    connect(&m_layOutSoon, &QTimer::timeout, this, [this] {
        m_layOutAgain = true;
        if (!m_layingOut) layOut();
    });
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
    ++m_runs;
    if (m_axis) takeAxis(nullptr);
    // The same scenario with another value: what was looked at is what is to be seen changing.
    if (m_document && m_document->isVariation() && !m_fresh) return;
    m_fresh = true;
    m_anchor = playheadAt;
    if (!m_following) setFollowing(true);
    set(0, liveSpan);
}

/// A window that nobody has zoomed or moved since the run began.
void Viewport::growWithLiveRun()
{
    while (m_document->isLive() && m_following && !m_held && m_from == 0 && span() == m_grownSpan &&
           m_grownSpan < liveSpan && runEnd() > scaled(m_grownSpan, presentAt)) {
        m_grownSpan *= 2;
        set(0, m_grownSpan);
    }
}

void Viewport::takeData()
{
    if (!m_document || m_document->columns() == nullptr) return;
    takeIndex();
    layOutSoon();
    if (m_document->isVariation() && !m_fresh) {
        if (m_isWhole)
            set(0, limit());
        else
            set(m_from, m_to);
    }
    if (m_fresh && (m_document->endNs() > 0 || m_axis)) {
        m_fresh = false;
        m_grownSpan = firstLiveSpan;
        set(0, firstSpan());
    }
    growWithLiveRun();
    if (isShortAndOver() && m_following && !m_held) set(0, limit());
    follow();
    Q_EMIT extentChanged();
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
    if (m_document->isLive()) return firstLiveSpan;
    const Columns& columns = *m_document->columns();
    std::size_t busiest = 1;
    for (const Lane& lane : columns.lanes())
        if (!lane.hasInstants()) busiest = std::max(busiest, lane.marks.size()); // those merge
    const double share = marksALane / static_cast<double>(busiest);
    return share > 0.7 ? limit() : scaled(runEnd(), share);
}

/// A live run that ended (or stalled) before it had filled its first window, which is then framed anew.
bool Viewport::isShortAndOver() const
{
    return m_document && m_document->isLive() && m_document->isEnded() && runEnd() < liveSpan;
}

double Viewport::roomBehindEnd() const
{
    return m_document && m_document->isStalled() ? stalledRoom : roomBehind;
}

/// Where the last window of that width ends: a little of it lies behind the run's end, the same share for
/// every width.
qint64 Viewport::lastTo(qint64 span) const
{
    const bool live = m_document && m_document->isLive() && !m_document->isEnded();
    const double behind = live ? 1 - presentAt : roomBehindEnd() / (1 + roomBehindEnd());
    return end() + std::max<qint64>(1, scaled(span, behind));
}

qint64 Viewport::runEnd() const
{
    if (!m_document) return 0;
    return m_axis ? m_axis->run.map.toAxisEnd(m_document->endNs()) : m_document->endNs();
}

qint64 Viewport::playhead() const
{
    if (!m_document) return 0;
    if (!m_axis || m_document->columns() == nullptr) return m_document->playheadNs();
    return m_axis->placeOf(m_document->moment(), m_document->playheadNs());
}

/// Of the run, or of the ghost behind it, which is drawn on time's own axis.
qint64 Viewport::end() const
{
    return m_axis ? runEnd() : std::max(runEnd(), m_reachNs);
}

void Viewport::setReachSeconds(double seconds)
{
    const auto reach = static_cast<qint64>(std::llround(seconds * 1e9));
    if (reach == m_reachNs) return;
    const bool wasWhole = m_document && m_document->columns() != nullptr && m_from == 0 && m_to == limit();
    m_reachNs = reach;
    if (wasWhole)
        set(0, limit());
    else
        set(m_from, m_to);
    Q_EMIT reachChanged();
}

/// How far a window may reach that shows a run up to `run`, and what lies behind that up to `end`.
qint64 Viewport::reach(qint64 run, qint64 end) const
{
    if (m_document && m_document->isLive() && !m_document->isEnded())
        return std::max(scaled(run, 1.0 / presentAt), scaled(end > run ? end : 0, 1 + roomBehindEnd()));
    if (end == 0) return emptySpan;
    // What happens at the very end needs a nanosecond to be seen in.
    return std::max({leastSpanNs, end + 1, scaled(end, 1 + roomBehindEnd())});
}

qint64 Viewport::limit() const
{
    if (m_axis) return reach(runEnd(), runEnd());
    return limitNs();
}

qint64 Viewport::limitNs() const
{
    const qint64 run = m_document ? m_document->endNs() : 0;
    const qint64 most = reach(run, std::max(run, m_reachNs));
    return m_document && m_document->isLive() && !m_document->isEnded() ? std::max(liveSpan, most) : most;
}

/// All of it, as it grows; of steps the latest ones.
void Viewport::frameLive()
{
    constexpr qint64 mostSteps = 250;
    const qint64 all = scaled(runEnd(), 1.0 / presentAt);
    const qint64 wide = m_axis->kind == TimeAxis::Steps ? std::min(all, mostSteps * stepOnAxis) : all;
    const qint64 from = std::max<qint64>(0, runEnd() - scaled(wide, presentAt));
    set(from, from + wide);
}

bool Viewport::showsAll() const
{
    return m_document && m_from <= 0 && m_to >= runEnd();
}

double Viewport::shownSeconds() const
{
    if (!m_document) return 0;
    return static_cast<double>(std::max<qint64>(0, std::min(toNs(), m_document->endNs()) - fromNs())) / 1e9;
}

int Viewport::allSteps() const
{
    if (!m_axis || m_axis->kind != TimeAxis::Steps) return 0;
    const auto events = static_cast<qint64>(m_axis->run.eventsBehind.size());
    return static_cast<int>(events > 0 ? events : runEnd() / stepOnAxis);
}

/// One is told from the next where it begins to be drawn, which is at its event.
int Viewport::shownSteps() const
{
    if (allSteps() == 0) return 0;
    const auto upTo = [](qint64 place) { return (place + stepOnAxis - 1) / stepOnAxis; };
    const qint64 first = std::max<qint64>(1, upTo(m_from));
    return static_cast<int>(std::max<qint64>(0, std::min<qint64>(upTo(m_to), allSteps() + 1) - first));
}

void Viewport::set(qint64 from, qint64 to)
{
    const qint64 most = limit();
    const qint64 span = std::clamp(to - from, leastSpanNs, std::max(leastSpanNs, most));
    from = std::clamp<qint64>(from, 0, std::max<qint64>(0, lastTo(span) - span));
    m_isWhole = from == 0 && span == most;
    if (from == m_from && from + span == m_to) return;
    m_from = from;
    m_to = from + span;
    Q_EMIT windowChanged();
}

void Viewport::noteAnchor()
{
    if (!m_document) return;
    const double at = static_cast<double>(playhead() - m_from) / static_cast<double>(span());
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
    const bool atPresent = !m_document->isEnded() && m_document->playheadNs() >= m_document->endNs();
    if (m_framesLive && m_axis && m_document->isLive() && atPresent) return frameLive();
    const qint64 wide = span();
    if (isShortAndOver()) return;
    if (m_document->isLive()) {
        const qint64 from = std::max<qint64>(0, runEnd() - scaled(wide, presentAt));
        if (m_document->playheadNs() >= m_document->endNs()) set(from, from + wide);
        return;
    }
    const qint64 at = playhead();
    qint64 from = m_from;
    if (at > m_from + scaled(wide, m_anchor)) from = at - scaled(wide, m_anchor);
    if (at < m_from) from = at - scaled(wide, 1 - playheadAt);
    if (from != m_from) set(from, from + wide);
}

void Viewport::zoomAt(double ratio, double factor)
{
    if (!(factor > 0)) return;
    m_framesLive = false;
    if (m_following && m_document && m_document->isLive() && m_document->playheadNs() >= m_document->endNs())
        ratio = static_cast<double>(runEnd() - m_from) / static_cast<double>(span());
    const qint64 wide = std::clamp(scaled(span(), 1.0 / factor), leastSpanNs, std::max(leastSpanNs, limit()));
    const qint64 fixed = m_from + scaled(span(), ratio);
    const qint64 from = fixed - scaled(wide, ratio);
    set(from, from + wide);
    noteAnchor();
}

void Viewport::zoomAtPlayhead(double factor)
{
    const qint64 at = playhead();
    const bool isSeen = m_document && at >= m_from && at <= m_to;
    zoomAt(isSeen ? static_cast<double>(at - m_from) / static_cast<double>(span()) : 0.5, factor);
}

void Viewport::panByPlaces(qint64 places)
{
    m_framesLive = false;
    if (m_following) setFollowing(false);
    set(m_from + places, m_to + places);
}

void Viewport::panByShare(double share)
{
    panByPlaces(scaled(span(), share));
}

void Viewport::panTo(qint64 fromNs)
{
    panByPlaces(placeOf(fromNs) - m_from);
}

void Viewport::panToMiddle(qint64 ns)
{
    panByPlaces(placeOf(ns) - m_from - span() / 2);
}

void Viewport::show(double seconds)
{
    const qint64 at = placeOf(static_cast<qint64>(seconds * 1e9));
    if (at >= m_from && at < m_to) return;
    panByPlaces(at - m_from - span() / 3);
    noteAnchor();
}

void Viewport::showStretch(double fromSeconds, double toSeconds)
{
    const qint64 from = placeOf(static_cast<qint64>(fromSeconds * 1e9));
    const qint64 to = placeOf(static_cast<qint64>(toSeconds * 1e9));
    const qint64 length = to - from;
    if (length > span()) return framePlaces(from - length / 4, to + length / 4);
    constexpr qint64 leastShare = 40; // of a thousand pixels 25, in which a few parts can be told apart
    if (length < span() / leastShare) return framePlaces(from - 4 * length, to + 4 * length);
    if (from < m_from || to > m_to) framePlaces(from - (span() - length) / 2, to + (span() - length) / 2);
}

void Viewport::frameAll()
{
    const bool live = m_document && m_document->isLive() && !m_document->isEnded();
    m_framesLive = live && m_axis;
    if (m_framesLive) return set(0, scaled(runEnd(), 1 / presentAt));
    set(0, live ? std::max<qint64>(1'000'000'000, scaled(runEnd(), 1 / presentAt)) : limit());
    noteAnchor();
}

void Viewport::showEnd()
{
    panByPlaces(lastTo(span()) - m_to);
}

void Viewport::framePlaces(qint64 from, qint64 to)
{
    m_framesLive = false;
    const bool holdsPlayhead = m_document && playhead() >= from && playhead() < to;
    if (m_following && !holdsPlayhead) setFollowing(false);
    set(from, std::max(to, from + leastSpanNs));
    noteAnchor();
}

void Viewport::frameNs(qint64 fromNs, qint64 toNs)
{
    framePlaces(placeOf(fromNs), placeOf(toNs));
}

void Viewport::frame(double fromSeconds, double toSeconds)
{
    frameNs(static_cast<qint64>(fromSeconds * 1e9), static_cast<qint64>(toSeconds * 1e9));
}

// Other axes

void Viewport::setTimeAxis(TimeAxis::Kind kind)
{
    if (kind == m_wantedAxis) return;
    m_wantedAxis = kind;
    ++m_runs;
    m_layOutSoon.stop();
    if (kind == TimeAxis::Plain)
        takeAxis(nullptr);
    else
        layOutSoon();
    Q_EMIT timeAxisChanged();
}

void Viewport::nextTimeAxis()
{
    setTimeAxis(m_wantedAxis == TimeAxis::Steps ? TimeAxis::Plain
                                                : static_cast<TimeAxis::Kind>(m_wantedAxis + 1));
}

/// At once, but for a run that goes on and is shown on that axis already.
void Viewport::layOutSoon()
{
    if (m_wantedAxis == TimeAxis::Plain || !m_document || m_document->isEmpty()) return;
    const bool isShown = m_axis && m_axis->kind == m_wantedAxis;
    const bool goesOn = !m_document->isEnded() && !m_document->isPartial();
    if (isShown && goesOn) {
        if (!m_layOutSoon.isActive()) m_layOutSoon.start();
        return;
    }
    if (isShown && m_axis->columns == m_document->sharedColumns() && m_axis->endNs == m_document->knownNs())
        return;
    m_layOutAgain = true;
    if (!m_layingOut) layOut();
}

QCoro::Task<> Viewport::layOut()
{
    const QPointer<Viewport> self(this);
    m_layingOut = true;
    while (m_layOutAgain) {
        m_layOutAgain = false;
        if (!m_document || m_document->isEmpty() || m_wantedAxis == TimeAxis::Plain) break;
        const std::uint64_t run = m_runs;
        std::shared_ptr<const Columns> columns = m_document->sharedColumns();
        if (!m_document->isEnded() && !m_document->isPartial()) { // it belongs to this thread: a copy
            QElapsedTimer taken;
            taken.start();
            columns = m_document->columns()->part();
            m_layOutSoon.setInterval(
                static_cast<int>(std::max<qint64>(layOutApart.count(), copyShare * taken.elapsed())));
        }
        QFuture<std::shared_ptr<const AxisRun>> future =
            onPool([kind = m_wantedAxis, columns, info = m_document->sharedInfo(),
                    endNs = m_document->knownNs()] { return makeAxisRun(kind, columns, info, endNs); },
                   patience);
        std::shared_ptr<const AxisRun> made = co_await future;
        if (!self) co_return;
        if (run == m_runs) takeAxis(std::move(made));
    }
    m_layingOut = false;
}

/// What was to be seen stays so, as well as it can: steps of one instant are told from each other only by
/// their own axis.
void Viewport::takeAxis(std::shared_ptr<const AxisRun> axis)
{
    const bool isSameKind = m_axis && axis && m_axis->kind == axis->kind;
    const bool areSameSteps = isSameKind && axis->kind == TimeAxis::Steps;
    const bool wasWhole = m_isWhole && !isSameKind;
    const qint64 fromNs = this->fromNs(), toNs = this->toNs();
    m_axis = std::move(axis);
    // A stretch of a live run's time may be next to nothing there.
    if (!isSameKind) m_framesLive = m_axis && m_document->isLive() && !m_document->isEnded() && m_following;
    if (m_fresh && m_axis && m_document->isEnded()) { // one that takes no time has a length only in steps
        m_fresh = false;
        set(0, firstSpan());
    } else if (wasWhole)
        set(0, limit());
    else if (areSameSteps)
        set(m_from, m_to);
    else
        set(placeOf(fromNs), placeOf(toNs));
    follow();
    Q_EMIT windowChanged();
    Q_EMIT timeAxisChanged();
}

} // namespace sojourn
