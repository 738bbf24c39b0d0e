#include "formats/import/assembly_end.h"

#include "formats/chrome_trace.h"
#include "formats/import/counter_depths.h"
#include "formats/import/shown_text.h"
#include "formats/import/text_numbers.h"
#include "trace/grouped.h"
#include "trace/lost_stretches.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace sojourn {

AssemblyEnd::AssemblyEnd(TraceAssembler& told, RunInfo info, bool isOurs)
    : m_told(told)
    , m_info(std::move(info))
    , m_isOurs(isOurs)
    , m_originNs(isOurs && told.m_firstNs >= 0 ? 0 : told.m_firstNs)
{
}

Recording AssemblyEnd::made()
{
    settleSpans();
    layLanes();
    for (ImportProcess& process : m_told.m_processes) {
        if (!process.labels.empty()) process.name = process.shownName() + " (" + process.labels + ")";
        process.name = shownText(std::move(process.name)), process.id = shownText(std::move(process.id));
    }
    if (m_isOurs && !m_told.m_processes.empty() && m_told.m_processes.front().name != m_info.scenario)
        m_info.title = m_told.m_processes.front().name;
    numberTasks();
    if (!m_isOurs) nameOnlyProcess();
    for (std::string& name : m_told.m_queueNames.take())
        m_info.queues.push_back({.name = shownText(std::move(name)), .isSettingKnown = false});
    m_depths.resize(m_info.queues.size());
    addCounters();
    addFlows();
    moveAwaitedGroups();
    nameThings();

    Recording recording;
    recording.originNs = m_originNs;
    recording.report.findings = m_told.m_findings.made(m_originNs, m_taskOfTrack);
    if (!m_isOurs) recording.report.notKept = notKept();
    recording.lost = lost();
    ColumnsBuilder builder = builtLanes();
    recording.end.outcome = Outcome::Finished;
    recording.end.at = instantFromNanoseconds(builder.lastNs());
    recording.info = std::make_shared<RunInfo>(std::move(m_info));
    recording.columns = builder.build(recording.info);
    recording.log = std::make_shared<EventLog>();
    return recording;
}

/// A recording of one process is called by its name. Otherwise names of lanes and counters have it where they
/// need it.
void AssemblyEnd::nameOnlyProcess()
{
    std::set<std::uint32_t> processes;
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track) {
        if (m_taskOfTrack[track] == noTask) continue;
        const std::uint32_t process = m_told.m_tracks[track].process;
        const GroupInfo& group = m_info.groups[m_info.groupOfTask[m_taskOfTrack[track]]];
        processes.insert(process);
        if (group.name.find(m_told.m_processes[process].name) != std::string::npos)
            m_shownProcesses.insert(process);
    }
    for (const ImportCounter& counter : m_told.m_counters)
        processes.insert(counter.process);
    if (processes.size() != 1) return;
    m_info.title = m_told.m_processes[*processes.begin()].name;
    m_shownProcesses = processes;
}

/// The names, with labels, of processes that stand nowhere.
TextNumbers AssemblyEnd::unshownProcesses() const
{
    TextNumbers names;
    for (std::uint32_t process = 0; process < m_told.m_processes.size(); ++process)
        if (const std::string& name = m_told.m_processes[process].name;
            !name.empty() && !m_shownProcesses.contains(process))
            names.numberOf(name);
    return names;
}

/// Those that are named, and nothing stands on them.
TextNumbers AssemblyEnd::emptyThreads() const
{
    TextNumbers names;
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track) {
        const ImportTrack& each = m_told.m_tracks[track];
        if (m_taskOfTrack[track] == noTask && !each.isAsync && !each.name.empty() && each.partOf == noTask)
            names.numberOf(each.name);
    }
    return names;
}

/// As many as a sentence holds.
std::string AssemblyEnd::listed(const TextNumbers& names)
{
    static constexpr std::uint32_t shown = 12;
    static constexpr std::size_t longest = 60;
    std::string text;
    for (std::uint32_t i = 0; i < std::min(names.size(), shown); ++i)
        text += (i > 0 ? ", " : "") + shownText(std::string(wholeCharacters(names.text(i), longest)));
    return names.size() > shown ? text + ", …" : text;
}

/// In words. Ids that stand in names are kept so, and exports call every process 1.
std::vector<std::string> AssemblyEnd::notKept() const
{
    std::vector<std::string> words;
    const auto say = [&](const char* what, std::uint64_t count, const char* one, const char* many) {
        if (count > 0) words.push_back(what + grouped(count) + ' ' + (count == 1 ? one : many));
    };
    const TraceAssembler::NotKept& counts = m_told.m_notKept;
    say("the arguments of ", counts.arguments, "event", "events");
    say("the categories of ", counts.categories, "event", "events");
    say("the scopes of ", counts.scopes, "instant", "instants");
    say("the times on the thread's clock of ", counts.threadTimes, "event", "events");
    say("the colours of ", counts.colours, "event", "events");
    say("the stacks of ", counts.stacks, "event", "events");
    say("", counts.metadata, "entry of metadata", "entries of metadata");
    if (counts.metadata > 0) words.back() += " (" + listed(counts.metadataNames) + ')';
    const auto sayNames = [&](const TextNumbers& names, const char* one, const char* many) {
        say("", names.size(), one, many);
        if (names.size() > 0) words.back() += " (" + listed(names) + ')';
    };
    sayNames(unshownProcesses(), "name of a process", "names of processes");
    sayNames(emptyThreads(), "name of a thread without events", "names of threads without events");
    sayNames(m_told.m_notKept.emptyTracks, "name of a track without events",
             "names of tracks without events");
    std::set<std::uint32_t> processes, inNames; // inNames: a lane's name has the id
    std::uint64_t threads = 0;
    const auto isNumber = [](const std::string& id) {
        return !id.empty() && id.find_first_not_of("0123456789") == std::string::npos;
    };
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track) {
        if (m_taskOfTrack[track] == noTask) continue;
        const ImportTrack& each = m_told.m_tracks[track];
        processes.insert(each.process);
        const std::string& name = m_info.groups[m_info.groupOfTask[m_taskOfTrack[track]]].name;
        if (name.find("process " + m_told.m_processes[each.process].id) != std::string::npos)
            inNames.insert(each.process);
        threads += !each.isAsync && !each.name.empty() && isNumber(each.id);
    }
    const auto isHidden = [&](std::uint32_t number) {
        const ImportProcess& process = m_told.m_processes[number];
        return (!process.name.empty() || !inNames.contains(number)) && !process.id.empty() &&
               process.id != "1";
    };
    // A thread's name that no other has stands without its process.
    const auto standsWithout = [&](std::size_t track) {
        const std::uint32_t task = m_taskOfTrack[track];
        if (task == noTask || processes.size() == 1) return false;
        const std::string& process = m_told.m_processes[m_told.m_tracks[track].process].name;
        const std::string& name = m_info.groups[m_info.groupOfTask[task]].name;
        return !process.empty() && name.find(process) == std::string::npos;
    };
    std::uint64_t without = 0;
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track)
        without += standsWithout(track);
    say("the processes of ", without, "thread", "threads");
    say("the ids of ", static_cast<std::uint64_t>(std::ranges::count_if(processes, isHidden)), "process",
        "processes");
    say("the ids of ", threads, "thread", "threads");
    return words;
}

/// Of a track that has several lanes, on each of them.
std::vector<LostStretch> AssemblyEnd::lost() const
{
    std::vector<LostStretch> all;
    const auto add = [&](std::uint32_t track, std::int64_t fromNs, std::int64_t toNs) {
        if (m_told.m_tracks[track].partOf != noTask) track = m_told.m_tracks[track].partOf;
        const std::uint32_t first = m_taskOfTrack[track];
        if (first == noTask) return;
        fromNs = std::max(fromNs, m_told.m_firstNs), toNs = std::min(toNs, m_told.m_lastNs);
        for (std::uint32_t lane = 0; lane < std::max(m_laneCounts[track], 1U); ++lane)
            if (all.size() < mostLostStretches)
                all.push_back({first + lane, fromNs - m_originNs, toNs - m_originNs});
    };
    for (const LostStretch& each : m_told.m_lost)
        add(each.task, each.fromNs, each.toNs);
    if (m_told.m_lostProcesses.empty()) return inOrder(std::move(all));
    for (std::uint32_t track = 0; track < m_told.m_tracks.size(); ++track) {
        const auto lost = m_told.m_lostProcesses.find(m_told.m_tracks[track].process);
        if (lost != m_told.m_lostProcesses.end()) add(track, lost->second, m_told.m_lastNs);
    }
    return inOrder(std::move(all));
}

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

void AssemblyEnd::layLanes()
{
    const auto add = [&](ImportFault fault, ImportEffect effect, std::int64_t ns, std::uint32_t track,
                         std::uint64_t count) { m_told.m_findings.add(fault, effect, -1, ns, track, count); };
    for (std::uint32_t track = 0; track < m_told.m_tracks.size(); ++track) {
        LaidLanes laid = laidOntoLanes(m_told.m_tracks[track].spans);
        add(ImportFault::NoLength, ImportEffect::LeftOut, laid.firstNoLengthNs, track, laid.noLength);
        takeEmptySpans(track, laid.instants);
        m_told.m_findings.addKind(ImportFault::TooMuch, ImportEffect::LeftOut,
                                  "spans on lanes beyond 512 of a track", -1, laid.firstLeftOutNs, track,
                                  laid.leftOut);
        // Asynchronous spans overlap by their nature.
        if (!m_told.m_tracks[track].isAsync)
            add(ImportFault::Overlap, ImportEffect::Noted, laid.firstOverlapNs, track, laid.overlaps);
        if (laid.leftOut > 0) m_crowdedTracks.push_back(track);
        m_lanesOfTrack.push_back(std::move(laid.lanes));
    }
    tellUnclosed();
}

/// Of named spans that begin and end at one instant, that instant is left.
void AssemblyEnd::takeEmptySpans(std::uint32_t track, MarkList& instants)
{
    std::int64_t firstNs = notYet;
    instants.forEach([&](const Mark& mark) {
        if (firstNs == notYet) firstNs = mark.atNs;
        m_told.m_tracks[track].instants.add(mark);
    });
    m_told.m_findings.add(ImportFault::NoLength, ImportEffect::Mended, -1, firstNs, track, instants.count());
}

void AssemblyEnd::numberTasks()
{
    std::vector<GroupedTrack> tracks;
    for (std::uint32_t i = 0; i < m_told.m_tracks.size(); ++i) {
        ImportTrack& track = m_told.m_tracks[i];
        const auto lanes = static_cast<std::uint32_t>(m_lanesOfTrack[i].size());
        const bool isOurTask = m_isOurs && !track.name.empty() && track.partOf == noTask;
        if (lanes == 0 && track.instants.count() == 0 && !isOurTask) continue;
        std::string name = track.name;
        if (name.empty()) name = calledById(track.isAsync ? "spans" : "thread", track.id);
        tracks.push_back({i, track.process, shownText(std::move(name)), track.sortIndex, track.isAsync,
                          std::max(lanes, std::uint32_t{1})});
    }
    const std::vector<std::uint32_t> trackOfTask = groupTracks(std::move(tracks), m_told.m_processes, m_info);
    m_taskOfTrack.assign(m_told.m_tracks.size(), noTask);
    m_laneCounts.assign(m_told.m_tracks.size(), 0);
    m_spans.resize(trackOfTask.size());
    m_marks.resize(trackOfTask.size());
    for (std::uint32_t task = 0; task < trackOfTask.size(); ++task) {
        const std::uint32_t track = trackOfTask[task];
        if (m_taskOfTrack[track] == noTask) {
            m_taskOfTrack[track] = task;
            takeInstants(task, m_told.m_tracks[track].instants);
        }
        const std::size_t lane = m_laneCounts[track]++;
        if (lane < m_lanesOfTrack[track].size()) m_spans[task] = std::move(m_lanesOfTrack[track][lane]);
        if (m_originNs == 0) continue;
        for (Span& span : m_spans[task])
            span.startNs -= m_originNs, span.endNs -= m_originNs;
    }
    m_lanesOfTrack.clear();
}

/// They lie on the first lane of their track: which of the spans there they belong to their instant tells.
void AssemblyEnd::takeInstants(std::uint32_t task, MarkList& instants)
{
    std::vector<Mark>& marks = m_marks[task];
    marks = instants.take();
    // Of one instant, in the order of the file.
    if (!std::ranges::is_sorted(marks, {}, &Mark::atNs)) std::ranges::stable_sort(marks, {}, &Mark::atNs);
    for (Mark& mark : marks)
        mark.atNs -= m_originNs;
}

void AssemblyEnd::addCounters()
{
    const std::vector<std::string> names = counterNames(m_told.m_counters, m_told.m_processes);
    for (std::size_t i = 0; i < names.size(); ++i) {
        ScaledDepths scaled = scaledDepths(m_told.m_counters[i].values, m_originNs);
        m_told.m_findings.addKind(ImportFault::RoundedCounter, ImportEffect::Mended, names[i], -1,
                                  scaled.firstRoundedNs, noTask, scaled.rounded);
        m_told.m_findings.addKind(ImportFault::BadCounter, ImportEffect::Mended, names[i], -1,
                                  scaled.firstBelowZeroNs, noTask, scaled.belowZero);
        const bool isQueue = m_isOurs && m_told.m_counters[i].series == queueSeries;
        const std::string name = names[i] + scaled.unit;
        const ImportCounter& counter = m_told.m_counters[i];
        if (name.starts_with(m_told.m_processes[counter.process].shownName() + " / "))
            m_shownProcesses.insert(counter.process);
        const auto known =
            std::ranges::find_if(m_info.queues, [&](const QueueInfo& queue) { return queue.name == name; });
        const auto at = static_cast<std::size_t>(known - m_info.queues.begin());
        if (known == m_info.queues.end()) {
            m_info.queues.push_back({.name = name, .isCounter = !isQueue, .isSettingKnown = false});
            m_depths.emplace_back();
        }
        m_depths[at] = std::move(scaled.steps);
    }
    m_told.m_counters.clear();
}

/// The deepest lane that has a span there; or the one whose span begins next.
AssemblyEnd::Place AssemblyEnd::placeOf(const FlowPoint& point) const
{
    const std::int64_t ns = point.ns - m_originNs;
    const std::uint32_t first = m_taskOfTrack[point.track];
    if (first == noTask) return {};
    if (m_isOurs && point.lane > 0 && point.lane <= m_laneCounts[point.track]) {
        const std::vector<Span>& spans = m_spans[first + point.lane - 1];
        const auto behind = std::ranges::upper_bound(spans, ns, {}, &Span::startNs);
        const auto at = static_cast<std::size_t>(behind - spans.begin());
        return {first + point.lane - 1, at - (at > 0), at > 0 && spans[at - 1].endNs >= ns};
    }
    Place around{first}, next{first};
    std::int64_t nextNs = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t task = first; task < first + m_laneCounts[point.track]; ++task) {
        const std::vector<Span>& spans = m_spans[task];
        const auto behind = std::ranges::upper_bound(spans, ns, {}, &Span::startNs);
        const auto at = static_cast<std::size_t>(behind - spans.begin());
        if (at > 0 && spans[at - 1].endNs >= ns) {
            // A span that ends here is meant only where none begins.
            if (spans[at - 1].endNs > ns || !around.isInSpan) around = {task, at - 1, true};
            if (spans[at - 1].startNs == ns && ns < nextNs) nextNs = ns, next = {task, at - 1, true};
        }
        if (at < spans.size() && spans[at].startNs < nextNs)
            nextNs = spans[at].startNs, next = {task, at, true};
    }
    return point.bindsToNext && next.isInSpan ? next : around;
}

/// A flow may begin and end at what takes no time.
bool AssemblyEnd::isOnInstant(const FlowPoint& point) const
{
    const std::uint32_t task = m_taskOfTrack[point.track];
    return task != noTask &&
           std::ranges::binary_search(m_marks[task], point.ns - m_originNs, {}, &Mark::atNs);
}

void AssemblyEnd::addFlows()
{
    const LinkedFlows linked = linkedFlows(m_told.m_flows);
    for (const FlowPoint* point : linked.alone)
        m_told.m_findings.add(ImportFault::LoneFlow, ImportEffect::LeftOut, -1, point->ns, point->track);
    std::vector<FlowHop> hops = linked.hops;
    std::erase_if(hops, [&](const FlowHop& hop) {
        bool isLost = false;
        for (const FlowPoint* point : {hop.from, hop.to}) {
            if (m_taskOfTrack[point->track] != noTask) continue;
            isLost = true;
            m_told.m_findings.add(ImportFault::UnboundFlow, ImportEffect::LeftOut, -1, point->ns,
                                  point->track);
        }
        return isLost;
    });
    std::ranges::stable_sort(hops, {},
                             [](const FlowHop& hop) { return std::pair(hop.from->order, hop.from->ns); });
    const std::vector<std::uint32_t> items = itemsOf(hops);
    m_visits.reserve(hops.size());
    for (std::size_t i = 0; i < hops.size(); ++i)
        addFlow(hops[i], items[i]);
    m_told.m_flows = {};
    addDepthsOfVisits();
}

/// By hop: the numbers that the file has; where one has none, all are numbered in order of time. Steps of one
/// flow are one item.
std::vector<std::uint32_t> AssemblyEnd::itemsOf(const std::vector<FlowHop>& hops)
{
    std::vector<std::uint32_t> items;
    items.reserve(hops.size());
    for (const FlowHop& hop : hops)
        items.push_back(hop.from->item);
    if (std::ranges::find(items, noTask) == items.end()) return items;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers; // by the file's number, or by the flow
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const std::uint64_t key =
            items[i] == noTask ? hops[i].from->key | std::uint64_t{1} << 63 : std::uint64_t{items[i]};
        items[i] = numbers.emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
    }
    return items;
}

void AssemblyEnd::addFlow(const FlowHop& hop, std::uint32_t item)
{
    const Place from = placeOf(*hop.from), to = placeOf(*hop.to);
    // Ours may be of tasks that never spent time.
    for (const auto& [place, point] : {std::pair(from, hop.from), std::pair(to, hop.to)})
        if (!place.isInSpan && !m_isOurs && !isOnInstant(*point))
            m_told.m_findings.add(ImportFault::UnboundFlow, ImportEffect::Noted, -1, point->ns, point->track);
    Visit visit;
    visit.item = item;
    visit.queue = hop.from->queue;
    visit.producer = from.task;
    visit.consumer = to.task;
    visit.enqueuedNs = hop.from->instantNs() - m_originNs;
    visit.dequeuedNs = hop.to->instantNs() - m_originNs;
    // What arrives at the span that begins next is in nobody's hands until that begins.
    if (hop.to->bindsToNext && to.isInSpan) visit.dequeuedNs = std::max(visit.dequeuedNs, spanAt(to).startNs);
    if (m_isOurs) {
        // Files from before flows said their own instants have those that end a span a nanosecond before it;
        // see chrome_trace.h.
        if (hop.from->saidNs == notYet && from.isInSpan && spanAt(from).endNs == visit.enqueuedNs + 1)
            ++visit.enqueuedNs;
        const bool isLast = to.isInSpan && to.span + 1 == m_spans[to.task].size();
        if (hop.to->saidNs == notYet && isLast && spanAt(to).endNs == visit.dequeuedNs + 1)
            ++visit.dequeuedNs;
        if (hop.to->doneNs != notYet) visit.doneNs = std::max(hop.to->doneNs - m_originNs, visit.dequeuedNs);
    } else if (to.isInSpan) {
        visit.doneNs = std::max(spanAt(to).endNs, visit.dequeuedNs);
    }
    m_visits.push_back(visit);
}

/// How many arrows were under way, where no counter tells a queue's length.
void AssemblyEnd::addDepthsOfVisits()
{
    struct Change
    {
        std::int64_t ns;
        int by;
    };
    std::vector<std::vector<Change>> changes(m_depths.size());
    for (const Visit& visit : m_visits) {
        if (!m_depths[visit.queue].empty()) continue;
        changes[visit.queue].push_back({visit.enqueuedNs, 1});
        changes[visit.queue].push_back({visit.dequeuedNs, -1});
    }
    for (std::size_t queue = 0; queue < changes.size(); ++queue) {
        // Of one instant, what comes is counted first: an item that passes at once was there.
        std::ranges::sort(changes[queue], [](const Change& a, const Change& b) {
            return a.ns != b.ns ? a.ns < b.ns : a.by > b.by;
        });
        std::int64_t size = 0;
        for (const Change& change : changes[queue])
            m_depths[queue].push_back(
                {change.ns, static_cast<std::uint32_t>(std::max<std::int64_t>(size += change.by, 0))});
        changes[queue] = {};
    }
}

/// Waits for a group carry the number of its name; now they get the group's.
void AssemblyEnd::moveAwaitedGroups()
{
    std::vector<std::uint16_t> numbers;
    for (std::string& raw : m_told.m_groupNames.take()) {
        const std::string name = shownText(std::move(raw));
        const auto found = std::ranges::find(m_info.groups, name, &GroupInfo::name);
        numbers.push_back(static_cast<std::uint16_t>(found - m_info.groups.begin()));
        if (found == m_info.groups.end())
            m_info.groups.push_back({name, m_info.taskCount(), 0, true}); // without tasks
    }
    if (numbers.empty()) return;
    for (std::vector<Span>& spans : m_spans)
        for (Span& span : spans)
            if (span.state == TaskState::AwaitWait) span.object = numbers[span.object];
}

/// What the groups do with queues, and the names of everything that spans are about.
void AssemblyEnd::nameThings()
{
    const auto note = [](std::vector<std::uint16_t>& queues, std::uint16_t queue) {
        if (std::ranges::find(queues, queue) == queues.end()) queues.push_back(queue);
    };
    for (const Visit& visit : m_visits) {
        note(m_info.groups[m_info.groupOfTask[visit.producer]].putsInto, visit.queue);
        note(m_info.groups[m_info.groupOfTask[visit.consumer]].getsFrom, visit.queue);
    }
    for (std::string& name : m_told.m_poolNames.take())
        m_info.pools.push_back({shownText(std::move(name)), 1, false});
    for (std::string& name : m_told.m_serverNames.take())
        m_info.servers.push_back({shownText(std::move(name)), 1, false});
    m_info.requests = std::move(m_told.m_requests);
    m_info.flags = m_told.m_flagNames.take();
    m_info.spanNames = m_told.m_spanNames.take();
    for (std::vector<std::string>* names : {&m_info.flags, &m_info.spanNames})
        for (std::string& name : *names)
            name = shownText(std::move(name));
}

ColumnsBuilder AssemblyEnd::builtLanes()
{
    ColumnsBuilder builder(m_info.taskCount(), m_info.queues.size());
    for (std::uint32_t task = 0; task < m_spans.size(); ++task)
        builder.setSpans(task, std::move(m_spans[task]));
    for (std::uint32_t task = 0; task < m_marks.size(); ++task)
        builder.setMarks(task, std::move(m_marks[task]));
    for (std::size_t queue = 0; queue < m_depths.size(); ++queue)
        builder.setDepths(queue, std::move(m_depths[queue]));
    for (const Visit& visit : m_visits)
        builder.addVisit(visit);
    m_visits = {};
    return builder;
}

} // namespace sojourn
