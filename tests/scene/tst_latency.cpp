#include "scene/latency/latency_painter.h"
#include "support/log_builder.h"
#include "support/sample_run.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <map>

using namespace sojourn;

namespace {

/// A run, and the distribution of its sojourn times as a picture of its own.
struct Plotted
{
    Plotted()
    {
        columns.advance();
        index.update(columns);
        scene.run.columns = &columns;
        scene.index = &index;
        scene.size = {240, 226};
        scene.window = {0, run.endNs, 0, 240};
        scene.scale =
            latencyScale(index, false, ScaleChoice::Linear, scene.plot().top(), scene.plot().bottom());
    }
    QImage distribution() const
    {
        QImage image(240, 226, QImage::Format_ARGB32_Premultiplied);
        image.fill(lightPalette().background);
        QPainter painter(&image);
        LatencyPainter(SceneStyle::of(false, {}, 1.0)).paintDistribution(painter, scene);
        return image;
    }

    const test::SampleRun run = test::simulate(test::asyncqPlan());
    Columns columns{run.info, run.log};
    LatencyIndex index;
    LatencyScene scene;
};

} // namespace

class TestLatency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyItemThatLeftIsADotInOrder()
    {
        const test::SampleRun run = test::simulate(test::pipelinePlan());
        Columns columns(run.info, run.log);
        LatencyIndex index;
        for (std::uint64_t end = 0; end < run.log->size(); end += 97) { // in portions, as a live run grows
            columns.advance(end);
            index.update(columns);
        }
        columns.advance();
        index.update(columns);
        QCOMPARE(index.dots().size(), 400u);
        QCOMPARE(index.histogram().count(), 400u);
        for (std::size_t i = 0; i < index.dots().size(); ++i) {
            const LatencyDot& dot = index.dots()[i];
            QVERIFY(i == 0 || index.dots()[i - 1].leftNs <= dot.leftNs);
            QCOMPARE(dot.sojournNs, columns.sojournNs(dot.item));
            QCOMPARE(index.find(columns, dot.item), i);
        }
    }

    void aDotStandsAtTheSojournHoweverLongItWaitedToBePut()
    {
        const test::SampleRun run = test::simulate(test::pipelinePlan());
        Columns columns(run.info, run.log);
        columns.advance();
        LatencyIndex index;
        index.update(columns);
        std::int64_t longest = 0;
        bool anyPutWait = false;
        for (const LatencyDot& dot : index.dots()) {
            longest = std::max(longest, dot.sojournNs);
            anyPutWait |= dot.putWaitNs > 0;
        }
        QCOMPARE(index.longestNs(), longest);
        QCOMPARE(index.anyPutWait(), anyPutWait);
        QCOMPARE(index.histogram().max(), longest);
    }

    void theLinearAxisIsRoundAndHoldsTheLongest()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        columns.advance();
        LatencyIndex index;
        index.update(columns);
        const LatencyScale scale = latencyScale(index, false, ScaleChoice::Auto, 10, 200);
        QVERIFY(!scale.logarithmic);
        QVERIFY(scale.mostSeconds * 1e9 >= static_cast<double>(index.longestNs()));
        QVERIFY(scale.ticks.size() >= 3 && scale.ticks.size() <= 9);
        QCOMPARE(scale.ticks.front().label, QStringLiteral("0 s"));
        QCOMPARE(scale.y(0), 200.0);
        QCOMPARE(scale.y(scale.mostSeconds), 10.0);
        QVERIFY(std::abs(scale.seconds(scale.y(1.25)) - 1.25) < 1e-9);
    }

    void theAxisHoldsTheLongestStem()
    {
        test::LogBuilder b({{}, {0}}, 1);
        constexpr std::int64_t s = 1'000'000'000;
        Columns columns(b.info, b.log);
        LatencyIndex index;
        const auto most = [&](ScaleChoice choice, const LatencyIndex* ghost = nullptr) {
            columns.advance();
            index.update(columns);
            return latencyScale(index, false, choice, 10, 400, ghost).mostSeconds;
        };
        b.at(0).put(0, 0).at(6 * s).get(1, 0).at(7 * s).add(1, EventKind::TaskDone);
        QVERIFY(most(ScaleChoice::Linear) >= 7.0 && most(ScaleChoice::Linear) < 9.0);
        // Put after 5 s of waiting, and then there for 4: its stem ends at 9 s, though no item stays longer
        // than the first.
        b.at(8 * s).add(0, EventKind::PutWait, 1).at(13 * s).put(0, 1);
        QVERIFY(most(ScaleChoice::Linear) < 9.0);
        b.at(16 * s).get(1, 1).at(17 * s).add(1, EventKind::TaskDone);
        QVERIFY(most(ScaleChoice::Linear) >= 9.0);
        QCOMPARE(index.longestNs(), 7 * s);
        QCOMPARE(index.highestNs(), 9 * s);
        QCOMPARE(most(ScaleChoice::Logarithmic), 10.0);
        // A ghost's dots have no stems.
        LatencyIndex none;
        QVERIFY(latencyScale(none, false, ScaleChoice::Linear, 10, 400, &index).mostSeconds < 9.0);
        QVERIFY(most(ScaleChoice::Linear, &none) >= 9.0);
    }

    void measuredWaitsOverDecadesAreLogarithmic()
    {
        const test::SampleRun run = test::simulate(test::livePlan());
        Columns columns(run.info, run.log);
        columns.advance();
        LatencyIndex index;
        index.update(columns);
        const LatencyScale scale = latencyScale(index, true, ScaleChoice::Auto, 10, 200);
        QVERIFY(scale.logarithmic);
        QVERIFY(!latencyScale(index, true, ScaleChoice::Linear, 10, 200).logarithmic);
        QVERIFY(std::abs(scale.seconds(scale.y(0.01)) - 0.01) < 1e-6);
        QVERIFY(scale.ticks.size() >= 3);
    }

    void theoryIsALineOverTheDistribution()
    {
        Plotted plotted;
        const StayDistribution theory = StayDistribution::exponentialTail(0, 0.4);
        LatencyScene& scene = plotted.scene;
        const auto greens = [&] {
            const QImage image = plotted.distribution();
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixel(x, y) == lightPalette().theory.rgb();
            return count;
        };
        QCOMPARE(greens(), 0);
        scene.theory = &theory;
        QVERIFY(greens() > 100);
    }
    void aBarSaysWhichItemsItHolds()
    {
        Plotted plotted;
        LatencyScene& scene = plotted.scene;
        std::uint64_t all = 0;
        double edge = 0;
        for (double y = scene.plot().bottom() - 1; y > scene.plot().top(); y -= 1) {
            const auto bar = LatencyPainter::barAt(scene, y);
            QVERIFY(bar.has_value());
            if (bar->fromSeconds == edge && all > 0) continue;
            all += bar->count;
            edge = bar->fromSeconds;
        }
        QCOMPARE(all, plotted.index.histogram().count());
        QVERIFY(!LatencyPainter::barAt(scene, 1) && !LatencyPainter::barAt(scene, 225));
    }
    /// What has left by the playhead has the full colour, the rest is paler; both together are the whole bar.
    void theDistributionTellsThePlayheadsPast()
    {
        Plotted plotted;
        LatencyScene& scene = plotted.scene;
        const auto tones = [&] {
            const QImage image = plotted.distribution();
            std::map<QRgb, int> counts;
            for (int y = 12; y < 200; ++y)
                for (int x = 1; x < 180; ++x)
                    ++counts[image.pixel(x, y)];
            const auto mixed = [&](double alpha) {
                const QColor ink = lightPalette().ink, ground = lightPalette().background;
                const auto part = [&](int a, int b) {
                    return static_cast<int>(std::lround(a * alpha + b * (1 - alpha)));
                };
                int found = 0;
                for (const auto& [rgb, count] : counts)
                    if (std::abs(qRed(rgb) - part(ink.red(), ground.red())) <= 2 &&
                        std::abs(qGreen(rgb) - part(ink.green(), ground.green())) <= 2)
                        found += count;
                return found;
            };
            return std::pair(mixed(0.32), mixed(0.12));
        };
        const auto [whole, none] = tones();
        QVERIFY(whole > 1000 && none == 0);
        SojournsSoFar soFar;
        int before = 0;
        for (const std::size_t left :
             {std::size_t{0}, plotted.index.dots().size() / 3, plotted.index.dots().size() / 2}) {
            scene.soFar = &soFar.upTo(plotted.index, left);
            QCOMPARE(scene.soFar->count(), left);
            const auto [past, ahead] = tones();
            QCOMPARE(past + ahead, whole);
            QVERIFY(left == 0 ? past == 0 : past > before);
            before = past;
        }
        // Back again, where nothing can be taken out of a histogram.
        QCOMPARE(soFar.upTo(plotted.index, 1).count(), 1u);
        QCOMPARE(soFar.upTo(plotted.index, 1).max(), plotted.index.dots().front().sojournNs);
        scene.soFar = &soFar.upTo(plotted.index, 2);
        std::uint64_t counted = 0;
        double edge = -1;
        for (double y = scene.plot().bottom() - 1; y > scene.plot().top(); y -= 1) {
            const auto bar = LatencyPainter::barAt(scene, y);
            if (bar->fromSeconds == edge) continue;
            edge = bar->fromSeconds;
            counted += bar->soFar;
        }
        QCOMPARE(counted, 2u);
    }

    void aDotIsWhereItBelongsAndIsHit()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        Replay replay(run.info, run.log);
        columns.advance();
        LatencyIndex index;
        index.update(columns);
        LatencyScene scene;
        scene.run.columns = &columns;
        scene.run.moment = &replay.seekTime(run.endNs);
        scene.run.endNs = scene.run.playheadNs = run.endNs;
        scene.index = &index;
        scene.size = {848, 226};
        scene.window = {0, run.endNs, 112, 720};
        scene.scale =
            latencyScale(index, false, ScaleChoice::Linear, scene.plot().top(), scene.plot().bottom());
        QImage image(848, 226, QImage::Format_ARGB32_Premultiplied);
        image.fill(lightPalette().background);
        QPainter painter(&image);
        LatencyPainter(SceneStyle::of(false, {}, 1.0)).paint(painter, scene);
        painter.end();
        int plain = 0;
        for (const LatencyDot& dot : index.dots()) {
            const QPointF at = LatencyPainter::dotAt(scene, dot);
            QVERIFY(scene.plot().adjusted(-1, -1, 1, 1).contains(at));
            QVERIFY(LatencyPainter::itemAt(scene, at) >= 0);
            if (dot.putWaitNs == 0 && at.x() < 820)
                plain += image.pixel(at.toPoint()) == lightPalette().ink.rgb();
        }
        QVERIFY(plain > 30);
    }

    void behindAStallItSaysWhyNothingIsDrawn()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        columns.advance();
        Moment moment;
        LatencyIndex index;
        index.update(columns);
        LatencyScene scene;
        scene.run.columns = &columns;
        scene.run.moment = &moment;
        scene.run.endNs = scene.run.playheadNs = run.endNs;
        scene.index = &index;
        scene.size = {848, 226};
        scene.window = {0, run.endNs * 3 / 2, 112, 720};
        scene.scale =
            latencyScale(index, false, ScaleChoice::Linear, scene.plot().top(), scene.plot().bottom());
        RunEnd stalled;
        stalled.waitingTasks = {{0, "a task"}};
        const double end = scene.window.timeToX(run.endNs);
        const auto inked = [&](const QRectF& area) {
            QImage image(848, 226, QImage::Format_ARGB32_Premultiplied);
            image.fill(lightPalette().background);
            QPainter painter(&image);
            LatencyPainter(SceneStyle::of(false, {}, 1.0)).paint(painter, scene);
            painter.end();
            int pixels = 0;
            for (int y = static_cast<int>(area.top()); y < area.bottom(); ++y)
                for (int x = static_cast<int>(area.left()); x < area.right(); ++x)
                    pixels += image.pixel(x, y) != lightPalette().background.rgb();
            return pixels;
        };
        const QRectF words(end + 12, scene.plot().top() + 25, 150, 40), below(end + 12, 100, 150, 100);
        QVERIFY(inked(below) > 100); // the axis' lines
        scene.run.end = &stalled;
        QVERIFY(inked(words) > 100);
        QCOMPARE(inked(below), 0);
        scene.window.toNs = run.endNs * 11 / 10; // no room for the words
        QCOMPARE(inked({scene.window.timeToX(run.endNs) + 12, 40, 40, 150}), 0);
    }
};

QTEST_MAIN(TestLatency)
#include "tst_latency.moc"
