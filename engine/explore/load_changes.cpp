#include "explore/load_changes.h"

#include "explore/pauses.h"
#include "explore/theory_words.h"
#include "scenario/draw.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

namespace sojourn {

namespace {

using Kind = CycleStep::Kind;

/// Sources whose ends lie no further apart end together, as far as their draws decide.
constexpr double together = 0.95;

/// How long the tasks of a group make items for a queue, in seconds; infinity: to the end of the run.
struct SourceTime
{
    double mean = 0;
    double first = 0, last = 0; ///< those of its tasks that are expected to be through first and last
};

/// The expected largest of `count` independent normal values, in standard deviations above their mean [Blom:
/// Statistical Estimates and Transformed Beta-Variables, 1958].
double largestOf(std::uint32_t count)
{
    return count > 1 ? inverseNormal((count - 0.375) / (count + 0.25)) : 0;
}

/// Nothing of a group that makes none, or all of them at once.
std::optional<SourceTime> timeOfSource(const ScenarioCycles& cycles, std::size_t group, std::uint16_t queue)
{
    const TaskCycle& cycle = cycles.ofGroup[group];
    const bool makes = cycles.runs[group] && cycle.obstacle.empty() && cycle.loops && !cycle.has(Kind::Get) &&
                       cycle.has(Kind::Put, queue);
    if (!makes) return {};
    const DrawMoments pause = pausesOf(cycle.steps).sum;
    if (!(pause.mean > 0)) return {};
    SourceTime time;
    time.mean = time.first = time.last = std::numeric_limits<double>::infinity();
    if (const auto& rounds = cycle.rounds; rounds && std::isfinite(rounds->mean)) {
        const DrawMoments before = pausesOf(cycle.before).sum;
        time.mean = time.first = time.last = before.mean + rounds->mean * pause.mean;
        // A sum of so many pauses as are drawn.
        const double deviation = std::sqrt(before.variance + rounds->mean * pause.variance +
                                           rounds->variance * pause.mean * pause.mean);
        if (std::isfinite(deviation)) {
            const double reach = deviation * largestOf(cycles.scenario.groups[group].count);
            time.first = std::max(0.0, time.mean - reach);
            time.last = time.mean + reach;
        }
    }
    if (const auto until = cycles.scenario.until)
        for (double* const seconds : {&time.mean, &time.first, &time.last})
            *seconds = std::min(*seconds, std::chrono::duration<double>(*until).count());
    return time;
}

/// What somebody had waited for before he cancelled a group.
struct Cancelling
{
    bool hasJoined = false;    ///< all the work of some queue
    std::vector<bool> awaited; ///< by group
    /// Before he had waited for anybody's work to be done.
    bool isEarly() const { return !hasJoined && std::ranges::find(awaited, true) == awaited.end(); }
};
using Cancellings = std::vector<std::vector<Cancelling>>; // by group that is cancelled

void addCancellings(const std::vector<Step>& steps, Cancelling& now, Cancellings& found)
{
    for (const Step& step : steps) {
        if (step.kind == Step::Kind::Join) now.hasJoined = true;
        if (step.kind == Step::Kind::Await && step.object < now.awaited.size())
            now.awaited[step.object] = true;
        if (step.kind == Step::Kind::Cancel && step.object < found.size()) found[step.object].push_back(now);
        addCancellings(step.kind == Step::Kind::If ? step.taken() : step.steps, now, found);
    }
}

Cancellings cancellingsIn(const ScenarioCycles& cycles)
{
    const std::size_t groups = cycles.ofGroup.size();
    Cancellings found(groups);
    for (std::size_t g = 0; g < groups; ++g) {
        Cancelling now;
        now.awaited.resize(groups);
        if (cycles.runs[g]) addCancellings(cycles.scenario.groups[g].steps, now, found);
    }
    return found;
}

/// Whether a source is ended while another one goes on: neither was that waited for before, nor is it
/// cancelled then as well.
bool isOutlived(const std::vector<std::size_t>& sources, std::size_t source, const Cancellings& all)
{
    return std::ranges::any_of(all[source], [&](const Cancelling& own) {
        return !own.hasJoined && std::ranges::any_of(sources, [&](std::size_t other) {
            const bool isCancelledThen = std::ranges::any_of(
                all[other], [&](const Cancelling& its) { return its.awaited == own.awaited; });
            return other != source && !own.awaited[other] && !isCancelledThen;
        });
    });
}

} // namespace

std::vector<std::string> loadChangesOf(const ScenarioCycles& cycles, std::uint16_t queue)
{
    std::vector<std::string> changes;
    std::optional<std::size_t> first, last;
    double shortest = 0, longest = 0;
    std::vector<std::size_t> sources, servers;
    const auto text = [](double seconds) { return figureWithUnit(seconds, MetricUnit::Seconds, 2); };
    for (std::size_t g = 0; g < cycles.ofGroup.size(); ++g) {
        if (cycles.runs[g] && cycles.ofGroup[g].has(Kind::Get, queue)) servers.push_back(g);
        const auto time = timeOfSource(cycles, g, queue);
        if (!time) continue;
        sources.push_back(g);
        if (!first || time->mean < shortest) first = g, shortest = time->mean;
        if (!last || time->mean > longest) last = g, longest = time->mean;
        if (time->first < together * time->last)
            changes.push_back("each of " + cycles.nameOf(g) + " is through by itself, the first of " +
                              std::to_string(cycles.scenario.groups[g].count) + " after some " +
                              text(time->first) + " and the last after " + text(time->last) +
                              ": arrivals become fewer");
    }
    // One that never ends is there until somebody ends it, which may well be when the others are through.
    if (first && longest < std::numeric_limits<double>::infinity() && shortest < together * longest)
        changes.push_back(cycles.nameOf(*first) + " is through after " + text(shortest) + " in the mean, " +
                          cycles.nameOf(*last) + " after " + text(longest) + ": arrivals become fewer");

    const Cancellings all = cancellingsIn(cycles);
    const auto say = [&](std::size_t g, const char* what) {
        changes.push_back(cycles.nameOf(g) + " is cancelled while others go on: " + what);
    };
    for (const std::size_t g : sources)
        if (isOutlived(sources, g, all)) say(g, "arrivals become fewer");
    const auto isEarly = [&](std::size_t g) { return std::ranges::any_of(all[g], &Cancelling::isEarly); };
    if (!std::ranges::all_of(servers, isEarly)) // or that is the end of all
        for (const std::size_t g : servers)
            if (isEarly(g)) say(g, "servers become fewer");
    return changes;
}

} // namespace sojourn
