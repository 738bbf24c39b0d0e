#include "cli/sweep_settings.h"

#include "cli/parameters.h"
#include "cli/settings.h"
#include "cli/targets.h"
#include "cli/values.h"
#include "formats/text_file.h"
#include "scenario/run_info_of.h"

#include <QThread>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

namespace sojourn::cli {

namespace {

constexpr std::uint32_t usualReplications = 10;
constexpr std::uint64_t mostJobs = 4096;
constexpr std::size_t maxTableBytes = std::size_t{1} << 30;

Or<std::uint64_t> numberFrom(const std::optional<std::string>& text, const char* flag, std::uint64_t usual,
                             std::uint64_t most)
{
    if (!text) return usual;
    const auto number = wholeNumber(*text);
    if (number && *number >= 1 && *number <= most) return *number;
    return UsageError{std::string(flag) + ": " + inQuotes(*text) + " is not a whole number from 1 to " +
                      std::to_string(most)};
}

std::optional<UsageError> takeShard(const std::optional<std::string>& text, SweepShard& shard)
{
    if (!text) return {};
    const std::size_t slash = text->find('/');
    const auto number = wholeNumber(std::string_view(*text).substr(0, slash));
    const auto count =
        slash == std::string::npos ? std::nullopt : wholeNumber(std::string_view(*text).substr(slash + 1));
    if (!number || !count || *number < 1 || *number > *count || *count > maxSweepCells)
        return UsageError{"--shard: " + inQuotes(*text) + " is not of the form I/N, with I from 1 to N"};
    shard.number = static_cast<std::uint32_t>(*number);
    shard.count = static_cast<std::uint32_t>(*count);
    return {};
}

/// Varying beats what environment, config file and session give; a flag that gives the same is a mistake of
/// one of them, which sweepProblem() tells.
ParameterValues fixedValues(ParameterValues values, const std::vector<SweepAxis>& axes,
                            const GivenValues& given)
{
    for (const SweepAxis& axis : axes) {
        const Given* const source = givenFor(axis.parameter, given);
        if (!source || source->source != Source::Flag) values.erase(axis.parameter);
    }
    return values;
}

/// The number in the plan of a goal's metric, which is added where nobody asked for it.
Or<std::size_t> metricOf(const Requirement& requirement, const RunInfo& info,
                         std::vector<NamedMetric>& metrics)
{
    const auto metric = metricNamed(requirement.metric, info);
    if (!metric) return UsageError{"--goal: " + metric.problem().message};
    const auto same = [&](const NamedMetric& known) { return known.metric.path == metric->path; };
    const auto known = std::ranges::find_if(metrics, same);
    const auto number = static_cast<std::size_t>(known - metrics.begin());
    if (known == metrics.end()) metrics.push_back({requirement.metric, *metric});
    return number;
}

std::optional<UsageError> takeMeasures(const SweepFlags& flags, const RunInfo& info, SweepSettings& settings)
{
    std::vector<NamedMetric>& metrics = settings.plan.metrics;
    for (const std::string& name : flags.metrics) {
        const auto metric = metricNamed(name, info);
        if (!metric) return UsageError{"--metric: " + metric.problem().message};
        for (const NamedMetric& known : metrics)
            if (known.metric.path == metric->path)
                return UsageError{"--metric: " + name + " is asked for twice"};
        metrics.push_back({name, *metric});
    }
    for (const std::string& text : flags.goals) {
        auto requirement = readRequirement(text);
        if (!requirement) return UsageError{"--goal: " + requirement.problem().message};
        const auto metric = metricOf(*requirement, info, metrics);
        if (!metric) return metric.error();
        settings.goals.push_back({std::move(*requirement), *metric});
    }
    if (metrics.empty())
        return UsageError{"a sweep needs a --metric to measure, such as wait_s.p99, or a --goal"};
    return {};
}

std::optional<UsageError> refuseSharedOut(const std::string& out, const std::vector<NamedFile>& read)
{
    if (out == "-") return {};
    return refuseSharedFiles(read, {{"--out " + out, out}});
}

std::optional<UsageError> refuseComputing(const Flags& flags)
{
    const SweepFlags& sweep = flags.sweep;
    const bool computes = flags.subject || !sweep.vary.empty() || !sweep.metrics.empty() ||
                          sweep.replications || sweep.warmUp || sweep.jobs || sweep.shard;
    bool isGiven = computes;
    for (const Key key : {Key::NumProducers, Key::NumConsumers, Key::Set, Key::Seed, Key::Until})
        isGiven = isGiven || flags.values.one(key);
    if (!isGiven) return {};
    return UsageError{"--merge takes all but --goal and --out from its files; leave the rest out"};
}

} // namespace

Or<SweepSettings> resolveSweepSettings(const Flags& flags, const ExportFormats& formats)
{
    const SweepFlags& sweep = flags.sweep;
    auto run = resolveRunSettings(flags.subject, flags.values, formats);
    if (!run) return run.error();
    if (sweep.vary.empty())
        return UsageError{"a sweep needs a parameter to --vary, such as num_consumers=1:16"};
    std::vector<SweepAxis> axes;
    for (const std::string& text : sweep.vary) {
        auto axis = readSweepAxis(text, *run->what.file);
        if (!axis) return UsageError{"--vary: " + axis.problem().sentence()};
        axes.push_back(std::move(*axis));
    }
    const auto replications = numberFrom(sweep.replications, "--replications", usualReplications,
                                         std::numeric_limits<std::uint32_t>::max());
    if (!replications) return replications.error();
    const auto cores = static_cast<std::uint64_t>(std::max(QThread::idealThreadCount(), 1));
    const auto jobs = numberFrom(sweep.jobs, "--jobs", cores, mostJobs);
    if (!jobs) return jobs.error();

    ParameterValues fixed = fixedValues(run->what.values, axes, flags.values);
    SweepSettings settings{{*run->what.file,
                            std::move(fixed),
                            std::move(axes),
                            {},
                            run->what.seed,
                            static_cast<std::uint32_t>(*replications),
                            run->until,
                            {}},
                           {},
                           sweep.out.value_or("-"),
                           static_cast<unsigned>(*jobs),
                           run->isQuiet};
    if (auto error = takeShard(sweep.shard, settings.plan.shard)) return *error;
    if (sweep.warmUp) {
        const auto warmUp = readWarmUp(*sweep.warmUp);
        if (!warmUp) return UsageError{"--warm-up: " + warmUp.problem().message};
        settings.plan.warmUp = *warmUp;
    }
    if (sweep.shard && !sweep.goals.empty())
        return UsageError{"--goal asks about all cells: give it to --merge, not to a --shard"};
    const RunInfo info = runInfoOf(*run->what.scenario, run->what.seed, true);
    if (auto error = takeMeasures(sweep, info, settings)) return *error;
    if (std::string problem = sweepProblem(settings.plan); !problem.empty())
        return UsageError{std::move(problem)};
    if (auto error = refuseSharedOut(settings.out, filesRead(*run))) return *error;
    return settings;
}

Or<MergeSettings> resolveMergeSettings(const Flags& flags)
{
    if (auto error = refuseComputing(flags)) return *error;
    MergeSettings settings;
    settings.out = flags.sweep.out.value_or("-");
    std::vector<NamedFile> read;
    for (const std::string& path : flags.sweep.merge) {
        const TextFile file = readTextFile(path, maxTableBytes, "a table of a sweep");
        if (!file.text) return UsageError{file.problem};
        auto table = readSweepTable(*file.text);
        if (!table) return UsageError{path + ": " + table.problem().sentence()};
        if (const auto problem = mergeInto(settings.table, std::move(*table)))
            return UsageError{path + ' ' + *problem};
        read.push_back({path, path});
    }
    for (const std::string& text : flags.sweep.goals) {
        auto requirement = readRequirement(text);
        if (!requirement) return UsageError{"--goal: " + requirement.problem().message};
        const auto& metrics = settings.table.metrics;
        const auto metric = std::ranges::find(metrics, requirement->metric);
        if (metric == metrics.end()) {
            const std::string closest = closestName(requirement->metric, metrics);
            return UsageError{"--goal: the tables have no metric " + inQuotes(requirement->metric) +
                              (closest.empty() ? "" : "; did you mean " + inQuotes(closest) + "?")};
        }
        settings.goals.push_back(
            {std::move(*requirement), static_cast<std::size_t>(metric - metrics.begin())});
    }
    if (auto error = refuseSharedOut(settings.out, read)) return *error;
    return settings;
}

} // namespace sojourn::cli
