#include "explore/metric_words.h"

#include "scenario/builtin.h"
#include "scenario/run_info_of.h"
#include "scenario/scenario_file.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;

namespace {

Scenario scenarioOf(const char* name)
{
    return *ScenarioFile::read(findBuiltinScenario(name)->text)->resolve();
}

RunInfo infoOf(const char* name)
{
    return runInfoOf(scenarioOf(name), 1, true);
}

std::string wordsOf(const std::vector<MetricChoice>& choices, std::string_view name)
{
    const auto found = std::ranges::find(choices, name, &MetricChoice::name);
    return found == choices.end() ? "none" : found->words;
}

} // namespace

class TestMetricWords final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWaitComesFirstAndIsSaidShortly()
    {
        const auto choices = metricChoices(scenarioOf("mm4"));
        QCOMPARE(choices.front().words, std::string("p99 wait"));
        QCOMPARE(choices.front().name, std::string("wait_s.p99"));
        QCOMPARE(wordsOf(choices, "dropped_ratio"), std::string("turned away"));
        QCOMPARE(wordsOf(choices, "timed_out_ratio"), std::string("none"));
        QCOMPARE(wordsOf(choices, "utilisation"), std::string("server busy"));
        QCOMPARE(wordsOf(choices, "sojourn_s.p50"), std::string("median sojourn time"));
        QCOMPARE(wordsOf(choices, "throughput_per_s"), std::string("throughput"));
        QCOMPARE(wordsOf(choices, "items.made"), std::string("none"));
        QCOMPARE(wordsOf(choices, "tasks.main.utilisation"), std::string("none"));
    }
    void onlyLossesThatCanBeAreThere()
    {
        const auto choicesOf = [](const char* step) {
            const std::string text =
                R"({"format": "sojourn-scenario", "version": 1, "name": "n", "title": "N",
"queues": [{"name": "q", "capacity": 1}], "tasks": [{"name": "p", "steps": [)" +
                std::string(step) + "]}]}";
            return metricChoices(*ScenarioFile::read(text)->resolve());
        };
        const auto waits = choicesOf(R"({"put": "q"})"), drops = choicesOf(R"({"repeat": 2, "steps": [
{"put": "q", "if_full": "drop"}]})");
        const auto late = choicesOf(R"({"timeout": 1, "steps": [{"put": "q"}]})");
        QCOMPARE(wordsOf(waits, "dropped_ratio"), std::string("none"));
        QCOMPARE(wordsOf(drops, "dropped_ratio"), std::string("turned away"));
        QCOMPARE(wordsOf(drops, "timed_out_ratio"), std::string("none"));
        QCOMPARE(wordsOf(late, "timed_out_ratio"), std::string("time-outs that ran out"));
        QCOMPARE(wordsOf(late, "dropped_ratio"), std::string("none"));
    }
    void severalQueuesAreNamed()
    {
        const RunInfo info = infoOf("pipeline");
        QVERIFY(info.queues.size() > 1);
        const std::string& queue = info.queues[1].name;
        QCOMPARE(wordsOf(metricChoices(scenarioOf("pipeline")), "queues." + queue + ".wait_s.p99"),
                 "p99 wait, " + queue);
    }
    void whereNoItemsPassTheTimeToReplyComesFirst()
    {
        const auto choices = metricChoices(scenarioOf("requests-together"));
        QCOMPARE(choices.front().words, std::string("p99 time to reply"));
        QCOMPARE(wordsOf(choices, "sojourn_s.p99"), std::string("none"));
        QCOMPARE(wordsOf(choices, "throughput_per_s"), std::string("none"));
        QCOMPARE(wordsOf(choices, "elapsed_s"), std::string("length of the run"));
    }
    void everyNameIsAMetricOfTheScenario()
    {
        for (const BuiltinScenario& scenario : builtinScenarios()) {
            const RunInfo info = infoOf(scenario.name.c_str());
            const auto choices = metricChoices(scenarioOf(scenario.name.c_str()));
            QVERIFY(!choices.empty());
            for (const MetricChoice& choice : choices) {
                const auto named = metricNamed(choice.name, info);
                QVERIFY2(named, choice.name.c_str());
                QCOMPARE(named->path, choice.metric.path);
                QCOMPARE(std::ranges::count(choices, choice.words, &MetricChoice::words), 1);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestMetricWords)
#include "tst_metric_words.moc"
