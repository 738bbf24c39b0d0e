// How the parts of a column stand: in one pile, or in several side by side.
#pragma once

#include <cstddef>
#include <vector>

namespace sojourn {

/// The parts of a column in their order, dealt to piles of about the same height.
struct Piles
{
    std::vector<std::size_t> begins; ///< the first part of each pile
    std::size_t shown = 0;           ///< parts that found room: the first so many

    std::size_t count() const { return begins.size(); }
    /// Behind the last part of a pile.
    std::size_t endOf(std::size_t pile) const { return pile + 1 < begins.size() ? begins[pile + 1] : shown; }
    /// The parts of the longest pile.
    std::size_t rows() const;

    /// As few piles as hold parts of these least heights, at most `most` of them; what does not fit then is
    /// not shown. There is always one pile, and each has at least one part.
    static Piles of(const std::vector<double>& leastHeights, double height, std::size_t most);
};

} // namespace sojourn
