#include "trace/steps.h"

#include "support/log_builder.h"
#include "trace/columns_builder.h"
#include "trace/replay.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestSteps final : public QObject
{
    Q_OBJECT

private:
    static LogBuilder log()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(10).add(0, EventKind::PutWait, 0).at(20).put(0, 0).at(30).get(1, 0);
        log.at(40).add(1, EventKind::TaskDone).at(50).put(0, 1).put(0, 2).at(60).get(1, 1);
        return log;
    }
    static std::shared_ptr<const Columns> columns(const LogBuilder& log)
    {
        const auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        return columns;
    }
    /// The events behind which one stands at the latest of an instant.
    static StepPlace placeAt(const LogBuilder& log, std::int64_t ns)
    {
        return {ns, Replay(log.info, log.log).eventsUpTo(ns)};
    }
    static std::int64_t item(const LogBuilder& log, std::int64_t ns, StepWay way)
    {
        return itemStep(*columns(log), 0, placeAt(log, ns), way).ns;
    }
    static std::int64_t kind(const LogBuilder& log, std::int64_t ns, StepWay way, std::uint32_t task = noTask)
    {
        const std::uint64_t events = placeAt(log, ns).events;
        const auto run = columns(log);
        return eventStep(*run, *kindBefore(*run, events, task), events, way).ns;
    }
    /// All of one instant: two items are put, got and done, which the same task does.
    static LogBuilder atOnce()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(5).add(0, EventKind::Started).add(1, EventKind::Started); // 1, 2
        log.at(20).add(0, EventKind::PutWait, 0).put(0, 0).put(0, 1);    // 3, 4, 5
        log.add(1, EventKind::Resumed, 20).get(1, 0).get(1, 1);          // 6 unlisted, 7, 8
        log.add(1, EventKind::TaskDone).add(1, EventKind::TaskDone);     // 9, 10
        log.add(1, EventKind::Resumed, 20).put(0, 2);                    // 11 unlisted, 12
        return log;
    }
    using Places = std::vector<std::uint64_t>;
    template <class Step> static Places places(std::uint64_t from, Step step)
    {
        Places places;
        for (StepPlace at = step(from); !at.isNone(); at = step(at.events))
            places.push_back(at.events);
        return places;
    }

private Q_SLOTS:
    void goesAlongAnItem()
    {
        const LogBuilder run = log();
        QCOMPARE(item(run, 0, StepWay::Forward), 10);
        QCOMPARE(item(run, 10, StepWay::Forward), 20);
        QCOMPARE(item(run, 30, StepWay::Forward), 40);
        QCOMPARE(item(run, 40, StepWay::Forward), notYet);
        QCOMPARE(item(run, 40, StepWay::Back), 30);
        QCOMPARE(item(run, 10, StepWay::Back), notYet);
    }

    void goesToTheNextOfAKind()
    {
        const LogBuilder events = log();
        QCOMPARE(kind(events, 20, StepWay::Forward), 50); // from put to put
        QCOMPARE(kind(events, 35, StepWay::Forward), 60); // from behind a get to the next
        QCOMPARE(kind(events, 50, StepWay::Back), 50);    // from the second put of 50 to its first
        QCOMPARE(kind(events, 60, StepWay::Forward), notYet);
        QCOMPARE(kind(events, 20, StepWay::Back), notYet);
        QCOMPARE(kind(events, 60, StepWay::Back, 0), 50); // the latest of task 0 is a put
        QVERIFY(!kindBefore(*columns(events), 0, noTask));
    }

    void goesFromEventToEventOfOneInstantAlongAnItem()
    {
        const auto run = columns(atOnce());
        const auto along = [&](std::uint32_t item, StepWay way) {
            return [&run, item, way](std::uint64_t events) {
                return itemStep(*run, item, {20, events}, way);
            };
        };
        QCOMPARE(places(0, along(0, StepWay::Forward)), (Places{3, 4, 7, 10})); // begins to be put first
        QCOMPARE(places(0, along(1, StepWay::Forward)), (Places{5, 8, 9})); // what was got last is done first
        QCOMPARE(places(run->folded(), along(0, StepWay::Back)), (Places{10, 7, 4, 3}));
        QCOMPARE(places(10, along(0, StepWay::Back)), (Places{7, 4, 3}));
        QCOMPARE(itemStep(*run, 0, {20, 6}, StepWay::Back).events, 4u); // between two of them
    }

    void goesFromEventToEventOfOneInstantByKind()
    {
        const auto run = columns(atOnce());
        const auto by = [&](EventKind kind, StepWay way) {
            return [&run, kind, way](std::uint64_t events) { return eventStep(*run, kind, events, way); };
        };
        QCOMPARE(places(0, by(EventKind::Put, StepWay::Forward)), (Places{4, 5, 12}));
        QCOMPARE(places(12, by(EventKind::Put, StepWay::Back)), (Places{5, 4}));
        QCOMPARE(places(0, by(EventKind::Get, StepWay::Forward)), (Places{7, 8}));
        QCOMPARE(kindBefore(*run, 11, noTask), EventKind::TaskDone); // what is not listed is of no kind
        QCOMPARE(eventStep(*run, EventKind::TaskDone, 11, StepWay::Back).events, 9u);
        QCOMPARE(kindBefore(*run, 11, 0), EventKind::Put);
    }

    void goesToTheNextSpanOfThatName()
    {
        const auto info = std::make_shared<RunInfo>();
        info->spanNames = {"parse", "emit"};
        ColumnsBuilder builder(2, 0);
        for (std::uint32_t t = 0; t < 2; ++t) {
            GroupInfo group;
            group.name = "t";
            group.firstTask = t;
            group.taskCount = 1;
            info->groups.push_back(group);
            info->groupOfTask.push_back(static_cast<std::uint16_t>(t));
        }
        builder.setSpans(0, {{0, 5, 0, namedSpan, TaskState::Running, 0},
                             {10, 15, 1, namedSpan, TaskState::Running, 0},
                             {40, 45, 0, namedSpan, TaskState::Running, 0}});
        builder.setSpans(1, {{20, 25, 0, namedSpan, TaskState::Running, 0}});
        const auto run = builder.build(info);
        QCOMPARE(spanStep(*run, 3, noTask, StepWay::Forward).ns, 20);
        QCOMPARE(spanStep(*run, 20, noTask, StepWay::Forward).ns, 40);
        QCOMPARE(spanStep(*run, 40, noTask, StepWay::Back).ns, 20);
        QCOMPARE(spanStep(*run, 12, noTask, StepWay::Forward).ns, notYet); // one emit alone
        QCOMPARE(spanStep(*run, 22, 0, StepWay::Forward).ns, notYet); // the latest of lane 0 is that emit
        QCOMPARE(spanStep(*run, -1, noTask, StepWay::Forward).ns, notYet);
    }

    void goesToTheNextInstantOfThatName()
    {
        const auto info = std::make_shared<RunInfo>();
        info->spanNames = {"parse", "tick", "tock"};
        info->groups.push_back({"t", 0, 2, true});
        info->groupOfTask.assign(2, 0);
        ColumnsBuilder builder(2, 0);
        builder.setSpans(
            0, {{0, 5, 0, namedSpan, TaskState::Running, 0}, {40, 45, 0, namedSpan, TaskState::Running, 0}});
        builder.setMarks(0, {Mark::named(10, 1), Mark::named(20, 2), Mark::named(40, 1)});
        builder.setMarks(1, {Mark::named(30, 1)});
        const auto run = builder.build(info);
        QCOMPARE(spanStep(*run, 10, noTask, StepWay::Forward).ns, 30);
        QCOMPARE(spanStep(*run, 30, noTask, StepWay::Forward).ns, 40);
        QCOMPARE(spanStep(*run, 40, noTask, StepWay::Back).ns, 30); // of that instant, the tick is the later
        QCOMPARE(spanStep(*run, 35, 1, StepWay::Back).ns, 10);
        QCOMPARE(spanStep(*run, 20, noTask, StepWay::Forward).ns, notYet);
        QCOMPARE(spanStep(*run, 7, noTask, StepWay::Forward).ns, 40); // the latest is a span
    }
};

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
