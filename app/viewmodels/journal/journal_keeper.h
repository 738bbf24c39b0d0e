// Follows the live run with a journal.
#pragma once

#include "viewmodels/journal/run_journal.h"
#include "viewmodels/runlog/run_log.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace sojourn {

/// The folder of the journals: $XDG_STATE_HOME/sojourn, or ~/.local/state/sojourn.
QString journalFolder();

/// Keeps the journal of one run at a time, once a second and on a worker. Where no file can be written,
/// nothing is kept and nothing is said: the run goes on.
class JournalKeeper final : public QObject
{
    Q_OBJECT

public:
    /// Nothing is kept before a folder is named.
    explicit JournalKeeper(QObject* parent = nullptr);
    ~JournalKeeper() override;

    void setFolder(const QString& folder) { m_folder = folder; }
    /// Another run, in place of the one before, whose journal goes. The file is made when it has gone on for
    /// a second.
    void begin(JournalledRun run, std::shared_ptr<RunLog> lines);
    /// The run is over, and is still what the window shows.
    void end(const RunEnd& end);
    /// The run is over, or is not shown any more: its journal goes.
    void drop();

private:
    struct Job;
    void follow();

    QString m_folder;
    QTimer m_ticks;
    std::shared_ptr<Job> m_job; // null: there is no run to be kept
};

} // namespace sojourn
