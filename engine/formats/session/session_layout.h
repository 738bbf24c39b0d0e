// How a session file is laid out: its head, and the frame of each chunk. README.md tells the rest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn::session {

/// Begins every session file. The first byte is no text, the line ends are spoiled by who takes it for one.
inline constexpr std::string_view magic = "\x89SJRN\r\n\x1A";
/// Another major version is another format; a minor one adds chunks and fields that others step over.
inline constexpr std::uint16_t majorVersion = 1;
inline constexpr std::uint16_t minorVersion = 3;
inline constexpr std::uint16_t firstMinorVersionWithParity = 2;
/// Magic, byte order, major and minor version.
inline constexpr std::size_t headBytes = 16;
/// Type, stored bytes, unpacked bytes, checksum of these three.
inline constexpr std::size_t chunkHeadBytes = 16;
/// Behind the stored bytes: their checksum.
inline constexpr std::size_t chunkTailBytes = 4;
/// A chunk is no larger than that, stored or unpacked.
inline constexpr std::size_t mostChunkBytes = std::size_t{32} << 20;
/// Chunks, one behind another, have a parity behind them that can stand in for any one of them. So many make
/// a group, or fewer that are so much larger than the largest of them, which is as large as the parity: of
/// like ones sixteen.
inline constexpr std::uint32_t mostInGroup = 32;
inline constexpr std::size_t parityShare = 15;
/// The frame of a chunk that is larger is in no group: a parity must not become larger than a chunk may be,
/// and who reads keeps those behind a damaged one until the parity comes. No chunk of rows comes near.
inline constexpr std::size_t mostCoveredBytes = std::size_t{8} << 20;
/// Events, spans, instants, depths or visits in one chunk, at most.
inline constexpr std::size_t mostRows = std::size_t{1} << 16;
/// What a chunk says of others is not believed beyond that many rows.
inline constexpr std::uint64_t mostTold = std::uint64_t{1} << 48;
/// No file unpacks to more than that and more than mostGrowth times its size: what does was made to fill
/// memory. The writer leaves chunks unpacked rather than come near.
inline constexpr std::uint64_t harmlessBytes = std::uint64_t{256} << 20;
inline constexpr std::uint64_t mostGrowth = 300;

#ifdef SOJOURN_FUZZING
/// A fuzzer would never get past a checksum; what lies behind is what it is for.
inline constexpr bool checksSums = false;
#else
inline constexpr bool checksSums = true;
#endif

/// Four letters. A reader steps over a type that it does not know; where the first letter is a capital, what
/// it cannot show is a part of the recording, and it says so.
enum class ChunkType : std::uint32_t {
    Info = 0x4F464E49,      ///< "INFO": names, seed, clock
    InfoAgain = 0x6F666E69, ///< "info": the same once more, near the end
    Origin = 0x6769726F,    ///< "orig": what the run was made from; once more likewise
    Texts = 0x54584554,     ///< "TEXT": texts of the log, numbered on from those before
    Events = 0x544E5645,    ///< "EVNT"
    SpanNames = 0x454D414E, ///< "NAME": names of imported spans and instants, numbered on
    TaskNames = 0x4B534154, ///< "TASK": names of imported lanes, numbered on
    Visits = 0x54495356,    ///< "VSIT"
    Spans = 0x4E415053,     ///< "SPAN"
    Instants = 0x54534E49,  ///< "INST"
    Depths = 0x54504544,    ///< "DEPT"
    Finding = 0x646E6966,   ///< "find": what reading the recording came upon once
    Lost = 0x74736F6C,      ///< "lost": stretches of lanes of which what was recorded was lost before
    Lines = 0x656E696C,     ///< "line": what the run printed
    Bookmark = 0x6B72616D,  ///< "mark"
    Parity = 0x69726170,    ///< "pari": the exclusive-or of the chunks of a group, behind them
    End = 0x20444E45,       ///< "END ": how the run ended, and how much there is; behind it is its parity
};

/// A chunk's frame, as it stands before its bytes.
struct ChunkHead
{
    std::uint32_t type = 0;
    std::uint32_t storedBytes = 0;
    std::uint32_t unpackedBytes = 0; ///< 0: stored as they are; otherwise they are one frame of zstd
};

/// The type as text; of bytes that are no letters, points.
std::string typeName(std::uint32_t type);
/// Whether a reader that does not know the type may pass it over in silence.
constexpr bool maySkip(std::uint32_t type)
{
    return (type & 0x20) != 0; // a small letter
}

std::string fileHead();
std::string chunkHead(const ChunkHead& head);
/// Nothing where its checksum does not match, or its sizes cannot be.
std::optional<ChunkHead> readChunkHead(std::string_view bytes);
/// The CRC-32 of zlib.
std::uint32_t checksum(std::string_view bytes);
/// Four bytes, the lowest first.
std::array<char, 4> littleEndian(std::uint32_t value);
std::uint32_t fromLittleEndian(std::string_view bytes);

/// Whether a file begins with a head that no program wrote, and behind it with a first part that is sound:
/// its other bytes can be read all the same, since the head says nothing of them.
bool isDamagedHead(std::string_view bytes);

/// Why a file that begins with the magic is not read, as a part of a sentence; empty: it can be.
std::string refusal(std::string_view head);

} // namespace sojourn::session
