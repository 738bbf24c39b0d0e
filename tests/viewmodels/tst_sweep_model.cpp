#include "sweep_fixture.h"

#include <QSignalSpy>

using namespace sojourn;
using namespace sojourn::test;

class TestSweepModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWhenSomebodyLooksAndEndsWhole()
    {
        Swept s;
        QTest::qWait(500);
        QCOMPARE(s.model.state(), SweepModel::Idle);
        QVERIFY(s.isOver());
        QCOMPARE(s.model.grid().across.size(), 6);
        QCOMPARE(s.model.grid().up.size(), 4);
        QVERIFY(s.model.grid().isWhole);
        for (const SweepGridCell& cell : s.model.grid().cells)
            QVERIFY(cell.isKnown() && cell.low <= cell.mean && cell.mean <= cell.high);
        QCOMPARE(s.model.doneText(), QStringLiteral("all 24 cells"));
        QVERIFY(s.model.heading().startsWith(QLatin1String("P99 wait lies between")));
        QVERIFY(!s.model.isStale());
    }

    void aNewRangeBeginsAgainAndTheLatestWins()
    {
        Swept s;
        QVERIFY(s.isOver());
        s.model.across()->setRange(2, 4);
        s.model.across()->setRange(2, 5);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.grid().across.size(), 4, patience);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Done, patience);
        QCOMPARE(s.model.grid().cells.size(), 16u);
        QVERIFY(s.model.grid().isWhole);
    }

    void asManyItemsAsAreSetAreSwept()
    {
        Swept s(QStringLiteral("md1")); // begins with 1,000 of the 10,000 that it says
        s.model.setActive(false);
        s.session.parameters()->setNumber(QStringLiteral("items"), 2000);
        QCOMPARE(s.model.items(), 2000.0);
        s.model.setItems(500); // what is set here stays, whatever else is set there
        s.session.parameters()->setNumber(QStringLiteral("service"), 0.9);
        QCOMPARE(s.model.items(), 500.0);
    }

    void itemsThatAreNoLongerVariedAreThoseOfTheScenario()
    {
        Sweeping s;
        s.model.setActive(true);
        s.session.openFile(QUrl::fromLocalFile(
            s.write(QStringLiteral("items.json"),
                    fileOf(R"({"repeat": "$items", "steps": [{"sleep": "$pause"}, {"put": "work"}]})",
                           R"("items": {"label": "Items", "value": 40, "min": 0, "max": 100, "step": 1},
                      "pause": {"label": "Pause", "value": 1, "min": 0, "max": 9})"))));
        QTRY_COMPARE_WITH_TIMEOUT(s.model.across()->name(), QStringLiteral("items"), patience);
        QCOMPARE(s.model.items(), -1.0);
        s.model.across()->setChoice(1);
        QCOMPARE(s.model.across()->name(), QStringLiteral("pause"));
        QCOMPARE(s.model.items(), 40.0);
    }

    void theFewItemsThatWereAskedForAreSwept()
    {
        Sweeping s;
        Session::Start start = SessionFixture::start(true, 1, QStringLiteral("md1"));
        s.session.begin(start);
        QCOMPARE(s.model.items(), 10'000.0); // not the 1,000 that the window shows: nobody asked for them
        start.values["items"].number = 1000;
        s.session.begin(start);
        QCOMPARE(s.model.items(), 1000.0);

        // And those of a run that was saved.
        QVERIFY(waitUntilComputed(s.session));
        s.session.save(s.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(s.session.report().startsWith(QStringLiteral("Saved")), patience);
        Session later;
        SweepModel ofLater;
        ofLater.setSession(&later);
        later.openFile(s.url(QStringLiteral("run.sojourn")));
        QTRY_COMPARE_WITH_TIMEOUT(ofLater.items(), 1000.0, patience);
    }

    void whatCannotBeLeavesTheSweepUnderWay()
    {
        Swept s;
        s.model.across()->setRange(3, 12);
        s.model.setItems(20'000);
        s.model.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(s.model.state() == SweepModel::Computing, patience);
        const std::size_t cells = s.model.grid().cells.size();
        s.model.across()->setRange(3, 1e9);
        s.model.start();
        QVERIFY(!s.model.problem().isEmpty());
        QVERIFY(s.model.isRunning());
        QVERIFY(s.isOver());
        QCOMPARE(s.model.state(), SweepModel::Done);
        QCOMPARE(s.model.grid().cells.size(), cells);
        QVERIFY(!s.model.problem().isEmpty());
    }

    void aWarmUpIsLeftOutWhenAsked()
    {
        Swept s;
        QCOMPARE(s.model.warmUp(), 0.0);
        QVERIFY(s.isOver());
        const double before = s.model.grid().cells.front().mean;
        s.model.setWarmUp(250);
        QTRY_VERIFY_WITH_TIMEOUT(
            s.model.state() == SweepModel::Done && s.model.grid().cells.front().mean != before, patience);
        s.model.setWarmUp(-1); // found: in so few items none
        QTRY_VERIFY_WITH_TIMEOUT(
            s.model.state() == SweepModel::Done && s.model.grid().cells.front().mean == before, patience);
    }

    void cancelsAtOnceAndKeepsWhatIsDone()
    {
        Swept s;
        s.model.setItems(20'000);
        s.model.setSeeds(50);
        s.model.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(!s.model.isEmpty(), patience);
        QElapsedTimer timer;
        timer.start();
        QSignalSpy told(&s.model, &SweepModel::progressChanged);
        s.model.cancel();
        QVERIFY(timer.elapsed() < 100);
        QCOMPARE(s.model.state(), SweepModel::Cancelled);
        QVERIFY(!s.model.isEmpty() && !s.model.grid().isWhole);
        // What was really run is told, and no time that is left.
        QVERIFY(s.model.isStopped());
        QVERIFY(s.model.leftText().isEmpty());
        QVERIFY2(s.model.doneText().startsWith(QLatin1String("stopped at ")), qPrintable(s.model.doneText()));
        QVERIFY2(!s.model.sizeText().startsWith(QLatin1String("1,200 runs")), qPrintable(s.model.sizeText()));
        QVERIFY2(s.model.heading().contains(QLatin1String("of the cells so far")),
                 qPrintable(s.model.heading()));
        QVERIFY(told.count() > 0);
        // A part of a curve has another knee.
        const SweepGrid& grid = s.model.grid();
        for (int x = 0; x < grid.across.size(); ++x)
            if (!grid.cells[static_cast<std::size_t>(grid.cellAt(x, grid.shownUp))].isKnown())
                QCOMPARE(grid.knee, -1);
        s.model.setItems(300);
        s.model.setSeeds(2);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Done, patience);
    }

    void whatCannotBeIsSaidBeforeAnythingRuns()
    {
        Swept s;
        s.model.across()->setRange(4, 4);
        QVERIFY(s.isOver(SweepModel::Refused));
        QCOMPARE(s.model.problem(), QStringLiteral("Servers: the range from 4 to itself has no length."));
        QVERIFY(s.model.isEmpty());
        QVERIFY(!s.model.across()->problem().isEmpty() && s.model.up()->problem().isEmpty());
        s.model.up()->setRange(7, 7);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.problem(),
                                  QStringLiteral("Servers: the range from 4 to itself has no length.\n"
                                                 "Room to wait: the range from 7 to itself has no length."),
                                  patience);
        QVERIFY(!s.model.up()->problem().isEmpty());
        s.model.across()->setRange(1, 1000);
        s.model.across()->setCount(1000);
        s.model.up()->setRange(1, 100'000);
        s.model.up()->setCount(1000);
        QTRY_VERIFY2_WITH_TIMEOUT(
            s.model.problem().contains(QLatin1String("cells; a picture has room for 10,000")),
            qPrintable(s.model.problem()), patience);
        s.model.up()->setChoice(static_cast<int>(s.model.up()->choices().indexOf(s.model.across()->label())));
        QTRY_VERIFY2_WITH_TIMEOUT(s.model.problem().contains(QLatin1String("Servers is varied twice")),
                                  qPrintable(s.model.problem()), patience);
        s.model.up()->setChoice(0);
        s.model.across()->setRange(1, 4);
        s.model.across()->setCount(4);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Done, patience);
        QVERIFY(s.model.problem().isEmpty());
    }

    void aRunThatNeverEndsIsRefused()
    {
        Sweeping s;
        s.session.begin(SessionFixture::start(
            false, 1,
            s.write(QStringLiteral("endless.json"),
                    fileOf("{\"repeat\": \"forever\", \"steps\": [{\"sleep\": \"$pause\"}]}",
                           "\"pause\": {\"label\": \"Pause\", \"value\": 1, \"min\": 1, \"max\": 9, "
                           "\"step\": 1}"))));
        QTRY_VERIFY_WITH_TIMEOUT(s.session.document()->columns() != nullptr, patience);
        s.session.pause();
        s.model.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Refused, 2 * patience);
        QVERIFY2(s.model.problem().contains(QLatin1String("may never end")), qPrintable(s.model.problem()));
        s.model.setUntil(100);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Done, patience);
    }

    void valuesThatTheScenarioRefusesAreRefusedBeforeAnythingRuns()
    {
        Sweeping s;
        s.session.begin(SessionFixture::start(
            true, 1,
            s.write(QStringLiteral("counted.json"), // a whole number that says nothing of its steps
                    R"({"format": "sojourn-scenario", "version": 1, "name": "n", "title": "T",
                            "parameters": {"workers": {"label": "W", "value": 1, "min": 1, "max": 9}},
                            "tasks": [{"name": "a", "count": "$workers", "steps": [{"sleep": 1}]}]})")));
        QVERIFY(waitUntilComputed(s.session));
        s.model.across()->setRange(1, 5);
        s.model.across()->setCount(9);
        s.model.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Refused, patience);
        QVERIFY(s.model.isEmpty());
        QVERIFY2(s.model.problem().contains(QLatin1String("must be a whole number, not 1.5")),
                 qPrintable(s.model.problem()));
        s.model.across()->setCount(5);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Done, patience);
    }

    void anotherScenarioForgetsTheSweep()
    {
        Swept s;
        QVERIFY(s.isOver());
        s.model.setActive(false);
        s.session.openBuiltin(QStringLiteral("gather"));
        QCOMPARE(s.model.state(), SweepModel::Idle);
        QVERIFY(s.model.isEmpty() && s.model.grid().isEmpty());
        QVERIFY(!s.model.metrics().contains(QStringLiteral("p99 wait")));
    }
};

QTEST_MAIN(TestSweepModel)
#include "tst_sweep_model.moc"
