// Who waits for whom, at one instant.
#pragma once

#include "theme/state_look.h"
#include "trace/replay.h"
#include "trace/run_info.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>

namespace sojourn {

/// Tasks that wait for the same, what they wait for, or those who can end that, or could have.
struct WaitLink
{
    StateLook look = StateLook::Ink; ///< of tasks; Ink for everything else
    int task = -1;                   ///< the first of the tasks; -1 for a queue, a flag, or whoever is gone
    QString title;                   ///< main, Producer 0 and 2 more, queue
    QString remark;                  ///< since 0 s; empty, no limit; ended at 3.26 s
    QString towards;                 ///< to the link behind: "waits for the end of"; empty where it ends
    bool opens = false;              ///< the first of a chain: nothing of the link before leads to it
    bool gone = false;               ///< has ended: it will do nothing for the link before
    bool circle = false;             ///< one of those that wait for each other

    bool operator==(const WaitLink&) const = default;
};

/// The tasks that wait, each in one link, along what each waits for to those who use it so: chains one behind
/// the other, circles first. Tasks of one group that wait for the same share a link. A chain ends at whoever
/// does not wait; where nobody who goes on by himself can end a wait, it goes on along those who cannot act
/// either, to a circle or to where nobody is left. What is not in a run's events is not known here:
/// time-outs, who will cancel whom, who sets a flag, and whether a task that is left will put or get again.
struct WaitGraph
{
    static constexpr int mostLinks = 40;
    QList<WaitLink> links;
    QString verdict; ///< a sentence: how many wait, where the first chain ends, or that there is a circle
    std::size_t waiting = 0; ///< tasks that wait
    bool hasCircle = false;
    int last = -1; ///< the last task of the first chain that waits: the one that the others wait for
    int more = 0;  ///< kinds of waits for which there was no room

    /// Of a run that stands so; `endNs`, the end of what is known of it, says how exactly instants are told.
    /// When it is over, nothing ends a wait any more.
    static WaitGraph of(const RunInfo& info, const Moment& moment, std::int64_t endNs, bool isOver,
                        bool isPastLost = false);
};

} // namespace sojourn
