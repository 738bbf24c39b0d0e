#include "window.h"

#include "cli/signal_listener.h"
#include "journal/left_journals.h"
#include "viewmodels/session.h"

#include <QGuiApplication>
#include <QIcon>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>
#include <QtQml/qqmlextensionplugin.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

Q_IMPORT_QML_PLUGIN(Sojourn_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ViewModelsPlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ScenePlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ViewsPlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_DialogsPlugin)
Q_IMPORT_QML_PLUGIN(SojournPlugin)

namespace sojourn {

namespace {

constexpr int usageError = 2;

bool isSet(const char* name)
{
    const char* const value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

[[noreturn]] void giveUpWithoutDisplay()
{
    const char* const variable = isSet("DISPLAY")           ? "DISPLAY"
                                 : isSet("WAYLAND_DISPLAY") ? "WAYLAND_DISPLAY"
                                                            : nullptr;
    if (variable != nullptr) {
        std::fprintf(stderr,
                     "sojourn: the display \"%s\" does not answer: set %s to one that does, or use `sojourn "
                     "run`, which needs none\n",
                     std::getenv(variable), variable);
    } else {
        std::fputs(
            "sojourn: there is no display to open the window on: set DISPLAY or WAYLAND_DISPLAY, or use "
            "`sojourn run`, which needs none\n",
            stderr);
    }
    std::fflush(stderr);
    _exit(usageError);
}

/// Qt ends the program with abort() when its platform cannot be used; a sentence and a status serve people
/// better.
void whileStarting(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtFatalMsg) giveUpWithoutDisplay();
    if (type == QtWarningMsg && message.contains(QLatin1String("could not connect to display"))) return;
    if (type == QtInfoMsg || message.contains(QLatin1String(" the Qt platform plugin"))) return;
    std::fprintf(stderr, "%s\n", qPrintable(message));
}

Session::Start startOf(const cli::WindowRequest& request)
{
    Session::Start start;
    if (request.isNamed) {
        start.scenario = QString::fromStdString(request.name.empty() ? request.path : request.name);
    }
    start.isRecording = request.isRecording;
    start.isPipe = request.isPipe;
    start.values = request.values;
    if (request.seed) start.seed = *request.seed;
    start.virtualClock = request.virtualClock.value_or(false);
    start.speed = request.speed.value_or(1);
    if (std::isinf(start.speed)) start.speed = 0;
    return start;
}

/// Qt leaves 5 ms between a change and its frame for other events. A frame of ours has all that it is to show
/// by then: a slider's movement would only be that much older.
void drawSoon()
{
    constexpr const char* idleTime = "QT_QPA_UPDATE_IDLE_TIME";
    if (!qEnvironmentVariableIsSet(idleTime)) qputenv(idleTime, "1");
}

/// Each run leaves texts behind that nobody shows any more, and collecting them takes 10 ms: that is done
/// when the hand rests rather than, every few runs, between its movement and the picture.
void collectAtRest(QQmlEngine& engine, const RunDocument& document)
{
    using namespace std::chrono_literals;
    auto* rest = new QTimer(&engine);
    rest->setSingleShot(true);
    rest->setInterval(120ms);
    QObject::connect(rest, &QTimer::timeout, &engine, &QQmlEngine::collectGarbage);
    QObject::connect(&document, &RunDocument::runChanged, rest, qOverload<>(&QTimer::start));
}

} // namespace

int runWindow(int argc, char** argv, const cli::WindowRequest& request)
{
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("QT_QPA_PLATFORM")) giveUpWithoutDisplay();
    cli::SignalListener signals; // before Qt starts its first thread
    const QtMessageHandler usual = qInstallMessageHandler(whileStarting);
    drawSoon();
    QGuiApplication application(argc, argv);
    qInstallMessageHandler(usual);
    QGuiApplication::setApplicationName(QStringLiteral("Sojourn"));
    QGuiApplication::setOrganizationName(QStringLiteral("sojourn"));
    QGuiApplication::setApplicationVersion(QStringLiteral(SOJOURN_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("sojourn"));

    // The views paint theirs so too. A distance field for each glyph costs a fifth of a frame under software
    // OpenGL.
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    Session session;
    const Session::Start start = startOf(request);
    // Reading a recording and making the window both take a while: neither waits for the other.
    const bool isReadNow = start.isRecording || start.isPipe;
    if (isReadNow) session.begin(start);
    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(&session)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Sojourn/Main.qml")));
    if (engine.rootObjects().isEmpty()) return EXIT_FAILURE;
    collectAtRest(engine, *session.document());
    session.keepJournals(journalFolder());
    if (!isReadNow) session.begin(start);

    // A signal closes the window as its button does. What is left to do then is the session's, when it goes.
    signals.setHandler([&application] {
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    const int status = QGuiApplication::exec();
    signals.setHandler({});
    return signals.exitStatus() != 0 ? signals.exitStatus() : status;
}

} // namespace sojourn
