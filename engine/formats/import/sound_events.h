// Tells events that a run can have had from others, before they are folded.
#pragma once

#include "formats/import/listed_items.h"
#include "trace/event.h"
#include "trace/run_info.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Folds over a log take it at its word: tasks, queues and items that there are, instants that never go back,
/// phases of requests that were sent. This looks at events that come from a file, one after another.
class SoundEvents final
{
public:
    /// `info` must outlive it.
    explicit SoundEvents(const RunInfo& info);
    /// How many texts the log has from now on.
    void haveTexts(std::int64_t texts) { m_texts = texts; }
    /// Whether it can come next. One that cannot must not be folded, nor any behind it.
    bool take(const Event& event);

private:
    bool isOfObject(const Event& event);
    bool isOfItem(const Event& event);
    bool isOfRequest(const Event& event);

    const RunInfo& m_info;
    ListedItems m_items;
    std::vector<std::int32_t> m_requests; // by task: the one under way, or none
    std::int64_t m_texts = 0;
    std::int64_t m_ns = 0;
};

} // namespace sojourn
