#include "scene/stage/stage_view.h"

#include "scene/timeline/item_path.h"
#include "scene/timeline/lane_marks.h"
#include "scene/timeline/overview_painter.h"
#include "scene/timeline/timeline_hit.h"
#include "scene/timeline/timeline_painter.h"
#include "scene/timeline/utilisation_index.h"
#include "support/log_builder.h"
#include "support/painted_timeline.h"
#include "support/sample_run.h"
#include "trace/columns_builder.h"
#include "trace/lane_moment.h"
#include "trace/retimed.h"

#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

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

/// Two lanes: the first with a span from 2 s to 4 s, both with the marks told.
std::shared_ptr<Columns> recording(std::vector<Mark> first, std::vector<Mark> second_ = {},
                                   std::uint32_t nameOfSpan = 1)
{
    auto info = std::make_shared<RunInfo>();
    info->spanNames = {"tick", "work", "a name that is rather long"};
    info->groups.push_back({"t", 0, 2, true});
    info->groupOfTask.assign(2, 0);
    ColumnsBuilder builder(2, 0);
    builder.setSpans(0, {{2 * second, 4 * second, nameOfSpan, namedSpan, TaskState::Running, 0}});
    builder.setMarks(0, std::move(first));
    builder.setMarks(1, std::move(second_));
    return builder.build(info);
}

/// It, with 400 pixels of data for 10 seconds.
struct RecordingPicture
{
    explicit RecordingPicture(std::shared_ptr<Columns> of)
        : columns(std::move(of))
        , style(SceneStyle::of(false, {}, 1.0))
    {
        index.update(*columns);
        moment = momentOfLanes(*columns, 0);
        scene.run.columns = columns.get();
        scene.run.endNs = 10 * second;
        scene.run.recorded = true;
        scene.run.moment = &moment;
        scene.index = &index;
        scene.size = {528, 300};
        scene.window = {0, 10 * second, 112, 400};
        scene.layout = LaneLayout::of(columns->info(), 276);
    }
    QImage paint() { return test::paintedTimeline(scene, style); }
    /// The lane's middle.
    int y(std::uint32_t task) const
    {
        const LaneRow& row = *scene.layout.task(task);
        return static_cast<int>(scene.toItem(row.barTop()) + row.bar / 2.0);
    }
    int x(double seconds) const { return static_cast<int>(112 + 40 * seconds); }

    std::shared_ptr<Columns> columns;
    RunIndex index;
    Moment moment;
    SceneStyle style;
    TimelineScene scene;
};

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
    void whereThreadsOfProcessesShareANameTheProcessTellsThemApart()
    {
        auto info = std::make_shared<RunInfo>();
        const char* const names[] = {"the catalogue service / worker", "the gateway of billing / worker",
                                     "the gateway of billing / worker", "the catalogue service / main"};
        for (std::uint16_t i = 0; i < 4; ++i) {
            info->groups.push_back({names[i], i, 1, false});
            info->groupOfTask.push_back(i);
        }
        QCOMPARE(sharedNames(*info), (std::vector<bool>{true, true, true, false}));
        RecordingPicture picture(ColumnsBuilder(4, 0).build(info));
        const auto nameOf = [&](std::uint32_t task) {
            return picture.paint().copy(
                QRect(0, picture.y(task) - 8, static_cast<int>(picture.scene.metrics.gutter) - 2, 16));
        };
        QCOMPARE(nameOf(0), nameOf(1)); // there is no room for more than the thread
        const QImage alone = nameOf(3);
        const std::vector<bool> shared = sharedNames(*info);
        picture.scene.sharedNames = &shared;
        QVERIFY(nameOf(0) != nameOf(1));
        QCOMPARE(nameOf(1), nameOf(2)); // whose process is the same
        QCOMPARE(nameOf(3), alone);
    }
    void whoPutsNoMoreSaysSoBehindItsEndAtAStall()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.info->groups[1].putsInto = {0};
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(0, EventKind::GetWait);
        log.at(2 * second).put(1, 0).get(0, 0).add(0, EventKind::GetWait);
        log.at(3 * second).add(1, EventKind::Ended);
        Picture picture(log);
        RunEnd stalled;
        stalled.waitingTasks = {{0, "task-0"}};
        const auto inked = [&] {
            const QImage image = picture.paint();
            const int y = static_cast<int>(picture.middleOf(1));
            int pixels = 0;
            for (int x = static_cast<int>(picture.scene.window.timeToX(3 * second)) + 5; x < 505; ++x)
                pixels += qGray(image.pixel(x, y)) < 128;
            return pixels;
        };
        QCOMPARE(inked(), 0);
        picture.scene.run.end = &stalled;
        QVERIFY(inked() > 10);
        picture.scene.window.toNs = 4 * second; // no room for the words
        QCOMPARE(inked(), 0);
    }

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

    void nothingBehindTheWindowIsPainted()
    {
        auto info = std::make_shared<RunInfo>();
        info->spanNames = {"b"};
        info->groups.push_back({"t", 0, 2, true});
        info->groupOfTask.assign(2, 0);
        const auto named = [](std::int64_t from, std::int64_t to) {
            return Span{from, to, 0, namedSpan, TaskState::Running, 0};
        };
        ColumnsBuilder builder(2, 0);
        builder.setSpans(0,
                         {named(9 * second, 9 * second + second / 2), named(9'800'000'000, 9'900'000'000)});
        builder.setSpans(1, {named(50'000'000, 150'000'000), named(8 * second, 10 * second)});
        RecordingPicture p(builder.build(info));
        const QRgb blue = p.style.colours().running.rgb();
        for (const std::int64_t to : {3 * second, 8 * second}) {
            p.scene.window = {second, to, 112, 400};
            const QImage image = p.paint();
            for (const std::uint32_t task : {0u, 1u})
                QCOMPARE(count(image, {112, p.y(task) - 4, 400, 8}, QColor(blue)), 0);
        }
        // One that begins in the last pixel is seen there.
        p.scene.window = {second, 8 * second + 10'000'000, 112, 400};
        QVERIFY(count(p.paint(), {509, p.y(1) - 4, 3, 8}, QColor(blue)) > 0);
    }

    void theDepthRisesWhereThePlayheadFindsItRisen()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started);
        log.at(20).put(1, 0);
        log.at(21).put(1, 0);
        log.at(23).put(1, 0);
        for (const double width : {40.0, 100.0, 230.0, 400.0, 397.0}) {
            Picture p(log);
            p.scene.run.endNs = p.scene.run.playheadNs = 23;
            p.scene.window = {15, 25, 112, width};
            p.scene.size = {width + 128, 300};
            const DepthIndex& index = p.index.depths[0];
            const auto columns = index.columns(p.columns.depths()[0], p.scene.window, 23);
            const auto columnOf = [&](std::int64_t ns) {
                return static_cast<std::size_t>(std::ceil((p.scene.window.timeToX(ns) - 112) - 1e-9));
            };
            QCOMPARE(columns.size(), columnOf(23) + 1); // nothing behind the end but what happens there
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const std::uint32_t size = c < columnOf(20)   ? 0
                                           : c < columnOf(21) ? 1
                                           : c < columnOf(23) ? 2
                                                              : 3;
                QCOMPARE(columns[c].most, size);
                QCOMPARE(columns[c].last, size);
            }
            // And on the picture: the line lies low up to 20 ns, and above that from there on.
            const LaneRow& row =
                *std::ranges::find(p.scene.layout.rows, LaneRow::Kind::Depth, &LaneRow::kind);
            const int low =
                static_cast<int>(std::round(p.scene.toItem(row.bottom()) - std::min(5.0, row.height / 8.0)));
            p.scene.run.playheadNs = 15;
            QImage image(p.scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
            image.fill(p.style.colours().background);
            QPainter painter(&image);
            TimelinePainter(p.style).paintBase(painter, p.scene);
            painter.end();
            const QRgb ink = p.style.colours().ink.rgb();
            const auto isLow = [&](std::size_t c) {
                const int x = 112 + static_cast<int>(c);
                return image.pixel(x, low) == ink || image.pixel(x, low - 1) == ink;
            };
            QVERIFY(isLow(columnOf(20) - 1));
            QVERIFY(!isLow(columnOf(20) + 1));
            const int behind = 112 + static_cast<int>(columnOf(23)) + 2;
            QCOMPARE(count(image, {behind, low - 20, 6, 22}, QColor(ink)), 0);
        }
    }

    void aLengthThatIsNotKnownIsHatchedAndNotDrawn()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.at(20).add(0, EventKind::Started).put(1, 0);
        Picture p(log);
        p.scene.run.endNs = p.scene.run.playheadNs = 23;
        p.scene.window = {15, 25, 112, 400};
        p.scene.size = {528, 300};
        const LaneRow& row = *std::ranges::find(p.scene.layout.rows, LaneRow::Kind::Depth, &LaneRow::kind);
        const double top = p.scene.toItem(row.y), bottom = p.scene.toItem(row.bottom());
        const auto inkedUntil = [&](double toNs, QRgb colour) {
            QImage image(p.scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
            image.fill(p.style.colours().background);
            QPainter painter(&image);
            TimelinePainter(p.style).paintBase(painter, p.scene);
            painter.end();
            const double right = 112 + (toNs - 15) * 40;
            return count(image, QRectF(113, top, right - 115, bottom - top).toRect(), QColor(colour));
        };
        const QRgb line = p.style.colours().ink.rgb(), hatch = p.style.colours().textSecondary.rgb();
        QVERIFY(inkedUntil(20, line) > 100);
        QCOMPARE(inkedUntil(20, hatch), 0);
        p.scene.run.firstKnownNs = 20;
        QCOMPARE(inkedUntil(20, line), 0);
        QVERIFY(inkedUntil(20, hatch) > 100);
        QVERIFY(inkedUntil(23, line) > 20);
        const QPointF before(112 + 3 * 40, (top + bottom) / 2), behind(112 + 7 * 40, (top + bottom) / 2);
        QVERIFY(hitTitle(p.scene, hitTimeline(p.scene, before)).endsWith(QStringLiteral(" · lost")));
        QVERIFY(hitText(p.scene, hitTimeline(p.scene, before)).startsWith(QStringLiteral("before 20 ns\n")));
        QVERIFY(hitTitle(p.scene, hitTimeline(p.scene, behind)).endsWith(QStringLiteral(" 1 waiting")));
    }

    void ofAFollowedItemTheTimeIsTheRunsOwnOnAnyAxis()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started);
        log.at(second).put(1, 0);
        log.at(second + 437'000'000).get(0, 0);
        Picture p(log);
        p.scene.run.selectedItem = 0;
        p.scene.run.endNs = p.scene.run.playheadNs = 2 * second;
        const QString own = itemPath(p.scene, p.style).text;
        QVERIFY2(own.endsWith(QStringLiteral(" 437 ms")), qPrintable(own));
        for (const TimeAxis::Kind kind : {TimeAxis::Steps, TimeAxis::Idle}) {
            const auto axis = makeAxisRun(kind, p.columns.part(), log.info, 2 * second);
            TimelineScene scene = p.scene;
            scene.axis = axis.get();
            scene.inOwnTime = p.scene.run;
            scene.run = axis->shown(p.scene.run);
            scene.window = {0, scene.run.endNs + 1, 112, 400};
            QCOMPARE(itemPath(scene, p.style).text, own);
        }
    }

    void theNoteOfABookmarkIsShownWhereThePlayheadStands()
    {
        Picture p(oneTask());
        const std::vector<Bookmark> bookmarks{
            {3 * second, "here it waits"}, {9 * second, "late"}, {6 * second, ""}};
        const auto soft = [&](std::int64_t playheadNs) {
            p.scene.run.playheadNs = playheadNs;
            return count(p.paint(), {112, 24, 400, 22}, p.style.colours().accentSoft);
        };
        QCOMPARE(soft(3 * second), 0);
        const std::vector<Bookmark> inOrder{bookmarks[0], bookmarks[2], bookmarks[1]};
        p.scene.run.bookmarks = &inOrder;
        QVERIFY(soft(3 * second) > 200);
        QVERIFY(soft(9 * second) > 100); // to its left, where there is room
        QCOMPARE(soft(6 * second), 0);   // no note
        QCOMPARE(soft(4 * second), 0);   // elsewhere
        // Of several at one instant that of the event.
        const std::vector<Bookmark> atOnce{{3 * second, "a much longer note than the other", 2},
                                           {3 * second, "b", 5}};
        p.scene.run.bookmarks = &atOnce;
        p.scene.run.happened = 5;
        const int ofOne = soft(3 * second);
        p.scene.run.happened = 2;
        QVERIFY(ofOne > 0 && soft(3 * second) > 3 * ofOne);
        p.scene.run.happened = 3;
        QCOMPARE(soft(3 * second), 0);
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

    void aNameThatIsTooLongForItsSpanIsCutOff()
    {
        RecordingPicture picture(recording({}, {}, 2)); // 26 letters on 80 pixels
        const auto lettersIn = [&](double from, double to) {
            const QRect box(QPoint(picture.x(from) + 3, picture.y(0) - 5),
                            QPoint(picture.x(to) - 3, picture.y(0) + 5));
            return box.width() * box.height() - count(picture.paint(), box, lightPalette().running);
        };
        QVERIFY(lettersIn(2, 3) > 40);
        QVERIFY(lettersIn(3, 4) > 40);
        picture.scene.window.toNs = 40 * second; // 20 pixels, of which a letter or two would say nothing
        const QRect box(112 + 20 + 3, picture.y(0) - 5, 14, 10);
        QCOMPARE(count(picture.paint(), box, lightPalette().running), 14 * 10);
    }

    void anInstantIsADiamondBesideSpansAndOnThem()
    {
        const Palette& p = lightPalette();
        RecordingPicture picture(recording({Mark::named(second, 0), Mark::named(3 * second, 0)}));
        const QImage image = picture.paint();
        const int y = picture.y(0);
        for (const double at : {1.0, 3.0}) {
            const int x = picture.x(at);
            QCOMPARE(image.pixel(x, y), p.running.rgb());
            QCOMPARE(image.pixel(x - 2, y), p.running.rgb());
            QVERIFY(count(image, QRect(x - 4, y - 4, 8, 8), p.running) >= 20);
        }
        // On a span of the same colour its rim stands out; beyond that it is the span.
        QVERIFY(count(image, QRect(picture.x(3) - 7, y - 1, 4, 2), p.running) < 8);
        QCOMPARE(image.pixel(picture.x(3) - 9, y), p.running.rgb());
        QVERIFY(image.pixel(picture.x(1) - 9, y) != p.running.rgb());
        QCOMPARE(image.pixel(picture.x(1), picture.y(1)), p.background.rgb()); // the other lane has none
    }

    void instantsThatWouldTouchAreTicksAndNoneVanishes()
    {
        const Palette& p = lightPalette();
        std::vector<Mark> marks;
        for (int i = 0; i < 100'000; ++i) // all of the second from 6 to 7
            marks.push_back(Mark::named(6 * second + i * 10'000, 0));
        marks.push_back(Mark::named(8 * second, 0));
        marks.push_back(Mark::named(8 * second + second / 20, 0)); // two pixels on
        RecordingPicture picture(recording({}, marks));
        picture.scene.run.playheadNs = 2'000'000 * second; // in nobody's way
        for (const std::int64_t wide : {10 * second, 20 * second, 1'000 * second, 1'000'000 * second}) {
            picture.scene.window.toNs = wide;
            const QImage image = picture.paint();
            const int y = picture.y(1);
            const auto xOf = [&](std::int64_t ns) {
                return static_cast<int>(std::floor(picture.scene.window.timeToX(ns)));
            };
            for (int x = xOf(6 * second); x < xOf(7 * second); ++x)
                QCOMPARE(image.pixel(x, y), p.running.rgb());
            for (const std::int64_t ns : {6 * second, 8 * second, 8 * second + second / 20})
                QVERIFY(count(image, QRect(xOf(ns) - 1, y - 1, 3, 2), p.running) > 0);
        }
    }

    void oneInstantIsSeenAtEveryZoom()
    {
        RecordingPicture picture(recording({}, {Mark::named(5 * second, 0)}));
        for (std::int64_t half = 5 * second; half > 1; half /= 7) {
            picture.scene.window.fromNs = 5 * second - half;
            picture.scene.window.toNs = 5 * second + half;
            const int x = static_cast<int>(picture.scene.window.timeToX(5 * second));
            QCOMPARE(picture.paint().pixel(x, picture.y(1)), lightPalette().running.rgb());
        }
        // At the very end of what is known as well.
        picture.scene.run.endNs = 5 * second;
        picture.scene.window.fromNs = 0;
        picture.scene.window.toNs = 5 * second;
        QCOMPARE(picture.paint().pixel(112 + 398, picture.y(1)), lightPalette().running.rgb());
    }

    void aFoldedGroupShowsTheInstantsOfAllItsLanes()
    {
        RecordingPicture picture(recording({Mark::named(7 * second, 0)}, {Mark::named(3 * second, 0)}));
        std::vector<GroupIndex> groups(1);
        groups[0].update(*picture.columns, picture.columns->info().groups[0]);
        QCOMPARE(groups[0].instants().size(), std::size_t(2));
        QCOMPARE(groups[0].instants()[0].atNs, 3 * second);
        LaneFolding folding;
        folding.groups = {LaneFolding::Choice::Folded};
        picture.scene.layout = LaneLayout::of(picture.columns->info(), 276, folding);
        picture.scene.groups = &groups;
        const LaneRow& row = *picture.scene.layout.group(0);
        QVERIFY(row.folded);
        const int y = static_cast<int>(picture.scene.toItem(row.barTop()) + 6.0);
        const QImage image = picture.paint();
        for (const double at : {3.0, 7.0})
            QCOMPARE(image.pixel(picture.x(at), y), lightPalette().running.rgb());
        QVERIFY(image.pixel(picture.x(5.0), y) != lightPalette().running.rgb());
    }

    void anInstantIsNamedWhereThereIsRoom()
    {
        const Palette& p = lightPalette();
        const auto inkAt = [&](RecordingPicture& picture, std::uint32_t task, double from, double to) {
            const QImage image = picture.paint();
            const QRect area(QPoint(picture.x(from) + 7, picture.y(task) - 6),
                             QPoint(picture.x(to), picture.y(task) + 6));
            int letters = 0;
            for (int y = area.top(); y <= area.bottom(); ++y)
                for (int x = area.left(); x <= area.right(); ++x)
                    letters += qGray(image.pixel(x, y)) < qGray(p.running.rgb()) - 10;
            return letters;
        };
        RecordingPicture wide(recording({}, {Mark::named(5 * second, 0)}));
        wide.scene.run.playheadNs = 9 * second;
        QVERIFY(inkAt(wide, 1, 5, 6) > 5);
        RecordingPicture beforeSpan(recording({Mark::named(second + second / 2, 2)})); // 20 pixels
        QCOMPARE(inkAt(beforeSpan, 0, 1.5, 1.95), 0);
        RecordingPicture onSpan(recording({Mark::named(2 * second + second / 2, 0)}));
        QCOMPARE(inkAt(onSpan, 0, 2.5, 3.9), 0);
        RecordingPicture beforeNext(
            recording({}, {Mark::named(5 * second, 0), Mark::named(5 * second + second / 2, 0)}));
        QCOMPARE(inkAt(beforeNext, 1, 5, 5.3), 0);
    }

    void theNameOfASpanKeepsOffInstants()
    {
        // White letters of "work" within the span from 2 s to 4 s, left and right of an instant in it.
        const auto letters = [](std::vector<Mark> marks, double from, double to) {
            RecordingPicture picture(recording(std::move(marks)));
            const QImage image = picture.paint();
            int n = 0;
            for (int x = picture.x(from); x < picture.x(to); ++x)
                n += qGray(image.pixel(x, picture.y(0))) > 150;
            return n;
        };
        QVERIFY(letters({}, 2.05, 2.6) > 2);
        QCOMPARE(letters({Mark::named(9 * second / 4, 0)}, 2.05, 2.1), 0); // 10 pixels in
        QVERIFY(letters({Mark::named(9 * second / 4, 0)}, 2.42, 3.2) > 2);
        std::vector<Mark> crowd;
        for (int i = 0; i < 9; ++i)
            crowd.push_back(Mark::named(2 * second + i * second / 4, 0));
        RecordingPicture picture(recording(crowd)); // no room at all
        QCOMPARE(picture.paint().pixel(picture.x(2.125), picture.y(0) + 6), lightPalette().running.rgb());
    }

    void whatIsLostIsHatchedAndTold()
    {
        RecordingPicture picture(recording({}));
        const std::vector<LostStretch> lost{{0, 3 * second, 9 * second}, {1, second, second + 1}};
        const auto inked = [&](double from, double to, std::uint32_t task) {
            const QRect area(QPoint(picture.x(from), picture.y(task) - 3),
                             QPoint(picture.x(to), picture.y(task) + 3));
            return count(picture.paint(), area, lightPalette().textSecondary);
        };
        QCOMPARE(inked(4.2, 5, 0), 0);
        picture.scene.run.lost = &lost;
        QVERIFY(inked(4.2, 5, 0) > 10);
        QCOMPARE(inked(2.2, 3.8, 0), 0); // what is there stands on it
        QCOMPARE(inked(9.2, 9.9, 0), 0);
        QVERIFY(inked(0.9, 1.1, 1) > 0); // however short it was
        const TimelineHit hit = hitTimeline(picture.scene, QPointF(picture.x(6), picture.y(0)));
        QCOMPARE(hitTitle(picture.scene, hit), QStringLiteral("T 0 · lost: 6.00 s"));
        QCOMPARE(hitText(picture.scene, hit),
                 QStringLiteral("from 3.00 s to 9.00 s\nwhat was recorded there is lost"));
        QVERIFY(hitTimeline(picture.scene, QPointF(picture.x(3.5), picture.y(0))).hasSpan);
        QVERIFY(!hitTimeline(picture.scene, QPointF(picture.x(1.5), picture.y(0))).lost);
    }

    void anInstantIsHit()
    {
        RecordingPicture picture(recording({Mark::named(second, 0), Mark::named(3 * second, 2)},
                                           {Mark::named(second, 0), Mark::named(second + 1, 2),
                                            Mark::named(second + 2, 2), Mark::named(9 * second, 1)}));
        const TimelineHit one = hitTimeline(picture.scene, QPointF(picture.x(3) + 2, picture.y(0)));
        QCOMPARE(one.instants, std::uint64_t(1));
        QCOMPARE(one.instant.atNs, 3 * second);
        QCOMPARE(one.item, -1); // its name is no item's number
        QCOMPARE(hitTitle(picture.scene, one), QStringLiteral("T 0 · a name that is rather long"));
        QCOMPARE(hitText(picture.scene, one), QStringLiteral("at 3.00 s"));
        const TimelineHit many = hitTimeline(picture.scene, QPointF(picture.x(1) + 3, picture.y(1)));
        QCOMPARE(many.instants, std::uint64_t(3));
        QCOMPARE(hitText(picture.scene, many), QStringLiteral("at 1.00 s\nand 2 more under this pixel"));
        const TimelineHit beside = hitTimeline(picture.scene, QPointF(picture.x(3) + 9, picture.y(0)));
        QCOMPARE(beside.instants, std::uint64_t(0));
        QVERIFY(beside.hasSpan);
    }

    void instantsAreAtTheirPlacesOnOtherAxes()
    {
        RecordingPicture picture(recording({}, {Mark::named(second, 0), Mark::named(second + 1, 2)}));
        const RetimedRun steps = inSteps(*picture.columns, nullptr, 4 * second);
        const Lane& lane = steps.columns->lanes()[1];
        QCOMPARE(lane.marks[1].atNs - lane.marks[0].atNs, stepOnAxis); // told apart
        RecordingPicture moved(std::const_pointer_cast<Columns>(steps.columns));
        moved.scene.window.toNs = 10 * stepOnAxis;
        const QImage image = moved.paint();
        for (const int step : {1, 2})
            QCOMPARE(image.pixel(112 + 40 * step, moved.y(1)), lightPalette().running.rgb());
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
            tiles.fillMerged(image, 0, 0, {&shares, 1});
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

    void whatOneOfManyDoesForAMomentIsSeenInAFoldedGroup()
    {
        const StateTiles tiles(SceneStyle::of(false, {}, 1.0), 16);
        constexpr auto at = [](StateLook look) { return static_cast<std::size_t>(look); };
        const auto high = [&](const LookCounts& counts, StateLook look) {
            const auto rows = tiles.countRows(counts, 60)[at(look)];
            return rows.second - rows.first;
        };
        LookCounts counts{}; // of sixty
        counts[at(StateLook::Running)] = 0.001f;
        QCOMPARE(high(counts, StateLook::Running), 1); // the others do nothing
        counts[at(StateLook::Sleeping)] = 59.5f;
        counts[at(StateLook::WaitingPut)] = 0.001f;
        QCOMPARE(high(counts, StateLook::Running), 1);
        QCOMPARE(high(counts, StateLook::WaitingPut), 1);
        QCOMPARE(high(counts, StateLook::Sleeping), 14); // of all it has most
        counts[at(StateLook::Ready)] = 0.0f;
        QCOMPARE(high(counts, StateLook::Ready), 0);
        QImage image(1, 16, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        tiles.fillCounts(image, 0, 0, counts, 60);
        QCOMPARE(count(image, image.rect(), Qt::white), 0);
        QCOMPARE(count(image, image.rect(), lightPalette().running), 1);

        // Where there are fewer rows than looks the loud ones have them.
        const StateTiles low(SceneStyle::of(false, {}, 1.0), 3);
        LookCounts many{};
        many.fill(5.0f);
        const auto rows = low.countRows(many, 60);
        int all = 0;
        for (const auto& [from, to] : rows) {
            QVERIFY(to >= from && to <= 3);
            all += to - from;
        }
        QCOMPARE(all, 3);
        LookCounts shares{};
        shares[at(StateLook::Sleeping)] = 40;
        shares[at(StateLook::Ready)] = shares[at(StateLook::WaitingGet)] = 0.01f;
        shares[at(StateLook::Blocking)] = 0.01f;
        const auto three = low.countRows(shares, 60);
        QCOMPARE(three[at(StateLook::Blocking)].second - three[at(StateLook::Blocking)].first, 1);
        QCOMPARE(three[at(StateLook::WaitingGet)].second - three[at(StateLook::WaitingGet)].first, 1);
        QCOMPARE(three[at(StateLook::Ready)].second - three[at(StateLook::Ready)].first, 0);
    }

    void tasksOfAGroupAreCalledByTheNumberOfTheirNames()
    {
        RunInfo info;
        info.groups = {{"alpha-0", 0, 3, true}, {"main", 3, 2, false}};
        info.groupOfTask = {0, 0, 0, 1, 1};
        QCOMPARE(numberInGroup(info, 2), QStringLiteral("2"));
        info.taskNames = {"alpha-0-004", "alpha-0-061", "idle", "main 7", "main 7 › 2"};
        QCOMPARE(numberInGroup(info, 0), QStringLiteral("004"));
        QCOMPARE(numberInGroup(info, 1), QStringLiteral("061"));
        QCOMPARE(numberInGroup(info, 2), QStringLiteral("2"));
        QCOMPARE(numberInGroup(info, 3), QStringLiteral("1")); // of one thread, a level each
        QCOMPARE(numberInGroup(info, 4), QStringLiteral("2"));
        info.taskNames = {"io 7", "io 7 › 2", "io 8", "main 7", "main 7 › 2"};
        info.outermostLanes = {0, 0, 2, 3, 3};
        QCOMPARE(numberInGroup(info, 0), QStringLiteral("7"));
        QCOMPARE(numberInGroup(info, 1), QStringLiteral("7 › 2")); // of which thread, wherever it stands
        QCOMPARE(numberInGroup(info, 4), QStringLiteral("2"));
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

    void workInLineForAThreadIsToldFromWorkOnOne()
    {
        test::LogBuilder log({{}, {}}, 0);
        log.info->pools = {{"pool", 1}};
        log.at(0).add(0, EventKind::Offload, 4 * second).add(1, EventKind::Offload, 4 * second);
        log.at(4 * second).add(0, EventKind::OffloadDone).add(0, EventKind::Ended);
        log.at(8 * second).add(1, EventKind::OffloadDone).add(1, EventKind::Ended);
        Picture picture(log);
        const QImage image = picture.paint();
        const double y = picture.middleOf(1);
        const auto at = [&](double seconds, double above) {
            return image.pixel(static_cast<int>(112 + 40 * seconds), static_cast<int>(y - above));
        };
        QCOMPARE(at(2, 0), lightPalette().off.rgb()); // a line in the middle, and nothing above
        QVERIFY(at(2, 5) != lightPalette().off.rgb());
        QCOMPARE(at(6, 5), image.pixel(112 + 40 * 2, static_cast<int>(picture.middleOf(0)) - 5));
        const TimelineHit line = hitTimeline(picture.scene, {112 + 40 * 2, y});
        QCOMPARE(hitTitle(picture.scene, line),
                 QStringLiteral("task-1 · in line for a thread of “pool” 4.00 s"));
        QCOMPARE(hitText(picture.scene, line),
                 QStringLiteral("from 0 s to 4.00 s\nthen 4.00 s on the thread"));
        const TimelineHit job = hitTimeline(picture.scene, {112 + 40 * 6, y});
        QCOMPARE(hitTitle(picture.scene, job), QStringLiteral("task-1 · off to a thread 4.00 s"));
        QVERIFY(hitText(picture.scene, job).endsWith(QStringLiteral("after 4.00 s in line for it")));
        const TimelineHit first = hitTimeline(picture.scene, {112 + 40 * 2, picture.middleOf(0)});
        QVERIFY(!hitText(picture.scene, first).contains(QStringLiteral("line")));
    }

    void aWaitWithoutEndGoesOnBehindTheRun()
    {
        test::LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(0, EventKind::Sleep, second);
        log.at(second).add(0, EventKind::Wake).add(0, EventKind::Ended).add(1, EventKind::GetWait);
        Picture picture(log);
        picture.scene.window = {0, 12 * second, 112, 480};
        picture.scene.size = {608, 300};
        const RunEnd end{Outcome::Stalled, {}, {{1, "an item of \"queue-0\""}}, {}};
        const auto edge = [&](std::uint32_t task) { // of the bars behind the end
            const LaneRow& row = *picture.scene.layout.task(task);
            const auto top = static_cast<int>(picture.scene.toItem(row.barTop()));
            return count(picture.paint(), {112 + 402, top, 60, static_cast<int>(row.bar)},
                         lightPalette().background);
        };
        const int bare = edge(1);
        picture.scene.run.end = &end;
        picture.scene.run.ended = true;
        QVERIFY(edge(1) < bare / 2);
        QCOMPARE(edge(0), bare); // it has ended
        picture.scene.run.playheadNs = 9 * second;
        QVERIFY(edge(1) > bare / 2); // not yet
    }

    void anOverviewInWhichNobodyIsBusySaysSo()
    {
        test::LogBuilder log(std::vector<std::vector<std::uint16_t>>(20), 0);
        for (std::uint32_t task = 0; task < 20; ++task)
            log.at(0).add(task, EventKind::Started).add(task, EventKind::Sleep, 10 * second);
        log.at(10 * second).add(0, EventKind::Wake);
        const auto inStrip = [](Picture& picture) {
            UtilisationIndex utilisation;
            utilisation.update(picture.columns);
            const UtilisationCurve curve = utilisation.curve(picture.columns, 10 * second);
            OverviewScene scene;
            scene.run = picture.scene.run;
            scene.index = &picture.index;
            scene.utilisation = &curve;
            scene.size = {528, 32};
            scene.whole = {0, 10 * second, 112, 400};
            QImage image(scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
            image.fill(picture.style.colours().background);
            QPainter painter(&image);
            paintOverviewBase(painter, scene, picture.style);
            painter.end();
            const QRect strip = scene.strip().toRect().adjusted(1, 1, -1, -1);
            return strip.width() * strip.height() - count(image, strip, lightPalette().surface);
        };
        Picture asleep(log);
        QVERIFY(inStrip(asleep) > 200); // words
        QVERIFY(inStrip(asleep) < 4000);
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
