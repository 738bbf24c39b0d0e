// Which of many sorted sources comes next.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace sojourn {

/// Merges sources, each of which has its events in order of time: of one instant, that of the first source
/// comes first. A tournament: moving on costs as many comparisons as there are bits in the number of sources,
/// without a branch that a processor would guess wrong. Instants are less than `over`.
class TimeMerge final
{
public:
    static constexpr std::int64_t over = std::numeric_limits<std::int64_t>::max();

    /// By source: the instant of its first event; over: it has none.
    explicit TimeMerge(const std::vector<std::int64_t>& first)
        : m_leaves(first.size())
        , m_nodes(std::max<std::size_t>(m_leaves * 2, 2), Node{over, 0})
    {
        for (std::size_t i = 0; i < m_leaves; ++i)
            m_nodes[m_leaves + i] = {first[i], static_cast<std::uint32_t>(i)};
        for (std::size_t node = m_leaves; node-- > 1;)
            m_nodes[node] = earlier(m_nodes[node * 2], m_nodes[node * 2 + 1]);
    }

    /// When the next event is; over: there are no more.
    std::int64_t nextNs() const { return m_nodes[1].ns; }
    bool isOver() const { return nextNs() == over; }
    /// The source whose event that is, while it is not over.
    std::uint32_t source() const { return m_nodes[1].source; }
    /// The next event of source() is at that instant; over: there is none.
    void moveTo(std::int64_t ns)
    {
        Node best{ns, source()};
        std::size_t node = m_leaves + best.source;
        for (m_nodes[node] = best; node > 1; m_nodes[node] = best) {
            best = earlier(best, m_nodes[node ^ 1]);
            node /= 2;
        }
    }

private:
    struct Node
    {
        std::int64_t ns;
        std::uint32_t source;
    };
    /// By masks: which of them it is nobody can guess, so that a branch would cost more than all the rest.
    static Node earlier(const Node& a, const Node& b)
    {
        const auto isLess = static_cast<std::int64_t>(b.ns < a.ns);
        const auto isFirst =
            static_cast<std::int64_t>(b.ns == a.ns) & static_cast<std::int64_t>(b.source < a.source);
        const std::int64_t mask = -(isLess | isFirst);
        return {a.ns ^ ((a.ns ^ b.ns) & mask),
                a.source ^ ((a.source ^ b.source) & static_cast<std::uint32_t>(mask))};
    }

    std::size_t m_leaves;
    std::vector<Node> m_nodes; // a tree: 1 is its root, the children of n are 2n and 2n + 1, leaves come last
};

} // namespace sojourn
