#include "unit/scenario/scenario_texts.h"

#include "scenario/scenario_file.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Marked
{
    std::string text;
    int line = 0;
    int column = 0;
    int length = 0;
};

int characters(const std::string& text)
{
    return static_cast<int>(QString::fromStdString(text).toUcs4().size());
}

// Takes the marks out, and counts where they stood.
Marked marked(std::string text)
{
    static const std::string opening = "«";
    static const std::string closing = "»";
    const std::size_t start = text.find(opening);
    if (start == text.npos) return {text};
    text.erase(start, opening.size());
    const std::size_t end = text.find(closing);
    text.erase(end, closing.size());
    const std::string before = text.substr(0, start);
    Marked result{text};
    result.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t lineBreak = before.rfind('\n');
    result.column = 1 + characters(lineBreak == before.npos ? before : before.substr(lineBreak + 1));
    result.length =
        std::max(1, characters(text.substr(start, end - start))); // at the end of the file there is none
    return result;
}

void row(const char* name, const std::string& text, const char* sentence)
{
    QTest::newRow(name) << text << QString::fromUtf8(sentence);
}

} // namespace

class TestScenarioRefusals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesTheFileWithOneSentenceAtItsPlace_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<QString>("sentence");
        addJson();
        addTop();
        addParameters();
        addObjects();
        addSteps();
        addDraws();
        addPuts();
        addRepeats();
        addLogs();
        addAwaits();
        addConditions();
        addTexts();
        addServers();
    }

    void refusesTheFileWithOneSentenceAtItsPlace()
    {
        QFETCH(std::string, text);
        QFETCH(QString, sentence);
        const Marked expected = marked(text);
        const auto file = ScenarioFile::read(expected.text);
        QVERIFY(!file);
        QCOMPARE(QString::fromStdString(file.problem().sentence()), sentence);
        QCOMPARE(file.problem().line, expected.line);
        QCOMPARE(file.problem().column, expected.column);
        QCOMPARE(file.problem().length, expected.length);
    }

private:
    static void addJson()
    {
        row("empty", "«»", "line 1: the file is empty");
        row("only spaces", "« »\n ", "line 1: the file is empty");
        row("only a byte order mark", "«\xEF\xBB\xBF»", "line 1: the file is empty");
        row("a list", "\n«[»1]", "line 2: a scenario begins with \"{\"");
        row("a picture", "«\x89»PNG\r\n", "line 1: this is not text in UTF-8");
        row("a zero byte", std::string("{«") + '\0' + "»}", "line 1: this is not text: it holds a zero byte");
        row("half a character", topText("\"title\": \"«\xC3»\""), "line 2: this is not text in UTF-8");
        row("half an escape", topText(R"("title": "«\ud83d»")"), "line 2: this is one half of a character");
        row("half a pair of escapes", topText(R"("title": "\ud83d«\u»dep0")"),
            "line 2: \\u needs four hexadecimal digits");
        row("an unknown escape", topText(R"("title": "«\q»")"), "line 2: JSON has no such escape");
        row("a bad escape", topText(R"("title": "«\u»00G0")"), "line 2: \\u needs four hexadecimal digits");
        row("a control character", topText("\"title\": \"a«\x01»\""),
            "line 2: a text cannot hold this character as it is");
        row("an open text", topText("\"title\": «\"»abc\n"),
            "line 2: this quotation mark is not closed on its line");
        row("no value", topText("\"title\": «,» \"seed\": 1"), "line 2: a value is missing here");
        row("no comma", topText("\"title\": \"a\" «\"»seed\": 1"),
            "line 2: a \",\" or a \"}\" is missing here");
        row("no comma in a list", topText("\"events\": [\"a\" «\"»b\"]"),
            "line 2: a \",\" or a \"]\" is missing here");
        row("no colon", topText("\"title\" «\"»a\""), "line 2: a \":\" is missing here");
        row("no quotation marks", topText("«t»itle: \"a\""),
            "line 2: a key in quotation marks is missing here");
        row("a bare word", topText("\"title\": «hello»"),
            "line 2: this is no value; a text needs quotation marks");
        row("Python's word", topText("\"title\": «True»"),
            "line 2: this is no value; a text needs quotation marks");
        row("a comma too many", topText("\"events\": [\"a\"«,»]"),
            "line 2: this comma has nothing behind it");
        row("a comment", topText("«/»/ so\n\"seed\": 1"), "line 2: JSON has no comments");
        row("a number with a zero in front", topText("\"seed\": «007»"),
            "line 2: 007 is no number as JSON writes it");
        row("a number without a digit", topText("\"seed\": «1.»"),
            "line 2: 1. is no number as JSON writes it");
        row("not a number", topText("\"until\": «NaN»"),
            "line 2: this is no value; a text needs quotation marks");
        row("a number beyond all", topText("\"until\": «1e400»"), "line 2: 1e400 is too large a number");
        row("the wrong bracket", topText("\"events\": [\"a\"«}»"),
            "line 2: a \",\" or a \"]\" is missing here");
        row("unfinished", "{\n\"tasks\": [\n{\"name\": \"a\"«»",
            "line 3: the file ends before the \"{\" of line 3 is closed");
        row("something behind", topText("\"seed\": 1") + "«x»",
            "line 3: there is something behind the end of the scenario");
        row("a second one", topText("\"seed\": 1") + "«{»}",
            "line 3: there is something behind the end of the scenario");
        std::string deep(JsonDepth, '[');
        deep.replace(JsonDepth - 1, 1, "«[»");
        row("too deep", topText("\"events\": " + deep + std::string(JsonDepth, ']')),
            "line 2: this is nested more than 256 levels deep");
        row("a key twice", topText("\"seed\": 1, «\"seed\"»: 2"), "seed: there are two keys \"seed\"");
        row("a key twice further down", topText("\"queues\": [{\"name\": \"a\", «\"name\"»: \"b\"}]"),
            "queues[0].name: there are two keys \"name\"");
    }

    static void addTop()
    {
        row("no format", "«{»\"version\": 1}", "line 1: \"format\" is missing");
        row("another format", "{\"version\": 1, \"format\": «\"svg\"»}",
            "format: must be \"sojourn-scenario\", not \"svg\"");
        row("no version", "«{»\"format\": \"sojourn-scenario\"}", "line 1: \"version\" is missing");
        row("another version", "{\"format\": \"sojourn-scenario\", \"version\": «2»}",
            "version: this program reads version 1");
        row("an unknown key", topText("«\"quees\"»: []"),
            "quees: there is no key \"quees\"; did you mean \"queues\"?");
        row("a key like no other", topText("«\"zzz\"»: []"), "zzz: there is no key \"zzz\"");
        row("a seed below 0", topText("\"seed\": «-1»"), "seed: must not be below 0, but is -1");
        row("a seed of 64 bits", topText("\"seed\": «9223372036854775808»"),
            "seed: must not be above 9223372036854775807, but is 9223372036854775808");
        row("a seed in parts", topText("\"seed\": «1.5»"), "seed: must be a whole number, not 1.5");
        row("a title in numbers", topText("\"title\": «3»"), "title: must be a text, not 3");
        row("a category that is none", topText("\"category\": «\"trap\"»"),
            "category: must be \"queues\", \"programs\", \"requests\", \"traps\", \"theory\" or \"other\", "
            "not \"trap\"; did you mean \"traps\"?");
        row("an empty name", topText("\"name\": «\"\"»"), "name: a name must not be empty");
        row("until before the start", topText("\"until\": «-0.5»"),
            "until: must not be below 0, but is -0.5");
        row("until in words", topText("\"until\": «\"noon\"»"), "until: must be a number, not \"noon\"");
        row("tasks as an object", topText("\"tasks\": «{»}"), "tasks: must be a list, not an object");
        row("null", topText("\"tasks\": «null»"), "tasks: must be a list, not null");
    }

    static void addParameters()
    {
        row("no label", topText("\"parameters\": {\"x\": «{»\"value\": 1, \"min\": 0, \"max\": 2}}"),
            "parameters.x: \"label\" is missing");
        row("no value", topText("\"parameters\": {\"x\": «{»\"label\": \"X\"}}"),
            "parameters.x: \"value\" is missing");
        row("no max", topText("\"parameters\": {\"x\": «{»\"label\": \"X\", \"value\": 1, \"min\": 0}}"),
            "parameters.x: \"max\" is missing");
        row("a value above", parameterText("\"value\": «3», \"min\": 0, \"max\": 2"),
            "parameters.x.value: must not be above 2, but is 3");
        row("a value below", parameterText("\"value\": «-1», \"min\": 0, \"max\": 2"),
            "parameters.x.value: must not be below 0, but is -1");
        row("a range that reaches beyond", parameterText("\"value\": «[»1, 3], \"min\": 0, \"max\": 2"),
            "parameters.x.value: must not be above 2, but is 3");
        row("a range upside down", parameterText("\"value\": «[»2, 1], \"min\": 0, \"max\": 2"),
            "parameters.x.value: the low end, 2, is above the high end, 1");
        row("a range of three", parameterText("\"value\": «[»1, 1, 1], \"min\": 0, \"max\": 2"),
            "parameters.x.value: must be a list of two numbers");
        row("min above max", parameterText("\"value\": 1, \"min\": 2, \"max\": «0»"),
            "parameters.x.max: the maximum, 0, is below the minimum, 2");
        row("a step of 0", parameterText("\"value\": 1, \"min\": 0, \"max\": 2, \"step\": «0»"),
            "parameters.x.step: must be above 0, but is 0");
        row("a value of null", parameterText("\"value\": «null»"),
            "parameters.x.value: must be a number, [low, high], true, false or a text, not null");
        row("a demo beyond", parameterText("\"value\": 1, \"min\": 0, \"max\": 2, \"demo\": «7»"),
            "parameters.x.demo: must not be above 2, but is 7");
        row("a demo of another kind", parameterText("\"value\": 1, \"min\": 0, \"max\": 2, \"demo\": «true»"),
            "parameters.x.demo: must be a number, not \"true\"");
        row("a slider beyond", parameterText("\"value\": 1, \"min\": 0, \"max\": 2, \"slider\": «[»0, 3]"),
            "parameters.x.slider: a slider must stay between the minimum and the maximum");
        row("a choice that there is not",
            parameterText("\"value\": «\"fiffo\"», \"choices\": [\"fifo\", \"lifo\"]"),
            "parameters.x.value: there is no choice \"fiffo\"; did you mean \"fifo\"?");
        row("choices of numbers",
            parameterText("\"value\": «1», \"min\": 0, \"max\": 1, \"choices\": [\"a\"]"),
            "parameters.x.value: a parameter with choices must be a text");
        row("an unknown key of a parameter",
            parameterText("\"value\": 1, \"min\": 0, \"max\": 2, «\"stpe\"»: 1"),
            "parameters.x.stpe: there is no key \"stpe\" in a parameter; did you mean \"step\"?");
        row("a name with a brace", topText("\"parameters\": {«\"a}\"»: {}}"),
            "parameters.a}: \"a}\" is no name for a parameter: it is empty or holds one of $={}:");
        row("a reference to nothing", parameterText("\"value\": «\"$y\"»"),
            "parameters.x.value: there is no parameter \"y\"; it can be \"x\"");
        row("itself", parameterText("\"value\": «\"$x\"»"),
            "parameters.x.value: parameters refer to each other in a circle: \"x\", \"x\"");
        row("a circle",
            topText(
                "\"parameters\": {\"abc\": {\"label\": \"\", \"value\": 1, \"min\": 0, \"max\": \"$def\"},"
                "\"def\": {\"label\": \"\", \"value\": «\"$abc\"», \"min\": 0, \"max\": 1}}"),
            "parameters.def.value: parameters refer to each other in a circle: \"abc\", \"def\", \"abc\"");
        row("a bound that is a text",
            topText("\"parameters\": {\"x\": {\"label\": \"\", \"value\": 1, \"min\": «\"$y\"», \"max\": 1},"
                    "\"y\": {\"label\": \"\", \"value\": \"low\"}}"),
            "parameters.x.min: must be a number, not \"low\"");
    }

    static void addObjects()
    {
        row("a queue without a name", topText("\"queues\": [«{»}]"), "queues[0]: \"name\" is missing");
        row("a queue's unknown key", topText("\"queues\": [{\"name\": \"a\", «\"capcity\"»: 1}]"),
            "queues[0].capcity: there is no key \"capcity\" in a queue; did you mean \"capacity\"?");
        row("capacity below 0", topText("\"queues\": [{\"name\": \"a\", \"capacity\": «-1»}]"),
            "queues[0].capacity: must not be below 0, but is -1");
        row("capacity in parts", topText("\"queues\": [{\"name\": \"a\", \"capacity\": «1.5»}]"),
            "queues[0].capacity: must be a whole number, not 1.5");
        row("an unknown order", topText("\"queues\": [{\"name\": \"a\", \"order\": «\"fibo\"»}]"),
            "queues[0].order: must be \"fifo\", \"lifo\" or \"priority\", not \"fibo\"; did you mean "
            "\"fifo\"?");
        row("two queues of one name", topText("\"queues\": [{\"name\": \"a\"}, {\"name\": «\"a\"»}]"),
            "queues[1].name: there is already a queue \"a\"");
        row("a name with a line break", topText("\"queues\": [{\"name\": «\"a\\n\"»}]"),
            "queues[0].name: a name must not hold control characters: \"a\\n\"");
        row("two events of one name", topText("\"events\": [\"a\", «\"a\"»]"),
            "events[1]: there is already an event \"a\"");
        row("a pool without threads", topText("\"pools\": [{\"name\": \"a\", \"threads\": «0»}]"),
            "pools[0].threads: must not be below 1, but is 0");
        row("a pool that does not say", topText("\"pools\": [«{»\"name\": \"a\"}]"),
            "pools[0]: \"threads\" is missing");
        row("a group without steps", topText("\"tasks\": [«{»\"name\": \"a\"}]"),
            "tasks[0]: \"steps\" is missing");
        row("half a task", topText("\"tasks\": [{\"name\": \"a\", \"count\": «0.5», \"steps\": []}]"),
            "tasks[0].count: must be a whole number, not 0.5");
        row("too many tasks",
            topText("\"tasks\": [{\"name\": \"a\", \"count\": 4000000, \"steps\": []},"
                    "{\"name\": \"b\", \"count\": «1», \"steps\": []}]"),
            "tasks[1].count: there are more than 4000000 tasks");
        row("two groups of one name",
            topText("\"tasks\": [{\"name\": \"a\", \"steps\": []}, {\"name\": «\"a\"», \"steps\": []}]"),
            "tasks[1].name: there is already a group \"a\"");
        row("a task of another group's name",
            topText("\"tasks\": [{\"name\": «\"a-1\"», \"steps\": []}, {\"name\": \"a\", \"count\": 2, "
                    "\"steps\": []}]"),
            "tasks[0].name: group \"a\" has a task of this name already");
        row("a parameter that is in parts",
            topText("\"parameters\": {\"n\": {\"label\": \"\", \"value\": 1.5, \"min\": 0, \"max\": 2}},"
                    "\"tasks\": [{\"name\": \"a\", \"count\": «\"$n\"», \"steps\": []}]"),
            "tasks[0].count: must be a whole number, not 1.5 (from the parameter \"n\")");
    }

    static void addSteps()
    {
        row("no such queue", stepsText("{\"put\": «\"wrok\"»}"),
            "tasks[0].steps[0].put: there is no queue \"wrok\"; did you mean \"work\"?");
        row("no such queue to get from", stepsText("{\"get\": «\"x\"»}"),
            "tasks[0].steps[0].get: there is no queue \"x\"; it can be \"work\" or \"done\"");
        row("no such queue to join", stepsText("{\"sleep\": 1}, {\"join\": «\"dnoe\"»}"),
            "tasks[0].steps[1].join: there is no queue \"dnoe\"; did you mean \"done\"?");
        row("no such group", stepsText("{\"cancel\": «\"workers\"»}"),
            "tasks[0].steps[0].cancel: there is no group \"workers\"; did you mean \"worker\"?");
        row("no such event", stepsText("{\"wait\": «\"raedy\"»}"),
            "tasks[0].steps[0].wait: there is no event \"raedy\"; did you mean \"ready\"?");
        row("no such pool", stepsText("{\"offload\": 1, \"pool\": «\"pol\"»}"),
            "tasks[0].steps[0].pool: there is no pool \"pol\"; did you mean \"pool\"?");
        row("no such step", stepsText("{«\"slep\"»: 1}"),
            "tasks[0].steps[0].slep: there is no step \"slep\"; did you mean \"sleep\"?");
        row("no such step with steps", stepsText("{«\"repaet\"»: 1, \"steps\": []}"),
            "tasks[0].steps[0].repaet: there is no step \"repaet\"; did you mean \"repeat\"?");
        row("no such step with a log", stepsText("{«\"slep\"»: 1, \"log\": \"a\"}"),
            "tasks[0].steps[0].slep: there is no step \"slep\"; did you mean \"sleep\"?");
        row("a misspelt key of steps", stepsText("{\"steps\": [], «\"finaly\"»: []}"),
            "tasks[0].steps[0].finaly: there is no key \"finaly\" in a step \"steps\"; did you mean "
            "\"finally\"?");
        row("no step", stepsText("«{»}"),
            "tasks[0].steps[0]: this step says nothing to do, such as \"sleep\"");
        row("a part of a step", stepsText("«{»\"pool\": \"pool\"}"),
            "tasks[0].steps[0]: this step says nothing to do, such as \"sleep\"");
        row("two steps in one", stepsText("{\"sleep\": 1, «\"put\"»: \"work\"}"),
            "tasks[0].steps[0].put: a step does one thing, but this has \"sleep\" and \"put\"");
        row("a key of another step", stepsText("{\"sleep\": 1, «\"pool\"»: \"pool\"}"),
            "tasks[0].steps[0].pool: there is no key \"pool\" in a step \"sleep\"");
        row("a step that is a text", stepsText("«\"sleep\"»"),
            "tasks[0].steps[0]: must be an object, not \"sleep\"");
        row("steps that are an object", stepsText("{\"repeat\": 1, \"steps\": «{»}}"),
            "tasks[0].steps[0].steps: must be a list, not an object");
        row("further down",
            stepsText("{\"repeat\": 1, \"steps\": [{\"sleep\": 1}, {\"timeout\": 1, \"steps\": ["
                      "{\"steps\": [], \"finally\": [{\"get\": «\"wrk\"»}]}]}]}"),
            "tasks[0].steps[0].steps[1].steps[0].finally[0].get: there is no queue \"wrk\"; did you mean "
            "\"work\"?");
        row("no such parameter", stepsText("{\"sleep\": «\"$m\"»}"),
            "tasks[0].steps[0].sleep: there is no parameter \"m\"; it can be \"n\", \"span\", \"quick\" or "
            "\"where\"");
        row("a parameter nearly", stepsText("{\"sleep\": {\"uniform\": «\"$spam\"»}}"),
            "tasks[0].steps[0].sleep.uniform: there is no parameter \"spam\"; did you mean \"span\"?");
        row("a parameter of another kind", stepsText("{\"put\": «\"$n\"»}"),
            "tasks[0].steps[0].put: must be a text, not 2 (from the parameter \"n\")");
        row("a failure without words", stepsText("{\"fail\": «1»}"),
            "tasks[0].steps[0].fail: must be a text, not 1");
        row("finally alone", stepsText("«{»\"finally\": []}"),
            "tasks[0].steps[0]: this step says nothing to do, such as \"sleep\"");
    }

    static void addConditions()
    {
        row("a condition that is a number", stepsText("{\"if\": «1», \"steps\": []}"),
            "tasks[0].steps[0].if: must be true, false, {\"equal\": [a, b]} or {\"not\": …}, not 1");
        row("a condition by a number", stepsText("{\"if\": «\"$n\"», \"steps\": []}"),
            "tasks[0].steps[0].if: must be true, false, {\"equal\": [a, b]} or {\"not\": …}, not 2 (from the "
            "parameter \"n\")");
        row("no such condition", stepsText("{\"if\": {«\"equals\"»: [1, 2]}, \"steps\": []}"),
            "tasks[0].steps[0].if.equals: there is no key \"equals\" in a condition; did you mean "
            "\"equal\"?");
        row("no condition", stepsText("{\"if\": «{»}, \"steps\": []}"),
            "tasks[0].steps[0].if: a condition has one key, such as {\"equal\": [\"$order\", \"fifo\"]}");
        row("equal to nothing", stepsText("{\"if\": {\"equal\": «[»1]}, \"steps\": []}"),
            "tasks[0].steps[0].if.equal: must be a list of two values");
        row("unlike values", stepsText("{\"if\": {\"equal\": «[»\"$n\", \"a\"]}, \"steps\": []}"),
            "tasks[0].steps[0].if.equal: a number never equals a text");
        row("a condition of a range", stepsText("{\"if\": {\"equal\": [«\"$span\"», 1]}, \"steps\": []}"),
            "tasks[0].steps[0].if.equal[0]: must be a number, a text, true or false, not a list (from the "
            "parameter \"span\")");
        row("if without steps", stepsText("«{»\"if\": true}"), "tasks[0].steps[0]: \"steps\" is missing");
        row("a fault in steps not taken", stepsText("{\"if\": false, \"steps\": [{\"put\": «\"wrok\"»}]}"),
            "tasks[0].steps[0].steps[0].put: there is no queue \"wrok\"; did you mean \"work\"?");
        row("a fault in else", stepsText("{\"if\": true, \"steps\": [], \"else\": [{\"get\": «\"wrok\"»}]}"),
            "tasks[0].steps[0].else[0].get: there is no queue \"wrok\"; did you mean \"work\"?");
        row("else alone", stepsText("«{»\"else\": []}"),
            "tasks[0].steps[0]: this step says nothing to do, such as \"sleep\"");
        row("debug in words", topText("\"debug\": «\"yes\"»"), "debug: must be true or false, not \"yes\"");
    }

    static void addTexts()
    {
        row("a text that is a number", stepsText("{\"put\": \"work\", \"value\": {\"text\": «1»}}"),
            "tasks[0].steps[0].value.text: must be a text, not 1");
        row("a text with another key",
            stepsText("{\"put\": \"work\", \"value\": {\"text\": \"a\", «\"hex\"»: 1}}"),
            "tasks[0].steps[0].value.hex: there is no key \"hex\" beside \"text\"");
        row("a text with a placeholder that there is not",
            stepsText("{\"put\": \"work\", \"value\": {\"text\": «\"{itme}\"»}}"),
            "tasks[0].steps[0].value.text: there is no placeholder \"itme\"; did you mean \"item\"?");
        row("a text with a placeholder of logs",
            stepsText("{\"put\": \"work\", \"value\": {\"text\": «\"{elapsed}\"»}}"),
            "tasks[0].steps[0].value.text: an item can carry {task}, {index}, {item}, {value}, {drawn} and "
            "parameters; the other placeholders are for logs");
    }

    static void addDraws()
    {
        row("a sleep below 0", stepsText("{\"sleep\": «-1»}"),
            "tasks[0].steps[0].sleep: must not be below 0, but is -1");
        row("a sleep in words", stepsText("{\"sleep\": «\"1 s\"»}"),
            "tasks[0].steps[0].sleep: must be a number or a distribution, not \"1 s\"");
        row("a sleep of two", stepsText("{\"sleep\": «[»1, 3]}"),
            "tasks[0].steps[0].sleep: must be a number or a distribution, not a list; between two ends it is "
            "{\"uniform\": [low, high]}");
        row("a range for a number", stepsText("{\"sleep\": «\"$span\"»}"),
            "tasks[0].steps[0].sleep: must be a number or a distribution, not a list; between two ends it is "
            "{\"uniform\": [low, high]} (from the parameter \"span\")");
        row("no such distribution", stepsText("{\"sleep\": {«\"unifrom\"»: [1, 2]}}"),
            "tasks[0].steps[0].sleep.unifrom: there is no distribution \"unifrom\"; did you mean "
            "\"uniform\"?");
        row("two distributions", stepsText("{\"sleep\": «{»\"uniform\": [1, 2], \"exponential\": 1}}"),
            "tasks[0].steps[0].sleep: a distribution has one key, such as {\"exponential\": 1}");
        row("uniform upside down", stepsText("{\"sleep\": {\"uniform\": «[»3, 1]}}"),
            "tasks[0].steps[0].sleep.uniform: the low end, 3, is above the high end, 1");
        row("uniform from below 0", stepsText("{\"sleep\": {\"uniform\": [«-1», 1]}}"),
            "tasks[0].steps[0].sleep.uniform[0]: must not be below 0, but is -1");
        row("uniform of one", stepsText("{\"sleep\": {\"uniform\": «[»1]}}"),
            "tasks[0].steps[0].sleep.uniform: must be a list of two numbers");
        row("uniform of a number", stepsText("{\"sleep\": {\"uniform\": «1»}}"),
            "tasks[0].steps[0].sleep.uniform: must be a list, not 1");
        row("whole numbers to a half", stepsText("{\"work\": {\"uniform_int\": [1, «2.5»]}}"),
            "tasks[0].steps[0].work.uniform_int[1]: must be a whole number, not 2.5");
        row("exponential below 0", stepsText("{\"sleep\": {\"exponential\": «-1»}}"),
            "tasks[0].steps[0].sleep.exponential: must not be below 0, but is -1");
        row("normal with a negative spread", stepsText("{\"sleep\": {\"normal\": [1, «-1»]}}"),
            "tasks[0].steps[0].sleep.normal[1]: must not be below 0, but is -1");
        row("lognormal about 0", stepsText("{\"sleep\": {\"lognormal\": [«0», 1]}}"),
            "tasks[0].steps[0].sleep.lognormal[0]: the mean must be above 0, but is 0");
        row("half a phase", stepsText("{\"sleep\": {\"erlang\": [«1.5», 1]}}"),
            "tasks[0].steps[0].sleep.erlang[0]: must be a whole number, not 1.5");
        row("no phase", stepsText("{\"sleep\": {\"erlang\": [«0», 1]}}"),
            "tasks[0].steps[0].sleep.erlang[0]: must not be below 1, but is 0");
        row("pareto without a shape", stepsText("{\"sleep\": {\"pareto\": [«0», 1]}}"),
            "tasks[0].steps[0].sleep.pareto[0]: the shape must be above 0, but is 0");
        row("nothing to choose from", stepsText("{\"sleep\": {\"empirical\": «[»]}}"),
            "tasks[0].steps[0].sleep.empirical: must hold a number at least");
        row("a duration below 0 among others", stepsText("{\"sleep\": {\"empirical\": [1, «-1»]}}"),
            "tasks[0].steps[0].sleep.empirical[1]: must not be below 0, but is -1");
        row("a sequence below 0", stepsText("{\"timeout\": {\"sequence\": [1, «-2»]}, \"steps\": []}"),
            "tasks[0].steps[0].timeout.sequence[1]: must not be below 0, but is -2");
        row("a row below 0", stepsText("{\"sleep\": {\"sequence\": [[1], [2, «-2»]]}}"),
            "tasks[0].steps[0].sleep.sequence[1][1]: must not be below 0, but is -2");
        row("an empty sequence", stepsText("{\"sleep\": {\"sequence\": «[»]}}"),
            "tasks[0].steps[0].sleep.sequence: must hold a number at least");
        row("an empty row", stepsText("{\"sleep\": {\"sequence\": [[1], «[»]]}}"),
            "tasks[0].steps[0].sleep.sequence[1]: must hold a number at least");
        row("rows and numbers", stepsText("{\"sleep\": {\"sequence\": [[1], «2»]}}"),
            "tasks[0].steps[0].sleep.sequence[1]: must be a list, not 2");
        row("numbers and rows", stepsText("{\"sleep\": {\"sequence\": [1, «[»2]]}}"),
            "tasks[0].steps[0].sleep.sequence[1]: must be a number, not a list");
    }

    static void addPuts()
    {
        row("a full queue otherwise", stepsText("{\"put\": \"work\", \"if_full\": «\"wait\"»}"),
            "tasks[0].steps[0].if_full: must be \"drop\", not \"wait\"");
        row("new in words", stepsText("{\"put\": \"work\", \"new\": «\"yes\"»}"),
            "tasks[0].steps[0].new: must be true or false, not \"yes\"");
        row("new by number", stepsText("{\"put\": \"work\", \"new\": «\"$n\"»}"),
            "tasks[0].steps[0].new: must be true or false, not 2 (from the parameter \"n\")");
        row("an end mark's priority", stepsText("{\"put\": \"work\", \"sentinel\": true, \"priority\": «1»}"),
            "tasks[0].steps[0].priority: an end mark comes last and takes no priority");
        row("an end mark's value", stepsText("{\"put\": \"work\", \"sentinel\": true, \"value\": «1»}"),
            "tasks[0].steps[0].value: an end mark carries no value");
        row("a new end mark", stepsText("{\"put\": \"work\", \"sentinel\": true, \"new\": «true»}"),
            "tasks[0].steps[0].new: an end mark is no new item");
        row("an end mark by another word", stepsText("{\"put\": \"work\", \"sentinel\": «\"break\"»}"),
            "tasks[0].steps[0].sentinel: must be true or false, not \"break\"");
        row("a value in words", stepsText("{\"put\": \"work\", \"value\": «\"drwan\"»}"),
            "tasks[0].steps[0].value: must be a number, a distribution, \"drawn\", \"item\", {\"text\": …}, "
            "{\"hex\": …} or {\"map\": …}, not \"drwan\"; did you mean \"drawn\"?");
        row("half a byte", stepsText("{\"put\": \"work\", \"value\": {\"hex\": «0.5»}}"),
            "tasks[0].steps[0].value.hex: must be a whole number, not 0.5");
        row("too many bytes", stepsText("{\"put\": \"work\", \"value\": {\"hex\": «65536»}}"),
            "tasks[0].steps[0].value.hex: must not be above 65535, but is 65536");
        row("another map", stepsText("{\"put\": \"work\", \"value\": {\"map\": «\"cube\"»}}"),
            "tasks[0].steps[0].value.map: must be \"square\", not \"cube\"");
        row("two values", stepsText("{\"put\": \"work\", \"value\": {«\"map\"»: \"square\", \"hex\": 1}}"),
            "tasks[0].steps[0].value.map: there is no key \"map\" beside \"hex\"");
        row("a value by no distribution", stepsText("{\"put\": \"work\", \"value\": {«\"hx\"»: 1}}"),
            "tasks[0].steps[0].value.hx: there is no distribution \"hx\"");
        row("a priority in words", stepsText("{\"put\": \"work\", \"priority\": «\"high\"»}"),
            "tasks[0].steps[0].priority: must be a number or a distribution, not \"high\"");
    }

    static void addRepeats()
    {
        row("a break without a repeat", stepsText("{\"get\": \"work\", \"sentinel\": «\"break\"»}"),
            "tasks[0].steps[0].sentinel: there is no \"repeat\" around this \"break\" to leave");
        row("another end mark", stepsText("{\"get\": \"work\", \"sentinel\": «true»}"),
            "tasks[0].steps[0].sentinel: must be \"break\", not true");
        row("break_if without a repeat", stepsText("{\"break_if\": «{»\"draw\": 1, \"equals\": 1}}"),
            "tasks[0].steps[0].break_if: there is no \"repeat\" around this \"break_if\" to leave");
        row("break_if behind a repeat",
            stepsText("{\"repeat\": 1, \"steps\": []}, {\"break_if\": «{»\"draw\": 1, \"equals\": 1}}"),
            "tasks[0].steps[1].break_if: there is no \"repeat\" around this \"break_if\" to leave");
        row("break_if without equals",
            stepsText("{\"repeat\": 1, \"steps\": [{\"break_if\": «{»\"draw\": 1}}]}"),
            "tasks[0].steps[0].steps[0].break_if: \"equals\" is missing");
        row("break_if by another key",
            stepsText("{\"repeat\": 1, \"steps\": [{\"break_if\": {\"draw\": 1, «\"equal\"»: 1}}]}"),
            "tasks[0].steps[0].steps[0].break_if.equal: there is no key \"equal\" in \"break_if\"; did you "
            "mean "
            "\"equals\"?");
        row("forever misspelt", stepsText("{\"repeat\": «\"for ever\"», \"steps\": []}"),
            "tasks[0].steps[0].repeat: must be a number, a distribution or \"forever\", not \"for ever\"; "
            "did you mean "
            "\"forever\"?");
        row("a sleep beyond all time", stepsText("{\"sleep\": «1e30»}"),
            "tasks[0].steps[0].sleep: must not be above 9200000000, but is 1e30");
        row("a repeat of nothing", stepsText("«{»\"repeat\": 2}"), "tasks[0].steps[0]: \"steps\" is missing");
    }

    static void addLogs()
    {
        row("no such placeholder", stepsText("{\"log\": «\"for {secnds} s\"»}"),
            "tasks[0].steps[0].log: there is no placeholder \"secnds\"; did you mean \"seconds\"?");
        row("a placeholder without an end", stepsText("{\"log\": «\"for {seconds\"»}"),
            "tasks[0].steps[0].log: the \"{\" before \"seconds\" is not closed; a brace itself is written "
            "\"{{\"");
        row("a brace alone", stepsText("{\"log\": «\"a } b\"»}"),
            "tasks[0].steps[0].log: a \"}\" closes nothing; a brace itself is written \"}}\"");
        row("another format of numbers", stepsText("{\"log\": «\"{waited:5d}\"»}"),
            "tasks[0].steps[0].log: there is no format \"5d\"; a number is formatted like \".5f\"");
        row("a level misspelt", stepsText("{\"log\": \"a\", \"log_level\": «\"warn\"»}"),
            "tasks[0].steps[0].log_level: must be \"debug\", \"info\", \"warning\", \"error\" or "
            "\"critical\", not "
            "\"warn\"");
        row("a level of nothing", stepsText("{\"sleep\": 1, \"log_level\": «\"info\"»}"),
            "tasks[0].steps[0].log_level: there is no \"log\" that this is the level of");
        row("a log of a number", stepsText("{\"log\": «5»}"), "tasks[0].steps[0].log: must be a text, not 5");
    }

    static void addAwaits()
    {
        row("oneself", stepsText("{\"await\": «\"main\"»}"),
            "tasks[0].steps[0].await: a group cannot await itself");
        row("a way with failures", stepsText("{\"await\": \"worker\", \"on_failure\": «\"skip\"»}"),
            "tasks[0].steps[0].on_failure: must be \"wait\" or \"raise\", not \"skip\"");
        row("each other",
            topText("\"tasks\": [{\"name\": \"a\", \"steps\": [{\"await\": «\"b\"»}]},"
                    "{\"name\": \"b\", \"steps\": [{\"sleep\": 1}, {\"await\": \"a\"}]}]"),
            "tasks[0].steps[0].await: groups await each other in a circle: \"a\", \"b\", \"a\"");
        row("a circle of three that a fourth awaits",
            topText("\"tasks\": [{\"name\": \"m\", \"steps\": [{\"await\": \"b\"}]},"
                    "{\"name\": \"a\", \"steps\": [{\"await\": \"b\"}]},"
                    "{\"name\": \"b\", \"steps\": [{\"await\": «\"c\"»}]},"
                    "{\"name\": \"c\", \"steps\": [{\"repeat\": 2, \"steps\": [{\"await\": \"a\"}]}]}]"),
            "tasks[2].steps[0].await: groups await each other in a circle: \"b\", \"c\", \"a\", \"b\"");
    }

    static void addServers()
    {
        const auto server = [](const char* members) {
            return topText("\"servers\": [{\"name\": \"s\", " + std::string(members) + "}]");
        };
        row("an address without http", server("\"url\": «\"pokeapi.co\"»"),
            "servers[0].url: \"pokeapi.co\" is no address such as http://127.0.0.1:8000");
        row("an address of another kind", server("\"url\": «\"ftp://x\"»"),
            "servers[0].url: \"ftp://x\" must begin with http:// or https://");
        row("no connections", server("\"connections\": «0»"),
            "servers[0].connections: must not be below 1, but is 0");
        row("a latency below 0", server("\"latency\": «-1»"),
            "servers[0].latency: must not be below 0, but is -1");
        row("a share above 1", server("\"failures\": {\"error\": «2»}"),
            "servers[0].failures.error: must not be above 1, but is 2");
        row("shares of more than all", server("\"failures\": «{»\"error\": 0.7, \"reset\": 0.7}"),
            "servers[0].failures: the shares add up to 1.4, more than all requests");
        row("a time-out of 0", server("\"timeout\": «0»"),
            "servers[0].timeout: must not be below 0.001, but is 0");
        row("two servers of one name", topText("\"servers\": [{\"name\": \"s\"}, {\"name\": «\"s\"»}]"),
            "servers[1].name: there is already a server \"s\"");
        const auto request = [](const char* members) {
            return topText("\"servers\": [{\"name\": \"api\"}], \"tasks\": [{\"name\": \"a\", \"steps\": [" +
                           std::string(members) + "]}]");
        };
        row("a server that there is not", request("{\"request\": «\"apo\"», \"path\": \"/\"}"),
            "tasks[0].steps[0].request: there is no server \"apo\"; did you mean \"api\"?");
        row("no path", request("«{»\"request\": \"api\"}"), "tasks[0].steps[0]: \"path\" is missing");
        row("a path without a slash", request("{\"request\": \"api\", \"path\": «\"a\"»}"),
            "tasks[0].steps[0].path: must begin with \"/\"");
        row("a path with a space", request("{\"request\": \"api\", \"path\": «\"/a b\"»}"),
            "tasks[0].steps[0].path: holds \" \", which a path cannot");
        row("a path with a line break", request("{\"request\": \"api\", \"path\": «\"/\\r\\nA: b\"»}"),
            "tasks[0].steps[0].path: holds \"\\u000d\", which a path cannot");
        row("a path with another brace", request("{\"request\": \"api\", \"path\": «\"/{m}\"»}"),
            "tasks[0].steps[0].path: holds a brace that is not that of \"{n}\", the number of the request");
        row("a failure that panics",
            request("{\"request\": \"api\", \"path\": \"/\", \"on_failure\": «\"panic\"»}"),
            "tasks[0].steps[0].on_failure: must be \"fail\", \"skip\" or \"retry\", not \"panic\"");
        row("no attempts", request("{\"request\": \"api\", \"path\": \"/\", \"attempts\": «0»}"),
            "tasks[0].steps[0].attempts: must not be below 1, but is 0");
        row("a line of each with a format",
            stepsText("{\"await\": \"worker\", \"log_each\": «\"{reply:.5f}\"»}"),
            "tasks[0].steps[0].log_each: {reply} is no number to format");
    }

    static constexpr int JsonDepth = 256; // one more with the object around it
};

QTEST_APPLESS_MAIN(TestScenarioRefusals)
#include "tst_scenario_refusals.moc"
