#include "scene/base/scene_text.h"
#include "scene/stage/stage_counts.h"
#include "scene/stage/stage_layout.h"
#include "scene/stage/stage_motion.h"
#include "scene/stage/stage_words.h"
#include "support/sample_run.h"

#include <QTest>

using namespace sojourn;

namespace {

constexpr std::int64_t ms = 1'000'000;

/// A moment put together by hand: three producers, three consumers, one queue.
struct Stand
{
    explicit Stand(std::uint64_t capacity = 12)
    {
        info->queues = {{"queue", capacity, QueueOrder::Fifo}};
        for (const char* name : {"producer", "consumer"}) {
            GroupInfo group;
            group.name = name;
            group.firstTask = info->taskCount();
            group.taskCount = 3;
            group.counted = true;
            (name[0] == 'p' ? group.putsInto : group.getsFrom).push_back(0);
            for (int i = 0; i < 3; ++i)
                info->groupOfTask.push_back(static_cast<std::uint16_t>(info->groups.size()));
            info->groups.push_back(group);
        }
        moment.events = 1;
        moment.tasks.resize(6);
        moment.queues.resize(1);
        for (TaskMoment& task : moment.tasks) {
            task.state = TaskState::Sleeping;
            task.sinceNs = 900 * ms;
        }
        log->append({0, 0, 0, 0, EventKind::Started, 0});
        log->publish();
        columns = std::make_unique<Columns>(info, log);
        columns->advance();
    }
    Stand& task(std::size_t t, TaskState state, std::int64_t forMs = 334)
    {
        moment.tasks[t].state = state;
        moment.tasks[t].object = 0;
        moment.tasks[t].sinceNs = 1000 * ms - forMs * ms;
        return *this;
    }
    Stand& items(int n)
    {
        for (int i = 0; i < n; ++i)
            moment.queues[0].standing.push_back({i, 0});
        return *this;
    }
    RunView run() const
    {
        RunView run;
        run.columns = columns.get();
        run.moment = &moment;
        run.playheadNs = 1000 * ms;
        run.endNs = 5000 * ms;
        return run;
    }

    std::shared_ptr<RunInfo> info = std::make_shared<RunInfo>();
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
    std::unique_ptr<Columns> columns;
    Moment moment;
};

} // namespace

class TestStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSentenceSaysWhatIsHappening()
    {
        const auto says = [](Stand& stand) { return stageSentence(stand.run()); };
        Stand full;
        full.items(12).task(1, TaskState::PutWait);
        QCOMPARE(says(full), QStringLiteral("Producer 1 has waited 334 ms for room: the queue is full, so it "
                                            "holds the producer tasks back."));
        full.task(0, TaskState::PutWait, 20);
        QCOMPARE(says(full),
                 QStringLiteral("2 producer tasks wait for room, the longest for 334 ms: the queue is "
                                "full, so it holds the producer tasks back."));
        Stand asleep;
        asleep.items(2);
        QCOMPARE(says(asleep), QStringLiteral("2 items wait; every consumer sleeps."));
        Stand one;
        one.items(1).task(3, TaskState::Offloaded).task(4, TaskState::Offloaded).task(5, TaskState::Working);
        QCOMPARE(says(one), QStringLiteral("1 item waits; every consumer is busy."));
        Stand some;
        some.items(5).task(3, TaskState::Working);
        QCOMPARE(says(some), QStringLiteral("5 items wait; 2 of 3 consumer tasks sleep."));
        Stand starving;
        starving.task(5, TaskState::GetWait, 1200);
        QCOMPARE(
            says(starving),
            QStringLiteral(
                "Consumer 2 has waited 1.20 s for an item: the queue is empty and every producer sleeps."));
        starving.task(4, TaskState::GetWait, 3);
        QCOMPARE(says(starving),
                 QStringLiteral("2 consumer tasks wait for an item, the longest for 1.20 s: the "
                                "queue is empty and every producer sleeps."));
        starving.task(3, TaskState::GetWait, 3);
        QCOMPARE(says(starving), QStringLiteral("Every consumer waits for an item, the longest for 1.20 s: "
                                                "the queue is empty and every producer sleeps."));
        Stand empty;
        QCOMPARE(says(empty), QStringLiteral("No item waits; every consumer sleeps."));
        Stand ready;
        ready.items(12);
        QCOMPARE(says(ready), QStringLiteral("12 items wait and the queue is full; every consumer sleeps."));
        Stand over;
        over.items(4).task(0, TaskState::Ended).task(1, TaskState::Ended).task(2, TaskState::Ended);
        QCOMPARE(says(over), QStringLiteral("Nothing more is made; 4 items wait; every consumer sleeps."));
        Stand before;
        before.moment.events = 0;
        QCOMPARE(says(before), QStringLiteral("Nothing has happened yet."));
    }

    void ofTwoFullQueuesWhoeverDoesNotWaitIsSlow()
    {
        Stand stand;
        RunInfo& info = *stand.info;
        info.queues.push_back(info.queues[0]);
        info.queues[0].name = "raw";
        info.queues[1].name = "cooked";
        info.groups[1].putsInto = {1};
        GroupInfo sink = info.groups[1];
        sink.name = "sink";
        sink.firstTask = 6;
        sink.taskCount = 1;
        sink.putsInto = {};
        sink.getsFrom = {1};
        info.groups.push_back(sink);
        info.groupOfTask.push_back(2);
        stand.columns = std::make_unique<Columns>(stand.info, stand.log);
        stand.columns->advance();
        stand.moment.tasks.resize(7);
        stand.moment.queues.resize(2);
        stand.moment.tasks[6].state = TaskState::Working;
        stand.items(12).task(0, TaskState::PutWait);
        stand.moment.queues[1].standing = stand.moment.queues[0].standing;
        for (const std::size_t consumer : {3u, 4u, 5u}) {
            stand.task(consumer, TaskState::PutWait);
            stand.moment.tasks[consumer].object = 1;
        }
        QCOMPARE(
            stageSentence(stand.run()),
            QStringLiteral("Both queues are full: 1 producer task and 3 consumer tasks wait to put, because "
                           "the sink can’t keep up."));
        stand.task(4, TaskState::Sleeping); // two who are slow, each at a queue of his own
        QCOMPARE(stageSentence(stand.run()),
                 QStringLiteral("Both queues are full: 1 producer task and 2 consumer tasks wait to put."));
        // Room has come at this very instant.
        stand.moment.queues[0].standing.pop_back();
        QCOMPARE(
            stageSentence(stand.run()),
            QStringLiteral("2 consumer tasks wait for room, the longest for 334 ms: cooked is full, so it "
                           "holds the consumer tasks back."));
        stand.moment.queues[0].standing.push_back({11, 0});
        stand.task(4, TaskState::PutWait);
        stand.moment.tasks[4].object = 1;
        stand.task(6, TaskState::JoinWait); // nobody at all
        QCOMPARE(stageSentence(stand.run()),
                 QStringLiteral("Both queues are full: 1 producer task and 3 consumer tasks wait to put."));
    }

    void anyNameOfAGroupMakesASentence()
    {
        Stand stand;
        stand.info->groups[0].name = "get_pokemon";
        stand.info->groups[1].name = "task";
        QCOMPARE(stateText(*stand.info, TaskState::AwaitWait, 0),
                 QStringLiteral("waiting for every get_pokemon to end"));
        stand.items(5).task(3, TaskState::Working);
        QCOMPARE(stageSentence(stand.run()), QStringLiteral("5 items wait; 2 of 3 tasks sleep."));
        stand.info->groups[0].taskCount = 1;
        QCOMPARE(stateText(*stand.info, TaskState::AwaitWait, 0),
                 QStringLiteral("waiting for get_pokemon to end"));
    }

    void theEndIsSaid()
    {
        Stand stand;
        stand.moment.made = stand.moment.done = 90;
        RunEnd end;
        end.outcome = Outcome::Finished;
        RunView run = stand.run();
        run.ended = true;
        run.end = &end;
        run.playheadNs = run.endNs;
        QCOMPARE(stageSentence(run), QStringLiteral("All 90 items have gone through; the run has ended."));
        stand.moment.made = stand.moment.done = 2'000'000;
        QCOMPARE(stageSentence(run),
                 QStringLiteral("All 2,000,000 items have gone through; the run has ended."));
        end.outcome = Outcome::Stalled;
        end.sentence = "Everybody waits for somebody.";
        QCOMPARE(stageSentence(run), QStringLiteral("Everybody waits for somebody."));
    }

    void whatIsLeftInAQueueIsSaidAtTheEnd()
    {
        Stand stand;
        for (int i = 0; i < 5; ++i)
            stand.log->append({0, i, 0, 0, EventKind::Put, 0});
        stand.log->append({1, 0, 3, 0, EventKind::Get, 0});
        stand.log->publish();
        stand.columns->advance();
        stand.items(4);
        RunEnd end;
        end.outcome = Outcome::Finished;
        RunView run = stand.run();
        run.ended = true;
        run.end = &end;
        QVERIFY(!stageSentence(run).contains(QStringLiteral("left")));
        run.playheadNs = run.endNs;
        stand.moment.events = 6; // the last event of the last instant is still to come
        QVERIFY(!stageSentence(run).contains(QStringLiteral("ended")));
        stand.moment.events = 7;
        QCOMPARE(stageSentence(run),
                 QStringLiteral("4 of 5 items are left in the queue; the run has ended."));
    }

    void threadsOfTasksOwnStandOnTheStage()
    {
        Stand stand;
        stand.info->groups[1].hasOwnThreads = true;
        stand.moment.ownThreads.threads = {3, noTask, 5};
        const StageGraph graph = StageGraph::of(*stand.info);
        QCOMPARE(graph.columns.back().pools, std::vector<std::uint16_t>{noPool});
        const StageLayout layout = StageLayout::of(stand.run(), {1136, 184});
        const ResourceBlock* own = layout.resource(ResourceBlock::Kind::Pool, noPool);
        QVERIFY(own != nullptr);
        QCOMPARE(own->units.size(), 3u); // a thread a task, at most
        QCOMPARE(own->busy, 2u);
        QCOMPARE(own->units[0].task, 3u);
        QCOMPARE(own->inLine, 0u);
    }

    void aTaskSaysWhatItDoes()
    {
        Stand stand;
        stand.moment.tasks[0].plannedEndNs = 1430 * ms;
        RunView run = stand.run();
        QCOMPARE(taskSentence(run, 0), QStringLiteral("sleeping, 430 ms left"));
        QCOMPARE(taskSayings(run, 0)[1].text, QStringLiteral("sleeps 0.4 s"));
        run.live = true; // there a plan is no promise
        QCOMPARE(taskSentence(run, 0), QStringLiteral("sleeping for 100 ms"));
        stand.task(1, TaskState::PutWait);
        QCOMPARE(taskSentence(run, 1), QStringLiteral("waiting to put, 334 ms"));
        QCOMPARE(taskSayings(run, 1)[2].text, QStringLiteral("waits to put"));
        stand.task(2, TaskState::Ended);
        QCOMPARE(taskSentence(run, 2), QStringLiteral("done at 0.67 s"));
        QCOMPARE(taskSayings(run, 2).back().text, QStringLiteral("done"));
    }

    void makersStandLeftOfQueuesAndTakersRight()
    {
        const StageGraph graph = StageGraph::of(*test::simulate(test::pipelinePlan()).info);
        QCOMPARE(graph.columns.size(), 5u);
        for (std::size_t c = 0; c < 5; ++c) {
            QCOMPARE(graph.columns[c].isUsed, c % 2 == 1);
            QCOMPARE(graph.columns[c].members.size(), 1u);
        }
        QCOMPARE(graph.columns[0].members[0], 1); // main neither puts nor gets
        QCOMPARE(graph.columns[4].members[0], 3);
    }

    void everythingFitsOnTheStage()
    {
        Stand stand;
        stand.items(12);
        for (const QSizeF size : {QSizeF(1136, 184), QSizeF(776, 150), QSizeF(2000, 400)}) {
            const StageLayout layout = StageLayout::of(stand.run(), size);
            QCOMPARE(layout.groups.size(), 2u);
            QCOMPARE(layout.queues.size(), 1u);
            const QRectF all(QPointF(0, 0), size);
            double right = 0;
            for (const QRectF& rect : {layout.groups[0].rect, layout.queues[0].box, layout.groups[1].rect}) {
                QVERIFY(all.contains(rect));
                QVERIFY(rect.left() >= right);
                right = rect.right();
            }
            for (const ItemPlace& place : itemPlaces(stand.run(), layout))
                QVERIFY(layout.queues[0].box.contains(place.rect));
        }
    }

    void theOldestItemIsAtTheRight()
    {
        Stand stand;
        stand.items(3);
        const StageLayout layout = StageLayout::of(stand.run(), {1136, 184});
        const auto places = itemPlaces(stand.run(), layout);
        QCOMPARE(places.size(), 3u);
        QVERIFY(places[0].rect.left() > places[1].rect.left());
        QVERIFY(places[1].rect.left() > places[2].rect.left());
        QCOMPARE(slotOf({"stack", 0, QueueOrder::Lifo}, 3, 2), 0u);
    }

    void tilesShrinkAndThenBecomeADensity()
    {
        const auto look = [](std::uint64_t capacity) {
            Stand stand(capacity);
            return StageLayout::of(stand.run(), {1136, 184}).queues[0].look;
        };
        QCOMPARE(look(12), TileLook::Full);
        QCOMPARE(look(18), TileLook::Numbered);
        QCOMPARE(look(100), TileLook::Thin);
        QCOMPARE(look(100'000), TileLook::Density);
    }

    void anItemTravelsAndArrives()
    {
        Stand stand;
        stand.items(3);
        StageMotion motion;
        const StageLayout layout = StageLayout::of(stand.run(), {1136, 184});
        motion.update(stand.run(), layout, itemPlaces(stand.run(), layout), 0);
        QVERIFY(!motion.isMoving(0)); // the first state is simply there
        const QRectF before = motion.drawn(0)[1].rect;
        stand.moment.queues[0].standing.pop_front();
        stand.moment.events = 2;
        motion.update(stand.run(), layout, itemPlaces(stand.run(), layout), 100);
        QVERIFY(motion.isMoving(100));
        QCOMPARE(motion.drawn(100)[0].rect, before);
        const double halfway = motion.drawn(180)[0].rect.left();
        QVERIFY(halfway > before.left());
        QVERIFY(!motion.isMoving(341));
        QCOMPARE(motion.drawn(341)[0].rect, layout.queues[0].slot(0));
        QVERIFY(halfway < layout.queues[0].slot(0).left());
    }

    void anItemThatWasTakenIsNeverSeenInTheQueue()
    {
        Stand stand;
        stand.items(1);
        StageMotion motion;
        const StageLayout layout = StageLayout::of(stand.run(), {1136, 184});
        motion.update(stand.run(), layout, itemPlaces(stand.run(), layout), 0);
        stand.moment.queues[0].standing.clear();
        stand.moment.tasks[3].heldItem = 0;
        stand.moment.events = 2;
        motion.update(stand.run(), layout, itemPlaces(stand.run(), layout), 100);
        for (const double ms : {100.0, 160.0, 220.0, 400.0}) {
            QCOMPARE(motion.drawn(ms).size(), 1u);
            QVERIFY(motion.drawn(ms)[0].rect.left() > layout.queues[0].box.right());
        }
        QCOMPARE(motion.drawn(400)[0].rect, layout.chipRect(3));
    }

    void whoWaitsForEverSaysSo()
    {
        Stand stand;
        stand.task(5, TaskState::GetWait, 1);
        RunView run = stand.run();
        QCOMPARE(taskSentence(run, 5), QStringLiteral("waiting to get, 1.00 ms"));
        const RunEnd end{Outcome::Stalled, {}, {{5, "an item"}}, {}};
        run.end = &end;
        QCOMPARE(taskSentence(run, 5), QStringLiteral("waiting to get, 1.00 ms")); // not yet
        run.endNs = run.playheadNs;
        QCOMPARE(taskSentence(run, 5), QStringLiteral("waiting to get, for ever"));
        QCOMPARE(taskSentence(run, 4), QStringLiteral("sleeping for 100 ms"));
    }

    void workInLineForAThreadSaysSo()
    {
        Stand stand;
        stand.info->pools = {{"pool", 1}};
        for (const std::size_t t : {4u, 5u})
            stand.task(t, TaskState::Offloaded, 500);
        stand.moment.tasks[4].plannedEndNs = 1500 * ms;
        stand.moment.tasks[5].phase = RequestPhase::ForThread;
        QCOMPARE(taskSentence(stand.run(), 4), QStringLiteral("off to a thread, 500 ms left"));
        QCOMPARE(taskSentence(stand.run(), 5), QStringLiteral("in line for a thread of “pool”, 500 ms"));
        const std::vector<GroupCounts> counts = countTasks(stand.run());
        QCOMPARE(counts[1].of(StateLook::Off), 1u);
        QCOMPARE(counts[1].of(StateLook::InLine), 1u);
    }

    void aTaskWhoseBeginningIsLostMayHaveStarted()
    {
        Stand stand;
        const RunView known = stand.run();
        const auto tasks = static_cast<std::uint32_t>(stand.moment.tasks.size());
        stand.moment.tasks[tasks - 1].state = TaskState::NotStarted;
        QCOMPARE(taskSentence(known, tasks - 1), QStringLiteral("not started"));
        const std::vector<LostStretch> lost{{tasks - 1, 0, known.playheadNs + 1}};
        RunView run = stand.run();
        run.lost = &lost;
        QCOMPARE(taskSentence(run, tasks - 1), QStringLiteral("what it did is lost"));
        run.playheadNs = lost.front().toNs; // of the events of that instant its first may be to come
        QCOMPARE(taskSentence(run, tasks - 1), QStringLiteral("what it did is lost"));
        run.playheadNs = known.playheadNs;
        const std::uint16_t group = run.info().groupOfTask[tasks - 1];
        QCOMPARE(countTasks(run)[group].lost, 1u);
        QCOMPARE(countTasks(run)[group].notStarted + 1, countTasks(known)[group].notStarted);
        stand.moment.events = 0;
        QCOMPARE(stageSentence(run), QStringLiteral("What happened until here is lost."));
    }

    void aJumpAndReducedMotionMoveNothing()
    {
        Stand stand;
        stand.items(3);
        const StageLayout layout = StageLayout::of(stand.run(), {1136, 184});
        for (const bool jump : {true, false}) {
            StageMotion motion;
            if (!jump) motion.setDuration(0);
            stand.moment.events = 1;
            motion.update(stand.run(), layout, itemPlaces(stand.run(), layout), 0);
            stand.moment.events = jump ? 5'000 : 2;
            auto places = itemPlaces(stand.run(), layout);
            places.erase(places.begin());
            places[0].rect.translate(48, 0);
            motion.update(stand.run(), layout, places, 10);
            QVERIFY(!motion.isMoving(11));
        }
    }

    void itemsHaveTheHueOfTheirMaker()
    {
        Stand stand;
        const ItemHues hues(*stand.info);
        QCOMPARE(hues.hue(1, 50), 1);
        QCOMPARE(hues.hueOfMaker(2), 2);
        QCOMPARE(hues.hueOfMaker(4), -1);
        const ItemHues single(*test::simulate(test::pipelinePlan()).info);
        QCOMPARE(single.hue(1, 13), 1); // one maker: the number tells them apart
    }

    void withoutAQueueWhoAwaitsStandsLeft()
    {
        RunInfo info;
        for (const char* name : {"main", "task"}) {
            GroupInfo group;
            group.name = name;
            group.firstTask = info.taskCount();
            group.taskCount = name[0] == 'm' ? 1 : 5;
            for (std::uint32_t i = 0; i < group.taskCount; ++i)
                info.groupOfTask.push_back(static_cast<std::uint16_t>(info.groups.size()));
            info.groups.push_back(group);
        }
        info.groups[0].awaits = {1};
        const StageGraph graph = StageGraph::of(info);
        QCOMPARE(graph.columns.size(), 2u);
        QCOMPARE(graph.columns[0].members, std::vector<std::uint16_t>{0});
        QCOMPARE(graph.columns[1].members, std::vector<std::uint16_t>{1});
    }

    void aPoolStandsBehindWhoSendsWorkToIt()
    {
        Stand stand;
        stand.info->pools = {{"threads", 2}};
        stand.info->groups[1].offloadsTo = {0};
        const StageGraph graph = StageGraph::of(*stand.info);
        QCOMPARE(graph.columns.size(), 4u);
        QVERIFY(graph.columns[3].members.empty());
        QCOMPARE(graph.columns[3].pools, std::vector<std::uint16_t>{0});
    }

    void jobsStandWhereTheirThreadsAre()
    {
        Stand stand;
        stand.info->pools = {{"threads", 3}};
        stand.info->groups[1].offloadsTo = {0};
        stand.moment.pools = {{{noTask, 5, 4}, {2, {{3, 1}}}}};
        const StageLayout layout = StageLayout::of(stand.run(), {1136, 184});
        const ResourceBlock* pool = layout.resource(ResourceBlock::Kind::Pool, 0);
        QVERIFY(pool != nullptr);
        QCOMPARE(pool->units.size(), 3u);
        QCOMPARE(pool->busy, 2u);
        QCOMPARE(pool->units[0].task, noTask);
        QCOMPARE(pool->units[1].task, 5u);
        QCOMPARE(pool->units[2].task, 4u);
        QCOMPARE(pool->inLine, 1u);
        QCOMPARE(pool->linePlaces.size(), 1u);
        QCOMPARE(pool->linePlaces[0].task, 3u);
        QVERIFY(pool->box.right() <= 1136 && pool->linePlaces[0].rect.bottom() <= 184);
    }

    void everyStageFitsIntoItsRoom()
    {
        Stand stand;
        stand.info->pools = {{"threads", 64}, {"one", 1}};
        stand.moment.pools.resize(2);
        stand.info->groups[1].offloadsTo = {0};
        stand.info->groups[0].offloadsTo = {1};
        for (const QSizeF size : {QSizeF(776, 128), QSizeF(1136, 184), QSizeF(3000, 700)}) {
            const StageLayout layout = StageLayout::of(stand.run(), size);
            const QRectF room(QPointF(0, 0), size);
            for (const GroupBlock& block : layout.groups)
                QVERIFY(room.contains(block.rect));
            for (const QueueBlock& block : layout.queues)
                QVERIFY(room.contains(block.box));
            for (const ResourceBlock& block : layout.resources)
                QVERIFY2(room.contains(block.box), qPrintable(QString::number(size.width())));
        }
    }

    void aLoopWithoutQueuesIsToldOfToo()
    {
        Stand stand;
        stand.info->queues.clear();
        stand.info->groups[0].putsInto.clear();
        stand.info->groups[1].getsFrom.clear();
        QCOMPARE(stageSentence(stand.run()), QStringLiteral("6 of 6 tasks sleep."));
        stand.task(0, TaskState::Ended);
        QCOMPARE(stageSentence(stand.run()), QStringLiteral("5 of 6 tasks sleep; 1 has ended."));
        stand.info->pools = {{"threads", 1}};
        stand.task(1, TaskState::Offloaded).task(2, TaskState::Offloaded);
        stand.moment.tasks[2].phase = RequestPhase::ForThread;
        QCOMPARE(stageSentence(stand.run()),
                 QStringLiteral("1 task stands in line for a thread: the one thread of threads is busy."));
        stand.task(3, TaskState::Working);
        QCOMPARE(stageSentence(stand.run()),
                 QStringLiteral(
                     "Consumer 0 has held the loop for 334 ms: until it suspends nobody else can run."));
    }
};

QTEST_APPLESS_MAIN(TestStage)
#include "tst_stage.moc"
