#include "scenario/python/python_program.h"

#include "scenario/builtin.h"
#include "scenario/python/python_spin.h"
#include "scenario/python/python_text.h"
#include "scenario/scenario_file.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;

namespace {

/// The lines that a step stands behind, of a built-in scenario.
std::vector<PythonLine> linesOf(const Scenario& scenario, const ScenarioFile& file)
{
    std::vector<PythonLine> lines = pythonLines(scenario, 1, file.text());
    std::erase_if(lines, [](const PythonLine& line) { return line.step == nullptr; });
    return lines;
}

Step stepOf(Step::Kind kind, std::vector<Step> inner = {})
{
    Step step;
    step.kind = kind;
    step.steps = std::move(inner);
    return step;
}

} // namespace

// That the program does what the scenario does is tested by running it:
// tests/differential/test_python_program.py.
class PythonProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTextsThatReadBack()
    {
        QCOMPARE(pythonLiteral("a \"b\" \\ \n\x01 ä"), std::string("\"a \\\"b\\\" \\\\ \\n\\x01 ä\""));
    }

    void writesNumbersThatReadBack()
    {
        QCOMPARE(pythonNumber(3), std::string("3"));
        QCOMPARE(pythonNumber(-0.0), std::string("0"));
        QCOMPARE(pythonNumber(0.1), std::string("0.1"));
        for (const double number : {1e300, 0.1 + 0.2, 1e-7, 9007199254740993.0, -123456.789})
            QCOMPARE(std::stod(pythonNumber(number)), number);
    }

    void givesOutNoNameTwice()
    {
        PythonNames names;
        QCOMPARE(names.variable("Work queue"), std::string("work_queue"));
        QCOMPARE(names.variable("work-queue"), std::string("work_queue_2"));
        QCOMPARE(names.variable("in"), std::string("in_"));
        QCOMPARE(names.variable("2nd"), std::string("x2nd"));
        QCOMPARE(names.variable("ä"), std::string("x"));
        QCOMPARE(names.constant("num_producers"), std::string("NUM_PRODUCERS"));
        QCOMPARE(names.constant("seed"), std::string("SEED_"));
    }

    void breaksLongLines()
    {
        const std::vector<std::string> arguments(30, "argument");
        const std::string call = pythonCall("    f(", arguments);
        QVERIFY(call.find('\n') < 100);
        QVERIFY(call.find("\n      argument") != call.npos);
        QCOMPARE(pythonParagraph("one two three", "  ", 9), std::string("  one two\n  three\n"));
    }

    void knowsWhatMaySpin()
    {
        Step forever = stepOf(Step::Kind::Repeat, {stepOf(Step::Kind::Get)});
        forever.forever = true;
        QVERIFY(maySpin({forever}));
        forever.steps.push_back(stepOf(Step::Kind::Timeout, {stepOf(Step::Kind::Sleep)}));
        QVERIFY(!maySpin({forever}));
        Step repeat = stepOf(Step::Kind::Repeat, {stepOf(Step::Kind::Get)});
        repeat.amount.a = 1000;
        QVERIFY(!maySpin({repeat}));
        QVERIFY(!maySpin({stepOf(Step::Kind::Repeat, {repeat, repeat})})); // an amount of 0
        Step often = repeat;
        often.steps = {repeat};
        often.amount.a = 10'000;
        QVERIFY(maySpin({often}));
    }

    void knowsTheStepOfALine()
    {
        const ScenarioFile file = *ScenarioFile::read(findBuiltinScenario("asyncq")->text);
        const Scenario scenario = *file.resolve();
        const std::vector<PythonLine> lines = linesOf(scenario, file);
        const auto get =
            std::ranges::find_if(lines, [](const PythonLine& l) { return l.step->kind == Step::Kind::Get; });
        QVERIFY(get != lines.end());
        QCOMPARE(get->text, std::string("        await t.get(queue)"));
    }

    void writesValuesWhereTheFileIsNotAtHand()
    {
        const ScenarioFile file = *ScenarioFile::read(findBuiltinScenario("asyncq")->text);
        const Scenario scenario = *file.resolve();
        QVERIFY(pythonProgram(scenario, 1, file.text()).find("t.uniform_int(*ITEMS, at=0)") !=
                std::string::npos);
        const std::string program = pythonProgram(scenario, 1);
        QVERIFY(program.find("t.uniform_int(1, 5, at=0)") != std::string::npos);
        QVERIFY(program.find("\n# ITEMS = (1, 5)") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(PythonProgramTest)
#include "tst_python_program.moc"
