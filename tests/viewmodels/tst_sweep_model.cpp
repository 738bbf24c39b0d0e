#include "explore/sweep/replications.h"
#include "session_fixture.h"
#include "viewmodels/compare/setting_words.h"
#include "viewmodels/sweep/sweep_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// M/M/4 as the sweep page shows it, in small: 3 to 8 servers, one or more rooms to wait.
struct Swept : SessionFixture
{
    explicit Swept(const QString& scenario = QStringLiteral("mm4"))
    {
        model.setSession(&session);
        session.begin(start(true, 1, scenario));
        model.setSeeds(3);
        model.setItems(300);
        model.across()->setRange(3, 8);
        model.up()->setRange(1, 50);
        model.up()->setCount(4);
    }
    bool isOver(SweepModel::State state = SweepModel::Done)
    {
        model.setActive(true);
        return QTest::qWaitFor([&] { return model.state() == state; }, patience);
    }
    void setGoal(SweepGoalSetup* goal, const QString& metric, double bound, bool over = false)
    {
        goal->setChoice(static_cast<int>(goal->choices().indexOf(metric)));
        QVERIFY(goal->isGiven());
        goal->setOver(over);
        goal->setBound(bound);
    }

    Session session;
    SweepModel model;
    QAbstractItemModelTester meeting{model.meeting(), QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester cells{model.cells(), QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

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

    void namesTheCheapestSettingAndWhatHoldsItThere()
    {
        Swept s;
        s.model.setSeeds(12); // of two the interval of a percentile is wide
        QVERIFY(s.isOver());
        s.setGoal(s.model.goal(), QStringLiteral("p99 wait"), 2);
        QCOMPARE(s.model.state(), SweepModel::Done); // the same runs
        QVERIFY(s.model.cheapest() >= 0);
        QVERIFY2(s.model.heading().contains(QLatin1String("keeps p99 wait under 2 s")),
                 qPrintable(s.model.heading()));
        QVERIFY(s.model.detail().contains(QLatin1String("to spare")));
        QVERIFY(s.model.detail().endsWith(QLatin1String("The cheapest of all cells.")));
        QVERIFY(s.model.meeting()->count() > 0);
        // Fewest servers first: with little room even they keep it, since the others are turned away.
        QCOMPARE(s.model.cheapest(), 0);
        s.setGoal(s.model.otherGoal(), QStringLiteral("turned away"), 5);
        QVERIFY(s.model.cheapest() > 3);
        QVERIFY(s.model.heading().contains(QLatin1String("meets both goals")));
        QVERIFY(!s.model.holds().isEmpty());
        QVERIFY2(s.model.holds().front().contains(QLatin1String("turned away")),
                 qPrintable(s.model.holds().front()));
        s.model.goal()->setBound(1e-6);
        QCOMPARE(s.model.cheapest(), -1);
        QVERIFY2(s.model.heading().startsWith(QLatin1String("No setting meets both goals")),
                 qPrintable(s.model.heading()));
    }

    void cheaperOnesThatCannotBeJudgedAreCounted()
    {
        Swept s;
        s.model.up()->setChoice(0);
        SweepAxisSetup* const across = s.model.across();
        across->setChoice(static_cast<int>(across->choices().indexOf(QStringLiteral("Customers"))));
        across->setRange(50, 1000);
        across->setCount(4);
        s.setGoal(s.model.goal(), QStringLiteral("p99 wait"), 1e6);
        QVERIFY(s.isOver());
        QCOMPARE(s.model.grid().cells.size(), 4u);
        QVERIFY(!s.model.grid().cells[0].high && s.model.grid().cells[1].high);
        QCOMPARE(s.model.grid().cheapest, 1);
        QVERIFY2(s.model.heading().startsWith(QStringLiteral("Customers ")), qPrintable(s.model.heading()));
        QVERIFY2(s.model.detail().endsWith(QStringLiteral(" A cheaper one has too few items to tell.")),
                 qPrintable(s.model.detail()));
        // The band is of those that have one.
        QVERIFY(s.model.curveWords().contains(QStringLiteral("95 % interval of 3 seeds")));
        across->setRange(10, 50);
        QTRY_VERIFY_WITH_TIMEOUT(s.model.state() == SweepModel::Done && !s.model.grid().cells[1].high,
                                 patience);
        QVERIFY(!s.model.curveWords().contains(QStringLiteral("interval")));
    }

    void noLimitIsTheDearest()
    {
        Swept s(QStringLiteral("threaded-iterable")); // with 3 to 8 chunks
        s.model.up()->setChoice(
            static_cast<int>(s.model.up()->choices().indexOf(QStringLiteral("Room in the queue"))));
        s.model.up()->setRange(0, 3);
        s.model.up()->setCount(4);
        s.setGoal(s.model.goal(), QStringLiteral("length of the run"), 100); // every cell does
        QVERIFY(s.isOver());
        QCOMPARE(s.model.meetingCount(), 24);
        QCOMPARE(s.model.cheapest(), 1); // of one room, not of 0
        const SweepRows* const meeting = s.model.meeting();
        QCOMPARE(meeting->count(), 6);
        for (int row = 0; row < meeting->count(); ++row)
            QCOMPARE(meeting->data(meeting->index(row), SweepRows::TextsRole).toStringList().at(1),
                     QStringLiteral("1"));
        s.setGoal(s.model.goal(), QStringLiteral("longest queue"), 5);
        QCOMPARE(s.model.cheapest(), 1);
        QCOMPARE(s.model.meetingCount(), 18); // all but those without a limit
        QVERIFY(s.model.holds().isEmpty());   // 0 misses it, and is no cheaper one
    }

    void anotherMetricNeedsNoOtherRuns()
    {
        Swept s;
        QVERIFY(s.isOver());
        const double before = s.model.grid().cells.front().mean;
        s.model.setMetric(static_cast<int>(s.model.metrics().indexOf(QStringLiteral("turned away"))));
        QCOMPARE(s.model.state(), SweepModel::Done);
        QVERIFY(s.model.grid().cells.front().mean != before);
        QCOMPARE(s.model.grid().unit, MetricUnit::Ratio);
        QVERIFY(s.model.grid().cells.front().mean > s.model.grid().cells.back().mean);
    }

    void whereSeveralAreEqualTheirNumberIsSaid()
    {
        Swept s;
        QVERIFY(s.isOver());
        s.model.setMetric(static_cast<int>(s.model.metrics().indexOf(QStringLiteral("turned away"))));
        qsizetype none = 0;
        for (const SweepGridCell& cell : s.model.grid().cells)
            none += cell.mean == 0;
        QVERIFY(none > 2);
        const QString said = QStringLiteral(" (and %1 others), most at ").arg(none - 1);
        QVERIFY2(s.model.detail().contains(said), qPrintable(s.model.detail()));
    }

    void whatIsTheSameEverywhereIsSaid()
    {
        Swept s;
        QCOMPARE(s.model.fixedText(), QString());
        QVERIFY(s.isOver());
        QCOMPARE(s.model.fixedText(),
                 QStringLiteral("300 customers, mean interarrival 0.2778 s, mean service time 1 s"));
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

    void oneParameterIsACurveWithItsKnee()
    {
        Swept s;
        s.model.across()->setRange(3, 12);
        s.model.up()->setChoice(0);
        s.model.setItems(1000);
        QVERIFY(s.isOver());
        QVERIFY(s.model.isFlat());
        QCOMPARE(s.model.grid().cells.size(), 10u);
        QVERIFY(s.model.grid().knee >= 1 && s.model.grid().knee <= 3);
        QVERIFY(s.model.grid().kneeText.startsWith(QLatin1String("the knee: Servers ")));
    }

    void theKneeOfAMapSaysAtWhichValueOfTheOther()
    {
        Swept s;
        s.model.across()->setRange(3, 12);
        s.model.setItems(1000);
        QVERIFY(s.isOver());
        QVERIFY(!s.model.isFlat() && s.model.grid().knee >= 0);
        const SweepGrid& grid = s.model.grid();
        QVERIFY2(grid.kneeText.endsWith(QStringLiteral(", at ") + grid.up.label + QLatin1Char(' ') +
                                        grid.up.texts[grid.shownUp]),
                 qPrintable(grid.kneeText));
    }

    void theCurveAndTheKeyFollowThePointer()
    {
        Swept s;
        s.model.across()->setRange(3, 12);
        s.model.setItems(1000);
        QVERIFY(s.isOver());
        const int top = s.model.grid().up.size() - 1;
        QCOMPARE(s.model.grid().shownUp, top);
        const int low = s.model.grid().cellAt(2, 0);
        s.model.setPointed(low);
        QCOMPARE(s.model.grid().shownUp, 0);
        QCOMPARE(s.model.atHand(), low);
        QCOMPARE(s.model.chosen(), -1); // what a click on a button opens stays
        s.model.setPointed(-1);
        QCOMPARE(s.model.grid().shownUp, top);
        QCOMPARE(s.model.atHand(), -1);
        KeptRuns kept;
        s.model.keepCell(s.model.atHand(), &kept);
        QVERIFY(s.model.report().startsWith(QLatin1String("There is no run to keep")));
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

    void theFewItemsThatWereAskedForAreSwept()
    {
        Session session;
        SweepModel model;
        model.setSession(&session);
        Session::Start start = SessionFixture::start(true, 1, QStringLiteral("md1"));
        session.begin(start);
        QCOMPARE(model.items(), 10'000.0); // not the 1,000 that the window shows: nobody asked for them
        start.values["items"].number = 1000;
        session.begin(start);
        QCOMPARE(model.items(), 1000.0);

        // And those of a run that was saved.
        const SessionFixture files;
        QVERIFY(waitUntilComputed(session));
        session.save(files.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(session.report().startsWith(QStringLiteral("Saved")), patience);
        Session later;
        SweepModel ofLater;
        ofLater.setSession(&later);
        later.openFile(files.url(QStringLiteral("run.sojourn")));
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

    void saysWhatACellIsAndWhyItHasNoData()
    {
        Swept s;
        s.model.setSeeds(3);
        QVERIFY(s.isOver());
        QCOMPARE(s.model.cellWords(), QStringLiteral("a cell is the p99 of all items of 3 runs"));
        const QString text = s.model.cellText(0);
        QVERIFY2(text.contains(QLatin1String("of all items of 3 runs, with 95 % intervals")),
                 qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("Click opens the first of these runs")), qPrintable(text));
        s.model.setWarmUp(20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(
            s.model.detail().contains(
                QLatin1String("The warm-up of 20,000 items is longer than every run, so that nothing is")),
            qPrintable(s.model.detail()), patience);
        s.setGoal(s.model.goal(), QStringLiteral("p99 wait"), 2);
        QVERIFY(s.model.detail().contains(QLatin1String("longer than every run")));
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
        QTRY_VERIFY2_WITH_TIMEOUT(s.model.problem().contains(QLatin1String("varied twice")),
                                  qPrintable(s.model.problem()), patience);
        s.model.up()->setChoice(0);
        s.model.across()->setRange(1, 4);
        s.model.across()->setCount(4);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.state(), SweepModel::Done, patience);
        QVERIFY(s.model.problem().isEmpty());
    }

    void aRunThatNeverEndsIsRefused()
    {
        SessionFixture files;
        Session session;
        SweepModel model;
        model.setSession(&session);
        session.begin(SessionFixture::start(
            false, 1,
            files.write(QStringLiteral("endless.json"),
                        fileOf("{\"repeat\": \"forever\", \"steps\": [{\"sleep\": \"$pause\"}]}",
                               "\"pause\": {\"label\": \"Pause\", \"value\": 1, \"min\": 1, \"max\": 9, "
                               "\"step\": 1}"))));
        QTRY_VERIFY_WITH_TIMEOUT(session.document()->columns() != nullptr, patience);
        session.pause();
        model.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(model.state(), SweepModel::Refused, 2 * patience);
        QVERIFY2(model.problem().contains(QLatin1String("may never end")), qPrintable(model.problem()));
        model.setUntil(100);
        QTRY_COMPARE_WITH_TIMEOUT(model.state(), SweepModel::Done, patience);
    }

    void valuesThatTheScenarioRefusesAreRefusedBeforeAnythingRuns()
    {
        SessionFixture files;
        Session session;
        SweepModel model;
        model.setSession(&session);
        session.begin(SessionFixture::start(
            true, 1,
            files.write(QStringLiteral("counted.json"), // a whole number that says nothing of its steps
                        R"({"format": "sojourn-scenario", "version": 1, "name": "n", "title": "T",
                            "parameters": {"workers": {"label": "W", "value": 1, "min": 1, "max": 9}},
                            "tasks": [{"name": "a", "count": "$workers", "steps": [{"sleep": 1}]}]})")));
        QVERIFY(waitUntilComputed(session));
        model.across()->setRange(1, 5);
        model.across()->setCount(9);
        model.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(model.state(), SweepModel::Refused, patience);
        QVERIFY(model.isEmpty());
        QVERIFY2(model.problem().contains(QLatin1String("must be a whole number, not 1.5")),
                 qPrintable(model.problem()));
        model.across()->setCount(5);
        QTRY_COMPARE_WITH_TIMEOUT(model.state(), SweepModel::Done, patience);
    }

    void aCellIsKeptAsAWithoutBeingOpened()
    {
        Swept s;
        QVERIFY(s.isOver());
        QVERIFY(waitUntilComputed(s.session));
        KeptRuns kept;
        kept.setSession(&s.session);
        const RunSetting before = s.session.setting();
        const int cell = s.model.grid().cellAt(2, 1);
        s.model.keepCell(cell, &kept);
        QVERIFY(kept.isPinned());
        QCOMPARE(s.model.chosen(), cell);
        QVERIFY2(s.model.report().contains(s.model.settingText(cell)), qPrintable(s.model.report()));
        QTRY_VERIFY_WITH_TIMEOUT(kept.isComparable(), patience);
        QVERIFY(differences(s.session.setting(), before).empty());
        const std::shared_ptr<const Columns> computed = kept.a()->columns;
        s.model.openCell(cell);
        QVERIFY(waitUntilComputed(s.session));
        QCOMPARE(s.session.document()->columns()->folded(), computed->folded()); // the very run
        kept.undo(); // values, seed and clock in one step
        QVERIFY(differences(s.session.setting(), before).empty());
        kept.redo();
        QVERIFY(waitUntilComputed(s.session));
        // It is the present run by now: A is the one before, and stays so when it is kept once more.
        QTRY_VERIFY_WITH_TIMEOUT(kept.isComparable(), patience);
        const std::shared_ptr<const KeptRun> other = kept.a();
        QVERIFY(other && differences(other->setting, before).empty());
        s.model.keepCell(cell, &kept);
        QCOMPARE(kept.a(), other);
        QVERIFY2(s.model.report().startsWith(QLatin1String("That is the present run")),
                 qPrintable(s.model.report()));
        s.model.keepCell(-1, &kept);
        QCOMPARE(s.model.settingText(-1), QString());
    }

    void aGoalBeginsNearTheRunAtHand()
    {
        Swept s;
        QVERIFY(s.isOver());
        QVERIFY(waitUntilComputed(s.session));
        const Summary& summary = s.session.numbers()->summary();
        SweepGoalSetup* const goal = s.model.goal();
        goal->setChoice(static_cast<int>(goal->choices().indexOf(QStringLiteral("p99 wait"))));
        const double wait = summary.queues[0].wait.p99Seconds;
        QVERIFY(wait > 0);
        QVERIFY2(goal->bound() >= wait * 0.999 && goal->bound() <= wait * 1.5,
                 qPrintable(QString::number(goal->bound())));
        QVERIFY(!goal->isOver());

        SweepGoalSetup alone(nullptr);
        const auto metricIn = [](MetricUnit unit) {
            Metric metric;
            metric.unit = unit;
            return metric;
        };
        const std::vector<MetricChoice> metrics{{metricIn(MetricUnit::Seconds), "a", "a"},
                                                {metricIn(MetricUnit::PerSecond), "b", "b"},
                                                {metricIn(MetricUnit::Ratio), "c", "c"},
                                                {metricIn(MetricUnit::Seconds), "d", "d"}};
        alone.open(metrics, [](const MetricChoice& metric) -> std::optional<double> {
            if (metric.name == "a") return 0.00123;
            if (metric.name == "b") return 3.94;
            if (metric.name == "c") return 0.934;
            return {};
        });
        alone.setChoice(1);
        QCOMPARE(alone.bound(), 0.0015);
        alone.setChoice(2);
        QCOMPARE(alone.bound(), 3.0);
        QVERIFY(alone.isOver());
        alone.setChoice(3);
        QCOMPARE(alone.bound(), 94.0);
        alone.setChoice(4);
        QCOMPARE(alone.bound(), 1.0);
    }

    void aCellOpensAsTheRunOfItsFirstSeed()
    {
        Swept s;
        QVERIFY(s.isOver());
        QSignalSpy opened(&s.model, &SweepModel::cellOpened);
        const int cell = s.model.grid().cellAt(2, 1);
        s.model.openCell(cell);
        QCOMPARE(opened.count(), 1);
        const auto parameters = s.session.parameters()->parameters();
        const auto valueOf = [&](const char* name) {
            return std::ranges::find(parameters, name, &Parameter::name)->value.number;
        };
        QCOMPARE(valueOf("num_consumers"), 5.0);
        QCOMPARE(valueOf("capacity"), s.model.grid().up.numbers[1]);
        QCOMPARE(valueOf("items"), 300.0);
        QVERIFY(s.session.isVirtualClock());
        QCOMPARE(s.model.current(), cell);
        QVERIFY(!s.model.isStale()); // what is varied does not count
        QCOMPARE(s.model.state(), SweepModel::Done);
        s.session.parameters()->setNumber(QStringLiteral("service"), 0.5);
        QVERIFY(s.model.isStale());
    }

    void exportsWhatTheCommandLineWrites()
    {
        Swept s;
        QVERIFY(s.isOver());
        s.setGoal(s.model.otherGoal(), QStringLiteral("turned away"), 5);
        s.model.exportTable(s.url(QStringLiteral("sweep.csv")));
        QTRY_VERIFY_WITH_TIMEOUT(!s.model.report().isEmpty(), patience);
        QVERIFY2(!s.model.reportIsError(), qPrintable(s.model.report()));
        const QByteArray text = s.read(QStringLiteral("sweep.csv"));
        QVERIFY(
            text.startsWith("cell,num_consumers,capacity,replications,unfinished,wait_s.p99,wait_s.p99.low,"
                            "wait_s.p99.high,wait_s.p99.n,dropped_ratio,"));
        QCOMPARE(text.count('\n'), 25);
        s.model.exportTable(s.url(QStringLiteral("no/such/folder.csv")));
        QTRY_VERIFY_WITH_TIMEOUT(s.model.reportIsError(), patience);
    }

    void theTableHasALineACell()
    {
        Swept s;
        s.model.setTableShown(true);
        QVERIFY(s.isOver());
        QCOMPARE(s.model.cells()->count(), 24);
        QCOMPARE(s.model.cells()->columns().size(), 5);
        QCOMPARE(s.model.cells()->data(s.model.cells()->index(5), SweepRows::CellRole).toInt(), 5);
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
