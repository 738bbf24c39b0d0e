#include "scene/timeline/overview_painter.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/depth_painter.h"
#include "scene/timeline/lane_pieces.h"
#include "scene/timeline/lost_marks.h"
#include "scene/timeline/overview_text.h"
#include "scene/timeline/place_marks.h"
#include "scene/timeline/search_marks.h"
#include "scene/timeline/state_tiles.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double leastTaskHeight = 3; // of a task of its own: the least that can be told from the next

/// Of the areas: the rest is for what is full and who starves.
double areaHeight(const OverviewScene& scene)
{
    return scene.strip().height() - 6.0;
}

/// A run without queues whose tasks find room one below the other.
bool showsTasks(const OverviewScene& scene)
{
    return scene.index->depths.empty() &&
           static_cast<double>(scene.run.columns->lanes().size()) * leastTaskHeight <= areaHeight(scene);
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

/// The share of tasks that are busy, as an area from the bottom.
void paintUtilisation(QPainter& painter, const OverviewScene& scene, const SceneStyle& style,
                      const TimeWindow& window)
{
    if (scene.utilisation == nullptr) return;
    const QRectF strip = scene.strip();
    const double high = areaHeight(scene);
    QVector<QRectF> bars;
    std::int64_t from = window.fromNs;
    for (int c = 0; c < static_cast<int>(window.width) && from < scene.run.endNs; ++c) {
        const std::int64_t to = std::min(window.xToTime(c + 1.0), scene.run.endNs);
        const double part = high * scene.utilisation->within(from, to).ratio();
        if (part > 0)
            bars.append({strip.left() + c / style.dpr, strip.bottom() - part, 1.0 / style.dpr, part});
        from = to;
    }
    // An empty strip would look as if it were broken.
    if (bars.empty() && scene.index->depths.empty() && scene.run.endNs > 0) {
        painter.setPen(style.colours().textSecondary);
        return drawIn(painter, style.fonts.caption, strip.adjusted(8, 0, -8, 0), Qt::AlignLeft,
                      QStringLiteral("nobody is busy: all tasks sleep or wait, or take no time"));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colours().mergedRunning);
    painter.drawRects(bars);
}

/// The longest queue as a line over a faint area, and in vermilion where it was full.
void paintDepthLine(QPainter& painter, const OverviewScene& scene, const SceneStyle& style,
                    const TimeWindow& window, std::size_t q)
{
    const Palette& p = style.colours();
    const QRectF strip = scene.strip();
    const QueueInfo& queue = scene.run.info().queues[q];
    const std::uint32_t reach = depthReach(queue, scene.index->depths[q].most());
    const auto columns =
        scene.index->depths[q].columns(scene.run.columns->depths()[q], window, scene.run.endNs);
    QColor area = p.ink, line = p.ink;
    area.setAlphaF(0.16f);
    line.setAlphaF(0.75f);
    const double high = areaHeight(scene), pixel = 1.0 / style.dpr;
    const auto yOf = [&](std::uint32_t size) {
        return strip.bottom() - high * std::min(size, reach) / std::max(reach, 1u);
    };
    QVector<QRectF> bars, edges;
    double before = strip.bottom();
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double x = strip.left() + static_cast<double>(c) * pixel, y = yOf(columns[c].most);
        if (y < strip.bottom()) bars.append({x, y, pixel, strip.bottom() - y});
        // From where the column before it was, so that steps are joined.
        edges.append({x, std::min(y, before) - 1.0, pixel, std::abs(y - before) + 1.0});
        before = y;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(area);
    painter.drawRects(bars);
    painter.setBrush(line);
    painter.drawRects(edges);
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

/// Of a run without queues: its tasks, one below the other, in the pale colours of what they do.
void paintTasks(QPainter& painter, const OverviewScene& scene, const SceneStyle& style,
                const TimeWindow& window)
{
    const auto& lanes = scene.run.columns->lanes();
    const QRectF area = scene.strip().adjusted(0, 3.0, 0, -3.0);
    const double high = area.height() / static_cast<double>(std::max<std::size_t>(1, lanes.size()));
    LanePieces pieces;
    for (std::size_t task = 0; task < lanes.size(); ++task) {
        const LaneSpans spans(lanes[task], scene.run.endNs);
        buildLanePieces(spans, scene.index->lanes[task], window, 1, pieces);
        for (const LanePiece& piece : pieces.pieces) {
            // In line is a line here as well.
            const bool isLine = !piece.merged && lookOf(spans.named(piece.span)) == StateLook::InLine;
            const TaskState state = piece.merged ? mostOf(pieces.shares[piece.span]) : piece.state;
            painter.fillRect(QRectF(area.left() + piece.x0 / style.dpr,
                                    area.top() + static_cast<double>(task) * high,
                                    (piece.x1 - piece.x0) / style.dpr, isLine ? 1.0 : high - 1.0),
                             mergedColour(state, style.colours()));
        }
    }
}

/// What the strip shows, left of it.
void paintNames(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    const QFont& font = style.fonts.caption;
    const QString extent = scene.run.partial                    ? QStringLiteral("computing …")
                           : scene.run.firstPart                ? QStringLiteral("first part")
                           : scene.run.live && !scene.run.ended ? QStringLiteral("run so far")
                                                                : QStringLiteral("whole run");
    const double room = scene.whole.left - scene.nameLeft - 4.0, middle = scene.size.height() / 2.0;
    painter.setPen(style.colours().textSecondary);
    if (showsTasks(scene)) {
        drawIn(painter, font, {scene.nameLeft, middle - 8.0, room, 16.0}, Qt::AlignLeft, extent);
        return;
    }
    drawIn(painter, font, {scene.nameLeft, middle - 15.0, room, 15.0}, Qt::AlignLeft, extent);
    drawIn(painter, font, {scene.nameLeft, middle, room, 15.0}, Qt::AlignLeft,
           !scene.index->depths.empty() ? QStringLiteral("busy · queue")
           : isOfLanes(scene.run)       ? QStringLiteral("busy lanes")
                                        : QStringLiteral("busy tasks"));
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
    paintNames(painter, scene, style);
    painter.fillRect(strip, p.surface);
    if (showsTasks(scene))
        paintTasks(painter, scene, style, window);
    else
        paintUtilisation(painter, scene, style, window);
    paintLostInOverview(painter, scene, style);
    if (const auto queue = longestQueue(scene.run.info(), *scene.index))
        paintDepthLine(painter, scene, style, window, *queue);
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
