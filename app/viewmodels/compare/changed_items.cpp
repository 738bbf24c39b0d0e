#include "viewmodels/compare/changed_items.h"

#include "explore/compare/run_figures.h"
#include "viewmodels/panels/words.h"

#include <utility>

namespace sojourn {

void ChangedItems::show(std::vector<ChangedItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
    Q_EMIT countChanged();
}

int ChangedItems::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ChangedItems::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& [change, stretch] = m_items[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ItemRole:
        return static_cast<int>(change.b);
    case FromToRole:
    case Qt::DisplayRole:
        return QStringLiteral("%1 → %2").arg(durationText(change.aSojournNs),
                                             durationText(change.bSojournNs));
    case DifferenceRole:
        return QString::fromStdString(
            differenceText(static_cast<double>(change.differenceNs()) / 1e9, MetricUnit::Seconds));
    case FromSecondsRole:
        return static_cast<double>(stretch.fromNs) / 1e9;
    case ToSecondsRole:
        return static_cast<double>(stretch.toNs) / 1e9;
    default:
        return {};
    }
}

QHash<int, QByteArray> ChangedItems::roleNames() const
{
    return {{ItemRole, "item"},
            {FromToRole, "fromTo"},
            {DifferenceRole, "difference"},
            {FromSecondsRole, "fromSeconds"},
            {ToSecondsRole, "toSeconds"}};
}

} // namespace sojourn
