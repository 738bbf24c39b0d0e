// What a session file tells besides events and columns, as messages whose fields have numbers: a reader steps
// over those that it does not know, and those that are missing have their defaults.
#pragma once

#include "trace/recording.h"
#include "trace/run_context.h"
#include "trace/run_info.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::session {

/// What INFO tells: the names of a run but those of imported lanes and spans, which have chunks of their own.
struct InfoMessage
{
    RunInfo info;
    std::string format;                    ///< of the file that it was first read from; empty: a run of ours
    std::int64_t originNs = 0;             ///< Recording::originNs
    std::uint64_t fileEvents = 0;          ///< ImportReport::events
    std::vector<std::string> notKept = {}; ///< ImportReport::notKept
    bool isRunKnown = true;                ///< Recording::isRunKnown
};
/// What a recording from a session is called (Recording::format), and back: "Session"; "Chrome trace,
/// session".
std::string shownFormat(const std::string& stored);
std::string storedFormat(const std::string& shown);

/// What END tells.
struct EndMessage
{
    RunEnd end;
    std::uint64_t events = 0; ///< in the whole file
    std::uint64_t spans = 0;
    std::uint64_t visits = 0;
    std::uint64_t instants = 0;
    std::optional<std::uint64_t> listed = {}; ///< events that the event list has; older files do not say
};

std::string infoMessage(const InfoMessage& message);
std::string endMessage(const EndMessage& message);
std::string originMessage(const RunOrigin& origin);
/// `before`: how many were written before them.
std::string linesMessage(const std::vector<PrintedLine>& lines, std::uint64_t before);
std::string bookmarkMessage(const Bookmark& bookmark);
std::string findingMessage(const ImportFinding& finding);
std::string lostMessage(const std::vector<LostStretch>& stretches);
/// As many of the texts from `first` on as make about a megabyte, at least one; `first` is moved behind them.
/// `before`: how many were written in all before texts[0].
std::string textsMessage(const std::vector<std::string>& texts, std::size_t& first, std::uint64_t before);

// False: the bytes are no such message, or numbers in it name things that it does not have.
bool readInfo(std::string_view bytes, InfoMessage& message);
bool readEnd(std::string_view bytes, EndMessage& message);
bool readOrigin(std::string_view bytes, RunOrigin& origin);
bool readLines(std::string_view bytes, std::vector<PrintedLine>& lines);
bool readBookmark(std::string_view bytes, Bookmark& bookmark);
/// Its bytes are those of the file that was read first.
bool readFinding(std::string_view bytes, ImportFinding& finding);
bool readLost(std::string_view bytes, std::vector<LostStretch>& stretches);
/// How many come before these texts or lines, as their first field says.
std::uint64_t numberedFrom(std::string_view bytes);
/// Puts them behind `texts`; where some before them are missing, these are empty.
bool readTexts(std::string_view bytes, std::vector<std::string>& texts);

} // namespace sojourn::session
