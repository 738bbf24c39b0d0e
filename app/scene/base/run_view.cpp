#include "scene/base/run_view.h"

#include "trace/lost_stretches.h"
#include "viewmodels/run_document.h"

namespace sojourn {

RunView RunView::of(const RunDocument& document)
{
    RunView run;
    if (document.columns() == nullptr) return run;
    run.columns = document.columns();
    run.moment = &document.moment();
    run.services = &document.services();
    run.playheadNs = document.playheadNs();
    run.endNs = document.knownNs();
    run.partial = document.isPartial();
    run.live = document.isLive();
    run.recorded = document.isRecorded();
    run.ended = document.isEnded();
    run.firstPart = document.isFirstPart();
    if (run.ended) run.end = &document.end();
    run.bookmarks = &document.bookmarks();
    if (!run.bookmarks->empty()) run.happened = document.place().happened;
    run.lost = &document.lost();
    run.firstKnownNs = document.firstKnownNs();
    run.selectedItem = document.selectedItem();
    run.selectedTask = document.selectedTask();
    run.selectedQueue = document.selectedQueue();
    run.hoveredItem = document.hoveredItem();
    run.hoveredTask = document.hoveredTask();
    return run;
}

bool RunView::isLost(std::uint32_t task) const
{
    return moment->tasks[task].state == TaskState::NotStarted && lost != nullptr &&
           lostBeforeStart(*lost, task, playheadNs) != nullptr;
}

} // namespace sojourn
