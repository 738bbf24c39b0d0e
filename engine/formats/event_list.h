// The event list: one JSON object a line for each event that users see.
#pragma once

#include "formats/sink.h"
#include "trace/event_log.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sojourn {

/// The word of an event in the list: "started", "put_wait", …; empty for an internal one.
const char* eventWord(EventKind kind);

/// Writes the events of a log in order, as far as they are published, each time it is asked to; so a list can
/// follow a run that goes on. Belongs to one thread; the log may grow on another.
class EventListWriter final
{
public:
    EventListWriter(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log);

    /// Writes what has been published since the last call. Cost: those events.
    void writeNew(Sink& sink);
    /// How many events of the log have been looked at, internal ones included.
    std::uint64_t position() const { return m_position; }

private:
    /// Writes the event's line at `at`, where there is room for m_lineBytes, and returns its end.
    char* line(char* at, const Event& event);
    char* fields(char* at, const Event& event);
    void writeFailure(Sink& sink, const Event& event);
    void writePath(Sink& sink, const Event& event);

    std::shared_ptr<const RunInfo> m_info;
    std::shared_ptr<const EventLog> m_log;
    std::uint64_t m_position = 0;
    std::vector<std::uint64_t> m_sizes; // by queue, counted from its puts and gets
    // Names as JSON, made once.
    std::vector<std::string> m_taskHeads; // by group: ,"task":"name
    std::vector<std::string> m_queues;
    std::vector<std::string> m_groups;
    std::vector<std::string> m_flags;
    std::vector<std::string> m_pools;
    std::vector<std::string> m_requests; // ,"server":"name"
    std::size_t m_lineBytes =
        0; // enough for any line, without the error of a failure and the path of a request
};

} // namespace sojourn
