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
    QRectF footer; ///< below the box, for a sentence about one item; empty where there is no room

    int slots() const { return rows * columns; }
    /// The place of the slot; behind the last one (an unlimited queue grew in this frame) outside at the
    /// left.
    QRectF slot(int position) const;
};

/// What tasks use for a while, and of which there is only so much: the threads of a pool, or the connections
/// to a server. A place for each, and below the box the tasks that wait for one.
struct ResourceBlock
{
    enum class Kind { Pool, Server };
    struct Unit
    {
        QRectF rect;
        std::uint32_t task = noTask; ///< whose job or request has it; noTask: it is free
        bool isKept = false;         ///< its task was cancelled and went on; the job is computed to its end
    };
    static constexpr std::size_t mostThreads = 64; ///< that have a place of their own
    static constexpr std::size_t mostConnections = 400;
    static constexpr std::size_t mostInLine = 24;
    Kind kind = Kind::Pool;
    std::uint16_t number = 0; ///< of the pool or server; noPool: threads of tasks' own
    QRectF title;
    QRectF box;
    QRectF footer;               ///< below the box
    std::vector<Unit> units;     ///< those that find room; the title says so when they are not all
    std::size_t capacity = 0;    ///< of threads of tasks' own: as many as there are tasks that may have one
    bool isCapacityKnown = true; ///< false: of a recording; it is as many as have been busy at once
    std::size_t busy = 0;
    std::size_t inLine = 0;
    std::size_t kept = 0;                      ///< of the busy ones, those whose task has gone on
    std::vector<GroupBlock::Place> linePlaces; ///< of the first of those in line
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
    std::vector<ResourceBlock> resources;
    /// Where something did not find room: how many, and where to say so.
    struct Hidden
    {
        std::size_t count;
        QRectF rect;
    };
    std::vector<Hidden> hidden;
    bool narrow = false; ///< cards with little room

    const GroupBlock* group(std::uint16_t group) const;
    const QueueBlock* queue(std::uint16_t queue) const;
    const ResourceBlock* resource(ResourceBlock::Kind kind, std::uint16_t number) const;
    /// The task's card or cell; a card of counts stands for all of its tasks. Empty for tasks that are not on
    /// the stage.
    QRectF taskRect(std::uint32_t task) const;
    /// Where the chip of a task's item is.
    QRectF chipRect(std::uint32_t task) const;

    /// Lays a run out as it stands at its moment.
    static StageLayout of(const RunView& run, const QSizeF& size);
};

/// The position of the i-th standing item of a queue, counted from what leaves next.
std::size_t slotOf(const QueueInfo& queue, std::size_t standing, std::size_t i);

/// Every item that is drawn on its own: those in slots that are shown, and those on cards.
std::vector<ItemPlace> itemPlaces(const RunView& run, const StageLayout& layout);

} // namespace sojourn
