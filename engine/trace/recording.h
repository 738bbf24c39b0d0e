// A recording that was read from a file: what any run leaves behind, and what reading it came upon.
#pragma once

#include "trace/columns.h"
#include "trace/event_log.h"
#include "trace/run_context.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sojourn {

/// What became of the part of a file that a finding is about.
enum class ImportEffect : std::uint8_t {
    LeftOut, ///< it is not in the recording
    Mended,  ///< it is in the recording, otherwise than the file has it
    Noted,   ///< it is in the recording as the file has it; worth knowing
};
/// "left out", "mended", "noted".
const char* importEffectName(ImportEffect effect);

/// The kinds of finding, in the order in which they are listed. Sessions store their numbers: what is new
/// comes last.
enum class ImportFault : std::uint8_t {
    CutShort,       ///< the file ends before it is complete
    Unreadable,     ///< no event could be made of it
    Incomplete,     ///< an event lacks what its kind needs
    TooMuch,        ///< beyond a limit of this program
    Unclosed,       ///< a span begins and never ends
    Unopened,       ///< an end without a beginning
    MisnamedEnd,    ///< an end that names another span than the one it closes
    Backwards,      ///< a span that ends before it begins
    OutOfOrder,     ///< instants of a track do not follow its order in the file
    Overlap,        ///< spans of one track overlap without one being inside the other
    NoLength,       ///< spans that take no time
    UnboundFlow,    ///< an end of a flow that lies in no span
    LoneFlow,       ///< an end of a flow whose other end is missing
    LostPrecision,  ///< instants finer than a nanosecond, or written with too few digits
    BadCounter,     ///< values of counters that no queue's length can stand for
    PointEvent,     ///< steps within asynchronous spans, in sessions from before they were instants
    OtherKind,      ///< events of a kind that lanes do not show
    OutOfRange,     ///< times that are further from 0 than instants reach
    RoundedCounter, ///< values of counters that are not whole in the unit of their lane
    UnknownName,    ///< an event whose name is a number that nothing explains
    LostNames,      ///< the part of a session that has the names
    BadText,        ///< a name that is no text in UTF-8
    LongText,       ///< a name that is too long to be shown whole
    DamagedPart,    ///< a part of a session that was damaged, without anything being lost
    LostRows,       ///< events, spans, visits or instants that a session held, and that are not there
    LostInRecorder, ///< what the recording program lost itself, and says so
    Contradiction,  ///< an event of this program's own list that does not follow from those before it
    Repeated,       ///< a line that is the one before it again, where a run may have written it twice
};
inline constexpr ImportFault lastImportFault = ImportFault::Repeated;
/// The kind as one word for programs: "cut_short", "unreadable", …
const char* importFaultName(ImportFault fault);

/// Of what a finding counts its bytes.
enum class BytesOf : std::uint8_t {
    File,
    UnpackedText,  ///< what the file, which is packed, unpacks to
    FileReadFirst, ///< another file, unpacked: the one that was once read into the session that this one is
};
/// "file", "unpacked text", "file read first".
const char* bytesOfName(BytesOf of);

/// One kind of thing that reading came upon.
struct ImportFinding
{
    ImportFault fault = ImportFault::Unreadable;
    ImportEffect effect = ImportEffect::Noted;
    std::uint64_t count = 0;     ///< how often
    std::int64_t firstByte = -1; ///< where the first one stands; -1: it has no one place
    BytesOf bytesOf = BytesOf::File;
    std::int64_t firstUnpacked = -1;  ///< a packed part stands there: where within what that unpacks to; -1:
                                      ///< none does
    std::int64_t firstNs = notYet;    ///< when the first one is, on the recording's clock; notYet: not known
    std::uint32_t firstTask = noTask; ///< on which lane; noTask: on none
    std::string sentence; ///< what it is, how many, and what became of them: "12 spans never end; they are
                          ///< drawn to the end of the recording"

    /// Where the first one is, for people: "byte 1,234", "worker-1 at 1.5 s"; empty when there is no place.
    std::string place(const RunInfo& info) const;
    /// Whether a file with it is not what its writer made, or something is lost that recordings could hold:
    /// it breaks off, stretches of it are unreadable, events of this program's own contradict each other, or
    /// it has more than this program holds. What another program wrote that contradicts itself, what it lost
    /// while it recorded, or what lanes do not show, is no damage.
    bool isDamage() const;
    bool operator==(const ImportFinding&) const = default;
};

/// All that reading came upon, one finding a kind and effect (a fault may have several), by ImportFault.
/// Empty: everything in the file that recordings hold is in this one.
struct ImportReport
{
    std::vector<ImportFinding> findings;
    std::uint64_t events = 0; ///< that the file has, those that were left out included
    /// What no recording holds, of events that are in this one: "the arguments of 12 events", "the ids of 3
    /// processes". It is no fault of the file, and is not left out by mistake.
    std::vector<std::string> notKept;

    /// How many things of the file are not in the recording.
    std::uint64_t leftOut() const;
    /// The file is what its writer made, and all that recordings hold of it is there. Damage of a file that
    /// was read first is none of this one.
    bool isSound() const;
    /// What of all damage should be said first, whatever file it is of; null: there is none.
    const ImportFinding* gravest() const;
};

/// A stretch of a lane of which what was recorded is lost: a part of the file is damaged, or its recorder
/// lost it. What stands there all the same is all that is known.
struct LostStretch
{
    std::uint32_t task = 0;
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
    bool operator==(const LostStretch&) const = default;
};
/// Of how many stretches a recording tells.
inline constexpr std::size_t mostLostStretches = std::size_t{1} << 16;

/// A run that was recorded, whoever recorded it.
struct Recording
{
    std::shared_ptr<const RunInfo> info;
    std::shared_ptr<Columns> columns;    ///< complete
    std::shared_ptr<const EventLog> log; ///< its events; empty (never null) where the file tells none, and
                                         ///< then there is no replay
    RunEnd end;
    std::string format;        ///< what the file is, for people: "Chrome trace", "Event list"
    std::int64_t originNs = 0; ///< what the file's own clock showed at instant 0
    bool isRunKnown = true;    ///< false: the file names neither a scenario nor its seed, as those of other
                               ///< programs and event lists do not: info->scenario is only what it is
                               ///< called, and its seed and clock say nothing
    bool isBrokenOff = false;  ///< what there is of it is the first part of a run whose file breaks off, or
                               ///< has lost events
    ImportReport report;
    std::vector<LostStretch> lost; ///< by task, then in order of time, without overlap
    RunContext context;            ///< of a session file; empty where the format tells nothing of it
};

} // namespace sojourn
