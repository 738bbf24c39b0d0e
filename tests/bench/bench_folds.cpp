// What the folds cost: nanoseconds an event, on an M/M/4 log of some ten million events.
//
//   bench_folds [customers] [sources]
#include "stats/summary.h"
#include "trace/columns.h"
#include "trace/replay.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <memory>
#include <queue>
#include <random>
#include <utility>
#include <vector>

using namespace sojourn;

namespace {

struct Recording
{
    std::shared_ptr<RunInfo> info = std::make_shared<RunInfo>();
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
};

/// Sources that sleep and put, four servers that get, sleep and mark as done; utilisation 0.9.
Recording mm4(std::uint32_t customers, std::uint32_t sources, QueueOrder order)
{
    constexpr std::uint32_t servers = 4;
    Recording r;
    r.info->groups = {{"source", 0, sources, true, {0}, {}, {}},
                      {"server", sources, servers, true, {}, {0}, {0}}};
    r.info->groupOfTask.assign(sources, 0);
    r.info->groupOfTask.insert(r.info->groupOfTask.end(), servers, 1);
    r.info->queues = {{"queue", 0, order}};

    std::mt19937_64 random(1);
    std::exponential_distribution<double> service(1 / 1e9);
    std::exponential_distribution<double> pause(servers * 0.9 / 1e9 / sources);
    using Timer = std::pair<std::int64_t, std::uint32_t>;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers;
    std::deque<std::int64_t> queue;
    std::deque<std::uint32_t> idle;
    std::int64_t now = 0;
    std::int64_t made = 0;
    const auto write = [&](std::uint32_t task, EventKind kind, std::int64_t value = 0) {
        r.log->append({now, value, task, 0, kind, 0});
    };
    const auto sleep = [&](std::uint32_t task, double ns) {
        write(task, EventKind::Sleep, static_cast<std::int64_t>(ns));
        timers.push({now + static_cast<std::int64_t>(ns), task});
    };
    const auto get = [&](std::uint32_t task) {
        const bool last = order != QueueOrder::Fifo; // stands in for priorities too
        const std::int64_t item = last ? queue.back() : queue.front();
        if (last)
            queue.pop_back();
        else
            queue.pop_front();
        write(task, EventKind::Get, item);
        sleep(task, service(random));
    };
    for (std::uint32_t task = 0; task < sources + servers; ++task) {
        write(task, EventKind::Started);
        if (task < sources) {
            sleep(task, pause(random));
        } else {
            write(task, EventKind::GetWait);
            idle.push_back(task);
        }
    }
    while (made < customers) {
        const auto [at, task] = timers.top();
        timers.pop();
        now = at;
        write(task, EventKind::Wake);
        if (task < sources) {
            queue.push_back(made);
            write(task, EventKind::Put, made++);
            sleep(task, pause(random));
            if (!idle.empty()) {
                get(idle.front());
                idle.pop_front();
            }
        } else {
            write(task, EventKind::TaskDone);
            if (!queue.empty()) {
                get(task);
            } else {
                write(task, EventKind::GetWait);
                idle.push_back(task);
            }
        }
    }
    r.log->publish();
    return r;
}

/// Processor time: neighbours on a shared machine disturb it less than the time that passes.
template <class F> double seconds(F f)
{
    const std::clock_t start = std::clock();
    f();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void report(const char* what, double s, std::uint64_t events)
{
    std::printf("  %-34s %8.2f ms  %6.2f ns an event\n", what, s * 1e3,
                s * 1e9 / static_cast<double>(events));
}

void measure(const char* title, const Recording& r)
{
    const std::uint64_t events = r.log->size();
    std::printf("%s: %llu events\n", title, static_cast<unsigned long long>(events));
    double best = 1e9;
    double done = 0;
    for (int i = 0; i < 5; ++i) {
        SummaryFold fold(r.info);
        best = std::min(best, seconds([&] {
                            for (std::uint64_t k = 0; k < events; ++k)
                                fold.add((*r.log)[k]);
                        }));
        RunEnd end;
        end.at = instantFromNanoseconds((*r.log)[events - 1].timeNs);
        done = fold.summary(end).sojourn.meanSeconds;
    }
    report("SummaryFold::add", best, events);
    std::printf("  %-34s %8.4f s\n", "(mean sojourn)", done);

    std::int64_t sum = 0;
    report("reading the log alone", seconds([&] {
               for (std::uint64_t k = 0; k < events; ++k)
                   sum += (*r.log)[k].timeNs;
           }),
           events);
    {
        Columns columns(r.info, r.log);
        report("Columns::advance", seconds([&] { columns.advance(); }), events);
        sum += columns.lastNs();
    }
    Replay replay(r.info, r.log);
    report("Replay, first pass", seconds([&] { replay.seekEvents(events); }), events);
    std::mt19937_64 random(2);
    double worst = 0;
    double all = 0;
    constexpr int seeks = 200;
    for (int i = 0; i < seeks; ++i) {
        const double s = seconds([&] { replay.seekEvents(random() % events); });
        worst = std::max(worst, s);
        all += s;
    }
    std::printf("  %-34s %8.2f ms worst, %.2f ms mean\n", "Replay, seeks anywhere", worst * 1e3,
                all / seeks * 1e3);
    if (sum == 42) std::puts("");
}

} // namespace

int main(int argc, char** argv)
{
    const auto customers = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 1'300'000);
    const auto sources = static_cast<std::uint32_t>(argc > 2 ? std::atoi(argv[2]) : 1);
    measure("M/M/4", mm4(customers, sources, QueueOrder::Fifo));
    measure("M/M/4, a stack", mm4(customers, sources, QueueOrder::Lifo));
    measure("M/M/4, by priority", mm4(customers, sources, QueueOrder::Priority));
    measure("M/M/4, 100,000 sources", mm4(customers, 100'000, QueueOrder::Fifo));
    return 0;
}
