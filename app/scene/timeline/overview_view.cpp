#include "scene/timeline/overview_view.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/lost_marks.h"
#include "scene/timeline/overview_text.h"

#include <QCursor>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

OverviewView::OverviewView(QQuickItem* parent)
    : SceneView(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setImplicitHeight(32);
}

void OverviewView::setGutter(double gutter)
{
    if (gutter == m_gutter) return;
    m_gutter = gutter;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void OverviewView::setRightMargin(double margin)
{
    if (margin == m_rightMargin) return;
    m_rightMargin = margin;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void OverviewView::setSearch(RunSearch* search)
{
    if (search == m_search) return;
    if (m_search) m_search->disconnect(this);
    m_search = search;
    if (search != nullptr) connect(search, &RunSearch::changed, this, [this] { invalidate(Selection); });
    invalidate(Selection);
    Q_EMIT searchChanged();
}

QString OverviewView::emptyText() const
{
    if (const QString why = whyEmpty(); !why.isEmpty()) return why;
    return tr("The whole run appears here in small as soon as the scenario runs.");
}

QString OverviewView::accessibleSummary() const
{
    if (isEmpty() || viewport() == nullptr) return emptyTitle();
    const RunView run = runView();
    QStringList sentences{tr("Shown is %1 to %2 of %3.")
                              .arg(durationText(viewport()->fromNs()), durationText(viewport()->toNs()),
                                   durationText(run.endNs))};
    const Utilisation mean = m_curve.within(0, run.endNs);
    if (mean.tasks > 0)
        sentences += (m_utilisation.isOfTakers() ? tr("Those who take items are busy %1 of their time.")
                      : isOfLanes(run)           ? tr("Lanes are busy %1 of the time.")
                                                 : tr("Tasks are busy %1 of their time."))
                         .arg(percentText(mean.ratio()));
    if (const auto q = longestQueue(run.info(), viewport()->index()))
        sentences += tr("“%1” is at most %2 long.")
                         .arg(QString::fromStdString(run.info().queues[*q].name),
                              countText(viewport()->index().depths[*q].most()));
    if (const std::size_t lost = lanesWithLoss(run, 0, run.endNs); lost > 0)
        sentences += lost == 1 ? tr("Of 1 lane something that was recorded is lost.")
                               : tr("Of %1 lanes something that was recorded is lost.").arg(countText(lost));
    return sentences.join(QLatin1Char(' '));
}

OverviewScene OverviewView::scene() const
{
    OverviewScene scene;
    scene.run = runView();
    scene.size = size();
    scene.index = &viewport()->index();
    scene.utilisation = &m_curve;
    scene.ofTakers = m_utilisation.isOfTakers();
    if (m_search && m_search->document() == document()) {
        scene.found = m_search->marked();
        scene.current = m_search->current();
    }
    scene.whole = {0, std::max<qint64>(1, viewport()->limitNs()), m_gutter,
                   std::max(1.0, width() - m_gutter - m_rightMargin)};
    scene.fromNs = viewport()->fromNs();
    scene.toNs = viewport()->toNs();
    return scene;
}

void OverviewView::forgetRun()
{
    m_utilisation = {};
    m_curve = {};
    clearHover();
}

void OverviewView::paint(QImage& image, unsigned changes)
{
    if (isEmpty() || viewport() == nullptr || viewport()->document() != document()) return;
    if ((changes & (Run | Data)) != 0) {
        const RunView run = runView();
        m_utilisation.update(*run.columns);
        m_curve = m_utilisation.curve(*run.columns, run.endNs);
    }
    QPainter painter(&image);
    const OverviewScene now = scene();
    constexpr unsigned moving = Playhead | Window | Selection;
    if ((changes & ~moving) != 0 || m_base.size() != image.size() || m_baseOf != now.whole) {
        paintOverviewBase(painter, now, style());
        m_base = image.copy();
        m_baseOf = now.whole;
    } else {
        painter.drawImage(QPointF(0, 0), m_base);
    }
    paintOverviewOverlay(painter, now, style());
}

OverviewView::Part OverviewView::partAt(const OverviewScene& now, QPointF at) const
{
    const QRectF frame = now.frame();
    const double reach = std::min(6.0, frame.width() / 3.0 + 3.0);
    if (std::abs(at.x() - frame.left()) <= reach) return Part::Left;
    if (std::abs(at.x() - frame.right()) <= reach) return Part::Right;
    return frame.contains(at.x(), frame.center().y()) ? Part::Frame : Part::Outside;
}

void OverviewView::hoverMoveEvent(QHoverEvent* event)
{
    if (isEmpty() || viewport() == nullptr) return;
    const OverviewScene now = scene();
    const QPointF at = event->position();
    const bool inStrip = at.x() >= now.whole.left && at.x() < now.whole.right();
    const QString title = inStrip ? overviewTitle(now, at.x()) : QString();
    setHover(title, title.isEmpty() ? QString() : overviewText(now, at.x()), at);
    const Part part = partAt(now, at);
    setCursor(QCursor(part == Part::Outside ? Qt::PointingHandCursor
                      : part == Part::Frame ? Qt::OpenHandCursor
                                            : Qt::SizeHorCursor));
}

void OverviewView::hoverLeaveEvent(QHoverEvent*)
{
    clearHover();
}

void OverviewView::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    clearHover();
    if (isEmpty() || viewport() == nullptr) return;
    const OverviewScene now = scene();
    m_dragged = partAt(now, event->position());
    const qint64 at = now.whole.xToTime(event->position().x());
    if (m_dragged == Part::Outside) { // jump there, and go on dragging
        viewport()->setFollowing(false);
        viewport()->panToMiddle(at);
        m_dragged = Part::Frame;
    }
    m_grabNs = at - viewport()->fromNs();
    viewport()->setHeld(true);
    setKeepMouseGrab(true);
}

void OverviewView::mouseMoveEvent(QMouseEvent* event)
{
    if (isEmpty() || viewport() == nullptr) return;
    const OverviewScene now = scene();
    const qint64 at = now.whole.xToTime(std::clamp(event->position().x(), now.whole.left, now.whole.right()));
    const qint64 from = viewport()->fromNs(), to = viewport()->toNs();
    // An end is never dragged past the other.
    if (m_dragged == Part::Left) viewport()->frameNs(std::min(at, to - Viewport::leastSpanNs), to);
    if (m_dragged == Part::Right) viewport()->frameNs(from, std::max(at, from + Viewport::leastSpanNs));
    if (m_dragged == Part::Frame) viewport()->panTo(at - m_grabNs);
}

void OverviewView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged = Part::Outside;
    setKeepMouseGrab(false);
    if (viewport() != nullptr) viewport()->setHeld(false);
}

void OverviewView::wheelEvent(QWheelEvent* event)
{
    if (isEmpty() || viewport() == nullptr) return;
    viewport()->zoomAt(0.5, std::pow(1.2, event->angleDelta().y() / 120.0));
    event->accept();
}

} // namespace sojourn
