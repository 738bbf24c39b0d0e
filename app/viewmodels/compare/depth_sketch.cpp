#include "viewmodels/compare/depth_sketch.h"

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

} // namespace sojourn
