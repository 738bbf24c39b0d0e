#include "support/log_builder.h"
#include "support/model_log.h"
#include "support/naive_trace.h"
#include "trace/replay.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace sojourn;
using namespace sojourn::test;

namespace {

std::vector<std::int64_t> itemsIn(const QueueMoment& queue)
{
    std::vector<std::int64_t> items;
    for (const Standing& s : queue.standing)
        items.push_back(s.item);
    return items;
}

bool same(const TaskMoment& a, const TaskMoment& b)
{
    return a.state == b.state && a.endedHow == b.endedHow && a.object == b.object && a.sinceNs == b.sinceNs &&
           a.plannedEndNs == b.plannedEndNs && a.puttingItem == b.puttingItem &&
           a.endMarkPutting == b.endMarkPutting && a.heldItem == b.heldItem && a.lastItem == b.lastItem &&
           a.puts == b.puts && a.gets == b.gets;
}

bool same(const QueueMoment& a, const QueueMoment& b)
{
    const auto equal = [](const Standing& x, const Standing& y) {
        return x.item == y.item && x.sinceNs == y.sinceNs;
    };
    return std::equal(a.standing.begin(), a.standing.end(), b.standing.begin(), b.standing.end(), equal) &&
           a.puts == b.puts && a.gets == b.gets && a.drops == b.drops;
}

bool same(const Moment& a, const Moment& b)
{
    const auto equal = [](const auto& x, const auto& y) { return same(x, y); };
    return a.events == b.events && a.atNs == b.atNs && a.made == b.made && a.put == b.put && a.got == b.got &&
           a.done == b.done && a.dropped == b.dropped &&
           std::equal(a.tasks.begin(), a.tasks.end(), b.tasks.begin(), b.tasks.end(), equal) &&
           std::equal(a.queues.begin(), a.queues.end(), b.queues.begin(), b.queues.end(), equal);
}

} // namespace

class TestReplay final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsWhoHasWhichConnection()
    {
        LogBuilder b({{}, {}, {}}, 0);
        b.info->servers = {{"api", 2}};
        b.info->requests = {{0, "/{n}"}};
        b.at(1).add(0, EventKind::Request).add(0, EventKind::Connecting); // 2 events
        b.add(1, EventKind::Request).add(1, EventKind::Connecting);       // 4
        b.add(2, EventKind::Request);                                     // 5: in line
        b.at(2).add(0, EventKind::Connected).at(3).add(0, EventKind::FirstByte);
        b.at(4).add(0, EventKind::Response, responseValue(1, 200)); // 8
        b.add(2, EventKind::Connected);                             // 9: takes over the place of task 0
        b.at(5).add(1, EventKind::RequestFailed).add(0, EventKind::Request).add(0, EventKind::Connected);
        b.at(6).add(2, EventKind::Resumed, 6).add(2, EventKind::Response, responseValue(1, 200));
        Replay replay(b.info, b.log);
        const auto connections = [&](std::uint64_t events) {
            return replay.seekEvents(events).servers[0].connections;
        };
        using Tasks = std::vector<std::uint32_t>;
        QCOMPARE(connections(14), (Tasks{noTask, 0}));
        QCOMPARE(replay.moment().servers[0].asked, 4u);
        QCOMPARE(replay.moment().servers[0].replied, 2u);
        QCOMPARE(replay.moment().servers[0].failed, 1u);
        QCOMPARE(connections(13), (Tasks{noTask, 0})); // its turn has come, the reply is there
        QCOMPARE(connections(12), (Tasks{2, 0}));
        QCOMPARE(connections(10), (Tasks{2, noTask}));
        QCOMPARE(connections(7), (Tasks{0, 1}));
        QCOMPARE(replay.moment().tasks[2].phase, RequestPhase::InLine);
        QCOMPARE(connections(1), Tasks{});
    }

    void aJobStaysWithItsThread()
    {
        LogBuilder b({{}, {}, {}, {}}, 0);
        b.info->pools = {{"threads", 2}};
        b.at(1).add(0, EventKind::Offload, 5).add(1, EventKind::Offload, 3); // 2 events: both have a thread
        b.add(2, EventKind::Offload, 4).add(3, EventKind::Offload, 4);       // 4: in line
        b.at(4).add(1, EventKind::OffloadDone); // 5: task 2 has the thread of task 1
        b.at(5).add(3, EventKind::Ended);       // 6: it leaves the line
        b.at(6).add(0, EventKind::Resumed, 6).add(0, EventKind::OffloadDone); // 8
        b.add(1, EventKind::Offload, 1, noPool);                              // 9: on a thread of its own
        Replay replay(b.info, b.log);
        using Tasks = std::vector<std::uint32_t>;
        const auto threads = [&](std::uint64_t events) { return replay.seekEvents(events).pools[0].threads; };
        const auto line = [&] {
            Tasks tasks;
            for (const JobLine::Job& job : replay.moment().pools[0].jobs.line)
                tasks.push_back(job.task);
            return tasks;
        };
        QCOMPARE(threads(9), (Tasks{noTask, 2}));
        QCOMPARE(threads(7), (Tasks{noTask, 2})); // its job is done, its task has its turn
        QCOMPARE(threads(5), (Tasks{0, 2}));
        QCOMPARE(line(), Tasks{3});
        QCOMPARE(replay.moment().tasks[2].phase, RequestPhase::None); // it computes, since then
        QCOMPARE(replay.moment().tasks[2].sinceNs, 4);
        QCOMPARE(replay.moment().tasks[2].plannedEndNs, 8);
        QCOMPARE(replay.moment().tasks[3].phase, RequestPhase::ForThread);
        QCOMPARE(replay.moment().tasks[3].sinceNs, 1);
        QCOMPARE(replay.moment().tasks[3].plannedEndNs, notYet);
        QCOMPARE(threads(6), (Tasks{0, 2}));
        QVERIFY(line().empty());
        QCOMPARE(replay.moment().tasks[3].phase, RequestPhase::None);
        QCOMPARE(threads(4), (Tasks{0, 1}));
        QCOMPARE(line(), (Tasks{2, 3}));
    }

    /// As CPython has it: whoever cancels a task that waits for a thread does not stop the thread.
    void aThreadWhoseTaskIsCancelledComputesOn()
    {
        LogBuilder b({{}, {}, {}}, 0);
        b.info->pools = {{"threads", 1}};
        b.at(1).add(0, EventKind::Offload, 5).add(1, EventKind::Offload, 3); // 2 events: 1 stands in line
        b.at(2).add(0, EventKind::TimedOut).add(0, EventKind::Sleep, 100);   // 4
        b.at(5).add(2, EventKind::Sleep, 3);                                 // 5
        b.at(7).add(2, EventKind::Sleep, 3);                                 // 6: since 6 task 1 has it
        b.at(9).add(1, EventKind::OffloadDone);                              // 7
        Replay replay(b.info, b.log);
        using Tasks = std::vector<std::uint32_t>;
        const auto pool = [&](std::uint64_t events) { return replay.seekEvents(events).pools[0]; };
        QCOMPARE(pool(7).threads, Tasks{noTask});
        QCOMPARE(pool(7).jobs.busy, 0u);
        QCOMPARE(pool(6).threads, Tasks{1});
        QCOMPARE(replay.moment().tasks[1].sinceNs, 6);
        QCOMPARE(replay.moment().tasks[1].plannedEndNs, 9);
        QVERIFY(pool(6).jobs.kept.empty());
        QCOMPARE(pool(5).threads, Tasks{0}); // for nobody
        QCOMPARE(pool(5).jobs.kept.size(), 1u);
        QCOMPARE(pool(5).jobs.line.size(), 1u);
        // Between two events as well, there and back.
        QCOMPARE(replay.seekTime(6).pools[0].threads, Tasks{1});
        QCOMPARE(replay.moment().events, 5u);
        QCOMPARE(replay.seekTime(5).pools[0].threads, Tasks{0});
        QCOMPARE(replay.seekTime(6).tasks[1].plannedEndNs, 9);
        QCOMPARE(replay.seekTime(7).pools[0].threads, Tasks{1});
        QCOMPARE(replay.seekTime(3).pools[0].threads, Tasks{0});
    }

    /// On the real clock a turn comes late, and what was planned from it is over early.
    void workThatIsOverEarlyLeavesItsThreadAtOnce()
    {
        LogBuilder b({{}, {}}, 0);
        b.info->pools = {{"threads", 1}};
        b.at(1).add(0, EventKind::Offload, 5).add(1, EventKind::Offload, 3);
        b.at(5).add(0, EventKind::Resumed, 4).add(0, EventKind::OffloadDone);
        Replay replay(b.info, b.log);
        QCOMPARE(replay.seekEvents(4).pools[0].threads, std::vector<std::uint32_t>{1});
        QVERIFY(replay.moment().pools[0].jobs.kept.empty());
        QCOMPARE(replay.moment().tasks[1].sinceNs, 5);
    }

    void aThreadOfItsOwnIsThereAtOnce()
    {
        LogBuilder b({{}, {}, {}}, 0);
        for (const std::uint32_t task : {0u, 1u, 2u})
            b.at(1).add(task, EventKind::Offload, 5, noPool); // 3 events
        b.at(3).add(1, EventKind::OffloadDone);               // 4
        b.add(1, EventKind::Offload, 1, noPool);              // 5: the place is free again
        b.at(6).add(0, EventKind::Ended);                     // 6: as it would have been over
        Replay replay(b.info, b.log);
        using Tasks = std::vector<std::uint32_t>;
        const auto threads = [&](std::uint64_t events) {
            return replay.seekEvents(events).ownThreads.threads;
        };
        QCOMPARE(threads(6), (Tasks{noTask, 1, 2}));
        QCOMPARE(threads(5), (Tasks{0, 1, 2}));
        QCOMPARE(threads(4), (Tasks{0, noTask, 2}));
        QCOMPARE(threads(1), Tasks{0});
        QCOMPARE(threads(0), Tasks{});
        QVERIFY(replay.moment().ownThreads.jobs.line.empty());
    }

    void countsTheAttemptsOfARequest()
    {
        LogBuilder b({{}}, 0);
        b.info->servers = {{"api", 1}};
        b.info->requests = {{0, "/{n}"}};
        b.at(1).add(0, EventKind::Request, 7).add(0, EventKind::RequestFailed); // 2 events
        b.at(2).add(0, EventKind::Request, 7).add(0, EventKind::RequestFailed); // 4: again
        b.at(3)
            .add(0, EventKind::Request, 8)
            .add(0, EventKind::Response, responseValue(1, 200)); // 6: the next
        Replay replay(b.info, b.log);
        const auto task = [&](std::uint64_t events) { return replay.seekEvents(events).tasks[0]; };
        QVERIFY(!task(6).requestFailed);
        QCOMPARE(task(5).attempt, std::uint8_t{1});
        QVERIFY(task(4).requestFailed);
        QCOMPARE(task(3).attempt, std::uint8_t{2});
        QVERIFY(!task(3).requestFailed);
        QVERIFY(task(2).requestFailed);
        QCOMPARE(task(1).attempt, std::uint8_t{1});
    }

    void showsAMomentAsItStood()
    {
        LogBuilder b({{}, {}}, 2);
        b.info->queues[1].order = QueueOrder::Priority;
        b.at(1).add(0, EventKind::Started).put(0, 0).put(0, 1, 1).put(0, 2, 1).put(0, endMark, 1);
        b.at(2).add(1, EventKind::Started).get(1, 2, 1).add(1, EventKind::Sleep, 10);
        b.at(5).add(0, EventKind::PutWait, 3);
        Replay replay(b.info, b.log);
        QCOMPARE(replay.moment().events, 0u);
        const Moment& m = replay.seekTime(4);
        QCOMPARE(m.events, 8u);
        QCOMPARE(m.atNs, 2);
        QCOMPARE(itemsIn(m.queues[0]), (std::vector<std::int64_t>{0}));
        QCOMPARE(itemsIn(m.queues[1]), (std::vector<std::int64_t>{1, endMark}));
        QCOMPARE(m.tasks[1].state, TaskState::Sleeping);
        QCOMPARE(m.tasks[1].plannedEndNs, 12);
        QCOMPARE(m.tasks[1].heldItem, 2);
        QCOMPARE(m.made, 3u);
        QCOMPARE(m.put, 3u);
        QCOMPARE(m.queues[1].puts, 3u);
        replay.seekEvents(100);
        QCOMPARE(m.events, 9u);
        QCOMPARE(m.tasks[0].state, TaskState::PutWait);
        QCOMPARE(m.tasks[0].puttingItem, 3);
        QCOMPARE(m.tasks[0].lastItem, 2);
        QVERIFY(!m.tasks[0].endMarkPutting);
        replay.seekEvents(0);
        QCOMPARE(m.tasks[0].state, TaskState::NotStarted);
        QVERIFY(m.queues[1].standing.empty());
    }

    void followsAGrowingLog()
    {
        LogBuilder b({{}}, 1);
        b.at(1).add(0, EventKind::Started);
        Replay replay(b.info, b.log);
        QCOMPARE(replay.seekTime(100).events, 1u);
        b.at(50).put(0, 0);
        QCOMPARE(replay.seekTime(100).events, 2u);
        QCOMPARE(replay.moment().queues[0].standing.size(), std::size_t{1});
    }

    void stepsOverInternalEvents()
    {
        LogBuilder b({{}}, 1);
        b.add(0, EventKind::Started).add(0, EventKind::Valued).put(0, 0).add(0, EventKind::Resumed);
        const Replay replay(b.info, b.log);
        QCOMPARE(replay.nextListed(0), 1u);
        QCOMPARE(replay.nextListed(1), 3u);
        QCOMPARE(replay.nextListed(3), 4u); // none is left
        QCOMPARE(replay.previousListed(4), 2u);
        QCOMPARE(replay.previousListed(2), 0u);
        QCOMPARE(replay.previousListed(0), 0u);
    }

    void findsAnInstantAmongMany()
    {
        LogBuilder b({{}}, 1);
        for (const int ns : {1, 1, 3, 3, 3, 8})
            b.at(ns).add(0, EventKind::Drawn);
        const Replay replay(b.info, b.log);
        QCOMPARE(replay.eventsUpTo(0), 0u);
        QCOMPARE(replay.eventsUpTo(1), 2u);
        QCOMPARE(replay.eventsUpTo(2), 2u);
        QCOMPARE(replay.eventsUpTo(3), 5u);
        QCOMPARE(replay.eventsUpTo(100), 6u);
    }

    void equalsWhatIsRecomputedPlainly_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 100; seed < 120; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void equalsWhatIsRecomputedPlainly()
    {
        QFETCH(int, seed);
        const ModelLog m = Model(static_cast<std::uint32_t>(seed)).run(1200);
        Replay replay(m.info, m.log);
        std::mt19937 random(static_cast<std::uint32_t>(seed));
        for (int i = 0; i < 12; ++i) {
            const std::uint64_t events = random() % (m.log->size() + 1);
            const Moment& moment = replay.seekEvents(events);
            const NaiveTrace naive = recompute(*m.info, *m.log, events, moment.atNs + 1);
            std::uint64_t done = 0;
            std::uint64_t dropped = 0;
            for (const NaiveVisit& v : naive.visits) {
                done += v.doneNs != notYet;
                dropped += v.dropped;
            }
            QCOMPARE(moment.done, done);
            QCOMPARE(moment.dropped, dropped);
            for (std::size_t t = 0; t < moment.tasks.size(); ++t) {
                QCOMPARE(moment.tasks[t].state, naive.states[t].back());
                QCOMPARE(moment.tasks[t].heldItem, naive.hand[t]);
            }
            for (std::size_t q = 0; q < moment.queues.size(); ++q) {
                QCOMPARE(itemsIn(moment.queues[q]), naive.stand[q]);
                QCOMPARE(moment.queues[q].puts - moment.queues[q].gets, moment.queues[q].standing.size());
            }
        }
    }

    void aSeekFromAnywhereEqualsAReplayFromTheStart_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void aSeekFromAnywhereEqualsAReplayFromTheStart()
    {
        QFETCH(int, seed);
        // Longer than several keyframes are apart.
        const ModelLog m = Model(static_cast<std::uint32_t>(seed)).run(60'000);
        Replay wanderer(m.info, m.log);
        std::mt19937 random(static_cast<std::uint32_t>(seed));
        std::vector<std::uint64_t> stops;
        for (int i = 0; i < 40; ++i)
            stops.push_back(random() % (m.log->size() + 1));
        for (const std::uint64_t edge :
             {std::uint64_t{8191}, std::uint64_t{8192}, std::uint64_t{8193}, m.log->size()})
            stops.push_back(edge);
        std::vector<Moment> seen;
        for (const std::uint64_t stop : stops)
            seen.push_back(wanderer.seekEvents(stop));
        for (std::size_t i = 0; i < stops.size(); ++i) {
            Replay fresh(m.info, m.log);
            QVERIFY(same(fresh.seekEvents(stops[i]), seen[i]));
        }
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
