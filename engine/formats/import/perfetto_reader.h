// Reads Perfetto's protobuf trace.
#pragma once

#include "formats/import/import_progress.h"
#include "formats/import/span_labels.h"
#include "formats/import/text_window.h"
#include "formats/import/trace_assembler.h"
#include "formats/proto_message.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Walks the packets of a trace and tells the assembler of its track events: slices, counters, flows, with
/// interned names, tracks and clocks as each writer has them. Field numbers are those of the published
/// perfetto_trace.proto. Packets of other kinds (of the kernel, of memory) are counted. One use.
class PerfettoReader final
{
public:
    PerfettoReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told);

    void read();
    std::uint64_t events() const { return m_events; }
    bool isOurs() const { return !m_scenario.empty(); }
    const std::string& scenario() const { return m_scenario; }

private:
    /// A clock of one writer, in terms of the trace's.
    struct Clock
    {
        std::int64_t multiplier = 1;
        bool isIncremental = false;
        std::int64_t last = 0;
        std::int64_t offsetNs = 0;
    };
    /// What one writer has said before.
    struct Sequence
    {
        std::unordered_map<std::uint64_t, std::string> names, annotationNames;
        std::unordered_map<std::uint64_t, Clock> clocks;
        std::uint64_t track = 0;
        std::uint64_t clock = 0;
    };
    struct Track
    {
        std::uint64_t parent = 0;
        std::string name, process, thread, processName;
        bool isCounter = false;
        bool isIncremental = false;
        double multiplier = 1;
        double last = 0;
        std::int64_t rank = 0;        // among its siblings
        std::uint32_t track = noTask; // among the assembler's
        bool isKnown = false;         // there among the assembler's
    };
    struct Event
    {
        std::uint64_t type = 0, track = 0;
        std::string_view name;
        double value = 0;
        bool hasValue = false;
        std::vector<std::string_view> annotations;
        std::vector<std::uint64_t> flows, endedFlows;
    };

    void packet(std::string_view bytes);
    void intern(std::string_view bytes, Sequence& sequence);
    void snapshot(std::string_view bytes, Sequence& sequence);
    void defaults(std::string_view bytes, Sequence& sequence);
    void describe(std::string_view bytes);
    bool instant(std::uint64_t timestamp, std::uint64_t clock, Sequence& sequence, std::int64_t& ns);
    void trackEvent(std::string_view bytes, std::int64_t ns, Sequence& sequence);
    void tellFlows(const Event& event, std::int64_t ns, std::uint32_t track,
                   const SpanLabels::Arguments& argument);
    void tellCounter(Track& track, const Event& event, std::int64_t ns);
    std::string argument(const Event& event, const Sequence& sequence, const char* key) const;
    std::uint32_t trackOf(Track& track, std::uint64_t uuid);
    std::string processOf(const Track& track) const;
    void nameTracks();
    void leaveOut(ImportFault fault) { m_told.findings().add(fault, ImportEffect::LeftOut, m_byte); }

    TextWindow& m_window;
    const ImportProgress& m_progress;
    TraceAssembler& m_told;
    SpanLabels m_labels;
    std::unordered_map<std::uint64_t, Sequence> m_sequences;
    std::unordered_map<std::uint64_t, Track> m_tracks;
    std::uint64_t m_events = 0;
    std::int64_t m_byte = 0;
    std::string m_scenario;
};

} // namespace sojourn
