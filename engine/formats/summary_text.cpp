#include "formats/summary_text.h"

#include "formats/text_table.h"
#include "time/time.h"
#include "trace/grouped.h"
#include "trace/payload.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

/// Three significant figures, without an exponent where that is readable.
std::string figure(double number)
{
    if (number == 0) return "0";
    if (std::abs(number) >= 1000 && std::abs(number) < 1e15)
        return grouped(static_cast<std::uint64_t>(std::llround(number)));
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::general, 3);
    return {text, end.ptr};
}

std::string time(double seconds)
{
    const auto duration = durationFromSeconds(seconds);
    return duration ? humanDuration(*duration) : std::string();
}

std::string percent(double share)
{
    if (share == 0) return "·"; // calmer than a field of zeros
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, share * 100, std::chars_format::fixed, 1);
    return std::string(text, end.ptr) + " %";
}

std::string ending(const Summary& summary)
{
    const std::string after = time(summary.elapsedSeconds);
    switch (summary.outcome) {
    case Outcome::Finished:
        return "finished after " + after;
    case Outcome::Failed:
        return "failed after " + after;
    case Outcome::Stalled:
        return "stalled after " + after;
    case Outcome::Spinning:
        return "spinning; ended after " + after;
    case Outcome::Until:
        return "stopped at " + after + ", as asked";
    case Outcome::Interrupted:
        return "interrupted after " + after;
    case Outcome::Running:
        break;
    }
    return "running for " + after;
}

std::string counts(const ItemCounts& items)
{
    std::string text = "items  " + grouped(items.made) + " made, " + grouped(items.put) + " put, " +
                       grouped(items.got) + " got, " + grouped(items.done) + " done";
    using Rest = std::pair<std::uint64_t, const char*>;
    for (const auto& [number, word] : {Rest{items.waiting, " waiting"}, Rest{items.held, " held"},
                                       Rest{items.abandoned, " abandoned"}, Rest{items.dropped, " dropped"}})
        if (number > 0) text += ", " + grouped(number) + word;
    return text + '\n';
}

std::vector<std::string> row(std::string name, const Distribution& distribution)
{
    std::vector<std::string> cells{std::move(name), grouped(distribution.count)};
    if (distribution.count == 0) return cells;
    for (const double seconds : {distribution.meanSeconds, distribution.p50Seconds, distribution.p90Seconds,
                                 distribution.p99Seconds, distribution.p999Seconds, distribution.maxSeconds})
        cells.push_back(time(seconds));
    return cells;
}

std::string times(const Summary& summary, const RunInfo& info)
{
    TextTable table;
    table.add({"times", "count", "mean", "p50", "p90", "p99", "p99.9", "max"});
    for (std::size_t i = 0; i < info.queues.size() && i < summary.queues.size(); ++i) {
        const QueueSummary& queue = summary.queues[i];
        const std::string& name = info.queues[i].name;
        if (queue.putWait.maxSeconds > 0) table.add(row(name + ": put wait", queue.putWait));
        table.add(row(name + ": wait", queue.wait));
        table.add(row(name + ": service", queue.service));
    }
    table.add(row("sojourn", summary.sojourn));
    return table.text();
}

std::string requests(const Summary& summary, const RunInfo& info)
{
    TextTable table;
    table.add({"requests", "replies", "mean", "p50", "p90", "p99", "p99.9", "max", "failed"});
    for (std::size_t i = 0; i < info.servers.size() && i < summary.servers.size(); ++i) {
        std::vector<std::string> cells = row(info.servers[i].name, summary.servers[i].reply);
        cells.resize(8);
        cells.push_back(grouped(summary.servers[i].failed));
        table.add(std::move(cells));
    }
    return table.text();
}

std::string capacityOf(const QueueInfo& queue)
{
    if (!queue.isSettingKnown) return "not recorded";
    return queue.capacity == 0 ? "no limit" : grouped(queue.capacity);
}

std::string lengths(const Summary& summary, const RunInfo& info)
{
    TextTable table;
    table.add({"queues", "capacity", "mean length", "longest"});
    for (std::size_t i = 0; i < info.queues.size() && i < summary.queues.size(); ++i) {
        const QueueInfo& queue = info.queues[i];
        table.add({queue.name, capacityOf(queue), figure(summary.queues[i].meanSize),
                   grouped(summary.queues[i].maxSize)});
    }
    return table.text();
}

/// A state that has its own column: some group spent time in it.
std::vector<std::size_t> statesThatHappened(const Summary& summary)
{
    std::vector<std::size_t> states;
    for (std::size_t state = 0; state < shownStates; ++state)
        for (const GroupSummary& group : summary.groups)
            if (group.share[state] > 0) {
                states.push_back(state);
                break;
            }
    return states;
}

/// A task that is off is in a thread, or asks a server.
std::string offWord(const RunInfo& info)
{
    const auto asks = [](const GroupInfo& group) { return !group.asks.empty(); };
    const auto offloads = [](const GroupInfo& group) {
        return !group.offloadsTo.empty() || group.hasOwnThreads;
    };
    if (std::ranges::none_of(info.groups, asks)) return "offload";
    return std::ranges::any_of(info.groups, offloads) ? "offload, request" : "request";
}

std::string shares(const Summary& summary, const RunInfo& info)
{
    const std::vector<std::size_t> states = statesThatHappened(summary);
    TextTable table;
    std::vector<std::string> head{"tasks", "count"};
    for (const std::size_t state : states) {
        std::string word = taskStateName(static_cast<TaskState>(state));
        for (char& c : word)
            if (c == '_') c = ' ';
        if (static_cast<TaskState>(state) == TaskState::Offloaded) word = offWord(info);
        head.push_back(std::move(word));
    }
    table.add(std::move(head));
    for (std::size_t i = 0; i < info.groups.size() && i < summary.groups.size(); ++i) {
        std::vector<std::string> cells{info.groups[i].name, grouped(summary.groups[i].count)};
        for (const std::size_t state : states)
            cells.push_back(percent(summary.groups[i].share[state]));
        table.add(std::move(cells));
    }
    return table.text();
}

std::string waiting(const Summary& summary, const RunInfo& info)
{
    static constexpr std::size_t shown = 20; // a screenful; the JSON has them all
    TextTable table;
    for (std::size_t i = 0; i < summary.waitingTasks.size() && i < shown; ++i)
        table.add(
            {info.taskName(summary.waitingTasks[i].task) + " waits for " + summary.waitingTasks[i].waitsFor});
    std::string text = table.text();
    if (summary.waitingTasks.size() > shown)
        text += "and " + grouped(summary.waitingTasks.size() - shown) + " more\n";
    return text;
}

} // namespace

std::string summaryText(const Summary& summary, const RunInfo& info)
{
    std::string text = summary.scenario + ", seed " + std::to_string(summary.seed) + ", " +
                       (summary.virtualClock ? "virtual" : "real") + " clock: " + ending(summary) + "\n\n";
    if (!summary.waitingTasks.empty()) text += waiting(summary, info) + '\n';
    text += counts(summary.items);
    text += "rate   " + figure(summary.throughputPerSecond) + " done a second; " + grouped(summary.events) +
            " events\n";
    if (!info.queues.empty()) text += '\n' + times(summary, info) + '\n' + lengths(summary, info);
    if (!info.servers.empty()) text += '\n' + requests(summary, info);
    return text + '\n' + shares(summary, info);
}

} // namespace sojourn
