// A sweep of a session, as the tests of its page share it.
#pragma once

#include "session_fixture.h"
#include "viewmodels/sweep/sweep_model.h"

#include <QAbstractItemModelTester>

namespace sojourn::test {

/// The sweep page of a session that has nothing open yet.
struct Sweeping : SessionFixture
{
    Sweeping() { model.setSession(&session); }
    bool isOver(SweepModel::State state = SweepModel::Done)
    {
        model.setActive(true);
        return QTest::qWaitFor([&] { return model.state() == state; }, patience);
    }

    Session session;
    SweepModel model;
    QAbstractItemModelTester meeting{model.meeting(), QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester cells{model.cells(), QAbstractItemModelTester::FailureReportingMode::QtTest};
};

/// M/M/4 in small: 3 to 8 servers, one or more rooms to wait.
struct Swept : Sweeping
{
    explicit Swept(const QString& scenario = QStringLiteral("mm4"))
    {
        session.begin(start(true, 1, scenario));
        model.setSeeds(3);
        model.setItems(300);
        model.across()->setRange(3, 8);
        model.up()->setRange(1, 50);
        model.up()->setCount(4);
    }
    void setGoal(SweepGoalSetup* goal, const QString& metric, double bound, bool over = false)
    {
        goal->setChoice(static_cast<int>(goal->choices().indexOf(metric)));
        QVERIFY(goal->isGiven());
        goal->setOver(over);
        goal->setBound(bound);
    }
};

} // namespace sojourn::test
