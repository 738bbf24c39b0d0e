#include "viewmodels/chooser/category_model.h"

#include <utility>

namespace sojourn {

void CategoryModel::setRows(std::vector<Row> rows)
{
    if (rows == m_rows) return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int CategoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CategoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case CategoryRole:
        return row.category;
    case TitleRole:
    case Qt::DisplayRole:
        return row.title;
    case CountRole:
        return row.count;
    case ColumnRole:
        return row.place.column;
    case LineRole:
        return row.place.line;
    case HeadingsRole:
        return row.place.headings;
    default:
        return {};
    }
}

QHash<int, QByteArray> CategoryModel::roleNames() const
{
    return {{CategoryRole, "category"}, {TitleRole, "title"}, {CountRole, "count"},
            {ColumnRole, "column"},     {LineRole, "line"},   {HeadingsRole, "headings"}};
}

} // namespace sojourn
