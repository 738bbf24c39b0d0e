#include "sweep_fixture.h"
#include "viewmodels/compare/setting_words.h"

#include <QSignalSpy>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

class TestSweepAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_MAIN(TestSweepAnswers)
#include "tst_sweep_answers.moc"
