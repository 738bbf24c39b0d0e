// A task's request under way, and what its latest brought.
#pragma once

#include "net/live_network.h"
#include "trace/event.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

namespace sojourn {

/// Made at a task's first request. `phase` is None between requests; in any other but InLine the task has a
/// connection.
struct RequestState
{
    RequestPhase phase = RequestPhase::None;
    ServiceWish::Failure failure = ServiceWish::Failure::None; ///< that was drawn
    std::uint16_t info = 0;     ///< of the latest: its number in RunInfo::requests
    std::uint32_t attempt = 0;  ///< of the latest, from 1
    std::uint32_t begun = 0;    ///< how many this task has begun
    std::int64_t number = 0;    ///< in the latest's path
    std::int64_t askedNs = 0;   ///< when its first attempt began
    std::int64_t connectNs = 0; ///< drawn, as those that follow
    std::int64_t latencyNs = 0;
    std::int64_t receiveNs = 0;
    std::int64_t phaseEndsNs = 0;           ///< virtual clock: when what it waits for comes
    std::int64_t deadlineNs = 0;            ///< virtual clock: when it gives up
    std::shared_ptr<HttpExchange> exchange; ///< real clock
    std::string reply;                      ///< for logs
};

} // namespace sojourn
