#include "explore/metric.h"

#include "explore/figure_text.h"
#include "trace/columns.h"
#include "trace/payload.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

using Value = std::optional<double>;
using Weighting = MetricWeighting;

constexpr std::array<const char*, 7> statistics = {"count", "mean", "p50", "p90", "p99", "p999", "max"};
constexpr std::array<double, 7> percents = {0, 0, 50, 90, 99, 99.9, 0};

Value statisticOf(const Distribution& distribution, std::size_t part)
{
    const std::array<double, 7> values = {static_cast<double>(distribution.count),
                                          distribution.meanSeconds,
                                          distribution.p50Seconds,
                                          distribution.p90Seconds,
                                          distribution.p99Seconds,
                                          distribution.p999Seconds,
                                          distribution.maxSeconds};
    if (part > 0 && distribution.count == 0) return {};
    return values[part];
}

template <Distribution QueueSummary::*distribution>
Value ofQueue(const Summary& s, std::size_t queue, std::size_t part)
{
    return statisticOf(s.queues[queue].*distribution, part);
}

template <std::uint64_t ItemCounts::*count> Value items(const Summary& s, std::size_t, std::size_t)
{
    return static_cast<double>(s.items.*count);
}

/// Nothing where the group had no time: then all its shares are 0.
Value shareOf(const GroupSummary& group, std::initializer_list<TaskState> states)
{
    double sum = 0;
    for (const TaskState state : states)
        sum += group.share[static_cast<std::size_t>(state)];
    const bool hasTime = std::ranges::any_of(group.share, [](double one) { return one > 0; });
    return hasTime ? Value(sum) : Value();
}

Value stateShare(const Summary& s, std::size_t group, std::size_t state)
{
    return shareOf(s.groups[group], {static_cast<TaskState>(state)});
}

Value utilisation(const Summary& s, std::size_t group, std::size_t)
{
    return groupUtilisation(s.groups[group]);
}

Value droppedRatio(const Summary& s, std::size_t, std::size_t)
{
    const std::uint64_t dropped = s.items.dropped - s.inWarmUp.dropped;
    const auto all = static_cast<double>(s.items.put - s.inWarmUp.put + dropped);
    return all > 0 ? Value(static_cast<double>(dropped) / all) : Value();
}

Value timedOutRatio(const Summary& s, std::size_t, std::size_t)
{
    const auto begun = static_cast<double>(s.timeouts.begun);
    return begun > 0 ? Value(static_cast<double>(s.timeouts.timedOut) / begun) : Value();
}

Value throughput(const Summary& s, std::size_t, std::size_t)
{
    return s.countedSeconds() > 0 ? Value(s.throughputPerSecond) : Value();
}

Value meanSize(const Summary& s, std::size_t queue, std::size_t)
{
    return s.countedSeconds() > 0 ? Value(s.queues[queue].meanSize) : Value();
}

/// Puts the list together. Shorts are what stands behind an object's name.
class Listing final
{
public:
    explicit Listing(const RunInfo& info)
    {
        add("elapsed_s", [](auto& s, auto, auto) { return Value(s.elapsedSeconds); });
        add("events", [](auto& s, auto, auto) { return Value(static_cast<double>(s.events)); });
        addItems();
        for (std::size_t i = 0; i < info.queues.size(); ++i)
            addQueue(info.queues[i].name, i);
        for (std::size_t i = 0; i < info.servers.size(); ++i)
            addServer(info.servers[i].name, i);
        const bool anyTakes = std::ranges::any_of(info.groups, takesItems);
        for (std::size_t i = 0; i < info.groups.size(); ++i)
            addGroup(info.groups[i], i, !anyTakes || takesItems(info.groups[i]));
        begin("", 0, false);
        addStatistics("sojourn_s", [](auto& s, auto, auto part) { return statisticOf(s.sojourn, part); });
        add("throughput_per_s", throughput);
    }

    std::vector<Metric> metrics;

private:
    static bool takesItems(const GroupInfo& group) { return !group.getsFrom.empty(); }

    void begin(std::string prefix, std::size_t object, bool hasShort)
    {
        m_prefix = std::move(prefix);
        m_object = object;
        m_hasShort = hasShort;
    }
    void add(const std::string& name, Metric::Read read, Weighting weighting = Weighting::PerRun,
             std::size_t part = 0)
    {
        Metric metric;
        metric.path = m_prefix + name;
        if (m_hasShort) metric.shortPath = name;
        metric.unit = metricUnit(metric.path);
        metric.weighting = weighting;
        metric.read = read;
        metric.object = static_cast<std::uint32_t>(m_object);
        metric.part = static_cast<std::uint32_t>(part);
        metrics.push_back(std::move(metric));
    }
    void addStatistics(const std::string& name, Metric::Read read)
    {
        for (std::size_t part = 0; part < statistics.size(); ++part)
            add(name + '.' + statistics[part], read, part == 0 ? Weighting::PerRun : Weighting::PerItem,
                part);
    }
    void addItems()
    {
        begin("items.", 0, false);
        add("made", items<&ItemCounts::made>);
        add("put", items<&ItemCounts::put>);
        add("got", items<&ItemCounts::got>);
        add("done", items<&ItemCounts::done>);
        add("waiting", items<&ItemCounts::waiting>);
        add("held", items<&ItemCounts::held>);
        add("abandoned", items<&ItemCounts::abandoned>);
        add("dropped", items<&ItemCounts::dropped>);
        begin("", 0, false);
        add("dropped_ratio", droppedRatio);
        add("timed_out_ratio", timedOutRatio);
    }
    void addQueue(const std::string& name, std::size_t i)
    {
        begin("queues." + name + '.', i, true);
        add("max_size",
            [](auto& s, auto queue, auto) { return Value(static_cast<double>(s.queues[queue].maxSize)); });
        add("mean_size", meanSize, Weighting::TimeWeighted);
        addStatistics("put_wait_s", ofQueue<&QueueSummary::putWait>);
        addStatistics("wait_s", ofQueue<&QueueSummary::wait>);
        addStatistics("service_s", ofQueue<&QueueSummary::service>);
    }
    void addServer(const std::string& name, std::size_t i)
    {
        begin("servers." + name + '.', i, true);
        add("requests",
            [](auto& s, auto server, auto) { return Value(static_cast<double>(s.servers[server].asked)); });
        add("failed",
            [](auto& s, auto server, auto) { return Value(static_cast<double>(s.servers[server].failed)); });
        addStatistics("reply_s", [](auto& s, auto server, auto part) {
            return statisticOf(s.servers[server].reply, part);
        });
    }
    void addGroup(const GroupInfo& group, std::size_t i, bool hasShort)
    {
        begin("tasks." + group.name + '.', i, false);
        add("count", [](auto& s, auto g, auto) { return Value(static_cast<double>(s.groups[g].count)); });
        m_hasShort = hasShort;
        for (std::size_t state = 0; state < std::size_t{shownStates}; ++state)
            add(std::string("share.") + taskStateName(static_cast<TaskState>(state)), stateShare,
                Weighting::TimeWeighted, state);
        add("utilisation", utilisation, Weighting::TimeWeighted);
    }

    std::string m_prefix;
    std::size_t m_object = 0;
    bool m_hasShort = false;
};

std::string inWords(const std::vector<std::string>& names, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

/// What there is, each distribution and each set of shares as one: "queues.queue.wait_s (.mean, .p99, …)"
/// would be long for every queue, so their parts are told once.
std::string whatThereIs(const std::vector<Metric>& metrics)
{
    static constexpr std::size_t most = 24;
    std::vector<std::string> kinds;
    for (const Metric& metric : metrics) {
        std::string kind = metric.path;
        if (metric.weighting == MetricWeighting::PerItem || kind.ends_with("_s.count"))
            kind = kind.substr(0, kind.rfind('.')) + ".*";
        else if (const auto share = kind.rfind(".share."); share != std::string::npos)
            kind = kind.substr(0, share) + ".share.*";
        else if (kind.starts_with("items."))
            kind = "items.*";
        if (kinds.empty() || kinds.back() != kind) kinds.push_back(std::move(kind));
    }
    return "there are " + inWords(kinds, most) + "; * is count, mean, p50, p90, p99, p999 or max of a " +
           "distribution, and a word of the JSON summary elsewhere";
}

ScenarioProblem unknown(std::string_view name, const std::vector<Metric>& metrics)
{
    ScenarioProblem problem;
    problem.message = "there is no metric \"" + std::string(name.substr(0, 100)) + '"';
    std::vector<std::string> names;
    for (const Metric& metric : metrics) {
        names.push_back(metric.path);
        if (!metric.shortPath.empty()) names.push_back(metric.shortPath);
    }
    const std::string mean = std::string(name) + ".mean";
    if (std::ranges::find(names, mean) != names.end()) {
        problem.message += ", but there is " + mean + ", and .count, .p50, .p90, .p99, .p999 and .max";
        return problem;
    }
    problem.suggestion = closestName(name, names);
    if (!problem.suggestion.empty()) {
        problem.wrong = name;
        problem.message += "; did you mean \"" + problem.suggestion + "\"? Otherwise ";
    } else {
        problem.message += "; ";
    }
    problem.message += whatThereIs(metrics);
    return problem;
}

} // namespace

std::optional<double> groupUtilisation(const GroupSummary& group)
{
    return shareOf(group,
                   {TaskState::Running, TaskState::Working, TaskState::Sleeping, TaskState::Offloaded});
}

MetricUnit metricUnit(std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    const std::string_view tail = path.substr(dot == std::string_view::npos ? 0 : dot + 1);
    const std::string_view before = path.substr(0, dot == std::string_view::npos ? 0 : dot);
    if (tail.ends_with("_per_s")) return MetricUnit::PerSecond;
    if (tail.ends_with("_s")) return MetricUnit::Seconds;
    if (tail == "utilisation" || tail.ends_with("_ratio") || before == "share" || before.ends_with(".share"))
        return MetricUnit::Ratio;
    const bool isStatistic =
        std::ranges::find(statistics.begin() + 1, statistics.end(), tail) != statistics.end();
    return isStatistic && before.ends_with("_s") ? MetricUnit::Seconds : MetricUnit::Count;
}

double percentOf(std::string_view path)
{
    for (std::size_t part = 0; part < statistics.size(); ++part)
        if (percents[part] > 0 && path.ends_with(std::string("_s.") + statistics[part]))
            return percents[part];
    return 0;
}

Durations durationsOf(std::string_view path)
{
    path = path.substr(0, path.rfind('.'));
    if (path.ends_with("put_wait_s")) return Durations::PutWait;
    if (path.ends_with("wait_s")) return Durations::Wait;
    if (path.ends_with("service_s")) return Durations::Service;
    if (path.ends_with("reply_s")) return Durations::Reply;
    return Durations::Sojourn;
}

std::vector<Metric> metricsOf(const RunInfo& info)
{
    return Listing(info).metrics;
}

Checked<Metric> metricNamed(std::string_view name, const RunInfo& info)
{
    const std::vector<Metric> metrics = metricsOf(info);
    if (const auto found = std::ranges::find(metrics, name, &Metric::path); found != metrics.end())
        return *found;
    std::vector<std::string> meant;
    const Metric* last = nullptr;
    for (const Metric& metric : metrics) {
        if (metric.shortPath.empty() || metric.shortPath != name) continue;
        meant.push_back(metric.path);
        last = &metric;
    }
    if (meant.size() == 1) return *last;
    if (meant.empty()) return unknown(name, metrics);
    ScenarioProblem problem;
    problem.message = '"' + std::string(name) + "\" may be any of " + inWords(meant, 10) + "; say which";
    return problem;
}

namespace {

std::string longText(double value, MetricUnit unit, int figures)
{
    switch (unit) {
    case MetricUnit::Seconds:
        return secondsText(value, figures);
    case MetricUnit::PerSecond:
        return figureText(value, figures) + " per second";
    case MetricUnit::Ratio:
        return figureText(value * 100, figures) + " %";
    case MetricUnit::Count:
        break;
    }
    return figureText(value, figures);
}

} // namespace

std::string metricTextBeside(double value, double other, MetricUnit unit)
{
    static constexpr int mostFigures = 17; // all that a double has
    std::string text = metricText(value, unit);
    if (value == other || text != metricText(other, unit)) return text;
    for (int figures = 4; figures <= mostFigures; ++figures) {
        text = longText(value, unit, figures);
        if (text != longText(other, unit, figures)) break;
    }
    return text;
}

std::string marginText(double margin, MetricUnit unit)
{
    return unit == MetricUnit::Ratio ? figureText(margin * 100, 3) + " pp" : metricText(margin, unit);
}

std::string metricText(double value, MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Seconds:
        return value == 0 ? "0 s" : humanDuration(durationFromSeconds(value).value_or(Duration()));
    case MetricUnit::PerSecond:
        return figureText(value) + " per second";
    case MetricUnit::Ratio:
        return figureText(value * 100, 3) + " %";
    case MetricUnit::Count:
        break;
    }
    return figureText(value);
}

} // namespace sojourn
