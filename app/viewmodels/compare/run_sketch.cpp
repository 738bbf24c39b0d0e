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

/// What holds over time, in equal parts of [0, endNs). It is told in the order of time, so that the part that
/// is being filled goes along, and only a part costs a division.
class Parts
{
public:
    Parts(std::int64_t endNs, int parts)
        : m_perPart(static_cast<double>(endNs) / parts)
        , m_partEnd(m_perPart)
        , m_sums(static_cast<std::size_t>(parts))
    {
    }
    /// [fromNs, toNs) with that weight.
    void add(std::int64_t fromNs, std::int64_t toNs, double weight)
    {
        auto from = static_cast<double>(fromNs);
        const auto to = static_cast<double>(toNs);
        while (from >= m_partEnd && m_part + 1 < m_sums.size())
            next();
        while (to > m_partEnd && m_part + 1 < m_sums.size()) {
            m_sums[m_part] += weight * (m_partEnd - from);
            from = m_partEnd;
            next();
        }
        m_sums[m_part] += weight * (to - from);
    }
    /// The mean weight in each part as a share of `reach`, 0..1.
    std::vector<double> shares(double reach) &&
    {
        for (double& sum : m_sums)
            sum = std::min(1.0, sum / (m_perPart * reach));
        return std::move(m_sums);
    }

private:
    void next()
    {
        ++m_part;
        m_partEnd = m_perPart * static_cast<double>(m_part + 1);
    }

    double m_perPart;
    double m_partEnd; // of the part that is being filled
    std::size_t m_part = 0;
    std::vector<double> m_sums; // weight × ns
};

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
    Parts sketch(endNs, parts);
    eachLevel(
        columns.depths()[*longest], endNs,
        [&](std::int64_t fromNs, std::int64_t toNs, std::uint32_t size) { sketch.add(fromNs, toNs, size); });
    return {std::move(sketch).shares(reach), reach};
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
    Parts sketch(endNs, parts);
    const auto add = [&](const Span& span) {
        const std::int64_t toNs = std::min(span.endNs, endNs);
        if (toNs > span.startNs) sketch.add(span.startNs, toNs, weightOf(span.state));
    };
    for (const Span& span : lane.spans)
        add(span);
    if (const auto open = lane.openUntil(endNs)) add(*open);
    return std::move(sketch).shares(1);
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
