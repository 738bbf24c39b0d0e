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

QList<double> SweepRows::shares() const
{
    constexpr double apart = 2; // letters that stay free
    double all = 0;
    for (const qsizetype longest : m_longest)
        all += static_cast<double>(longest) + apart;
    QList<double> shares;
    for (const qsizetype longest : m_longest)
        shares += (static_cast<double>(longest) + apart) / all;
    return shares;
}

void SweepRows::widen(const QList<SweepLine>& lines)
{
    const QList<qsizetype> before = m_longest;
    for (const SweepLine& line : lines)
        for (qsizetype i = 0; i < std::min(line.texts.size(), m_longest.size()); ++i)
            m_longest[i] = std::max(m_longest[i], line.texts[i].size());
    if (m_longest != before) Q_EMIT sharesChanged();
}

void SweepRows::show(const QStringList& columns, const QList<SweepLine>& lines)
{
    if (columns != m_columns) {
        m_columns = columns;
        m_longest.clear();
        for (const QString& name : columns) {
            qsizetype longest = (name.size() + 1) / 2; // a name may take two lines, by words
            for (const QString& word : name.split(QLatin1Char(' ')))
                longest = std::max(longest, word.size());
            m_longest += longest;
        }
        Q_EMIT columnsChanged();
        Q_EMIT sharesChanged();
    }
    widen(lines);
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
