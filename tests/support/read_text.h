// Recordings read from texts that stand in a test.
#pragma once

#include "formats/import/byte_source.h"
#include "formats/import/read_recording.h"

#include <memory>
#include <string>
#include <string_view>

namespace sojourn::test {

inline ReadRecording readText(std::string_view text, const std::string& name = "trace.json")
{
    const ImportProgress progress;
    return readRecording(std::make_unique<MemorySource>(text), name, progress);
}

/// The spans of all lanes, a line each: "lane: name 1000-2000", in nanoseconds.
inline std::string lanesOf(const Recording& recording)
{
    std::string text;
    for (std::uint32_t task = 0; task < recording.columns->lanes().size(); ++task) {
        for (const Span& span : recording.columns->lanes()[task].spans) {
            const std::string name =
                span.isNamed() ? recording.info->spanNames[span.item] : taskStateName(span.state);
            text += recording.info->taskName(task) + ": " + name + ' ' + std::to_string(span.startNs) + '-' +
                    std::to_string(span.endNs) + '\n';
        }
    }
    return text;
}
/// lanesOf() what a text is read as; its problem behind a ! when it is not.
inline std::string lanesOf(std::string_view text)
{
    const ReadRecording read = readText(text);
    return read.recording ? lanesOf(*read.recording) : "!" + read.problem;
}

/// The instants of all lanes, likewise: "lane: name 1000".
inline std::string instantsOf(const Recording& recording)
{
    std::string text;
    for (std::uint32_t task = 0; task < recording.columns->lanes().size(); ++task) {
        const Lane& lane = recording.columns->lanes()[task];
        if (!lane.hasInstants()) continue;
        for (const Mark& mark : lane.marks)
            text += recording.info->taskName(task) + ": " + recording.info->spanNames[mark.item] + ' ' +
                    std::to_string(mark.atNs) + '\n';
    }
    return text;
}
/// instantsOf() what a text is read as; its problem behind a ! when it is not.
inline std::string instantsOf(std::string_view text)
{
    const ReadRecording read = readText(text);
    return read.recording ? instantsOf(*read.recording) : "!" + read.problem;
}

/// The sentences of the findings, a line each; the problem behind a ! where nothing was read.
inline std::string sentencesOf(const ReadRecording& read)
{
    if (!read.recording) return "!" + read.problem;
    std::string sentences;
    for (const ImportFinding& finding : read.recording->report.findings)
        sentences += finding.sentence + '\n';
    return sentences;
}
/// Likewise with their first places: "a span never ends; … [byte 12]".
inline std::string toldOf(std::string_view text)
{
    const ReadRecording read = readText(text);
    if (!read.recording) return "!" + read.problem;
    std::string lines;
    for (const ImportFinding& finding : read.recording->report.findings)
        lines += finding.sentence + " [" + finding.place(*read.recording->info) + "]\n";
    return lines;
}

/// The findings, a line each: "unclosed, mended: 1 at byte 12".
inline std::string findingsOf(std::string_view text)
{
    const ReadRecording read = readText(text);
    if (!read.recording) return "!" + read.problem;
    std::string lines;
    for (const ImportFinding& finding : read.recording->report.findings)
        lines += std::string(importFaultName(finding.fault)) + ", " + importEffectName(finding.effect) +
                 ": " + std::to_string(finding.count) + '\n';
    return lines;
}

} // namespace sojourn::test
