#include "scene/stage/stage_columns.h"

#include "scene/stage/stage_blocks.h"

#include <algorithm>
#include <numeric>

namespace sojourn {

namespace {

constexpr double margin = 16;
constexpr double betweenPiles = 12;
constexpr double cardWidth = 192, tallCardWidth = 224, serviceLineWidth = 224;
constexpr double leastCard = 144, leastNarrowCard = 128, leastTallCard = 176, leastLine = 104;
constexpr double leastUsed = 150; // a queue, a pool or a server
constexpr double mostUsedWidth = 2000;

/// Services of one line each say their state behind their name.
bool hasServiceLines(const RunInfo& info, const StageColumn& column, CardLook look)
{
    return look == CardLook::Line && !column.isUsed && column.members.size() > 1 &&
           std::ranges::any_of(column.members,
                               [&](std::uint16_t g) { return info.groups[g].role == GroupRole::Service; });
}

/// Shares of the width: a queue wants two or three times as much as a list of cards, a short one less where
/// there are several.
double weightOf(const RunInfo& info, const StageColumn& column, CardLook look, bool several)
{
    if (hasServiceLines(info, column, look)) return 1.5;
    if (column.isUsed && !column.servers.empty()) return 2.6;
    if (column.isUsed && column.members.empty()) return 1.2;
    if (column.isUsed) {
        std::uint64_t most = 0;
        for (const std::uint16_t q : column.members)
            most = std::max(most, info.queues[q].capacity == 0 ? 30 : info.queues[q].capacity);
        if (!several) return 2.9;
        return most > 40 ? 3.3 : (most <= 24 ? 2.4 : 2.9);
    }
    return std::ranges::any_of(column.members,
                               [&](std::uint16_t g) { return info.groups[g].taskCount > mostCards; })
               ? 2.4
               : 1.0;
}

std::vector<double> leastHeights(const RunInfo& info, const StageColumn& column, CardLook look)
{
    std::vector<double> least;
    if (column.isUsed) {
        least.insert(least.end(), column.members.size(), leastQueueHeight);
        least.insert(least.end(), column.pools.size() + column.servers.size(), leastResourceHeight);
        return least;
    }
    for (const std::uint16_t g : column.members)
        least.push_back(leastGroupHeight(info.groups[g].taskCount, look));
    return least;
}

double leastWidth(const StageColumn& column, CardLook look, bool several)
{
    if (column.isUsed) return leastUsed;
    if (look == CardLook::Tall) return leastTallCard;
    return look == CardLook::Line ? leastLine : (several ? leastCard : leastNarrowCard);
}

/// One way to fit everything in.
struct Fit
{
    const RunInfo& info;
    const StageGraph& graph;
    CardLook look;
    double height;
    bool several;

    double least(const StageColumn& column, std::size_t piles) const
    {
        return static_cast<double>(piles) * (leastWidth(column, look, several) + betweenPiles) - betweenPiles;
    }
    /// As many piles as each column wants, or, when that is too wide, as there is room for.
    std::vector<Piles> piles(double room, bool& fits) const
    {
        std::vector<Piles> wanted;
        double wide = 0, narrow = 0;
        for (const StageColumn& column : graph.columns) {
            const auto heights = leastHeights(info, column, look);
            wanted.push_back(Piles::of(heights, height, heights.size()));
            wide += least(column, wanted.back().count());
            narrow += least(column, 1);
        }
        fits = wide <= room;
        if (fits) return wanted;
        double left = std::max(0.0, room - narrow);
        for (std::size_t c = 0; c < wanted.size(); ++c) {
            const StageColumn& column = graph.columns[c];
            const double another = leastWidth(column, look, several) + betweenPiles;
            const auto more = std::min(wanted[c].count() - 1, static_cast<std::size_t>(left / another));
            left -= static_cast<double>(more) * another;
            wanted[c] = Piles::of(leastHeights(info, column, look), height, more + 1);
        }
        return wanted;
    }
};

/// Groups take no more than they can use; what is left is the others'.
std::vector<double> widthsOf(const Fit& fit, const std::vector<Piles>& piles, double room)
{
    const auto& columns = fit.graph.columns;
    double weights = 0, usedWeights = 0, usedLeast = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double weight = weightOf(fit.info, columns[c], fit.look, fit.several);
        weights += weight * static_cast<double>(piles[c].count());
        if (columns[c].isUsed) usedWeights += weight * static_cast<double>(piles[c].count());
        if (columns[c].isUsed) usedLeast += fit.least(columns[c], piles[c].count());
    }
    std::vector<double> widths(columns.size(), 0.0);
    double taken = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].isUsed) continue;
        const auto count = static_cast<double>(piles[c].count());
        const double weight = weightOf(fit.info, columns[c], fit.look, fit.several);
        // Where nothing is used a grid may be as wide as it likes.
        const double card = hasServiceLines(fit.info, columns[c], fit.look) ? serviceLineWidth
                            : fit.look == CardLook::Tall                    ? tallCardWidth
                                                                            : cardWidth;
        const double most = weight <= 1.5 ? card : (usedWeights > 0 ? 200.0 : room * 0.6);
        const double own = std::clamp(room * weight / weights,
                                      std::min(leastWidth(columns[c], fit.look, fit.several), most), most);
        widths[c] = count * (own + betweenPiles) - betweenPiles;
        taken += widths[c];
    }
    const double mostTaken = std::max(room * 0.4, room - usedLeast);
    if (taken > mostTaken)
        for (double& width : widths)
            width *= mostTaken / taken;
    const double left = room - std::min(taken, mostTaken);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!columns[c].isUsed) continue;
        const double weight =
            weightOf(fit.info, columns[c], fit.look, fit.several) * static_cast<double>(piles[c].count());
        widths[c] = std::min(left * weight / usedWeights, mostUsedWidth);
    }
    return widths;
}

std::vector<QRectF> areasOf(const Piles& piles, const QRectF& all)
{
    const auto count = static_cast<double>(piles.count());
    const double between = std::min(betweenPiles, all.width() / (4.0 * count));
    const double width = (all.width() + between) / count - between;
    std::vector<QRectF> areas;
    for (std::size_t i = 0; i < piles.count(); ++i)
        areas.push_back(
            {all.left() + static_cast<double>(i) * (width + between), all.top(), width, all.height()});
    return areas;
}

} // namespace

double cardHeight(CardLook look)
{
    return look == CardLook::Tall ? 50.0 : (look == CardLook::Plain ? 32.0 : 18.0);
}

StageColumns StageColumns::of(const RunInfo& info, const StageGraph& graph, const QSizeF& size)
{
    StageColumns all;
    if (graph.columns.empty()) return all;
    const auto columns = static_cast<double>(graph.columns.size());
    const double gap =
        std::min(std::clamp(size.width() * 0.155 / (columns > 3 ? columns + 1 : columns), 24.0, 58.0),
                 size.width() * 0.4 / columns);
    const double room = size.width() - 2 * margin - gap * (columns - 1);
    const QRectF whole(margin, 4.0, room, size.height() - 8.0);
    Fit fit{info, graph, CardLook::Plain, whole.height(), graph.columns.size() > 3};
    std::vector<Piles> piles;
    bool fits = false;
    for (const CardLook look : {CardLook::Tall, CardLook::Plain, CardLook::Line}) {
        if (look == CardLook::Tall && info.services.empty()) continue; // only those have as much to say
        fit.look = look;
        piles = fit.piles(room, fits);
        if (fits) break;
    }
    all.look = fit.look;
    const std::vector<double> widths = widthsOf(fit, piles, room);
    const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
    double x = margin + std::max(0.0, (room - sum) / 2.0);
    for (std::size_t c = 0; c < graph.columns.size(); ++c) {
        const QRectF area(x, whole.top(), widths[c], whole.height());
        x += widths[c] + gap;
        all.places.push_back({&graph.columns[c], piles[c], areasOf(piles[c], area),
                              leastHeights(info, graph.columns[c], fit.look)});
    }
    return all;
}

} // namespace sojourn
