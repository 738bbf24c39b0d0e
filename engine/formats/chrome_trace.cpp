#include "formats/chrome_trace.h"

#include "formats/json_text.h"
#include "formats/lane_stacks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
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
        nameWaits();
    }

    void write()
    {
        m_sink.write("{\"displayTimeUnit\":\"ns\",\"otherData\":{");
        if (m_isRunKnown)
            m_sink.write("\"scenario\":" + jsonString(m_info.scenario) + ",\"seed\":\"" +
                         std::to_string(m_info.seed) + "\",");
        m_sink.write("\"flow_instants\":\"exact\"},\"traceEvents\":[");
        writeNames();
        for (std::uint32_t task = 0; task < m_columns.lanes().size(); ++task)
            writeSpans(task);
        for (std::uint32_t task = 0; task < m_columns.lanes().size(); ++task)
            writeInstants(task);
        for (std::size_t queue = 0; queue < m_columns.depths().size(); ++queue)
            writeCounter(queue);
        for (const std::uint32_t visit : m_columns.visitsInOrderOfPutting())
            writeFlow(m_columns.visits()[visit]);
        m_sink.write("\n]}\n");
    }

private:
    struct Place
    {
        std::uint32_t task;
        std::int64_t ns;
    };

    void nameWaits()
    {
        const auto name = [](const char* key, const std::string& text) {
            return std::string(",\"args\":{\"") + key + "\":" + jsonString(text);
        };
        for (const QueueInfo& queue : m_info.queues)
            m_queueArgs.push_back(name("queue", queue.name));
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
        m_sink.write(m_isFirst ? "\n{\"ph\":\"" : ",\n{\"ph\":\"");
        m_sink.write(phase);
        m_sink.write("\",\"pid\":1");
        m_isFirst = false;
    }

    /// The lanes of one imported thread are that thread again: what is inside another span is told by its
    /// instants.
    std::uint32_t firstLaneOf(std::uint32_t task) const
    {
        const GroupInfo& group = m_info.groups[m_info.groupOfTask[task]];
        return group.counted ? task : group.firstTask;
    }

    bool hasSeveralLanes(std::uint32_t task) const
    {
        const GroupInfo& group = m_info.groups[m_info.groupOfTask[task]];
        return !group.counted && group.taskCount > 1;
    }

    void writeThread(std::uint32_t task)
    {
        m_sink.write(",\"tid\":");
        writeWhole(m_sink, std::int64_t{firstLaneOf(task)} + 1);
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
            if (firstLaneOf(task) != task) continue;
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

    void writeSpans(std::uint32_t task)
    {
        const Lane& lane = m_columns.lanes()[task];
        for (const Span& span : lane.spans)
            writeSpan(task, span);
        if (const auto span = lane.openUntil(m_endNs)) writeSpan(task, *span);
    }

    void writeSpan(std::uint32_t task, const Span& span)
    {
        if (static_cast<int>(span.state) >= shownStates) return;
        begin('X');
        writeThread(task);
        m_sink.write(",\"name\":");
        writeSpanName(span);
        writeTime(",\"ts\":", span.startNs);
        writeTime(",\"dur\":", span.endNs - span.startNs);
        writeArguments(span);
        m_sink.write('}');
    }

    void writeInstants(std::uint32_t task)
    {
        const Lane& lane = m_columns.lanes()[task];
        if (!lane.hasInstants()) return;
        for (const Mark& mark : lane.marks) {
            begin('i');
            writeThread(task);
            m_sink.write(",\"name\":");
            m_sink.write(m_spanNames[mark.item]);
            writeTime(",\"ts\":", mark.atNs);
            m_sink.write(",\"s\":\"t\"}");
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

    void writeCounter(std::size_t queue)
    {
        const std::string name = ",\"name\":" + jsonString(m_info.queues[queue].name);
        const std::string args =
            std::string(",\"args\":{\"") + (m_info.queues[queue].isCounter ? "value" : queueSeries) + "\":";
        for (const DepthStep& step : m_columns.depths()[queue]) {
            begin('C');
            m_sink.write(name);
            writeTime(",\"ts\":", step.atNs);
            m_sink.write(args);
            writeWhole(m_sink, step.size);
            m_sink.write("}}");
        }
    }

    /// Spans of a lane follow each other without a gap, so the first that ends late enough is the one. Where
    /// none does, as with a task that takes no time at all, and of another program's flow, it is the instant
    /// itself: items are not left out for want of a span.
    Place placeOfPut(std::uint32_t task, std::int64_t ns) const
    {
        const Lane& lane = m_columns.lanes()[task];
        const auto span = std::ranges::lower_bound(lane.spans, ns, {}, &Span::endNs);
        if (span != lane.spans.end()) return {task, span->endNs == ns && !span->isNamed() ? ns - 1 : ns};
        return {task, ns};
    }

    Place placeOfGet(std::uint32_t task, std::int64_t ns) const
    {
        const Lane& lane = m_columns.lanes()[task];
        const auto span = std::ranges::upper_bound(lane.spans, ns, {}, &Span::endNs);
        if (span != lane.spans.end() || lane.openUntil(m_endNs)) return {task, ns};
        // It ended with the get: no span starts there, and an arrow to the last one still says who took the
        // item.
        if (!lane.spans.empty() && !lane.spans.back().isNamed()) return {task, lane.spans.back().endNs - 1};
        return {task, ns};
    }

    void writeFlow(const Visit& visit)
    {
        if (visit.enqueuedNs == notYet || visit.dequeuedNs == notYet) return;
        ++m_flows;
        writeFlowEnd('s', placeOfPut(visit.producer, visit.enqueuedNs), visit.enqueuedNs, visit);
        writeFlowEnd('f', placeOfGet(visit.consumer, visit.dequeuedNs), visit.dequeuedNs, visit);
    }

    void writeFlowEnd(char phase, const Place& place, std::int64_t ns, const Visit& visit)
    {
        begin(phase);
        writeThread(place.task);
        writeTime(",\"ts\":", place.ns);
        m_sink.write(phase == 'f' ? ",\"bp\":\"e\",\"id\":" : ",\"id\":");
        writeWhole(m_sink, m_flows);
        m_sink.write(",\"cat\":\"item\",\"name\":\"item\"");
        m_sink.write(m_queueArgs[visit.queue]);
        m_sink.write(",\"item\":");
        writeWhole(m_sink, visit.item);
        if (hasSeveralLanes(place.task)) {
            m_sink.write(",\"lane\":");
            writeWhole(m_sink, std::int64_t{place.task} - firstLaneOf(place.task) + 1);
        }
        if (place.ns != ns) writeTime(",\"at_us\":", ns);
        if (phase == 'f' && visit.doneNs != notYet) writeTime(",\"done_us\":", visit.doneNs);
        m_sink.write("}}");
    }

    const Columns& m_columns;
    const RunInfo& m_info;
    Sink& m_sink;
    std::int64_t m_endNs;
    bool m_isRunKnown;
    bool m_isFirst = true;
    std::int64_t m_flows =
        0; // those that were written: numbered without gaps they are the same when read again
    std::vector<std::string> m_queueArgs, m_poolArgs, m_requestArgs, m_groupArgs, m_flagArgs, m_spanNames;
};

} // namespace

void writeChromeTrace(const Timeline& timeline, Sink& sink)
{
    Writer(timeline, sink).write();
}

} // namespace sojourn
