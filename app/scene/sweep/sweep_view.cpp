#include "scene/sweep/sweep_view.h"

#include "scene/sweep/sweep_curve_painter.h"
#include "scene/sweep/sweep_legend_painter.h"
#include "scene/sweep/sweep_map_painter.h"
#include "scene/sweep/sweep_marks.h"

#include <QCursor>
#include <QPainter>

#include <algorithm>

namespace sojourn {

SweepView::SweepView(QQuickItem* parent)
    : SceneView(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void SweepView::setSweep(SweepModel* sweep)
{
    if (sweep == m_sweep) return;
    if (m_sweep) m_sweep->disconnect(this);
    m_sweep = sweep;
    if (sweep != nullptr) connect(sweep, &SweepModel::gridChanged, this, &SweepView::changed);
    changed();
    Q_EMIT sweepChanged();
}

void SweepView::changed()
{
    const int cells = m_sweep ? static_cast<int>(m_sweep->grid().cells.size()) : 0;
    if (m_hovered >= cells)
        pointAt(-1, {});
    else if (m_hovered >= 0)
        pointAt(m_hovered, m_hoveredAt); // what is known of it may have changed
    invalidate(Data | Run);
}

bool SweepView::isEmpty() const
{
    return !m_sweep || m_sweep->grid().isEmpty();
}

QString SweepView::emptyTitle() const
{
    return m_sweep ? m_sweep->heading() : tr("Nothing is swept yet");
}

QString SweepView::emptyText() const
{
    return tr("Each setting becomes a cell here as soon as its runs are done.");
}

QString SweepView::accessibleSummary() const
{
    return isEmpty() ? emptyTitle() : m_sweep->heading() + QLatin1Char(' ') + m_sweep->detail();
}

SweepScene SweepView::scene() const
{
    SweepScene scene;
    scene.grid = &m_sweep->grid();
    scene.scale = sweepScale(*scene.grid);
    scene.size = size();
    scene.hovered = m_hovered;
    scene.gutter = gutterFor(style(), *scene.grid, scene.scale);
    return scene;
}

void SweepView::pointAt(int cell, QPointF at)
{
    m_hoveredAt = at;
    if (cell >= 0)
        setHover(m_sweep->settingText(cell), m_sweep->cellText(cell), at);
    else
        clearHover();
    if (cell == m_hovered) return;
    m_hovered = cell;
    m_sweep->setPointed(cell);
    setCursor(QCursor(cell >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor));
    invalidate(Selection);
}

void SweepView::hoverMoveEvent(QHoverEvent* event)
{
    // A picture that changes under a pointer that rests is no movement of it.
    if (isEmpty() || event->position() == m_pointerAt) return;
    m_pointerAt = event->position();
    pointAt(cellAt(scene(), m_pointerAt), m_pointerAt);
}

void SweepView::hoverLeaveEvent(QHoverEvent*)
{
    m_pointerAt = {-1, -1};
    pointAt(-1, {});
}

void SweepView::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_pressed = isEmpty() ? -1 : cellAt(scene(), event->position());
}

void SweepView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!isEmpty() && m_pressed >= 0 && cellAt(scene(), event->position()) == m_pressed)
        m_sweep->openCell(m_pressed);
}

void SweepView::keyPressEvent(QKeyEvent* event)
{
    if (isEmpty()) return event->ignore();
    const SweepGrid& grid = m_sweep->grid();
    const int start = grid.current >= 0 ? grid.current
                      : m_hovered >= 0  ? m_hovered
                                        : std::max(grid.cheapest, 0);
    int x = grid.xOf(start), y = grid.yOf(start);
    switch (event->key()) {
    case Qt::Key_Left:
        x -= 1;
        break;
    case Qt::Key_Right:
        x += 1;
        break;
    case Qt::Key_Up:
        y += 1;
        break;
    case Qt::Key_Down:
        y -= 1;
        break;
    case Qt::Key_Home:
        x = 0;
        break;
    case Qt::Key_End:
        x = grid.across.size() - 1;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (grid.current < 0) return event->ignore();
        m_sweep->openCell(grid.current);
        return;
    default:
        return event->ignore();
    }
    // The first key shows where it starts from.
    const int cell = grid.current < 0 ? start
                                      : grid.cellAt(std::clamp(x, 0, grid.across.size() - 1),
                                                    std::clamp(y, 0, grid.up.size() - 1));
    m_sweep->setCurrent(cell);
    const SweepScene now = scene();
    pointAt(cell, placeOf(now, cell));
}

void SweepMapView::paint(QImage& image, unsigned)
{
    if (isEmpty()) return;
    QPainter painter(&image);
    SweepMapPainter(style()).paint(painter, scene());
}

int SweepMapView::cellAt(const SweepScene& scene, QPointF at) const
{
    return SweepMapPainter::cellAt(scene, at);
}

QPointF SweepMapView::placeOf(const SweepScene& scene, int cell) const
{
    return scene.cellRect(scene.grid->xOf(cell), scene.grid->yOf(cell)).center();
}

void SweepCurveView::paint(QImage& image, unsigned)
{
    if (isEmpty()) return;
    QPainter painter(&image);
    SweepCurvePainter(style()).paint(painter, scene());
}

int SweepCurveView::cellAt(const SweepScene& scene, QPointF at) const
{
    return SweepCurvePainter::cellAt(scene, at);
}

QPointF SweepCurveView::placeOf(const SweepScene& scene, int cell) const
{
    const SweepGridCell& known = scene.grid->cells[static_cast<std::size_t>(cell)];
    return {scene.columnX(scene.grid->xOf(cell)),
            known.isKnown() ? scene.valueY(known.mean) : scene.plot().center().y()};
}

SweepLegendView::SweepLegendView(QQuickItem* parent)
    : SweepView(parent)
{
    setAcceptHoverEvents(false);
    setAcceptedMouseButtons(Qt::NoButton);
}

double SweepLegendView::neededHeight() const
{
    return sweep() == nullptr ? 0 : SweepLegendPainter::heightOf(sweep()->grid());
}

void SweepLegendView::paint(QImage& image, unsigned)
{
    if (isEmpty()) return;
    QPainter painter(&image);
    SweepLegendPainter(style()).paint(painter, scene());
}

} // namespace sojourn
