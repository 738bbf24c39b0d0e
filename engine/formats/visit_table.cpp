#include "formats/visit_table.h"

#include "formats/csv.h"
#include "formats/json_text.h"
#include "time/time.h"
#include "trace/payload.h"

#include <cstdint>
#include <string>

namespace sojourn {

namespace {

void writeInstant(Sink& sink, std::int64_t ns)
{
    sink.write(',');
    if (ns != notYet) sink.wrote(writeNineDecimals(sink.room(24), ns));
}

/// From one instant to another; nothing when either has not come.
void writeLength(Sink& sink, std::int64_t fromNs, std::int64_t toNs)
{
    writeInstant(sink, fromNs == notYet || toNs == notYet ? notYet : toNs - fromNs);
}

void writeTask(Sink& sink, const RunInfo& info, std::uint32_t task)
{
    sink.write(',');
    if (task != noTask) sink.write(csvCell(info.taskName(task)));
}

void writeVisit(Sink& sink, const Columns& columns, const Visit& visit)
{
    const RunInfo& info = columns.info();
    writeWhole(sink, visit.item);
    sink.write(',');
    sink.write(csvCell(columns.payloadText(visit)));
    sink.write(',');
    sink.write(csvCell(info.queues[visit.queue].name));
    writeTask(sink, info, visit.producer);
    writeTask(sink, info, visit.consumer);
    writeInstant(sink, columns.items()[visit.item].createdNs);
    writeInstant(sink, visit.enqueuedNs);
    writeInstant(sink, visit.dequeuedNs);
    writeInstant(sink, visit.doneNs);
    // A put without a wait waited for 0; a wait that no put ended has no length yet.
    writeLength(sink, visit.putWaitNs == notYet ? visit.enqueuedNs : visit.putWaitNs, visit.enqueuedNs);
    writeLength(sink, visit.enqueuedNs, visit.dequeuedNs);
    writeLength(sink, visit.dequeuedNs, visit.doneNs);
    writeInstant(sink, columns.sojournNs(visit.item));
    sink.write("\r\n");
}

} // namespace

void writeVisitTable(const Timeline& timeline, Sink& sink)
{
    sink.write("item,value,queue,producer,consumer,created_s,enqueued_s,dequeued_s,done_s,"
               "put_wait_s,wait_s,service_s,sojourn_s\r\n");
    const Columns& columns = timeline.columns;
    for (const std::uint32_t visit : columns.visitsInOrderOfPutting())
        writeVisit(sink, columns, columns.visits()[visit]);
}

} // namespace sojourn
