#include "stats/stay_distribution.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

/// Terms of a sum of probabilities that are smaller than this change nothing.
constexpr double negligible = 1e-20;
/// Behind so many lengths of a queue each probability is to the one before as the last was.
constexpr std::size_t mostLengths = 50'000;

/// Calls f(i, weight) for the numbers of events of a Poisson process that are likely enough, from the
/// likeliest up and then down; the weights are in proportion to the probabilities.
template <class F> void forEachPoisson(double mean, F f)
{
    const double likeliest = std::floor(mean);
    double weight = 1;
    for (double i = likeliest; weight > negligible; ++i) {
        f(i, weight);
        weight *= mean / (i + 1);
    }
    weight = 1;
    for (double i = likeliest; i > 0; --i) {
        weight *= i / mean;
        if (weight <= negligible) break;
        f(i - 1, weight);
    }
}

/// P(more than k events) of a Poisson process of that mean, from 0 on until it is negligible. mean <= 1.
std::vector<double> poissonTails(double mean)
{
    std::vector<double> probabilities;
    double p = std::exp(-mean);
    for (int k = 0; p > negligible; p *= mean / ++k)
        probabilities.push_back(p);
    std::vector<double> tails(probabilities.size());
    double sum = 0;
    for (std::size_t k = probabilities.size(); k-- > 0;) {
        tails[k] = sum;
        sum += probabilities[k];
    }
    return tails;
}

/// The probabilities of 0, 1, 2, … items in M/D/1: those who leave n behind are as likely as those who come
/// to fewer and have more come during the service, p(n + 1) a(0) = p(0) A(n) + sum of p(i) A(n - i + 1) with
/// A the tails of the arrivals during a service. All terms are positive. [Gross, 5.1.2]
std::vector<double> lengthsOf(double rho)
{
    const std::vector<double> more = poissonTails(rho);
    std::vector<double> p{1 - rho};
    const double noneComes = std::exp(-rho);
    while (p.size() < mostLengths && (p.size() <= more.size() || p.back() > negligible)) {
        const std::size_t n = p.size() - 1;
        double sum = n < more.size() ? p[0] * more[n] : 0;
        for (std::size_t back = 1; back < more.size() && back <= n; ++back)
            sum += p[n + 1 - back] * more[back];
        p.push_back(sum / noneComes);
    }
    return p;
}

} // namespace

StayDistribution::StayDistribution(Kind kind, double scaleSeconds)
    : m_kind(std::move(kind))
    , m_scaleSeconds(scaleSeconds)
{
}

StayDistribution StayDistribution::exponentialTail(double atOnce, double ratePerSecond)
{
    return {ErlangMixture{ratePerSecond, std::make_shared<const std::vector<double>>(1, 1 - atOnce)},
            1 / ratePerSecond};
}

StayDistribution StayDistribution::erlangMixture(const std::vector<double>& stages, double ratePerSecond)
{
    std::vector<double> more(stages.size());
    double sum = 0;
    for (std::size_t i = stages.size(); i-- > 0;)
        more[i] = sum += stages[i];
    return {ErlangMixture{ratePerSecond, std::make_shared<const std::vector<double>>(std::move(more))},
            1 / ratePerSecond};
}

StayDistribution StayDistribution::exponentialService(double atOnce, double ratePerSecond,
                                                      double servicesPerSecond)
{
    return {TailAndService{atOnce, ratePerSecond, servicesPerSecond}, 1 / servicesPerSecond};
}

StayDistribution StayDistribution::constantService(double arrivalsPerSecond, double serviceSeconds)
{
    const std::vector<double> p = lengthsOf(arrivalsPerSecond * serviceSeconds);
    ConstantService kind{arrivalsPerSecond, serviceSeconds, 0, {}};
    const double before = p.size() > 1 ? p[p.size() - 2] : 0;
    kind.ratio = before > 0 ? std::min(p.back() / before, 1 - 1e-15) : 0;
    // One is served: n wait when n + 1 are there.
    std::vector<double> more(p.size() > 1 ? p.size() - 1 : 1);
    double sum = p.back() * kind.ratio / (1 - kind.ratio);
    for (std::size_t n = more.size(); n-- > 0;) {
        more[n] = sum;
        if (n + 1 < p.size()) sum += p[n + 1];
    }
    kind.moreWaitThan = std::make_shared<const std::vector<double>>(std::move(more));
    return {std::move(kind), serviceSeconds};
}

StayDistribution StayDistribution::later(double seconds) const
{
    StayDistribution other = *this;
    other.m_fromSeconds += seconds;
    return other;
}

StayDistribution StayDistribution::approximately() const
{
    StayDistribution other = *this;
    other.m_isApproximate = true;
    return other;
}

double StayDistribution::ErlangMixture::exceed(double seconds) const
{
    // An Erlang variable of k stages is above t when fewer than k events of a Poisson process have come by
    // then.
    const std::vector<double>& more = *moreStagesThan;
    if (more.size() == 1) return more.front() * std::exp(-ratePerSecond * seconds);
    const double mean = ratePerSecond * seconds;
    const auto size = static_cast<double>(more.size());
    if (mean > size + 40 + 12 * std::sqrt(mean)) return 0;
    double all = 0, sum = 0;
    forEachPoisson(mean, [&](double events, double weight) {
        all += weight;
        if (events < size) sum += weight * more[static_cast<std::size_t>(events)];
    });
    return sum / all;
}

double StayDistribution::TailAndService::exceed(double seconds) const
{
    // Both exponentials together, of rates r and m, in the form that neither cancels nor overflows where they
    // are alike: exp(-r t) + r exp(-min t) (1 - exp(-|r - m| t)) / |r - m|.
    const double slower = std::min(ratePerSecond, servicesPerSecond);
    const double apart = std::abs(ratePerSecond - servicesPerSecond);
    const double stretch = apart * seconds > 1e-12 ? -std::expm1(-apart * seconds) / apart : seconds;
    const double both =
        std::exp(-ratePerSecond * seconds) + ratePerSecond * std::exp(-slower * seconds) * stretch;
    return atOnce * std::exp(-servicesPerSecond * seconds) + (1 - atOnce) * both;
}

double StayDistribution::ConstantService::moreThan(std::size_t n) const
{
    const std::vector<double>& more = *moreWaitThan;
    if (n < more.size()) return more[n];
    return more.back() * std::pow(ratio, static_cast<double>(n - more.size() + 1));
}

double StayDistribution::ConstantService::exceed(double seconds) const
{
    // For t in [(k - 1) D, k D) P(W <= t) is the sum over j < k of the probabilities that j items come in the
    // time k D - t, and that at most k - 1 - j wait; so P(W > t) is that of the others.
    const double services = std::floor(seconds / serviceSeconds);
    if (services > 1e9) return 0;
    const auto k = static_cast<std::size_t>(services) + 1;
    const double mean = arrivalsPerSecond * std::max(0.0, (services + 1) * serviceSeconds - seconds);
    double sum = 0;
    double probability = std::exp(-mean);
    for (std::size_t j = 0; probability > negligible; probability *= mean / static_cast<double>(++j))
        sum += probability * (j < k ? moreThan(k - 1 - j) : 1);
    return sum;
}

double StayDistribution::exceedProbability(double seconds) const
{
    const double rest = seconds - m_fromSeconds;
    if (rest < 0) return 1;
    return std::clamp(std::visit([rest](const auto& kind) { return kind.exceed(rest); }, m_kind), 0.0, 1.0);
}

std::optional<double> StayDistribution::percentileSeconds(double percent) const
{
    if (!(percent >= 0 && percent < 100)) return {};
    const double rest = 1 - percent / 100;
    if (exceedProbability(m_fromSeconds) <= rest) return m_fromSeconds;
    double low = m_fromSeconds, high = m_fromSeconds + m_scaleSeconds;
    while (exceedProbability(high) > rest)
        high += high - m_fromSeconds;
    while (high - low > high * 1e-12) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (exceedProbability(middle) > rest ? low : high) = middle;
    }
    return high;
}

} // namespace sojourn
