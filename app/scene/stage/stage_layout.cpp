#include "scene/stage/stage_layout.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double margin = 16;
constexpr double cardHeight = 32;
constexpr double cardWidth = 192;
constexpr double titleHeight = 22;
constexpr std::uint32_t mostCards = 8;
constexpr std::uint32_t mostCells = 40;
constexpr double narrowCard = 170;
constexpr double padX = 16, thinPadX = 8, padY = 8; // around the slots of a queue
constexpr double mostCellHeight = 44, leastTileHeight = 10;
constexpr double leastCard = 144, leastNarrowCard = 128;

GroupBlock::Mode modeOf(std::uint32_t tasks, double height)
{
    if (tasks > mostCells) return GroupBlock::Mode::Counts;
    if (tasks <= mostCards && tasks * (cardHeight + 4.0) <= height + 4.0) return GroupBlock::Mode::Cards;
    return GroupBlock::Mode::Cells;
}

/// Shares of the width by column: a queue wants two or three times as much as a list of cards, a short one
/// less where there are several.
double weightOf(const RunInfo& info, const StageColumn& column, double height, bool several)
{
    if (column.isQueues && column.members.empty()) return 1.6;
    if (column.isQueues) {
        std::uint64_t most = 0;
        for (const std::uint16_t q : column.members)
            most = std::max(most, info.queues[q].capacity == 0 ? 30 : info.queues[q].capacity);
        if (!several) return 2.9;
        return most > 40 ? 3.3 : (most <= 24 ? 2.4 : 2.9);
    }
    double weight = 1.0;
    for (const std::uint16_t g : column.members)
        if (modeOf(info.groups[g].taskCount, height) != GroupBlock::Mode::Cards) weight = 2.4;
    return weight;
}

GroupBlock cards(const GroupInfo& info, std::uint16_t group, const QRectF& area)
{
    GroupBlock block{group, GroupBlock::Mode::Cards, {}, {}, {}};
    const double count = info.taskCount;
    const double gap = count * (cardHeight + 8.0) - 8.0 <= area.height() ? 8.0 : 4.0;
    const double height = count * (cardHeight + gap) - gap;
    const double width = std::min(area.width(), cardWidth);
    block.rect =
        QRectF(area.center().x() - width / 2.0, std::round(area.center().y() - height / 2.0), width, height);
    for (std::uint32_t i = 0; i < info.taskCount; ++i)
        block.places.push_back(
            {info.firstTask + i,
             QRectF(block.rect.left(), block.rect.top() + i * (cardHeight + gap), width, cardHeight)});
    return block;
}

/// The number of columns that leaves the fewest cells empty and makes them about half as wide again as high.
int cellColumns(int count, const QSizeF& room)
{
    int best = 1;
    double least = 1e9;
    for (int columns = 1; columns <= std::max(1, static_cast<int>(room.width() / 34.0)); ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double high = std::min(mostCellHeight, room.height() / rows);
        const double penalty = 0.3 * (rows * columns - count) +
                               std::abs(std::log(room.width() / columns / high / 1.5)) +
                               (high < 24.0 ? 1.0 : 0.0);
        if (penalty < least) {
            least = penalty;
            best = columns;
        }
    }
    return best;
}

GroupBlock cells(const GroupInfo& info, std::uint16_t group, const QRectF& area)
{
    GroupBlock block{group, GroupBlock::Mode::Cells, {}, {}, {}};
    const QRectF room = area.adjusted(0, titleHeight, 0, 0);
    const auto count = static_cast<int>(info.taskCount);
    const int columns = cellColumns(count, room.size());
    const int rows = (count + columns - 1) / columns;
    const double gap = 4;
    const double width = std::floor((room.width() + gap) / columns - gap);
    const double height = std::clamp(std::floor((room.height() + gap) / rows - gap), 8.0, mostCellHeight);
    const double top = std::round(room.center().y() - (rows * (height + gap) - gap) / 2.0);
    block.rect = QRectF(room.left(), top, columns * (width + gap) - gap, rows * (height + gap) - gap);
    block.heading = QRectF(block.rect.left(), top - titleHeight, block.rect.width(), titleHeight - 4.0);
    for (int i = 0; i < count; ++i)
        block.places.push_back({info.firstTask + static_cast<std::uint32_t>(i),
                                QRectF(block.rect.left() + (i % columns) * (width + gap),
                                       top + (i / columns) * (height + gap), width, height)});
    return block;
}

GroupBlock counts(const GroupInfo&, std::uint16_t group, const QRectF& area)
{
    GroupBlock block{group, GroupBlock::Mode::Counts, {}, {}, {}};
    const double height = std::min(area.height(), 116.0);
    const double width = std::min(area.width(), 216.0);
    block.rect =
        QRectF(area.center().x() - width / 2.0, std::round(area.center().y() - height / 2.0), width, height);
    return block;
}

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

QueueBlock queueBlock(const RunView& run, std::uint16_t queue, const QRectF& area)
{
    QueueBlock block;
    block.queue = queue;
    const QueueInfo& info = run.info().queues[queue];
    block.open = info.capacity == 0;
    const std::size_t standing = run.moment->queues[queue].standing.size();
    const std::size_t wanted = std::max<std::size_t>(block.open ? 6 : info.capacity, standing);
    const QSizeF room(area.width() - 2 * padX,
                      std::min(112.0, area.height() - titleHeight - 26.0 - 2 * padY));
    fitSlots(block, static_cast<int>(std::min<std::size_t>(wanted, 1'000'000)), room);
    const double width = block.columns * (block.tile.width() + block.gap) - block.gap;
    const double height = block.rows * (block.tile.height() + block.gap) - block.gap;
    const double boxHeight = height + 2 * (padY + 1);
    const double boxWidth =
        std::max(width + 2 * (block.tile.height() < 40 ? thinPadX : padX), std::min(area.width(), 200.0));
    block.box = QRectF(std::round(area.center().x() - boxWidth / 2.0),
                       std::round(area.center().y() - boxHeight / 2.0), boxWidth, boxHeight);
    const double pad = block.tile.height() < 40 ? thinPadX : padX;
    block.inside = QRectF(block.box.right() - pad - width, block.box.top() + padY + 1, width, height);
    block.title = QRectF(block.box.left(), block.box.top() - titleHeight - 2, boxWidth, titleHeight - 2);
    return block;
}

QRectF slice(const QRectF& area, std::size_t i, std::size_t of)
{
    const double height = area.height() / static_cast<double>(of);
    return {area.left(), area.top() + height * static_cast<double>(i), area.width(), height};
}

void addGroups(StageLayout& layout, const RunView& run, const StageColumn& column, const QRectF& area)
{
    double tasks = 0;
    for (const std::uint16_t g : column.members)
        tasks += std::min(run.info().groups[g].taskCount, mostCards);
    double top = area.top();
    for (const std::uint16_t g : column.members) {
        const GroupInfo& info = run.info().groups[g];
        const double share = area.height() * std::min(info.taskCount, mostCards) / tasks;
        const QRectF part(area.left(), top, area.width(), share);
        top += share;
        const GroupBlock::Mode mode = modeOf(info.taskCount, part.height());
        layout.groups.push_back(mode == GroupBlock::Mode::Cards   ? cards(info, g, part)
                                : mode == GroupBlock::Mode::Cells ? cells(info, g, part)
                                                                  : counts(info, g, part));
        if (mode == GroupBlock::Mode::Cards && layout.groups.back().rect.width() < narrowCard)
            layout.narrow = true;
    }
}

} // namespace

const GroupBlock::Place* GroupBlock::place(std::uint32_t task) const
{
    if (places.empty() || task < places.front().task || task > places.back().task) return nullptr;
    return &places[task - places.front().task];
}

QRectF QueueBlock::slot(int position) const
{
    const int column = position / rows, row = position % rows;
    return {inside.right() - (column + 1) * (tile.width() + gap) + gap,
            inside.top() + row * (tile.height() + gap), tile.width(), tile.height()};
}

const GroupBlock* StageLayout::group(std::uint16_t index) const
{
    for (const GroupBlock& block : groups)
        if (block.group == index) return &block;
    return nullptr;
}

const QueueBlock* StageLayout::queue(std::uint16_t index) const
{
    for (const QueueBlock& block : queues)
        if (block.queue == index) return &block;
    return nullptr;
}

QRectF StageLayout::taskRect(std::uint32_t task) const
{
    for (const GroupBlock& block : groups)
        if (const GroupBlock::Place* place = block.place(task)) return place->rect;
    return {};
}

QRectF StageLayout::chipRect(std::uint32_t task) const
{
    for (const GroupBlock& block : groups) {
        const GroupBlock::Place* place = block.place(task);
        if (place == nullptr) continue;
        const QRectF& rect = place->rect;
        if (block.mode == GroupBlock::Mode::Cells) return rect;
        const double width = narrow ? 30.0 : 32.0;
        return {rect.right() - width - 8.0, rect.top() + 6.0, width, 20.0};
    }
    return {};
}

StageLayout StageLayout::of(const RunView& run, const QSizeF& size)
{
    StageLayout layout;
    if (run.isEmpty()) return layout;
    const StageGraph graph = StageGraph::of(run.info());
    if (graph.columns.empty()) return layout;
    const auto columns = static_cast<double>(graph.columns.size());
    const double gap = std::clamp(size.width() * 0.155 / (columns > 3 ? columns + 1 : columns), 24.0, 58.0);
    const double room = size.width() - 2 * margin - gap * (columns - 1);
    const double height = size.height() - 8.0;
    const bool several = graph.columns.size() > 3;
    const double least = several ? leastCard : leastNarrowCard;
    double weights = 0, queueWeights = 0;
    for (const StageColumn& column : graph.columns) {
        weights += weightOf(run.info(), column, height, several);
        if (column.isQueues) queueWeights += weightOf(run.info(), column, height, several);
    }
    // Groups take no more than they can use; what is left is the queues'.
    std::vector<double> widths;
    double left = room;
    for (const StageColumn& column : graph.columns) {
        const double weight = weightOf(run.info(), column, height, several);
        // Where there is no queue a grid may be as wide as it likes.
        const double most = weight <= 1.5 ? cardWidth : (queueWeights > 0 ? 200.0 : room * 0.6);
        widths.push_back(column.isQueues
                             ? 0.0
                             : std::clamp(room * weight / weights, std::min(least, room / columns), most));
        left -= widths.back();
    }
    double x = queueWeights > 0 ? margin : margin + std::max(0.0, left / 2.0);
    for (std::size_t c = 0; c < graph.columns.size(); ++c) {
        const StageColumn& column = graph.columns[c];
        if (column.isQueues) widths[c] = left * weightOf(run.info(), column, height, several) / queueWeights;
        const QRectF area(x, 4.0, widths[c], height);
        x += widths[c] + gap;
        if (!column.isQueues) {
            addGroups(layout, run, column, area);
            continue;
        }
        const std::size_t members = column.members.size() + column.pools.size();
        for (std::size_t i = 0; i < column.members.size(); ++i)
            layout.queues.push_back(queueBlock(run, column.members[i], slice(area, i, members)));
        for (std::size_t i = 0; i < column.pools.size(); ++i)
            layout.pools.push_back(
                poolBlock(run, column.pools[i], slice(area, column.members.size() + i, members)));
    }
    return layout;
}

} // namespace sojourn
