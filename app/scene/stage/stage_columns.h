// How wide the columns of the stage are, and how their parts stand in them.
#pragma once

#include "scene/stage/stage_graph.h"
#include "scene/stage/stage_packing.h"
#include "trace/run_info.h"

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace sojourn {

/// How a group of few tasks shows each of them, from the roomiest look down.
enum class CardLook {
    Tall,  ///< three lines
    Plain, ///< two lines
    Line,  ///< the name alone
};
/// The height of a card of that look, and of the room around it.
double cardHeight(CardLook look);

/// One column at its place: its piles side by side.
struct ColumnPlace
{
    const StageColumn* column = nullptr;
    Piles piles;
    std::vector<QRectF> areas; ///< by pile
    std::vector<double> least; ///< by part: how high it is at least; groups, or queues, pools and servers
};

/// All columns of a stage. Everything lies within its size; nothing overlaps.
struct StageColumns
{
    CardLook look = CardLook::Plain;
    std::vector<ColumnPlace> places;

    /// The graph must outlive it.
    static StageColumns of(const RunInfo& info, const StageGraph& graph, const QSizeF& size);
};

} // namespace sojourn
