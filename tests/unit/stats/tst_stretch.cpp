#include "stats/stretch.h"

#include "support/log_builder.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestStretch final : public QObject
{
    Q_OBJECT

private:
    static constexpr auto sleeping = static_cast<std::size_t>(TaskState::Sleeping);
    static constexpr auto getting = static_cast<std::size_t>(TaskState::GetWait);

    /// A sleeper puts at 10, 20 and 30; the other takes each at once, and is done with it 5 later.
    static std::shared_ptr<const Columns> run()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
        for (int i = 0; i < 3; ++i) {
            log.at(10 * i).add(0, EventKind::Sleep, 10);
            log.at(10 * (i + 1)).add(0, EventKind::Wake).put(0, i).get(1, i).add(1, EventKind::Sleep, 5);
            log.at(10 * (i + 1) + 5).add(1, EventKind::Wake).add(1, EventKind::TaskDone);
            log.add(1, EventKind::GetWait);
        }
        const auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        return columns;
    }

private Q_SLOTS:
    void countsWhatLiesInside()
    {
        const auto columns = run();
        const Stretch all = stretchBetween(*columns, 0, 100, 100);
        QCOMPARE(all.taken, std::uint64_t{3});
        QCOMPARE(all.done, std::uint64_t{3});
        const Stretch some = stretchBetween(*columns, 10, 20, 100);
        QCOMPARE(some.taken, std::uint64_t{1}); // at 10, and not at 20
        QCOMPARE(some.done, std::uint64_t{1});  // at 15
        QVERIFY(some.spans > 0 && some.spans < all.spans);
        QCOMPARE(stretchBetween(*columns, 12, 12, 100).taken, std::uint64_t{0});
    }

    void cutsTheTimesOfATaskAtTheEdges()
    {
        const auto columns = run();
        const Stretch stretch = stretchBetween(*columns, 12, 22, 100, 1);
        QCOMPARE(stretch.taskNs[sleeping], 3 + 2);
        QCOMPARE(stretch.taskNs[getting], 5);
        QCOMPARE(stretchBetween(*columns, 12, 22, 100).taskNs[sleeping], 0);
    }

    void whatIsLostIsInNoState()
    {
        const auto columns = run();
        const std::vector<LostStretch> lost{{1, 0, 11}, {1, 13, 14}, {1, 21, 30}};
        const Stretch stretch = stretchBetween(*columns, 12, 22, 100, 1, lost);
        QCOMPARE(stretch.taskNs[sleeping], 3 + 2 - 2);
        QCOMPARE(stretch.taskNs[getting], 5);
        QCOMPARE(lostWithin(lost, 12, 22), 2);
        QCOMPARE(lostWithin(lost, 0, 100), 21);
        QCOMPARE(lostWithin(lost, 11, 13), 0);
    }

    void whatGoesOnCountsAsFarAsTheRunHasCome()
    {
        const auto columns = run();
        QCOMPARE(stretchBetween(*columns, 30, 50, 40, 1).taskNs[getting], 5);
        QCOMPARE(stretchBetween(*columns, 36, 50, 40, 1).taskNs[getting], 4);
    }
};

QTEST_GUILESS_MAIN(TestStretch)
#include "tst_stretch.moc"
