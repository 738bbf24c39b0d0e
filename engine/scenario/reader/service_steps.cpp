#include "scenario/reader/service_steps.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <queue>

namespace sojourn {

namespace {

using Kind = Step::Kind;

Step simple(Kind kind, std::uint16_t object, const std::string& place)
{
    Step step;
    step.kind = kind;
    step.object = object;
    step.place = place;
    return step;
}

Step cancelUnless(std::uint16_t group, std::uint16_t flag, const std::string& place)
{
    Step step = simple(Kind::Cancel, group, place);
    step.unless = flag;
    return step;
}

Step guarded(std::vector<Step> steps, std::vector<Step> cleanUp, const std::string& place)
{
    Step step = simple(Kind::Steps, 0, place);
    step.steps = std::move(steps);
    step.finally = std::move(cleanUp);
    step.hasFinally = true;
    return step;
}

void append(std::vector<Step>& to, std::vector<Step> steps)
{
    to.insert(to.end(), std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
}

bool reportsReady(const std::vector<Step>& start, std::uint16_t readyFlag)
{
    return std::any_of(start.begin(), start.end(),
                       [&](const Step& step) { return step.kind == Kind::Set && step.object == readyFlag; });
}

} // namespace

std::vector<Step> serviceSteps(const ServiceInfo& service, const std::vector<std::uint16_t>& neededFlags,
                               std::vector<Step> start, std::vector<Step> stop, std::uint16_t stoppingFlag,
                               const std::string& place)
{
    std::vector<Step> begin;
    for (const std::uint16_t flag : neededFlags)
        begin.push_back(simple(Kind::Wait, flag, place));
    const bool saysSo = reportsReady(start, service.readyFlag);
    append(begin, std::move(start));
    if (!saysSo) begin.push_back(simple(Kind::Set, service.readyFlag, place));

    std::vector<Step> life;
    life.push_back(guarded(std::move(begin), {simple(Kind::Set, service.leftFlag, place)}, place));
    life.push_back(simple(Kind::Wait, service.stopFlag, place));

    std::vector<Step> end;
    end.push_back(cancelUnless(entryPointGroup, stoppingFlag, place));
    end.push_back(simple(Kind::Wait, service.stopFlag, place));
    append(end, std::move(stop));
    return {guarded(std::move(life), std::move(end), place)};
}

std::vector<Step> entryPointSteps(const std::vector<ServiceInfo>& services,
                                  const std::vector<std::size_t>& stopOrder, std::vector<Step> steps,
                                  std::uint16_t stoppingFlag, const std::string& place)
{
    std::vector<Step> life;
    for (const ServiceInfo& service : services)
        life.push_back(simple(Kind::Wait, service.readyFlag, place));
    append(life, std::move(steps));

    std::vector<Step> end = {simple(Kind::Set, stoppingFlag, place)};
    for (const std::size_t number : stopOrder) {
        const ServiceInfo& service = services[number];
        end.push_back(simple(Kind::Set, service.stopFlag, place));
        end.push_back(cancelUnless(service.group, service.leftFlag, place));
        end.push_back(simple(Kind::Await, service.group, place));
    }
    return {guarded(std::move(life), std::move(end), place)};
}

std::vector<std::size_t> stopOrderOf(const std::vector<ServiceInfo>& services)
{
    // Takes again and again the last of those that nobody who is left needs.
    std::vector<std::size_t> neededBy(services.size(), 0);
    const auto forNeeds = [&](const ServiceInfo& service, const auto& action) {
        for (const std::uint16_t group : service.needs)
            action(std::size_t(group) - entryPointGroup - 1);
    };
    for (const ServiceInfo& service : services)
        forNeeds(service, [&](std::size_t needed) { ++neededBy[needed]; });
    std::priority_queue<std::size_t> free;
    for (std::size_t i = 0; i < services.size(); ++i)
        if (neededBy[i] == 0) free.push(i);
    std::vector<std::size_t> order;
    while (!free.empty()) {
        order.push_back(free.top());
        free.pop();
        forNeeds(services[order.back()], [&](std::size_t needed) {
            if (--neededBy[needed] == 0) free.push(needed);
        });
    }
    return order;
}

} // namespace sojourn
