#include "kept_runs_fixture.h"
#include "viewmodels/compare/comparison.h"
#include "viewmodels/compare/setting_words.h"

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Two sessions of M/M/1: with two servers, and with three.
struct TwoSessions : Tried
{
    TwoSessions()
    {
        step("num_consumers", 2);
        QVERIFY(save(QStringLiteral("two.sojourn")));
        step("num_consumers", 3);
        QVERIFY(save(QStringLiteral("three.sojourn")));
    }
    bool open(const QString& name)
    {
        session.openFile(url(name));
        return QTest::qWaitFor(
            [&] {
                return session.scenarioFile() == url(name) && history.b() && history.b()->columns != nullptr;
            },
            patience);
    }
};

} // namespace

class TestKeptRunsOpened : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPinnedStaysBesideAnotherSession()
    {
        TwoSessions t;
        QVERIFY(t.open(QStringLiteral("two.sojourn")));
        t.history.togglePinOfPresent();
        const auto pinned = t.history.b();
        QVERIFY(t.open(QStringLiteral("three.sojourn")));
        QCOMPARE(t.history.a(), pinned);
        QVERIFY(t.history.isComparable() && t.history.isAPinned());
        QCOMPARE(t.history.aName(), QStringLiteral("two.sojourn"));
        QCOMPARE(t.history.bName(), QStringLiteral("three.sojourn"));
        QCOMPARE(t.history.changeText(), QStringLiteral("Servers 2 → 3"));
        QCOMPARE(t.session.report(), QStringLiteral("Still kept as A: two.sojourn"));
        QCOMPARE(t.history.count(), 2);
        QCOMPARE(t.name(1), QStringLiteral("two.sojourn"));
        QCOMPARE(t.at(1, KeptRuns::MarkRole).toInt(), static_cast<int>(KeptRuns::A));

        Comparison comparison;
        comparison.setSession(&t.session);
        comparison.setKept(&t.history);
        comparison.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(comparison.isReady(), patience);
        QVERIFY2(comparison.sentence().startsWith(QStringLiteral("Servers 2 → 3: median sojourn ")),
                 qPrintable(comparison.sentence()));
        QVERIFY(comparison.hasItems() && comparison.canPair());
    }

    void theOtherFileIsNoStep()
    {
        TwoSessions t;
        QVERIFY(t.open(QStringLiteral("two.sojourn")));
        t.history.togglePinOfPresent();
        QVERIFY(t.open(QStringLiteral("three.sojourn")));
        QVERIFY(!t.history.canUndo() && !t.history.canRedo() && !t.history.isSwappable());
        t.history.go(t.number(1));
        QVERIFY2(t.session.report().startsWith(QStringLiteral("two.sojourn is of what was open before")),
                 qPrintable(t.session.report()));
        t.history.swap();
        QCOMPARE(t.value("num_consumers"), 3.0);
        QVERIFY(!t.history.canUndo());
        // What is tried now is compared with it all the same, and taken back step by step.
        t.step("num_consumers", 4);
        QCOMPARE(t.history.changeText(), QStringLiteral("Servers 2 → 4"));
        t.history.undo();
        QCOMPARE(t.value("num_consumers"), 3.0);
        QVERIFY(!t.history.canUndo());
        t.step("num_consumers", 2); // the setting of A, but a run of this file
        QVERIFY(t.history.a() && t.history.a() != t.history.b());
        QCOMPARE(t.history.aName(), QStringLiteral("two.sojourn"));
    }

    void whatIsNotPinnedGoes()
    {
        TwoSessions t;
        QVERIFY(t.open(QStringLiteral("two.sojourn")));
        t.step("num_consumers", 5);
        QVERIFY(t.open(QStringLiteral("three.sojourn")));
        QVERIFY(!t.history.a() && t.history.count() == 1);
    }

    void aSettingOfTheFileIsInItsName()
    {
        TwoSessions t;
        QVERIFY(t.open(QStringLiteral("two.sojourn")));
        t.step("num_consumers", 5);
        t.history.togglePinOfPresent();
        QVERIFY(t.open(QStringLiteral("three.sojourn")));
        QCOMPARE(t.history.aName(), QStringLiteral("two.sojourn, 5 servers"));
        QVERIFY(t.open(QStringLiteral("two.sojourn"))); // and it stays so, however often another is opened
        QCOMPARE(t.history.aName(), QStringLiteral("two.sojourn, 5 servers"));
        t.history.rename(t.number(1), QStringLiteral("mine"));
        QVERIFY(t.open(QStringLiteral("three.sojourn")));
        QCOMPARE(t.history.aName(), QStringLiteral("mine"));
    }

    void anotherScenarioOfTheSameTasksIsComparedWith()
    {
        Tried t;
        QVERIFY(t.computed());
        t.history.togglePinOfPresent();
        t.session.openBuiltin(QStringLiteral("mm4"));
        QVERIFY(t.computed());
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable() && t.history.b()->columns, patience);
        QCOMPARE(t.history.aName(), QStringLiteral("mm1"));
    }

    void whatHasOtherTasksIsLetGoOfAndThatIsSaid()
    {
        Tried t;
        QVERIFY(t.computed());
        t.history.togglePinOfPresent();
        t.session.openBuiltin(QStringLiteral("gather"));
        QTRY_VERIFY_WITH_TIMEOUT(!t.history.isPinned(), patience);
        QVERIFY(!t.history.a() && t.history.count() == 1);
        QCOMPARE(t.session.report(),
                 QStringLiteral("No longer kept as A: mm1 (it has other tasks or queues)"));
    }

    void aRunThatGoesOnStaysAsFarAsItCame()
    {
        Tried t;
        QVERIFY(t.goesOn());
        t.history.togglePinOfPresent();
        t.session.openBuiltin(QStringLiteral("mm1"));
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable(), patience);
        QVERIFY(t.history.a()->firstPart && t.history.a()->summary->sojourn.count > 5);
        QVERIFY(t.history.changeText().isEmpty()); // nothing is set otherwise
    }

    void whatWasNotComputedYetIsComputedAllTheSame()
    {
        Tried t;
        QVERIFY(t.computed());
        t.set("items", 200'000);
        t.history.togglePinOfPresent();
        QVERIFY(!t.history.b()->columns);
        t.session.openBuiltin(QStringLiteral("mm1"));
        QTRY_VERIFY_WITH_TIMEOUT(t.history.isComparable(), patience);
        QCOMPARE(t.history.a()->columns->items().size(), std::size_t{200'000});
    }
};

QTEST_MAIN(TestKeptRunsOpened)
#include "tst_kept_runs_opened.moc"
