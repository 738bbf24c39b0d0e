#include "viewmodels/compare/figure_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sojourn {

namespace {

struct Words
{
    const char* name; ///< short: four columns share a narrow panel
    const char* meaning;
};

constexpr std::array<Words, runFigureCount> figureWords{{
    {QT_TRANSLATE_NOOP("FigureTable", "sojourn p50"),
     QT_TRANSLATE_NOOP("FigureTable", "Median sojourn: from an item’s first put to its last done")},
    {QT_TRANSLATE_NOOP("FigureTable", "p90"),
     QT_TRANSLATE_NOOP("FigureTable", "Sojourn that 90 % of the items do not exceed")},
    {QT_TRANSLATE_NOOP("FigureTable", "p99"),
     QT_TRANSLATE_NOOP("FigureTable", "Sojourn that 99 % of the items do not exceed")},
    {QT_TRANSLATE_NOOP("FigureTable", "mean"), QT_TRANSLATE_NOOP("FigureTable", "Mean sojourn")},
    {QT_TRANSLATE_NOOP("FigureTable", "longest"), QT_TRANSLATE_NOOP("FigureTable", "Longest sojourn")},
    {QT_TRANSLATE_NOOP("FigureTable", "wait p50"),
     QT_TRANSLATE_NOOP("FigureTable",
                       "Median time in the queue, from put to get; in several queues, all of them together")},
    {QT_TRANSLATE_NOOP("FigureTable", "wait p99"),
     QT_TRANSLATE_NOOP("FigureTable",
                       "Time in the queue that 99 % of the items do not exceed; in several queues, "
                       "all of them together")},
    {QT_TRANSLATE_NOOP("FigureTable", "items"), QT_TRANSLATE_NOOP("FigureTable", "Items that are done")},
    {QT_TRANSLATE_NOOP("FigureTable", "put waits"),
     QT_TRANSLATE_NOOP("FigureTable", "How long tasks waited to put, all of them together")},
    {QT_TRANSLATE_NOOP("FigureTable", "starved"),
     QT_TRANSLATE_NOOP("FigureTable", "How long tasks waited to get, all of them together")},
    {QT_TRANSLATE_NOOP("FigureTable", "makespan"), QT_TRANSLATE_NOOP("FigureTable", "How long the run took")},
    {QT_TRANSLATE_NOOP("FigureTable", "items/s"),
     QT_TRANSLATE_NOOP("FigureTable", "Items done a second, over the whole run")},
    {QT_TRANSLATE_NOOP("FigureTable", "queue full"),
     QT_TRANSLATE_NOOP("FigureTable",
                       "Share of the time in which the queue had no room; of several, the most")},
    {QT_TRANSLATE_NOOP("FigureTable", "utilisation"),
     QT_TRANSLATE_NOOP("FigureTable", "Share of their time in which the busiest group of consumers worked")},
    {QT_TRANSLATE_NOOP("FigureTable", "turned away"),
     QT_TRANSLATE_NOOP("FigureTable", "Items that a full queue refused")},
    {QT_TRANSLATE_NOOP("FigureTable", "reply p50"),
     QT_TRANSLATE_NOOP("FigureTable", "Median time from a request to its reply, time in line included")},
    {QT_TRANSLATE_NOOP("FigureTable", "reply p99"),
     QT_TRANSLATE_NOOP("FigureTable", "Time to a reply that 99 % of the requests do not exceed")},
    {QT_TRANSLATE_NOOP("FigureTable", "reply mean"),
     QT_TRANSLATE_NOOP("FigureTable", "Mean time from a request to its reply, time in line included")},
    {QT_TRANSLATE_NOOP("FigureTable", "requests"),
     QT_TRANSLATE_NOOP("FigureTable", "Requests sent, each attempt on its own")},
    {QT_TRANSLATE_NOOP("FigureTable", "failed"),
     QT_TRANSLATE_NOOP("FigureTable", "Requests that brought no reply that can be used")},
}};

const Words& wordsOf(RunFigure figure)
{
    return figureWords[static_cast<std::size_t>(figure)];
}

/// A dash where there is nothing.
QString cellText(const std::string& text)
{
    return text.empty() ? QStringLiteral("–") : QString::fromStdString(text);
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
    std::vector<Row> rows;
    for (std::size_t i = 0; i < runFigureCount; ++i) {
        const auto figure = static_cast<RunFigure>(i);
        if (isWorthARow(figure, a[i], b[i]))
            rows.push_back({figure, figureCells(a[i], b[i], runFigureUnit(figure))});
    }
    if (std::ranges::equal(rows, m_rows, {}, &Row::figure, &Row::figure)) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    Q_EMIT shown();
}

QList<QString> FigureTable::wordsColumn() const
{
    QList<QString> texts;
    for (const Row& row : m_rows)
        texts += tr(wordsOf(row.figure).name);
    return texts;
}

QList<QString> FigureTable::column(std::string FigureCells::*cell) const
{
    QList<QString> texts;
    for (const Row& row : m_rows)
        texts += cellText(row.cells.*cell);
    return texts;
}

int FigureTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FigureTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& [figure, cells] = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case WordsRole:
    case Qt::DisplayRole:
        return tr(wordsOf(figure).name);
    case ARole:
        return cellText(cells.a);
    case BRole:
        return cellText(cells.b);
    case DifferenceRole:
        return cellText(cells.difference);
    case MeaningRole:
        return tr(wordsOf(figure).meaning);
    case WholeRole:
        return tr("A\u00A0%1, B\u00A0%2, B − A\u00A0%3") // each on one line with its name
            .arg(cellText(cells.wholeA), cellText(cells.wholeB), cellText(cells.wholeDifference));
    default:
        return {};
    }
}

QHash<int, QByteArray> FigureTable::roleNames() const
{
    return {{WordsRole, "words"},     {ARole, "a"},        {BRole, "b"}, {DifferenceRole, "difference"},
            {MeaningRole, "meaning"}, {WholeRole, "whole"}};
}

} // namespace sojourn
