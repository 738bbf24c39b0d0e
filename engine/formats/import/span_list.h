// Spans and instants on the way from a file to their lanes.
#pragma once

#include "trace/columns.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sojourn {

/// Rows of one track as they come, in chunks that never move: no doubling, so that ten million of them take
/// what they need. A pointer to a row stays valid until take().
template <class Row> class RowList final
{
public:
    Row& add(const Row& row)
    {
        if (m_next == m_end) grow();
        ++m_count;
        return *m_next++ = row;
    }
    std::size_t count() const { return m_count; }
    template <class F> void forEach(F f)
    {
        for (Chunk& chunk : m_chunks) {
            Row* const begin = chunk.rows.get();
            Row* const end = begin + chunk.size == m_end ? m_next : begin + chunk.size;
            for (Row* row = begin; row != end; ++row)
                f(*row);
        }
    }
    /// All of them in one piece; each chunk is freed as it has been copied. The list is empty then.
    std::vector<Row> take()
    {
        std::vector<Row> all;
        all.reserve(m_count);
        for (Chunk& chunk : m_chunks) {
            const std::size_t left = m_count - all.size();
            all.insert(all.end(), chunk.rows.get(), chunk.rows.get() + std::min(left, chunk.size));
            chunk.rows.reset();
        }
        *this = RowList();
        return all;
    }

private:
    struct Chunk
    {
        std::unique_ptr<Row[]> rows;
        std::size_t size;
    };
    void grow()
    {
        static constexpr std::size_t first = 32, most = 8192;
        const std::size_t size = m_chunks.empty() ? first : std::min(m_chunks.back().size * 2, most);
        m_chunks.push_back({std::unique_ptr<Row[]>(new Row[size]), size});
        m_next = m_chunks.back().rows.get();
        m_end = m_next + size;
    }

    std::vector<Chunk> m_chunks;
    Row* m_next = nullptr;
    Row* m_end = nullptr;
    std::size_t m_count = 0;
};
using SpanList = RowList<Span>;
using MarkList = RowList<Mark>;

/// What laying a track's spans onto lanes came to.
struct LaidLanes
{
    std::vector<std::vector<Span>>
        lanes;                  ///< the outermost first; spans of each in order, none overlaps another
    std::uint64_t overlaps = 0; ///< spans that overlap one before them without being inside it
    std::int64_t firstOverlapNs = notYet;
    MarkList instants;          ///< named spans that take no time, in place of those
    std::uint64_t noLength = 0; ///< other spans that take no time: they have no lane
    std::int64_t firstNoLengthNs = notYet;
    std::uint64_t leftOut = 0; ///< spans for which there was no lane
    std::int64_t firstLeftOutNs = notYet;
};

/// Lays spans, in any order, onto lanes: one that is inside another goes below it, any other onto the first
/// lane that is free. No more than mostLanes.
LaidLanes laidOntoLanes(SpanList& spans);
inline constexpr std::size_t mostLanes = 512;

} // namespace sojourn
