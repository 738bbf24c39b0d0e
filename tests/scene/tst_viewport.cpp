#include "scene/timeline/viewport.h"
#include "support/log_builder.h"
#include "support/sample_run.h"

#include <QSignalSpy>
#include <QTest>

using namespace sojourn;

namespace {

constexpr qint64 second = 1'000'000'000;

void openRun(RunDocument& document, const test::SamplePlan& plan)
{
    const test::SampleRun run = test::simulate(plan);
    document.open(run.info, run.log, !plan.virtualClock);
    document.advance(run.endNs);
}

} // namespace

class TestViewport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowReachesToTheEndOfTheGhost()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(run.info, run.log, false);
        document.advance(run.endNs);
        viewport.frameAll();
        const qint64 alone = viewport.toNs();
        viewport.setReachSeconds(document.endSeconds() * 2);
        QVERIFY(viewport.toNs() > alone * 19 / 10); // all of it was to be seen, and still is
        viewport.setReachSeconds(document.endSeconds() / 2);
        QCOMPARE(viewport.toNs(), alone);
        viewport.frame(1, 2);
        const qint64 from = viewport.fromNs(), to = viewport.toNs();
        viewport.setReachSeconds(document.endSeconds() * 2);
        QCOMPARE(viewport.fromNs(), from); // a part stays that part
        QCOMPARE(viewport.toNs(), to);
    }

    void behindAStallThereIsRoomForWhatHasNoEnd()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        for (const bool stalls : {false, true}) {
            RunDocument document;
            Viewport viewport;
            viewport.setDocument(&document);
            document.open(run.info, run.log, false);
            document.advance(run.endNs);
            RunEnd end;
            end.outcome = stalls ? Outcome::Stalled : Outcome::Finished;
            end.at = instantFromNanoseconds(run.endNs);
            if (stalls) end.waitingTasks = {{0, "a task"}};
            document.finish(end);
            viewport.frameAll();
            const double behind = static_cast<double>(viewport.toNs()) / static_cast<double>(run.endNs) - 1;
            QVERIFY(stalls ? behind > 0.2 : behind < 0.05);
        }
    }

    void aStretchIsBroughtIntoView()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.open(run.info, run.log, false);
        document.advance(run.endNs);
        viewport.frame(10, 14);
        const qint64 from = viewport.fromNs();
        viewport.showStretch(11, 12);
        QCOMPARE(viewport.fromNs(), from); // it is there
        viewport.showStretch(20, 21);
        QCOMPARE(viewport.spanNs(), 4 * second); // the zoom stays
        QVERIFY(viewport.fromNs() <= 20 * second && viewport.toNs() >= 21 * second);
        viewport.frame(0, 30);
        viewport.showStretch(20, 20.25);
        QVERIFY(viewport.spanNs() < 3 * second);
        QVERIFY(viewport.fromNs() < 20 * second && viewport.toNs() > 20 * second + second / 4);
        viewport.showStretch(10, 30);
        QVERIFY(viewport.fromNs() < 10 * second && viewport.toNs() > 30 * second);
    }

    void theWindowStaysWhileASliderMoves()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        RunEnd end;
        end.at = instantFromNanoseconds(run.endNs);
        const auto whole = std::make_shared<Columns>(run.info, run.log);
        whole->advance();
        RunDocument document;
        Viewport viewport;
        viewport.setDocument(&document);
        document.openFinished(whole, run.info, run.log, end, 0);
        viewport.frame(2, 9);
        const qint64 from = viewport.fromNs(), to = viewport.toNs();
        QSignalSpy moves(&viewport, &Viewport::windowChanged);

        const test::SampleRun next = test::simulate(test::asyncqPlan());
        Columns columns(next.info, next.log);
        columns.advance(next.log->size() / 4);
        document.openPart(columns.part(), next.info, next.log, 0);
        QCOMPARE(viewport.index().lanes.size(), columns.lanes().size());
        columns.advance(next.log->size() / 2);
        document.openPart(columns.part(), next.info, next.log, 0);
        const auto all = std::make_shared<Columns>(next.info, next.log);
        all->advance();
        document.openFinished(all, next.info, next.log, end, 0);
        QCOMPARE(moves.count(), 0);
        QCOMPARE(viewport.fromNs(), from);
        QCOMPARE(viewport.toNs(), to);

        // What was taken in by parts is what is taken in at once.
        Viewport fresh;
        fresh.setDocument(&document);
        QCOMPARE(viewport.index().latency.dots().size(), fresh.index().latency.dots().size());
        QCOMPARE(viewport.index().latency.longestNs(), fresh.index().latency.longestNs());
        for (std::size_t lane = 0; lane < all->lanes().size(); ++lane) {
            const std::vector<Span>& spans = all->lanes()[lane].spans;
            QCOMPARE(viewport.index().lanes[lane].times(spans, 0, spans.size()),
                     fresh.index().lanes[lane].times(spans, 0, spans.size()));
        }

        // All of it stays all of it, however long the next run is.
        viewport.frameAll();
        const test::SampleRun third = test::simulate(test::asyncqPlan());
        const auto longer = std::make_shared<Columns>(third.info, third.log);
        longer->advance();
        end.at = instantFromNanoseconds(2 * third.endNs);
        document.expectVariation();
        document.openFinished(longer, third.info, third.log, end, 0);
        QVERIFY(viewport.showsAll());
        QCOMPARE(viewport.toNs(), viewport.limitNs());
    }

    void init()
    {
        m_document = std::make_unique<RunDocument>();
        m_viewport = std::make_unique<Viewport>();
        m_viewport->setDocument(m_document.get());
    }

    void coordinatesGoThereAndBack()
    {
        const TimeWindow window{3'600 * second, 3'600 * second + 1'000, 112, 720};
        QCOMPARE(window.timeToX(3'600 * second), 112.0);
        QCOMPARE(window.timeToX(3'600 * second + 500), 472.0); // a microsecond is exact an hour into a run
        QCOMPARE(window.xToTime(472), 3'600 * second + 500);
    }

    void zoomKeepsWhatLiesUnderThePointer()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->frame(10, 20);
        m_viewport->zoomAt(0.25, 2.0);
        QCOMPARE(m_viewport->fromNs(), 11'250'000'000);
        QCOMPARE(m_viewport->toNs(), 16'250'000'000);
    }

    void keysZoomWhereThePlayheadStands()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->setFollowing(false);
        m_document->setPlayheadNs(12'500'000'000);
        m_viewport->frame(10, 20);
        m_viewport->zoomAtPlayhead(2.0);
        QCOMPARE(m_viewport->fromNs(), 11'250'000'000);
        QCOMPARE(m_viewport->toNs(), 16'250'000'000);
        m_document->setPlayheadNs(1'000'000'000);
        m_viewport->frame(10, 20);
        m_viewport->zoomAtPlayhead(2.0);
        QCOMPARE(m_viewport->fromNs(), 12'500'000'000);
    }

    void zoomIsHeldBetweenTenNanosecondsAndTheRun()
    {
        openRun(*m_document, test::asyncqPlan());
        for (int i = 0; i < 200; ++i)
            m_viewport->zoomAt(0.5, 1.5);
        QCOMPARE(m_viewport->spanNs(), Viewport::leastSpanNs);
        for (int i = 0; i < 200; ++i)
            m_viewport->zoomAt(0.5, 0.5);
        QCOMPARE(m_viewport->fromNs(), 0);
        QCOMPARE(m_viewport->spanNs(), m_viewport->limitNs());
        QVERIFY(m_viewport->showsAll());
    }

    void panStopsAtTheEnds()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->frame(5, 15);
        m_viewport->panTo(m_viewport->fromNs() - 100 * second);
        QCOMPARE(m_viewport->fromNs(), 0);
        m_viewport->panTo(1'000'000 * second);
        QVERIFY(m_viewport->toNs() >= m_document->endNs());
        QVERIFY(m_viewport->toNs() <= m_viewport->limitNs());
        QCOMPARE(m_viewport->spanNs(), 10 * second);
    }

    void theWindowOfARunOfNanosecondsIsAsWideAsTheRun()
    {
        test::LogBuilder run({{}, {}}, 1);
        run.at(0).add(0, EventKind::Started);
        run.at(20).put(1, 0);
        run.at(23).put(1, 0);
        m_document->open(run.info, run.log, false);
        m_document->advance(23);
        RunEnd end;
        end.at = instantFromNanoseconds(23);
        m_document->finish(end);
        m_viewport->frameAll();
        QCOMPARE(m_viewport->fromNs(), 0);
        QCOMPARE(m_viewport->toNs(), 24); // what happens at the end is to be seen as well
        QVERIFY(m_viewport->showsAll());
        QCOMPARE(m_viewport->shownSeconds(), 23e-9);
        m_viewport->zoomAt(1.0, 100);
        QCOMPARE(m_viewport->spanNs(), Viewport::leastSpanNs);
        QVERIFY(m_viewport->showsEnd() && !m_viewport->showsAll());
        QCOMPARE(m_viewport->shownSeconds(), 9e-9);
        m_viewport->setTimeAxis(TimeAxis::Steps);
        QTRY_COMPARE(m_viewport->allSteps(), 3);
        m_viewport->frameAll();
        QCOMPARE(m_viewport->shownSteps(), 3);
        m_viewport->zoomAt(1.0, 3);
        QVERIFY(m_viewport->shownSteps() < 3 && m_viewport->shownSteps() > 0);
        m_viewport->setTimeAxis(TimeAxis::Plain);
        QCOMPARE(m_viewport->allSteps(), 0);
    }

    void aLiveRunThatIsOverAtOnceIsFramed()
    {
        test::LogBuilder run({{}}, 1);
        m_document->open(run.info, run.log, true);
        run.at(20'000).add(0, EventKind::Started).at(25'000).add(0, EventKind::GetWait);
        m_document->advance(30'000);
        QVERIFY(m_viewport->spanNs() > second);
        RunEnd end;
        end.outcome = Outcome::Stalled;
        end.at = instantFromNanoseconds(35'000);
        m_document->finish(end);
        QVERIFY(m_viewport->showsAll());
        QVERIFY(m_viewport->spanNs() < 40'000);
    }

    void aLiveRunThatDidNotFillItsFirstWindowIsFramedWhenItEnds()
    {
        test::LogBuilder run({{}}, 1);
        m_document->open(run.info, run.log, true);
        run.at(20'000).add(0, EventKind::Started).at(25'000).add(0, EventKind::GetWait);
        m_document->advance(1'200'000'000);
        RunEnd end;
        end.outcome = Outcome::Finished;
        end.at = instantFromNanoseconds(1'200'000'000);
        m_document->finish(end);
        QCOMPARE(m_viewport->fromNs(), 0);
        QVERIFY(m_viewport->showsAll());
        QVERIFY(m_viewport->spanNs() < 1'300'000'000);
        m_viewport->zoomAt(0.5, 8);
        m_viewport->frameAll();
        QVERIFY(m_viewport->spanNs() < 1'300'000'000);
    }

    void theEndOfAZoomedRunIsShownWithTheRunInView()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->zoomAt(0.5, 1000);
        m_viewport->showEnd();
        const qint64 span = m_viewport->spanNs();
        QVERIFY(m_viewport->toNs() >= m_document->endNs());
        QVERIFY(m_viewport->toNs() < m_document->endNs() + span / 10);
        m_viewport->panByShare(100);
        QVERIFY(m_viewport->toNs() < m_document->endNs() + span / 10);
    }

    void draggingStopsFollowing()
    {
        openRun(*m_document, test::livePlan());
        QVERIFY(m_viewport->isFollowing());
        QSignalSpy changed(m_viewport.get(), &Viewport::followingChanged);
        m_viewport->panTo(m_viewport->fromNs() - second);
        QVERIFY(!m_viewport->isFollowing());
        QCOMPARE(changed.count(), 1);
    }

    void aRunThatTakesNoTimeHasASecond()
    {
        const test::LogBuilder log = test::LogBuilder({{}}, 0).at(0).add(0, EventKind::Started);
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        m_document->openFinished(columns, log.info, log.log, RunEnd{Outcome::Stalled, {}, {}, {}}, 0);
        QCOMPARE(m_viewport->spanNs(), second);
    }

    void aLiveRunsWindowGrowsWithItAtFirst()
    {
        const test::LogBuilder log = test::LogBuilder({{}}, 0).at(0).add(0, EventKind::Started);
        m_document->open(log.info, log.log, true);
        const auto spanAt = [&](double seconds) {
            const auto now = static_cast<qint64>(seconds * second);
            m_document->advance(now);
            m_document->setPlayheadNs(now);
            return static_cast<double>(m_viewport->spanNs()) / second;
        };
        QCOMPARE(spanAt(1), 4.5);
        QCOMPARE(spanAt(3.5), 4.5);
        QCOMPARE(spanAt(3.7), 9.0);
        QCOMPARE(m_viewport->fromNs(), 0);
        m_viewport->zoomAt(0.5, 2); // by hand: from now on it keeps its width
        QCOMPARE(spanAt(8), 4.5);
        m_document->open(log.info, log.log, true);
        QCOMPARE(spanAt(14), 18.0);
        QCOMPARE(spanAt(40), 18.0);
    }

    void followingKeepsThePresentAtTheRightWithSomeRoom()
    {
        openRun(*m_document, test::livePlan());
        const auto present = [&] {
            return static_cast<double>(m_document->endNs() - m_viewport->fromNs()) /
                   static_cast<double>(m_viewport->spanNs());
        };
        for (qint64 now = 20 * second; now < 30 * second; now += 16'000'000) {
            m_document->advance(now);
            m_document->setPlayheadNs(now);
            QVERIFY(std::abs(present() - 0.8) < 0.001);
        }
        m_viewport->panTo(m_viewport->fromNs() - 5 * second);
        const qint64 from = m_viewport->fromNs();
        m_document->advance(31 * second);
        m_document->setPlayheadNs(31 * second);
        QCOMPARE(m_viewport->fromNs(), from);
        m_viewport->setFollowing(true);
        QVERIFY(std::abs(present() - 0.8) < 0.001);
    }

    void followingKeepsThePlayheadOfAComputedRunInView()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->setFollowing(true);
        m_viewport->frame(0, 10);
        m_viewport->setFollowing(true);
        for (double t = 0; t < 30; t += 0.05) {
            m_document->setPlayheadSeconds(t);
            QVERIFY(m_document->playheadNs() >= m_viewport->fromNs());
            QVERIFY(m_document->playheadNs() < m_viewport->toNs());
        }
        m_document->setPlayheadSeconds(1);
        QVERIFY(m_viewport->fromNs() <= second);
    }

    void nothingMovesWhileItIsHeld()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->frame(0, 10);
        m_viewport->setFollowing(true);
        m_viewport->setHeld(true);
        m_document->setPlayheadSeconds(25);
        QCOMPARE(m_viewport->fromNs(), 0);
    }

    void aNewRunStartsAtItsBeginning()
    {
        openRun(*m_document, test::asyncqPlan());
        m_viewport->panTo(m_viewport->fromNs() + 10 * second);
        openRun(*m_document, test::pipelinePlan());
        QCOMPARE(m_viewport->fromNs(), 0);
        QVERIFY(m_viewport->isFollowing());
        QVERIFY(m_viewport->spanNs() <= m_viewport->limitNs());
    }

private:
    std::unique_ptr<RunDocument> m_document;
    std::unique_ptr<Viewport> m_viewport;
};

QTEST_GUILESS_MAIN(TestViewport)
#include "tst_viewport.moc"
