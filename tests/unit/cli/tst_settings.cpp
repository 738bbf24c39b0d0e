#include "cli/settings.h"

#include <QTest>

#include <cmath>
#include <map>
#include <string>

using namespace sojourn;
using namespace sojourn::cli;

namespace {

GivenValues given(Key key, std::string text, Source source = Source::Flag)
{
    GivenValues values;
    values.add(key, {std::move(text), source, std::string("--") + settingInfo(key).name});
    return values;
}

const ExportFormats& formats()
{
    static const ExportFormats all = exportFormats();
    return all;
}

Or<RunSettings> resolved(const GivenValues& values, std::optional<std::string> subject = {})
{
    return resolveRunSettings(subject, values, formats());
}

double parameter(const RunSettings& settings, const char* name)
{
    for (const Parameter& one : settings.what.scenario->parameters)
        if (one.name == name) return one.value.number;
    return -1;
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsAsyncqByDefault();
    void recordsOnlyWhatIsAskedFor();
    void readsEachSetting();
    void takesTheSeedOfTheScenario();
    void readsTheEnvironment();
    void setsAParameterFromItsStrongestSource();
    void ignoresAVariableThatTheScenarioHasNoParameterFor();
    void refusesAFlagThatTheScenarioHasNoParameterFor();
    void refusesTwoFlagsForOneParameter();
    void findsTheFormatByEndingOrByName();
    void refusesUnreadableValues_data();
    void refusesUnreadableValues();
};

void TestSettings::runsAsyncqByDefault()
{
    const auto settings = resolved({});
    QVERIFY(settings);
    QCOMPARE(settings->what.name, std::string("asyncq"));
    QCOMPARE(settings->what.scenario->name, std::string("asyncq"));
    QVERIFY(!settings->what.virtualClock);
    QCOMPARE(settings->logLevel, LogLevel::Info);
    QCOMPARE(settings->summary, ReportFormat::Text);
}

void TestSettings::recordsOnlyWhatIsAskedFor()
{
    QVERIFY(!resolved({})->records());
    QVERIFY(resolved(given(Key::Events, "-"))->records());
    QVERIFY(resolved(given(Key::Export, "a.csv"))->records());
}

void TestSettings::readsEachSetting()
{
    QCOMPARE(resolved(given(Key::Clock, "virtual"))->what.virtualClock, std::optional(true));
    QCOMPARE(resolved(given(Key::Speed, "2.5"))->what.speed, 2.5);
    QVERIFY(std::isinf(resolved(given(Key::Speed, "max"))->what.speed));
    QCOMPARE(resolved(given(Key::Until, "1.5"))->until->count(), 1'500'000'000);
    QCOMPARE(resolved(given(Key::LogLevel, "CriTical"))->logLevel, LogLevel::Critical);
    QCOMPARE(resolved(given(Key::LogFormat, "color"))->logFormat, LogFormat::Color);
    QCOMPARE(resolved(given(Key::Summary, "none"))->summary, ReportFormat::None);
    QCOMPARE(resolved(given(Key::Quiet, "true"))->isQuiet, true);
    QCOMPARE(resolved(given(Key::DumpConfig, "on"))->dumpsConfig, true);
    QCOMPARE(resolved(given(Key::Set, "capacity=7"))->what.values.size(), std::size_t(1));
}

void TestSettings::takesTheSeedOfTheScenario()
{
    const auto settings = resolved({});
    QCOMPARE(settings->what.seed, settings->what.scenario->seed);
    QCOMPARE(resolved(given(Key::Seed, "77"))->what.seed, std::uint64_t(77));
}

void TestSettings::readsTheEnvironment()
{
    const std::map<std::string, std::string> variables{
        {"NUM_PRODUCERS", "3"}, {"SOJOURN_SEED", ""}, {"OTHER", "x"}};
    GivenValues values = given(Key::NumConsumers, "2");
    QVERIFY(!addOtherSources(values, [&](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    }));
    QCOMPARE(values.one(Key::NumProducers)->name, std::string("NUM_PRODUCERS"));
    QCOMPARE(values.one(Key::Seed), nullptr);
    QCOMPARE(parameter(*resolved(values), "num_producers"), 3.0);
    QCOMPARE(parameter(*resolved(values), "num_consumers"), 2.0);
}

void TestSettings::setsAParameterFromItsStrongestSource()
{
    GivenValues values = given(Key::NumProducers, "2", Source::Environment);
    values.add(Key::Set, {"num_producers=3", Source::Config, "c.ini: set"});
    QCOMPARE(parameter(*resolved(values), "num_producers"), 2.0);
    values.add(Key::Set, {"num_producers=4", Source::Flag, "--set"});
    QCOMPARE(parameter(*resolved(values), "num_producers"), 4.0);
    values.add(Key::Set, {"num_producers=5", Source::Flag, "--set"});
    QCOMPARE(parameter(*resolved(values), "num_producers"), 5.0);
}

void TestSettings::ignoresAVariableThatTheScenarioHasNoParameterFor()
{
    QVERIFY(resolved(given(Key::NumProducers, "many", Source::Environment), "mm1"));
    QVERIFY(resolved(given(Key::NumProducers, "2", Source::Config), "mm1"));
}

void TestSettings::refusesAFlagThatTheScenarioHasNoParameterFor()
{
    const auto settings = resolved(given(Key::NumProducers, "2"), "mm1");
    QVERIFY(!settings);
    QCOMPARE(settings.error().sentence,
             std::string("--num-producers: this scenario has no parameter num_producers"));
}

void TestSettings::refusesTwoFlagsForOneParameter()
{
    GivenValues values = given(Key::NumProducers, "2");
    values.add(Key::Set, {"num_producers=2", Source::Flag, "--set"});
    QVERIFY(!resolved(values));
}

void TestSettings::findsTheFormatByEndingOrByName()
{
    QCOMPARE(resolved(given(Key::Export, "a.CSV"))->exports[0].format->ending, std::string("csv"));
    GivenValues values = given(Key::Export, "a.txt");
    values.add(Key::ExportFormat, {"json", Source::Flag, "--export-format"});
    QCOMPARE(resolved(values)->exports[0].format->ending, std::string("json"));
}

void TestSettings::refusesUnreadableValues_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("text");
    const auto row = [](Key key, const char* text) {
        QTest::addRow("%s %s", settingInfo(key).name, text)
            << static_cast<int>(key) << QString::fromUtf8(text);
    };
    for (const char* text : {"", "x", "-1", "1.5", "9223372036854775808"})
        row(Key::Seed, text);
    for (const char* text : {"", "Real", "fast"})
        row(Key::Clock, text);
    for (const char* text : {"", "0", "-1", "nan", "inf"})
        row(Key::Speed, text);
    for (const char* text : {"", "-1", "nan", "inf", "1e10"})
        row(Key::Until, text);
    for (const char* text : {"", "loud"})
        row(Key::LogLevel, text);
    for (const char* text : {"", "xml"})
        row(Key::LogFormat, text);
    for (const char* text : {"", "xml"})
        row(Key::Summary, text);
    for (const char* text : {"", "maybe"})
        row(Key::Quiet, text);
    for (const char* text : {"", "-", "a", "a.xyz"})
        row(Key::Export, text);
    for (const char* text : {"", "-"})
        row(Key::SummaryFile, text);
    for (const char* text : {"", "-1", "x", "1:2", "nan"})
        row(Key::NumProducers, text);
    for (const char* text : {"", "capacity", "=1", "capacity=-1", "nothing=1", "items=3:1"})
        row(Key::Set, text);
}

void TestSettings::refusesUnreadableValues()
{
    QFETCH(int, key);
    QFETCH(QString, text);
    const auto settings = resolved(given(static_cast<Key>(key), text.toStdString()));
    QVERIFY(!settings);
    QVERIFY(
        settings.error().sentence.starts_with(std::string("--") + settingInfo(static_cast<Key>(key)).name));
}

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
