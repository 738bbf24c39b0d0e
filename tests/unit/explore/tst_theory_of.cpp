#include "explore/theory_of.h"
#include "scenario/builtin.h"
#include "theory_scenarios.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

using Kind = QueueTheory::Kind;

QueueTheory theoryOfText(const std::string& text, std::size_t queue = 0)
{
    return theoryOf(*scenarioOf(text)).queues.at(queue);
}
QueueTheory theoryOfQueue(const OpenQueue& queue)
{
    return theoryOfText(queue.text());
}

bool near(double found, double exact, double relative = 1e-9)
{
    return std::abs(found - exact) <= std::abs(exact) * relative;
}

bool says(const std::vector<std::string>& sentences, const std::string& words)
{
    for (const std::string& sentence : sentences)
        if (sentence.find(words) != std::string::npos) return true;
    return false;
}

std::shared_ptr<const Scenario> builtin(const char* name, const ParameterValues& values = {})
{
    return std::make_shared<Scenario>(*ScenarioFile::read(findBuiltinScenario(name)->text)->resolve(values));
}

ParameterValue number(double value)
{
    ParameterValue result;
    result.number = value;
    return result;
}

} // namespace

class TestTheoryOf final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtinScenariosAreTheirCase()
    {
        const QueueTheory mm1 = theoryOf(*builtin("mm1")).queues[0];
        QCOMPARE(mm1.name, std::string("M/M/1"));
        QVERIFY(near(mm1.figures->waitSeconds, 4));
        const QueueTheory md1 = theoryOf(*builtin("md1")).queues[0];
        QCOMPARE(md1.name, std::string("M/D/1"));
        QVERIFY(near(md1.figures->waitSeconds, 2));
        const QueueTheory mm4 = theoryOf(*builtin("mm4")).queues[0];
        QCOMPARE(mm4.name, std::string("M/M/4/104"));
        QCOMPARE(mm4.inputs, std::string("λ 3.6/s, μ 1/s, 4 servers"));
        QVERIFY(near(mm4.figures->waitSeconds, 1.9688489513079126));
        QVERIFY(mm4.kind == Kind::Exact && mm4.deviations.empty() && !mm4.formula.empty() &&
                !mm4.source.empty());
        const QueueTheory unlimited = theoryOf(*builtin("mm4", {{"capacity", number(0)}})).queues[0];
        QCOMPARE(unlimited.name, std::string("M/M/4"));
        QVERIFY(near(unlimited.figures->waitSeconds, 1.9693831607384067));
    }
    void everyBuiltinScenarioIsJudged()
    {
        for (const BuiltinScenario& one : builtinScenarios()) {
            const auto scenario = builtin(one.name.c_str());
            const ScenarioTheory theory = theoryOf(*scenario);
            QCOMPARE(theory.queues.size(), scenario->queues.size());
            for (const QueueTheory& queue : theory.queues)
                QVERIFY2(queue.figures || !queue.sentence.empty(), one.name.c_str());
        }
    }

    void namesWhatDoesNotHold()
    {
        OpenQueue queue;
        queue.pause = R"({"uniform": [1, 1.5]})";
        const QueueTheory uniform = theoryOfQueue(queue);
        QVERIFY(uniform.kind == Kind::Approximate);
        QCOMPARE(uniform.name, std::string("G/G/1"));
        QCOMPARE(uniform.deviations, std::vector<std::string>{"arrivals are uniform, not Poisson"});
        // Allen and Cunneen: (ca2 + cs2) / 2 of M/M/1, ca2 = 0.25 / 12 / 1.25^2.
        QVERIFY(near(uniform.figures->waitSeconds, 4 * (.25 / 12 / 1.25 / 1.25 + 1) / 2));
        queue.pause = OpenQueue().pause;
        queue.servers = 2;
        queue.service = R"({"lognormal": [2, 1]})";
        QVERIFY(says(theoryOfQueue(queue).deviations, "services are lognormal, not exponential"));
        queue.servers = 1;
        queue.service = R"({"uniform": [0, 2]})";
        QVERIFY(theoryOfQueue(queue).deviations.empty()); // M/G/1 takes any
        QVERIFY(near(theoryOfQueue(queue).figures->waitSeconds, 8. / 3));
    }
    void oneSourceAndServersOfOneBeatNeverWait()
    {
        OpenQueue queue;
        queue.pause = "1.25";
        queue.service = "1";
        for (const int capacity : {0, 1}) {
            queue.capacity = capacity;
            const QueueTheory theory = theoryOf(*scenarioOf(queue.text())).queues[0];
            QCOMPARE(theory.name, std::string("D/D/1"));
            QVERIFY(theory.kind == QueueTheory::Kind::Exact);
            QCOMPARE(theory.figures->waitSeconds, 0.);
            QCOMPARE(theory.figures->utilisationRatio, 0.8);
        }
        queue.capacity = 0;
        queue.service = "1.25"; // as fast as each other: the server is free just when the next comes
        QCOMPARE(theoryOf(*scenarioOf(queue.text())).queues[0].figures->waitSeconds, 0.);
        queue.service = "1.5";
        QVERIFY(theoryOf(*scenarioOf(queue.text())).queues[0].kind == QueueTheory::Kind::Overload);
        // Two may come at once.
        queue.service = "0.5";
        queue.sources = 2;
        QVERIFY(theoryOf(*scenarioOf(queue.text())).queues[0].kind == QueueTheory::Kind::Approximate);
    }
    void nothingIsLeftToChanceOnlyWhereAllKeepOneBeat()
    {
        OpenQueue queue;
        queue.pause = "1.25";
        queue.service = "1";
        QVERIFY(theoryOfQueue(queue).isDeterministic());
        queue.order = "lifo"; // nobody waits, so that no order shows
        QVERIFY(theoryOfQueue(queue).isDeterministic() && theoryOfQueue(queue).notes.empty());
        std::string text = queue.text();
        text.replace(
            text.rfind(']'), 1,
            R"(, {"name": "ticker", "steps": [{"repeat": "forever", "steps": [{"sleep": 1}, {"work": 0.1}]}]}])");
        QVERIFY(!theoryOfText(text).isDeterministic());
        // Of so many servers the share that waits is below the least number there is.
        OpenQueue many;
        many.servers = 1000;
        QVERIFY(theoryOfQueue(many).figures && !theoryOfQueue(many).isDeterministic());
    }
    void servicesInAFixedOrderAreNotIndependent()
    {
        const std::string fixedOrder = "services come in a fixed order and are not independent";
        const auto claimsThem = [](const QueueTheory& theory) {
            return std::any_of(theory.assumptions.begin(), theory.assumptions.end(),
                               [](const auto& a) { return a.text.find("services") != std::string::npos; });
        };
        OpenQueue queue;
        queue.pause = R"({"exponential": 1.25})";
        for (const int servers : {1, 3}) {
            queue.servers = servers;
            queue.service = R"({"sequence": [0.5, 1.5]})";
            const QueueTheory theory = theoryOfQueue(queue);
            QVERIFY(theory.kind == Kind::Approximate && theory.figures && !claimsThem(theory));
            QCOMPARE(theory.deviations, (std::vector<std::string>{
                                            "services are a fixed sequence, not exponential", fixedOrder}));
            // A part of them does as well.
            queue.service = R"({"sequence": [0.5, 1.1]}}, {"sleep": {"uniform": [0, 0.2]})";
            QVERIFY(theoryOfQueue(queue).kind == Kind::Approximate);
            QVERIFY(says(theoryOfQueue(queue).deviations, fixedOrder));
        }
        const QueueTheory loss = theoryOfText(permitsText(4, 4, 1000, R"({"sequence": [0.5, 1.5]})"), 1);
        QVERIFY(loss.kind == Kind::Approximate && says(loss.deviations, fixedOrder) && !claimsThem(loss));
        // Of equal values it is a constant, whatever the rounding of their mean.
        queue.servers = 1;
        for (const char* values : {"[0.1]", "[0.1, 0.1, 0.1]"}) {
            queue.service = std::string(R"({"sequence": )") + values + "}";
            const QueueTheory theory = theoryOfQueue(queue);
            QVERIFY(theory.kind == Kind::Exact && theory.deviations.empty() && claimsThem(theory));
            QCOMPARE(theory.name, std::string("M/D/1"));
        }
    }
    void overloadSaysHowFastItGrows()
    {
        OpenQueue queue;
        queue.servers = 4;
        queue.pause = R"({"exponential": 0.20833333333333334})";
        const QueueTheory theory = theoryOfQueue(queue);
        QVERIFY(theory.kind == Kind::Overload && !theory.figures);
        QVERIFY(near(theory.growthPerSecond, .8));
        QCOMPARE(theory.sentence,
                 std::string("utilisation is 1.2: the queue grows by 0.8 items a second for ever"));
        QCOMPARE(theory.formula, std::string("growth = λ − c μ"));
        QVERIFY(says(theory.deviations, "the load is 120 %, not below 100 %"));
        queue.capacity = 10;
        queue.put = R"({"put": "queue", "if_full": "drop"})";
        QVERIFY(theoryOfQueue(queue).kind == Kind::Exact); // it can't grow
        OpenQueue even;
        even.pause = R"({"exponential": 1})";
        QVERIFY(theoryOfQueue(even).kind == Kind::Overload);
    }
    void backPressureIsAChain()
    {
        OpenQueue queue;
        queue.capacity = 3;
        const QueueTheory theory = theoryOfQueue(queue);
        QVERIFY(theory.kind == Kind::Exact);
        QVERIFY(near(theory.figures->throughputPerSecond, mmckQueue({.8, 1, 1}, 4)->throughputPerSecond));
        QVERIFY(says(theory.deviations, "producers wait while the queue is full"));
        queue.service = "1";
        QVERIFY(!theoryOfQueue(queue).figures);
        QVERIFY(!theoryOfQueue(queue).sentence.empty());
    }
    void severalProducersArePoissonTogether()
    {
        OpenQueue queue;
        queue.sources = 4;
        queue.pause = R"({"exponential": 5})";
        QVERIFY(near(theoryOfQueue(queue).figures->waitSeconds, 4));
        queue.pause = "5";
        const QueueTheory inStep = theoryOfQueue(queue);
        QVERIFY(inStep.kind == Kind::Approximate);
        QVERIFY(says(inStep.deviations, "in step: 4 items come at one instant"));
    }
    void workElsewhereHoldsUpAll()
    {
        const std::string ticker =
            R"(, {"name": "ticker", "steps": [{"repeat": "forever", "steps": [{"sleep": 1}, {"work": 0.1}]}]}])";
        std::string text = OpenQueue().text();
        text.replace(text.rfind(']'), 1, ticker);
        const QueueTheory theory = theoryOfText(text);
        QVERIFY(theory.kind == Kind::Approximate);
        QVERIFY(says(theory.deviations, "\"ticker\" computes on the loop"));
    }
    void orderKeepsMeansOnly()
    {
        OpenQueue queue;
        queue.order = "lifo";
        const QueueTheory theory = theoryOfQueue(queue);
        QVERIFY(near(theory.figures->waitSeconds, 4));
        QVERIFY(!theory.figures->wait);
        QVERIFY(says(theory.notes, "last in, first out"));
    }
    void consumersThatSleepBeforeTheyGetAreServersAllTheSame()
    {
        const std::string text = R"("name": "t", "title": "T", "queues": [{"name": "queue"}], "tasks": [
            {"name": "source", "steps": [{"repeat": 1000, "steps": [{"put": "queue"}, {"sleep": {"exponential": 1.25}}]}]},
            {"name": "consumer", "steps": [{"repeat": "forever", "steps": [
              {"sleep": {"exponential": 1}}, {"get": "queue"}, {"task_done": "queue"}]}]}])";
        const QueueTheory theory = theoryOfText(text);
        QCOMPARE(theory.name, std::string("M/M/1"));
        QVERIFY(near(theory.figures->waitSeconds, 4));
        QCOMPARE(theory.figures->sojournSeconds, theory.figures->waitSeconds);
        QVERIFY(says(theory.notes, "between two gets"));
        QVERIFY(says(theory.notes, "pauses after its put"));
    }
    void namesWhoStartsLate()
    {
        std::string text = OpenQueue().text();
        const std::string loop = R"({"repeat": "forever", "steps": [)";
        const auto place = text.find(loop);
        QVERIFY(place != std::string::npos);
        QVERIFY(!says(theoryOfText(text).notes, "starts late"));
        text.insert(place, R"({"sleep": {"uniform": [50, 150]}}, )");
        const QueueTheory late = theoryOfText(text);
        QVERIFY(late.kind == QueueTheory::Kind::Exact);
        QVERIFY(late.startsLate);
        QVERIFY(says(late.notes, "\"server\" starts late, after 1 min 40 s in the mean"));
        const QueueTheory waiting = theoryOfText(R"("name": "t", "title": "T", "queues": [{"name": "q"}],
"events": ["go"], "tasks": [
{"name": "gate", "steps": [{"sleep": 500}, {"set": "go"}]},
{"name": "source", "steps": [{"repeat": 1000, "steps": [{"sleep": {"exponential": 1}}, {"put": "q"}]}]},
{"name": "server", "steps": [{"wait": "go"}, {"repeat": "forever", "steps": [
  {"get": "q"}, {"sleep": {"exponential": 0.8}}, {"task_done": "q"}]}]}])");
        QVERIFY(waiting.startsLate && says(waiting.notes, "\"server\" starts late, when"));
    }
    void namesWhoEndsLongBeforeOthers()
    {
        // Two sources and two groups of servers; what ends them, and how many the second source makes.
        const auto theoryWith = [](int items, const char* killer) {
            return theoryOfText(R"("name": "t", "title": "T", "queues": [{"name": "q"}], "tasks": [
{"name": "main", "steps": [{"await": "a"}, {"await": "b"}, {"join": "q"}, {"cancel": "s"}, {"cancel": "r"}]},
{"name": "killer", "steps": [)" +
                                std::string(killer) + R"(]},
{"name": "a", "steps": [{"repeat": 20000, "steps": [{"sleep": {"exponential": 1}}, {"put": "q"}]}]},
{"name": "b", "steps": [{"repeat": )" +
                                std::to_string(items) +
                                R"(, "steps": [{"sleep": {"exponential": 1}}, {"put": "q"}]}]},
{"name": "s", "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"sleep": {"exponential": 0.8}}, {"task_done": "q"}]}]},
{"name": "r", "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"sleep": {"exponential": 0.8}}, {"task_done": "q"}]}]}])");
        };
        const char* const nobody = R"({"sleep": 1000})";
        const QueueTheory even = theoryWith(19'000, nobody);
        QVERIFY(even.kind == QueueTheory::Kind::Exact && even.deviations.empty() && !even.startsLate);
        const QueueTheory uneven = theoryWith(1000, nobody);
        QVERIFY(uneven.kind == QueueTheory::Kind::Approximate && uneven.neighbour.empty());
        QVERIFY(says(uneven.deviations,
                     "\"b\" is through after 16 min 40 s in the mean, \"a\" after 5 h 33 min"));
        const QueueTheory fewer = theoryWith(20'000, R"({"sleep": 1000}, {"cancel": "r"})");
        QVERIFY(fewer.kind == QueueTheory::Kind::Approximate);
        QVERIFY(says(fewer.deviations, "\"r\" is cancelled while others go on: servers become fewer"));
        QVERIFY(
            says(theoryWith(20'000, R"({"sleep": 9}, {"cancel": "a"})").deviations, "arrivals become fewer"));
        // All at once, or when the work is done: that is how runs end.
        QVERIFY(theoryWith(20'000, R"({"sleep": 9}, {"cancel": "s"}, {"cancel": "r"})").deviations.empty());
        QVERIFY(theoryWith(20'000, R"({"await": "a"}, {"cancel": "r"})").deviations.empty());
    }
    void namesSourcesOfAGroupThatEndOneByOne()
    {
        const auto theoryWith = [](int sources, int items, const char* pause) {
            return theoryOfText(R"("name": "t", "title": "T", "queues": [{"name": "q"}], "tasks": [
{"name": "main", "steps": [{"await": "a"}, {"join": "q"}, {"cancel": "s"}]},
{"name": "a", "count": )" + std::to_string(sources) +
                                R"(, "steps": [{"repeat": )" + std::to_string(items) +
                                R"(, "steps": [{"sleep": )" + std::string(pause) + R"(}, {"put": "q"}]}]},
{"name": "s", "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"sleep": {"exponential": 0.8}}, {"task_done": "q"}]}]}])");
        };
        // Of a hundred the first are through after some five standard deviations less than the last.
        const QueueTheory many = theoryWith(100, 200, R"({"exponential": 100})");
        QVERIFY(many.kind == QueueTheory::Kind::Approximate);
        QVERIFY(
            says(many.deviations, "the first of 100 after some 4 h 34 min and the last after 6 h 32 min"));
        QVERIFY(theoryWith(100, 20'000, R"({"exponential": 100})").deviations.empty());
        QVERIFY(theoryWith(4, 2000, R"({"exponential": 4})").deviations.empty());
        QVERIFY(!says(theoryWith(100, 200, "100").deviations, "through")); // all at one instant
    }
    void namesSourcesThatDrawHowManyTheyMake()
    {
        const auto theoryWith = [](const char* source) {
            return theoryOfText(R"("name": "t", "title": "T", "queues": [{"name": "q"}], "tasks": [
{"name": "main", "steps": [{"await": "a"}, {"join": "q"}, {"cancel": "s"}]},
{"name": "a", "count": 3, "steps": [)" +
                                std::string(source) + R"(]},
{"name": "s", "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"sleep": {"exponential": 0.8}}, {"task_done": "q"}]}]}])");
        };
        const auto drawn = [&](const std::string& draw) {
            return theoryWith(
                (R"({"repeat": )" + draw + R"(, "steps": [{"sleep": {"exponential": 3}}, {"put": "q"}]})")
                    .c_str());
        };
        const QueueTheory uniform = drawn(R"({"uniform_int": [1000, 10000]})");
        QVERIFY(uniform.kind == QueueTheory::Kind::Approximate);
        QVERIFY(says(uniform.deviations, "each of \"a\" is through by itself, the first of 3 after some "));
        QVERIFY(says(drawn(R"({"sequence": [[1000], [5000], [10000]]})").deviations, "through by itself"));
        QVERIFY(drawn(R"({"uniform_int": [9900, 10000]})").deviations.empty());
        // A loop that is cut short as a whole is beyond formulas.
        const QueueTheory cut = theoryWith(R"({"timeout": 3000, "steps": [{"repeat": "forever",
"steps": [{"sleep": {"exponential": 3}}, {"put": "q"}]}]})");
        QVERIFY(!cut.figures);
        QVERIFY2(cut.sentence.find("cuts its loop short") != std::string::npos, cut.sentence.c_str());
    }
    void namesASourceThatIsCancelledWhileAnotherGoesOn()
    {
        const auto theoryWith = [](const char* first, const char* second) {
            const auto source = [](const char* name, const char* rounds) {
                return std::string("{\"name\": \"") + name + "\", \"steps\": [{\"repeat\": " + rounds +
                       ", \"steps\": [{\"sleep\": {\"exponential\": 4}}, {\"put\": \"q\"}]}]},";
            };
            return theoryOfText(R"("name": "t", "title": "T", "queues": [{"name": "q"}], "tasks": [
{"name": "main", "steps": [{"await": "b"}, )" +
                                std::string(first) + ", " + second +
                                R"(, {"join": "q"}, {"cancel": "s"}]},)" + source("a", "\"forever\"") +
                                source("b", "5000") + source("c", "5000") +
                                R"({"name": "s", "steps": [{"repeat": "forever", "steps": [
  {"get": "q"}, {"sleep": {"exponential": 0.8}}, {"task_done": "q"}]}]}])");
        };
        const char *const cancel = R"({"cancel": "a"})", *const await = R"({"await": "c"})";
        QVERIFY(says(theoryWith(cancel, await).deviations,
                     "\"a\" is cancelled while others go on: arrivals become fewer"));
        QVERIFY(theoryWith(await, cancel).deviations.empty());
    }
    void permitsAreErlangsLossSystem()
    {
        const QueueTheory theory = theoryOfText(permitsText(4, 4, 1000), 1);
        QCOMPARE(theory.name, std::string("M/M/4/4"));
        QVERIFY(near(theory.figures->lossProbability, 0.27068506714524415));
        QVERIFY(!theory.losingSources.empty());
        // Its loss does not depend on the kind of service; with places to wait it does.
        QVERIFY(theoryOfText(permitsText(4, 4, 1000, "1"), 1).figures);
        QVERIFY(!theoryOfText(permitsText(5, 4, 1000, "1"), 1).figures);
        QCOMPARE(theoryOfText(permitsText(14, 4, 1000), 1).name, std::string("M/M/4/14"));
        QVERIFY(!theoryOfText(permitsText(4, 4, 1000), 0).sentence.empty());
    }
    void closedSystemsAreSolved()
    {
        const ScenarioTheory theory = theoryOf(*scenarioOf(closedText(10, 1000, R"({"exponential": 2})")));
        const auto exact = closedNetwork({{5, 10}, {2, 3}}, 10);
        QVERIFY(theory.queues[1].kind == Kind::Exact);
        QVERIFY(near(theory.queues[1].figures->throughputPerSecond, exact->throughputPerSecond));
        QVERIFY(near(theory.queues[1].figures->waitSeconds, exact->stations[1].staySeconds - 2));
        QCOMPARE(theory.queues[0].figures->waitSeconds, 0.0);
        QCOMPARE(theory.pipelines.size(), std::size_t{1});
        QCOMPARE(theory.pipelines[0].population, 10u);
        const auto uneven = theoryOf(*scenarioOf(closedText(10, 1000, "2")));
        QVERIFY(uneven.queues[0].kind == Kind::Approximate);
        QVERIFY(says(uneven.queues[0].deviations, "\"broken\" are constant"));
    }
    void pipelinesHaveABottleneck()
    {
        const std::string text =
            R"("name": "t", "title": "T", "queues": [{"name": "first"}, {"name": "second"}], "tasks": [
            {"name": "source", "steps": [{"repeat": 1000, "steps": [{"sleep": {"exponential": 1}}, {"put": "first"}]}]},
            {"name": "washer", "count": 2, "steps": [{"repeat": "forever", "steps": [
              {"get": "first"}, {"sleep": {"exponential": 1.5}}, {"put": "second"}, {"task_done": "first"}]}]},
            {"name": "dryer", "steps": [{"repeat": "forever", "steps": [
              {"get": "second"}, {"sleep": {"exponential": 0.8}}, {"task_done": "second"}]}]}])";
        const ScenarioTheory theory = theoryOf(*scenarioOf(text));
        QCOMPARE(theory.pipelines.size(), std::size_t{1});
        QCOMPARE(theory.pipelines[0].bottleneck.station, std::size_t{1});
        QVERIFY(near(theory.pipelines[0].bottleneck.capacityPerSecond, 1.25));
        // Burke: what comes out of M/M/2 is Poisson.
        QCOMPARE(theory.queues[1].name, std::string("M/M/1"));
        QVERIFY(near(theory.queues[1].figures->waitSeconds, mmcQueue({1, .8, 1})->waitSeconds));
        // Where the dryer can hold the washers up there is no formula, and still more come than go.
        std::string blocked = text;
        blocked.replace(blocked.find(R"({"name": "second"})"), 18, R"({"name": "second", "capacity": 2})");
        blocked.replace(blocked.find(R"({"exponential": 0.8})"), 20, R"({"exponential": 1.25})");
        const ScenarioTheory grows = theoryOf(*scenarioOf(blocked));
        QVERIFY2(
            grows.pipelines[0].sentence.ends_with("; 1/s come, so that \"first\" grows by 0.2/s, for ever"),
            grows.pipelines[0].sentence.c_str());
        const ScenarioTheory batch = theoryOf(*builtin("pipeline"));
        QCOMPARE(batch.pipelines.size(), std::size_t{1});
        QVERIFY(near(batch.pipelines[0].bottleneck.capacityPerSecond, 25));
    }
    void saysWhyNothingApplies_data()
    {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("work") << QByteArray(R"({"get": "queue"}, {"work": 1})") << QByteArray("on the loop");
        QTest::newRow("flag") << QByteArray(R"({"get": "queue"}, {"wait": "go"})")
                              << QByteArray("waits for others");
        QTest::newRow("time-out") << QByteArray(
                                         R"({"timeout": 2, "steps": [{"get": "queue"}]}, {"sleep": 1})")
                                  << QByteArray("cuts steps short");
        QTest::newRow("threads") << QByteArray(R"({"get": "queue"}, {"offload": 1, "pool": "pool"})")
                                 << QByteArray("stands in line for the 2 threads");
        QTest::newRow("two gets") << QByteArray(R"({"get": "queue"}, {"sleep": 1}, {"get": "queue"})")
                                  << QByteArray("more than one place");
        QTest::newRow("no time") << QByteArray(R"({"get": "queue"})") << QByteArray("no time");
        QTest::newRow("long tail") << QByteArray(R"({"get": "queue"}, {"sleep": {"pareto": [1.5, 0.1]}})")
                                   << QByteArray("variance of services is infinite");
    }
    void saysWhyNothingApplies()
    {
        QFETCH(QByteArray, server);
        QFETCH(QByteArray, why);
        const std::string text =
            R"("name": "t", "title": "T", "queues": [{"name": "queue"}], "events": ["go"], "pools": [{"name": "pool", "threads": 2}], "tasks": [
            {"name": "source", "steps": [{"repeat": 1000, "steps": [{"sleep": {"exponential": 1.25}}, {"put": "queue"}]}]},
            {"name": "server", "count": 3, "steps": [{"repeat": "forever", "steps": [)" +
            server.toStdString() + "]}]}]";
        const QueueTheory theory = theoryOfText(text);
        QVERIFY(theory.kind == Kind::None && !theory.figures);
        QVERIFY2(theory.sentence.find(why.constData()) != std::string::npos, theory.sentence.c_str());
    }
    void itemsAtOnceHaveNoLongRun()
    {
        const std::string text = R"("name": "t", "title": "T", "queues": [{"name": "queue"}], "tasks": [
            {"name": "source", "steps": [{"repeat": 10, "steps": [{"put": "queue"}]}]},
            {"name": "server", "steps": [{"repeat": "forever", "steps": [{"get": "queue"}, {"sleep": 1}]}]}])";
        QVERIFY(theoryOfText(text).sentence.starts_with("items come all at once"));
    }
};

QTEST_GUILESS_MAIN(TestTheoryOf)
#include "tst_theory_of.moc"
