// How long items stay in a queue or in a system in the long run: the distributions that theory knows.
#pragma once

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace sojourn {

/// The long-run distribution of a wait (from put to get) or of a sojourn (from put to done), of items that
/// are let in. Cheap to copy.
class StayDistribution final
{
public:
    /// P(T > t) = (1 - atOnce) exp(-rate t) for t >= 0, as the wait in M/M/c. rate > 0.
    static StayDistribution exponentialTail(double atOnce, double ratePerSecond);
    /// With probability stages[k] T is Erlang of k + 1 stages, each of the rate; what is missing to 1 is at
    /// once.
    static StayDistribution erlangMixture(const std::vector<double>& stages, double ratePerSecond);
    /// An exponential tail and an exponential service after it, as the sojourn in M/M/c. [Gross, 2.3]
    static StayDistribution exponentialService(double atOnce, double ratePerSecond, double servicesPerSecond);
    /// The wait in M/D/1: a sum of positive terms over the probabilities of the queue's lengths, which no
    /// cancellation spoils, unlike Erlang's series of 1909. Franx: A simple solution for the M/D/c waiting
    /// time distribution, Operations Research Letters 29, 2001. rho = arrivals * service < 1.
    static StayDistribution constantService(double arrivalsPerSecond, double serviceSeconds);
    /// The same, so many seconds later: the sojourn where every service takes as long.
    StayDistribution later(double seconds) const;
    /// The same, known as a likeness only.
    StayDistribution approximately() const;

    /// Not exact: a line to look at, no value to hold a run against.
    bool isApproximate() const { return m_isApproximate; }
    double atOnceProbability() const { return 1 - exceedProbability(0); }
    /// P(T > seconds), 1 below 0. To within 1e-15 of 1.
    double exceedProbability(double seconds) const;
    /// The smallest t with P(T <= t) >= percent / 100, within 1e-12 of itself; 0 <= percent < 100,
    /// otherwise nothing.
    std::optional<double> percentileSeconds(double percent) const;

private:
    struct ErlangMixture
    {
        double ratePerSecond = 1;
        // [i]: the probability of more than i stages; one for an exponential tail.
        std::shared_ptr<const std::vector<double>> moreStagesThan;
        double exceed(double seconds) const;
    };
    struct TailAndService
    {
        double atOnce = 1;
        double ratePerSecond = 1;
        double servicesPerSecond = 1;
        double exceed(double seconds) const;
    };
    struct ConstantService
    {
        double arrivalsPerSecond = 1;
        double serviceSeconds = 1;
        double ratio = 0; // of each behind the last to the one before
        // [n]: the probability that more than n wait.
        std::shared_ptr<const std::vector<double>> moreWaitThan;
        double moreThan(std::size_t n) const;
        double exceed(double seconds) const;
    };
    using Kind = std::variant<ErlangMixture, TailAndService, ConstantService>;
    StayDistribution(Kind kind, double scaleSeconds);

    Kind m_kind;
    double m_scaleSeconds;    // of the order of its spread
    double m_fromSeconds = 0; // nobody stays shorter
    bool m_isApproximate = false;
};

} // namespace sojourn
