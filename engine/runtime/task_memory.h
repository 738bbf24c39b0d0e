// Where tasks and their frames lie.
#pragma once

#include <cstddef>
#include <memory_resource>
#include <vector>

namespace sojourn {

/// Memory for what lives as long as a run: tasks, their frames and their places in their programs. Pieces are
/// cut off one behind the other and are given back together when this is destroyed, which must be after
/// everything that lies in it. Starting tasks by the ten thousand then costs what their bytes cost.
class TaskMemory final : public std::pmr::memory_resource
{
public:
    /// `expected`: about how many bytes will be asked for; they are taken from the system at once at the
    /// first piece. More are taken as needed, or std::bad_alloc is thrown.
    explicit TaskMemory(std::size_t expected)
        : m_nextBlock(expected)
    {
    }
    ~TaskMemory() override;
    TaskMemory(const TaskMemory&) = delete;
    TaskMemory& operator=(const TaskMemory&) = delete;

private:
    struct Block
    {
        void* begin;
        std::size_t bytes;
    };

    void* do_allocate(std::size_t bytes, std::size_t alignment) override;
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override
    {
        return this == &other;
    }
    void addBlock(std::size_t least);

    std::vector<Block> m_blocks;
    std::size_t m_nextBlock;
    void* m_free = nullptr;
    std::size_t m_left = 0;
};

} // namespace sojourn
