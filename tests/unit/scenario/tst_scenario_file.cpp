#include "unit/scenario/scenario_texts.h"

#include "scenario/scenario_file.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace sojourn;
using namespace sojourn::test;
using Kind = Step::Kind;

namespace {

// The scenario of a text that must be sound.
Scenario resolved(const std::string& text, const ParameterValues& values = {})
{
    const auto file = ScenarioFile::read(text);
    if (!file) qFatal("%s", file.problem().sentence().c_str());
    const auto scenario = file->resolve(values);
    if (!scenario) qFatal("%s", scenario.problem().sentence().c_str());
    return *scenario;
}

Step firstStep(std::string_view step)
{
    return resolved(stepsText(step)).groups[0].steps.at(0);
}

Draw drawOf(std::string_view draw)
{
    return firstStep("{\"sleep\": " + std::string(draw) + "}").amount;
}

const std::string dials = topText(R"("parameters": {
  "size": {"label": "Size", "unit": "items", "value": 3, "min": 0, "max": 10, "step": 1, "demo": 5, "slider": [0, 6]},
  "span": {"label": "Span", "value": [1, "$size"], "min": 0, "max": 100},
  "quick": {"label": "Quick", "value": true},
  "order": {"label": "Order", "value": "fifo", "choices": ["fifo", "lifo"]},
  "twin": {"label": "Twin", "value": "$size", "min": 0, "max": "$limit"},
  "limit": {"label": "Limit", "value": 20, "min": 0, "max": 100}},
 "queues": [{"name": "q", "capacity": "$size", "order": "$order"}],
 "until": "$limit",
 "tasks": [{"name": "a", "count": "$twin", "steps": [
  {"sleep": {"uniform": "$span"}, "log": "$9 of {size} {order} {span} {quick}"},
  {"put": "q", "new": "$quick", "value": {"hex": "$size"}},
  {"fail": "$5"}]}])");

} // namespace

class TestScenarioFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsTextTakesOtherValues()
    {
        const auto file = ScenarioFile::read(dials);
        QVERIFY(file);
        ParameterValues values;
        for (const auto& [name, text] :
             {std::pair{"size", "4"}, {"span", "0.5:7.25"}, {"quick", "false"}, {"order", "lifo"}})
            values[name] = *file->parse(name, text);
        ParameterValue stranger;
        stranger.number = 9;
        values["stranger"] = stranger;
        const auto written = ScenarioFile::read(file->textWith(values, 77));
        QVERIFY2(written, written ? "" : written.problem().sentence().c_str());
        const auto scenario = written->resolve();
        QVERIFY(scenario);
        QCOMPARE(scenario->seed, 77u);
        const std::vector<Parameter>& now = written->parameters();
        QCOMPARE(now[0].value.number, 4.0);
        QCOMPARE(now[0].sliderMax, 6.0); // all else stays
        QCOMPARE(now[1].value.number, 0.5);
        QCOMPARE(now[1].value.high, 7.25);
        QCOMPARE(now[2].value.truth, false);
        QCOMPARE(now[3].value.text, std::string("lifo"));
        QCOMPARE(now[4].value.number, 4.0); // $size, as before
        QCOMPARE(written->textWith({}, 77), written->text());
    }

    void aTextInAFileIsEscaped()
    {
        const auto file = ScenarioFile::read(
            topText(R"("seed": 3, "parameters": {"who": {"label": "Who", "value": "x"}}, "tasks": [])"));
        QVERIFY2(file, file ? "" : file.problem().sentence().c_str());
        ParameterValue value;
        value.kind = ParameterValue::Kind::Text;
        value.text = "a \"b\" \\ \n";
        const auto written = ScenarioFile::read(file->textWith({{"who", value}}, 3));
        QVERIFY2(written, written ? "" : written.problem().sentence().c_str());
        QCOMPARE(written->parameters()[0].value.text, value.text);
    }

    void readsTheTop()
    {
        const auto scenario =
            resolved(topText(R"("name": "n", "title": "Über", "about": "A.\n", "seed": 7, "until": 2.5)"));
        QCOMPARE(scenario.name, "n");
        QCOMPARE(scenario.title, "Über");
        QCOMPARE(scenario.about, "A.\n");
        QCOMPARE(scenario.seed, 7u);
        QCOMPARE(scenario.until.value().count(), 2'500'000'000);
        QVERIFY(scenario.groups.empty());
    }

    void readsWhatTheChooserShows()
    {
        const auto scenario = resolved(topText(R"("promise": "It ends.", "category": "traps")"));
        QCOMPARE(scenario.promise, "It ends.");
        QCOMPARE(scenario.category, ScenarioCategory::Traps);
    }

    void leavesOutWhatTheFileLeavesOut()
    {
        const auto scenario = resolved(R"({"format": "sojourn-scenario", "version": 1})");
        QVERIFY(scenario.promise.empty());
        QCOMPARE(scenario.category, ScenarioCategory::Other);
        QCOMPARE(scenario.seed, 1u);
        QVERIFY(!scenario.until);
        QVERIFY(scenario.title.empty());
    }

    void takesTheLargestSeedExactly()
    {
        QCOMPARE(resolved(topText("\"seed\": 9223372036854775807")).seed, 9223372036854775807u);
        QCOMPARE(resolved(topText("\"seed\": 9007199254740993")).seed, 9007199254740993u);
        QCOMPARE(resolved(topText("\"seed\": 0")).seed, 0u);
    }

    void takesAWholeNumberInAnySpelling()
    {
        const auto scenario = resolved(R"({"format": "sojourn-scenario", "version": 1.0, "seed": 1e3})");
        QCOMPARE(scenario.seed, 1000u);
    }

    void takesNumbersOfManyDigits()
    {
        QCOMPARE(resolved(topText("\"until\": 2.50000000000000000000000")).until, Duration(2'500'000'000));
        QCOMPARE(resolved(topText("\"until\": 0.1000000000000000000001")).until, Duration(100'000'000));
        QCOMPARE(resolved(topText("\"until\": 1.50000000000000000e1")).until, Duration(15'000'000'000));
        QCOMPARE(resolved(topText("\"seed\": 3.0000000000000000000000")).seed, 3u);
    }

    void takesAByteOrderMarkAndWindowsLines()
    {
        QVERIFY(
            ScenarioFile::read("\xEF\xBB\xBF{\r\n\"format\": \"sojourn-scenario\",\r\n\"version\": 1}\r\n"));
        const auto wrong = ScenarioFile::read("\xEF\xBB\xBF{\"format\": 1}");
        QCOMPARE(wrong.problem().column, 12);
    }

    void countsColumnsInCharacters()
    {
        const auto file = ScenarioFile::read(topText("\"title\": \"Ü€😀\", \"sed\": 1"));
        QCOMPARE(file.problem().line, 2);
        QCOMPARE(file.problem().column, 18);
        QCOMPARE(file.problem().length, 5);
    }

    void saysWhatIsWrongAndWhatToPutThere()
    {
        const auto file = ScenarioFile::read(stepsText("{\"put\": \"wrok\"}"));
        QCOMPARE(file.problem().place, "tasks[0].steps[0].put");
        QCOMPARE(file.problem().wrong, "wrok");
        QCOMPARE(file.problem().suggestion, "work");
    }

    void offersNoReplacementForWhatAParameterBrought()
    {
        const auto file = ScenarioFile::read(
            topText(R"("parameters": {"x": {"label": "", "value": "wrok"}}, "queues": [{"name": "work"}],
                       "tasks": [{"name": "a", "steps": [{"get": "$x"}]}])"));
        QCOMPARE(file.problem().message,
                 "there is no queue \"wrok\" (from the parameter \"x\"); did you mean \"work\"?");
        QVERIFY(file.problem().suggestion.empty());
    }

    void refusesATooLongFile()
    {
        std::string text = topText("\"seed\": 1");
        text.resize(maxScenarioBytes + 1, ' ');
        QCOMPARE(ScenarioFile::read(std::move(text)).problem().sentence(), "the file is longer than 32 MiB");
    }

    void readsQueuesEventsAndPools()
    {
        const auto scenario =
            resolved(topText(R"("events": ["a", "b"], "pools": [{"name": "p", "threads": 3}],
            "queues": [{"name": "q"}, {"name": "r", "capacity": 5.0, "order": "priority"}, {"name": "s", "order": "lifo"}])"));
        QCOMPARE(scenario.flags, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(scenario.pools.at(0).threads, 3u);
        QCOMPARE(scenario.queues.at(0).capacity, 0u);
        QCOMPARE(scenario.queues.at(0).order, QueueOrder::Fifo);
        QCOMPARE(scenario.queues.at(1).capacity, 5u);
        QCOMPARE(scenario.queues.at(1).order, QueueOrder::Priority);
        QCOMPARE(scenario.queues.at(2).order, QueueOrder::Lifo);
    }

    void tellsAGroupWithACountFromOneWithout()
    {
        const auto scenario = resolved(topText(R"("tasks": [{"name": "a", "steps": []},
            {"name": "b", "count": 1, "steps": []}, {"name": "c", "count": 0, "steps": []}])"));
        QCOMPARE(scenario.groups[0].count, 1u);
        QVERIFY(!scenario.groups[0].counted);
        QVERIFY(scenario.groups[1].counted);
        QCOMPARE(scenario.groups[2].count, 0u);
    }

    void allowsTaskNamesThatOnlyLookAlike()
    {
        QVERIFY(ScenarioFile::read(topText(R"("tasks": [{"name": "a", "count": 2, "steps": []},
            {"name": "a-2", "steps": []}, {"name": "a-01", "steps": []}, {"name": "a-1", "count": 1, "steps": []}])")));
    }

    void readsEveryStep()
    {
        const auto steps = resolved(stepsText(R"(
            {"sleep": 1}, {"work": 2}, {"offload": 3, "pool": "pool"}, {"put": "done"}, {"get": "done"},
            {"task_done": "done"}, {"repeat": 4, "steps": [{"break_if": {"draw": 5, "equals": 6}}]}, {"join": "done"},
            {"await": "worker"}, {"cancel": "worker"}, {"set": "ready"}, {"wait": "ready"},
            {"steps": [{"log": "a"}], "finally": []}, {"timeout": 7, "steps": []}, {"fail": "no"}, {"log": "l"})"))
                               .groups[0]
                               .steps;
        const std::vector<Kind> kinds = {Kind::Sleep, Kind::Work,     Kind::Offload, Kind::Put,
                                         Kind::Get,   Kind::TaskDone, Kind::Repeat,  Kind::Join,
                                         Kind::Await, Kind::Cancel,   Kind::Set,     Kind::Wait,
                                         Kind::Steps, Kind::Timeout,  Kind::Fail,    Kind::Log};
        QCOMPARE(steps.size(), kinds.size());
        for (std::size_t i = 0; i < kinds.size(); ++i)
            QCOMPARE(steps[i].kind, kinds[i]);
        QCOMPARE(steps[2].amount.a, 3.0);
        QCOMPARE(steps[3].object, 1);
        QCOMPARE(steps[8].object, 1);
        QCOMPARE(steps[6].steps.at(0).kind, Kind::BreakIf);
        QCOMPARE(steps[6].steps.at(0).equals, 6.0);
        QCOMPARE(steps[6].steps.at(0).place, "tasks[0].steps[6].steps[0]");
        QVERIFY(steps[12].hasFinally);
        QCOMPARE(steps[14].message, "no");
        QCOMPARE(steps[15].log.value().pieces.at(0).text, "l");
    }

    void readsWhatAnIfTakes()
    {
        const auto taken = [](const char* condition) {
            const Step step = firstStep(std::string("{\"if\": ") + condition +
                                        ", \"steps\": [{\"sleep\": 1}], \"else\": [{\"work\": 1}]}");
            return step.kind == Kind::If && step.taken().at(0).kind == Kind::Sleep;
        };
        QVERIFY(taken("true"));
        QVERIFY(!taken("false"));
        QVERIFY(taken("\"$quick\""));
        QVERIFY(taken(R"({"equal": ["$where", "work"]})"));
        QVERIFY(!taken(R"({"equal": ["$where", "done"]})"));
        QVERIFY(taken(R"({"equal": ["$n", 2]})"));
        QVERIFY(taken(R"({"equal": [true, "$quick"]})"));
        QVERIFY(taken(R"({"not": {"equal": ["$n", 3]}})"));
        QVERIFY(!taken(R"({"not": {"not": false}})"));
        QVERIFY(firstStep(R"({"if": false, "steps": [{"sleep": 1}]})").taken().empty());
    }

    void offersAThreadOfItsOwnToATask()
    {
        QCOMPARE(firstStep(R"({"offload": 1})").pool, noPool);
        QCOMPARE(firstStep(R"({"offload": 1, "pool": "pool"})").pool, std::uint16_t{0});
    }

    void onlyAwaitsThatAreTakenMakeACircle()
    {
        const auto text = [](const char* quick) {
            return topText(std::string("\"parameters\": {\"q\": {\"label\": \"Q\", \"value\": ") + quick +
                           R"(}},
                "tasks": [{"name": "a", "steps": [{"if": "$q", "steps": [{"await": "b"}]}]},
                          {"name": "b", "steps": [{"if": "$q", "steps": [], "else": [{"await": "a"}]}]}])");
        };
        QVERIFY(ScenarioFile::read(text("true")));
        QVERIFY(ScenarioFile::read(text("false")));
    }

    void readsAllOfAPut()
    {
        const Step step = firstStep(
            R"({"put": "work", "new": true, "sentinel": false, "if_full": "drop", "priority": -2, "value": "drawn"})");
        QVERIFY(step.makesNew);
        QVERIFY(!step.sentinel);
        QVERIFY(step.dropIfFull);
        QCOMPARE(step.priority.value().a, -2.0);
        QCOMPARE(step.payload.kind, PayloadSpec::Kind::Drawn);
        QVERIFY(firstStep(R"({"put": "work", "sentinel": true, "if_full": "drop"})").sentinel);
    }

    void readsPayloads()
    {
        const auto payload = [](const std::string& value) {
            return firstStep("{\"put\": \"work\", \"value\": " + value + "}").payload;
        };
        QCOMPARE(payload(R"({"hex": 5})").bytes, 5);
        QCOMPARE(payload(R"({"map": "square"})").kind, PayloadSpec::Kind::Square);
        QCOMPARE(payload("-3").number.a, -3.0);
        QCOMPARE(payload(R"({"normal": [-1, 2]})").number.kind, Draw::Kind::Normal);
        QCOMPARE(firstStep(R"({"put": "work"})").payload.kind, PayloadSpec::Kind::None);
    }

    void readsEveryDistribution()
    {
        using D = Draw::Kind;
        const std::vector<std::tuple<std::string, D, double, double>> all = {
            {"2.5", D::Constant, 2.5, 0},
            {R"({"uniform": [1, 2]})", D::Uniform, 1, 2},
            {R"({"uniform_int": [1, 3.0]})", D::UniformInt, 1, 3},
            {R"({"exponential": 2})", D::Exponential, 2, 0},
            {R"({"normal": [-1, 2]})", D::Normal, -1, 2},
            {R"({"lognormal": [1, 2]})", D::Lognormal, 1, 2},
            {R"({"erlang": [3, 2]})", D::Erlang, 3, 2},
            {R"({"pareto": [1.5, 2]})", D::Pareto, 1.5, 2},
        };
        for (const auto& [text, kind, a, b] : all) {
            const Draw draw = drawOf(text);
            QCOMPARE(draw.kind, kind);
            QCOMPARE(draw.a, a);
            QCOMPARE(draw.b, b);
        }
        QCOMPARE(drawOf(R"({"empirical": [1, 2, 2]})").values, (std::vector<double>{1, 2, 2}));
        QCOMPARE(drawOf(R"({"sequence": [1, 2]})").rows, (std::vector<std::vector<double>>{{1, 2}}));
        QCOMPARE(drawOf(R"({"sequence": [[1], [2, 3]]})").rows,
                 (std::vector<std::vector<double>>{{1}, {2, 3}}));
    }

    void letsNumbersThatAreNoDurationsBeBelowZero()
    {
        QCOMPARE(firstStep(R"({"repeat": -1, "steps": []})").amount.a, -1.0);
        QCOMPARE(firstStep(R"({"repeat": {"uniform": [-1, 1]}, "steps": []})").amount.a, -1.0);
        QVERIFY(firstStep(R"({"repeat": "forever", "steps": []})").forever);
    }

    void letsABreakOutOfAllThatIsWithinTheRepeat()
    {
        const auto outer = firstStep(R"({"repeat": 1, "steps": [{"timeout": 1, "steps": [{"steps": [],
            "finally": [{"get": "work", "sentinel": "break"}]}]}]})");
        QVERIFY(outer.steps[0].steps[0].finally[0].breakAtSentinel);
    }

    void logsAtALevelInAnyCase()
    {
        const auto step = firstStep(R"({"sleep": 1, "log": "a", "log_level": "WARNING"})");
        QCOMPARE(step.log.value().level, LogLevel::Warning);
        QCOMPARE(std::string(logLevelName(LogLevel::Critical)), "critical");
    }

    void putsParametersEverywhere()
    {
        const auto scenario = resolved(dials);
        QCOMPARE(scenario.queues[0].capacity, 3u);
        QCOMPARE(scenario.until.value().count(), 20'000'000'000);
        QCOMPARE(scenario.groups[0].count, 3u);
        const auto& steps = scenario.groups[0].steps;
        QCOMPARE(steps[0].amount.b, 3.0);
        QCOMPARE(steps[0].log.value().pieces.at(0).text, "$9 of ");
        QCOMPARE(steps[0].log.value().pieces.at(2).text, " fifo 1:3 true");
        QVERIFY(steps[1].makesNew);
        QCOMPARE(steps[1].payload.bytes, 3);
        QCOMPARE(steps[2].message, "$5");
    }

    void describesParameters()
    {
        const auto file = ScenarioFile::read(dials);
        const auto& parameters = file->parameters();
        QCOMPARE(parameters.size(), 6u);
        QCOMPARE(parameters[0].name, "size");
        QCOMPARE(parameters[0].label, "Size");
        QCOMPARE(parameters[0].unit, "items");
        QCOMPARE(parameters[0].step, 1.0);
        QCOMPARE(parameters[0].sliderMax, 6.0);
        QVERIFY(parameters[0].demo == number(5));
        QVERIFY(parameters[1].value == range(1, 3));
        QCOMPARE(parameters[1].sliderMax, 100.0);
        QCOMPARE(parameters[3].choices, (std::vector<std::string>{"fifo", "lifo"}));
        QCOMPARE(parameters[4].max, 20.0);
    }

    void takesOtherValuesAndWhatRefersToThem()
    {
        const auto scenario = resolved(dials, {{"size", number(7)}});
        QCOMPARE(scenario.queues[0].capacity, 7u);
        QCOMPARE(scenario.groups[0].count, 7u);
        QCOMPARE(scenario.groups[0].steps[0].amount.b, 7.0);
        QVERIFY(scenario.parameters[0].value == number(7));
        QVERIFY(scenario.parameters[0].fileValue == number(3));
    }

    void refusesValuesThatDoNotFit()
    {
        const auto file = ScenarioFile::read(dials);
        const auto sentence = [&](const std::string& name, const ParameterValue& value) {
            const auto scenario = file->resolve({{name, value}});
            return scenario ? std::string() : scenario.problem().sentence();
        };
        QCOMPARE(sentence("sise", number(1)), "there is no parameter \"sise\"; did you mean \"size\"?");
        QCOMPARE(sentence("size", number(11)), "size: must not be above 10, but is 11");
        QCOMPARE(sentence("size", number(std::nan(""))), "size: must be a number that is finite");
        QCOMPARE(sentence("size", number(std::numeric_limits<double>::infinity())),
                 "size: must be a number that is finite");
        QCOMPARE(sentence("size", range(1, 2)), "size: must be a number, not \"1:2\"");
        QCOMPARE(sentence("span", range(2, 1)), "span: the low end, 2, is above the high end, 1");
        QCOMPARE(sentence("limit", number(2)), "parameters.twin.value: must not be above 2, but is 3");
        QCOMPARE(sentence("size", number(2.5)),
                 "queues[0].capacity: must be a whole number, not 2.5 (from the parameter \"size\")");
    }

    void checksTheDemoAsAWhole()
    {
        const auto file = ScenarioFile::read(topText(
            R"("parameters": {"n": {"label": "", "value": 1, "min": 0, "max": 2, "demo": 0.5}},
               "tasks": [{"name": "a", "count": "$n", "steps": []}])"));
        QCOMPARE(file.problem().sentence(),
                 "tasks[0].count: must be a whole number, not 0.5 (from the parameter \"n\")");
    }

    void parsesValues_data()
    {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("result"); // as it is printed, or the sentence
        const auto row = [](std::string name, std::string text, std::string result) {
            QTest::addRow("%s=%s", name.c_str(), text.c_str()) << name << text << result;
        };
        row("size", "3", "3");
        row("size", "1e1", "10");
        row("size", "+2.50", "2.5");
        row("size", "", "size: must be a number, not \"\"");
        row("size", "3x", "size: must be a number, not \"3x\"");
        row("size", "0x3", "size: must be a number, not \"0x3\"");
        row("size", "nan", "size: must be a number that is finite");
        row("size", "-inf", "size: must be a number that is finite");
        row("size", "-1", "size: must not be below 0, but is -1");
        row("size", "1:3", "size: must be a number, not \"1:3\"");
        row("span", "1:3", "1:3");
        row("span", "0.5:0.5", "0.5:0.5");
        row("span", "3", "3:3");
        row("span", "x", "span: must be a range, such as 1:3, not \"x\"");
        row("span", "3:1", "span: the low end, 3, is above the high end, 1");
        row("span", "1:", "span: must be a range, such as 1:3, not \"1:\"");
        row("span", "1:101", "span: must not be above 100, but is 101");
        row("quick", "YES", "true");
        row("quick", "off", "false");
        row("quick", "maybe", "quick: must be true or false, not \"maybe\"");
        row("order", "lifo", "lifo");
        row("order", "lifoo", "order: there is no choice \"lifoo\"; did you mean \"lifo\"?");
        row("ordre", "lifo", "there is no parameter \"ordre\"; did you mean \"order\"?");
    }

    void parsesValues()
    {
        QFETCH(std::string, name);
        QFETCH(std::string, text);
        QFETCH(std::string, result);
        const auto file = ScenarioFile::read(dials);
        const auto value = file->parse(name, text);
        QCOMPARE(value ? value->toText() : value.problem().sentence(), result);
    }

    void drawsFromASampleInPlaceOfATimeOrAWholeDistribution()
    {
        const std::string file = topText(R"("parameters": {
          "p": {"label": "P", "value": 1, "min": 0, "max": 5},
          "r": {"label": "R", "value": [1, 2], "min": 0, "max": 5},
          "twin": {"label": "T", "value": "$p", "min": 0, "max": 5}},
          "tasks": [{"name": "a", "steps": [{"sleep": "$p", "log": "{p}"}, {"work": {"exponential": "$p"}},
            {"sleep": {"uniform": "$r"}}, {"sleep": {"exponential": "$twin"}}, {"sleep": {"exponential": 3}}]}])");
        ParameterValue sample;
        sample.kind = ParameterValue::Kind::Sample;
        sample.sample =
            std::make_shared<Sample>(Sample{"@t.csv:s", {0.5, 7}}); // 7 is above the parameter's max
        const Scenario scenario = resolved(file, {{"p", sample}, {"r", sample}});
        const auto& steps = scenario.groups[0].steps;
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(steps[i].amount.kind, Draw::Kind::Empirical);
            QCOMPARE(steps[i].amount.values, (std::vector<double>{0.5, 7}));
        }
        QCOMPARE(steps[4].amount.kind, Draw::Kind::Exponential);
        QCOMPARE(templateOf(*steps[0].log), std::string("@t.csv:s"));
        QCOMPARE(scenario.parameters[0].value.toText(), std::string("@t.csv:s"));
        QCOMPARE(scenario.parameters[0].fileValue.number, 1.0);
    }

    void refusesASampleWhereANumberIsNeeded_data()
    {
        QTest::addColumn<std::string>("members");
        QTest::newRow("a count") << std::string(R"("tasks": [{"name": "a", "count": "$p", "steps": []}])");
        QTest::newRow("one of two") << std::string(
            R"("tasks": [{"name": "a", "steps": [{"sleep": {"normal": ["$p", 1]}}]}])");
        QTest::newRow("a bound") << std::string(R"("until": "$p")");
        QTest::newRow("a time below 0")
            << std::string(R"("tasks": [{"name": "a", "steps": [{"sleep": "$p"}]}])");
    }
    void refusesASampleWhereANumberIsNeeded()
    {
        QFETCH(std::string, members);
        const auto file =
            ScenarioFile::read(topText(R"("parameters": {"p": {"label": "P", "value": 1, "min": 0, "max": 5},
                                      "t": {"label": "T", "value": true}}, )" +
                                       members));
        QVERIFY(bool(file));
        ParameterValue sample;
        sample.kind = ParameterValue::Kind::Sample;
        sample.sample = std::make_shared<Sample>(Sample{"@t.csv:s", {1, -1}});
        const auto scenario = file->resolve({{"p", sample}});
        QVERIFY(!scenario && !scenario.problem().sentence().empty());
        QCOMPARE(file->resolve({{"t", sample}}).problem().sentence(),
                 std::string("t: must be true or false, not \"@t.csv:s\""));
    }

    void readsALongSequenceQuickly()
    {
        std::string numbers = "0.5";
        for (int i = 1; i < 200'000; ++i)
            numbers += ",0.5";
        QCOMPARE(drawOf("{\"sequence\": [" + numbers + "]}").rows.at(0).size(), 200'000u);
    }
};

QTEST_APPLESS_MAIN(TestScenarioFile)
#include "tst_scenario_file.moc"
