#include "kept_runs_fixture.h"
#include "trace/columns_builder.h"
#include "viewmodels/compare/run_sketch.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

RunSketch sketched(std::vector<DepthStep> steps, std::int64_t endNs, int parts)
{
    auto info = std::make_shared<RunInfo>();
    info->queues.resize(1);
    ColumnsBuilder builder(0, 1);
    builder.setDepths(0, std::move(steps));
    return runSketch(*builder.build(std::move(info)), endNs, parts);
}

} // namespace

class TestRunSketch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunInWhichNobodyWaitsIsAFlatDepth()
    {
        Tried t;
        t.session.begin(Tried::start(true, 1, QStringLiteral("mm4")));
        QVERIFY(t.computed());
        t.step("num_consumers", 12);
        const auto sketch = [&] { return t.at(0, KeptRuns::SketchRole).value<QList<double>>(); };
        QTRY_COMPARE_WITH_TIMEOUT(sketch().size(), KeptRuns::sketchParts, patience);
        QCOMPARE(t.at(0, KeptRuns::SketchRowsRole).toInt(), 1);
        for (const double share : sketch())
            QVERIFY2(share < 0.02, qPrintable(QString::number(share)));
    }

    void aDepthIsSketchedByWhatHoldsOverTime()
    {
        // One comes and goes in an instant, each time, and one waits for a quarter of a part.
        RunSketch sketch = sketched({{10, 1}, {10, 0}, {40, 1}, {48, 0}, {60, 9}, {60, 0}}, 128, 4);
        QCOMPARE(sketch.rows, 1);
        QCOMPARE(sketch.reach, 4.0);
        QCOMPARE(sketch.shares, (std::vector<double>{0, 0.0625, 0, 0}));
        // What still stands there at the end stood there until then.
        sketch = sketched({{0, 4}, {64, 2}, {96, 4}}, 128, 4);
        QCOMPARE(sketch.shares, (std::vector<double>{1, 1, 0.5, 1}));
    }

    /// Part by part, and step by step in each.
    void manyStepsAreSketchedAsTheirMeanInEachPart()
    {
        constexpr int parts = 40;
        constexpr std::int64_t end = 1'000'003; // no whole number of nanoseconds a part
        QRandomGenerator random(3);
        std::vector<DepthStep> steps;
        for (std::int64_t at = random.bounded(5); at < end; at += random.bounded(4000))
            steps.push_back({at, random.bounded(9u)});
        const RunSketch sketch = sketched(steps, end, parts);
        QCOMPARE(sketch.reach, 8.0);
        QCOMPARE(sketch.shares.size(), std::size_t{parts});
        const double perPart = static_cast<double>(end) / parts;
        for (int part = 0; part < parts; ++part) {
            double sum = 0;
            for (std::size_t i = 0; i < steps.size(); ++i) {
                const auto from = static_cast<double>(steps[i].atNs);
                const auto to = static_cast<double>(i + 1 < steps.size() ? steps[i + 1].atNs : end);
                const double within = std::min(to, perPart * (part + 1)) - std::max(from, perPart * part);
                sum += std::max(0.0, within) * steps[i].size;
            }
            const double share = sum / perPart / sketch.reach;
            QVERIFY(std::abs(sketch.shares[static_cast<std::size_t>(part)] - share) < 1e-9);
        }
    }

    void aRunWithoutAQueueIsSketchedByItsLanes()
    {
        SessionFixture files;
        Session session;
        KeptRuns history;
        history.setSession(&session);
        session.begin(SessionFixture::start(true, 1, QStringLiteral("requests-together")));
        QVERIFY(waitUntilComputed(session));
        const auto sketch = [&](int role) { return history.data(history.index(0), role); };
        QTRY_VERIFY(!sketch(KeptRuns::SketchRole).value<QList<double>>().isEmpty());
        const int rows = sketch(KeptRuns::SketchRowsRole).toInt();
        QVERIFY(rows > 1);
        const auto shares = sketch(KeptRuns::SketchRole).value<QList<double>>();
        QCOMPARE(shares.size(), rows * KeptRuns::sketchParts);
        QVERIFY(std::ranges::all_of(shares, [](double share) { return share >= 0 && share <= 1; }));
        QVERIFY(std::ranges::any_of(shares, [](double share) { return share > 0.5; }));
    }
};

QTEST_MAIN(TestRunSketch)
#include "tst_run_sketch.moc"
