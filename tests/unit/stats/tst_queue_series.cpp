#include "stats/queue_series.h"
#include "support/log_builder.h"

#include <QTest>

#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Every 10 s an item comes, waits for 2 s and is served for 3; the server waits between them. Every fifth is
/// dropped as it comes when `drops`.
LogBuilder regular(int items, bool drops = false)
{
    LogBuilder b({{}, {0}}, 1);
    b.info->groups[1].getsFrom = {0};
    b.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
    for (int i = 1; i <= items; ++i) {
        b.at(i * 10 * second);
        if (drops && i % 5 == 0) {
            b.add(0, EventKind::Drop, i - 1);
            continue;
        }
        b.put(0, i - 1);
        b.at((i * 10 + 2) * second).get(1, i - 1);
        b.at((i * 10 + 5) * second).add(1, EventKind::TaskDone).add(1, EventKind::GetWait);
    }
    return b;
}

QueueSeries seriesOf(const LogBuilder& b)
{
    Columns columns(b.info, b.log);
    columns.advance();
    return queueSeriesOf(columns).at(0);
}

bool near(double found, double exact)
{
    return std::abs(found - exact) < 1e-9;
}

} // namespace

class TestQueueSeries final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sleepsThatEndLateAreMeasured()
    {
        LogBuilder b({{}}, 1);
        b.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, 2 * second);
        b.at(3 * second).add(0, EventKind::Wake).add(0, EventKind::Sleep, second);
        b.at(6 * second).add(0, EventKind::Wake).add(0, EventKind::Sleep, second); // goes on
        Columns columns(b.info, b.log);
        QVERIFY(!sleepDelaySecondsOf(columns));
        columns.advance();
        QVERIFY(near(sleepDelaySecondsOf(columns).value_or(0), 1.5));
    }
    void itemsHaveTheirOwnValues()
    {
        const QueueSeries s = seriesOf(regular(10));
        QCOMPARE(s.wait.values, std::vector<double>(10, 2.));
        QCOMPARE(s.sojourn.values, std::vector<double>(10, 5.));
        QCOMPARE(s.sojourn.waits, std::vector<double>(10, 2.));
        QCOMPARE(s.waited.values, std::vector<double>(10, 1.));
        QCOMPARE(s.lost.values, std::vector<double>(10, 0.));
    }
    void timeIsWeightedOverTheTimeInWhichItemsCome()
    {
        const QueueSeries s = seriesOf(regular(10)); // the last at 100 s: two stretches
        QCOMPARE(s.length.values.size(), std::size_t{2});
        QVERIFY(near(s.length.stretchSeconds, 50));
        QVERIFY(near(s.length.values[0], 4 * 2 / 50.) && near(s.length.values[1], 5 * 2 / 50.));
        QVERIFY(near(s.busyServers.values[0], 4 * 3 / 50.) && near(s.busyServers.values[1], 5 * 3 / 50.));
        // Nine gets before the last arrival fill one stretch.
        QCOMPARE(s.throughput.values.size(), std::size_t{1});
        QVERIFY(near(s.throughput.values[0], 9 / 100.));
    }
    void whatIsDroppedIsLost()
    {
        const QueueSeries s = seriesOf(regular(10, true));
        QCOMPARE(s.lost.values, (std::vector<double>{0, 0, 0, 0, 1, 0, 0, 0, 0, 1}));
        QCOMPARE(s.wait.values.size(), std::size_t{8});
    }
    void aQueueWithoutItemsHasNoSeries()
    {
        const QueueSeries s = seriesOf(LogBuilder({{}, {}}, 1));
        QVERIFY(s.wait.values.empty() && s.length.values.empty() && s.busyServers.values.empty());
    }
    void stepsAreAveragedExactly()
    {
        StepAverages averages(0, 10, 3); // stretches of 3, 3 and 4
        averages.stepTo(1, 6);
        averages.stepTo(1, 3); // a peak of no length
        averages.stepTo(8, 1);
        averages.stepTo(20, 9);
        const TimeWeightedSeries series = averages.series();
        QCOMPARE(series.values, (std::vector<double>{2, 3, 2}));
        QVERIFY(near(series.stretchSeconds, 10e-9 / 3));
    }

    void littlesLawHoldsForAWholeRun()
    {
        const LogBuilder b = regular(10); // the last event at 105 s
        Columns columns(b.info, b.log);
        columns.advance();
        const auto law = littlesLawsOf(columns).at(0);
        QVERIFY(near(law->queueLength, 20 / 105.) && near(law->arrivalsPerSecond, 10 / 105.));
        QVERIFY(near(law->waitSeconds, 2) && law->stillWaiting == 0 && law->holds());
        LittlesLaw broken = *law;
        broken.queueLength *= 1.01;
        QVERIFY(!broken.holds());
    }
    void endMarksAreNoItems()
    {
        LogBuilder b = regular(10);
        b.at(105 * second).put(0, endMark);
        b.at(200 * second).get(1, endMark);
        Columns columns(b.info, b.log);
        columns.advance();
        const auto law = littlesLawsOf(columns).at(0);
        QVERIFY(near(law->queueLength, 20 / 200.) && law->holds());
    }
    void nothingIsClaimedOfItemsThatStillWait()
    {
        LogBuilder b = regular(10);
        b.put(0, 10);
        b.at(200 * second).add(0, EventKind::Sleep);
        Columns columns(b.info, b.log);
        columns.advance();
        QCOMPARE(littlesLawsOf(columns).at(0)->stillWaiting, 1u);
        QVERIFY(littlesLawsOf(columns).at(0)->holds());
        const LogBuilder empty({{}}, 1);
        QVERIFY(!littlesLawsOf(Columns(empty.info, empty.log)).at(0));
    }
};

QTEST_GUILESS_MAIN(TestQueueSeries)
#include "tst_queue_series.moc"
