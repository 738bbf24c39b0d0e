#include "trace/lost_puts.h"

#include "support/log_builder.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Task 0 puts an item at 0 s and waits to put others: one is cut short at 2 s, one dropped at 3 s, one gets
/// in at 6 s, and from 7 s on one waits.
LogBuilder waiting()
{
    LogBuilder log({{}, {0}}, 1);
    log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).put(0, 0);
    log.at(second).add(0, EventKind::Timeout).add(0, EventKind::PutWait, 1);
    log.at(2 * second).add(0, EventKind::TimedOut);
    log.at(3 * second).add(0, EventKind::Drop, 2);
    log.at(4 * second).add(0, EventKind::PutWait, 3);
    log.at(6 * second).get(1, 0).put(0, 3);
    log.at(7 * second).add(0, EventKind::PutWait, 4);
    return log;
}

} // namespace

class TestLostPuts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellWhenThePutEnded()
    {
        LogBuilder log = waiting();
        Columns columns(log.info, log.log);
        columns.advance();
        const auto visit = [&](std::uint32_t item) {
            return columns.visits()[columns.items()[item].lastVisit];
        };
        const auto ends = [&](std::uint32_t item) { return putEndNs(columns, visit(item)); };
        QCOMPARE(ends(0), std::int64_t{0});
        QCOMPARE(ends(1), 2 * second);
        QCOMPARE(cutShortNs(columns, visit(1)), 2 * second);
        QCOMPARE(ends(2), 3 * second);
        QCOMPARE(droppedNs(columns, visit(2)), 3 * second);
        QCOMPARE(ends(3), 6 * second);
        QCOMPARE(cutShortNs(columns, visit(3)), notYet);
        QCOMPARE(ends(4), notYet); // it waits still
        QCOMPARE(visitBeginNs(columns, visit(1)), second);
        QCOMPARE(visitBeginNs(columns, visit(2)), 3 * second);
        QCOMPARE(visitBeginNs(columns, visit(4)), 7 * second);
    }
};

QTEST_APPLESS_MAIN(TestLostPuts)
#include "tst_lost_puts.moc"
