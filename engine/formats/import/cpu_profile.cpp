#include "formats/import/cpu_profile.h"

#include "formats/import/json_cursor.h"
#include "formats/import/shown_text.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace sojourn {

namespace {

constexpr std::size_t deepestStack = 256; // V8 keeps no more
// Stacks change in a few functions from one sample to the next; more spans than that fill memory from little
// text.
constexpr std::uint64_t spansOfSample = 16, harmlessSpans = 4096;
constexpr std::size_t longestName = 4096;

template <class Number> bool parse(std::string_view text, Number& number)
{
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() && result.ptr == text.data() + text.size() && !text.empty();
}

/// The values of an array, one by one and raw.
class JsonValues final
{
public:
    explicit JsonValues(std::string_view array)
        : m_cursor{array.data(), array.data() + array.size()}
        , m_isSound(m_cursor.expect('[') == Scan::Done)
    {
        m_cursor.skipSpace();
        m_isOver = !m_isSound || (!m_cursor.isOver() && *m_cursor.at == ']');
    }
    bool next(std::string_view& value)
    {
        if (m_isOver) return false;
        m_isSound = m_cursor.value(value) == Scan::Done;
        if (!m_isSound) return m_isOver = true, false;
        m_isOver = m_cursor.expect(',') != Scan::Done;
        if (m_isOver) m_isSound = !m_cursor.isOver() && *m_cursor.at == ']';
        return true;
    }
    bool isSound() const { return m_isSound; }
    const char* at() const { return m_cursor.at; }

private:
    JsonCursor m_cursor;
    bool m_isSound;
    bool m_isOver = false;
};

/// What V8 calls the time in which it ran no script.
bool isNoFunction(std::string_view name)
{
    return name == "(root)" || name == "(program)" || name == "(idle)";
}

constexpr OwnFinding unknownNode{
    ImportFault::UnknownName,
    ImportEffect::LeftOut,
    "a sample is of a node that the profile does not have",
    "samples are of nodes that the profile does not have",
    "no function is drawn from there to the next sample",
    "no function is drawn from there to the next sample",
};
constexpr OwnFinding unknownCaller{
    ImportFault::UnknownName,
    ImportEffect::Mended,
    "a function's caller is a node that the profile does not have",
    "functions' callers are nodes that the profile does not have",
    "it is drawn as one that nobody called",
    "they are drawn as ones that nobody called",
};
constexpr OwnFinding circle{
    ImportFault::UnknownName,
    ImportEffect::Mended,
    "a function's callers form a circle: it is its own caller",
    "functions' callers form a circle: each is its own caller, by way of the others",
    "it is drawn as one that nobody called",
    "each is drawn as one that nobody called",
};
constexpr OwnFinding earlierSample{
    ImportFault::OutOfOrder,
    ImportEffect::Mended,
    "a sample is earlier than the one before it: its time delta is below 0",
    "samples are earlier than the ones before them: their time deltas are below 0",
    "it is put in order",
    "they are put in order",
};
constexpr OwnFinding earlyStart{
    ImportFault::OutOfOrder,
    ImportEffect::Noted,
    "a profile's first sample is before its startTime: its time delta is below 0",
    "profiles' first samples are before their startTimes: their time deltas are below 0",
    "it is drawn where it is",
    "they are drawn where they are",
};
constexpr OwnFinding noDelta{
    ImportFault::Incomplete,      ImportEffect::LeftOut, "a sample has no time delta",
    "samples have no time delta", "it is left out",      "they are left out",
};
constexpr OwnFinding noSample{
    ImportFault::Incomplete,           ImportEffect::LeftOut, "a time delta belongs to no sample",
    "time deltas belong to no sample", "it is left out",      "they are left out",
};
constexpr OwnFinding badSample{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "a sample or its time delta is no number",
    "samples or their time deltas are no numbers",
    "it is left out",
    "they are left out",
};
constexpr OwnFinding badNode{
    ImportFault::Unreadable, ImportEffect::LeftOut, "a node has no number",
    "nodes have no numbers", "it is left out",      "they are left out",
};
constexpr OwnFinding badList{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "a list of the profile goes on with what is no JSON",
    "lists of the profile go on with what is no JSON",
    "what comes before that is there",
    "what comes before that is there",
};
constexpr OwnFinding badProfile{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "the profile goes on with what is no JSON",
    "profiles go on with what is no JSON",
    "what comes before that is there",
    "what comes before that is there",
};
constexpr OwnFinding earlyEnd{
    ImportFault::Backwards,
    ImportEffect::Mended,
    "a profile's endTime is before its startTime",
    "profiles' endTimes are before their startTimes",
    "it ends with its last sample",
    "they end with their last samples",
};

/// The members of a .cpuprofile that matter, raw; the one in which the file ends is there as far as it goes.
struct ProfileText
{
    std::string_view nodes, samples, deltas, start, end;
    bool isCut = false;
    const char* broken = nullptr; // where it is no JSON

    std::string_view* member(std::string_view key)
    {
        return isKey(key, "nodes")        ? &nodes
               : isKey(key, "samples")    ? &samples
               : isKey(key, "timeDeltas") ? &deltas
               : isKey(key, "startTime")  ? &start
               : isKey(key, "endTime")    ? &end
                                          : nullptr;
    }
};

ProfileText profileText(std::string_view text)
{
    ProfileText all;
    // Its parts are large, and what is damaged in one is told where that is read.
    JsonCursor cursor{text.data(), text.data() + text.size(), false};
    std::string_view key, value;
    Scan scan = cursor.expect('{');
    while (scan == Scan::Done) {
        if ((scan = cursor.quoted(key)) == Scan::Done) scan = cursor.expect(':');
        if (scan != Scan::Done) break;
        cursor.skipSpace();
        const char* const begin = cursor.at;
        scan = cursor.value(value);
        if (scan == Scan::Short) value = {begin, static_cast<std::size_t>(cursor.end - begin)};
        if (std::string_view* const member = all.member(key); member && scan != Scan::Bad) *member = value;
        if (scan != Scan::Done) break;
        cursor.skipSpace();
        if (!cursor.isOver() && *cursor.at == '}') return all;
        scan = cursor.expect(',');
    }
    all.isCut = scan == Scan::Short;
    if (!all.isCut) all.broken = cursor.at;
    return all;
}

} // namespace

void CpuProfile::addNode(std::string_view node)
{
    std::uint32_t id = 0, parent = 0;
    if (!parse(memberOf(node, "id"), id)) return m_told.findings().add(badNode, m_told.place());
    Node& made = m_nodes[id];
    made.place = m_told.place();
    if (parse(memberOf(node, "parent"), parent)) made.parent = parent;
    bool isSound = true;
    const std::string_view raw = memberOf(memberOf(node, "callFrame"), "functionName").substr(0, longestName);
    std::string name = unescaped(raw, &isSound);
    if (!isSound && raw.size() < longestName && isUtf8(name))
        m_told.findings().add(ImportFault::BadText, ImportEffect::Mended, m_told.place());
    if (name.empty()) name = "(anonymous)";
    made.name = isNoFunction(name) ? noTask : m_told.spanName(name);
    JsonValues children(memberOf(node, "children"));
    for (std::string_view child; children.next(child);)
        if (std::uint32_t number = 0; parse(child, number)) m_nodes[number].parent = id;
}

void CpuProfile::addNodes(const Part& part)
{
    if (part.nodes.empty()) return; // chunks may bring nothing but samples of nodes that are known
    JsonValues all(part.nodes);
    for (std::string_view node; all.next(node);) {
        if (part.file) m_told.at(node.data() - part.file);
        addNode(node);
    }
    if (all.isSound() || part.isCut) return;
    if (part.file) m_told.at(all.at() - part.file);
    m_told.findings().add(badList, m_told.place());
}

void CpuProfile::add(const Part& part)
{
    addNodes(part);
    JsonValues numbers(part.samples), steps(part.deltas);
    std::string_view number, step;
    std::uint64_t lone = 0;
    const auto at = [&](const char* place) {
        if (part.file) m_told.at(place - part.file);
    };
    while (!m_progress.isCancelled && numbers.next(number)) {
        if (steps.next(step)) {
            at(step.data());
            addSample(number, step);
        } else if (lone++ == 0) {
            at(number.data());
        }
    }
    // Of a file that breaks off in its deltas, the rest of the samples are lost with those.
    if (!part.isCut) m_told.findings().add(noDelta, m_told.place(), notYet, noTask, lone);
    for (lone = 0; !m_progress.isCancelled && steps.next(step); ++lone)
        if (lone == 0) at(step.data());
    if (!part.isCut) m_told.findings().add(noSample, m_told.place(), notYet, noTask, lone);
    for (const auto& [text, list] : {std::pair(part.samples, &numbers), std::pair(part.deltas, &steps)}) {
        if (text.empty() || list->isSound() || part.isCut || m_progress.isCancelled) continue;
        at(list->at());
        m_told.findings().add(badList, m_told.place());
    }
}

void CpuProfile::addSample(std::string_view number, std::string_view step)
{
    std::uint32_t node = 0;
    ScannedTime delta;
    const bool hasDelta = decimalNanoseconds(step, 3, delta);
    if (hasDelta &&
        (delta.ns > latestRead || delta.ns < -latestRead || std::abs(m_atNs + delta.ns) > latestRead))
        return m_told.findings().add(ImportFault::OutOfRange, ImportEffect::LeftOut, m_told.place());
    m_atNs += delta.ns;
    if (!hasDelta || !parse(number, node)) return m_told.findings().add(badSample, m_told.place());
    if (delta.ns < 0) {
        m_told.findings().add(m_samples.empty() ? earlyStart : earlierSample, m_told.place(), m_atNs,
                              m_track);
        m_isInOrder = m_samples.empty();
    }
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end() || known->second.name == notDescribed) {
        m_told.findings().add(unknownNode, m_told.place(), m_atNs, m_track);
        node = 0;
    }
    m_samples.push_back({m_atNs, node});
}

/// The functions that were on the stack, the outermost first.
void CpuProfile::pathOf(std::uint32_t node)
{
    m_path.clear();
    for (std::size_t steps = 0; node != 0 && steps < deepestStack; ++steps) {
        const auto known = m_nodes.find(node);
        if (known == m_nodes.end() || known->second.name == notDescribed) break;
        if (known->second.name != noTask) m_path.push_back(node);
        node = known->second.parent;
        if (node != 0 && steps + 1 == deepestStack)
            m_told.tooMuch("functions on stacks deeper than 256", m_atNs, m_track);
    }
    std::ranges::reverse(m_path);
}

void CpuProfile::sample(const Sample& sample)
{
    m_atNs = sample.ns;
    pathOf(sample.node);
    std::size_t same = 0;
    while (same < m_path.size() && same < m_open.size() && m_open[same].node == m_path[same])
        ++same;
    closeFrom(same);
    for (std::size_t i = same; i < m_path.size(); ++i)
        m_open.push_back({m_path[i], m_atNs});
}

/// Samples at one instant leave nothing behind.
void CpuProfile::closeFrom(std::size_t depth)
{
    for (; m_open.size() > depth; m_open.pop_back()) {
        const Open& open = m_open.back();
        if (open.startNs >= m_atNs) continue;
        if (++m_spans > harmlessSpans + spansOfSample * m_samples.size()) {
            m_told.tooMuch("more than 16 spans a sample", open.startNs, m_track);
            continue;
        }
        m_told.span(m_track, open.startNs, m_atNs, TraceAssembler::named(m_nodes[open.node].name));
    }
}

/// Each function once, whose caller is only mentioned.
void CpuProfile::tellCallers()
{
    const Node* first = nullptr;
    std::uint64_t count = 0;
    for (const auto& [number, node] : m_nodes) {
        if (node.name == notDescribed || node.parent == 0) continue;
        const auto caller = m_nodes.find(node.parent);
        if (caller != m_nodes.end() && caller->second.name != notDescribed) continue;
        ++count;
        if (!first || node.place.byte < first->place.byte) first = &node;
    }
    if (first) m_told.findings().add(unknownCaller, first->place, notYet, noTask, count);
}

/// The caller of a node; 0: none that is described.
std::uint32_t CpuProfile::callerOf(std::uint32_t node) const
{
    const auto caller = m_nodes.find(m_nodes.at(node).parent);
    return caller == m_nodes.end() || caller->second.name == notDescribed ? 0 : caller->first;
}

/// Each circle of callers, from its first node in the file on.
std::vector<std::vector<std::uint32_t>> CpuProfile::circles() const
{
    const auto isFirst = [&](std::uint32_t a, std::uint32_t b) {
        const std::int64_t atA = m_nodes.at(a).place.byte, atB = m_nodes.at(b).place.byte;
        return atA != atB ? atA < atB : a < b;
    };
    std::vector<std::vector<std::uint32_t>> all;
    std::unordered_map<std::uint32_t, std::uint32_t> seenFrom; // by node: where the walk that met it began
    for (const auto& [start, described] : m_nodes) {
        // V8 numbers callers before what they call; every circle has a node of which that is not true.
        if (described.name == notDescribed || described.parent < start) continue;
        std::uint32_t node = start;
        for (; node != 0 && !seenFrom.contains(node); node = callerOf(node))
            seenFrom.emplace(node, start);
        if (node == 0 || seenFrom.at(node) != start) continue;
        std::vector<std::uint32_t> found;
        do
            found.push_back(node);
        while ((node = callerOf(node)) != found.front());
        std::rotate(found.begin(), std::ranges::min_element(found, isFirst), found.end());
        all.push_back(std::move(found));
    }
    std::ranges::sort(all, isFirst, [](const auto& each) { return each.front(); });
    return all;
}

/// Such callers tell nothing, so that they are forgotten.
void CpuProfile::breakCircles()
{
    static constexpr std::size_t shown = 8;
    const auto nameOf = [&](std::uint32_t node) {
        const std::uint32_t name = m_nodes.at(node).name;
        return name == noTask ? "(root)" : m_told.spanNameText(name);
    };
    for (const std::vector<std::uint32_t>& each : circles()) {
        std::string words = nameOf(each.front());
        for (std::size_t i = 1; i <= std::min(shown, each.size()); ++i) // back to the first
            words += " called by " + nameOf(each[i % each.size()]);
        m_told.findings().addKind(circle, words, m_nodes.at(each.front()).place, each.size());
        for (const std::uint32_t node : each)
            m_nodes.at(node).parent = 0;
    }
}

void CpuProfile::endsAt(std::int64_t ns, FilePlace place)
{
    if (ns < m_startNs) return m_told.findings().add(earlyEnd, place);
    m_endNs = m_endNs == notYet ? ns : std::max(m_endNs, ns);
}

void CpuProfile::finish()
{
    m_told.at({}); // spans are of the profile, and of no one place in it
    tellCallers();
    breakCircles();
    if (!m_isInOrder) std::ranges::stable_sort(m_samples, {}, &Sample::ns);
    for (const Sample& each : m_samples) {
        if (m_progress.isCancelled) return;
        sample(each);
    }
    if (m_endNs != notYet) m_atNs = std::max(m_atNs, m_endNs);
    closeFrom(0);
}

bool isCpuProfile(std::string_view text)
{
    JsonCursor cursor{text.data(), text.data() + text.size()};
    std::string_view key;
    return cursor.expect('{') == Scan::Done && cursor.quoted(key) == Scan::Done && isKey(key, "nodes") &&
           cursor.expect(':') == Scan::Done && cursor.expect('[') == Scan::Done;
}

bool readCpuProfile(std::string_view text, TraceAssembler& told, const ImportProgress& progress,
                    std::uint64_t& samples)
{
    const ProfileText profileOf = profileText(text);
    const auto placeOf = [&](std::string_view raw) { return FilePlace(raw.data() - text.data()); };
    const auto instant = [&](std::string_view raw) {
        ScannedTime time;
        if (!decimalNanoseconds(raw, 3, time)) return notYet;
        if (time.ns >= -latestRead && time.ns <= latestRead) return time.ns;
        told.findings().add(ImportFault::OutOfRange, ImportEffect::LeftOut, placeOf(raw));
        return notYet;
    };
    const std::int64_t startNs = instant(profileOf.start);
    const std::uint32_t track = told.thread(told.process("1"), "JavaScript");
    told.trackAt(track).name = "JavaScript";
    CpuProfile profile(told, progress, track, startNs == notYet ? 0 : startNs);
    profile.add({profileOf.nodes, profileOf.samples, profileOf.deltas, text.data(), profileOf.isCut});
    if (profileOf.broken) told.findings().add(badProfile, FilePlace(profileOf.broken - text.data()));
    if (const std::int64_t endNs = instant(profileOf.end); endNs != notYet)
        profile.endsAt(endNs, placeOf(profileOf.end));
    profile.finish();
    samples = profile.samples();
    return !profileOf.isCut;
}

} // namespace sojourn
