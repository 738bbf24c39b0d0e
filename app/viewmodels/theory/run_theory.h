// What theory says of the run that is shown, for pictures and numbers that stand beside what was measured.
#pragma once

#include "explore/theory_of.h"
#include "viewmodels/session.h"

#include <QCoroTask>

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace sojourn {

/// Follows the session's run, live or computed. Theory is found on a worker, one run at a time: while a
/// slider moves, those that were overtaken meanwhile are left out. The values of the run before stay until
/// there are others, so that nothing flickers.
class RunTheory : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// "M/M/4"; empty where theory knows no sojourn time of items. So are the others.
    Q_PROPERTY(QString caseName READ caseName NOTIFY changed)
    /// What the green numbers are, or how fast a queue grows that is overloaded; empty without either.
    Q_PROPERTY(QString caption READ caption NOTIFY changed)
    // Of sojourn times, as the run's numbers have them: "4.97 s", "≈ 4.97 s" where it is an approximation.
    Q_PROPERTY(QString p50 READ p50 NOTIFY changed)
    Q_PROPERTY(QString p90 READ p90 NOTIFY changed)
    Q_PROPERTY(QString p99 READ p99 NOTIFY changed)
    Q_PROPERTY(QString mean READ mean NOTIFY changed)

public:
    explicit RunTheory(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);

    /// Null while nothing is known, and where a queue has none.
    const QueueTheory* of(std::uint16_t queue) const;
    /// The distribution of items' sojourn times; null where theory does not know it, and where items pass
    /// several queues.
    const StayDistribution* sojourn() const;

    QString caseName() const;
    QString caption() const;
    QString p50() const { return percentile(50); }
    QString p90() const { return percentile(90); }
    QString p99() const { return percentile(99); }
    QString mean() const;

Q_SIGNALS:
    void sessionChanged();
    void changed();

private:
    const QueueFigures* onlyFigures() const;
    QString percentile(double percent) const;
    QString text(double seconds, bool isApproximate) const;
    void look();
    QCoro::Task<> find();

    QPointer<Session> m_session;
    std::shared_ptr<const Scenario> m_scenario; // that m_theory is of
    std::shared_ptr<const ScenarioTheory> m_theory;
    bool m_busy = false;
};

} // namespace sojourn
