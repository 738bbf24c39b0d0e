#include "trace/lane_moment.h"

#include "trace/columns_builder.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace sojourn;

namespace {

Span span(std::int64_t start, std::int64_t end, TaskState state = TaskState::Running)
{
    return {start, end, noTask, 0, state, 0};
}

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

} // namespace

class TestLaneMoment final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsEachTaskAsItsSpansDo()
    {
        const auto columns = columnsOf(
            {{span(10, 20), span(30, 40, TaskState::GetWait)}, {span(0, 100, TaskState::Sleeping)}, {}});
        const auto state = [&](std::int64_t ns, std::size_t task) {
            return momentOfLanes(*columns, ns).tasks[task].state;
        };
        QCOMPARE(state(9, 0), TaskState::NotStarted);
        QCOMPARE(state(10, 0), TaskState::Running);
        QCOMPARE(state(19, 0), TaskState::Running);
        QCOMPARE(state(20, 0), TaskState::Ready); // in a gap
        QCOMPARE(state(30, 0), TaskState::GetWait);
        QCOMPARE(state(40, 0), TaskState::Ended);
        QCOMPARE(state(50, 1), TaskState::Sleeping);
        QCOMPARE(state(50, 2), TaskState::NotStarted); // nothing is known of it
        QCOMPARE(momentOfLanes(*columns, 35).tasks[0].sinceNs, 30);
        QCOMPARE(momentOfLanes(*columns, 25).tasks[0].sinceNs, 20);
    }

    void whatGoesOnIsCutOff()
    {
        Lane lane;
        QVERIFY(!lane.openUntil(100)); // not started
        lane.open = {40, notYet, noTask, 0, TaskState::Sleeping, 0};
        QCOMPARE(lane.openUntil(100)->endNs, 100);
        QCOMPARE(lane.openUntil(100)->startNs, 40);
        QVERIFY(!lane.openUntil(40));
    }

    void goesFromEdgeToEdgeAndBack()
    {
        const auto columns = columnsOf({{span(10, 20), span(30, 40)}, {span(15, 35)}});
        std::vector<std::int64_t> there, back;
        for (std::int64_t at = 0; (at = edgeAfter(*columns, at)) != notYet;)
            there.push_back(at);
        QCOMPARE(there, (std::vector<std::int64_t>{10, 15, 20, 30, 35, 40}));
        for (std::int64_t at = 50; (at = edgeBefore(*columns, at)) != notYet;)
            back.insert(back.begin(), at);
        QCOMPARE(back, there);
        QCOMPARE(edgeAfter(columns->lanes()[1], 15), 35);
        QCOMPARE(edgeBefore(columns->lanes()[1], 15), notYet);
    }

    void queuesAndCountersChangeAtEdgesToo()
    {
        auto info = std::make_shared<RunInfo>();
        info->queues.resize(2);
        info->groups.push_back({"task", 0, 1, true});
        info->groupOfTask.assign(1, 0);
        ColumnsBuilder builder(1, 2);
        builder.setSpans(0, {span(10, 40)});
        builder.setDepths(0, {{5, 1}, {20, 2}, {20, 3}, {75, 0}});
        builder.setDepths(1, {{25, 7}, {40, 1}});
        const auto columns = builder.build(info);
        std::vector<std::int64_t> there, back;
        for (std::int64_t at = 0; (at = edgeAfter(*columns, at)) != notYet;)
            there.push_back(at);
        QCOMPARE(there, (std::vector<std::int64_t>{5, 10, 20, 25, 40, 75}));
        for (std::int64_t at = 100; (at = edgeBefore(*columns, at)) != notYet;)
            back.insert(back.begin(), at);
        QCOMPARE(back, there);
    }

    void tenMillionEventsAreSteppedThroughAtOnce()
    {
        constexpr std::uint32_t lanes = 64, spansEach = 80'000;
        auto info = std::make_shared<RunInfo>();
        info->queues.resize(1);
        info->groups.push_back({"task", 0, lanes, true});
        info->groupOfTask.assign(lanes, 0);
        ColumnsBuilder builder(lanes, 1);
        for (std::uint32_t task = 0; task < lanes; ++task) {
            std::vector<Span> spans;
            for (std::uint32_t i = 0; i < spansEach; ++i)
                spans.push_back(span(i * 200 + task, i * 200 + task + 90));
            builder.setSpans(task, std::move(spans));
        }
        std::vector<DepthStep> steps;
        for (std::uint32_t i = 0; i < 5'000'000; ++i)
            steps.push_back({i * 3, i % 7});
        builder.setDepths(0, std::move(steps));
        const auto columns = builder.build(info);
        QElapsedTimer timer;
        timer.start();
        constexpr int count = 20;
        std::int64_t at = 8'000'000, sum = 0;
        for (int i = 0; i < count; ++i)
            sum += at = edgeAfter(*columns, at);
        for (int i = 0; i < count; ++i)
            sum += at = edgeBefore(*columns, at);
        QCOMPARE(at, 8'000'000);
        QVERIFY(sum > 0);
        QVERIFY2(timer.elapsed() < 50 * 2 * count, qPrintable(QString::number(timer.elapsed())));
    }

    void instantsAreEdgesAndTheBoundsOfALaneWithoutSpans()
    {
        auto info = std::make_shared<RunInfo>();
        info->spanNames = {"tick"};
        info->groups.push_back({"task", 0, 2, true});
        info->groupOfTask.assign(2, 0);
        ColumnsBuilder builder(2, 0);
        builder.setSpans(0, {span(10, 30)});
        builder.setMarks(0, {Mark::named(20, 0)});
        builder.setMarks(1, {Mark::named(15, 0), Mark::named(40, 0)});
        const auto columns = builder.build(info);
        std::vector<std::int64_t> there;
        for (std::int64_t at = 0; (at = edgeAfter(*columns, at)) != notYet;)
            there.push_back(at);
        QCOMPARE(there, (std::vector<std::int64_t>{10, 15, 20, 30, 40}));
        QCOMPARE(momentOfLanes(*columns, 14).tasks[1].state, TaskState::NotStarted);
        QCOMPARE(momentOfLanes(*columns, 15).tasks[1].state, TaskState::Ready);
        QCOMPARE(momentOfLanes(*columns, 39).tasks[1].sinceNs, std::int64_t(15));
        QCOMPARE(momentOfLanes(*columns, 40).tasks[1].state, TaskState::Ended);
        QCOMPARE(momentOfLanes(*columns, 50).tasks[1].sinceNs, std::int64_t(40));
    }

    void agreesWithASearchOfEverySpan()
    {
        std::mt19937 random(3);
        std::vector<std::vector<Span>> lanes(5);
        for (auto& lane : lanes) {
            std::int64_t at = 0;
            for (int i = 0; i < 40; ++i) {
                at += static_cast<std::int64_t>(random() % 4);
                const std::int64_t end = at + 1 + static_cast<std::int64_t>(random() % 9);
                lane.push_back(span(at, end));
                at = end;
            }
        }
        const auto columns = columnsOf(lanes);
        for (std::int64_t ns = 0; ns < 300; ++ns) {
            std::int64_t after = notYet, before = notYet;
            for (const auto& lane : lanes)
                for (const Span& each : lane)
                    for (const std::int64_t edge : {each.startNs, each.endNs}) {
                        if (edge > ns && (after == notYet || edge < after)) after = edge;
                        if (edge < ns) before = std::max(before, edge);
                    }
            QCOMPARE(edgeAfter(*columns, ns), after);
            QCOMPARE(edgeBefore(*columns, ns), before);
        }
    }
};

QTEST_APPLESS_MAIN(TestLaneMoment)
#include "tst_lane_moment.moc"
