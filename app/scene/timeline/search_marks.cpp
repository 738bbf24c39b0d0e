#include "scene/timeline/search_marks.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

/// Down to `tip`.
void paintTriangle(QPainter& painter, QPointF tip, double half)
{
    painter.drawPolygon(
        QPolygonF({tip, tip + QPointF(-half, -1.5 * half), tip + QPointF(half, -1.5 * half)}));
}

/// Triangles with their tips at y, at every pixel of the window at which a hit begins, and at the current
/// one.
void paintTriangles(QPainter& painter, const InstantWindow& window, const SearchHits& found,
                    std::int64_t current, double y, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    constexpr double apart = 2; // pixels between two that are drawn
    const std::int64_t toNs = window.toNs();
    auto hit = std::ranges::lower_bound(found.hits, window.fromNs(), {}, &SearchHit::fromNs);
    while (hit != found.hits.end() && hit->fromNs < toNs) {
        const double x = window.timeToX(hit->fromNs);
        paintTriangle(painter, {x, y}, 3.5);
        const std::int64_t nextNs = std::max(hit->fromNs + 1, window.xToTime(x + apart));
        hit = std::lower_bound(hit, found.hits.end(), nextNs,
                               [](const SearchHit& h, std::int64_t ns) { return h.fromNs < ns; });
    }
    if (current >= 0 && current < std::ssize(found.hits)) {
        const SearchHit& at = found.hits[static_cast<std::size_t>(current)];
        if (window.contains(at.fromNs)) paintTriangle(painter, {window.timeToX(at.fromNs), y}, 5);
    }
    painter.restore();
}

/// The places of a span of a task that was found by its instants. In steps an instant may take up many of
/// them: there the span itself tells.
std::pair<std::int64_t, std::int64_t> placesOf(const TimelineScene& scene, const SearchHit& hit)
{
    const InstantWindow window = scene.instants();
    if (scene.axis != nullptr && scene.axis->kind == TimeAxis::Steps && hit.kind == SearchHit::Kind::Span) {
        const std::vector<Span>& spans = scene.run.columns->lanes()[hit.task].spans;
        auto at = std::ranges::lower_bound(spans, hit.toNs, {},
                                           [&](const Span& span) { return window.instantOf(span.endNs); });
        for (; at != spans.end() && window.instantOf(at->endNs) == hit.toNs; ++at)
            if (window.instantOf(at->startNs) == hit.fromNs) return {at->startNs, at->endNs};
    }
    return {window.toAxis(hit.fromNs), window.toAxis(hit.toNs)};
}

/// The box of a stretch of time on a row, at least a few pixels wide; empty outside the window.
QRectF stretchBox(const TimelineScene& scene, const SearchHit& hit, double top, double height)
{
    const auto [from, to] = placesOf(scene, hit);
    const double left = std::max(scene.window.left, scene.window.timeToX(from));
    const double right = std::min(scene.window.right(), scene.window.timeToX(to));
    if (right < left) return {};
    constexpr double least = 3;
    const double grown = std::max(0.0, least - (right - left)) / 2.0;
    return {left - grown, top, right - left + 2.0 * grown, height};
}

void paintOnTask(QPainter& painter, const TimelineScene& scene, const LaneRow& row, const SearchHit& hit,
                 const QPen& pen)
{
    SearchHit shown = hit;
    if (hit.kind == SearchHit::Kind::Item) shown.toNs = hit.fromNs; // its way is shown when it is selected
    QRectF box = stretchBox(scene, shown, scene.toItem(row.barTop()), row.bar);
    if (box.isEmpty()) return;
    if (hit.kind == SearchHit::Kind::Mark) box.adjust(-4, 0, 4, 0); // around its mark
    const double out = 0.5 + pen.widthF() / 2.0;
    painter.setPen(pen);
    painter.drawRect(box.adjusted(-out, -out, out, out));
}

void paintOne(QPainter& painter, const TimelineScene& scene, const SearchHit& hit, const QPen& pen)
{
    const bool onDepth = hit.kind == SearchHit::Kind::Queue || hit.kind == SearchHit::Kind::Depth;
    const LaneRow* const row = onDepth ? scene.layout.queue(hit.number) : scene.layout.task(hit.task);
    if (row == nullptr || row->kind != (onDepth ? LaneRow::Kind::Depth : LaneRow::Kind::Task)) return;
    painter.save();
    painter.setClipRect(scene.areaOf(*row));
    const double top = scene.toItem(row->y);
    if (hit.kind == SearchHit::Kind::Task || hit.kind == SearchHit::Kind::Queue)
        painter.fillRect(QRectF(0.0, top + 2.0, 3.0, row->height - 4.0), pen.color());
    else if (onDepth)
        painter.fillRect(stretchBox(scene, hit, top + 3.0, pen.widthF() + 1.0), pen.color());
    else
        paintOnTask(painter, scene, *row, hit, pen);
    painter.restore();
}

} // namespace

void paintFoundOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    if (scene.found == nullptr) return;
    const SearchHits& found = *scene.found;
    QPen pen(style.colours().accent, 1.5);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setBrush(Qt::NoBrush);
    const InstantWindow window = scene.instants();
    const SearchHits::Range range = found.between(window.fromNs(), window.toNs());
    if (range.last - range.first <= mostFramed)
        for (std::size_t i = range.first; i < range.last; ++i)
            if (found.hits[i].toNs >= window.fromNs()) paintOne(painter, scene, found.hits[i], pen);
    if (scene.current < 0 || scene.current >= std::ssize(found.hits)) return;
    const SearchHit& current = found.hits[static_cast<std::size_t>(scene.current)];
    pen.setWidthF(3);
    paintOne(painter, scene, current, pen);
    if (!window.contains(current.fromNs)) return;
    QPen dots(style.colours().accent, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    dots.setDashPattern({2, 3});
    painter.setPen(dots);
    const double x = std::round(window.timeToX(current.fromNs)) + 0.5;
    painter.drawLine(QPointF(x, scene.metrics.rulerHeight), QPointF(x, scene.size.height()));
}

void paintFoundOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    if (scene.found == nullptr) return;
    paintTriangles(painter, scene.instants(), *scene.found, scene.current, scene.metrics.rulerHeight,
                   style.colours().accent);
}

void paintFoundInOverview(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    if (scene.found == nullptr) return;
    paintTriangles(painter, InstantWindow{scene.whole}, *scene.found, scene.current,
                   scene.strip().top() + 6.0, style.colours().accent);
}

} // namespace sojourn
