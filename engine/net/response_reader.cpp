#include "net/response_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sojourn {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

template <typename T> bool readWhole(std::string_view text, T& number, int base = 10)
{
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && !text.empty();
}

} // namespace

ResponseReader::State ResponseReader::feed(std::string_view bytes)
{
    if (bytes.empty() || m_state == State::Bad) return m_state;
    m_untouched = false;
    if (m_state == State::Complete) {
        refuse("more came behind the reply");
        return m_state;
    }
    m_buffer += bytes;
    while (m_state == State::Head) {
        const std::size_t before = m_buffer.size();
        readHead();
        if (m_state == State::Head && m_buffer.size() == before) break; // more is needed
    }
    if (m_state == State::Body) readBody();
    if (m_state == State::Complete && !m_buffer.empty()) refuse("more came behind the reply");
    return m_state;
}

ResponseReader::State ResponseReader::end()
{
    m_keepsOpen = false;
    if (m_state == State::Body && m_delimited == Delimited::ByTheEnd) {
        m_state = State::Complete;
    } else if (m_state == State::Head || m_state == State::Body) {
        refuse("the connection ended in the middle of the reply");
    }
    return m_state;
}

void ResponseReader::refuse(std::string why)
{
    m_state = State::Bad;
    m_problem = std::move(why);
    m_keepsOpen = false;
}

void ResponseReader::readHead()
{
    constexpr std::string_view version = "HTTP/1.";
    const std::size_t known = std::min(version.size(), m_buffer.size());
    if (m_buffer.compare(0, known, version.substr(0, known)) != 0) return refuse("the reply is no HTTP/1");
    const std::size_t end = m_buffer.find("\r\n\r\n");
    if (std::min(end, m_buffer.size()) > largestHead) return refuse("the head of the reply is too large");
    if (end == m_buffer.npos) return;
    const std::string head = m_buffer.substr(0, end + 2);
    m_buffer.erase(0, end + 4);

    const std::size_t lineEnd = head.find("\r\n");
    const std::string_view line = std::string_view(head).substr(0, lineEnd);
    const bool shaped = line.size() >= 12 && line[8] == ' ' && (line.size() == 12 || line[12] == ' ');
    if (!shaped || !readWhole(line.substr(9, 3), m_status) || m_status < 100)
        return refuse("the reply has no status");
    m_keepsOpen = line[7] != '0';
    m_delimited = Delimited::ByTheEnd;
    m_left = 0;
    for (std::size_t at = lineEnd + 2; at < head.size();) {
        const std::size_t next = head.find("\r\n", at);
        if (!readHeader(std::string_view(head).substr(at, next - at))) return;
        at = next + 2;
    }
    if (m_status < 200) return; // a reply before the reply
    if (m_status == 204 || m_status == 304) m_delimited = Delimited::ByLength;
    m_state = State::Body;
}

bool ResponseReader::readHeader(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0) {
        refuse("a header of the reply is no header");
        return false;
    }
    const std::string name = lower(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-length" && m_delimited != Delimited::ByChunks) {
        if (!readWhole(value, m_left)) refuse("the length of the reply is no number");
        if (m_left > largestBody) refuse("the reply is too large");
        m_delimited = Delimited::ByLength;
    } else if (name == "transfer-encoding" && lower(value) == "chunked") {
        m_delimited = Delimited::ByChunks;
        m_chunk = Chunk::Size;
        m_left = 0;
    } else if (name == "transfer-encoding") {
        refuse("the reply has an encoding that was not asked for");
    } else if (name == "connection") {
        m_keepsOpen = lower(value) == "keep-alive" || (m_keepsOpen && lower(value) != "close");
    }
    return m_state != State::Bad;
}

bool ResponseReader::append(std::size_t bytes)
{
    if (m_body.size() + bytes > largestBody) {
        refuse("the reply is too large");
        return false;
    }
    m_body.append(m_buffer, 0, bytes);
    m_buffer.erase(0, bytes);
    return true;
}

void ResponseReader::readBody()
{
    if (m_delimited == Delimited::ByTheEnd) {
        m_keepsOpen = false;
        append(m_buffer.size());
        return;
    }
    if (m_delimited == Delimited::ByLength) {
        const std::size_t bytes = std::min(m_left, m_buffer.size());
        m_left -= bytes;
        if (append(bytes) && m_left == 0) m_state = State::Complete;
        return;
    }
    while (m_state == State::Body && readChunk()) {
    }
}

bool ResponseReader::takeLine(std::string& line)
{
    const std::size_t end = m_buffer.find("\r\n");
    if (end == m_buffer.npos) {
        if (m_buffer.size() > largestHead) refuse("a line of the reply is too long");
        return false;
    }
    line = m_buffer.substr(0, end);
    m_buffer.erase(0, end + 2);
    return true;
}

// One step through a chunked body; false when more must come first.
bool ResponseReader::readChunk()
{
    std::string line;
    switch (m_chunk) {
    case Chunk::Size:
        if (!takeLine(line)) return false;
        if (!readWhole(trimmed(std::string_view(line).substr(0, line.find(';'))), m_left, 16)) {
            refuse("the length of a part of the reply is no number");
            return false;
        }
        m_chunk = m_left == 0 ? Chunk::Trailer : Chunk::Data;
        return true;
    case Chunk::Data: {
        const std::size_t bytes = std::min(m_left, m_buffer.size());
        if (bytes == 0 || !append(bytes)) return false;
        m_left -= bytes;
        if (m_left == 0) m_chunk = Chunk::DataEnd;
        return true;
    }
    case Chunk::DataEnd:
        if (m_buffer.size() < 2) return false;
        if (!takeLine(line) || !line.empty()) {
            refuse("a part of the reply is longer than it said");
            return false;
        }
        m_chunk = Chunk::Size;
        return true;
    case Chunk::Trailer:
        if (!takeLine(line)) return false;
        if (line.empty()) m_state = State::Complete;
        return true;
    }
    return false;
}

} // namespace sojourn
