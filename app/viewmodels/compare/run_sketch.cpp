#include "viewmodels/compare/run_sketch.h"

#include <algorithm>

namespace sojourn {

std::vector<double> depthSketch(const Columns& columns, std::int64_t endNs, int parts)
{
    const std::vector<DepthStep>* longest = nullptr;
    std::uint32_t most = 0;
    for (const std::vector<DepthStep>& steps : columns.depths()) {
        for (const DepthStep& step : steps) {
            if (step.size <= most) continue;
            most = step.size;
            longest = &steps;
        }
    }
    if (longest == nullptr || endNs <= 0 || parts <= 0) return {};
    std::vector<double> sketch(static_cast<std::size_t>(parts));
    const double perPart = static_cast<double>(endNs) / parts;
    std::size_t part = 0;
    double size = 0;
    const auto fillUpTo = [&](std::size_t last) {
        for (; part < last; ++part)
            sketch[part + 1] = std::max(sketch[part + 1], size);
    };
    for (const DepthStep& step : *longest) {
        const auto at = static_cast<std::size_t>(static_cast<double>(step.atNs) / perPart);
        fillUpTo(std::min(at, sketch.size() - 1));
        size = static_cast<double>(step.size) / most;
        sketch[part] = std::max(sketch[part], size);
    }
    fillUpTo(sketch.size() - 1);
    return sketch;
}

std::vector<double> laneSketch(const Columns& columns, std::int64_t endNs, int parts, int lanes)
{
    const std::size_t count = std::min(columns.lanes().size(), static_cast<std::size_t>(std::max(0, lanes)));
    if (count == 0 || endNs <= 0 || parts <= 0) return {};
    const auto width = static_cast<std::size_t>(parts);
    std::vector<double> sketch(count * width);
    const double perPart = static_cast<double>(endNs) / parts;
    bool anyThere = false;
    for (std::size_t row = 0; row < count; ++row) {
        const auto add = [&](const Span& span) {
            const bool isAway = span.state == TaskState::NotStarted || span.state == TaskState::Ended;
            if (isAway || span.endNs <= span.startNs) return;
            anyThere = true;
            const bool isBusy = span.state == TaskState::Running || span.state == TaskState::Working ||
                                span.state == TaskState::Offloaded;
            const double from = static_cast<double>(span.startNs) / perPart,
                         to = static_cast<double>(std::min(span.endNs, endNs)) / perPart;
            for (auto part = static_cast<std::size_t>(from); part < width && static_cast<double>(part) < to;
                 ++part) {
                const auto begin = static_cast<double>(part);
                const double share = std::min(to, begin + 1) - std::max(from, begin);
                double& sum = sketch[row * width + part];
                sum = std::min(1.0, sum + share * (isBusy ? 1.0 : 0.5));
            }
        };
        const Lane& lane = columns.lanes()[row];
        for (const Span& span : lane.spans)
            add(span);
        if (const auto open = lane.openUntil(endNs)) add(*open);
    }
    return anyThere ? sketch : std::vector<double>();
}

RunSketch runSketch(const Columns& columns, std::int64_t endNs, int parts)
{
    constexpr int mostLanes = 4; // more would be thinner than a pixel or two
    RunSketch sketch{depthSketch(columns, endNs, parts), 1};
    if (!sketch.shares.empty()) return sketch;
    sketch.shares = laneSketch(columns, endNs, parts, mostLanes);
    sketch.rows = std::max(1, static_cast<int>(sketch.shares.size()) / std::max(1, parts));
    return sketch;
}

} // namespace sojourn
