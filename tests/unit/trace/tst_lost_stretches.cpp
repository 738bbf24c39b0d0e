#include "trace/lost_stretches.h"

#include <QTest>

using namespace sojourn;

class TestLostStretches final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thoseThatOverlapAreOne()
    {
        const std::vector<LostStretch> all =
            inOrder({{1, 5, 9}, {0, 10, 20}, {0, 1, 4}, {1, 9, 12}, {1, 6, 7}});
        QVERIFY(all == (std::vector<LostStretch>{{0, 1, 4}, {0, 10, 20}, {1, 5, 12}}));
    }
    void thoseWithoutLengthAreNone() { QVERIFY(inOrder({{0, 5, 5}, {0, 7, 6}}).empty()); }
    void anInstantIsFoundInItsOwn()
    {
        const std::vector<LostStretch> all = inOrder({{0, 1, 4}, {0, 10, 20}, {2, 0, 100}});
        QCOMPARE(lostOn(all, 0).size(), std::size_t{2});
        QVERIFY(lostOn(all, 1).empty());
        QVERIFY(lostAt(all, 0, 0) == nullptr);
        QCOMPARE(lostAt(all, 0, 1), all.data());
        QVERIFY(lostAt(all, 0, 4) == nullptr);
        QCOMPARE(lostAt(all, 0, 19), &all[1]);
        QVERIFY(lostAt(all, 0, 20) == nullptr);
        QVERIFY(lostAt(all, 1, 50) == nullptr);
        QCOMPARE(lostBeforeStart(all, 0, 20), &all[1]); // its first event may be to come
        QVERIFY(lostBeforeStart(all, 0, 21) == nullptr);
        QCOMPARE(lostAt(all, 2, 50), &all[2]);
    }
    void ofAGroupItIsWhatIsLostOfAll()
    {
        const std::vector<LostStretch> all =
            inOrder({{0, 0, 90}, {1, 1, 40}, {1, 50, 100}, {2, 30, 60}, {2, 70, 80}, {3, 0, 5}});
        QVERIFY(lostOnAll(all, {"g", 1, 2, true}) ==
                (std::vector<LostStretch>{{1, 30, 40}, {1, 50, 60}, {1, 70, 80}}));
        QVERIFY(lostOnAll(all, {"g", 0, 1, true}) == (std::vector<LostStretch>{{0, 0, 90}}));
        QVERIFY(lostOnAll(all, {"g", 2, 2, true}).empty());
        QVERIFY(lostOnAll(all, {"g", 0, 0, true}).empty());
    }
    void thereAreNoMoreThanARecordingTells()
    {
        std::vector<LostStretch> many;
        for (std::int64_t i = 0; i < 70'000; ++i)
            many.push_back({0, 3 * i, 3 * i + 1});
        QCOMPARE(inOrder(many).size(), mostLostStretches);
    }
};

QTEST_GUILESS_MAIN(TestLostStretches)
#include "tst_lost_stretches.moc"
