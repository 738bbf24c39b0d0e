#include "formats/perfetto_trace.h"

#include "formats/lane_stacks.h"
#include "formats/proto_writer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

constexpr std::uint64_t processUuid = 1, firstRow = 2, ourSequence = 1;
constexpr std::uint64_t clearedState = 1, needsState = 2;
enum Type : std::uint64_t { Begin = 1, End = 2, Point = 3, Counter = 4 };

ProtoWriter annotation(std::string_view name, std::string_view value)
{
    ProtoWriter made;
    made.text(10, name).text(6, value);
    return made;
}
ProtoWriter annotation(std::string_view name, std::uint64_t value)
{
    ProtoWriter made;
    made.text(10, name).number(3, value);
    return made;
}

class Writer final
{
public:
    Writer(const Timeline& timeline, Sink& sink)
        : m_timeline(timeline)
        , m_columns(timeline.columns)
        , m_info(timeline.columns.info())
        , m_sink(sink)
        , m_rowOfTask(m_info.taskCount(), firstRow)
    {
    }

    void write()
    {
        const std::vector<LaneStack> stacks = laneStacks(m_timeline);
        describeProcess();
        for (std::size_t i = 0; i < stacks.size(); ++i)
            describeRow(stacks[i], firstRow + i);
        const std::uint64_t firstCounter = firstRow + stacks.size();
        for (std::size_t queue = 0; queue < m_info.queues.size(); ++queue)
            describeCounter(queue, firstCounter + queue);
        for (std::size_t i = 0; i < stacks.size(); ++i)
            for (const StackEvent& event : stackEvents(m_timeline, stacks[i]))
                writeSlice(event, firstRow + i);
        for (std::uint32_t task = 0; task < m_columns.lanes().size(); ++task)
            writeInstants(task);
        for (std::size_t queue = 0; queue < m_columns.depths().size(); ++queue)
            for (const DepthStep& step : m_columns.depths()[queue])
                writeDepth(step, firstCounter + queue);
        for (const std::uint32_t visit : m_columns.visitsInOrderOfPutting())
            writeFlow(m_columns.visits()[visit]);
    }

private:
    void put(ProtoWriter& packet)
    {
        packet.number(10, ourSequence);
        ProtoWriter trace;
        trace.message(1, packet);
        m_sink.write(trace.bytes());
    }

    void describeProcess()
    {
        ProtoWriter process, descriptor, packet;
        process.number(1, 1).text(2, "sojourn");
        // Of what no run of a scenario is known the name is left empty: it is this program's file all the
        // same.
        process.text(2, m_timeline.isRunKnown() ? m_info.scenario : "");
        if (m_timeline.isRunKnown()) process.text(2, "--seed").text(2, std::to_string(m_info.seed));
        process.text(6, m_info.title.empty() ? m_info.scenario : m_info.title);
        descriptor.number(1, processUuid).message(3, process);
        packet.message(60, descriptor).number(13, clearedState);
        put(packet);
    }

    void describeRow(const LaneStack& stack, std::uint64_t uuid)
    {
        const std::uint32_t first = stack.tasks.front(), outermost = firstLaneOf(first);
        const std::string name = m_info.taskName(outermost);
        ProtoWriter thread, descriptor, packet;
        descriptor.number(1, uuid).number(12, first);
        if (outermost == first) {
            thread.number(1, 1).number(2, first + std::uint64_t{1}).text(5, name);
            descriptor.number(5, processUuid).message(4, thread);
        } else {
            // Of the same thread, whose spans overlap: a row within its own, of the same name.
            descriptor.number(5, m_rowOfTask[outermost]).text(2, name);
        }
        packet.message(60, descriptor);
        put(packet);
        for (const std::uint32_t task : stack.tasks)
            m_rowOfTask[task] = uuid;
    }

    std::uint32_t firstLaneOf(std::uint32_t task) const
    {
        const GroupInfo& group = m_info.groups[m_info.groupOfTask[task]];
        return group.counted ? task : group.firstTask;
    }

    void describeCounter(std::size_t queue, std::uint64_t uuid)
    {
        ProtoWriter counter, descriptor, packet;
        if (!m_info.queues[queue].isCounter) counter.text(6, queueUnit);
        descriptor.number(1, uuid)
            .number(5, processUuid)
            .text(2, m_info.queues[queue].name)
            .message(8, counter);
        packet.message(60, descriptor);
        put(packet);
    }

    /// The number of a name; it is told within the packet that uses it first.
    std::uint64_t nameNumber(const Span& span, ProtoWriter& packet)
    {
        if (span.isNamed()) return ownName(span.item, packet);
        const std::uint64_t number =
            span.detail != 0 ? 50 + std::uint64_t{span.detail} : 1 + static_cast<std::uint64_t>(span.state);
        tellName(number, spanName(span, m_info), packet);
        return number;
    }
    std::uint64_t ownName(std::uint32_t name, ProtoWriter& packet)
    {
        const std::uint64_t number = 100 + std::uint64_t{name};
        tellName(number, m_info.spanNames[name], packet);
        return number;
    }
    void tellName(std::uint64_t number, std::string_view text, ProtoWriter& packet)
    {
        if (!m_told.insert(number).second) return;
        ProtoWriter name, interned;
        name.number(1, number).text(2, text);
        interned.message(2, name);
        packet.message(12, interned);
    }

    void writeInstants(std::uint32_t task)
    {
        const Lane& lane = m_columns.lanes()[task];
        if (!lane.hasInstants()) return;
        for (const Mark& mark : lane.marks) {
            ProtoWriter packet, event;
            event.number(9, Point).number(11, m_rowOfTask[task]).number(10, ownName(mark.item, packet));
            putEvent(packet, event, mark.atNs);
        }
    }

    void writeSlice(const StackEvent& event, std::uint64_t row)
    {
        ProtoWriter packet, slice;
        slice.number(9, event.isBegin ? Begin : End).number(11, row);
        if (event.isBegin) {
            slice.number(10, nameNumber(event.span, packet));
            annotate(slice, event.span);
        }
        putEvent(packet, slice, event.ns);
    }

    void annotate(ProtoWriter& slice, const Span& span)
    {
        const auto say = [&](const ProtoWriter& annotation) { slice.message(4, annotation); };
        switch (span.state) {
        case TaskState::PutWait:
            if (span.item != noTask) say(annotation("item", std::uint64_t{span.item}));
            [[fallthrough]];
        case TaskState::GetWait:
        case TaskState::JoinWait:
            say(annotation("queue", m_info.queues[span.object].name));
            break;
        case TaskState::Offloaded:
            if (!isRequest(static_cast<RequestPhase>(span.detail))) {
                if (span.object != noPool) say(annotation("pool", m_info.pools[span.object].name));
                break;
            }
            say(annotation("server", m_info.servers[m_info.requests[span.object].server].name));
            say(annotation("path", m_info.requests[span.object].pathOf(span.item)));
            break;
        case TaskState::AwaitWait:
            say(annotation("group", m_info.groups[span.object].name));
            break;
        case TaskState::FlagWait:
            say(annotation("flag", m_info.flags[span.object]));
            break;
        default:
            break;
        }
    }

    void writeDepth(const DepthStep& step, std::uint64_t uuid)
    {
        ProtoWriter packet, event;
        event.number(9, Counter).number(11, uuid).number(30, step.size);
        putEvent(packet, event, step.atNs);
    }

    void writeFlow(const Visit& visit)
    {
        if (visit.enqueuedNs == notYet || visit.dequeuedNs == notYet) return;
        const std::uint64_t id = ++m_flows;
        ProtoWriter put, get, putPacket, getPacket;
        put.number(9, Point).number(11, m_rowOfTask[visit.producer]).text(23, "put").fixed(47, id);
        get.number(9, Point).number(11, m_rowOfTask[visit.consumer]).text(23, "get").fixed(48, id);
        for (const auto& [event, task] : {std::pair(&put, visit.producer), std::pair(&get, visit.consumer)}) {
            event->message(4, annotation("queue", m_info.queues[visit.queue].name))
                .message(4, annotation("item", std::uint64_t{visit.item}));
            const GroupInfo& group = m_info.groups[m_info.groupOfTask[task]];
            if (!group.counted && group.taskCount > 1)
                event->message(4, annotation("lane", std::uint64_t{task} - group.firstTask + 1));
        }
        if (visit.doneNs != notYet)
            get.message(4, annotation("done_ns", static_cast<std::uint64_t>(visit.doneNs)));
        putEvent(putPacket, put, visit.enqueuedNs);
        putEvent(getPacket, get, visit.dequeuedNs);
    }

    void putEvent(ProtoWriter& packet, const ProtoWriter& event, std::int64_t ns)
    {
        packet.number(8, static_cast<std::uint64_t>(ns)).message(11, event).number(13, needsState);
        put(packet);
    }

    const Timeline& m_timeline;
    const Columns& m_columns;
    const RunInfo& m_info;
    Sink& m_sink;
    std::vector<std::uint64_t> m_rowOfTask;
    std::unordered_set<std::uint64_t> m_told; // names
    std::uint64_t m_flows = 0;                // those that were written, numbered as in chrome_trace.cpp
};

} // namespace

void writePerfettoTrace(const Timeline& timeline, Sink& sink)
{
    Writer(timeline, sink).write();
}

} // namespace sojourn
