#include "cli/setting.h"

#include <QTest>

#include <set>
#include <string>

using namespace sojourn::cli;

class TestSetting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasEachNameLetterAndVariableOnce();
    void picksTheStrongestSource();
    void takesTheLastOfEquals();
    void keepsAllOfTheStrongestSourceOfAList();
    void hasNothingWhereNobodySaidAnything();
};

void TestSetting::hasEachNameLetterAndVariableOnce()
{
    std::set<std::string> seen;
    for (const SettingInfo& info : settingInfos()) {
        QVERIFY(seen.insert(info.name).second);
        if (info.letter != 0) QVERIFY(seen.insert(std::string(1, info.letter)).second);
        if (info.environment) QVERIFY(seen.insert(info.environment).second);
        QCOMPARE(&settingInfo(info.key), &info);
    }
}

void TestSetting::picksTheStrongestSource()
{
    GivenValues values;
    values.add(Key::Seed, {"3", Source::Flag, "--seed"});
    values.add(Key::Seed, {"2", Source::Environment, "SOJOURN_SEED"});
    values.add(Key::Seed, {"1", Source::Config, "c.ini: seed"});
    QCOMPARE(values.one(Key::Seed)->text, std::string("3"));
    QCOMPARE(values.all(Key::Seed).size(), std::size_t(3));
}

void TestSetting::takesTheLastOfEquals()
{
    GivenValues values;
    values.add(Key::Seed, {"1", Source::Flag, "--seed"});
    values.add(Key::Seed, {"2", Source::Flag, "--seed"});
    QCOMPARE(values.one(Key::Seed)->text, std::string("2"));
}

void TestSetting::keepsAllOfTheStrongestSourceOfAList()
{
    GivenValues values;
    values.add(Key::Export, {"a.csv", Source::Flag, "--export"});
    values.add(Key::Export, {"c.csv", Source::Config, "c.ini: export"});
    values.add(Key::Export, {"b.csv", Source::Flag, "--export"});
    const auto strongest = values.strongest(Key::Export);
    QCOMPARE(strongest.size(), std::size_t(2));
    QCOMPARE(strongest[1].text, std::string("b.csv"));
}

void TestSetting::hasNothingWhereNobodySaidAnything()
{
    const GivenValues values;
    QCOMPARE(values.one(Key::Seed), nullptr);
    QVERIFY(values.strongest(Key::Export).empty());
}

QTEST_APPLESS_MAIN(TestSetting)
#include "tst_setting.moc"
