// The one file of this room that waits on the real clock: shortly, and with generous bounds.
#include "runtime/wall_clock.h"

#include <QTest>

#include <limits>
#include <thread>

using namespace sojourn;
using namespace std::chrono_literals;

namespace {

constexpr double unpacedSpeed = std::numeric_limits<double>::infinity();
using Wall = WallClock::Wall;

Instant at(Duration d)
{
    return Instant(d);
}

} // namespace

class TestWallClock final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standsStillUntilItIsStarted()
    {
        WallClock clock(1);
        QVERIFY(clock.paused());
        std::this_thread::sleep_for(2ms);
        QCOMPARE(nanoseconds(clock.now()), 0);
        clock.start();
        QVERIFY(!clock.paused());
        std::this_thread::sleep_for(2ms);
        QVERIFY(clock.now() >= at(2ms));
    }

    void runsAtItsSpeed()
    {
        WallClock clock(1000);
        const Wall::time_point before = Wall::now();
        clock.start();
        std::this_thread::sleep_for(3ms);
        const Instant now = clock.now();
        const auto passed = std::chrono::duration_cast<Duration>(Wall::now() - before);
        QVERIFY(now >= at(3s));
        QVERIFY(now <= at(passed * 1000));
    }

    void aChangeOfSpeedKeepsTheInstant()
    {
        WallClock clock(1e6);
        clock.start();
        std::this_thread::sleep_for(2ms);
        const Instant before = clock.now();
        clock.setSpeed(1e-3);
        const Instant after = clock.now();
        QVERIFY(before >= at(2000s));
        QVERIFY(after >= before);
        std::this_thread::sleep_for(2ms);
        QVERIFY(clock.now() - after < 1s); // slow now: hardly anything passes
        QCOMPARE(clock.speed(), 1e-3);
    }

    void aPausedClockStandsStillAndGoesOnFromThere()
    {
        WallClock clock(1000);
        clock.start();
        clock.setPaused(true);
        const Instant paused = clock.now();
        std::this_thread::sleep_for(3ms);
        QCOMPARE(clock.now(), paused);
        clock.setPaused(false);
        std::this_thread::sleep_for(1ms);
        QVERIFY(clock.now() >= paused + 1s);
    }

    void jumpsForwardOnly()
    {
        WallClock clock(1);
        clock.jumpTo(at(5s));
        QCOMPARE(clock.now(), at(5s));
        clock.jumpTo(at(3s));
        QCOMPARE(clock.now(), at(5s));
        clock.start();
        clock.jumpTo(at(100s));
        QVERIFY(clock.now() >= at(100s));
        QVERIFY(clock.now() < at(160s));
    }

    void unpacedItStandsStillButForJumpsAndHolds()
    {
        WallClock clock(unpacedSpeed);
        clock.start();
        QVERIFY(clock.unpaced());
        std::this_thread::sleep_for(2ms);
        QCOMPARE(nanoseconds(clock.now()), 0);
        clock.jumpTo(at(1h));
        QVERIFY(clock.hold(1h));
        QCOMPARE(clock.now(), at(2h));
        QCOMPARE(clock.realTimeUntil(at(5h)), Wall::duration::zero());
        clock.setSpeed(1); // and from there on as measured
        std::this_thread::sleep_for(1ms);
        QVERIFY(clock.now() > at(2h));
    }

    void holdLastsAsLongAsItWasAskedTo()
    {
        WallClock clock(1000);
        clock.start();
        const Wall::time_point before = Wall::now();
        const Instant start = clock.now();
        QVERIFY(clock.hold(5s));
        QVERIFY(clock.now() - start >= 5s);
        QVERIFY(Wall::now() - before >= 5ms);
        QVERIFY(Wall::now() - before < 20s);
    }

    void holdWhilePausedPassesAtOnce()
    {
        WallClock clock(1);
        const Wall::time_point before = Wall::now();
        QVERIFY(clock.hold(1h));
        QCOMPARE(clock.now(), at(1h));
        QVERIFY(Wall::now() - before < 20s);
    }

    void holdHeedsAStopFromAnotherThread()
    {
        WallClock clock(1);
        clock.start();
        std::thread other([&clock] {
            std::this_thread::sleep_for(10ms);
            clock.stopHolding();
        });
        const bool whole = clock.hold(1h);
        other.join();
        QVERIFY(!whole);
        QVERIFY(clock.now() < at(60s));
        QVERIFY(!clock.hold(1h)); // now and later
        clock.setSpeed(unpacedSpeed);
        QVERIFY(!clock.hold(1h));
    }

    void tellsHowLongARealWaitIs()
    {
        WallClock clock(10);
        QCOMPARE(clock.realTimeFor(5s), Wall::duration(500ms));
        QCOMPARE(clock.realTimeFor(1ns), Wall::duration(1ns)); // rounded up: never woken early
        QCOMPARE(clock.realTimeFor(0s), Wall::duration::zero());
        QCOMPARE(clock.realTimeFor(-5s), Wall::duration::zero());
        clock.setSpeed(1e-9);
        QCOMPARE(clock.realTimeFor(Duration::max()), Wall::duration(24h));
        clock.jumpTo(at(7s));
        QCOMPARE(clock.realTimeUntil(at(3s)), Wall::duration::zero());
    }

    void isReadFromOtherThreads()
    {
        WallClock clock(1e6);
        clock.start();
        bool sound = true;
        std::thread reader([&clock, &sound] {
            Instant last{};
            for (int i = 0; i < 2000; ++i) {
                const Instant now = clock.nowFromAnyThread();
                sound = sound && now >= last;
                last = now;
            }
        });
        for (int i = 0; i < 200; ++i) {
            clock.setSpeed(i % 2 == 0 ? 1 : 1e6);
            clock.setPaused(i % 3 == 0);
            clock.jumpTo(clock.now() + 1s);
        }
        reader.join();
        QVERIFY(sound);
    }
};

QTEST_GUILESS_MAIN(TestWallClock)
#include "tst_wall_clock.moc"
