#include "formats/import/perfetto_tracks.h"

#include "formats/chrome_trace.h"
#include "formats/import/perfetto_fields.h"
#include "formats/perfetto_trace.h"
#include "formats/proto_message.h"

#include <charconv>
#include <cstddef>
#include <utility>
#include <vector>

namespace sojourn {

using namespace perfetto;

namespace {

constexpr std::size_t longestName = 4096;
constexpr int deepestParent = 8;

std::string textOf(std::string_view bytes)
{
    return std::string(bytes.substr(0, longestName));
}

/// Numbers of processes and threads have 32 bits and may be written as negative ones.
std::string idOf(std::uint64_t value)
{
    return std::to_string(static_cast<std::int64_t>(value));
}

std::string threadKey(const std::string& process, const std::string& thread)
{
    return process + '\n' + thread;
}

constexpr OwnFinding undescribed{
    ImportFault::Incomplete,
    ImportEffect::Noted,
    "a track that events are on has no descriptor",
    "tracks that events are on have no descriptors",
    "its name is that of its first event, or its number",
    "their names are those of their first events, or their numbers",
};

const char* unitName(std::uint64_t unit)
{
    return unit == unitNanoseconds ? "ns" : unit == unitBytes ? "bytes" : "";
}

} // namespace

void PerfettoTracks::readProcess(std::string_view bytes, Track& track, Ours& ours)
{
    std::vector<std::string> commandLine;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == processPid) track.process = idOf(field.value);
        if (field.number == processCommandLine && commandLine.size() < 4)
            commandLine.push_back(textOf(field.bytes));
        if (field.number == processName) track.processName = textOf(field.bytes);
    }
    if (commandLine.size() >= 2 && commandLine[0] == "sojourn") {
        ours.isOurs = true;
        ours.scenario = commandLine[1];               // empty: it was read from another program's file
        const std::string& seed = commandLine.back(); // behind its flag; older files have neither
        if (commandLine.size() == 4) std::from_chars(seed.data(), seed.data() + seed.size(), ours.seed);
    }
    if (track.processName.empty() && !commandLine.empty())
        track.processName = commandLine[0].substr(commandLine[0].find_last_of('/') + 1);
}

void PerfettoTracks::readThread(std::string_view bytes, Track& track)
{
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == threadPid) track.process = idOf(field.value);
        if (field.number == threadTid) track.thread = idOf(field.value);
        if (field.number == threadSortIndex) track.rank = static_cast<std::int32_t>(field.value);
        if (field.number == threadName) track.name = textOf(field.bytes);
    }
}

void PerfettoTracks::readCounter(std::string_view bytes, Track& track)
{
    track.isCounter = true;
    std::uint64_t type = 0;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == counterType) type = field.value;
        if (field.number == counterUnit) track.unit = unitName(field.value);
        if (field.number == counterUnitName) track.unit = textOf(field.bytes);
        if (field.number == counterMultiplier)
            track.multiplier = static_cast<double>(static_cast<std::int64_t>(field.value));
        if (field.number == counterIncremental) track.isIncremental = field.value != 0;
    }
    track.isOfThread = type == threadTimeCounter || type == threadInstructionsCounter;
    if (type == threadTimeCounter) track.unit = "ns";
    if (track.isOfThread && track.name.empty())
        track.name = type == threadTimeCounter ? "thread time" : "thread instructions";
}

void PerfettoTracks::describe(std::string_view bytes)
{
    Track track;
    std::uint64_t uuid = 0;
    std::string_view process, thread, counter;
    bool hasProcess = false, hasThread = false, hasCounter = false;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case descriptorUuid:
            uuid = field.value;
            break;
        case descriptorParent:
            track.parent = field.value;
            break;
        case descriptorRank:
            track.rank = static_cast<std::int32_t>(field.value);
            break;
        case descriptorName:
        case descriptorStaticName:
            track.name = textOf(field.bytes);
            break;
        case descriptorProcess:
            process = field.bytes, hasProcess = true;
            break;
        case descriptorThread:
            thread = field.bytes, hasThread = true;
            break;
        case descriptorCounter:
            counter = field.bytes, hasCounter = true;
            break;
        default:
            break;
        }
    }
    if (hasProcess) readProcess(process, track, m_ours);
    if (hasThread) readThread(thread, track);
    if (hasCounter) readCounter(counter, track);
    for (const std::string* const name : {&track.name, &track.processName, &track.unit})
        m_told.noteText(*name);
    Track& known = m_tracks[uuid];
    track.track = known.track;
    track.counter = known.counter;
    track.isTrackKnown = known.isTrackKnown;
    track.isCounterKnown = known.isCounterKnown;
    track.firstEvent = std::move(known.firstEvent);
    track.firstPlace = known.firstPlace;
    track.isDescribed = true;
    known = std::move(track);
}

void PerfettoTracks::describeProcess(std::string_view bytes)
{
    Track track;
    Ours ours;
    readProcess(bytes, track, ours);
    m_told.noteText(track.processName);
    if (!track.processName.empty()) m_processNames[track.process] = track.processName;
}

void PerfettoTracks::describeThread(std::string_view bytes)
{
    Track track;
    readThread(bytes, track);
    m_told.noteText(track.name);
    if (!track.name.empty()) m_threadNames[threadKey(track.process, track.thread)] = track.name;
}

void PerfettoTracks::describeTree(std::string_view bytes)
{
    // protos/perfetto/trace/ps/process_tree.proto
    enum : std::uint32_t { processes = 1, threads = 2 };
    enum : std::uint32_t { pid = 1, commandLine = 3 };
    enum : std::uint32_t { tid = 1, name = 2, groupId = 3 };
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        std::string process, thread, called;
        ProtoMessage entry(field.bytes);
        for (ProtoField part; entry.next(part);) {
            if (field.number == processes) {
                if (part.number == pid) process = idOf(part.value);
                if (part.number == commandLine && called.empty()) called = textOf(part.bytes);
            } else if (field.number == threads) {
                if (part.number == tid) thread = idOf(part.value);
                if (part.number == groupId) process = idOf(part.value);
                if (part.number == name) called = textOf(part.bytes);
            }
        }
        if (called.empty()) continue;
        m_told.noteText(called);
        if (field.number == processes) m_processNames.emplace(process, called);
        if (field.number == threads) m_threadNames.emplace(threadKey(process, thread), called);
    }
}

std::string PerfettoTracks::processOf(const Track& track) const
{
    const Track* at = &track;
    for (int depth = 0; depth < deepestParent; ++depth) {
        if (!at->process.empty()) return at->process;
        const auto parent = m_tracks.find(at->parent);
        if (at->parent == 0 || parent == m_tracks.end()) break;
        at = &parent->second;
    }
    return {};
}

std::string PerfettoTracks::processOf(std::uint64_t uuid) const
{
    const auto known = m_tracks.find(uuid);
    return known == m_tracks.end() ? std::string() : processOf(known->second);
}

std::uint32_t PerfettoTracks::trackOf(std::uint64_t uuid, std::string_view name)
{
    Track& track = m_tracks[uuid];
    if (track.firstEvent.empty() && !name.empty()) track.firstEvent = textOf(name);
    if (track.isTrackKnown) return track.track;
    if (!track.isCounterKnown) track.firstPlace = m_told.place();
    const std::uint32_t process = m_told.process(processOf(track));
    track.track =
        m_told.thread(process, track.thread.empty() ? "track " + std::to_string(uuid) : track.thread);
    track.isTrackKnown = true;
    return track.track;
}

std::uint32_t PerfettoTracks::processNumber(std::uint64_t process)
{
    return m_told.process(idOf(process));
}

std::uint32_t PerfettoTracks::threadOf(std::uint64_t process, std::uint64_t thread)
{
    return m_told.thread(processNumber(process), idOf(thread));
}

PerfettoTracks::Counter PerfettoTracks::counterOf(std::uint64_t uuid)
{
    Track& track = m_tracks[uuid];
    if (std::exchange(track.isCounterKnown, true))
        return {track.counter, track.isIncremental, track.multiplier};
    if (!track.isTrackKnown) track.firstPlace = m_told.place();
    track.counter = m_told.counter(m_told.process(processOf(track)), {}, {}, std::to_string(uuid));
    return {track.counter, track.isIncremental, track.multiplier};
}

bool PerfettoTracks::isOfThread(std::uint64_t uuid) const
{
    const auto known = m_tracks.find(uuid);
    return known != m_tracks.end() && known->second.isOfThread;
}

/// With its unit; counters of a thread or of another track say of which.
std::string PerfettoTracks::counterName(std::uint64_t uuid, const Track& track) const
{
    std::string name = track.name.empty() ? "counter " + std::to_string(uuid) : track.name;
    const auto parent = m_tracks.find(track.parent);
    if (track.parent != 0 && parent != m_tracks.end() && parent->second.processName.empty()) {
        const Track& above = parent->second;
        const std::string of = above.name.empty() ? above.thread : above.name;
        if (!of.empty()) name = of + ' ' + name;
    }
    return track.unit.empty() ? name : name + " (" + track.unit + ")";
}

/// Track 0 is the one of all that name none: it needs no descriptor.
void PerfettoTracks::tellUndescribed()
{
    std::uint64_t count = 0;
    FilePlace first;
    for (const auto& [uuid, track] : m_tracks) {
        if (uuid == 0 || track.isDescribed || (!track.isTrackKnown && !track.isCounterKnown)) continue;
        const FilePlace& place = track.firstPlace;
        if (count++ == 0 || std::pair(place.byte, place.unpacked) < std::pair(first.byte, first.unpacked))
            first = place;
    }
    m_told.findings().add(undescribed, first, notYet, noTask, count);
}

/// Where spans of one thread overlap, this program writes them on tracks within the thread's own.
std::uint32_t PerfettoTracks::threadAbove(const Track& track) const
{
    const auto above = m_tracks.find(track.parent);
    return above == m_tracks.end() || above->second.thread.empty() ? noTask : above->second.track;
}

/// Something with a name and without events. A thread that has some on another track is none.
void PerfettoTracks::tellEmpty(const Track& track, const std::string& process)
{
    if (track.thread.empty()) return void(m_told.notKept().emptyTracks.numberOf(track.name));
    const std::uint32_t known = m_told.trackCount();
    const std::uint32_t number = m_told.thread(m_told.process(process), track.thread);
    if (number != noTask && number >= known) m_told.trackAt(number).name = track.name;
}

void PerfettoTracks::finish(bool isOurs)
{
    tellUndescribed();
    for (auto& [uuid, track] : m_tracks) {
        const std::string processId = processOf(track);
        if (!track.processName.empty())
            m_told.processAt(m_told.process(track.process)).name = track.processName;
        if (track.isCounterKnown && track.counter != noTask) {
            ImportCounter& counter = m_told.counterAt(track.counter);
            counter.process = m_told.process(processId);
            const bool isQueue = isOurs && track.unit == queueUnit;
            if (isQueue) track.unit.clear();
            if (isQueue) counter.series = queueSeries;
            if (isOurs) counter.place = uuid; // they are numbered in their order
            counter.name = counterName(uuid, track);
        }
        std::uint32_t number = track.track;
        // Those of ours that have no spans are lanes all the same; of others their names are told.
        if (isOurs && !track.isTrackKnown && !track.thread.empty())
            number = m_told.thread(m_told.process(processId), track.thread);
        else if (!track.isTrackKnown && !track.isCounterKnown && !track.name.empty())
            tellEmpty(track, processId);
        if (number == noTask) continue;
        ImportTrack& made = m_told.trackAt(number);
        made.process = m_told.process(processId);
        if (isOurs && track.thread.empty() && !track.isCounter) made.partOf = threadAbove(track);
        made.sortIndex = track.rank;
        if (!track.name.empty())
            made.name = track.name;
        else if (track.thread.empty() && made.name.empty())
            made.name = track.firstEvent;
    }
    // So are those of threads that no descriptor has.
    for (const auto& [key, name] : m_threadNames) {
        const std::size_t border = key.find('\n');
        m_told.thread(m_told.process(key.substr(0, border)), key.substr(border + 1));
    }
    const std::uint32_t processes = m_told.processCount();
    for (std::uint32_t process = 0; process < processes; ++process) {
        ImportProcess& each = m_told.processAt(process);
        if (const auto named = m_processNames.find(each.id);
            named != m_processNames.end() && each.name.empty())
            each.name = named->second;
    }
    for (std::uint32_t track = 0; track < m_told.trackCount(); ++track) {
        ImportTrack& each = m_told.trackAt(track);
        if (!each.name.empty() || each.isAsync) continue;
        const auto named = m_threadNames.find(threadKey(m_told.processAt(each.process).id, each.id));
        if (named != m_threadNames.end()) each.name = named->second;
    }
}

} // namespace sojourn
