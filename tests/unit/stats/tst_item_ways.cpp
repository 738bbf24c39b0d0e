#include "stats/item_ways.h"

#include "support/log_builder.h"

#include <QTest>

#include <numeric>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Maker 0 puts; worker 1 takes 2 s later, sleeps 3 s and is done; the next comes 10 s later.
LogBuilder line(int items)
{
    LogBuilder log({{}, {0}}, 1);
    log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
    for (int i = 0; i < items; ++i) {
        const std::int64_t from = 10 * i;
        log.at(from).put(0, i);
        log.at(from + 2).get(1, i).add(1, EventKind::Sleep, 3);
        log.at(from + 5).add(1, EventKind::Wake).add(1, EventKind::TaskDone);
    }
    return log;
}

std::int64_t sum(const ItemWays& ways)
{
    return std::accumulate(ways.parts().begin(), ways.parts().end(), std::int64_t{0},
                           [](std::int64_t ns, const WayPart& part) { return ns + part.ns; });
}

} // namespace

class TestItemWays final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePartsAddUpToTheSojourns()
    {
        const LogBuilder log = line(4);
        Columns columns(log.info, log.log);
        columns.advance();
        ItemWays ways;
        QVERIFY(ways.follow(columns, 1000));
        QCOMPARE(ways.items(), 4u);
        QCOMPARE(ways.sojournNs(), 4 * 5);
        QCOMPARE(sum(ways), ways.sojournNs());
        QCOMPARE(ways.parts().size(), 2u);
        QVERIFY(ways.parts()[0].isWait);
        QCOMPARE(ways.parts()[0].ns, 4 * 2);
        QCOMPARE(ways.parts()[1].state, TaskState::Sleeping);
        QCOMPARE(ways.parts()[1].ns, 4 * 3);
        QCOMPARE(ways.parts()[1].rank, 1);
    }

    void portionsComeToTheSame()
    {
        const LogBuilder log = line(7);
        Columns columns(log.info, log.log);
        columns.advance();
        ItemWays ways;
        int portions = 1;
        while (!ways.follow(columns, 2))
            ++portions;
        QCOMPARE(portions, 4);
        QCOMPARE(ways.items(), 7u);
        QCOMPARE(sum(ways), 7 * 5);
    }
};

QTEST_APPLESS_MAIN(TestItemWays)
#include "tst_item_ways.moc"
