// Finds bytes that no text has.
#pragma once

#include "formats/import/findings.h"
#include "formats/import/text_window.h"

#include <cstdint>

namespace sojourn {

/// Zeros in a text, as where a block of it was never written. Within quotes they would pass as a name or as
/// something that nobody asks for. Those at the very end fill up the blocks of some archives and are none.
class ZeroStretches final
{
public:
    /// Looks at what the window holds and has not been looked at: after each refill.
    void look(const TextWindow& window);
    /// When all has been looked at.
    void tell(ImportFindings& findings) const;

private:
    std::uint64_t m_lookedTo = 0;
    std::uint64_t m_stretches = 0, m_bytes = 0;
    std::uint64_t m_first = 0;       // byte
    std::uint64_t m_latestFrom = 0;  // the latest stretch
    std::uint64_t m_latestBytes = 0; // of it
};

} // namespace sojourn
