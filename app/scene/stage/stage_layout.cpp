#include "scene/stage/stage_layout.h"

#include "scene/stage/stage_blocks.h"

#include <algorithm>
#include <numeric>

namespace sojourn {

namespace {

constexpr double narrowCard = 170;
constexpr double moreHeight = 16; // says how many are not shown

/// How high each part of a pile becomes. Like parts stand in rows that are the same in every pile; others
/// share what is left over by how much they would like.
std::vector<double> heightsOf(const RunInfo& info, const ColumnPlace& place, std::size_t pile, double height,
                              CardLook look)
{
    const std::size_t from = place.piles.begins[pile], to = place.piles.endOf(pile);
    const std::vector<double> least(place.least.begin() + static_cast<std::ptrdiff_t>(from),
                                    place.least.begin() + static_cast<std::ptrdiff_t>(to));
    const bool alike = std::ranges::all_of(place.least, [&](double h) { return h == place.least.front(); });
    if (alike) return std::vector<double>(least.size(), height / static_cast<double>(place.piles.rows()));
    std::vector<double> wanted;
    for (std::size_t i = from; i < to; ++i)
        wanted.push_back(
            place.column->isUsed
                ? 1.0
                : std::max(1.0, wantedGroupHeight(info.groups[place.column->members[i]].taskCount, look) -
                                    place.least[i]));
    const double sum = std::accumulate(wanted.begin(), wanted.end(), 0.0);
    const double left = height - std::accumulate(least.begin(), least.end(), 0.0);
    std::vector<double> heights = least;
    for (std::size_t i = 0; i < heights.size(); ++i)
        heights[i] += left * wanted[i] / sum;
    return heights;
}

void addPart(StageLayout& layout, const RunView& run, const StageColumn& column, std::size_t part,
             const QRectF& area, CardLook look)
{
    const std::size_t queues = column.members.size(), pools = column.pools.size();
    if (!column.isUsed) {
        layout.groups.push_back(groupBlock(run.info(), column.members[part], area, look));
        const GroupBlock& block = layout.groups.back();
        if (block.mode == GroupBlock::Mode::Cards && block.rect.width() < narrowCard) layout.narrow = true;
    } else if (part < queues) {
        layout.queues.push_back(queueBlock(run, column.members[part], area));
    } else if (part < queues + pools) {
        layout.resources.push_back(poolBlock(run, column.pools[part - queues], area));
    } else {
        layout.resources.push_back(serverBlock(run, column.servers[part - queues - pools], area));
    }
}

void addColumn(StageLayout& layout, const RunView& run, const ColumnPlace& place, CardLook look)
{
    const std::size_t hidden = place.least.size() - place.piles.shown;
    for (std::size_t pile = 0; pile < place.piles.count(); ++pile) {
        QRectF area = place.areas[pile];
        if (hidden > 0) area.setHeight(area.height() - moreHeight);
        double top = area.top();
        const auto heights = heightsOf(run.info(), place, pile, area.height(), look);
        for (std::size_t i = 0; i < heights.size(); ++i) {
            addPart(layout, run, *place.column, place.piles.begins[pile] + i,
                    {area.left(), top, area.width(), heights[i]}, look);
            top += heights[i];
        }
    }
    if (hidden == 0) return;
    const QRectF& last = place.areas.back();
    layout.hidden.push_back(
        {hidden, QRectF(last.left(), last.bottom() - moreHeight, last.width(), moreHeight)});
}

} // namespace

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

const ResourceBlock* StageLayout::resource(ResourceBlock::Kind kind, std::uint16_t index) const
{
    for (const ResourceBlock& block : resources)
        if (block.kind == kind && block.number == index) return &block;
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
        const double width = narrow ? 26.0 : 32.0;
        const double height = std::min(20.0, rect.height() - 4.0);
        return {rect.right() - width - 8.0, rect.top() + std::min(6.0, (rect.height() - height) / 2.0), width,
                height};
    }
    return {};
}

StageLayout StageLayout::of(const RunView& run, const QSizeF& size)
{
    StageLayout layout;
    if (run.isEmpty()) return layout;
    const StageGraph graph = StageGraph::of(run.info());
    const StageColumns columns = StageColumns::of(run.info(), graph, size);
    for (const ColumnPlace& place : columns.places)
        addColumn(layout, run, place, columns.look);
    return layout;
}

} // namespace sojourn
