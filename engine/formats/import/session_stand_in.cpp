#include "formats/import/session_stand_in.h"

#include "formats/read_limits.h"
#include "formats/session/column_chunks.h"
#include "formats/session/event_chunk.h"

#include <algorithm>
#include <utility>

namespace sojourn {

using namespace session;

namespace {

constexpr std::size_t mostNumbered = 0xF000;

/// How many things of each kind are referred to: one more than the highest number.
class Referred final
{
public:
    void take(ChunkType type, std::string_view bytes)
    {
        RowsHead head;
        switch (type) {
        case ChunkType::TaskNames:
            if (readTexts(bytes, m_taskNames) && !m_taskNames.empty())
                task(static_cast<std::uint32_t>(m_taskNames.size() - 1), m_taskNames.size());
            break;
        case ChunkType::Origin:
            (void)readOrigin(bytes, m_origin);
            break;
        case ChunkType::Events:
            if (readEventChunk(bytes, m_events))
                for (const Event& event : m_events.events)
                    take(event);
            break;
        case ChunkType::Visits:
            m_visits.clear();
            if (readVisitChunk(bytes, head, m_visits))
                for (const Visit& visit : m_visits)
                    take(visit);
            break;
        case ChunkType::Spans:
            m_spans.clear();
            if (!readSpanChunk(bytes, head, m_spans)) break;
            task(head.of, m_spans.size());
            for (const Span& span : m_spans)
                take(span);
            break;
        case ChunkType::Instants:
            m_marks.clear();
            if (readInstantChunk(bytes, head, m_marks)) task(head.of, m_marks.size());
            break;
        case ChunkType::Depths:
            if (readRowsHead(bytes, head)) upToNumbered(m_queues, head.of);
            break;
        default:
            break;
        }
    }

    InfoMessage made()
    {
        InfoMessage message;
        message.isRunKnown = false; // seed and clock are lost with the names
        RunInfo& info = message.info;
        info.scenario = m_origin.name;
        if (!m_hasEvents) message.format = "Recording";
        // Tasks are no more than there are rows: a number beyond that is damage, and its rows are refused.
        const auto tasks = static_cast<std::uint32_t>(
            std::min({std::uint64_t{m_tasks}, m_rows, std::uint64_t{mostTasksRead}}));
        for (std::size_t group = 0; group < m_groups; ++group)
            info.groups.push_back({"group " + std::to_string(group), 0, 0, true});
        if (!m_taskNames.empty() && m_groups + tasks < mostNumbered)
            addLanes(info, tasks);
        else if (tasks > 0)
            addTasks(info, tasks);
        for (std::size_t queue = 0; queue < m_queues; ++queue) {
            info.queues.push_back({.name = "queue " + std::to_string(queue)});
            info.queues.back().isCounter = queue >= m_queuesOfItems;
            info.queues.back().isSettingKnown = false;
        }
        for (std::size_t flag = 0; flag < m_flags; ++flag)
            info.flags.push_back("flag " + std::to_string(flag));
        // With a thread for everyone nobody stands in line, which no event tells.
        for (std::size_t pool = 0; pool < m_pools; ++pool)
            info.pools.push_back({"pool " + std::to_string(pool), std::max(tasks, std::uint32_t{1}), false});
        for (std::size_t request = 0; request < m_requests; ++request)
            info.requests.push_back({0, "request " + std::to_string(request)});
        if (m_requests > 0) info.servers.push_back({"server", 1, false});
        return message;
    }

private:
    static void upTo(std::size_t& count, std::size_t number) { count = std::max(count, number + 1); }
    /// Of things that 16 bits number: what refers to further ones is refused.
    static void upToNumbered(std::size_t& count, std::size_t number)
    {
        if (number < mostNumbered) upTo(count, number);
    }
    void task(std::uint32_t number, std::size_t rows)
    {
        m_rows += rows;
        if (number != noTask) upTo(m_tasks, number);
    }
    void queueOfItems(std::size_t number)
    {
        upToNumbered(m_queues, number);
        upToNumbered(m_queuesOfItems, number);
    }

    void take(const Visit& visit)
    {
        queueOfItems(visit.queue);
        task(visit.producer, 1);
        task(visit.consumer, 1);
    }

    void take(const Span& span)
    {
        switch (span.state) {
        case TaskState::PutWait:
        case TaskState::GetWait:
        case TaskState::JoinWait:
            return queueOfItems(span.object);
        case TaskState::AwaitWait:
            return upToNumbered(m_groups, span.object);
        case TaskState::FlagWait:
            return upToNumbered(m_flags, span.object);
        case TaskState::Offloaded:
            if (isRequest(static_cast<RequestPhase>(span.detail)))
                return upToNumbered(m_requests, span.object);
            if (span.object != noPool) upToNumbered(m_pools, span.object);
            return;
        default:
            return;
        }
    }

    void take(const Event& event)
    {
        m_hasEvents = true;
        task(event.task, 1);
        switch (event.kind) {
        case EventKind::PutWait:
        case EventKind::Put:
        case EventKind::Drop:
        case EventKind::Get:
        case EventKind::GetWait:
        case EventKind::TaskDone:
        case EventKind::JoinWait:
        case EventKind::Join:
            return queueOfItems(event.object);
        case EventKind::AwaitWait:
        case EventKind::Await:
        case EventKind::Cancel:
            return upToNumbered(m_groups, event.object);
        case EventKind::Set:
        case EventKind::FlagWait:
        case EventKind::Flag:
            return upToNumbered(m_flags, event.object);
        case EventKind::Offload:
            if (event.object != noPool) upToNumbered(m_pools, event.object);
            return;
        case EventKind::Request:
        case EventKind::Connecting:
        case EventKind::Connected:
        case EventKind::FirstByte:
        case EventKind::Response:
        case EventKind::RequestFailed:
            return upToNumbered(m_requests, event.object);
        default:
            return;
        }
    }

    /// Each is a group by itself: which belong together is not known.
    void addLanes(RunInfo& info, std::uint32_t tasks) const
    {
        for (std::uint32_t task = 0; task < tasks; ++task) {
            info.groupOfTask.push_back(static_cast<std::uint16_t>(info.groups.size()));
            const bool isNamed = task < m_taskNames.size() && !m_taskNames[task].empty();
            info.groups.push_back(
                {isNamed ? m_taskNames[task] : "task " + std::to_string(task), task, 1, false});
        }
    }
    void addTasks(RunInfo& info, std::uint32_t tasks) const
    {
        info.groupOfTask.assign(tasks, static_cast<std::uint16_t>(info.groups.size()));
        info.groups.push_back({"task", 0, tasks, true});
    }

    std::size_t m_tasks = 0, m_queues = 0, m_queuesOfItems = 0, m_groups = 0, m_flags = 0, m_pools = 0,
                m_requests = 0;
    std::uint64_t m_rows = 0;
    bool m_hasEvents = false;
    std::vector<std::string> m_taskNames;
    RunOrigin m_origin;
    EventRows m_events;
    std::vector<Visit> m_visits;
    std::vector<Span> m_spans;
    std::vector<Mark> m_marks;
};

} // namespace

bool KeptChunks::keep(const SessionChunk& chunk)
{
    if (chunk.bytes.size() > mostBytes - m_bytes) return false;
    m_bytes += chunk.bytes.size();
    m_chunks.push_back({chunk.type, chunk.byte, std::string(chunk.bytes)});
    return true;
}

InfoMessage KeptChunks::standIn() const
{
    Referred referred;
    for (const Kept& kept : m_chunks)
        referred.take(static_cast<ChunkType>(kept.type), kept.bytes);
    return referred.made();
}

} // namespace sojourn
