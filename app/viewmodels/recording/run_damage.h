// What the file of the run that is shown has lost.
#pragma once

#include "viewmodels/recording/recording_findings.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace sojourn {

/// Damage of the file that the run was read from, a recording of another program or a run of one's own. There
/// is none while the run is one that was computed here.
class RunDamage : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session has it")
    /// "This recording is incomplete: 18,464 of 72,410 events are lost: those behind 19 s."; empty: there
    /// is no damage.
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    /// Something of the run is lost.
    Q_PROPERTY(bool incomplete READ isIncomplete NOTIFY changed)
    /// All that reading came upon; empty where there is no damage.
    Q_PROPERTY(sojourn::RecordingFindings* findings READ findings CONSTANT)

public:
    using QObject::QObject;

    QString sentence() const { return m_sentence; }
    bool isIncomplete() const { return m_incomplete; }
    RecordingFindings* findings() { return &m_findings; }
    /// Null: another run is shown.
    void show(std::shared_ptr<const Recording> recording);

Q_SIGNALS:
    void changed();

private:
    QString m_sentence;
    bool m_incomplete = false;
    RecordingFindings m_findings;
};

} // namespace sojourn
