// What is kept of a run is bounded; and which bound it met.
#pragma once

#include <cstdint>

namespace sojourn {

/// The bound on what is kept that ended a run before its program did: what is known is its first part.
enum class RunLimit : std::uint8_t {
    None,   ///< it ended of its own accord, or was stopped
    Events, ///< as many events as are recorded
    Items,  ///< as many items as may be on their way
    Memory, ///< there was none left
    File,   ///< the file that it was read from: it breaks off, or events are lost
};

} // namespace sojourn
