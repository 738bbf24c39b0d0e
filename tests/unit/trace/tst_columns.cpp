#include "support/log_builder.h"
#include "support/model_log.h"
#include "support/naive_trace.h"
#include "trace/columns.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Folded
{
    explicit Folded(const LogBuilder& b)
        : columns(b.info, b.log)
    {
        columns.advance();
    }
    const Visit& visit(std::size_t i) const { return columns.visits().at(i); }
    Columns columns;
};

} // namespace

class TestColumns final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statesHaveTheirNamesOfTheResults()
    {
        const std::vector<std::string> names{"ready",    "running",  "working",   "sleeping",   "offload",
                                             "put_wait", "get_wait", "join_wait", "await_wait", "flag_wait"};
        QCOMPARE(names.size(), std::size_t{shownStates});
        for (std::size_t i = 0; i < names.size(); ++i)
            QCOMPARE(std::string(taskStateName(static_cast<TaskState>(i))), names[i]);
    }

    void aPartStaysAsItWas()
    {
        LogBuilder b({{}, {}}, 1);
        b.at(0).put(1, 0).at(5).get(0, 0);
        Columns columns(b.info, b.log);
        columns.advance(1);
        const std::shared_ptr<const Columns> part = columns.part();
        columns.advance();
        b.at(7).put(1, 1);
        columns.advance();
        QCOMPARE(columns.items().size(), 2u);
        QCOMPARE(part->folded(), std::uint64_t{1});
        QCOMPARE(part->items().size(), 1u);
        QCOMPARE(part->lastNs(), std::int64_t{0});
        QCOMPARE(part->visits()[0].dequeuedNs, notYet);
        QCOMPARE(part->depths()[0].size(), 1u);
        QCOMPARE(part->lanes().size(), columns.lanes().size());
        QVERIFY(part->memoryBytes() > 0);
    }

    void aLaneIsTiledByItsStates()
    {
        LogBuilder b({{}, {}}, 1);
        b.at(0).put(1, 0);
        b.at(5).add(0, EventKind::Started).add(0, EventKind::Sleep, 10);
        b.at(17).add(0, EventKind::Resumed, 15).add(0, EventKind::Wake);
        b.at(18).add(0, EventKind::GetWait);
        b.at(20).get(0, 0).add(0, EventKind::Work, 4);
        b.at(24).add(0, EventKind::Worked).add(0, EventKind::Drawn);
        b.at(30).add(0, EventKind::Ended, 0, 0, static_cast<std::uint8_t>(EndedHow::Cancelled));
        const Folded f(b);
        const Lane& lane = f.columns.lanes()[0];
        const std::vector<Span> expected{
            {5, 15, 0xFFFFFFFFu, 0, TaskState::Sleeping, 0}, {15, 17, 0xFFFFFFFFu, 0, TaskState::Ready, 0},
            {17, 18, 0xFFFFFFFFu, 0, TaskState::Running, 0}, {18, 20, 0xFFFFFFFFu, 0, TaskState::GetWait, 0},
            {20, 24, 0xFFFFFFFFu, 0, TaskState::Working, 0}, {24, 30, 0xFFFFFFFFu, 0, TaskState::Running, 0}};
        QVERIFY(lane.spans == expected);
        QCOMPARE(lane.startedNs, 5);
        QCOMPARE(lane.endedNs, 30);
        QCOMPARE(lane.endedHow, EndedHow::Cancelled);
        QCOMPARE(lane.open.state, TaskState::Ended);
    }

    void aWaitThatWasCutShortLastsUntilTheTasksNextEvent()
    {
        LogBuilder b({{}}, 1);
        b.at(0).add(0, EventKind::Started).add(0, EventKind::GetWait);
        b.at(9).add(0, EventKind::TimedOut).add(0, EventKind::Sleep, 5);
        const Folded f(b);
        const Lane& lane = f.columns.lanes()[0];
        QCOMPARE(lane.spans.size(), std::size_t{1});
        QCOMPARE(lane.spans[0].state, TaskState::GetWait);
        QCOMPARE(lane.spans[0].endNs, 9);
        QCOMPARE(lane.open.state, TaskState::Sleeping);
        QCOMPARE(lane.plannedEndNs, 14);
    }

    void workStandsInLineUntilAThreadTakesIt()
    {
        LogBuilder b({{}, {}, {}, {}, {}}, 0);
        b.info->pools = {{"pool", 1}, {"other", 2}};
        for (const std::uint32_t task : {0u, 1u, 2u, 3u})
            b.at(1).add(task, EventKind::Offload, 5, 0);
        b.add(4, EventKind::Offload, 9, 1);                                   // another pool
        b.at(4).add(2, EventKind::TimedOut).add(2, EventKind::Sleep, 1);      // gives up
        b.at(6).add(0, EventKind::OffloadDone).add(0, EventKind::Offload, 2); // and stands in line again
        Folded f(b);
        constexpr std::uint8_t inLine = static_cast<std::uint8_t>(RequestPhase::ForThread);
        constexpr std::uint32_t none = 0xFFFFFFFFu;
        const auto& lanes = f.columns.lanes();
        QCOMPARE(lanes[1].spans, (std::vector<Span>{{1, 6, none, 0, TaskState::Offloaded, inLine}}));
        QCOMPARE(lanes[1].open, (Span{6, notYet, none, 0, TaskState::Offloaded, 0}));
        QCOMPARE(lanes[1].plannedEndNs, 11);
        QCOMPARE(lanes[2].spans, (std::vector<Span>{{1, 4, none, 0, TaskState::Offloaded, inLine}}));
        QCOMPARE(lanes[3].open, (Span{1, notYet, none, 0, TaskState::Offloaded, inLine}));
        QCOMPARE(lanes[3].plannedEndNs, notYet); // nobody knows when it begins
        QCOMPARE(lanes[4].open, (Span{1, notYet, none, 1, TaskState::Offloaded, 0}));
        QCOMPARE(lanes[0].spans, (std::vector<Span>{{1, 6, none, 0, TaskState::Offloaded, 0}}));
        QCOMPARE(lanes[0].open, (Span{6, notYet, none, 0, TaskState::Offloaded, inLine}));
        // One whose turn comes late leaves its thread with it; whoever waits follows in order.
        b.at(12).add(1, EventKind::Resumed, 11).add(1, EventKind::OffloadDone);
        b.at(17).add(3, EventKind::OffloadDone);
        f.columns.advance();
        QCOMPARE(lanes[3].spans, (std::vector<Span>{{1, 12, none, 0, TaskState::Offloaded, inLine},
                                                    {12, 17, none, 0, TaskState::Offloaded, 0}}));
        QCOMPARE(lanes[0].open.startNs, 17);
        QCOMPARE(lanes[0].plannedEndNs, 19);
    }

    void workOfACancelledTaskKeepsItsThread()
    {
        LogBuilder b({{}, {}}, 0);
        b.info->pools = {{"pool", 1}};
        b.at(1).add(0, EventKind::Offload, 5, 0).add(1, EventKind::Offload, 3, 0);
        b.at(2).add(0, EventKind::Resumed, 2).add(0, EventKind::Ended, 0, 0, 1);
        b.at(9).add(1, EventKind::OffloadDone);
        Folded f(b);
        constexpr std::uint8_t inLine = static_cast<std::uint8_t>(RequestPhase::ForThread);
        constexpr std::uint32_t none = 0xFFFFFFFFu;
        QCOMPARE(f.columns.lanes()[1].spans, (std::vector<Span>{{1, 6, none, 0, TaskState::Offloaded, inLine},
                                                                {6, 9, none, 0, TaskState::Offloaded, 0}}));
    }

    void aPlannedEndBeyondAllTimeIsHeldThere()
    {
        LogBuilder b({{}}, 1);
        b.at(10).add(0, EventKind::Started).add(0, EventKind::Sleep, nanoseconds(latestInstant));
        QCOMPARE(Folded(b).columns.lanes()[0].plannedEndNs, nanoseconds(latestInstant));
    }

    void aVisitHasItsInstants()
    {
        LogBuilder b({{}, {0}}, 1);
        b.at(1).add(0, EventKind::Valued, 77, 5, static_cast<std::uint8_t>(PayloadKind::Hex));
        b.add(0, EventKind::PutWait, 0);
        b.at(3).add(0, EventKind::Resumed, 2).put(0, 0);
        b.at(7).get(1, 0);
        b.at(8).add(1, EventKind::TaskDone);
        const Folded f(b);
        const Visit& v = f.visit(0);
        QCOMPARE(v.producer, 0u);
        QCOMPARE(v.consumer, 1u);
        QCOMPARE(v.putWaitNs, 1);
        QCOMPARE(v.enqueuedNs, 3);
        QCOMPARE(v.dequeuedNs, 7);
        QCOMPARE(v.doneNs, 8);
        QCOMPARE(v.putEvent, 3u);
        QCOMPARE(v.payload, PayloadKind::Hex);
        QCOMPARE(v.payloadBytes, std::uint16_t{5});
        QCOMPARE(v.payloadBits, 77);
        QCOMPARE(f.columns.items()[0].createdNs, 1);
        QCOMPARE(f.columns.sojournNs(0), 5);
        QCOMPARE(f.columns.doneVisits(), (std::vector<std::uint32_t>{0}));
        QCOMPARE(f.columns.takenVisits(), (std::vector<std::uint32_t>{0}));
        QCOMPARE(f.columns.lanes()[0].spans.at(0).item, 0u); // of the wait to put
    }

    void withoutTaskDoneAVisitIsDoneAsItsHolderPutsItOn()
    {
        LogBuilder b({{}, {}, {}}, 2);
        b.at(0).put(0, 0);
        b.at(2).get(1, 0);
        b.at(5).add(1, EventKind::PutWait, 0, 1);
        b.at(6).put(1, 0, 1);
        b.at(7).get(2, 0, 1);
        b.at(9).add(2, EventKind::Ended);
        const Folded f(b);
        QCOMPARE(f.visit(0).doneNs, 5);
        QCOMPARE(f.visit(0).nextVisit, 1u);
        QCOMPARE(f.visit(1).producer, 1u);
        QCOMPARE(f.visit(1).putWaitNs, 5);
        QCOMPARE(f.visit(1).doneNs, 9);
        QCOMPARE(f.columns.items().size(), std::size_t{1});
        QCOMPARE(f.columns.sojournNs(0), 9);
    }

    void withoutTaskDoneAVisitIsDoneAsItsHolderTakesTheNextOrAnEndMark()
    {
        LogBuilder b({{}, {}}, 1);
        b.at(0).put(0, 0).put(0, 1).put(0, endMark);
        b.at(1).get(1, 0);
        b.at(2).get(1, 1);
        b.at(3).get(1, endMark);
        const Folded f(b);
        QCOMPARE(f.visit(0).doneNs, 2);
        QCOMPARE(f.visit(1).doneNs, 3);
        QCOMPARE(f.columns.visits().size(), std::size_t{2});
        QCOMPARE(f.columns.depths()[0].size(), std::size_t{6});
        QCOMPARE(f.columns.depths()[0][2].size, 3u);
    }

    void aNewItemLeavesTheHandAsItIs()
    {
        LogBuilder b({{}, {}}, 2);
        b.at(0).put(0, 0);
        b.at(1).get(1, 0);
        b.at(2).put(1, 1, 1).put(1, endMark, 1);
        b.at(3).put(1, 0, 1);
        const Folded f(b);
        QCOMPARE(f.visit(0).doneNs, 3);
        QCOMPARE(f.columns.items()[1].maker, 1u);
        QCOMPARE(f.columns.items()[1].nth, 0u);
        QCOMPARE(f.columns.items()[0].lastVisit, 2u);
    }

    void whoMarksAbandonsWhatItDidNotMark()
    {
        LogBuilder b({{}, {0}}, 1);
        b.at(0).put(0, 0).put(0, 1).put(0, 2);
        b.at(1).get(1, 0);
        b.at(2).get(1, 1);
        QVERIFY(Folded(b).visit(0).abandoned);
        b.at(3).add(1, EventKind::TaskDone); // of the latest
        QCOMPARE(Folded(b).visit(1).doneNs, 3);
        QVERIFY(Folded(b).visit(0).abandoned);
        b.at(4).add(1, EventKind::TaskDone); // reaches the first after all
        QCOMPARE(Folded(b).visit(0).doneNs, 4);
        QVERIFY(!Folded(b).visit(0).abandoned);
        b.at(5).get(1, 2).add(1, EventKind::Ended);
        QVERIFY(Folded(b).visit(2).abandoned);
        QCOMPARE(Folded(b).columns.sojournNs(2), notYet);
    }

    void aTaskDoneBehindAnEndMarkIsTheEndMarks()
    {
        LogBuilder b({{}, {0}}, 1);
        b.at(0).put(0, 0).put(0, endMark);
        b.at(1).get(1, 0);
        b.at(2).get(1, endMark).add(1, EventKind::TaskDone);
        QCOMPARE(Folded(b).visit(0).doneNs, notYet);
        b.at(3).add(1, EventKind::TaskDone);
        QCOMPARE(Folded(b).visit(0).doneNs, 3);
    }

    void aLateTaskDoneProlongsTheSojournOfWhatWasPutOn()
    {
        LogBuilder b({{}, {0}, {}}, 2);
        b.at(0).put(0, 0);
        b.at(1).get(1, 0);
        b.at(2).put(1, 0, 1);
        b.at(3).get(2, 0, 1);
        b.at(4).add(2, EventKind::Ended);
        QCOMPARE(Folded(b).columns.sojournNs(0), 4);
        b.at(6).add(1, EventKind::TaskDone);
        QCOMPARE(Folded(b).columns.sojournNs(0), 6);
    }

    void aPutCutShortLosesItsItem()
    {
        LogBuilder b({{}}, 1);
        b.at(0).add(0, EventKind::PutWait, 0);
        QVERIFY(!Folded(b).visit(0).abandoned);
        b.at(4).add(0, EventKind::Resumed, 3);
        QVERIFY(!Folded(b).visit(0).abandoned);
        b.add(0, EventKind::Ended);
        const Folded f(b);
        QVERIFY(f.visit(0).abandoned);
        QCOMPARE(f.visit(0).enqueuedNs, notYet);
    }

    void aDropIsAVisitThatWasNeverIn()
    {
        LogBuilder b({{}}, 1);
        b.at(4).add(0, EventKind::Drop, 0);
        const Folded f(b);
        QVERIFY(f.visit(0).dropped);
        QCOMPARE(f.visit(0).enqueuedNs, notYet);
        QVERIFY(f.columns.depths()[0].empty());
        QCOMPARE(f.columns.lanes()[0].marks.at(0).kind, MarkKind::Drop);
    }

    void whatIsPassedOnKeepsItsPayload()
    {
        LogBuilder b({{}, {}}, 2);
        b.add(0, EventKind::Valued, 9, 0, static_cast<std::uint8_t>(PayloadKind::Number)).put(0, 0).put(0, 1);
        b.get(1, 0).put(1, 0, 1);
        const Folded f(b);
        QCOMPARE(f.visit(1).payload, PayloadKind::None);
        QCOMPARE(f.visit(2).payload, PayloadKind::Number);
        QCOMPARE(f.visit(2).payloadBits, 9);
    }

    void visitsCanBeOrderedByTheirPuts()
    {
        LogBuilder b({{}, {}, {}}, 1);
        b.at(1).add(0, EventKind::PutWait, 0);
        b.at(2).put(1, 1);
        b.at(3).add(2, EventKind::PutWait, 2);
        b.at(4).put(0, 0);
        QCOMPARE(Folded(b).columns.visitsInOrderOfPutting(), (std::vector<std::uint32_t>{1, 2, 0}));
    }

    void equalsWhatIsRecomputedPlainly_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 60; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void equalsWhatIsRecomputedPlainly()
    {
        QFETCH(int, seed);
        const ModelLog m = Model(static_cast<std::uint32_t>(seed)).run(1500);
        const std::int64_t atNs = (*m.log)[m.log->size() - 1].timeNs + 3;
        const NaiveTrace naive = recompute(*m.info, *m.log, m.log->size(), atNs);
        Columns columns(m.info, m.log);
        for (std::uint64_t end = 0; columns.folded() < m.log->size(); end += 97)
            columns.advance(end);

        QCOMPARE(columns.visits().size(), naive.visits.size());
        std::size_t done = 0;
        for (std::size_t i = 0; i < naive.visits.size(); ++i) {
            const Visit& a = columns.visits()[i];
            const NaiveVisit& b = naive.visits[i];
            QCOMPARE(a.item, b.item);
            QCOMPARE(a.queue, b.queue);
            QCOMPARE(a.producer, b.producer);
            QCOMPARE(a.consumer, b.consumer);
            QCOMPARE(a.putWaitNs, b.putWaitNs);
            QCOMPARE(a.enqueuedNs, b.enqueuedNs);
            QCOMPARE(a.dequeuedNs, b.dequeuedNs);
            QCOMPARE(a.doneNs, b.doneNs);
            QCOMPARE(a.abandoned, b.abandoned);
            QCOMPARE(a.dropped, b.dropped);
            done += a.doneNs != notYet;
            // Each is in one of the places an item can be in.
            const bool waits = a.enqueuedNs != notYet && a.dequeuedNs == notYet;
            const bool putting = a.enqueuedNs == notYet && !a.dropped && !a.abandoned;
            const bool held = a.dequeuedNs != notYet && a.doneNs == notYet && !a.abandoned;
            QCOMPARE(int(waits) + int(putting) + int(held) + int(a.doneNs != notYet) + int(a.abandoned) +
                         int(a.dropped),
                     1);
        }
        QCOMPARE(columns.doneVisits().size(), done);
        for (std::size_t i = 1; i < columns.doneVisits().size(); ++i)
            QVERIFY(columns.visits()[columns.doneVisits()[i - 1]].doneNs <=
                    columns.visits()[columns.doneVisits()[i]].doneNs);
        for (std::uint32_t item = 0; item < columns.items().size(); ++item) {
            const auto found = naive.sojourns.find(item);
            QCOMPARE(columns.sojournNs(item), found == naive.sojourns.end() ? notYet : found->second);
        }

        for (std::uint32_t t = 0; t < m.info->taskCount(); ++t) {
            const Lane& lane = columns.lanes()[t];
            std::int64_t reached = lane.startedNs;
            const auto holds = [&](const Span& span, std::int64_t endNs) {
                QCOMPARE(span.startNs, reached); // no gap, no overlap
                for (std::int64_t ns = span.startNs; ns < endNs; ++ns)
                    QCOMPARE(naive.states[t][static_cast<std::size_t>(ns)], span.state);
                reached = endNs;
            };
            for (const Span& span : lane.spans) {
                QVERIFY(span.endNs > span.startNs);
                holds(span, span.endNs);
            }
            if (lane.startedNs != notYet) holds(lane.open, atNs);
        }

        for (std::size_t q = 0; q < m.info->queues.size(); ++q) {
            // Little: the integral of the length is the sum of the waits of all, those still waiting
            // included.
            std::int64_t area = 0;
            std::int64_t lastNs = 0;
            std::uint32_t size = 0;
            std::uint64_t maxSize = 0;
            for (const DepthStep& step : columns.depths()[q]) {
                area += size * (step.atNs - lastNs);
                lastNs = step.atNs;
                size = step.size;
                maxSize = std::max<std::uint64_t>(maxSize, size);
            }
            area += size * (atNs - lastNs);
            QCOMPARE(area, naive.area[q]);
            QCOMPARE(maxSize, naive.maxSize[q]);
            std::int64_t waits = 0;
            for (const Visit& v : columns.visits())
                if (v.queue == q && v.enqueuedNs != notYet)
                    waits += (v.dequeuedNs == notYet ? atNs : v.dequeuedNs) - v.enqueuedNs;
            for (const Lane& lane : columns.lanes()) // end marks
                for (const Mark& mark : lane.marks)
                    if (mark.object == q && mark.item == 0xFFFFFFFFu)
                        waits += mark.kind == MarkKind::Put ? atNs - mark.atNs : mark.atNs - atNs;
            QCOMPARE(area, waits);
        }
    }
};

QTEST_GUILESS_MAIN(TestColumns)
#include "tst_columns.moc"
