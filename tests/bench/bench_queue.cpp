// Items a second through one bounded queue: 4 producers, 4 consumers, capacity 100, two kinds of coroutine,
// no sleeps. bench_queue [ITEMS]. Prints one JSON object.
#include "runtime/scope.h"
#include "sync/queue.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

using namespace sojourn;

constexpr std::int64_t endOfItems = -1;

struct Count
{
    std::int64_t items = 0;
    std::int64_t sum = 0;
};

Co<void> produce(Queue<std::int64_t>& queue, std::int64_t items, int& producers)
{
    for (std::int64_t i = 0; i < items; ++i)
        co_await queue.put(i);
    if (--producers == 0) {
        for (int consumer = 0; consumer < 4; ++consumer)
            co_await queue.put(endOfItems);
    }
}

Co<void> consume(Queue<std::int64_t>& queue, Count& count)
{
    for (;;) {
        const std::optional<std::int64_t> item = co_await queue.get();
        if (!item || *item == endOfItems) co_return;
        ++count.items;
        count.sum += *item;
    }
}

} // namespace

int main(int argc, char** argv)
{
    const std::int64_t items = argc > 1 ? std::atoll(argv[1]) : 10'000'000;
    const std::int64_t each = items / 4;
    Scheduler scheduler;
    Scope scope(scheduler);
    Queue<std::int64_t> queue(100);
    Count count;
    int producers = 4;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 4; ++i)
        scope.spawn(produce(queue, each, producers));
    for (int i = 0; i < 4; ++i)
        scope.spawn(consume(queue, count));
    while (scheduler.liveTasks() != 0)
        scheduler.runRound();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (count.items != 4 * each || count.sum != 4 * (each * (each - 1) / 2)) {
        std::fprintf(stderr, "items were lost\n");
        return 1;
    }
    std::printf("{\"items\": %lld, \"elapsed_s\": %.6f, \"items_per_s\": %.0f}\n",
                static_cast<long long>(items), seconds, static_cast<double>(items) / seconds);
}
