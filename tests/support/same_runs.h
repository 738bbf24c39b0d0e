// Whether two runs are the same, member for member: a member that is added does not compile until it is
// compared.
#pragma once

#include "trace/columns.h"
#include "trace/run_info.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <tuple>
#include <vector>

namespace sojourn::test {

inline auto membersOf(const GroupInfo& x)
{
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
}
inline auto membersOf(const QueueInfo& x)
{
    const auto& [a, b, c, d, e] = x;
    return std::tie(a, b, c, d, e);
}
inline auto membersOf(const PoolInfo& x)
{
    const auto& [a, b, c] = x;
    return std::tie(a, b, c);
}
inline auto membersOf(const ServiceInfo& x)
{
    const auto& [a, b, c, d, e, f, g] = x;
    return std::tie(a, b, c, d, e, f, g);
}
inline auto membersOf(const ServerInfo& x)
{
    const auto& [a, b, c] = x;
    return std::tie(a, b, c);
}
inline auto membersOf(const RequestInfo& x)
{
    const auto& [a, b] = x;
    return std::tie(a, b);
}
inline auto membersOf(const WaitingTask& x)
{
    const auto& [a, b] = x;
    return std::tie(a, b);
}
inline auto membersOf(const Mark& x)
{
    const auto& [a, b, c, d, e] = x;
    return std::tie(a, b, c, d, e);
}
inline auto membersOf(const Visit& x)
{
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
}
inline auto membersOf(const Item& x)
{
    const auto& [a, b, c, d, e] = x;
    return std::tie(a, b, c, d, e);
}
inline auto membersOf(const DepthStep& x)
{
    const auto& [a, b] = x;
    return std::tie(a, b);
}

template <class Things> bool areSame(const std::vector<Things>& a, const std::vector<Things>& b)
{
    return std::ranges::equal(a, b,
                              [](const Things& x, const Things& y) { return membersOf(x) == membersOf(y); });
}

inline bool areSame(const Lane& x, const Lane& y)
{
    const auto& [spans, marks, open, planned, started, ended, how] = x;
    return spans == y.spans && areSame(marks, y.marks) && open == y.open && planned == y.plannedEndNs &&
           started == y.startedNs && ended == y.endedNs && how == y.endedHow;
}

inline bool areSame(const RunInfo& x, const RunInfo& y)
{
    const auto& [scenario, title, seed, clock, readyTimes, groups, queues, flags, pools, services, servers,
                 requests, groupOfTask, taskNames, outermostLanes, spanNames] = x;
    return scenario == y.scenario && title == y.title && seed == y.seed && clock == y.virtualClock &&
           readyTimes == y.areReadyTimesKnown && areSame(groups, y.groups) && areSame(queues, y.queues) &&
           flags == y.flags && areSame(pools, y.pools) && areSame(services, y.services) &&
           areSame(servers, y.servers) && areSame(requests, y.requests) && groupOfTask == y.groupOfTask &&
           taskNames == y.taskNames && outermostLanes == y.outermostLanes && spanNames == y.spanNames;
}

inline bool areSame(const RunEnd& x, const RunEnd& y)
{
    const auto& [outcome, at, waiting, sentence] = x;
    return outcome == y.outcome && at == y.at && areSame(waiting, y.waitingTasks) && sentence == y.sentence;
}

/// The events, and the texts that they refer to.
inline bool areSame(const EventLog& a, const EventLog& b)
{
    if (a.size() != b.size()) return false;
    for (std::uint64_t i = 0; i < a.size(); ++i) {
        const Event& e = a[i];
        if (std::memcmp(&e, &b[i], sizeof(Event)) != 0) return false;
        const bool isText =
            (e.kind == EventKind::Valued && static_cast<PayloadKind>(e.detail) == PayloadKind::Text) ||
            (e.kind == EventKind::Ended && static_cast<EndedHow>(e.detail) == EndedHow::Failed);
        if (isText && a.text(e.value) != b.text(e.value)) return false;
    }
    return true;
}

inline bool areSame(const Columns& a, const Columns& b)
{
    return areSame(a.info(), b.info()) &&
           std::ranges::equal(a.lanes(), b.lanes(),
                              [](const Lane& x, const Lane& y) { return areSame(x, y); }) &&
           areSame(a.visits(), b.visits()) && areSame(a.items(), b.items()) &&
           std::ranges::equal(a.depths(), b.depths(),
                              [](const auto& x, const auto& y) { return areSame(x, y); }) &&
           a.doneVisits() == b.doneVisits() && a.takenVisits() == b.takenVisits() &&
           a.lastNs() == b.lastNs() && a.folded() == b.folded();
}

} // namespace sojourn::test
