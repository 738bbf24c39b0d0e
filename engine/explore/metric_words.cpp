#include "explore/metric_words.h"

#include "explore/losses.h"
#include "scenario/run_info_of.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

using Words = std::pair<std::string_view, std::string_view>;

constexpr std::array<Words, 6> statistics = {{{"p99", "p99"},
                                              {"mean", "mean"},
                                              {"p50", "median"},
                                              {"p90", "p90"},
                                              {"p999", "p99.9"},
                                              {"max", "longest"}}};
constexpr std::array<Words, 5> distributions = {{{"wait_s", "wait"},
                                                 {"sojourn_s", "sojourn time"},
                                                 {"put_wait_s", "wait to put"},
                                                 {"reply_s", "time to reply"},
                                                 {"service_s", "service time"}}};
constexpr std::array<Words, 9> plain = {{{"dropped_ratio", "turned away"},
                                         {"utilisation", "busy"},
                                         {"throughput_per_s", "throughput"},
                                         {"mean_size", "mean queue length"},
                                         {"max_size", "longest queue"},
                                         {"share.get_wait", "waiting to get"},
                                         {"share.put_wait", "waiting to put"},
                                         {"elapsed_s", "length of the run"},
                                         {"timed_out_ratio", "time-outs that ran out"}}};

/// queues.work.wait_s.p99 in its parts; a metric of the run as a whole has no object.
struct Parts
{
    std::string object;
    std::string_view rest;
    bool isOfGroup = false;
};

Parts partsOf(const Metric& metric, const RunInfo& info)
{
    const std::string_view path = metric.path;
    const auto behind = [&](std::string_view kind, const std::string& name) {
        return Parts{name, path.substr(kind.size() + name.size() + 1), kind == "tasks."};
    };
    if (path.starts_with("queues.")) return behind("queues.", info.queues[metric.object].name);
    if (path.starts_with("servers.")) return behind("servers.", info.servers[metric.object].name);
    if (path.starts_with("tasks.")) return behind("tasks.", info.groups[metric.object].name);
    return {{}, path, false};
}

/// Whether a group has to do with queues or servers; an entry point has nothing to say of its own.
bool isAtWork(const GroupInfo& group)
{
    return !group.getsFrom.empty() || !group.putsInto.empty() || !group.asks.empty();
}

/// Rank and words of what is measured; no words: it is not among the choices.
struct Look
{
    std::size_t rank = 0;
    std::string words;
};

Look lookOf(std::string_view rest)
{
    for (std::size_t i = 0; i < plain.size(); ++i)
        if (rest == plain[i].first) return {100 + i, std::string(plain[i].second)};
    const std::size_t dot = rest.rfind('.');
    if (dot == std::string_view::npos) return {};
    for (std::size_t i = 0; i < distributions.size(); ++i)
        for (std::size_t j = 0; j < statistics.size(); ++j)
            if (rest.substr(0, dot) == distributions[i].first && rest.substr(dot + 1) == statistics[j].first)
                return {10 * i + j,
                        std::string(statistics[j].second) + ' ' + std::string(distributions[i].second)};
    return {};
}

/// Of items as a whole: without queues there are none, so there would never be data.
bool isOfItems(const Parts& parts)
{
    return parts.object.empty() && (parts.rest.starts_with("sojourn_s") || parts.rest == "throughput_per_s");
}

} // namespace

std::vector<MetricChoice> metricChoices(const Scenario& scenario)
{
    const RunInfo info = runInfoOf(scenario, scenario.seed, true);
    const Losses losses = lossesOf(scenario);
    const std::vector<Metric> metrics = metricsOf(info);
    const auto isShort = [&](const Metric& metric) {
        return !metric.shortPath.empty() &&
               std::ranges::count(metrics, metric.shortPath, &Metric::shortPath) == 1;
    };
    std::vector<std::pair<std::size_t, MetricChoice>> ranked;
    for (const Metric& metric : metrics) {
        const Parts parts = partsOf(metric, info);
        const Look look = lookOf(parts.rest);
        if (look.words.empty() || (parts.isOfGroup && !isAtWork(info.groups[metric.object]))) continue;
        if (info.queues.empty() && isOfItems(parts)) continue;
        if (parts.rest == "dropped_ratio" && !losses.areDropped) continue;
        if (parts.rest == "timed_out_ratio" && !losses.timeOut) continue;
        MetricChoice choice{metric, isShort(metric) ? metric.shortPath : metric.path, look.words};
        if (parts.isOfGroup)
            choice.words = parts.object + ' ' + look.words;
        else if (!parts.object.empty() && !isShort(metric))
            choice.words += ", " + parts.object;
        ranked.emplace_back(look.rank, std::move(choice));
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, MetricChoice>::first);
    std::vector<MetricChoice> choices;
    for (auto& [rank, choice] : ranked)
        choices.push_back(std::move(choice));
    return choices;
}

} // namespace sojourn
