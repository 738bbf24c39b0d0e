#include "stats/closed_network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sojourn {

namespace {

bool areSound(const std::vector<Station>& stations)
{
    const auto isSound = [](const Station& s) {
        return std::isfinite(s.serviceSeconds) && s.serviceSeconds > 0 && s.servers > 0;
    };
    return !stations.empty() && std::all_of(stations.begin(), stations.end(), isSound);
}

double capacityOf(const Station& station)
{
    return station.servers / station.serviceSeconds;
}

double totalServiceSeconds(const std::vector<Station>& stations)
{
    return std::accumulate(stations.begin(), stations.end(), 0.0,
                           [](double sum, const Station& s) { return sum + s.serviceSeconds; });
}

Bottleneck leastCapacityOf(const std::vector<Station>& stations)
{
    const auto slowest =
        std::min_element(stations.begin(), stations.end(),
                         [](const Station& a, const Station& b) { return capacityOf(a) < capacityOf(b); });
    return {static_cast<std::size_t>(slowest - stations.begin()), capacityOf(*slowest), 0};
}

/// Normalising constants G(0), …, G(N), of some of the stations, in a unit of time that is as long as the
/// mean between two items is at least: G(n) / G(n - 1) is that mean with n items, so the constants of N items
/// span no more than some e^N. That is more than double reaches.
using Constants = std::vector<long double>;

/// Takes in one more station, whose demand is `demand` units. G'(n) = sum over j of f(j) G(n - j) with
/// f(j) = demand^j / (1 2 … j), the factors no larger than c. From j = c on f is geometric, so
/// G'(n) = (demand / c) G'(n - 1) + sum over j < c of f(j) (1 - j / c) G(n - j).
Constants with(const Constants& g, double demand, std::uint32_t servers)
{
    const long double ratio = demand / servers;
    std::vector<long double> weights; // f(j) (1 - j / c)
    long double f = 1;
    for (std::uint32_t j = 0; j < servers && j < g.size(); ++j) {
        if (j > 0) f *= demand / j;
        weights.push_back(f * (1 - static_cast<long double>(j) / servers));
    }
    Constants result(g.size());
    for (std::size_t n = 0; n < g.size(); ++n) {
        long double sum = n > 0 ? ratio * result[n - 1] : 0;
        for (std::size_t j = 0; j < weights.size() && j <= n; ++j)
            sum += weights[j] * g[n - j];
        result[n] = sum;
    }
    return result;
}

struct MeanNumbers
{
    double all = 0;     ///< at the station
    double waiting = 0; ///< of those; a sum of its own, since the difference to those served would cancel
};
/// Mean numbers at a station of N items, from the constants of all the others.
MeanNumbers meanNumbers(const Constants& others, double demand, std::uint32_t servers)
{
    const std::size_t population = others.size() - 1;
    long double f = 1, sum = 0, weighted = 0, waiting = 0;
    for (std::size_t j = 0; j <= population; ++j) {
        if (j > 0) f *= demand / static_cast<double>(std::min<std::size_t>(j, servers));
        const long double weight = f * others[population - j];
        sum += weight;
        weighted += static_cast<long double>(j) * weight;
        if (j > servers) waiting += static_cast<long double>(j - servers) * weight;
    }
    return {static_cast<double>(weighted / sum), static_cast<double>(waiting / sum)};
}

} // namespace

std::optional<ClosedFigures> closedNetwork(const std::vector<Station>& stations, std::uint32_t population)
{
    if (!areSound(stations) || population == 0) return {};
    const double unit = 1 / closedBottleneckOf(stations, population)->throughputPerSecond;
    const auto constantsWithout = [&](std::size_t left) {
        Constants g(population + std::size_t{1});
        g[0] = 1;
        for (std::size_t i = 0; i < stations.size(); ++i)
            if (i != left) g = with(g, stations[i].serviceSeconds / unit, stations[i].servers);
        return g;
    };
    const Constants all = constantsWithout(stations.size());
    if (!std::isfinite(all[population])) return {};

    ClosedFigures figures;
    figures.throughputPerSecond = static_cast<double>(all[population - 1] / all[population]) / unit;
    figures.cycleSeconds = population / figures.throughputPerSecond;
    for (std::size_t i = 0; i < stations.size(); ++i) {
        StationFigures station;
        station.utilisationRatio =
            figures.throughputPerSecond * stations[i].serviceSeconds / stations[i].servers;
        const MeanNumbers numbers =
            meanNumbers(constantsWithout(i), stations[i].serviceSeconds / unit, stations[i].servers);
        station.number = numbers.all;
        station.waitSeconds = numbers.waiting / figures.throughputPerSecond;
        station.staySeconds = station.waitSeconds + stations[i].serviceSeconds;
        if (!std::isfinite(station.number)) return {};
        figures.stations.push_back(station);
    }
    return figures;
}

std::optional<Bottleneck> bottleneckOf(const std::vector<Station>& stations, double arrivalsPerSecond)
{
    if (!areSound(stations) || !(arrivalsPerSecond > 0)) return {};
    Bottleneck bottleneck = leastCapacityOf(stations);
    bottleneck.throughputPerSecond = std::min(arrivalsPerSecond, bottleneck.capacityPerSecond);
    return bottleneck;
}

std::optional<Bottleneck> closedBottleneckOf(const std::vector<Station>& stations, std::uint32_t population)
{
    if (population == 0 || !areSound(stations)) return {};
    const double most = population / totalServiceSeconds(stations);
    auto bottleneck = bottleneckOf(stations, most);
    for (std::size_t i = 0; i < stations.size(); ++i) {
        if (stations[i].servers >= population) continue;
        const bool isFirst = stations[bottleneck->station].servers >= population;
        if (isFirst || capacityOf(stations[i]) < bottleneck->capacityPerSecond)
            *bottleneck = {i, capacityOf(stations[i]), std::min(most, capacityOf(stations[i]))};
    }
    return bottleneck;
}

} // namespace sojourn
