// Groups of tasks at their places: cards, a grid of cells, or one card of counts.
#include "scene/stage/stage_blocks.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double titleHeight = 22;
constexpr double leastGrid = 62; // a heading and a row or two
constexpr double widestCard = 192, widestTallCard = 224;
constexpr std::uint32_t mostCells = 40;
constexpr double mostCellHeight = 44, leastCellHeight = 2, leastCellGap = 1, leastCellWidth = 24;
constexpr double betweenCards = 4;

GroupBlock::Mode modeOf(std::uint32_t tasks, double height, CardLook look)
{
    if (tasks > mostCells) return GroupBlock::Mode::Counts;
    if (tasks <= mostCards && tasks * (cardHeight(look) + betweenCards) <= height + betweenCards)
        return GroupBlock::Mode::Cards;
    return tasks == 1 ? GroupBlock::Mode::Cards : GroupBlock::Mode::Cells;
}

GroupBlock cards(const GroupInfo& info, std::uint16_t group, const QRectF& area, double high)
{
    GroupBlock block{group, GroupBlock::Mode::Cards, {}, {}, {}};
    const double count = info.taskCount;
    high = std::min(high, area.height());
    const double gap = count * (high + 8.0) - 8.0 <= area.height() ? 8.0 : betweenCards;
    const double height = count * (high + gap) - gap;
    const bool isWide = high >= cardHeight(CardLook::Tall) ||
                        (info.role == GroupRole::Service && high < cardHeight(CardLook::Plain));
    const double width = std::min(area.width(), isWide ? widestTallCard : widestCard);
    block.rect =
        QRectF(area.center().x() - width / 2.0, std::round(area.center().y() - height / 2.0), width, height);
    for (std::uint32_t i = 0; i < info.taskCount; ++i)
        block.places.push_back({info.firstTask + i,
                                QRectF(block.rect.left(), block.rect.top() + i * (high + gap), width, high)});
    return block;
}

/// The number of columns that leaves the fewest cells empty and makes them about half as wide again as high.
int cellColumns(int count, const QSizeF& room)
{
    int best = 1;
    double least = 1e9;
    const int mostRows = std::max(1, static_cast<int>(room.height() / (leastCellHeight + leastCellGap)));
    const int fewest = (count + mostRows - 1) / mostRows;
    for (int columns = fewest; columns <= std::max(fewest, static_cast<int>(room.width() / leastCellWidth));
         ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double high = std::min(mostCellHeight, room.height() / rows);
        const double penalty = 0.3 * (rows * columns - count) +
                               std::abs(std::log(room.width() / columns / high / 1.5)) +
                               (high < 24.0 ? 1.0 : 0.0) + (high < 12.0 ? 4.0 : 0.0);
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
    const double gap = room.height() / rows >= 12.0 ? 4.0 : leastCellGap;
    const double width = std::floor((room.width() + gap) / columns - gap);
    const double height =
        std::clamp(std::floor((room.height() + gap) / rows - gap), leastCellHeight, mostCellHeight);
    const double top = std::max(
        room.top(), std::round(area.center().y() - (rows * (height + gap) - gap - titleHeight) / 2.0));
    block.rect = QRectF(room.left(), top, columns * (width + gap) - gap, rows * (height + gap) - gap);
    block.heading = QRectF(block.rect.left(), top - titleHeight, block.rect.width(), titleHeight - 4.0);
    for (int i = 0; i < count; ++i)
        block.places.push_back({info.firstTask + static_cast<std::uint32_t>(i),
                                QRectF(block.rect.left() + (i % columns) * (width + gap),
                                       top + (i / columns) * (height + gap), width, height)});
    return block;
}

GroupBlock counts(std::uint16_t group, const QRectF& area)
{
    GroupBlock block{group, GroupBlock::Mode::Counts, {}, {}, {}};
    const double height = std::floor(std::min(area.height() - 2.0, 132.0));
    const double width = std::min(area.width(), 216.0);
    block.rect =
        QRectF(area.center().x() - width / 2.0, std::round(area.center().y() - height / 2.0), width, height);
    return block;
}

} // namespace

double leastGroupHeight(std::uint32_t tasks, CardLook look)
{
    if (tasks == 1) return cardHeight(look) + betweenCards;
    if (tasks <= mostCards) return std::min(tasks * (cardHeight(look) + betweenCards), leastGrid);
    return leastGrid;
}

double wantedGroupHeight(std::uint32_t tasks, CardLook look)
{
    if (tasks <= mostCards) return tasks * (cardHeight(look) + 8.0);
    return tasks <= mostCells ? titleHeight + 4 * (mostCellHeight + betweenCards) : 132.0;
}

GroupBlock groupBlock(const RunInfo& info, std::uint16_t group, const QRectF& area, CardLook look)
{
    const GroupInfo& tasks = info.groups[group];
    // A column of many may leave no more than a line to each; this one need not be among them.
    if (look == CardLook::Line && leastGroupHeight(tasks.taskCount, CardLook::Plain) <= area.height())
        look = CardLook::Plain;
    switch (modeOf(tasks.taskCount, area.height(), look)) {
    case GroupBlock::Mode::Cards:
        // Only services have as much to say as fills a tall card.
        return cards(
            tasks, group, area,
            cardHeight(look == CardLook::Tall && tasks.role == GroupRole::Plain ? CardLook::Plain : look));
    case GroupBlock::Mode::Cells:
        return cells(tasks, group, area);
    case GroupBlock::Mode::Counts:
        break;
    }
    return counts(group, area);
}

const GroupBlock::Place* GroupBlock::place(std::uint32_t task) const
{
    if (places.empty() || task < places.front().task || task > places.back().task) return nullptr;
    return &places[task - places.front().task];
}

} // namespace sojourn
