#include "formats/perfetto_trace.h"

#include "formats/flow_ends.h"
#include "formats/lane_stacks.h"
#include "formats/proto_writer.h"
#include "formats/time_order.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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
        m_firstCounter = firstRow + stacks.size();
        for (std::size_t queue = 0; queue < m_info.queues.size(); ++queue)
            describeCounter(queue);
        std::vector<StackEvents> rows;
        rows.reserve(stacks.size());
        for (const LaneStack& stack : stacks)
            rows.emplace_back(m_timeline, stack);
        FlowEnds flows(
            m_columns, [](const Visit& visit) { return visit.enqueuedNs; },
            [](const Visit& visit) { return visit.dequeuedNs; });
        writeInOrderOfTime(m_columns, rows, flows, *this);
    }

    void writeSpan(std::size_t row, const StackEvent& event)
    {
        begin(event.isBegin ? Begin : End, firstRow + row);
        if (event.isBegin) {
            m_event.number(10, nameNumber(event.span));
            annotate(event.span);
        }
        putEvent(event.ns);
    }

    void writeInstant(std::uint32_t task, const Mark& mark)
    {
        begin(Point, m_rowOfTask[task]);
        m_event.number(10, ownName(mark.item));
        putEvent(mark.atNs);
    }

    void writeStep(std::uint32_t queue, const DepthStep& step)
    {
        begin(Counter, m_firstCounter + queue);
        m_event.number(30, step.size);
        putEvent(step.atNs);
    }

    void writeFlowEnd(const FlowEnd& end)
    {
        const Visit& visit = *end.visit;
        const std::uint32_t task = end.isPut ? visit.producer : visit.consumer;
        begin(Point, m_rowOfTask[task]);
        m_event.text(23, end.isPut ? "put" : "get")
            .fixed(end.isPut ? 47 : 48, end.flow)
            .message(4, annotation("queue", m_info.queues[visit.queue].name))
            .message(4, annotation("item", std::uint64_t{visit.item}));
        if (m_info.hasNestedLanes(task))
            m_event.message(4, annotation("lane", std::uint64_t{task} - m_info.outermostLaneOf(task) + 1));
        if (!end.isPut && visit.doneNs != notYet)
            m_event.message(4, annotation("done_ns", static_cast<std::uint64_t>(visit.doneNs)));
        putEvent(end.ns);
    }

private:
    void put(ProtoWriter& packet)
    {
        packet.number(10, ourSequence);
        std::string head; // of the trace's field 1: a packet is not copied once more for that
        appendVarint(head, 1 << 3 | 2);
        appendVarint(head, packet.bytes().size());
        m_sink.write(head);
        m_sink.write(packet.bytes());
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
        const std::uint32_t first = stack.tasks.front(), outermost = m_info.outermostLaneOf(first);
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

    void describeCounter(std::size_t queue)
    {
        ProtoWriter counter, descriptor, packet;
        if (!m_info.queues[queue].isCounter) counter.text(6, queueUnit);
        descriptor.number(1, m_firstCounter + queue)
            .number(5, processUuid)
            .text(2, m_info.queues[queue].name)
            .message(8, counter);
        packet.message(60, descriptor);
        put(packet);
    }

    /// The number of a name; it is told within the packet that uses it first. Names are numbered as they
    /// come, whatever they are to this program: read and written again they have the same.
    std::uint64_t nameNumber(const Span& span)
    {
        if (span.isNamed()) return ownName(span.item);
        const std::uint64_t key = span.detail != 0 ? 50 + std::uint64_t{span.detail}
                                                   : std::uint64_t{static_cast<std::uint8_t>(span.state)};
        return toldName(key, spanName(span, m_info));
    }
    std::uint64_t ownName(std::uint32_t name)
    {
        return toldName(100 + std::uint64_t{name}, m_info.spanNames[name]);
    }
    std::uint64_t toldName(std::uint64_t key, std::string_view text)
    {
        const auto [told, isNew] = m_names.emplace(key, m_names.size() + 1);
        if (!isNew) return told->second;
        ProtoWriter name, interned;
        name.number(1, told->second).text(2, text);
        interned.message(2, name);
        m_packet.message(12, interned);
        return told->second;
    }

    void annotate(const Span& span)
    {
        const auto say = [&](const ProtoWriter& annotation) { m_event.message(4, annotation); };
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

    void begin(Type type, std::uint64_t track)
    {
        m_packet.clear();
        m_event.clear().number(9, type).number(11, track);
    }
    void putEvent(std::int64_t ns)
    {
        m_packet.number(8, static_cast<std::uint64_t>(ns)).message(11, m_event).number(13, needsState);
        put(m_packet);
    }

    const Timeline& m_timeline;
    const Columns& m_columns;
    const RunInfo& m_info;
    Sink& m_sink;
    std::vector<std::uint64_t> m_rowOfTask;
    std::uint64_t m_firstCounter = 0;
    std::unordered_map<std::uint64_t, std::uint64_t> m_names; // that were told, with their numbers
    ProtoWriter m_packet, m_event;                            // the one under way
};

} // namespace

void writePerfettoTrace(const Timeline& timeline, Sink& sink)
{
    Writer(timeline, sink).write();
}

} // namespace sojourn
