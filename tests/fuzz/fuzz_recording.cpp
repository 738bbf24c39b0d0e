// Any bytes are a recording or a sentence; never a crash, never endless. What was read can be walked and
// written again. Compiled once for each reader, which SOJOURN_FUZZ_READER names: inputs that another one
// would read are not kept.
#include "formats/export_format.h"
#include "formats/import/byte_source.h"
#include "formats/import/cpu_profile.h"
#include "formats/import/read_recording.h"
#include "formats/session/session_layout.h"
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
        before = 0;
        for (const Mark& mark : columns.lanes()[task].marks) {
            demand(mark.atNs >= before, "marks in order", info.taskName(task));
            demand(mark.isNamed() == columns.lanes()[task].hasInstants(), "marks of a kind");
            demand(!mark.isNamed() || mark.item < info.spanNames.size(), "a mark's name");
            before = mark.atNs;
        }
        demand(before <= columns.lastNs(), "the last mark");
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
    std::size_t count = 0;
    for (std::uint32_t item = 0; item < columns.items().size(); ++item) {
        (void)columns.sojournNs(item);
        if (!columns.hasItem(item)) continue;
        demand(columns.items()[item].firstVisit < columns.visits().size(), "an item without a visit");
        ++count;
    }
    demand(count == columns.itemCount(), "items that there are");
    demand(columns.items().size() <= 65'537 + 16 * columns.visits().size(), "room for numbers of nobody");
}

enum class Reader { Chrome, EventList, Perfetto, Profile, Packed, Session };
constexpr Reader fuzzed = Reader::SOJOURN_FUZZ_READER;

/// Whether these bytes are of the reader's kind. Of a session the head is put before them.
bool isOfItsKind(std::string& bytes)
{
    switch (fuzzed) {
    case Reader::Chrome:
        return bytes.find_first_of("[{") != std::string::npos;
    case Reader::EventList:
        return bytes.starts_with("{\"t\":");
    case Reader::Perfetto:
        return bytes.starts_with('\n');
    case Reader::Profile:
        return isCpuProfile(bytes);
    case Reader::Packed:
        return bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD");
    case Reader::Session:
        bytes.replace(0, session::headBytes, session::fileHead());
        return true;
    }
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string bytes(reinterpret_cast<const char*>(data), size);
    if (!isOfItsKind(bytes)) return -1;
    const ImportProgress progress;
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
        format.write({*recording.columns, recording.end, &recording.context, &recording}, sink);
        demand(!sink.text().empty(), "nothing written");
    }
    if (recording.log->size() > 0) {
        Replay replay(recording.info, recording.log);
        replay.seekEvents(recording.log->size());
        replay.seekEvents(recording.log->size() / 2);
    }
    return 0;
}
