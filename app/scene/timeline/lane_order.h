// In which order lanes stand.
#pragma once

#include "scene/timeline/run_index.h"
#include "trace/columns.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <vector>

namespace sojourn {

class LaneOrder : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A list of names")

public:
    enum Kind {
        Start,      ///< as they were started
        Name,       ///< by name, numbers in names by their value
        Busy,       ///< the busiest first: running, working, or off to a thread
        FirstEvent, ///< by when something happened there first
    };
    Q_ENUM(Kind)
};

/// By task: its place where groups stand in that order, by their own names and by what their tasks do
/// together, and so do the tasks of each; ties stand in order of starting. Empty for LaneOrder::Start. Cost:
/// a sort of the groups and of the tasks.
std::vector<std::uint32_t> laneRanks(const Columns& columns, const RunIndex& index, LaneOrder::Kind kind);

} // namespace sojourn
