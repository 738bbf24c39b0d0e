#include "stats/run_totals.h"

#include "support/log_builder.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestRunTotals final : public QObject
{
    Q_OBJECT

private:
    /// A queue of one place: a put waits from 10 to 30, a get from 0 to 5, and from 40 on.
    static LogBuilder run()
    {
        LogBuilder log({{}, {}}, 1);
        log.info->queues[0].capacity = 1;
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
        log.at(5).put(0, 0).add(1, EventKind::Wake).get(1, 0).add(1, EventKind::Sleep, 25);
        log.at(8).put(0, 1);
        log.at(10).add(0, EventKind::PutWait);
        log.at(30).add(1, EventKind::Wake).get(1, 1).add(0, EventKind::Wake).put(0, 2);
        log.at(35).get(1, 2);
        log.at(40).add(1, EventKind::GetWait);
        return log;
    }

private Q_SLOTS:
    void waitsThatGoOnCountUpToNow()
    {
        const LogBuilder log = run();
        Columns columns(log.info, log.log);
        columns.advance();
        const RunTotals totals(columns);
        QCOMPARE(totals.putWaitNs(columns, 50), 20);
        QCOMPARE(totals.getWaitNs(columns, 50), 5 + 10);
        QCOMPARE(totals.getWaitNs(columns, 40), 5);
        QCOMPARE(*totals.fullShare(columns, 50), (35. - 8.) / 50);
        QCOMPARE(*totals.fullShare(columns, 50, 5), (35. - 8.) / 45);
    }

    void aRunThatGrowsIsAddedUpLikeAWholeOne()
    {
        const LogBuilder log = run();
        Columns whole(log.info, log.log), growing(log.info, log.log);
        whole.advance();
        const RunTotals atOnce(whole);
        RunTotals step;
        for (std::uint64_t events = 1; events <= log.log->size(); ++events) {
            growing.advance(events);
            step.follow(growing);
            const auto full = step.fullShare(growing, (*log.log)[events - 1].timeNs + 1);
            QVERIFY(full && *full >= 0 && *full <= 1);
        }
        QCOMPARE(step.putWaitNs(growing, 50), atOnce.putWaitNs(whole, 50));
        QCOMPARE(step.getWaitNs(growing, 50), atOnce.getWaitNs(whole, 50));
        QCOMPARE(step.fullShare(growing, 50), atOnce.fullShare(whole, 50));
    }

    void withoutACapacityNothingIsEverFull()
    {
        LogBuilder log = run();
        log.info->queues[0].capacity = 0;
        Columns columns(log.info, log.log);
        columns.advance();
        QVERIFY(!RunTotals(columns).fullShare(columns, 50));
        log.info->queues[0].capacity = 1;
        QVERIFY(!RunTotals(columns).fullShare(columns, 0)); // no time has passed
        QVERIFY(!RunTotals().fullShare(columns, 50));       // nothing was followed
    }
};

QTEST_GUILESS_MAIN(TestRunTotals)
#include "tst_run_totals.moc"
