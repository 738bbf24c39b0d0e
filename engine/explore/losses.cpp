#include "explore/losses.h"

#include <string_view>
#include <vector>

namespace sojourn {

namespace {

void look(const Scenario& scenario, const std::vector<Step>& steps, Losses& losses)
{
    for (const Step& step : steps) {
        if (step.kind == Step::Kind::Put && step.dropIfFull) {
            losses.areDropped = true;
            losses.isAnyLimit |= scenario.queues[step.object].capacity > 0;
        }
        losses.timeOut |= step.kind == Step::Kind::Timeout;
        for (const auto* const inner : {&step.steps, &step.finally, &step.otherwise})
            look(scenario, *inner, losses);
    }
}

} // namespace

Losses lossesOf(const Scenario& scenario)
{
    Losses losses;
    for (const TaskGroup& group : scenario.groups)
        look(scenario, group.steps, losses);
    return losses;
}

std::string emptyMetricNote(const Metric& metric, const Scenario& scenario)
{
    const std::string_view path = metric.path;
    if (!path.ends_with("dropped_ratio") && !path.ends_with("dropped")) return {};
    const Losses losses = lossesOf(scenario);
    if (losses.isAnyLimit) return {};
    return std::string("nothing can be dropped here: no put that drops goes into a queue with a limit") +
           (losses.timeOut ? "; timed_out_ratio is the share of its time-outs that ran out" : "");
}

} // namespace sojourn
