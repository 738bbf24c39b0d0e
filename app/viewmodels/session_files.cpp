// The session's files: scenarios that are opened, watched and mended, and exports.
#include "formats/export_format.h"
#include "formats/import/read_recording.h"
#include "formats/output_file.h"
#include "formats/text_file.h"
#include "scenario/builtin.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/session.h"

#include <QCoroFuture>

#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QSaveFile>

#include <algorithm>

namespace sojourn {

namespace {

/// A scenario as it was read, or why it was not.
struct FileText
{
    std::string text;
    std::string problem;
    std::optional<Checked<ScenarioFile>> file; // when it could be read
    bool isRecording = false;                  // and no scenario
};

/// The text of a scenario file, as the command line reads it; sentences call it by its last name.
TextFile readWhole(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    return readTextFile(QFile::encodeName(path).toStdString(), maxScenarioBytes, "a scenario file",
                        (name.isEmpty() ? path : name).toStdString());
}

FileText readScenario(const QString& path)
{
    if (looksLikeRecording(QFile::encodeName(path).toStdString())) return {{}, {}, {}, true};
    TextFile whole = readWhole(path);
    if (!whole.text) return {{}, std::move(whole.problem), {}, false};
    FileText read{std::move(*whole.text), {}, {}, false};
    read.file = ScenarioFile::read(read.text);
    return read;
}

/// What an export came to: how large the file is, or why there is none.
struct ExportResult
{
    qint64 bytes = 0;
    QString problem;
};

} // namespace

void Session::begin(const Start& start)
{
    m_virtualClock = start.virtualClock;
    m_speed = start.speed;
    Q_EMIT clockChanged();
    Q_EMIT speedChanged();
    const QString wanted = start.scenario.isEmpty() ? QStringLiteral("asyncq") : start.scenario;
    if (const BuiltinScenario* const builtin = findBuiltinScenario(wanted.toStdString())) {
        if (Checked<ScenarioFile> file = ScenarioFile::read(builtin->text)) {
            ++m_readNumber;
            m_startSeed = start.seed;
            open(*file, wanted, {}, start.values, true);
        }
        return;
    }
    m_startSeed = start.seed;
    m_startValues = start.values;
    readFile(wanted);
}

QStringList Session::scenarioNames() const
{
    QStringList names;
    for (const BuiltinScenario& builtin : builtinScenarios())
        names.append(QString::fromStdString(builtin.name));
    return names;
}

QStringList Session::scenarioTitles() const
{
    QStringList titles;
    for (const BuiltinScenario& builtin : builtinScenarios())
        titles.append(QString::fromStdString(builtin.title));
    return titles;
}

void Session::openBuiltin(const QString& name)
{
    Start start;
    start.scenario = name;
    start.virtualClock = m_virtualClock;
    start.speed = m_speed;
    begin(start);
}

QUrl Session::scenarioFile() const
{
    return m_path.isEmpty() ? QUrl() : QUrl::fromLocalFile(QFileInfo(m_path).absoluteFilePath());
}

void Session::openFile(const QUrl& file)
{
    m_startSeed.reset();
    m_startValues.clear();
    readFile(file.isLocalFile() ? file.toLocalFile() : file.toString());
}

QCoro::Task<> Session::readFile(QString path)
{
    const QPointer<Session> self(this);
    const QString name = QFileInfo(path).fileName();
    const std::uint64_t number = ++m_readNumber;
    QFuture<FileText> future = onPool([path] { return readScenario(path); });
    const FileText read = co_await future;
    if (!self || number != m_readNumber) co_return; // the latest that was asked for wins
    if (read.isRecording) {
        readRecordingFile(path, number);
        co_return;
    }
    if (!read.file) {
        m_problemText.clear();
        showProblem(Problem::of(read.problem, name), path);
        co_return;
    }
    if (!*read.file) {
        m_problemText = read.text;
        showProblem(Problem::of(read.file->problem(), name, read.text), path);
        co_return;
    }
    open(**read.file, name, path, m_startValues, true);
}

QCoro::Task<> Session::readRecordingFile(QString path, std::uint64_t number)
{
    const QPointer<Session> self(this);
    const std::shared_ptr<OpenedRecording> opened = co_await m_reader->read(path);
    if (!self || number != m_readNumber || !opened) co_return;
    if (opened->recording)
        showRecording(*opened, path);
    else
        showProblem(Problem::of(opened->problem.toStdString(), QFileInfo(path).fileName()), path);
}

void Session::showRecording(const OpenedRecording& opened, const QString& path)
{
    abandonRun();
    ++m_runNumber; // what comes of the run before is let go
    m_handRests.stop();
    setComputing(false);
    setState(Empty);
    m_file.reset();
    m_scenario.reset();
    m_log.reset();
    m_path = path;
    m_startValues.clear();
    m_startSeed.reset();
    m_scenarioName = m_scenarioTitle = QFileInfo(path).fileName();
    m_about.clear();
    m_recording->show(opened.recording, opened.digest);
    showProblem(Problem(), {});
    m_document->openRecording(*opened.recording);
    m_playheadNs = 0;
    Q_EMIT scenarioChanged();
    setState(Paused);
    if (const QString leftOut = m_recording->leftOut(); !leftOut.isEmpty()) say(leftOut, false);
}

void Session::open(ScenarioFile file, const QString& name, const QString& path, const ParameterValues& values,
                   bool lively)
{
    m_file = file;
    m_path = path;
    m_reader->cancel();
    m_recording->show(nullptr, {});
    m_parameters->open(file, values, lively);
    m_startValues.clear();
    if (const Checked<Scenario> scenario = file.resolve()) {
        m_seed = m_startSeed.value_or(scenario->seed);
        m_scenarioTitle = QString::fromStdString(scenario->title.empty() ? scenario->name : scenario->title);
        m_about = QString::fromStdString(scenario->about);
    }
    m_startSeed.reset();
    m_seedError.clear();
    m_scenarioName = name;
    showProblem(Problem(), {});
    Q_EMIT scenarioChanged();
    Q_EMIT seedChanged();
    restart();
}

void Session::showProblem(const Problem& problem, const QString& path)
{
    if (!m_watcher.files().isEmpty()) m_watcher.removePaths(m_watcher.files());
    m_problemPath = path;
    if (!path.isEmpty()) m_watcher.addPath(path);
    if (problem.present) { // the run that was there stays, at rest
        if (m_handRests.isActive()) restart();
        m_playAfterCompute = false;
        pause();
    }
    m_problem = problem;
    Q_EMIT problemChanged();
}

QString Session::keptRun() const
{
    if (m_document->columns() == nullptr) return {};
    return isRecorded() ? m_scenarioTitle : tr("%1, seed %2").arg(m_scenarioTitle, seed());
}

void Session::dismissProblem()
{
    showProblem(Problem(), {});
}

void Session::readAgain()
{
    if (!m_problemPath.isEmpty()) readFile(m_problemPath);
}

void Session::openInEditor()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_problemPath));
}

void Session::applySuggestion()
{
    if (m_problem.present && !m_problem.suggestion.isEmpty() && m_problem.line > 0) writeSuggestion();
}

QCoro::Task<> Session::writeSuggestion()
{
    const QPointer<Session> self(this);
    QStringList lines = QString::fromStdString(m_problemText).split(QLatin1Char('\n'));
    QString& line = lines[m_problem.line - 1];
    line.replace(m_problem.column - 1, m_problem.length, m_problem.suggestion);
    QFuture<QString> future =
        onPool([path = m_problemPath, before = m_problemText, text = lines.join(QLatin1Char('\n')).toUtf8()] {
            if (readWhole(path).text != before)
                return QString(); // somebody was faster; it is only read again
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
                return QObject::tr("%1 could not be changed: %2").arg(path, file.errorString());
            }
            return QString();
        });
    const QString problem = co_await future;
    if (!self) co_return;
    if (!problem.isEmpty()) say(problem, true);
    readAgain();
}

QStringList Session::exportFilters() const
{
    QStringList filters;
    for (const ExportFormat& format : exportFormats()) {
        const QString ending = QString::fromStdString(format.ending);
        filters.append(QStringLiteral("%1 (*.%2)").arg(QString::fromStdString(format.name), ending));
    }
    return filters;
}

void Session::exportRun(const QUrl& file)
{
    writeExport(file.isLocalFile() ? file.toLocalFile() : file.toString());
}

QCoro::Task<> Session::writeExport(QString path)
{
    if (m_document->columns() == nullptr) {
        say(tr("There is no run to export yet."), true);
        co_return;
    }
    const QPointer<Session> self(this);
    RunEnd end;
    end.at = instantFromNanoseconds(m_document->knownNs());
    if (m_document->isEnded()) end = m_document->end();
    // Its own columns: the window's grow while a live run goes on.
    QFuture<ExportResult> future =
        onPool([path, end, info = m_document->sharedInfo(), log = m_document->sharedLog(),
                whole = m_document->isRecorded() ? m_document->sharedColumns() : nullptr]() -> ExportResult {
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
            const auto write = [&](const Columns& columns) { format->write(Timeline{columns, end}, output); };
            if (whole) {
                write(*whole);
            } else {
                Columns columns(info, log);
                columns.advance();
                write(columns);
            }
            if (!output.commit()) return {0, QString::fromStdString(output.problem())};
            return {QFileInfo(path).size(), {}};
        });
    const ExportResult result = co_await future;
    if (!self) co_return;
    const QString name = QFileInfo(path).fileName();
    if (!result.problem.isEmpty()) {
        say(tr("%1 was not exported: %2").arg(name, result.problem), true);
    } else {
        say(tr("Exported %1, %2").arg(name, QLocale(QLocale::English).formattedDataSize(result.bytes)),
            false);
    }
}

} // namespace sojourn
