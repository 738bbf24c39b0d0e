// Reads Chrome's Trace Event format.
#pragma once

#include "formats/import/chrome_event.h"
#include "formats/import/cpu_profile.h"
#include "formats/import/import_progress.h"
#include "formats/import/span_labels.h"
#include "formats/import/text_numbers.h"
#include "formats/import/text_window.h"
#include "formats/import/trace_assembler.h"
#include "formats/import/zero_stretches.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Walks the events of a trace, an array of them or an object with `traceEvents`, and tells the assembler. A
/// stretch that is no event is stepped over: reading goes on at the next thing that looks like one. One use.
class ChromeReader final
{
public:
    ChromeReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told);

    /// Reads all there is. False: this is no trace, and nothing was told.
    bool read();
    /// Reads what is left of a trace whose beginning is lost: what stands before the first event is passed
    /// over.
    void readRest();
    std::uint64_t events() const { return m_events; }
    /// Why read() found no trace, as a sentence's part.
    const std::string& whyNone() const { return m_whyNone; }
    /// Where brackets are nested so deep that no event can be: that, as the end of a sentence; otherwise
    /// empty.
    std::string nesting() const { return nestingWords(m_deepest, m_deepestByte); }
    /// This program wrote it; `scenario` and `seed` are those it says. What it converted is of no scenario.
    bool isOurs() const { return !m_scenario.empty() || m_flowsSayInstants; }
    const std::string& scenario() const { return m_scenario; }
    std::uint64_t seed() const { return m_seed; }
    /// In the order of the run; empty: the file tells none.
    const std::vector<std::string>& counters() const { return m_counters; }

private:
    // The text.
    bool more(const char* keepFrom);
    bool skipToToken();
    bool readObject();
    bool readMembers(bool hasEvents);
    void finish(bool isTrace);
    void noteRest();
    bool readEvents(bool isBracketNeeded);
    void readEvent();
    bool takeNull();
    bool takeLastStrays();
    void noteCut();
    void recover(const char* from, std::int64_t byte);
    void noteBroken(std::int64_t byte, const char* begin);
    std::int64_t endOfBroken(const char* begin) const;
    void endRecovery(std::int64_t byte);
    bool skipLargeValue(std::uint64_t& entries);
    void noteMember(std::string_view key, bool isScalar, std::int64_t byte, std::uint64_t entries);
    void noteMetadataOf(std::string_view object, std::string_view of);
    void skipOpenings();
    void noteNesting(std::size_t depth, std::int64_t byte);
    Scan readOtherData();
    void takeCounterNames(std::string_view list);
    void noteOpenEnd(bool isCut);
    std::int64_t byteOf(const char* at) const { return static_cast<std::int64_t>(m_window.offsetOf(at)); }

    // What it means.
    void tell(const ChromeEvent& event);
    void tellSpan(const ChromeEvent& event, std::uint32_t track);
    void tellAsync(const ChromeEvent& event);
    void tellInstant(const ChromeEvent& event);
    void tellFlow(const ChromeEvent& event, std::uint32_t track);
    void tellBoundFlow(const ChromeEvent& event, std::uint32_t track);
    void tellCounter(const ChromeEvent& event);
    void tellName(const ChromeEvent& event);
    void tellMetadata(const ChromeEvent& event);
    void noteExtras(std::uint8_t extras);
    void tellProfile(const ChromeEvent& event);
    void endProfiles();
    SpanLabel labelOf(const ChromeEvent& event);
    SpanLabel labelOf(const ChromeEvent& event, std::uint32_t name);
    std::uint32_t nameNumber(std::string_view raw);
    std::string text(std::string_view raw);
    void tellBadText(std::string_view raw, std::string_view name);
    std::uint32_t trackOf(const ChromeEvent& event);
    std::uint32_t asyncSeriesOf(std::string_view category, std::uint32_t name);
    std::uint64_t idKey(const ChromeEvent& event, bool withName) const;
    void leaveOut(ImportFault fault) { m_told.findings().add(fault, ImportEffect::LeftOut, m_byte); }
    void leaveOutFor(char phase, const char* missing);
    void leaveOutFor(const std::string& kind);

    TextWindow& m_window;
    const ImportProgress& m_progress;
    TraceAssembler& m_told;
    SpanLabels m_labels;
    JsonCursor m_cursor;
    ZeroStretches m_zeros;
    std::uint64_t m_events = 0;
    std::int64_t m_byte = 0;   // where the event at hand begins
    std::size_t m_deepest = 0; // nesting of brackets that could not be read, and where
    std::int64_t m_deepestByte = 0;
    bool m_isClosed = false; // its last bracket was met
    bool m_isRecovering = false;
    // What cannot be read, while that goes on: where it begins, and where the broken event at hand is closed;
    // 0: that is not known.
    std::int64_t m_brokenFrom = 0, m_brokenEnd = 0;
    std::int64_t m_lookedTo = 0; // for the ends of broken events
    std::uint64_t m_brokenBytes = 0;
    std::uint64_t m_endlessBytes = 0; // of events that go on to the end of what is kept
    std::string m_members;            // of the object around the events, as far as they were met
    std::string m_whyNone;
    std::string m_scenario;
    std::uint64_t m_seed = 1;
    bool m_flowsSayInstants = false;
    std::vector<std::string> m_counters;
    std::uint32_t m_ownFlowPoints = 0; // so far, where they do
    TextNumbers m_threadKeys;
    std::vector<std::uint32_t> m_trackOfKey;
    TextNumbers m_asyncCategories; // as the file has them
    std::uint32_t m_lastCategory = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> m_asyncSeries; // by category and name
    std::string m_scratch;
    TextNumbers m_badTexts; // names with escapes that are no characters
    struct Profile
    {
        CpuProfile samples;
        std::uint32_t thread; // that is sampled
    };
    std::unordered_map<std::uint64_t, Profile> m_profiles; // by process and id
};

} // namespace sojourn
