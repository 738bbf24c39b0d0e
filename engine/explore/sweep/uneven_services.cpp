#include "explore/sweep/uneven_services.h"

#include "explore/draw_moments.h"
#include "explore/theory_of.h"
#include "stats/steady_state.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

namespace sojourn {

namespace {

constexpr double unevenScv = 1.5;

bool isUneven(const Draw& draw)
{
    const DrawMoments moments = momentsOf(draw);
    return !moments.hasThirdMoment || !(moments.scv() < unevenScv);
}

bool hasUnevenTimes(const std::vector<Step>& steps)
{
    return std::ranges::any_of(steps, [](const Step& step) {
        switch (step.kind) {
        case Step::Kind::Sleep:
        case Step::Kind::Work:
        case Step::Kind::Offload:
            return isUneven(step.amount);
        default:
            return hasUnevenTimes(step.steps) || hasUnevenTimes(step.finally) ||
                   hasUnevenTimes(step.otherwise);
        }
    });
}

/// Waits, and what is made of them.
bool isOfWaits(std::string_view path)
{
    return path.find("wait_s.") != path.npos || path.starts_with("sojourn_s.") || path.ends_with("mean_size");
}

} // namespace

UnevenServices::UnevenServices(const Scenario& scenario)
{
    if (std::ranges::none_of(scenario.groups,
                             [](const TaskGroup& group) { return hasUnevenTimes(group.steps); }))
        return;
    for (const QueueTheory& queue : theoryOf(scenario).queues) {
        m_hasNoVariance |= queue.isWaitVarianceInfinite;
        if (queue.serviceScv < unevenScv && !queue.isWaitVarianceInfinite) continue;
        // Theory knows none where not even services have a variance.
        const double relaxation = queue.isWaitVarianceInfinite && !(queue.relaxationSeconds > 0)
                                      ? std::numeric_limits<double>::infinity()
                                      : queue.relaxationSeconds;
        m_relaxationsSeconds =
            std::max(m_relaxationsSeconds, relaxation * relaxationsForUneven(queue.serviceScv));
    }
}

bool UnevenServices::areTold(const Metric& metric, double seconds) const
{
    if (!isOfWaits(metric.path)) return true;
    const double percent = percentOf(metric.path);
    if (m_hasNoVariance && percent == 0) return false;
    return seconds >= std::max(leastRelaxations, 1 / (1 - percent / 100)) * m_relaxationsSeconds;
}

} // namespace sojourn
