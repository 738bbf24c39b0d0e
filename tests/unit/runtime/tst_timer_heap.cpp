#include "runtime/timer_heap.h"

#include <QTest>

#include <deque>
#include <map>
#include <random>
#include <vector>

using namespace sojourn;

namespace {

class Target final : public TimerTarget
{
public:
    explicit Target(int number)
        : id(number)
    {
    }
    const int id;

private:
    void fire() override {}
};

/// The heap beside a std::multimap, which keeps ties in order of insertion.
class Pair final
{
public:
    explicit Pair(int targets)
    {
        for (int i = 0; i < targets; ++i)
            m_free.push_back(&m_targets.emplace_back(i));
    }

    bool canPush() const { return !m_free.empty(); }
    std::size_t size() const { return m_model.size(); }
    void push(std::int64_t ns, std::size_t which)
    {
        std::swap(m_free[which % m_free.size()], m_free.back());
        Target* const target = m_free.back();
        m_free.pop_back();
        m_heap.push(instantFromNanoseconds(ns), *target);
        m_model.emplace(ns, target);
    }
    /// Whether both gave the same. A target that is cancelled on its way through the ready queue is told
    /// apart.
    bool pop(bool cancelsOnItsWay)
    {
        const TimerHeap::Entry* const top = m_heap.top();
        if (m_model.empty()) return top == nullptr;
        const auto [ns, target] = *m_model.begin();
        if (top == nullptr || top->target != target || top->atNs != ns) return false;
        const TimerHeap::Entry entry = m_heap.pop();
        m_model.erase(m_model.begin());
        m_free.push_back(target);
        if (cancelsOnItsWay) m_heap.cancel(*target);
        return m_heap.wasCancelled(entry.sequence) == cancelsOnItsWay && !m_heap.wasCancelled(entry.sequence);
    }
    void cancel(std::size_t which)
    {
        auto it = std::next(m_model.begin(), static_cast<std::ptrdiff_t>(which % m_model.size()));
        m_heap.cancel(*it->second);
        m_free.push_back(it->second);
        m_model.erase(it);
    }
    bool agrees(std::int64_t ns) const
    {
        const bool due = !m_model.empty() && m_model.begin()->first <= ns;
        return m_heap.size() == m_model.size() && m_heap.empty() == m_model.empty() &&
               !(due && m_heap.noneDue(ns));
    }

private:
    std::deque<Target> m_targets;
    std::vector<Target*> m_free;
    TimerHeap m_heap;
    std::multimap<std::int64_t, Target*> m_model;
};

} // namespace

class TestTimerHeap final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesOutInOrderOfInstantThenOfSetting()
    {
        TimerHeap heap;
        Target a(0), b(1), c(2), d(3);
        heap.push(instantFromNanoseconds(5), a);
        heap.push(instantFromNanoseconds(3), b);
        heap.push(instantFromNanoseconds(5), c);
        heap.push(instantFromNanoseconds(3), d);
        std::vector<int> order;
        while (heap.top() != nullptr)
            order.push_back(static_cast<Target*>(heap.pop().target)->id);
        QCOMPARE(order, (std::vector<int>{1, 3, 0, 2}));
    }

    void agreesWithAMultimap_data()
    {
        QTest::addColumn<int>("targets");
        QTest::addColumn<int>("range"); // of instants: a small one makes ties
        QTest::addColumn<int>("pushes");
        QTest::addColumn<int>("cancels");
        QTest::newRow("few, many ties") << 5 << 3 << 4 << 1;
        QTest::newRow("many, no ties") << 3000 << 1'000'000'000 << 6 << 1;
        QTest::newRow("many, ties") << 1000 << 50 << 5 << 2;
        QTest::newRow("mostly cancelled") << 2000 << 1000 << 10 << 8; // sweeps
        QTest::newRow("nearly empty") << 100 << 10 << 3 << 3;
    }
    void agreesWithAMultimap()
    {
        QFETCH(int, targets);
        QFETCH(int, range);
        QFETCH(int, pushes);
        QFETCH(int, cancels);
        std::mt19937 random(20261121);
        Pair pair(targets);
        const auto upTo = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        for (int i = 0; i < 20'000; ++i) {
            const int dice = upTo(pushes + cancels + 3);
            if (dice < pushes) {
                if (pair.canPush()) pair.push(upTo(range), random());
            } else if (dice < pushes + cancels) {
                if (pair.size() > 0) pair.cancel(random() % 8); // near the front, where it is cheap to find
            } else {
                QVERIFY(pair.pop(dice == pushes + cancels));
                if (upTo(2) == 0 && pair.canPush()) pair.push(upTo(range), random()); // into the vacant front
            }
            QVERIFY(pair.agrees(upTo(range)));
        }
        while (pair.size() > 0)
            QVERIFY(pair.pop(false));
        QVERIFY(pair.pop(false));
    }

    void sweepingKeepsWhatIsLeftInOrder()
    {
        Pair pair(1000);
        for (int i = 0; i < 1000; ++i)
            pair.push((i * 37) % 101, 0);
        for (int i = 0; i < 900; ++i) {
            pair.cancel(static_cast<std::size_t>(i * 7));
            QVERIFY(pair.agrees(50));
        }
        while (pair.size() > 0)
            QVERIFY(pair.pop(false));
    }

    void sweepingWhileTheFrontIsVacantIsSound()
    {
        Pair pair(1000);
        for (int i = 0; i < 1000; ++i)
            pair.push(i % 10, 0);
        QVERIFY(pair.pop(false));
        for (int i = 0; i < 700; ++i)
            pair.cancel(0);
        QVERIFY(pair.agrees(3));
        pair.push(0, 0);
        while (pair.size() > 0)
            QVERIFY(pair.pop(false));
    }

    void cancellingTwiceOrWithoutATimerDoesNothing()
    {
        TimerHeap heap;
        Target a(0), b(1);
        heap.cancel(a);
        heap.push(instantFromNanoseconds(1), a);
        heap.push(instantFromNanoseconds(2), b);
        QVERIFY(a.timerSet());
        heap.cancel(a);
        heap.cancel(a);
        QVERIFY(!a.timerSet());
        QCOMPARE(heap.size(), 1u);
        QCOMPARE(heap.top()->atNs, 2);
    }

    void aCancelledTargetMayBeDestroyed()
    {
        TimerHeap heap;
        Target stays(0);
        heap.push(instantFromNanoseconds(2), stays);
        {
            Target goes(1);
            heap.push(instantFromNanoseconds(1), goes);
            heap.cancel(goes);
        }
        QCOMPARE(heap.top()->target, static_cast<TimerTarget*>(&stays));
    }
};

QTEST_GUILESS_MAIN(TestTimerHeap)
#include "tst_timer_heap.moc"
