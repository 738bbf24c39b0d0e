#include "formats/import/flow_points.h"

#include <algorithm>
#include <utility>

namespace sojourn {

LinkedFlows linkedFlows(std::vector<FlowPoint>& points)
{
    std::ranges::stable_sort(points, {},
                             [](const FlowPoint& point) { return std::pair(point.key, point.instantNs()); });
    LinkedFlows linked;
    const FlowPoint* open = nullptr; // the latest point of a flow that has not ended
    bool isUsed = false;             // an arrow leaves or reaches it
    std::uint64_t flows = 0;
    const auto close = [&] {
        if (open && !isUsed) linked.alone.push_back(open);
        open = nullptr;
    };
    for (const FlowPoint& point : points) {
        if (open && (open->key != point.key || point.kind == FlowPoint::Kind::Begin)) close();
        const bool isFirst = !open && point.kind == FlowPoint::Kind::BeginOrStep;
        if (isFirst || point.kind == FlowPoint::Kind::Begin) {
            open = &point;
            isUsed = false;
            ++flows;
        } else if (!open) {
            linked.alone.push_back(&point);
        } else {
            linked.hops.push_back({open, &point, flows});
            open = point.kind == FlowPoint::Kind::End ? nullptr : &point;
            isUsed = true;
        }
    }
    close();
    return linked;
}

} // namespace sojourn
