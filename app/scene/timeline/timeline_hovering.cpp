// What the timeline tells of what lies under the pointer.
#include "scene/timeline/timeline_view.h"

#include <QCursor>

namespace sojourn {

bool TimelineView::hitTest(double x, double y, bool selects)
{
    if (isEmpty() || viewport() == nullptr) return false;
    const TimelineScene now = scene();
    const TimelineHit hit = hitTimeline(now, {x, y});
    m_pointer = {x, y};
    document()->setHoveredItem(hit.item);
    document()->setHoveredTask(hit.task);
    if (selects && hit.group >= 0 && hit.area == TimelineHit::Area::Name) {
        toggleGroup(hit.group);
        m_pointer.reset();
        clearHover();
        return true;
    }
    if (selects && hit.onPin) {
        togglePin(hit.task);
        m_pointer.reset();
        clearHover();
        return true;
    }
    if (selects) select(hit.item, hit.item < 0 ? hit.task : -1, hit.item < 0 ? hit.queue : -1);
    if (selects && now.run.recorded && (hit.hasSpan || hit.instants > 0))
        showInstant(hit.instants > 0 ? hit.instant.atNs : hit.atNs);
    setHover(hitTitle(now, hit), hitText(now, hit), {x, y});
    return hit.item >= 0 || hit.task >= 0 || hit.queue >= 0 || hit.group >= 0;
}

/// The lanes or the window have moved under a pointer that rests: another lane may lie there now.
void TimelineView::hoverAnew()
{
    if (m_pointer && m_drag == Drag::None) hitTest(m_pointer->x(), m_pointer->y());
}

void TimelineView::hoverMoveEvent(QHoverEvent* event)
{
    hitTest(event->position().x(), event->position().y());
    setCursor(QCursor(event->position().y() < m_metrics.rulerHeight ? Qt::SplitHCursor : Qt::ArrowCursor));
}

void TimelineView::hoverLeaveEvent(QHoverEvent*)
{
    m_pointer.reset();
    clearHover();
    if (!document()) return;
    document()->setHoveredItem(-1);
    document()->setHoveredTask(-1);
}

} // namespace sojourn
