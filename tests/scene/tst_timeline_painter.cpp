#include "scene/stage/stage_view.h"
#include "scene/timeline/lane_marks.h"
#include "scene/timeline/timeline_hit.h"
#include "scene/timeline/timeline_painter.h"
#include "support/log_builder.h"
#include "support/sample_run.h"

#include <QPainter>
#include <QTest>

using namespace sojourn;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// A log, its columns and the scene of it, 400 pixels of data for 10 seconds.
struct Picture
{
    explicit Picture(const test::LogBuilder& log, double dpr = 1.0)
        : columns(log.info, log.log)
        , replay(log.info, log.log)
        , style(SceneStyle::of(false, {}, dpr))
    {
        columns.advance();
        index.update(columns);
        scene.run.columns = &columns;
        scene.run.endNs = 10 * second;
        scene.run.playheadNs = 10 * second;
        scene.run.moment = &replay.seekTime(10 * second);
        scene.index = &index;
        scene.size = {528, 300};
        scene.window = {0, 10 * second, 112, 400};
        scene.layout = LaneLayout::of(columns.info(), 276);
    }

    QImage paint()
    {
        QImage image((scene.size * style.dpr).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(style.dpr);
        image.fill(style.colours().background);
        QPainter painter(&image);
        TimelinePainter(style).paint(painter, scene);
        return image;
    }
    double middleOf(std::uint32_t task) const
    {
        return scene.toItem(scene.layout.task(task)->barTop()) + 8.0;
    }

    Columns columns;
    Replay replay;
    RunIndex index;
    SceneStyle style;
    TimelineScene scene;
};

test::LogBuilder oneTask()
{
    test::LogBuilder log({{}, {}}, 1);
    log.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, 2 * second);
    log.at(2 * second).add(0, EventKind::Wake).add(0, EventKind::GetWait);
    log.at(5 * second).put(1, 0).get(0, 0).add(0, EventKind::Work, 3 * second);
    log.at(8 * second).add(0, EventKind::Worked).add(0, EventKind::Sleep, 2 * second);
    return log;
}

int count(const QImage& image, const QRect& area, const QColor& colour)
{
    int n = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            n += image.pixel(x, y) == colour.rgb();
    return n;
}

} // namespace

class TestTimelinePainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreAtTheirPixels()
    {
        Picture picture(oneTask());
        const QImage image = picture.paint();
        const Palette& p = lightPalette();
        const int y = static_cast<int>(picture.middleOf(0));
        const QRect bar(0, y - 6, 1, 12);
        QCOMPARE(image.pixel(112 + 20, y), p.sleeping.rgb());
        QCOMPARE(image.pixel(112 + 100, y + 7), p.waitingGetEdge.rgb());
        QVERIFY(count(image, bar.translated(112 + 100, 0).adjusted(0, 0, 7, 0), p.waitingGet) >
                30); // between hatch lines
        QVERIFY(count(image, bar.translated(112 + 230, 0).adjusted(0, 0, 9, 0), p.blocking) > 40);
        QCOMPARE(image.pixel(112 + 360, y + 7), p.sleepingLine.rgb());
        QCOMPARE(count(image, bar.translated(112 + 20, 0), p.waitingGet), 0);
    }

    void aGetIsATickOfTwoPixels()
    {
        Picture picture(oneTask());
        const QImage image = picture.paint();
        const int y = static_cast<int>(picture.middleOf(0)), x = 112 + 200;
        QCOMPARE(image.pixel(x - 1, y), lightPalette().ink.rgb());
        QCOMPARE(image.pixel(x, y), lightPalette().ink.rgb());
        QVERIFY(image.pixel(x + 1, y) != lightPalette().ink.rgb());
    }

    void pinnedLanesStayWhileTheOthersScroll()
    {
        Picture picture(oneTask());
        const TimelineScene& scene = picture.scene;
        LaneFolding folding;
        folding.pinned = {0};
        picture.scene.layout = LaneLayout::of(picture.columns.info(), 276, folding);
        const Palette& p = lightPalette();
        const double top = scene.toItem(scene.layout.task(0)->y);
        const int y = static_cast<int>(picture.middleOf(0));
        const double other = scene.toItem(scene.layout.task(1)->y);
        QCOMPARE(top, scene.metrics.rulerHeight);
        QCOMPARE(other, scene.scrolledArea().top());
        QCOMPARE(picture.paint().pixel(2, static_cast<int>(other) - 3), p.controlBorder.rgb());
        picture.scene.laneOffset = 10;
        QCOMPARE(scene.toItem(scene.layout.task(0)->y), top);
        QCOMPARE(scene.toItem(scene.layout.task(1)->y), other - 10.0);
        // What is scrolled away lies behind it, and is not hit.
        const QImage image = picture.paint();
        QCOMPARE(image.pixel(112 + 20, y), p.sleeping.rgb());
        QCOMPARE(image.pixel(2, static_cast<int>(other) - 3), p.controlBorder.rgb());
        QCOMPARE(hitTimeline(scene, {112 + 20.0, other - 8.0}).task, 0);
        QCOMPARE(hitTimeline(scene, {112 + 20.0, other - 3.0}).task, -1); // the gap
        QCOMPARE(hitTimeline(scene, {112 + 20.0, other + 1.0}).task, 1);
    }

    void rightOfThePlayheadIsDimmed()
    {
        Picture picture(oneTask());
        picture.scene.run.playheadNs = 5 * second;
        const QImage image = picture.paint();
        const int y = static_cast<int>(picture.middleOf(0));
        QCOMPARE(image.pixel(112 + 20, y), lightPalette().sleeping.rgb());
        QVERIFY(image.pixel(112 + 380, y) != lightPalette().sleeping.rgb());
    }

    void nothingIsDrawnRightOfNow()
    {
        test::LogBuilder log = oneTask();
        Picture picture(log);
        picture.scene.run.live = true;
        picture.scene.run.endNs = picture.scene.run.playheadNs = 9 * second;
        const QImage image = picture.paint();
        QCOMPARE(image.pixel(112 + 380, static_cast<int>(picture.middleOf(0))),
                 lightPalette().background.rgb());
    }

    void thePicturesAgreeAtTwiceTheDensity()
    {
        Picture one(oneTask()), two(oneTask(), 2.0);
        const QImage small = one.paint(), large = two.paint();
        QCOMPARE(large.size(), small.size() * 2);
        const int y = static_cast<int>(one.middleOf(0));
        for (const int x : {130, 450, 480})
            QCOMPARE(large.pixel(2 * x, 2 * y), small.pixel(x, y));
    }

    void mergedColumnsHaveTheHeightOfTheirShare()
    {
        const StateTiles tiles(SceneStyle::of(false, {}, 1.0), 16);
        for (int eighths = 0; eighths <= 8; ++eighths) {
            StateShares shares{};
            shares[static_cast<std::size_t>(TaskState::Running)] = static_cast<float>(eighths) / 8.0f;
            shares[static_cast<std::size_t>(TaskState::GetWait)] = 1.0f - static_cast<float>(eighths) / 8.0f;
            const auto rows = tiles.rows(shares);
            QCOMPARE(rows[static_cast<std::size_t>(TaskState::Running)], eighths * 2);
            QCOMPARE(rows[static_cast<std::size_t>(TaskState::GetWait)], 16 - eighths * 2);
            QImage image(1, 16, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            tiles.fillMerged(image, 0, 0, shares);
            QCOMPARE(count(image, image.rect(), lightPalette().mergedRunning), eighths * 2);
        }
    }

    void aTinyLoudShareIsStillSeen()
    {
        const StateTiles tiles(SceneStyle::of(false, {}, 1.0), 16);
        StateShares shares{};
        shares[static_cast<std::size_t>(TaskState::Sleeping)] = 0.999f;
        shares[static_cast<std::size_t>(TaskState::PutWait)] = 0.001f;
        const auto rows = tiles.rows(shares);
        QCOMPARE(rows[static_cast<std::size_t>(TaskState::PutWait)], 1);
        QCOMPARE(rows[static_cast<std::size_t>(TaskState::Sleeping)], 15);
    }

    void numbersFitWhereTheyStand()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        columns.advance();
        const NumberRun numbers(SceneFonts::of({}).caption);
        QVERIFY(numbers.width(1000) > numbers.width(100));
        TimelineScene scene;
        scene.run.columns = &columns;
        scene.run.endNs = run.endNs;
        scene.layout = LaneLayout::of(*run.info, 400);
        for (const double seconds : {3.0, 12.0, 60.0}) {
            scene.window = {0, static_cast<std::int64_t>(seconds * 1e9), 112, 720};
            for (std::uint32_t t = 0; t < columns.lanes().size(); ++t)
                for (std::size_t m = 0; m + 1 < columns.lanes()[t].marks.size(); ++m) {
                    const auto& marks = columns.lanes()[t].marks;
                    // A number keeps off the next tick.
                    QVERIFY(roomBehind(scene, t, m) <= scene.window.timeToX(marks[m + 1].atNs) -
                                                           scene.window.timeToX(marks[m].atNs) - 1.9);
                }
        }
    }

    void aTickIsHitAndAWaitToPutBelongsToItsItem()
    {
        Picture picture(oneTask());
        const double y = picture.middleOf(0);
        QCOMPARE(hitTimeline(picture.scene, {112 + 201.0, y}).item, 0);
        const TimelineHit wait = hitTimeline(picture.scene, {112 + 100.0, y});
        QCOMPARE(wait.item, -1);
        QVERIFY(wait.hasSpan);
        QCOMPARE(wait.span.state, TaskState::GetWait);
        QCOMPARE(hitTimeline(picture.scene, {40, y}).area, TimelineHit::Area::Name);
        QCOMPARE(hitTimeline(picture.scene, {200, 5}).area, TimelineHit::Area::Ruler);
    }

    void lanesShrinkUntilTheyFit()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        const RunInfo& few = *run.info;
        QCOMPARE(LaneLayout::of(few, 300).laneHeight, 24.0);
        QCOMPARE(LaneLayout::of(few, 230).laneHeight, 20.0);
        QCOMPARE(LaneLayout::of(few, 150).laneHeight, 13.0);
        QCOMPARE(LaneLayout::of(few, 50).laneHeight, 9.0);
        QVERIFY(LaneLayout::of(few, 50).totalHeight > 50);
    }
};

QTEST_MAIN(TestTimelinePainter)
#include "tst_timeline_painter.moc"
