#include "scene/timeline/place_marks.h"

#include "scene/timeline/overview_text.h"
#include "scene/timeline/place_marks.h"
#include "scene/timeline/search_marks.h"
#include "scene/timeline/timeline_hit.h"
#include "scene/timeline/timeline_painter.h"
#include "support/log_builder.h"
#include "support/painted_timeline.h"

#include <QPainter>
#include <QTest>

using namespace sojourn;

// What lies over the lanes: hits of a search, bookmarks, the stretch that is measured, pins.
class TestMarks final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    static test::LogBuilder oneTask()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, 2 * second);
        log.at(2 * second).add(0, EventKind::Wake).add(0, EventKind::GetWait);
        log.at(5 * second).put(1, 0).get(0, 0).add(0, EventKind::Sleep, 5 * second);
        return log;
    }
    /// 400 pixels for 10 seconds, so a second is 40 pixels from 112 on.
    struct Scene
    {
        Scene()
            : log(oneTask())
            , columns(log.info, log.log)
            , replay(log.info, log.log)
        {
            columns.advance();
            index.update(columns);
            scene.run.columns = &columns;
            scene.run.endNs = 10 * second;
            scene.run.moment = &replay.seekTime(0);
            scene.index = &index;
            scene.size = {528, 200};
            scene.window = {0, 10 * second, 112, 400};
            scene.layout = LaneLayout::of(columns.info(), 176);
            overview.run = scene.run;
            overview.index = &index;
            overview.size = {528, 32};
            overview.whole = scene.window;
            overview.toNs = 10 * second;
        }
        QImage paint() { return test::paintedTimeline(scene, style); }
        QImage paintOverview()
        {
            QImage image(overview.size.toSize(), QImage::Format_ARGB32_Premultiplied);
            image.fill(style.colours().background);
            QPainter painter(&image);
            paintOverviewBase(painter, overview, style);
            paintOverviewOverlay(painter, overview, style);
            return image;
        }
        void find(const char* text)
        {
            SearchProgress progress;
            found = findInRun(columns, 10 * second, parseSearch(text, columns.info()).query, progress);
            scene.found = overview.found = &found;
        }
        int accents(const QImage& image, const QRect& area) const
        {
            int n = 0;
            for (int y = area.top(); y <= area.bottom(); ++y)
                for (int x = area.left(); x <= area.right(); ++x)
                    n += image.pixel(x, y) == style.colours().accent.rgb();
            return n;
        }

        test::LogBuilder log;
        Columns columns;
        Replay replay;
        RunIndex index;
        SceneStyle style = SceneStyle::of(false, {}, 1.0);
        SearchHits found;
        TimelineScene scene;
        OverviewScene overview;
    };
    static QRect around(double x, int top, int bottom, int reach = 3)
    {
        return QRect(QPoint(static_cast<int>(x) - reach, top), QPoint(static_cast<int>(x) + reach, bottom));
    }

private Q_SLOTS:
    void hitsAreFramedAndMarkedOnTheRulerAndTheOverview()
    {
        Scene scene;
        const QImage before = scene.paint();
        scene.find("waiting > 1 s"); // from 2 s to 5 s: 192 to 312
        QCOMPARE(scene.found.count, std::uint64_t{1});
        const QImage image = scene.paint();
        QVERIFY(scene.accents(image, around(192, 15, 24, 4)) > scene.accents(before, around(192, 15, 24, 4)));
        const LaneRow* const row = scene.scene.layout.task(0);
        const int top = static_cast<int>(scene.scene.toItem(row->barTop()));
        QVERIFY(scene.accents(image, around(250, top - 3, top, 20)) > 20); // the frame's upper edge
        QCOMPARE(scene.accents(image, around(400, top - 3, top, 20)), 0);
        QVERIFY(scene.accents(scene.paintOverview(), around(192, 0, 10, 4)) > 0);
    }

    void hitsInAFoldedGroupAreMarkedOnTheRulerAlone()
    {
        Scene scene;
        scene.find("waiting > 1 s");
        scene.scene.layout = LaneLayout();
        const QImage image = scene.paint();
        QVERIFY(scene.accents(image, around(192, 15, 24, 4)) > 0);
        QCOMPARE(scene.accents(image, QRect(112, 26, 400, 170)), 0);
    }

    void bookmarksHaveFlagsThatAreHit()
    {
        Scene scene;
        const std::vector<Bookmark> marks{{3 * second, "here"}, {6 * second, {}}};
        scene.scene.run.bookmarks = scene.overview.run.bookmarks = &marks;
        const QImage image = scene.paint();
        QVERIFY(scene.accents(image, around(232 + 3, 10, 24, 5)) > 20);
        QVERIFY(scene.accents(scene.paintOverview(), around(352 + 3, 0, 31, 5)) > 20);
        QCOMPARE(bookmarkAt(scene.scene, {234, 16}), 0);
        QCOMPARE(bookmarkAt(scene.scene, {354, 16}), 1);
        QCOMPARE(bookmarkAt(scene.scene, {300, 16}), -1);
        QCOMPARE(bookmarkAt(scene.scene, {234, 60}), -1);
        const TimelineHit hit = hitTimeline(scene.scene, {234, 16});
        QCOMPARE(hit.bookmark, 0);
        QCOMPARE(hitTitle(scene.scene, hit), QStringLiteral("here"));
    }

    void theOverviewShowsUtilisationBelowTheQueue()
    {
        Scene scene;
        scene.overview.run.playheadNs = 10 * second; // nothing is dimmed
        scene.log.info->groups[0].getsFrom = {0};
        UtilisationIndex index;
        index.update(scene.columns);
        const UtilisationCurve busy = index.curve(scene.columns, 10 * second);
        scene.overview.utilisation = &busy;
        const QImage with = scene.paintOverview();
        const QRgb pale = lightPalette().mergedRunning.rgb();
        QCOMPARE(with.pixel(112 + 40, 20), pale);   // asleep in its service from 0 to 2 s
        QVERIFY(with.pixel(112 + 140, 20) != pale); // waits for an item
        QCOMPARE(with.pixel(112 + 300, 20), pale);  // from 5 s on
    }

    void whatIsLostIsHatchedInTheOverview()
    {
        Scene scene;
        scene.overview.run.playheadNs = 10 * second;
        const QRgb ink = lightPalette().textSecondary.rgb();
        const auto inked = [&](double from, double to) { // seconds, forty pixels each
            const QImage image = scene.paintOverview();
            int n = 0;
            for (int x = static_cast<int>(112 + 40 * from); x < static_cast<int>(112 + 40 * to); ++x)
                for (int y = 2; y < 8; ++y)
                    n += image.pixel(x, y) == ink;
            return n;
        };
        QCOMPARE(inked(2, 9), 0);
        std::vector<LostStretch> lost{{0, 3 * second, 6 * second}};
        scene.overview.run.lost = &lost;
        QVERIFY(inked(3.2, 5.8) > 20);
        QCOMPARE(inked(6.2, 9), 0);
        QVERIFY(overviewText(scene.overview, 112 + 160).contains(QStringLiteral("of 1 lane is lost here")));
        QVERIFY(!overviewText(scene.overview, 112 + 280).contains(QStringLiteral("lost")));
        lost = {{0, 7 * second, 7 * second + 1}}; // a pixel, however short it was
        QVERIFY(inked(6.9, 7.1) >= 5);
        QVERIFY(overviewText(scene.overview, 112 + 280).contains(QStringLiteral("lost here")));
    }

    void theMeasuredStretchHasItsEdges()
    {
        Scene scene;
        scene.scene.measured = MeasuredStretch{3 * second, 7 * second};
        const QImage image = scene.paint();
        QVERIFY(scene.accents(image, around(232, 100, 199, 1)) >= 90);
        QVERIFY(scene.accents(image, around(392, 100, 199, 1)) >= 90);
        QVERIFY(image.pixel(300, 190) != image.pixel(450, 190)); // the veil
    }

    void howLongItIsStandsBesideThePlayheadsTime()
    {
        Scene scene;
        SceneStyle style;
        scene.scene.measured = MeasuredStretch{3 * second, 7 * second};
        const QRectF alone = measuredChip(scene.scene, style, {});
        QVERIFY(std::abs(alone.center().x() - 312) < 1);
        for (const double x : {250., 300., 325., 380.}) {
            const QRectF playhead(x - 30, 2, 60, 18);
            const QRectF chip = measuredChip(scene.scene, style, playhead);
            QVERIFY(!chip.intersects(playhead));
            QCOMPARE(chip.size(), alone.size());
        }
        // At the edges there is room on one side alone.
        scene.scene.measured = MeasuredStretch{-2 * second, 1};
        QVERIFY(measuredChip(scene.scene, style, {100, 2, 60, 18}).left() >= 0);
        scene.scene.measured.reset();
        QVERIFY(measuredChip(scene.scene, style, {}).isEmpty());
    }

    void pinsAreLeftOfTheNames()
    {
        Scene scene;
        const double y = scene.scene.toItem(scene.scene.layout.task(0)->y) + 8.0;
        const TimelineHit onPin = hitTimeline(scene.scene, {6, y});
        QVERIFY(onPin.onPin);
        QCOMPARE(onPin.task, 0);
        QVERIFY(!hitTimeline(scene.scene, {40, y}).onPin);
        const QRect box(0, static_cast<int>(y) - 8, 15, 20);
        QCOMPARE(scene.accents(scene.paint(), box), 0);
        const std::vector<std::uint32_t> pinned{0};
        scene.scene.pinned = &pinned;
        QVERIFY(scene.accents(scene.paint(), box) > 3);
    }
};

QTEST_MAIN(TestMarks)
#include "tst_marks.moc"
