// A place in a run that somebody marked.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

namespace sojourn {

/// A place in a run that somebody marked, with what they had to say about it.
struct Bookmark
{
    /// Nanoseconds since the run began.
    std::int64_t ns = 0;
    /// In the person's own words; may be empty.
    std::string note;
    /// How many of the events of that instant have happened at the place, since a task often does several
    /// things at once.
    std::uint32_t happened = allOfInstant;

    static constexpr std::uint32_t allOfInstant = std::numeric_limits<std::uint32_t>::max();

    /// Where it is, whatever its note says: the lesser comes first.
    std::pair<std::int64_t, std::uint32_t> place() const { return {ns, happened}; }

    bool operator==(const Bookmark&) const = default;
};

} // namespace sojourn
