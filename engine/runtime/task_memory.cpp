#include "runtime/task_memory.h"

#include <algorithm>
#include <memory>
#include <new>
#include <sys/mman.h>

namespace sojourn {

namespace {

constexpr std::size_t pageBytes = 4096;
constexpr std::size_t laterBlock = 64 * 1024;

std::size_t wholePages(std::size_t bytes)
{
    return (bytes + pageBytes - 1) / pageBytes * pageBytes;
}

} // namespace

TaskMemory::~TaskMemory()
{
    for (const Block& block : m_blocks)
        munmap(block.begin, block.bytes);
}

void TaskMemory::addBlock(std::size_t least)
{
    const std::size_t bytes = wholePages(std::max(m_nextBlock, least));
    m_nextBlock = laterBlock;
    m_blocks.reserve(m_blocks.size() + 1);
    void* const begin = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (begin == MAP_FAILED) throw std::bad_alloc();
    m_blocks.push_back({begin, bytes});
#ifdef MADV_POPULATE_WRITE
    // All of it will be written. Told at once, the kernel needs a third of the time of a fault for each page;
    // one that does not know the word leaves it at the faults.
    madvise(begin, bytes, MADV_POPULATE_WRITE);
#endif
    m_free = begin;
    m_left = bytes;
}

void* TaskMemory::do_allocate(std::size_t bytes, std::size_t alignment)
{
    if (std::align(alignment, bytes, m_free, m_left) == nullptr) {
        addBlock(bytes + alignment);
        std::align(alignment, bytes, m_free, m_left);
    }
    void* const piece = m_free;
    m_free = static_cast<std::byte*>(m_free) + bytes;
    m_left -= bytes;
    return piece;
}

} // namespace sojourn
