// Opens recordings without holding up the window.
#pragma once

#include "formats/import/import_progress.h"
#include "formats/import/piped_file.h"
#include "stats/run_totals.h"
#include "stats/summary.h"
#include "viewmodels/recording/recording_digest.h"

#include <QCoroTask>

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>

namespace sojourn {

/// What became of reading a file: a recording with its digest, or a sentence without a full stop.
struct OpenedRecording
{
    std::shared_ptr<const Recording> recording;
    RecordingDigest digest;
    std::optional<Summary> summary; ///< where it tells events
    RunTotals totals;               ///< likewise
    QString problem;
};

/// Reads one recording at a time on a worker; the latest that was asked for wins.
class RecordingReader : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session has it")
    Q_PROPERTY(bool busy READ isBusy NOTIFY progressed)
    Q_PROPERTY(QString file READ file NOTIFY progressed) ///< its last name
    /// How much of it was read, 0 to 1; -1 where nobody knows how long it is.
    Q_PROPERTY(double share READ share NOTIFY progressed)
    /// How many bytes of it were read, "12.4 MB".
    Q_PROPERTY(QString amount READ amount NOTIFY progressed)
    /// "about 12 s left"; empty while nobody can tell.
    Q_PROPERTY(QString remaining READ remaining NOTIFY progressed)

public:
    explicit RecordingReader(QObject* parent = nullptr);
    ~RecordingReader() override;

    /// Null when it was cancelled, or another one was asked for meanwhile.
    QCoro::Task<std::shared_ptr<OpenedRecording>> read(QString path);
    /// What comes out of a pipe, in a file that can be read; see settledFile(). Nothing when it was
    /// cancelled, or another one was asked for meanwhile.
    QCoro::Task<std::optional<SettledFile>> settle(QString path);
    /// Ends the reading at once.
    Q_INVOKABLE void cancel();

    bool isBusy() const { return m_progress != nullptr; }
    QString file() const { return m_file; }
    double share() const;
    QString amount() const;
    QString remaining() const;

Q_SIGNALS:
    void progressed();

private:
    std::shared_ptr<ImportProgress> begin(const QString& path);
    bool isEnded(const std::shared_ptr<ImportProgress>& progress);

    std::shared_ptr<ImportProgress> m_progress; // null: nothing is being read
    QString m_file;
    QElapsedTimer m_since;
    QTimer m_ticks;
};

} // namespace sojourn
