// The look of each state as a small repeating picture, so that a bar is copied and not painted.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/timeline/group_index.h"
#include "scene/timeline/lane_pieces.h"
#include "theme/state_look.h"
#include "trace/columns.h"
#include "viewmodels/panels/words.h"

#include <QImage>

#include <array>
#include <span>
#include <utility>

class QPainter;
class QRectF;

namespace sojourn {

/// The pale colour in which a merged column shows the state's share.
QColor mergedColour(TaskState state, const Palette& palette);

/// Bars of one height in one palette at one pixel density.
class StateTiles final
{
public:
    /// A sleep of at least so many device pixels begins with a gap, which tells one behind another from one
    /// long one: it has no edge, and a wake in between leaves no other trace.
    static constexpr int leastParted = 4;

    /// `height` in device pixels.
    StateTiles(const SceneStyle& style, int height);

    int height() const { return m_height; }
    /// Fills columns [x0, x1) of rows [y, y + height) with the look of a state; its pattern runs from
    /// `anchor` on, so that it stays with the span as time scrolls. `begins`, `ends`: the span's edge lies
    /// there and is drawn. ARGB32_Premultiplied only.
    void fill(QImage& image, int x0, int x1, int y, StateLook look, std::int64_t anchor, bool begins,
              bool ends) const;
    /// Fills columns from x on with pale shares, from the loudest at the bottom to the quietest on top; a
    /// loud share is at least one pixel high.
    void fillMerged(QImage& image, int x, int y, std::span<const StateShares> columns) const;
    /// Fills column x with tasks by look in full colour, of `all` tasks: calm ones at the bottom, loud ones
    /// on top, nothing for those that have not started or have ended. Each look that occurs is at least one
    /// pixel high.
    void fillCounts(QImage& image, int x, int y, const LookCounts& counts, double all) const;
    /// From the bottom up, the rows [first, second) that fillCounts gives each look.
    std::array<std::pair<int, int>, runningLooks> countRows(const LookCounts& counts, double all) const;
    /// The rows that fillMerged gives each state, in all at most height().
    std::array<int, shownStates> rows(const StateShares& shares) const;

private:
    struct Tile
    {
        QImage image; // one period wide
        QRgb edge = 0;
        int edgeWidth = 0;
    };
    template <class F> int stack(const StateShares& shares, F layer) const;
    void giveRows(const LookCounts& counts, std::array<int, runningLooks>& high) const;
    Tile made(const SceneStyle& style, StateLook look) const;
    const Tile& tile(StateLook look) const { return m_tiles[static_cast<std::size_t>(look)]; }

    int m_height;
    std::array<Tile, runningLooks> m_tiles;      // by look
    std::array<Tile, runningLooks> m_countTiles; // likewise, to fill an area of any height
    std::array<QRgb, shownStates> m_merged;      // by state
};

} // namespace sojourn
