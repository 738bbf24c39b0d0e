// Thread pools: what is on a thread, what waits for one, and where both stand.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_boxes.h"
#include "scene/stage/stage_layout.h"
#include "scene/stage/stage_painter.h"
#include "theme/state_look.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double titleRoom = 24;
constexpr double lineRoom = 22; // below the box
constexpr double pad = 8, gap = 4;
constexpr QSizeF jobInLine{14, 14};

/// Jobs start first come, first served: those that were sent first have the threads.
void standJobs(const RunView& run, PoolBlock& block)
{
    std::vector<std::uint32_t> jobs;
    const auto& tasks = run.moment->tasks;
    for (const GroupInfo& group : run.info().groups) {
        if (std::ranges::find(group.offloadsTo, block.pool) == group.offloadsTo.end()) continue;
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
            if (tasks[t].state == TaskState::Offloaded && tasks[t].object == block.pool) jobs.push_back(t);
    }
    std::ranges::stable_sort(
        jobs, [&](std::uint32_t a, std::uint32_t b) { return tasks[a].sinceNs < tasks[b].sinceNs; });
    const auto started =
        static_cast<std::ptrdiff_t>(std::min<std::size_t>(jobs.size(), run.info().pools[block.pool].threads));
    block.running.assign(jobs.begin(), jobs.begin() + started);
    block.inLine.assign(jobs.begin() + started, jobs.end());
}

struct Grid
{
    int columns = 1;
    int rows = 1;
    QSizeF tile;
};

/// The tallest tiles of which all find room.
Grid gridFor(std::size_t threads, const QSizeF& room)
{
    Grid grid;
    for (const QSizeF tile : {QSizeF(40, 32), QSizeF(34, 24), QSizeF(28, 18), QSizeF(18, 12)}) {
        const int perRow = std::max(1, static_cast<int>((room.width() + gap) / (tile.width() + gap)));
        grid.columns = std::min(static_cast<int>(threads), perRow);
        grid.rows = (static_cast<int>(threads) + grid.columns - 1) / grid.columns;
        grid.tile = tile;
        if (grid.rows * (tile.height() + gap) - gap > room.height()) continue;
        grid.columns = (static_cast<int>(threads) + grid.rows - 1) / grid.rows; // no row of one
        break;
    }
    return grid;
}

} // namespace

PoolBlock poolBlock(const RunView& run, std::uint16_t pool, const QRectF& area)
{
    PoolBlock block;
    block.pool = pool;
    standJobs(run, block);
    const std::size_t threads =
        std::clamp<std::size_t>(run.info().pools[pool].threads, 1, PoolBlock::mostThreads);
    const QSizeF room(std::min(area.width(), 280.0) - 2 * pad,
                      area.height() - titleRoom - lineRoom - 2 * pad);
    const Grid grid = gridFor(threads, room);
    const double wide = grid.columns * (grid.tile.width() + gap) - gap;
    const int fittingRows =
        std::clamp(static_cast<int>((room.height() + gap) / (grid.tile.height() + gap)), 1, grid.rows);
    // Threads that find no room have no place: the title counts them.
    const auto shownThreads =
        std::min(threads, static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(fittingRows));
    const double high = fittingRows * (grid.tile.height() + gap) - gap;
    const double boxWidth = std::max(wide + 2 * pad, std::min(area.width(), 168.0));
    block.box = QRectF(std::round(area.center().x() - boxWidth / 2.0),
                       std::round(area.center().y() + (titleRoom - lineRoom) / 2.0 - high / 2.0 - pad),
                       boxWidth, high + 2 * pad);
    block.title = QRectF(block.box.left(), block.box.top() - titleRoom, boxWidth, titleRoom - 4.0);
    const double left = std::round(block.box.center().x() - wide / 2.0);
    for (std::size_t i = 0; i < shownThreads; ++i)
        block.threads.push_back(
            {left +
                 static_cast<double>(i % static_cast<std::size_t>(grid.columns)) * (grid.tile.width() + gap),
             block.box.top() + pad +
                 static_cast<double>(i / static_cast<std::size_t>(grid.columns)) * (grid.tile.height() + gap),
             grid.tile.width(), grid.tile.height()});
    const auto fitting =
        static_cast<std::size_t>(std::max(0.0, (boxWidth - 84.0) / (jobInLine.width() + 3.0)));
    const std::size_t shown = std::min({block.inLine.size(), PoolBlock::mostInLine, fitting});
    for (std::size_t i = 0; i < shown; ++i)
        block.linePlaces.push_back(
            {block.inLine[i], QRectF({block.box.left() + static_cast<double>(i) * (jobInLine.width() + 3.0),
                                      block.box.bottom() + 5.0},
                                     jobInLine)});
    return block;
}

const PoolBlock* StageLayout::pool(std::uint16_t index) const
{
    for (const PoolBlock& block : pools)
        if (block.pool == index) return &block;
    return nullptr;
}

void StagePainter::paintPool(QPainter& painter, const StageScene& scene, const PoolBlock& block) const
{
    const Palette& p = m_style.colours();
    const PoolInfo& info = scene.run.info().pools[block.pool];
    const bool busy = block.running.size() >= info.threads;
    roundedBox(painter, block.box, 8, p.surface, busy && !block.inLine.empty() ? p.off : p.border,
               busy && !block.inLine.empty() ? 1.5 : 1.0);
    if (!m_sketch) paintPoolTitle(painter, scene, block);
    for (std::size_t i = 0; i < block.threads.size(); ++i) {
        const QRectF& place = block.threads[i];
        if (i >= block.running.size()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(p.hairline, 1.0));
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
            continue;
        }
        paintJob(painter, scene, block.running[i], place, true);
    }
    for (const GroupBlock::Place& place : block.linePlaces)
        paintJob(painter, scene, place.task, place.rect, false);
    if (block.inLine.empty() || m_sketch) return;
    const double left =
        block.linePlaces.empty() ? block.box.left() : block.linePlaces.back().rect.right() + 6.0;
    painter.setPen(p.textSecondary);
    drawIn(painter, m_style.fonts.caption, {left, block.box.bottom() + 4.0, block.box.right() - left, 16.0},
           Qt::AlignLeft, QStringLiteral("%1 in line").arg(block.inLine.size()));
}

void StagePainter::paintPoolTitle(QPainter& painter, const StageScene& scene, const PoolBlock& block) const
{
    const Palette& p = m_style.colours();
    const SceneFonts& f = m_style.fonts;
    const PoolInfo& info = scene.run.info().pools[block.pool];
    const double baseline = block.title.bottom() - 4.0;
    const QString name = QString::fromStdString(info.name);
    painter.setPen(p.text);
    drawLine(painter, f.bodyStrong, {block.title.left(), baseline}, name);
    const QString threads = QStringLiteral("%1 of %2 %3")
                                .arg(block.running.size())
                                .arg(info.threads)
                                .arg(QLatin1String(info.threads == 1 ? "thread busy" : "threads busy"));
    const double behind = block.title.left() + textWidth(f.bodyStrong, name) + 8.0;
    drawIn(painter, f.body, {behind, block.title.top(), block.box.right() - behind, block.title.height()},
           Qt::AlignLeft, threads);
}

/// A job on its thread has the look of the state and its task's number; one in line is hollow.
void StagePainter::paintJob(QPainter& painter, const StageScene& scene, std::uint32_t task,
                            const QRectF& place, bool onThread) const
{
    const Palette& p = m_style.colours();
    const bool selected = scene.run.selectedTask == static_cast<int>(task);
    const bool hovered = scene.run.hoveredTask == static_cast<int>(task);
    const QColor edge = selected ? p.accent : (hovered ? p.text : p.off);
    const double radius = place.height() < 16 ? 2 : 4;
    roundedBox(painter, place, radius, p.surface, edge, selected ? 2.0 : 1.0);
    const RunInfo& info = scene.run.info();
    QRectF words = place;
    if (onThread) {
        const double stripe = std::clamp(place.width() * 0.22, 5.0, 10.0);
        paintState(painter, {place.left() + 2, place.top() + 2, stripe, place.height() - 4}, StateLook::Off,
                   p, place.topLeft());
        words.adjust(stripe + 2.0, 0, 0, 0);
    }
    if (m_sketch) return;
    const QString number = QString::number(info.indexInGroup(task));
    const QFont& font = place.height() >= 18 ? m_style.fonts.captionStrong : m_style.fonts.caption;
    if (place.height() < 14 || textWidth(font, number) + 2.0 > words.width()) return;
    painter.setPen(p.text);
    drawIn(painter, font, words, Qt::AlignHCenter, number);
}

} // namespace sojourn
