#include "runtime/task_memory.h"

#include "runtime/coroutine.h"
#include "runtime/scope.h"

#include <QTest>

#include <cstdint>
#include <cstring>

using namespace sojourn;

namespace {

struct Place
{
    std::pmr::memory_resource* frameMemory() const { return memory; }
    std::pmr::memory_resource* memory;
    int turns = 0;
};

Co<void> twoTurns(Place& place)
{
    ++place.turns;
    co_await sleepFor(Duration::zero());
    ++place.turns;
}

/// Counts what is asked of another resource.
class Counted final : public std::pmr::memory_resource
{
public:
    int asked = 0;
    int returned = 0;

private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override
    {
        ++asked;
        return std::pmr::new_delete_resource()->allocate(bytes, alignment);
    }
    void do_deallocate(void* p, std::size_t bytes, std::size_t alignment) override
    {
        ++returned;
        std::pmr::new_delete_resource()->deallocate(p, bytes, alignment);
    }
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override
    {
        return this == &other;
    }
};

} // namespace

class TestTaskMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesDoNotOverlapAndAreAligned()
    {
        TaskMemory memory(1000);
        std::vector<std::pair<unsigned char*, std::size_t>> pieces;
        for (std::size_t i = 0; i < 2000; ++i) {
            const std::size_t bytes = 1 + i % 700;
            const std::size_t alignment = std::size_t(1) << i % 7;
            auto* const piece = static_cast<unsigned char*>(memory.allocate(bytes, alignment));
            QCOMPARE(reinterpret_cast<std::uintptr_t>(piece) % alignment, 0u);
            std::memset(piece, static_cast<int>(i % 251), bytes);
            pieces.emplace_back(piece, bytes);
        }
        for (std::size_t i = 0; i < pieces.size(); ++i)
            for (std::size_t k = 0; k < pieces[i].second; ++k)
                QCOMPARE(pieces[i].first[k], static_cast<unsigned char>(i % 251));
    }

    void aPieceLargerThanABlockIsGiven()
    {
        TaskMemory memory(0);
        constexpr std::size_t large = 3 << 20;
        std::memset(memory.allocate(large, 64), 1, large);
        std::memset(memory.allocate(1, 1), 2, 1);
    }

    void aFrameLiesWhereItsFirstArgumentSays()
    {
        Counted counted;
        Scheduler scheduler;
        Place place{&counted};
        {
            Scope scope(scheduler);
            scope.spawn(twoTurns(place));
            QCOMPARE(counted.asked, 1);
            while (scheduler.liveTasks() != 0)
                QVERIFY(scheduler.runRound());
            QCOMPARE(counted.returned, 0); // a frame lives as long as its scope
        }
        QCOMPARE(place.turns, 2);
        QCOMPARE(counted.returned, 1);
    }
};

QTEST_GUILESS_MAIN(TestTaskMemory)
#include "tst_task_memory.moc"
