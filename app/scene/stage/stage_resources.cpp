// Thread pools and servers at their places: who has a thread or a connection, and who waits for one.
#include "scene/stage/stage_blocks.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sojourn {

namespace {

constexpr double titleRoom = 24;
constexpr double lineRoom = 22; // below the box
constexpr double pad = 8;
constexpr double widestPool = 280, widestServer = 520;
constexpr double lineWords = 84; // "150 in line"
constexpr QSizeF inLineSize{14, 14};

/// The tasks whose requests stand in line for the server, who has done so longest first.
std::vector<std::uint32_t> inLineFor(const RunView& run, std::uint16_t server)
{
    std::vector<std::uint32_t> found;
    const auto& tasks = run.moment->tasks;
    for (const GroupInfo& group : run.info().groups) {
        if (std::ranges::find(group.asks, server) == group.asks.end()) continue;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (tasks[t].phase == RequestPhase::InLine &&
                run.info().requests[tasks[t].object].server == server)
                found.push_back(t);
    }
    std::ranges::stable_sort(
        found, [&](std::uint32_t a, std::uint32_t b) { return tasks[a].sinceNs < tasks[b].sinceNs; });
    return found;
}

struct Grid
{
    int columns = 1;
    int rows = 1;
    QSizeF tile;
    double gap = 4;

    double width() const { return columns * (tile.width() + gap) - gap; }
    double height() const { return rows * (tile.height() + gap) - gap; }
};

/// The tallest tiles of which all find room; of the smallest, as many as do.
Grid gridFor(std::size_t units, const QSizeF& room)
{
    Grid grid;
    const auto fitting = [](double length, double tile, double gap) {
        return std::max(1, static_cast<int>((length + gap) / (tile + gap)));
    };
    const auto count = static_cast<int>(units);
    for (const QSizeF tile : {QSizeF(40, 32), QSizeF(34, 24), QSizeF(28, 18), QSizeF(18, 12), QSizeF(12, 12),
                              QSizeF(9, 9), QSizeF(7, 7)}) {
        if (tile.height() > room.height() && tile.height() > 7) continue;
        grid.tile = tile;
        grid.gap = tile.height() >= 12 ? 4 : 3;
        grid.columns = std::min(count, fitting(room.width(), tile.width(), grid.gap));
        grid.rows = (count + grid.columns - 1) / grid.columns;
        const int most = fitting(room.height(), tile.height(), grid.gap);
        if (grid.rows <= most) {
            grid.columns = (count + grid.rows - 1) / grid.rows; // no row of one
            break;
        }
        grid.rows = most;
    }
    return grid;
}

/// Box, title, places and footer for so many units.
ResourceBlock laidOut(ResourceBlock::Kind kind, std::uint16_t number, std::size_t units, double widest,
                      const QRectF& area)
{
    ResourceBlock block;
    block.kind = kind;
    block.number = number;
    const QSizeF room(std::min(area.width(), widest) - 2 * pad,
                      area.height() - 2 * std::max(titleRoom, lineRoom) - 2 * pad);
    const Grid grid = gridFor(units, room);
    const double least = kind == ResourceBlock::Kind::Server ? 264.0 : 168.0; // for the words around it
    const double width = std::max(grid.width() + 2 * pad, std::min(area.width(), least));
    block.box =
        QRectF(std::round(area.center().x() - width / 2.0),
               std::round(area.center().y() - grid.height() / 2.0 - pad), width, grid.height() + 2 * pad);
    block.title = QRectF(block.box.left(), block.box.top() - titleRoom, width, titleRoom - 4.0);
    block.footer = QRectF(block.box.left(), block.box.bottom() + 4.0, width, lineRoom - 4.0);
    const double left = std::round(block.box.center().x() - grid.width() / 2.0);
    const auto shown = std::min<std::size_t>(units, static_cast<std::size_t>(grid.columns * grid.rows));
    for (std::size_t i = 0; i < shown; ++i) {
        const int column = static_cast<int>(i) % grid.columns, row = static_cast<int>(i) / grid.columns;
        block.units.push_back({QRectF(left + column * (grid.tile.width() + grid.gap),
                                      block.box.top() + pad + row * (grid.tile.height() + grid.gap),
                                      grid.tile.width(), grid.tile.height()),
                               noTask, false});
    }
    return block;
}

/// The first of those in line below the box, with room for the words behind them.
void standInLine(ResourceBlock& block, const std::vector<std::uint32_t>& tasks, double words)
{
    block.inLine = tasks.size();
    const double step = inLineSize.width() + 3.0;
    const auto fitting = static_cast<std::size_t>(std::max(0.0, (block.footer.width() - words) / step));
    for (std::size_t i = 0; i < std::min({tasks.size(), ResourceBlock::mostInLine, fitting}); ++i)
        block.linePlaces.push_back(
            {tasks[i], QRectF({block.footer.left() + static_cast<double>(i) * step, block.footer.top() + 1.0},
                              inLineSize)});
}

/// How many threads there may be at once: a pool's, or one for each task that has its own.
std::size_t threadsOf(const RunInfo& info, std::uint16_t pool)
{
    if (pool != noPool) return info.pools[pool].threads;
    std::size_t tasks = 0;
    for (const GroupInfo& group : info.groups)
        if (group.hasOwnThreads) tasks += group.taskCount;
    return tasks;
}

} // namespace

ResourceBlock poolBlock(const RunView& run, std::uint16_t pool, const QRectF& area)
{
    const std::size_t threads = threadsOf(run.info(), pool);
    ResourceBlock block =
        laidOut(ResourceBlock::Kind::Pool, pool,
                std::clamp<std::size_t>(threads, 1, ResourceBlock::mostThreads), widestPool, area);
    const PoolMoment& moment = pool == noPool ? run.moment->ownThreads : run.moment->pools[pool];
    block.capacity = threads;
    block.isCapacityKnown = pool == noPool || run.info().pools[pool].isSizeKnown;
    block.busy = static_cast<std::size_t>(
        std::ranges::count_if(moment.threads, [](std::uint32_t task) { return task != noTask; }));
    for (std::size_t i = 0; i < std::min(moment.threads.size(), block.units.size()); ++i)
        block.units[i].task = moment.threads[i];
    block.kept = moment.jobs.kept.size();
    for (const JobLine::Kept& thread : moment.jobs.kept)
        if (thread.place < block.units.size()) block.units[thread.place].isKept = true;
    std::vector<std::uint32_t> line;
    for (const JobLine::Job& job : moment.jobs.line)
        line.push_back(job.task);
    standInLine(block, line, lineWords);
    return block;
}

ResourceBlock serverBlock(const RunView& run, std::uint16_t server, const QRectF& area)
{
    const ServerMoment& moment = run.moment->servers[server];
    const ServerInfo& info = run.info().servers[server];
    const std::size_t connections =
        info.isLimitKnown ? info.connections : std::max<std::size_t>(1, moment.connections.size());
    ResourceBlock block =
        laidOut(ResourceBlock::Kind::Server, server,
                std::clamp<std::size_t>(connections, 1, ResourceBlock::mostConnections), widestServer, area);
    block.capacity = connections;
    block.isCapacityKnown = info.isLimitKnown;
    block.busy = static_cast<std::size_t>(
        std::ranges::count_if(moment.connections, [](std::uint32_t task) { return task != noTask; }));
    for (std::size_t i = 0; i < std::min(moment.connections.size(), block.units.size()); ++i)
        block.units[i].task = moment.connections[i];
    standInLine(block, inLineFor(run, server), block.box.width() * 0.55 + lineWords);
    return block;
}

} // namespace sojourn
