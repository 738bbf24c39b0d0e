// What painters are told of the run: plain data, so that a test or an export can make one without a window.
#pragma once

#include "trace/bookmark.h"
#include "trace/columns.h"
#include "trace/recording.h"
#include "trace/replay.h"

#include <cstdint>
#include <vector>

namespace sojourn {

class RunDocument;
class ServiceHistory;

/// A run, the instant that is shown, and what is looked at. Owns nothing; valid for one call of a painter.
struct RunView
{
    const Columns* columns = nullptr;
    const Moment* moment = nullptr;           ///< as it stands at playheadNs
    const ServiceHistory* services = nullptr; ///< of the whole run; null where nobody asks for services
    std::int64_t playheadNs = 0;
    std::uint32_t happened = Bookmark::allOfInstant; ///< of the events of that instant; told beside bookmarks
    std::int64_t endNs = 0; ///< the end, or how far what is there of the run has come
    bool live = false;      ///< behind endNs nothing is known
    bool recorded = false;  ///< it was read from a file, perhaps without its events
    bool ended = false;
    bool partial = false;        ///< it is still being computed
    bool firstPart = false;      ///< it went on behind its end, which is one of what is kept
    const RunEnd* end = nullptr; ///< how it ended; null while it has not
    const std::vector<Bookmark>* bookmarks = nullptr; ///< in order of time; null: none
    const std::vector<LostStretch>* lost = nullptr;   ///< see Recording::lost; null: none is
    std::int64_t firstKnownNs = 0; ///< of a run whose beginning is lost: when its first event happened
    int selectedItem = -1;
    int selectedTask = -1;
    int selectedQueue = -1;
    int hoveredItem = -1;
    int hoveredTask = -1;

    /// The document's run; empty when it has none.
    static RunView of(const RunDocument& document);

    const RunInfo& info() const { return columns->info(); }
    bool isEmpty() const { return columns == nullptr || columns->isEmpty(); }
    /// The playhead stands where a running live run is now.
    bool atPresent() const { return live && !ended && playheadNs >= endNs; }
    /// The run has stalled, and is shown to its end: who waits now waits for ever.
    bool atStall() const { return end != nullptr && !end->waitingTasks.empty() && playheadNs >= endNs; }
    bool waitsForEver(const TaskMoment& task) const
    {
        return atStall() && task.state >= TaskState::PutWait && task.state <= TaskState::FlagWait;
    }
    /// What is recorded of the task then is lost, and that it has not begun is not known either.
    bool isLost(std::uint32_t task) const;
    bool knows(int item) const { return columns != nullptr && columns->hasItem(item); }
};

} // namespace sojourn
