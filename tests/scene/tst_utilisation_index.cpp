#include "scene/timeline/utilisation_index.h"

#include "support/log_builder.h"
#include "support/sample_run.h"
#include "trace/columns_builder.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace sojourn;

namespace {

constexpr std::int64_t second = 1'000'000'000;

Span span(std::int64_t from, std::int64_t to, TaskState state = TaskState::Running)
{
    return {from, to, 0xFFFFFFFFu, 0, state, 0};
}

/// Span by span, of every task: their mean number that is in one of these states.
double counted(const Columns& columns, const std::vector<std::uint32_t>& tasks,
               const std::vector<TaskState>& states, std::int64_t from, std::int64_t to, std::int64_t end)
{
    double sum = 0;
    const auto add = [&](const Span& s) {
        if (std::find(states.begin(), states.end(), s.state) != states.end())
            sum += static_cast<double>(
                std::max<std::int64_t>(0, std::min(to, s.endNs) - std::max(from, s.startNs)));
    };
    for (const std::uint32_t task : tasks) {
        const Lane& lane = columns.lanes()[task];
        for (const Span& s : lane.spans)
            add(s);
        if (const auto open = lane.openUntil(end)) add(*open);
    }
    return sum / static_cast<double>(to - from);
}

std::vector<std::uint32_t> takersOf(const RunInfo& info)
{
    std::vector<std::uint32_t> tasks;
    for (const GroupInfo& group : info.groups)
        for (std::uint32_t i = 0; i < group.taskCount; ++i)
            if (!group.getsFrom.empty()) tasks.push_back(group.firstTask + i);
    return tasks;
}

std::shared_ptr<const Columns> recorded(std::vector<std::vector<Span>> lanes, bool nested)
{
    const auto info = std::make_shared<RunInfo>();
    ColumnsBuilder builder(static_cast<std::uint32_t>(lanes.size()), 0);
    GroupInfo group;
    group.name = "thread";
    group.taskCount = static_cast<std::uint32_t>(lanes.size());
    group.counted = !nested;
    info->groups.push_back(group);
    info->groupOfTask.assign(lanes.size(), 0);
    for (std::uint32_t t = 0; t < group.taskCount; ++t)
        builder.setSpans(t, std::move(lanes[t]));
    return builder.build(info);
}

} // namespace

class TestUtilisationIndex final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bucketsAddUpWhateverComes()
    {
        std::mt19937 random(7);
        TimeBuckets buckets;
        double all = 0;
        std::vector<std::pair<std::int64_t, std::int64_t>> stretches;
        for (int i = 0; i < 2000; ++i) {
            // Ever later ones, so that buckets get wider in between.
            const std::int64_t reach = 1000 + std::int64_t{i} * i * 1000;
            std::int64_t from = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(reach));
            std::int64_t to = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(reach));
            if (from > to) std::swap(from, to);
            buckets.add(from, to);
            stretches.emplace_back(from, to);
            all += static_cast<double>(to - from);
        }
        const std::vector<double> edges = buckets.summed().upToEdges;
        QCOMPARE(edges.size(), TimeBuckets::most + 1);
        QVERIFY(std::abs(edges.back() - all) < 1e-6 * all);
        for (std::size_t e = 0; e < edges.size(); e += 97) {
            const auto edge = static_cast<std::int64_t>(e) * buckets.widthNs();
            double naive = 0;
            for (const auto& [from, to] : stretches)
                naive += static_cast<double>(std::max<std::int64_t>(0, std::min(to, edge) - from));
            QVERIFY2(std::abs(edges[e] - naive) <= 1e-6 * all, qPrintable(QString::number(e)));
        }
    }

    void nothingWasAdded()
    {
        TimeBuckets buckets;
        buckets.add(5, 5);
        QVERIFY(buckets.summed().upToEdges.empty());
        QCOMPARE(UtilisationCurve().within(0, 10).ratio(), 0.0);
    }

    void consumersAreBusyUnlessTheyWait()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        columns.advance();
        UtilisationIndex index;
        index.update(columns);
        QVERIFY(index.isOfTakers());
        const std::vector<std::uint32_t> takers = takersOf(*run.info);
        const std::vector<TaskState> busy{TaskState::Running, TaskState::Working, TaskState::Offloaded,
                                          TaskState::Sleeping};
        const UtilisationCurve curve = index.curve(columns, run.endNs);
        for (int part = 0; part < 8; ++part) {
            const std::int64_t from = run.endNs * part / 10, to = run.endNs * (part + 2) / 10;
            const Utilisation mean = curve.within(from, to);
            QVERIFY(std::abs(mean.busy - counted(columns, takers, busy, from, to, run.endNs)) < 0.02);
            QVERIFY(mean.tasks <= static_cast<double>(takers.size()) + 1e-9);
            QVERIFY(mean.ratio() >= 0 && mean.ratio() <= 1.0 + 1e-9);
        }
    }

    void whatGoesOnCounts()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.info->groups[0].getsFrom = {0};
        log.at(0).add(0, EventKind::Started).add(0, EventKind::GetWait);
        Columns columns(log.info, log.log);
        columns.advance();
        UtilisationIndex index;
        index.update(columns);
        QCOMPARE(index.curve(columns, 2 * second).within(0, 2 * second).busy, 0.0);
        QCOMPARE(index.curve(columns, 2 * second).within(0, 2 * second).tasks, 1.0);
        log.at(2 * second).put(1, 0).get(0, 0).add(0, EventKind::Sleep, 9 * second);
        columns.advance();
        index.update(columns);
        const UtilisationCurve curve = index.curve(columns, 4 * second);
        QVERIFY(std::abs(curve.within(0, 4 * second).ratio() - 0.5) < 0.001);
        QVERIFY(std::abs(curve.within(3 * second, 4 * second).ratio() - 1.0) < 0.001);
    }

    void ofARecordingAllLanesThatEverWorkCount()
    {
        const std::vector<std::vector<Span>> lanes{{span(0, 40), span(80, 100)},
                                                   {span(10, 30, TaskState::Sleeping), span(82, 90)}};
        const auto of = [&](bool nested) {
            const auto columns = recorded(lanes, nested);
            UtilisationIndex index;
            index.update(*columns);
            return index.curve(*columns, 100).within(0, 100);
        };
        for (const bool nested : {true, false}) { // a thread's lanes or tasks: nobody can tell
            QCOMPARE(of(nested).busy, 0.68);      // who sleeps and takes no items is not busy
            QCOMPARE(of(nested).tasks, 2.0);
        }
        const auto columns = recorded({lanes[0], {}, lanes[1]}, false);
        UtilisationIndex index;
        index.update(*columns);
        QCOMPARE(index.curve(*columns, 100).within(95, 100).tasks, 2.0); // not those without any span
    }

    void anArrowBetweenThreadsMakesNoTaker()
    {
        auto info = std::make_shared<RunInfo>();
        info->queues.resize(1);
        info->groups = {{"one", 0, 1, false}, {"two", 1, 2, false}};
        info->groups[1].getsFrom = {0};
        info->groupOfTask = {0, 1, 1};
        info->spanNames = {"work"};
        ColumnsBuilder builder(3, 1);
        const auto named = [](std::int64_t from, std::int64_t to) {
            return Span{from, to, 0, namedSpan, TaskState::Running, 0};
        };
        builder.setSpans(0, {named(0, 50)});
        builder.setSpans(1, {named(10, 20)});
        builder.setSpans(2, {named(30, 90)});
        const auto columns = builder.build(info);
        UtilisationIndex index;
        index.update(*columns);
        QVERIFY(!index.isOfTakers());
        const Utilisation late = index.curve(*columns, 100).within(60, 80);
        QVERIFY(std::abs(late.busy - 1.0) < 1e-6);
        QCOMPARE(late.tasks, 3.0);
    }
};

QTEST_GUILESS_MAIN(TestUtilisationIndex)
#include "tst_utilisation_index.moc"
