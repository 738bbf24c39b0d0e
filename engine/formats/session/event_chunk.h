// Events of a log as the bytes of a chunk.
#pragma once

#include "trace/event.h"
#include "trace/event_log.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::session {

/// One more than the number of the text that it refers to; 0: it refers to none.
std::int64_t textsUsed(const Event& event);
/// The most of these events.
std::int64_t textsUsed(const EventLog& log, std::uint64_t first, std::uint64_t end);

/// The published events from `first` to `end` (exclusive): at most mostRows. A chunk is read without those
/// before it. `listed` is increased by how many of them the event list has.
std::string eventChunk(const EventLog& log, std::uint64_t first, std::uint64_t end, std::uint64_t& listed);

/// What a chunk of events holds.
struct EventRows
{
    std::uint64_t first = 0; ///< how many events of the log come before
    std::vector<Event> events;
};

/// The events of a chunk, in place of what `to` held. False: it is damaged. Kinds are those that there are;
/// nothing else is checked.
bool readEventChunk(std::string_view bytes, EventRows& to);

} // namespace sojourn::session
