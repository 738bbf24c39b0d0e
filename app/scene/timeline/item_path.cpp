#include "scene/timeline/item_path.h"

#include "scene/base/scene_text.h"
#include "trace/lost_puts.h"

#include <QPainter>

#include <cmath>

namespace sojourn {

namespace {

/// Half the height of a task's bar; none where its group is folded, or where it is not laid out.
double halfBar(const LaneRow* row)
{
    return row == nullptr ? 0.0 : row->bar / 2.0;
}

/// The middle of a task's bar, or of the row that it is folded into; nothing when it is not laid out.
double barMiddle(const TimelineScene& scene, const LaneRow* row, const LaneRow* other)
{
    if (row == nullptr) return -1.0;
    const double middle = scene.toItem(row->barTop()) + row->bar / 2.0;
    return other == nullptr ? middle : scene.heldBeside(*other, *row, middle);
}

template <class F> void forEachVisit(const RunView& run, int item, F f)
{
    if (!run.knows(item)) return;
    const auto& visits = run.columns->visits();
    for (std::uint32_t v = run.columns->items()[static_cast<std::size_t>(item)].firstVisit; v != noVisit;
         v = visits[v].nextVisit)
        f(visits[v], v);
}

/// How long a visit waited, in the run's own time, whatever the axis: its visits have the same numbers.
QString waitText(const TimelineScene& scene, std::uint32_t visit)
{
    const std::vector<Visit>& visits = scene.own().columns->visits();
    if (visit >= visits.size() || visits[visit].dequeuedNs == notYet) return {};
    return durationText(visits[visit].dequeuedNs - visits[visit].enqueuedNs);
}

VisitArrow arrowOf(const TimelineScene& scene, const Visit& visit)
{
    VisitArrow arrow;
    const LaneRow* const producer = scene.layout.task(visit.producer);
    const LaneRow* const consumer = scene.layout.task(visit.consumer);
    const double half = halfBar(producer);
    const double from = barMiddle(scene, producer, consumer);
    const LaneRow* const first = producer != nullptr ? producer : consumer;
    const LaneRow* const last = consumer != nullptr ? consumer : producer;
    arrow.area = first == nullptr ? scene.lanes() : scene.areaBetween(*first, *last);
    const std::int64_t ended = putEndNs(*scene.run.columns, visit);
    const std::int64_t put = ended != notYet ? ended : scene.run.endNs;
    arrow.put = {scene.window.timeToX(put), from};
    if (visit.putWaitNs != notYet && put > visit.putWaitNs) {
        const double x = scene.window.timeToX(visit.putWaitNs);
        arrow.putWait = QRectF(x, from - half, arrow.put.x() - x, 2 * half);
    }
    if (visit.dequeuedNs == notYet || visit.consumer == noTask) return arrow;
    const double to = barMiddle(scene, consumer, producer);
    arrow.taken = true;
    arrow.get = {scene.window.timeToX(visit.dequeuedNs), to};
    const double down = to > from ? 1.0 : -1.0;
    arrow.put.ry() += down * half * 0.85;
    arrow.get.ry() -= down * (halfBar(consumer) + 2.0);
    const double dx = arrow.get.x() - arrow.put.x();
    arrow.curve.moveTo(arrow.put);
    // A wait that is shorter than a few pixels is a straight arrow down.
    if (dx < 12.0)
        arrow.curve.lineTo(arrow.get);
    else
        arrow.curve.cubicTo(arrow.put + QPointF(dx * 0.28, (arrow.get.y() - arrow.put.y()) * 0.5),
                            arrow.get - QPointF(dx * 0.28, (arrow.get.y() - arrow.put.y()) * 0.35),
                            arrow.get);
    return arrow;
}

bool reachesInto(const VisitArrow& arrow, const TimelineScene& scene)
{
    const double left = arrow.putWait.isEmpty() ? arrow.put.x() : arrow.putWait.left();
    const double right = arrow.taken ? arrow.get.x() : arrow.put.x();
    return right >= scene.window.left && left <= scene.window.right();
}

void paintTick(QPainter& painter, const TimelineScene& scene, std::int64_t ns, std::uint32_t task,
               const QColor& colour)
{
    if (ns == notYet || task == noTask || !scene.window.contains(ns) || ns > scene.run.endNs) return;
    const LaneRow* row = scene.layout.task(task);
    if (row == nullptr) return;
    const QRectF tick(std::round(scene.window.timeToX(ns) - 1.0), scene.toItem(row->barTop()) - 1.0, 3.0,
                      row->bar + 2.0);
    painter.fillRect(tick & scene.areaOf(*row), colour);
}

} // namespace

std::vector<QRectF> ItemPath::crossed() const
{
    std::vector<QRectF> boxes;
    if (!label.isEmpty()) boxes.push_back(label);
    for (const VisitArrow& arrow : arrows) {
        if (arrow.curve.isEmpty()) continue;
        const double length = arrow.curve.length();
        const int steps = std::clamp(static_cast<int>(length / 5.0), 2, 200);
        for (int i = 0; i <= steps; ++i) {
            const QPointF at = arrow.curve.pointAtPercent(static_cast<double>(i) / steps);
            boxes.push_back({at.x() - 3.0, at.y() - 3.0, 6.0, 6.0});
        }
    }
    return boxes;
}

ItemPath itemPath(const TimelineScene& scene, const SceneStyle& style)
{
    ItemPath path;
    QPointF middle;
    bool flat = false;
    forEachVisit(scene.run, scene.run.selectedItem, [&](const Visit& visit, std::uint32_t number) {
        const VisitArrow arrow = arrowOf(scene, visit);
        if (!reachesInto(arrow, scene)) return;
        if (arrow.taken && path.text.isEmpty()) {
            path.text = QStringLiteral("#%1 in %2 %3")
                            .arg(visit.item)
                            .arg(QString::fromStdString(scene.run.info().queues[visit.queue].name))
                            .arg(waitText(scene, number));
            middle = arrow.curve.pointAtPercent(0.5);
            flat = arrow.get.x() - arrow.put.x() < 12.0;
            path.labelArea = arrow.area;
        }
        path.arrows.push_back(arrow);
    });
    if (path.text.isEmpty()) return path;
    const double width = textWidth(style.fonts.captionStrong, path.text) + 12.0;
    const double left = flat ? middle.x() + 10.0 : middle.x() - width / 2.0;
    path.label = QRectF(std::round(std::clamp(left, scene.window.left,
                                              std::max(scene.window.left, scene.window.right() - width))),
                        std::round(middle.y() - 9.0), width, 18.0);
    return path;
}

void paintItemPath(QPainter& painter, const ItemPath& path, const TimelineScene& scene,
                   const SceneStyle& style)
{
    if (path.arrows.empty()) return;
    const Palette& p = style.colours();
    painter.save();
    painter.setClipRect(scene.data());
    paintItemTicks(painter, scene, style, scene.run.selectedItem);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const VisitArrow& arrow : path.arrows) {
        painter.setClipRect(scene.data() & arrow.area);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.accent, 2.0));
        if (!arrow.putWait.isEmpty()) painter.drawRoundedRect(arrow.putWait.adjusted(-1, -1, 1, 1), 2, 2);
        if (arrow.taken) {
            painter.drawPath(arrow.curve);
            const double way = arrow.curve.elementAt(0).y < arrow.get.y() ? 1.0 : -1.0;
            painter.setBrush(p.accent);
            painter.setPen(Qt::NoPen);
            painter.drawPolygon(QPolygonF{arrow.get + QPointF(0, way * 2.0),
                                          arrow.get + QPointF(-4, -way * 5.0),
                                          arrow.get + QPointF(4, -way * 5.0)});
        }
        painter.setBrush(p.surface);
        painter.setPen(QPen(p.accent, 2.0));
        painter.drawEllipse(arrow.put, 3.5, 3.5);
    }
    if (!path.label.isEmpty()) {
        painter.setClipRect(scene.data() & path.labelArea);
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.accent);
        painter.drawRoundedRect(path.label, 4, 4);
        painter.setPen(p.textOnAccent);
        drawIn(painter, style.fonts.captionStrong, path.label, Qt::AlignHCenter, path.text);
    }
    painter.restore();
}

void paintItemTicks(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, int item)
{
    forEachVisit(scene.run, item, [&](const Visit& visit, std::uint32_t) {
        paintTick(painter, scene, visit.enqueuedNs, visit.producer, style.colours().accent);
        paintTick(painter, scene, visit.dequeuedNs, visit.consumer, style.colours().accent);
    });
}

} // namespace sojourn
