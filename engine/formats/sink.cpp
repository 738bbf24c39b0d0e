#include "formats/sink.h"

namespace sojourn {

namespace {

constexpr std::size_t bufferBytes = std::size_t{1} << 17;

} // namespace

Sink::Sink()
    : m_buffer(new char[bufferBytes])
    , m_size(bufferBytes)
{
}

Sink::~Sink() = default;

/// What the buffer has no room for.
void Sink::writeLong(std::string_view text)
{
    flush();
    if (text.size() > m_size)
        m_isGood = m_isGood && take(text);
    else
        write(text);
}

void Sink::makeRoom(std::size_t count)
{
    flush();
    if (count <= m_size) return;
    m_buffer.reset(new char[count]);
    m_size = count;
}

void Sink::flush()
{
    if (m_isGood && m_used > 0) m_isGood = take({m_buffer.get(), m_used});
    m_used = 0;
}

TextSink::~TextSink() = default;

const std::string& TextSink::text()
{
    flush();
    return m_text;
}

bool TextSink::take(std::string_view bytes)
{
    m_text += bytes;
    return true;
}

} // namespace sojourn
