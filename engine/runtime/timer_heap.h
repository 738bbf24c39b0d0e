// Timers in the order (instant, order of setting).
#pragma once

#include "time/time.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_set>
#include <vector>

namespace sojourn {

/// Something that a timer fires at. The scheduler calls fire() on the timer's turn in the ready queue. Must
/// outlive its timer or cancel it (Scheduler::cancelTimer) before it goes.
class TimerTarget
{
public:
    TimerTarget(const TimerTarget&) = delete;
    TimerTarget& operator=(const TimerTarget&) = delete;
    bool timerSet() const { return m_place != Place::None; }

protected:
    /// A sleeping task is by far the most frequent target, and the scheduler wakes it without asking.
    enum class Kind : std::uint8_t { Other, Task };
    explicit TimerTarget(Kind kind = Kind::Other)
        : m_kind(kind)
    {
    }
    virtual ~TimerTarget() = default;
    virtual void fire() = 0;
    /// Told as the timer comes due and is appended to the ready queue: since then it would have fired.
    virtual void dueAt(Instant) {}

private:
    friend class TimerHeap;
    friend class Scheduler;
    enum class Place : std::uint8_t { None, Heap, ReadyQueue };
    std::uint64_t m_sequence = 0;
    Place m_place = Place::None;
    Kind m_kind;
};

/// A 4-ary heap of timers. Cancelling marks a timer as gone and costs the others nothing: an entry that is
/// gone is skipped when it comes up, and all of them are swept out once they are the larger part. Entries
/// that are gone are never followed, so their targets may be destroyed. Behind the last entry stand four that
/// are later than all, so that four children can be looked at without asking how many there are.
class TimerHeap final
{
public:
    struct Entry
    {
        std::int64_t atNs;
        std::uint64_t sequence;
        TimerTarget* target;
        bool before(const Entry& other) const
        {
            return atNs != other.atNs ? atNs < other.atNs : sequence < other.sequence;
        }
    };

    /// Live timers.
    std::size_t size() const { return m_count - m_goneInHeap - (m_frontVacant ? 1 : 0); }
    bool empty() const { return size() == 0; }
    void reserve(std::size_t timers) { m_entries.reserve(timers + fanOut); }

    void push(Instant at, TimerTarget& target)
    {
        target.m_sequence = ++m_sequence;
        target.m_place = TimerTarget::Place::Heap;
        const Entry entry{nanoseconds(at), m_sequence, &target};
        if (m_frontVacant) { // mostly: a task woke, and sleeps again
            m_frontVacant = false;
            siftDown(0, entry);
            return;
        }
        std::size_t i = m_count++;
        m_entries.push_back(never);
        while (i > 0) {
            const std::size_t parent = (i - 1) / fanOut;
            if (!entry.before(m_entries[parent])) break;
            m_entries[i] = m_entries[parent];
            i = parent;
        }
        m_entries[i] = entry;
    }

    /// The earliest live timer, or nothing.
    const Entry* top()
    {
        closeFront();
        while (m_count != 0) {
            if (m_gone.empty() || !takeGone(m_entries.front().sequence)) return &m_entries.front();
            --m_goneInHeap;
            removeFront();
        }
        return nullptr;
    }
    /// Whether surely no timer is due at that instant. Cheaper than top(), and leaves the place that pop()
    /// left for the next push.
    bool noneDue(std::int64_t ns) const
    {
        const Entry* const e = m_entries.data();
        if (!m_frontVacant) return m_count == 0 || e->atNs > ns;
        return std::min(std::min(e[1].atNs, e[2].atNs), std::min(e[3].atNs, e[4].atNs)) > ns;
    }
    /// Takes the entry that top() returned off the heap. Its target is then on its way through the ready
    /// queue.
    Entry pop()
    {
        const Entry entry = m_entries.front();
        entry.target->m_place = TimerTarget::Place::ReadyQueue;
        m_frontVacant = true;
        return entry;
    }

    /// Gives the target a place in the order of setting without a place in the heap: it goes to the ready
    /// queue at once. Returns its sequence.
    std::uint64_t sequenceForReadyQueue(TimerTarget& target)
    {
        target.m_sequence = ++m_sequence;
        target.m_place = TimerTarget::Place::ReadyQueue;
        return target.m_sequence;
    }

    /// The target's timer, wherever it is, no longer fires.
    void cancel(TimerTarget& target);
    /// Whether a timer that left the heap was cancelled on its way; asked once, on its turn.
    bool wasCancelled(std::uint64_t sequence) { return !m_gone.empty() && takeGone(sequence); }

private:
    bool takeGone(std::uint64_t sequence) { return m_gone.erase(sequence) != 0; }
    void sweep();
    /// Fills the place that pop() left, when no push() has taken it.
    void closeFront()
    {
        if (!m_frontVacant) return;
        m_frontVacant = false;
        removeFront();
    }
    void siftDown(std::size_t i, const Entry& entry)
    {
        Entry* const e = m_entries.data();
        for (;;) {
            const std::size_t first = fanOut * i + 1;
            if (first >= m_count) break;
            const std::size_t left = e[first + 1].before(e[first]) ? first + 1 : first;
            const std::size_t right = e[first + 3].before(e[first + 2]) ? first + 3 : first + 2;
            const std::size_t best = e[right].before(e[left]) ? right : left;
            if (!e[best].before(entry)) break;
            e[i] = e[best];
            i = best;
        }
        e[i] = entry;
    }
    void removeFront()
    {
        const Entry last = m_entries[--m_count];
        m_entries[m_count] = never;
        m_entries.pop_back();
        if (m_count != 0) siftDown(0, last);
    }

    static constexpr std::size_t fanOut = 4;
    static constexpr Entry never{std::numeric_limits<std::int64_t>::max(),
                                 std::numeric_limits<std::uint64_t>::max(), nullptr};

    std::size_t m_count = 0; // of entries, those that are gone included
    std::vector<Entry> m_entries = std::vector<Entry>(fanOut, never); // and `never` four times behind them
    std::uint64_t m_sequence = 0;
    std::unordered_set<std::uint64_t>
        m_gone; // sequences of cancelled timers that are still in heap or ready queue
    std::size_t m_goneInHeap = 0;
    bool m_frontVacant = false; // the front entry was taken, and its place is kept for the next push
};

} // namespace sojourn
