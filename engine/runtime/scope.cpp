#include "runtime/scope.h"

#include <QtGlobal>

#include <utility>

namespace sojourn {

Scope::~Scope()
{
    for (const Task* task : m_pointers)
        Q_ASSERT_X(task->ended(), "Scope", "a task outlives its scope");
}

Task& Scope::spawn(Co<void> body)
{
    Task& task = m_tasks.emplace_back(m_scheduler, static_cast<std::uint32_t>(m_tasks.size()));
    m_pointers.push_back(&task);
    body.handle().promise().belongTo(task);
    m_scheduler.start(task, body.handle());
    m_roots.push_back(std::move(body));
    return task;
}

std::exception_ptr Scope::failure() const
{
    for (const Co<void>& root : m_roots) {
        if (const std::exception_ptr failure = root.handle().promise().exception()) return failure;
    }
    return nullptr;
}

void Scope::cancelAll()
{
    for (Task* task : m_pointers)
        task->cancel();
}

void Scope::abandon()
{
    m_roots.clear();
    m_pointers.clear();
}

} // namespace sojourn
