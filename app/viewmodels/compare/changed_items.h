// The items that changed most from one run to another.
#pragma once

#include "explore/compare/run_comparison.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

struct ChangedItem
{
    ItemChange change;
    ItemStretch stretch;
};

/// A row an item, the largest change first.
class ChangedItems : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The comparison makes it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        ItemRole = Qt::UserRole + 1, ///< int: its number in B
        FromToRole,                  ///< 9.10 s → 2.39 s
        DifferenceRole,              ///< −6.71 s
        FromSecondsRole,             ///< real: when it was under way in either run
        ToSecondsRole,
    };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return static_cast<int>(m_items.size()); }
    void show(std::vector<ChangedItem> items);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    std::vector<ChangedItem> m_items;
};

} // namespace sojourn
