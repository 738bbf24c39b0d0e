#include "formats/summary_json.h"

#include "formats/json_object.h"
#include "formats/json_text.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

void write(std::string& out, const Distribution& distribution)
{
    JsonObject object(out);
    object.whole("count", distribution.count);
    using Field = std::pair<const char*, double>;
    for (const auto& [key, value] :
         {Field{"mean", distribution.meanSeconds}, Field{"p50", distribution.p50Seconds},
          Field{"p90", distribution.p90Seconds}, Field{"p99", distribution.p99Seconds},
          Field{"p999", distribution.p999Seconds}, Field{"max", distribution.maxSeconds}}) {
        if (distribution.count > 0)
            object.number(key, value);
        else
            object.field(key) += "null";
    }
    object.end();
}

void write(std::string& out, const ItemCounts& items)
{
    JsonObject object(out);
    object.whole("made", items.made);
    object.whole("put", items.put);
    object.whole("got", items.got);
    object.whole("done", items.done);
    object.whole("waiting", items.waiting);
    object.whole("held", items.held);
    object.whole("abandoned", items.abandoned);
    object.whole("dropped", items.dropped);
    object.end();
}

void write(std::string& out, const TimeoutCounts& timeouts)
{
    JsonObject object(out);
    object.whole("begun", timeouts.begun);
    object.whole("timed_out", timeouts.timedOut);
    object.end();
}

void write(std::string& out, const QueueSummary& queue)
{
    JsonObject object(out);
    object.whole("max_size", queue.maxSize);
    object.number("mean_size", queue.meanSize);
    write(object.field("put_wait_s"), queue.putWait);
    write(object.field("wait_s"), queue.wait);
    write(object.field("service_s"), queue.service);
    object.end();
}

void write(std::string& out, const ServerSummary& server)
{
    JsonObject object(out);
    object.whole("requests", server.asked);
    object.whole("failed", server.failed);
    write(object.field("reply_s"), server.reply);
    object.end();
}

void write(std::string& out, const GroupSummary& group)
{
    JsonObject object(out);
    object.whole("count", group.count);
    JsonObject share(object.field("share"));
    for (int state = 0; state < shownStates; ++state)
        share.number(taskStateName(static_cast<TaskState>(state)),
                     group.share[static_cast<std::size_t>(state)]);
    share.end();
    object.end();
}

void writeWaiting(std::string& out, const Summary& summary, const RunInfo& info)
{
    out += '[';
    for (const WaitingTask& waiting : summary.waitingTasks) {
        if (out.back() != '[') out += ", ";
        JsonObject object(out);
        object.text("task", info.taskName(waiting.task));
        object.text("waits_for", waiting.waitsFor);
        object.end();
    }
    out += ']';
}

template <typename Things, typename Summaries>
void writeNamed(std::string& out, const Things& things, const Summaries& summaries)
{
    JsonObject object(out);
    for (std::size_t i = 0; i < things.size() && i < summaries.size(); ++i)
        write(object.field(things[i].name), summaries[i]);
    object.end();
}

} // namespace

std::string summaryJson(const Summary& summary, const RunInfo& info)
{
    std::string out;
    JsonObject object(out);
    object.text("scenario", summary.scenario);
    object.whole("seed", summary.seed);
    object.text("clock", summary.virtualClock ? "virtual" : "real");
    object.text("outcome", outcomeName(summary.outcome));
    object.number("elapsed_s", summary.elapsedSeconds);
    object.whole("events", summary.events);
    write(object.field("items"), summary.items);
    if (summary.timeouts.begun > 0) write(object.field("timeouts"), summary.timeouts);
    writeNamed(object.field("queues"), info.queues, summary.queues);
    if (!info.servers.empty()) writeNamed(object.field("servers"), info.servers, summary.servers);
    writeNamed(object.field("tasks"), info.groups, summary.groups);
    write(object.field("sojourn_s"), summary.sojourn);
    object.number("throughput_per_s", summary.throughputPerSecond);
    if (summary.outcome == Outcome::Stalled) writeWaiting(object.field("waiting_tasks"), summary, info);
    object.end();
    return out + '\n';
}

} // namespace sojourn
