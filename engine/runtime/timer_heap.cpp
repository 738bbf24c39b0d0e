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
    if (m_goneInHeap > 64 && m_goneInHeap > m_count / 2) sweep();
}

void TimerHeap::sweep()
{
    closeFront();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_count; ++i) {
        if (!takeGone(m_entries[i].sequence)) m_entries[kept++] = m_entries[i];
    }
    m_count = kept;
    m_entries.resize(kept);
    m_entries.resize(kept + fanOut, never);
    m_goneInHeap = 0;
    for (std::size_t i = kept / fanOut + 1; i-- > 0;) {
        if (i < kept) {
            const Entry entry = m_entries[i];
            siftDown(i, entry);
        }
    }
}

} // namespace sojourn
