// The names behind the numbers of an event log, and what is known of a run besides its events.
#pragma once

#include "time/time.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sojourn {

/// In which order a queue gives its items out.
enum class QueueOrder : std::uint8_t { Fifo, Lifo, Priority };

/// How a run ended. Running: it has not.
enum class Outcome : std::uint8_t { Running, Finished, Failed, Stalled, Spinning, Until, Interrupted };
/// The outcome's word in results: "finished", "failed", …
const char* outcomeName(Outcome outcome);

/// What a group of tasks is in the life of services.
enum class GroupRole : std::uint8_t {
    Plain,
    EntryPoint, ///< the one task that starts and stops services; always group 0
    Service,    ///< the one task of a service
};

struct GroupInfo
{
    std::string name;
    std::uint32_t firstTask = 0;
    std::uint32_t taskCount = 0;
    bool counted = false; ///< tasks are called name-0, name-1, …; otherwise the one is called name. A group
                          ///< of several that is not counted is one imported thread: its nested spans have
                          ///< lanes of their own below the first. Those of a counted one's threads stand
                          ///< behind their first likewise
    GroupRole role = GroupRole::Plain;
    std::vector<std::uint16_t> putsInto{};   ///< queues that its steps put into, in order of first mention
    std::vector<std::uint16_t> getsFrom{};   ///< queues that its steps get from
    std::vector<std::uint16_t> marksDone{};  ///< queues that its steps call task_done on
    std::vector<std::uint16_t> offloadsTo{}; ///< pools that its steps offload to
    bool hasOwnThreads = false;              ///< its steps compute on threads of their tasks' own
    std::vector<std::uint16_t> awaits{};     ///< groups that its steps await
    std::vector<std::uint16_t> asks{};       ///< servers that its steps send requests to
    std::uint32_t nestedLanes = 0; ///< of a counted one: so many of its tasks are lanes of nested spans

    /// How many there are of it side by side, which is what its name is counted by: its tasks, but of
    /// imported threads each only once. A thread that is a group of its own has its lanes for members.
    std::uint32_t memberCount() const { return taskCount - nestedLanes; }
};

struct QueueInfo
{
    std::string name;
    std::uint64_t capacity = 0; ///< 0: no limit
    QueueOrder order = QueueOrder::Fifo;
    bool isCounter = false; ///< another program's counter, of anything: its lengths are no items that wait
    bool isSettingKnown = true; ///< false: of a recording that does not tell them, capacity and order say
                                ///< nothing
};

struct PoolInfo
{
    std::string name;
    std::uint32_t threads = 1;
    bool isSizeKnown = true; ///< false: of a recording that does not tell it; there were no fewer
};

/// One service: an instance of a class, with its settings.
struct ServiceInfo
{
    std::uint16_t group = 0; ///< its one task; its name is the service's
    std::string className;
    std::vector<std::pair<std::string, std::string>> settings; ///< name and value, in the order of the class
    std::vector<std::uint16_t> needs; ///< groups of the services whose readiness it waits for
    std::uint16_t readyFlag = 0;      ///< it is ready
    std::uint16_t leftFlag = 0;       ///< its start has ended, well or badly
    std::uint16_t stopFlag = 0;       ///< it is its turn to stop
};

/// An HTTP server that requests are sent to.
struct ServerInfo
{
    std::string name;
    std::uint32_t connections = 1; ///< that stand open at once, at most
    bool isLimitKnown = true;      ///< false: of a recording that does not tell how many
};

/// A step that sends requests: to which server, and with which path.
struct RequestInfo
{
    std::uint16_t server = 0;
    std::string path; ///< "{n}" stands for a request's number

    /// The path of the request of that number.
    std::string pathOf(std::int64_t number) const;
};

/// Fixed from the start of a run on.
struct RunInfo
{
    std::string scenario;
    std::string title;
    std::uint64_t seed = 1;
    bool virtualClock = true;
    bool areReadyTimesKnown = true; ///< false: of a recording that does not tell how long tasks were ready
    std::vector<GroupInfo> groups;
    std::vector<QueueInfo> queues;
    std::vector<std::string> flags;
    std::vector<PoolInfo> pools;
    std::vector<ServiceInfo> services; ///< in the order written
    std::vector<ServerInfo> servers;
    std::vector<RequestInfo> requests;
    std::vector<std::uint16_t> groupOfTask; ///< by task
    std::vector<std::string> taskNames{};   ///< by task, of imported lanes, which have names of their own;
                                            ///< empty: names come from the groups
    std::vector<std::uint32_t> outermostLanes{}; ///< by task, where a counted group has nested lanes: the
                                                 ///< first lane of its thread; empty: the groups tell it
    std::vector<std::string>
        spanNames{}; ///< of imported spans, shared: Span::item of a named one is an index

    std::uint32_t taskCount() const { return static_cast<std::uint32_t>(groupOfTask.size()); }
    /// "producer-0", or "main" for the one task of a group without a count; an imported lane's own name.
    std::string taskName(std::uint32_t task) const;
    /// The first lane of the imported thread that the task is a lane of; of any other task itself. The lanes
    /// of a thread are neighbours, the outermost first.
    std::uint32_t outermostLaneOf(std::uint32_t task) const
    {
        if (!outermostLanes.empty()) return outermostLanes[task];
        const GroupInfo& group = groups[groupOfTask[task]];
        return group.counted ? task : group.firstTask;
    }
    bool isNestedLane(std::uint32_t task) const { return outermostLaneOf(task) != task; }
    /// How many lanes the thread has that the task is a lane of; 1 of any other task.
    std::uint32_t laneCountOf(std::uint32_t task) const;
    bool hasNestedLanes(std::uint32_t task) const
    {
        return isNestedLane(task) || (task + 1 < taskCount() && outermostLaneOf(task + 1) == task);
    }
    /// Whether the task is one of those that its group's memberCount() counts.
    bool isMember(std::uint32_t task) const
    {
        const GroupInfo& group = groups[groupOfTask[task]];
        return group.nestedLanes == 0 || !isNestedLane(task);
    }
    /// The task's number within its group.
    std::uint32_t indexInGroup(std::uint32_t task) const
    {
        return task - groups[groupOfTask[task]].firstTask;
    }
};

/// A task that was still waiting when a run stalled, and for what: "get from \"queue\"".
struct WaitingTask
{
    std::uint32_t task = 0;
    std::string waitsFor;
};

/// How a run ended; made once, at its end.
struct RunEnd
{
    Outcome outcome = Outcome::Running;
    Instant at{};                          ///< the run's own time at its end
    std::vector<WaitingTask> waitingTasks; ///< of a stalled run
    std::string sentence; ///< for people: what happened, where, and what to do; empty when finished
};

} // namespace sojourn
