// Walks the chunks of a session file, damaged ones left out.
#pragma once

#include "formats/import/findings.h"
#include "formats/import/import_progress.h"
#include "formats/import/text_window.h"
#include "formats/session/session_layout.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

/// A chunk whose checksums match.
struct SessionChunk
{
    std::uint32_t type = 0;
    std::string_view bytes; ///< unpacked; stay until the next chunk
    std::int64_t byte = 0;  ///< where it stands in the file
};

/// One file's chunks in order. Where the bytes of one are damaged it is left out; where its head is, the next
/// head is searched for. Both are told to the findings, and that the file breaks off.
class SessionChunks final
{
public:
    /// The window stands behind the head of the file.
    SessionChunks(TextWindow& window, const char* at, ImportFindings& findings,
                  const ImportProgress& progress);
    ~SessionChunks();

    /// False: there are no more.
    bool next(SessionChunk& chunk);
    /// A part that the file has, and that cannot be used.
    void leaveOut(const SessionChunk& chunk, const std::string& why);

private:
    bool have(std::size_t bytes);
    bool findHead();
    std::optional<std::string_view> sound(const session::ChunkHead& head, std::string_view stored);
    std::optional<std::string_view> unpacked(const session::ChunkHead& head, std::string_view stored);
    void breakOff();
    std::int64_t byteOf(const char* at) const { return static_cast<std::int64_t>(m_window.offsetOf(at)); }

    TextWindow& m_window;
    ImportFindings& m_findings;
    const ImportProgress& m_progress;
    const char* m_at;
    std::uint64_t m_unpacked = 0; // bytes so far
    bool m_isOver = false;
    struct Unpacker;
    std::unique_ptr<Unpacker> m_unpacker;
};

} // namespace sojourn
