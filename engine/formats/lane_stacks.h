// Lanes that other formats show as one row: a thread whose spans lie inside each other.
#pragma once

#include "formats/export_format.h"
#include "formats/time_merge.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A row: its lanes, the outermost first. Of any two of its spans, one is inside the other or they do not
/// meet.
struct LaneStack
{
    std::vector<std::uint32_t> tasks;
};

/// The rows of all lanes, in their order. A task of our own is a row; so are the lanes of an imported thread,
/// as many of them as fit.
std::vector<LaneStack> laneStacks(const Timeline& timeline);

/// The spans of a lane one by one; the one that went on as the run ended is cut off there.
class LaneSpans final
{
public:
    LaneSpans(const Lane& lane, std::int64_t endNs)
        : m_next(lane.spans.data())
        , m_end(lane.spans.data() + lane.spans.size())
        , m_lane(&lane)
        , m_endNs(endNs)
    {
    }

    /// When the next one begins; TimeMerge::over behind the last.
    std::int64_t ns() const
    {
        if (m_next != m_end) return m_next->startNs;
        return m_lane && m_lane->openUntil(m_endNs) ? m_lane->open.startNs : TimeMerge::over;
    }
    /// The next one, while there is one.
    Span next() const { return m_next != m_end ? *m_next : *m_lane->openUntil(m_endNs); }
    void advance()
    {
        if (m_next == m_end) return void(m_lane = nullptr);
        ++m_next;
        __builtin_prefetch(m_next + 1); // until the others have had their turn that is in the cache
    }

private:
    const Span* m_next;
    const Span* m_end;
    const Lane* m_lane; // null: the one that went on is past as well
    std::int64_t m_endNs;
};

/// A span's beginning or end, where it stands in its row.
struct StackEvent
{
    std::int64_t ns;
    bool isBegin;
    Span span;
};

/// The spans of a row as beginnings and ends one by one, balanced and in order. It holds no more than the
/// spans that go on.
class StackEvents final
{
public:
    StackEvents(const Timeline& timeline, const LaneStack& stack);

    /// When the next one is; TimeMerge::over behind the last.
    std::int64_t ns() const { return isEndNext() ? m_open.back().endNs : m_begins.nextNs(); }
    /// The next one, while there is one.
    StackEvent next() const
    {
        if (isEndNext()) return {m_open.back().endNs, false, m_open.back()};
        return {m_begins.nextNs(), true, m_lanes[m_begins.source()].next()};
    }
    void advance();

private:
    /// Of what ends and begins at one instant the ends come first.
    bool isEndNext() const { return !m_open.empty() && m_open.back().endNs <= m_begins.nextNs(); }

    std::vector<LaneSpans> m_lanes; // the outermost first: of spans that begin at once that is the outer one
    TimeMerge m_begins;             // of those
    std::vector<Span> m_open;       // the outermost first
};

/// A span's name: its own, or its state's, or the phase of its request.
const char* spanName(const Span& span, const RunInfo& info);

} // namespace sojourn
