// Random logs that could have been: a toy of tasks and queues that follows the rules of the event list,
// without a scheduler. It leaves out no corner: waits cut short, items passed on, lost, dropped and let go,
// end marks, tasks that mark as done late or never.
#pragma once

#include "trace/event_log.h"
#include "trace/run_info.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace sojourn::test {

struct ModelLog
{
    std::shared_ptr<RunInfo> info = std::make_shared<RunInfo>();
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
};

/// One toy run. Every choice comes from the seed.
class Model final
{
public:
    explicit Model(std::uint32_t seed)
        : m_random(seed)
    {
        RunInfo& info = *m_model.info;
        const int queues = pick(1, 3);
        for (int q = 0; q < queues; ++q)
            info.queues.push_back({"queue-" + std::to_string(q), static_cast<std::uint64_t>(pick(0, 3)),
                                   static_cast<QueueOrder>(pick(0, 2))});
        const int groups = pick(2, 4);
        for (int g = 0; g < groups; ++g) {
            GroupInfo group;
            group.name = "group-" + std::to_string(g);
            group.counted = true;
            group.firstTask = info.taskCount();
            group.taskCount = static_cast<std::uint32_t>(pick(1, 3));
            for (int q = 0; q < queues; ++q)
                if (chance(50)) group.marksDone.push_back(static_cast<std::uint16_t>(q));
            info.groupOfTask.insert(info.groupOfTask.end(), group.taskCount, static_cast<std::uint16_t>(g));
            info.groups.push_back(group);
        }
        m_queues.resize(info.queues.size());
        m_tasks.resize(info.taskCount());
    }

    /// Goes on until `events` were written or everybody has ended, with one task in a thousand moves ending.
    ModelLog run(std::uint64_t events)
    {
        while (m_model.log->appended() < events && m_ended < m_tasks.size()) {
            m_now += chance(40) ? 0 : pick(1, 4);
            move(static_cast<std::uint32_t>(pick(0, static_cast<int>(m_tasks.size()) - 1)));
        }
        m_model.log->publish();
        return m_model;
    }

private:
    enum class Waits { NotStarted, No, Timer, Put, Get, Other, Ended };
    struct Task
    {
        Waits waits = Waits::NotStarted;
        std::int64_t since = 0;
        EventKind closing{};
        std::uint16_t object = 0;
        std::int64_t hand = -2;
        std::int64_t putting = -2;
    };

    int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_random); }
    bool chance(int percent) { return pick(1, 100) <= percent; }
    std::uint16_t anyQueue()
    {
        return static_cast<std::uint16_t>(pick(0, static_cast<int>(m_queues.size()) - 1));
    }

    void write(std::uint32_t task, EventKind kind, std::uint16_t object = 0, std::int64_t value = 0,
               std::uint8_t detail = 0)
    {
        m_model.log->append({m_now, value, task, object, kind, detail});
    }

    bool isFull(std::uint16_t q) const
    {
        const std::uint64_t capacity = m_model.info->queues[q].capacity;
        return capacity > 0 && m_queues[q].size() >= capacity;
    }

    void wait(Task& task, Waits what, EventKind closing, std::uint16_t object)
    {
        task.waits = what;
        task.since = m_now;
        task.closing = closing;
        task.object = object;
    }

    void move(std::uint32_t index)
    {
        Task& task = m_tasks[index];
        if (task.waits == Waits::Ended) return;
        if (task.waits == Waits::NotStarted) {
            write(index, EventKind::Started);
            task.waits = Waits::No;
            return;
        }
        if (task.waits != Waits::No) {
            const bool cutShort = chance(8);
            if (!cutShort && task.waits == Waits::Put && isFull(task.object)) return;
            if (!cutShort && task.waits == Waits::Get && m_queues[task.object].empty()) return;
            const bool wasReady = chance(50) && m_now > task.since;
            if (wasReady) {
                const auto passed = static_cast<int>(std::min<std::int64_t>(m_now - task.since, 1000));
                write(index, EventKind::Resumed, 0, m_now - pick(1, passed));
            }
            const Waits waited = task.waits;
            task.waits = Waits::No;
            if (cutShort) {
                task.putting = -2;
                if (chance(50)) write(index, EventKind::TimedOut);
            } else if (waited == Waits::Put) {
                put(index, task.object, task.putting);
                return;
            } else if (waited == Waits::Get) {
                get(index, task.object);
                return;
            } else {
                write(index, task.closing, task.object);
                return;
            }
        }
        act(index);
    }

    void act(std::uint32_t index)
    {
        Task& task = m_tasks[index];
        const std::uint16_t queue = anyQueue();
        switch (pick(0, 14)) {
        case 0:
            write(index, EventKind::Sleep, 0, pick(0, 9));
            wait(task, Waits::Timer, EventKind::Wake, 0);
            return;
        case 1: {
            const int length = pick(0, 5);
            write(index, EventKind::Work, 0, length);
            m_now += length;
            write(index, EventKind::Worked);
            return;
        }
        case 2:
            write(index, EventKind::Offload, 0, pick(0, 9));
            wait(task, Waits::Timer, EventKind::OffloadDone, 0);
            return;
        case 3:
            write(index, EventKind::JoinWait, queue);
            wait(task, Waits::Other, EventKind::Join, queue);
            return;
        case 4:
            write(index, EventKind::FlagWait, 0);
            wait(task, Waits::Other, EventKind::Flag, 0);
            return;
        case 5:
            write(index, EventKind::Drawn, 0, std::bit_cast<std::int64_t>(0.5));
            return;
        case 6:
            write(index, chance(50) ? EventKind::Set : EventKind::Timeout, 0, 5);
            return;
        case 7:
        case 8: {
            const std::vector<std::uint16_t>& marks =
                m_model.info->groups[m_model.info->groupOfTask[index]].marksDone;
            if (std::find(marks.begin(), marks.end(), queue) != marks.end())
                write(index, EventKind::TaskDone, queue);
            return;
        }
        case 9:
        case 10:
        case 11:
            beginPut(index, queue);
            return;
        default:
            if (pick(1, 300) == 1) {
                write(index, EventKind::Ended, 0, 0, static_cast<std::uint8_t>(pick(0, 1)));
                task.waits = Waits::Ended;
                ++m_ended;
            } else if (m_queues[queue].empty()) {
                write(index, EventKind::GetWait, queue);
                wait(task, Waits::Get, EventKind::Get, queue);
            } else {
                get(index, queue);
            }
        }
    }

    void beginPut(std::uint32_t index, std::uint16_t queue)
    {
        Task& task = m_tasks[index];
        if (chance(10)) {
            task.putting = endMark;
        } else if (task.hand >= 0 && chance(70)) {
            task.putting = task.hand;
            task.hand = -2;
        } else {
            task.putting = m_made++;
        }
        if (task.putting != endMark && chance(20))
            write(index, EventKind::Valued, 3, pick(0, 1000), static_cast<std::uint8_t>(PayloadKind::Hex));
        if (!isFull(queue)) {
            put(index, queue, task.putting);
        } else if (task.putting != endMark && chance(30)) {
            write(index, EventKind::Drop, queue, task.putting);
        } else {
            write(index, EventKind::PutWait, queue, task.putting);
            wait(task, Waits::Put, EventKind::Put, queue);
        }
    }

    void put(std::uint32_t index, std::uint16_t queue, std::int64_t item)
    {
        m_queues[queue].push_back(item);
        write(index, EventKind::Put, queue, item);
    }

    void get(std::uint32_t index, std::uint16_t queue)
    {
        std::vector<std::int64_t>& standing = m_queues[queue];
        std::size_t at = 0;
        switch (m_model.info->queues[queue].order) {
        case QueueOrder::Fifo:
            break;
        case QueueOrder::Lifo:
            at = standing.size() - 1;
            break;
        case QueueOrder::Priority:
            at = static_cast<std::size_t>(pick(0, static_cast<int>(standing.size()) - 1));
            break;
        }
        // Of several end marks the one that came first is taken, as a queue by priority does.
        if (standing[at] == endMark && m_model.info->queues[queue].order == QueueOrder::Priority)
            at = static_cast<std::size_t>(std::find(standing.begin(), standing.end(), endMark) -
                                          standing.begin());
        const std::int64_t item = standing[at];
        standing.erase(standing.begin() + static_cast<std::ptrdiff_t>(at));
        m_tasks[index].hand = item == endMark ? -2 : item;
        write(index, EventKind::Get, queue, item);
    }

    std::mt19937 m_random;
    ModelLog m_model;
    std::vector<Task> m_tasks;
    std::vector<std::vector<std::int64_t>> m_queues;
    std::size_t m_ended = 0;
    std::int64_t m_now = 0;
    std::int64_t m_made = 0;
};

} // namespace sojourn::test
