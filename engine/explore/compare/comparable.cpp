#include "explore/compare/comparable.h"

#include <algorithm>
#include <set>
#include <string>

namespace sojourn {

namespace {

std::set<std::string> namesOf(const auto& named)
{
    std::set<std::string> names;
    for (const auto& one : named)
        names.insert(one.name);
    return names;
}

} // namespace

bool areComparable(const Scenario& a, const Scenario& b)
{
    const std::set<std::string> inA = namesOf(a.groups), inB = namesOf(b.groups);
    if (inA == inB && namesOf(a.queues) == namesOf(b.queues)) return true;
    return a.name == b.name &&
           std::ranges::any_of(inA, [&](const std::string& name) { return inB.contains(name); });
}

} // namespace sojourn
