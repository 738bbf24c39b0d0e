// Writes the head of a session file and its chunks.
#pragma once

#include "formats/session/parity.h"
#include "formats/session/session_layout.h"
#include "formats/sink.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sojourn::session {

/// One file's chunks, packed and with their checksums, and behind each group of them its parity.
class ChunkWriter final
{
public:
    explicit ChunkWriter(Sink& sink);
    ~ChunkWriter();

    /// Writes the head of the file: first of all.
    void begin();
    /// `bytes`: at most mostChunkBytes; throws std::length_error beyond. The group ends with the chunk that
    /// fills it, and with the end of the run.
    void write(ChunkType type, std::string_view bytes);
    /// How many bytes have been written to the sink.
    std::uint64_t written() const { return m_written; }

private:
    void put(std::string_view bytes);
    void putFrame(const ChunkHead& head, std::string_view stored);

    struct Packer;
    Sink& m_sink;
    ParitySum m_group; // of the chunks since the last parity
    std::unique_ptr<Packer> m_packer;
    std::uint64_t m_written = 0;
    std::uint64_t m_unpacked = 0; // what all of it unpacks to
};

} // namespace sojourn::session
