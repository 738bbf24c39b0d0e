// A session and the history of its runs, as the tests of those share them.
#pragma once

#include "session_fixture.h"
#include "viewmodels/compare/kept_runs.h"

#include <QAbstractItemModelTester>

namespace sojourn::test {

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

    QVariant at(int row, int role) const { return history.data(history.index(row), role); }
    QString name(int row) const { return at(row, KeptRuns::NameRole).toString(); }
    int number(int row) const { return at(row, KeptRuns::NumberRole).toInt(); }
    bool computed() { return waitUntilComputed(session); }
    /// The run that is shown, as a session that can be opened.
    bool save(const QString& name)
    {
        session.clearReport();
        session.save(url(name));
        return QTest::qWaitFor([&] { return session.report().startsWith(QStringLiteral("Saved")); },
                               patience);
    }
    /// How many customers of the run that is shown have left.
    std::size_t left() const
    {
        const Columns* const columns = session.document()->columns();
        return columns != nullptr ? columns->doneVisits().size() : 0;
    }
    /// A run on the real clock that goes on, some customers of which have left.
    bool goesOn()
    {
        session.begin(start(false, 1, QStringLiteral("mm1")));
        session.setSpeed(100);
        return QTest::qWaitFor([&] { return left() > 5; }, patience);
    }
    /// A setting of its own, and its run.
    void step(const char* parameter, double value)
    {
        set(parameter, value);
        QVERIFY(computed());
    }

    Session session;
    KeptRuns history;
    QAbstractItemModelTester tester{&history, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace sojourn::test
