// Beginnings and ends that the file leaves open, out of order or asynchronous.
#include "formats/import/assembly_end.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace sojourn {

void AssemblyEnd::settleSpans()
{
    const auto tracks = static_cast<std::uint32_t>(m_told.m_tracks.size());
    std::vector<std::pair<std::uint32_t, MisnamedEnd>> misnamed; // with their tracks
    bindAsyncs();
    for (std::uint32_t number = 0; number < tracks; ++number) {
        ImportTrack& track = m_told.m_tracks[number];
        const bool isPart = track.partOf != noTask;
        if (track.isShuffled) matchAnew(track);
        for (const MisnamedEnd& end : std::exchange(track.misnamed, {}))
            misnamed.emplace_back(number, end);
        close(track.open, isPart ? track.partOf : number);
        if (!isPart) continue;
        ImportTrack& whole = m_told.m_tracks[track.partOf];
        track.spans.forEach([&](const Span& span) { whole.spans.add(span); });
        track.instants.forEach([&](const Mark& mark) { whole.instants.add(mark); });
        track.spans = {}, track.instants = {};
    }
    for (FlowPoint& point : m_told.m_flows)
        if (const std::uint32_t whole = m_told.m_tracks[point.track].partOf; whole != noTask)
            point.track = whole;
    // The first in the file is told; those whose place is not known any more come last.
    std::ranges::stable_sort(misnamed, {}, [](const auto& each) {
        const FilePlace& place = each.second.place;
        return std::pair(static_cast<std::uint64_t>(place.byte), place.unpacked);
    });
    for (const auto& [track, end] : misnamed)
        m_told.m_findings.add(ImportFault::MisnamedEnd, ImportEffect::Mended, end.place, end.ns, track);
    for (auto& [key, life] : m_asyncLives)
        close(life.open, life.track);
    m_asyncLives.clear();
    bindAsyncInstants();
}

/// The beginnings and ends of a track in the order in which they stand in the file. Of those before the first
/// that stands behind a later one only what came of them is kept: they stood in order of time, so that this
/// tells what came when.
std::vector<LateEvent> AssemblyEnd::eventsOf(ImportTrack& track)
{
    std::vector<LateEvent> events;
    for (const SpanMatcher::End& end : track.open.ends())
        events.push_back({nullptr, end.ns, end.name, end.place});
    std::unordered_map<const Span*, std::uint32_t> misnamed;
    for (const MisnamedEnd& end : track.misnamed)
        misnamed.emplace(end.closed, end.name);
    const auto nameOfEnd = [&](const Span& closed) {
        if (const auto other = misnamed.find(&closed); other != misnamed.end()) return other->second;
        return track.ends == ImportTrack::Ends::Named && closed.isNamed() ? closed.item : noTask;
    };
    std::vector<Span*> closed; // that go on
    const auto endUntil = [&](std::int64_t ns) {
        for (; !closed.empty() && closed.back()->endNs <= ns; closed.pop_back())
            events.push_back({nullptr, closed.back()->endNs, nameOfEnd(*closed.back()), {}});
    };
    if (!track.begun.empty()) track.begun.push_back(track.begunEnd);
    auto border = track.begun.begin();
    bool isBegun = false;
    auto open = track.open.open().begin();
    std::size_t number = 0;
    track.spans.forEach([&](Span& span) {
        const std::size_t at = number++;
        for (; border != track.begun.end() && *border == at; ++border)
            isBegun = !isBegun;
        if (!isBegun) return;
        endUntil(span.startNs);
        const bool isOpen = open != track.open.open().end() && open->span == &span;
        events.push_back({&span, span.startNs, span.item, isOpen ? (open++)->place : FilePlace()});
        if (!isOpen) closed.push_back(&span);
    });
    endUntil(std::numeric_limits<std::int64_t>::max());
    events.insert(events.end(), track.late.begin(), track.late.end());
    return events;
}

/// Beginnings and ends that stand in any order are matched in order of time; at one instant, in that of the
/// file.
void AssemblyEnd::matchAnew(ImportTrack& track)
{
    std::vector<LateEvent> events = eventsOf(track);
    track.late = {}, track.begun = {}, track.misnamed = {}, track.open = {};
    std::ranges::stable_sort(events, {}, &LateEvent::ns);
    for (const LateEvent& event : events) {
        if (event.span != nullptr) {
            event.span->endNs = notYet;
            track.open.begin(*event.span, event.name, event.place);
            continue;
        }
        const SpanMatcher::Open* const closed = track.open.end({event.ns, event.name, event.place});
        if (closed && event.name != noTask && closed->span->isNamed() && closed->name != event.name)
            track.misnamed.push_back({closed->span, event.ns, event.name, event.place});
    }
}

/// Beginnings and ends of asynchronous spans, in order of time; at one instant, in that of the file.
void AssemblyEnd::bindAsyncs()
{
    using AsyncEvent = TraceAssembler::AsyncEvent;
    if (!m_told.m_areAsyncsShuffled) {
        m_told.m_asyncs.forEach([&](const AsyncEvent& event) { bindAsync(event); });
    } else {
        std::vector<const AsyncEvent*> events;
        events.reserve(m_told.m_asyncs.count());
        m_told.m_asyncs.forEach([&](const AsyncEvent& event) { events.push_back(&event); });
        std::ranges::stable_sort(events, {}, [](const AsyncEvent* event) { return event->ns; });
        for (const AsyncEvent* const event : events)
            bindAsync(*event);
    }
    m_told.m_asyncs = {};
}

void AssemblyEnd::bindAsync(const TraceAssembler::AsyncEvent& event)
{
    m_told.at(event.place);
    AsyncLife& life = m_asyncLives[event.key];
    if (event.series == noTask) {
        life.open.end({event.ns, noTask, event.place});
        if (life.open.isSettled()) m_asyncLives.erase(event.key);
        return;
    }
    if (life.open.open().empty()) life.track = asyncTrackOf(event.process, event.series);
    if (life.track == noTask) return m_told.tooMuch(TraceAssembler::tooManyTracks, event.ns);
    const SpanLabel& label = event.label;
    Span& span = m_told.m_tracks[life.track].spans.add(
        {event.ns, notYet, label.item, label.object, label.state, label.detail});
    life.open.begin(span, label.item, event.place);
    if (!m_told.m_asyncInstants.empty()) m_asyncSpans.push_back({event.key, &span, life.track});
}

/// The track of asynchronous things of a process and a series; made when it is new.
std::uint32_t AssemblyEnd::asyncTrackOf(std::uint32_t process, std::uint32_t series)
{
    const auto [known, isNew] = m_trackOfAsyncSeries.emplace(std::uint64_t{process} << 32 | series, noTask);
    if (isNew) {
        const TraceAssembler::AsyncSeries& names = m_told.m_asyncSeries[series];
        known->second = m_told.asyncTrack(process, names.category, names.name);
    }
    return known->second;
}

/// Of the spans of its key, an instant belongs to the one around it that began last.
void AssemblyEnd::bindAsyncInstants()
{
    using AsyncInstant = TraceAssembler::AsyncInstant;
    std::vector<AsyncSpan> spans = std::exchange(m_asyncSpans, {});
    const auto beginning = [](const AsyncSpan& each) { return std::pair(each.key, each.span->startNs); };
    std::ranges::sort(spans, {}, beginning);
    std::vector<AsyncInstant*> instants; // in order of time, so that new tracks are
    for (AsyncInstant& each : m_told.m_asyncInstants)
        instants.push_back(&each);
    std::ranges::stable_sort(instants, {}, [](const AsyncInstant* each) { return each->ns; });
    for (AsyncInstant* const each : instants) {
        auto at = std::ranges::upper_bound(spans, std::pair(each->key, each->ns), {}, beginning);
        while (each->track == noTask && at != spans.begin() && (--at)->key == each->key)
            if (at->span->endNs >= each->ns) each->track = at->track;
        m_told.at(each->place);
        if (each->track == noTask) each->track = asyncTrackOf(each->process, each->series);
        m_told.instant(each->track, each->ns, each->mark);
    }
    for (TraceAssembler::AsyncFlow& flow : m_told.m_asyncFlows) {
        flow.point.track = m_told.m_asyncInstants[flow.instant].track;
        m_told.flow(flow.point);
    }
    m_told.m_asyncInstants = {};
    m_told.m_asyncFlows = {};
}

/// What never ended goes on to the end of all.
void AssemblyEnd::close(SpanMatcher& open, std::uint32_t track)
{
    open.settle();
    for (const SpanMatcher::Open& each : open.open()) {
        each.span->endNs = m_told.m_lastNs;
        m_unclosed.push_back({each.span->startNs, each.place, track, each.span->item});
    }
    for (const SpanMatcher::End& each : open.ends())
        m_told.m_findings.add(ImportFault::Unopened, ImportEffect::LeftOut, each.place, each.ns, track);
}

/// Of a track that has not enough lanes, the spans that are drawn to the end of all are the last of their
/// lanes; the others are told as left out.
void AssemblyEnd::tellUnclosed()
{
    using Begin = std::pair<std::int64_t, std::uint32_t>; // when, and its name
    std::map<std::uint32_t, std::multiset<Begin>> drawn;  // by track
    for (const std::uint32_t track : m_crowdedTracks)
        for (const std::vector<Span>& lane : m_lanesOfTrack[track])
            if (lane.back().endNs == m_told.m_lastNs)
                drawn[track].emplace(lane.back().startNs, lane.back().item);
    for (const Unclosed& each : m_unclosed) {
        if (std::ranges::binary_search(m_crowdedTracks, each.track)) {
            const auto found = drawn[each.track].find({each.startNs, each.item});
            if (found == drawn[each.track].end()) continue;
            drawn[each.track].erase(found);
        }
        m_told.m_findings.add(ImportFault::Unclosed, ImportEffect::Mended, each.place, each.startNs,
                              each.track);
    }
    m_unclosed = {};
}

} // namespace sojourn
