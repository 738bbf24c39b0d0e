#include "explore/theory_of.h"
#include "theory_scenarios.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

QueueTheory theoryOfQueue(const OpenQueue& queue)
{
    return theoryOf(*scenarioOf(queue.text())).queues.at(0);
}

bool says(const QueueTheory& theory, const char* text, const char* from)
{
    return std::any_of(theory.assumptions.begin(), theory.assumptions.end(),
                       [&](const auto& a) { return a.text == text && a.from == from; });
}

} // namespace

class TestTheoryNeighbour final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLimitTurnsItemsAway()
    {
        OpenQueue queue;
        queue.pause = R"({"exponential": 0.2777777777777778})";
        queue.servers = 4;
        queue.put = R"({"put": "queue", "if_full": "drop"})";
        // The reference's figures of M/M/4/14.
        QCOMPARE(theoryOfQueue(queue).neighbour,
                 std::string("With room for 10 it becomes M/M/4/14: 3.6 % are turned away and the mean wait "
                             "falls to 822 ms."));
    }
    void aLimitHoldsProducersUp()
    {
        const std::string sentence = theoryOfQueue({}).neighbour;
        QVERIFY2(sentence.starts_with("With room for 5, producers wait until there is room: "),
                 sentence.c_str());
    }
    void withoutItsLimitAQueueMayGrow()
    {
        OpenQueue queue;
        queue.put = R"({"put": "queue", "if_full": "drop"})";
        queue.capacity = 9;
        QCOMPARE(theoryOfQueue(queue).neighbour,
                 std::string(
                     "Without a limit it becomes M/M/1: nobody is held back and the mean wait is 4.00 s."));
        queue.pause = R"({"exponential": 0.8})";
        QCOMPARE(theoryOfQueue(queue).neighbour,
                 std::string("Without a limit the queue would grow by 0.25 items a second for ever."));
    }
    void othersHaveNone()
    {
        OpenQueue queue;
        queue.service = "1";
        QCOMPARE(theoryOfQueue(queue).neighbour, std::string());
        queue = {};
        queue.order = "lifo";
        QCOMPARE(theoryOfQueue(queue).neighbour, std::string());
        queue = {};
        queue.pause = R"({"uniform": [1, 2]})";
        QCOMPARE(theoryOfQueue(queue).neighbour, std::string());
    }
    void saysWhatHolds()
    {
        const QueueTheory theory = theoryOfQueue({});
        QVERIFY(says(theory, "arrivals are Poisson", "as set"));
        QVERIFY(says(theory, "services are exponential", "as set"));
        QVERIFY(says(theory, "first in, first out", "as set"));
        QVERIFY(says(theory, "load below 100 %", "80 %"));
        QVERIFY(says(theory, "no limit on the queue", "as set"));
        OpenQueue queue;
        queue.pause = R"({"uniform": [1, 2]})";
        queue.service = "1";
        const QueueTheory other = theoryOfQueue(queue);
        QVERIFY(!says(other, "arrivals are Poisson", "as set") &&
                !says(other, "services are exponential", "as set"));
        QVERIFY(!other.deviations.empty());
    }
};

QTEST_GUILESS_MAIN(TestTheoryNeighbour)
#include "tst_theory_neighbour.moc"
