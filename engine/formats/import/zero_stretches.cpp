#include "formats/import/zero_stretches.h"

#include "trace/grouped.h"

#include <algorithm>
#include <cstring>

namespace sojourn {

namespace {

constexpr OwnFinding zeros{
    ImportFault::Unreadable,
    ImportEffect::Noted,
    "zeros stand in the text, as where a block of it was lost",
    "stretches of zeros stand in the text, as where blocks of it were lost",
    "what is around them is read",
    "what is around them is read",
};

} // namespace

void ZeroStretches::look(const TextWindow& window)
{
    const std::uint64_t offset = window.offsetOf(window.begin());
    const char* at = window.begin() + (std::max(m_lookedTo, offset) - offset);
    while (at < window.end()) {
        const auto* const from =
            static_cast<const char*>(std::memchr(at, '\0', static_cast<std::size_t>(window.end() - at)));
        if (!from) break;
        at = std::find_if(from, window.end(), [](char c) { return c != '\0'; });
        const std::uint64_t byte = window.offsetOf(from);
        if (m_stretches == 0 || byte != m_latestFrom + m_latestBytes) {
            if (m_stretches++ == 0) m_first = byte;
            m_latestFrom = byte;
            m_latestBytes = 0;
        }
        m_latestBytes += static_cast<std::uint64_t>(at - from);
        m_bytes += static_cast<std::uint64_t>(at - from);
    }
    m_lookedTo = window.offsetOf(window.end());
}

void ZeroStretches::tell(ImportFindings& findings) const
{
    const bool isFilled = m_stretches > 0 && m_latestFrom + m_latestBytes == m_lookedTo;
    const std::uint64_t stretches = m_stretches - (isFilled ? 1 : 0);
    const std::uint64_t bytes = m_bytes - (isFilled ? m_latestBytes : 0);
    if (stretches == 0) return;
    findings.add(zeros, static_cast<std::int64_t>(m_first), notYet, noTask, stretches);
    findings.explain(zeros, grouped(bytes) + (bytes == 1 ? " byte" : " bytes"));
}

} // namespace sojourn
