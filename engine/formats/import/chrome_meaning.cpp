// What the events of a Chrome trace mean: the second half of ChromeReader.
#include "formats/import/chrome_reader.h"

#include "formats/read_limits.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>

namespace sojourn {

namespace {

constexpr std::size_t longestName = 4096;

bool isInReach(const ScannedTime& time)
{
    return time.ns >= -latestRead && time.ns <= latestRead;
}

template <class Number> bool parse(std::string_view text, Number& number)
{
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() && result.ptr == text.data() + text.size() && !text.empty();
}

} // namespace

std::uint32_t ChromeReader::nameNumber(std::string_view raw)
{
    raw = raw.substr(0, longestName);
    const bool isPlain = raw.find('\\') == std::string_view::npos;
    return m_told.spanName(isPlain ? raw : (m_scratch = unescaped(raw)));
}

SpanLabel ChromeReader::labelOf(const ChromeEvent& event)
{
    const std::uint32_t name = nameNumber(event.name);
    if (m_labels.isPlain(name)) [[likely]]
        return TraceAssembler::named(name);
    return m_labels.labelOf(name, [&](const char* key) { return unescaped(memberOf(event.arguments, key)); });
}

std::uint32_t ChromeReader::trackOf(const ChromeEvent& event)
{
    m_scratch.assign(event.process).append(1, '\n').append(event.thread);
    const std::uint32_t key = m_threadKeys.numberOf(m_scratch);
    if (key == m_trackOfKey.size())
        m_trackOfKey.push_back(m_told.thread(m_told.process(event.process), event.thread));
    return m_trackOfKey[key];
}

void ChromeReader::tell(const ChromeEvent& event)
{
    const ChromePhase phase = chromePhase(event.phase);
    if (phase == ChromePhase::Name) return tellName(event);
    if (event.phase == 0 || !event.at.isThere || !isInReach(event.at))
        return leaveOut(ImportFault::Incomplete);
    if (event.at.isInexact || event.duration.isInexact)
        m_told.findings().add(ImportFault::LostPrecision, ImportEffect::Mended, m_byte, event.at.ns);
    switch (phase) {
    case ChromePhase::Span:
        return tellSpan(event, trackOf(event));
    case ChromePhase::Async:
        return tellAsync(event);
    case ChromePhase::Point:
        return tellInstant(event);
    case ChromePhase::Flow:
        return tellFlow(event, trackOf(event));
    case ChromePhase::Counter:
        return tellCounter(event);
    case ChromePhase::Samples:
        return tellProfile(event);
    case ChromePhase::Step:
        return m_told.findings().addKind(ImportFault::PointEvent, event.name, m_byte, event.at.ns);
    case ChromePhase::Name:
    case ChromePhase::Other:
        break;
    }
    m_told.findings().addKind(ImportFault::OtherKind, chromePhaseKind(event.phase), m_byte, event.at.ns);
}

void ChromeReader::tellSpan(const ChromeEvent& event, std::uint32_t track)
{
    if (!event.bindId.empty()) [[unlikely]]
        tellBoundFlow(event, track);
    switch (event.phase) {
    case 'X':
        if (!event.duration.isThere || !isInReach(event.duration)) return leaveOut(ImportFault::Incomplete);
        return m_told.span(track, event.at.ns, std::min(event.at.ns + event.duration.ns, latestRead),
                           labelOf(event), m_byte);
    case 'B':
        return m_told.begin(track, event.at.ns, labelOf(event), m_byte);
    default:
        return m_told.end(track, event.at.ns, event.name.empty() ? noTask : nameNumber(event.name), m_byte);
    }
}

/// What tells a flow or an asynchronous span from others.
std::uint64_t ChromeReader::idKey(const ChromeEvent& event, bool withName) const
{
    std::uint64_t key = hashOf(hashOf(event.category), hashOf(event.id));
    key = hashOf(key, hashOf(event.scope));
    if (event.isIdLocal) key = hashOf(key, hashOf(event.process));
    return withName ? hashOf(key, hashOf(event.name)) : key;
}

void ChromeReader::tellAsync(const ChromeEvent& event)
{
    if (event.id.empty()) return leaveOut(ImportFault::Incomplete);
    const bool isNestable = event.phase == 'b' || event.phase == 'e' || event.phase == 'n';
    const std::uint64_t key = hashOf(idKey(event, !isNestable), isNestable ? 1 : 2);
    if (event.phase == 'e' || event.phase == 'F') return m_told.endAsync(key, event.at.ns, m_byte);
    std::uint32_t track = m_told.asyncTrackOf(key);
    if (track == noTask)
        track =
            m_told.asyncTrack(m_told.process(event.process), unescaped(event.category.substr(0, longestName)),
                              unescaped(event.name.substr(0, longestName)));
    if (event.phase == 'n') return m_told.instant(track, event.at.ns, nameNumber(event.name), m_byte);
    m_told.beginAsync(key, track, event.at.ns, labelOf(event), m_byte);
}

/// What is said of a whole process, or of all of them, has a row of the process that says it: the thread that
/// it was said on is not meant, and a line through all lanes would be on no lane.
void ChromeReader::tellInstant(const ChromeEvent& event)
{
    const bool isOfThread = event.instantScope != 'p' && event.instantScope != 'g';
    const std::uint32_t track =
        isOfThread ? trackOf(event) : m_told.instantsOf(m_told.process(event.process));
    if (!event.bindId.empty()) tellBoundFlow(event, track);
    m_told.instant(track, event.at.ns, nameNumber(event.name), m_byte);
}

void ChromeReader::tellFlow(const ChromeEvent& event, std::uint32_t track)
{
    if (event.id.empty()) return leaveOut(ImportFault::Incomplete);
    FlowPoint point;
    point.key = idKey(event, true);
    point.ns = event.at.ns;
    point.track = track;
    point.kind = event.phase == 's'   ? FlowPoint::Kind::Begin
                 : event.phase == 't' ? FlowPoint::Kind::Step
                                      : FlowPoint::Kind::End;
    point.bindsToNext = event.phase == 'f' && !event.bindsToEnclosing;
    // What this program writes says which queue and item; others have the flow's name.
    std::string queue = unescaped(memberOf(event.arguments, "queue"));
    if (queue.empty()) queue = unescaped(event.name.substr(0, longestName));
    point.queue = m_told.queue(queue);
    if (!parse(memberOf(event.arguments, "item"), point.item)) point.item = noTask;
    ScannedTime done;
    const std::string_view doneText = memberOf(event.arguments, "done_us");
    if (decimalNanoseconds(doneText, 3, done) && isInReach(done)) point.doneNs = done.ns;
    m_told.flow(point);
}

/// A flow that spans themselves name: it leaves one and arrives in others.
void ChromeReader::tellBoundFlow(const ChromeEvent& event, std::uint32_t track)
{
    if (!event.hasFlowIn && !event.hasFlowOut) return;
    FlowPoint point;
    point.key = hashOf(hashOf(event.bindId), hashOf("bind_id"));
    point.ns = event.at.ns;
    point.track = track;
    point.kind = event.hasFlowIn ? FlowPoint::Kind::BeginOrStep : FlowPoint::Kind::Begin;
    point.queue = m_told.queue(unescaped(event.name.substr(0, longestName)));
    m_told.flow(point);
}

void ChromeReader::tellCounter(const ChromeEvent& event)
{
    JsonCursor cursor{event.arguments.data(), event.arguments.data() + event.arguments.size()};
    if (cursor.expect('{') != Scan::Done) return leaveOut(ImportFault::Incomplete);
    const std::string name = unescaped(event.name.substr(0, longestName));
    const std::uint32_t process = m_told.process(event.process);
    std::string_view series, text;
    while (cursor.quoted(series) == Scan::Done && cursor.expect(':') == Scan::Done &&
           cursor.value(text) == Scan::Done) {
        double value = std::numeric_limits<double>::quiet_NaN();
        if (!parse(text, value)) value = std::numeric_limits<double>::quiet_NaN();
        m_told.count(m_told.counter(process, name, unescaped(series.substr(0, longestName)), event.id),
                     event.at.ns, value, m_byte);
        if (cursor.expect(',') != Scan::Done) break;
    }
}

/// V8's samples: one event begins a profile, on the thread that is sampled; chunks of it follow from any
/// thread.
void ChromeReader::tellProfile(const ChromeEvent& event)
{
    static constexpr std::size_t mostProfiles = 4096;
    const std::uint64_t key = hashOf(hashOf(event.process), hashOf(event.id));
    const std::string_view data = memberOf(event.arguments, "data");
    const auto known = m_profiles.find(key);
    if (event.name == "Profile" && known == m_profiles.end() && m_profiles.size() < mostProfiles) {
        ScannedTime start;
        if (!decimalNanoseconds(memberOf(data, "startTime"), 3, start) || !isInReach(start)) start = event.at;
        const std::uint32_t track =
            m_told.thread(m_told.process(event.process),
                          "samples " + std::string(event.thread) + ' ' + std::string(event.id));
        if (track == noTask) return leaveOut(ImportFault::TooMuch);
        m_profiles.emplace(key, Profile{CpuProfile(m_told, m_progress, track, start.ns), trackOf(event)});
    } else if (event.name == "ProfileChunk" && known != m_profiles.end()) {
        const std::string_view profile = memberOf(data, "cpuProfile");
        const std::string_view samples = memberOf(profile, "samples");
        // The last chunk of a profile tells only that it is over.
        const bool isThere = !profile.empty() || !samples.empty();
        if (isThere && !known->second.samples.add(memberOf(profile, "nodes"), samples,
                                                  memberOf(data, "timeDeltas"), m_byte))
            leaveOut(ImportFault::Incomplete);
    } else {
        m_told.findings().addKind(ImportFault::OtherKind, chromePhaseKind('P'), m_byte, event.at.ns);
    }
}

void ChromeReader::endProfiles()
{
    for (auto& [key, profile] : m_profiles) {
        profile.samples.finish();
        if (profile.thread == noTask) continue;
        const ImportTrack& thread = m_told.trackAt(profile.thread);
        m_told.trackAt(profile.samples.track()).name =
            "samples of " + (thread.name.empty() ? "thread " + thread.id : thread.name);
    }
}

void ChromeReader::tellName(const ChromeEvent& event)
{
    const auto text = [&](const char* key) {
        return unescaped(memberOf(event.arguments, key).substr(0, longestName));
    };
    const auto number = [&](const char* key) {
        double value = 0;
        return parse(memberOf(event.arguments, key), value) && std::abs(value) < 1e15
                   ? static_cast<std::int64_t>(value)
                   : std::int64_t{0};
    };
    if (event.name == "process_name") {
        m_told.processAt(m_told.process(event.process)).name = text("name");
    } else if (event.name == "process_sort_index") {
        m_told.processAt(m_told.process(event.process)).sortIndex = number("sort_index");
    } else if (event.name == "process_labels") {
        m_told.processAt(m_told.process(event.process)).labels = text("labels");
    } else if (event.name == "thread_name" || event.name == "thread_sort_index") {
        const std::uint32_t track = trackOf(event);
        if (track == noTask) return;
        if (event.name == "thread_name")
            m_told.trackAt(track).name = text("name");
        else
            m_told.trackAt(track).sortIndex = number("sort_index");
    }
}

} // namespace sojourn
