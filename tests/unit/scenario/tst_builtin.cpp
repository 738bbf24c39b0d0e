#include "unit/scenario/scenario_texts.h"

#include "scenario/builtin.h"

#include "scenario/scenario_file.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace sojourn;

namespace {

ScenarioFile fileOf(const char* name)
{
    return *ScenarioFile::read(findBuiltinScenario(name)->text);
}

ParameterValue valueOf(const ScenarioFile& file, std::string_view name)
{
    for (const Parameter& parameter : file.parameters())
        if (parameter.name == name) return parameter.value;
    return {};
}

// The texts that a group's steps log, in order, as they stand in the file.
void collectLogs(const std::vector<Step>& steps, QStringList& result)
{
    for (const Step& step : steps) {
        QString line;
        if (step.log) {
            for (const LogText::Piece& piece : step.log->pieces)
                line += piece.field == LogText::Field::Text ? QString::fromStdString(piece.text)
                                                            : QStringLiteral("…");
            result += line;
        }
        collectLogs(step.steps, result);
        collectLogs(step.finally, result);
    }
}

QStringList logsOf(const TaskGroup& group)
{
    QStringList result;
    collectLogs(group.steps, result);
    return result;
}

} // namespace

class TestBuiltin final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWithAsyncq()
    {
        QVERIFY(!builtinScenarios().empty());
        QCOMPARE(builtinScenarios().front().name, "asyncq");
        QVERIFY(findBuiltinScenario("asyncq") == &builtinScenarios().front());
        QVERIFY(findBuiltinScenario("nothing") == nullptr);
    }

    void holdsEveryFileOfTheFolder()
    {
        const QDir folder(QStringLiteral(SOJOURN_RESOURCES "/scenarios"));
        const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
        QCOMPARE(std::size_t(files.size()), builtinScenarios().size());
        for (const QString& name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto* builtin = findBuiltinScenario(name.chopped(5).toStdString());
            QVERIFY(builtin != nullptr);
            QCOMPARE(builtin->text, file.readAll().toStdString());
        }
    }

    void isSoundAndSaysWhatItIs()
    {
        for (const BuiltinScenario& builtin : builtinScenarios()) {
            const auto file = ScenarioFile::read(builtin.text);
            QVERIFY2(file, builtin.name.c_str());
            const auto scenario = file->resolve();
            QCOMPARE(scenario->name, builtin.name);
            QCOMPARE(scenario->title, builtin.title);
            QVERIFY(!scenario->title.empty());
            QVERIFY(scenario->about.size() > 100);
            QVERIFY(!scenario->parameters.empty());
        }
    }

    void isSoundWithEverySliderAtEitherEnd()
    {
        for (const BuiltinScenario& builtin : builtinScenarios()) {
            const auto file = ScenarioFile::read(builtin.text);
            for (const Parameter& parameter : file->parameters()) {
                for (const double end : {parameter.sliderMin, parameter.sliderMax}) {
                    ParameterValue value = parameter.value;
                    value.number = value.high = end;
                    const auto scenario = file->resolve({{parameter.name, value}});
                    QVERIFY2(scenario, (builtin.name + ": " + parameter.name).c_str());
                }
            }
        }
    }

    void asyncqHasTheParametersOfTheOriginal()
    {
        const ScenarioFile file = fileOf("asyncq");
        const std::vector<std::pair<const char*, const char*>> expected = {
            {"num_producers", "1"},    {"num_consumers", "1"}, {"producer_sleep", "1:3"},
            {"consumer_sleep", "1:3"}, {"items", "1:5"},       {"payload_bytes", "5"},
            {"capacity", "0"},
        };
        QCOMPARE(file.parameters().size(), expected.size());
        for (const auto& [name, value] : expected)
            QCOMPARE(valueOf(file, name).toText(), value);
    }

    void asyncqLogsTheSentencesOfTheOriginal()
    {
        const auto scenario = fileOf("asyncq").resolve(
            {{"num_producers", test::number(2)}, {"num_consumers", test::number(3)}});
        const auto& groups = scenario->groups;
        QCOMPARE(logsOf(groups.at(0)),
                 (QStringList{QStringLiteral("app starts"), QStringLiteral("entering wait loop"),
                              QStringLiteral("jobs started with 2 producers and 3 consumers."),
                              QStringLiteral("jobs finished"), QStringLiteral("Terminate the application"),
                              QStringLiteral("app shuts down"),
                              QStringLiteral("Program completed in … seconds.")}));
        QCOMPARE(logsOf(groups.at(1)), (QStringList{QStringLiteral("Producer … sleeping for … seconds."),
                                                    QStringLiteral("Producer … added <…> to queue.")}));
        QCOMPARE(logsOf(groups.at(2)),
                 (QStringList{QStringLiteral("Consumer … sleeping for … seconds."),
                              QStringLiteral("Consumer … got element <…> in … seconds.")}));
        QCOMPARE(groups[1].count, 2u);
        QCOMPARE(groups[2].count, 3u);
        QCOMPARE(groups[1].steps[0].steps[0].amount.kind, Draw::Kind::UniformInt);
    }

    void queueingScenariosTakeTheirServersAndCustomers()
    {
        for (const char* name : {"mm1", "mm4", "md1"}) {
            const auto scenario = fileOf(name).resolve(
                {{"items", test::number(10'000'000)}, {"num_consumers", test::number(2)}});
            QVERIFY2(scenario, name);
            QCOMPARE(scenario->groups.at(2).count, 2u);
            QCOMPARE(scenario->groups.at(1).steps.at(0).amount.a, 1e7);
        }
    }

    void queueingScenariosOfferTheLoadThatTheyAreNamedFor()
    {
        const auto load = [](const char* name) {
            const ScenarioFile file = fileOf(name);
            return valueOf(file, "service").number / valueOf(file, "interarrival").number /
                   valueOf(file, "num_consumers").number;
        };
        QCOMPARE(load("mm1"), 0.8);
        QCOMPARE(load("mm4"), 0.9);
        QCOMPARE(load("md1"), 0.8);
        QCOMPARE(fileOf("mm4").resolve()->queues.at(0).capacity, 100u);
    }
};

QTEST_APPLESS_MAIN(TestBuiltin)
#include "tst_builtin.moc"
