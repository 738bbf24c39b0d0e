// The items in a real window: whatever scene graph backend the environment asks for.
#include "scene/latency/latency_view.h"
#include "scene/stage/stage_view.h"
#include "scene/timeline/overview_view.h"
#include "scene/timeline/timeline_view.h"
#include "support/log_builder.h"
#include "support/sample_run.h"
#include "trace/columns_builder.h"
#include "trace/recording.h"

#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;

class TestViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<RunDocument>();
        m_viewport = std::make_unique<Viewport>();
        m_viewport->setDocument(m_document.get());
        m_window = std::make_unique<QQuickWindow>();
        m_window->resize(900, 640);
    }
    void cleanup() { m_window.reset(); }

    void everyViewIsShown()
    {
        openRun();
        QList<SceneView*> views{add<StageView>({0, 0, 900, 180}), add<TimelineView>({0, 180, 900, 260}),
                                add<OverviewView>({0, 440, 900, 32}), add<LatencyView>({0, 480, 700, 160}),
                                add<DistributionView>({700, 480, 200, 160})};
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const QImage shot = m_window->grabWindow();
        QCOMPARE(shot.isNull(), false);
        const double dpr = shot.devicePixelRatio();
        for (SceneView* view : views) {
            QVERIFY(!view->isEmpty());
            QVERIFY(!view->accessibleSummary().isEmpty());
            const QRectF rect(view->position() * dpr, view->size() * dpr);
            const QImage shown = shot.copy(rect.toRect()).convertToFormat(QImage::Format_RGB32);
            const QImage painted = view->picture().convertToFormat(QImage::Format_RGB32);
            int different = 0;
            for (int y = 0; y < shown.height(); y += 3)
                for (int x = 0; x < shown.width(); x += 3)
                    different += shown.pixel(x, y) != painted.pixel(x, y);
            QVERIFY2(different < 20, qPrintable(QStringLiteral("%1: %2 pixels")
                                                    .arg(QLatin1String(view->metaObject()->className()))
                                                    .arg(different)));
        }
    }

    void aRunWithoutAnEventIsLostOnlyWhereItsFileIsDamaged()
    {
        const test::LogBuilder none({}, 1);
        const auto columns = std::make_shared<Columns>(none.info, none.log);
        RunEnd end;
        auto* timeline = add<TimelineView>({0, 180, 900, 260});
        auto* stage = add<StageView>({0, 0, 900, 180});
        for (const Outcome outcome : {Outcome::Finished, Outcome::Interrupted}) {
            end.outcome = outcome;
            m_document->openFinished(columns, none.info, none.log, end, 0);
            const bool isLost = outcome == Outcome::Interrupted;
            for (const SceneView* view :
                 {static_cast<SceneView*>(timeline), static_cast<SceneView*>(stage)}) {
                QCOMPARE(view->emptyTitle(), isLost ? QStringLiteral("No event of this run could be read")
                                                    : QStringLiteral("Nothing happened in this run"));
                QCOMPARE(view->emptyText().contains(QStringLiteral("damaged")), isLost);
            }
        }
    }

    void aRunWithFewerTasksTakesThePlaceOfAnother()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 180, 900, 260});
        auto* stage = add<StageView>({0, 0, 900, 180});
        timeline->picture();
        stage->picture();
        // As a slider does on the real clock: the new run is there, but has no events yet.
        test::LogBuilder next({{}}, 1);
        m_document->open(next.info, next.log, true);
        timeline->hitTest(40, 24 + 3 * 36); // where the run before had a lane
        stage->hitTest(40, 90);
        timeline->picture();
        stage->picture();
        next.add(0, EventKind::Started).add(0, EventKind::Sleep, 1'000'000'000);
        m_document->advance(500'000'000);
        QVERIFY(!timeline->isEmpty());
        timeline->picture();
        stage->picture();
        QVERIFY(timeline->fullHeight() < 200);
    }

    void whatIsFoldedBeforeTheFirstPictureStaysFolded()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 180, 900, 260});
        timeline->foldAll(true);
        QVERIFY(timeline->isAllFolded());
        timeline->picture();
        QVERIFY(timeline->isAllFolded());
    }

    void whatLiesUnderARestingPointerIsFoundAnewAsTheLanesMove()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 0, 900, 260});
        timeline->picture();
        const TimelineScene now = timeline->scene();
        const double y = now.toItem(now.layout.task(4)->y) + 5; // a consumer's lane
        timeline->hitTest(400, y);
        const QString lane = timeline->hoverTitle() + timeline->hoverText();
        QCOMPARE(m_document->hoveredTask(), 4);

        timeline->foldAll(true);
        timeline->picture();
        const TimelineScene folded = timeline->scene();
        const LaneRow* const row = folded.rowAt(y);
        QVERIFY(row != nullptr && row->kind == LaneRow::Kind::Group);
        QVERIFY(m_document->hoveredTask() != 4);
        QCOMPARE(timeline->hoverTitle(), hitTitle(folded, hitTimeline(folded, {400, y})));
        timeline->foldAll(false);
        timeline->picture();
        QCOMPARE(timeline->hoverTitle() + timeline->hoverText(), lane);

        m_viewport->zoomAtPlayhead(4);
        timeline->picture();
        const TimelineScene zoomed = timeline->scene();
        QCOMPARE(timeline->hoverText(), hitText(zoomed, hitTimeline(zoomed, {400, y})));
        QVERIFY(timeline->hoverTitle() + timeline->hoverText() != lane);

        QHoverEvent leaves(QEvent::HoverLeave, QPointF(-1, -1), QPointF(-1, -1), QPointF(400, y));
        QCoreApplication::sendEvent(timeline, &leaves);
        timeline->foldAll(true);
        timeline->picture();
        QCOMPARE(timeline->hoverTitle(), QString()); // nobody points at it
    }

    void anEmptyViewSaysWhy()
    {
        for (SceneView* view :
             QList<SceneView*>{add<StageView>({}), add<TimelineView>({}), add<OverviewView>({}),
                               add<LatencyView>({}), add<DistributionView>({})}) {
            QVERIFY(view->isEmpty());
            QVERIFY(!view->emptyTitle().isEmpty());
            QVERIFY(!view->emptyText().isEmpty());
            view->setSize({100, 100});
            QCOMPARE(view->picture().pixelColor(50, 50), lightPalette().background);
        }
    }

    void aClickSelectsEverywhere()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 180, 900, 260});
        auto* stage = add<StageView>({0, 0, 900, 180});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, {40, 180 + 24 + 36}); // the second lane's name
        QCOMPARE(m_document->selectedTask(), 1);
        QVERIFY(timeline->hasActiveFocus());
        m_viewport->frame(5, 15);
        QTest::keyClick(m_window.get(), Qt::Key_Home);
        QCOMPARE(m_viewport->fromNs(), 0);
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, {60, 90}); // a producer's card
        QVERIFY(m_document->selectedTask() >= 1);
        QVERIFY(!stage->sentence().isEmpty());
    }

    void aPinnedLaneStaysAtTheTop()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 0, 900, 110}); // less than all lanes need
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const double all = timeline->scrolledHeight();
        QCOMPARE(timeline->pinnedHeight(), 0.0);
        timeline->togglePin(4);
        QVERIFY(timeline->pinnedHeight() > LaneLayout::pinnedGap);
        QVERIFY(timeline->scrolledHeight() < all);
        timeline->forceActiveFocus();
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(m_window.get(), Qt::Key_Down);
        QVERIFY(timeline->laneOffset() > 0);
        const TimelineScene scrolled = timeline->scene();
        QCOMPARE(scrolled.toItem(scrolled.layout.task(4)->y), timeline->rulerHeight());
        QCOMPARE(scrolled.toItem(scrolled.layout.rows.back().y) + scrolled.layout.rows.back().height, 110.0);
        // The selected one is scrolled to where the pinned one does not hide it.
        m_document->setSelectedTask(0);
        timeline->showSelection();
        const TimelineScene shown = timeline->scene();
        QVERIFY(shown.toItem(shown.layout.task(0)->y) >= timeline->rulerHeight() + timeline->pinnedHeight());
        timeline->togglePin(4);
        QCOMPARE(timeline->pinnedHeight(), 0.0);
    }

    void theRulerScrubsAndADragPans()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 180, 900, 260});
        m_viewport->frame(5, 15);
        QSignalSpy scrubbed(timeline, &TimelineView::scrubbed);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::mousePress(m_window.get(), Qt::LeftButton, {}, {112 + 386, 190});
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, {112 + 386, 190});
        QCOMPARE(scrubbed.count(), 1);
        QVERIFY(std::abs(m_document->playheadSeconds() - 10.0) < 0.01);
        const qint64 from = m_viewport->fromNs();
        QTest::mousePress(m_window.get(), Qt::LeftButton, {}, {500, 300});
        QTest::mouseMove(m_window.get(), {400, 300});
        QTest::mouseMove(m_window.get(), {300, 300});
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, {300, 300});
        QVERIFY(m_viewport->fromNs() > from);
        QVERIFY(!m_viewport->isFollowing());
        const qint64 dragged = m_viewport->fromNs();
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QVERIFY(m_viewport->fromNs() < dragged);
    }

    void aClickOnASpanOfARecordingMovesThePlayheadIntoIt()
    {
        openRecording();
        auto* timeline = add<TimelineView>({0, 0, 900, 200});
        m_viewport->frameAll();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QSignalSpy scrubbed(timeline, &TimelineView::scrubbed);
        const TimelineScene now = timeline->scene();
        const auto at = [&](std::uint32_t task, std::int64_t ms) {
            return QPointF(now.window.timeToX(ms * 1'000'000),
                           now.toItem(now.layout.task(task)->barTop()) + 3)
                .toPoint();
        };
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, at(1, 70));
        QCOMPARE(m_document->selectedTask(), 1);
        QVERIFY(m_document->playheadNs() > 60'000'000 && m_document->playheadNs() < 80'000'000);
        QCOMPARE(scrubbed.count(), 1);
        // Beside a span the lane is selected and nothing moves.
        const qint64 before = m_document->playheadNs();
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, at(0, 50));
        QCOMPARE(m_document->selectedTask(), 0);
        QCOMPARE(m_document->playheadNs(), before);
    }

    void aClickOnASpanOfARunOfOnesOwnOnlySelects()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 0, 900, 260});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const TimelineScene now = timeline->scene();
        const double y = now.toItem(now.layout.task(1)->barTop()) + 3;
        for (double x = now.window.left + 20; x < now.window.right(); x += 40)
            timeline->hitTest(x, y, true);
        QCOMPARE(m_document->playheadSeconds(), 12.0);
    }

    void theSpansInViewAreCountedWhereItTellsSomething()
    {
        openRun();
        auto* timeline = add<TimelineView>({0, 0, 900, 200});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QCOMPARE(timeline->spansText(), QString()); // a few dozen
        openRecording();
        m_viewport->frameAll();
        QTRY_VERIFY(timeline->spansText().startsWith(QStringLiteral("all 3 spans in view")));
        m_viewport->frame(0, 0.01);
        QTRY_VERIFY(timeline->spansText().startsWith(QStringLiteral("1 of 3 spans in view")));
    }

    void theOverviewTellsHowBusyTheyAre()
    {
        openRun();
        auto* overview = add<OverviewView>({0, 0, 900, 32});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QCOMPARE(overview->hoverTitle(), QString());
        QTest::mouseMove(m_window.get(), {300, 14});
        QTest::mouseMove(m_window.get(), {400, 16});
        QTRY_VERIFY2(overview->hoverTitle().contains(QStringLiteral(" % busy: ")),
                     qPrintable(overview->hoverTitle()));
        QVERIFY(overview->hoverText().contains(QStringLiteral("waiting")));
        QVERIFY(overview->accessibleSummary().contains(QStringLiteral("are busy")));
        QTest::mouseMove(m_window.get(), {40, 16}); // left of the strip
        QTRY_COMPARE(overview->hoverTitle(), QString());
    }

    void anInstantIsShownWithoutMovingMoreThanNeeded()
    {
        openRun();
        m_viewport->frame(5, 15);
        m_viewport->show(14.5); // it is to be seen
        QCOMPARE(m_viewport->fromSeconds(), 5.0);
        m_viewport->show(3);
        QVERIFY(m_viewport->fromSeconds() < 3 && m_viewport->toSeconds() > 3);
        QCOMPARE(m_viewport->spanSeconds(), 10.0);
    }

    void aHandleOfTheOverviewZooms()
    {
        openRun();
        add<OverviewView>({0, 0, 900, 32});
        m_viewport->frameAll();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const qint64 span = m_viewport->spanNs();
        QTest::mousePress(m_window.get(), Qt::LeftButton, {}, {883, 16});
        QTest::mouseMove(m_window.get(), {700, 16});
        QTest::mouseMove(m_window.get(), {500, 16});
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, {500, 16});
        QVERIFY(m_viewport->spanNs() < span * 6 / 10);
        QCOMPARE(m_viewport->fromNs(), 0);
    }

private:
    void openRun()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        m_document->open(run.info, run.log, false);
        m_document->advance(run.endNs);
        m_document->setPlayheadSeconds(12);
    }
    /// Two threads of spans: 0 to 40 ms and 60 to 100, and 60 to 80.
    void openRecording()
    {
        constexpr std::int64_t ms = 1'000'000;
        const auto info = std::make_shared<RunInfo>();
        ColumnsBuilder builder(2, 0);
        for (std::uint32_t t = 0; t < 2; ++t) {
            GroupInfo group;
            group.name = t == 0 ? "main" : "loader";
            group.firstTask = t;
            group.taskCount = 1;
            info->groups.push_back(group);
            info->groupOfTask.push_back(static_cast<std::uint16_t>(t));
        }
        const auto span = [](std::int64_t from, std::int64_t to) {
            return Span{from * ms, to * ms, 0xFFFFFFFFu, 0, TaskState::Running, 0};
        };
        builder.setSpans(0, {span(0, 40), span(60, 100)});
        builder.setSpans(1, {span(60, 80)});
        Recording recording;
        recording.end.at = Instant(Duration(builder.lastNs()));
        recording.columns = builder.build(info);
        recording.info = info;
        recording.log = std::make_shared<EventLog>();
        m_document->openRecording(recording);
    }
    template <class View> View* add(QRectF rect)
    {
        auto* view = new View(m_window->contentItem()); // the window's content owns it
        view->setPosition(rect.topLeft());
        view->setSize(rect.size());
        view->setDocument(m_document.get());
        view->setViewport(m_viewport.get());
        return view;
    }

    std::unique_ptr<RunDocument> m_document;
    std::unique_ptr<Viewport> m_viewport;
    std::unique_ptr<QQuickWindow> m_window;
};

QTEST_MAIN(TestViews)
#include "tst_views.moc"
