#include "formats/session/event_chunk.h"

#include "formats/session/packed_columns.h"
#include "formats/session/session_layout.h"
#include "trace/task_fold.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sojourn::session {

namespace {

/// The value that the latest event of that kind had. Items count up, numbers of requests as well, and
/// durations of a kind resemble each other.
class LastValues final
{
public:
    std::int64_t& of(EventKind kind)
    {
        // The same item is put and got: what a put, a drop or a wait for room brings goes on counting
        // together.
        const bool isPut = kind == EventKind::PutWait || kind == EventKind::Drop;
        return m_values[static_cast<std::size_t>(isPut ? EventKind::Put : kind)];
    }

private:
    std::array<std::int64_t, eventKinds> m_values{};
};

} // namespace

std::int64_t textsUsed(const Event& event)
{
    const bool isPayload =
        event.kind == EventKind::Valued && static_cast<PayloadKind>(event.detail) == PayloadKind::Text;
    const bool isFailure =
        event.kind == EventKind::Ended && static_cast<EndedHow>(event.detail) == EndedHow::Failed;
    return isPayload || isFailure ? event.value + 1 : 0;
}

std::int64_t textsUsed(const EventLog& log, std::uint64_t first, std::uint64_t end)
{
    std::int64_t texts = 0;
    for (std::uint64_t i = first; i < end; ++i)
        texts = std::max(texts, textsUsed(log[i]));
    return texts;
}

std::string eventChunk(const EventLog& log, std::uint64_t first, std::uint64_t end, std::uint64_t& listed)
{
    std::string bytes;
    bytes.reserve((end - first) * 10 + 20);
    ColumnWriter out(bytes);
    const auto forEach = [&](auto write) {
        for (std::uint64_t i = first; i < end; ++i)
            write(log[i]);
    };
    out.whole(first);
    out.whole(end - first);
    std::int64_t ns = 0;
    forEach([&](const Event& e) {
        out.difference(wrappedDifference(e.timeNs, ns));
        ns = e.timeNs;
    });
    std::uint64_t unlisted = 0;
    forEach([&](const Event& e) {
        out.byte(static_cast<std::uint8_t>(e.kind));
        unlisted += e.kind > lastListedKind;
    });
    listed += end - first - unlisted;
    forEach([&](const Event& e) { out.byte(e.detail); });
    forEach([&](const Event& e) { out.whole(e.task); });
    forEach([&](const Event& e) { out.whole(e.object); });
    LastValues last;
    forEach([&](const Event& e) {
        std::int64_t& before = last.of(e.kind);
        out.difference(wrappedDifference(e.value, before));
        before = e.value;
    });
    return bytes;
}

bool readEventChunk(std::string_view bytes, EventRows& to)
{
    ColumnReader in(bytes);
    std::vector<Event>& events = to.events;
    to.first = in.whole();
    events.assign(in.rows(mostRows), Event{});
    std::int64_t ns = 0;
    for (Event& e : events)
        e.timeNs = ns = wrappedSum(ns, in.difference());
    bool isSound = true;
    for (Event& e : events) {
        const std::uint8_t kind = in.byte();
        isSound &= kind < eventKinds;
        e.kind = static_cast<EventKind>(kind);
    }
    if (!isSound) return false;
    for (Event& e : events)
        e.detail = in.byte();
    for (Event& e : events) {
        const std::uint64_t task = in.whole();
        isSound &= task <= 0xFFFFFFFFu;
        e.task = static_cast<std::uint32_t>(task);
    }
    for (Event& e : events) {
        const std::uint64_t object = in.whole();
        isSound &= object <= 0xFFFF;
        e.object = static_cast<std::uint16_t>(object);
    }
    LastValues last;
    for (Event& e : events) {
        std::int64_t& before = last.of(e.kind);
        e.value = before = wrappedSum(before, in.difference());
    }
    return isSound && in.isWhole();
}

} // namespace sojourn::session
