// The numbers of a run up to the playhead.
#pragma once

#include "stats/summary.h"
#include "viewmodels/run_document.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <memory>

namespace sojourn {

/// What RunNumbers would say had the run ended at the instant that every view shows, while somebody looks at
/// it
/// (`active`). Events are folded in slices between frames: forward from where the playhead was, backward from
/// the beginning, at some ten million a second.
class NumbersToHere : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    /// The numbers are those of the playhead; else they are being added up, or there are none.
    Q_PROPERTY(bool present READ isPresent NOTIFY numbersChanged)
    /// Why they are not.
    Q_PROPERTY(QString absentText READ absentText NOTIFY numbersChanged)
    // Texts with units; empty where there is nothing to say.
    Q_PROPERTY(QString p50 READ p50 NOTIFY numbersChanged)
    Q_PROPERTY(QString p90 READ p90 NOTIFY numbersChanged)
    Q_PROPERTY(QString p99 READ p99 NOTIFY numbersChanged)
    Q_PROPERTY(QString mean READ mean NOTIFY numbersChanged)
    Q_PROPERTY(QString longest READ longest NOTIFY numbersChanged)
    Q_PROPERTY(QString items READ items NOTIFY numbersChanged)           ///< done, 1,234
    Q_PROPERTY(QString throughput READ throughput NOTIFY numbersChanged) ///< 1.87 /s
    Q_PROPERTY(
        QString meanWaiting READ meanWaiting NOTIFY numbersChanged) ///< 2.31: mean length of all queues

public:
    explicit NumbersToHere(QObject* parent = nullptr);
    ~NumbersToHere() override;

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool isPresent() const { return m_present; }
    QString absentText() const;
    QString p50() const { return stay(m_summary.sojourn.p50Seconds); }
    QString p90() const { return stay(m_summary.sojourn.p90Seconds); }
    QString p99() const { return stay(m_summary.sojourn.p99Seconds); }
    QString mean() const { return stay(m_summary.sojourn.meanSeconds); }
    QString longest() const { return stay(m_summary.sojourn.maxSeconds); }
    QString items() const;
    QString throughput() const;
    QString meanWaiting() const;

Q_SIGNALS:
    void documentChanged();
    void activeChanged();
    void numbersChanged();

private:
    QString stay(double seconds) const;
    bool isKnown() const;
    bool isLost() const;
    void restart();
    void follow();
    void work();

    QPointer<RunDocument> m_document;
    bool m_active = false;
    bool m_present = false;
    Summary m_summary;
    std::unique_ptr<SummaryFold> m_fold; // of the document's run; null before it is looked at
    std::uint64_t m_folded = 0;          // events
    QElapsedTimer m_sinceShown;
    QTimer m_next;
};

} // namespace sojourn
