// Reads Perfetto's protobuf trace.
#pragma once

#include "formats/import/import_progress.h"
#include "formats/import/perfetto_clocks.h"
#include "formats/import/perfetto_tracks.h"
#include "formats/import/span_labels.h"
#include "formats/import/text_window.h"
#include "formats/import/trace_assembler.h"
#include "formats/import/unpacking.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Whether packets stand somewhere in these bytes, some one behind another.
bool holdsPerfettoPackets(std::string_view bytes);

/// Walks the packets of a trace, packed ones included, and tells the assembler of its track events: slices,
/// counters, flows, with interned names, tracks and clocks as each writer has them, and the older events that
/// Chromium kept in them. Packets of other kinds (of the kernel, of memory) are counted by kind. Bytes that
/// are no packets are stepped over: reading goes on where packets stand again. One use.
class PerfettoReader final
{
public:
    PerfettoReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told);

    void read();
    std::uint64_t events() const { return m_events; }
    bool isOurs() const { return m_tracks.isOurs(); }
    const std::string& scenario() const { return m_tracks.scenario(); }
    std::uint64_t seed() const { return m_tracks.seed(); }

private:
    using Texts = std::unordered_map<std::uint64_t, std::string>;
    /// What one writer has said before.
    struct Sequence
    {
        std::uint64_t id = 0;
        Texts categories, names, annotationNames;
        std::unordered_map<std::uint64_t, double> counters; // the latest of those that count on
        std::vector<std::uint64_t> extraCounters, extraDoubles;
        std::uint64_t track = 0;
        std::uint64_t clock = 0;
        // What Chromium said before it had tracks: the thread, and the time that its events count from.
        std::uint64_t process = 0, thread = 0;
        bool hasThread = false, hasReference = false;
        bool isKnown = false;         // a packet of it was met
        bool isSelfContained = false; // what it builds on is there, or was told to be lost
        std::int64_t referenceUs = 0;
        // The latest event: when it was, and on which track.
        std::int64_t lastNs = notYet;
        std::uint32_t lastTrack = noTask;
    };
    /// An event of the older format inside of one of this; phases and ids as in Chrome's JSON.
    struct Legacy
    {
        char phase = 0;
        std::int64_t durationUs = 0;
        bool hasDuration = false, hasId = false, isIdLocal = false, hasBindId = false,
             bindsToEnclosing = false, hasOverride = false;
        std::uint64_t id = 0, bindId = 0, flowDirection = 0, nameIid = 0, instantScope = 0;
        std::uint64_t process = 0, thread = 0; // in place of the sequence's
        std::string_view scope;
    };
    struct Event
    {
        std::uint64_t type = 0, track = 0, nameIid = 0, categoryIid = 0;
        std::string_view name, category;
        double value = 0;
        std::int64_t deltaUs = 0, absoluteUs = 0;
        bool hasValue = false, hasTrack = false, hasLegacy = false, hasDelta = false, hasAbsolute = false,
             isTooLarge = false; // it has more of something than is read
        Legacy legacy;
        std::vector<std::string_view> annotations;
        std::vector<std::uint64_t> flows, endedFlows;
        std::vector<std::uint64_t> extraCounters, extraCounterTracks, extraDoubles, extraDoubleTracks;
    };
    struct Annotation
    {
        std::string_view name;
        std::string text; // empty where it is neither number nor text
        double number = 0;
        bool isNumber = false;
    };
    /// The instant of a packet's timestamp, where it has one.
    struct Stamp
    {
        std::uint64_t timestamp = 0, clock = 0;
        bool isThere = false;
    };

    // The packets.
    bool walk(TextWindow& window);
    bool packet(std::string_view bytes);
    /// Whether a packet has that beside an event; most have nothing. Where it breaks off that is told.
    bool hasPart(std::string_view bytes, const char* kind)
    {
        if (bytes.empty()) [[likely]]
            return false;
        notePart(bytes, kind);
        return true;
    }
    void notePart(std::string_view bytes, const char* kind);
    const char* nextPackets(TextWindow& window, const char* from, std::uint64_t limit) const;
    void passOver(std::uint64_t from, std::uint64_t to);
    void unpack(std::string_view bytes, bool isZstd);
    void intern(std::string_view bytes, Sequence& sequence);
    void defaults(std::string_view bytes, Sequence& sequence);
    void describeWriter(std::string_view bytes, Sequence& sequence);
    static void forget(Sequence& sequence);
    void noteLoss(std::int64_t ns);
    void noteLossOf(const Sequence& sequence, std::uint32_t track, std::int64_t ns);
    void readStats(std::string_view bytes);
    void tellStats();

    // What their events mean.
    void trackEvent(std::string_view bytes, const Stamp& stamp, Sequence& sequence);
    bool readEvent(std::string_view bytes, Event& event) const;
    static void readLegacy(std::string_view bytes, Legacy& legacy);
    PerfettoClocks::Reading instantOf(const Event& event, const Stamp& stamp, Sequence& sequence,
                                      std::int64_t& ns);
    void noteArguments(const Event& event);
    std::uint32_t trackOf(const Event& event, const Sequence& sequence);
    void tellFlows(const Event& event, std::int64_t ns, std::uint32_t track,
                   const SpanLabels::Arguments& argument);
    void tellCounter(std::uint64_t uuid, double value, std::int64_t ns, Sequence& sequence);
    void tellExtraCounters(const Event& event, std::int64_t ns, Sequence& sequence);
    void tellLegacy(const Event& event, std::int64_t ns, const Sequence& sequence);
    void tellLegacyAsync(const Event& event, std::int64_t ns, const Sequence& sequence);
    void tellLegacyInstant(const Event& event, std::int64_t ns, const Sequence& sequence);
    void tellLegacyFlow(const Event& event, std::int64_t ns, std::uint32_t track);
    bool legacyFlow(const Event& event, std::int64_t ns, FlowPoint& point);
    void tellLegacyCounters(const Event& event, std::int64_t ns, const Sequence& sequence);
    void tellLegacyName(const Event& event, const Sequence& sequence);
    std::uint32_t processOf(const Event& event, const Sequence& sequence);
    std::uint32_t nameNumber(const Event& event) const;
    bool isEndOfOurFlow(const Event& event, const Sequence& sequence) const;
    SpanLabel labelOf(const Event& event, const Sequence& sequence);
    static Annotation annotationOf(std::string_view bytes, const Sequence& sequence);
    std::string argument(const Event& event, const Sequence& sequence, std::string_view key) const;
    void leaveOut(ImportFault fault) { m_told.findings().add(fault, ImportEffect::LeftOut, m_place); }
    /// It has not got what its kind needs: `kind` says so.
    void leaveOutFor(const char* kind)
    {
        m_told.findings().addKind(ImportFault::Incomplete, ImportEffect::LeftOut, kind, m_place);
    }
    void leaveOutUndated(const Event& event, const Stamp& stamp, const Sequence& sequence);

    TextWindow& m_window;
    const ImportProgress& m_progress;
    TraceAssembler& m_told;
    SpanLabels m_labels;
    PerfettoClocks m_clocks;
    PerfettoTracks m_tracks;
    std::unordered_map<std::uint64_t, Sequence> m_sequences;
    UnpackedBytes m_unpacked; // of all packed packets together
    std::uint64_t m_events = 0;
    std::uint32_t m_ownFlowPoints = 0;       // so far, of this program's own
    FilePlace m_place;                       // of the packet at hand
    std::vector<FilePlace> m_lostBeginnings; // of writers: their first packets that build on others
    std::uint64_t m_passedBytes = 0;
    std::uint64_t m_passedTo = 0; // where in the text the latest stretch ends that is no packet
    /// What the recorder counts as lost, as its latest statistics have it.
    struct Lost
    {
        std::uint64_t overwritten = 0, discarded = 0, ofWriters = 0, invalid = 0;
        FilePlace place; // of the first that count any
    };
    Lost m_lost;
    bool m_isUnpacking = false;
    bool m_isBehindLoss = false; // the packet at hand comes behind some that were lost
    bool m_isOver = false;       // nothing further is read
};

} // namespace sojourn
