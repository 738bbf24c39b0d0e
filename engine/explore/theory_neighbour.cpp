#include "explore/theory_neighbour.h"

#include "explore/figure_text.h"
#include "explore/theory_words.h"

#include <cmath>

namespace sojourn {

namespace {

using Unit = MetricUnit;

/// 1, 2 or 5 times a power of ten, at least `least`.
std::uint64_t roundRoom(double least)
{
    for (std::uint64_t power = 1;; power *= 10)
        for (const std::uint64_t digit : {1, 2, 5})
            if (static_cast<double>(digit * power) >= least) return digit * power;
}

std::string seconds(double value)
{
    return figureWithUnit(value, Unit::Seconds, 3);
}

std::string withLimit(const QueueLoad& load, const QueueArrivals& arrivals)
{
    const auto unlimited = mmcQueue(load);
    if (!unlimited || unlimited->queueLength > 1e6) return {};
    const std::uint64_t room = roundRoom(std::max(1.0, unlimited->queueLength));
    const std::string with = "With room for " + std::to_string(room);
    if (arrivals.wouldDrop) {
        const auto limited = mmckQueue(load, room);
        if (!limited) return {};
        return with + " it becomes M/M/" + std::to_string(load.servers) + '/' +
               std::to_string(load.servers + room) + ": " +
               figureWithUnit(limited->lossProbability, Unit::Ratio, 2) +
               " are turned away and the mean wait falls to " + seconds(limited->waitSeconds) + '.';
    }
    if (!arrivals.areAlike) return {};
    const auto limited = blockingQueue(load, arrivals.sources, room);
    if (!limited) return {};
    return with + ", producers wait until there is room: " +
           figureWithUnit(limited->throughputPerSecond, Unit::PerSecond, 3) +
           " get through and the mean wait falls to " + seconds(limited->waitSeconds) + '.';
}

std::string withoutLimit(const QueueLoad& load)
{
    if (load.utilisationRatio() >= 1) {
        const double growth = load.growthPerSecond();
        return growth > 0 ? "Without a limit the queue would grow by " + figureText(growth, 3) +
                                " items a second for ever."
                          : "Without a limit the queue would grow without end.";
    }
    return "Without a limit it becomes M/M/" + std::to_string(load.servers) +
           ": nobody is held back and the mean wait is " + seconds(mmcQueue(load)->waitSeconds) + '.';
}

} // namespace

std::string neighbourSentence(const QueueInfo& queue, const QueueLoad& load, const QueueArrivals& arrivals,
                              const Stream& stream, const QueueService& service)
{
    const bool isMarkov = stream.isPoisson && service.isExponential && queue.order == QueueOrder::Fifo;
    if (!isMarkov || !arrivals.stages.empty() || arrivals.permits) return {};
    return queue.capacity == 0 ? withLimit(load, arrivals) : withoutLimit(load);
}

} // namespace sojourn
