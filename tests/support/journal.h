// Small pieces for tests of the scheduler and of what tasks wait for.
#pragma once

#include "runtime/coroutine.h"
#include "runtime/scheduler.h"

#include <string>
#include <string_view>

namespace sojourn::test {

/// Runs until nothing is left to run; on virtual time.
inline void runAll(Scheduler& scheduler)
{
    while (scheduler.runRound()) {
    }
}

inline void runRounds(Scheduler& scheduler, int rounds)
{
    for (int i = 0; i < rounds; ++i)
        scheduler.runRound();
}

/// What happened in a test, in order, as one line: words with blanks between them.
class Journal final
{
public:
    explicit Journal(Scheduler& scheduler)
        : m_scheduler(scheduler)
    {
    }

    void add(std::string_view word)
    {
        if (!m_text.empty()) m_text += ' ';
        m_text += word;
    }
    void add(std::string_view name, int number) { add(std::string(name) + std::to_string(number)); }
    /// With the run's time behind it: woke@1.5
    void addAt(std::string_view word)
    {
        add(std::string(word) + '@' + exactSeconds(nanoseconds(m_scheduler.now())));
    }
    const char* text() const { return m_text.c_str(); }
    void clear() { m_text.clear(); }
    Scheduler& scheduler() { return m_scheduler; }

private:
    Scheduler& m_scheduler;
    std::string m_text;
};

/// Sleeps, and says whether it slept to the end.
inline Co<void> sleeper(Journal& journal, std::string name, Duration duration)
{
    const bool whole = co_await sleepFor(duration);
    journal.addAt(whole ? name : name + "-cancelled");
}

} // namespace sojourn::test
