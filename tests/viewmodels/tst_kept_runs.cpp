#include "kept_runs_fixture.h"
#include "viewmodels/compare/setting_words.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

class TestKeptRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunTellsHowManyOfItsItemsGotDone()
    {
        Tried t;
        t.session.begin(Tried::start(true, 1, QStringLiteral("mm4")));
        QVERIFY(t.computed());
        t.step("items", 500);
        QVERIFY(t.at(0, KeptRuns::DetailRole).toString().startsWith(QStringLiteral("500 items in ")));
        QVERIFY(t.at(0, KeptRuns::BriefRole).toString().startsWith(QStringLiteral("500 in ")));
        t.step("capacity", 1);
        const std::uint64_t done = t.history.b()->summary->sojourn.count;
        QVERIFY(done < 500);
        const QString said = QStringLiteral("%1 of 500 in ").arg(done);
        QVERIFY2(t.at(0, KeptRuns::DetailRole).toString().startsWith(said),
                 qPrintable(t.at(0, KeptRuns::DetailRole).toString()));
        QTRY_VERIFY_WITH_TIMEOUT(!t.at(0, KeptRuns::SketchRole).value<QList<double>>().isEmpty(), patience);
    }
    void eachSettingIsAStepBackAndForth()
    {
        Tried t;
        QVERIFY(!t.history.canUndo() && !t.history.canRedo());
        const double servers = t.value("num_consumers");
        const double service = t.value("service");
        t.set("num_consumers", servers + 2);
        t.set("service", service / 2);
        QCOMPARE(t.history.undoText(), QStringLiteral("Mean service time 0.5 → 1 s"));
        t.history.undo();
        QCOMPARE(t.value("service"), service);
        QCOMPARE(t.value("num_consumers"), servers + 2);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), servers);
        QVERIFY(!t.history.canUndo());
        QCOMPARE(t.history.redoText(), QStringLiteral("Servers 1 → 3"));
        t.history.redo();
        t.history.redo();
        QCOMPARE(t.value("service"), service / 2);
        QVERIFY(!t.history.canRedo());
        QVERIFY(waitUntilComputed(t.session));
        QCOMPARE(t.session.runScenario()->groups[2].count, 3u); // the run is that of the setting
    }

    void aDragIsOneStep()
    {
        Tried t;
        const double before = t.value("service");
        for (int i = 1; i <= 20; ++i)
            t.set("service", before + i * 0.1);
        t.history.undo();
        QCOMPARE(t.value("service"), before);
        QVERIFY(!t.history.canUndo());
        QTest::qWait(static_cast<int>(KeptRuns::togetherMs) + 50);
        t.history.redo();
        QTest::qWait(10);
        t.set("service", before);
        t.history.undo();
        QCOMPARE(t.value("service"), before + 2);
    }

    void theSeedIsASettingToo()
    {
        Tried t;
        const QString seed = t.session.seed();
        t.session.setSeed(QStringLiteral("77"));
        QCOMPARE(t.history.undoText(), QStringLiteral("Seed 77 → %1").arg(seed));
        t.history.undo();
        QCOMPARE(t.session.seed(), seed);
    }

    void anotherSettingForgetsWhatWasTakenBack()
    {
        Tried t;
        t.set("num_consumers", 3);
        t.history.undo();
        t.set("service", 0.25);
        QVERIFY(!t.history.canRedo());
        t.history.undo();
        QVERIFY(!t.history.canUndo());
    }

    void whatIsRefusedIsNoStep()
    {
        Tried t;
        t.set("num_consumers", -1);
        QVERIFY(!t.history.canUndo());
        t.session.setSeed(QStringLiteral("x"));
        QVERIFY(!t.history.canUndo());
    }

    void anotherScenarioBeginsAnew()
    {
        Tried t;
        t.set("num_consumers", 3);
        t.session.openBuiltin(QStringLiteral("asyncq"));
        QTRY_VERIFY_WITH_TIMEOUT(!t.history.canUndo(), patience);
        t.set("num_consumers", 5);
        t.history.undo();
        QVERIFY(!t.history.canUndo());
    }

    void theOldestStepsAreForgotten()
    {
        Tried t;
        for (std::size_t i = 0; i < KeptRuns::mostSteps + 20; ++i)
            t.set(i % 2 == 0 ? "service" : "interarrival", 1.5 + static_cast<double>(i));
        std::size_t steps = 0;
        for (; t.history.canUndo(); ++steps)
            t.history.undo();
        QCOMPARE(steps, KeptRuns::mostSteps - 1);
    }

    void everySettingIsKeptWithItsRun()
    {
        Tried t;
        QVERIFY(t.computed());
        QCOMPARE(t.history.count(), 1);
        QCOMPARE(t.name(0), QStringLiteral("as opened"));
        QVERIFY(t.history.b()->columns != nullptr);
        QVERIFY(!t.history.isComparable());
        t.step("num_consumers", 2);
        t.step("interarrival", 1.5);
        QCOMPARE(t.history.count(), 3);
        QCOMPARE(t.name(0), QStringLiteral("2 servers, mean interarrival 1.5 s"));
        QCOMPARE(t.name(1), QStringLiteral("2 servers"));
        QCOMPARE(t.name(2), QStringLiteral("as opened"));
        QCOMPARE(t.at(0, KeptRuns::MarkRole).toInt(), static_cast<int>(KeptRuns::B));
        QCOMPARE(t.at(1, KeptRuns::MarkRole).toInt(), static_cast<int>(KeptRuns::A));
        QCOMPARE(t.at(0, KeptRuns::WhenRole).toString(), QStringLiteral("now"));
        QVERIFY(t.at(1, KeptRuns::DetailRole).toString().contains(QStringLiteral(" items in ")));
        QVERIFY(t.history.isComparable());
        QCOMPARE(t.history.b()->columns.get(), t.session.document()->columns());
        QCOMPARE(t.history.a()->setting.parameters.size(), t.history.b()->setting.parameters.size());
        QTRY_COMPARE_WITH_TIMEOUT(t.at(0, KeptRuns::SketchRole).value<QList<double>>().size(),
                                  KeptRuns::sketchParts, patience);
    }

    void ofADragOnlyTheLastIsKeptAndTheRunBeforeItIsA()
    {
        Tried t;
        QVERIFY(t.computed());
        for (int i = 1; i <= 20; ++i)
            t.set("service", 1 + i * 0.01);
        QVERIFY(t.computed());
        QCOMPARE(t.history.count(), 2);
        QCOMPARE(t.name(0), QStringLiteral("mean service time 1.2 s"));
        QCOMPARE(t.history.changeText(), QStringLiteral("Mean service time 1 → 1.2 s"));
        QCOMPARE(t.history.a()->setting.seed, t.history.b()->setting.seed);
    }

    void whatOneHandDoesIsOneStepHoweverLongItRests()
    {
        Tried t;
        QVERIFY(t.computed());
        t.session.parameters()->setHeld(true);
        t.step("service", 1.5);
        QTest::qWait(static_cast<int>(KeptRuns::togetherMs) + 50);
        t.step("service", 2);
        t.session.parameters()->setHeld(false);
        QCOMPARE(t.history.count(), 2);
        QCOMPARE(t.history.changeText(), QStringLiteral("Mean service time 1 → 2 s"));
        QTest::qWait(static_cast<int>(KeptRuns::togetherMs) + 50);
        t.session.parameters()->setHeld(true); // the next drag is a step of its own
        t.step("service", 2.5);
        t.session.parameters()->setHeld(false);
        QCOMPARE(t.history.count(), 3);
        QCOMPARE(t.history.undoText(), QStringLiteral("Mean service time 2.5 → 2 s"));
    }

    void aClickAndKeysAreTwoSteps()
    {
        Tried t;
        QVERIFY(t.computed());
        t.session.parameters()->setHeld(true); // a click
        t.set("num_consumers", 4);
        t.session.parameters()->setHeld(false);
        t.set("num_consumers", 5);             // a key, at once
        t.session.parameters()->setHeld(true); // and a click again
        t.set("num_consumers", 8);
        t.session.parameters()->setHeld(false);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 5.0);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 4.0);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 1.0);
        QVERIFY(!t.history.canUndo());
    }

    void twoClicksAreTwoSteps()
    {
        Tried t;
        QVERIFY(t.computed());
        for (const double servers : {4.0, 6.0}) {
            t.session.parameters()->setHeld(true);
            t.set("num_consumers", servers);
            t.session.parameters()->setHeld(false);
        }
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 4.0);
    }

    void keysAreOneStepUntilTheyRest()
    {
        Tried t;
        QVERIFY(t.computed());
        t.set("num_consumers", 2); // a key that is held down
        t.set("num_consumers", 3);
        QTest::qWait(static_cast<int>(KeptRuns::togetherMs) + 50);
        t.set("num_consumers", 4);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 3.0);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 1.0);
        QVERIFY(!t.history.canUndo());
    }

    void aHandThatComesBackHasDoneNothing()
    {
        Tried t;
        QVERIFY(t.computed());
        t.step("service", 2);
        t.session.parameters()->setHeld(true);
        t.step("num_consumers", 2);
        t.step("num_consumers", 1);
        QCOMPARE(t.history.count(), 2);
        QCOMPARE(t.history.aName(), QStringLiteral("as opened")); // as before
        t.step("num_consumers", 3);
        t.step("num_consumers", 4);
        t.session.parameters()->setHeld(false);
        QCOMPARE(t.history.count(), 3);
        QCOMPARE(t.history.undoText(), QStringLiteral("Servers 4 → 1"));
        t.history.undo();
        t.history.undo();
        QVERIFY(!t.history.canUndo());
        QCOMPARE(t.value("service"), 1.0);
    }

    void whatIsLeftBeforeItWasComputedIsComputedToBeCompared()
    {
        Tried t;
        QVERIFY(t.computed());
        t.set("items", 200'000);
        t.history.togglePinOfPresent();
        QVERIFY(!t.history.b()->columns); // no event has been handled since
        t.set("num_consumers", 2);
        QCOMPARE(t.history.aName(), t.history.pinnedName());
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable(), patience);
        QCOMPARE(t.history.a()->columns->items().size(), std::size_t{200'000});
    }

    void whatIsPinnedStaysWhenItIsRunAgain()
    {
        Tried t;
        QVERIFY(t.goesOn());
        t.history.togglePinOfPresent();
        t.session.restart();
        QVERIFY(t.history.a() && t.history.b() && t.history.a() != t.history.b());
        QVERIFY(t.history.a()->firstPart && t.history.a()->summary->sojourn.count > 5);
        QCOMPARE(t.history.aName(), QStringLiteral("as opened (before)"));
        QVERIFY(!t.history.isSwappable() && t.history.canUndo() == false);
        QTRY_VERIFY_WITH_TIMEOUT(t.left() > 5, patience); // and that is left again
        const std::shared_ptr<const KeptRun> a = t.history.a();
        t.session.restart();
        QCOMPARE(t.history.a(), a);
    }

    void aRunThatGoesOnIsKeptAsFarAsItCame()
    {
        Tried t;
        QVERIFY(t.goesOn());
        t.set("num_consumers", 3);
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable() || (t.history.a() && t.history.a()->columns),
                                 patience);
        const std::shared_ptr<const KeptRun> a = t.history.a();
        QVERIFY(a->firstPart && a->ran);
        QVERIFY(a->summary->sojourn.count > 5);
        QVERIFY(a->endNs > 0 && a->endNs == nanoseconds(a->end.at));
        QTRY_VERIFY_WITH_TIMEOUT(t.session.document()->columns() != a->columns.get(), patience);
        const std::uint64_t kept = a->columns->folded();
        QTRY_VERIFY_WITH_TIMEOUT(t.left() > 5, patience);
        QCOMPARE(a->columns->folded(), kept); // it grows no more
    }

    void aSessionIsARunToCompareWith_data()
    {
        QTest::addColumn<int>("percent");
        QTest::newRow("whole") << 100;
        QTest::newRow("one that breaks off") << 60;
    }
    void aSessionIsARunToCompareWith()
    {
        QFETCH(int, percent);
        Tried t;
        t.step("items", 2000);
        t.session.save(t.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(t.session.report().startsWith(QStringLiteral("Saved")), patience);
        const QByteArray whole = t.read(QStringLiteral("run.sojourn"));
        t.write(QStringLiteral("run.sojourn"), whole.left(whole.size() * percent / 100));
        t.session.openFile(t.url(QStringLiteral("run.sojourn")));
        QTRY_COMPARE_WITH_TIMEOUT(t.history.bName(), QStringLiteral("as opened"), patience);

        QVERIFY(t.at(0, KeptRuns::RecordedRole).toBool());
        QCOMPARE(t.history.b()->firstPart, percent < 100);
        t.history.togglePinOfPresent();
        t.step("num_consumers", 2);
        QVERIFY(t.history.isComparable());
        QCOMPARE(t.history.a()->firstPart, percent < 100); // what was in the file, not computed again
        QVERIFY(t.history.a()->columns->doneVisits().size() > 100);
    }

    void ofASessionWhoseBeginningIsLostNothingIsKept()
    {
        Tried t;
        t.step("items", 20'000);
        t.session.save(t.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(t.session.report().startsWith(QStringLiteral("Saved")), patience);
        const QByteArray whole = t.read(QStringLiteral("run.sojourn"));
        const qsizetype from = whole.indexOf("EVNT") + 100;
        t.write(QStringLiteral("run.sojourn"), whole.left(from) + whole.mid(from + whole.size() / 4));
        t.session.openFile(t.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(t.session.document()->firstKnownNs() > 0, patience);
        QVERIFY(!t.at(0, KeptRuns::RecordedRole).toBool());
        QCOMPARE(t.at(0, KeptRuns::DetailRole).toString(), QStringLiteral("its beginning is lost"));
        QCOMPARE(t.at(0, KeptRuns::BriefRole).toString(), QStringLiteral("beginning lost"));
        t.session.restart(); // computed anew, it is whole
        QTRY_VERIFY_WITH_TIMEOUT(t.at(0, KeptRuns::RecordedRole).toBool(), patience);
    }

    void whatIsPinnedWithinADragStays()
    {
        Tried t;
        QVERIFY(t.computed());
        t.session.parameters()->setHeld(true);
        t.step("num_consumers", 2);
        t.history.togglePinOfPresent();
        t.step("num_consumers", 3);
        t.session.parameters()->setHeld(false);
        QCOMPARE(t.history.count(), 3);
        QCOMPARE(t.history.pinnedName(), QStringLiteral("2 servers"));
        QCOMPARE(t.history.aName(), QStringLiteral("2 servers"));
        QVERIFY(t.history.isComparable());
        QVERIFY(t.history.isAPinned());
        t.history.undo(); // a run is not compared with itself
        QCOMPARE(t.history.pinnedName(), t.history.bName());
        QCOMPARE(t.history.aName(), QStringLiteral("3 servers"));
        QVERIFY(!t.history.isAPinned());
    }

    void whatIsNamedWithinADragStays()
    {
        Tried t;
        QVERIFY(t.computed());
        t.session.parameters()->setHeld(true);
        t.step("num_consumers", 2);
        t.history.rename(t.number(0), QStringLiteral("two"));
        t.step("num_consumers", 3);
        QCOMPARE(t.history.count(), 3);
        QCOMPARE(t.name(1), QStringLiteral("two"));
    }

    /// Whatever led to a run: its name is that of its setting beside the scenario as it was opened, and K
    /// keeps the run that it names.
    void aRunIsCalledAfterItsSettingAlone()
    {
        Tried t;
        const RunSetting opened = t.session.setting();
        QRandomGenerator random(7);
        QStringList given;
        for (int i = 0; i < 300; ++i) {
            switch (random.bounded(10)) {
            case 0:
            case 1:
                t.history.undo();
                break;
            case 2:
                t.history.redo();
                break;
            case 3:
                t.history.togglePinOfPresent();
                if (t.history.isPinned()) QCOMPARE(t.history.pinnedName(), t.history.bName());
                break;
            case 4:
                t.history.swap();
                break;
            case 5:
                t.session.setSeed(QString::number(1 + random.bounded(3)));
                break;
            case 6:
                t.set("capacity", random.bounded(3));
                break;
            case 7:
                t.history.go(t.number(random.bounded(t.history.count())));
                break;
            case 8:
                t.session.parameters()->setHeld(random.bounded(2) == 0);
                break;
            default:
                t.set("num_consumers", 1 + random.bounded(4));
            }
            const auto b = t.history.b();
            QVERIFY(differences(b->setting, t.session.setting()).empty());
            QCOMPARE(b->name(), runName(t.session.setting(), opened));
            if (const auto a = t.history.a()) QCOMPARE(a->name(), runName(a->setting, opened));
            QSet<QString> names;
            for (int row = 0; row < t.history.count(); ++row)
                names.insert(t.name(row));
            QCOMPARE(names.size(), t.history.count());
        }
    }

    void theClockIsInTheNameBehindTheValues()
    {
        Tried t;
        QVERIFY(t.computed());
        const RunSetting opened = t.session.setting();
        RunSetting setting = opened;
        setting.virtualClock = false;
        QCOMPARE(runName(setting, opened), QStringLiteral("real clock"));
        setting.seed = 7;
        for (Parameter& p : setting.parameters)
            if (p.name == "num_consumers") p.value.number = 3;
        QCOMPARE(runName(setting, opened), QStringLiteral("3 servers, seed 7, real clock"));
    }

    void aPinnedRunStaysWhatOthersAreComparedWith()
    {
        Tried t;
        QVERIFY(t.computed());
        t.history.togglePinOfPresent();
        QVERIFY(t.history.isPinned());
        QCOMPARE(t.session.report(), QStringLiteral("Kept as A: as opened"));
        QVERIFY(!t.session.reportIsError());
        QVERIFY(!t.history.isComparable()); // with itself
        t.step("num_consumers", 2);
        t.step("num_consumers", 3);
        const QString first = t.name(t.history.count() - 1);
        QCOMPARE(t.history.aName(), first);
        t.history.togglePinOfPresent();
        QVERIFY(!t.history.isPinned());
        QCOMPARE(t.session.report(), QStringLiteral("No longer kept as A: %1").arg(first));
        QVERIFY(t.history.aName() != t.history.bName());
    }

    void aSettingThatNeverRanHereIsKeptAsA()
    {
        Tried t;
        QVERIFY(t.computed());
        RunSetting setting = t.session.setting();
        for (Parameter& p : setting.parameters)
            if (p.name == "num_consumers") p.value.number = 7;
        const auto file = ScenarioFile::read(t.session.scenarioText());
        const auto scenario = file->resolve({{"num_consumers", *file->parse("num_consumers", "7")}});
        t.history.keepAsA(setting, std::make_shared<const Scenario>(*scenario));
        QVERIFY(t.history.isPinned());
        QVERIFY(!t.history.canUndo()); // the present run stays
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable(), patience);
        QCOMPARE(t.history.aName(), QStringLiteral("7 servers"));
        QCOMPARE(t.history.a()->columns->info().groups[2].taskCount, 7u);
        QCOMPARE(t.history.count(), 2);
    }

    void goingToAKeptRunIsAStepThatCanBeUndone()
    {
        Tried t;
        QVERIFY(t.computed());
        t.step("num_consumers", 4);
        const int first = t.number(1);
        t.history.go(first);
        QCOMPARE(t.value("num_consumers"), 1.0);
        QCOMPARE(t.history.aName(), QStringLiteral("4 servers"));
        QVERIFY(t.computed());
        QCOMPARE(t.history.count(), 2); // nothing new was made
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 4.0);
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 1.0);
        QVERIFY(!t.history.canUndo());
    }

    void seedAndValuesAreSetAtOnce()
    {
        Tried t;
        QVERIFY(t.computed());
        const int first = t.number(0);
        t.session.setSeed(QStringLiteral("77"));
        t.step("num_consumers", 2);
        t.history.go(first);
        QVERIFY(t.computed());
        QCOMPARE(t.session.seed(), QStringLiteral("1"));
        QCOMPARE(t.value("num_consumers"), 1.0);
        QCOMPARE(t.session.runSeed(), std::uint64_t{1});
        // Of several what they are now, and beside it both sides of each.
        QCOMPARE(t.history.changeText(), QStringLiteral("1 server, seed 1"));
        QCOMPARE(changesText(t.history.a()->setting, t.history.b()->setting),
                 QStringLiteral("Servers 2 → 1, Seed 77 → 1"));
        QVERIFY(changesText(t.history.b()->setting, t.history.b()->setting).isEmpty());
    }

    /// As fields show them: nobody reads sixteen figures, but two values that differ stay two.
    void valuesAreSaidWithFourFigures()
    {
        Tried t;
        RunSetting from = t.session.setting(), to = from;
        const auto service = [](RunSetting& setting) -> ParameterValue& {
            return std::ranges::find(setting.parameters, "service", &Parameter::name)->value;
        };
        service(from).number = 5.0 / 18;
        service(to).number = 0.3;
        QCOMPARE(changeText(from, to), QStringLiteral("Mean service time 0.2778 → 0.3 s"));
        service(to).number = 0.27778;
        QVERIFY(changeText(from, to).contains(QStringLiteral("→ 0.27778 s")));
        // Names tell runs apart by whatever anybody types, and say what a slider came to as its field does.
        QCOMPARE(runName(from, to), QStringLiteral("mean service time 0.2778 s"));
        QCOMPARE(runName(to, from), QStringLiteral("mean service time 0.27778 s"));
        service(to).number = 0.27777778; // reads as the other does
        QCOMPARE(runName(to, from), QStringLiteral("mean service time 0.27777778 s"));
    }

    void settingsAreSaidInTheWordsOfTheirFields()
    {
        Tried t;
        RunSetting from = t.session.setting(), to = from;
        const auto capacity = [](RunSetting& setting) -> ParameterValue& {
            return std::ranges::find(setting.parameters, "capacity", &Parameter::name)->value;
        };
        capacity(from).number = 0;
        capacity(to).number = 1;
        QCOMPARE(changeText(from, to), QStringLiteral("Room to wait no limit → 1 customer"));
        QCOMPARE(changeText(to, from), QStringLiteral("Room to wait 1 → no limit"));
        to.seed = from.seed + 1;
        QVERIFY(
            changesText(from, to).startsWith(QStringLiteral("Room to wait no limit → 1 customer, Seed ")));
        QCOMPARE(runName(from, to).section(QLatin1Char(','), 0, 0),
                 QStringLiteral("no limit on room to wait"));
    }

    void thePresentRunHasItsRow()
    {
        Tried t;
        QVERIFY(t.computed());
        QCOMPARE(t.history.presentRow(), 0);
        t.step("num_consumers", 2);
        t.step("service", 0.25);
        QCOMPARE(t.history.presentRow(), 0);
        t.history.go(t.number(2));
        QCOMPARE(t.history.presentRow(), 2);
        QCOMPARE(t.at(2, KeptRuns::MarkRole).toInt(), static_cast<int>(KeptRuns::B));
        KeptRuns none;
        QCOMPARE(none.presentRow(), -1);
    }

    void aAndBChangePlaces()
    {
        Tried t;
        QVERIFY(t.computed());
        t.step("num_consumers", 4);
        t.history.swap();
        QVERIFY(t.computed());
        QCOMPARE(t.history.aName(), QStringLiteral("4 servers"));
        QCOMPARE(t.history.bName(), QStringLiteral("as opened"));
        t.history.swap();
        QCOMPARE(t.history.bName(), QStringLiteral("4 servers"));
        QVERIFY(t.history.isComparable());
    }

    void runsAreNamedAndForgotten()
    {
        Tried t;
        QVERIFY(t.computed());
        t.step("num_consumers", 2);
        t.history.rename(t.number(0), QStringLiteral("  the  good one "));
        QCOMPARE(t.name(0), QStringLiteral("the good one"));
        t.history.rename(t.number(0), QString());
        QCOMPARE(t.name(0), QStringLiteral("2 servers"));
        t.history.forget(t.number(0)); // the present one stays
        QCOMPARE(t.history.count(), 2);
        t.history.forget(t.number(1));
        QCOMPARE(t.history.count(), 1);
        QVERIFY(!t.history.isComparable());
        t.history.undo(); // its setting is a step all the same
        QVERIFY(t.computed());
        QCOMPARE(t.value("num_consumers"), 1.0);
        QCOMPARE(t.history.count(), 2);
    }

    void memoryIsBoundedAndARunIsComputedAgainWhenItIsAskedFor()
    {
        Tried t;
        t.history.setMemoryBytes(1);
        QVERIFY(t.computed());
        const std::uint64_t events = t.history.b()->columns->folded();
        t.step("num_consumers", 2);
        t.step("num_consumers", 3);
        QTest::qWait(static_cast<int>(KeptRuns::togetherMs) + 50);
        t.step("num_consumers", 4);
        const int oldest = t.history.count() - 1;
        QCOMPARE(t.at(oldest, KeptRuns::RecordedRole).toBool(), false);
        QCOMPARE(t.at(0, KeptRuns::RecordedRole).toBool(), true);
        t.history.togglePin(t.number(oldest));
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable(), patience);
        QCOMPARE(t.history.a()->columns->folded(), events);
    }

    void onTheRealClockARunCountsWhenItHasEnded()
    {
        Session session;
        KeptRuns history;
        history.setSession(&session);
        session.begin(SessionFixture::start(false, 0));
        QTRY_VERIFY_WITH_TIMEOUT(session.document()->isEnded(), patience);
        QCOMPARE(history.count(), 1);
        QVERIFY(history.b()->columns != nullptr);
        session.setSpeed(0.1); // so that the next will not end
        session.parameters()->setNumber(QStringLiteral("capacity"), 3);
        QTRY_VERIFY_WITH_TIMEOUT(!session.document()->isEnded(), patience);
        session.parameters()->setNumber(QStringLiteral("num_producers"), 2);
        QCOMPARE(history.count(), 2); // the one that did not end is a step, and no run
        QCOMPARE(history.undoText(), QStringLiteral("Producers 2 → 3"));
    }

    void theClockIsASettingToo()
    {
        Tried t;
        QVERIFY(t.computed());
        t.session.setVirtualClock(false);
        QCOMPARE(t.history.undoText(), QStringLiteral("Real clock → virtual clock"));
        t.history.undo();
        QVERIFY(t.session.isVirtualClock());
        QVERIFY(t.computed());
    }

    void anySettingIsSavedAsAScenario()
    {
        Tried t;
        QVERIFY(t.computed());
        t.step("num_consumers", 7);
        t.step("service", 2);
        t.history.save(t.number(1), t.url(QStringLiteral("seven.json")));
        QTRY_VERIFY_WITH_TIMEOUT(!t.session.report().isEmpty(), patience);
        QVERIFY2(!t.session.reportIsError(), qPrintable(t.session.report()));
        const Checked<ScenarioFile> file =
            ScenarioFile::read(t.read(QStringLiteral("seven.json")).toStdString());
        QVERIFY(file);
        for (const Parameter& p : file->parameters()) {
            if (p.name == "num_consumers") QCOMPARE(p.value.number, 7.0);
            if (p.name == "service") QCOMPARE(p.value.number, 1.0);
        }
    }
};

QTEST_MAIN(TestKeptRuns)
#include "tst_kept_runs.moc"
