// A run beside its theory, as lines to be shown.
#pragma once

#include "explore/metric.h"
#include "explore/theory_check.h"

#include <QList>
#include <QString>

#include <optional>

namespace sojourn {

/// One line. Of a figure: what was measured with its interval, what theory says, and where they lie on an
/// axis that has theory in its middle. Of the others: a text.
struct TheoryLine
{
    enum class Kind : std::uint8_t {
        Queue,   ///< title: the queue; text: its case and what goes into it
        Figure,  ///< all but text
        Short,   ///< title: figures without an estimate; text: why
        Little,  ///< title: Little's law; text: both sides; verdict
        Formula, ///< title: the formula; text: its source
        Section, ///< title: the heading of what follows
        Holds,   ///< text: an assumption that holds; theory: where that is from
        Doubt,   ///< text: an assumption that does not hold
        Hint,    ///< title: when it would not hold; text: what it becomes then
        Note,    ///< text
    };
    enum class Verdict : std::uint8_t { None, Agrees, Differs };

    Kind kind = Kind::Note;
    int queue = -1;   ///< number of the queue that it is of
    QString title;    ///< mean wait
    QString text;     ///< M/M/4: λ 3.6/s, μ 1/s, 4 servers
    QString measured; ///< 1.99 s
    QString margin;   ///< ± 0.19 s, or −2.1 +2.0 s
    QString theory;   ///< 1.97 s; empty without one
    Verdict verdict = Verdict::None;
    QString verdictText;         ///< per item or weighted by time; agrees, differs, off by 3 %
    std::optional<double> value; ///< what was measured, as a number: to be held against that of another run
    MetricUnit unit = MetricUnit::Seconds; ///< of it
    // On the axis: 0 at its left, 1 at its right; -1 where there is nothing to show.
    double low = -1, high = -1, at = -1, exact = -1;
};

/// The lines of all queues, in their order.
QList<TheoryLine> theoryLines(const TheoryCheck& check, const RunInfo& info);

} // namespace sojourn
