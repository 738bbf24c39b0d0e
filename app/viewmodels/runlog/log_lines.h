// What the run that is shown has printed.
#pragma once

#include "scenario/run_log.h"
#include "viewmodels/session.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <deque>
#include <memory>

namespace sojourn {

/// A row a line, oldest first. Follows a live run ten times a second; what is computed is there at once. At
/// most RunLog::mostLines: the first ones of a computed run, the last ones of a live one.
class LogLines : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(int count READ count NOTIFY linesChanged)
    /// The last line at or before the playhead; -1: none. Those behind it are still to come.
    Q_PROPERTY(int current READ current NOTIFY currentChanged)
    /// That some are left out, in a sentence; empty where none is.
    Q_PROPERTY(QString leftOut READ leftOut NOTIFY linesChanged)

public:
    enum Role {
        TimeRole = Qt::UserRole + 1, ///< string: 20.22 s
        TaskRole,                    ///< string: Producer 0
        MessageRole,                 ///< string
        LevelRole,                   ///< string: "warning"; empty for debug and info
        IsProblemRole,               ///< bool: an error, or worse
    };

    explicit LogLines(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    int count() const { return static_cast<int>(m_lines.size()); }
    int current() const { return m_current; }
    QString leftOut() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// The whole row as the command line prints it, for whoever reads it aloud or copies it.
    Q_INVOKABLE QString lineText(int row) const;

Q_SIGNALS:
    void sessionChanged();
    void linesChanged();
    void currentChanged();

private:
    void beginAnew();
    void follow();
    void look();
    void point();

    QPointer<Session> m_session;
    QTimer m_soon;
    std::shared_ptr<RunLog> m_log;
    std::deque<LogLine> m_lines;
    int m_current = -1;
};

} // namespace sojourn
