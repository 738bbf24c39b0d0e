#include "scene/timeline/lane_bars.h"

#include <QPainter>

#include <cmath>
#include <span>

namespace sojourn {

namespace {

/// Where many spans of one state lie in a piece, the first of them stands for all.
StateLook lookOfPiece(const LaneSpans& spans, const LanePiece& piece)
{
    return piece.merged ? lookOf(piece.state) : lookOf(spans.named(piece.span));
}

/// A height of the item as a row of the layer.
int inLayer(const TimelineScene& scene, const SceneStyle& style, double y)
{
    return static_cast<int>(std::lround((y - scene.metrics.rulerHeight) * style.dpr));
}

int leastLoud(const SceneStyle& style)
{
    return std::max(2, static_cast<int>(std::lround(2 * style.dpr)));
}

} // namespace

QRectF groupBox(const TimelineScene& scene, const LaneRow& row)
{
    const double top = std::round(scene.toItem(row.y) + std::min(6.0, row.height / 8.0));
    const double bottom = std::round(scene.toItem(row.bottom()) - std::min(4.0, row.height / 10.0)) -
                          (row.ghost > 0 ? row.ghost + 2.0 : 0.0);
    return {scene.window.left, top, scene.window.width, bottom - top};
}

QRectF ghostGroupBox(const TimelineScene& scene, const LaneRow& row)
{
    const QRectF box = groupBox(scene, row);
    return {box.left(), box.bottom() + 2.0, box.width(), row.ghost};
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

void LaneBars::paint(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                     const SceneStyle& style, bool vector)
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
    for (const LaneRow& row : band.rows) {
        if (row.kind == LaneRow::Kind::Group && row.folded) paintFolded(painter, scene, style, row, vector);
        if (row.kind == LaneRow::Kind::Task) paintTask(painter, scene, style, row, vector);
        if (scene.ghost == nullptr || row.ghost <= 0) continue;
        const bool isTask = row.kind == LaneRow::Kind::Task;
        const std::uint32_t other = isTask                                 ? scene.ghost->taskOf[row.index]
                                    : row.kind == LaneRow::Kind::GhostTask ? row.index
                                                                           : noMatch;
        if (other != noMatch) paintGhost(painter, scene, style, row, other, vector);
    }
    if (vector) return;
    m_layer.setDevicePixelRatio(style.dpr);
    painter.drawImage(area.topLeft(), m_layer);
}

void LaneBars::paintTask(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                         const LaneRow& row, bool vector)
{
    const Lane& lane = scene.run.columns->lanes()[row.index];
    const LaneSpans spans(lane, scene.run.endNs);
    buildLanePieces(spans, scene.index->lanes[row.index], scene.window.inDevicePixels(style.dpr),
                    leastLoud(style), m_pieces);
    const double top = scene.toItem(row.barTop());
    if (vector)
        paintLane(painter, scene, style, spans, top, row.bar);
    else
        fillLane(scene, spans, tiles(row.bar, style), inLayer(scene, style, top));
}

void LaneBars::paintGhost(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                          const LaneRow& row, std::uint32_t task, bool vector)
{
    const GhostScene& ghost = *scene.ghost;
    const Lane& lane = ghost.run.columns->lanes()[task];
    const LaneSpans spans(lane, ghost.run.endNs);
    buildLanePieces(spans, ghost.index->lanes[task], scene.window.inDevicePixels(style.dpr), leastLoud(style),
                    m_pieces);
    const double top = scene.toItem(row.ghostTop());
    if (vector) {
        painter.setOpacity(0.5);
        paintLane(painter, scene, style, spans, top, row.ghost);
        painter.setOpacity(1.0);
        return;
    }
    const StateTiles& bars = tiles(row.ghost, style);
    const int y = inLayer(scene, style, top);
    fillLane(scene, spans, bars, y);
    fade(y, bars.height());
}

/// Halves rows of the layer: colours there are multiplied with their alpha, so each part of a pixel is
/// halved.
void LaneBars::fade(int y, int height)
{
    for (int row = std::max(0, y); row < std::min(y + height, m_layer.height()); ++row) {
        auto* pixel = reinterpret_cast<QRgb*>(m_layer.scanLine(row));
        for (int x = 0; x < m_layer.width(); ++x)
            pixel[x] = (pixel[x] >> 1) & 0x7F7F7F7Fu;
    }
}

/// The tasks of a folded group by state, and faint below them those of the ghost's group.
void LaneBars::paintFolded(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                           const LaneRow& row, bool vector)
{
    const TimeWindow window = scene.window.inDevicePixels(style.dpr);
    if (scene.groups != nullptr) {
        (*scene.groups)[row.index].columns(*scene.run.columns, window, scene.run.endNs, m_counts);
        const double all = scene.run.info().groups[row.index].memberCount();
        const QRectF box = groupBox(scene, row);
        if (vector)
            paintGroup(painter, style, box, all);
        else
            fillGroup(all, tiles(box.height(), style), inLayer(scene, style, box.top()));
    }
    if (scene.ghost == nullptr || scene.ghostGroups == nullptr || row.ghost <= 0) return;
    const GhostScene& ghost = *scene.ghost;
    const std::uint32_t group = ghost.groupOf[row.index];
    if (group == noMatch) return;
    (*scene.ghostGroups)[group].columns(*ghost.run.columns, window, ghost.run.endNs, m_counts);
    const double all = ghost.run.info().groups[group].memberCount();
    const QRectF box = ghostGroupBox(scene, row);
    if (vector) {
        painter.setOpacity(0.5);
        paintGroup(painter, style, box, all);
        painter.setOpacity(1.0);
        return;
    }
    const StateTiles& bars = tiles(box.height(), style);
    const int y = inLayer(scene, style, box.top());
    fillGroup(all, bars, y);
    fade(y, bars.height());
}

void LaneBars::fillGroup(double all, const StateTiles& tiles, int y)
{
    const auto columns = std::min(static_cast<int>(m_counts.size()), m_layer.width());
    for (int x = 0; x < columns; ++x)
        tiles.fillCounts(m_layer, x, y, m_counts[static_cast<std::size_t>(x)], all);
}

void LaneBars::paintGroup(QPainter& painter, const SceneStyle& style, const QRectF& box, double all)
{
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

void LaneBars::fillLane(const TimelineScene& scene, const LaneSpans& spans, const StateTiles& tiles, int y)
{
    const TimeWindow window{scene.window.fromNs, scene.window.toNs, 0.0,
                            static_cast<double>(m_layer.width())};
    const auto fill = [&](const LanePiece& piece) {
        const Span& span = spans.named(piece.span);
        tiles.fill(m_layer, piece.x0, piece.x1, y, lookOfPiece(spans, piece),
                   static_cast<std::int64_t>(std::floor(window.timeToX(span.startNs))),
                   !piece.many && span.startNs >= window.fromNs, !piece.many && span.endNs <= window.toNs);
    };
    const std::vector<LanePiece>& pieces = m_pieces.pieces;
    for (std::size_t i = 0; i < pieces.size();) {
        const LanePiece& first = pieces[i++];
        if (!first.merged) {
            fill(first);
            continue;
        }
        std::size_t columns = 1; // one behind another, as their shares are
        for (; i < pieces.size() && pieces[i].merged && pieces[i].x0 == pieces[i - 1].x1; ++i)
            ++columns;
        tiles.fillMerged(m_layer, first.x0, y, std::span(m_pieces.shares).subspan(first.span, columns));
    }
    for (const LanePiece& piece : m_pieces.loud)
        fill(piece);
}

void LaneBars::paintLane(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                         const LaneSpans& spans, double top, double height)
{
    const auto box = [&](const LanePiece& piece) {
        return QRectF(scene.window.left + piece.x0 / style.dpr, top, (piece.x1 - piece.x0) / style.dpr,
                      height);
    };
    const auto paintOne = [&](const LanePiece& piece) {
        QRectF area = box(piece);
        const StateLook look = lookOfPiece(spans, piece);
        // As StateTiles does it: one sleep behind another is told from one long one.
        const bool begins = !piece.many && spans.named(piece.span).startNs >= scene.window.fromNs;
        if (look == StateLook::Sleeping && begins && piece.x1 - piece.x0 >= StateTiles::leastParted)
            area.setLeft(area.left() + 1.0 / style.dpr);
        paintState(painter, area, look, style.colours(), area.topLeft());
    };
    for (const LanePiece& piece : m_pieces.pieces) {
        if (!piece.merged) {
            paintOne(piece);
            continue;
        }
        const auto rows = tiles(height, style).rows(m_pieces.shares[piece.span]);
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
