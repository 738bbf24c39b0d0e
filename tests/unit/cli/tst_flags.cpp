#include "cli/flags.h"

#include <QTest>

#include <string>
#include <vector>

using namespace sojourn;
using namespace sojourn::cli;

namespace {

Or<Flags> read(std::vector<std::string> arguments)
{
    FlagsContext context;
    context.formats = exportFormats();
    return readFlags(arguments, context);
}

std::string refusal(std::vector<std::string> arguments)
{
    const auto flags = read(std::move(arguments));
    return flags ? std::string("(no refusal)") : flags.error().sentence;
}

} // namespace

class TestFlags : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensTheWindowWithoutACommand();
    void readsTheCommandAndItsScenario();
    void takesAScenarioCalledAsACommandIs();
    void readsShortLongAndJoinedForms();
    void takesNegativeNumbersAsValues();
    void keepsEveryValueOfARepeatedFlag();
    void readsSwitches();
    void takesWhatFollowsTwoDashesAsItIs();
    void refusesFlagsOfOtherCommands();
    void refusesAFlagInPlaceOfAValue();
    void refusesOneFileGivenTwice();
    void printsHelpAndVersion();
    void readsWhatASweepHasAlone();
};

void TestFlags::opensTheWindowWithoutACommand()
{
    const auto none = read({});
    QCOMPARE(none->command, Command::Window);
    QVERIFY(!none->subject);
    const auto scenario = read({"mm4", "--set", "servers=3"});
    QCOMPARE(scenario->command, Command::Window);
    QCOMPARE(*scenario->subject, std::string("mm4"));
    QCOMPARE(scenario->values.one(Key::Set)->text, std::string("servers=3"));
}

void TestFlags::readsTheCommandAndItsScenario()
{
    QCOMPARE(read({"run"})->command, Command::Run);
    QCOMPARE(read({"list", "--json"})->asJson, true);
    QCOMPARE(read({"show", "a", "--as", "python"})->as, std::optional<std::string>("python"));
    QCOMPARE(read({"check", "a.json"})->subject, std::optional<std::string>("a.json"));
    const auto convert = read({"convert", "a.json", "--export-format", "csv", "b"});
    QCOMPARE(convert->command, Command::Convert);
    QCOMPARE(convert->subject, std::optional<std::string>("a.json"));
    QCOMPARE(convert->target, std::optional<std::string>("b"));
    QVERIFY(refusal({"convert", "a.json"}).find("needs a file to read and a file to write") !=
            std::string::npos);
    QVERIFY(refusal({"convert", "a", "b", "c"}).find("one argument too many") != std::string::npos);
}

void TestFlags::takesAScenarioCalledAsACommandIs()
{
    const auto flags = read({"run", "list"});
    QCOMPARE(flags->command, Command::Run);
    QCOMPARE(*flags->subject, std::string("list"));
}

void TestFlags::readsShortLongAndJoinedForms()
{
    for (const std::vector<std::string>& form : {std::vector<std::string>{"run", "-p", "2"},
                                                 {"run", "-p2"},
                                                 {"run", "--num-producers", "2"},
                                                 {"run", "--num-producers=2"}}) {
        const auto flags = read(form);
        QVERIFY(flags);
        QCOMPARE(flags->values.one(Key::NumProducers)->text, std::string("2"));
        QCOMPARE(flags->values.one(Key::NumProducers)->name, std::string("--num-producers"));
    }
}

void TestFlags::takesNegativeNumbersAsValues()
{
    QCOMPARE(read({"run", "--until", "-1"})->values.one(Key::Until)->text, std::string("-1"));
    QCOMPARE(read({"run", "--until", "-.5"})->values.one(Key::Until)->text, std::string("-.5"));
}

void TestFlags::keepsEveryValueOfARepeatedFlag()
{
    const auto flags = read({"run", "--set", "a=1", "--set", "b=1:2", "asyncq", "--set", "c=[x]"});
    QCOMPARE(flags->values.all(Key::Set).size(), std::size_t(3));
    QCOMPARE(flags->values.all(Key::Set)[2].text, std::string("c=[x]"));
    QCOMPARE(*flags->subject, std::string("asyncq"));
}

void TestFlags::readsSwitches()
{
    QCOMPARE(read({"run", "-q"})->values.one(Key::Quiet)->text, std::string("true"));
    QCOMPARE(read({"run", "-qd"})->values.one(Key::DumpConfig)->text, std::string("true"));
    QCOMPARE(read({"run", "-q", "-q"})->values.one(Key::Quiet)->text, std::string("true"));
    QCOMPARE(read({"run", "--dump-config=no"})->values.one(Key::DumpConfig)->text, std::string("no"));
    QCOMPARE(read({"run"})->values.one(Key::Quiet), nullptr);
}

void TestFlags::takesWhatFollowsTwoDashesAsItIs()
{
    QCOMPARE(*read({"run", "--", "-q"})->subject, std::string("-q"));
}

void TestFlags::refusesFlagsOfOtherCommands()
{
    QVERIFY(refusal({"list", "--seed", "1"}).starts_with("there is no flag --seed"));
    QVERIFY(refusal({"--events", "-"}).starts_with("there is no flag --events"));
    QVERIFY(refusal({"show", "a", "--clock", "real"}).starts_with("there is no flag --clock"));
    QVERIFY(refusal({"run", "--sumary", "none"}).ends_with("did you mean --summary?"));
    QVERIFY(refusal({"run", "a", "b"}).starts_with("\"b\" is one argument too many"));
}

void TestFlags::refusesAFlagInPlaceOfAValue()
{
    QVERIFY(refusal({"run", "--seed"}).starts_with("--seed needs a value"));
    QVERIFY(refusal({"run", "--seed", "--quiet"}).starts_with("--seed needs a value"));
}

void TestFlags::refusesOneFileGivenTwice()
{
    QVERIFY(refusal({"run", "--events", "a", "--events", "b"}).starts_with("--events is given twice"));
    QVERIFY(refusal({"run", "--summary-file", "a", "--summary-file", "b"})
                .starts_with("--summary-file is given twice"));
}

void TestFlags::printsHelpAndVersion()
{
    QVERIFY(read({"--version"})->toPrint->starts_with("sojourn "));
    QVERIFY(read({"run", "--help"})->toPrint->find("--num-producers") != std::string::npos);
    QVERIFY(read({"show", "-h"})->toPrint->find("--as python") != std::string::npos);
    QVERIFY(!read({"run"})->toPrint);
}

void TestFlags::readsWhatASweepHasAlone()
{
    const auto flags = read({"sweep", "mm4", "--vary", "a=1:2", "--vary", "b=3", "--goal", "x<1", "--shard",
                             "1/2", "--set", "items=5", "--jobs=2"});
    QCOMPARE(flags->command, Command::Sweep);
    QCOMPARE(*flags->subject, std::string("mm4"));
    QCOMPARE(flags->sweep.vary, (std::vector<std::string>{"a=1:2", "b=3"}));
    QCOMPARE(flags->sweep.goals, std::vector<std::string>{"x<1"});
    QCOMPARE(*flags->sweep.shard, std::string("1/2"));
    QCOMPARE(*flags->sweep.jobs, std::string("2"));
    QVERIFY(!flags->sweep.out);
    QCOMPARE(flags->values.one(Key::Set)->text, std::string("items=5"));
    QCOMPARE(read({"sweep", "--merge", "a", "b", "--out", "c"})->sweep.merge,
             (std::vector<std::string>{"a", "b"}));
    QVERIFY(refusal({"sweep", "mm4", "--events", "x"}).find("there is no flag --events") !=
            std::string::npos);
    QVERIFY(refusal({"sweep", "--jobs", "1", "--jobs", "2"}).find("given twice") != std::string::npos);
    QVERIFY(refusal({"sweep", "--metric", "--vary", "a=1"}).find("what follows it is --vary") !=
            std::string::npos);
    QVERIFY(refusal({"run", "--vary", "a=1:2"}).find("there is no flag --vary") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestFlags)
#include "tst_flags.moc"
