#include "runtime/timer_heap.h"

#include <utility>

namespace sojourn {

void TimerHeap::cancel(TimerTarget& target)
{
    if (target.m_place == TimerTarget::Place::None) return;
    m_gone.insert(target.m_sequence);
    if (target.m_place == TimerTarget::Place::Heap) ++m_goneInHeap;
    target.m_place = TimerTarget::Place::None;
    // Sweeping costs the size of the heap, and at least half of it goes: constant time a cancel on average.
    if (m_goneInHeap > 64 && m_goneInHeap > m_entries.size() / 2) sweep();
}

void TimerHeap::sweep()
{
    closeFront();
    std::size_t kept = 0;
    for (const Entry& entry : m_entries) {
        if (!takeGone(entry.sequence)) m_entries[kept++] = entry;
    }
    m_entries.resize(kept);
    m_goneInHeap = 0;
    for (std::size_t i = kept / 4 + 1; i-- > 0;) {
        if (i < kept) {
            const Entry entry = m_entries[i];
            siftDown(i, entry);
        }
    }
}

} // namespace sojourn
