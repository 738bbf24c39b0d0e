#include "explore/compare/run_figures.h"

#include "explore/figure_text.h"
#include "trace/grouped.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

struct Named
{
    const char* name;
    const char* words;
    MetricUnit unit;
};

constexpr std::array<Named, runFigureCount> named{{
    {"sojourn_s.p50", "median sojourn", MetricUnit::Seconds},
    {"sojourn_s.p90", "p90 sojourn", MetricUnit::Seconds},
    {"sojourn_s.p99", "p99 sojourn", MetricUnit::Seconds},
    {"sojourn_s.mean", "mean sojourn", MetricUnit::Seconds},
    {"sojourn_s.max", "longest sojourn", MetricUnit::Seconds},
    {"wait_s.p50", "median wait", MetricUnit::Seconds},
    {"wait_s.p99", "p99 wait", MetricUnit::Seconds},
    {"sojourn_s.count", "items done", MetricUnit::Count},
    {"put_wait_sum_s", "put waits, sum", MetricUnit::Seconds},
    {"get_wait_sum_s", "starved, sum", MetricUnit::Seconds},
    {"elapsed_s", "makespan", MetricUnit::Seconds},
    {"throughput_per_s", "items/s", MetricUnit::PerSecond},
    {"queue_full_ratio", "queue full", MetricUnit::Ratio},
    {"utilisation", "utilisation", MetricUnit::Ratio},
    {"items.dropped", "turned away", MetricUnit::Count},
    {"reply_s.p50", "median reply", MetricUnit::Seconds},
    {"reply_s.p99", "p99 reply", MetricUnit::Seconds},
    {"reply_s.mean", "mean reply", MetricUnit::Seconds},
    {"requests", "requests", MetricUnit::Count},
    {"requests_failed", "failed requests", MetricUnit::Count},
}};

const Named& of(RunFigure figure)
{
    return named[static_cast<std::size_t>(figure)];
}

std::optional<double> utilisationOf(const RunInfo& info, const Summary& summary)
{
    std::optional<double> most;
    for (std::size_t g = 0; g < summary.groups.size(); ++g) {
        if (info.groups[g].getsFrom.empty()) continue;
        const std::optional<double> one = groupUtilisation(summary.groups[g]);
        if (one) most = std::max(most.value_or(0), *one);
    }
    return most;
}

} // namespace

RunFigures runFigures(const Columns& columns, const Summary& summary, const RunTotals& totals,
                      std::int64_t endNs)
{
    RunFigures figures;
    const auto set = [&](RunFigure figure, double value) {
        figures[static_cast<std::size_t>(figure)] = value;
    };
    const Distribution& sojourn = summary.sojourn;
    if (sojourn.count > 0) {
        set(RunFigure::SojournP50, sojourn.p50Seconds);
        set(RunFigure::SojournP90, sojourn.p90Seconds);
        set(RunFigure::SojournP99, sojourn.p99Seconds);
        set(RunFigure::SojournMean, sojourn.meanSeconds);
        set(RunFigure::SojournMax, sojourn.maxSeconds);
    }
    const double endSeconds = toSeconds(Duration(endNs));
    set(RunFigure::Elapsed, endSeconds);
    const auto asked = std::ranges::max_element(summary.servers, {}, &ServerSummary::asked);
    if (asked != summary.servers.end() && asked->asked > 0) {
        std::uint64_t sent = 0, failed = 0;
        for (const ServerSummary& server : summary.servers) {
            sent += server.asked;
            failed += server.failed;
        }
        set(RunFigure::Requests, static_cast<double>(sent));
        set(RunFigure::Failed, static_cast<double>(failed));
        if (asked->reply.count > 0) {
            set(RunFigure::ReplyP50, asked->reply.p50Seconds);
            set(RunFigure::ReplyP99, asked->reply.p99Seconds);
            set(RunFigure::ReplyMean, asked->reply.meanSeconds);
        }
    }
    if (columns.info().queues.empty()) return figures;
    if (summary.queues.size() == 1 && summary.queues.front().wait.count > 0) {
        set(RunFigure::WaitP50, summary.queues.front().wait.p50Seconds);
        set(RunFigure::WaitP99, summary.queues.front().wait.p99Seconds);
    }
    set(RunFigure::Items, static_cast<double>(sojourn.count));
    set(RunFigure::PutWait, toSeconds(Duration(totals.putWaitNs(columns, endNs))));
    set(RunFigure::Starved, toSeconds(Duration(totals.getWaitNs(columns, endNs))));
    if (endNs > 0) set(RunFigure::Throughput, static_cast<double>(sojourn.count) / endSeconds);
    figures[static_cast<std::size_t>(RunFigure::Utilisation)] = utilisationOf(columns.info(), summary);
    set(RunFigure::Dropped, static_cast<double>(summary.items.dropped));
    figures[static_cast<std::size_t>(RunFigure::QueueFull)] = totals.fullShare(columns, endNs);
    return figures;
}

MetricUnit runFigureUnit(RunFigure figure)
{
    return of(figure).unit;
}

const char* runFigureName(RunFigure figure)
{
    return of(figure).name;
}

const char* runFigureWords(RunFigure figure)
{
    return of(figure).words;
}

std::string differenceText(double difference, MetricUnit unit)
{
    const double size = std::abs(difference);
    std::string text;
    switch (unit) {
    case MetricUnit::Ratio:
        text = figureText(size * 100, 2) + " pp";
        break;
    case MetricUnit::PerSecond:
        text = figureText(size, size < 1e-3 ? 1 : 3);
        break;
    case MetricUnit::Count:
        text = size == std::floor(size) ? grouped(static_cast<std::uint64_t>(size)) : metricText(size, unit);
        break;
    case MetricUnit::Seconds:
        text = metricText(size, unit);
        break;
    }
    if (difference == 0) return text;
    return (difference < 0 ? "\u2212" : "+") + text;
}

} // namespace sojourn
