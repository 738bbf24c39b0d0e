// What would end a run that has stalled.
#pragma once

#include "viewmodels/session.h"
#include "viewmodels/stall/remedy_search.h"

#include <QCoroTask>

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include <atomic>
#include <memory>
#include <vector>

namespace sojourn {

/// A row a value of a parameter with which the stalled run would have finished, looked for on a worker as
/// soon as the run is known to stall; empty before, and where nothing was found.
class StallRemedies : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    static constexpr std::size_t mostShown = 2;
    enum Role {
        TitleRole = Qt::UserRole + 1, ///< string: Set “End mark” to “last”
        ExplanationRole,              ///< string: Computed with this seed: the run then ends after 2.41 s
    };

    explicit StallRemedies(QObject* parent = nullptr);
    ~StallRemedies() override;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    int count() const { return static_cast<int>(m_remedies.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Sets the row's value and runs again.
    Q_INVOKABLE void apply(int row);

Q_SIGNALS:
    void sessionChanged();
    void countChanged();

private:
    void forget();
    void look();
    QCoro::Task<> search(StalledRun run);
    void show(std::vector<Remedy> remedies);

    QPointer<Session> m_session;
    std::vector<Remedy> m_remedies;
    std::shared_ptr<std::atomic<bool>> m_abandon; // of the search that goes on, or went on last; null before
};

} // namespace sojourn
