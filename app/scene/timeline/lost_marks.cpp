#include "scene/timeline/lost_marks.h"

#include "scene/base/scene_text.h"
#include "trace/lost_stretches.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace sojourn {

namespace {

constexpr double least = 2; // pixels

void paintLost(QPainter& painter, const QRectF& box, const SceneStyle& style)
{
    const Palette& p = style.colours();
    painter.fillRect(box, p.hairline);
    painter.fillRect(box, QBrush(p.textSecondary, Qt::DiagCrossPattern));
    const QString word = QStringLiteral("lost");
    const double width = textWidth(style.fonts.caption, word) + 8.0;
    if (box.width() < width + 8.0 || box.height() < 12.0) return;
    // On a ground of its own: letters on a hatch are hard to read.
    const QRectF ground(box.center().x() - width / 2.0, box.center().y() - 7.0, width, 14.0);
    painter.fillRect(ground, p.background);
    painter.setPen(p.textSecondary);
    drawIn(painter, style.fonts.caption, ground, Qt::AlignHCenter, word);
}

} // namespace

void paintLostOnLanes(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                      const SceneStyle& style)
{
    if (scene.run.lost == nullptr || scene.run.lost->empty()) return;
    const InstantWindow window = scene.instants();
    const double first = scene.window.left, last = scene.window.right();
    std::vector<LostStretch> ofAll;
    for (const LaneRow& row : band.rows) {
        std::span<const LostStretch> own;
        if (row.kind == LaneRow::Kind::Task)
            own = lostOn(*scene.run.lost, row.index);
        else if (row.kind == LaneRow::Kind::Group && row.folded)
            own = ofAll = lostOnAll(*scene.run.lost, scene.run.info().groups[row.index]);
        else
            continue;
        double drawnTo = first;
        for (auto at = std::ranges::upper_bound(own, window.fromNs(), {}, &LostStretch::toNs);
             at != own.end(); ++at) {
            const double left = std::max(drawnTo, std::round(window.timeToX(at->fromNs)));
            if (left >= last) break;
            const double right = std::min(last, std::round(window.timeToX(at->toNs)));
            if (right < drawnTo) continue;
            drawnTo = std::min(last, std::max(right, left + least));
            paintLost(painter, {left, scene.toItem(row.y) + 2.0, drawnTo - left, row.height - 4.0}, style);
        }
    }
}

QRectF paintLostOnDepths(QPainter& painter, const TimelineScene& scene, const QRectF& box,
                         const SceneStyle& style)
{
    if (scene.run.firstKnownNs == 0) return box;
    const double known = std::round(scene.instants().timeToX(scene.run.firstKnownNs));
    const double left = std::clamp(known, box.left(), box.right());
    if (left > box.left())
        paintLost(painter, {box.left(), box.top(), left - box.left(), box.height()}, style);
    return {left, box.top(), box.right() - left, box.height()};
}

void paintLostInOverview(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    if (scene.run.lost == nullptr || scene.run.lost->empty()) return;
    const TimeWindow window = scene.whole.inDevicePixels(style.dpr);
    const auto width = static_cast<std::size_t>(std::max(1.0, window.width));
    const auto columnOf = [&](std::int64_t ns) {
        const double x = std::floor(window.timeToX(ns) - window.left);
        return static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(width - 1)));
    };
    // By column, how many lanes more have lost something than in the one before it.
    std::vector<std::int64_t> more(width + 1);
    std::uint32_t task = noTask;
    std::size_t counted = 0; // columns of that lane
    for (const LostStretch& lost : *scene.run.lost) {
        if (lost.task != task) task = lost.task, counted = 0;
        const std::size_t from = std::max(counted, columnOf(lost.fromNs)), end = columnOf(lost.toNs - 1) + 1;
        if (end <= from) continue;
        ++more[from], --more[end];
        counted = end;
    }
    const QRectF strip = scene.strip();
    const auto lanes = static_cast<double>(std::max<std::size_t>(1, scene.run.columns->lanes().size()));
    constexpr double leastHeight = 7, leastHatched = 3; // less shows no hatch
    std::int64_t count = 0;
    for (std::size_t c = 0; c < width;) {
        count += more[c];
        std::size_t end = c + 1;
        while (end < width && more[end] == 0)
            ++end;
        const QRectF box(strip.left() + static_cast<double>(c) / style.dpr, strip.top(),
                         static_cast<double>(end - c) / style.dpr,
                         std::max(leastHeight, strip.height() * static_cast<double>(count) / lanes));
        c = end;
        if (count == 0) continue;
        const Palette& p = style.colours();
        painter.fillRect(box, p.hairline);
        if (box.width() < leastHatched)
            painter.fillRect(box, p.textSecondary);
        else
            painter.fillRect(box, QBrush(p.textSecondary, Qt::DiagCrossPattern));
    }
}

std::size_t lanesWithLoss(const RunView& run, std::int64_t fromNs, std::int64_t toNs)
{
    if (run.lost == nullptr) return 0;
    std::size_t lanes = 0;
    std::uint32_t counted = noTask;
    for (const LostStretch& lost : *run.lost) {
        if (lost.task == counted || lost.toNs < fromNs || lost.fromNs >= toNs) continue;
        counted = lost.task;
        ++lanes;
    }
    return lanes;
}

} // namespace sojourn
