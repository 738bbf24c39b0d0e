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
    static std::int64_t kind(const LogBuilder& log, std::int64_t ns, StepWay way, std::uint32_t task = noTask)
    {
        const Replay replay(log.info, log.log);
        return kindStep(*columns(log), replay.eventsUpTo(ns), ns, task, way);
    }

private Q_SLOTS:
    void goesAlongAnItem()
    {
        const auto run = columns(log());
        QCOMPARE(itemStep(*run, 0, 0, StepWay::Forward), 10);
        QCOMPARE(itemStep(*run, 0, 10, StepWay::Forward), 20);
        QCOMPARE(itemStep(*run, 0, 30, StepWay::Forward), 40);
        QCOMPARE(itemStep(*run, 0, 40, StepWay::Forward), notYet);
        QCOMPARE(itemStep(*run, 0, 40, StepWay::Back), 30);
        QCOMPARE(itemStep(*run, 0, 10, StepWay::Back), notYet);
    }

    void goesToTheNextOfAKind()
    {
        const LogBuilder events = log();
        QCOMPARE(kind(events, 20, StepWay::Forward), 50); // from put to put
        QCOMPARE(kind(events, 35, StepWay::Forward), 60); // from behind a get to the next
        QCOMPARE(kind(events, 50, StepWay::Back), 20);    // not from the second put of 50 to its first
        QCOMPARE(kind(events, 60, StepWay::Forward), notYet);
        QCOMPARE(kind(events, 20, StepWay::Back), notYet);
        QCOMPARE(kind(events, 60, StepWay::Back, 0), 20); // the latest of task 0 is a put
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
        QCOMPARE(kindStep(*run, 0, 3, noTask, StepWay::Forward), 20);
        QCOMPARE(kindStep(*run, 0, 20, noTask, StepWay::Forward), 40);
        QCOMPARE(kindStep(*run, 0, 40, noTask, StepWay::Back), 20);
        QCOMPARE(kindStep(*run, 0, 12, noTask, StepWay::Forward), notYet); // one emit alone
        QCOMPARE(kindStep(*run, 0, 22, 0, StepWay::Forward), notYet); // the latest of lane 0 is that emit
        QCOMPARE(kindStep(*run, 0, -1, noTask, StepWay::Forward), notYet);
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
        QCOMPARE(kindStep(*run, 0, 10, noTask, StepWay::Forward), 30);
        QCOMPARE(kindStep(*run, 0, 30, noTask, StepWay::Forward), 40);
        QCOMPARE(kindStep(*run, 0, 40, noTask, StepWay::Back), 30); // of that instant, the tick is the later
        QCOMPARE(kindStep(*run, 0, 35, 1, StepWay::Back), 10);
        QCOMPARE(kindStep(*run, 0, 20, noTask, StepWay::Forward), notYet);
        QCOMPARE(kindStep(*run, 0, 7, noTask, StepWay::Forward), 40); // the latest is a span
    }
};

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
