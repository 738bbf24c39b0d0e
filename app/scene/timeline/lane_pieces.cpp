#include "scene/timeline/lane_pieces.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace sojourn {

namespace {

class Builder final
{
public:
    Builder(const LaneSpans& spans, const LaneIndex& index, const TimeWindow& window, int leastLoud,
            LanePieces& out)
        : m_spans(spans)
        , m_index(index)
        , m_window(window)
        , m_columns(static_cast<int>(window.width))
        , m_columnNs(std::max<std::int64_t>(1, window.spanNs() / std::max(1, m_columns)))
        , m_nsPerColumn(static_cast<double>(window.spanNs()) / std::max(1, m_columns))
        , m_leastLoud(leastLoud)
        , m_out(out)
    {
    }

    void build()
    {
        std::size_t i = m_spans.at(m_window.fromNs);
        const std::size_t first = i;
        for (int column = 0; column < m_columns && i < m_spans.size();) {
            const std::int64_t t0 = m_edgeColumn == column ? m_edge.ns : timeOf(column);
            const std::int64_t t1 = std::max(t0 + 1, timeOf(column + 1));
            if (m_edgeColumn == column && addBetweenEdges(column, t1, i)) {
                ++column;
                continue;
            }
            const Span& span = m_spans[i];
            if (span.endNs <= t0) {
                i = m_spans.at(t0, i);
            } else if (span.startNs >= t1) {
                column = std::max(column + 1, std::min(columnOf(span.startNs), m_columns));
            } else if (span.startNs <= t0 && span.endNs >= t1) {
                const int end = std::clamp(columnOf(span.endNs), column + 1, m_columns);
                addExact(column, end, i);
                column = end;
            } else {
                i = addColumn(column, t0, t1, i);
                ++column;
            }
        }
        chooseLoud();
        // The last one that was come to may begin behind the window.
        addLongest(first, i < m_spans.size() && m_spans[i].startNs < m_window.toNs ? i + 1 : i);
    }

private:
    // Rounded alike in both directions, and monotonous: enough for columns.
    std::int64_t timeOf(int column) const
    {
        return m_window.fromNs + static_cast<std::int64_t>(static_cast<double>(column) * m_nsPerColumn);
    }
    int columnOf(std::int64_t ns) const
    {
        const double column = std::floor(static_cast<double>(ns - m_window.fromNs) / m_nsPerColumn);
        return static_cast<int>(std::clamp(column, -1.0, static_cast<double>(m_columns)));
    }
    std::uint32_t name(std::size_t i) const { return m_spans.nameOf(i); }

    void addExact(int from, int to, std::size_t i)
    {
        if (!m_out.pieces.empty()) {
            LanePiece& last = m_out.pieces.back();
            if (!last.merged && !last.many && last.x1 == from && last.span == name(i)) {
                last.x1 = to;
                return;
            }
        }
        m_out.pieces.push_back({from, to, name(i), m_spans[i].state, false, false});
    }

    void addMany(int column, std::size_t i)
    {
        if (!m_out.pieces.empty()) {
            LanePiece& last = m_out.pieces.back();
            if (last.many && last.x1 == column && last.state == m_spans[i].state) {
                ++last.x1;
                return;
            }
        }
        m_out.pieces.push_back({column, column + 1, name(i), m_spans[i].state, false, true});
    }

    /// A column that begins at an edge of the index and may end at one as well: most columns of a crowd,
    /// which cost no look at a span then.
    bool addBetweenEdges(int column, std::int64_t t1, std::size_t& i)
    {
        if (isLast(column)) return false;
        const std::optional<LaneIndex::Edge> end = m_index.edgeNear(t1, m_columnNs / edgeSlack, m_edge);
        if (!end) return false;
        constexpr std::size_t columnsAhead = 8;
        m_index.fetch(end->block + columnsAhead * (end->block - m_edge.block));
        const std::size_t j = end->block * LaneIndex::block - 1;
        addMerged(column, m_index.between(m_edge, *end), 1.0 / static_cast<double>(end->ns - m_edge.ns), i,
                  j);
        m_edge = *end;
        m_edgeColumn = column + 1;
        i = j + 1;
        return true;
    }

    /// A column in which at least one span begins or ends. Returns the span that holds its end.
    std::size_t addColumn(int column, std::int64_t t0, std::int64_t t1, std::size_t i)
    {
        StateTimes times{};
        if (m_isCrowded && !isLast(column))
            if (const auto end = m_index.edgeNear(t1, m_columnNs / edgeSlack, {i / LaneIndex::block, t0})) {
                t1 = end->ns;
                m_edge = *end;
                m_edgeColumn = column + 1;
            }
        const std::size_t j = sumUpTo(t1, column, i, times);
        const Span& a = m_spans[i];
        const Span& b = m_spans[j];
        const std::size_t next = b.endNs > t1 ? j : j + 1;
        if (j - i <= 1 && isLong(a) &&
            isLong(b)) { // a plain border: the one with the larger part has the column
            const std::int64_t partA = a.endNs - std::max(a.startNs, t0);
            const std::int64_t partB = i == j ? 0 : std::min(b.endNs, t1) - b.startNs;
            if (std::max(partA, partB) * 2 >= t1 - t0) addExact(column, column + 1, partB > partA ? j : i);
            return next;
        }
        times[static_cast<std::size_t>(a.state)] -= std::max<std::int64_t>(0, t0 - a.startNs);
        times[static_cast<std::size_t>(b.state)] -= std::max<std::int64_t>(0, b.endNs - t1);
        addMerged(column, times, 1.0 / static_cast<double>(t1 - t0), i, j);
        return next;
    }

    /// Adds up the spans from i on that begin before t (i does), and returns the last of them. A few are read
    /// one behind another, which memory likes best; where a column has more, the index is asked.
    std::size_t sumUpTo(std::int64_t t, int column, std::size_t i, StateTimes& times)
    {
        constexpr std::size_t few = 32;
        const std::vector<Span>& closed = m_spans.closed();
        std::size_t k = i;
        if (!m_isCrowded) {
            const std::size_t limit = std::min(i + few, closed.size());
            for (; k < limit && closed[k].startNs < t; ++k)
                times[static_cast<std::size_t>(closed[k].state)] += closed[k].endNs - closed[k].startNs;
            m_isCrowded = k == i + few && i + few < m_index.size();
        } else if (i < m_index.size()) {
            constexpr int columnsAhead = 8;
            m_fetched = m_index.fetch(closed, timeOf(column + columnsAhead), std::max(m_fetched, i));
            const SpansBefore before = m_before.spans == i ? m_before : beforeSpan(i);
            m_before = m_index.before(closed, t, i);
            for (std::size_t s = 0; s < times.size(); ++s)
                times[s] = m_before.times[s] - before.times[s];
            k = m_before.spans;
            m_isCrowded = k - i > few / 2;
        }
        for (; k < m_spans.size() && m_spans[k].startNs < t; ++k) // the rest of them, and what goes on
            times[static_cast<std::size_t>(m_spans[k].state)] += m_spans[k].endNs - m_spans[k].startNs;
        return k - 1;
    }

    /// What the index knows of the spans before i. Most often i is the last one of the column before.
    SpansBefore beforeSpan(std::size_t i) const
    {
        if (m_before.spans != i + 1) return m_index.first(m_spans.closed(), i);
        SpansBefore before{i, m_before.times};
        before.times[static_cast<std::size_t>(m_spans[i].state)] -= m_spans[i].endNs - m_spans[i].startNs;
        return before;
    }

    void addMerged(int column, const StateTimes& times, double perNs, std::size_t i, std::size_t j)
    {
        const auto used = std::count_if(times.begin(), times.end(), [](std::int64_t ns) { return ns > 0; });
        // Many spans, one look, and no gaps between them to speak of: imported lanes may have some.
        const std::int64_t covered = std::accumulate(times.begin(), times.end(), std::int64_t{0});
        if (used == 1 && static_cast<double>(covered) * perNs > 0.98) {
            addMany(column, i + (j - i) / 2);
            return;
        }
        StateShares shares{};
        for (std::size_t s = 0; s < shares.size(); ++s)
            shares[s] = static_cast<float>(static_cast<double>(times[s]) * perNs);
        const auto where = static_cast<std::uint32_t>(m_out.shares.size());
        m_out.shares.push_back(shares);
        m_out.pieces.push_back({column, column + 1, where, TaskState::Ready, true, false});
        if (j - i > 2) return;
        // Few spans: one loud one among quiet ones may stand alone; see chooseLoud().
        std::size_t loudOnes = 0, loudOne = i;
        for (std::size_t k = i; k <= j; ++k)
            if (isLoud(m_spans[k])) {
                ++loudOnes;
                loudOne = k;
            }
        if (loudOnes == 1)
            m_candidates.push_back({column, column + 1, name(loudOne), m_spans[loudOne].state, false, false});
    }

    /// It ends where the window does, and not at an edge of the index that may lie behind that.
    bool isLast(int column) const { return column + 1 == m_columns; }

    bool isLong(const Span& span) const { return span.endNs - span.startNs >= m_columnNs; }

    /// A short loud span is widened only where nothing else is merged nearby: in a crowd that would lie about
    /// shares.
    void chooseLoud()
    {
        for (std::size_t c = 0; c < m_candidates.size(); ++c) {
            const LanePiece& one = m_candidates[c];
            const auto near = [&](const LanePiece& other) {
                return other.span != one.span && std::abs(other.x0 - one.x0) < 4 * m_leastLoud;
            };
            const bool crowded = (c > 0 && near(m_candidates[c - 1])) ||
                                 (c + 1 < m_candidates.size() && near(m_candidates[c + 1]));
            if (crowded) continue;
            if (!m_out.loud.empty() && m_out.loud.back().span == one.span) continue; // it touches two columns
            addLoud(one.span, one.state, one.x0);
        }
    }

    void addLongest(std::size_t from, std::size_t to)
    {
        std::uint32_t longest = m_index.longestLoud(m_spans.closed(), from, std::min(to, m_index.size()));
        if (longest == LaneIndex::none) return;
        const Span& span = m_spans[longest];
        const std::int64_t start = std::max(span.startNs, m_window.fromNs); // of what is seen of it
        const std::int64_t end = std::min(span.endNs, m_window.toNs);
        if (end - start >= m_columnNs * (m_leastLoud + 1)) return; // seen anyway
        for (const LanePiece& piece : m_out.loud)
            if (piece.span == longest) return;
        addLoud(longest, span.state, columnOf(start + (end - start) / 2));
    }

    void addLoud(std::uint32_t span, TaskState state, int column)
    {
        const int x0 = std::clamp(column - (m_leastLoud - 1) / 2, 0, std::max(0, m_columns - m_leastLoud));
        m_out.loud.push_back({x0, x0 + m_leastLoud, span, state, false, false});
    }

    /// In a crowd a column begins and ends at an edge of the index where that is no further from its own
    /// place than this part of a pixel: its shares are those of that stretch, to the nanosecond, and no time
    /// is lost or counted twice; what it saves is half of the time that a window of millions of spans takes.
    static constexpr std::int64_t edgeSlack = 4;

    const LaneSpans& m_spans;
    const LaneIndex& m_index;
    const TimeWindow& m_window;
    const int m_columns;
    const std::int64_t m_columnNs;
    const double m_nsPerColumn;
    const int m_leastLoud;
    LanePieces& m_out;
    std::vector<LanePiece> m_candidates;
    bool m_isCrowded = false; // the column before held more spans than are read one by one
    SpansBefore m_before;     // of the end of the column before, while they are crowded
    LaneIndex::Edge m_edge;   // where the column begins whose number is m_edgeColumn
    int m_edgeColumn = -1;
    std::size_t m_fetched = 0;
};

} // namespace

void LanePieces::clear()
{
    pieces.clear();
    loud.clear();
    shares.clear();
}

LaneSpans::LaneSpans(const Lane& lane, std::int64_t endNs)
    : m_lane(lane)
    , m_open(lane.open)
    , m_due{lane.plannedEndNs, endNs, 0xFFFFFFFFu, 0, TaskState::Ready, 0}
    , m_going(lane.openUntil(endNs) ? 1 : 0)
{
    m_open.endNs = endNs;
    if (m_going == 0 || lane.open.state != TaskState::Sleeping || lane.plannedEndNs == notYet) return;
    if (endNs - lane.plannedEndNs < leastLate) return;
    m_open.endNs = lane.plannedEndNs;
    m_going = 2;
}

std::size_t LaneSpans::at(std::int64_t ns, std::size_t from) const
{
    const auto& closed = m_lane.spans;
    if (from < closed.size()) {
        const auto found =
            std::upper_bound(closed.begin() + static_cast<std::ptrdiff_t>(from), closed.end(), ns,
                             [](std::int64_t t, const Span& span) { return t < span.endNs; });
        if (found != closed.end()) return static_cast<std::size_t>(found - closed.begin());
    }
    if (m_going > 0 && m_open.endNs > ns) return closed.size();
    return m_going == 2 && m_due.endNs > ns ? closed.size() + 1 : size();
}

void buildLanePieces(const LaneSpans& spans, const LaneIndex& index, const TimeWindow& window, int leastLoud,
                     LanePieces& out)
{
    out.clear();
    Builder(spans, index, window, leastLoud, out).build();
}

} // namespace sojourn
