#include "scene/timeline/lane_bars.h"

#include <QPainter>

#include <cmath>

namespace sojourn {

namespace {

const Span& spanOf(const Lane& lane, const LanePiece& piece)
{
    return piece.span == LanePiece::openSpan ? lane.open : lane.spans[piece.span];
}

/// The part of a bar's height that a request's span fills, from the top: a waterfall reads by shape as well.
struct BarPart
{
    double top = 0;
    double height = 1;
};
BarPart partOf(const Span& span)
{
    switch (static_cast<RequestPhase>(span.detail)) {
    case RequestPhase::InLine:
        return {0.4, 0.2};
    case RequestPhase::Connecting:
        return {0.2, 0.6};
    default:
        return {};
    }
}

/// Whether it is filled with the darkest colour of its look: a reply comes in.
bool isFilled(const Span& span)
{
    return static_cast<RequestPhase>(span.detail) == RequestPhase::Receiving;
}

bool endsHere(const Lane& lane, const LanePiece& piece, const TimeWindow& window, std::int64_t endNs)
{
    if (piece.span == LanePiece::openSpan) return endNs <= window.toNs;
    return lane.spans[piece.span].endNs <= window.toNs;
}

} // namespace

void LaneBars::paint(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, bool vector)
{
    const int height = std::max(1, static_cast<int>(std::lround(scene.layout.barHeight * style.dpr)));
    if (!m_tiles || m_tiles->height() != height || m_tilesPalette != style.palette ||
        m_tilesDpr != style.dpr) {
        m_tiles = std::make_unique<StateTiles>(style, height);
        m_tilesPalette = style.palette;
        m_tilesDpr = style.dpr;
    }
    const QRectF area = scene.data();
    const QSize size(static_cast<int>(area.width() * style.dpr),
                     static_cast<int>(std::ceil(area.height() * style.dpr)));
    if (size.isEmpty()) return;
    if (!vector) {
        if (m_layer.size() != size) m_layer = QImage(size, QImage::Format_ARGB32_Premultiplied);
        m_layer.fill(Qt::transparent);
        m_layer.setDevicePixelRatio(1.0);
    }
    for (const LaneRow& row : scene.layout.rows) {
        if (row.kind != LaneRow::Kind::Task || !scene.isVisible(row)) continue;
        const Lane& lane = scene.run.columns->lanes()[row.index];
        buildLanePieces(LaneSpans(lane, scene.run.endNs), scene.index->lanes[row.index],
                        scene.window.inDevicePixels(style.dpr),
                        std::max(2, static_cast<int>(std::lround(2 * style.dpr))), m_pieces);
        const double top = scene.layout.barTop(row) - scene.laneOffset;
        if (vector)
            paintPieces(painter, scene, style, row);
        else
            fillLayer(scene, row, static_cast<int>(std::lround(top * style.dpr)));
    }
    if (vector) return;
    m_layer.setDevicePixelRatio(style.dpr);
    painter.drawImage(area.topLeft(), m_layer);
}

void LaneBars::fillLayer(const TimelineScene& scene, const LaneRow& row, int y)
{
    const Lane& lane = scene.run.columns->lanes()[row.index];
    const TimeWindow window{scene.window.fromNs, scene.window.toNs, 0.0,
                            static_cast<double>(m_layer.width())};
    const auto fill = [&](const LanePiece& piece) {
        const Span& span = spanOf(lane, piece);
        m_tiles->fill(m_layer, piece.x0, piece.x1, y, piece.state,
                      static_cast<std::int64_t>(std::floor(window.timeToX(span.startNs))),
                      !piece.many && span.startNs >= window.fromNs,
                      !piece.many && endsHere(lane, piece, window, scene.run.endNs));
        if (!piece.many && span.detail != 0) shape(piece, span, y);
    };
    for (const LanePiece& piece : m_pieces.pieces) {
        if (piece.merged)
            m_tiles->fillMerged(m_layer, piece.x0, y, m_pieces.shares[piece.span]);
        else
            fill(piece);
    }
    for (const LanePiece& piece : m_pieces.loud)
        fill(piece);
}

// Off the bar, what its request's phase does not fill; over it, what comes in.
void LaneBars::shape(const LanePiece& piece, const Span& span, int y)
{
    const BarPart part = partOf(span);
    const int height = m_tiles->height();
    const int top = static_cast<int>(std::lround(part.top * height));
    const int bottom = static_cast<int>(std::lround((part.top + part.height) * height));
    QPainter painter(&m_layer);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    const int width = piece.x1 - piece.x0;
    if (isFilled(span)) {
        painter.fillRect(piece.x0, y, width, height, m_tilesPalette->offEdge);
        return;
    }
    painter.fillRect(piece.x0, y, width, top, Qt::transparent);
    painter.fillRect(piece.x0, y + bottom, width, height - bottom, Qt::transparent);
}

void LaneBars::paintPieces(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                           const LaneRow& row)
{
    const double top = scene.toItem(scene.layout.barTop(row));
    const double height = scene.layout.barHeight;
    const auto box = [&](const LanePiece& piece) {
        return QRectF(scene.window.left + piece.x0 / style.dpr, top, (piece.x1 - piece.x0) / style.dpr,
                      height);
    };
    const auto paintOne = [&](const LanePiece& piece) {
        const Span* const span =
            piece.merged || piece.many ? nullptr : &spanOf(scene.run.columns->lanes()[row.index], piece);
        QRectF area = box(piece);
        if (span != nullptr) {
            const BarPart part = partOf(*span);
            area = QRectF(area.left(), area.top() + part.top * height, area.width(), part.height * height);
        }
        if (span != nullptr && isFilled(*span))
            painter.fillRect(area, style.colours().offEdge);
        else
            paintState(painter, area, lookOf(piece.state), style.colours(), area.topLeft());
    };
    for (const LanePiece& piece : m_pieces.pieces) {
        if (!piece.merged) {
            paintOne(piece);
            continue;
        }
        const auto rows = m_tiles->rows(m_pieces.shares[piece.span]);
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
