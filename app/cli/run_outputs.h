// Everything that a run writes to files, opened before it starts and closed when it is over.
#pragma once

#include "cli/settings.h"
#include "cli/usage_error.h"
#include "formats/event_list.h"
#include "formats/output_file.h"
#include "journal/journal_keeper.h"
#include "scenario/run.h"
#include "scenario/run_log.h"
#include "trace/columns.h"
#include "trace/run_context.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sojourn::cli {

/// The targets of one run. Opening shows before the run what can't be written; nothing is in its place before
/// finish().
class RunOutputs final
{
public:
    /// Refused: a target that can't be written, one named twice, one that is a file this run reads.
    static Or<std::unique_ptr<RunOutputs>> open(const RunSettings& settings);

    /// A line that the run logs, on the thread of the run. Kept where a target wants it; of very many the
    /// latest.
    void note(const LogLine& line);
    /// Where the events go follows the run, and so does its journal, which a run on the real clock that is
    /// recorded has: call attach() before it and follow() now and then while it goes on.
    void attach(const Run& run);
    void follow();
    /// The events can't be written any more: the disk is full, or whoever read them went away. There is
    /// nothing left to run for.
    bool isHopeless() const { return m_events && !m_events->isGood(); }

    /// Writes what is left, in all formats, and puts the files in their places. What went wrong, a sentence
    /// each; where nothing did, the journal goes.
    std::vector<std::string> finish(const Run& run, const RunEnd& end);
    /// When the run is not in the files that were asked for: leaves its journal, and says where it is. Empty
    /// where there is none.
    std::string leaveJournal();

private:
    explicit RunOutputs(const RunSettings& settings)
        : m_settings(settings)
    {
    }
    std::optional<UsageError> openAll();
    std::unique_ptr<OutputFile> reportTarget() const;
    std::unique_ptr<OutputFile> summaryTarget() const;
    void writeExports(const Columns& columns, const RunEnd& end);
    RunContext context() const;
    void writeSummary(const Run& run);
    void writeTheory(const Run& run, const Columns& columns);

    const RunSettings& m_settings; // outlives this
    std::unique_ptr<OutputFile> m_events;
    std::unique_ptr<EventListWriter> m_eventWriter;
    std::vector<std::pair<std::unique_ptr<OutputFile>, const ExportFormat*>> m_exports;
    std::shared_ptr<RunLog> m_lines; // null: nobody wants them
    std::optional<JournalKeeper> m_journal;
    std::unique_ptr<OutputFile> m_summary;
    std::unique_ptr<OutputFile> m_theory;
};

} // namespace sojourn::cli
