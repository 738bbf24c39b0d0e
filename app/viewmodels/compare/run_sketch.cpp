#include "viewmodels/compare/run_sketch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

/// As the timeline's axis of lengths, which is rounded up since it is labelled.
double reachOf(std::uint64_t capacity, std::uint32_t most)
{
    const std::uint64_t least = std::max(4u, most);
    return static_cast<double>(capacity < most || capacity > 4 * least ? least : capacity);
}

} // namespace

DepthSketch depthSketch(const Columns& columns, std::int64_t endNs, int parts)
{
    std::size_t longest = 0;
    std::uint32_t most = 0;
    for (std::size_t queue = 0; queue < columns.depths().size(); ++queue) {
        for (const DepthStep& step : columns.depths()[queue]) {
            if (step.size <= most) continue;
            most = step.size;
            longest = queue;
        }
    }
    if (most == 0 || endNs <= 0 || parts <= 0) return {};
    const double reach = reachOf(columns.info().queues[longest].capacity, most);
    std::vector<double> sketch(static_cast<std::size_t>(parts));
    const double perPart = static_cast<double>(endNs) / parts;
    std::size_t part = 0;
    double size = 0;
    const auto fillUpTo = [&](std::size_t last) {
        for (; part < last; ++part)
            sketch[part + 1] = std::max(sketch[part + 1], size);
    };
    for (const DepthStep& step : columns.depths()[longest]) {
        const auto at = static_cast<std::size_t>(static_cast<double>(step.atNs) / perPart);
        fillUpTo(std::min(at, sketch.size() - 1));
        size = step.size / reach;
        sketch[part] = std::max(sketch[part], size);
    }
    fillUpTo(sketch.size() - 1);
    return {std::move(sketch), reach};
}

namespace {

/// What a state counts for in a sketch: a task that is there is seen, one that waits more so, and one that is
/// at work most of all.
double weightOf(TaskState state)
{
    switch (state) {
    case TaskState::NotStarted:
    case TaskState::Ended:
        return 0;
    case TaskState::Ready:
    case TaskState::Sleeping:
        return 0.25;
    case TaskState::PutWait:
    case TaskState::GetWait:
    case TaskState::JoinWait:
    case TaskState::AwaitWait:
    case TaskState::FlagWait:
        return 0.5;
    case TaskState::Running:
    case TaskState::Working:
    case TaskState::Offloaded:
        return 1;
    }
    return 0;
}

std::vector<double> sketchOf(const Lane& lane, std::int64_t endNs, int parts)
{
    std::vector<double> shares(static_cast<std::size_t>(parts));
    const double perPart = static_cast<double>(endNs) / parts;
    const auto add = [&](const Span& span) {
        const double weight = weightOf(span.state);
        const double from = static_cast<double>(span.startNs) / perPart,
                     to = static_cast<double>(std::min(span.endNs, endNs)) / perPart;
        for (double part = std::floor(from); part < std::min<double>(to, parts); ++part) {
            double& share = shares[static_cast<std::size_t>(part)];
            share = std::min(1.0, share + weight * (std::min(to, part + 1) - std::max(from, part)));
        }
    };
    for (const Span& span : lane.spans)
        add(span);
    if (const auto open = lane.openUntil(endNs)) add(*open);
    return shares;
}

double changeIn(const std::vector<double>& shares)
{
    double change = shares.front();
    for (std::size_t i = 1; i < shares.size(); ++i)
        change += std::abs(shares[i] - shares[i - 1]);
    return change;
}

} // namespace

std::vector<double> laneSketch(const Columns& columns, std::int64_t endNs, int parts, int lanes)
{
    constexpr std::size_t mostLookedAt = 64;
    if (endNs <= 0 || parts <= 0) return {};
    std::vector<std::vector<double>> sketches;
    for (std::size_t task = 0; task < std::min(mostLookedAt, columns.lanes().size()); ++task) {
        std::vector<double> shares = sketchOf(columns.lanes()[task], endNs, parts);
        if (changeIn(shares) > 0) sketches.push_back(std::move(shares));
    }
    while (sketches.size() > static_cast<std::size_t>(std::max(0, lanes)))
        sketches.erase(std::ranges::min_element(sketches, {}, changeIn));
    std::vector<double> sketch;
    for (const std::vector<double>& shares : sketches)
        sketch.insert(sketch.end(), shares.begin(), shares.end());
    return sketch;
}

RunSketch runSketch(const Columns& columns, std::int64_t endNs, int parts)
{
    constexpr int mostLanes = 4; // more would be thinner than a pixel or two
    DepthSketch depth = depthSketch(columns, endNs, parts);
    if (!depth.shares.empty()) return {std::move(depth.shares), 1, depth.reach};
    RunSketch sketch;
    sketch.shares = laneSketch(columns, endNs, parts, mostLanes);
    sketch.rows = std::max(1, static_cast<int>(sketch.shares.size()) / std::max(1, parts));
    return sketch;
}

} // namespace sojourn
