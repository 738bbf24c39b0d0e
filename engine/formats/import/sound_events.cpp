#include "formats/import/sound_events.h"

#include "formats/read_limits.h"

#include <cstddef>

namespace sojourn {

namespace {

constexpr std::int32_t none = -1;

} // namespace

SoundEvents::SoundEvents(const RunInfo& info)
    : m_info(info)
    , m_requests(info.taskCount(), none)
{
}

bool SoundEvents::take(const Event& event)
{
    if (event.task >= m_info.taskCount() || event.timeNs < m_ns || event.timeNs > latestRead) return false;
    m_ns = event.timeNs;
    return isOfObject(event);
}

/// Whether what it names is there.
bool SoundEvents::isOfObject(const Event& event)
{
    switch (event.kind) {
    case EventKind::Sleep:
    case EventKind::Work:
    case EventKind::Timeout:
        return event.value >= 0;
    case EventKind::Offload:
        return event.value >= 0 && (event.object == noPool || event.object < m_info.pools.size());
    case EventKind::PutWait:
    case EventKind::Put:
    case EventKind::Drop:
    case EventKind::Get:
        return event.object < m_info.queues.size() && isOfItem(event);
    case EventKind::GetWait:
    case EventKind::TaskDone:
    case EventKind::JoinWait:
    case EventKind::Join:
        return event.object < m_info.queues.size();
    case EventKind::AwaitWait:
    case EventKind::Await:
    case EventKind::Cancel:
        return event.object < m_info.groups.size();
    case EventKind::Set:
    case EventKind::FlagWait:
    case EventKind::Flag:
        return event.object < m_info.flags.size();
    case EventKind::Request:
    case EventKind::Connecting:
    case EventKind::Connected:
    case EventKind::FirstByte:
    case EventKind::Response:
    case EventKind::RequestFailed:
        return event.object < m_info.requests.size() && isOfRequest(event);
    case EventKind::Ended:
        m_requests[event.task] = none;
        if (event.detail > static_cast<std::uint8_t>(EndedHow::Failed)) return false;
        return static_cast<EndedHow>(event.detail) != EndedHow::Failed ||
               (event.value >= 0 && event.value < m_texts);
    case EventKind::Valued:
        if (event.detail > static_cast<std::uint8_t>(PayloadKind::Text)) return false;
        return static_cast<PayloadKind>(event.detail) != PayloadKind::Text ||
               (event.value >= 0 && event.value < m_texts);
    default:
        return true;
    }
}

/// Whether items come in the order of their numbers, and are taken where they stand.
bool SoundEvents::isOfItem(const Event& event)
{
    const bool isGet = event.kind == EventKind::Get;
    if (event.value == endMark) {
        if (isGet) return m_items.takeEndMark(event.object);
        return event.kind != EventKind::Put || m_items.putEndMark(event.object);
    }
    if (event.value < 0) return false;
    const auto raw = static_cast<std::uint64_t>(event.value);
    const auto item = isGet                          ? m_items.take(raw, event.object)
                      : event.kind == EventKind::Put ? m_items.put(raw, event.object)
                                                     : m_items.begin(raw);
    return item == event.value;
}

/// Whether the request that it goes on with was sent.
bool SoundEvents::isOfRequest(const Event& event)
{
    std::int32_t& request = m_requests[event.task];
    if (event.kind == EventKind::Request) {
        request = event.object;
        return true;
    }
    if (request != event.object) return false;
    if (event.kind == EventKind::RequestFailed &&
        event.detail > static_cast<std::uint8_t>(RequestFailure::BadReply))
        return false;
    if (event.kind == EventKind::Response || event.kind == EventKind::RequestFailed) request = none;
    return true;
}

} // namespace sojourn
