#include "cli/doctor_report.h"

#include "cli/usage_error.h"
#include "formats/json_object.h"
#include "formats/json_text.h"
#include "formats/listed.h"
#include "formats/not_written.h"
#include "time/time.h"
#include "trace/grouped.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sojourn::cli {

namespace {

std::uint64_t spansOf(const Recording& recording)
{
    return recording.columns->spanCount(recording.columns->endNs(recording.end));
}

std::string counted(std::uint64_t number, const char* thing)
{
    return grouped(number) + ' ' + thing + (number == 1 ? "" : "s");
}

/// Of what another program told nothing says how many events are left in a damaged session.
std::string eventsOf(const Recording& recording)
{
    const bool isAsReadFirst = recording.log->size() == 0 && recording.format.ends_with(", session");
    return counted(recording.report.events, "event") +
           (isAsReadFirst && !recording.report.isSound() ? " when it was first read" : "");
}

std::string findingJson(const ImportFinding& finding, const RunInfo& info)
{
    std::string text;
    JsonObject object(text);
    object.text("fault", importFaultName(finding.fault));
    object.text("effect", importEffectName(finding.effect));
    object.whole("count", finding.count);
    const auto byteOrNull = [](std::int64_t byte) { return byte < 0 ? "null" : std::to_string(byte); };
    object.field("byte") += byteOrNull(finding.firstByte);
    object.field("byte_of") += finding.firstByte < 0 ? "null" : jsonString(bytesOfName(finding.bytesOf));
    object.field("unpacked_byte") += byteOrNull(finding.firstUnpacked);
    object.field("at_s") += finding.firstNs == notYet ? "null" : exactSeconds(finding.firstNs);
    object.field("task") +=
        finding.firstTask == noTask ? "null" : jsonString(info.taskName(finding.firstTask));
    object.text("sentence", finding.sentence);
    object.end();
    return text;
}

} // namespace

std::string doctorText(const std::string& path, const Recording& recording)
{
    const Columns& columns = *recording.columns;
    const std::uint64_t instants = columns.instantCount();
    std::string text =
        onOneLine(path) + ": " + recording.format + ", " + eventsOf(recording) + ", " +
        counted(spansOf(recording), "span") + " on " + counted(columns.lanes().size(), "lane") + ", " +
        (instants == 0 ? "" : counted(instants, "instant") + ", ") + counted(columns.itemCount(), "item") +
        ", " + counted(recording.info->queues.size(), "queue") + ", " +
        humanDuration(recording.end.at.time_since_epoch()) + '\n';
    const std::vector<std::string>& notKept = recording.report.notKept;
    if (recording.report.findings.empty())
        text += notKept.empty() ? "nothing is wrong with it, and nothing is left out\n"
                                : "nothing is wrong with it\n";
    if (!notKept.empty()) text += "not kept, as in every recording here: " + listed(notKept) + '\n';
    if (const std::vector<std::string> kept = keptInSessionsOnly(recording); !kept.empty())
        text += "kept in sessions only: " + listed(kept) + '\n';
    for (const ImportFinding& finding : recording.report.findings) {
        text += std::string("- ") + onOneLine(finding.sentence) + '\n';
        const std::string place = finding.place(*recording.info);
        if (!place.empty())
            text += std::string("  ") + (finding.count > 1 ? "first: " : "") + onOneLine(place) + '\n';
    }
    return text;
}

std::string doctorJson(const std::string& path, const Recording& recording)
{
    const Columns& columns = *recording.columns;
    std::string text;
    JsonObject object(text);
    object.text("file", path);
    object.field("sound") += recording.report.isSound() ? "true" : "false";
    object.text("format", recording.format);
    object.whole("events", recording.report.events);
    object.whole("spans", spansOf(recording));
    object.whole("instants", columns.instantCount());
    object.whole("lanes", columns.lanes().size());
    object.whole("items", columns.itemCount());
    object.whole("queues", recording.info->queues.size());
    object.field("length_s") += exactSeconds(nanoseconds(recording.end.at));
    object.whole("left_out", recording.report.leftOut());
    object.texts("not_kept", recording.report.notKept);
    object.texts("kept_in_sessions_only", keptInSessionsOnly(recording));
    std::string& findings = object.field("findings");
    findings += '[';
    for (const ImportFinding& finding : recording.report.findings) {
        if (findings.back() != '[') findings += ", ";
        findings += findingJson(finding, *recording.info);
    }
    findings += ']';
    object.end();
    return text + '\n';
}

} // namespace sojourn::cli
