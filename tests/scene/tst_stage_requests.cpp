#include "scene/stage/stage_counts.h"
#include "scene/stage/stage_layout.h"
#include "scene/stage/stage_words.h"
#include "support/played_run.h"

#include <QTest>

#include <set>

using namespace sojourn;

namespace {

const std::map<std::string, std::string> slow{{"count", "20"},        {"connections", "8"},
                                              {"latency", "0.1:0.5"}, {"receive", "0.05:0.2"},
                                              {"errors", "0.2"},      {"on_failure", "skip"}};

RunView at(test::PlayedRun& played, double seconds)
{
    played.document.setPlayheadSeconds(seconds);
    return RunView::of(played.document);
}

const ResourceBlock& serverOf(const StageLayout& layout)
{
    return *layout.resource(ResourceBlock::Kind::Server, 0);
}

} // namespace

class TestStageRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerHasAPlaceForEachConnection()
    {
        test::PlayedRun played(findBuiltinScenario("requests-together")->text, slow);
        const RunView run = at(played, 0.05);
        const StageLayout layout = StageLayout::of(run, {1136, 184});
        const ResourceBlock& server = serverOf(layout);
        QCOMPARE(server.units.size(), 8u);
        QCOMPARE(server.busy, 8u);
        QCOMPARE(server.inLine, 12u);
        QVERIFY(!server.linePlaces.empty());
        QCOMPARE(stageSentence(run), QStringLiteral("8 requests in flight: 8 waiting; 12 in line."));
        const auto groups = countTasks(run);
        QCOMPARE(groups[1].of(StateLook::InLine), 12u);
        QCOMPARE(groups[1].of(StateLook::AwaitingReply), 8u);
        QCOMPARE(groups[1].of(StateLook::Off), 0u); // nobody is in a thread
    }

    void countsAddUpAtEveryInstant()
    {
        test::PlayedRun played(findBuiltinScenario("requests-together")->text, slow);
        for (int i = 0; i <= 100; ++i) {
            const RunView run = at(played, played.document.endSeconds() * i / 100);
            const ServerMoment& moment = run.moment->servers[0];
            const StageLayout layout = StageLayout::of(run, {1136, 184});
            const ResourceBlock& server = serverOf(layout);
            QCOMPARE(moment.asked, moment.replied + moment.failed + server.busy + server.inLine);
            std::set<std::uint32_t> tasks;
            for (const ResourceBlock::Unit& unit : server.units)
                if (unit.task != noTask) tasks.insert(unit.task);
            QCOMPARE(tasks.size(), server.busy); // nobody twice
            for (const std::uint32_t task : tasks)
                QVERIFY(run.moment->tasks[task].phase > RequestPhase::InLine);
        }
        const RunView end = at(played, played.document.endSeconds());
        QCOMPARE(end.moment->servers[0].replied + end.moment->servers[0].failed, 20u);
        QVERIFY(end.moment->servers[0].failed > 0);
        QVERIFY2(stageSentence(end).endsWith(QLatin1String("failed; the run has ended.")),
                 qPrintable(stageSentence(end)));
    }

    void aRequestKeepsItsPlaceForwardsAndBack()
    {
        test::PlayedRun played(findBuiltinScenario("requests-together")->text, slow);
        std::map<std::uint32_t, std::size_t> places;
        std::vector<std::vector<std::uint32_t>> seen;
        constexpr int steps = 200;
        for (int i = 0; i <= steps; ++i) {
            const RunView run = at(played, played.document.endSeconds() * i / steps);
            const auto& connections = run.moment->servers[0].connections;
            for (std::size_t place = 0; place < connections.size(); ++place)
                if (connections[place] != noTask)
                    QCOMPARE(places.emplace(connections[place], place).first->second, place);
            QVERIFY(connections.size() <= 8);
            seen.push_back(connections);
        }
        for (int i = steps; i >= 0; --i)
            QCOMPARE(at(played, played.document.endSeconds() * i / steps).moment->servers[0].connections,
                     seen[static_cast<std::size_t>(i)]);
    }

    void aRequestThatFailedIsToldFromOneThatWasReplied()
    {
        test::PlayedRun played(findBuiltinScenario("requests-together")->text, slow); // failures are skipped
        const RunView end = at(played, played.document.endSeconds());
        const auto group = countTasks(end)[1];
        QCOMPARE(group.withoutReply, static_cast<std::uint32_t>(end.moment->servers[0].failed));
        QVERIFY(group.withoutReply > 0);
        QCOMPARE(group.finished + group.withoutReply, 20u);
        QCOMPARE(group.failed, 0u); // the tasks themselves went on
        std::size_t marks = 0;
        for (std::uint32_t t = 0; t < end.info().taskCount(); ++t) {
            const auto& lane = end.columns->lanes()[t];
            const auto failures = std::ranges::count(lane.marks, MarkKind::RequestFailed, &Mark::kind);
            marks += static_cast<std::size_t>(failures);
            QCOMPARE(endedWithoutReply(end.moment->tasks[t]), failures > 0);
            if (failures > 0) QCOMPARE(taskSentence(end, t), QStringLiteral("done, request failed"));
        }
        QCOMPARE(marks, end.moment->servers[0].failed);
    }

    void aRequestThatIsSentAgainSaysSo()
    {
        auto again = slow;
        again["errors"] = "0.5";
        again["on_failure"] = "retry";
        test::PlayedRun played(findBuiltinScenario("requests-together")->text, again);
        bool seen = false;
        for (int i = 0; i <= 100 && !seen; ++i) {
            const RunView run = at(played, played.document.endSeconds() * i / 100);
            for (std::uint32_t t = 0; t < run.info().taskCount(); ++t)
                seen |= taskSentence(run, t).contains(QStringLiteral(", attempt 2"));
        }
        QVERIFY(seen);
    }

    void oneAfterAnotherIsOneInFlight()
    {
        test::PlayedRun played(findBuiltinScenario("requests-one-by-one")->text);
        const RunView run = at(played, played.document.endSeconds() / 2);
        QVERIFY2(stageSentence(run).startsWith(QLatin1String("1 request in flight, waiting; ")),
                 qPrintable(stageSentence(run)));
        QVERIFY(stageSentence(run).endsWith(QLatin1String(" replied.")));
    }

    void everyConnectionIsDrawnThoughOneTaskUsesThem()
    {
        test::PlayedRun played(findBuiltinScenario("requests-one-by-one")->text, {{"connections", "40"}});
        const StageLayout layout = StageLayout::of(at(played, 0.5), {1136, 184});
        QCOMPARE(serverOf(layout).capacity, 40u);
        QCOMPARE(serverOf(layout).units.size(), 40u);
        QCOMPARE(serverOf(layout).busy, 1u);
    }

    void manyConnectionsAreCompact()
    {
        test::PlayedRun played(findBuiltinScenario("requests-together")->text);
        const RunView run = at(played, 0.02);
        const StageLayout small = StageLayout::of(run, {776, 128});
        QCOMPARE(serverOf(small).units.size(), 150u);
        QCOMPARE(serverOf(small).busy, 150u);
        QVERIFY(serverOf(small).units[149].rect.bottom() < 128);
    }
};

QTEST_GUILESS_MAIN(TestStageRequests)
#include "tst_stage_requests.moc"
