// What the tests of the window need from C++.
#pragma once

#include "viewmodels/session.h"

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace sojourn {

/// Makes a session, as main does, and files for it to open; hears every warning that is printed.
class Harness : public QObject
{
    Q_OBJECT
    Q_PROPERTY(sojourn::Session* session READ session NOTIFY sessionChanged)
    /// How many runs were opened since the session was made.
    Q_PROPERTY(int runs READ runs NOTIFY runsChanged)

public:
    explicit Harness(QObject* parent = nullptr);
    ~Harness() override;

    Session* session() const { return m_session.get(); }
    int runs() const { return m_runs; }

    /// A new session; the one before is gone, so nothing may show it any more.
    Q_INVOKABLE void makeSession();
    Q_INVOKABLE void begin(const QString& scenario, bool virtualClock, double speed);
    /// A pipe that nobody writes to any more, and that does not end: with these bytes in it.
    Q_INVOKABLE void beginPipe(const QString& bytes);
    Q_INVOKABLE QUrl writeFile(const QString& name, const QString& text) const;
    Q_INVOKABLE QString readFile(const QString& name) const;
    /// The value of a parameter by the name of its role.
    Q_INVOKABLE double parameter(const QString& name, const QString& role) const;
    /// What was warned of since the last call.
    Q_INVOKABLE QStringList takeWarnings();
    Q_INVOKABLE void forgetSettings();

Q_SIGNALS:
    void sessionChanged();
    void runsChanged();

private:
    std::unique_ptr<Session> m_session;
    QTemporaryDir m_folder;
    int m_pipe = -1;
    int m_runs = 0;
};

} // namespace sojourn
