// Spans on the way from a file to their lanes.
#pragma once

#include "trace/columns.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sojourn {

/// The spans of one track as they come, in chunks that never move: no doubling, so that ten million spans
/// take what they need. A pointer to a span stays valid until take().
class SpanList final
{
public:
    Span& add(const Span& span)
    {
        if (m_next == m_end) grow();
        ++m_count;
        return *m_next++ = span;
    }
    std::size_t count() const { return m_count; }
    template <class F> void forEach(F f)
    {
        for (Chunk& chunk : m_chunks) {
            Span* const begin = chunk.spans.get();
            Span* const end = begin + chunk.size == m_end ? m_next : begin + chunk.size;
            for (Span* span = begin; span != end; ++span)
                f(*span);
        }
    }
    /// All of them in one piece; each chunk is freed as it has been copied. The list is empty then.
    std::vector<Span> take();

private:
    struct Chunk
    {
        std::unique_ptr<Span[]> spans;
        std::size_t size;
    };
    void grow();

    std::vector<Chunk> m_chunks;
    Span* m_next = nullptr;
    Span* m_end = nullptr;
    std::size_t m_count = 0;
};

/// What laying a track's spans onto lanes came to.
struct LaidLanes
{
    std::vector<std::vector<Span>>
        lanes;                  ///< the outermost first; spans of each in order, none overlaps another
    std::uint64_t overlaps = 0; ///< spans that overlap one before them without being inside it
    std::int64_t firstOverlapNs = notYet;
    std::uint64_t noLength = 0; ///< spans that take no time: they have no lane
    std::int64_t firstNoLengthNs = notYet;
    std::uint64_t leftOut = 0; ///< spans for which there was no lane
    std::int64_t firstLeftOutNs = notYet;
};

/// Lays spans, in any order, onto lanes: one that is inside another goes below it, any other onto the first
/// lane that is free. No more than mostLanes.
LaidLanes laidOntoLanes(SpanList& spans);
inline constexpr std::size_t mostLanes = 512;

} // namespace sojourn
