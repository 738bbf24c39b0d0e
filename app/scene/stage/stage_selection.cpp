// The selected item's way over the stage.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_painter.h"
#include "scene/stage/stage_words.h"
#include "trace/lost_puts.h"

#include <QPainter>
#include <QPainterPath>
#include <QRegion>

namespace sojourn {

namespace {

/// The visit that the instant is in, or the one before.
const Visit* visitAt(const RunView& run, int item)
{
    const Visit* visit = nullptr;
    const auto& visits = run.columns->visits();
    for (std::uint32_t v = run.columns->items()[static_cast<std::size_t>(item)].firstVisit; v != noVisit;
         v = visits[v].nextVisit) {
        const std::int64_t begins = visitBeginNs(*run.columns, visits[v]);
        if (visit != nullptr && (begins == notYet || begins > run.playheadNs)) break;
        visit = &visits[v];
    }
    return visit;
}

const ItemPlace* placeOf(const StageScene& scene, int item)
{
    for (const ItemPlace& place : scene.places)
        if (place.item == item) return &place;
    return nullptr;
}

/// All of the stage but other tasks' cards: what leads from one to another passes behind them.
QRegion betweenCards(const StageScene& scene)
{
    QRegion region(QRect(QPoint(0, 0), scene.size.toSize()));
    for (const GroupBlock& block : scene.layout.groups)
        for (const GroupBlock::Place& place : block.places)
            region -= place.rect.toRect();
    return region;
}

void outline(QPainter& painter, const QRectF& rect, const QColor& colour)
{
    if (rect.isEmpty()) return;
    painter.setPen(QPen(colour, 2.0));
    painter.drawRoundedRect(rect, 6, 6);
}

} // namespace

void StagePainter::paintSelection(QPainter& painter, const StageScene& scene) const
{
    const RunView& run = scene.run;
    if (!run.knows(run.selectedItem)) return;
    const Visit* visit = visitAt(run, run.selectedItem);
    if (visit == nullptr) return;
    const QueueBlock* queue = scene.layout.queue(visit->queue);
    const QColor accent = m_style.colours().accent;
    const ItemPlace* place = placeOf(scene, run.selectedItem);
    painter.setBrush(Qt::NoBrush);
    const bool came = visit->enqueuedNs != notYet && visit->enqueuedNs <= run.playheadNs;
    const bool stands = came && (visit->dequeuedNs == notYet || visit->dequeuedNs > run.playheadNs);
    const QRectF maker = visit->producer != noTask ? scene.layout.taskRect(visit->producer) : QRectF();
    const QRectF taker = visit->consumer != noTask ? scene.layout.taskRect(visit->consumer) : QRectF();
    outline(painter, maker, accent);
    if (came) outline(painter, taker, accent);

    QPen solid(accent, 2.0), dashed(accent, 2.0, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({3, 2});
    if (queue != nullptr) {
        const double middle = queue->box.center().y(), floor = queue->box.bottom() - 3.5;
        const QPointF in(queue->box.left(), middle), out(queue->box.right(), middle);
        const bool shown = stands && place != nullptr && place->kind == ItemPlace::Kind::Slot;
        const double at = shown ? place->rect.center().x() : out.x() - 8.0;
        painter.save();
        painter.setClipRegion(betweenCards(scene), Qt::IntersectClip);
        painter.setPen(came ? solid : dashed);
        if (!maker.isEmpty()) painter.drawPath(connector({maker.right(), maker.center().y()}, in));
        if (came) { // in below the tiles, up to the item, and on to whoever takes it
            QPainterPath path(in);
            path.lineTo(in + QPointF(9, 0));
            path.lineTo(in.x() + 9, floor);
            path.lineTo(at, floor);
            painter.drawPath(path);
            const bool known = !taker.isEmpty();
            painter.setPen(stands ? dashed : solid);
            if (known) {
                QPainterPath rest(QPointF(at, floor));
                rest.lineTo(out.x() - 9, floor);
                rest.lineTo(out.x() - 9, middle);
                rest.lineTo(out);
                painter.drawPath(rest);
                painter.drawPath(connector(out, {taker.left(), taker.center().y()}));
            }
        }
        painter.restore();
        if (shown) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(accent);
            painter.drawPolygon(
                QPolygonF{QPointF(at, floor - 3.5), QPointF(at - 5, floor + 3), QPointF(at + 5, floor + 3)});
        }
    }

    const QRectF below =
        queue != nullptr ? queue->box : QRectF(8, 0, scene.size.width() - 16.0, scene.size.height() - 24.0);
    QString sentence = itemSentence(run, run.selectedItem, scene.layout.narrow);
    const QFont& font = m_style.fonts.caption;
    // Below its queue and no wider: beside it stand others' cards.
    if (textWidth(font, sentence) > below.width()) sentence = itemSentence(run, run.selectedItem, true);
    if (sentence.isEmpty()) return;
    const double width = textWidth(font, sentence);
    if (queue != nullptr &&
        queue->footer.isEmpty()) { // no room below it: then beside its name, if it is short
        const QString name = QString::fromStdString(run.info().queues[visit->queue].name);
        if (textWidth(m_style.fonts.bodyStrong, name) + width + 16.0 > queue->title.width()) return;
        const QRectF room(queue->title.right() - width - 8.0, queue->title.top(), width + 8.0, 20.0);
        painter.fillRect(room, m_style.colours().background);
        painter.setPen(accent);
        return drawIn(painter, font, room, Qt::AlignRight, sentence);
    }
    double x = stands && place != nullptr ? place->rect.center().x() : below.center().x();
    x = std::clamp(x - width / 2.0, below.left(), std::max(below.left(), below.right() - width));
    const double baseline = std::min(below.bottom() + 20.0, scene.size.height() - 4.0);
    painter.setPen(QPen(accent, 1.0));
    if (stands && place != nullptr && queue != nullptr)
        painter.drawLine(QPointF(place->rect.center().x(), below.bottom() + 1.0),
                         QPointF(place->rect.center().x(), below.bottom() + 7.0));
    drawLine(painter, font, {x, baseline}, sentence);
}

} // namespace sojourn
