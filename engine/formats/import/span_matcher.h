// Finds the beginning of each end.
#pragma once

#include "formats/import/findings.h"
#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Beginnings and ends of one track (or of one asynchronous id), as they come. An end closes what began last
/// and is not later than it. Whatever finds no partner as it comes is kept until the end, when the file has
/// shown what stands where: files that several threads wrote have their pieces in any order.
class SpanMatcher final
{
public:
    struct End
    {
        std::int64_t ns;
        std::uint32_t name; ///< as the end has it; noTask: it has none
        FilePlace place;
    };
    struct Open
    {
        Span* span;
        std::uint32_t name;
        FilePlace place;
    };

    void begin(Span& span, std::uint32_t name, FilePlace place) { m_open.push_back({&span, name, place}); }
    /// Closes what began last, if it is not later than the end; otherwise keeps the end. What it closed, or
    /// null.
    const Open* end(const End& end);
    /// Matches what was kept, in order of time.
    void settle();
    /// What is still without a partner; after settle(), for good.
    const std::vector<Open>& open() const { return m_open; }
    const std::vector<End>& ends() const { return m_ends; }
    bool isSettled() const { return m_open.empty() && m_ends.empty(); }

private:
    std::vector<Open> m_open;
    std::vector<End> m_ends;
    Open m_closed{};
};

} // namespace sojourn
