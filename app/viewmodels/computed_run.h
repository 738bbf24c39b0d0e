// A run on the virtual clock, computed off the GUI thread: its first part soon, then the whole of it.
#pragma once

#include "scenario/run.h"
#include "stats/run_totals.h"
#include "stats/summary.h"
#include "trace/columns.h"

#include <QFuture>
#include <QThreadPool>

#include <chrono>
#include <memory>

namespace sojourn {

/// What a computed run left behind.
struct ComputedRun
{
    RunEnd end;
    Summary summary;
    RunTotals totals;
    std::shared_ptr<Columns> columns; ///< none of a run that was abandoned
};

/// A run as far as it had come; `summary` is that of a run that goes on.
struct RunPart
{
    std::shared_ptr<const Columns> columns; ///< null: no further part comes
    Summary summary;
    RunTotals totals;
};

class RunParts;
/// The threads that run and fold: other work never makes a run wait, nor does one that is given up and winds
/// down. The process's own.
QThreadPool& runThreads();

/// How a run is computed for somebody who waits for a picture of it.
struct Computing
{
    /// How long computeRun() waits: for the whole of a short run, so that no frame is drawn without it, and
    /// for the first part of a longer one.
    std::chrono::milliseconds patience{0};
    /// After so long the first part is made of a run that still goes on; a further one when it has grown to
    /// twice that, and when `partsApart` have passed. 0: no parts.
    std::chrono::milliseconds firstPartAfter{0};
    std::chrono::milliseconds partsApart{100};
};

/// A run that is being computed. Copies are of the same run.
class RunUnderWay final
{
public:
    RunUnderWay(QFuture<ComputedRun> whole, std::shared_ptr<RunParts> parts);
    ~RunUnderWay();
    RunUnderWay(const RunUnderWay&);
    RunUnderWay& operator=(const RunUnderWay&) = delete;

    QFuture<ComputedRun> whole() const { return m_whole; }
    /// The next part, which is made when it was asked for: so none is made for nobody, and nobody falls
    /// behind. One that is asked for when the run is whole, or was abandoned, has no columns.
    QFuture<RunPart> nextPart() const;

private:
    QFuture<ComputedRun> m_whole;
    std::shared_ptr<RunParts> m_parts;
};

/// Starts computing `run`, which records and summarises: one thread runs it, and another folds its columns
/// meanwhile and makes the parts.
RunUnderWay computeRun(std::shared_ptr<Run> run, Computing computing = {});

} // namespace sojourn
