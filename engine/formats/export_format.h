// The formats that a run's timeline is written in, by the ending of the file.
#pragma once

#include "formats/sink.h"
#include "trace/columns.h"
#include "trace/recording.h"
#include "trace/run_info.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// A run as exports see it: its columns, all of its events folded in, and how it ended.
struct Timeline
{
    const Columns& columns;
    const RunEnd& end;
    const RunContext* context = nullptr; ///< what stands beside it; null: nothing is known
    const Recording* recording =
        nullptr; ///< the file that it was read from, with what that lacked; null: none

    std::int64_t endNs() const { return columns.endNs(end); }
    /// Whether it is a run of a scenario and a seed that somebody knows.
    bool isRunKnown() const { return !recording || recording->isRunKnown; }
};

/// Which parts of a timeline a format has a word for.
struct HeldParts
{
    bool spans = true;
    bool instants = true; ///< what takes no time: named marks
    bool lengths = true;  ///< of queues, over time; values of counters
    bool items = true;
    bool waitingItems = true; ///< those, too, that nobody has got
    bool payloads = true;
};

/// One format. A new one is a function and a line in exportFormats().
struct ExportFormat
{
    std::string ending; ///< without the dot, in small letters: csv
    std::string name;   ///< as a file dialog lists it: "Table of visits"
    std::string about;  ///< what it is, in a few words: "a row a visit, for spreadsheets"
    /// Writes the timeline. What can't be written is the sink's business.
    std::function<void(const Timeline&, Sink&)> write;
    bool needsEvents = false;  ///< it lists events: a recording that tells only spans can't be written so
    bool keepsContext = false; ///< it writes Timeline::context as well
    HeldParts holds = {};
};

using ExportFormats = std::vector<ExportFormat>;

/// The formats of this room, in the order in which they are listed to users.
ExportFormats exportFormats();

/// The format of that ending (in any case), or null.
const ExportFormat* formatByEnding(const ExportFormats& formats, std::string_view ending);
/// The format that a file's name tells: the longest ending that it has; null when there is none.
const ExportFormat* formatByPath(const ExportFormats& formats, std::string_view path);
/// The ending of a file's name, without the dot; empty when it has none (".csv" alone is a name, not an
/// ending).
std::string_view endingOf(std::string_view path);
/// ".json, .csv and .jsonl", for sentences.
std::string knownEndings(const ExportFormats& formats);

} // namespace sojourn
