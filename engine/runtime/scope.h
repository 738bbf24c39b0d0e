// Who owns tasks.
#pragma once

#include "runtime/coroutine.h"
#include "runtime/gather.h"
#include "runtime/scheduler.h"

#include <cstddef>
#include <deque>
#include <exception>
#include <memory_resource>
#include <vector>

namespace sojourn {

/// Owns tasks and their frames: they are started into it, stopped and joined through it, and nothing outlives
/// it. Its destructor asserts that every task has ended, unless the run was given up (abandon()).
class Scope final
{
public:
    /// `memory`: where its tasks lie; must outlive the scope.
    explicit Scope(Scheduler& scheduler, std::pmr::memory_resource& memory = *std::pmr::new_delete_resource())
        : m_scheduler(scheduler)
        , m_tasks(&memory)
    {
    }
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    /// Starts a task on `body`; its first turn is in the next round. The reference stays valid as long as the
    /// scope.
    Task& spawn(Co<void> body);
    void reserve(std::size_t tasks)
    {
        m_pointers.reserve(tasks);
        m_roots.reserve(tasks);
    }
    /// Cancels every task, in the order of starting.
    void cancelAll();
    /// Awaits the end of every task spawned so far; see Gather.
    Gather join() { return Gather(m_pointers); }

    const std::vector<Task*>& tasks() const { return m_pointers; }
    /// The exception that left a task, of the first one in the order of starting; null when none did. An
    /// exception is a broken invariant: whoever runs the scheduler looks here and ends the run by name.
    std::exception_ptr failure() const;
    /// Destroys the frames of tasks that have not ended: a run that stalled or was stopped is over where it
    /// stands.
    void abandon();

private:
    Scheduler& m_scheduler;
    std::pmr::deque<Task> m_tasks;
    std::vector<Task*> m_pointers;
    std::vector<Co<void>> m_roots; // by task
};

} // namespace sojourn
