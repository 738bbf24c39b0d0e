#include "formats/import/assembly_end.h"

#include "formats/chrome_trace.h"
#include "formats/import/counter_depths.h"
#include "formats/import/shown_text.h"
#include "formats/import/text_numbers.h"
#include "trace/lost_stretches.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace sojourn {

namespace {

bool isQueueWait(const Span& span)
{
    return span.state == TaskState::PutWait || span.state == TaskState::GetWait ||
           span.state == TaskState::JoinWait;
}

} // namespace

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
    if (m_isOurs) orderQueues();
    addFlows();
    dropEmptyQueues();
    moveAwaitedGroups();
    nameThings();

    Recording recording;
    recording.originNs = m_originNs;
    recording.report.findings = m_told.m_findings.made(m_originNs, m_taskOfTrack);
    if (!m_isOurs) recording.report.notKept = notKept();
    recording.lost = lost();
    ColumnsBuilder builder = builtLanes();
    if (!builder.keepsNumbers()) recording.report.notKept.push_back("the numbers of items");
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
    std::ranges::stable_sort(m_told.m_counters, {}, &ImportCounter::place);
    const std::vector<std::string> names = counterNames(m_told.m_counters, m_told.m_processes);
    m_counterNames = names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const ImportCounter& counter = m_told.m_counters[i];
        if (counter.leftOut > 0)
            m_told.m_findings.addKind(ImportFault::BadCounter, ImportEffect::LeftOut, names[i],
                                      counter.firstLeftOut, counter.firstLeftOutNs, noTask, counter.leftOut);
        ScaledDepths scaled = scaledDepths(counter.values, m_originNs);
        m_told.m_findings.addKind(ImportFault::RoundedCounter, ImportEffect::Mended, names[i], -1,
                                  scaled.firstRoundedNs, noTask, scaled.rounded);
        m_told.m_findings.addKind(ImportFault::BadCounter, ImportEffect::Mended, names[i], -1,
                                  scaled.firstBelowZeroNs, noTask, scaled.belowZero);
        const bool isQueue = m_isOurs && counter.series == queueSeries;
        const std::string name = names[i] + scaled.unit;
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

/// Queues of ours come in the order of their counters, which is that of the run, and not in that in which
/// spans name them first.
void AssemblyEnd::orderQueues()
{
    std::vector<std::uint16_t> order(m_info.queues.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    std::unordered_map<std::string, std::size_t> ranks;
    for (const std::string& name : m_counterNames)
        ranks.emplace(name, ranks.size());
    std::ranges::stable_sort(order, {}, [&](std::uint16_t queue) {
        const auto rank = ranks.find(m_info.queues[queue].name);
        return rank == ranks.end() ? ranks.size() : rank->second;
    });
    if (!std::ranges::is_sorted(order)) keepQueues(order);
}

/// These queues and no others, in this order: what names one gets its new number.
void AssemblyEnd::keepQueues(const std::vector<std::uint16_t>& kept)
{
    std::vector<std::uint16_t> places(m_info.queues.size());
    std::vector<QueueInfo> queues;
    std::vector<std::vector<DepthStep>> depths;
    for (const std::uint16_t queue : kept) {
        places[queue] = static_cast<std::uint16_t>(queues.size());
        queues.push_back(std::move(m_info.queues[queue]));
        depths.push_back(std::move(m_depths[queue]));
    }
    m_info.queues = std::move(queues);
    m_depths = std::move(depths);
    for (std::vector<Span>& spans : m_spans)
        for (Span& span : spans)
            if (isQueueWait(span)) span.object = places[span.object];
    for (FlowPoint& point : m_told.m_flows)
        point.queue = places[point.queue];
    for (Visit& visit : m_visits)
        visit.queue = places[visit.queue];
}

/// Flows that bind to nothing name a queue of which nothing else is there: nor is it, then.
void AssemblyEnd::dropEmptyQueues()
{
    std::vector<bool> isUsed(m_info.queues.size());
    for (std::size_t queue = 0; queue < isUsed.size(); ++queue) // what flowed there has depths by now
        isUsed[queue] = m_info.queues[queue].isCounter || !m_depths[queue].empty() ||
                        std::ranges::find(m_counterNames, m_info.queues[queue].name) != m_counterNames.end();
    if (std::ranges::find(isUsed, false) == isUsed.end()) return;
    for (const std::vector<Span>& spans : m_spans)
        for (const Span& span : spans)
            if (isQueueWait(span)) isUsed[span.object] = true;
    std::vector<std::uint16_t> kept;
    for (std::size_t queue = 0; queue < isUsed.size(); ++queue)
        if (isUsed[queue]) kept.push_back(static_cast<std::uint16_t>(queue));
    if (kept.size() < isUsed.size()) keepQueues(kept);
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
