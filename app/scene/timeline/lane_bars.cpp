#include "scene/timeline/lane_bars.h"

#include <QPainter>

#include <cmath>

namespace sojourn {

namespace {

const Span& spanOf(const Lane& lane, const LanePiece& piece)
{
    return piece.span == LanePiece::openSpan ? lane.open : lane.spans[piece.span];
}

/// Where many spans of one state lie in a piece, the first of them stands for all.
StateLook lookOfPiece(const Lane& lane, const LanePiece& piece)
{
    return piece.merged ? lookOf(piece.state) : lookOf(spanOf(lane, piece));
}

bool endsHere(const Lane& lane, const LanePiece& piece, const TimeWindow& window, std::int64_t endNs)
{
    if (piece.span == LanePiece::openSpan) return endNs <= window.toNs;
    return lane.spans[piece.span].endNs <= window.toNs;
}

} // namespace

QRectF groupBox(const TimelineScene& scene, const LaneRow& row)
{
    const double top = std::round(scene.toItem(row.y) + std::min(6.0, row.height / 8.0));
    const double bottom = std::round(scene.toItem(row.bottom()) - std::min(4.0, row.height / 10.0));
    return {scene.window.left, top, scene.window.width, bottom - top};
}

const StateTiles& LaneBars::tiles(double height, const SceneStyle& style)
{
    if (m_tilesPalette != style.palette || m_tilesDpr != style.dpr) m_tiles.clear();
    m_tilesPalette = style.palette;
    m_tilesDpr = style.dpr;
    const int pixels = std::max(1, static_cast<int>(std::lround(height * style.dpr)));
    for (const auto& tiles : m_tiles)
        if (tiles->height() == pixels) return *tiles;
    return *m_tiles.emplace_back(std::make_unique<StateTiles>(style, pixels));
}

void LaneBars::paint(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, bool vector)
{
    const QRectF area = scene.data();
    const QSize size(static_cast<int>(area.width() * style.dpr),
                     static_cast<int>(std::ceil(area.height() * style.dpr)));
    if (size.isEmpty()) return;
    if (!vector) {
        if (m_layer.size() != size) m_layer = QImage(size, QImage::Format_ARGB32_Premultiplied);
        m_layer.fill(Qt::transparent);
        m_layer.setDevicePixelRatio(1.0);
    }
    for (const LaneRow& row : scene.rows()) {
        const auto fromTop = [&](double y) {
            return static_cast<int>(std::lround((y - scene.metrics.rulerHeight) * style.dpr));
        };
        if (row.kind == LaneRow::Kind::Group && row.folded && scene.groups != nullptr) {
            (*scene.groups)[row.index].columns(scene.window.inDevicePixels(style.dpr), scene.run.endNs,
                                               m_counts);
            const QRectF box = groupBox(scene, row);
            if (vector)
                paintGroup(painter, scene, style, row);
            else
                fillGroup(scene, row, tiles(box.height(), style), fromTop(box.top()));
        }
        if (row.kind != LaneRow::Kind::Task) continue;
        const Lane& lane = scene.run.columns->lanes()[row.index];
        buildLanePieces(LaneSpans(lane, scene.run.endNs), scene.index->lanes[row.index],
                        scene.window.inDevicePixels(style.dpr),
                        std::max(2, static_cast<int>(std::lround(2 * style.dpr))), m_pieces);
        if (vector)
            paintLane(painter, scene, style, row);
        else
            fillLane(scene, row, tiles(row.bar, style), fromTop(scene.toItem(row.barTop())));
    }
    if (vector) return;
    m_layer.setDevicePixelRatio(style.dpr);
    painter.drawImage(area.topLeft(), m_layer);
}

void LaneBars::fillGroup(const TimelineScene& scene, const LaneRow& row, const StateTiles& tiles, int y)
{
    const double all = scene.run.info().groups[row.index].taskCount;
    const auto columns = std::min(static_cast<int>(m_counts.size()), m_layer.width());
    for (int x = 0; x < columns; ++x)
        tiles.fillCounts(m_layer, x, y, m_counts[static_cast<std::size_t>(x)], all);
}

void LaneBars::paintGroup(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                          const LaneRow& row)
{
    const double all = scene.run.info().groups[row.index].taskCount;
    const QRectF box = groupBox(scene, row);
    const StateTiles& tiles = this->tiles(box.height(), style);
    for (std::size_t x = 0; x < m_counts.size(); ++x) {
        const auto rows = tiles.countRows(m_counts[x], all);
        const double left = box.left() + static_cast<double>(x) / style.dpr;
        for (std::size_t l = 0; l < rows.size(); ++l) {
            const double high = (rows[l].second - rows[l].first) / style.dpr;
            if (high <= 0) continue;
            const QRectF part(left, box.bottom() - rows[l].second / style.dpr, 1.0 / style.dpr, high);
            paintState(painter, part, static_cast<StateLook>(l), style.colours(), box.topLeft());
        }
    }
}

void LaneBars::fillLane(const TimelineScene& scene, const LaneRow& row, const StateTiles& tiles, int y)
{
    const Lane& lane = scene.run.columns->lanes()[row.index];
    const TimeWindow window{scene.window.fromNs, scene.window.toNs, 0.0,
                            static_cast<double>(m_layer.width())};
    const auto fill = [&](const LanePiece& piece) {
        const Span& span = spanOf(lane, piece);
        tiles.fill(m_layer, piece.x0, piece.x1, y, lookOfPiece(lane, piece),
                   static_cast<std::int64_t>(std::floor(window.timeToX(span.startNs))),
                   !piece.many && span.startNs >= window.fromNs,
                   !piece.many && endsHere(lane, piece, window, scene.run.endNs));
    };
    for (const LanePiece& piece : m_pieces.pieces) {
        if (piece.merged)
            tiles.fillMerged(m_layer, piece.x0, y, m_pieces.shares[piece.span]);
        else
            fill(piece);
    }
    for (const LanePiece& piece : m_pieces.loud)
        fill(piece);
}

void LaneBars::paintLane(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                         const LaneRow& row)
{
    const double top = scene.toItem(row.barTop());
    const double height = row.bar;
    const auto box = [&](const LanePiece& piece) {
        return QRectF(scene.window.left + piece.x0 / style.dpr, top, (piece.x1 - piece.x0) / style.dpr,
                      height);
    };
    const auto paintOne = [&](const LanePiece& piece) {
        const QRectF area = box(piece);
        paintState(painter, area, lookOfPiece(scene.run.columns->lanes()[row.index], piece), style.colours(),
                   area.topLeft());
    };
    for (const LanePiece& piece : m_pieces.pieces) {
        if (!piece.merged) {
            paintOne(piece);
            continue;
        }
        const auto rows = tiles(row.bar, style).rows(m_pieces.shares[piece.span]);
        double bottom = top + height;
        for (std::size_t s = 0; s < rows.size(); ++s) {
            const double high = rows[s] / style.dpr;
            painter.fillRect(QRectF(box(piece).left(), bottom - high, box(piece).width(), high),
                             mergedColour(static_cast<TaskState>(s), style.colours()));
            bottom -= high;
        }
    }
    for (const LanePiece& piece : m_pieces.loud)
        paintOne(piece);
}

} // namespace sojourn
