// A comparison of two runs as a file.
#pragma once

#include "explore/compare/run_comparison.h"
#include "explore/compare/run_figures.h"
#include "explore/sweep/replications.h"
#include "formats/sink.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// One of the two, as a file says what it is.
struct ComparedRun
{
    std::string name; ///< 4 consumers
    std::vector<Parameter> parameters;
    const Columns* columns = nullptr; ///< whole
    RunFigures figures;
    Outcome outcome = Outcome::Finished;
};

/// Two runs and what one has over the other; refers to them.
struct ComparisonFile
{
    const ComparedRun& a;
    const ComparedRun& b;
    const RunComparison& comparison;
    std::string sentence;
    RunFigure pairedFigure = RunFigure::SojournP50;
    ReplicationEstimate paired; ///< its change over several seeds; without a mean: not known
};

/// An item a row: who made it, as its how-manieth, its numbers, sojourns and waits in seconds. What is not
/// known is empty.
void writeComparisonCsv(const ComparisonFile& file, Sink& sink);
/// One object: both settings, the figures of both with their differences, counts, and the sentence.
void writeComparisonJson(const ComparisonFile& file, Sink& sink);

} // namespace sojourn
