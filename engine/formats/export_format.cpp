#include "formats/export_format.h"

#include "formats/chrome_trace.h"
#include "formats/event_list.h"
#include "formats/listed.h"
#include "formats/perfetto_trace.h"
#include "formats/session/session_writer.h"
#include "formats/speedscope.h"
#include "formats/visit_table.h"

#include <algorithm>
#include <cstddef>
#include <memory>

namespace sojourn {

namespace {

char small(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void writeEventList(const Timeline& timeline, Sink& sink)
{
    // The columns own neither info nor log in a way that they hand out; both live as long as the timeline
    // does.
    const std::shared_ptr<const RunInfo> info(std::shared_ptr<void>(), &timeline.columns.info());
    const std::shared_ptr<const EventLog> log(std::shared_ptr<void>(), &timeline.columns.log());
    EventListWriter(info, log).writeNew(sink);
}

} // namespace

ExportFormats exportFormats()
{
    // An item is an arrow from the put to the get.
    static constexpr HeldParts arrows{.waitingItems = false, .payloads = false};
    return {
        {"json", "Chrome trace", "Chrome Trace Event format, for Perfetto, speedscope and chrome://tracing",
         writeChromeTrace, false, false, arrows},
        {"pftrace", "Perfetto trace", "Perfetto's protobuf trace", writePerfettoTrace, false, false, arrows},
        {"speedscope.json",
         "speedscope profiles",
         "speedscope's own format, a profile a task",
         writeSpeedscope,
         false,
         false,
         {.instants = false, .lengths = false, .items = false}},
        {"csv",
         "Table of visits",
         "a row a visit (one item in one queue), for spreadsheets",
         writeVisitTable,
         false,
         false,
         {.spans = false, .instants = false, .lengths = false}},
        {"jsonl",
         "Event list",
         "the event list, as with --events",
         writeEventList,
         true,
         false,
         {.instants = false, .payloads = false}},
        {"sojourn", "Session", "everything of it, to be opened and run again here", writeSession, false,
         true},
    };
}

const ExportFormat* formatByEnding(const ExportFormats& formats, std::string_view ending)
{
    const auto found = std::ranges::find_if(formats, [&](const ExportFormat& format) {
        return std::ranges::equal(format.ending, ending, {}, {}, small);
    });
    return found == formats.end() ? nullptr : &*found;
}

const ExportFormat* formatByPath(const ExportFormats& formats, std::string_view path)
{
    const std::string_view name = path.substr(path.find_last_of('/') + 1); // npos + 1 is 0
    const ExportFormat* best = nullptr;
    for (const ExportFormat& format : formats) {
        const std::string_view ending = format.ending;
        if (name.size() < ending.size() + 2 || name[name.size() - ending.size() - 1] != '.') continue;
        const bool isIts =
            std::ranges::equal(name.substr(name.size() - ending.size()), ending, {}, small, small);
        if (isIts && (!best || ending.size() > best->ending.size())) best = &format;
    }
    return best;
}

std::string_view endingOf(std::string_view path)
{
    const std::string_view name = path.substr(path.find_last_of('/') + 1); // npos + 1 is 0
    const std::size_t dot = name.find_last_of('.');
    return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot + 1);
}

std::string knownEndings(const ExportFormats& formats)
{
    std::vector<std::string> endings;
    for (const ExportFormat& format : formats)
        endings.push_back('.' + format.ending);
    return listed(endings);
}

} // namespace sojourn
