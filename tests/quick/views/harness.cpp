#include "harness.h"

#include <QFile>
#include <QSettings>

#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace sojourn {

namespace {

std::mutex warningsMutex;
QStringList warnings;
QtMessageHandler usualHandler = nullptr;

void hear(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (type == QtWarningMsg || type == QtCriticalMsg) {
        const std::lock_guard lock(warningsMutex);
        warnings.append(message);
    }
    usualHandler(type, context, message);
}

} // namespace

Harness::Harness(QObject* parent)
    : QObject(parent)
{
    makeSession();
}

Harness::~Harness()
{
    m_session.reset();
    if (m_pipe >= 0) ::close(m_pipe);
}

void Harness::makeSession()
{
    // Again for each test, since the test framework sets a handler of its own.
    if (const QtMessageHandler handler = qInstallMessageHandler(hear); handler != hear)
        usualHandler = handler;
    m_session = std::make_unique<Session>();
    m_runs = 0;
    connect(m_session->document(), &RunDocument::runChanged, this, [this] {
        ++m_runs;
        Q_EMIT runsChanged();
    });
    Q_EMIT sessionChanged();
}

void Harness::begin(const QString& scenario, bool virtualClock, double speed)
{
    Session::Start start;
    start.scenario = scenario;
    start.virtualClock = virtualClock;
    start.speed = speed;
    m_session->begin(start);
}

void Harness::beginPipe(const QString& bytes)
{
    const QString path = m_folder.filePath(QStringLiteral("pipe"));
    const QByteArray name = QFile::encodeName(path), text = bytes.toUtf8();
    if (m_pipe < 0 && ::mkfifo(name.constData(), 0600) == 0) m_pipe = ::open(name.constData(), O_RDWR);
    if (::write(m_pipe, text.constData(), static_cast<std::size_t>(text.size())) != text.size())
        qFatal("no pipe");
    Session::Start start;
    start.scenario = path;
    start.isPipe = true;
    m_session->begin(start);
}

QUrl Harness::writeFile(const QString& name, const QString& text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) return {};
    return QUrl::fromLocalFile(file.fileName());
}

QString Harness::readFile(const QString& name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

double Harness::parameter(const QString& name, const QString& role) const
{
    const ParameterModel& model = *m_session->parameters();
    const int key = model.roleNames().key(role.toUtf8(), -1);
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.data(model.index(row), ParameterModel::NameRole).toString() == name)
            return model.data(model.index(row), key).toDouble();
    }
    return -1;
}

QStringList Harness::takeWarnings()
{
    const std::lock_guard lock(warningsMutex);
    return std::exchange(warnings, {});
}

void Harness::forgetSettings()
{
    QSettings().clear();
}

} // namespace sojourn
