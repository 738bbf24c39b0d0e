// The session's files: scenarios and recordings that are opened, watched and mended.
#include "formats/import/read_recording.h"
#include "formats/text_file.h"
#include "scenario/builtin.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/session.h"

#include <QCoroFuture>

#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
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
    if (start.isPipe)
        readPipe(wanted);
    else if (start.isRecording)
        readRecordingFile(wanted, ++m_readNumber, wanted);
    else
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
        readRecordingFile(path, number, path);
        co_return;
    }
    if (!read.file) {
        m_problemText.clear();
        showProblem(Problem::of(read.problem, path), path);
        co_return;
    }
    if (!*read.file) {
        m_problemText = read.text;
        showProblem(Problem::of(read.file->problem(), name, read.text), path);
        co_return;
    }
    open(**read.file, name, path, m_startValues, true);
}

/// All of it first, into a file that can be read again: what it holds is told by its beginning.
QCoro::Task<> Session::readPipe(QString path)
{
    const QPointer<Session> self(this);
    const std::uint64_t number = ++m_readNumber;
    const std::optional<SettledFile> settled = co_await m_reader->settle(path);
    if (!self || number != m_readNumber) co_return;
    if (!settled)
        remark(tr("Reading %1 was cancelled").arg(QFileInfo(path).fileName()));
    else if (!settled->problem.empty())
        showProblem(Problem::of(settled->problem, path), path);
    else
        readFile(QFile::decodeName(settled->path.c_str()));
}

QCoro::Task<> Session::readRecordingFile(QString path, std::uint64_t number, QString shownPath)
{
    const QPointer<Session> self(this);
    const std::shared_ptr<OpenedRecording> opened = co_await m_reader->read(path);
    if (!self || number != m_readNumber) co_return; // another one was asked for
    if (!opened) {
        remark(tr("Reading %1 was cancelled").arg(QFileInfo(path).fileName()));
        co_return;
    }
    if (opened->recording) {
        if (!showSaved(*opened, shownPath)) showRecording(*opened, shownPath);
    } else {
        showProblem(Problem::of(opened->problem.toStdString(), path), path);
    }
}

void Session::open(ScenarioFile file, const QString& name, const QString& path, const ParameterValues& values,
                   bool lively)
{
    letGoOfAwaitedWrite();
    Q_EMIT aboutToOpen();
    m_file = file;
    m_path = path;
    m_until.reset();
    m_document->setBookmarks({});
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
        if (m_reportIsOfRun) clearReport(); // the window tells nothing of that run while it shows the problem
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

} // namespace sojourn
