// What the track events of a Perfetto trace mean: the second part of PerfettoReader.
#include "formats/import/chrome_event.h"
#include "formats/import/perfetto_fields.h"
#include "formats/import/perfetto_reader.h"
#include "formats/proto_message.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstddef>

namespace sojourn {

using namespace perfetto;

namespace {

constexpr std::size_t longestName = 4096;
constexpr std::size_t mostOfAnEvent = 64; // annotations, flows, counters

constexpr OwnFinding unknownClock{
    ImportFault::Incomplete,
    ImportEffect::LeftOut,
    "an event's time is on a clock that no snapshot before it explains",
    "times of events are on clocks that no snapshot before them explains",
    "it is left out",
    "they are left out",
};

std::string textOf(std::string_view bytes)
{
    return std::string(bytes.substr(0, longestName));
}

/// True: there is no room for it.
bool addNumber(std::vector<std::uint64_t>& numbers, std::uint64_t number)
{
    if (numbers.size() >= mostOfAnEvent) return true;
    numbers.push_back(number);
    return false;
}

/// Numbers that repeat, each in a field of its own or many packed into one. True: there is no room for all.
bool addNumbers(std::vector<std::uint64_t>& numbers, const ProtoField& field)
{
    if (field.bytes.empty()) return addNumber(numbers, field.value);
    std::string_view rest = field.bytes;
    bool areTooMany = false;
    for (std::uint64_t number = 0; takeVarint(rest, number);)
        areTooMany |= addNumber(numbers, number);
    return areTooMany;
}

double signedValue(std::uint64_t value)
{
    return static_cast<double>(static_cast<std::int64_t>(value));
}

} // namespace

bool PerfettoReader::readEvent(std::string_view bytes, Event& event) const
{
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case eventType:
            event.type = field.value;
            break;
        case eventTrack:
            event.track = field.value;
            event.hasTrack = true;
            break;
        case eventName:
            event.name = field.bytes;
            break;
        case eventNameIid:
            event.nameIid = field.value;
            break;
        case eventCategory:
            event.category = field.bytes;
            break;
        case eventCategoryIid:
            event.categoryIid = field.value;
            break;
        case eventAnnotation:
            if (event.annotations.size() < mostOfAnEvent) event.annotations.push_back(field.bytes);
            break;
        case eventCounter:
            event.value = signedValue(field.value);
            event.hasValue = true;
            break;
        case eventDoubleCounter:
            event.value = std::bit_cast<double>(field.value);
            event.hasValue = true;
            break;
        case eventExtraCounters:
            event.isTooLarge |= addNumbers(event.extraCounters, field);
            break;
        case eventExtraCounterTracks:
            event.isTooLarge |= addNumbers(event.extraCounterTracks, field);
            break;
        case eventExtraDoubles:
            event.isTooLarge |= addNumber(event.extraDoubles, field.value);
            break;
        case eventExtraDoubleTracks:
            event.isTooLarge |= addNumbers(event.extraDoubleTracks, field);
            break;
        case eventFlow:
        case eventFlowOld:
            event.isTooLarge |= addNumber(event.flows, field.value);
            break;
        case eventEndedFlow:
        case eventEndedFlowOld:
            event.isTooLarge |= addNumber(event.endedFlows, field.value);
            break;
        case eventTimeDelta:
            event.deltaUs = static_cast<std::int64_t>(field.value);
            event.hasDelta = true;
            break;
        case eventTimeAbsolute:
            event.absoluteUs = static_cast<std::int64_t>(field.value);
            event.hasAbsolute = true;
            break;
        case eventLegacy:
            readLegacy(field.bytes, event.legacy);
            event.hasLegacy = true;
            break;
        default:
            break;
        }
    }
    return !message.isBroken();
}

/// The packet's timestamp, or one in microseconds of the monotonic clock as events had it once.
PerfettoClocks::Reading PerfettoReader::instantOf(const Event& event, const Stamp& stamp, Sequence& sequence,
                                                  std::int64_t& ns)
{
    using Reading = PerfettoClocks::Reading;
    if (!event.hasDelta && !event.hasAbsolute) {
        // Without a time of its own it has none: the format knows no default for it.
        if (!stamp.isThere) [[unlikely]]
            return Reading::Unknown;
        return m_clocks.toTrace(stamp.timestamp, stamp.clock != 0 ? stamp.clock : sequence.clock, sequence.id,
                                ns);
    }
    std::int64_t us = event.absoluteUs;
    if (event.hasDelta) {
        if (!sequence.hasReference) return Reading::Unknown;
        if (__builtin_add_overflow(sequence.referenceUs, event.deltaUs, &us)) return Reading::OutOfRange;
        sequence.referenceUs = us;
    }
    if (us < 0 || us > latestRead / 1000) return Reading::OutOfRange;
    return m_clocks.toTrace(static_cast<std::uint64_t>(us) * 1000, PerfettoClocks::monotonic, sequence.id,
                            ns);
}

/// The event's own track, or the writer's; before there were tracks, the writer's thread.
std::uint32_t PerfettoReader::trackOf(const Event& event, const Sequence& sequence)
{
    if (event.legacy.hasOverride) return m_tracks.threadOf(event.legacy.process, event.legacy.thread);
    if (!event.hasTrack && sequence.hasThread) return m_tracks.threadOf(sequence.process, sequence.thread);
    return m_tracks.trackOf(event.track, event.name);
}

void PerfettoReader::noteArguments(const Event& event)
{
    m_told.notKept().arguments += !event.annotations.empty();
}

std::uint32_t PerfettoReader::nameNumber(const Event& event) const
{
    return m_told.spanName(event.name.substr(0, longestName));
}

SpanLabel PerfettoReader::labelOf(const Event& event, const Sequence& sequence)
{
    const std::uint32_t name = nameNumber(event);
    if (m_labels.isPlain(name)) {
        noteArguments(event);
        return TraceAssembler::named(name);
    }
    return m_labels.labelOf(name, [&](const char* key) { return argument(event, sequence, key); });
}

/// Nobody knows when it was: it has no instant, or one on a clock that says nothing here.
void PerfettoReader::leaveOutUndated(const Event& event, const Stamp& stamp, const Sequence& sequence)
{
    if (event.hasDelta) return leaveOutFor("events that count on from no time");
    if (!event.hasAbsolute && !stamp.isThere) return leaveOutFor("events without a timestamp");
    const std::uint64_t own = stamp.clock != 0 ? stamp.clock : sequence.clock;
    const std::uint64_t clock = event.hasAbsolute ? PerfettoClocks::monotonic : own;
    m_told.findings().addKind(unknownClock, PerfettoClocks::nameOf(clock, sequence.id) + ':', m_place);
}

void PerfettoReader::trackEvent(std::string_view bytes, const Stamp& stamp, Sequence& sequence)
{
    Event event;
    if (!readEvent(bytes, event)) return leaveOut(ImportFault::Unreadable);
    if (!event.hasTrack && sequence.track != 0) event.track = sequence.track, event.hasTrack = true;
    std::int64_t ns = 0;
    const PerfettoClocks::Reading reading = instantOf(event, stamp, sequence, ns);
    if (reading == PerfettoClocks::Reading::Unknown) return leaveOutUndated(event, stamp, sequence);
    if (reading == PerfettoClocks::Reading::OutOfRange) return leaveOut(ImportFault::OutOfRange);
    if (m_isBehindLoss) [[unlikely]] {
        noteLoss(ns);
        const bool isOnTrack = event.type != counterEvent &&
                               (event.type != noType || chromePhase(event.legacy.phase) == ChromePhase::Span);
        noteLossOf(sequence, isOnTrack ? trackOf(event, sequence) : noTask, ns);
    }
    sequence.lastNs = std::max(sequence.lastNs, ns);
    if (const std::uint64_t iid = event.nameIid != 0 ? event.nameIid : event.legacy.nameIid; iid != 0) {
        const auto known = sequence.names.find(iid);
        if (known != sequence.names.end())
            event.name = known->second;
        else if (event.name.empty() && event.type != sliceEnd && event.legacy.phase != 'E')
            m_told.findings().add(ImportFault::UnknownName, ImportEffect::Mended, m_place, ns);
    }
    if (event.isTooLarge) m_told.tooMuch("flows and counters beyond 64 of an event", ns);
    m_told.notKept().categories += event.categoryIid != 0 || !event.category.empty();
    if (!event.extraCounters.empty() || !event.extraDoubles.empty()) tellExtraCounters(event, ns, sequence);
    if (event.type == counterEvent) {
        if (!event.hasValue) return leaveOutFor("counters without a value");
        return tellCounter(event.track, event.value, ns, sequence);
    }
    if (event.type == noType && event.hasLegacy) return tellLegacy(event, ns, sequence);
    const std::uint32_t track = sequence.lastTrack = trackOf(event, sequence);
    const bool hasFlows = !event.flows.empty() || !event.endedFlows.empty();
    switch (event.type) {
    case sliceBegin:
        m_told.begin(track, ns, labelOf(event, sequence));
        break;
    case sliceEnd:
        noteArguments(event);
        m_told.end(track, ns, event.name.empty() ? noTask : nameNumber(event));
        break;
    case instantEvent:
        if (hasFlows && isEndOfOurFlow(event, sequence)) break;
        noteArguments(event);
        m_told.instant(track, ns, nameNumber(event));
        break;
    default:
        return m_told.findings().addKind(ImportFault::OtherKind, ImportEffect::LeftOut,
                                         "track events of type " + std::to_string(event.type), m_place, ns);
    }
    if (hasFlows)
        tellFlows(event, ns, track, [&](const char* key) { return argument(event, sequence, key); });
    if (event.hasLegacy) tellLegacyFlow(event, ns, track);
}

/// An item's put or get as this program writes it, in perfetto_trace.cpp: it is the end of a flow, no more.
bool PerfettoReader::isEndOfOurFlow(const Event& event, const Sequence& sequence) const
{
    return (event.name == "put" || event.name == "get") && !argument(event, sequence, "queue").empty() &&
           !argument(event, sequence, "item").empty();
}

/// Flows pass through the events that name them, in order of time; one may say that it is the last.
void PerfettoReader::tellFlows(const Event& event, std::int64_t ns, std::uint32_t track,
                               const SpanLabels::Arguments& argument)
{
    FlowPoint point;
    point.ns = point.saidNs = ns;
    point.track = track;
    if (isOurs()) point.order = ++m_ownFlowPoints;
    std::string queue = argument("queue");
    if (queue.empty()) queue = textOf(event.name);
    if (queue.empty()) queue = "flow";
    point.queue = m_told.queue(queue);
    const std::string item = argument("item"), done = argument("done_ns"), lane = argument("lane");
    std::from_chars(item.data(), item.data() + item.size(), point.item);
    std::from_chars(lane.data(), lane.data() + lane.size(), point.lane);
    if (!done.empty()) std::from_chars(done.data(), done.data() + done.size(), point.doneNs);
    point.doneNs = std::min(point.doneNs, latestRead);
    for (const bool isEnd : {false, true}) {
        for (const std::uint64_t id : isEnd ? event.endedFlows : event.flows) {
            point.key = hashOf(id, 1);
            point.kind = isEnd ? FlowPoint::Kind::End : FlowPoint::Kind::BeginOrStep;
            m_told.flow(point);
        }
    }
}

/// Values that count on begin from 0 where the writer's state is cleared.
void PerfettoReader::tellCounter(std::uint64_t uuid, double value, std::int64_t ns, Sequence& sequence)
{
    const PerfettoTracks::Counter counter = m_tracks.counterOf(uuid);
    if (counter.isIncremental) value = sequence.counters[uuid] += value;
    m_told.count(counter.number, ns, value * counter.multiplier);
}

/// Counters that are told along with other events. The processor time of a thread and the like, which come
/// with each of its slices, are no counters to look at and are left where they are.
void PerfettoReader::tellExtraCounters(const Event& event, std::int64_t ns, Sequence& sequence)
{
    const auto tell = [&](const std::vector<std::uint64_t>& own, const std::vector<std::uint64_t>& usual,
                          const std::vector<std::uint64_t>& values, auto toDouble) {
        const std::vector<std::uint64_t>& tracks = own.empty() ? usual : own;
        if (values.size() > tracks.size()) leaveOutFor("counters without a track");
        for (std::size_t i = 0; i < values.size() && i < tracks.size(); ++i)
            if (!m_tracks.isOfThread(tracks[i])) tellCounter(tracks[i], toDouble(values[i]), ns, sequence);
    };
    tell(event.extraCounterTracks, sequence.extraCounters, event.extraCounters, signedValue);
    tell(event.extraDoubleTracks, sequence.extraDoubles, event.extraDoubles,
         [](std::uint64_t bits) { return std::bit_cast<double>(bits); });
}

PerfettoReader::Annotation PerfettoReader::annotationOf(std::string_view bytes, const Sequence& sequence)
{
    Annotation annotation;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case annotationName:
            annotation.name = field.bytes;
            break;
        case annotationNameIid:
            if (const auto known = sequence.annotationNames.find(field.value);
                known != sequence.annotationNames.end())
                annotation.name = known->second;
            break;
        case annotationUnsigned:
            annotation.text = std::to_string(field.value);
            annotation.number = static_cast<double>(field.value);
            annotation.isNumber = true;
            break;
        case annotationSigned:
            annotation.text = std::to_string(static_cast<std::int64_t>(field.value));
            annotation.number = signedValue(field.value);
            annotation.isNumber = true;
            break;
        case annotationDouble:
            annotation.number = std::bit_cast<double>(field.value);
            annotation.isNumber = true;
            break;
        case annotationText:
            annotation.text = textOf(field.bytes);
            break;
        default:
            break;
        }
    }
    return annotation;
}

std::string PerfettoReader::argument(const Event& event, const Sequence& sequence, std::string_view key) const
{
    for (const std::string_view bytes : event.annotations)
        if (Annotation annotation = annotationOf(bytes, sequence); annotation.name == key)
            return std::move(annotation.text);
    return {};
}

} // namespace sojourn
