#include "scene/timeline/axis_marks.h"
#include "scene/timeline/timeline_hit.h"
#include "scene/timeline/timeline_view.h"
#include "support/log_builder.h"
#include "support/sample_run.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace sojourn;

namespace {

constexpr qint64 second = 1'000'000'000;

double widthOf(const QString& text)
{
    return 6.0 * static_cast<double>(text.size());
}

/// Everything at one instant: a producer and a consumer who never sleep.
test::LogBuilder atOnce()
{
    test::LogBuilder log({{}, {0}}, 1);
    log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
    for (int item = 0; item < 20; ++item)
        log.put(0, item).get(1, item).add(1, EventKind::TaskDone).add(1, EventKind::GetWait);
    log.add(0, EventKind::Ended);
    return log;
}

/// Two bursts a day apart.
test::LogBuilder bursts()
{
    test::LogBuilder log({{}}, 1);
    log.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, second);
    for (const qint64 begin : {second, 86'400 * second})
        for (int i = 0; i < 20; ++i)
            log.at(begin + i * second).add(0, EventKind::Wake).add(0, EventKind::Sleep, second);
    return log;
}

} // namespace

class TestAxisRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<RunDocument>();
        m_viewport = std::make_unique<Viewport>();
        m_viewport->setDocument(m_document.get());
    }

    void cleanup()
    {
        m_viewport.reset();
        m_document.reset();
    }

    void stepsTellApartWhatHappensAtOneInstant()
    {
        open(atOnce());
        show(TimeAxis::Steps);
        QVERIFY(m_viewport->showsAll());
        const AxisRun& axis = *m_viewport->axis();
        TimelineView view;
        lookAt(view);
        m_document->setPlayheadNs(0); // all of it has happened
        const qint64 last = view.scene().run.playheadNs;
        QVERIFY(m_document->stepBack());
        QCOMPARE(m_document->playheadNs(), 0);
        QCOMPARE(view.scene().run.playheadNs, last - stepOnAxis);
        // A drag on the ruler comes to each of them.
        const double x = view.scene().window.timeToX(5 * stepOnAxis + stepOnAxis / 2);
        view.scrubTo(x);
        QCOMPARE(m_document->moment().events, std::uint64_t{5});
        QCOMPARE(axis.placeOf(m_document->moment(), 0), 5 * stepOnAxis);
        QVERIFY(m_viewport->timeAxisText().contains(QLatin1String("84 of them")));
    }

    void theWindowStaysWhereItIsOnAnotherAxis()
    {
        openSample();
        m_viewport->frame(10, 14);
        for (const TimeAxis::Kind kind : {TimeAxis::Idle, TimeAxis::Steps, TimeAxis::Plain}) {
            m_viewport->setTimeAxis(kind);
            QTRY_COMPARE(m_viewport->axis() == nullptr, kind == TimeAxis::Plain);
            QVERIFY(std::abs(m_viewport->fromSeconds() - 10) < 0.1);
            QVERIFY(std::abs(m_viewport->toSeconds() - 14) < 0.5);
        }
    }

    void zoomAndPanGoAlongTheAxis()
    {
        openSample();
        show(TimeAxis::Steps);
        m_viewport->frameAll();
        m_viewport->zoomAt(0.5, 8);
        const TimeWindow before = m_viewport->window(0, 100);
        m_viewport->panByShare(0.25);
        QCOMPARE(m_viewport->window(0, 100).fromNs, before.fromNs + before.spanNs() / 4);
        QVERIFY(!m_viewport->isFollowing());
        m_viewport->panTo(0);
        QCOMPARE(m_viewport->fromNs(), 0);
        m_viewport->show(m_document->endSeconds() / 2);
        QVERIFY(m_viewport->fromSeconds() < m_document->endSeconds() / 2);
        QVERIFY(m_viewport->toSeconds() > m_document->endSeconds() / 2);
    }

    void anotherRunIsLaidOutAnew()
    {
        openSample();
        show(TimeAxis::Idle);
        open(bursts());
        QTRY_VERIFY(m_viewport->axis() != nullptr &&
                    m_viewport->axis()->columns == m_document->sharedColumns());
        QCOMPARE(m_viewport->axis()->run.idle.stretches.size(), std::size_t{1});
        QCOMPARE(m_viewport->timeAxisText(),
                 QStringLiteral("1 idle stretch of 24 h 00 min, drawn as 4.00 s"));
        m_document->close();
        QVERIFY(m_viewport->axis() == nullptr);
    }

    void aRunThatGoesOnIsLaidOutAgain()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        m_document->open(run.info, run.log, true);
        m_document->advance(second);
        show(TimeAxis::Steps);
        const std::size_t before = m_viewport->axis()->run.eventsBehind.size();
        auto more = run.log;
        more->append({run.endNs + second, 0, 0, 0, EventKind::Wake, 0});
        more->publish();
        m_document->advance(run.endNs + second);
        QTRY_VERIFY(m_viewport->axis()->run.eventsBehind.size() > before);
    }

    void aLiveRunIsShownAsItGrows()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        m_document->open(run.info, run.log, true);
        m_document->advance(run.endNs / 16);
        m_document->setPlayheadNs(m_document->endNs());
        for (const TimeAxis::Kind kind : {TimeAxis::Idle, TimeAxis::Steps}) {
            show(TimeAxis::Plain);
            show(kind);
            const TimeWindow window = m_viewport->window(0, 1);
            QVERIFY(window.toNs > m_viewport->axis()->run.map.toAxisEnd(m_document->endNs()));
            if (kind == TimeAxis::Idle)
                QVERIFY(m_viewport->showsAll());
            else
                QCOMPARE(window.spanNs(), 250 * stepOnAxis); // the latest of some hundred
            QVERIFY(m_viewport->toNs() <= m_viewport->limitNs());
            m_viewport->zoomAt(0.5, 4); // from then on it is somebody's own
            QVERIFY(!m_viewport->showsAll());
        }
    }

    void theWholeRunIsNotTheAxis()
    {
        openSample();
        m_viewport->frameAll();
        const qint64 limit = m_viewport->limitNs();
        for (const TimeAxis::Kind kind : {TimeAxis::Idle, TimeAxis::Steps}) {
            show(kind);
            QCOMPARE(m_viewport->limitNs(), limit); // what the overview shows
            QVERIFY(m_viewport->toNs() >= m_document->endNs() && m_viewport->toNs() <= limit);
        }
    }

    void ticksStandOutsideOfIdleStretches()
    {
        open(bursts());
        show(TimeAxis::Idle);
        m_viewport->frameAll();
        const AxisRun& axis = *m_viewport->axis();
        const TimeWindow window = m_viewport->window(0, 1000);
        const auto ticks = axisTicks(&axis, window, window.toNs, 50, widthOf);
        QVERIFY(ticks.size() > 5);
        const IdleStretch& idle = axis.run.idle.stretches.front();
        double last = -1;
        for (const AxisTick& tick : ticks) {
            QVERIFY(tick.atNs <= idle.fromNs || tick.atNs >= idle.toNs);
            QCOMPARE(tick.x, window.timeToX(axis.run.map.toAxis(tick.atNs)));
            QVERIFY(tick.x > last);
            last = tick.x;
        }
        QVERIFY(ticks.back().atNs > idle.toNs);
    }

    void ticksOfStepsAreRoundNumbers()
    {
        openSample();
        show(TimeAxis::Steps);
        m_viewport->frameAll();
        const TimeWindow window = m_viewport->window(0, 1000);
        const auto ticks = axisTicks(m_viewport->axis(), window, window.toNs, 50, widthOf);
        QVERIFY(ticks.size() >= 4);
        QCOMPARE(ticks[1].atNs, 2 * ticks[0].atNs);
        QCOMPARE(ticks[0].label, QStringLiteral("step %1").arg(ticks[0].atNs));
        QCOMPARE(ticks[0].x, window.timeToX(ticks[0].atNs * stepOnAxis));
    }

    void sentencesAreInTheRunsOwnTime()
    {
        openSample();
        TimelineView view;
        lookAt(view);
        view.picture();
        m_viewport->frameAll();
        const Span own = m_document->columns()->lanes()[1].spans[3];
        for (const TimeAxis::Kind kind : {TimeAxis::Plain, TimeAxis::Idle, TimeAxis::Steps}) {
            m_viewport->setTimeAxis(kind);
            QTRY_COMPARE(m_viewport->axis() == nullptr, kind == TimeAxis::Plain);
            view.picture();
            const TimelineScene now = view.scene();
            const double x = (now.instants().timeToX(own.startNs) + now.instants().timeToX(own.endNs)) / 2;
            const TimelineHit hit = hitTimeline(now, {x, now.toItem(now.layout.task(1)->barTop()) + 4});
            QVERIFY(hit.hasSpan);
            QCOMPARE(hit.span.startNs, own.startNs);
            QCOMPARE(hit.span.endNs, own.endNs);
        }
    }

    void everyViewPaintsEachAxis()
    {
        openSample();
        m_document->setBookmarks({{3 * second, "here"}});
        TimelineView view;
        lookAt(view);
        QList<QImage> pictures;
        for (const TimeAxis::Kind kind : {TimeAxis::Plain, TimeAxis::Idle, TimeAxis::Steps}) {
            m_viewport->setTimeAxis(kind);
            QTRY_COMPARE(m_viewport->axis() == nullptr, kind == TimeAxis::Plain);
            m_viewport->frameAll();
            view.foldAll(true);
            view.picture();
            view.foldAll(false);
            pictures.append(view.picture());
        }
        QVERIFY(pictures[0] != pictures[2]);
    }

private:
    void open(const test::LogBuilder& log)
    {
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunEnd end;
        end.at = instantFromNanoseconds(columns->lastNs());
        m_document->openFinished(columns, log.info, log.log, end, 0);
    }

    void openSample()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        m_document->open(run.info, run.log, false);
        m_document->advance(run.endNs);
        m_document->finish({});
    }

    void show(TimeAxis::Kind kind)
    {
        m_viewport->setTimeAxis(kind);
        QTRY_COMPARE(m_viewport->axis() == nullptr, kind == TimeAxis::Plain);
        QTRY_VERIFY(kind == TimeAxis::Plain || m_viewport->axis()->kind == kind);
    }

    void lookAt(TimelineView& view)
    {
        view.setSize({800, 400});
        view.setDocument(m_document.get());
        view.setViewport(m_viewport.get());
    }

    std::unique_ptr<RunDocument> m_document;
    std::unique_ptr<Viewport> m_viewport;
};

QTEST_MAIN(TestAxisRun)
#include "tst_axis_run.moc"
