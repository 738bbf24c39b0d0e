#include "scene/stage/stage_layout.h"
#include "scene/stage/stage_services.h"
#include "scene/stage/stage_words.h"
#include "support/played_run.h"

#include <QTest>

using namespace sojourn;

namespace {

/// The services of the built-in scenario: api needs database, which takes 0.8 s to connect.
RunView at(test::PlayedRun& played, double seconds)
{
    played.document.setPlayheadSeconds(seconds);
    return RunView::of(played.document);
}

std::size_t numberOf(const RunView& run, const char* name)
{
    for (std::size_t s = 0; s < run.info().services.size(); ++s)
        if (run.info().groups[run.info().services[s].group].name == name) return s;
    return 99;
}

QString longest(const RunView& run, const char* name)
{
    return serviceSayings(run, numberOf(run, name)).front().text;
}

} // namespace

class TestStageServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSaysWhereItIsInItsLife()
    {
        test::PlayedRun played(findBuiltinScenario("services")->text);
        const RunView start = at(played, 0.5);
        QCOMPARE(longest(start, "database"), QStringLiteral("starting, 500 ms"));
        QCOMPARE(longest(start, "api"), QStringLiteral("waiting for database"));
        QCOMPARE(longest(start, "heartbeat"), QStringLiteral("ready"));
        QCOMPARE(longest(at(played, 2.0), "api"), QStringLiteral("ready"));
        const RunView down = at(played, 5.9);
        QCOMPARE(longest(down, "heartbeat"), QStringLiteral("stopping, 100 ms"));
        QCOMPARE(longest(down, "api"), QStringLiteral("ready"));
        QCOMPARE(longest(at(played, 1e9), "api"), QStringLiteral("stopped"));
        // And back again.
        QCOMPARE(longest(at(played, 0.5), "api"), QStringLiteral("waiting for database"));
    }

    void oneSentenceSaysHowFarTheyAre()
    {
        test::PlayedRun played(findBuiltinScenario("services")->text);
        QCOMPARE(stageSentence(at(played, 0.5)),
                 QStringLiteral("4 of 6 services ready; api waits for database; database is starting."));
        QVERIFY(stageSentence(at(played, 2.0)).startsWith(QLatin1String("All 6 services are ready; ")));
        QCOMPARE(stageSentence(at(played, 5.9)),
                 QStringLiteral("The services stop, one after the other; heartbeat is stopping."));
        QCOMPARE(stageSentence(at(played, 1e9)),
                 QStringLiteral("All 6 services have stopped; the run has ended."));
    }

    void aFailureIsSaidOfByName()
    {
        test::PlayedRun played(findBuiltinScenario("services")->text, {{"database_fails", "1"}});
        const RunView run = at(played, 0.9);
        QCOMPARE(serviceNow(run, numberOf(run, "database")).state, ServiceState::Stopping);
        const RunView end = at(played, played.document.endSeconds());
        QCOMPARE(serviceNow(end, numberOf(end, "database")).state, ServiceState::Failed);
    }

    void whoNeedsAnotherStandsRightOfIt()
    {
        test::PlayedRun played(findBuiltinScenario("services")->text);
        const RunView run = at(played, 0);
        const StageLayout layout = StageLayout::of(run, {1136, 184});
        const auto card = [&](const char* name) {
            return layout.taskRect(
                run.info().groups[run.info().services[numberOf(run, name)].group].firstTask);
        };
        QVERIFY(card("database").right() < card("api").left());
        QVERIFY(layout.taskRect(0).right() < card("database").left());
        QCOMPARE(layout.groups.size(), 7u);
    }

    void whereOnlyALineIsLeftItHasRoomForTheStateToo()
    {
        test::PlayedRun played(findBuiltinScenario("services")->text);
        const RunView run = at(played, 0.5);
        const StageLayout layout = StageLayout::of(run, {776, 152});
        const std::uint16_t group = run.info().services[numberOf(run, "hello-mr-guido")].group;
        const QRectF card = layout.taskRect(run.info().groups[group].firstTask);
        QVERIFY(card.height() < 28);
        QVERIFY2(card.width() >= 192, qPrintable(QString::number(card.width())));
    }

    void theirClassAndSettingsAreKnown()
    {
        test::PlayedRun played(findBuiltinScenario("services")->text);
        const RunView run = at(played, 0.5);
        const std::size_t titled = numberOf(run, "hello-mr-guido");
        QCOMPARE(serviceKind(run.info(), titled).front().text,
                 QStringLiteral("TitledHelloService · name = Guido, title = mr."));
        QCOMPARE(serviceKind(run.info(), titled).back().text, QStringLiteral("TitledHelloService"));
        QCOMPARE(serviceText(run, numberOf(run, "api")),
                 QStringLiteral("waiting for database\nApiService\nthink_time: 0.5\nneeds database"));
        QVERIFY(!serviceOf(run, 0)); // the entry point is none
    }

    void whoHoldsTheLoopIsSaidFirst()
    {
        test::PlayedRun played(findBuiltinScenario("thread-pool")->text, {{"where", "loop"}});
        const RunView run = at(played, 1.5);
        QVERIFY2(stageSentence(run).startsWith(QLatin1String("Job 1 has held the loop for 500 ms: ")),
                 qPrintable(stageSentence(run)));
        QVERIFY(stageSentence(run).endsWith(QLatin1String("could run, but have to wait.")));
        QCOMPARE(taskSentence(run, 0), QStringLiteral("due for 1.25 s: the loop is held"));
    }
};

QTEST_GUILESS_MAIN(TestStageServices)
#include "tst_stage_services.moc"
