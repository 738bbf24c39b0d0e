// The run beside its theory, for the window.
#pragma once

#include "viewmodels/session.h"
#include "viewmodels/theory/theory_lines.h"

#include <QCoroTask>

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// A row a line of the comparison. What theory says is there as soon as the run is; what was measured, once
/// the run is known whole: at once on the virtual clock, at its end on the real one.
class TheoryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// Somebody looks: nothing is compared while nobody does.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString sentence READ sentence NOTIFY compared) ///< the verdict, or why there is none
    Q_PROPERTY(int count READ count NOTIFY compared)
    /// Some figure has an interval to be looked at.
    Q_PROPERTY(bool measured READ isMeasured NOTIFY compared)

public:
    enum Kind { Queue, Figure, Short, Little, Formula, Doubt, Note }; // from Formula on: remarks
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
    };

    explicit TheoryModel(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    QString sentence() const { return m_sentence; }
    int count() const { return static_cast<int>(m_lines.size()); }
    bool isMeasured() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sessionChanged();
    void activeChanged();
    void compared();

private:
    struct Comparison
    {
        QList<TheoryLine> lines;
        QString sentence;
    };
    static Comparison compare(const Scenario& scenario, const Columns& columns, bool whole);

    void forget();
    void look();
    QCoro::Task<> work(std::shared_ptr<const Scenario> scenario, std::shared_ptr<const Columns> columns,
                       bool whole);
    void show(Comparison comparison);

    QPointer<Session> m_session;
    QList<TheoryLine> m_lines;
    QString m_sentence;
    std::uint64_t m_asked = 0; // counts the comparisons; the latest wins
    bool m_active = false;
    enum class Known : std::uint8_t { Nothing, Theory, Whole } m_known = Known::Nothing;
};

} // namespace sojourn
