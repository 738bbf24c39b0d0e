// Systems of several stations: closed ones, and the bottleneck of any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

// Sources:
//   [Gross]   Gross, Shortle, Thompson, Harris: Fundamentals of Queueing Theory, 4th ed., Wiley 2008
//   [Buzen]   Buzen: Computational algorithms for closed queueing networks with exponential servers,
//             Communications of the ACM 16, 1973
//   [Reiser]  Reiser, Lavenberg: Mean-value analysis of closed multichain queuing networks, JACM 27, 1980
//   [Denning] Denning, Buzen: The operational analysis of queueing network models, ACM Computing Surveys 10,
//             1978
//
// Every function refuses (nothing) no stations, no items, and what is no length above 0.

/// One station: what an item needs there each time it comes by.
struct Station
{
    double serviceSeconds = 0; ///< mean, above 0
    std::uint32_t servers = 1; ///< as many as items, or more: nobody waits there
};
struct StationFigures
{
    double utilisationRatio = 0; ///< busy share of one server's time
    double waitSeconds = 0;      ///< mean; exactly 0 where there are as many servers as items
    double staySeconds = 0;      ///< mean, wait and service
    double number = 0;           ///< mean number there, waiting or served
};
struct ClosedFigures
{
    double throughputPerSecond = 0; ///< times round a second, of all items together
    double cycleSeconds = 0;        ///< mean time round
    std::vector<StationFigures> stations;
};

/// `population` items that go round the stations for ever, services exponential and first come, first served:
/// the exact figures of mean value analysis [Reiser]. They are computed by convolution [Buzen], because the
/// recursion of mean values cancels where a station has several servers, and all terms here are positive.
/// Nothing also where the figures leave the range of numbers.
std::optional<ClosedFigures> closedNetwork(const std::vector<Station>& stations, std::uint32_t population);

/// What no order of events can beat: the station with the least capacity.
struct Bottleneck
{
    std::size_t station = 0;        ///< the first of those with the least
    double capacityPerSecond = 0;   ///< its c / S
    double throughputPerSecond = 0; ///< at most: the arrivals or the capacity, whichever is less
};
/// The stations of a pipeline that every item passes once. Without arrivals (infinity) the first station is
/// never without work. [Gross, 4.2]
std::optional<Bottleneck> bottleneckOf(const std::vector<Station>& stations, double arrivalsPerSecond);
/// Of a closed system: its throughput is at most min(N / sum of S, least c / S). [Denning] The station is one
/// with fewer servers than items, since elsewhere nobody ever waits; where there is none such, that with the
/// least capacity, which holds nothing up.
std::optional<Bottleneck> closedBottleneckOf(const std::vector<Station>& stations, std::uint32_t population);

} // namespace sojourn
