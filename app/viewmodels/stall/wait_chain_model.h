// The links of a chain of waits, for a list.
#pragma once

#include "viewmodels/stall/wait_chain.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// A row a link.
class WaitChainModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("StallFacts has it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int: a StatePattern look; -1 where nobody waits
        TaskRole,                    ///< int: the task; -1 for a queue, a flag, or whoever is gone
        TitleRole,                   ///< string
        RemarkRole,                  ///< string
        TowardsRole,                 ///< string: what leads to the link below; empty at the last
        GoneRole,                    ///< bool: has ended
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
