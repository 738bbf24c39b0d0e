#include "cli/dump_config.h"

#include <QTest>

#include <string>

using namespace sojourn;
using namespace sojourn::cli;

class TestDumpConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasALineForEverySetting();
    void saysWhereAValueCameFrom();
    void saysThatAScenarioLacksAParameter();

private:
    static std::string dumped(const GivenValues& values, const char* scenario)
    {
        const ExportFormats formats = exportFormats();
        const auto settings = resolveRunSettings(scenario, values, formats);
        return settings ? dumpedConfig(*settings, values) : settings.error().sentence;
    }
};

void TestDumpConfig::hasALineForEverySetting()
{
    const std::string text = '\n' + dumped({}, "asyncq");
    for (const SettingInfo& info : settingInfos())
        QVERIFY2(text.find('\n' + std::string(info.name) + ' ') != std::string::npos, info.name);
    QVERIFY(text.find("\nset capacity ") != std::string::npos);
}

void TestDumpConfig::saysWhereAValueCameFrom()
{
    GivenValues values;
    values.add(Key::Seed, {"5", Source::Config, "c.ini: seed"});
    values.add(Key::NumProducers, {"2", Source::Environment, "NUM_PRODUCERS"});
    values.add(Key::Set, {"capacity=3", Source::Flag, "--set"});
    const std::string text = dumped(values, "asyncq");
    const auto has = [&](const char* line) { return text.find(line) != std::string::npos; };
    QVERIFY2(has("seed                5       config file c.ini\n"), text.c_str());
    QVERIFY2(has("num-producers       2       environment variable NUM_PRODUCERS\n"), text.c_str());
    QVERIFY2(has("set capacity        3       flag --set\n"), text.c_str());
    QVERIFY2(has("num-consumers       1       scenario\n"), text.c_str());
    QVERIFY2(has("log-level           info    default\n"), text.c_str());
}

void TestDumpConfig::saysThatAScenarioLacksAParameter()
{
    const std::string text = dumped({}, "mm1");
    QVERIFY(text.find("not a parameter of mm1\n") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestDumpConfig)
#include "tst_dump_config.moc"
