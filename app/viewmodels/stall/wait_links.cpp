#include "viewmodels/stall/wait_links.h"

#include <utility>

namespace sojourn {

void WaitLinks::setLinks(const QList<WaitLink>& links)
{
    if (links.size() == m_links.size()) { // while a run goes on cards change, and stay
        const QList<WaitLink> before = std::exchange(m_links, links);
        for (int row = 0; row < count(); ++row)
            if (before[row] != m_links[row]) // a link says of the one below whether it is gone
                Q_EMIT dataChanged(index(row == 0 ? 0 : row - 1), index(row));
        return;
    }
    beginResetModel();
    m_links = links;
    endResetModel();
    Q_EMIT countChanged();
}

int WaitLinks::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant WaitLinks::data(const QModelIndex& index, int role) const
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
    case OpensRole:
        return link.opens;
    case GoneRole:
        return link.gone;
    case CircleRole:
        return link.circle;
    case BrokenRole:
        return index.row() + 1 < count() && m_links[index.row() + 1].gone;
    default:
        return {};
    }
}

QHash<int, QByteArray> WaitLinks::roleNames() const
{
    return {{LookRole, "look"},     {TaskRole, "task"},   {TitleRole, "title"},
            {RemarkRole, "remark"}, {OpensRole, "opens"}, {TowardsRole, "towards"},
            {CircleRole, "circle"}, {GoneRole, "gone"},   {BrokenRole, "broken"}};
}

} // namespace sojourn
