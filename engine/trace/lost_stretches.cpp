#include "trace/lost_stretches.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sojourn {

std::vector<LostStretch> inOrder(std::vector<LostStretch> stretches)
{
    std::ranges::sort(stretches, {},
                      [](const LostStretch& lost) { return std::tuple(lost.task, lost.fromNs, lost.toNs); });
    std::vector<LostStretch> all;
    for (const LostStretch& lost : stretches) {
        if (lost.fromNs >= lost.toNs) continue;
        if (!all.empty() && all.back().task == lost.task && lost.fromNs <= all.back().toNs)
            all.back().toNs = std::max(all.back().toNs, lost.toNs);
        else if (all.size() < mostLostStretches)
            all.push_back(lost);
    }
    return all;
}

std::span<const LostStretch> lostOn(const std::vector<LostStretch>& stretches, std::uint32_t task)
{
    const auto first = std::ranges::lower_bound(stretches, task, {}, &LostStretch::task);
    const auto last = std::ranges::upper_bound(stretches, task, {}, &LostStretch::task);
    return {first, last};
}

std::vector<LostStretch> lostOnAll(const std::vector<LostStretch>& stretches, const GroupInfo& group)
{
    if (group.taskCount == 0) return {};
    const std::span<const LostStretch> first = lostOn(stretches, group.firstTask);
    std::vector<LostStretch> all(first.begin(), first.end());
    for (std::uint32_t task = 1; task < group.taskCount && !all.empty(); ++task) {
        std::vector<LostStretch> both;
        const std::span<const LostStretch> own = lostOn(stretches, group.firstTask + task);
        auto a = all.begin();
        auto b = own.begin();
        while (a != all.end() && b != own.end()) {
            const std::int64_t fromNs = std::max(a->fromNs, b->fromNs), toNs = std::min(a->toNs, b->toNs);
            if (fromNs < toNs) both.push_back({group.firstTask, fromNs, toNs});
            if (a->toNs < b->toNs)
                ++a;
            else
                ++b;
        }
        all = std::move(both);
    }
    return all;
}

bool tellsOnlyBeginning(const Recording& recording)
{
    return recording.isBrokenOff && recording.log->size() > 0 && recording.lost.empty();
}

std::int64_t firstKnownNs(const std::vector<LostStretch>& lost, const EventLog& log)
{
    return lost.empty() || log.size() == 0 ? 0 : log[0].timeNs;
}

const LostStretch* lostAt(const std::vector<LostStretch>& stretches, std::uint32_t task, std::int64_t ns)
{
    const std::span<const LostStretch> own = lostOn(stretches, task);
    const auto behind = std::ranges::upper_bound(own, ns, {}, &LostStretch::toNs);
    return behind != own.end() && behind->fromNs <= ns ? &*behind : nullptr;
}

const LostStretch* lostBeforeStart(const std::vector<LostStretch>& stretches, std::uint32_t task,
                                   std::int64_t ns)
{
    const LostStretch* const here = lostAt(stretches, task, ns);
    return here != nullptr ? here : lostAt(stretches, task, ns - 1);
}

} // namespace sojourn
