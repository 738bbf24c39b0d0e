#include "scenario/builtin.h"
#include "session_fixture.h"
#include "viewmodels/chooser/scenario_catalogue.h"

#include <QAbstractItemModelTester>
#include <QPointer>

using namespace sojourn;
using namespace sojourn::test;

class TestScenarioCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryScenarioWithItsPromise()
    {
        ScenarioCatalogue catalogue;
        const QAbstractItemModelTester tester(&catalogue);
        QCOMPARE(catalogue.count(), static_cast<int>(builtinScenarios().size()));
        for (int row = 0; row < catalogue.count(); ++row) {
            const QString promise =
                catalogue.data(catalogue.index(row), ScenarioCatalogue::PromiseRole).toString();
            QVERIFY2(!promise.isEmpty() && promise.endsWith(QLatin1Char('.')), qPrintable(promise));
            QVERIFY(catalogue.aboutAt(row).startsWith(promise));
            QVERIFY(!catalogue.titleAt(row).isEmpty());
        }
        QCOMPARE(catalogue.nameAt(catalogue.rowOf(QStringLiteral("asyncq"))), QStringLiteral("asyncq"));
    }

    void whatIsTypedFilters()
    {
        ScenarioCatalogue catalogue;
        const QAbstractItemModelTester tester(&catalogue);
        catalogue.setFilter(QStringLiteral("  PRODUCERS  back-pressure "));
        QVERIFY(catalogue.rowOf(QStringLiteral("asyncq")) >= 0);
        QCOMPARE(catalogue.rowOf(QStringLiteral("mm1")), -1);
        catalogue.setFilter(QStringLiteral("nothing has this"));
        QCOMPARE(catalogue.count(), 0);
        QVERIFY(catalogue.nameAt(0).isEmpty());
        catalogue.setFilter({});
        QCOMPARE(catalogue.count(), static_cast<int>(builtinScenarios().size()));
    }

    void eachHasAPictureOfARealRun()
    {
        ScenarioCatalogue catalogue;
        catalogue.prepare();
        const auto run = [&](int row) {
            return catalogue.data(catalogue.index(row), ScenarioCatalogue::RunRole).value<RunDocument*>();
        };
        for (int row = 0; row < catalogue.count(); ++row) {
            QVERIFY2(QTest::qWaitFor([&] { return !run(row)->isEmpty(); }, patience),
                     qPrintable(catalogue.nameAt(row)));
            QVERIFY(run(row)->moment().events > 0);
        }
        catalogue.prepare(); // they are there
    }

    void aCatalogueMayGoWhileItPrepares()
    {
        auto* catalogue = new ScenarioCatalogue;
        const QPointer<RunDocument> run =
            catalogue->data(catalogue->index(0), ScenarioCatalogue::RunRole).value<RunDocument*>();
        catalogue->prepare();
        delete catalogue;
        QTest::qWait(50); // what it had begun ends
        QVERIFY(run.isNull());
    }

    void whatIsNoScenarioHasNoSketch() { QVERIFY(!ScenarioSketch::of("{").columns); }
};

QTEST_MAIN(TestScenarioCatalogue)
#include "tst_scenario_catalogue.moc"
