#include "formats/import/read_recording.h"

#include "formats/import/byte_source.h"
#include "formats/import/chrome_reader.h"
#include "formats/import/cpu_profile.h"
#include "formats/import/event_list_reader.h"
#include "formats/import/lost_beginning.h"
#include "formats/import/perfetto_reader.h"
#include "formats/import/session_reader.h"
#include "formats/import/text_window.h"
#include "formats/import/trace_assembler.h"
#include "formats/import/zero_stretches.h"
#include "formats/output_file.h"
#include "formats/varint.h"
#include "trace/grouped.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

constexpr std::string_view known =
    "this program opens Chrome traces (JSON), Perfetto traces, V8's profiles, its own "
    "sessions and event lists (JSON Lines), plain or packed with "
    "gzip or zstd";

/// The file's name without its folder and endings. A pipe's is a number, which says nothing.
std::string titleOf(const std::string& path)
{
    if (descriptorOf(path) >= 0) return "pipe";
    const std::string name = path.substr(path.find_last_of('/') + 1);
    const std::size_t dot = name.find('.', 1);
    return name.substr(0, dot);
}

std::string_view firstToken(const TextWindow& window)
{
    std::string_view text(window.begin(), static_cast<std::size_t>(window.end() - window.begin()));
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return text;
}

bool isScenario(std::string_view text)
{
    return text.substr(0, 4096).find("\"sojourn-scenario\"") != std::string_view::npos;
}

bool isSpeedscope(std::string_view text)
{
    return text.substr(0, 4096).find("speedscope.app/file-format-schema") != std::string_view::npos;
}

/// Why a text that begins with neither of JSON's brackets cannot be read.
std::string unknownText(std::string_view bytes, const std::string& name)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return name + " is not text in UTF-8, but looks like UTF-16; saved in UTF-8 it can be read";
    if (bytes.find('\0') != std::string_view::npos)
        return name + " is not text, and no recording that is known here; " + std::string(known);
    return name + " is no recording that is known here, and no scenario, which begins with \"{\"; " +
           std::string(known);
}

/// What ended a text before its time belongs to the report, and how much was read until then; 0: that is said
/// elsewhere.
void noteBreak(const ByteSource& source, const TextWindow& window, ImportFindings& findings,
               std::uint64_t events = 0)
{
    if (!source.problem().empty() && !findings.has(ImportFault::CutShort))
        findings.add(ImportFault::CutShort, ImportEffect::Noted,
                     static_cast<std::int64_t>(window.offsetOf(window.end())));
    if (!source.problem().empty()) findings.explain(ImportFault::CutShort, source.problem());
    if (events > 0 && findings.has(ImportFault::CutShort))
        findings.explainFurther(ImportFault::CutShort,
                                grouped(events) + (events == 1 ? " event was read" : " events were read"));
}

constexpr OwnFinding wrongChecksum{
    ImportFault::Unreadable,
    ImportEffect::Noted,
    "the checksum of the packed data is wrong: something in them was changed",
    "checksums of the packed data are wrong: something in them was changed",
    "all that they unpack to was read",
    "all that they unpack to was read",
};
constexpr OwnFinding behindPacked{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "what stands behind the packed data is no part of them",
    "things stand behind the packed data",
    "it is left out",
    "they are left out",
};

/// What is wrong with a packed file that could be unpacked all the same, at bytes of the file itself.
void notePacking(ByteSource& packed, const ImportProgress& progress, ImportReport& report)
{
    // A reader that came to the end of its recording may have left some; checksums stand at the very end.
    std::vector<char> rest(std::size_t{1} << 16);
    while (!progress.isCancelled && packed.read(rest.data(), rest.size()) > 0) {
    }
    const PackedFaults& faults = packed.packedFaults();
    ImportFindings findings;
    findings.add(wrongChecksum, faults.firstWrongChecksum, notYet, noTask, faults.wrongChecksums);
    if (faults.restBytes > 0) {
        findings.add(behindPacked, faults.restAt);
        findings.explain(behindPacked,
                         grouped(faults.restBytes) + (faults.restBytes == 1 ? " byte" : " bytes"));
    }
    std::ranges::move(findings.made(0, {}), std::back_inserter(report.findings));
    std::ranges::stable_sort(report.findings, {}, &ImportFinding::fault);
}

bool isBare(const Columns& columns)
{
    return columns.instantCount() == 0 && columns.items().empty() &&
           std::ranges::all_of(columns.lanes(), [](const Lane& lane) { return lane.spans.empty(); }) &&
           std::ranges::all_of(columns.depths(), [](const auto& steps) { return steps.empty(); });
}

/// The recording, or why there is nothing in it to look at.
ReadRecording unlessBare(Recording recording, const std::string& name)
{
    if (!isBare(*recording.columns)) return {std::move(recording), {}};
    const std::vector<ImportFinding>& findings = recording.report.findings;
    const std::string place = findings.empty() ? std::string() : findings.front().place(*recording.info);
    return {{},
            name + " holds nothing that can be shown" +
                (findings.empty() ? "" : ": " + findings.front().sentence) +
                (place.empty() ? "" : " [" + place + "]")};
}

/// The end of a sentence, where there is a reason.
std::string because(const std::string& reason)
{
    return reason.empty() ? reason : ": " + reason;
}

/// A reading under way: what is read, what it is called, and who watches.
struct Reading
{
    const ByteSource& source;
    TextWindow& window;
    const std::string& name;
    const ImportProgress& progress;
};

/// What is damaged in a file that no recording was made of, with its place, as the end of a sentence.
std::string damageIn(ImportFindings& findings, std::optional<ImportFault> fault = {})
{
    for (const ImportFinding& finding : findings.made(0, {})) {
        if (!finding.isDamage() || (fault && finding.fault != *fault)) continue;
        const std::string place = finding.place({});
        return ": " + finding.sentence + (place.empty() ? "" : " [" + place + "]");
    }
    return {};
}

/// `isRest`: its beginning is lost.
ReadRecording readChrome(const Reading& at, bool isRest)
{
    TraceAssembler told;
    ChromeReader reader(at.window, at.progress, told);
    if (isRest)
        reader.readRest();
    else if (!reader.read())
        return {{},
                at.name + " is JSON, but no trace: " + reader.whyNone() + because(reader.nesting()) + "; " +
                    std::string(known)};
    if (at.progress.isCancelled) return {};
    if (reader.events() == 0) {
        std::string why = because(reader.nesting());
        if (why.empty()) why = damageIn(told.findings(), ImportFault::Unreadable);
        if (why.empty() && told.findings().has(ImportFault::CutShort))
            why = because("the file ends before the first one");
        return {{}, "there is no event in " + at.name + why};
    }
    noteBreak(at.source, at.window, told.findings(), reader.events());
    RunInfo info;
    info.scenario = reader.scenario().empty() ? titleOf(at.name) : reader.scenario();
    info.seed = reader.seed();
    if (!reader.counters().empty()) told.placeCounters(reader.counters());
    Recording recording = told.finish(std::move(info), reader.isOurs());
    recording.isRunKnown = !reader.scenario().empty();
    recording.format = "Chrome trace";
    recording.report.events = reader.events();
    return unlessBare(std::move(recording), at.name);
}

constexpr OwnFinding behindProfile{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "what stands behind the end of the profile is no part of it",
    "things stand behind the end of the profile",
    "it is left out",
    "they are left out",
};

/// What stands behind a profile, a text from its beginning; zeros fill up the blocks of some archives.
void noteBehind(std::string_view profile, ImportFindings& findings)
{
    JsonCursor cursor{profile.data(), profile.data() + profile.size(), false};
    cursor.skipSpace();
    if (cursor.isOver() || *cursor.at != '{' || cursor.skipValue() != Scan::Done) return;
    const std::size_t end = static_cast<std::size_t>(cursor.at - profile.data());
    const std::size_t rest = profile.find_first_not_of(std::string_view(" \t\r\n\0", 5), end);
    if (rest != std::string_view::npos) findings.add(behindProfile, static_cast<std::int64_t>(rest));
}

/// A profile's parts stand one behind another, so that all of it is needed at once.
ReadRecording readProfile(const Reading& at)
{
    while (!at.progress.isCancelled && at.window.refill(at.window.begin())) {
    }
    if (at.progress.isCancelled) return {};
    if (!at.window.isAtEnd())
        return {{},
                at.name + " is a profile of more than " + std::to_string(TextWindow::mostBytes >> 20) +
                    " MB"};
    TraceAssembler told;
    std::uint64_t samples = 0;
    const bool isWhole = readCpuProfile({at.window.begin(), at.window.end()}, told, at.progress, samples);
    if (at.progress.isCancelled) return {};
    if (samples == 0) {
        const JsonNesting found = jsonNesting({at.window.begin(), at.window.end()});
        std::string why = nestingWords(found.depth, static_cast<std::int64_t>(found.at));
        if (why.empty() && !isWhole) why = "the file ends before the first one and its time";
        return {{},
                "there is no sample in " + at.name +
                    (why.empty() ? damageIn(told.findings()) : because(why))};
    }
    if (!isWhole)
        told.findings().add(ImportFault::CutShort, ImportEffect::Noted,
                            static_cast<std::int64_t>(at.window.offsetOf(at.window.end())));
    if (isWhole) noteBehind({at.window.begin(), at.window.end()}, told.findings());
    ZeroStretches zeros;
    zeros.look(at.window);
    zeros.tell(told.findings());
    noteBreak(at.source, at.window, told.findings());
    RunInfo info;
    info.scenario = titleOf(at.name);
    ReadRecording read;
    read.recording = told.finish(std::move(info), false);
    read.recording->isRunKnown = false;
    read.recording->format = "V8 profile";
    read.recording->report.events = samples;
    return read;
}

ReadRecording readEvents(const Reading& at)
{
    EventListReader reader(at.window, at.progress);
    reader.read();
    if (reader.lines() == 0) return {{}, "there is no event in " + at.name};
    noteBreak(at.source, at.window, reader.findings(), reader.lines());
    ReadRecording read;
    if (!at.progress.isCancelled) read.recording = reader.made(titleOf(at.name));
    if (read.recording) read.recording->isRunKnown = false; // the list tells what happened, not of what
    return read;
}

ReadRecording readPerfetto(const Reading& at)
{
    TraceAssembler told;
    PerfettoReader reader(at.window, at.progress, told);
    reader.read();
    if (at.progress.isCancelled) return {};
    if (reader.events() == 0) {
        const std::string others = told.findings().kinds(ImportFault::OtherKind);
        return {{},
                "there is no track event in " + at.name +
                    (others.empty() ? "" : "; what is there: " + others) + damageIn(told.findings())};
    }
    noteBreak(at.source, at.window, told.findings(), reader.events());
    RunInfo info;
    info.scenario = reader.scenario().empty() ? titleOf(at.name) : reader.scenario();
    info.seed = reader.seed();
    Recording recording = told.finish(std::move(info), reader.isOurs());
    recording.isRunKnown = !reader.scenario().empty();
    recording.format = "Perfetto trace";
    recording.report.events = reader.events();
    return unlessBare(std::move(recording), at.name);
}

/// What became of a session of which nothing is left to look at.
std::string nothingLeft(const Recording& recording)
{
    const auto& findings = recording.report.findings;
    for (const ImportFault fault : {ImportFault::TooMuch, ImportFault::LostRows})
        if (const auto found = std::ranges::find(findings, fault, &ImportFinding::fault);
            found != findings.end())
            return found->sentence;
    const bool isCut =
        std::ranges::find(findings, ImportFault::CutShort, &ImportFinding::fault) != findings.end();
    const std::string first = recording.format == "Session" ? "event" : "span";
    return isCut ? "it ends before its first " + first : "none of its " + first + "s could be read";
}

ReadRecording readSession(const Reading& at)
{
    SessionReader reader(at.window, at.progress, titleOf(at.name));
    ReadRecording read;
    read.recording = reader.read();
    if (!read.recording) return {{}, at.name + ' ' + reader.problem()};
    const bool hasEvents = read.recording->log->size() > 0;
    noteBreak(at.source, at.window, reader.findings(), hasEvents ? read.recording->report.events : 0);
    std::vector<ImportFinding>& findings = read.recording->report.findings;
    std::ranges::move(reader.findings().made(0, {}), std::back_inserter(findings));
    std::ranges::stable_sort(findings, {}, &ImportFinding::fault);
    // A run that had nothing to tell is sound.
    if (hasEvents || !isBare(*read.recording->columns) || read.recording->report.isSound()) return read;
    return {{},
            at.name + " is a damaged session: " + nothingLeft(*read.recording) +
                (read.recording->context.origin ? "; `sojourn run " + at.name + "` runs its scenario again"
                                                : "")};
}

/// An object of JSON with its first key, or none.
bool beginsAsObject(std::string_view token)
{
    constexpr std::string_view blanks = " \t\r\n";
    constexpr std::size_t longestKey = 256;
    if (!token.starts_with('{')) return false;
    token.remove_prefix(std::min(token.find_first_not_of(blanks, 1), token.size()));
    if (token.starts_with('}')) return true;
    if (!token.starts_with('"')) return false;
    const std::size_t end = token.substr(0, longestKey).find('"', 1);
    if (end == std::string_view::npos) return false;
    token.remove_prefix(end + 1);
    token.remove_prefix(std::min(token.find_first_not_of(blanks), token.size()));
    return token.starts_with(':');
}

/// A Perfetto trace begins with the tag of its first packet, which is a line feed, and that packet with a tag
/// of its own. A line feed before an object is no packet: its brace would be the length of one.
bool isPerfetto(std::string_view bytes)
{
    std::uint64_t size = 0;
    if (!bytes.starts_with('\n') || beginsAsObject(bytes.substr(1))) return false;
    bytes.remove_prefix(1);
    return takeVarint(bytes, size) && size > 0 && !bytes.empty() &&
           std::string_view(" \t\r\n{[").find(bytes.front()) == std::string_view::npos;
}

ReadRecording readText(const Reading& at)
{
    const std::string_view bytes(at.window.begin(), at.window.end());
    if (isSession(bytes) || isRestOfSession(bytes)) return readSession(at);
    if (isPerfetto({at.window.begin(), at.window.end()})) return readPerfetto(at);
    const std::string_view text = firstToken(at.window);
    if (text.empty()) return {{}, at.name + " is empty"};
    if (isScenario(text)) return {{}, at.name + " is a scenario, not a recording"};
    if (isSpeedscope(text))
        return {{}, at.name + " is a profile for speedscope, which this program writes but does not read"};
    if (isEventListLine(text.substr(0, text.find('\n')))) return readEvents(at);
    if (isCpuProfile(text)) return readProfile(at);
    switch (restOf({at.window.begin(), at.window.end()})) {
    case RestOf::Session:
        return readSession(at);
    case RestOf::EventList:
        return readEvents(at);
    case RestOf::ChromeTrace:
        return readChrome(at, true);
    case RestOf::PerfettoTrace:
        return readPerfetto(at);
    case RestOf::Nothing:
        break;
    }
    if (text.front() != '{' && text.front() != '[')
        return {{}, unknownText({at.window.begin(), at.window.end()}, at.name)};
    return readChrome(at, false);
}

} // namespace

ReadRecording readRecording(std::unique_ptr<ByteSource> source, const std::string& name,
                            const ImportProgress& progress)
{
    std::string packing;
    const std::unique_ptr<ByteSource> text = unpacked(std::move(source), packing);
    TextWindow window(*text);
    ReadRecording read = readText({*text, window, name, progress});
    if (progress.isCancelled) return {{}, "reading " + name + " was cancelled"};
    if (read.recording) {
        if (!packing.empty()) read.recording->format += ", " + packing;
        for (ImportFinding& finding : read.recording->report.findings)
            if (!packing.empty() && finding.bytesOf == BytesOf::File) finding.bytesOf = BytesOf::UnpackedText;
        if (!packing.empty() && text->problem().empty()) notePacking(*text, progress, read.recording->report);
    } else if (!text->problem().empty()) {
        read.problem = text->problem();
        if (read.problem.find(name) == std::string::npos) read.problem = name + ": " + read.problem;
    } else if (!packing.empty()) {
        ImportReport report;
        notePacking(*text, progress, report);
        for (const ImportFinding& finding : report.findings)
            read.problem += "; " + finding.sentence;
    }
    return read;
}

namespace {

constexpr std::size_t tellingBytes = std::size_t{1} << 16; // a file's beginning, by which it is told

} // namespace

bool beginsAsRecording(std::string_view head)
{
    std::string packing;
    const auto text = unpacked(std::make_unique<MemorySource>(head), packing);
    if (!packing.empty()) return true;
    const TextWindow window(*text, tellingBytes);
    const std::string_view token = firstToken(window);
    const std::string_view bytes(window.begin(), window.end());
    if (isSession(bytes) || isPerfetto(bytes) || isRestOfSession(bytes)) return true;
    if (token.empty() || isScenario(token)) return false;
    return token.front() != '{' || isEventListLine(token.substr(0, token.find('\n'))) ||
           isCpuProfile(token) || isSpeedscope(token) || holdsTraceEvents(token) ||
           restOf(bytes) != RestOf::Nothing;
}

ReadRecording readRecording(const std::string& path, ImportProgress& progress)
{
    try {
        return readRecording(std::make_unique<FileSource>(path, progress), path, progress);
    } catch (const std::bad_alloc&) {
        return {{}, "there is not enough memory to read " + path};
    }
}

ReadRecording readRecordingOr(std::optional<std::string>& text, std::size_t most, const std::string& path,
                              ImportProgress& progress)
{
    try {
        auto file = std::make_unique<FileSource>(path, progress);
        const bool isDevice = file->isDevice();
        std::string head = readUpTo(*file, tellingBytes);
        if (beginsAsRecording(head)) {
            ReadRecording read = readRecording(
                std::make_unique<PeekedSource>(std::move(head), std::move(file)), path, progress);
            if (isDevice && !read.recording) read.problem = path + " is a device, no file: " + read.problem;
            return read;
        }
        text = std::move(head);
        if (text->size() <= most) *text += readUpTo(*file, most + 1 - text->size());
        return {{}, file->problem()};
    } catch (const std::bad_alloc&) {
        return {{}, "there is not enough memory to read " + path};
    }
}

bool looksLikeRecording(const std::string& path)
{
    ImportProgress progress;
    FileSource file(path, progress);
    if (progress.bytesTotal == 0) return false; // nothing, or a pipe, which can be read but once
    return beginsAsRecording(readUpTo(file, tellingBytes));
}

} // namespace sojourn
