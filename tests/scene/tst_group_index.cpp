#include "scene/timeline/group_index.h"
#include "support/log_builder.h"
#include "support/sample_run.h"
#include "viewmodels/panels/words.h"

#include "trace/columns_builder.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

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
            QCOMPARE(index.at(ns), countedAt(p.columns, p.workers, ns));
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
            QCOMPARE(grown.at(ns), atOnce.at(ns));
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
        index.columns(window, p.run.endNs, columns);
        QCOMPARE(columns.size(), 100u);
        // Summed up finely by hand.
        for (const int c : {0, 7, 42, 99}) {
            double sleeping = 0;
            constexpr int parts = 2000;
            for (int i = 0; i < parts; ++i)
                sleeping += static_cast<double>(
                    index.at(p.run.endNs / 100 * c +
                             p.run.endNs / 100 / parts * i)[static_cast<std::size_t>(StateLook::Sleeping)]);
            const auto mean = static_cast<double>(
                columns[static_cast<std::size_t>(c)][static_cast<std::size_t>(StateLook::Sleeping)]);
            QVERIFY2(std::abs(mean - sleeping / parts) < 0.05, qPrintable(QString::number(mean)));
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
        index.columns(window, p.run.endNs, columns);
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
            for (const float count : index.at(ns))
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

    void anEmptyIndexCountsNothing()
    {
        const GroupIndex index;
        QCOMPARE(index.at(5), LookCounts{});
    }
};

QTEST_GUILESS_MAIN(TestGroupIndex)
#include "tst_group_index.moc"
