// The last part of putting a recording together: everything has been told, now it is sorted, matched and
// named.
#pragma once

#include "formats/import/lane_groups.h"
#include "formats/import/trace_assembler.h"
#include "trace/columns_builder.h"
#include "trace/recording.h"

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// One use: made() takes everything out of the assembler.
class AssemblyEnd final
{
public:
    AssemblyEnd(TraceAssembler& told, RunInfo info, bool isOurs);
    Recording made();

private:
    using Lanes = std::vector<std::vector<Span>>;

    void settleSpans();
    static void matchAnew(ImportTrack& track);
    static std::vector<LateEvent> eventsOf(ImportTrack& track);
    void close(SpanMatcher& open, std::uint32_t track);
    void bindAsyncs();
    void bindAsync(const TraceAssembler::AsyncEvent& event);
    std::uint32_t asyncTrackOf(std::uint32_t process, std::uint32_t series);
    void bindAsyncInstants();
    void layLanes();
    void tellUnclosed();
    void numberTasks();
    void takeEmptySpans(std::uint32_t track, MarkList& instants);
    void takeInstants(std::uint32_t task, MarkList& instants);
    void addCounters();
    void orderQueues();
    void keepQueues(const std::vector<std::uint16_t>& kept);
    void dropEmptyQueues();
    void addFlows();
    void addFlow(const FlowHop& hop, std::uint32_t item);
    static std::vector<std::uint32_t> itemsOf(const std::vector<FlowHop>& hops);
    void addDepthsOfVisits();
    void nameThings();
    void moveAwaitedGroups();
    ColumnsBuilder builtLanes();
    static std::string listed(const TextNumbers& names);
    std::vector<std::string> notKept() const;
    void nameOnlyProcess();
    TextNumbers unshownProcesses() const;
    TextNumbers emptyThreads() const;
    std::vector<LostStretch> lost() const;

    struct Place
    {
        std::uint32_t task = noTask;
        std::size_t span = 0;
        bool isInSpan = false;
    };
    Place placeOf(const FlowPoint& point) const;
    bool isOnInstant(const FlowPoint& point) const;
    std::int64_t putWaitBefore(const Visit& visit, std::uint32_t item) const;
    const Span& spanAt(const Place& place) const { return m_spans[place.task][place.span]; }

    /// A span that never ended.
    struct Unclosed
    {
        std::int64_t startNs;
        FilePlace place;
        std::uint32_t track;
        std::uint32_t item;
    };

    /// The asynchronous spans of one key, while some of them go on.
    struct AsyncLife
    {
        SpanMatcher open;
        std::uint32_t track = noTask;
    };
    struct AsyncSpan
    {
        std::uint64_t key;
        const Span* span;
        std::uint32_t track;
    };

    TraceAssembler& m_told;
    RunInfo m_info;
    bool m_isOurs;
    std::int64_t m_originNs;
    std::unordered_map<std::uint64_t, AsyncLife> m_asyncLives;             // by key
    std::vector<AsyncSpan> m_asyncSpans;                                   // where there are instants
    std::unordered_map<std::uint64_t, std::uint32_t> m_trackOfAsyncSeries; // by process and series
    std::vector<Unclosed> m_unclosed;
    std::vector<std::uint32_t> m_crowdedTracks; // some of whose spans have no lane
    std::vector<Lanes> m_lanesOfTrack;
    std::vector<std::uint32_t> m_taskOfTrack; // its first lane; noTask: it has none
    std::vector<std::uint32_t> m_laneCounts;  // by track
    std::set<std::uint32_t> m_shownProcesses; // whose names stand somewhere, or that have none
    std::vector<std::string> m_counterNames;
    Lanes m_spans;                          // by task
    std::vector<std::vector<Mark>> m_marks; // by task, in order of time
    std::vector<std::vector<DepthStep>> m_depths;
    std::vector<Visit> m_visits;
    std::unordered_map<const FlowPoint*, std::int64_t> m_takenAt; // steps of flows, when
};

} // namespace sojourn
