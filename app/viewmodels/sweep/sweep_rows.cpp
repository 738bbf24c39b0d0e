#include "viewmodels/sweep/sweep_rows.h"

#include <algorithm>

namespace sojourn {

int SweepRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SweepRows::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const SweepLine& line = m_lines[index.row()];
    switch (role) {
    case CellRole:
        return line.cell;
    case TextsRole:
        return line.texts;
    case StrongRole:
        return line.isStrong;
    case Qt::DisplayRole:
        return line.texts.join(QStringLiteral(", "));
    default:
        return {};
    }
}

QHash<int, QByteArray> SweepRows::roleNames() const
{
    return {{CellRole, "cell"}, {TextsRole, "texts"}, {StrongRole, "strong"}};
}

void SweepRows::show(const QStringList& columns, const QList<SweepLine>& lines)
{
    if (columns != m_columns) {
        m_columns = columns;
        Q_EMIT columnsChanged();
    }
    const qsizetype common = std::min(lines.size(), m_lines.size());
    if (lines.size() < m_lines.size()) {
        beginRemoveRows({}, static_cast<int>(common), count() - 1);
        m_lines.resize(common);
        endRemoveRows();
    }
    for (qsizetype i = 0; i < common; ++i) {
        if (lines[i] == m_lines[i]) continue;
        m_lines[i] = lines[i];
        Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
    if (lines.size() > common) {
        beginInsertRows({}, static_cast<int>(common), static_cast<int>(lines.size()) - 1);
        m_lines.append(lines.mid(common));
        endInsertRows();
    }
    Q_EMIT shown();
}

} // namespace sojourn
