#include "viewmodels/marks/run_steps.h"

#include "support/log_builder.h"

#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestRunSteps final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    /// At 2 s one task puts three items, of which another gets the first and is done with it.
    static LogBuilder atOnce()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);      // 1, 2
        log.at(2 * second).put(0, 0).put(0, 1).get(1, 0);                     // 3, 4, 5
        log.put(0, 2).add(1, EventKind::TaskDone).add(1, EventKind::GetWait); // 6, 7, 8
        log.at(3 * second).put(0, 3);                                         // 9
        return log;
    }
    struct Opened
    {
        explicit Opened(const LogBuilder& log)
        {
            document.open(log.info, log.log, false);
            document.advance(3 * second);
            steps.setDocument(&document);
        }
        std::uint64_t events() const { return document.moment().events; }

        RunDocument document;
        RunSteps steps;
    };

private Q_SLOTS:
    void goesAlongAnItemEventByEvent()
    {
        Opened run(atOnce());
        run.document.setSelectedItem(0);
        QSignalSpy stayed(&run.steps, &RunSteps::stayed);
        for (const std::uint64_t events : {3u, 5u, 7u}) {
            QVERIFY(run.steps.stepItemForward());
            QCOMPARE(run.events(), events);
            QCOMPARE(run.document.playheadNs(), 2 * second);
        }
        QVERIFY(!run.steps.stepItemForward());
        QCOMPARE(stayed.count(), 1);
        QCOMPARE(run.document.moment().queues[0].standing.size(), std::size_t{2});
        for (const std::uint64_t events : {5u, 3u}) {
            QVERIFY(run.steps.stepItemBack());
            QCOMPARE(run.events(), events);
        }
        QCOMPARE(run.document.moment().queues[0].standing.size(), std::size_t{1}); // it stands in the queue
        QVERIFY(!run.steps.stepItemBack());
    }

    void goesByKindAndBackAgain()
    {
        Opened run(atOnce());
        run.document.setPlayheadBehind(3);
        for (const std::uint64_t events : {4u, 6u, 9u}) {
            QVERIFY(run.steps.stepKindForward());
            QCOMPARE(run.events(), events);
        }
        QVERIFY(!run.steps.stepKindForward());
        for (const std::uint64_t events : {6u, 4u, 3u}) {
            QVERIFY(run.steps.stepKindBack());
            QCOMPARE(run.events(), events);
        }
        QVERIFY(!run.steps.stepKindBack());
    }

    /// Where steps lead to others' events the latest of the selected task is of another kind.
    void goesByTheKindOfATaskAndBackAgain()
    {
        LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(2 * second).put(0, 0).add(0, EventKind::Sleep, 5).put(1, 1).put(1, 2); // 3, 4, 5, 6
        log.at(3 * second).add(0, EventKind::Wake).put(0, 3);                         // 7, 8
        Opened run(log);
        run.document.setSelectedTask(0);
        run.document.setPlayheadBehind(3);
        for (const std::uint64_t events : {5u, 6u, 8u}) {
            QVERIFY(run.steps.stepKindForward());
            QCOMPARE(run.events(), events);
        }
        QVERIFY(!run.steps.stepKindForward());
        for (const std::uint64_t events : {6u, 5u, 3u}) {
            QVERIFY(run.steps.stepKindBack());
            QCOMPARE(run.events(), events);
        }
        run.document.setPlayheadBehind(6); // who comes from elsewhere begins anew
        QVERIFY(!run.steps.stepKindForward());
    }

    void aTasksOwnStepsAreOfOneInstantAsWell()
    {
        Opened run(atOnce());
        for (const std::uint64_t events : {2u, 5u, 7u, 8u}) {
            QVERIFY(run.document.stepTaskForward(1));
            QCOMPARE(run.events(), events);
        }
        QVERIFY(!run.document.stepTaskForward(1));
        for (const std::uint64_t events : {7u, 5u, 2u}) {
            QVERIFY(run.document.stepTaskBack(1));
            QCOMPARE(run.events(), events);
        }
    }
};

QTEST_GUILESS_MAIN(TestRunSteps)
#include "tst_run_steps.moc"
