#include "formats/import/sound_events.h"

#include "formats/read_limits.h"

#include <cstddef>

namespace sojourn {

namespace {

constexpr std::int32_t none = -1;

} // namespace

SoundEvents::SoundEvents(const RunInfo& info, bool isBehindGap)
    : m_info(info)
    , m_isBehindGap(isBehindGap)
    , m_requests(info.taskCount(), none)
{
}

Soundness SoundEvents::take(Event& event)
{
    if (event.task >= m_info.taskCount() || event.timeNs < m_ns || event.timeNs > latestRead)
        return Soundness::None;
    m_ns = event.timeNs;
    return ofObject(event);
}

/// Of an event that goes on with something.
Soundness SoundEvents::unlessOfLost(bool isKnown) const
{
    if (isKnown) return Soundness::Sound;
    return m_isBehindGap ? Soundness::OfLost : Soundness::None;
}

/// Whether what it names is there.
Soundness SoundEvents::ofObject(Event& event)
{
    const auto unless = [](bool isSound) { return isSound ? Soundness::Sound : Soundness::None; };
    switch (event.kind) {
    case EventKind::Sleep:
    case EventKind::Work:
    case EventKind::Timeout:
        return unless(event.value >= 0);
    case EventKind::Offload:
        return unless(event.value >= 0 && (event.object == noPool || event.object < m_info.pools.size()));
    case EventKind::PutWait:
    case EventKind::Put:
    case EventKind::Drop:
    case EventKind::Get:
        return event.object < m_info.queues.size() ? ofItem(event) : Soundness::None;
    case EventKind::GetWait:
    case EventKind::TaskDone:
    case EventKind::JoinWait:
    case EventKind::Join:
        return unless(event.object < m_info.queues.size());
    case EventKind::AwaitWait:
    case EventKind::Await:
    case EventKind::Cancel:
        return unless(event.object < m_info.groups.size());
    case EventKind::Set:
    case EventKind::FlagWait:
    case EventKind::Flag:
        return unless(event.object < m_info.flags.size());
    case EventKind::Request:
    case EventKind::Connecting:
    case EventKind::Connected:
    case EventKind::FirstByte:
    case EventKind::Response:
    case EventKind::RequestFailed:
        return event.object < m_info.requests.size() ? ofRequest(event) : Soundness::None;
    case EventKind::Ended:
        m_requests[event.task] = none;
        if (event.detail > static_cast<std::uint8_t>(EndedHow::Failed)) return Soundness::None;
        return unless(static_cast<EndedHow>(event.detail) != EndedHow::Failed ||
                      (event.value >= 0 && event.value < m_texts));
    case EventKind::Valued:
        if (event.detail > static_cast<std::uint8_t>(PayloadKind::Text)) return Soundness::None;
        return unless(static_cast<PayloadKind>(event.detail) != PayloadKind::Text ||
                      (event.value >= 0 && event.value < m_texts));
    default:
        return Soundness::Sound;
    }
}

/// Whether items come in the order of their numbers, and are taken where they stand.
Soundness SoundEvents::ofItem(Event& event)
{
    const bool isGet = event.kind == EventKind::Get;
    if (event.value == endMark) {
        if (isGet) return unlessOfLost(m_items.takeEndMark(event.object));
        if (event.kind == EventKind::Put) m_items.putEndMark(event.object);
        return Soundness::Sound;
    }
    if (event.value < 0) return Soundness::None;
    const auto raw = static_cast<std::uint64_t>(event.value);
    const auto item = isGet                          ? m_items.take(raw, event.object)
                      : event.kind == EventKind::Put ? m_items.put(raw, event.object)
                                                     : m_items.begin(raw);
    if (!m_isBehindGap) return item == event.value ? Soundness::Sound : Soundness::None;
    if (!item) return isGet ? Soundness::OfLost : Soundness::None;
    event.value = *item;
    return Soundness::Sound;
}

/// Whether the request that it goes on with was sent.
Soundness SoundEvents::ofRequest(const Event& event)
{
    std::int32_t& request = m_requests[event.task];
    if (event.kind == EventKind::Request) {
        request = event.object;
        return Soundness::Sound;
    }
    if (event.kind == EventKind::RequestFailed &&
        event.detail > static_cast<std::uint8_t>(RequestFailure::BadReply))
        return Soundness::None;
    if (request != event.object) return unlessOfLost(false);
    if (event.kind == EventKind::Response || event.kind == EventKind::RequestFailed) request = none;
    return Soundness::Sound;
}

} // namespace sojourn
