// Steps that ask a server, on both clocks.
#include "scenario/run.h"

#include "support/process_counts.h"
#include "support/scenario_runs.h"
#include "support/scripted_server.h"

#include <QCoroTask>

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; // milliseconds

std::string scenarioText(const std::string& server, const std::string& tasks)
{
    return "\"servers\": [{\"name\": \"api\"" + server + "}], \"tasks\": [" + tasks + "]";
}

std::string asking(int tasks, const std::string& more = {})
{
    return R"({"name": "main", "steps": [{"await": "ask", "log_each": "{index} {reply}"}]}, {"name": "ask", "count": )" +
           std::to_string(tasks) +
           R"(, "steps": [{"request": "api", "path": "/pokemon/{n}", "field": "name")" + more + "}]}";
}

struct Observed
{
    RunEnd end;
    std::string events;
    std::vector<std::string> log;
    int count(std::string_view word) const
    {
        int n = 0;
        const std::string wanted = "\"event\":\"" + std::string(word) + '"';
        for (std::size_t at = events.find(wanted); at != events.npos; at = events.find(wanted, at + 1))
            ++n;
        return n;
    }
};

RunOptions optionsFor(Observed& observed, bool isVirtual)
{
    RunOptions options = recorded();
    options.virtualClock = isVirtual;
    options.log = [&observed](const LogLine& line) { observed.log.push_back(line.message); };
    return options;
}

Observed virtually(const std::string& members)
{
    Observed observed;
    Run run(scenarioOf(members), optionsFor(observed, true));
    observed.end = run.runVirtual();
    observed.events = eventListOf(run);
    return observed;
}

/// Awaits a run's end; the parameters are by value, as in every coroutine.
QCoro::Task<void> follow(Run* run, std::shared_ptr<std::optional<RunEnd>> end)
{
    RunEnd reached = co_await run->runReal();
    *end = std::move(reached);
}

/// On the real clock, on the event loop of this thread; stopped after that many milliseconds if it has not
/// ended.
Observed really(const std::string& members, double speed = 1, int stopAfter = patience)
{
    Observed observed;
    RunOptions options = optionsFor(observed, false);
    options.speed = speed;
    Run run(scenarioOf(members), options);
    const auto end = std::make_shared<std::optional<RunEnd>>();
    const QCoro::Task<void> task = follow(&run, end);
    if (!QTest::qWaitFor([&] { return end->has_value(); }, stopAfter)) {
        run.requestStop();
        if (!QTest::qWaitFor([&] { return end->has_value(); }, patience)) qFatal("the run does not end");
    }
    observed.end = **end;
    observed.events = eventListOf(run);
    return observed;
}

std::string refusedUrl()
{
    const ScriptedServer gone({});
    return gone.url();
}

std::string to(const std::string& url, const std::string& more = {})
{
    return ", \"url\": \"" + url + "\"" + more;
}

} // namespace

class TestRequests final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    // The virtual clock

    void connectsOnceThenWaitsAndReceives()
    {
        const Observed run = virtually(scenarioText(
            R"(, "connect": 1, "latency": 2, "receive": 3)",
            R"({"name": "a", "steps": [{"repeat": 2, "steps": [{"request": "api", "path": "/pokemon/{n}", "field": "name", "log": "{reply} {path} {waited}"}]}]})"));
        const std::string expected = R"({"t":0,"task":"a","event":"started"}
{"t":0,"task":"a","event":"request","server":"api","path":"/pokemon/1"}
{"t":0,"task":"a","event":"connecting","server":"api"}
{"t":1,"task":"a","event":"connected","server":"api"}
{"t":3,"task":"a","event":"first_byte","server":"api"}
{"t":6,"task":"a","event":"response","server":"api","status":200,"bytes":30}
{"t":6,"task":"a","event":"request","server":"api","path":"/pokemon/2"}
{"t":6,"task":"a","event":"connected","server":"api"}
{"t":8,"task":"a","event":"first_byte","server":"api"}
{"t":11,"task":"a","event":"response","server":"api","status":200,"bytes":28}
{"t":11,"task":"a","event":"ended","outcome":"finished"}
)";
        QCOMPARE(run.events, expected);
        QCOMPARE(run.log,
                 (std::vector<std::string>{"bulbasaur /pokemon/1 6.00000", "ivysaur /pokemon/2 5.00000"}));
    }

    void goesToTheServerAtMostSoManyAtOnceAndPrintsInTheOrderOfAsking()
    {
        const Observed run = virtually(
            scenarioText(R"(, "connections": 2, "latency": {"sequence": [[3], [1], [1], [1]]})", asking(4)));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(run.end.at), 3'000'000'000);
        QCOMPARE(run.log,
                 (std::vector<std::string>{"0 bulbasaur", "1 ivysaur", "2 venusaur", "3 charmander"}));
        QCOMPARE(run.count("connecting"), 2);
        QCOMPARE(run.count("connected"), 4);
    }

    void numbersGoRoundTheTasksOfAGroup()
    {
        const Observed run = virtually(scenarioText(
            "",
            R"({"name": "a", "count": 2, "steps": [{"repeat": 2, "steps": [{"request": "api", "path": "/pokemon/{n}", "log": "{path}"}]}]})"));
        std::vector<std::string> paths = run.log;
        std::sort(paths.begin(), paths.end());
        QCOMPARE(paths, (std::vector<std::string>{"/pokemon/1", "/pokemon/2", "/pokemon/3", "/pokemon/4"}));
    }

    void blockingTheLoopDoesNotHoldUpTheServer()
    {
        const Observed run = virtually(scenarioText(
            R"(, "connect": 1, "latency": 1, "receive": 1)",
            R"({"name": "a", "steps": [{"request": "api", "path": "/pokemon/1"}]}, {"name": "b", "steps": [{"work": 10}]})"));
        QCOMPARE(nanoseconds(run.end.at), 10'000'000'000);
    }

    void failuresComeAsTheyAreShared_data()
    {
        QTest::addColumn<QString>("failure");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<int>("seconds");
        QTest::newRow("timeout") << "timeout"
                                 << "\"reason\":\"timeout\""
                                 << "there was no reply in time" << 5;
        QTest::newRow("error") << "error"
                               << "\"reason\":\"status\",\"status\":500"
                               << "the reply has status 500" << 2;
        QTest::newRow("reset") << "reset"
                               << "\"reason\":\"reset\""
                               << "the server closed the connection" << 2;
    }
    void failuresComeAsTheyAreShared()
    {
        QFETCH(QString, failure);
        QFETCH(QString, event);
        QFETCH(QString, sentence);
        QFETCH(int, seconds);
        const std::string server =
            ", \"latency\": 2, \"timeout\": 5, \"failures\": {\"" + failure.toStdString() + "\": 1}";
        const Observed fails = virtually(scenarioText(server, asking(1)));
        QVERIFY(QString::fromStdString(fails.events).contains(event));
        QCOMPARE(fails.end.outcome, Outcome::Failed);
        QCOMPARE(QString::fromStdString(fails.end.sentence),
                 QStringLiteral("\"ask-0\" failed: GET /pokemon/1: ") + sentence);
        QCOMPARE(toSeconds(fails.end.at - Instant()), static_cast<double>(seconds));

        const Observed skips = virtually(scenarioText(server, asking(1, R"(, "on_failure": "skip")")));
        QCOMPARE(skips.end.outcome, Outcome::Finished);
        QVERIFY(skips.log.at(0).starts_with("0 ("));

        const Observed again =
            virtually(scenarioText(server, asking(1, R"(, "on_failure": "retry", "attempts": 4)")));
        QCOMPARE(again.end.outcome, Outcome::Failed);
        QCOMPARE(again.count("request"), 4);
        QCOMPARE(again.count("request_failed"), 4);
        QCOMPARE(toSeconds(again.end.at - Instant()), 4.0 * seconds);
    }

    void sharesAreSharesOfAllRequests()
    {
        const Observed run = virtually(
            scenarioText(R"(, "failures": {"timeout": 0.1, "error": 0.2, "reset": 0.3}, "timeout": 1)",
                         asking(10'000, R"(, "on_failure": "skip")")));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QVERIFY(std::abs(run.count("response") - 4000) < 250);
        QVERIFY(std::abs(run.count("request_failed") - 6000) < 250);
    }

    void moreAttemptsChangeNoOtherDraw()
    {
        const std::string server = R"(, "latency": {"uniform": [1, 2]}, "failures": {"error": 0.3})";
        const Observed skips = virtually(scenarioText(server, asking(20, R"(, "on_failure": "skip")")));
        const Observed again =
            virtually(scenarioText(server, asking(20, R"(, "on_failure": "retry", "attempts": 100)")));
        for (std::size_t i = 0; i < 20; ++i)
            if (skips.log.at(i).find('(') == std::string::npos) QCOMPARE(skips.log[i], again.log.at(i));
        QCOMPARE(again.end.outcome, Outcome::Finished);
    }

    void whatHasNoSuchFieldOrPathFails()
    {
        const auto sentenceOf = [](const std::string& step) {
            return virtually(
                       scenarioText("", R"({"name": "a", "steps": [{"request": "api", )" + step + "}]}"))
                .end.sentence;
        };
        QCOMPARE(sentenceOf(R"("path": "/pokemon/1", "field": "nick")"),
                 "\"a\" failed: GET /pokemon/1: the reply has no \"nick\"");
        QCOMPARE(sentenceOf(R"("path": "/berry/{n}")"),
                 "\"a\" failed: GET /berry/1: the reply has status 404");
    }

    void cancelledAtAnyPhaseItGivesItsConnectionBack()
    {
        for (const char* after :
             {"0", "0.5", "1.5", "2.5", "3.5"}) { // in line or connecting, …, waiting of the second
            const Observed run = virtually(scenarioText(
                R"(, "connections": 1, "connect": 1, "latency": 1, "receive": 1)",
                R"({"name": "a", "count": 2, "steps": [{"request": "api", "path": "/pokemon/1"}]},
                   {"name": "b", "steps": [{"sleep": )" +
                    std::string(after) +
                    R"(}, {"cancel": "a"}, {"await": "a"}, {"request": "api", "path": "/pokemon/2"}]})"));
            QCOMPARE(run.end.outcome, Outcome::Finished);
            QVERIFY(run.events.find(R"("task":"b","event":"response")") != std::string::npos);
        }
    }

    void aTimeoutAroundItCutsItShort()
    {
        const Observed run = virtually(scenarioText(
            R"(, "connections": 1, "latency": 10)",
            R"({"name": "a", "count": 3, "steps": [{"timeout": 1, "steps": [{"request": "api", "path": "/pokemon/1"}]}]})"));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(run.count("timed_out"), 3);
        QCOMPARE(nanoseconds(run.end.at), 1'000'000'000);
    }

    void aHundredThousandEnd()
    {
        const Observed run =
            virtually(scenarioText(R"(, "connections": 100, "latency": 0.04)", asking(100'000)));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(run.end.at), 40'000'000'000);
        QCOMPARE(run.log.size(), 100'000u);
    }

    // The real clock

    void asksItsOwnServer()
    {
        QElapsedTimer timer;
        timer.start();
        const Observed run = really(scenarioText(R"(, "connections": 50, "latency": 0.04)", asking(150)));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QVERIFY(timer.elapsed() >= 120);
        QVERIFY(run.end.at >= Instant(120ms)); // three waves
        QCOMPARE(run.count("response"), 150);
        QCOMPARE(run.count("connecting"), 50);
        QCOMPARE(run.log.at(149), "149 mewtwo");
        QCOMPARE(run.log.size(), 150u);
    }

    void failsOnTheRealClockAsOnTheVirtualOne()
    {
        const std::string members = scenarioText(
            R"(, "connections": 8, "latency": 0.002, "timeout": 0.3, "failures": {"timeout": 0.1, "error": 0.2, "reset": 0.2})",
            asking(40, R"(, "on_failure": "skip")"));
        const Observed run = really(members);
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(run.log, virtually(members).log);
    }

    void atAnySpeedTheServerKeepsPace()
    {
        const std::string members = scenarioText(R"(, "latency": 20, "timeout": 100)", asking(3));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(really(members, 200).end.outcome, Outcome::Finished);
        QCOMPARE(really(members, std::numeric_limits<double>::infinity()).end.outcome, Outcome::Finished);
        QVERIFY(timer.elapsed() < 20'000);
    }

    void aBadServerIsAClearEnd_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<QString>("words");
        QTest::newRow("garbage") << QByteArray("\x01\x02\x03") << false << "the reply is no HTTP/1";
        QTest::newRow("no JSON") << reply("<html>") << false << "the reply has no \"name\"";
        QTest::newRow("no name") << reply("{}") << false << "the reply has no \"name\"";
        QTest::newRow("error") << reply("{}", "503 Busy") << false << "the reply has status 503";
        QTest::newRow("closed") << QByteArray() << true << "the server closed the connection";
        QTest::newRow("silent") << QByteArray() << false << "there was no reply in time";
    }
    void aBadServerIsAClearEnd()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, closes);
        QFETCH(QString, words);
        const ScriptedServer server(answer, closes);
        const Observed run = really(scenarioText(to(server.url(), R"(, "timeout": 0.2)"), asking(3)));
        QCOMPARE(run.end.outcome, Outcome::Failed);
        QCOMPARE(QString::fromStdString(run.end.sentence).section(QStringLiteral(": "), 1),
                 QStringLiteral("GET /pokemon/1: %1; 2 more tasks failed").arg(words));
    }

    void aRefusedPortIsAClearEnd()
    {
        const Observed run = really(scenarioText(to(refusedUrl()), asking(3)));
        QCOMPARE(run.end.outcome, Outcome::Failed);
        QVERIFY(run.end.sentence.ends_with(": the connection was refused; 2 more tasks failed"));
        QCOMPARE(run.count("request_failed"), 3);
    }

    void aStopCutsRequestsShort()
    {
        const Observed run =
            really(scenarioText(R"(, "connections": 2, "failures": {"timeout": 1})", asking(5)), 1, 100);
        QCOMPARE(run.end.outcome, Outcome::Interrupted);
        QCOMPARE(run.count("ended"), 6);
    }

    void untilEndsARunThatWaitsForAReply()
    {
        const Observed run =
            really(scenarioText(R"(, "failures": {"timeout": 1})", asking(2)) + ", \"until\": 0.05");
        QCOMPARE(run.end.outcome, Outcome::Until);
    }

    void leavesNothingBehind()
    {
        really(scenarioText(", \"latency\": 0.001", asking(20))); // what Qt keeps for itself is made now
        QTest::qWait(50);
        const qsizetype files = countOf("/proc/self/fd");
        const qsizetype threads = countOf("/proc/self/task");
        really(scenarioText(R"(, "connections": 200, "latency": 0.001)", asking(2'000)));
        really(scenarioText(
            R"(, "connections": 10, "timeout": 0.05, "failures": {"timeout": 0.3, "reset": 0.3})",
            asking(50, R"(, "on_failure": "skip")")));
        really(scenarioText(R"(, "failures": {"timeout": 1})", asking(50)), 1, 50);
        really(scenarioText(to(refusedUrl()), asking(50)));
        QTRY_COMPARE(countOf("/proc/self/fd"), files);
        QTRY_VERIFY(countOf("/proc/self/task") <= threads);
    }
};

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
