// Reads this program's own session files.
#pragma once

#include "formats/import/findings.h"
#include "formats/import/import_progress.h"
#include "formats/import/text_window.h"
#include "trace/recording.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

/// Whether these bytes begin a session file, of whatever version.
bool isSession(std::string_view bytes);

/// Whether a part of a session begins somewhere in these bytes, of a file whose own beginning may be lost.
bool holdsSessionParts(std::string_view bytes);

/// The names in a session file, without those of imported lanes and spans: none where they are damaged.
/// Nothing where no part of it can be read. Reads the beginning of the file.
std::optional<RunInfo> sessionInfo(const std::string& path);

/// What a session's run was made from, with how it was run.
struct SessionOrigin
{
    RunOrigin origin;
    std::uint64_t seed = 1;
    bool virtualClock = false;
};

/// What became of looking for it: the origin, or a sentence without a full stop that says why there is none.
struct ReadSessionOrigin
{
    std::optional<SessionOrigin> origin;
    std::string problem;
};

/// Whether the file at that path is a session, or the rest of one, packed by nobody. Pipes are none: they can
/// be read but once.
bool isSessionFile(const std::string& path);

/// Reads a session file as far as its origin, which stands before its events and, of one that is large beside
/// it, behind them once more.
ReadSessionOrigin sessionOrigin(const std::string& path);

/// Reads chunk by chunk, also what is left of a file whose beginning is lost, straight into the log or the
/// columns. What is damaged is left out and told. Of events with gaps between them the longest stretch is
/// shown (SessionEvents); a run whose file breaks off ends there. One use.
class SessionReader final
{
public:
    /// `title` is what the recording is called where its own name is lost.
    SessionReader(TextWindow& window, const ImportProgress& progress, std::string title);

    /// The recording, with the findings of who read it first, if it was another program's; nothing where not
    /// even the names can be read, and problem() says why.
    std::optional<Recording> read();
    /// As the end of a sentence that begins with the file's name.
    const std::string& problem() const { return m_problem; }
    /// What reading came upon; not in the recording's report yet.
    ImportFindings& findings() { return m_findings; }

private:
    TextWindow& m_window;
    const ImportProgress& m_progress;
    std::string m_title;
    ImportFindings m_findings;
    std::string m_problem;
};

} // namespace sojourn
