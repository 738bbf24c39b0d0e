#include "stats/summary.h"
#include "support/log_builder.h"
#include "support/model_log.h"
#include "support/naive_trace.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace sojourn;
using namespace sojourn::test;

namespace {

RunEnd endAt(std::int64_t ns, Outcome outcome = Outcome::Finished)
{
    RunEnd end;
    end.outcome = outcome;
    end.at = instantFromNanoseconds(ns);
    return end;
}

Summary summaryOf(const LogBuilder& b, std::int64_t atNs)
{
    SummaryFold fold(b.info);
    for (std::uint64_t i = 0; i < b.log->size(); ++i)
        fold.add((*b.log)[i]);
    return fold.summary(endAt(atNs));
}

bool near(double found, double exact)
{
    return std::abs(found - exact) <= std::abs(exact) / 1000 + 1e-15;
}

void compare(const Distribution& found, std::vector<std::int64_t> exact)
{
    QCOMPARE(found.count, std::uint64_t{exact.size()});
    if (exact.empty()) return;
    std::sort(exact.begin(), exact.end());
    const auto percentile = [&](std::size_t perThousand) {
        return static_cast<double>(
                   exact[std::max<std::size_t>((exact.size() * perThousand + 999) / 1000, 1) - 1]) /
               1e9;
    };
    const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
    QVERIFY(std::abs(found.meanSeconds - sum / static_cast<double>(exact.size()) / 1e9) < 1e-12);
    QVERIFY(near(found.p50Seconds, percentile(500)));
    QVERIFY(near(found.p90Seconds, percentile(900)));
    QVERIFY(near(found.p99Seconds, percentile(990)));
    QVERIFY(near(found.p999Seconds, percentile(999)));
    QCOMPARE(found.maxSeconds, static_cast<double>(exact.back()) / 1e9);
}

} // namespace

class TestSummary final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunWithoutEventsHasZeros()
    {
        LogBuilder b({{}}, 1);
        const Summary s = summaryOf(b, 0);
        QCOMPARE(s.events, 0u);
        QCOMPARE(s.throughputPerSecond, 0.0);
        QCOMPARE(s.queues[0].meanSize, 0.0);
        QCOMPARE(s.groups[0].share[0], 0.0);
        QCOMPARE(s.groups[0].count, 1u);
        QCOMPARE(s.sojourn.count, 0u);
    }

    void carriesWhatIsKnownOfTheRun()
    {
        LogBuilder b({{}}, 1);
        b.info->scenario = "some";
        b.info->seed = 7;
        b.info->virtualClock = false;
        SummaryFold fold(b.info);
        RunEnd end = endAt(2'000'000'000, Outcome::Stalled);
        end.waitingTasks.push_back({0, "get from \"q\""});
        const Summary s = fold.summary(end);
        QCOMPARE(s.scenario, std::string("some"));
        QCOMPARE(s.seed, 7u);
        QVERIFY(!s.virtualClock);
        QCOMPARE(s.outcome, Outcome::Stalled);
        QCOMPARE(s.elapsedSeconds, 2.0);
        QCOMPARE(s.waitingTasks.size(), std::size_t{1});
    }

    void requestsAreCountedAndTimedByServer()
    {
        LogBuilder b({{}, {}}, 0);
        b.info->servers = {{"api", 2}, {"other", 2}};
        b.info->requests = {{0, "/a"}, {0, "/b"}, {1, "/c"}};
        b.at(0).add(0, EventKind::Request).add(1, EventKind::Request, 0, 1);
        b.at(10'000'000).add(0, EventKind::Connected).add(1, EventKind::Connected, 0, 1);
        b.at(50'000'000).add(0, EventKind::Response, responseValue(3, 200)).add(0, EventKind::Request, 0, 1);
        b.at(60'000'000).add(1, EventKind::RequestFailed, 0, 1);
        b.at(90'000'000).add(0, EventKind::Response, responseValue(3, 200), 1);
        const Summary s = summaryOf(b, 100'000'000);
        QCOMPARE(s.servers.size(), std::size_t{2});
        QCOMPARE(s.servers[0].asked, 3u);
        QCOMPARE(s.servers[0].failed, 1u);
        QCOMPARE(s.servers[0].reply.count, 2u);
        QVERIFY(std::abs(s.servers[0].reply.maxSeconds - 0.05) < 0.0001);
        QVERIFY(std::abs(s.servers[0].reply.p50Seconds - 0.04) < 0.0001);
        QCOMPARE(s.servers[1].asked, 0u);
    }

    void internalEventsAreNotCounted()
    {
        LogBuilder b({{}}, 1);
        b.add(0, EventKind::Started)
            .add(0, EventKind::Work, 3)
            .add(0, EventKind::Worked)
            .add(0, EventKind::Valued);
        QCOMPARE(summaryOf(b, 1).events, 2u);
    }

    void openStatesCountUpToTheEnd()
    {
        LogBuilder b({{}, {}}, 1);
        b.at(10).add(0, EventKind::Started).add(0, EventKind::Sleep, 100);
        b.at(40).add(0, EventKind::Resumed, 30).add(0, EventKind::Wake);
        b.at(50).add(0, EventKind::GetWait);
        const Summary s = summaryOf(b, 110);
        QCOMPARE(s.groups[0].share[static_cast<std::size_t>(TaskState::Sleeping)], 0.2);
        QCOMPARE(s.groups[0].share[static_cast<std::size_t>(TaskState::Ready)], 0.1);
        QCOMPARE(s.groups[0].share[static_cast<std::size_t>(TaskState::Running)], 0.1);
        QCOMPARE(s.groups[0].share[static_cast<std::size_t>(TaskState::GetWait)], 0.6);
        QCOMPARE(s.groups[1].share[static_cast<std::size_t>(TaskState::Ready)], 0.0); // never started
    }

    void averagesOverTimeBeginWhereTheRunIsKnown()
    {
        LogBuilder b({{}, {}}, 1);
        b.at(100).add(0, EventKind::Started).put(0, 0).add(0, EventKind::Sleep, 30);
        b.at(110).get(1, 0).add(1, EventKind::TaskDone);
        SummaryFold fold(b.info);
        fold.beginAt(100);
        for (std::uint64_t i = 0; i < b.log->size(); ++i)
            fold.add((*b.log)[i]);
        RunEnd end;
        end.at = instantFromNanoseconds(120);
        const Summary s = fold.summary(end);
        QCOMPARE(s.queues[0].meanSize, 0.5);
        QCOMPARE(s.throughputPerSecond, 1 / 20e-9);
        QCOMPARE(s.countedSeconds(), 20e-9);
        QCOMPARE(s.groups[0].share[static_cast<std::size_t>(TaskState::Sleeping)], 1.0);
        QCOMPARE(s.items.put, 1u);
        QCOMPARE(s.inWarmUp.put, 0u);
        QCOMPARE(s.queues[0].wait.count, 1u);
    }

    void endMarksCountInTheLengthAndNowhereElse()
    {
        LogBuilder b({{}, {}}, 1);
        b.at(0).put(0, endMark).put(0, 0);
        b.at(10).get(1, endMark).get(1, 0);
        const Summary s = summaryOf(b, 20);
        QCOMPARE(s.queues[0].maxSize, 2u);
        QCOMPARE(s.queues[0].meanSize, 1.0);
        QCOMPARE(s.items.made, 1u);
        QCOMPARE(s.items.put, 1u);
        QCOMPARE(s.items.got, 1u);
        QCOMPARE(s.items.held, 1u);
        QCOMPARE(s.queues[0].wait.count, 1u);
    }

    void everyPutCountsInThePutWaitWithZeroWithoutAWait()
    {
        LogBuilder b({{}}, 1);
        b.at(0).put(0, 0);
        b.at(1'000).add(0, EventKind::PutWait, 1);
        b.at(3'000).add(0, EventKind::Resumed, 2'500).put(0, 1);
        const Summary s = summaryOf(b, 4'000);
        QCOMPARE(s.queues[0].putWait.count, 2u);
        QCOMPARE(s.queues[0].putWait.p50Seconds, 0.0);
        QCOMPARE(s.queues[0].putWait.maxSeconds, 2e-6);
    }

    void whatIsDoneAndStillInTheHandHasItsSojourn()
    {
        LogBuilder b({{}, {0}}, 2);
        b.at(0).put(0, 0);
        b.at(1'000).get(1, 0).add(1, EventKind::TaskDone);
        QCOMPARE(summaryOf(b, 2'000).sojourn.maxSeconds, 1e-6);
        b.at(3'000).put(1, 0, 1); // it goes on after all
        QCOMPARE(summaryOf(b, 4'000).sojourn.count, 0u);
    }

    void manyItemsStayAndManyPass()
    {
        // A stack: those at the bottom stay for the whole run, while others come and go.
        LogBuilder b({{}, {0}}, 1);
        b.info->queues[0].order = QueueOrder::Lifo;
        constexpr int staying = 1000;
        constexpr int passing = 50'000;
        for (int i = 0; i < staying; ++i)
            b.at(i).put(0, i);
        for (int i = 0; i < passing; ++i)
            b.at(2'000 + 10 * i)
                .put(0, staying + i)
                .at(2'000 + 10 * i + 7)
                .get(1, staying + i)
                .add(1, EventKind::TaskDone);
        for (int i = staying; i-- > 0;)
            b.at(10'000'000).get(1, i).add(1, EventKind::TaskDone);
        const Summary s = summaryOf(b, 10'000'000);
        QCOMPARE(s.items.done, std::uint64_t{staying + passing});
        QCOMPARE(s.sojourn.count, std::uint64_t{staying + passing});
        QCOMPARE(s.sojourn.p50Seconds, 7e-9);
        QCOMPARE(s.sojourn.maxSeconds, 0.01);
    }

    void equalsWhatIsRecomputedPlainly_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 200; seed < 260; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void equalsWhatIsRecomputedPlainly()
    {
        QFETCH(int, seed);
        const ModelLog m = Model(static_cast<std::uint32_t>(seed)).run(1500);
        SummaryFold fold(m.info);
        std::uint64_t added = 0;
        // Also on the way: a summary does not change the fold.
        for (const std::uint64_t until : {m.log->size() / 7, m.log->size() / 3, m.log->size()}) {
            for (; added < until; ++added)
                fold.add((*m.log)[added]);
            const std::int64_t atNs = (*m.log)[added - 1].timeNs + 5;
            const Summary s = fold.summary(endAt(atNs));
            check(s, *m.info, recompute(*m.info, *m.log, added, atNs), atNs);
            if (QTest::currentTestFailed()) return;
        }
    }

private:
    static void check(const Summary& s, const RunInfo& info, const NaiveTrace& naive, std::int64_t atNs)
    {
        QCOMPARE(s.events, naive.listed);
        ItemCounts n;
        std::vector<std::vector<std::int64_t>> putWaits(info.queues.size());
        std::vector<std::vector<std::int64_t>> waits(info.queues.size());
        std::vector<std::vector<std::int64_t>> services(info.queues.size());
        std::uint64_t lostOrPutting = 0;
        for (const NaiveVisit& v : naive.visits) {
            n.made = std::max<std::uint64_t>(n.made, v.item + 1u);
            n.put += v.enqueuedNs != notYet;
            n.got += v.dequeuedNs != notYet;
            n.done += v.doneNs != notYet;
            n.waiting += v.enqueuedNs != notYet && v.dequeuedNs == notYet;
            n.held += v.dequeuedNs != notYet && v.doneNs == notYet && !v.abandoned;
            n.abandoned += v.abandoned;
            n.dropped += v.dropped;
            lostOrPutting += v.enqueuedNs == notYet && !v.dropped;
            if (v.enqueuedNs != notYet)
                putWaits[v.queue].push_back(v.putWaitNs == notYet ? 0 : v.enqueuedNs - v.putWaitNs);
            if (v.dequeuedNs != notYet) waits[v.queue].push_back(v.dequeuedNs - v.enqueuedNs);
            if (v.doneNs != notYet) services[v.queue].push_back(v.doneNs - v.dequeuedNs);
        }
        QCOMPARE(s.items.made, n.made);
        QCOMPARE(s.items.put, n.put);
        QCOMPARE(s.items.got, n.got);
        QCOMPARE(s.items.done, n.done);
        QCOMPARE(s.items.waiting, n.waiting);
        QCOMPARE(s.items.held, n.held);
        QCOMPARE(s.items.abandoned, n.abandoned);
        QCOMPARE(s.items.dropped, n.dropped);
        QCOMPARE(s.items.put + s.items.dropped + lostOrPutting, std::uint64_t{naive.visits.size()});
        QCOMPARE(s.throughputPerSecond, static_cast<double>(n.done) / (static_cast<double>(atNs) / 1e9));

        for (std::size_t q = 0; q < info.queues.size(); ++q) {
            QCOMPARE(s.queues[q].maxSize, naive.maxSize[q]);
            QCOMPARE(s.queues[q].meanSize, static_cast<double>(naive.area[q]) / static_cast<double>(atNs));
            compare(s.queues[q].putWait, putWaits[q]);
            compare(s.queues[q].wait, waits[q]);
            compare(s.queues[q].service, services[q]);
        }
        std::vector<std::int64_t> sojourns;
        for (const auto& [item, ns] : naive.sojourns)
            sojourns.push_back(ns);
        compare(s.sojourn, sojourns);

        for (std::size_t g = 0; g < info.groups.size(); ++g) {
            std::array<std::uint64_t, shownStates> ns{};
            std::uint64_t all = 0;
            for (std::uint32_t t = 0; t < info.groups[g].taskCount; ++t) {
                for (const TaskState state : naive.states[info.groups[g].firstTask + t]) {
                    if (static_cast<int>(state) >= shownStates) continue;
                    ++ns[static_cast<std::size_t>(state)];
                    ++all;
                }
            }
            for (std::size_t i = 0; all > 0 && i < shownStates; ++i)
                QCOMPARE(s.groups[g].share[i], static_cast<double>(ns[i]) / static_cast<double>(all));
        }
    }
};

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
