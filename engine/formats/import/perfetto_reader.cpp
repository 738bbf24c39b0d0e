#include "formats/import/perfetto_reader.h"

#include "formats/import/perfetto_fields.h"
#include "formats/import/perfetto_packets.h"
#include "formats/proto_message.h"

#include <algorithm>
#include <cstddef>
#include <memory>

namespace sojourn {

using namespace perfetto;

namespace {

constexpr std::size_t longestName = 4096;

} // namespace

PerfettoReader::PerfettoReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told)
    : m_window(window)
    , m_progress(progress)
    , m_told(told)
    , m_labels(told)
    , m_tracks(told)
{
}

void PerfettoReader::read()
{
    if (!walk(m_window))
        m_told.findings().add(ImportFault::CutShort, ImportEffect::Noted,
                              static_cast<std::int64_t>(m_window.offsetOf(m_window.end())));
    m_tracks.finish(isOurs());
}

/// All packets of a text: the file's, or a packed packet's. False: it breaks off within one.
bool PerfettoReader::walk(TextWindow& window)
{
    const char* at = window.begin();
    while (!m_isOver) {
        std::string_view rest(at, window.end());
        std::uint64_t tag = 0, size = 0;
        const bool isWhole =
            takeVarint(rest, tag) &&
            ((tag & 7) == 0 ? takeVarint(rest, size) : takeVarint(rest, size) && size <= rest.size());
        if (!isWhole) {
            const bool isMore = !m_progress.isCancelled && window.refill(at);
            at = window.begin();
            if (isMore) continue;
            return at == window.end();
        }
        // What is packed stands where its packet stands, and in it where it is unpacked.
        const auto byte = static_cast<std::int64_t>(window.offsetOf(at));
        m_place = m_isUnpacking ? FilePlace(m_place.byte, byte) : FilePlace(byte);
        m_told.at(m_place);
        const bool isMessage = (tag & 7) == 2;
        if (isMessage && tag >> 3 == tracePacket) {
            packet(rest.substr(0, size));
        } else if (!isMessage && (tag & 7) != 0) {
            // No packet begins here, and nothing tells where the next one does.
            return leaveOut(ImportFault::Unreadable), true;
        }
        at = rest.data() + (isMessage ? size : 0);
    }
    return true;
}

/// Names and numbers that were said before hold no more.
void PerfettoReader::forget(Sequence& sequence)
{
    Sequence fresh;
    fresh.id = sequence.id;
    sequence = std::move(fresh);
}

void PerfettoReader::packet(std::string_view bytes)
{
    Stamp stamp;
    std::uint64_t sequenceId = 0, flags = 0;
    std::string_view event, interned, descriptor, clocks, default_, process, thread, tree, packed;
    bool hasEvent = false, isZstd = false, isDropped = false;
    std::uint32_t other = 0;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case packetTimestamp:
            stamp.timestamp = field.value;
            break;
        case packetSequence:
            sequenceId = field.value;
            break;
        case packetSequenceFlags:
            flags |= field.value;
            break;
        case packetStateCleared:
            if (field.value != 0) flags |= incrementalStateCleared;
            break;
        case packetPreviousDropped:
            isDropped = field.value != 0;
            break;
        case packetTimestampClock:
            stamp.clock = field.value;
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
        case packetProcessDescriptor:
            process = field.bytes;
            break;
        case packetThreadDescriptor:
            thread = field.bytes;
            break;
        case packetProcessTree:
            tree = field.bytes;
            break;
        case packetClockSnapshot:
            clocks = field.bytes;
            break;
        case packetDefaults:
            default_ = field.bytes;
            break;
        case packetZstdCompressed:
        case packetCompressed:
            packed = field.bytes;
            isZstd = field.number == packetZstdCompressed;
            break;
        default:
            if (!field.bytes.empty()) other = field.number;
        }
    }
    if (message.isBroken()) return leaveOut(ImportFault::Unreadable);
    if (!packed.empty()) return unpack(packed, isZstd);
    Sequence& sequence = m_sequences[sequenceId];
    sequence.id = sequenceId;
    if (isDropped) m_clocks.lost(sequenceId);
    // Snapshots may come before the packet that clears the rest: clocks are kept.
    if (isDropped || (flags & incrementalStateCleared) != 0) forget(sequence);
    if (!clocks.empty()) m_clocks.snapshot(clocks, sequenceId);
    if (!default_.empty()) defaults(default_, sequence);
    if (!interned.empty()) intern(interned, sequence);
    if (!descriptor.empty()) m_tracks.describe(descriptor);
    if (!process.empty()) m_tracks.describeProcess(process);
    if (!thread.empty()) describeWriter(thread, sequence);
    if (!tree.empty()) m_tracks.describeTree(tree);
    if (hasEvent) {
        ++m_events;
        return trackEvent(event, stamp, sequence);
    }
    if (other == 0) return;
    if (const std::string kind = perfettoPacketKind(other); !kind.empty())
        m_told.findings().addKind(ImportFault::OtherKind, ImportEffect::LeftOut, kind, m_place);
}

/// Packets that are packed into one. What they unpack to streams through a window of their own.
void PerfettoReader::unpack(std::string_view bytes, bool isZstd)
{
    if (m_isUnpacking) return leaveOut(ImportFault::Unreadable); // nobody packs twice
    auto memory = std::make_unique<MemorySource>(bytes);
    std::unique_ptr<UnpackingSource> source;
    if (isZstd)
        source = std::make_unique<ZstdSource>(std::move(memory), bytes.size(), &m_unpacked);
    else
        source = std::make_unique<GzipSource>(std::move(memory), GzipSource::Header::ZlibOrGzip, bytes.size(),
                                              &m_unpacked);
    static constexpr std::size_t smallest = 4096, usual = std::size_t{1} << 18;
    TextWindow window(*source, std::clamp(bytes.size() * 4, smallest, usual));
    m_isUnpacking = true;
    const bool isWhole = walk(window);
    m_isUnpacking = false;
    m_place.unpacked = -1; // what is left to say is said of the packet
    if (isWhole && source->problem().empty()) return;
    if (m_unpacked.isTooMuch()) {
        m_isOver = true;
        m_told.findings().add(ImportFault::CutShort, ImportEffect::Noted, m_place);
        return m_told.findings().explain(ImportFault::CutShort, source->problem());
    }
    leaveOut(ImportFault::Unreadable);
    if (!source->problem().empty()) m_told.findings().explain(ImportFault::Unreadable, source->problem());
}

void PerfettoReader::intern(std::string_view bytes, Sequence& sequence)
{
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        Texts* const texts = field.number == internedEventNames        ? &sequence.names
                             : field.number == internedAnnotationNames ? &sequence.annotationNames
                             : field.number == internedCategories      ? &sequence.categories
                                                                       : nullptr;
        if (!texts) continue;
        std::uint64_t iid = 0;
        std::string_view name;
        ProtoMessage entry(field.bytes);
        for (ProtoField part; entry.next(part);) {
            if (part.number == entryIid) iid = part.value;
            if (part.number == entryText) name = part.bytes;
        }
        (*texts)[iid] = std::string(name.substr(0, longestName));
    }
}

void PerfettoReader::defaults(std::string_view bytes, Sequence& sequence)
{
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == defaultsTimestampClock) sequence.clock = field.value;
        if (field.number != defaultsTrackEvent) continue;
        Event event;
        if (!readEvent(field.bytes, event)) continue;
        if (event.hasTrack) sequence.track = event.track;
        sequence.extraCounters = std::move(event.extraCounterTracks);
        sequence.extraDoubles = std::move(event.extraDoubleTracks);
    }
}

/// The thread that writes a sequence, as Chromium told it before it had tracks.
void PerfettoReader::describeWriter(std::string_view bytes, Sequence& sequence)
{
    m_tracks.describeThread(bytes);
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == threadPid) sequence.process = field.value;
        if (field.number == threadTid) sequence.thread = field.value, sequence.hasThread = true;
        if (field.number != threadReferenceTime) continue;
        sequence.referenceUs = static_cast<std::int64_t>(field.value);
        sequence.hasReference = true;
    }
}

} // namespace sojourn
