// A log written by hand, event by event, for tests.
#pragma once

#include "trace/event_log.h"
#include "trace/run_info.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sojourn::test {

/// Names are numbers here: task 0, queue 0. Publishes each event at once.
class LogBuilder final
{
public:
    /// A group of one task for each entry, which marks those queues as done; queues without a limit.
    LogBuilder(std::vector<std::vector<std::uint16_t>> marksDoneByTask, int queues)
    {
        for (std::size_t i = 0; i < marksDoneByTask.size(); ++i) {
            GroupInfo group;
            group.name = "task-" + std::to_string(i);
            group.firstTask = static_cast<std::uint32_t>(i);
            group.taskCount = 1;
            group.marksDone = std::move(marksDoneByTask[i]);
            info->groups.push_back(std::move(group));
            info->groupOfTask.push_back(static_cast<std::uint16_t>(i));
        }
        for (int q = 0; q < queues; ++q)
            info->queues.push_back({"queue-" + std::to_string(q), 0, QueueOrder::Fifo});
    }

    LogBuilder& at(std::int64_t ns)
    {
        m_ns = ns;
        return *this;
    }
    LogBuilder& add(std::uint32_t task, EventKind kind, std::int64_t value = 0, std::uint16_t object = 0,
                    std::uint8_t detail = 0)
    {
        log->append({m_ns, value, task, object, kind, detail});
        log->publish();
        return *this;
    }
    LogBuilder& put(std::uint32_t task, std::int64_t item, std::uint16_t queue = 0)
    {
        return add(task, EventKind::Put, item, queue);
    }
    LogBuilder& get(std::uint32_t task, std::int64_t item, std::uint16_t queue = 0)
    {
        return add(task, EventKind::Get, item, queue);
    }

    std::shared_ptr<RunInfo> info = std::make_shared<RunInfo>();
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();

private:
    std::int64_t m_ns = 0;
};

} // namespace sojourn::test
