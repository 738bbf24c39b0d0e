// Reads HTTP/1.1 replies as they come in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sojourn {

/// One reply: fed with whatever arrives, in pieces of any size. Bodies are delimited by their length, by
/// chunks or by the end of the connection. Replies 1xx are skipped. What is too large or no HTTP is refused.
class ResponseReader final
{
public:
    enum class State : std::uint8_t { Head, Body, Complete, Bad };
    /// Beyond these a reply is refused.
    static constexpr std::size_t largestHead = 64u << 10;
    static constexpr std::size_t largestBody = 64u << 20;

    /// Takes in more bytes; those behind a complete reply are refused.
    State feed(std::string_view bytes);
    /// The connection has ended: that ends a body without a length. Afterwards Complete or Bad.
    State end();

    State state() const { return m_state; }
    /// Whether nothing has come yet.
    bool untouched() const { return m_untouched; }
    int status() const { return m_status; } ///< behind the head
    const std::string& body() const { return m_body; }
    /// Behind a complete reply: whether the connection may be used again.
    bool keepsOpen() const { return m_keepsOpen; }
    /// Of a bad reply: why, as "the reply is no HTTP".
    const std::string& problem() const { return m_problem; }

private:
    enum class Delimited : std::uint8_t { ByLength, ByChunks, ByTheEnd };
    enum class Chunk : std::uint8_t { Size, Data, DataEnd, Trailer };

    void readHead();
    bool readHeader(std::string_view line);
    void readBody();
    bool readChunk();
    bool takeLine(std::string& line);
    bool append(std::size_t bytes);
    void refuse(std::string why);

    State m_state = State::Head;
    bool m_untouched = true;
    bool m_keepsOpen = true;
    Delimited m_delimited = Delimited::ByTheEnd;
    Chunk m_chunk = Chunk::Size;
    int m_status = 0;
    std::size_t m_left = 0; // of the body or the chunk
    std::string m_buffer;   // what is not yet understood
    std::string m_body;
    std::string m_problem;
};

} // namespace sojourn
