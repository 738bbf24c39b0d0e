#include "formats/import/cpu_profile.h"

#include "formats/import/json_cursor.h"
#include "formats/import/shown_text.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

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

} // namespace

bool CpuProfile::addNode(std::string_view node)
{
    std::uint32_t id = 0, parent = 0;
    if (!parse(memberOf(node, "id"), id)) return false;
    Node& made = m_nodes[id];
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
    return true;
}

bool CpuProfile::addNodes(std::string_view nodes, const char* file)
{
    if (nodes.empty()) return true; // chunks may bring nothing but samples of nodes that are known
    JsonValues all(nodes);
    bool areSound = true;
    for (std::string_view node; all.next(node);) {
        if (file) m_told.at(node.data() - file);
        areSound &= addNode(node);
    }
    return areSound && all.isSound();
}

bool CpuProfile::add(std::string_view nodes, std::string_view samples, std::string_view deltas,
                     const char* file)
{
    const bool isSound = addNodes(nodes, file);
    m_place = m_told.place();
    if (samples.empty() && deltas.empty()) return isSound && !nodes.empty();
    JsonValues numbers(samples), steps(deltas);
    std::string_view number, step;
    while (!m_progress.isCancelled && numbers.next(number)) {
        if (!steps.next(step)) return false;
        if (file) m_told.at(m_place = step.data() - file);
        if (!addSample(number, step)) return false;
    }
    return isSound && numbers.isSound();
}

bool CpuProfile::addSample(std::string_view number, std::string_view step)
{
    std::uint32_t node = 0;
    ScannedTime delta;
    if (!parse(number, node) || !decimalNanoseconds(step, 3, delta)) return false;
    if (delta.ns > latestRead || delta.ns < -latestRead || std::abs(m_atNs + delta.ns) > latestRead) {
        m_told.findings().add(ImportFault::OutOfRange, ImportEffect::LeftOut, m_place);
        return true;
    }
    m_atNs += delta.ns;
    sample(node);
    return true;
}

/// The functions that were on the stack, the outermost first. Parents that go round in a circle end it.
void CpuProfile::pathOf(std::uint32_t node)
{
    m_path.clear();
    for (std::size_t steps = 0; node != 0 && steps < deepestStack; ++steps) {
        const auto known = m_nodes.find(node);
        if (known == m_nodes.end()) break;
        if (known->second.name != noTask) m_path.push_back(node);
        node = known->second.parent;
        if (node != 0 && steps + 1 == deepestStack)
            m_told.tooMuch("functions on stacks deeper than 256", m_atNs, m_track);
    }
    std::ranges::reverse(m_path);
}

void CpuProfile::sample(std::uint32_t node)
{
    ++m_samples;
    pathOf(node);
    std::size_t same = 0;
    while (same < m_path.size() && same < m_open.size() && m_open[same].node == m_path[same])
        ++same;
    closeFrom(same);
    for (std::size_t i = same; i < m_path.size(); ++i)
        m_open.push_back({m_path[i], m_atNs});
}

/// Samples at one instant leave nothing behind. Deltas below nothing, which V8 writes where its clock was
/// set, neither.
void CpuProfile::closeFrom(std::size_t depth)
{
    for (; m_open.size() > depth; m_open.pop_back()) {
        const Open& open = m_open.back();
        if (open.startNs >= m_atNs) continue;
        if (++m_spans > harmlessSpans + spansOfSample * m_samples) {
            m_told.tooMuch("more than 16 spans a sample", open.startNs, m_track);
            continue;
        }
        m_told.span(m_track, open.startNs, m_atNs, TraceAssembler::named(m_nodes[open.node].name));
    }
}

void CpuProfile::finish(std::int64_t endNs)
{
    m_told.at(m_place);
    if (endNs != notYet) m_atNs = std::max(m_atNs, endNs);
    closeFrom(0);
}

bool isCpuProfile(std::string_view text)
{
    JsonCursor cursor{text.data(), text.data() + text.size()};
    std::string_view key;
    return cursor.expect('{') == Scan::Done && cursor.quoted(key) == Scan::Done && key == "nodes" &&
           cursor.expect(':') == Scan::Done && cursor.expect('[') == Scan::Done;
}

bool readCpuProfile(std::string_view text, TraceAssembler& told, const ImportProgress& progress,
                    std::uint64_t& samples)
{
    const auto instant = [&](const char* key) {
        ScannedTime time;
        const std::string_view raw = memberOf(text, key);
        if (!decimalNanoseconds(raw, 3, time)) return notYet;
        if (time.ns >= -latestRead && time.ns <= latestRead) return time.ns;
        told.findings().add(ImportFault::OutOfRange, ImportEffect::LeftOut, raw.data() - text.data());
        return notYet;
    };
    const std::int64_t startNs = instant("startTime");
    const std::uint32_t track = told.thread(told.process("1"), "JavaScript");
    told.trackAt(track).name = "JavaScript";
    CpuProfile profile(told, progress, track, startNs == notYet ? 0 : startNs);
    const bool isWhole = profile.add(memberOf(text, "nodes"), memberOf(text, "samples"),
                                     memberOf(text, "timeDeltas"), text.data());
    profile.finish(instant("endTime"));
    samples = profile.samples();
    return isWhole;
}

} // namespace sojourn
