// Runs that were being recorded when the program ended without a good end.
#pragma once

#include "journal/left_journals.h"

#include <QObject>
#include <QString>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// Journals that no living program holds; this one holds them from now on, so that nobody else offers them.
/// The latest is offered. Of very many the oldest are taken away.
class RecoveredRuns : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session has it")
    /// "A run of “Producers and consumers” broke off at 14:05."; empty: none is offered.
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QUrl file READ file NOTIFY changed)

public:
    explicit RecoveredRuns(QObject* parent = nullptr);
    /// Lets them go; those that were not discarded are offered again another time.
    ~RecoveredRuns() override;

    /// Looks into the folder for those that nobody holds. Reads the beginning of each. May be called again: a
    /// program that was killed a moment ago lets go of its file only as it ends.
    void look(const QString& folder);

    QString sentence() const { return m_sentence; }
    QUrl file() const;
    /// It was opened: this program offers it no more. To look at a run is not to save it, so it stays.
    Q_INVOKABLE void accept();
    Q_INVOKABLE void discard();

Q_SIGNALS:
    void changed();

private:
    void describe();

    std::vector<LeftJournal> m_journals; // the latest first
    std::vector<LeftJournal> m_accepted;
    QString m_sentence;
};

} // namespace sojourn
