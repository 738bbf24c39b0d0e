#include "scene/timeline/timeline_view.h"

#include "scene/base/scene_text.h"
#include "scene/compare/ghost_run.h"
#include "scene/timeline/spans_in_view.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleHints>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double keyStep = 0.1; // of the window
constexpr double keyZoom = 1.25;

} // namespace

TimelineView::TimelineView(QQuickItem* parent)
    : SceneView(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setClip(true);
}

void TimelineView::setGutter(double gutter)
{
    if (gutter == m_metrics.gutter) return;
    m_metrics.gutter = gutter;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void TimelineView::setRightMargin(double margin)
{
    if (margin == m_metrics.rightMargin) return;
    m_metrics.rightMargin = margin;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void TimelineView::setLaneOffset(double offset)
{
    const double most = std::max(0.0, m_layout.totalHeight - (height() - m_metrics.rulerHeight));
    offset = std::round(std::clamp(offset, 0.0, most));
    if (offset == m_laneOffset) return;
    m_laneOffset = offset;
    invalidate(Window);
    Q_EMIT laneOffsetChanged();
}

double TimelineView::windowWidth() const
{
    return std::max(1.0, width() - m_metrics.gutter - m_metrics.rightMargin);
}

double TimelineView::fullHeight() const
{
    if (isEmpty()) return m_metrics.rulerHeight;
    return m_metrics.rulerHeight + LaneLayout::of(runView().info(), 1e9, m_folding).totalHeight;
}

void TimelineView::layOut()
{
    const double before = m_layout.totalHeight, pinnedBefore = m_layout.pinnedHeight;
    const std::size_t rowsBefore = m_layout.rows.size();
    const double room = height() - m_metrics.rulerHeight;
    if (!isEmpty()) m_folding.requestsOpen = LaneLayout::fitsRequests(runView().info(), room, m_folding);
    const GhostScene* const other = isEmpty() ? nullptr : ghostScene();
    m_layout = isEmpty() ? LaneLayout()
                         : LaneLayout::of(runView().info(), room, shownFolding(),
                                          other != nullptr ? &other->onlyHere : nullptr);
    m_shownTask = document() != nullptr ? document()->selectedTask() : -1;
    setLaneOffset(m_laneOffset);
    if (m_layout.totalHeight != before || m_layout.pinnedHeight != pinnedBefore) Q_EMIT metricsChanged();
    if (takeFolding() || m_layout.rows.size() != rowsBefore) Q_EMIT foldingChanged();
}

/// Of one's own runs only where they are large: small ones are looked at span by span.
void TimelineView::countSpans()
{
    constexpr std::uint64_t large = 10'000;
    QString text;
    if (!isEmpty() && viewport() != nullptr) {
        const RunView run = placedView();
        const TimeWindow window = viewport()->window(m_metrics.gutter, windowWidth());
        const SpanCount count = spansInView(*run.columns, window, run.endNs);
        if (run.recorded || count.all >= large) text = sojourn::spansText(count);
        if (!text.isEmpty() && viewport()->axis() == nullptr)
            text += QStringLiteral(" · ") + pixelText(window);
    }
    if (text == m_spansText) return;
    m_spansText = text;
    Q_EMIT spansTextChanged();
}

/// Every name is looked at: that costs too much to be done whenever something is selected.
void TimelineView::measureNames()
{
    m_sharedNames = isEmpty() ? std::vector<bool>() : sojourn::sharedNames(runView().info());
    const double names =
        isEmpty() ? 0.0 : sojourn::namesWidth(runView().info(), style().fonts, m_metrics.nameLeft);
    if (names != m_namesWidth) {
        m_namesWidth = names;
        Q_EMIT namesWidthChanged();
    }
}

TimelineScene TimelineView::scene() const
{
    TimelineScene scene;
    scene.run = placedView();
    scene.ghost = ghostScene();
    if (m_search && m_search->document() == document()) {
        scene.found = m_search->marked();
        scene.current = m_search->current();
    }
    if (m_measure && m_measure->document() == document() && m_measure->isPresent())
        scene.measured = {m_measure->fromNs(), m_measure->toNs()};
    scene.sharedNames = &m_sharedNames;
    scene.pinned = &m_folding.pinned;
    scene.layout = m_layout;
    scene.metrics = m_metrics;
    scene.size = size();
    scene.laneOffset = m_laneOffset;
    if (viewport() != nullptr) {
        scene.window = viewport()->window(m_metrics.gutter, windowWidth());
        scene.index = &viewport()->index();
        if (const AxisRun* const axis = viewport()->axis()) {
            scene.axis = axis;
            scene.inOwnTime = runView();
            scene.index = &axis->index;
        }
        if (m_groups.size() == scene.run.info().groups.size()) scene.groups = &m_groups;
        if (scene.ghost != nullptr && ghost()->columns() == m_ghostGroupsOf)
            scene.ghostGroups = &m_ghostGroups;
    }
    // Theory's lines are in time of their own, as a ghost is.
    if (m_theory && scene.axis == nullptr && !isEmpty())
        for (std::uint16_t q = 0; q < scene.run.info().queues.size(); ++q)
            if (const QueueCurves* const curves = m_theory->curvesOf(q))
                scene.theory.push_back({curves->lengthTheory, curves->areMeansApproximate,
                                        curves->growthPerSecond, curves->warmUpEndNs});
    return scene;
}

void TimelineView::setTheory(TheoryModel* theory)
{
    if (theory == m_theory) return;
    if (m_theory) m_theory->disconnect(this);
    m_theory = theory;
    if (theory != nullptr) connect(theory, &TheoryModel::compared, this, [this] { invalidate(Data); });
    invalidate(Data);
    Q_EMIT theoryChanged();
}

void TimelineView::setSearch(RunSearch* search)
{
    if (search == m_search) return;
    if (m_search) m_search->disconnect(this);
    m_search = search;
    if (search != nullptr) {
        connect(search, &RunSearch::changed, this, &TimelineView::takeFound);
        connect(search, &RunSearch::onlyLanesChanged, this, &TimelineView::takeFound);
    }
    takeFound();
    Q_EMIT searchChanged();
}

void TimelineView::forgetRun()
{
    m_layout = LaneLayout();
    m_groups.clear();
    m_ranksOf = nullptr;
    countSpans();
}

void TimelineView::paint(QImage& image, unsigned changes)
{
    if (isEmpty() || viewport() == nullptr || viewport()->document() != document()) return;
    if ((changes & Run) != 0) {
        m_groups.clear(); // the columns of another run may stand where the last one's did
        beginFolding();
    }
    if (takeRanks()) changes |= Look;
    const bool otherTask = (changes & Selection) != 0 && document()->selectedTask() != m_shownTask;
    if ((changes & (Run | Look | Ghost)) != 0 || otherTask || m_layout.rows.empty()) layOut();
    if ((changes & (Run | Look)) != 0) measureNames();
    if ((changes & (Run | Data | Window | Look)) != 0) countSpans();
    if ((changes & ~unsigned{Playhead | Selection}) != 0 || otherTask) updateGroups();
    if ((changes & (Run | Window | Look | Ghost)) != 0 || otherTask) hoverAnew();
    if ((changes & Look) != 0 || !m_painter) m_painter.emplace(style());
    const TimelineScene now = scene();
    QPainter painter(&image);
    const bool onlyPlayhead = (changes & ~unsigned{Playhead}) == 0;
    if (onlyPlayhead && m_base.size() == image.size()) {
        painter.drawImage(QPointF(0, 0), m_base);
    } else {
        m_painter->paintBase(painter, now);
        // While everything changes with every frame a copy would be made for nothing.
        m_base = onlyPlayhead || !m_baseWasDirty ? image.copy() : QImage();
    }
    m_baseWasDirty = !onlyPlayhead;
    m_painter->paintOverlay(painter, now);
}

void TimelineView::geometryChange(const QRectF& now, const QRectF& before)
{
    SceneView::geometryChange(now, before);
    if (now.size() != before.size()) layOut();
}

QString TimelineView::emptyText() const
{
    if (const QString why = whyEmpty(); !why.isEmpty()) return why;
    return tr("A lane for each of its tasks appears here as soon as the scenario runs.");
}

QString TimelineView::accessibleSummary() const
{
    if (isEmpty()) return emptyTitle();
    const RunView run = runView();
    return tr("%n task(s) over %1; the playhead is at %2.", nullptr, static_cast<int>(run.info().taskCount()))
        .arg(durationText(run.endNs), durationText(run.playheadNs));
}

void TimelineView::scrubTo(double x)
{
    if (isEmpty() || viewport() == nullptr) return;
    const TimelineScene now = scene();
    const double at = std::clamp(x, now.window.left, now.window.right());
    const std::optional<std::uint64_t> events =
        now.axis == nullptr ? std::nullopt : now.axis->eventsAt(now.window.xToTime(at));
    if (!events) return showInstant(now.instants().xToTime(at));
    document()->setPlayheadBehind(*events);
    Q_EMIT scrubbed();
}

void TimelineView::showInstant(qint64 ns)
{
    document()->setPlayheadNs(ns);
    Q_EMIT scrubbed();
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_pressedAt = m_draggedTo = event->position();
    m_pointer.reset(); // nothing is told of what is dragged
    if (pressMark(event)) return;
    m_drag = event->position().y() < m_metrics.rulerHeight ? Drag::Scrubbing : Drag::Pressed;
    if (viewport() != nullptr) viewport()->setHeld(true);
    if (m_drag == Drag::Scrubbing) scrubTo(event->position().x());
    clearHover();
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Scrubbing) return scrubTo(event->position().x());
    if (m_drag == Drag::Measuring)
        return m_measure->setStretchNs(m_measuredFromNs, edgeNear(event->position()));
    if (m_drag == Drag::None) return;
    const QPointF way = event->position() - m_pressedAt;
    if (m_drag == Drag::Pressed && way.manhattanLength() < QGuiApplication::styleHints()->startDragDistance())
        return;
    m_drag = Drag::Panning;
    setKeepMouseGrab(true);
    const QPointF step = event->position() - m_draggedTo;
    m_draggedTo = event->position();
    if (viewport() != nullptr && step.x() != 0) viewport()->panByShare(-step.x() / windowWidth());
    setLaneOffset(m_laneOffset - step.y());
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Pressed) hitTest(event->position().x(), event->position().y(), true);
    endDrag();
}

void TimelineView::mouseUngrabEvent()
{
    endDrag();
}

void TimelineView::endDrag()
{
    m_drag = Drag::None;
    setKeepMouseGrab(false);
    if (viewport() != nullptr) viewport()->setHeld(false);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (isEmpty() || viewport() == nullptr) return;
    const TimelineHit hit = hitTimeline(scene(), event->position());
    if (hit.group >= 0) return; // its clicks fold it
    if (hit.area == TimelineHit::Area::Ruler || hit.area == TimelineHit::Area::Name)
        return viewport()->frameAll();
    if (!hit.hasSpan) {
        viewport()->zoomAt((event->position().x() - m_metrics.gutter) / windowWidth(), 2.0);
        return;
    }
    const std::int64_t length = hit.span.endNs - hit.span.startNs; // its neighbours stay in view
    viewport()->frameNs(hit.span.startNs - length / 2, hit.span.endNs + length / 2);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    if (viewport() == nullptr) return;
    const QPointF turned =
        event->pixelDelta().isNull() ? QPointF(event->angleDelta()) : QPointF(event->pixelDelta()) * 2.0;
    const bool sideways =
        (event->modifiers() & Qt::ShiftModifier) != 0 || std::abs(turned.x()) > std::abs(turned.y());
    if (event->position().x() < m_metrics.gutter) {
        setLaneOffset(m_laneOffset - turned.y() / 2.0);
    } else if (sideways) {
        const double way = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
        viewport()->panByShare(-way / 120.0 * 0.1);
    } else {
        viewport()->zoomAt((event->position().x() - m_metrics.gutter) / windowWidth(),
                           std::pow(1.2, turned.y() / 120.0));
    }
    event->accept();
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (viewport() == nullptr || (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0)
        return event->ignore();
    const bool overflows = m_layout.totalHeight > height() - m_metrics.rulerHeight;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_A:
        return viewport()->panByShare(-keyStep);
    case Qt::Key_Right:
    case Qt::Key_D:
        return viewport()->panByShare(keyStep);
    case Qt::Key_Up:
        if (overflows) return setLaneOffset(m_laneOffset - m_layout.laneHeight);
        [[fallthrough]];
    case Qt::Key_W:
        return viewport()->zoomAtPlayhead(keyZoom);
    case Qt::Key_Down:
        if (overflows) return setLaneOffset(m_laneOffset + m_layout.laneHeight);
        [[fallthrough]];
    case Qt::Key_S:
        return viewport()->zoomAtPlayhead(1.0 / keyZoom);
    case Qt::Key_Home:
        return viewport()->panTo(0);
    case Qt::Key_End:
        return viewport()->showEnd();
    default:
        event->ignore();
    }
}

} // namespace sojourn
