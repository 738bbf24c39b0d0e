#include "formats/import/text_window.h"

#include <cstring>

namespace sojourn {

TextWindow::TextWindow(ByteSource& source, std::size_t bytes)
    : m_source(source)
    , m_buffer(bytes)
{
    refill(begin());
}

bool TextWindow::refill(const char* keepFrom)
{
    const auto dropped = static_cast<std::size_t>(keepFrom - begin());
    m_used -= dropped;
    m_offset += dropped;
    if (dropped > 0 && m_used > 0) std::memmove(m_buffer.data(), m_buffer.data() + dropped, m_used);
    if (m_isAtEnd) return false;
    if (m_used > m_buffer.size() / 2) {
        if (m_used >= mostBytes) return false;
        m_buffer.resize(m_buffer.size() * 2);
    }
    const std::size_t before = m_used;
    while (m_used < m_buffer.size()) {
        const std::size_t count = m_source.read(m_buffer.data() + m_used, m_buffer.size() - m_used);
        if (count == 0) {
            m_isAtEnd = true;
            break;
        }
        m_used += count;
    }
    return m_used > before;
}

} // namespace sojourn
