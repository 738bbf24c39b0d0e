#include "formats/event_list.h"

#include "formats/json_text.h"
#include "time/time.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

/// `,"key":"name"` for each of them.
template <typename Things> std::vector<std::string> namedFields(const char* key, const Things& things)
{
    std::vector<std::string> texts;
    texts.reserve(things.size());
    for (const auto& thing : things) {
        std::string text = std::string(",\"") + key + "\":";
        if constexpr (requires { thing.name; })
            text += jsonString(thing.name);
        else
            text += jsonString(thing);
        texts.push_back(std::move(text));
    }
    return texts;
}

/// `,"server":"name"` for each request.
std::vector<std::string> requestFields(const RunInfo& info)
{
    const std::vector<std::string> servers = namedFields("server", info.servers);
    std::vector<std::string> texts;
    for (const RequestInfo& request : info.requests)
        texts.push_back(servers[request.server]);
    return texts;
}

std::size_t longest(const std::vector<std::string>& texts)
{
    std::size_t bytes = 0;
    for (const std::string& text : texts)
        bytes = std::max(bytes, text.size());
    return bytes;
}

char* put(char* at, std::string_view text)
{
    std::memcpy(at, text.data(), text.size());
    return at + text.size();
}

char* putWhole(char* at, std::uint64_t number)
{
    return std::to_chars(at, at + 20, number).ptr;
}

char* putPlanned(char* at, std::int64_t ns)
{
    return writeExactSeconds(put(at, ",\"seconds\":"), ns);
}

char* putItem(char* at, std::int64_t item)
{
    if (item == endMark) return put(at, ",\"item\":\"sentinel\"");
    return putWhole(put(at, ",\"item\":"), static_cast<std::uint64_t>(item));
}

char* putSize(char* at, std::uint64_t size)
{
    return putWhole(put(at, ",\"size\":"), size);
}

char* putStatus(char* at, int status)
{
    return putWhole(put(at, ",\"status\":"), static_cast<std::uint64_t>(status));
}

constexpr std::size_t kinds = static_cast<std::size_t>(lastListedKind) + 1;

/// `","event":"word"` by kind.
const std::array<std::string, kinds>& eventFields()
{
    static const std::array<std::string, kinds> texts = [] {
        std::array<std::string, kinds> made;
        for (std::size_t kind = 0; kind < kinds; ++kind)
            made[kind] = std::string("\",\"event\":\"") + eventWord(static_cast<EventKind>(kind)) + '"';
        return made;
    }();
    return texts;
}

bool isFailure(const Event& event)
{
    return event.kind == EventKind::Ended && static_cast<EndedHow>(event.detail) == EndedHow::Failed;
}

} // namespace

const char* eventWord(EventKind kind)
{
    switch (kind) {
    case EventKind::Started:
        return "started";
    case EventKind::Sleep:
        return "sleep";
    case EventKind::Wake:
        return "wake";
    case EventKind::Work:
        return "work";
    case EventKind::Offload:
        return "offload";
    case EventKind::OffloadDone:
        return "offload_done";
    case EventKind::PutWait:
        return "put_wait";
    case EventKind::Put:
        return "put";
    case EventKind::Drop:
        return "drop";
    case EventKind::GetWait:
        return "get_wait";
    case EventKind::Get:
        return "get";
    case EventKind::TaskDone:
        return "task_done";
    case EventKind::Drawn:
        return "drawn";
    case EventKind::JoinWait:
        return "join_wait";
    case EventKind::Join:
        return "join";
    case EventKind::AwaitWait:
        return "await_wait";
    case EventKind::Await:
        return "await";
    case EventKind::Cancel:
        return "cancel";
    case EventKind::Set:
        return "set";
    case EventKind::FlagWait:
        return "flag_wait";
    case EventKind::Flag:
        return "flag";
    case EventKind::Timeout:
        return "timeout";
    case EventKind::TimedOut:
        return "timed_out";
    case EventKind::Request:
        return "request";
    case EventKind::Connecting:
        return "connecting";
    case EventKind::Connected:
        return "connected";
    case EventKind::FirstByte:
        return "first_byte";
    case EventKind::Response:
        return "response";
    case EventKind::RequestFailed:
        return "request_failed";
    case EventKind::Ended:
        return "ended";
    case EventKind::Worked:
    case EventKind::Resumed:
    case EventKind::Valued:
        break;
    }
    return "";
}

EventListWriter::EventListWriter(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log)
    : m_info(std::move(info))
    , m_log(std::move(log))
    , m_sizes(m_info->queues.size(), 0)
    , m_queues(namedFields("queue", m_info->queues))
    , m_groups(namedFields("group", m_info->groups))
    , m_flags(namedFields("flag", m_info->flags))
    , m_pools(namedFields("pool", m_info->pools))
    , m_requests(requestFields(*m_info))
{
    for (const GroupInfo& group : m_info->groups)
        m_taskHeads.push_back(",\"task\":\"" + jsonEscaped(group.name) + (group.counted ? "-" : ""));
    static constexpr std::size_t numbersAndWords = 200;
    m_lineBytes = numbersAndWords + longest(m_taskHeads) +
                  std::max({longest(m_queues), longest(m_groups), longest(m_flags), longest(m_pools),
                            longest(m_requests)});
}

void EventListWriter::writeNew(Sink& sink)
{
    for (const std::uint64_t end = m_log->size(); m_position < end; ++m_position) {
        const Event& event = (*m_log)[m_position];
        if (event.kind > lastListedKind) continue;
        sink.wrote(line(sink.room(m_lineBytes), event));
        if (isFailure(event)) writeFailure(sink, event);
        if (event.kind == EventKind::Request) writePath(sink, event);
        sink.write("}\n");
    }
}

void EventListWriter::writeFailure(Sink& sink, const Event& event)
{
    sink.write(",\"error\":");
    sink.write(jsonString(m_log->text(event.value)));
}

void EventListWriter::writePath(Sink& sink, const Event& event)
{
    sink.write(",\"path\":");
    sink.write(jsonString(m_info->requests[event.object].pathOf(event.value)));
}

char* EventListWriter::line(char* at, const Event& event)
{
    at = writeExactSeconds(put(at, "{\"t\":"), event.timeNs);
    const std::uint16_t group = m_info->groupOfTask[event.task];
    at = put(at, m_taskHeads[group]);
    if (m_info->groups[group].counted) at = putWhole(at, m_info->indexInGroup(event.task));
    at = put(at, eventFields()[static_cast<std::size_t>(event.kind)]);
    return fields(at, event);
}

char* EventListWriter::fields(char* at, const Event& event)
{
    switch (event.kind) {
    case EventKind::Sleep:
    case EventKind::Work:
    case EventKind::Timeout:
        return putPlanned(at, event.value);
    case EventKind::Offload:
        at = putPlanned(at, event.value);
        return event.object == noPool ? at : put(at, m_pools[event.object]);
    case EventKind::PutWait:
    case EventKind::Drop:
        return putItem(put(at, m_queues[event.object]), event.value);
    case EventKind::Put:
        return putSize(putItem(put(at, m_queues[event.object]), event.value), ++m_sizes[event.object]);
    case EventKind::Get:
        return putSize(putItem(put(at, m_queues[event.object]), event.value), --m_sizes[event.object]);
    case EventKind::GetWait:
    case EventKind::TaskDone:
    case EventKind::JoinWait:
    case EventKind::Join:
        return put(at, m_queues[event.object]);
    case EventKind::Drawn:
        return put(put(at, ",\"value\":"), jsonNumber(std::bit_cast<double>(event.value)));
    case EventKind::AwaitWait:
    case EventKind::Await:
    case EventKind::Cancel:
        return put(at, m_groups[event.object]);
    case EventKind::Set:
    case EventKind::FlagWait:
    case EventKind::Flag:
        return put(at, m_flags[event.object]);
    case EventKind::Request:
    case EventKind::Connecting:
    case EventKind::Connected:
    case EventKind::FirstByte:
        return put(at, m_requests[event.object]);
    case EventKind::Response:
        at = putStatus(put(at, m_requests[event.object]), responseStatus(event.value));
        return putWhole(put(at, ",\"bytes\":"), responseBytes(event.value));
    case EventKind::RequestFailed:
        at = put(put(at, m_requests[event.object]), ",\"reason\":\"");
        at = put(put(at, requestFailureName(static_cast<RequestFailure>(event.detail))), "\"");
        return event.value == 0 ? at : putStatus(at, static_cast<int>(event.value));
    case EventKind::Ended:
        if (isFailure(event)) return put(at, ",\"outcome\":\"failed\"");
        if (static_cast<EndedHow>(event.detail) == EndedHow::Cancelled)
            return put(at, ",\"outcome\":\"cancelled\"");
        return put(at, ",\"outcome\":\"finished\"");
    default:
        return at;
    }
}

} // namespace sojourn
