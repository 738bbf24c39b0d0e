// The session's program as a file: in Python, which can be copied as well, or as a scenario.
#include "formats/output_file.h"
#include "scenario/python/python_program.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/session.h"

#include <QCoroFuture>

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPointer>

#include <utility>

namespace sojourn {

namespace {

QString pathOf(const QUrl& file)
{
    return file.isLocalFile() ? file.toLocalFile() : file.toString();
}

} // namespace

void Session::copyPython()
{
    if (!m_scenario) return say(tr("There is no program to copy yet."), true);
    const std::string program = pythonProgram(*m_scenario, runSeed(), scenarioText());
    QGuiApplication::clipboard()->setText(QString::fromStdString(program));
    say(tr("Copied the program"), false);
}

void Session::savePython(const QUrl& file)
{
    if (!m_scenario) return say(tr("There is no program to save yet."), true);
    writeText(pathOf(file), [scenario = m_scenario, seed = runSeed(), text = scenarioText()] {
        return pythonProgram(*scenario, seed, text);
    });
}

void Session::saveSetting(const QUrl& file, const RunSetting& setting)
{
    if (!m_file) return say(tr("There is no scenario to save yet."), true);
    const ParameterValues values = valuesOf(setting.parameters);
    for (const auto& [name, value] : values) {
        if (value.kind == ParameterValue::Kind::Sample)
            return say(tr("A scenario file cannot say that “%1” is drawn from %2: set it to a number first.")
                           .arg(QString::fromStdString(name), QString::fromStdString(value.toText())),
                       true);
    }
    writeText(pathOf(file),
              [scenario = *m_file, values, seed = setting.seed] { return scenario.textWith(values, seed); });
}

QCoro::Task<> Session::writeText(QString path, std::function<std::string()> made)
{
    const QPointer<Session> self(this);
    QFuture<QString> future = onPool([path, made = std::move(made)]() -> QString {
        OutputFile output(path.toStdString());
        if (output.open()) {
            output.write(made());
            if (output.commit()) return {};
        }
        return QString::fromStdString(output.problem());
    });
    const QString problem = co_await future;
    if (!self) co_return;
    const QString name = QFileInfo(path).fileName();
    if (problem.isEmpty())
        say(tr("Saved %1").arg(name), false);
    else
        say(tr("%1 was not saved: %2").arg(name, problem), true);
}

} // namespace sojourn
