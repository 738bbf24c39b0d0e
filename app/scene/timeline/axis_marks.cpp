#include "scene/timeline/axis_marks.h"

#include "scene/base/scene_text.h"
#include "viewmodels/panels/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sojourn {

namespace {

constexpr double leastBand = 3, breakApart = 14; // pixels

QString stepName(std::int64_t step)
{
    return QStringLiteral("step %1").arg(countText(static_cast<std::uint64_t>(step)));
}

std::vector<AxisTick> stepTicks(const TimeWindow& window, std::int64_t end, double apart,
                                const MeasureText& measure)
{
    const double perStep = static_cast<double>(stepOnAxis) * window.pixelsPerNs();
    const double widest = measure(stepName(window.toNs / stepOnAxis)) + 16.0;
    const std::int64_t every =
        std::llround(niceValueStep(std::max(1.0, std::max(apart, widest) / perStep), 1));
    const std::int64_t stride = every * stepOnAxis;
    std::vector<AxisTick> ticks;
    for (std::int64_t at = std::max(stride, (window.fromNs + stride - 1) / stride * stride);
         at <= std::min(window.toNs, end); at += stride)
        ticks.push_back({at / stepOnAxis, window.timeToX(at), {}, 0, 0});
    placeLabels(ticks, window, measure, stepName);
    return ticks;
}

std::vector<AxisTick> timeTicks(const AxisRun& axis, const TimeWindow& window, std::int64_t end, double apart,
                                const MeasureText& measure)
{
    const InstantWindow instants{window, &axis.run.map};
    const std::int64_t toNs = instants.instantOf(std::min(window.toNs, end));
    std::int64_t step = niceStep(static_cast<std::int64_t>(std::ceil(apart / window.pixelsPerNs())));
    const double widest = measure(axisLabel(toNs / step * step, step, toNs)) + 16.0;
    step = niceStep(static_cast<std::int64_t>(std::ceil(std::max(apart, widest) / window.pixelsPerNs())));
    // Where the axis goes on behind a stretch, it is told with as many figures as a few pixels are worth.
    const std::int64_t fine =
        std::min(step, niceStep(static_cast<std::int64_t>(std::ceil(6.0 / window.pixelsPerNs()))));
    const auto roundedUp = [](std::int64_t ns, std::int64_t to) { return (ns + to - 1) / to * to; };
    std::vector<AxisTick> ticks;
    const std::vector<IdleStretch>& idle = axis.run.idle.stretches;
    std::int64_t at = roundedUp(std::max<std::int64_t>(0, instants.fromNs()), step);
    auto next = std::ranges::upper_bound(idle, at, {}, &IdleStretch::toNs);
    while (at <= toNs) {
        if (next != idle.end() && at > next->fromNs) { // years may pass there
            const std::int64_t again = roundedUp(next->toNs, fine);
            const bool isLong = next->toNs - next->fromNs > step;
            at = std::max(at, roundedUp(next->toNs, step));
            ++next;
            const bool isShown = next == idle.end() || again <= next->fromNs;
            if (isLong && isShown && again < at && again <= toNs)
                ticks.push_back({again, instants.timeToX(again), {}, 0, 0});
            continue;
        }
        ticks.push_back({at, instants.timeToX(at), {}, 0, 0});
        at += step;
    }
    placeLabels(ticks, window, measure,
                [&](std::int64_t ns) { return axisLabel(ns, ns % step == 0 ? step : fine, toNs); });
    return ticks;
}

/// Calls `visit(left, right, stretch)` for the stretches in the window, leaving out those that begin less
/// than `apart` pixels behind one before.
template <class Visit> void forEachIdle(const TimelineScene& scene, double apart, Visit visit)
{
    if (scene.axis == nullptr) return;
    const InstantWindow window = scene.instants();
    const std::vector<IdleStretch>& idle = scene.axis->run.idle.stretches;
    const std::int64_t toNs = window.toNs();
    double last = -std::numeric_limits<double>::max();
    for (auto at = std::ranges::upper_bound(idle, window.fromNs(), {}, &IdleStretch::toNs);
         at != idle.end() && at->fromNs < toNs;) {
        const double left = window.timeToX(at->fromNs);
        if (left - last >= apart) {
            last = left;
            visit(left, window.timeToX(at->toNs), *at);
        }
        const std::int64_t nextNs = std::max(at->toNs, window.xToTime(last + apart) - 1);
        at = std::ranges::lower_bound(std::next(at), idle.end(), nextNs, {}, &IdleStretch::fromNs);
    }
}

} // namespace

std::vector<AxisTick> axisTicks(const AxisRun* axis, const TimeWindow& window, std::int64_t end, double apart,
                                const MeasureText& measure)
{
    if (axis == nullptr) return timeAxis(window, end, apart, measure);
    return axis->kind == TimeAxis::Steps ? stepTicks(window, end, apart, measure)
                                         : timeTicks(*axis, window, end, apart, measure);
}

QString stepText(std::int64_t at)
{
    return stepName(at / stepOnAxis);
}

std::vector<IdleLabel> idleLabels(const TimelineScene& scene, const SceneStyle& style)
{
    std::vector<IdleLabel> labels;
    forEachIdle(scene, breakApart, [&](double left, double right, const IdleStretch& idle) {
        if (left < scene.window.left || right > scene.window.right()) return;
        const QString text = durationText(idle.toNs - idle.fromNs);
        const double width = textWidth(style.fonts.caption, text);
        if (width + 16.0 > right - left) return;
        labels.push_back({{(left + right - width) / 2.0, 0, width, scene.metrics.rulerHeight - 2.0}, text});
    });
    return labels;
}

void paintIdleOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    const QRectF data = scene.data();
    const QBrush hatch(style.colours().hairline, Qt::BDiagPattern);
    forEachIdle(scene, leastBand, [&](double left, double right, const IdleStretch&) {
        if (right - left < leastBand) return;
        left = std::max(left, data.left());
        right = std::min(right, data.right());
        painter.fillRect(QRectF(left, data.top(), right - left, data.height()), hatch);
    });
}

void paintIdleOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    const std::vector<IdleLabel> labels = idleLabels(scene, style);
    const double bottom = scene.metrics.rulerHeight - 1.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const std::int64_t muchNs = 10 * (scene.axis == nullptr ? 0 : scene.axis->run.idle.shownNs);
    forEachIdle(scene, breakApart, [&](double left, double right, const IdleStretch& idle) {
        const bool isMuch = idle.toNs - idle.fromNs > muchNs;
        painter.setPen(isMuch ? QPen(style.colours().text, 1.5) : QPen(style.colours().textSecondary, 1.0));
        const bool isTold = std::ranges::any_of(labels, [&](const IdleLabel& label) {
            return label.box.left() < right && label.box.right() > left;
        });
        if (isTold) return;
        const double x = (std::max(left, scene.window.left) + std::min(right, scene.window.right())) / 2.0;
        for (const double side : {-2.0, 2.0})
            painter.drawLine(QPointF(x + side - 2.0, bottom), QPointF(x + side + 2.0, bottom - 6.0));
    });
    painter.restore();
    painter.setPen(style.colours().textSecondary);
    for (const IdleLabel& label : labels)
        drawIn(painter, style.fonts.caption, label.box, Qt::AlignHCenter, label.text);
}

const IdleStretch* idleAt(const TimelineScene& scene, std::int64_t ns)
{
    if (scene.axis == nullptr) return nullptr;
    const std::vector<IdleStretch>& idle = scene.axis->run.idle.stretches;
    const auto at = std::ranges::upper_bound(idle, ns, {}, &IdleStretch::toNs);
    return at != idle.end() && at->fromNs < ns ? &*at : nullptr;
}

} // namespace sojourn
