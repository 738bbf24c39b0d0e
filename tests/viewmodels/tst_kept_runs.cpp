#include "session_fixture.h"
#include "viewmodels/setting_history.h"

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Tried : SessionFixture
{
    Tried()
    {
        session.begin(start(true, 1, QStringLiteral("mm1")));
        history.setSession(&session);
    }
    void set(const char* name, double value)
    {
        session.parameters()->setNumber(QString::fromLatin1(name), value);
    }
    double value(const char* name) const
    {
        for (const Parameter& p : session.parameters()->parameters())
            if (p.name == name) return p.value.number;
        return -1;
    }

    Session session;
    SettingHistory history;
};

} // namespace

class TestSettingHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSettingIsAStepBackAndForth()
    {
        Tried t;
        QVERIFY(!t.history.canUndo() && !t.history.canRedo());
        const double servers = t.value("num_consumers");
        const double service = t.value("service");
        t.set("num_consumers", servers + 2);
        t.set("service", service / 2);
        QCOMPARE(t.history.undoText(), QStringLiteral("Mean service time 0.5 → 1"));
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
        QTest::qWait(static_cast<int>(SettingHistory::togetherMs) + 50);
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
        for (std::size_t i = 0; i < SettingHistory::mostSteps + 20; ++i)
            t.set(i % 2 == 0 ? "service" : "interarrival", 1.5 + static_cast<double>(i));
        std::size_t steps = 0;
        for (; t.history.canUndo(); ++steps)
            t.history.undo();
        QCOMPARE(steps, SettingHistory::mostSteps - 1);
    }
};

QTEST_MAIN(TestSettingHistory)
#include "tst_setting_history.moc"
