// The session's runs as files: exported, saved with all that is known of them, and opened again.
#include "formats/export_format.h"
#include "formats/listed.h"
#include "formats/not_written.h"
#include "formats/output_file.h"
#include "journal/journal_keeper.h"
#include "scenario/run_log.h"
#include "scenario/run_origin.h"
#include "trace/lost_stretches.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/file_paths.h"
#include "viewmodels/session.h"

#include <QCoroFuture>

#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto lookAgain = 3s;

/// What an export came to: how large the file is, or why there is none.
struct ExportResult
{
    qint64 bytes = 0;
    QString problem;
    QString missing{}; ///< of a recording: what the format has no word for; empty: nothing
};

QString pathOf(const QUrl& file)
{
    return file.isLocalFile() ? file.toLocalFile() : file.toString();
}

bool isSessionPath(const QString& path)
{
    return path.endsWith(QLatin1String(".sojourn"), Qt::CaseInsensitive);
}

} // namespace

// Saving

QList<QString> Session::exportFilters() const
{
    QStringList filters;
    for (const ExportFormat& format : exportFormats()) {
        if (format.needsEvents && !m_document->isReplayable()) continue;
        const QString ending = QString::fromStdString(format.ending);
        filters.append(QStringLiteral("%1 (*.%2)").arg(QString::fromStdString(format.name), ending));
    }
    return filters;
}

QStringList Session::saveFilters() const
{
    QStringList filters{tr("Sessions (*.sojourn)")};
    if (m_file) filters.append(tr("Scenarios (*.json)"));
    return filters;
}

void Session::save(const QUrl& file)
{
    const QString path = pathOf(file);
    if (m_file && !isSessionPath(path))
        saveSetting(file, setting());
    else
        writeRun(isSessionPath(path) ? path : path + QLatin1String(".sojourn"), tr("Saved %1, %2"),
                 tr("%1 was not saved: %2"));
}

void Session::exportRun(const QUrl& file)
{
    writeRun(pathOf(file), tr("Exported %1, %2"), tr("%1 was not exported: %2"));
}

RunContext Session::context() const
{
    RunContext context;
    if (m_file && m_scenario) {
        context.origin = originOf(*m_file, m_scenarioName.toStdString(), valuesOf(m_runSetting.parameters));
        if (m_until) context.origin->untilNs = nanoseconds(*m_until);
    }
    if (m_log) {
        for (const LogLine& line : m_log->lines())
            context.lines.push_back(printedLine(line));
    }
    context.bookmarks = m_document->bookmarks();
    return context;
}

QCoro::Task<> Session::writeRun(QString path, QString done, QString failed)
{
    if (m_document->columns() == nullptr) {
        say(tr("There is no run to export yet."), true);
        co_return;
    }
    if (m_computing) { // the document's run is the one before, with other parameters than are set
        m_awaitedWrite = {path, done, failed};
        say(tr("%1 is written as soon as the run is computed").arg(QFileInfo(path).fileName()), false);
        co_return;
    }
    const QPointer<Session> self(this);
    RunEnd end;
    end.at = instantFromNanoseconds(m_document->knownNs());
    if (m_document->isEnded()) end = m_document->end();
    // Its own columns: the window's grow while a live run goes on.
    QFuture<ExportResult> future = onPool(
        [path, end, info = m_document->sharedInfo(), log = m_document->sharedLog(), beside = context(),
         recording = m_recording->shown(),
         whole = m_document->isRecorded() ? m_document->sharedColumns() : nullptr]() mutable -> ExportResult {
            const ExportFormats formats = exportFormats();
            const std::string target = path.toStdString();
            const ExportFormat* const format = formatByPath(formats, target);
            if (format == nullptr) {
                return {0, QObject::tr("The name ends in none of %1.")
                               .arg(QString::fromStdString(knownEndings(formats)))};
            }
            if (whole && log->size() == 0 && format->needsEvents)
                return {0, QObject::tr("this recording has lanes, and no events to list")};
            OutputFile output(target);
            if (!output.open()) return {0, QString::fromStdString(output.problem())};
            if (format->keepsContext && end.outcome == Outcome::Running) {
                end.outcome = Outcome::Interrupted;
                end.sentence = "it went on when this was saved";
            }
            std::string missing;
            const auto write = [&](const Columns& columns) {
                const Timeline timeline{columns, end, &beside, recording.get()};
                format->write(timeline, output);
                // Of a run that was made here the format was chosen for what it holds; what a recording has
                // is known to its own program alone.
                if (recording) missing = listed(notWritten(timeline, *format));
            };
            if (whole) {
                write(*whole);
            } else {
                Columns columns(info, log);
                columns.advance();
                write(columns);
            }
            if (!output.commit()) return {0, QString::fromStdString(output.problem())};
            return {QFileInfo(path).size(), {}, QString::fromStdString(missing)};
        });
    const ExportResult result = co_await future;
    if (!self) co_return;
    const QString name = QFileInfo(path).fileName();
    if (!result.problem.isEmpty())
        say(failed.arg(name, result.problem), true);
    else
        say(done.arg(name, QLocale(QLocale::English).formattedDataSize(result.bytes)) +
                (result.missing.isEmpty() ? QString() : tr(". It does not hold %1").arg(result.missing)),
            false);
}

void Session::writeAwaited()
{
    if (m_computing || !m_awaitedWrite) return;
    const AwaitedWrite awaited = std::move(*m_awaitedWrite);
    m_awaitedWrite.reset();
    writeRun(awaited.path, awaited.done, awaited.failed);
}

/// When another is opened: its run is not the one that was meant.
void Session::letGoOfAwaitedWrite()
{
    if (!m_awaitedWrite) return;
    say(m_awaitedWrite->failed.arg(QFileInfo(m_awaitedWrite->path).fileName(),
                                   tr("another was opened before the run was computed")),
        true);
    m_awaitedWrite.reset();
}

// Opening

void Session::keepJournals(const QString& folder)
{
    m_journal->setFolder(folder);
    m_recovered->look(folder);
    // One that was killed a moment ago may still be on its way out, and holds its file until then.
    QTimer::singleShot(lookAgain, m_recovered, [this, folder] { m_recovered->look(folder); });
}

/// Its file is not the user's: it has no name in the window and is not remembered.
void Session::openRecovered()
{
    if (m_recovered->file().isEmpty()) return;
    m_startSeed.reset();
    m_startValues.clear();
    readRecordingFile(m_recovered->file().toLocalFile(), ++m_readNumber, {});
    m_recovered->accept();
}

/// The run before is gone; what is opened comes in its place.
void Session::clearForOpened(const QString& path)
{
    letGoOfAwaitedWrite();
    Q_EMIT aboutToOpen();
    abandonRun();
    ++m_runNumber; // what comes of the run before is let go
    m_handRests.stop();
    setComputing(false);
    setState(Empty);
    m_file.reset();
    m_scenario.reset();
    m_log.reset();
    m_until.reset();
    m_path = path;
    m_startValues.clear();
    m_startSeed.reset();
    m_seedError.clear();
}

void Session::showRecording(const OpenedRecording& opened, const QString& path)
{
    clearForOpened(path);
    m_scenarioName = m_scenarioTitle = path.isEmpty() ? tr("recovered run") : openedName(path);
    m_about.clear();
    m_recording->show(opened.recording, opened.digest);
    showProblem(Problem(), {});
    if (opened.summary) m_numbers->expect(*opened.summary, opened.totals);
    m_document->openRecording(*opened.recording);
    m_damage->show(opened.recording);
    m_document->setBookmarks(opened.recording->context.bookmarks);
    m_playheadNs = static_cast<double>(m_document->playheadNs());
    Q_EMIT scenarioChanged();
    setState(Paused);
    if (const QString leftOut = m_recording->leftOut(); !leftOut.isEmpty()) sayOfRun(leftOut);
}

/// A run of a scenario that this program knows: everything is as it was, and it can be run again. False: it
/// is none, and nothing was done.
bool Session::showSaved(const OpenedRecording& opened, const QString& path)
{
    const Recording& recording = *opened.recording;
    if (!recording.context.origin) return false;
    const RunOrigin& origin = *recording.context.origin;
    const Checked<ScenarioFile> file = ScenarioFile::read(origin.text);
    if (!file) return false;
    const Checked<ParameterValues> values = valuesOf(origin, *file);
    if (!values) return false;
    Checked<Scenario> scenario = file->resolve(*values);
    if (!scenario) return false;

    clearForOpened(path);
    m_file = *file;
    m_scenarioName = QString::fromStdString(origin.name);
    m_scenarioTitle = QString::fromStdString(scenario->title.empty() ? scenario->name : scenario->title);
    m_about = QString::fromStdString(scenario->about);
    m_seed = recording.info->seed;
    m_virtualClock = recording.info->virtualClock;
    if (origin.untilNs >= 0) m_until = Duration(origin.untilNs);
    m_recording->show(nullptr, {});
    m_parameters->open(*file, *values, false);
    m_scenario = std::make_shared<const Scenario>(std::move(*scenario));
    m_runSetting = setting();
    m_log = std::make_shared<RunLog>();
    for (const PrintedLine& line : recording.context.lines)
        m_log->add(logLine(line));
    showProblem(Problem(), {});
    // First the scenario, then its run, as where it is run here: who keeps runs knows then what this one is
    // of.
    Q_EMIT scenarioChanged();
    Q_EMIT seedChanged();
    Q_EMIT clockChanged();
    if (opened.summary) m_numbers->expect(*opened.summary, opened.totals);
    m_document->openFinished(recording.columns, recording.info, recording.log, recording.end,
                             firstKnownNs(recording.lost, *recording.log),
                             tellsOnlyBeginning(recording) ? RunLimit::File : RunLimit::None, recording.lost);
    m_damage->show(opened.recording);
    m_document->setBookmarks(recording.context.bookmarks);
    m_playheadNs = static_cast<double>(m_document->playheadNs());
    setState(Paused);
    const std::vector<ImportFinding>& findings = recording.report.findings;
    if (const ImportFinding* const gravest = recording.report.gravest(); !findings.empty() && !path.isEmpty())
        sayOfRun(QString::fromStdString((gravest != nullptr ? *gravest : findings.front()).sentence));
    return true;
}

} // namespace sojourn
