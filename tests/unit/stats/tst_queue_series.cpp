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
    void itemsHaveTheirOwnValues()
    {
        const QueueSeries s = seriesOf(regular(10));
        QCOMPARE(s.wait.values, std::vector<double>(10, 2.));
        QCOMPARE(s.sojourn.values, std::vector<double>(10, 5.));
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
        QVERIFY(near(s.throughput.values[0], 4 / 50.) && near(s.throughput.values[1], 5 / 50.));
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
        Summary summary;
        summary.elapsedSeconds = 100;
        QueueSummary queue;
        queue.wait.count = 10;
        queue.putWait.count = 10;
        queue.wait.meanSeconds = 2;
        queue.meanSize = .2;
        summary.queues.push_back(queue);
        const auto law = littlesLawOf(summary, 0);
        QVERIFY(near(law->arrivalsPerSecond, .1) && near(law->product(), .2) && law->holds());
        summary.queues[0].meanSize = .3;
        QVERIFY(!littlesLawOf(summary, 0)->holds());
        // Items that still wait have no waits yet, and nothing is claimed.
        summary.queues[0].putWait.count = 12;
        QCOMPARE(littlesLawOf(summary, 0)->stillWaiting, 2u);
        QVERIFY(littlesLawOf(summary, 0)->holds());
        QVERIFY(!littlesLawOf(summary, 1) && !littlesLawOf(Summary(), 0));
    }
};

QTEST_GUILESS_MAIN(TestQueueSeries)
#include "tst_queue_series.moc"
