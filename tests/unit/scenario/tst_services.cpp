// Services: how they start together, fail, and stop in order.
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "trace/service_history.h"

#include "support/scenario_runs.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Class
{
    const char* name;
    const char* text;
};

// Stops say what for; the forever one runs for as long as it may.
constexpr Class classes[] = {
    {"Plain", R"({"name": "Plain", "settings": {"pause": {"value": 1}},
      "start": [{"sleep": "$pause"}, {"log": "{task} started"}],
      "stop": [{"log": "{task} stops: {error}"}, {"sleep": 0.5}, {"log": "{task} stopped"}]})"},
    {"Forever", R"({"name": "Forever", "settings": {"lasts": {"value": 1000}},
      "start": [{"sleep": 1}, {"ready": true, "log": "{task} ready"}, {"sleep": "$lasts"}, {"fail": "worn out"}],
      "stop": [{"log": "{task} stops: {error}"}]})"},
    {"Broken", R"({"name": "Broken", "settings": {"pause": {"value": 2}},
      "start": [{"sleep": "$pause"}, {"fail": "no luck"}],
      "stop": [{"log": "{task} stops: {error}"}]})"},
};

/// What a run logs, a line each with its second, and how it ends.
struct Told
{
    std::vector<std::string> lines;
    RunEnd end;
    std::string events;
};

/// `heard` is called with each line, and may stop the run.
Told told(std::shared_ptr<const Scenario> scenario,
          const std::function<void(Run&, const std::string&)>& heard = {})
{
    Told result;
    RunOptions options = recorded();
    Run* running = nullptr;
    options.log = [&](const LogLine& line) {
        result.lines.push_back(line.message);
        if (heard) heard(*running, line.message);
    };
    Run run(std::move(scenario), options);
    running = &run;
    result.end = run.runVirtual();
    result.events = orderOf(run);
    return result;
}

/// These services of the classes above, and whatever else.
Told toldOf(const std::string& services,
            const std::string& more = R"("entrypoint": {"steps": [{"log": "all ready"}, {"sleep": 3}]})",
            const std::function<void(Run&, const std::string&)>& heard = {})
{
    std::string used;
    for (const Class& c : classes)
        if (services.find('"' + std::string(c.name) + '"') != std::string::npos)
            used += (used.empty() ? "" : ", ") + std::string(c.text);
    return told(scenarioOf("\"service_classes\": [" + used + "], \"services\": [" + services + "], " + more),
                heard);
}

long countOf(const Told& told, const std::string& line)
{
    return std::count(told.lines.begin(), told.lines.end(), line);
}

/// Whether the list has the event: "task word".
bool happened(const Told& told, const std::string& event)
{
    return told.events.find(event + '\n') != std::string::npos;
}

using Lines = std::vector<std::string>;

/// On one line, so that a failure shows them.
std::string shown(const Lines& lines)
{
    std::string all;
    for (const std::string& line : lines)
        all += line + "; ";
    return all;
}

/// Stops the run at that line. A run on the virtual clock hears it at the next `work`.
std::function<void(Run&, const std::string&)> stopAt(std::string wanted)
{
    return [wanted = std::move(wanted)](Run& run, const std::string& line) {
        if (line == wanted) run.requestStop();
    };
}

/// A task that says "now" when the flag is set, and computes.
std::string interruptedWhen(const std::string& flag)
{
    return R"("tasks": [{"name": "t", "steps": [{"wait": ")" + flag + R"("}, {"log": "now"}, {"work": 0}]}])";
}

} // namespace

class TestServices final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startTogetherAndStopInReverseOrder()
    {
        const Told run = toldOf(R"({"name": "a", "class": "Plain"}, {"name": "b", "class": "Plain"})");
        const Lines expected = {"a started", "b started",     "all ready", "b stops: none",
                                "b stopped", "a stops: none", "a stopped"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(run.end.at), 5'000'000'000); // 1 together, 3, and half a second each
    }

    void oneThatRunsForEverSaysWhenItIsReadyAndIsCutShort()
    {
        const Told run = toldOf(R"({"name": "a", "class": "Forever"})");
        const Lines expected = {"a ready", "all ready", "a stops: none"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(run.end.at), 4'000'000'000);
    }

    void oneThatNeedsAnotherStartsWhenThatIsReady()
    {
        const Told run = toldOf(
            R"({"name": "a", "class": "Plain", "needs": ["b"]}, {"name": "b", "class": "Plain", "settings": {"pause": 2}})");
        const Lines expected = {"b started", "a started",     "all ready", "a stops: none",
                                "a stopped", "b stops: none", "b stopped"}; // and stops before it
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(nanoseconds(run.end.at), 7'000'000'000);
    }

    void stopsBeforeThoseItNeedsWhereverTheyStand()
    {
        const Told run = toldOf(
            R"({"name": "c", "class": "Plain"}, {"name": "a", "class": "Plain", "needs": ["b", "c"]},
               {"name": "d", "class": "Plain", "needs": ["a"]}, {"name": "b", "class": "Plain"})");
        Lines stopped;
        std::copy_if(run.lines.begin(), run.lines.end(), std::back_inserter(stopped),
                     [](const std::string& line) { return line.ends_with(" stopped"); });
        const Lines expected = {"d stopped", "a stopped", "b stopped", "c stopped"};
        QCOMPARE(shown(stopped), shown(expected));
    }

    void whenOneFailsToStartAllAreStoppedOnceWithTheError()
    {
        const Told run = toldOf(
            R"({"name": "a", "class": "Plain"}, {"name": "b", "class": "Broken"}, {"name": "c", "class": "Forever"},
               {"name": "d", "class": "Plain", "settings": {"pause": 9}}, {"name": "e", "class": "Plain", "needs": ["b"]})");
        const Lines expected = {"a started",        "c ready",   "e stops: no luck", "e stopped",
                                "d stops: no luck", "d stopped", "c stops: no luck", "b stops: no luck",
                                "a stops: no luck", "a stopped"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Failed);
        QCOMPARE(run.end.sentence, "\"b\" failed: no luck");
        QCOMPARE(nanoseconds(run.end.at), 3'500'000'000);
    }

    void oneThatFailsWhileItRunsStopsAllToo()
    {
        const Told run = toldOf(
            R"({"name": "a", "class": "Plain"}, {"name": "b", "class": "Forever", "settings": {"lasts": 1}})");
        const Lines expected = {"a started",         "b ready",           "all ready",
                                "b stops: worn out", "a stops: worn out", "a stopped"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Failed);
    }

    void twoThatFailAtOnceAreToldTheFirstError()
    {
        const Told run = toldOf(R"({"name": "a", "class": "Broken"}, {"name": "b", "class": "Broken"})");
        const Lines expected = {"b stops: no luck", "a stops: no luck"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Failed);
    }

    void whatRunsWhileTheyDoMayFailToo()
    {
        const Told run = toldOf(R"({"name": "a", "class": "Plain"})",
                                R"("entrypoint": {"steps": [{"fail": "main broke"}]})");
        const Lines expected = {"a started", "a stops: main broke", "a stopped"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.sentence, "\"entrypoint\" failed: main broke");
    }

    void aStopThatFailsKeepsNobodyFromStopping()
    {
        const Told run = told(scenarioOf(
            R"("service_classes": [{"name": "C", "start": [], "stop": [{"log": "{task}: {error}"}, {"fail": "stuck"}]}],
               "services": [{"name": "a", "class": "C"}, {"name": "b", "class": "C"}])"));
        const Lines expected = {"b: none", "a: none"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.sentence, "\"b\" failed: stuck; one more task failed");
    }

    void aStopThatNeverEndsIsNamed()
    {
        const Told run = told(scenarioOf(
            R"("events": ["never"], "service_classes": [{"name": "C", "start": [], "stop": [{"wait": "never"}]}],
               "services": [{"name": "a", "class": "C"}])"));
        QCOMPARE(run.end.outcome, Outcome::Stalled);
        QCOMPARE(run.end.waitingTasks.size(), 2u);
        QCOMPARE(run.end.waitingTasks[1].waitsFor, "the flag \"never\"");
    }

    void aStopThatNeverEndsMayHaveATimeout()
    {
        const Told run = told(scenarioOf(
            R"("service_classes": [{"name": "C", "start": [], "stop": [{"timeout": 2, "steps": [{"repeat": "forever", "steps": [{"sleep": 1}]}]}]}],
               "services": [{"name": "a", "class": "C"}])"));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QCOMPARE(nanoseconds(run.end.at), 2'000'000'000);
    }

    // Interruptions

    void anInterruptionStopsThemInOrder()
    {
        const Told run =
            toldOf(R"({"name": "a", "class": "Plain"}, {"name": "b", "class": "Forever"})",
                   R"("entrypoint": {"steps": [{"log": "all ready"}, {"work": 0}, {"sleep": 1e6}]})",
                   stopAt("all ready"));
        const Lines expected = {"a started",     "b ready",       "all ready",
                                "b stops: none", "a stops: none", "a stopped"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Interrupted);
        QCOMPARE(nanoseconds(run.end.at), 1'500'000'000);
    }

    void anInterruptionWhileTheyStartStopsThoseToo()
    {
        const Told run = toldOf(
            R"({"name": "a", "class": "Plain", "settings": {"pause": 0.5}}, {"name": "b", "class": "Forever"},
               {"name": "c", "class": "Plain", "needs": ["b"]})",
            interruptedWhen("a.ready"), stopAt("now"));
        const Lines expected = {
            "a started", "now",           "c stops: none", "b ready", // until its turn comes
            "c stopped", "b stops: none", "a stops: none", "a stopped"};
        QCOMPARE(QString::fromStdString(shown(run.lines)), QString::fromStdString(shown(expected)));
        QCOMPARE(run.end.outcome, Outcome::Interrupted);
    }

    void anInterruptionWhileTheyStopLetsThemGoOn()
    {
        const Told run = toldOf(R"({"name": "a", "class": "Plain"}, {"name": "b", "class": "Plain"})",
                                interruptedWhen("b.stop"), stopAt("now"));
        QCOMPARE(countOf(run, "b stopped"), 1);
        QCOMPARE(countOf(run, "a stopped"), 1);
        QCOMPARE(run.end.outcome, Outcome::Interrupted);
    }

    void anInterruptionIsHeardByAServiceThatNeverSuspends()
    {
        const Told run = told(
            scenarioOf(
                R"("service_classes": [{"name": "C", "start": [{"ready": true}, {"repeat": "forever", "steps": [{"work": 1, "log": "works"}]}],
                                                          "stop": [{"log": "{task} stops"}]}],
               "services": [{"name": "a", "class": "C"}, {"name": "b", "class": "C"}])"),
            [](Run& r, const std::string& line) {
                if (line == "works") r.signalStop();
            });
        QCOMPARE(countOf(run, "a stops"), 1);
        QCOMPARE(countOf(run, "b stops"), 1);
        QCOMPARE(run.end.outcome, Outcome::Interrupted);
    }

    void anInterruptionBeforeAnybodyHadATurnEndsAll()
    {
        Run run(
            scenarioOf(
                R"("service_classes": [{"name": "C", "start": [{"sleep": 9}]}], "services": [{"name": "a", "class": "C"}])"),
            recorded());
        run.requestStop();
        QCOMPARE(run.runVirtual().outcome, Outcome::Interrupted);
        QCOMPARE(orderOf(run), "");
    }

    void otherTasksAreCancelledAsEver()
    {
        const Told run = told(
            scenarioOf(
                R"("service_classes": [{"name": "C", "start": [], "stop": [{"log": "stopped"}]}], "services": [{"name": "a", "class": "C"}],
                   "entrypoint": {"steps": [{"sleep": 5}]},
                   "tasks": [{"name": "t", "steps": [{"wait": "a.ready", "log": "begun"}, {"steps": [{"work": 0}, {"sleep": 9}], "finally": [{"log": "cancelled"}]}]}])"),
            stopAt("begun"));
        QCOMPARE(countOf(run, "cancelled"), 1);
        QCOMPARE(countOf(run, "stopped"), 1);
    }

    // What is known of them

    void theRunKnowsItsServices()
    {
        const auto scenario = scenarioOf(
            R"("service_classes": [{"name": "C", "settings": {"name": {"value": "world"}, "n": {"required": "number"}}, "start": []}],
               "services": [{"name": "a", "class": "C", "settings": {"n": 3}, "needs": ["b"]}, {"name": "b", "class": "C", "settings": {"n": 4, "name": "Guido"}}],
               "tasks": [{"name": "t", "steps": []}])");
        const Run run(scenario, {});
        const RunInfo& info = *run.info();
        QCOMPARE(info.groups.size(), 4u);
        QVERIFY(info.groups[0].role == GroupRole::EntryPoint && info.groups[0].name == "entrypoint");
        QVERIFY(info.groups[1].role == GroupRole::Service && info.groups[2].role == GroupRole::Service);
        QVERIFY(info.groups[3].role == GroupRole::Plain);
        QCOMPARE(info.services.size(), 2u);
        QCOMPARE(info.services[0].className, "C");
        QCOMPARE(info.services[0].needs, std::vector<std::uint16_t>{2});
        const std::vector<std::pair<std::string, std::string>> settings = {{"name", "Guido"}, {"n", "4"}};
        QCOMPARE(info.services[1].settings, settings);
        QCOMPARE(info.flags[info.services[1].readyFlag], "b.ready");
    }

    void theStatesOfServicesFollowFromTheEvents()
    {
        const auto scenario = scenarioOf(
            R"("service_classes": [{"name": "C", "settings": {"pause": {"value": 1}}, "start": [{"sleep": "$pause"}], "stop": [{"sleep": 1}]},
                                   {"name": "F", "start": [{"sleep": 2}, {"fail": "x"}]}],
               "services": [{"name": "a", "class": "C", "needs": ["b"]}, {"name": "b", "class": "C"},
                            {"name": "c", "class": "F"}, {"name": "d", "class": "C", "settings": {"pause": 9}}])");
        Run run(scenario, recorded());
        run.runVirtual();
        ServiceHistory history(run.info());
        history.follow(*run.log());
        const auto lifeOf = [&](std::size_t service) {
            std::string life;
            for (const ServiceChange& change : history.changes(service))
                life += std::string(serviceStateName(change.state)) + ' ' +
                        std::to_string(change.ns / 1'000'000'000) + ", ";
            return life;
        };
        QVERIFY2(lifeOf(0) == "not started 0, waiting 0, starting 1, ready 2, stopping 3, stopped 4, ",
                 lifeOf(0).c_str());
        QVERIFY2(lifeOf(1) == "not started 0, starting 0, ready 1, stopping 4, stopped 5, ",
                 lifeOf(1).c_str());
        QVERIFY2(lifeOf(2) == "not started 0, starting 0, stopping 2, failed 3, ", lifeOf(2).c_str());
        QVERIFY2(lifeOf(3) == "not started 0, starting 0, stopping 2, stopped 3, ", lifeOf(3).c_str());
        QVERIFY(history.stateAfter(1, 0) == ServiceState::NotStarted);
        QVERIFY(history.stateAfter(1, run.log()->size()) == ServiceState::Stopped);
        const ServiceChange& ready = history.changes(1)[2];
        QVERIFY(history.stateAfter(1, ready.events - 1) == ServiceState::Starting);
        QVERIFY(history.stateAfter(1, ready.events) == ServiceState::Ready);
    }

    void aPoolOfNobodysChoiceHasAsManyThreadsAsCores()
    {
        QVERIFY(usualPoolSize() >= 4 && usualPoolSize() <= 32);
        const auto scenario =
            scenarioOf(R"("entrypoint": {"pool_size": 0, "log_level": "Warning", "log_format": "json",
               "log_buffer_size": 1024, "log_flush_interval": 0.2, "steps": [{"offload": 1, "pool": "default"}]})");
        QCOMPARE(scenario->pools.at(0).threads, usualPoolSize());
        QVERIFY(scenario->entryPoint->logLevel == LogLevel::Warning);
        QVERIFY(scenario->entryPoint->logFormat == LogFormat::Json);
        QCOMPARE(scenario->entryPoint->logBufferLines, 1024u);
        QCOMPARE(nanoseconds(scenario->entryPoint->logFlushInterval), 200'000'000);
        QCOMPARE(told(scenario).end.outcome, Outcome::Finished);
    }

    void theBuiltInScenarioGreetsAsTheOriginal()
    {
        const auto file = ScenarioFile::read(findBuiltinScenario("services")->text);
        const Told run = told(std::make_shared<Scenario>(*file->resolve()));
        const Lines greetings = {"Hello world", "Hello Guido", "database connects", "heartbeat is ready",
                                 "Hello mr. Guido"};
        Lines first(run.lines.begin(), run.lines.begin() + 5);
        std::sort(first.begin(), first.end());
        Lines expected = greetings;
        std::sort(expected.begin(), expected.end());
        QCOMPARE(shown(first), shown(expected));
        QCOMPARE(run.end.outcome, Outcome::Finished);
        QVERIFY(happened(run, "heartbeat ended"));
    }

    // Refusals

    void refusesWithOneSentenceAtItsPlace_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* serviceClass, const char* services,
                            const char* sentence) {
            QTest::newRow(name) << QStringLiteral("\"service_classes\": [%1], \"services\": [%2]")
                                       .arg(QString::fromUtf8(serviceClass), QString::fromUtf8(services))
                                << QString::fromUtf8(sentence);
        };
        const char* const c =
            R"({"name": "C", "settings": {"title": {"required": "text"}, "n": {"value": 1}}, "start": [{"sleep": "$n"}]})";
        const char* const plain = R"({"name": "C", "start": []})";
        row("a required setting is missing", c, R"({"name": "a", "class": "C"})",
            "services[0]: the setting \"title\" is missing, which the class \"C\" requires");
        row("a setting of the wrong kind", c, R"({"name": "a", "class": "C", "settings": {"title": 5}})",
            "services[0].settings.title: must be a text, not 5");
        row("a setting that breaks a step", c,
            R"({"name": "a", "class": "C", "settings": {"title": "x", "n": -1}})",
            "services[0].start[0].sleep: must not be below 0, but is -1");
        row("an unknown setting", c, R"({"name": "a", "class": "C", "settings": {"titel": "x"}})",
            "services[0].settings.titel: there is no setting \"titel\" in the class \"C\"; did you mean "
            "\"title\"?");
        row("an unknown class", plain, R"({"name": "a", "class": "D"})",
            "services[0].class: there is no class of services \"D\"; it can be \"C\"");
        row("a class of nobody", R"({"name": "C", "start": []}, {"name": "D", "start": []})",
            R"({"name": "a", "class": "C"})", "service_classes[1]: no service is of the class \"D\"");
        row("a circle of needs", plain,
            R"({"name": "a", "class": "C", "needs": ["b"]}, {"name": "b", "class": "C", "needs": ["c"]}, {"name": "c", "class": "C", "needs": ["a"]})",
            "services[0].needs[0]: services need each other in a circle: \"a\", \"b\", \"c\", \"a\"");
        row("one that needs itself", plain, R"({"name": "a", "class": "C", "needs": ["a"]})",
            "services[0].needs[0]: a service cannot need itself");
        row("one that needs nobody", plain, R"({"name": "data", "class": "C", "needs": ["date"]})",
            "services[0].needs[0]: there is no service \"date\"; did you mean \"data\"?");
        row("two of one name", plain, R"({"name": "a", "class": "C"}, {"name": "a", "class": "C"})",
            "services[1].name: there is already a service \"a\"");
        row("ready in a stop", R"({"name": "C", "start": [], "stop": [{"ready": true}]})",
            R"({"name": "a", "class": "C"})",
            "services[0].stop[0].ready: only the start of a service reports ready");
        row("no start", R"({"name": "C"})", R"({"name": "a", "class": "C"})",
            "service_classes[0]: \"start\" is missing");
        row("steps of its own", plain, R"({"name": "a", "class": "C", "start": []})",
            "services[0].start: there is no key \"start\" in a service");
        row("a setting with two meanings",
            R"({"name": "C", "settings": {"x": {"value": 1, "required": "text"}}, "start": []})",
            R"({"name": "a", "class": "C"})",
            "service_classes[0].settings.x: a setting has either a \"value\", its default, or the kind that "
            "is \"required\"");
    }
    void refusesWithOneSentenceAtItsPlace()
    {
        QFETCH(QString, members);
        QFETCH(QString, sentence);
        const auto file = ScenarioFile::read("{\"format\": \"sojourn-scenario\", \"version\": 1, " +
                                             members.toStdString() + "}");
        QVERIFY(!file);
        QCOMPARE(QString::fromStdString(file.problem().sentence()), sentence);
        QVERIFY(file.problem().line > 0);
    }

    void refusesWhatTheStepsOfAnEntryPointMayNot()
    {
        const auto refusal = [](const char* members) {
            const auto file = ScenarioFile::read("{\"format\": \"sojourn-scenario\", \"version\": 1, " +
                                                 std::string(members) + "}");
            return file ? std::string() : file.problem().sentence();
        };
        QCOMPARE(refusal(R"("tasks": [{"name": "a", "steps": [{"ready": true}]}])"),
                 "tasks[0].steps[0].ready: only the start of a service reports ready");
        QCOMPARE(refusal(R"("tasks": [{"name": "entrypoint", "steps": []}], "entrypoint": {})"),
                 "tasks[0].name: there is already a group \"entrypoint\"");
        QCOMPARE(refusal(R"("entrypoint": {"pool_size": -1})"),
                 "entrypoint.pool_size: must not be below 0, but is -1");
        QCOMPARE(refusal(R"("entrypoint": {"log_format": "xml"})"),
                 "entrypoint.log_format: must be \"text\", \"json\" or \"color\", not \"xml\"");
        QCOMPARE(refusal(R"("pools": [{"name": "default", "threads": 1}], "entrypoint": {"pool_size": 2})"),
                 "entrypoint.pool_size: there is already a pool \"default\"");
    }
};

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
