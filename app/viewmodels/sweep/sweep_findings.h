// What a sweep says, in words.
#pragma once

#include "viewmodels/sweep/sweep_results.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace sojourn {

/// A line of a table: the setting's cell, and a text a column.
struct SweepLine
{
    int cell = -1;
    QStringList texts;
    bool isStrong = false;

    bool operator==(const SweepLine&) const = default;
};

struct SweepFindings
{
    QString heading;              ///< the answer in a sentence
    QString detail;               ///< with its numbers, and whether it may still change
    int cheapest = -1;            ///< the cell of the cheapest setting that meets all goals
    QStringList columns;          ///< of `meeting`
    QList<SweepLine> meeting;     ///< for each value across the cheapest setting that meets all goals
    std::size_t meetingCount = 0; ///< all cells that do
    QStringList holds;            ///< why neither of the cheapest one's neighbours would do
};

/// There may be no cell yet.
SweepFindings findingsOf(const SweepResults& results, const SweepAsked& asked);

/// All cells that are done, in their order: the setting, then metric and goals with their intervals.
QList<SweepLine> sweepLines(const SweepResults& results, const SweepAsked& asked);
QStringList sweepColumns(const SweepResults& results, const SweepAsked& asked);

/// What lies under the pointer: all that is asked for, of one cell.
QString cellText(const SweepResults& results, const SweepAsked& asked, std::uint64_t cell);

} // namespace sojourn
