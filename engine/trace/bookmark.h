// A place in a run that somebody marked.
#pragma once

#include <cstdint>
#include <string>

namespace sojourn {

/// A place in a run that somebody marked, with what they had to say about it.
struct Bookmark
{
    /// Nanoseconds since the run began.
    std::int64_t ns = 0;
    /// In the person's own words; may be empty.
    std::string note;

    bool operator==(const Bookmark&) const = default;
};

} // namespace sojourn
