// Where everything on the stage stands.
#pragma once

#include "scene/base/run_view.h"
#include "scene/stage/stage_graph.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <vector>

namespace sojourn {

/// A group's tasks, as cards, as a compact grid, or as one card with counts by state.
struct GroupBlock
{
    enum class Mode { Cards, Cells, Counts };
    struct Place
    {
        std::uint32_t task;
        QRectF rect;
    };
    std::uint16_t group = 0;
    Mode mode = Mode::Cards;
    QRectF rect;    ///< of all places
    QRectF heading; ///< above a grid; empty for cards
    std::vector<Place> places;

    const Place* place(std::uint32_t task) const;
};

/// How a queue's items are drawn: with number and payload, with number, thin, or as a density.
enum class TileLook { Full, Numbered, Thin, Density };

/// A queue's box with its slots. Slot 0 is at the right: what leaves next.
struct QueueBlock
{
    std::uint16_t queue = 0;
    QRectF title;
    QRectF box;
    bool open = false; ///< without limit: open at the left
    TileLook look = TileLook::Full;
    int rows = 1;
    int columns = 1;
    QSizeF tile;
    double gap = 4;
    QRectF inside; ///< of all slots

    int slots() const { return rows * columns; }
    /// The place of the slot; behind the last one (an unlimited queue grew in this frame) outside at the
    /// left.
    QRectF slot(int position) const;
};

/// A thread pool: a place a thread, and below the box the jobs that wait for one.
struct PoolBlock
{
    static constexpr std::size_t mostThreads = 64; ///< that have a place of their own
    static constexpr std::size_t mostInLine = 24;
    std::uint16_t pool = 0;
    QRectF title;
    QRectF box;
    std::vector<QRectF> threads;        ///< places; the first `running` of them are taken
    std::vector<std::uint32_t> running; ///< tasks whose jobs have a thread, in the order of sending them
    std::vector<std::uint32_t> inLine;  ///< tasks whose jobs wait for one, likewise
    std::vector<GroupBlock::Place> linePlaces; ///< of the first of those
};

/// An item at its place: in a slot, or as a chip on a task's card.
struct ItemPlace
{
    enum class Kind { Slot, Holding, Putting, Took };
    std::int64_t item; ///< endMark for an end mark
    QRectF rect;
    Kind kind;
    int queue = -1;
    int task = -1;
};

struct StageLayout
{
    std::vector<GroupBlock> groups;
    std::vector<QueueBlock> queues;
    std::vector<PoolBlock> pools;
    bool narrow = false; ///< cards with short sentences

    const GroupBlock* group(std::uint16_t group) const;
    const QueueBlock* queue(std::uint16_t queue) const;
    const PoolBlock* pool(std::uint16_t pool) const;
    /// The task's card or cell; a card of counts stands for all of its tasks. Empty for tasks that are not on
    /// the stage.
    QRectF taskRect(std::uint32_t task) const;
    /// Where the chip of a task's item is.
    QRectF chipRect(std::uint32_t task) const;

    /// Lays a run out as it stands at its moment.
    static StageLayout of(const RunView& run, const QSizeF& size);
};

/// A pool as it stands, at its place in the area.
PoolBlock poolBlock(const RunView& run, std::uint16_t pool, const QRectF& area);

/// The position of the i-th standing item of a queue, counted from what leaves next.
std::size_t slotOf(const QueueInfo& queue, std::size_t standing, std::size_t i);

/// Every item that is drawn on its own: those in slots that are shown, and those on cards.
std::vector<ItemPlace> itemPlaces(const RunView& run, const StageLayout& layout);

} // namespace sojourn
