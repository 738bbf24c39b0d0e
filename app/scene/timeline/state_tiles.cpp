#include "scene/timeline/state_tiles.h"

#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace sojourn {

namespace {

// From the bottom of a merged column up.
constexpr std::array<TaskState, shownStates> stacking{
    TaskState::PutWait, TaskState::Working,   TaskState::Running,  TaskState::Offloaded, TaskState::GetWait,
    TaskState::Ready,   TaskState::AwaitWait, TaskState::JoinWait, TaskState::FlagWait,  TaskState::Sleeping};

// From the top of a folded group's counts down.
constexpr std::array<StateLook, runningLooks> countStacking{
    StateLook::WaitingPut,    StateLook::Blocking,   StateLook::Running, StateLook::Receiving,
    StateLook::AwaitingReply, StateLook::Connecting, StateLook::InLine,  StateLook::Off,
    StateLook::WaitingGet,    StateLook::Ready,      StateLook::Joining, StateLook::Sleeping};

constexpr bool isLoud(StateLook look)
{
    return look == StateLook::WaitingPut || look == StateLook::WaitingGet || look == StateLook::Blocking;
}

/// Lines at 45 degrees whose period is a whole number of pixels, so that the tile repeats without a seam.
void hatch(QPainter& painter, int width, int height, int apart, bool rising, const QColor& colour,
           double thickness)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, thickness, Qt::SolidLine, Qt::FlatCap));
    for (int x = -height - apart; x < width + height + apart; x += apart)
        painter.drawLine(QPointF(x, rising ? height : 0), QPointF(x + height, rising ? 0 : height));
}

struct Look
{
    QColor fill;
    QColor edge;
    double edgeWidth = 0; // logical
    int period = 1;       // logical
};

Look lookFor(StateLook look, const Palette& p)
{
    switch (look) {
    case StateLook::Running:
        return {p.running, p.running, 0, 1};
    case StateLook::Ready:
        return {p.ready, p.readyEdge, 1, 1};
    case StateLook::WaitingGet:
        return {p.waitingGet, p.waitingGetEdge, 1, 8};
    case StateLook::WaitingPut:
        return {p.waitingPut, p.waitingPutEdge, 1, 4};
    case StateLook::Off:
        return {p.off, p.offEdge, 1, 1};
    case StateLook::InLine:
        return {Qt::transparent, p.off, 0, 1};
    case StateLook::Connecting:
        return {Qt::transparent, p.off, 0, 4};
    case StateLook::AwaitingReply:
        return {p.offPale, p.off, 1, 1};
    case StateLook::Receiving:
        return {p.off, p.off, 0, 1};
    case StateLook::Blocking:
        return {p.blocking, p.blockingEdge, 1, 5};
    case StateLook::Joining:
        return {p.joining, p.joiningLine, 1.5, 1};
    default:
        return {p.sleeping, p.sleeping, 0, 1};
    }
}

void paintPattern(QPainter& painter, StateLook look, const Palette& p, int width, int height, double dpr)
{
    const auto px = [dpr](double logical) {
        return std::max(1, static_cast<int>(std::lround(logical * dpr)));
    };
    switch (look) {
    case StateLook::WaitingGet:
        hatch(painter, width, height, px(8), true, p.waitingGetHatch, 1.6 * dpr);
        break;
    case StateLook::WaitingPut:
        hatch(painter, width, height, px(4), false, p.waitingPutHatch, 1.4 * dpr);
        break;
    case StateLook::Off:
        for (int y = px(3); y < height; y += px(5))
            painter.fillRect(0, y, width, px(1), p.offHatch);
        break;
    case StateLook::InLine:
        paintState(painter, QRectF(0, 0, width, height), look, p, {0, 0});
        break;
    case StateLook::Connecting: {
        const int high = std::max(2, static_cast<int>(std::lround(height * 0.6)));
        for (int x = 0; x < width; x += px(4))
            painter.fillRect(x, (height - high) / 2, px(2), high, p.off);
        break;
    }
    case StateLook::Blocking:
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.blockingDots);
        for (int y = px(2.5); y < height; y += px(5))
            for (int x = px(2.5); x < width; x += px(5))
                painter.drawEllipse(QPointF(x, y), dpr, dpr);
        break;
    case StateLook::Sleeping:
        painter.fillRect(0, height - px(2), width, px(2), p.sleepingLine);
        break;
    default:
        break;
    }
}

} // namespace

QColor mergedColour(TaskState state, const Palette& p)
{
    switch (lookOf(state)) {
    case StateLook::Running:
        return p.mergedRunning;
    case StateLook::WaitingGet:
        return p.mergedGet;
    case StateLook::WaitingPut:
        return p.mergedPut;
    case StateLook::Ready:
        return mixed(p.surface, p.ready, 0.35);
    case StateLook::Off:
        return mixed(p.surface, p.off, 0.42);
    case StateLook::Blocking:
        return mixed(p.surface, p.blocking, 0.45);
    case StateLook::Joining:
        return p.joining;
    default:
        return p.sleeping;
    }
}

StateTiles::Tile StateTiles::made(const SceneStyle& style, StateLook kind) const
{
    const Palette& palette = style.colours();
    const Look look = lookFor(kind, palette);
    const int period =
        look.period == 1 ? 1 : std::max(1, static_cast<int>(std::lround(look.period * style.dpr)));
    Tile tile;
    tile.edge = look.edge.rgb();
    tile.edgeWidth = static_cast<int>(std::lround(look.edgeWidth * style.dpr));

    // Three periods, of which the middle one has whole neighbours on both sides.
    QImage wide(period * 3, m_height, QImage::Format_ARGB32_Premultiplied);
    wide.fill(look.fill);
    QPainter painter(&wide);
    paintPattern(painter, kind, palette, wide.width(), m_height, style.dpr);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_height > 3 * tile.edgeWidth && tile.edgeWidth > 0) {
        painter.fillRect(0, 0, wide.width(), tile.edgeWidth, look.edge);
        painter.fillRect(0, m_height - tile.edgeWidth, wide.width(), tile.edgeWidth, look.edge);
    }
    painter.end();
    tile.image = wide.copy(period, 0, period, m_height);
    return tile;
}

StateTiles::StateTiles(const SceneStyle& style, int height)
    : m_height(height)
{
    for (std::size_t s = 0; s < m_merged.size(); ++s)
        m_merged[s] = mergedColour(static_cast<TaskState>(s), style.colours()).rgb();
    for (std::size_t l = 0; l < m_tiles.size(); ++l)
        m_countTiles[l] = m_tiles[l] = made(style, static_cast<StateLook>(l));
    // A line and a band in the middle of a bar: many of them, one below the other.
    QPainter lines(&m_countTiles[static_cast<std::size_t>(StateLook::InLine)].image);
    lines.setCompositionMode(QPainter::CompositionMode_Source);
    lines.fillRect(0, 0, 1, height, Qt::transparent);
    const int apart = std::max(2, static_cast<int>(std::lround(4 * style.dpr)));
    for (int y = height - 1; y >= 0; y -= apart)
        lines.fillRect(0, y, 1, std::max(1, apart / 4), style.colours().off);
    Tile& bands = m_countTiles[static_cast<std::size_t>(StateLook::Connecting)];
    for (int y = 0; y < height; ++y)
        std::memcpy(bands.image.scanLine(y),
                    this->tile(StateLook::Connecting).image.constScanLine(height / 2),
                    static_cast<std::size_t>(bands.image.bytesPerLine()));
}

void StateTiles::fill(QImage& image, int x0, int x1, int y, StateLook look, std::int64_t anchor, bool begins,
                      bool ends) const
{
    const Tile& tile = this->tile(look);
    const int period = tile.image.width();
    if (look == StateLook::Sleeping && begins && x1 - x0 >= leastParted) ++x0;
    const auto remainder = static_cast<int>((x0 - anchor) % period);
    const int phase = remainder < 0 ? remainder + period : remainder;
    const int edge = x1 - x0 > 2 * tile.edgeWidth ? tile.edgeWidth : 0; // never nothing but edge
    const auto* tileBits = reinterpret_cast<const QRgb*>(tile.image.constBits());
    const qsizetype tileStride = tile.image.bytesPerLine() / 4, stride = image.bytesPerLine() / 4;
    const int first = std::max(0, -y), last = std::min(m_height, image.height() - y);
    auto* line = reinterpret_cast<QRgb*>(image.bits()) + (y + first) * stride;
    for (int row = first; row < last; ++row, line += stride) {
        QRgb* out = line;
        const QRgb* in = tileBits + row * tileStride;
        if (period == 1) {
            std::fill(out + x0, out + x1, in[0]);
        } else {
            int p = phase;
            for (int x = x0; x < x1; ++x) {
                out[x] = in[p];
                if (++p == period) p = 0;
            }
        }
        if (edge > 0 && begins) std::fill(out + x0, out + x0 + edge, tile.edge);
        if (edge > 0 && ends) std::fill(out + x1 - edge, out + x1, tile.edge);
    }
}

/// Tells `layer` of each state that has a share where it begins and ends, in rows from the bottom; returns
/// where all of them end.
template <class F> int StateTiles::stack(const StateShares& shares, F layer) const
{
    // Borders are rounded, not heights, so that rounding errors do not add up.
    double share = 0;
    int filled = 0;
    for (const TaskState state : stacking) {
        const auto s = static_cast<std::size_t>(state);
        if (shares[s] <= 0) continue;
        share += static_cast<double>(shares[s]);
        int border = std::min(m_height, static_cast<int>(share * m_height + 0.5));
        if (isLoud(state) && border <= filled) border = std::min(m_height, filled + 1);
        border = std::max(filled, border);
        layer(s, filled, border);
        filled = border;
    }
    if (filled > 0) return filled;
    // In a lane with gaps even the largest share may round to nothing; what happened is seen.
    const auto largest = std::ranges::max_element(shares);
    if (*largest <= 0) return 0;
    layer(static_cast<std::size_t>(largest - shares.begin()), 0, 1);
    return 1;
}

std::array<int, shownStates> StateTiles::rows(const StateShares& shares) const
{
    std::array<int, shownStates> rows{};
    stack(shares, [&](std::size_t state, int from, int to) { rows[state] = to - from; });
    return rows;
}

void StateTiles::fillMerged(QImage& image, int x, int y, std::span<const StateShares> columns) const
{
    const qsizetype stride = image.bytesPerLine() / 4;
    const int below = std::max(0, y + m_height - image.height()); // of the bar's rows, from the bottom
    const int within = std::min(m_height, m_height + y);
    QRgb* const bottom = reinterpret_cast<QRgb*>(image.bits()) + (y + m_height - 1) * stride + x;
    // Each layer is laid over all that is above it, since a loop of one length costs less than one of which
    // nobody can foresee how long it is: there are a hundred thousand columns in a window.
    constexpr int together = 8;
    const int high = (m_height + together - 1) / together * together;
    QVarLengthArray<QRgb, 128> column(m_height + high);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const int filled = stack(columns[c], [&](std::size_t state, int from, int) {
            std::fill_n(column.data() + from, high, m_merged[state]);
        });
        QRgb* out = bottom + c - below * stride;
        for (int row = below; row < std::min(filled, within); ++row, out -= stride)
            *out = column[row];
    }
}

/// What occurs is seen, however few tasks it is of and however short: a row for each look that rounding left
/// without one, loud ones first, of what has the most rows; what no task does is one of those.
void StateTiles::giveRows(const LookCounts& counts, std::array<int, runningLooks>& high) const
{
    int left = m_height;
    for (const int rows : high)
        left -= rows;
    const auto give = [&](bool loud) {
        for (const StateLook look : countStacking) {
            const auto l = static_cast<std::size_t>(look);
            if (counts[l] <= 0 || high[l] > 0 || isLoud(look) != loud) continue;
            const auto most = std::ranges::max_element(high);
            if (left > 0 && left >= *most)
                --left;
            else if (*most > 1)
                --*most;
            else
                return; // less rows than looks
            high[l] = 1;
        }
    };
    give(true);
    give(false);
}

std::array<std::pair<int, int>, runningLooks> StateTiles::countRows(const LookCounts& counts,
                                                                    double all) const
{
    // Borders are rounded, not heights, so that rounding errors do not add up.
    std::array<int, runningLooks> high{};
    double sum = 0;
    int filled = 0;
    bool isLeftOut = false;
    for (auto look = countStacking.rbegin(); look != countStacking.rend(); ++look) {
        const auto l = static_cast<std::size_t>(*look);
        if (counts[l] <= 0) continue;
        sum += static_cast<double>(counts[l]);
        const int border = std::clamp(static_cast<int>(std::lround(sum / all * m_height)), filled, m_height);
        high[l] = border - filled;
        isLeftOut |= border == filled;
        filled = border;
    }
    if (isLeftOut) giveRows(counts, high);
    std::array<std::pair<int, int>, runningLooks> rows{};
    int bottom = 0;
    for (auto look = countStacking.rbegin(); look != countStacking.rend(); ++look) {
        const auto l = static_cast<std::size_t>(*look);
        rows[l] = {bottom, bottom + high[l]};
        bottom += high[l];
    }
    return rows;
}

void StateTiles::fillCounts(QImage& image, int x, int y, const LookCounts& counts, double all) const
{
    const auto rows = countRows(counts, all);
    const qsizetype stride = image.bytesPerLine() / 4;
    QRgb* pixels = reinterpret_cast<QRgb*>(image.bits()) + x;
    for (std::size_t l = 0; l < rows.size(); ++l) {
        const QImage& tile = m_countTiles[l].image;
        for (int up = rows[l].first; up < rows[l].second; ++up) {
            const int row = m_height - 1 - up;
            if (y + row < 0 || y + row >= image.height()) continue;
            const auto* line = reinterpret_cast<const QRgb*>(tile.constScanLine(row));
            pixels[(y + row) * stride] = line[x % tile.width()];
        }
    }
}

} // namespace sojourn
