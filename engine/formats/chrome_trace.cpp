#include "formats/chrome_trace.h"

#include "formats/flow_ends.h"
#include "formats/json_text.h"
#include "formats/lane_stacks.h"
#include "formats/time_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

class Writer final
{
public:
    Writer(const Timeline& timeline, Sink& sink)
        : m_columns(timeline.columns)
        , m_info(timeline.columns.info())
        , m_sink(sink)
        , m_endNs(timeline.endNs())
        , m_isRunKnown(timeline.isRunKnown())
    {
        nameThings();
    }

    void write()
    {
        m_sink.write("{\"displayTimeUnit\":\"ns\",\"otherData\":{");
        if (m_isRunKnown)
            m_sink.write("\"scenario\":" + jsonString(m_info.scenario) + ",\"seed\":\"" +
                         std::to_string(m_info.seed) + "\",");
        writeCounterNames();
        m_sink.write("\"flow_instants\":\"exact\"},\"traceEvents\":[");
        writeNames();
        std::vector<LaneSpans> lanes;
        lanes.reserve(m_columns.lanes().size());
        for (const Lane& lane : m_columns.lanes())
            lanes.emplace_back(lane, m_endNs);
        FlowEnds flows(
            m_columns, [this](const Visit& visit) { return placeOfPut(visit.producer, visit.enqueuedNs); },
            [this](const Visit& visit) { return placeOfGet(visit.consumer, visit.dequeuedNs); });
        writeInOrderOfTime(m_columns, lanes, flows, *this);
        m_sink.write("\n]}\n");
    }

    void writeSpan(std::size_t task, const Span& span)
    {
        if (static_cast<int>(span.state) >= shownStates) return;
        begin('X');
        writeThread(static_cast<std::uint32_t>(task));
        m_sink.write(",\"name\":");
        writeSpanName(span);
        writeTime(",\"ts\":", span.startNs);
        writeTime(",\"dur\":", span.endNs - span.startNs);
        writeArguments(span);
        m_sink.write('}');
    }

    void writeInstant(std::uint32_t task, const Mark& mark)
    {
        begin('i');
        writeThread(task);
        m_sink.write(",\"name\":");
        m_sink.write(m_spanNames[mark.item]);
        writeTime(",\"ts\":", mark.atNs);
        m_sink.write(",\"s\":\"t\"}");
    }

    void writeStep(std::uint32_t queue, const DepthStep& step)
    {
        begin('C');
        m_sink.write(m_counterNames[queue]);
        writeTime(",\"ts\":", step.atNs);
        m_sink.write(m_counterArgs[queue]);
        writeWhole(m_sink, step.size);
        m_sink.write("}}");
    }

    void writeFlowEnd(const FlowEnd& end)
    {
        const Visit& visit = *end.visit;
        const std::uint32_t task = end.isPut ? visit.producer : visit.consumer;
        const std::int64_t ns = end.isPut ? visit.enqueuedNs : visit.dequeuedNs;
        begin(end.isPut ? 's' : 'f');
        writeThread(task);
        writeTime(",\"ts\":", end.ns);
        if (!end.isPut) m_sink.write(",\"bp\":\"e\"");
        m_sink.write(",\"id\":");
        writeWhole(m_sink, end.flow);
        m_sink.write(",\"cat\":\"item\",\"name\":\"item\"");
        m_sink.write(m_queueArgs[visit.queue]);
        m_sink.write(",\"item\":");
        writeWhole(m_sink, visit.item);
        if (m_info.hasNestedLanes(task)) {
            m_sink.write(",\"lane\":");
            writeWhole(m_sink, std::int64_t{task} - m_info.outermostLaneOf(task) + 1);
        }
        if (end.ns != ns) writeTime(",\"at_us\":", ns);
        if (!end.isPut && visit.doneNs != notYet) writeTime(",\"done_us\":", visit.doneNs);
        m_sink.write("}}");
    }

private:
    /// In the order of the run: their values come in that of time.
    void writeCounterNames()
    {
        if (m_info.queues.size() < 2) return;
        m_sink.write("\"counters\":");
        for (std::size_t queue = 0; queue < m_info.queues.size(); ++queue) {
            m_sink.write(queue == 0 ? '[' : ',');
            m_sink.write(jsonString(m_info.queues[queue].name));
        }
        m_sink.write("],");
    }

    void nameThings()
    {
        const auto name = [](const char* key, const std::string& text) {
            return std::string(",\"args\":{\"") + key + "\":" + jsonString(text);
        };
        for (const QueueInfo& queue : m_info.queues) {
            m_queueArgs.push_back(name("queue", queue.name));
            m_counterNames.push_back(",\"name\":" + jsonString(queue.name));
            m_counterArgs.push_back(std::string(",\"args\":{\"") + (queue.isCounter ? "value" : queueSeries) +
                                    "\":");
        }
        for (const PoolInfo& pool : m_info.pools)
            m_poolArgs.push_back(name("pool", pool.name));
        for (const RequestInfo& request : m_info.requests)
            m_requestArgs.push_back(name("server", m_info.servers[request.server].name));
        for (const GroupInfo& group : m_info.groups)
            m_groupArgs.push_back(name("group", group.name));
        for (const std::string& flag : m_info.flags)
            m_flagArgs.push_back(name("flag", flag));
        for (const std::string& text : m_info.spanNames)
            m_spanNames.push_back(jsonString(text));
    }

    void begin(char phase)
    {
        if (!std::exchange(m_isFirst, false)) m_sink.write(',');
        m_sink.write("\n{\"ph\":\"");
        m_sink.write(phase);
        m_sink.write("\",\"pid\":1");
    }

    /// The lanes of one imported thread are that thread again: what is inside another span is told by its
    /// instants.
    void writeThread(std::uint32_t task)
    {
        m_sink.write(",\"tid\":");
        writeWhole(m_sink, std::int64_t{m_info.outermostLaneOf(task)} + 1);
    }

    void writeTime(const char* key, std::int64_t ns)
    {
        m_sink.write(key);
        writeMicroseconds(m_sink, ns);
    }

    void writeNames()
    {
        begin('M');
        m_sink.write(",\"name\":\"process_name\",\"args\":{\"name\":");
        m_sink.write(jsonString(m_info.title.empty() ? m_info.scenario : m_info.title));
        m_sink.write("}}");
        for (std::uint32_t task = 0; task < m_info.taskCount(); ++task) {
            if (m_info.isNestedLane(task)) continue;
            begin('M');
            writeThread(task);
            m_sink.write(",\"name\":\"thread_name\",\"args\":{\"name\":");
            m_sink.write(jsonString(m_info.taskName(task)));
            m_sink.write("}}");
            begin('M');
            writeThread(task);
            m_sink.write(",\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":");
            writeWhole(m_sink, task);
            m_sink.write("}}");
        }
    }

    void writeSpanName(const Span& span)
    {
        if (span.isNamed()) return m_sink.write(m_spanNames[span.item]);
        m_sink.write('"');
        m_sink.write(spanName(span, m_info));
        m_sink.write('"');
    }

    void writeArguments(const Span& span)
    {
        switch (span.state) {
        case TaskState::PutWait:
            m_sink.write(m_queueArgs[span.object]);
            if (span.item != noTask) {
                m_sink.write(",\"item\":");
                writeWhole(m_sink, span.item);
            }
            break;
        case TaskState::GetWait:
        case TaskState::JoinWait:
            m_sink.write(m_queueArgs[span.object]);
            break;
        case TaskState::Offloaded:
            if (!isRequest(static_cast<RequestPhase>(
                    span.detail))) { // a pool's thread, or one of the task's own, which has no name
                if (span.object == noPool) return;
                m_sink.write(m_poolArgs[span.object]);
                break;
            }
            m_sink.write(m_requestArgs[span.object]);
            m_sink.write(",\"path\":");
            m_sink.write(jsonString(m_info.requests[span.object].pathOf(span.item)));
            break;
        case TaskState::AwaitWait:
            m_sink.write(m_groupArgs[span.object]);
            break;
        case TaskState::FlagWait:
            m_sink.write(m_flagArgs[span.object]);
            break;
        default:
            return;
        }
        m_sink.write('}');
    }

    /// Spans of a lane follow each other without a gap, so the first that ends late enough is the one. Where
    /// none does, as with a task that takes no time at all, and of another program's flow, it is the instant
    /// itself: items are not left out for want of a span.
    std::int64_t placeOfPut(std::uint32_t task, std::int64_t ns) const
    {
        const Lane& lane = m_columns.lanes()[task];
        const auto span = std::ranges::lower_bound(lane.spans, ns, {}, &Span::endNs);
        return span != lane.spans.end() && span->endNs == ns && !span->isNamed() ? ns - 1 : ns;
    }

    std::int64_t placeOfGet(std::uint32_t task, std::int64_t ns) const
    {
        const Lane& lane = m_columns.lanes()[task];
        const auto span = std::ranges::upper_bound(lane.spans, ns, {}, &Span::endNs);
        if (span != lane.spans.end() || lane.openUntil(m_endNs)) return ns;
        // It ended with the get: no span starts there, and an arrow to the last one still says who took the
        // item.
        return !lane.spans.empty() && !lane.spans.back().isNamed() ? lane.spans.back().endNs - 1 : ns;
    }

    const Columns& m_columns;
    const RunInfo& m_info;
    Sink& m_sink;
    std::int64_t m_endNs;
    bool m_isRunKnown;
    bool m_isFirst = true;
    std::vector<std::string> m_queueArgs, m_poolArgs, m_requestArgs, m_groupArgs, m_flagArgs, m_counterNames,
        m_counterArgs, m_spanNames;
};

} // namespace

void writeChromeTrace(const Timeline& timeline, Sink& sink)
{
    Writer(timeline, sink).write();
}

} // namespace sojourn
