// What of a lane is to be drawn in which pixel column: pure geometry.
#pragma once

#include "scene/base/time_window.h"
#include "scene/timeline/lane_index.h"
#include "trace/columns.h"

#include <array>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A run of pixel columns [x0, x1) that look the same: one span, or one column in which many are merged.
struct LanePiece
{
    static constexpr std::uint32_t openSpan = 0xFFFFFFFEu; ///< the lane's span that goes on
    static constexpr std::uint32_t dueSpan = 0xFFFFFFFDu;  ///< a sleep's that is over but for its turn

    int x0 = 0;
    int x1 = 0;
    std::uint32_t span = 0; ///< of a single span; of a merged column: index into LanePieces::shares
    TaskState state = TaskState::Ready;
    bool merged = false;
    bool many = false; ///< spans of one look, none of which can be told from the next
};

/// Share of a column's time by TaskState, 0..1 in sum.
using StateShares = std::array<float, shownStates>;

/// One lane at one zoom. `pieces` are in order without overlap; `loud` are spans that are too short to be
/// seen among them and are drawn over them, two pixels wide: those that stand alone, and the longest wait of
/// the window.
struct LanePieces
{
    std::vector<LanePiece> pieces;
    std::vector<LanePiece> loud;
    std::vector<StateShares> shares;

    void clear();
};

/// Read access to a lane's spans with the one that goes on as the last of them, up to `endNs`. Whoever still
/// sleeps `leastLate` behind the end that was planned is due and has no turn, since somebody holds the loop:
/// that sleep ends where it was planned to, and is followed by a span of Ready. (Once the task has had its
/// turn its events say so; this is for a live run that has not come there.)
class LaneSpans final
{
public:
    static constexpr std::int64_t leastLate =
        20'000'000; ///< ns; any timer of the real clock is a little late

    LaneSpans(const Lane& lane, std::int64_t endNs);

    std::size_t size() const { return m_lane.spans.size() + m_going; }
    const Span& operator[](std::size_t i) const
    {
        if (i < m_lane.spans.size()) return m_lane.spans[i];
        return i == m_lane.spans.size() ? m_open : m_due;
    }
    /// What LanePiece::span names.
    const Span& named(std::uint32_t span) const
    {
        if (span == LanePiece::openSpan) return m_open;
        return span == LanePiece::dueSpan ? m_due : m_lane.spans[span];
    }
    std::uint32_t nameOf(std::size_t i) const
    {
        if (!isOpen(i)) return static_cast<std::uint32_t>(i);
        return i == m_lane.spans.size() ? LanePiece::openSpan : LanePiece::dueSpan;
    }
    const std::vector<Span>& closed() const { return m_lane.spans; }
    bool isOpen(std::size_t i) const { return i >= m_lane.spans.size(); }
    /// The first span that ends behind ns; size() when none does.
    std::size_t at(std::int64_t ns, std::size_t from = 0) const;

private:
    const Lane& m_lane;
    Span m_open;
    Span m_due;
    std::size_t m_going; ///< how many of these two there are
};

/// Fills `out` for device columns [0, window.width), window.left being column 0. `leastLoud` is the width in
/// columns below which no loud span shown alone may fall. Cost: the columns, each with a short search; never
/// the spans.
void buildLanePieces(const LaneSpans& spans, const LaneIndex& index, const TimeWindow& window, int leastLoud,
                     LanePieces& out);

} // namespace sojourn
