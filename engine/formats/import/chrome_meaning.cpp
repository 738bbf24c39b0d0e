// What the events of a Chrome trace mean: the second half of ChromeReader.
#include "formats/import/chrome_reader.h"

#include "formats/import/shown_text.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <array>
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

constexpr OwnFinding noPhase{
    ImportFault::Incomplete,
    ImportEffect::LeftOut,
    "an event's \"ph\" is empty or no text: it does not say what it is",
    "events have a \"ph\" that is empty or no text: they do not say what they are",
    "it is left out",
    "they are left out",
};
constexpr OwnFinding noSortIndex{
    ImportFault::Incomplete,
    ImportEffect::LeftOut,
    "a sort index is no number",
    "sort indices are no numbers",
    "its lane is where it would be without",
    "their lanes are where they would be without",
};
constexpr OwnFinding brokenValues{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "the values of a counter's event could not be read to their end",
    "times the values of a counter's event could not be read to their end",
    "what comes before that is there",
    "what comes before that is there",
};
constexpr OwnFinding overflowed{
    ImportFault::LostInRecorder,           ImportEffect::Noted,
    "the recorder's buffer ran over",      "times a buffer of the recorder ran over",
    "what did not fit is not in the file", "what did not fit is not in the file",
};

template <class Number> bool parse(std::string_view text, Number& number)
{
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() && result.ptr == text.data() + text.size() && !text.empty();
}

/// Members of an object, by their keys in one pass; empty: they are not there.
template <std::size_t count>
std::array<std::string_view, count> membersOf(std::string_view object,
                                              const std::array<std::string_view, count>& keys)
{
    std::array<std::string_view, count> members;
    JsonCursor cursor{object.data(), object.data() + object.size()};
    if (cursor.expect('{') != Scan::Done) return members;
    std::string_view name, value;
    while (cursor.quoted(name) == Scan::Done && cursor.expect(':') == Scan::Done &&
           cursor.value(value) == Scan::Done) {
        for (std::size_t i = 0; i < count; ++i)
            if (isKey(name, keys[i]) && members[i].empty()) members[i] = value;
        if (cursor.expect(',') != Scan::Done) break;
    }
    return members;
}

} // namespace

std::uint32_t ChromeReader::nameNumber(std::string_view raw)
{
    raw = raw.substr(0, longestName);
    if (raw.find('\\') == std::string_view::npos) [[likely]]
        return m_told.spanName(raw);
    bool isSound = true;
    const std::string name = unescaped(raw, &isSound);
    if (!isSound) tellBadText(raw, name);
    return m_told.spanName(name);
}

/// A name as the file means it, which is told where it cannot be shown so.
std::string ChromeReader::text(std::string_view raw)
{
    raw = raw.substr(0, longestName);
    bool isSound = true;
    std::string name = unescaped(raw, &isSound);
    if (!isSound) tellBadText(raw, name);
    return name;
}

/// Each once. Where the bytes are none either the assembler tells it; where a name was cut it is too long,
/// and an escape at its end may be half of one.
void ChromeReader::tellBadText(std::string_view raw, std::string_view name)
{
    const std::uint32_t known = m_badTexts.size();
    if (raw.size() == longestName || !isUtf8(name) || m_badTexts.numberOf(raw) < known) return;
    m_told.findings().add(ImportFault::BadText, ImportEffect::Mended, m_byte);
}

SpanLabel ChromeReader::labelOf(const ChromeEvent& event)
{
    return labelOf(event, nameNumber(event.name));
}

SpanLabel ChromeReader::labelOf(const ChromeEvent& event, std::uint32_t name)
{
    if (m_labels.isPlain(name)) [[likely]] {
        m_told.notKept().arguments += !event.arguments.empty();
        return TraceAssembler::named(name);
    }
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
    if (event.phase == 0 || !event.at.isThere || event.phase < ' ') [[unlikely]] {
        if (event.phase == emptyPhase || event.phase == noTextPhase)
            return m_told.findings().add(noPhase, m_byte, event.at.isThere ? event.at.ns : notYet);
        if (event.phase == 0) return leaveOutFor("events without \"ph\"");
        if (!event.at.isThere) return leaveOutFor(event.phase, "\"ts\"");
    }
    if (event.extras != 0) noteExtras(event.extras);
    if (!isInReach(event.at) || !isInReach(event.duration)) [[unlikely]]
        return leaveOut(ImportFault::OutOfRange);
    m_told.notKept().categories += !event.category.empty();
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
    case ChromePhase::Name:
    case ChromePhase::Other:
        break;
    }
    m_told.findings().addKind(ImportFault::OtherKind, ImportEffect::LeftOut, chromePhaseKind(event.phase),
                              m_byte, event.at.ns);
}

/// An event of that phase, as the file has it, which has not got what such events need.
void ChromeReader::leaveOutFor(char phase, const char* missing)
{
    const bool isPlain = phase > ' ' && phase != '?';
    leaveOutFor((isPlain ? std::string(1, phase) + " without " : "events without ") + missing);
}

void ChromeReader::leaveOutFor(const std::string& kind)
{
    m_told.findings().addKind(ImportFault::Incomplete, ImportEffect::LeftOut, kind, m_byte);
}

void ChromeReader::noteExtras(std::uint8_t extras)
{
    TraceAssembler::NotKept& notKept = m_told.notKept();
    notKept.threadTimes += (extras & extraThreadTime) != 0;
    notKept.colours += (extras & extraColour) != 0;
    notKept.stacks += (extras & extraStack) != 0;
}

void ChromeReader::tellSpan(const ChromeEvent& event, std::uint32_t track)
{
    // What is left out takes no flow along.
    if (event.phase == 'X' && !event.duration.isThere) [[unlikely]]
        return leaveOutFor(event.phase, "\"dur\"");
    if (!event.bindId.empty()) [[unlikely]]
        tellBoundFlow(event, track);
    switch (event.phase) {
    case 'X':
        return m_told.span(track, event.at.ns, event.at.ns + event.duration.ns, labelOf(event));
    case 'B':
        return m_told.begin(track, event.at.ns, labelOf(event));
    default:
        m_told.notKept().arguments += !event.arguments.empty();
        return m_told.end(track, event.at.ns, event.name.empty() ? noTask : nameNumber(event.name));
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
    if (event.id.empty()) return leaveOutFor(event.phase, "\"id\"");
    const bool isNestable = event.phase == 'b' || event.phase == 'e' || event.phase == 'n';
    const std::uint64_t key = hashOf(idKey(event, !isNestable), isNestable ? 1 : 2);
    if (event.phase == 'e' || event.phase == 'F') return m_told.endAsync(key, event.at.ns);
    const std::uint32_t process = m_told.process(event.process);
    const std::uint32_t name = nameNumber(event.name), series = asyncSeriesOf(event.category, name);
    if (!isAsyncInstant(event.phase))
        return m_told.beginAsync(key, event.at.ns, process, series, labelOf(event, name));
    const std::string_view step =
        isNestable ? std::string_view() : memberOf(event.arguments, "step"); // the name is the span's
    m_told.notKept().arguments += !event.arguments.empty() && step.empty();
    m_told.asyncInstant(key, event.at.ns, step.empty() ? name : nameNumber(step), process, series);
}

std::uint32_t ChromeReader::asyncSeriesOf(std::string_view category, std::uint32_t name)
{
    // One event's category is mostly that of the one before.
    if (m_asyncCategories.size() == 0 || m_asyncCategories.text(m_lastCategory) != category)
        m_lastCategory = m_asyncCategories.numberOf(category);
    const auto [known, isNew] =
        m_asyncSeries.try_emplace(std::uint64_t{m_lastCategory} << 32 | name, std::uint32_t{0});
    if (isNew) known->second = m_told.asyncSeries(text(category), m_told.spanNameText(name));
    return known->second;
}

/// What is said of a whole process, or of all of them, has a row of the process that says it: the thread that
/// it was said on is not meant, and a line through all lanes would be on no lane.
void ChromeReader::tellInstant(const ChromeEvent& event)
{
    const bool isOfThread = event.instantScope != 'p' && event.instantScope != 'g';
    const std::uint32_t track =
        isOfThread ? trackOf(event) : m_told.instantsOf(m_told.process(event.process));
    if (!event.bindId.empty()) tellBoundFlow(event, track);
    m_told.notKept().arguments += !event.arguments.empty();
    m_told.notKept().scopes += !isOfThread;
    m_told.instant(track, event.at.ns, nameNumber(event.name));
}

void ChromeReader::tellFlow(const ChromeEvent& event, std::uint32_t track)
{
    if (event.id.empty()) return leaveOutFor(event.phase, "\"id\"");
    FlowPoint point;
    point.key = idKey(event, true);
    point.ns = event.at.ns;
    point.track = track;
    point.kind = event.phase == 's'   ? FlowPoint::Kind::Begin
                 : event.phase == 't' ? FlowPoint::Kind::Step
                                      : FlowPoint::Kind::End;
    point.bindsToNext = event.phase == 'f' && !event.bindsToEnclosing;
    const auto [queueText, itemText, laneText, atText, doneText] =
        membersOf<5>(event.arguments, {"queue", "item", "lane", "at_us", "done_us"});
    // What this program writes says which queue and item; others have the flow's name.
    std::string queue = text(queueText);
    if (queue.empty()) queue = text(event.name);
    point.queue = m_told.queue(queue);
    if (!parse(itemText, point.item)) point.item = noTask;
    if (!parse(laneText, point.lane)) point.lane = 0;
    ScannedTime done;
    if (decimalNanoseconds(doneText, 3, done) && isInReach(done)) point.doneNs = done.ns;
    // This program's own flows stand within spans, and say when they are where that is not the same.
    if (m_flowsSayInstants) {
        ScannedTime at;
        point.saidNs = point.ns;
        point.order = ++m_ownFlowPoints;
        if (decimalNanoseconds(atText, 3, at) && isInReach(at)) point.saidNs = at.ns;
    }
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
    point.queue = m_told.queue(text(event.name));
    m_told.flow(point);
}

void ChromeReader::tellCounter(const ChromeEvent& event)
{
    JsonCursor cursor{event.arguments.data(), event.arguments.data() + event.arguments.size()};
    if (cursor.expect('{') != Scan::Done) return leaveOutFor(event.phase, "\"args\"");
    const std::string name = text(event.name);
    const std::uint32_t process = m_told.process(event.process);
    std::string_view series, number;
    bool hasAny = false, isWhole = false;
    while (cursor.quoted(series) == Scan::Done && cursor.expect(':') == Scan::Done &&
           cursor.value(number) == Scan::Done) {
        double value = std::numeric_limits<double>::quiet_NaN();
        if (!parse(number, value)) value = std::numeric_limits<double>::quiet_NaN();
        m_told.count(m_told.counter(process, name, text(series), event.id), event.at.ns, value);
        hasAny = true;
        if (cursor.expect(',') == Scan::Done) continue;
        isWhole = cursor.expect('}') == Scan::Done;
        break;
    }
    if (!hasAny) return leaveOutFor(event.phase, "a value in \"args\"");
    if (!isWhole) m_told.findings().add(brokenValues, m_byte, event.at.ns);
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
        if (track == noTask) return m_told.tooMuch("profiles on tracks beyond 65,536", event.at.ns);
        m_profiles.emplace(key, Profile{CpuProfile(m_told, m_progress, track, start.ns), trackOf(event)});
    } else if (event.name == "ProfileChunk" && known != m_profiles.end()) {
        const std::string_view profile = memberOf(data, "cpuProfile");
        const std::string_view samples = memberOf(profile, "samples");
        // The last chunk of a profile tells only that it is over.
        CpuProfile& told = known->second.samples;
        if (!profile.empty() || !samples.empty())
            told.add({memberOf(profile, "nodes"), samples, memberOf(data, "timeDeltas")});
        ScannedTime end;
        for (const std::string_view of : {data, profile})
            if (decimalNanoseconds(memberOf(of, "endTime"), 3, end) && isInReach(end))
                told.endsAt(end.ns, m_byte);
    } else {
        m_told.findings().addKind(ImportFault::OtherKind, ImportEffect::LeftOut, chromePhaseKind('P'), m_byte,
                                  event.at.ns);
    }
}

void ChromeReader::endProfiles()
{
    for (auto& [key, profile] : m_profiles) {
        profile.samples.finish();
        if (profile.thread == noTask) continue;
        const ImportTrack& thread = m_told.trackAt(profile.thread);
        m_told.trackAt(profile.samples.track()).name =
            "samples of " + (thread.name.empty() ? calledById("thread", thread.id) : thread.name);
    }
}

void ChromeReader::tellName(const ChromeEvent& event)
{
    const auto named = [&](const char* key) {
        std::string name = text(memberOf(event.arguments, key));
        m_told.noteText(name);
        return name;
    };
    const auto sortIndex = [&] {
        double value = 0;
        if (parse(memberOf(event.arguments, "sort_index"), value) && std::abs(value) < 1e15)
            return static_cast<std::int64_t>(value);
        m_told.findings().add(noSortIndex, m_byte);
        return std::int64_t{0};
    };
    if (event.name == "process_name") {
        m_told.processAt(m_told.process(event.process)).name = named("name");
    } else if (event.name == "process_sort_index") {
        m_told.processAt(m_told.process(event.process)).sortIndex = sortIndex();
    } else if (event.name == "process_labels") {
        m_told.processAt(m_told.process(event.process)).labels = named("labels");
    } else if (event.name == "thread_name" || event.name == "thread_sort_index") {
        const std::uint32_t track = trackOf(event);
        if (track == noTask) return;
        if (event.name == "thread_name")
            m_told.trackAt(track).name = named("name");
        else
            m_told.trackAt(track).sortIndex = sortIndex();
    } else {
        tellMetadata(event);
    }
}

/// What else is said of processes and threads; one of it is that events are missing.
void ChromeReader::tellMetadata(const ChromeEvent& event)
{
    if (event.name != "trace_buffer_overflowed")
        return m_told.noteMetadata(unescaped(event.name.substr(0, longestName)));
    ScannedTime at;
    const bool isTold = decimalNanoseconds(memberOf(event.arguments, "overflowed_at_ts"), 3, at);
    m_told.findings().add(overflowed, m_byte, isTold && isInReach(at) ? at.ns : notYet);
    if (isTold && isInReach(at)) m_told.lostOnProcess(m_told.process(event.process), at.ns);
}

} // namespace sojourn
