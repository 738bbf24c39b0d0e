#include "scene/compare/stems_view.h"

#include "scene/base/scene_text.h"

#include <QPainter>

#include <algorithm>

namespace sojourn {

StemsView::StemsView(QQuickItem* parent)
    : SceneView(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void StemsView::setComparison(Comparison* comparison)
{
    if (comparison == m_comparison) return;
    if (m_comparison) m_comparison->disconnect(this);
    m_comparison = comparison;
    if (comparison != nullptr) connect(comparison, &Comparison::compared, this, &StemsView::take);
    take();
    Q_EMIT comparisonChanged();
}

void StemsView::take()
{
    const auto shown = m_comparison ? m_comparison->shown() : nullptr;
    if (shown == m_shown) return;
    m_shown = shown;
    m_longestNs = shown ? StemsScene::longestOf(shown->comparison) : 0;
    m_hovered = m_selectedInA = -1;
    clearHover();
    invalidate(Run);
}

void StemsView::setGutter(double gutter)
{
    if (gutter == m_gutter) return;
    m_gutter = gutter;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

void StemsView::setRightMargin(double margin)
{
    if (margin == m_rightMargin) return;
    m_rightMargin = margin;
    invalidate(Window);
    Q_EMIT metricsChanged();
}

int StemsView::itemsAColumn() const
{
    return isEmpty() ? 1 : static_cast<int>(scene().itemsAColumn());
}

bool StemsView::isEmpty() const
{
    return !m_shown || m_shown->comparison.items.empty();
}

QString StemsView::emptyTitle() const
{
    return m_shown ? tr("No items in either run") : tr("Nothing to compare yet");
}

QString StemsView::emptyText() const
{
    return m_shown ? tr("Nothing was put into a queue, so there are no sojourn times to compare.")
                   : tr("Each item of both runs becomes a stem here: from its sojourn in A to that in B.");
}

QString StemsView::accessibleSummary() const
{
    return isEmpty() ? emptyTitle() : m_comparison->countsText();
}

StemsScene StemsView::scene() const
{
    StemsScene scene;
    if (m_shown) scene.comparison = &m_shown->comparison;
    scene.longestNs = m_longestNs;
    scene.hovered = m_hovered;
    scene.selected = selectedPlace();
    scene.size = size();
    scene.gutter = m_gutter;
    scene.rightMargin = m_rightMargin;
    return scene;
}

/// The items of B stand at their numbers.
int StemsView::selectedPlace() const
{
    const bool isShown = document() != nullptr && m_shown && document()->sharedColumns() == m_shown->bColumns;
    return isShown && document()->selectedItem() >= 0 ? document()->selectedItem() : m_selectedInA;
}

void StemsView::paint(QImage& image, unsigned changes)
{
    if (isEmpty()) return;
    QPainter painter(&image);
    const StemsScene now = scene();
    // A run that plays, or grows, is not what is compared: take() hears of that.
    constexpr unsigned others = Playhead | Selection | Data | Ghost;
    if ((changes & ~others) != 0 || m_base.size() != image.size()) {
        paintStems(painter, now, style());
        m_base = image.copy();
    } else {
        painter.drawImage(QPointF(0, 0), m_base);
    }
    paintMarkedStems(painter, now, style());
}

QString StemsView::titleOf(int place) const
{
    const sojourn::ItemChange& item = m_shown->comparison.items[static_cast<std::size_t>(place)];
    const bool inB = item.b != sojourn::ItemChange::none;
    const Columns& columns = *(inB ? m_shown->bColumns : m_shown->aColumns);
    const Item& origin = columns.items()[inB ? item.b : item.a];
    const QString name = inB ? tr("Item %1").arg(item.b) : tr("Item %1 of A").arg(item.a);
    if (origin.maker == noTask) return name;
    return tr("%1 · %2, its %3").arg(name, taskTitle(columns.info(), origin.maker), ordinal(origin.nth + 1));
}

QString StemsView::textOf(int place) const
{
    const sojourn::ItemChange& item = m_shown->comparison.items[static_cast<std::size_t>(place)];
    const auto line = [](const QString& run, const Columns& columns, std::uint32_t number,
                         std::int64_t sojournNs) {
        if (number == sojourn::ItemChange::none) return tr("not in %1").arg(run);
        if (sojournNs == notYet) return tr("%1 did not leave").arg(run);
        const Visit& last = columns.visits()[columns.items()[number].lastVisit];
        const QString taken = last.consumer == noTask
                                  ? QString()
                                  : QStringLiteral(", ") + taskTitle(columns.info(), last.consumer);
        return QStringLiteral("%1 %2%3").arg(run, durationText(sojournNs), taken);
    };
    QStringList lines{line(QStringLiteral("A"), *m_shown->aColumns, item.a, item.aSojournNs),
                      line(QStringLiteral("B"), *m_shown->bColumns, item.b, item.bSojournNs)};
    if (item.isCompared()) {
        const std::int64_t change = m_shown->comparison.changeNs(item);
        const bool isEqual = item.differenceNs() == 0;
        lines += change == 0 ? (isEqual ? tr("stays as long in both")
                                        : tr("stays as long in both, %1").arg(QString::fromUtf8(jitterWords)))
                             : (change < 0 ? tr("stays %1 shorter in B") : tr("stays %1 longer in B"))
                                   .arg(durationText(std::abs(change)));
    }
    return lines.join(QLatin1Char('\n'));
}

bool StemsView::hitTest(double x, double y, bool selects)
{
    if (isEmpty()) return false;
    const int place = scene().placeAt({x, y});
    if (place != m_hovered) {
        m_hovered = place;
        invalidate(Selection);
    }
    if (place >= 0)
        setHover(titleOf(place), textOf(place), {x, y});
    else
        clearHover();
    if (selects) selectPlace(place);
    return place >= 0;
}

void StemsView::selectPlace(int place)
{
    const bool inB = place >= 0 && m_shown->comparison.items[static_cast<std::size_t>(place)].b !=
                                       sojourn::ItemChange::none;
    m_selectedInA = inB ? -1 : place;
    select(inB ? place : -1, -1, -1);
    invalidate(Selection);
    if (place < 0) return;
    const ItemStretch stretch = stretchOf(m_shown->comparison.items[static_cast<std::size_t>(place)],
                                          *m_shown->aColumns, *m_shown->bColumns);
    Q_EMIT chosen(static_cast<double>(stretch.fromNs) / 1e9, static_cast<double>(stretch.toNs) / 1e9);
}

void StemsView::hoverMoveEvent(QHoverEvent* event)
{
    hitTest(event->position().x(), event->position().y());
}

void StemsView::hoverLeaveEvent(QHoverEvent*)
{
    clearHover();
    if (m_hovered < 0) return;
    m_hovered = -1;
    invalidate(Selection);
}

void StemsView::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    hitTest(event->position().x(), event->position().y(), true);
}

void StemsView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0 || isEmpty() || event->modifiers() != Qt::NoModifier) return event->ignore();
    const int last = static_cast<int>(m_shown->comparison.items.size()) - 1;
    const int from = selectedPlace();
    selectPlace(from < 0 ? (step > 0 ? 0 : last) : std::clamp(from + step, 0, last));
}

} // namespace sojourn
