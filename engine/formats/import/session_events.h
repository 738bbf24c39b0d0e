// The events of a session, as far as they go on without a gap.
#pragma once

#include "formats/import/sound_events.h"
#include "formats/session/event_chunk.h"
#include "trace/columns.h"
#include "trace/event_log.h"
#include "trace/recording.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// Takes in chunks of events and of their texts. Where some are missing, what stands behind the gap is a
/// stretch of its own, read as an event list whose beginning is lost: what a task did before is not known,
/// items are numbered anew, and events of items and requests from before the gap are left out. A recording
/// shows one stretch: the longest, the first of equals.
class SessionEvents final
{
public:
    /// Of a run of these tasks, queues and other things.
    explicit SessionEvents(std::shared_ptr<const RunInfo> info);

    enum class Taken : std::uint8_t {
        Whole,
        InPart, ///< an event in it is none that a run can have: what stands before it is taken
        None,   ///< it is no chunk of events, or of texts that go on with those before
        Later, ///< something that belongs before it is missing, which may still come: it is to be taken again
    };
    Taken takeTexts(std::string_view bytes, bool canWait);
    Taken take(std::string_view bytes, bool canWait);
    /// Parts of the file are lost: texts that are missing may have been in them.
    void losesParts() { m_losesParts = true; }

    /// All have come: `count` events, if that was told. Before what follows here.
    void finish(std::optional<std::uint64_t> count);
    /// There is none.
    bool isEmpty() const { return m_shown->log->size() == 0; }
    std::shared_ptr<EventLog> log() const { return m_shown->log; }
    std::shared_ptr<Columns> columns() const { return m_shown->columns; }
    /// How many of those shown the event list has.
    std::uint64_t listed() const { return m_shown->listed; }
    /// How many of the run's it had, at least: those that were seen, and one where others must be missing.
    std::uint64_t listedAtLeast() const;
    /// Events that the list has, within the stretch that is shown, of items and requests from before it.
    std::uint64_t ofLost() const { return m_shown->ofLost; }
    /// From when to when the file has no events, in order.
    struct Gap
    {
        std::int64_t fromNs, toNs;
    };
    const std::vector<Gap>& gaps() const { return m_gaps; }
    /// Some that the file has are not in the stretch that is shown.
    bool hasOthers() const { return m_listedSeen > m_shown->listed + m_shown->ofLost; }
    bool isBeginningLost() const { return m_shown->first > 0; }
    bool isEndLost() const { return m_shown->isOver || m_shown->next < m_told; }
    /// When the first of those shown happened, and the last; 0 where there is none.
    std::int64_t firstNs() const;
    std::int64_t lastNs() const { return m_shown->columns->lastNs(); }
    /// What each task did before its first event, where that event does not begin it.
    std::vector<LostStretch> lostBefore() const;

private:
    struct Stretch
    {
        Stretch(const std::shared_ptr<const RunInfo>& info, const std::vector<std::string>& texts,
                std::uint64_t firstEvent);

        std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
        std::shared_ptr<Columns> columns;
        SoundEvents sound;
        std::uint64_t first;      // of the run's events
        std::uint64_t next;       // the one that comes behind
        std::uint64_t listed = 0; // that are shown
        std::uint64_t ofLost = 0;
        bool isOver = false; // what follows is none that a run can have
    };

    void noteGap(std::uint64_t begun);
    bool beginStretch(std::uint64_t first);
    bool isCurrentLonger() const;
    bool lacksText(const Event& event) const;
    bool standInForText(const Event& event);

    std::shared_ptr<const RunInfo> m_info;
    std::vector<std::string> m_texts;
    std::unique_ptr<Stretch> m_current;
    std::unique_ptr<Stretch> m_longest; // of those that ended
    Stretch* m_shown = nullptr;         // one of these two
    std::size_t m_stretches = 0;
    std::vector<Gap> m_gaps;
    std::int64_t m_lastNs = 0; // of all that came, shown or not
    bool m_losesParts = false;
    session::EventRows m_chunk;
    std::optional<std::uint64_t> m_begunChunk; // by its first event: the rest of it is to come again
    std::uint64_t m_told = 0;                  // how many events there are, as far as is told
    std::uint64_t m_seen = 0, m_listedSeen = 0;
};

} // namespace sojourn
