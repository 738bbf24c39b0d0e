#include "scene/latency/latency_view.h"

#include "scene/base/scene_text.h"
#include "scene/compare/ghost_scene.h"
#include "scene/timeline/timeline_hit.h"
#include "viewmodels/panels/left_behind.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

LatencyBase::LatencyBase(QQuickItem* parent)
    : SceneView(parent)
{
}

void LatencyBase::setScale(Scale scale)
{
    if (scale == m_scale) return;
    m_scale = scale;
    invalidate(Window);
    Q_EMIT scaleChanged();
    Q_EMIT contentChanged();
}

int LatencyBase::itemCount() const
{
    return viewport() == nullptr ? 0 : static_cast<int>(viewport()->index().latency.dots().size());
}

bool LatencyBase::anyPutWait() const
{
    return viewport() != nullptr && viewport()->index().latency.anyPutWait();
}

bool LatencyBase::isEmpty() const
{
    return SceneView::isEmpty() || itemCount() == 0;
}

QString LatencyBase::emptyTitle() const
{
    if (document() == nullptr || document()->columns() == nullptr || isLost()) return SceneView::emptyTitle();
    if (runView().info().queues.empty()) return tr("No items in this program");
    if (document()->isEnded()) return tr("No item got done");
    return tr("No item has left yet");
}

QString LatencyBase::emptyText() const
{
    if (isLost()) return whyEmpty();
    if (document() != nullptr && document()->columns() != nullptr && runView().info().queues.empty())
        return tr("Its tasks put nothing into a queue, so there is no sojourn time to show. The timeline "
                  "tells what "
                  "each of them does.");
    if (document() != nullptr && document()->columns() != nullptr && document()->isEnded()) {
        const Columns& columns = *document()->columns();
        if (document()->limit() == RunLimit::File)
            return tr("The run breaks off before a consumer was done with an item.");
        if (columns.items().empty()) return tr("The run has ended without putting an item into a queue.");
        const QString left = leftBehind(columns);
        return left.isEmpty() ? tr("The run has ended, and no consumer was done with an item by then.")
                              : tr("%1 at the end of the run, so there is no sojourn time.").arg(left);
    }
    return tr("Each item becomes a dot here when a consumer is done with it: when it left, and how long it "
              "stayed.");
}

bool LatencyBase::isLogarithmic() const
{
    return !isEmpty() && sceneWith(0, 0).scale.logarithmic;
}

LatencyScene LatencyBase::sceneWith(double left, double rightMargin) const
{
    LatencyScene scene;
    scene.run = placedView();
    scene.size = size();
    scene.window = viewport()->window(left, std::max(1.0, width() - left - rightMargin));
    scene.index = &viewport()->index().latency;
    if (const AxisRun* const axis = viewport()->axis()) {
        scene.axis = axis;
        scene.index = &axis->index.latency;
    } else if (const GhostScene* const ghost = ghostScene()) {
        scene.ghost = &ghost->index->latency;
    }
    const QRectF plot = scene.plot();
    scene.scale =
        latencyScale(*scene.index, !scene.run.info().virtualClock, static_cast<ScaleChoice>(m_scale),
                     plot.top(), std::max(plot.top() + 1.0, plot.bottom()), scene.ghost);
    return scene;
}

LatencyView::LatencyView(QQuickItem* parent)
    : LatencyBase(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void LatencyView::setGutter(double gutter)
{
    if (gutter == m_gutter) return;
    m_gutter = gutter;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void LatencyView::setRightMargin(double margin)
{
    if (margin == m_rightMargin) return;
    m_rightMargin = margin;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

QString LatencyView::accessibleSummary() const
{
    if (isEmpty()) return emptyTitle();
    const Histogram& histogram = viewport()->index().latency.histogram();
    return tr("%n item(s) have left; half of them stayed at most %1, the longest %2.", nullptr, itemCount())
        .arg(durationText(histogram.percentile(50)), durationText(histogram.max()));
}

void LatencyView::paint(QImage& image, unsigned)
{
    if (isEmpty() || viewport()->document() != document()) return;
    QPainter painter(&image);
    LatencyPainter(style()).paint(painter, sceneWith(m_gutter, m_rightMargin));
}

bool LatencyView::hitTest(double x, double y, bool selects)
{
    if (isEmpty()) return false;
    const LatencyScene scene = sceneWith(m_gutter, m_rightMargin);
    const int item = LatencyPainter::itemAt(scene, {x, y});
    document()->setHoveredItem(item);
    if (selects) select(item, -1, -1);
    if (item >= 0)
        setHover(itemTitle(runView(), item), itemText(runView(), item), {x, y});
    else
        clearHover();
    return item >= 0;
}

void LatencyView::hoverMoveEvent(QHoverEvent* event)
{
    hitTest(event->position().x(), event->position().y());
}

void LatencyView::hoverLeaveEvent(QHoverEvent*)
{
    clearHover();
    if (document()) document()->setHoveredItem(-1);
}

void LatencyView::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_pressedAt = event->position();
    m_draggedTo = event->position().x();
    m_dragging = false;
}

void LatencyView::mouseMoveEvent(QMouseEvent* event)
{
    if (viewport() == nullptr || (!m_dragging && (event->position() - m_pressedAt).manhattanLength() < 8))
        return;
    m_dragging = true;
    const double width = std::max(1.0, this->width() - m_gutter - m_rightMargin);
    const double step = event->position().x() - m_draggedTo;
    m_draggedTo = event->position().x();
    viewport()->panByShare(-step / width);
}

void LatencyView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging) hitTest(event->position().x(), event->position().y(), true);
}

void LatencyView::wheelEvent(QWheelEvent* event)
{
    if (viewport() == nullptr) return;
    const double width = std::max(1.0, this->width() - m_gutter - m_rightMargin);
    const QPointF turned = event->angleDelta();
    if ((event->modifiers() & Qt::ShiftModifier) != 0 || std::abs(turned.x()) > std::abs(turned.y())) {
        const double way = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
        viewport()->panByShare(-way / 1200.0);
    } else {
        viewport()->zoomAt((event->position().x() - m_gutter) / width, std::pow(1.2, turned.y() / 120.0));
    }
    event->accept();
}

DistributionView::DistributionView(QQuickItem* parent)
    : LatencyBase(parent)
{
    setAcceptHoverEvents(true);
}

void DistributionView::setTheory(RunTheory* theory)
{
    if (theory == m_theory) return;
    if (m_theory) m_theory->disconnect(this);
    m_theory = theory;
    if (theory != nullptr) connect(theory, &RunTheory::changed, this, [this] { invalidate(Data); });
    invalidate(Data);
    Q_EMIT theoryChanged();
}

void DistributionView::setGutter(double gutter)
{
    if (gutter == m_gutter) return;
    m_gutter = gutter;
    invalidate(Look);
    Q_EMIT gutterChanged();
}

LatencyScene DistributionView::scene()
{
    LatencyScene scene = sceneWith(m_gutter, 0);
    const std::size_t left = scene.index->between(INT64_MIN, scene.run.playheadNs + 1).second;
    if (left < scene.index->dots().size()) scene.soFar = &m_soFar.upTo(*scene.index, left);
    scene.theory = m_theory ? m_theory->sojourn() : nullptr;
    return scene;
}

/// No item left in this run, and some did in the one that is compared with.
bool DistributionView::hasGhostAlone() const
{
    if (m_gutter <= 0 || SceneView::isEmpty() || itemCount() > 0 || viewport() == nullptr) return false;
    const GhostScene* const ghost = viewport()->axis() == nullptr ? ghostScene() : nullptr;
    return ghost != nullptr && !ghost->index->latency.dots().empty();
}

QString DistributionView::accessibleSummary() const
{
    if (hasGhostAlone()) return tr("No item leaves in B; the dashed outline is that of A.");
    if (isEmpty()) return emptyTitle();
    const Histogram& histogram = viewport()->index().latency.histogram();
    QString summary =
        tr("Of %n item(s) half stayed at most %1, nine in ten at most %2, and 99 in 100 at most %3.", nullptr,
           itemCount())
            .arg(durationText(histogram.percentile(50)), durationText(histogram.percentile(90)),
                 durationText(histogram.percentile(99)));
    if (m_theory && m_theory->sojourn() != nullptr)
        summary += tr(" In theory: %1, %2 and %3.").arg(m_theory->p50(), m_theory->p90(), m_theory->p99());
    return summary;
}

bool DistributionView::hitTest(double x, double y)
{
    if (isEmpty()) return false;
    const LatencyScene scene = this->scene();
    const auto bar = LatencyPainter::barAt(scene, y);
    if (!bar) {
        clearHover();
        return false;
    }
    const auto text = [](double seconds) { return durationText(static_cast<std::int64_t>(seconds * 1e9)); };
    const auto all = static_cast<double>(scene.index->histogram().count());
    QString words = tr("%1 of %2 items, %3")
                        .arg(bar->count)
                        .arg(scene.index->histogram().count())
                        .arg(percentText(static_cast<double>(bar->count) / all));
    if (bar->soFar < bar->count) words += tr(", %1 so far").arg(bar->soFar);
    if (scene.theory != nullptr) {
        const double more = scene.theory->exceedProbability(bar->fromSeconds);
        const double beyond =
            std::isfinite(bar->toSeconds) ? scene.theory->exceedProbability(bar->toSeconds) : 0;
        words += QLatin1Char('\n') +
                 (scene.theory->isApproximate() ? tr("in theory about %1") : tr("in theory %1"))
                     .arg(percentText(more - beyond));
    }
    setHover(std::isfinite(bar->toSeconds) ? tr("%1 to %2").arg(text(bar->fromSeconds), text(bar->toSeconds))
                                           : tr("%1 and more").arg(text(bar->fromSeconds)),
             words, {x, y});
    return true;
}

void DistributionView::hoverMoveEvent(QHoverEvent* event)
{
    hitTest(event->position().x(), event->position().y());
}

void DistributionView::hoverLeaveEvent(QHoverEvent*)
{
    clearHover();
}

void DistributionView::paint(QImage& image, unsigned)
{
    if ((isEmpty() && !hasGhostAlone()) || viewport()->document() != document()) return;
    QPainter painter(&image);
    LatencyPainter(style()).paintDistribution(painter, scene());
}

} // namespace sojourn
