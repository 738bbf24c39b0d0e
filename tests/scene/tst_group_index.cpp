#include "scene/timeline/group_index.h"
#include "support/log_builder.h"
#include "support/sample_run.h"
#include "viewmodels/panels/words.h"

#include "trace/columns_builder.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace sojourn;

namespace {

/// Task by task and span by span.
LookCounts countedAt(const Columns& columns, const GroupInfo& group, std::int64_t ns)
{
    LookCounts counts{};
    for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
        const Lane& lane = columns.lanes()[t];
        const auto add = [&](const Span& span, std::int64_t endNs) {
            if (span.startNs <= ns && ns < endNs && span.state < TaskState::NotStarted)
                ++counts[static_cast<std::size_t>(lookOf(span))];
        };
        for (const Span& span : lane.spans)
            add(span, span.endNs);
        if (lane.endedNs == notYet) add(lane.open, std::numeric_limits<std::int64_t>::max());
    }
    return counts;
}

struct Pipeline
{
    test::SampleRun run = test::simulate(test::pipelinePlan());
    Columns columns{run.info, run.log};
    const GroupInfo& workers = *std::ranges::max_element(
        run.info->groups, [](const GroupInfo& a, const GroupInfo& b) { return a.taskCount < b.taskCount; });
};

} // namespace

class TestGroupIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsTasksByStateAtAnyInstant()
    {
        Pipeline p;
        p.columns.advance();
        GroupIndex index;
        index.update(p.columns, p.workers);
        for (int i = 0; i <= 200; ++i) {
            const std::int64_t ns = p.run.endNs / 200 * i + 1;
            QCOMPARE(index.at(p.columns, ns), countedAt(p.columns, p.workers, ns));
        }
    }

    void growsAsTheRunDoes()
    {
        Pipeline p;
        GroupIndex grown;
        for (std::uint64_t events = 0; events < p.run.log->size(); events += 97) {
            p.columns.advance(events);
            grown.update(p.columns, p.workers);
        }
        p.columns.advance();
        grown.update(p.columns, p.workers);
        GroupIndex atOnce;
        atOnce.update(p.columns, p.workers);
        for (int i = 0; i <= 100; ++i) {
            const std::int64_t ns = p.run.endNs / 100 * i + 1;
            QCOMPARE(grown.at(p.columns, ns), atOnce.at(p.columns, ns));
        }
    }

    void aColumnIsTheMeanOverItsTime()
    {
        Pipeline p;
        p.columns.advance();
        GroupIndex index;
        index.update(p.columns, p.workers);
        const TimeWindow window{0, p.run.endNs, 0, 100};
        std::vector<LookCounts> columns;
        index.columns(p.columns, window, p.run.endNs, columns);
        QCOMPARE(columns.size(), 100u);
        // Summed up finely by hand.
        for (const int c : {0, 7, 42, 99}) {
            double sleeping = 0;
            constexpr int parts = 2000;
            for (int i = 0; i < parts; ++i)
                sleeping += static_cast<double>(index.at(
                    p.columns, p.run.endNs / 100 * c + p.run.endNs / 100 / parts *
                                                           i)[static_cast<std::size_t>(StateLook::Sleeping)]);
            const auto mean = static_cast<double>(
                columns[static_cast<std::size_t>(c)][static_cast<std::size_t>(StateLook::Sleeping)]);
            QVERIFY2(std::abs(mean - sleeping / parts) < 0.05, qPrintable(QString::number(mean)));
        }
    }

    void aNanosecondOfManyColumnsIsTheSameInEach()
    {
        auto info = std::make_shared<RunInfo>();
        info->groups.push_back({"t", 0, 1, true});
        info->groupOfTask.assign(1, 0);
        ColumnsBuilder builder(1, 0);
        builder.setSpans(0, {{3, 5, 0xFFFFFFFFu, 0, TaskState::Working, 0},
                             {5, 9, 0xFFFFFFFFu, 0, TaskState::GetWait, 0}});
        const auto columns = builder.build(info);
        GroupIndex index;
        index.update(*columns, info->groups[0]);
        const GroupMembers members(*columns, info->groups[0]);
        LookSums sums(members.size());
        sums.update(*columns, members);
        std::vector<LookCounts> changes, summed;
        index.columns(*columns, {0, 10, 0, 100}, 9, changes);
        sums.columns(*columns, members, {0, 10, 0, 100}, 9, summed);
        QCOMPARE(changes.size(), 90u);
        QCOMPARE(summed.size(), 90u);
        for (std::size_t x = 0; x < 90; ++x) {
            LookCounts expected{};
            if (x >= 30)
                expected[static_cast<std::size_t>(x < 50 ? StateLook::Blocking : StateLook::WaitingGet)] = 1;
            QCOMPARE(changes[x], expected);
            QCOMPARE(summed[x], expected);
        }
    }

    void nothingIsCountedBehindTheEnd()
    {
        Pipeline p;
        p.columns.advance();
        GroupIndex index;
        index.update(p.columns, p.workers);
        const TimeWindow window{0, p.run.endNs * 2, 0, 100};
        std::vector<LookCounts> columns;
        index.columns(p.columns, window, p.run.endNs, columns);
        QVERIFY(columns.size() >= 50 && columns.size() <= 51);
    }

    void failuresAreKnownOnceAndInOrder()
    {
        test::LogBuilder log({{}}, 0);
        log.at(1).add(0, EventKind::Started);
        Columns columns(log.info, log.log);
        columns.advance();
        GroupIndex index;
        index.update(columns, log.info->groups[0]);
        QVERIFY(index.failures().empty());
        log.at(5).add(0, EventKind::Ended, -1, 0, static_cast<std::uint8_t>(EndedHow::Failed));
        columns.advance();
        index.update(columns, log.info->groups[0]);
        index.update(columns, log.info->groups[0]);
        QCOMPARE(index.failures(), std::vector<std::int64_t>{5});
    }

    void nothingIsCountedInTheGapsOfARecording()
    {
        auto info = std::make_shared<RunInfo>();
        info->spanNames = {"work"};
        info->groups.push_back({"t", 0, 2, true});
        info->groupOfTask.assign(2, 0);
        ColumnsBuilder builder(2, 0);
        const auto span = [](std::int64_t from, std::int64_t to) {
            return Span{from, to, 0, namedSpan, TaskState::Running, 0};
        };
        builder.setSpans(0, {span(10, 20), span(40, 60)});
        builder.setSpans(1, {span(15, 45)});
        const auto columns = builder.build(info);
        GroupIndex index;
        index.update(*columns, columns->info().groups[0]);
        const auto running = [&](std::int64_t ns) {
            float all = 0;
            for (const float count : index.at(*columns, ns))
                all += count;
            return all;
        };
        QCOMPARE(running(5), 0.0f);
        QCOMPARE(running(17), 2.0f);
        QCOMPARE(running(30), 1.0f);
        QCOMPARE(running(42), 2.0f);
        QCOMPARE(running(50), 1.0f);
        QCOMPARE(running(70), 0.0f);
    }

    void aThreadIsCountedOnceWhateverIsNestedInIt()
    {
        auto info = std::make_shared<RunInfo>();
        info->spanNames = {"work"};
        info->groups.push_back({"t", 0, 6, true});
        info->groups[0].nestedLanes = 3;
        info->groupOfTask.assign(6, 0);
        info->outermostLanes = {0, 0, 0, 3, 3, 5};
        ColumnsBuilder builder(6, 0);
        const auto span = [](std::int64_t from, std::int64_t to) {
            return Span{from, to, 0, namedSpan, TaskState::Running, 0};
        };
        builder.setSpans(0, {span(10, 20), span(40, 60)});
        builder.setSpans(1, {span(12, 15), span(45, 60)});
        builder.setSpans(2, {span(13, 14)});
        builder.setSpans(3, {span(0, 30), span(70, 80)});
        builder.setSpans(4, {span(20, 75)}); // which overlaps both
        builder.setSpans(5, {span(55, 58)});
        const auto columns = builder.build(info);
        GroupIndex index;
        index.update(*columns, info->groups[0]);
        const GroupMembers members(*columns, info->groups[0]);
        QCOMPARE(members.size(), std::size_t{3});
        LookSums sums(members.size());
        sums.update(*columns, members);
        const auto running = [&](std::int64_t ns) {
            const float changes = index.at(*columns, ns)[static_cast<std::size_t>(StateLook::Running)];
            const float summed = sums.at(*columns, members, ns)[static_cast<std::size_t>(StateLook::Running)];
            return changes == summed ? changes : -1.0f;
        };
        for (const auto& [ns, threads] : {std::pair(5, 1.0f),
                                          {13, 2.0f},
                                          {25, 1.0f},
                                          {35, 1.0f},
                                          {50, 2.0f},
                                          {56, 3.0f},
                                          {65, 1.0f},
                                          {72, 1.0f},
                                          {79, 1.0f},
                                          {85, 0.0f}})
            QVERIFY2(running(ns) == threads, qPrintable(QString::number(ns)));
        std::vector<LookCounts> changes, summed;
        index.columns(*columns, {0, 90, 0, 9}, 90, changes);
        sums.columns(*columns, members, {0, 90, 0, 9}, 90, summed);
        QCOMPARE(changes.size(), summed.size());
        for (std::size_t x = 0; x < changes.size(); ++x)
            for (std::size_t look = 0; look < runningLooks; ++look)
                QVERIFY(std::abs(changes[x][look] - summed[x][look]) < 1e-4f);
    }

    void sumsAreThoseOfTheChanges()
    {
        Pipeline p;
        GroupIndex index;
        const GroupMembers members(p.columns, p.workers);
        LookSums sums(members.size());
        for (std::uint64_t events = 0; events < p.run.log->size(); events += 311) {
            p.columns.advance(events);
            sums.update(p.columns, members);
        }
        p.columns.advance();
        index.update(p.columns, p.workers);
        sums.update(p.columns, members);
        const std::int64_t end = p.run.endNs;
        for (int i = 0; i <= 100; ++i)
            QCOMPARE(sums.at(p.columns, members, end / 100 * i + 1), index.at(p.columns, end / 100 * i + 1));
        for (const TimeWindow& window :
             {TimeWindow{0, end, 0, 100}, TimeWindow{end / 3, end / 2, 0, 777}, TimeWindow{0, end * 2, 0, 90},
              TimeWindow{end - 5, end + 200, 0, 40}, TimeWindow{end / 2, end / 2 + 10, 0, 400}}) {
            std::vector<LookCounts> expected, counted;
            index.columns(p.columns, window, end, expected);
            sums.columns(p.columns, members, window, end, counted);
            QCOMPARE(counted.size(), expected.size());
            for (std::size_t x = 0; x < expected.size(); ++x)
                for (std::size_t look = 0; look < runningLooks; ++look)
                    QVERIFY(std::abs(counted[x][look] - expected[x][look]) < 1e-3f);
        }
    }

    void ofMillionsOfSpansAWideWindowIsRightToAPartOfATask()
    {
        constexpr std::uint32_t lanes = 20, spansEach = 120'000;
        constexpr int columns = 900;
        auto info = std::make_shared<RunInfo>();
        info->groups.push_back({"t", 0, lanes, true});
        info->groupOfTask.assign(lanes, 0);
        ColumnsBuilder builder(lanes, 0);
        std::minstd_rand random(3);
        std::vector<std::vector<double>> expected(2, std::vector<double>(columns));
        constexpr std::int64_t end = 1'400'000'000;
        const auto columnNs = static_cast<double>(end) / columns;
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            std::vector<Span> spans;
            std::int64_t ns = 0;
            for (std::uint32_t i = 0; i < spansEach; ++i) {
                ns += static_cast<std::int64_t>(random() % 4'000);
                const auto length = static_cast<std::int64_t>(1 + random() % 20'000);
                const bool waits = i / 1'000 % 2 == 1; // by turns, so that columns differ
                spans.push_back(
                    {ns, ns + length, 0xFFFFFFFFu, 0, waits ? TaskState::GetWait : TaskState::Working, 0});
                for (std::int64_t at = ns; at < std::min(ns + length, end);) {
                    const auto column = static_cast<std::size_t>(static_cast<double>(at) / columnNs);
                    const auto next = std::min(
                        std::min(ns + length, end),
                        std::max(at + 1,
                                 static_cast<std::int64_t>(columnNs * static_cast<double>(column + 1))));
                    if (column < columns)
                        expected[waits][column] += static_cast<double>(next - at) / columnNs;
                    at = next;
                }
                ns += length;
            }
            builder.setSpans(lane, std::move(spans));
        }
        const auto recording = builder.build(info);
        GroupIndex index;
        index.update(*recording, info->groups[0]);
        std::vector<LookCounts> counted;
        index.columns(*recording, {0, end, 0, columns}, recording->lastNs(), counted);
        QVERIFY(counted.size() > 700);
        for (std::size_t x = 0; x + 1 < std::min<std::size_t>(counted.size(), columns); ++x) {
            QVERIFY(std::abs(counted[x][static_cast<std::size_t>(StateLook::Blocking)] - expected[0][x]) <
                    0.1);
            QVERIFY(std::abs(counted[x][static_cast<std::size_t>(StateLook::WaitingGet)] - expected[1][x]) <
                    0.1);
        }
        // A part of it is counted span by span, and an instant task by task.
        std::vector<LookCounts> part;
        index.columns(*recording, {end / 2, end / 2 + 40'000, 0, 40}, recording->lastNs(), part);
        QCOMPARE(part.size(), 40u);
        for (int x = 0; x < 40; ++x) {
            LookCounts mean{};
            for (int k = 0; k < 1000; ++k) {
                const LookCounts now = index.at(*recording, end / 2 + x * 1000 + k);
                for (std::size_t look = 0; look < runningLooks; ++look)
                    mean[look] += now[look] / 1000.0f;
            }
            for (std::size_t look = 0; look < runningLooks; ++look)
                QVERIFY(std::abs(part[static_cast<std::size_t>(x)][look] - mean[look]) < 0.02f);
        }
    }

    void anEmptyIndexCountsNothing()
    {
        const GroupIndex index;
        QCOMPARE(index.at(Columns(std::make_shared<RunInfo>(), std::make_shared<EventLog>()), 5),
                 LookCounts{});
    }
};

QTEST_GUILESS_MAIN(TestGroupIndex)
#include "tst_group_index.moc"
