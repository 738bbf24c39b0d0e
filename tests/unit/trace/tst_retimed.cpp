#include "support/log_builder.h"
#include "support/model_log.h"
#include "trace/columns_builder.h"
#include "trace/retimed.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace sojourn;

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::shared_ptr<Columns> columnsOf(const std::vector<std::vector<Span>>& lanes)
{
    auto info = std::make_shared<RunInfo>();
    info->groups.push_back({"task", 0, static_cast<std::uint32_t>(lanes.size()), true});
    info->groupOfTask.assign(lanes.size(), 0);
    ColumnsBuilder builder(static_cast<std::uint32_t>(lanes.size()), 0);
    for (std::uint32_t task = 0; task < lanes.size(); ++task)
        builder.setSpans(task, lanes[task]);
    return builder.build(info);
}

Span span(std::int64_t start, std::int64_t end, TaskState state = TaskState::Sleeping)
{
    return {start, end, noTask, 0, state, 0};
}

/// Whether a task computes at some instant of the stretch, looked at one by one.
bool isBusyBetween(const Columns& columns, std::int64_t from, std::int64_t to)
{
    constexpr std::array busy{TaskState::Ready, TaskState::Running, TaskState::Working, TaskState::Offloaded};
    return std::ranges::any_of(columns.lanes(), [&](const Lane& lane) {
        return std::ranges::any_of(lane.spans, [&](const Span& each) {
            return each.startNs < to && each.endNs > from &&
                   std::ranges::find(busy, each.state) != busy.end();
        });
    });
}

} // namespace

class TestRetimed final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMapNeverFallsAndComesBack()
    {
        const TimeMap map({{0, 0}, {10, 10}, {1'000'010, 14}, {1'000'010, 20}, {1'000'020, 30}}, 5);
        QCOMPARE(map.toAxis(7), 7);
        QCOMPARE(map.toAxis(500'010), 12);
        QCOMPARE(map.toAxis(1'000'010), 14);
        QCOMPARE(map.toAxisEnd(1'000'010), 20);
        QCOMPARE(map.toInstant(17), 1'000'010);
        QCOMPARE(map.toAxis(1'000'023), 33);
        QCOMPARE(map.toAxis(2'000'000), 35); // no more than 5 behind the last
        std::int64_t before = 0;
        for (std::int64_t ns = 0; ns <= 1'000'030; ns += 3) {
            QVERIFY(map.toAxis(ns) >= before);
            QVERIFY(map.toAxisEnd(ns) >= map.toAxis(ns));
            before = map.toAxisEnd(ns);
        }
        for (std::int64_t at = 0; at <= 30; ++at)
            QVERIFY(map.toAxis(map.toInstant(at)) <= at && at <= map.toAxisEnd(map.toInstant(at) + 250'000));
    }

    void aMapIsExactAfterYears()
    {
        constexpr std::int64_t years = std::int64_t{100} * 365 * 86'400 * second;
        const TimeMap map({{0, 0}, {10, 10}, {years, 14}, {years + second, 14 + second}}, second);
        QCOMPARE(map.toAxis(years + 123'456'789), 14 + 123'456'789);
        QCOMPARE(map.toInstant(14 + 123'456'789), years + 123'456'789);
    }

    void whereEveryoneSleepsIsIdle()
    {
        // Something happens every second, but between 5 and 105, and between 110 and 210, where one works.
        std::vector<Span> ticks, other{span(0, 110)};
        for (std::int64_t s = 0; s < 5; ++s)
            ticks.push_back(span(s, s + 1));
        ticks.push_back(span(5, 105, TaskState::GetWait));
        for (std::int64_t s = 105; s < 110; ++s)
            ticks.push_back(span(s, s + 1));
        other.push_back(span(110, 210, TaskState::Working));
        const IdleStretches idle = idleStretches(*columnsOf({ticks, other}), 210);
        QCOMPARE(idle.shownNs, 4);
        QCOMPARE(idle.stretches, (std::vector<IdleStretch>{{5, 105}}));
    }

    void nothingIsIdleInNothing()
    {
        QVERIFY(idleStretches(*columnsOf({{}}), 0).stretches.empty());
        QVERIFY(idleStretches(*columnsOf({{span(0, 1000)}}), 1000).stretches.empty());
    }

    void idleStretchesAreThoseOfASearch()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 40; ++round) {
            std::vector<std::vector<Span>> lanes(3);
            for (auto& lane : lanes) {
                std::int64_t at = 0;
                for (int i = 0; i < 30; ++i) {
                    const std::int64_t long_ = random() % 5 == 0 ? 60 : 4;
                    const std::int64_t end = at + 1 + static_cast<std::int64_t>(random() % long_);
                    lane.push_back(
                        span(at, end, random() % 3 == 0 ? TaskState::Working : TaskState::GetWait));
                    at = end;
                }
            }
            const auto columns = columnsOf(lanes);
            const std::int64_t end = columns->lastNs();
            const IdleStretches idle = idleStretches(*columns, end);
            std::vector<std::int64_t> at{0, end};
            for (const auto& lane : lanes)
                for (const Span& each : lane)
                    at.insert(at.end(), {each.startNs, each.endNs});
            std::ranges::sort(at);
            std::vector<IdleStretch> naive;
            for (std::size_t i = 1; i < at.size(); ++i)
                if (at[i] - at[i - 1] > idle.shownNs && !isBusyBetween(*columns, at[i - 1], at[i]))
                    naive.push_back({at[i - 1], at[i]});
            QCOMPARE(idle.stretches, naive);

            const RetimedRun run = withoutIdle(*columns, end);
            for (const IdleStretch& each : idle.stretches)
                QCOMPARE(run.map.toAxis(each.toNs) - run.map.toAxis(each.fromNs), idle.shownNs);
            for (std::size_t task = 0; task < lanes.size(); ++task)
                for (std::size_t i = 0; i < lanes[task].size(); ++i) {
                    const Span& there = run.columns->lanes()[task].spans[i];
                    QVERIFY(there.endNs > there.startNs); // none vanishes
                    QCOMPARE(run.map.toInstant(there.startNs), lanes[task][i].startNs);
                    QCOMPARE(run.map.toInstant(there.endNs), lanes[task][i].endNs);
                }
        }
    }

    void eventsOfOneInstantTakeAStepEach()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
        log.put(0, 0).get(1, 0).add(0, EventKind::Sleep, 2 * second).add(1, EventKind::GetWait);
        log.at(2 * second).add(0, EventKind::Wake).put(0, 1).get(1, 1);
        Columns columns(log.info, log.log);
        columns.advance();
        QVERIFY(columns.lanes()[1].spans.size() == 1); // the first wait took no time
        const RetimedRun run = inSteps(columns, log.info, 3 * second);
        QCOMPARE(run.eventsBehind.size(), std::size_t{10});
        const Lane& lane = run.columns->lanes()[1];
        QVERIFY(lane.spans.size() >= 3);
        const auto wait = std::ranges::find(lane.spans, TaskState::GetWait, &Span::state);
        QVERIFY(wait != lane.spans.end());
        QCOMPARE(wait->startNs, 3 * stepOnAxis); // the third event, and the fifth
        QCOMPARE(wait->endNs, 5 * stepOnAxis);
        QCOMPARE(run.map.toInstant(wait->startNs), 0);
        QCOMPARE(run.map.toInstant(8 * stepOnAxis), 2 * second);
        QCOMPARE(run.columns->visits()[0].enqueuedNs, 4 * stepOnAxis);
        QCOMPARE(run.columns->visits()[0].dequeuedNs, 5 * stepOnAxis);
        QCOMPARE(run.map.toAxisEnd(3 * second), 11 * stepOnAxis); // the end is a step behind the last event
    }

    void whatIsNotListedSharesAStep()
    {
        test::LogBuilder log({{}}, 1);
        log.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, second);
        log.at(2 * second).add(0, EventKind::Resumed, second).add(0, EventKind::Wake);
        Columns columns(log.info, log.log);
        columns.advance();
        const RetimedRun run = inSteps(columns, log.info, 2 * second);
        QCOMPARE(run.eventsBehind, (std::vector<std::uint64_t>{1, 2, 4}));
        const auto& spans = run.columns->lanes()[0].spans;
        QCOMPARE(spans.back().state, TaskState::Ready); // the one before wakes from second 1 on
        QCOMPARE(spans.back().endNs, 3 * stepOnAxis);
    }

    void aRunInStepsKeepsItsOrder()
    {
        for (std::uint32_t seed = 0; seed < 60; ++seed) {
            const test::ModelLog model = test::Model(seed).run(400);
            Columns columns(model.info, model.log);
            columns.advance();
            const RetimedRun run = inSteps(columns, model.info, columns.lastNs());
            QCOMPARE(run.columns->visits().size(), columns.visits().size());
            QCOMPARE(run.columns->doneVisits(), columns.doneVisits());
            for (std::size_t v = 0; v < columns.visits().size(); ++v) {
                const Visit& here = columns.visits()[v];
                const Visit& there = run.columns->visits()[v];
                QCOMPARE(there.item, here.item);
                for (std::int64_t Visit::*at :
                     {&Visit::putWaitNs, &Visit::enqueuedNs, &Visit::dequeuedNs, &Visit::doneNs}) {
                    QCOMPARE(there.*at == notYet, here.*at == notYet);
                    if (here.*at != notYet) QCOMPARE(run.map.toInstant(there.*at), here.*at);
                }
            }
        }
    }

    void aRecordingWithoutEventsHasAStepAnInstant()
    {
        const auto columns = columnsOf({{span(100, 200), span(200, 900)}, {span(150, 10'000)}});
        const RetimedRun run = inSteps(*columns, nullptr, 10'000);
        QVERIFY(run.eventsBehind.empty());
        const Lane& lane = run.columns->lanes()[0];
        QCOMPARE(lane.spans[0].startNs, stepOnAxis);
        QCOMPARE(lane.spans[0].endNs, 3 * stepOnAxis);
        QCOMPARE(lane.spans[1].endNs, 4 * stepOnAxis);
        QCOMPARE(run.columns->lanes()[1].spans[0].endNs, 5 * stepOnAxis);
    }

    void instantsOfARecordingHaveStepsAndEndIdleStretches()
    {
        auto info = std::make_shared<RunInfo>();
        info->spanNames = {"tick"};
        info->groups.push_back({"task", 0, 1, true});
        info->groupOfTask.assign(1, 0);
        ColumnsBuilder builder(1, 0);
        builder.setSpans(0, {span(100, 200), span(200, 900)});
        builder.setMarks(0, {Mark::named(150, 0), Mark::named(200, 0), Mark::named(1000, 0)});
        const auto columns = builder.build(info);
        const RetimedRun steps = inSteps(*columns, nullptr, 1000);
        const std::vector<Mark>& marks = steps.columns->lanes()[0].marks;
        QCOMPARE(marks[0].atNs, 2 * stepOnAxis); // 100, 150, 200, 900, 1000
        QCOMPARE(marks[1].atNs, 3 * stepOnAxis);
        QCOMPARE(marks[1].atNs, steps.columns->lanes()[0].spans[1].startNs);
        QCOMPARE(marks[2].atNs, 5 * stepOnAxis);
        QCOMPARE(steps.map.toInstant(marks[0].atNs), std::int64_t(150));
        // 0, 100, 150, 200, 900, 1000: only from 200 to 900 is longer than four times the median.
        const RetimedRun idle = withoutIdle(*columns, 1000);
        QCOMPARE(idle.idle.stretches, (std::vector<IdleStretch>{{200, 900}}));
        QCOMPARE(idle.map.toInstant(idle.columns->lanes()[0].marks[2].atNs), std::int64_t(1000));
    }
};

QTEST_APPLESS_MAIN(TestRetimed)
#include "tst_retimed.moc"
