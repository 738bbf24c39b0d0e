// Fingerprints of the built-in scenarios: whoever changes what a run does sees it here.
#include "formats/event_list.h"
#include "scenario/builtin.h"
#include "support/scenario_runs.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr qsizetype keptLines = 200;

struct Case
{
    QString scenario;
    std::uint64_t seed = 1;
    QString parameters; // name=value,name=value; - for none
    qsizetype events = 0;
    QString fingerprint;

    QString name() const
    {
        return scenario + QLatin1Char(' ') + QString::number(seed) + QLatin1Char(' ') + parameters;
    }
    /// The beginning's file: named by scenario and by what the settings are, not where they stand in the
    /// table.
    QString beginning() const
    {
        QString file = name();
        for (QChar& c : file)
            if (!c.isLetterOrNumber() && c != QLatin1Char('.') && c != QLatin1Char('-')) c = QLatin1Char('_');
        return QStringLiteral(SOJOURN_GOLDEN "/beginnings/") + file + QStringLiteral(".jsonl");
    }
};

QString tablePath()
{
    return QStringLiteral(SOJOURN_GOLDEN "/fingerprints.txt");
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Case> table()
{
    std::vector<Case> cases;
    for (const QString& line : QString::fromUtf8(contentOf(tablePath())).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1Char('#'))) continue;
        const QStringList words = line.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (words.size() == 5)
            cases.push_back({words[0], words[1].toULongLong(), words[2], words[3].toLongLong(), words[4]});
    }
    return cases;
}

QByteArray listOf(const Case& c)
{
    const BuiltinScenario* const builtin = findBuiltinScenario(c.scenario.toStdString());
    if (builtin == nullptr) return "there is no such scenario\n";
    const ScenarioFile file = *ScenarioFile::read(builtin->text);
    ParameterValues values;
    if (c.parameters != QLatin1String("-")) {
        for (const QString& setting : c.parameters.split(QLatin1Char(','))) {
            const std::string name = setting.section(QLatin1Char('='), 0, 0).toStdString();
            const auto value = file.parse(name, setting.section(QLatin1Char('='), 1).toStdString());
            if (!value) return QByteArray::fromStdString(value.problem().sentence()) + '\n';
            values[name] = *value;
        }
    }
    const auto scenario = file.resolve(values);
    if (!scenario) return QByteArray::fromStdString(scenario.problem().sentence()) + '\n';
    RunOptions options = recorded();
    options.seed = c.seed;
    options.summarise = false;
    Run run(std::make_shared<Scenario>(*scenario), options);
    run.runVirtual();
    return QByteArray::fromStdString(eventListOf(run));
}

QString fingerprintOf(const QByteArray& list)
{
    return QString::fromLatin1(QCryptographicHash::hash(list, QCryptographicHash::Sha256).toHex());
}

QByteArray beginningOf(const QByteArray& list)
{
    qsizetype end = 0;
    for (qsizetype line = 0; line < keptLines; ++line) {
        const qsizetype next = list.indexOf('\n', end);
        if (next < 0) return list;
        end = next + 1;
    }
    return list.left(end);
}

/// Where two lists part, for people.
QByteArray firstDifference(const QByteArray& expected, const QByteArray& actual)
{
    const QList<QByteArray> was = expected.split('\n');
    const QList<QByteArray> is = beginningOf(actual).split('\n');
    for (qsizetype i = 0; i < std::max(was.size(), is.size()); ++i) {
        const QByteArray a = i < was.size() ? was[i] : QByteArray();
        const QByteArray b = i < is.size() ? is[i] : QByteArray();
        if (a != b) return "event " + QByteArray::number(i + 1) + "\n  was: " + a + "\n  is:  " + b;
    }
    return "the first " + QByteArray::number(keptLines) + " events are as they were; a later one differs";
}

bool write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// Writes every fingerprint as it is now; a scenario that has none gets one at its defaults.
bool renew()
{
    std::vector<Case> cases = table();
    for (const BuiltinScenario& builtin : builtinScenarios()) {
        const QString name = QString::fromStdString(builtin.name);
        if (std::none_of(cases.begin(), cases.end(), [&](const Case& c) { return c.scenario == name; }))
            cases.push_back({name, 1, QStringLiteral("-"), 0, {}});
    }
    std::stable_sort(cases.begin(), cases.end(),
                     [](const Case& a, const Case& b) { return a.scenario < b.scenario; });
    qsizetype width = 0;
    for (const Case& c : cases)
        width = std::max(width, c.parameters.size());
    QDir beginnings(QStringLiteral(SOJOURN_GOLDEN "/beginnings"));
    beginnings.removeRecursively();
    bool sound = beginnings.mkpath(QStringLiteral("."));
    QString text =
        QStringLiteral("# Each built-in scenario at some settings: how many events its list has, and the "
                       "list's SHA-256. See README.md.\n# scenario  seed  parameters  events  fingerprint\n");
    for (const Case& c : cases) {
        const QByteArray list = listOf(c);
        text += c.scenario.leftJustified(12) + QLatin1Char(' ') + QString::number(c.seed).leftJustified(4) +
                QLatin1Char(' ') + c.parameters.leftJustified(width) + QLatin1Char(' ') +
                QString::number(list.count('\n')).rightJustified(8) + QStringLiteral("  ") +
                fingerprintOf(list) + QLatin1Char('\n');
        sound = sound && write(c.beginning(), beginningOf(list));
    }
    return sound && write(tablePath(), text.toUtf8());
}

} // namespace

class TestGolden final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("SOJOURN_RENEW_GOLDEN")) QVERIFY2(renew(), "could not be written");
    }

    void everyBuiltInScenarioHasItsFingerprint()
    {
        const std::vector<Case> cases = table();
        for (const BuiltinScenario& builtin : builtinScenarios()) {
            const QString name = QString::fromStdString(builtin.name);
            const bool found =
                std::any_of(cases.begin(), cases.end(), [&](const Case& c) { return c.scenario == name; });
            QVERIFY2(found, qPrintable(name + QStringLiteral(" has none: build the target renew_golden")));
        }
    }

    void runsAsItDid_data()
    {
        QTest::addColumn<int>("number");
        const std::vector<Case> cases = table();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(qPrintable(cases[i].name())) << static_cast<int>(i);
    }
    void runsAsItDid()
    {
        QFETCH(int, number);
        const Case c = table()[static_cast<std::size_t>(number)];
        const QByteArray list = listOf(c);
        if (fingerprintOf(list) == c.fingerprint) return;
        QFAIL(firstDifference(contentOf(c.beginning()), list) + "\n" + QByteArray::number(list.count('\n')) +
              " events, " + QByteArray::number(c.events) +
              " before. If that is meant: build the target renew_golden");
    }

    void aDifferenceIsShown()
    {
        QCOMPARE(firstDifference("a\nb\n", "a\nc\n"), QByteArray("event 2\n  was: b\n  is:  c"));
        QCOMPARE(firstDifference("a\n", "a\nc\n"), QByteArray("event 2\n  was: \n  is:  c"));
    }
};

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"
