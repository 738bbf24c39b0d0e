// A run on the virtual clock, computed whole and off the GUI thread.
#pragma once

#include "scenario/run.h"
#include "stats/summary.h"
#include "trace/columns.h"
#include "viewmodels/run_totals.h"

#include <QFuture>

#include <chrono>
#include <memory>

namespace sojourn {

/// What a computed run left behind.
struct ComputedRun
{
    RunEnd end;
    Summary summary;
    RunTotals totals;
    std::chrono::nanoseconds took{0}; ///< on its thread
    std::shared_ptr<Columns> columns; ///< none of a run that was abandoned
};

/// Starts computing `run`, which records and summarises: one thread of the global pool runs it, and where
/// another is free, that one folds its columns meanwhile. Waits for at most `patience`: a short run is there
/// at once, and no frame is drawn without it.
QFuture<ComputedRun> computeRun(std::shared_ptr<Run> run, std::chrono::milliseconds patience = {});

} // namespace sojourn
