// A run laid out on another axis than time's own, with the indices that painters read.
#pragma once

#include "scene/base/run_view.h"
#include "scene/timeline/run_index.h"
#include "trace/retimed.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <memory>
#include <optional>

namespace sojourn {

class TimeAxis : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A list of names")

public:
    enum Kind {
        Plain, ///< time's own: a second is as long everywhere
        Idle,  ///< stretches in which all sleep or wait are shortened
        Steps, ///< a step an event, however long they are apart
    };
    Q_ENUM(Kind)
};

/// Immutable once made.
struct AxisRun
{
    TimeAxis::Kind kind;
    RetimedRun run;
    RunIndex index;
    std::shared_ptr<const Columns> columns; ///< the run in its own time, as far as it had come
    std::int64_t endNs;

    /// Of a moment of the run: with a step an event, behind the events that have happened by then.
    std::int64_t placeOf(const Moment& moment, std::int64_t playheadNs) const;
    /// How many events have happened at a place between two that share an instant; none where the instant
    /// alone tells.
    std::optional<std::uint64_t> eventsAt(std::int64_t at) const;
    /// The run as painters are to see it.
    RunView shown(const RunView& run) const;
    /// What was done to time, in a few words: "12 idle stretches, each as long as 1.2 s".
    QString words() const;
};

/// `columns` must not change any more; `info` is theirs. Cost: a copy of them and a sort of their spans'
/// ends. Not for TimeAxis::Plain.
std::shared_ptr<const AxisRun> makeAxisRun(TimeAxis::Kind kind, std::shared_ptr<const Columns> columns,
                                           std::shared_ptr<const RunInfo> info, std::int64_t endNs);

} // namespace sojourn
