// Sums and maxima over a lane's spans, so that a million of them under one pixel cost no more than a few.
#pragma once

#include "trace/columns.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// Nanoseconds by TaskState.
using StateTimes = std::array<std::int64_t, shownStates>;

/// Waits and held-up loops: what must be seen however short it is.
constexpr bool isLoud(TaskState state)
{
    return state == TaskState::PutWait || state == TaskState::GetWait || state == TaskState::Working;
}

/// And every span that has a name of its own: of a recording nobody knows which of them matter.
inline bool isLoud(const Span& span)
{
    return isLoud(span.state) || span.isNamed();
}

/// The first spans of a lane: so many, and how long they lasted, by state.
struct SpansBefore
{
    std::size_t spans = 0;
    StateTimes times{};
};

/// A summary of one lane that grows with it. About 6 bytes a span.
class LaneIndex final
{
public:
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
    static constexpr std::size_t block = 16; ///< spans a block, and blocks a block of the next level

    /// Takes in the spans that were closed since. Cost: those spans.
    void update(const std::vector<Span>& spans);
    std::size_t size() const { return m_size; }

    /// How long the spans [from, to) lasted, by state. Looks at no more than 2 * block spans.
    StateTimes times(const std::vector<Span>& spans, std::size_t from, std::size_t to) const;
    /// The first so many of them.
    SpansBefore first(const std::vector<Span>& spans, std::size_t count) const;
    /// Those that begin before ns, if that many were taken in. `near`: the number of a span before it, where
    /// the search begins. Looks at half a block of spans at most.
    SpansBefore before(const std::vector<Span>& spans, std::int64_t ns, std::size_t near) const;
    /// A place that the index knows without a look at any span.
    struct Edge
    {
        std::size_t block = 0;
        std::int64_t ns = 0; ///< when its first span begins
    };
    /// The one nearest to ns, behind `from`; nothing where it is further away than `slackNs`.
    std::optional<Edge> edgeNear(std::int64_t ns, std::int64_t slackNs, const Edge& from) const;
    /// How long the spans between two of them lasted, by state.
    StateTimes between(const Edge& from, const Edge& to) const;
    /// Has the memory bring what between() will read.
    void fetch(std::size_t edge) const;
    /// Has the memory bring what before() will read; what it would wait for is most of its time where
    /// thousands of lanes' worth of spans are looked at. Returns a number for `near`.
    std::size_t fetch(const std::vector<Span>& spans, std::int64_t ns, std::size_t near) const;
    /// The longest loud span within [from, to), of equals the first; none when there is none.
    std::uint32_t longestLoud(const std::vector<Span>& spans, std::size_t from, std::size_t to) const;

private:
    std::size_t blockAt(std::int64_t ns, std::size_t near) const;
    std::size_t guess(std::size_t at, std::int64_t ns) const;
    std::uint32_t longer(const std::vector<Span>& spans, std::uint32_t a, std::uint32_t b) const;

    std::size_t m_size = 0;
    StateTimes m_sum{};
    std::vector<std::int64_t> m_starts;                // by block: when its first span begins
    std::vector<StateTimes> m_before;                  // by block: the sum of all spans before it
    std::vector<std::vector<std::uint32_t>> m_loudest; // by level, by block: its longest loud span
};

} // namespace sojourn
