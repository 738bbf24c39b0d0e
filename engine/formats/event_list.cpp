#include "formats/event_list.h"

#include "formats/json_text.h"
#include "time/time.h"

#include <bit>
#include <utility>

namespace sojourn {

namespace {

template <typename Things> std::vector<std::string> fields(const char* key, const Things& things)
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

void writeSeconds(Sink& sink, std::int64_t ns)
{
    char* const at = sink.room(24);
    sink.wrote(writeExactSeconds(at, ns));
}

void writePlanned(Sink& sink, std::int64_t ns)
{
    sink.write(",\"seconds\":");
    writeSeconds(sink, ns);
}

void writeItem(Sink& sink, std::int64_t item)
{
    if (item == endMark) {
        sink.write(",\"item\":\"sentinel\"");
        return;
    }
    sink.write(",\"item\":");
    writeWhole(sink, item);
}

void writeSize(Sink& sink, std::uint64_t size)
{
    sink.write(",\"size\":");
    writeWhole(sink, static_cast<std::int64_t>(size));
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
    , m_queues(fields("queue", m_info->queues))
    , m_groups(fields("group", m_info->groups))
    , m_flags(fields("flag", m_info->flags))
    , m_pools(fields("pool", m_info->pools))
{
    for (const GroupInfo& group : m_info->groups)
        m_taskHeads.push_back(",\"task\":\"" + jsonEscaped(group.name) + (group.counted ? "-" : ""));
}

void EventListWriter::writeNew(Sink& sink)
{
    for (const std::uint64_t end = m_log->size(); m_position < end; ++m_position) {
        const Event& event = (*m_log)[m_position];
        if (event.kind <= lastListedKind) write(sink, event);
    }
}

void EventListWriter::writeHead(Sink& sink, const Event& event)
{
    sink.write("{\"t\":");
    writeSeconds(sink, event.timeNs);
    const std::uint16_t group = m_info->groupOfTask[event.task];
    sink.write(m_taskHeads[group]);
    if (m_info->groups[group].counted) writeWhole(sink, m_info->indexInGroup(event.task));
    sink.write("\",\"event\":\"");
    sink.write(eventWord(event.kind));
    sink.write('"');
}

void EventListWriter::write(Sink& sink, const Event& event)
{
    writeHead(sink, event);
    switch (event.kind) {
    case EventKind::Sleep:
    case EventKind::Work:
    case EventKind::Timeout:
        writePlanned(sink, event.value);
        break;
    case EventKind::Offload:
        writePlanned(sink, event.value);
        sink.write(m_pools[event.object]);
        break;
    case EventKind::PutWait:
    case EventKind::Drop:
        sink.write(m_queues[event.object]);
        writeItem(sink, event.value);
        break;
    case EventKind::Put:
    case EventKind::Get:
        sink.write(m_queues[event.object]);
        writeItem(sink, event.value);
        writeSize(sink, event.kind == EventKind::Put ? ++m_sizes[event.object] : --m_sizes[event.object]);
        break;
    case EventKind::GetWait:
    case EventKind::TaskDone:
    case EventKind::JoinWait:
    case EventKind::Join:
        sink.write(m_queues[event.object]);
        break;
    case EventKind::Drawn:
        sink.write(",\"value\":");
        sink.write(jsonNumber(std::bit_cast<double>(event.value)));
        break;
    case EventKind::AwaitWait:
    case EventKind::Await:
    case EventKind::Cancel:
        sink.write(m_groups[event.object]);
        break;
    case EventKind::Set:
    case EventKind::FlagWait:
    case EventKind::Flag:
        sink.write(m_flags[event.object]);
        break;
    case EventKind::Ended:
        writeEnd(sink, event);
        break;
    default:
        break;
    }
    sink.write("}\n");
}

void EventListWriter::writeEnd(Sink& sink, const Event& event)
{
    switch (static_cast<EndedHow>(event.detail)) {
    case EndedHow::Finished:
        sink.write(",\"outcome\":\"finished\"");
        break;
    case EndedHow::Cancelled:
        sink.write(",\"outcome\":\"cancelled\"");
        break;
    case EndedHow::Failed:
        sink.write(",\"outcome\":\"failed\",\"error\":");
        sink.write(jsonString(m_log->error(event.value)));
        break;
    }
}

} // namespace sojourn
