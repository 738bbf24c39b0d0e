// One line of what is known about the thing that is selected.
#pragma once

#include "theme/state_look.h"

#include <QList>
#include <QString>

namespace sojourn {

/// A value and what it means. At an instant it has a ring (or, where the story ends, a dot) before it; a
/// stretch of time has a bar in the look of the state that it was spent in; a plain number has nothing.
struct Fact
{
    enum class Mark { None, Ring, Dot, Bar };
    Mark mark = Mark::None;
    StateLook look = StateLook::Ink; ///< of a bar
    QString value;                   ///< 20.22 s
    QString words;                   ///< made by Producer 1

    bool operator==(const Fact&) const = default;
};

/// A part of the bar under the headline.
struct Share
{
    StateLook look = StateLook::Ink;
    double ratio = 0;

    bool operator==(const Share&) const = default;
};

/// All that the inspector shows.
struct Facts
{
    QString title;    ///< Item 49
    QString subject;  ///< what the headline measures: sojourn
    QString headline; ///< 6.18 s
    QString remark;   ///< longer than 77 % of items
    QString note;     ///< Producer 1's 16th item · payload 799fe9d7
    QList<Share> shares;
    QList<Fact> lines;
};

} // namespace sojourn
