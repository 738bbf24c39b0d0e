// What a frame costs: a million spans on fifty lanes, and the other views of the same run.
#include "scene/latency/latency_view.h"
#include "scene/stage/stage_view.h"
#include "scene/timeline/overview_view.h"
#include "scene/timeline/timeline_painter.h"
#include "scene/timeline/timeline_view.h"
#include "support/ghost_of.h"
#include "support/sample_run.h"
#include "trace/columns_builder.h"
#include "trace/lane_moment.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <random>

using namespace sojourn;

class BenchScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const test::SampleRun run = test::simulate(test::hugePlan(1'000'000));
        m_viewport.setDocument(&m_document);
        m_document.open(run.info, run.log, false);
        m_document.advance(run.endNs);
        m_document.setPlayheadNs(run.endNs / 2);
        m_viewport.frameAll();
        std::size_t spans = 0;
        for (const Lane& lane : m_document.columns()->lanes())
            spans += lane.spans.size();
        qInfo("%zu spans on %zu lanes", spans, m_document.columns()->lanes().size());
        QVERIFY(spans > 500'000);
    }
    void timelineWholeRun() { timeline(1.0, false); }
    void timelineTenthOfIt() { timeline(0.1, false); }
    void timelineThousandthOfIt() { timeline(0.001, false); }
    void timelinePlayheadAlone() { timeline(1.0, true); }
    void timelineWholeRunBesideAGhost() { timeline(1.0, false, true); }
    void timelineTenthOfItBesideAGhost() { timeline(0.1, false, true); }
    void overview()
    {
        OverviewView view;
        frames(view, {1200, 32});
    }
    /// Once when a run is opened; afterwards only what has come since.
    void utilisationOfTheWholeRun()
    {
        QBENCHMARK
        {
            UtilisationIndex index;
            index.update(*m_document.columns());
        }
    }
    /// For each picture of it that is new.
    void utilisationAsACurve()
    {
        UtilisationIndex index;
        index.update(*m_document.columns());
        double ratio = 0;
        QBENCHMARK
        {
            ratio =
                index.curve(*m_document.columns(), m_document.endNs()).within(0, m_document.endNs()).ratio();
        }
        QVERIFY(ratio > 0 && ratio <= 1);
    }
    void latency()
    {
        LatencyView view;
        frames(view, {1200, 226});
    }
    void distribution()
    {
        DistributionView view;
        frames(view, {104, 226});
    }
    void stage()
    {
        StageView view;
        frames(view, {1136, 184});
    }

    void scrollingThousandsOfLanes()
    {
        thousandsOfLanes(
            [](TimelineView& view, RunDocument&, int step) { view.setLaneOffset((step * 137) % 40'000); });
    }
    void zoomingThousandsOfLanes()
    {
        thousandsOfLanes([](TimelineView& view, RunDocument&, int step) {
            view.viewport()->frameNs(0, (2 + step % 20) * 1'000'000'000ll);
        });
    }
    void selectingAmongThousandsOfLanes()
    {
        thousandsOfLanes([](TimelineView& view, RunDocument& document, int step) {
            document.setSelectedTask((step * 137) % 5'000);
            view.hitTest(600, 100 + step % 300);
        });
    }
    void thousandsOfLanesByBusyTime()
    {
        thousandsOfLanes([](TimelineView& view, RunDocument&, int) { view.nextOrder(); });
    }

    /// A recording with so many instants on one lane: the whole of it, and a part.
    void aMillionInstantsOnALane_data()
    {
        QTest::addColumn<double>("share");
        for (const double share : {1.0, 0.01, 0.0001})
            QTest::addRow("%g of it", share) << share;
    }
    void aMillionInstantsOnALane()
    {
        QFETCH(double, share);
        constexpr int instants = 1'000'000;
        auto info = std::make_shared<RunInfo>();
        info->spanNames = {"tick", "tock"};
        info->groups.push_back({"t", 0, 1, true});
        info->groupOfTask.assign(1, 0);
        std::vector<Mark> marks;
        for (int i = 0; i < instants; ++i)
            marks.push_back(Mark::named(i * 1'000'000ll, static_cast<std::uint32_t>(i % 2)));
        ColumnsBuilder builder(1, 0);
        builder.setMarks(0, std::move(marks));
        rasterise(*builder.build(info), share, {1200, 300});
    }

    /// A recording of spans of a few microseconds in many states, with gaps: windows of it at any zoom, one
    /// after another so that nothing of the picture before can be kept.
    void tenMillionSpansOn64Lanes_data()
    {
        QTest::addColumn<double>("share");
        for (const double share : {1.0, 0.5, 0.25, 0.1, 0.01, 0.001, 0.0001, 0.00001})
            QTest::addRow("%g of it", share) << share;
    }
    void tenMillionSpansOn64Lanes()
    {
        QFETCH(double, share);
        constexpr std::uint32_t lanes = 64, spansEach = 10'000'000 / lanes;
        if (!m_tenMillion) {
            constexpr std::array states{TaskState::Running, TaskState::Sleeping, TaskState::GetWait,
                                        TaskState::PutWait, TaskState::Working,  TaskState::Ready};
            auto info = std::make_shared<RunInfo>();
            ColumnsBuilder builder(lanes, 0);
            std::minstd_rand random(1);
            for (std::uint32_t lane = 0; lane < lanes; ++lane) {
                info->groups.push_back({"t" + std::to_string(lane), lane, 1, true});
                info->groupOfTask.push_back(static_cast<std::uint16_t>(lane));
                std::vector<Span> spans;
                spans.reserve(spansEach);
                std::int64_t ns = 0;
                for (std::uint32_t i = 0; i < spansEach; ++i) {
                    ns += random() % 4 == 0 ? random() % 2'000 : 0;
                    const auto length = static_cast<std::int64_t>(1 + random() % 10'000);
                    spans.push_back({ns, ns + length, 0xFFFFFFFFu, 0, states[random() % states.size()], 0});
                    ns += length;
                }
                builder.setSpans(lane, std::move(spans));
            }
            m_tenMillion = builder.build(info);
        }
        rasterise(*m_tenMillion, share, {1600, 64 * 16 + 24});
    }

    /// All views of an ordinary run in a window of 1136 x 740, the playhead moving: what playing costs a
    /// frame, upload included.
    void aWindowThatPlays()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(run.info, run.log, false);
        document.advance(run.endNs);
        QQuickWindow window;
        window.resize(1136, 740);
        const auto add = [&](SceneView* view, QRectF rect) {
            view->setParentItem(window.contentItem());
            view->setPosition(rect.topLeft());
            view->setSize(rect.size());
            view->setDocument(&document);
            view->setViewport(&viewport);
        };
        StageView stage;
        TimelineView timeline;
        OverviewView overviewStrip;
        LatencyView plot;
        DistributionView spread;
        add(&stage, {0, 0, 1136, 184});
        add(&timeline, {0, 184, 848, 284});
        add(&overviewStrip, {0, 468, 848, 32});
        add(&plot, {0, 504, 848, 230});
        add(&spread, {848, 504, 104, 230});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QSignalSpy swapped(&window, &QQuickWindow::frameSwapped);
        qint64 at = 5'000'000'000;
        QBENCHMARK
        {
            document.setPlayheadNs(at += 16'000'000);
            swapped.wait(1'000);
        }
        QVERIFY(swapped.count() > 0);
    }

private:
    /// 5,000 tasks, each in a lane of its own; `change` before each picture.
    template <class Change> void thousandsOfLanes(Change change)
    {
        test::SamplePlan plan;
        plan.groups = {{.name = "worker", .count = 5'000, .putsInto = 0, .items = 20}};
        plan.queues = {{"queue", 0, QueueOrder::Fifo}};
        const test::SampleRun run = test::simulate(plan);
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(run.info, run.log, false);
        document.advance(run.endNs);
        viewport.frameAll();
        TimelineView view;
        view.setDocument(&document);
        view.setViewport(&viewport);
        view.setSize({1200, 700});
        view.picture();
        view.foldAll(false);
        int step = 0;
        QBENCHMARK
        {
            change(view, document, ++step);
            view.picture();
        }
        QVERIFY(view.scene().layout.rows.size() > 5'000);
    }
    /// A window of that share of a recording, at another place each time.
    void rasterise(const Columns& columns, double share, QSize size)
    {
        RunIndex index;
        index.update(columns);
        const Moment moment = momentOfLanes(columns, 0);
        TimelineScene scene;
        scene.run.columns = &columns;
        scene.run.endNs = columns.lastNs();
        scene.run.recorded = true;
        scene.run.moment = &moment;
        scene.index = &index;
        scene.size = size;
        const auto whole = static_cast<double>(columns.lastNs());
        scene.window = {0, 1, 112, size.width() - 128.0};
        scene.layout = LaneLayout::of(columns.info(), size.height() - 24.0);
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        TimelinePainter painter(SceneStyle::of(false, {}, 1.0));
        int step = 0;
        QBENCHMARK
        {
            step = (step + 1) % 97;
            const double from = whole * (1.0 - share) * step / 97.0;
            scene.window.fromNs = static_cast<std::int64_t>(from);
            scene.window.toNs = static_cast<std::int64_t>(from + whole * share) + step;
            QPainter on(&image);
            painter.paint(on, scene);
        }
    }
    void prepare(SceneView& view, QSizeF size)
    {
        view.setDocument(&m_document);
        view.setViewport(&m_viewport);
        view.setSize(size);
        view.picture();
    }
    void frames(SceneView& view, QSizeF size)
    {
        prepare(view, size);
        bool dark = false;
        QBENCHMARK
        {
            view.setDark(dark = !dark); // everything anew
            view.picture();
        }
        QVERIFY(!view.picture().isNull());
    }
    void timeline(double share, bool playheadAlone, bool besideGhost = false)
    {
        m_viewport.frameNs(0, static_cast<qint64>(share * static_cast<double>(m_document.endNs())));
        test::GhostOf ghost(m_document.sharedColumns(), m_document.endNs());
        TimelineView view;
        if (besideGhost) view.setGhost(&ghost.ghost);
        prepare(view, {1200, 700});
        qint64 step = 0;
        QBENCHMARK
        {
            step = (step + 1) % 100;
            if (playheadAlone)
                m_document.setPlayheadNs(m_document.endNs() / 2 + step * 1'000'000);
            else
                m_viewport.panByShare(step < 50 ? 0.01 : -0.01);
            view.setLaneOffset(0);
            view.setGutter(playheadAlone || step % 2 == 0 ? 112
                                                          : 113); // a pan at an end would change nothing
            view.picture();
        }
        QVERIFY(!view.picture().isNull());
    }

    RunDocument m_document;
    Viewport m_viewport;
    std::shared_ptr<const Columns> m_tenMillion;
};

QTEST_MAIN(BenchScene)
#include "bench_scene.moc"
