// A queue at its place: its box, its title, and tiles as large as fit.
#include "scene/stage/stage_blocks.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double titleHeight = 22;
constexpr double footerHeight = 24;                 // for a sentence about one item
constexpr double padX = 16, thinPadX = 8, padY = 8; // around the slots
constexpr double leastTileHeight = 10;

/// One way to fit slots into a width and a height.
struct Fit
{
    TileLook look;
    QSizeF tile;
    double gap;
};

/// From the largest tile down: the first with which all slots fit.
void fitSlots(QueueBlock& block, int wanted, const QSizeF& room)
{
    const Fit fits[] = {{TileLook::Full, {44, 56}, 4},     {TileLook::Numbered, {32, 40}, 4},
                        {TileLook::Numbered, {26, 40}, 4}, {TileLook::Numbered, {28, 22}, 4},
                        {TileLook::Thin, {12, 24}, 3},     {TileLook::Thin, {9, 20}, 2},
                        {TileLook::Thin, {7, 26}, 2},      {TileLook::Thin, {5, 15}, 2},
                        {TileLook::Thin, {4, 10}, 1}};
    for (const Fit& fit : fits) {
        if (fit.tile.height() > std::max(leastTileHeight, room.height())) continue;
        const bool severalRows = fit.tile.height() < 40;
        const double wide = room.width() + (severalRows ? 2 * (padX - thinPadX) : 0.0);
        const auto fitting = [&](double length, double tile) {
            return std::max(1, static_cast<int>((length + fit.gap) / (tile + fit.gap)));
        };
        const int perRow = fitting(wide, fit.tile.width());
        const int rowsThere = severalRows ? fitting(room.height(), fit.tile.height()) : 1;
        if (perRow * rowsThere < wanted) continue;
        block.look = fit.look;
        block.tile = fit.tile;
        block.gap = fit.gap;
        block.rows = severalRows ? std::min(rowsThere, std::max(1, (wanted + perRow - 1) / perRow)) : 1;
        block.columns = block.open ? perRow : (wanted + block.rows - 1) / block.rows;
        return;
    }
    block.look = TileLook::Density;
    block.tile = {1, std::clamp(room.height(), leastTileHeight, 56.0)};
    block.gap = 0;
    block.rows = 1;
    block.columns = static_cast<int>(room.width());
}

} // namespace

QueueBlock queueBlock(const RunView& run, std::uint16_t queue, const QRectF& area)
{
    QueueBlock block;
    block.queue = queue;
    const QueueInfo& info = run.info().queues[queue];
    block.open = info.capacity == 0;
    const std::size_t standing = run.moment->queues[queue].standing.size();
    const std::size_t wanted = std::max<std::size_t>(block.open ? 6 : info.capacity, standing);
    const double below = area.height() > 2 * leastQueueHeight ? footerHeight : 2.0;
    const QSizeF room(area.width() - 2 * padX,
                      std::min(112.0, area.height() - titleHeight - 2.0 - below - 2 * (padY + 1)));
    fitSlots(block, static_cast<int>(std::min<std::size_t>(wanted, 1'000'000)), room);
    const double width = block.columns * (block.tile.width() + block.gap) - block.gap;
    const double height = block.rows * (block.tile.height() + block.gap) - block.gap;
    const double boxHeight = height + 2 * (padY + 1);
    const double boxWidth =
        std::max(width + 2 * (block.tile.height() < 40 ? thinPadX : padX), std::min(area.width(), 200.0));
    // In the middle, where there is room for the title above.
    const double top = std::max(area.top() + titleHeight + 2.0, area.center().y() - boxHeight / 2.0);
    block.box = QRectF(std::round(area.center().x() - boxWidth / 2.0), std::ceil(top), boxWidth, boxHeight);
    if (block.box.bottom() + footerHeight <= area.bottom() + 4.0)
        block.footer = QRectF(block.box.left(), block.box.bottom(), boxWidth, footerHeight);
    const double pad = block.tile.height() < 40 ? thinPadX : padX;
    block.inside = QRectF(block.box.right() - pad - width, block.box.top() + padY + 1, width, height);
    block.title = QRectF(block.box.left(), block.box.top() - titleHeight - 2, boxWidth, titleHeight - 2);
    return block;
}

QRectF QueueBlock::slot(int position) const
{
    const int column = position / rows, row = position % rows;
    return {inside.right() - (column + 1) * (tile.width() + gap) + gap,
            inside.top() + row * (tile.height() + gap), tile.width(), tile.height()};
}

} // namespace sojourn
