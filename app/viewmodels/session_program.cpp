// The session's program in Python: copied, or written into a file.
#include "formats/output_file.h"
#include "scenario/python/python_program.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/session.h"

#include <QCoroFuture>

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPointer>

namespace sojourn {

void Session::copyPython()
{
    if (!m_scenario) return say(tr("There is no program to copy yet."), true);
    const std::string program = pythonProgram(*m_scenario, runSeed(), scenarioText());
    QGuiApplication::clipboard()->setText(QString::fromStdString(program));
    say(tr("Copied the program"), false);
}

void Session::savePython(const QUrl& file)
{
    writePython(file.isLocalFile() ? file.toLocalFile() : file.toString());
}

QCoro::Task<> Session::writePython(QString path)
{
    if (!m_scenario) {
        say(tr("There is no program to save yet."), true);
        co_return;
    }
    const QPointer<Session> self(this);
    QFuture<QString> future =
        onPool([path, scenario = m_scenario, seed = runSeed(), text = scenarioText()]() -> QString {
            OutputFile output(path.toStdString());
            if (output.open()) {
                output.write(pythonProgram(*scenario, seed, text));
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
