#include "viewmodels/compare/figure_table.h"

#include "viewmodels/panels/words.h"

#include <QLocale>

namespace sojourn {

namespace {

/// The first ones are all of sojourns, which need not be said of each.
QString wordsOf(RunFigure figure)
{
    switch (figure) {
    case RunFigure::SojournP50:
        return FigureTable::tr("sojourn p50");
    case RunFigure::SojournP90:
        return FigureTable::tr("p90");
    case RunFigure::SojournP99:
        return FigureTable::tr("p99");
    case RunFigure::SojournMean:
        return FigureTable::tr("mean");
    case RunFigure::SojournMax:
        return FigureTable::tr("longest");
    case RunFigure::PutWait:
        return FigureTable::tr("put waits");
    case RunFigure::Starved:
        return FigureTable::tr("starved");
    case RunFigure::Items:
    case RunFigure::Utilisation:
    case RunFigure::Dropped:
    case RunFigure::Elapsed:
    case RunFigure::Throughput:
    case RunFigure::QueueFull:
    case RunFigure::ReplyP50:
    case RunFigure::ReplyP99:
    case RunFigure::ReplyMean:
    case RunFigure::Requests:
    case RunFigure::Failed:
        break;
    }
    return QString::fromLatin1(runFigureWords(figure));
}

QString valueText(const std::optional<double>& value, MetricUnit unit)
{
    if (!value) return {};
    if (unit == MetricUnit::Ratio) return percentText(*value);
    if (unit == MetricUnit::Count) return QLocale(QLocale::English).toString(*value, 'f', 0);
    if (unit == MetricUnit::PerSecond) return QString::number(*value, 'g', 3);
    return QString::fromStdString(metricText(*value, unit));
}

/// Hardly any queue turns items away.
bool isWorthARow(RunFigure figure, const std::optional<double>& a, const std::optional<double>& b)
{
    if (figure == RunFigure::Dropped) return a.value_or(0) > 0 || b.value_or(0) > 0;
    return a || b;
}

} // namespace

void FigureTable::show(const RunFigures& a, const RunFigures& b)
{
    std::vector<RunFigure> rows;
    for (std::size_t i = 0; i < runFigureCount; ++i)
        if (isWorthARow(static_cast<RunFigure>(i), a[i], b[i])) rows.push_back(static_cast<RunFigure>(i));
    m_a = a;
    m_b = b;
    if (rows == m_rows) {
        if (!rows.empty()) Q_EMIT dataChanged(index(0), index(static_cast<int>(rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int FigureTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FigureTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunFigure figure = m_rows[static_cast<std::size_t>(index.row())];
    const auto& a = m_a[static_cast<std::size_t>(figure)];
    const auto& b = m_b[static_cast<std::size_t>(figure)];
    switch (role) {
    case WordsRole:
    case Qt::DisplayRole:
        return wordsOf(figure);
    case ARole:
        return valueText(a, runFigureUnit(figure));
    case BRole:
        return valueText(b, runFigureUnit(figure));
    case DifferenceRole:
        return a && b ? QString::fromStdString(differenceText(*b - *a, runFigureUnit(figure))) : QString();
    default:
        return {};
    }
}

QHash<int, QByteArray> FigureTable::roleNames() const
{
    return {{WordsRole, "words"}, {ARole, "a"}, {BRole, "b"}, {DifferenceRole, "difference"}};
}

} // namespace sojourn
