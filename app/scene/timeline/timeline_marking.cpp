// The timeline's flags and measured stretches under the mouse.
#include "scene/timeline/timeline_view.h"

#include <QMouseEvent>

#include <cmath>

namespace sojourn {

namespace {

constexpr double snapReach = 5; // pixels

} // namespace

void TimelineView::setMeasure(Measure* measure)
{
    if (measure == m_measure) return;
    if (m_measure) m_measure->disconnect(this);
    m_measure = measure;
    if (measure != nullptr) connect(measure, &Measure::changed, this, [this] { invalidate(Selection); });
    invalidate(Selection);
    Q_EMIT measureChanged();
}

double TimelineView::instantX(double atSeconds) const
{
    if (isEmpty() || viewport() == nullptr) return 0;
    return scene().instants().timeToX(std::llround(atSeconds * 1e9));
}

/// Where the point is; or, near an end of the span under it, exactly there.
qint64 TimelineView::edgeNear(QPointF at) const
{
    const TimelineScene now = scene();
    const TimelineHit hit = hitTimeline(now, at);
    if (!hit.hasSpan) return hit.atNs;
    for (const std::int64_t edge : {hit.span.startNs, hit.span.endNs})
        if (std::abs(now.instants().timeToX(edge) - at.x()) <= snapReach) return edge;
    return hit.atNs;
}

/// A press on a flag, or one that begins to measure; false: it is another.
bool TimelineView::pressMark(QMouseEvent* event)
{
    if (isEmpty() || viewport() == nullptr) return false;
    const TimelineScene now = scene();
    const int bookmark = hitTimeline(now, event->position()).bookmark;
    if (bookmark >= 0) {
        m_drag = Drag::None;
        clearHover();
        Q_EMIT bookmarkClicked(bookmark);
        return true;
    }
    const bool measures = (event->modifiers() & Qt::ShiftModifier) != 0 && m_measure &&
                          event->position().x() >= now.window.left;
    if (!measures) return false;
    m_drag = Drag::Measuring;
    setKeepMouseGrab(true);
    viewport()->setHeld(true);
    m_measuredFromNs = edgeNear(event->position());
    m_measure->clear();
    clearHover();
    return true;
}

} // namespace sojourn
