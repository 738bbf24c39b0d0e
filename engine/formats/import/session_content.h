// What the chunks of a session file come to.
#pragma once

#include "formats/import/session_chunks.h"
#include "formats/import/session_events.h"
#include "formats/session/column_chunks.h"
#include "formats/session/run_messages.h"
#include "trace/recording.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

/// Takes in chunks in the order of the file. Everything is checked before it is kept: who reads the recording
/// need not doubt it.
class SessionContent final
{
public:
    /// `fileBytes`: how long the file is, 0 where nobody knows.
    explicit SessionContent(std::uint64_t fileBytes);

    /// Why it is not taken; empty: it is. Nothing: one before it is missing, which may still come, as long as
    /// it `canWait`; it is to be taken again then. What comes before the names needs a standIn() first.
    std::optional<std::string> take(const SessionChunk& chunk, bool canWait);
    /// In place of names that are lost. What the run was made from is not kept then: with which seed is not
    /// known.
    void standIn(session::InfoMessage message);
    /// There are names: made() can be asked for.
    bool hasInfo() const { return m_info != nullptr; }
    /// How the run ended, and how much there is of it, was told.
    bool hasEnd() const { return m_end.has_value(); }
    /// Parts of the file are lost, of whatever kind: names that nothing tells may have been in them.
    void losesParts();
    /// A finding for each kind of thing of which there are more in the file than were taken; without an end
    /// as far as other parts tell. Also for a scenario and for names that there must have been. Before
    /// made().
    std::vector<ImportFinding> lost();
    /// The recording, without its report's findings. Call it once.
    Recording made();
    /// Those that the file brings along.
    const std::vector<ImportFinding>& findings() const { return m_findings; }

private:
    using Series = std::pair<session::ChunkType, std::uint32_t>; // of a task or a queue

    std::string taken(const SessionChunk& chunk);
    bool isEarly(bool isBehindGap);
    bool isEarly(session::ChunkType type, const session::RowsHead& head);
    void goesOn(session::ChunkType type, const session::RowsHead& head, std::size_t rows);
    bool takeInfo(std::string_view bytes);
    void begin();
    bool takeNames(session::ChunkType type, std::string_view bytes);
    bool takeLines(std::string_view bytes);
    std::string reasonOf(SessionEvents::Taken taken);
    bool takeVisits(std::string_view bytes);
    bool takeSpans(std::string_view bytes);
    bool takeInstants(std::string_view bytes);
    bool takeDepths(std::string_view bytes);
    bool takeFinding(std::string_view bytes);
    bool takeLost(std::string_view bytes);
    void loses(std::uint32_t task, std::int64_t fromNs, std::int64_t toNs);
    void losesSpans(std::uint32_t task, std::int64_t fromNs, std::int64_t toNs);
    void noteLostRest();
    bool isSound(const Visit& visit) const;
    bool isSound(const Span& span);
    bool isName(std::uint32_t name);
    void numberNames();
    template <class Row> void makeRoom(std::vector<Row>& rows, std::uint64_t count);
    std::shared_ptr<Columns> builtColumns();

    std::uint64_t m_roomLeft; // rows for which room may be made before they are read
    std::shared_ptr<RunInfo> m_info;
    session::InfoMessage m_message;
    bool m_isStandIn = false;
    bool m_isNamedAgain = false; // the names are those from near the end
    bool m_losesParts = false;
    std::set<std::uint32_t> m_unknownNames; // of spans and instants; they may come yet
    RunContext m_context;
    std::vector<ImportFinding> m_findings;
    std::vector<LostStretch> m_lost;
    std::optional<LostStretch> m_firstLost; // of spans that this file lacks
    std::int64_t m_lostUpToNs = 0;          // the last of them
    std::optional<session::EndMessage> m_end;

    bool m_canWait = false;
    bool m_isEarly = false;                 // the chunk at hand
    std::map<Series, std::uint64_t> m_next; // the row that comes next, of those that have begun

    std::unique_ptr<SessionEvents> m_events; // with the names

    std::vector<Visit> m_visits;
    std::vector<std::vector<Span>> m_lanes;
    std::vector<std::vector<Mark>> m_marks;
    std::vector<std::vector<DepthStep>> m_depths;
    std::uint64_t m_spans = 0;
    std::uint64_t m_instants = 0;
    // How many there are of each lane, as its chunks say.
    std::vector<std::uint64_t> m_spansTold;
    std::vector<std::uint64_t> m_instantsTold;
    std::uint64_t m_visitsTold = 0;
};

} // namespace sojourn
