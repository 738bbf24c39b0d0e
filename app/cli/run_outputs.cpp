#include "cli/run_outputs.h"

#include "cli/targets.h"
#include "cli/theory_report.h"
#include "explore/theory_check.h"
#include "explore/theory_of.h"
#include "formats/summary_json.h"
#include "formats/summary_text.h"
#include "journal/left_journals.h"
#include "scenario/run_origin.h"
#include "trace/columns.h"

#include <QCoreApplication>

namespace sojourn::cli {

Or<std::unique_ptr<RunOutputs>> RunOutputs::open(const RunSettings& settings)
{
    if (auto error = refuseSharedTargets(settings)) return *error;
    std::unique_ptr<RunOutputs> outputs(new RunOutputs(settings));
    if (auto error = outputs->openAll()) return *error;
    return outputs;
}

std::optional<UsageError> RunOutputs::openAll()
{
    // On the virtual clock the same run can be had again at any time.
    if (m_settings.records() && !m_settings.what.virtualClock.value_or(false)) {
        m_journal.emplace();
        m_journal->setFolder(journalFolder());
        m_lines = std::make_shared<RunLog>();
    }
    if (!m_settings.events.empty()) {
        m_events = outputTo(m_settings.events);
        if (!m_events->open()) return UsageError{m_events->problem()};
    }
    for (const ExportTarget& target : m_settings.exports) {
        m_exports.emplace_back(std::make_unique<OutputFile>(target.path), target.format);
        if (!m_exports.back().first->open()) return UsageError{m_exports.back().first->problem()};
        if (target.format->keepsContext && !m_lines) m_lines = std::make_shared<RunLog>();
    }
    m_summary = summaryTarget();
    if (m_summary && !m_summary->open()) return UsageError{m_summary->problem()};
    if (m_settings.theory != ReportFormat::None) m_theory = reportTarget();
    if (m_theory && !m_theory->open()) return UsageError{m_theory->problem()};
    return {};
}

std::unique_ptr<OutputFile> RunOutputs::reportTarget() const
{
    return isStandardOutput(m_settings.events) ? OutputFile::standardError() : OutputFile::standardOutput();
}

std::unique_ptr<OutputFile> RunOutputs::summaryTarget() const
{
    if (m_settings.summary == ReportFormat::None) return nullptr;
    if (!m_settings.summaryFile.empty()) return std::make_unique<OutputFile>(m_settings.summaryFile);
    return reportTarget();
}

void RunOutputs::attach(const Run& run)
{
    if (m_events) m_eventWriter = std::make_unique<EventListWriter>(run.info(), run.log());
    if (m_journal) m_journal->begin({run.info(), run.log(), context().origin}, m_lines);
}

void RunOutputs::follow()
{
    if (m_journal) QCoreApplication::processEvents(); // its timer is of this thread
    if (!m_events || !m_events->isGood()) return;
    m_eventWriter->writeNew(*m_events);
    if (m_events->isDirect()) m_events->flush();
}

void RunOutputs::note(const LogLine& line)
{
    if (m_lines) m_lines->add(line);
}

RunContext RunOutputs::context() const
{
    const ScenarioSettings& what = m_settings.what;
    RunContext context;
    const std::string name = what.session        ? what.session->name
                             : what.name.empty() ? what.path.substr(what.path.find_last_of('/') + 1)
                                                 : what.name;
    context.origin = originOf(*what.file, name, what.values);
    if (m_settings.until) context.origin->untilNs = nanoseconds(*m_settings.until);
    if (m_lines) {
        for (const LogLine& line : m_lines->lines())
            context.lines.push_back(printedLine(line));
    }
    return context;
}

void RunOutputs::writeExports(const Columns& columns, const RunEnd& end)
{
    const RunContext beside = context();
    for (auto& [file, format] : m_exports)
        format->write({columns, end, &beside}, *file);
}

void RunOutputs::writeSummary(const Run& run)
{
    if (!m_summary) return;
    const Summary summary = run.summary();
    m_summary->write(m_settings.summary == ReportFormat::Json ? summaryJson(summary, *run.info())
                                                              : summaryText(summary, *run.info()));
}

void RunOutputs::writeTheory(const Run& run, const Columns& columns)
{
    const Scenario& scenario = *m_settings.what.scenario;
    const TheoryCheck check = checkTheory(theoryOf(scenario), columns);
    if (m_settings.theory == ReportFormat::Json)
        m_theory->write(theoryJson(check, *run.info()));
    else // apart from the statistics, where both stand in one place
        m_theory->write((m_summary && m_settings.summaryFile.empty() ? "\n" : "") +
                        theoryText(check, *run.info()));
}

std::vector<std::string> RunOutputs::finish(const Run& run, const RunEnd& end)
{
    std::vector<std::string> problems;
    const auto commit = [&](OutputFile* file) {
        if (file && !file->commit() && !file->problem().empty()) problems.push_back(file->problem());
    };
    follow();
    // Exports of a long run take their time. A short one is in them before a file could be written.
    if (m_journal && m_journal->hasBegun()) m_journal->end(end);
    commit(m_events.get());
    std::unique_ptr<Columns> columns;
    if (!m_exports.empty() || m_theory) {
        columns = std::make_unique<Columns>(run.info(), run.log());
        columns->advance();
    }
    if (columns) writeExports(*columns, end);
    for (auto& [file, format] : m_exports)
        commit(file.get());
    writeSummary(run);
    commit(m_summary.get());
    if (m_theory) writeTheory(run, *columns);
    commit(m_theory.get());
    if (m_journal && problems.empty()) m_journal->drop();
    return problems;
}

std::string RunOutputs::leaveJournal()
{
    if (!m_journal) return {};
    const auto left = m_journal->leave();
    if (!left) return {};
    const std::string path = left->path.toStdString();
    return (left->isWhole ? "the run is kept in " : "what could be kept of the run is in ") + path +
           ": `sojourn convert " + path + " OUT` writes it, and the window offers it at its next start";
}

} // namespace sojourn::cli
