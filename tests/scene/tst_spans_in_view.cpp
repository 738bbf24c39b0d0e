#include "scene/timeline/spans_in_view.h"

#include "support/sample_run.h"
#include "trace/columns_builder.h"

#include <QTest>

using namespace sojourn;

class TestSpansInView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreThoseThatReachIntoTheWindow()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        columns.advance();
        for (int part = 0; part < 9; ++part) {
            const TimeWindow window{run.endNs * part / 10, run.endNs * (part + 1) / 10, 0, 400};
            SpanCount naive;
            const auto look = [&](const Span& span) {
                ++naive.all;
                if (span.endNs > window.fromNs && span.startNs < window.toNs) ++naive.inView;
            };
            for (const Lane& lane : columns.lanes()) {
                for (const Span& span : lane.spans)
                    look(span);
                if (const auto open = lane.openUntil(run.endNs)) look(*open);
            }
            QCOMPARE(spansInView(columns, window, run.endNs), naive);
            QVERIFY(naive.inView < naive.all);
        }
        const SpanCount whole = spansInView(columns, {0, run.endNs, 0, 400}, run.endNs);
        QCOMPARE(whole.inView, whole.all);
    }

    void instantsAreCountedToo()
    {
        const auto info = std::make_shared<RunInfo>();
        info->spanNames = {"tick"};
        info->groups.push_back({"t", 0, 1, true});
        info->groupOfTask.assign(1, 0);
        ColumnsBuilder builder(1, 0);
        builder.setMarks(0, {Mark::named(10, 0), Mark::named(20, 0), Mark::named(20, 0), Mark::named(30, 0)});
        const auto columns = builder.build(info);
        QCOMPARE(spansInView(*columns, {20, 30, 0, 400}, 30), (SpanCount{0, 0, 2, 4}));
        QCOMPARE(spansText({0, 0, 2, 4}), QStringLiteral("2 of 4 instants in view"));
        QCOMPARE(spansText({3, 3, 2, 4}), QStringLiteral("all 3 spans, 2 of 4 instants in view"));
        QCOMPARE(spansText({2, 3, 4, 4}), QStringLiteral("2 of 3 spans, all 4 instants in view"));
    }

    void theWordsSayHowManyAndHowFine()
    {
        constexpr std::int64_t second = 1'000'000'000;
        QCOMPARE(spansText({4'712'000, 9'723'429}),
                 QStringLiteral("4.7 million of 9.7 million spans in view"));
        QCOMPARE(spansText({12'345, 12'345}), QStringLiteral("all 12,345 spans in view"));
        QCOMPARE(pixelText({0, 302 * second, 0, 1000}), QStringLiteral("one pixel is 302 ms"));
        QCOMPARE(pixelText({0, 1000, 0, 4000}), QStringLiteral("one pixel is under 1 ns"));
    }

    void largeCountsAreRounded()
    {
        const auto said = [](std::uint64_t all) {
            return spansText({all, all}).section(QStringLiteral(" spans"), 0, 0);
        };
        QCOMPARE(said(0), QStringLiteral("all 0"));
        QCOMPARE(said(999'999), QStringLiteral("all 999,999"));
        QCOMPARE(said(1'000'000), QStringLiteral("all 1.0 million"));
        QCOMPARE(said(999'940'000), QStringLiteral("all 999.9 million"));
        QCOMPARE(said(999'960'000), QStringLiteral("all 1.0 billion"));
    }
};

QTEST_GUILESS_MAIN(TestSpansInView)
#include "tst_spans_in_view.moc"
