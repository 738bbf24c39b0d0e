#include "viewmodels/compare/run_sketch.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace sojourn {

namespace {

/// As the timeline's axis of lengths, which is rounded up since it is labelled.
double reachOf(std::uint64_t capacity, std::uint32_t most)
{
    const std::uint64_t least = std::max(4u, most);
    return static_cast<double>(capacity < most || capacity > 4 * least ? least : capacity);
}

/// Calls `visit(fromNs, toNs, size)` for each level that holds for a time: a visit that ends in the instant
/// in which it begins is no one who waits.
void eachLevel(const std::vector<DepthStep>& steps, std::int64_t endNs, const auto& visit)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::int64_t toNs = i + 1 < steps.size() ? std::min(endNs, steps[i + 1].atNs) : endNs;
        if (toNs > steps[i].atNs) visit(steps[i].atNs, toNs, steps[i].size);
    }
}

/// Adds what holds in [fromNs, toNs) to the parts that it lies in, by the share of each that it takes.
void spread(std::vector<double>& shares, double perPart, std::int64_t fromNs, std::int64_t toNs,
            double weight)
{
    const double from = static_cast<double>(fromNs) / perPart, to = static_cast<double>(toNs) / perPart;
    for (double part = std::floor(from); part < std::min(to, static_cast<double>(shares.size())); ++part) {
        double& share = shares[static_cast<std::size_t>(part)];
        share = std::min(1.0, share + weight * (std::min(to, part + 1) - std::max(from, part)));
    }
}

} // namespace

DepthSketch depthSketch(const Columns& columns, std::int64_t endNs, int parts)
{
    if (endNs <= 0 || parts <= 0) return {};
    std::optional<std::size_t> longest; // of those that ever held anything, if only for an instant
    std::uint32_t most = 0;
    for (std::size_t queue = 0; queue < columns.depths().size(); ++queue) {
        if (!longest && !columns.depths()[queue].empty()) longest = queue;
        eachLevel(columns.depths()[queue], endNs, [&](std::int64_t, std::int64_t, std::uint32_t size) {
            if (size <= most) return;
            most = size;
            longest = queue;
        });
    }
    if (!longest) return {};
    const double reach = reachOf(columns.info().queues[*longest].capacity, most);
    std::vector<double> sketch(static_cast<std::size_t>(parts));
    const double perPart = static_cast<double>(endNs) / parts;
    eachLevel(columns.depths()[*longest], endNs,
              [&](std::int64_t fromNs, std::int64_t toNs, std::uint32_t size) {
                  spread(sketch, perPart, fromNs, toNs, size / reach);
              });
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
        spread(shares, perPart, span.startNs, std::min(span.endNs, endNs), weightOf(span.state));
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
