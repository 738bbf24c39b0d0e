// Any bytes are a recording or a sentence; never a crash, never endless. What was read can be walked and
// written again.
#include "formats/export_format.h"
#include "formats/import/byte_source.h"
#include "formats/import/read_recording.h"
#include "trace/replay.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace sojourn;

namespace {

void demand(bool holds, const char* what, const std::string& detail = {})
{
    if (holds) return;
    std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
    std::abort();
}

void checkLanes(const Recording& recording)
{
    const RunInfo& info = *recording.info;
    const Columns& columns = *recording.columns;
    demand(columns.lanes().size() == info.taskCount() && columns.depths().size() == info.queues.size(),
           "sizes");
    for (std::uint32_t task = 0; task < info.taskCount(); ++task) {
        demand(info.groupOfTask[task] < info.groups.size(), "a group");
        demand(info.indexInGroup(task) < info.groups[info.groupOfTask[task]].taskCount,
               "an index in a group");
        (void)info.taskName(task);
        std::int64_t before = 0;
        for (const Span& span : columns.lanes()[task].spans) {
            demand(span.startNs >= before && span.endNs > span.startNs, "spans in order",
                   info.taskName(task));
            demand(!span.isNamed() || span.item < info.spanNames.size(), "a name");
            before = span.endNs;
        }
        demand(before <= columns.lastNs(), "the end");
    }
}

void checkVisits(const Recording& recording)
{
    const RunInfo& info = *recording.info;
    const Columns& columns = *recording.columns;
    for (const Visit& visit : columns.visits()) {
        demand(visit.item < columns.items().size() && visit.queue < info.queues.size(), "an item in a queue");
        demand(visit.producer == noTask || visit.producer < info.taskCount(), "a producer");
        demand(visit.consumer == noTask || visit.consumer < info.taskCount(), "a consumer");
    }
    for (std::uint32_t item = 0; item < columns.items().size(); ++item) {
        demand(columns.items()[item].firstVisit < columns.visits().size(), "an item without a visit");
        (void)columns.sojournNs(item);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ImportProgress progress;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const ReadRecording read = readRecording(std::make_unique<MemorySource>(bytes), "input", progress);
    if (!read.recording) {
        demand(!read.problem.empty() && read.problem.find('\n') == std::string::npos, "no sentence",
               read.problem);
        return 0;
    }
    const Recording& recording = *read.recording;
    checkLanes(recording);
    checkVisits(recording);
    for (const ImportFinding& finding : recording.report.findings) {
        demand(!finding.sentence.empty() && finding.count > 0, "a finding");
        (void)finding.place(*recording.info);
    }
    for (const ExportFormat& format : exportFormats()) {
        if (format.needsEvents && recording.log->size() == 0) continue;
        TextSink sink;
        format.write({*recording.columns, recording.end}, sink);
        demand(!sink.text().empty(), "nothing written");
    }
    if (recording.log->size() > 0) {
        Replay replay(recording.info, recording.log);
        replay.seekEvents(recording.log->size());
        replay.seekEvents(recording.log->size() / 2);
    }
    return 0;
}
