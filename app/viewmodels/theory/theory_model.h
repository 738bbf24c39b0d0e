// The run beside its theory, for the window.
#pragma once

#include "stats/queue_curves.h"
#include "viewmodels/compare/kept_runs.h"
#include "viewmodels/session.h"
#include "viewmodels/theory/theory_lines.h"

#include <QCoroTask>

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

namespace sojourn {

/// A row a line of the comparison. What theory says is there as soon as the run is; what was measured follows
/// it, while the run goes on as well: then it is compared anew a few times a second.
class TheoryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// Somebody looks: nothing is compared while nobody does.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    /// Where A comes from, with whose figures and curves those of the run are compared; may be null.
    Q_PROPERTY(sojourn::KeptRuns* kept READ kept WRITE setKept NOTIFY keptChanged)
    /// Some figure has a difference to A: both were measured.
    Q_PROPERTY(bool hasDifferences READ hasDifferences NOTIFY compared)
    Q_PROPERTY(QString ghostName READ ghostName NOTIFY compared) ///< 4 servers; empty without a difference
    Q_PROPERTY(QString sentence READ sentence NOTIFY compared)   ///< the verdict, or why there is none
    /// What was counted, and what was left out: "9,800 waits in “queue” count; the first 200 are warm-up."
    Q_PROPERTY(QString detail READ detail NOTIFY compared)
    Q_PROPERTY(int count READ count NOTIFY compared)
    /// Some figure has an interval to be looked at.
    Q_PROPERTY(bool measured READ isMeasured NOTIFY compared)

public:
    enum Kind { Queue, Figure, Short, Little, Formula, Section, Holds, Doubt, Hint, Note };
    Q_ENUM(Kind)
    enum Verdict { NoVerdict, Agrees, Differs };
    Q_ENUM(Verdict)
    enum Role {
        KindRole = Qt::UserRole + 1, ///< Kind
        TitleRole,
        TextRole,
        MeasuredRole,
        MarginRole,
        TheoryRole,
        VerdictRole, ///< Verdict
        VerdictTextRole,
        LowRole, ///< this and the next: real, see TheoryLine
        HighRole,
        AtRole,
        ExactRole,
        QueueRole,      ///< its number; -1 of what concerns several
        DifferenceRole, ///< string: −1.97 s, what was measured less what was in A; empty without an A, of a
                        ///< run that goes on, and while no ghost is to be seen
    };

    explicit TheoryModel(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    KeptRuns* kept() const { return m_kept; }
    void setKept(KeptRuns* kept);
    QString sentence() const { return m_shown.sentence; }
    QString detail() const;
    /// The curves of the queue that is selected, else of the first that theory knows; null while there are
    /// none.
    const QueueCurves* curves() const;
    /// Those of a queue; null while there are none.
    const QueueCurves* curvesOf(std::uint16_t queue) const;
    /// Those of A of the same queue; null where there is no difference to be shown.
    const QueueCurves* ghostCurves() const;
    /// 4 servers; empty likewise.
    QString ghostName() const;
    bool hasDifferences() const;
    /// Of the queue that curves() are of; empty where it is the only one.
    QString queueName() const;
    int count() const { return static_cast<int>(m_shown.lines.size()); }
    bool isMeasured() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sessionChanged();
    void keptChanged();
    void activeChanged();
    void compared(); ///< or another queue is selected

private:
    struct Comparison
    {
        QList<TheoryLine> lines;
        QString sentence;
        bool hasExact = false;           ///< there are intervals that an exact value is held against
        std::vector<QueueCurves> curves; // by queue
        std::shared_ptr<const RunInfo> info;
        bool isWhole = false;            ///< of a run that has ended
        std::weak_ptr<const Columns> of; ///< what was compared
    };
    enum class Extent : std::uint8_t { Nothing, Part, Whole }; // of the run

    static Comparison compare(const Scenario& scenario, const Columns& columns, Extent extent,
                              std::shared_ptr<const RunInfo> info);

    void forget();
    void look();
    QCoro::Task<> work();
    void show(Comparison comparison);
    void lookAtA();
    QCoro::Task<> compareA(std::shared_ptr<const KeptRun> a);
    bool isGhostShown() const;
    QString difference(const TheoryLine& line) const;

    QPointer<Session> m_session;
    QPointer<KeptRuns> m_kept;
    Comparison m_shown;
    std::uint64_t m_run = 0; // counts the runs
    bool m_active = false;
    bool m_busy = false; // one comparison at a time: those that were overtaken meanwhile are left out
    Extent m_known = Extent::Nothing;
    std::uint64_t m_knownEvents = 0;  // of the run, when it was compared last
    std::shared_ptr<Columns> m_soFar; // of a live run; the worker's while it is busy
    QTimer m_again;                   // until it is compared anew
    std::shared_ptr<const Comparison> m_ofA;
    bool m_isABusy = false; // one at a time as well
};

} // namespace sojourn
