#include "formats/import/session_content.h"

#include "formats/listed.h"
#include "formats/read_limits.h"
#include "time/time.h"
#include "trace/grouped.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace sojourn {

using namespace session;

namespace {

/// Two instants, as people read them; one where they read alike.
std::string betweenWords(const char* from, const char* to, std::int64_t fromNs, std::int64_t toNs)
{
    const std::string first = humanDuration(Duration(fromNs)), last = humanDuration(Duration(toNs));
    return first == last ? "at " + first : from + first + to + last;
}

/// Which events of a run are lost, where some are there: " those before 2 s and those behind 9 s".
std::string lostOf(const SessionEvents& events)
{
    std::vector<std::string> parts;
    const auto at = [](std::int64_t ns) { return humanDuration(Duration(ns)); };
    if (events.isBeginningLost()) parts.push_back("those before " + at(events.firstNs()));
    if (events.isEndLost()) parts.push_back("those behind " + at(events.lastNs()));
    if (events.ofLost() > 0) parts.push_back(grouped(events.ofLost()) + " of items and requests from before");
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? " " : i + 1 < parts.size() ? ", " : " and ") + parts[i];
    return text;
}

/// Between which instants the file has none: "; the file lacks those from 2 s to 9 s". Where all that it has
/// are shown, their ends have said so.
std::string gapsOf(const SessionEvents& events)
{
    static constexpr std::size_t most = 3;
    if (events.gaps().empty() || !events.hasOthers()) return {};
    std::vector<std::string> parts;
    for (const SessionEvents::Gap& gap : events.gaps()) {
        if (parts.size() == most) break;
        parts.push_back(betweenWords("from ", " to ", gap.fromNs, gap.toNs));
    }
    if (events.gaps().size() > most)
        parts.push_back(grouped(events.gaps().size() - most) + " more stretches");
    return "; the file lacks those " + listed(parts) + ", and only one stretch without a gap is shown";
}

} // namespace

/// Spans that this file lacks, and not one that was read into it.
void SessionContent::losesSpans(std::uint32_t task, std::int64_t fromNs, std::int64_t toNs)
{
    if (!m_firstLost || fromNs < m_firstLost->fromNs) m_firstLost = LostStretch{task, fromNs, toNs};
    m_lostUpToNs = std::max(m_lostUpToNs, toNs);
    loses(task, fromNs, toNs);
}

/// The rest of lanes that break off; and lanes of which there is nothing, where spans of such a one must be
/// missing: it would not be there without any.
void SessionContent::noteLostRest()
{
    std::int64_t endNs = m_end ? std::min(nanoseconds(m_end->end.at), latestRead) : 0;
    for (const std::vector<Span>& lane : m_lanes)
        if (!lane.empty()) endNs = std::max(endNs, lane.back().endNs);
    for (const auto& [series, next] : m_next)
        if (series.first == ChunkType::Spans)
            losesSpans(series.second,
                       m_lanes[series.second].empty() ? 0 : m_lanes[series.second].back().endNs, endNs);
    const std::uint64_t told = std::accumulate(m_spansTold.begin(), m_spansTold.end(), std::uint64_t{0});
    if (m_end && m_end->spans <= told) return;
    for (std::uint32_t task = 0; task < m_lanes.size(); ++task)
        if (m_spansTold[task] == 0 && m_instantsTold[task] == 0) losesSpans(task, 0, endNs);
}

std::vector<ImportFinding> SessionContent::lost()
{
    m_events->finish(m_end ? std::optional(m_end->events) : std::nullopt);
    std::vector<ImportFinding> all;
    const auto add = [&](std::uint64_t there, std::uint64_t told, std::optional<std::uint64_t> toldByEnd,
                         const char* one, const char* many) -> ImportFinding* {
        const bool isExact = m_end && toldByEnd;
        if (isExact) told = *toldByEnd;
        if (there >= told) return nullptr;
        ImportFinding& finding = all.emplace_back();
        finding.fault = ImportFault::LostRows;
        finding.effect = ImportEffect::LeftOut;
        finding.count = told - there;
        const bool isOne = finding.count == 1;
        const std::string count = grouped(finding.count);
        if (!isExact) // how many there were at all is not known
            finding.sentence = "at least " + count + ' ' + (isOne ? one : many);
        else if (there == 0)
            finding.sentence = isOne ? "the only " + std::string(one) : "all " + count + ' ' + many;
        else
            finding.sentence = count + " of " + grouped(told) + ' ' + many;
        finding.sentence += isOne ? " is lost" : " are lost";
        return &finding;
    };
    const auto sum = [](const std::vector<std::uint64_t>& counts) {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    const EndMessage end = m_end.value_or(EndMessage{});
    ImportFinding* const events =
        add(m_events->listed(), m_events->listedAtLeast(), end.listed, "event", "events");
    if (events != nullptr && !m_events->isEmpty()) {
        events->firstNs = m_events->isBeginningLost() ? 0 : m_events->lastNs();
        if (const std::string which = lostOf(*m_events); !which.empty()) events->sentence += ':' + which;
        if (m_events->isBeginningLost() && !m_info->queues.empty())
            events->sentence += "; items are numbered from there on";
        events->sentence += gapsOf(*m_events);
    }
    if (events == nullptr && !m_end && m_losesParts && !m_events->isEmpty()) {
        ImportFinding& finding = all.emplace_back();
        finding.fault = ImportFault::LostRows;
        finding.effect = ImportEffect::Noted;
        finding.count = 1;
        finding.firstNs = m_events->lastNs();
        finding.sentence = "what happened behind " + humanDuration(Duration(finding.firstNs)) +
                           " is lost; how much it was nothing tells";
    }
    if (m_events->isEmpty()) noteLostRest();
    if (ImportFinding* const spans = add(m_spans, sum(m_spansTold), end.spans, "span", "spans");
        spans != nullptr && m_firstLost) {
        spans->firstNs = m_firstLost->fromNs;
        spans->firstTask = m_firstLost->task;
        spans->sentence += ": " + betweenWords("between ", " and ", m_firstLost->fromNs, m_lostUpToNs);
    }
    add(m_visits.size(), m_visitsTold, end.visits, "visit of a queue", "visits of queues");
    add(m_instants, sum(m_instantsTold), end.instants, "instant", "instants");
    const std::size_t known = m_info->spanNames.size();
    const auto names =
        std::distance(m_unknownNames.lower_bound(static_cast<std::uint32_t>(known)), m_unknownNames.end());
    if (names > 0) {
        ImportFinding& finding = all.emplace_back();
        finding.fault = ImportFault::LostNames;
        finding.effect = ImportEffect::Mended;
        finding.count = static_cast<std::uint64_t>(names);
        finding.sentence = names == 1 ? "a name of spans and instants is lost; its number stands for it"
                                      : grouped(finding.count) +
                                            " names of spans and instants are lost; numbers stand for them";
    }
    // A run of ours has one; behind names that are lost it is not used, which is told with them.
    if (m_losesParts && !m_isStandIn && m_message.format.empty() && !m_context.origin) {
        ImportFinding& finding = all.emplace_back();
        finding.fault = ImportFault::LostRows;
        finding.effect = ImportEffect::LeftOut;
        finding.count = 1;
        finding.sentence = "the scenario is lost: the run cannot be run again";
    }
    return all;
}

} // namespace sojourn
