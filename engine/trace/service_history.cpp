#include "trace/service_history.h"

#include <algorithm>
#include <limits>

namespace sojourn {

namespace {

constexpr std::size_t noService = std::numeric_limits<std::size_t>::max();

} // namespace

const char* serviceStateName(ServiceState state)
{
    switch (state) {
    case ServiceState::NotStarted:
        return "not started";
    case ServiceState::Waiting:
        return "waiting";
    case ServiceState::Starting:
        return "starting";
    case ServiceState::Ready:
        return "ready";
    case ServiceState::Stopping:
        return "stopping";
    case ServiceState::Stopped:
        return "stopped";
    case ServiceState::Failed:
        return "failed";
    }
    return "";
}

ServiceHistory::ServiceHistory(std::shared_ptr<const RunInfo> info)
    : m_info(std::move(info))
    , m_serviceOfFlag(m_info->flags.size(), noService)
    , m_serviceOfTask(m_info->taskCount(), noService)
{
    for (const ServiceInfo& service : m_info->services) {
        const std::size_t number = m_services.size();
        Life& life = m_services.emplace_back();
        life.changes.push_back({0, 0, ServiceState::NotStarted});
        life.needed = service.needs.size();
        m_serviceOfFlag[service.readyFlag] = number;
        m_serviceOfFlag[service.stopFlag] = number;
        m_serviceOfTask[m_info->groups[service.group].firstTask] = number;
    }
}

void ServiceHistory::follow(const EventLog& log)
{
    const std::uint64_t published = log.size();
    if (m_services.empty()) m_events = published;
    while (m_events < published) {
        const Event event = log[m_events++];
        add(event);
    }
}

void ServiceHistory::add(const Event& event)
{
    if (event.kind == EventKind::Set) {
        const std::size_t service = m_serviceOfFlag[event.object];
        if (service != noService) {
            const bool isReady = event.object == m_info->services[service].readyFlag;
            change(service, event.timeNs, isReady ? ServiceState::Ready : ServiceState::Stopping);
        }
    }
    const std::size_t own = m_serviceOfTask[event.task];
    if (own != noService) ownEvent(own, event);
}

void ServiceHistory::ownEvent(std::size_t number, const Event& event)
{
    const ServiceInfo& service = m_info->services[number];
    Life& life = m_services[number];
    const ServiceState state = life.changes.back().state;
    switch (event.kind) {
    case EventKind::Started:
        change(number, event.timeNs, life.needed != 0 ? ServiceState::Waiting : ServiceState::Starting);
        break;
    case EventKind::Flag: // one that it needs is ready
        if (state == ServiceState::Waiting && --life.needed == 0)
            change(number, event.timeNs, ServiceState::Starting);
        break;
    case EventKind::Set: // its start has ended without its being ready
        if (event.object == service.leftFlag && state < ServiceState::Ready)
            change(number, event.timeNs, ServiceState::Stopping);
        break;
    case EventKind::Cancel: // it failed while it ran: it has the others stopped
        if (m_info->groups[event.object].role == GroupRole::EntryPoint)
            change(number, event.timeNs, ServiceState::Stopping);
        break;
    case EventKind::Ended:
        change(number, event.timeNs,
               event.detail == static_cast<std::uint8_t>(EndedHow::Failed) ? ServiceState::Failed
                                                                           : ServiceState::Stopped);
        break;
    default:
        break;
    }
}

void ServiceHistory::change(std::size_t service, std::int64_t ns, ServiceState state)
{
    // It goes one way: who is told to stop is not ready again, though its start may still say so.
    std::vector<ServiceChange>& changes = m_services[service].changes;
    if (state > changes.back().state) changes.push_back({m_events, ns, state});
}

const ServiceChange& ServiceHistory::changeAfter(std::size_t service, std::uint64_t events) const
{
    const std::vector<ServiceChange>& changes = m_services[service].changes;
    const auto behind =
        std::upper_bound(changes.begin(), changes.end(), events,
                         [](std::uint64_t n, const ServiceChange& c) { return n < c.events; });
    return *std::prev(behind);
}

} // namespace sojourn
