// Who waits for whom, for a list.
#pragma once

#include "viewmodels/stall/wait_graph.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// A row a link of a graph of waits.
class WaitLinks : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("WaitFacts has it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int: a StatePattern look of tasks; -1 for the rest
        TaskRole,                    ///< int: the task; -1 for a queue, a flag, or whoever is gone
        TitleRole,                   ///< string
        RemarkRole,                  ///< string
        TowardsRole,                 ///< string: what leads to the link below; empty at the last of a chain
        OpensRole,                   ///< bool: the first of a chain
        GoneRole,                    ///< bool: has ended
        CircleRole,                  ///< bool: one of those that wait for each other
        BrokenRole,                  ///< bool: the link below has ended: what leads to it leads nowhere
    };

    using QAbstractListModel::QAbstractListModel;

    void setLinks(const QList<WaitLink>& links);
    int count() const { return static_cast<int>(m_links.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    QList<WaitLink> m_links;
};

} // namespace sojourn
