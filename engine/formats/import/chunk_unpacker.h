// What a session's chunk unpacks to.
#pragma once

#include "formats/session/session_layout.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace sojourn {

/// Unpacks chunks one after another, and counts what it comes to.
class ChunkUnpacker final
{
public:
    ChunkUnpacker();
    ~ChunkUnpacker();

    /// The bytes of a chunk, until the next call; nothing where it does not unpack to what its head says.
    std::optional<std::string_view> unpacked(const session::ChunkHead& head, std::string_view stored);
    /// Counts a chunk of a file that was read so far; false: it unpacks to more than any session does.
    bool count(const session::ChunkHead& head, std::uint64_t bytesRead);
    /// It comes again.
    void uncount(const session::ChunkHead& head);

private:
    struct Context;
    std::unique_ptr<Context> m_context;
    std::uint64_t m_unpacked = 0; // bytes so far
};

} // namespace sojourn
