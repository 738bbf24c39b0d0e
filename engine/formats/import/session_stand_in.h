// In place of the names of a session whose first part is damaged.
#pragma once

#include "formats/import/session_chunks.h"
#include "formats/session/run_messages.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

/// Chunks that came before any names, kept until those come or are given up.
class KeptChunks final
{
public:
    /// False: there is no room for it.
    bool keep(const SessionChunk& chunk);
    bool isEmpty() const { return m_chunks.empty(); }
    /// Calls f with each, in order, which is gone behind it.
    template <class F> void drain(F f)
    {
        for (Kept& kept : m_chunks) {
            f(SessionChunk{kept.type, kept.bytes, kept.byte});
            std::string().swap(kept.bytes);
        }
        m_chunks.clear();
    }
    /// Names for as many tasks, queues and other things as these chunks refer to: their kind and their
    /// number. Lanes of recordings, whose names have chunks of their own, keep them. The rest of what a first
    /// part tells is not known: it has its default.
    session::InfoMessage standIn() const;

private:
    static constexpr std::size_t mostBytes = std::size_t{1} << 29;
    struct Kept
    {
        std::uint32_t type;
        std::int64_t byte;
        std::string bytes;
    };
    std::vector<Kept> m_chunks;
    std::size_t m_bytes = 0;
};

} // namespace sojourn
