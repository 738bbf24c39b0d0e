#include "scenario/run_info_of.h"

#include <algorithm>

namespace sojourn {

namespace {

void addOnce(std::vector<std::uint16_t>& list, std::uint16_t number)
{
    if (std::find(list.begin(), list.end(), number) == list.end()) list.push_back(number);
}

void collect(const std::vector<Step>& steps, GroupInfo& group)
{
    for (const Step& step : steps) {
        if (step.kind == Step::Kind::Put) addOnce(group.putsInto, step.object);
        if (step.kind == Step::Kind::Get) addOnce(group.getsFrom, step.object);
        if (step.kind == Step::Kind::TaskDone) addOnce(group.marksDone, step.object);
        // A job in a thread of its own has no pool.
        if (step.kind == Step::Kind::Offload && step.pool != noPool) addOnce(group.offloadsTo, step.pool);
        if (step.kind == Step::Kind::Offload && step.pool == noPool) group.hasOwnThreads = true;
        if (step.kind == Step::Kind::Await) addOnce(group.awaits, step.object);
        if (step.kind == Step::Kind::Request) addOnce(group.asks, step.object);
        collect(step.kind == Step::Kind::If ? step.taken() : step.steps, group);
        collect(step.finally, group);
    }
}

} // namespace

RunInfo runInfoOf(const Scenario& scenario, std::uint64_t seed, bool virtualClock)
{
    RunInfo info;
    info.scenario = scenario.name;
    info.title = scenario.title;
    info.seed = seed;
    info.virtualClock = virtualClock;
    info.queues = scenario.queues;
    info.flags = scenario.flags;
    info.pools = scenario.pools;
    info.services = scenario.services;
    for (const Server& server : scenario.servers)
        info.servers.push_back({server.name, server.connections});
    info.requests = scenario.requests;
    std::uint32_t tasks = 0;
    for (const TaskGroup& group : scenario.groups) {
        GroupInfo& out = info.groups.emplace_back();
        out.name = group.name;
        out.firstTask = tasks;
        out.taskCount = group.count;
        out.counted = group.counted;
        out.role = group.role;
        collect(group.steps, out);
        info.groupOfTask.insert(info.groupOfTask.end(), group.count,
                                static_cast<std::uint16_t>(info.groups.size() - 1));
        tasks += group.count;
    }
    return info;
}

} // namespace sojourn
