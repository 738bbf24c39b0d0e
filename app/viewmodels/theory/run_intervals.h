// How sure the numbers of a run are.
#pragma once

#include "stats/steady_state.h"
#include "viewmodels/session.h"

#include <QCoroTask>

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <array>
#include <memory>

namespace sojourn {

/// The 95 % intervals of sojourn times in the long run, from one finished run: per item, in the order in
/// which items left, behind the warm-up that is found. They are estimated on a worker once the run is whole,
/// and while somebody looks. Empty until then, and of a run without items.
class RunIntervals : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// Somebody looks: nothing is estimated while nobody does.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    // A sentence each: "In the long run 7.90 s to 8.60 s, in 95 of 100 runs", or why nothing is known.
    Q_PROPERTY(QString p50 READ p50 NOTIFY changed)
    Q_PROPERTY(QString p90 READ p90 NOTIFY changed)
    Q_PROPERTY(QString p99 READ p99 NOTIFY changed)
    Q_PROPERTY(QString mean READ mean NOTIFY changed)
    // In short: "7.90 s – 8.60 s"; empty where there is not enough data.
    Q_PROPERTY(QString p50Range READ p50Range NOTIFY changed)
    Q_PROPERTY(QString p90Range READ p90Range NOTIFY changed)
    Q_PROPERTY(QString p99Range READ p99Range NOTIFY changed)
    Q_PROPERTY(QString meanRange READ meanRange NOTIFY changed)

public:
    explicit RunIntervals(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool isActive() const { return m_active; }
    void setActive(bool active);

    QString p50() const { return sentence(P50); }
    QString p90() const { return sentence(P90); }
    QString p99() const { return sentence(P99); }
    QString mean() const { return sentence(Mean); }
    QString p50Range() const { return range(P50); }
    QString p90Range() const { return range(P90); }
    QString p99Range() const { return range(P99); }
    QString meanRange() const { return range(Mean); }

Q_SIGNALS:
    void sessionChanged();
    void activeChanged();
    void changed();

private:
    enum Figure { P50, P90, P99, Mean };
    using Estimates = std::array<Estimated, 4>; // by Figure

    static std::shared_ptr<const Estimates> estimate(const Columns& columns);
    QString sentence(Figure figure) const;
    QString range(Figure figure) const;
    void look();
    QCoro::Task<> work();

    QPointer<Session> m_session;
    std::shared_ptr<const Columns> m_of; // that the estimates are of
    std::shared_ptr<const Estimates> m_estimates;
    QTimer m_soon; // while a slider moves, nothing is begun
    bool m_active = false;
    bool m_busy = false;
};

} // namespace sojourn
