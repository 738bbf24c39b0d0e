#include "session_fixture.h"
#include "viewmodels/theory/run_intervals.h"

#include <QSignalSpy>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Sure : SessionFixture
{
    explicit Sure(double items)
    {
        intervals.setSession(&session);
        Session::Start start = SessionFixture::start(true, 1, QStringLiteral("mm1"));
        ParameterValue value;
        value.number = items;
        start.values = {{"items", value}};
        session.begin(start);
    }
    Session session;
    RunIntervals intervals;
};

} // namespace

class TestRunIntervals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsEstimatedWhileNobodyLooks()
    {
        Sure s(20'000);
        QVERIFY(waitUntilComputed(s.session));
        QTest::qWait(300);
        QVERIFY(s.intervals.p99().isEmpty());
    }

    void anIntervalHoldsTheRunsOwnValue()
    {
        Sure s(20'000);
        s.intervals.setActive(true);
        QVERIFY(waitUntilComputed(s.session));
        QTRY_VERIFY_WITH_TIMEOUT(!s.intervals.meanRange().isEmpty(), patience);
        QVERIFY(s.intervals.mean().startsWith(QLatin1String("In the long run ")));
        QVERIFY(s.intervals.mean().contains(QLatin1String("per item")));
        QVERIFY(s.intervals.p50Range().contains(QStringLiteral(" – ")));
        QVERIFY(s.intervals.p90Range() != s.intervals.p50Range());
        QVERIFY(!s.intervals.p99().isEmpty());

        // Another run: what was known of the one before is not said of it.
        QSignalSpy changes(&s.intervals, &RunIntervals::changed);
        const QString before = s.intervals.meanRange();
        s.session.parameters()->setNumber(QStringLiteral("service"), 0.3);
        QTRY_VERIFY_WITH_TIMEOUT(changes.count() >= 2, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!s.intervals.meanRange().isEmpty(), patience);
        QVERIFY(s.intervals.meanRange() != before);
    }

    void ofFewItemsItSaysThatThereIsTooLittleData()
    {
        Sure s(50);
        s.intervals.setActive(true);
        QVERIFY(waitUntilComputed(s.session));
        QTRY_VERIFY_WITH_TIMEOUT(s.intervals.p99().startsWith(QLatin1String("Not enough data")), patience);
        QVERIFY(s.intervals.p99Range().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRunIntervals)
#include "tst_run_intervals.moc"
