// Sums and maxima over a lane's spans, so that a million of them under one pixel cost no more than a few.
#pragma once

#include "trace/columns.h"

#include <array>
#include <cstdint>
#include <vector>

namespace sojourn {

/// Nanoseconds by TaskState.
using StateTimes = std::array<std::int64_t, shownStates>;

/// Waits and held-up loops: what must be seen however short it is.
constexpr bool isLoud(TaskState state)
{
    return state == TaskState::PutWait || state == TaskState::GetWait || state == TaskState::Working;
}

/// A summary of one lane that grows with it. About 4 bytes a span.
class LaneIndex final
{
public:
    static constexpr std::uint32_t none = 0xFFFFFFFFu;

    /// Takes in the spans that were closed since. Cost: those spans.
    void update(const std::vector<Span>& spans);
    std::size_t size() const { return m_size; }

    /// How long the spans [from, to) lasted, by state. Looks at no more than 2 * block spans.
    StateTimes times(const std::vector<Span>& spans, std::size_t from, std::size_t to) const;
    /// The longest loud span within [from, to); none when there is none.
    std::uint32_t longestLoud(const std::vector<Span>& spans, std::size_t from, std::size_t to) const;

private:
    static constexpr std::size_t block = 32; // spans a block, and blocks a block of the next level

    std::uint32_t longer(const std::vector<Span>& spans, std::uint32_t a, std::uint32_t b) const;

    std::size_t m_size = 0;
    StateTimes m_sum{};
    std::vector<StateTimes> m_before;                  // by block: the sum of all spans before it
    std::vector<std::vector<std::uint32_t>> m_loudest; // by level, by block: its longest loud span
};

} // namespace sojourn
