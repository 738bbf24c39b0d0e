#include "formats/import/perfetto_reader.h"

#include "formats/read_limits.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace sojourn {

namespace {

constexpr std::size_t longestName = 4096;
constexpr int deepestParent = 8;
constexpr std::uint64_t bootClock = 6, firstSequenceClock = 64;

// Field numbers, as perfetto_trace.proto has them.
enum TraceField : std::uint32_t { tracePacket = 1 };
enum PacketField : std::uint32_t {
    packetClockSnapshot = 6,
    packetTimestamp = 8,
    packetSequence = 10,
    packetTrackEvent = 11,
    packetInterned = 12,
    packetSequenceFlags = 13,
    packetTimestampClock = 58,
    packetDefaults = 59,
    packetTrackDescriptor = 60,
};
constexpr std::uint64_t incrementalStateCleared = 1;
enum EventField : std::uint32_t {
    eventAnnotation = 4,
    eventType = 9,
    eventNameIid = 10,
    eventTrack = 11,
    eventName = 23,
    eventCounter = 30,
    eventFlowOld = 36,
    eventEndedFlowOld = 42,
    eventDoubleCounter = 44,
    eventFlow = 47,
    eventEndedFlow = 48,
};
enum EventType : std::uint64_t { sliceBegin = 1, sliceEnd = 2, instantEvent = 3, counterEvent = 4 };

std::string textOf(std::string_view bytes)
{
    return std::string(bytes.substr(0, longestName));
}

std::int64_t held(std::uint64_t value)
{
    return static_cast<std::int64_t>(std::min<std::uint64_t>(value, latestRead));
}

/// a * b + c, held within what an instant may be.
std::int64_t scaledSum(std::int64_t a, std::int64_t b, std::int64_t c)
{
    std::int64_t product = 0, sum = 0;
    if (__builtin_mul_overflow(a, b, &product) || __builtin_add_overflow(product, c, &sum))
        return latestRead + 1;
    return sum;
}

} // namespace

PerfettoReader::PerfettoReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told)
    : m_window(window)
    , m_progress(progress)
    , m_told(told)
    , m_labels(told)
{
}

void PerfettoReader::read()
{
    const char* at = m_window.begin();
    for (;;) {
        std::string_view rest(at, m_window.end());
        std::uint64_t tag = 0, size = 0;
        const bool isWhole =
            takeVarint(rest, tag) &&
            ((tag & 7) == 0 ? takeVarint(rest, size) : takeVarint(rest, size) && size <= rest.size());
        if (!isWhole) {
            const bool isMore = !m_progress.isCancelled && m_window.refill(at);
            at = m_window.begin();
            if (isMore) continue;
            if (at != m_window.end())
                m_told.findings().add(ImportFault::CutShort, ImportEffect::Noted,
                                      static_cast<std::int64_t>(m_window.offsetOf(m_window.end())));
            break;
        }
        m_byte = static_cast<std::int64_t>(m_window.offsetOf(at));
        const bool isMessage = (tag & 7) == 2;
        if (isMessage && tag >> 3 == tracePacket) {
            packet(rest.substr(0, size));
        } else if (!isMessage && (tag & 7) != 0) {
            // No packet begins here, and nothing tells where the next one does.
            leaveOut(ImportFault::Unreadable);
            break;
        }
        at = rest.data() + (isMessage ? size : 0);
    }
    nameTracks();
}

void PerfettoReader::packet(std::string_view bytes)
{
    std::uint64_t timestamp = 0, sequenceId = 0, flags = 0, clock = 0;
    std::string_view event, interned, descriptor, clocks, default_;
    bool hasEvent = false, hasOther = false;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case packetTimestamp:
            timestamp = field.value;
            break;
        case packetSequence:
            sequenceId = field.value;
            break;
        case packetSequenceFlags:
            flags = field.value;
            break;
        case packetTimestampClock:
            clock = field.value;
            break;
        case packetTrackEvent:
            event = field.bytes;
            hasEvent = true;
            break;
        case packetInterned:
            interned = field.bytes;
            break;
        case packetTrackDescriptor:
            descriptor = field.bytes;
            break;
        case packetClockSnapshot:
            clocks = field.bytes;
            break;
        case packetDefaults:
            default_ = field.bytes;
            break;
        default:
            hasOther |= !field.bytes.empty();
        }
    }
    if (message.isBroken()) return leaveOut(ImportFault::Unreadable);
    Sequence& sequence = m_sequences[sequenceId];
    if ((flags & incrementalStateCleared) != 0) {
        auto known = std::move(sequence.clocks); // snapshots may come before the packet that clears the rest
        sequence = {};
        sequence.clocks = std::move(known);
    }
    if (!clocks.empty()) snapshot(clocks, sequence);
    if (!default_.empty()) defaults(default_, sequence);
    if (!interned.empty()) intern(interned, sequence);
    if (!descriptor.empty()) describe(descriptor);
    if (!hasEvent) {
        const bool saysSomething =
            !clocks.empty() || !default_.empty() || !interned.empty() || !descriptor.empty();
        if (hasOther && !saysSomething && timestamp != 0) leaveOut(ImportFault::OtherKind);
        return;
    }
    ++m_events;
    std::int64_t ns = 0;
    if (!instant(timestamp, clock, sequence, ns)) return leaveOut(ImportFault::Incomplete);
    trackEvent(event, ns, sequence);
}

void PerfettoReader::intern(std::string_view bytes, Sequence& sequence)
{
    enum : std::uint32_t { eventNames = 2, annotationNames = 3, iidField = 1, nameField = 2 };
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number != eventNames && field.number != annotationNames) continue;
        std::uint64_t iid = 0;
        std::string_view name;
        ProtoMessage entry(field.bytes);
        for (ProtoField part; entry.next(part);) {
            if (part.number == iidField) iid = part.value;
            if (part.number == nameField) name = part.bytes;
        }
        (field.number == eventNames ? sequence.names : sequence.annotationNames)[iid] = textOf(name);
    }
}

/// What the writer's own clocks show at one instant of the trace's.
void PerfettoReader::snapshot(std::string_view bytes, Sequence& sequence)
{
    enum : std::uint32_t {
        clocksField = 1,
        idField = 1,
        timestampField = 2,
        incrementalField = 3,
        multiplierField = 4
    };
    std::int64_t now = 0;
    bool hasNow = false;
    std::vector<std::pair<std::uint64_t, Clock>> own;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number != clocksField) continue;
        std::uint64_t id = 0;
        Clock clock;
        ProtoMessage entry(field.bytes);
        for (ProtoField part; entry.next(part);) {
            if (part.number == idField) id = part.value;
            if (part.number == timestampField) clock.last = held(part.value);
            if (part.number == incrementalField) clock.isIncremental = part.value != 0;
            if (part.number == multiplierField)
                clock.multiplier = std::max<std::int64_t>(held(part.value), 1);
        }
        if (id >= firstSequenceClock) {
            own.emplace_back(id, clock);
        } else if (!hasNow || id == bootClock) {
            now = clock.last;
            hasNow = true;
        }
    }
    for (auto& [id, clock] : own) {
        const std::int64_t shown = scaledSum(clock.last, clock.multiplier, 0);
        clock.offsetNs = hasNow ? now - std::min(shown, latestRead) : 0;
        sequence.clocks[id] = clock;
    }
}

void PerfettoReader::defaults(std::string_view bytes, Sequence& sequence)
{
    enum : std::uint32_t { trackEventDefaults = 11, trackField = 11 };
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == packetTimestampClock) sequence.clock = field.value;
        if (field.number != trackEventDefaults) continue;
        ProtoMessage inner(field.bytes);
        for (ProtoField part; inner.next(part);)
            if (part.number == trackField) sequence.track = part.value;
    }
}

void PerfettoReader::describe(std::string_view bytes)
{
    enum : std::uint32_t {
        uuidField = 1,
        nameField = 2,
        processField = 3,
        threadField = 4,
        parentField = 5,
        counterField = 8,
        staticNameField = 10,
        rankField = 12
    };
    enum : std::uint32_t { pidField = 1, commandLineField = 2, processNameField = 6 };
    enum : std::uint32_t { tidField = 2, threadNameField = 5 };
    enum : std::uint32_t { multiplierField = 4, incrementalField = 5 };
    Track track;
    std::uint64_t uuid = 0;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        ProtoMessage inner(field.bytes);
        switch (field.number) {
        case uuidField:
            uuid = field.value;
            break;
        case parentField:
            track.parent = field.value;
            break;
        case rankField:
            track.rank = static_cast<std::int32_t>(field.value);
            break;
        case nameField:
        case staticNameField:
            track.name = textOf(field.bytes);
            break;
        case processField: {
            std::vector<std::string> commandLine;
            for (ProtoField part; inner.next(part);) {
                if (part.number == pidField) track.process = std::to_string(part.value);
                if (part.number == commandLineField && commandLine.size() < 2)
                    commandLine.push_back(textOf(part.bytes));
                if (part.number == processNameField) track.processName = textOf(part.bytes);
            }
            if (commandLine.size() == 2 && commandLine[0] == "sojourn") m_scenario = commandLine[1];
            break;
        }
        case threadField:
            for (ProtoField part; inner.next(part);) {
                if (part.number == pidField) track.process = std::to_string(part.value);
                if (part.number == tidField) track.thread = std::to_string(part.value);
                if (part.number == threadNameField) track.name = textOf(part.bytes);
            }
            break;
        case counterField:
            track.isCounter = true;
            for (ProtoField part; inner.next(part);) {
                if (part.number == multiplierField) track.multiplier = static_cast<double>(held(part.value));
                if (part.number == incrementalField) track.isIncremental = part.value != 0;
            }
            break;
        default:
            break;
        }
    }
    Track& known = m_tracks[uuid];
    track.track = known.track;
    track.isKnown = known.isKnown;
    track.last = known.last;
    known = std::move(track);
}

bool PerfettoReader::instant(std::uint64_t timestamp, std::uint64_t clock, Sequence& sequence,
                             std::int64_t& ns)
{
    if (clock == 0) clock = sequence.clock;
    ns = held(timestamp);
    if (clock < firstSequenceClock) return timestamp <= static_cast<std::uint64_t>(latestRead);
    const auto known = sequence.clocks.find(clock);
    if (known == sequence.clocks.end()) return false;
    Clock& own = known->second;
    if (own.isIncremental) ns = own.last = std::min(own.last + ns, latestRead);
    ns = scaledSum(ns, own.multiplier, own.offsetNs);
    return ns >= -latestRead && ns <= latestRead;
}

std::string PerfettoReader::processOf(const Track& track) const
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

std::uint32_t PerfettoReader::trackOf(Track& track, std::uint64_t uuid)
{
    if (track.isKnown) return track.track;
    const std::uint32_t process = m_told.process(processOf(track));
    track.track =
        m_told.thread(process, track.thread.empty() ? "track " + std::to_string(uuid) : track.thread);
    track.isKnown = true;
    return track.track;
}

void PerfettoReader::trackEvent(std::string_view bytes, std::int64_t ns, Sequence& sequence)
{
    Event event;
    event.track = sequence.track;
    std::uint64_t nameIid = 0;
    static constexpr std::size_t mostFlows = 64;
    const auto addFlow = [](std::vector<std::uint64_t>& flows, std::uint64_t id) {
        if (flows.size() < mostFlows) flows.push_back(id);
    };
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case eventType:
            event.type = field.value;
            break;
        case eventTrack:
            event.track = field.value;
            break;
        case eventName:
            event.name = field.bytes;
            break;
        case eventNameIid:
            nameIid = field.value;
            break;
        case eventAnnotation:
            if (event.annotations.size() < mostFlows) event.annotations.push_back(field.bytes);
            break;
        case eventCounter:
            event.value = static_cast<double>(static_cast<std::int64_t>(field.value));
            event.hasValue = true;
            break;
        case eventDoubleCounter:
            event.value = std::bit_cast<double>(field.value);
            event.hasValue = true;
            break;
        case eventFlow:
        case eventFlowOld:
            addFlow(event.flows, field.value);
            break;
        case eventEndedFlow:
        case eventEndedFlowOld:
            addFlow(event.endedFlows, field.value);
            break;
        default:
            break;
        }
    }
    if (message.isBroken()) return leaveOut(ImportFault::Unreadable);
    if (const auto known = sequence.names.find(nameIid); nameIid != 0 && known != sequence.names.end())
        event.name = known->second;
    Track& track = m_tracks[event.track];
    if (event.type == counterEvent) return tellCounter(track, event, ns);
    const SpanLabels::Arguments arguments = [&](const char* key) { return argument(event, sequence, key); };
    const std::uint32_t number = trackOf(track, event.track);
    const std::uint32_t name = m_told.spanName(event.name.substr(0, longestName));
    switch (event.type) {
    case sliceBegin:
        m_told.begin(number, ns, m_labels.labelOf(name, arguments), m_byte);
        break;
    case sliceEnd:
        m_told.end(number, ns, event.name.empty() ? noTask : name, m_byte);
        break;
    case instantEvent:
        if (event.flows.empty() && event.endedFlows.empty()) leaveOut(ImportFault::PointEvent);
        break;
    default:
        return leaveOut(ImportFault::OtherKind);
    }
    if (!event.flows.empty() || !event.endedFlows.empty()) tellFlows(event, ns, number, arguments);
}

/// Flows pass through the events that name them, in order of time; one may say that it is the last.
void PerfettoReader::tellFlows(const Event& event, std::int64_t ns, std::uint32_t track,
                               const SpanLabels::Arguments& argument)
{
    FlowPoint point;
    point.ns = ns;
    point.track = track;
    std::string queue = argument("queue");
    if (queue.empty()) queue = textOf(event.name);
    if (queue.empty()) queue = "flow";
    point.queue = m_told.queue(queue);
    const std::string item = argument("item"), done = argument("done_ns");
    std::from_chars(item.data(), item.data() + item.size(), point.item);
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

void PerfettoReader::tellCounter(Track& track, const Event& event, std::int64_t ns)
{
    if (!event.hasValue) return leaveOut(ImportFault::Incomplete);
    track.last = track.isIncremental ? track.last + event.value : event.value;
    const std::uint32_t process = m_told.process(processOf(track));
    const std::string name = track.name.empty() ? "counter " + std::to_string(event.track) : track.name;
    m_told.count(m_told.counter(process, name, {}, {}), ns, track.last * track.multiplier, m_byte);
}

std::string PerfettoReader::argument(const Event& event, const Sequence& sequence, const char* key) const
{
    enum : std::uint32_t { iidField = 1, unsignedField = 3, signedField = 4, textField = 6, nameField = 10 };
    for (const std::string_view annotation : event.annotations) {
        std::string_view name;
        std::string value;
        ProtoMessage message(annotation);
        for (ProtoField field; message.next(field);) {
            if (field.number == nameField) name = field.bytes;
            if (field.number == iidField)
                if (const auto known = sequence.annotationNames.find(field.value);
                    known != sequence.annotationNames.end())
                    name = known->second;
            if (field.number == unsignedField) value = std::to_string(field.value);
            if (field.number == signedField) value = std::to_string(static_cast<std::int64_t>(field.value));
            if (field.number == textField) value = textOf(field.bytes);
        }
        if (name == key) return value;
    }
    return {};
}

/// Descriptors may come behind the events of their tracks.
void PerfettoReader::nameTracks()
{
    for (const auto& [uuid, track] : m_tracks) {
        if (!track.processName.empty())
            m_told.processAt(m_told.process(track.process)).name = track.processName;
        std::uint32_t number = track.track;
        // Those of ours that have no spans are lanes all the same.
        if (!m_scenario.empty() && !track.isKnown && !track.thread.empty())
            number = m_told.thread(m_told.process(processOf(track)), track.thread);
        if (number == noTask) continue;
        m_told.trackAt(number).sortIndex = track.rank;
        if (!track.name.empty()) m_told.trackAt(number).name = track.name;
    }
}

} // namespace sojourn
