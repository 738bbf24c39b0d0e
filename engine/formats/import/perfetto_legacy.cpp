// Events of Chrome's older format inside of a Perfetto trace: the third part of PerfettoReader.
#include "formats/import/chrome_event.h"
#include "formats/import/perfetto_fields.h"
#include "formats/import/perfetto_reader.h"
#include "formats/proto_message.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <cstddef>

namespace sojourn {

using namespace perfetto;

namespace {

constexpr std::size_t longestName = 4096;

std::uint64_t keyOf(std::uint64_t id, std::string_view scope, char kind)
{
    return hashOf(hashOf(id, static_cast<std::uint64_t>(kind)), hashOf(scope));
}

} // namespace

void PerfettoReader::readLegacy(std::string_view bytes, Legacy& legacy)
{
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case legacyNameIid:
            legacy.nameIid = field.value;
            break;
        case legacyPhase:
            legacy.phase = field.value < 0x80 ? static_cast<char>(field.value) : '?';
            break;
        case legacyDuration:
            legacy.durationUs = static_cast<std::int64_t>(field.value);
            legacy.hasDuration = true;
            break;
        case legacyUnscopedId:
        case legacyLocalId:
        case legacyGlobalId:
            legacy.id = field.value;
            legacy.hasId = true;
            legacy.isIdLocal = field.number == legacyLocalId;
            break;
        case legacyIdScope:
            legacy.scope = field.bytes;
            break;
        case legacyBindId:
            legacy.bindId = field.value;
            legacy.hasBindId = true;
            break;
        case legacyBindsToEnclosing:
            legacy.bindsToEnclosing = field.value != 0;
            break;
        case legacyFlowDirection:
            legacy.flowDirection = field.value;
            break;
        case legacyInstantScope:
            legacy.instantScope = field.value;
            break;
        case legacyProcess:
            legacy.process = field.value;
            break;
        case legacyThread:
            legacy.thread = field.value;
            legacy.hasOverride = true;
            break;
        default:
            break;
        }
    }
}

std::uint32_t PerfettoReader::processOf(const Event& event, const Sequence& sequence)
{
    if (event.legacy.hasOverride) return m_tracks.processNumber(event.legacy.process);
    if (!event.hasTrack && sequence.hasThread) return m_tracks.processNumber(sequence.process);
    return m_told.process(m_tracks.processOf(event.track));
}

/// The phases are those of Chrome's Trace Event format.
void PerfettoReader::tellLegacy(const Event& event, std::int64_t ns, const Sequence& sequence)
{
    const Legacy& legacy = event.legacy;
    switch (chromePhase(legacy.phase)) {
    case ChromePhase::Span:
        break;
    case ChromePhase::Async:
        return tellLegacyAsync(event, ns, sequence);
    case ChromePhase::Flow:
        return tellLegacyFlow(event, ns, trackOf(event, sequence));
    case ChromePhase::Counter:
        return tellLegacyCounters(event, ns, sequence);
    case ChromePhase::Name:
        return tellLegacyName(event, sequence);
    case ChromePhase::Point:
        return tellLegacyInstant(event, ns, sequence);
    case ChromePhase::Samples:
    case ChromePhase::Other:
        return m_told.findings().addKind(ImportFault::OtherKind, ImportEffect::LeftOut,
                                         chromePhaseKind(legacy.phase), m_place, ns);
    }
    const std::uint32_t track = trackOf(event, sequence);
    if (legacy.phase == 'E') {
        noteArguments(event);
        m_told.end(track, ns, event.name.empty() ? noTask : nameNumber(event));
    } else if (legacy.phase == 'B') {
        m_told.begin(track, ns, labelOf(event, sequence));
    } else {
        // Longer than any recording is as wrong as below nothing.
        static constexpr std::int64_t longestUs = latestRead / 1000;
        if (!legacy.hasDuration) return leaveOutFor("X without a duration");
        if (legacy.durationUs > longestUs || legacy.durationUs < -longestUs)
            return leaveOut(ImportFault::OutOfRange);
        m_told.span(track, ns, ns + legacy.durationUs * 1000, labelOf(event, sequence));
    }
    tellLegacyFlow(event, ns, track);
}

void PerfettoReader::tellLegacyAsync(const Event& event, std::int64_t ns, const Sequence& sequence)
{
    const Legacy& legacy = event.legacy;
    if (!legacy.hasId) return leaveOutFor("asynchronous events without an id");
    std::string_view category = event.category;
    if (const auto known = sequence.categories.find(event.categoryIid);
        event.categoryIid != 0 && known != sequence.categories.end())
        category = known->second;
    const bool isNestable = legacy.phase == 'b' || legacy.phase == 'e' || legacy.phase == 'n';
    const std::uint32_t process = processOf(event, sequence);
    std::uint64_t key = keyOf(legacy.id, legacy.scope.empty() ? category : legacy.scope, isNestable ? 1 : 2);
    if (legacy.isIdLocal) key = hashOf(key, process);
    if (!isNestable) key = hashOf(key, hashOf(event.name));
    if (legacy.phase == 'e' || legacy.phase == 'F') return m_told.endAsync(key, ns);
    category = category.substr(0, longestName);
    const std::string_view name = event.name.substr(0, longestName);
    const bool isInstant = isAsyncInstant(legacy.phase);
    const std::uint32_t series = m_told.asyncSeries(category, name);
    if (!isInstant) return m_told.beginAsync(key, ns, process, series, labelOf(event, sequence));
    const std::string step = isNestable ? std::string() : argument(event, sequence, "step"); // as in JSON
    if (step.empty()) noteArguments(event);
    m_told.asyncInstant(key, ns, step.empty() ? nameNumber(event) : m_told.spanName(step), process, series);
    FlowPoint point;
    if (legacyFlow(event, ns, point)) m_told.flowAtAsyncInstant(point);
}

/// Those of a whole process, or of all, have a row of the process that says them, as in Chrome's JSON.
void PerfettoReader::tellLegacyInstant(const Event& event, std::int64_t ns, const Sequence& sequence)
{
    const std::uint64_t scope = event.legacy.instantScope;
    const bool isOfThread = scope != globalScope && scope != processScope;
    const std::uint32_t track =
        isOfThread ? trackOf(event, sequence) : m_told.instantsOf(processOf(event, sequence));
    noteArguments(event);
    m_told.notKept().scopes += !isOfThread;
    m_told.instant(track, ns, nameNumber(event));
    tellLegacyFlow(event, ns, track);
}

/// Flows of their own (s, t, f), and those that a slice leaves or takes in.
void PerfettoReader::tellLegacyFlow(const Event& event, std::int64_t ns, std::uint32_t track)
{
    FlowPoint point;
    point.track = track;
    if (legacyFlow(event, ns, point)) m_told.flow(point);
}

/// All of it but its track. False: there is none.
bool PerfettoReader::legacyFlow(const Event& event, std::int64_t ns, FlowPoint& point)
{
    const Legacy& legacy = event.legacy;
    const bool isOwn = legacy.phase == 's' || legacy.phase == 't' || legacy.phase == 'f';
    if (!isOwn && (!legacy.hasBindId || legacy.flowDirection == 0)) return false;
    if (isOwn && !legacy.hasBindId && !legacy.hasId) return leaveOutFor("flows without an id"), false;
    point.ns = ns;
    const std::string_view name = event.name.substr(0, longestName);
    point.queue = m_told.queue(name.empty() ? "flow" : name);
    point.key = isOwn
                    ? hashOf(keyOf(legacy.hasId ? legacy.id : legacy.bindId, legacy.scope, 'f'), hashOf(name))
                    : keyOf(legacy.bindId, {}, 'v');
    if (isOwn)
        point.kind = legacy.phase == 's'   ? FlowPoint::Kind::Begin
                     : legacy.phase == 't' ? FlowPoint::Kind::Step
                                           : FlowPoint::Kind::End;
    else
        point.kind = legacy.flowDirection == flowOut ? FlowPoint::Kind::Begin : FlowPoint::Kind::BeginOrStep;
    point.bindsToNext = legacy.phase == 'f' && !legacy.bindsToEnclosing;
    return true;
}

void PerfettoReader::tellLegacyCounters(const Event& event, std::int64_t ns, const Sequence& sequence)
{
    const std::uint32_t process = processOf(event, sequence);
    const std::string id = event.legacy.hasId ? std::to_string(event.legacy.id) : std::string();
    bool hasAny = false;
    for (const std::string_view bytes : event.annotations) {
        const Annotation annotation = annotationOf(bytes, sequence);
        if (!annotation.isNumber) continue;
        hasAny = true;
        m_told.count(m_told.counter(process, event.name.substr(0, longestName),
                                    annotation.name.substr(0, longestName), id),
                     ns, annotation.number);
    }
    if (!hasAny) leaveOutFor("counters without a value");
}

void PerfettoReader::tellLegacyName(const Event& event, const Sequence& sequence)
{
    if (event.name != "process_name" && event.name != "thread_name")
        return m_told.noteMetadata(event.name.substr(0, longestName));
    const std::string name = argument(event, sequence, "name");
    if (name.empty()) return;
    m_told.noteText(name);
    if (event.name == "process_name") {
        m_told.processAt(processOf(event, sequence)).name = name;
    } else if (event.name == "thread_name") {
        const std::uint32_t track = trackOf(event, sequence);
        if (track != noTask) m_told.trackAt(track).name = name;
    }
}

} // namespace sojourn
