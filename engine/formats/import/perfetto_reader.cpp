#include "formats/import/perfetto_reader.h"

#include "formats/import/perfetto_fields.h"
#include "formats/import/perfetto_packets.h"
#include "formats/proto_message.h"
#include "trace/grouped.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

namespace sojourn {

using namespace perfetto;

namespace {

constexpr std::size_t longestName = 4096;
constexpr char packetTag = '\n'; // of a field of number 1 that says its length
constexpr std::size_t longestVarint = 10;
constexpr std::uint64_t mostOfPacket = TextWindow::mostBytes - 64; // what a window holds with its head
constexpr std::uint64_t noLimit = ~std::uint64_t{0};
constexpr int mostFields = 64; // of a packet that is looked for: those that are written have a dozen

constexpr OwnFinding noPacket{
    ImportFault::Unreadable,    ImportEffect::LeftOut, "a stretch of the file is no packet",
    "stretches are no packets", "it is passed over",   "they are passed over",
};

constexpr OwnFinding wrongChecksum{
    ImportFault::Unreadable,
    ImportEffect::Noted,
    "the checksum of a packed packet is wrong: something in it was changed",
    "checksums of packed packets are wrong: something in them was changed",
    "all that it unpacks to was read",
    "all that they unpack to was read",
};

constexpr OwnFinding beginningLost{
    ImportFault::Unreadable,
    ImportEffect::Noted,
    "the beginning of the trace is missing: a writer goes on with what it had said before",
    "writers go on with what they had said before: the beginning of the trace is missing",
    "what it had said is lost, as names and tracks are",
    "what they had said is lost, as names and tracks are",
};

constexpr OwnFinding packedTwice{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "a packed part lies within another, as no recorder packs",
    "packed parts lie within others, as no recorder packs",
    "it is not unpacked",
    "they are not unpacked",
};

constexpr OwnFinding growsTooFar{
    ImportFault::CutShort,
    ImportEffect::Noted,
    "a packed part grows too far to be unpacked",
    "packed parts grow too far to be unpacked",
    "what it tells beyond that and what comes behind it were not read",
    "what they tell beyond that and what comes behind them were not read",
};

constexpr OwnFinding brokenPart{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "what a packet tells beside events breaks off",
    "times what packets tell beside events breaks off",
    "what comes before that is there",
    "what comes before that is there",
};

constexpr OwnFinding lostPackets{
    ImportFault::LostInRecorder,
    ImportEffect::Noted,
    "the recorder lost packets once, before this place",
    "times the recorder lost packets, the first before this place",
    "what they told is not in the file",
    "what they told is not in the file",
};

constexpr OwnFinding lostByStats{
    ImportFault::LostInRecorder,
    ImportEffect::Noted,
    "the recorder's statistics count a loss",
    "losses are counted by the recorder's statistics",
    "what was lost is not in the file",
    "what was lost is not in the file",
};

bool isText(const ProtoField& field)
{
    return field.bytes.data() != nullptr;
}

/// Whether a field of a packet has the form that fields of its number have.
bool isOfItsForm(const ProtoField& field)
{
    static constexpr std::uint32_t largestNumber = 2000;
    switch (field.number) {
    case packetTrustedUid:
    case packetTimestamp:
    case packetSequence:
    case packetSequenceFlags:
    case packetStateCleared:
    case packetPreviousDropped:
    case packetTimestampClock:
    case packetFirstOnSequence:
        return !isText(field);
    case packetFtrace:
    case packetProcessTree:
    case packetClockSnapshot:
    case packetTrackEvent:
    case packetInterned:
    case packetProcessDescriptor:
    case packetThreadDescriptor:
    case packetCompressed:
    case packetDefaults:
    case packetTrackDescriptor:
    case packetTraceStats:
    case packetZstdCompressed:
        return isText(field);
    default:
        return field.number > 0 && field.number < largestNumber;
    }
}

/// Whether this may be a packet: fields of the right forms to its end, and something said in them.
bool isSoundPacket(std::string_view bytes)
{
    bool hasData = false;
    ProtoMessage message(bytes);
    ProtoField field;
    for (int fields = 0; message.next(field); ++fields) {
        if (fields == mostFields || !isOfItsForm(field)) return false;
        hasData |= !field.bytes.empty() || field.number == packetSequenceFlags;
    }
    return hasData && !message.isBroken();
}

/// Whether packets stand there, one behind another: some, or fewer and then the end of the text. What looks
/// like one by chance, within a packet that is damaged, is followed by none.
bool beginsWithPackets(std::string_view text)
{
    static constexpr int enough = 3;
    for (int packets = 0; packets < enough; ++packets) {
        if (text.empty()) return packets > 0;
        std::uint64_t size = 0;
        if (!text.starts_with(packetTag)) return false;
        text.remove_prefix(1);
        // One that is cut off there may be the last.
        if (!takeVarint(text, size)) return packets + 1 == enough && text.size() < longestVarint;
        if (size > text.size()) return packets + 1 == enough && size <= mostOfPacket;
        if (!isSoundPacket(text.substr(0, size))) return false;
        text.remove_prefix(size);
    }
    return true;
}

/// Whether the fields of a message go on to its end.
bool isWhole(std::string_view bytes)
{
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
    }
    return !message.isBroken();
}

/// Whether the fields of a packet break off before they are many.
bool breaksSoon(std::string_view bytes)
{
    ProtoMessage message(bytes);
    ProtoField field;
    for (int fields = 0; fields < mostFields; ++fields)
        if (!message.next(field)) return message.isBroken();
    return false;
}

} // namespace

bool holdsPerfettoPackets(std::string_view bytes)
{
    for (std::size_t at = bytes.find(packetTag); at != std::string_view::npos;
         at = bytes.find(packetTag, at + 1))
        if (beginsWithPackets(bytes.substr(at))) return true;
    return false;
}

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
    if (!walk(m_window)) {
        m_told.findings().add(ImportFault::CutShort, ImportEffect::Noted,
                              static_cast<std::int64_t>(m_window.offsetOf(m_window.end())));
        m_told.findings().explain(ImportFault::CutShort,
                                  "within the packet at byte " +
                                      grouped(static_cast<std::uint64_t>(m_place.byte)));
    }
    tellStats();
    m_tracks.finish(isOurs());
}

/// All packets of a text: the file's, or a packed packet's. Where no packet can be, reading goes on at the
/// next ones. False: it breaks off within one.
bool PerfettoReader::walk(TextWindow& window)
{
    const char* at = window.begin();
    m_passedTo = 0;
    while (!m_isOver) {
        std::string_view rest(at, window.end());
        const bool isHead = rest.starts_with(packetTag);
        rest.remove_prefix(isHead ? 1 : 0);
        std::uint64_t size = 0;
        const bool hasSize = isHead && takeVarint(rest, size);
        const bool canBe =
            hasSize ? size <= mostOfPacket : at == window.end() || (isHead && rest.size() < longestVarint);
        if (canBe && (!hasSize || size > rest.size())) {
            if (m_progress.isCancelled) return true;
            if (!window.isAtEnd()) {
                window.refill(at);
                at = window.begin();
                continue;
            }
            if (at == window.end()) return true;
        }
        const std::uint64_t from = window.offsetOf(at);
        // What is packed stands where its packet stands, and in it where it is unpacked.
        const auto byte = static_cast<std::int64_t>(from);
        m_place = m_isUnpacking ? FilePlace(m_place.byte, byte) : FilePlace(byte);
        m_told.at(m_place);
        if (canBe && hasSize && size <= rest.size()) {
            const std::string_view bytes = rest.substr(0, size);
            if (packet(bytes)) {
                at = bytes.data() + bytes.size();
                continue;
            }
            // Its length may be what is wrong: then those that it swallowed are found in it.
            const std::uint64_t end = window.offsetOf(bytes.data() + bytes.size());
            at = breaksSoon(bytes) ? nextPackets(window, at + 1, end) : bytes.data() + bytes.size();
            passOver(from, window.offsetOf(at));
            continue;
        }
        at = nextPackets(window, at + 1, noLimit);
        // A packet that the end of the text cuts off is no stretch of rubbish.
        if (canBe && at == window.end()) return false;
        passOver(from, window.offsetOf(at));
    }
    return true;
}

/// Where packets stand again at or behind `from`; at `limit`, a byte of the text, at the latest. Each byte is
/// looked at once, a few fields of what may begin there.
const char* PerfettoReader::nextPackets(TextWindow& window, const char* from, std::uint64_t limit) const
{
    static constexpr std::ptrdiff_t ahead = std::ptrdiff_t{4} << 20; // enough for a few packets
    const auto atLimit = [&] { return window.begin() + (limit - window.offsetOf(window.begin())); };
    for (const char* at = from;;) {
        const auto left = static_cast<std::size_t>(window.end() - at);
        const auto* const found = static_cast<const char*>(std::memchr(at, packetTag, left));
        const char* const next = found ? found : window.end();
        if (window.offsetOf(next) >= limit) return atLimit();
        const bool isEnough = window.isAtEnd() || m_progress.isCancelled;
        if (!isEnough && window.end() - next < ahead) {
            window.refill(next);
            at = window.begin();
            continue;
        }
        if (!found || beginsWithPackets({found, window.end()})) return next;
        at = found + 1;
    }
}

/// Stretches that touch are one.
void PerfettoReader::passOver(std::uint64_t from, std::uint64_t to)
{
    m_passedBytes += to - from;
    if (m_passedTo == 0 || m_passedTo != from) m_told.findings().add(noPacket, m_place);
    m_passedTo = to;
    m_told.findings().explain(noPacket, grouped(m_passedBytes) + (m_passedBytes == 1 ? " byte" : " bytes"));
}

/// Names and numbers that were said before hold no more.
void PerfettoReader::forget(Sequence& sequence)
{
    Sequence fresh;
    fresh.id = sequence.id;
    fresh.isKnown = sequence.isKnown;
    fresh.isSelfContained = sequence.isSelfContained;
    fresh.lastNs = sequence.lastNs;
    fresh.lastTrack = sequence.lastTrack;
    sequence = std::move(fresh);
}

/// The packet at hand is the first behind the loss.
void PerfettoReader::noteLoss(std::int64_t ns)
{
    m_told.findings().add(lostPackets, m_place, ns);
    m_isBehindLoss = false;
}

/// What a writer told between its latest event and this one is not there. It may have written on other tracks
/// as well: on these two it did.
void PerfettoReader::noteLossOf(const Sequence& sequence, std::uint32_t track, std::int64_t ns)
{
    if (sequence.lastNs == notYet) return;
    m_told.lost(track, sequence.lastNs, ns);
    m_told.lost(sequence.lastTrack, sequence.lastNs, ns);
}

/// The service counts on through a recording and writes its statistics more than once: the largest hold.
void PerfettoReader::readStats(std::string_view bytes)
{
    Lost lost;
    const auto add = [](std::uint64_t& sum, std::uint64_t value) {
        if (__builtin_add_overflow(sum, value, &sum)) sum = ~std::uint64_t{0};
    };
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == statsChunksDiscarded) add(lost.discarded, field.value);
        if (field.number == statsInvalidPackets) add(lost.invalid, field.value);
        if (field.number != statsBuffer) continue;
        ProtoMessage buffer(field.bytes);
        for (ProtoField part; buffer.next(part);) {
            if (part.number == bufferChunksOverwritten) add(lost.overwritten, part.value);
            if (part.number == bufferChunksDiscarded) add(lost.discarded, part.value);
            if (part.number == bufferWriterPacketLoss) add(lost.ofWriters, part.value);
            if (part.number == bufferAbiViolations) add(lost.invalid, part.value);
        }
    }
    if ((lost.overwritten | lost.discarded | lost.ofWriters | lost.invalid) == 0) return;
    if (m_lost.place.byte < 0) m_lost.place = m_place;
    m_lost.overwritten = std::max(m_lost.overwritten, lost.overwritten);
    m_lost.discarded = std::max(m_lost.discarded, lost.discarded);
    m_lost.ofWriters = std::max(m_lost.ofWriters, lost.ofWriters);
    m_lost.invalid = std::max(m_lost.invalid, lost.invalid);
}

void PerfettoReader::tellStats()
{
    // A recorder that keeps only its latest says so itself.
    if (m_lost.overwritten == 0)
        for (const FilePlace& place : m_lostBeginnings)
            m_told.findings().add(beginningLost, place);
    const auto tell = [this](const char* kind, std::uint64_t count) {
        m_told.findings().addKind(lostByStats, kind, m_lost.place, count);
    };
    tell("chunks overwritten before they were read", m_lost.overwritten);
    tell("chunks discarded", m_lost.discarded);
    tell("times a writer lost packets", m_lost.ofWriters);
    tell("packets or chunks that were invalid", m_lost.invalid);
}

void PerfettoReader::notePart(std::string_view bytes, const char* kind)
{
    if (!isWhole(bytes)) m_told.findings().addKind(brokenPart, kind, m_place);
}

/// False: its fields break off, and nothing of it was taken.
bool PerfettoReader::packet(std::string_view bytes)
{
    Stamp stamp;
    std::uint64_t sequenceId = 0, flags = 0;
    std::string_view event, interned, descriptor, clocks, default_, process, thread, tree, stats, packed;
    bool hasEvent = false, isZstd = false, isDropped = false, isFirst = false;
    std::uint32_t other = 0;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        switch (field.number) {
        case packetTimestamp:
            stamp.timestamp = field.value;
            stamp.isThere = true;
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
        case packetFirstOnSequence:
            isFirst = field.value != 0;
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
        case packetTraceStats:
            stats = field.bytes;
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
    if (message.isBroken()) return false;
    if (!packed.empty()) return unpack(packed, isZstd), true;
    Sequence& sequence = m_sequences[sequenceId];
    sequence.id = sequenceId;
    if (isDropped) {
        m_clocks.lost(sequenceId);
        // The first packet of a writer says so as well: before it there may have been none.
        m_isBehindLoss = sequence.isKnown && !isFirst;
    }
    sequence.isKnown = true;
    sequence.isSelfContained |= (flags & incrementalStateCleared) != 0 || isDropped;
    if ((flags & needsIncrementalState) != 0 && !std::exchange(sequence.isSelfContained, true))
        m_lostBeginnings.push_back(m_place);
    // Snapshots may come before the packet that clears the rest: clocks are kept.
    if (isDropped || (flags & incrementalStateCleared) != 0) forget(sequence);
    if (hasPart(clocks, "readings of clocks")) m_clocks.snapshot(clocks, sequenceId);
    if (hasPart(default_, "defaults")) defaults(default_, sequence);
    if (hasPart(interned, "names")) intern(interned, sequence);
    if (hasPart(descriptor, "tracks")) m_tracks.describe(descriptor);
    if (hasPart(process, "processes")) m_tracks.describeProcess(process);
    if (hasPart(thread, "threads")) describeWriter(thread, sequence);
    if (hasPart(tree, "processes")) m_tracks.describeTree(tree);
    if (hasPart(stats, "statistics")) readStats(stats);
    if (hasEvent) {
        ++m_events;
        trackEvent(event, stamp, sequence);
    }
    if (m_isBehindLoss) [[unlikely]]
        noteLoss(notYet); // it tells no instant
    if (hasEvent || other == 0) return true;
    if (const std::string kind = perfettoPacketKind(other); !kind.empty())
        m_told.findings().addKind(ImportFault::OtherKind, ImportEffect::LeftOut, kind, m_place);
    return true;
}

/// Packets that are packed into one. What they unpack to streams through a window of their own.
void PerfettoReader::unpack(std::string_view bytes, bool isZstd)
{
    if (m_isUnpacking) return m_told.findings().add(packedTwice, m_place);
    auto memory = std::make_unique<MemorySource>(bytes);
    std::unique_ptr<UnpackingSource> source;
    if (isZstd)
        source = std::make_unique<ZstdSource>(std::move(memory), bytes.size(), &m_unpacked);
    else
        source = std::make_unique<GzipSource>(std::move(memory), GzipSource::Header::ZlibOrGzip, bytes.size(),
                                              &m_unpacked);
    static constexpr std::size_t smallest = 4096, usual = std::size_t{1} << 18;
    TextWindow window(*source, std::clamp(bytes.size() * 4, smallest, usual));
    const std::uint64_t passedTo = std::exchange(m_passedTo, 0);
    m_isUnpacking = true;
    const bool isWhole = walk(window);
    m_isUnpacking = false;
    m_passedTo = passedTo;
    m_place.unpacked = -1; // what is left to say is said of the packet
    if (source->packedFaults().wrongChecksums > 0) m_told.findings().add(wrongChecksum, m_place);
    if (isWhole && source->problem().empty()) return;
    if (m_unpacked.isTooMuch()) {
        m_isOver = true;
        m_told.findings().add(growsTooFar, m_place);
        return m_told.findings().explain(growsTooFar,
                                         "of " + grouped(bytes.size()) + " bytes: " + source->problem());
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
