// The run behind another one: where it is drawn, and what of it.
#include "scene/compare/ghost_painter.h"

#include "scene/latency/latency_painter.h"
#include "scene/timeline/lane_bars.h"
#include "scene/timeline/timeline_hit.h"
#include "scene/timeline/timeline_painter.h"
#include "scene/timeline/timeline_view.h"
#include "support/ghost_of.h"
#include "support/log_builder.h"
#include "support/painted_timeline.h"
#include "support/sample_run.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>

using namespace sojourn;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// One task that waits to get until `wakes` and works from there to `ends`.
test::LogBuilder waits(std::int64_t wakes, std::int64_t ends, int tasks = 2)
{
    test::LogBuilder log(std::vector<std::vector<std::uint16_t>>(static_cast<std::size_t>(tasks)), 1);
    if (tasks == 1) { // nobody puts
        log.at(0).add(0, EventKind::Started).add(0, EventKind::Work, ends * second);
        log.at(ends * second).add(0, EventKind::Worked);
        return log;
    }
    log.at(0).add(0, EventKind::Started).add(0, EventKind::GetWait);
    log.at(wakes * second).put(1, 0).get(0, 0).add(0, EventKind::Work, (ends - wakes) * second);
    log.at(ends * second).add(0, EventKind::Worked);
    return log;
}

std::shared_ptr<Columns> columnsOf(const test::LogBuilder& log)
{
    auto columns = std::make_shared<Columns>(log.info, log.log);
    columns->advance();
    return columns;
}

/// B of 6 seconds with A of 9 seconds behind it, 400 pixels for 10 seconds.
struct Picture
{
    explicit Picture(int tasksOfA = 2)
        : b(columnsOf(waits(2, 6)))
        , a(columnsOf(waits(4, 9, tasksOfA)))
        , ghost(a, 9 * second)
        , replay(logOfB.info, logOfB.log)
    {
        index.update(*b);
        scene.run.columns = b.get();
        scene.run.endNs = scene.run.playheadNs = 6 * second;
        scene.run.moment = &replay.seekTime(6 * second);
        scene.index = &index;
        scene.ghost = ghost.ghost.sceneFor(logOfB.info);
        scene.size = {528, 300};
        scene.window = {0, 10 * second, 112, 400};
        scene.layout = LaneLayout::of(b->info(), 276, {}, &scene.ghost->onlyHere);
    }
    QImage paint() { return test::paintedTimeline(scene, style); }
    int x(double seconds) const
    {
        return static_cast<int>(scene.window.timeToX(static_cast<std::int64_t>(seconds * 1e9)));
    }
    int ghostY() const
    {
        const LaneRow& row = *scene.layout.task(0);
        return static_cast<int>(scene.toItem(row.ghostTop()) + row.ghost / 2);
    }
    int barY() const { return static_cast<int>(scene.toItem(scene.layout.task(0)->barTop()) + 4); }

    test::LogBuilder logOfB = waits(2, 6);
    std::shared_ptr<Columns> b, a;
    test::GhostOf ghost;
    Replay replay;
    RunIndex index;
    SceneStyle style = SceneStyle::of(false, {}, 1.0);
    TimelineScene scene;
};

bool differs(const QImage& image, int x, int y, const QColor& from)
{
    return image.pixel(x, y) != from.rgb();
}

} // namespace

class TestGhost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsLanesLieBelowThoseOfTheRunAndAreFainter()
    {
        Picture p;
        const QImage image = p.paint();
        // At 3 s B works already and A still waits.
        QCOMPARE(image.pixelColor(p.x(3), p.barY()).rgb() == image.pixelColor(p.x(1), p.barY()).rgb(), false);
        const QColor faint = image.pixelColor(p.x(3.02), p.ghostY());
        QVERIFY(faint.rgb() != p.style.colours().background.rgb());
        // Behind B's end A goes on, and nothing stands in B's place.
        QVERIFY(differs(image, p.x(7), p.ghostY(), p.style.colours().background));
        QVERIFY(!differs(image, p.x(7), p.barY(), p.style.colours().background));
        // Half of the colour of the work.
        const QColor work = p.style.colours().blocking, ground = p.style.colours().background;
        int nearHalf = 0;
        for (int x = p.x(5); x < p.x(8); ++x) {
            const QColor c = image.pixelColor(x, p.ghostY());
            nearHalf += std::abs(c.red() - (work.red() + ground.red()) / 2) < 6 &&
                        std::abs(c.blue() - (work.blue() + ground.blue()) / 2) < 6;
        }
        QVERIFY(nearHalf > 20);
    }

    void itsEndIsALineWithAName()
    {
        Picture p;
        QCOMPARE(ghostChipText(p.scene), QStringLiteral("A ends 9.00 s"));
        const QRectF chip = ghostChip(p.scene, p.style);
        QVERIFY(chip.contains(p.x(9), chip.center().y()));
        const QImage image = p.paint();
        int dashes = 0;
        for (int y = 30; y < 290; ++y)
            dashes += image.pixel(p.x(9), y) == p.style.colours().textSecondary.rgb();
        QVERIFY(dashes > 100 && dashes < 200);
        p.scene.window = {0, 5 * second, 112, 400};
        QVERIFY(ghostChip(p.scene, p.style).isEmpty());
    }

    void tasksAreMatchedByName()
    {
        Picture p(1); // A has no task-1
        QCOMPARE(p.scene.ghost->taskOf[0], 0u);
        QCOMPARE(p.scene.ghost->taskOf[1], noMatch);
        QCOMPARE(p.scene.ghost->queueOf[0], 0u);
        QVERIFY(!p.paint().isNull());
    }

    void aViewLaysOutRoomForItAndTakesItBack()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(run.info, run.log, false);
        document.finish({});
        TimelineView view;
        view.setDocument(&document);
        view.setViewport(&viewport);
        view.setSize({900, 400});
        const QImage alone = view.picture();
        QCOMPARE(view.scene().layout.rows.front().ghost, 0.0);
        test::GhostOf ghost(document.sharedColumns(), run.endNs);
        view.setGhost(&ghost.ghost);
        QVERIFY(view.picture() != alone);
        QVERIFY(view.scene().layout.rows.front().ghost > 0);
        view.setGhost(nullptr);
        QCOMPARE(view.picture(), alone);
    }

    void aFoldedGroupHasTheGhostsTasksByStateBelowIt()
    {
        const test::SampleRun run = test::simulate(test::pipelinePlan());
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(run.info, run.log, false);
        document.finish({});
        TimelineView view;
        view.setDocument(&document);
        view.setViewport(&viewport);
        view.setSize({900, 500});
        viewport.frameAll();
        test::GhostOf ghost(document.sharedColumns(), run.endNs / 2);
        view.setGhost(&ghost.ghost);
        const QImage image = view.picture();
        const TimelineScene scene = view.scene();
        QVERIFY(scene.ghostGroups != nullptr);
        const LaneRow& row = *std::ranges::find(scene.layout.rows, true, &LaneRow::folded);
        const QRectF box = ghostGroupBox(scene, row), above = groupBox(scene, row);
        QVERIFY(box.top() > above.bottom());
        QVERIFY(box.bottom() <= scene.toItem(row.bottom()));
        const QRgb ground = paletteFor(false).background.rgb();
        const int y = static_cast<int>(box.bottom()) - 2;
        const int early = static_cast<int>(scene.window.timeToX(run.endNs / 4));
        const int late = static_cast<int>(scene.window.timeToX(run.endNs * 3 / 4));
        int drawnEarly = 0, drawnLate = 0;
        for (int x = 0; x < 20; ++x) {
            drawnEarly += image.pixel(early + x, y) != ground;
            drawnLate += image.pixel(late + x, y) != ground;
        }
        QVERIFY(drawnEarly > 10);
        QVERIFY(drawnLate < 5); // the ghost has ended
    }

    void tasksThatOnlyItHasGetALane()
    {
        test::SamplePlan plan = test::asyncqPlan();
        const test::SampleRun more = test::simulate(plan);
        plan.groups[1].count -= 1;
        const test::SampleRun fewer = test::simulate(plan);
        QCOMPARE(more.info->taskCount(), fewer.info->taskCount() + 1);
        const auto columns = std::make_shared<Columns>(more.info, more.log);
        columns->advance();
        test::GhostOf ghost(columns, more.endNs);
        const GhostScene& scene = *ghost.ghost.sceneFor(fewer.info);
        std::size_t only = 0;
        for (std::size_t g = 0; g < scene.onlyHere.size(); ++g) {
            only += scene.onlyHere[g].size();
            QCOMPARE(more.info->groups[scene.groupOf[g]].name, fewer.info->groups[g].name);
        }
        QCOMPARE(only, 1u);

        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(fewer.info, fewer.log, false);
        document.finish({});
        viewport.frameAll();
        TimelineView view;
        view.setDocument(&document);
        view.setViewport(&viewport);
        view.setSize({900, 500});
        view.setGhost(&ghost.ghost);
        const QImage image = view.picture();
        const TimelineScene now = view.scene();
        const LaneRow& row = *std::ranges::find(now.layout.rows, LaneRow::Kind::GhostTask, &LaneRow::kind);
        const int y = static_cast<int>(now.toItem(row.ghostTop()) + row.ghost / 2);
        int drawn = 0;
        for (int x = 200; x < 400; ++x)
            drawn += image.pixel(x, y) != paletteFor(false).background.rgb();
        QVERIFY(drawn > 100);
        QCOMPARE(hitTimeline(now, {300.0, double(y)}).task, -1); // it is no task of this run
    }

    void itsDistributionIsAnOutlineOnOneAxis()
    {
        const test::SampleRun run = test::simulate(test::pipelinePlan());
        Columns columns(run.info, run.log);
        columns.advance();
        LatencyIndex index, half, longer;
        index.update(columns);
        Columns part(run.info, run.log);
        part.advance(run.log->size() / 2);
        half.update(part);
        LatencyScene scene;
        scene.run.columns = &columns;
        scene.run.endNs = run.endNs;
        scene.index = &half;
        scene.size = {120, 220};
        const auto paint = [&] {
            QImage image(120, 220, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            LatencyPainter(SceneStyle::of(false, {}, 1.0)).paintDistribution(painter, scene);
            return image;
        };
        const QRectF plot = scene.plot();
        const LatencyScale ownScale =
            latencyScale(half, false, ScaleChoice::Linear, plot.top(), plot.bottom());
        scene.scale = latencyScale(half, false, ScaleChoice::Linear, plot.top(), plot.bottom(), &index);
        QVERIFY(scene.scale.mostSeconds >= ownScale.mostSeconds);
        QVERIFY(scene.scale.mostSeconds >= static_cast<double>(index.longestNs()) / 1e9);
        const QImage without = paint();
        scene.ghost = &index;
        QVERIFY(paint() != without);
        // Where no item left in B, that of A is drawn all the same.
        const LatencyIndex none;
        scene.index = &none;
        scene.scale = latencyScale(none, false, ScaleChoice::Linear, plot.top(), plot.bottom(), &index);
        const QImage alone = paint();
        int dashes = 0;
        for (int y = 0; y < static_cast<int>(plot.bottom()); ++y)
            for (int x = 2; x < alone.width(); ++x)
                dashes += alone.pixelColor(x, y) != QColor(Qt::white);
        QVERIFY(dashes > 20);
    }
};

QTEST_MAIN(TestGhost)
#include "tst_ghost.moc"
