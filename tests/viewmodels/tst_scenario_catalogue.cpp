#include "scenario/builtin.h"
#include "session_fixture.h"
#include "theme/state_look.h"
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
            const bool isSentence = promise.endsWith(QLatin1Char('.')) || promise.endsWith(QLatin1Char('?'));
            QVERIFY2(isSentence, qPrintable(promise));
            QVERIFY2(promise.size() < 58, qPrintable(promise)); // two lines of a card
            QVERIFY(catalogue.titleAt(row).size() < 28);        // one
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

    void categoriesSayWhatTheSearchLeaves()
    {
        ScenarioCatalogue catalogue;
        const QAbstractItemModelTester tester(&catalogue);
        const CategoryModel& categories = *catalogue.categories();
        const auto at = [&](int row, int role) { return categories.data(categories.index(row), role); };
        const int all = catalogue.count();
        QCOMPARE(at(0, CategoryModel::CategoryRole).toInt(), CategoryModel::all);
        QCOMPARE(at(0, CategoryModel::CountRole).toInt(), all);
        int sum = 0;
        for (int row = 1; row < categories.rowCount(); ++row)
            sum += at(row, CategoryModel::CountRole).toInt();
        QCOMPARE(sum, all);

        catalogue.setCategory(static_cast<int>(ScenarioCategory::Requests));
        QCOMPARE(catalogue.count(), 2);
        QCOMPARE(catalogue.sections()->rowCount(), 1);
        QCOMPARE(at(0, CategoryModel::CountRole).toInt(), all); // one may still go back to them
        catalogue.setFilter(QStringLiteral("together requests-together"));
        QCOMPARE(catalogue.count(), 1);
        QCOMPARE(at(0, CategoryModel::CountRole).toInt(), 1);
        QCOMPARE(at(1, CategoryModel::CountRole).toInt(), 0); // and is still there
    }

    void cardsStandUnderTheirHeadings()
    {
        ScenarioCatalogue catalogue;
        catalogue.setColumns(4);
        const auto at = [&](int row, int role) { return catalogue.data(catalogue.index(row), role).toInt(); };
        QCOMPARE(at(0, ScenarioCatalogue::HeadingsRole), 1);
        const int last = catalogue.count() - 1;
        QCOMPARE(at(last, ScenarioCatalogue::LineRole), catalogue.lines() - 1);
        const int lines = catalogue.lines();
        catalogue.setColumns(2);
        QVERIFY(catalogue.lines() > lines);
        QCOMPARE(catalogue.beside(0, ScenarioCatalogue::Down), 2);
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
        QVERIFY(catalogue.looks().contains(static_cast<int>(StateLook::Sleeping)));
        QVERIFY(!catalogue.lookWords(catalogue.looks().front()).isEmpty());
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
