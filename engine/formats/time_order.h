// Everything of a timeline in order of time, for formats that list it so.
#pragma once

#include "formats/flow_ends.h"
#include "formats/time_merge.h"
#include "trace/columns.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// The instants of a lane or the steps of a counter, from the next one on.
template <class Row> struct RowsLeft
{
    std::uint32_t of; ///< the lane's or the counter's number
    const Row* next;
    const Row* end;

    RowsLeft(std::size_t number, const std::vector<Row>& rows)
        : of(static_cast<std::uint32_t>(number))
        , next(rows.data())
        , end(rows.data() + rows.size())
    {
    }
    std::int64_t ns() const { return next == end ? TimeMerge::over : next->atNs; }
};

/// Tells `writer` of each event of a timeline in order of time: of one instant spans first, then instants,
/// counters and flows. `spans` are the sources of spans, be it lanes or rows of them.
/// Needs memory for the sources alone.
template <class Spans, class Writer>
void writeInOrderOfTime(const Columns& columns, std::vector<Spans>& spans, FlowEnds& flows, Writer& writer)
{
    std::vector<RowsLeft<Mark>> instants;
    for (std::size_t task = 0; task < columns.lanes().size(); ++task)
        if (columns.lanes()[task].hasInstants()) instants.emplace_back(task, columns.lanes()[task].marks);
    std::vector<RowsLeft<DepthStep>> counters;
    for (std::size_t queue = 0; queue < columns.depths().size(); ++queue)
        counters.emplace_back(queue, columns.depths()[queue]);

    std::vector<std::int64_t> first;
    const auto add = [&first](const auto& sources) {
        for (const auto& source : sources)
            first.push_back(source.ns());
        return first.size();
    };
    const std::size_t spansEnd = add(spans), instantsEnd = add(instants), countersEnd = add(counters);
    first.push_back(flows.ns());

    for (TimeMerge merge(first); !merge.isOver();) {
        const std::size_t source = merge.source();
        if (source < spansEnd) {
            Spans& each = spans[source];
            writer.writeSpan(source, each.next());
            each.advance();
            merge.moveTo(each.ns());
        } else if (source < instantsEnd) {
            RowsLeft<Mark>& each = instants[source - spansEnd];
            writer.writeInstant(each.of, *each.next++);
            merge.moveTo(each.ns());
        } else if (source < countersEnd) {
            RowsLeft<DepthStep>& each = counters[source - instantsEnd];
            writer.writeStep(each.of, *each.next++);
            merge.moveTo(each.ns());
        } else {
            writer.writeFlowEnd(flows.take());
            merge.moveTo(flows.ns());
        }
    }
}

} // namespace sojourn
