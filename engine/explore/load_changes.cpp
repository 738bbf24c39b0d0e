#include "explore/load_changes.h"

#include "explore/pauses.h"
#include "explore/theory_words.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

namespace sojourn {

namespace {

using Kind = CycleStep::Kind;

/// Sources whose ends lie no further apart end together, as far as their draws decide.
constexpr double together = 0.8;

/// How long a group makes items for a queue, in the mean; infinity: to the end of the run. Nothing of a group
/// that makes none, or all of them at once.
std::optional<double> secondsOfSource(const ScenarioCycles& cycles, std::size_t group, std::uint16_t queue)
{
    const TaskCycle& cycle = cycles.ofGroup[group];
    const bool makes = cycles.runs[group] && cycle.obstacle.empty() && cycle.loops && !cycle.has(Kind::Get) &&
                       cycle.has(Kind::Put, queue);
    if (!makes) return {};
    const double pause = pausesOf(cycle.steps).sum.mean;
    if (!(pause > 0)) return {};
    double seconds = std::numeric_limits<double>::infinity();
    if (cycle.passes) seconds = pausesOf(cycle.before).sum.mean + *cycle.passes * pause;
    if (const auto until = cycles.scenario.until)
        seconds = std::min(seconds, std::chrono::duration<double>(*until).count());
    return seconds;
}

/// Groups that some steps cancel before they have waited for anybody's work to be done.
void addCancelledEarly(const std::vector<Step>& steps, bool& hasWaited, std::vector<bool>& cancelled)
{
    for (const Step& step : steps) {
        if (step.kind == Step::Kind::Join || step.kind == Step::Kind::Await) hasWaited = true;
        if (step.kind == Step::Kind::Cancel && !hasWaited && step.object < cancelled.size())
            cancelled[step.object] = true;
        addCancelledEarly(step.kind == Step::Kind::If ? step.taken() : step.steps, hasWaited, cancelled);
    }
}

std::vector<bool> cancelledEarly(const ScenarioCycles& cycles)
{
    std::vector<bool> cancelled(cycles.ofGroup.size());
    for (std::size_t g = 0; g < cycles.ofGroup.size(); ++g) {
        bool hasWaited = false;
        if (cycles.runs[g]) addCancelledEarly(cycles.scenario.groups[g].steps, hasWaited, cancelled);
    }
    return cancelled;
}

} // namespace

std::vector<std::string> loadChangesOf(const ScenarioCycles& cycles, std::uint16_t queue)
{
    std::vector<std::string> changes;
    std::optional<std::size_t> first, last;
    double shortest = 0, longest = 0;
    std::vector<std::size_t> sources, servers;
    for (std::size_t g = 0; g < cycles.ofGroup.size(); ++g) {
        if (cycles.runs[g] && cycles.ofGroup[g].has(Kind::Get, queue)) servers.push_back(g);
        const auto seconds = secondsOfSource(cycles, g, queue);
        if (!seconds) continue;
        sources.push_back(g);
        if (!first || *seconds < shortest) first = g, shortest = *seconds;
        if (!last || *seconds > longest) last = g, longest = *seconds;
    }
    const auto text = [](double seconds) { return figureWithUnit(seconds, MetricUnit::Seconds, 2); };
    // One that never ends is there until somebody ends it, which may well be when the others are through.
    if (first && longest < std::numeric_limits<double>::infinity() && shortest < together * longest)
        changes.push_back(cycles.nameOf(*first) + " is through after " + text(shortest) + " in the mean, " +
                          cycles.nameOf(*last) + " after " + text(longest) + ": arrivals become fewer");

    const std::vector<bool> cancelled = cancelledEarly(cycles);
    for (const auto& [groups, what] :
         {std::pair(&sources, ": arrivals become fewer"), std::pair(&servers, ": servers become fewer")}) {
        const bool isAll = std::ranges::all_of(*groups, [&](std::size_t g) { return cancelled[g]; });
        if (isAll) continue; // that is the end of all
        for (const std::size_t g : *groups)
            if (cancelled[g]) changes.push_back(cycles.nameOf(g) + " is cancelled while others go on" + what);
    }
    return changes;
}

} // namespace sojourn
