// What the numbers of the present run have over those of the one before.
#pragma once

#include "explore/compare/run_figures.h"
#include "viewmodels/compare/kept_runs.h"

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// Differences B − A as texts with sign and unit: "−4.62 s"; empty where there is no A, where either has no
/// such number, while the run goes on, and while no ghost is to be seen.
class FigureChanges : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::KeptRuns* kept READ kept WRITE setKept NOTIFY keptChanged)
    Q_PROPERTY(bool present READ isPresent NOTIFY changed) ///< there is something to say
    Q_PROPERTY(QString p50 READ p50 NOTIFY changed)
    Q_PROPERTY(QString p90 READ p90 NOTIFY changed)
    Q_PROPERTY(QString p99 READ p99 NOTIFY changed)
    Q_PROPERTY(QString mean READ mean NOTIFY changed)
    Q_PROPERTY(QString longest READ longest NOTIFY changed)
    Q_PROPERTY(QString items READ items NOTIFY changed)
    Q_PROPERTY(QString elapsed READ elapsed NOTIFY changed)
    Q_PROPERTY(QString requests READ requests NOTIFY changed)
    Q_PROPERTY(QString requestsFailed READ requestsFailed NOTIFY changed)
    Q_PROPERTY(QString replyP50 READ replyP50 NOTIFY changed)
    Q_PROPERTY(QString replyP99 READ replyP99 NOTIFY changed)
    Q_PROPERTY(QString queueFull READ queueFull NOTIFY changed)
    Q_PROPERTY(QString starved READ starved NOTIFY changed)

public:
    explicit FigureChanges(QObject* parent = nullptr);

    KeptRuns* kept() const { return m_kept; }
    void setKept(KeptRuns* kept);
    bool isPresent() const { return m_present; }
    QString p50() const { return text(RunFigure::SojournP50); }
    QString p90() const { return text(RunFigure::SojournP90); }
    QString p99() const { return text(RunFigure::SojournP99); }
    QString mean() const { return text(RunFigure::SojournMean); }
    QString longest() const { return text(RunFigure::SojournMax); }
    QString items() const { return text(RunFigure::Items); }
    QString elapsed() const { return text(RunFigure::Elapsed); }
    QString requests() const { return text(RunFigure::Requests); }
    QString requestsFailed() const { return text(RunFigure::Failed); }
    QString replyP50() const { return text(RunFigure::ReplyP50); }
    QString replyP99() const { return text(RunFigure::ReplyP99); }
    QString queueFull() const { return text(RunFigure::QueueFull); }
    QString starved() const { return text(RunFigure::Starved); }

Q_SIGNALS:
    void keptChanged();
    void changed();

private:
    void look();
    QString text(RunFigure figure) const { return m_texts[static_cast<std::size_t>(figure)]; }

    QPointer<KeptRuns> m_kept;
    bool m_present = false;
    std::array<QString, runFigureCount> m_texts;
};

} // namespace sojourn
