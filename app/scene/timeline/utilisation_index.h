// How many of the tasks are busy, over the whole of a run.
#pragma once

#include "scene/timeline/time_buckets.h"
#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Means over a stretch of time.
struct Utilisation
{
    double busy = 0;  ///< tasks
    double tasks = 0; ///< of so many that were started and had not ended

    double ratio() const { return tasks > 0 ? busy / tasks : 0.0; } ///< 0..1; 0 where there was none
};

/// What UtilisationIndex says of a run up to its end; keeps nothing of the run.
class UtilisationCurve final
{
public:
    /// Over what of [fromNs, toNs) lies before the run's end; within a bucket all is taken as spread evenly.
    Utilisation within(std::int64_t fromNs, std::int64_t toNs) const;

private:
    friend class UtilisationIndex;
    SummedTime m_busy; // of all tasks
    SummedTime m_there;
    std::int64_t m_endNs = 0;
};

/// Grows with a run. Where tasks take items from queues it is about those: they are busy unless they wait for
/// an item, for room, for somebody or for their turn, as the metric tasks.G.utilisation has it, since a
/// service may well be a sleep. In other runs it is about all tasks, and they are busy while they run,
/// compute, or have something done elsewhere. Of a recording that another program made it is about all lanes
/// that ever have a span, over the whole of it: what they do before and between is not known, and which of
/// them make up a thread or a crowd of requests is not either.
class UtilisationIndex final
{
public:
    /// Takes in the spans that were closed since. Cost: the tasks and those spans.
    void update(const Columns& columns);
    /// Those who take items are meant, not all tasks.
    bool isOfTakers() const { return m_takers; }
    /// Up to endNs, spans that go on included. Cost: the tasks and a few thousand additions.
    UtilisationCurve curve(const Columns& columns, std::int64_t endNs) const;

private:
    struct Task
    {
        std::uint32_t number;
        std::size_t spans = 0; // that are taken in
        bool ended = false;
    };

    void begin(const Columns& columns);
    bool isBusy(TaskState state) const;

    std::vector<Task> m_tasks;
    bool m_begun = false;
    bool m_takers = false;
    bool m_recorded = false; // there are lanes only, and no events
    TimeBuckets m_busy;
    TimeBuckets m_there; // of tasks that have ended
};

} // namespace sojourn
