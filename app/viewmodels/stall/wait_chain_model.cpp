#include "viewmodels/stall/wait_chain_model.h"

namespace sojourn {

void WaitChainModel::setLinks(const QList<WaitLink>& links)
{
    if (links == m_links) return;
    beginResetModel();
    m_links = links;
    endResetModel();
    Q_EMIT countChanged();
}

int WaitChainModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant WaitChainModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const WaitLink& link = m_links[index.row()];
    switch (role) {
    case LookRole:
        return link.task < 0 ? -1 : static_cast<int>(link.look);
    case TaskRole:
        return link.task;
    case TitleRole:
    case Qt::DisplayRole:
        return link.title;
    case RemarkRole:
        return link.remark;
    case TowardsRole:
        return link.towards;
    case GoneRole:
        return link.gone;
    case BrokenRole:
        return index.row() + 1 < count() && m_links[index.row() + 1].gone;
    default:
        return {};
    }
}

QHash<int, QByteArray> WaitChainModel::roleNames() const
{
    return {{LookRole, "look"},       {TaskRole, "task"}, {TitleRole, "title"},  {RemarkRole, "remark"},
            {TowardsRole, "towards"}, {GoneRole, "gone"}, {BrokenRole, "broken"}};
}

} // namespace sojourn
