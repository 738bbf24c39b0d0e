// Follows the live run with a journal.
#pragma once

#include "journal/run_journal.h"
#include "scenario/run_log.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace sojourn {

/// Keeps the journal of one run at a time, once a second and on a worker. Where no file can be written,
/// nothing is kept and nothing is said: the run goes on. Needs the events of its thread to be processed now
/// and then.
class JournalKeeper final : public QObject
{
    Q_OBJECT

public:
    /// What was left of a run, and where.
    struct Left
    {
        QString path;
        bool isWhole = false; ///< to the run's end
    };

    /// Nothing is kept before a folder is named.
    explicit JournalKeeper(QObject* parent = nullptr);
    ~JournalKeeper() override;

    void setFolder(const QString& folder) { m_folder = folder; }
    /// Another run, in place of the one before, whose journal goes. The file is made when it has gone on for
    /// a second.
    void begin(JournalledRun run, std::shared_ptr<RunLog> lines);
    /// Whether the run has gone on for long enough to have a journal.
    bool hasBegun() const { return m_hasBegun; }
    /// The run is over, and is not in safety yet: the journal gets its end.
    void end(const RunEnd& end);
    /// The run is over, or is not shown any more: its journal goes.
    void drop();
    /// The journal stays where it is, as far as it has come, for whoever looks for it next. Waits for what is
    /// being written. Nothing where there is none.
    std::optional<Left> leave();

private:
    struct Job;
    class Worker;
    void follow();

    QString m_folder;
    QTimer m_ticks;
    std::shared_ptr<Job> m_job; // null: there is no run to be kept
    bool m_hasBegun = false;
    std::unique_ptr<Worker> m_worker; // ends first: what it does is done then
};

} // namespace sojourn
