// What the tests of the session share: small scenarios, and a folder for files.
#pragma once

#include "viewmodels/session.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace sojourn::test {

/// Generous: a neighbour may be busy.
inline constexpr int patience = 20'000;

/// A scenario file whose one group has these steps, and whose queue is called work.
inline QByteArray fileOf(const QByteArray& steps, const QByteArray& parameters = {})
{
    return "{\"format\": \"sojourn-scenario\", \"version\": 1, \"name\": \"test\", \"title\": \"A test\",\n"
           "\"parameters\": {" +
           parameters +
           "},\n"
           "\"queues\": [{\"name\": \"work\"}], \"pools\": [{\"name\": \"threads\", \"threads\": 2}], "
           "\"events\": [\"bell\"],\n"
           "\"tasks\": [{\"name\": \"only\", \"steps\": [\n" +
           steps + "\n]}]}\n";
}

/// A session, and a folder of its own.
class SessionFixture
{
public:
    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("no file");
        return file.fileName();
    }
    QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QUrl url(const QString& name) const { return QUrl::fromLocalFile(path(name)); }

    static Session::Start start(bool virtualClock, double speed = 1, const QString& scenario = {})
    {
        Session::Start start;
        start.scenario = scenario;
        start.virtualClock = virtualClock;
        start.speed = speed;
        return start;
    }

private:
    QTemporaryDir m_folder;
};

/// asyncq on the virtual clock, at rest at its beginning.
inline bool waitUntilComputed(Session& session)
{
    return QTest::qWaitFor([&] { return !session.isComputing() && session.document()->isEnded(); }, patience);
}

} // namespace sojourn::test
