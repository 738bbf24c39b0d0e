#include "scene/theory/theory_view.h"

#include "scene/base/scene_text.h"

#include <QPainter>

#include <algorithm>

namespace sojourn {

TheoryView::TheoryView(QQuickItem* parent)
    : SceneView(parent)
{
    setAcceptHoverEvents(true);
}

void TheoryView::setTheory(TheoryModel* theory)
{
    if (theory == m_theory) return;
    if (m_theory) m_theory->disconnect(this);
    m_theory = theory;
    if (theory != nullptr)
        connect(theory, &TheoryModel::compared, this, [this] {
            clearHover();
            invalidate(Data);
            Q_EMIT contentChanged();
        });
    invalidate(Data);
    Q_EMIT theoryChanged();
}

void TheoryView::setGutter(double gutter)
{
    if (gutter == m_gutter) return;
    m_gutter = gutter;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void TheoryView::setRightMargin(double margin)
{
    if (margin == m_rightMargin) return;
    m_rightMargin = margin;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

bool TheoryView::isEmpty() const
{
    const QueueCurves* const curves = m_theory ? m_theory->curves() : nullptr;
    return curves == nullptr || (curves->counted == 0 && curves->tailTheory.empty());
}

QString TheoryView::emptyTitle() const
{
    return tr("No waits to show");
}

QString TheoryView::emptyText() const
{
    const Session* const session = m_theory ? m_theory->session() : nullptr;
    return session != nullptr && session->document()->isEnded()
               ? tr("Theory knows no distribution of the waits here, and no item was taken in this run.")
               : tr("Theory knows no distribution of the waits here. When the run has ended, those that "
                    "were measured are shown.");
}

QString TheoryView::accessibleSummary() const
{
    if (isEmpty()) return emptyTitle();
    const QueueCurves& curves = *m_theory->curves();
    QString summary;
    const auto text = [](double seconds) { return durationText(static_cast<std::int64_t>(seconds * 1e9)); };
    if (curves.counted > 0)
        summary = (curves.knowsAtOnce
                       ? tr("Of %1 items %2 did not wait").arg(curves.counted).arg(percentText(curves.atOnce))
                       : tr("%1 items").arg(curves.counted)) +
                  (curves.p99Seconds ? tr(", and 99 in 100 at most %1.").arg(text(*curves.p99Seconds))
                                     : QStringLiteral("."));
    if (curves.p99Theory && curves.atOnceTheory)
        summary += tr(" In theory %1 do not wait, and 99 in 100 at most %2.")
                       .arg(percentText(*curves.atOnceTheory), text(*curves.p99Theory));
    else if (curves.p99Theory)
        summary += tr(" In theory 99 in 100 wait at most %1.").arg(text(*curves.p99Theory));
    return summary.trimmed();
}

TheoryScene TheoryView::scene() const
{
    TheoryScene scene;
    scene.curves = m_theory->curves();
    scene.ghost = m_theory->ghostCurves();
    scene.ghostName = m_theory->ghostName();
    scene.queueName = m_theory->queueName();
    scene.gutter = m_gutter;
    scene.rightMargin = m_rightMargin;
    scene.playheadNs = document() != nullptr ? document()->playheadNs() : 0;
    scene.size = size();
    return scene;
}

bool TheoryView::hitTest(double x, double y)
{
    if (isEmpty()) return false;
    const TheorySaying saying = TheoryPainter::at(scene(), {x, y});
    setHover(saying.title, saying.text, {x, y});
    return !saying.title.isEmpty();
}

void TheoryView::hoverMoveEvent(QHoverEvent* event)
{
    hitTest(event->position().x(), event->position().y());
}

void TheoryView::hoverLeaveEvent(QHoverEvent*)
{
    clearHover();
}

void TheoryView::paint(QImage& image, unsigned)
{
    if (isEmpty()) return;
    QPainter painter(&image);
    TheoryPainter(style()).paint(painter, scene());
}

} // namespace sojourn
