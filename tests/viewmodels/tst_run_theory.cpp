#include "session_fixture.h"
#include "viewmodels/theory/run_theory.h"

using namespace sojourn;
using namespace sojourn::test;

namespace {

ParameterValue number(double value)
{
    ParameterValue result;
    result.number = value;
    return result;
}

struct Known : SessionFixture
{
    Known(bool virtualClock, const QString& scenario, const ParameterValues& values = {})
    {
        theory.setSession(&session);
        Session::Start start = SessionFixture::start(virtualClock, 1, scenario);
        start.values = values;
        session.begin(start);
    }
    bool knowsAQueue()
    {
        return QTest::qWaitFor([&] { return theory.of(0) != nullptr; }, patience);
    }

    Session session;
    RunTheory theory;
};

} // namespace

class TestRunTheory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheSojournTimesOfASingleQueue()
    {
        Known k(true, QStringLiteral("mm1"));
        QVERIFY(k.knowsAQueue());
        QCOMPARE(k.theory.caseName(), QStringLiteral("M/M/1"));
        QCOMPARE(k.theory.mean(), QStringLiteral("5.00 s"));
        QCOMPARE(k.theory.p50(), QStringLiteral("3.47 s"));
        QCOMPARE(k.theory.p90(), QStringLiteral("11.5 s"));
        QCOMPARE(k.theory.p99(), QStringLiteral("23.0 s"));
    }
    void isThereWhileALiveRunGoesOn()
    {
        Known k(false, QStringLiteral("md1"));
        QVERIFY(k.knowsAQueue());
        QCOMPARE(k.theory.caseName(), QStringLiteral("M/D/1"));
        QVERIFY(k.theory.sojourn() != nullptr && !k.theory.p90().isEmpty());
    }
    void theLatestParametersWin()
    {
        Known k(true, QStringLiteral("mm1"), {{"items", number(100)}});
        QVERIFY(k.knowsAQueue());
        for (const double service : {.9, .8, .7, .6, .5})
            k.session.parameters()->setNumber(QStringLiteral("service"), service);
        QTRY_COMPARE_WITH_TIMEOUT(k.theory.mean(), QStringLiteral("833 ms"), patience);
        QVERIFY(waitUntilComputed(k.session));
        QTest::qWait(100);
        QCOMPARE(k.theory.mean(), QStringLiteral("833 ms"));
    }
    void anOverloadedQueueHasNone()
    {
        Known k(true, QStringLiteral("mm1"), {{"items", number(100)}, {"service", number(2)}});
        QVERIFY(k.knowsAQueue());
        QCOMPARE(k.theory.of(0)->kind, QueueTheory::Kind::Overload);
        QVERIFY(k.theory.caseName().isEmpty() && k.theory.mean().isEmpty() && k.theory.p50().isEmpty());
    }
    void itemsThatPassSeveralQueuesHaveNone()
    {
        Known k(true, QStringLiteral("pipeline"));
        QVERIFY(k.knowsAQueue());
        QVERIFY(k.theory.sojourn() == nullptr && k.theory.mean().isEmpty());
        QVERIFY(k.theory.of(1000) == nullptr);
    }
};

QTEST_MAIN(TestRunTheory)
#include "tst_run_theory.moc"
