// A sweep as pictures and tables show it: plain data.
#pragma once

#include "explore/metric.h"
#include "explore/requirement.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sojourn {

/// What is varied in one direction.
struct SweepGridAxis
{
    QString label;               ///< Servers; empty: nothing is varied in this direction
    QStringList texts;           ///< the values as they are written
    std::vector<double> numbers; ///< the same as numbers, ascending

    int size() const { return static_cast<int>(texts.size()); }
    bool isVaried() const { return !label.isEmpty(); }
};

/// What is known of one setting.
struct SweepGridCell
{
    enum class State : std::uint8_t {
        Missing, ///< not computed yet
        Refused, ///< the scenario can't have these values
        NoData,  ///< its runs had no value
        Known,
    };
    State state = State::Missing;
    double mean = 0;                 ///< of the metric that is shown; only when Known
    std::optional<double> low, high; ///< its 95 % interval; nothing from one run
    unsigned missed = 0;             ///< a bit a goal that it does not meet
    bool isUnfinished = false;       ///< some of its runs failed, stalled or spun

    bool isKnown() const { return state == State::Known; }
};

struct SweepGridGoal
{
    QString words;           ///< p99 wait under 2 s
    bool isOfMetric = false; ///< about the metric that is shown: its bound has a place on the scale
    double bound = 0;
    bool isUpper = true; ///< it is met below the bound
};

/// All cells with one metric and all goals. Cells are numbered as in a SweepPlan: those of one value across
/// adjoin.
struct SweepGrid
{
    SweepGridAxis across, up;
    std::vector<SweepGridCell> cells;
    QList<SweepGridGoal> goals; ///< two at most
    QString metric;             ///< p99 wait
    MetricUnit unit = MetricUnit::Count;
    int cheapest = -1; ///< the cheapest known cell that meets all goals; -1: none
    QString cheapestTitle, cheapestText;
    int knee = -1; ///< where the curve through shownUp bends most
    QString kneeText;
    int shownUp = 0;  ///< the value of `up` whose curve is drawn
    int current = -1; ///< where the keyboard is
    bool isWhole = false;
    bool isStopped = false; ///< cells that are missing stay so

    bool isEmpty() const { return cells.empty(); }
    int cellAt(int x, int y) const { return x * up.size() + y; }
    int xOf(int cell) const { return cell / up.size(); }
    int yOf(int cell) const { return cell % up.size(); }
    const SweepGridCell& at(int x, int y) const { return cells[static_cast<std::size_t>(cellAt(x, y))]; }
    bool anyKnown() const;
};

/// "2 s", "1.5 %", "3.6/s": a value on an axis.
QString axisText(double value, MetricUnit unit);
/// "46.2 min", "1.5 h", "3.6/s": a value in a table, where there is no room for minutes and seconds.
QString tableText(double value, MetricUnit unit);

} // namespace sojourn
