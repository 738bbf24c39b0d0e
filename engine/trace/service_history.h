// The states of services over a run.
#pragma once

#include "trace/event_log.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sojourn {

/// Where a service is in its life.
enum class ServiceState : std::uint8_t {
    NotStarted, ///< its task has not had its first turn
    Waiting,    ///< for those that it needs
    Starting,
    Ready,    ///< it is up, whether its start runs on or not
    Stopping, ///< told to stop, or its start came to a bad end and its turn to stop is to come
    Stopped,
    Failed, ///< its start or its stop failed, and it has ended
};
/// "not started", "waiting", "starting", …
const char* serviceStateName(ServiceState state);

/// A service came into a state.
struct ServiceChange
{
    std::uint64_t events; ///< with the first so many events of the log
    std::int64_t ns;      ///< at this instant
    ServiceState state;
};

/// Folds a log, as it grows, into the changes of every service's state. Few: at most six a service.
class ServiceHistory final
{
public:
    explicit ServiceHistory(std::shared_ptr<const RunInfo> info);

    /// Adds what was published since. From the thread that reads it.
    void follow(const EventLog& log);

    /// The changes of a service (its index in RunInfo::services), in order; the first is to NotStarted.
    const std::vector<ServiceChange>& changes(std::size_t service) const
    {
        return m_services[service].changes;
    }
    /// The latest of its changes within the first `events` events of the log.
    const ServiceChange& changeAfter(std::size_t service, std::uint64_t events) const;
    /// Its state after the first `events` events of the log.
    ServiceState stateAfter(std::size_t service, std::uint64_t events) const
    {
        return changeAfter(service, events).state;
    }

private:
    struct Life
    {
        std::vector<ServiceChange> changes;
        std::size_t needed = 0; // how many of its needs are still awaited
    };
    void add(const Event& event);
    void change(std::size_t service, std::int64_t ns, ServiceState state);
    void ownEvent(std::size_t service, const Event& event);

    std::shared_ptr<const RunInfo> m_info;
    std::vector<Life> m_services;
    std::vector<std::size_t> m_serviceOfFlag; // of its ready and stop flags; noService of others
    std::vector<std::size_t> m_serviceOfTask;
    std::uint64_t m_events = 0; // folded so far
};

} // namespace sojourn
