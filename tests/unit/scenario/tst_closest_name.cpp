#include "scenario/scenario_file.h"

#include <QTest>

using namespace sojourn;

class TestClosestName final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsSlipsOfTheFingers()
    {
        const std::vector<std::string> names = {"work", "results", "queue"};
        QCOMPARE(closestName("wrok", names), "work");
        QCOMPARE(closestName("work", names), "work");
        QCOMPARE(closestName("WORK", names), "work");
        QCOMPARE(closestName("result", names), "results");
        QCOMPARE(closestName("qeuue", names), "queue");
    }

    void staysSilentWhenNothingIsClose()
    {
        QCOMPARE(closestName("printer", {"work", "results", "queue"}), "");
        QCOMPARE(closestName("a", {"b"}), "");
        QCOMPARE(closestName("", {"work"}), "");
        QCOMPARE(closestName("work", {}), "");
    }

    void prefersTheCloserAndThenTheFirst()
    {
        QCOMPARE(closestName("queue2", {"queue10", "queue1", "queue3"}), "queue1");
    }

    void looksAtNothingEndless()
    {
        const std::string endless(1'000'000, 'a');
        QCOMPARE(closestName(endless, {endless + "b"}), "");
    }
};

QTEST_APPLESS_MAIN(TestClosestName)
#include "tst_closest_name.moc"
