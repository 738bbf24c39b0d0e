#include "scene/timeline/overview_painter.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/depth_painter.h"
#include "scene/timeline/lane_pieces.h"
#include "scene/timeline/place_marks.h"
#include "scene/timeline/search_marks.h"
#include "scene/timeline/state_tiles.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

/// The queue that ever held the most.
std::size_t longestQueue(const RunIndex& index)
{
    std::size_t longest = 0;
    for (std::size_t q = 1; q < index.depths.size(); ++q)
        if (index.depths[q].most() > index.depths[longest].most()) longest = q;
    return longest;
}

/// By device column: somebody waits to get.
std::vector<bool> starvingColumns(const OverviewScene& scene, const TimeWindow& window)
{
    std::vector<bool> starving(static_cast<std::size_t>(window.width));
    LanePieces pieces;
    for (const GroupInfo& group : scene.run.info().groups) {
        if (group.getsFrom.empty()) continue;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
            buildLanePieces(LaneSpans(scene.run.columns->lanes()[t], scene.run.endNs), scene.index->lanes[t],
                            window, 1, pieces);
            for (const LanePiece& piece : pieces.pieces) {
                const bool waits =
                    piece.merged
                        ? pieces.shares[piece.span][static_cast<std::size_t>(TaskState::GetWait)] > 0.02f
                        : piece.state == TaskState::GetWait;
                if (waits)
                    std::fill(starving.begin() + piece.x0,
                              starving.begin() + std::min<std::ptrdiff_t>(piece.x1, std::ssize(starving)),
                              true);
            }
        }
    }
    return starving;
}

void paintDepthArea(QPainter& painter, const OverviewScene& scene, const SceneStyle& style,
                    const TimeWindow& window)
{
    const Palette& p = style.colours();
    const QRectF strip = scene.strip();
    const std::size_t q = longestQueue(*scene.index);
    const QueueInfo& queue = scene.run.info().queues[q];
    const std::uint32_t reach = depthReach(queue, scene.index->depths[q].most());
    const auto columns =
        scene.index->depths[q].columns(scene.run.columns->depths()[q], window, scene.run.endNs);
    QColor area = p.ink;
    area.setAlphaF(0.22f);
    const double high = strip.height() - 6.0;
    painter.setPen(Qt::NoPen);
    QVector<QRectF> bars;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double part = high * std::min(columns[c].most, reach) / reach;
        if (part > 0)
            bars.append({strip.left() + static_cast<double>(c) / style.dpr, strip.bottom() - part,
                         1.0 / style.dpr, part});
    }
    painter.setBrush(area);
    painter.drawRects(bars);
    if (queue.capacity == 0) return;
    painter.setBrush(p.waitingPut);
    forEachStretch(
        columns,
        [&](const DepthColumn& c) {
            return c.most >= queue.capacity && (c.last >= queue.capacity || c.least >= queue.capacity);
        },
        [&](std::size_t from, std::size_t to) {
            painter.drawRect(QRectF(strip.left() + static_cast<double>(from) / style.dpr, strip.top() + 1.0,
                                    static_cast<double>(to - from) / style.dpr, 3.0));
        });
}

TaskState mostOf(const StateShares& shares)
{
    return static_cast<TaskState>(std::ranges::max_element(shares) - shares.begin());
}

/// Of a run without queues: its tasks, one below the other, in the pale colours of what they do. Of more than
/// find room, some, evenly chosen.
void paintTasks(QPainter& painter, const OverviewScene& scene, const SceneStyle& style,
                const TimeWindow& window)
{
    const auto& lanes = scene.run.columns->lanes();
    const QRectF area = scene.strip().adjusted(0, 3.0, 0, -3.0);
    const std::size_t rows =
        std::min(lanes.size(), static_cast<std::size_t>(std::max(0.0, area.height() / 2.0)));
    if (rows == 0) return;
    const double high = area.height() / static_cast<double>(rows);
    LanePieces pieces;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t task = row * lanes.size() / rows;
        buildLanePieces(LaneSpans(lanes[task], scene.run.endNs), scene.index->lanes[task], window, 1, pieces);
        for (const LanePiece& piece : pieces.pieces) {
            const TaskState state = piece.merged ? mostOf(pieces.shares[piece.span]) : piece.state;
            painter.fillRect(QRectF(area.left() + piece.x0 / style.dpr,
                                    area.top() + static_cast<double>(row) * high,
                                    (piece.x1 - piece.x0) / style.dpr, high >= 3.0 ? high - 1.0 : high),
                             mergedColour(state, style.colours()));
        }
    }
}

void paintFrame(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    const Palette& p = style.colours();
    const QRectF strip = scene.strip(), frame = scene.frame();
    QColor veil = p.background;
    veil.setAlphaF(0.6f);
    painter.fillRect(QRectF(strip.left(), strip.top(), frame.left() - strip.left(), strip.height()), veil);
    painter.fillRect(QRectF(frame.right(), strip.top(), strip.right() - frame.right(), strip.height()), veil);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(p.text, 1.5));
    painter.drawRoundedRect(frame.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.text);
    for (const double x : {frame.left() + 0.75, frame.right() - 0.75})
        painter.drawRoundedRect(QRectF(x - 2.5, frame.center().y() - 6.0, 5.0, 12.0), 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

QRectF OverviewScene::frame() const
{
    const QRectF box = strip();
    const double left = std::clamp(whole.timeToX(fromNs), box.left(), box.right());
    const double right = std::clamp(whole.timeToX(toNs), box.left(), box.right());
    constexpr double least = 6; // to be seen and caught
    const double width = std::max(least, right - left);
    return {std::min(left, box.right() - width), box.top(), width, box.height()};
}

void paintOverviewBase(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    const Palette& p = style.colours();
    const QRectF strip = scene.strip();
    const TimeWindow window = scene.whole.inDevicePixels(style.dpr);
    painter.setPen(p.textSecondary);
    drawIn(painter, style.fonts.caption,
           {scene.nameLeft, 0, scene.whole.left - scene.nameLeft - 4.0, scene.size.height()}, Qt::AlignLeft,
           scene.run.partial                    ? QStringLiteral("computing …")
           : scene.run.firstPart                ? QStringLiteral("first part")
           : scene.run.live && !scene.run.ended ? QStringLiteral("run so far")
                                                : QStringLiteral("whole run"));
    painter.fillRect(strip, p.surface);
    if (scene.index->depths.empty())
        paintTasks(painter, scene, style, window);
    else
        paintDepthArea(painter, scene, style, window);
    const std::vector<bool> starving = starvingColumns(scene, window);
    for (std::size_t c = 0; c < starving.size();) {
        std::size_t end = c;
        while (end < starving.size() && starving[end])
            ++end;
        if (end > c)
            painter.fillRect(QRectF(strip.left() + static_cast<double>(c) / style.dpr, strip.bottom() - 3.0,
                                    static_cast<double>(end - c) / style.dpr, 3.0),
                             p.waitingGet);
        c = end + 1;
    }
}

void paintOverviewOverlay(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    const Palette& p = style.colours();
    const QRectF strip = scene.strip();
    const double x = scene.whole.timeToX(scene.run.playheadNs);
    if (scene.run.playheadNs < scene.run.endNs && !scene.run.recorded)
        painter.fillRect(
            QRectF(x, strip.top(),
                   std::max(0.0, std::min(strip.right(), scene.whole.timeToX(scene.run.endNs)) - x),
                   strip.height()),
            p.dim);
    painter.setPen(p.hairline);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(strip.adjusted(0, 0, -1, -1));
    paintFrame(painter, scene, style);
    paintBookmarksInOverview(painter, scene, style);
    paintFoundInOverview(painter, scene, style);
    painter.fillRect(QRectF(std::round(x) - 1.0, strip.top(), 2.0, strip.height()), p.text);
}

} // namespace sojourn
