// Who waits for whom, when nobody can go on.
#pragma once

#include "theme/state_look.h"
#include "trace/columns.h"
#include "trace/replay.h"

#include <QList>
#include <QString>

#include <cstdint>

namespace sojourn {

/// A task that waits, what it waits for, or whoever could have ended that.
struct WaitLink
{
    StateLook look = StateLook::Ink; ///< of a task that waits; Ink for everything else
    int task = -1;                   ///< of a task that waits
    QString title;                   ///< main, queue
    QString remark;                  ///< since 0 s; empty, no limit; ended at 3.26 s
    QString towards;                 ///< to the link behind: "waits for the end of"; empty where it ends
    bool gone = false;               ///< has ended: it will do nothing for the link before

    bool operator==(const WaitLink&) const = default;
};

/// From the first task that waits, along what each waits for, to where the chain ends or closes.
struct WaitChain
{
    static constexpr int mostLinks = 12;
    QList<WaitLink> links;
    QString verdict; ///< a sentence: where it ends, or that it is a circle

    /// Of a run that has ended while tasks wait; `moment` is its last. Empty where none waits.
    static WaitChain of(const Columns& columns, const Moment& moment, const RunEnd& end, std::int64_t endNs);
};

} // namespace sojourn
