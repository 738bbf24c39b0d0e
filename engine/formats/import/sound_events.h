// Tells events that a run can have had from others, before they are folded.
#pragma once

#include "formats/import/listed_items.h"
#include "trace/event.h"
#include "trace/run_info.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Whether an event can come next.
enum class Soundness : std::uint8_t {
    Sound,
    OfLost, ///< it goes on with an item or a request from before the gap: it is to be left out
    None,   ///< it must not be folded, nor any behind it
};

/// Folds over a log take it at its word: tasks, queues and items that there are, instants that never go back,
/// phases of requests that were sent. This looks at events that come from a file, one after another.
class SoundEvents final
{
public:
    /// `info` must outlive it. Behind a gap events go on with what is not known, and items have any numbers.
    explicit SoundEvents(const RunInfo& info, bool isBehindGap = false);
    /// How many texts the log has from now on.
    void haveTexts(std::int64_t texts) { m_texts = texts; }
    /// Numbers the event's item in the order of making, which behind a gap it is not.
    Soundness take(Event& event);

private:
    Soundness ofObject(Event& event);
    Soundness ofItem(Event& event);
    Soundness ofRequest(const Event& event);
    Soundness unlessOfLost(bool isKnown) const;

    const RunInfo& m_info;
    bool m_isBehindGap;
    ListedItems m_items;
    std::vector<std::int32_t> m_requests; // by task: the one under way, or none
    std::int64_t m_texts = 0;
    std::int64_t m_ns = 0;
};

} // namespace sojourn
