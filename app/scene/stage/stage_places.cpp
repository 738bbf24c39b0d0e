// Which items are drawn on their own, and where.
#include "scene/stage/stage_layout.h"

namespace sojourn {

namespace {

/// The item is in a hand, but its holder is done with it.
bool isDone(const RunView& run, std::int64_t item)
{
    if (!run.knows(static_cast<int>(item))) return false;
    const std::uint32_t last = run.columns->items()[static_cast<std::size_t>(item)].lastVisit;
    if (last == noVisit) return false;
    const std::int64_t done = run.columns->visits()[last].doneNs;
    return done != notYet && done <= run.playheadNs;
}

} // namespace

std::size_t slotOf(const QueueInfo& queue, std::size_t standing, std::size_t i)
{
    return queue.order == QueueOrder::Lifo ? standing - 1 - i : i;
}

std::vector<ItemPlace> itemPlaces(const RunView& run, const StageLayout& layout)
{
    std::vector<ItemPlace> places;
    for (const QueueBlock& block : layout.queues) {
        if (block.look == TileLook::Density) continue;
        const auto& standing = run.moment->queues[block.queue].standing;
        const QueueInfo& info = run.info().queues[block.queue];
        for (std::size_t i = 0; i < standing.size(); ++i)
            places.push_back({standing[i].item,
                              block.slot(static_cast<int>(slotOf(info, standing.size(), i))),
                              ItemPlace::Kind::Slot, block.queue, -1});
    }
    for (const GroupBlock& block : layout.groups) {
        if (block.mode == GroupBlock::Mode::Counts) continue;
        for (const GroupBlock::Place& place : block.places) {
            const TaskMoment& task = run.moment->tasks[place.task];
            const QRectF chip = layout.chipRect(place.task);
            const int index = static_cast<int>(place.task);
            if (task.puttingItem != notYet)
                places.push_back({task.puttingItem, chip, ItemPlace::Kind::Putting, -1, index});
            else if (task.endMarkPutting)
                places.push_back({endMark, chip, ItemPlace::Kind::Putting, -1, index});
            else if (task.heldItem != notYet && !isDone(run, task.heldItem))
                places.push_back({task.heldItem, chip, ItemPlace::Kind::Holding, -1, index});
            else if (const std::int64_t took = task.heldItem != notYet ? task.heldItem : task.lastItem;
                     !layout.narrow && task.gets > 0 && task.puts == 0 && took != notYet)
                places.push_back({took, chip, ItemPlace::Kind::Took, -1, index});
        }
    }
    return places;
}

} // namespace sojourn
