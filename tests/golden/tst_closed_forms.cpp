// The built-in queues that have a formula, against it.
#include "scenario/builtin.h"
#include "support/scenario_runs.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr int seeds = 10;
// An unoptimised build takes its time; the tolerance follows from the number of customers.
#ifdef NDEBUG
constexpr double customers = 200'000;
#else
constexpr double customers = 8'000;
#endif

QJsonObject reference(const QString& name)
{
    QFile file(QStringLiteral(SOJOURN_REFERENCE));
    if (!file.open(QIODevice::ReadOnly)) return {};
    for (const QJsonValue& value : QJsonDocument::fromJson(file.readAll())[QStringLiteral("cases")].toArray())
        if (value[QStringLiteral("case")].toString() == name) return value.toObject();
    return {};
}

struct Means
{
    double waitSeconds = 0, sojournSeconds = 0, utilisation = 0, queueLength = 0, lossRatio = 0,
           arrivalsPerSecond = 0;
    double waitSquared = 0;
};

/// The means of several runs, each as its summary gives them.
Means meansOf(const char* name, const ParameterValues& settings)
{
    const ScenarioFile file = *ScenarioFile::read(findBuiltinScenario(name)->text);
    ParameterValues values = settings;
    values["items"].number = customers;
    const auto scenario = std::make_shared<Scenario>(*file.resolve(values));
    std::size_t server = 0;
    while (scenario->groups[server].name != "server")
        ++server;
    Means means;
    for (int seed = 1; seed <= seeds; ++seed) {
        RunOptions options;
        options.seed = static_cast<std::uint64_t>(seed);
        Run run(scenario, options);
        run.runVirtual();
        const Summary s = run.summary();
        const double made = static_cast<double>(s.items.made);
        const double wait = s.queues[0].wait.meanSeconds;
        means.waitSeconds += wait / seeds;
        means.waitSquared += wait * wait / seeds;
        means.sojournSeconds += s.sojourn.meanSeconds / seeds;
        means.queueLength += s.queues[0].meanSize / seeds;
        means.utilisation += s.groups[server].share[static_cast<std::size_t>(TaskState::Sleeping)] / seeds;
        means.lossRatio += static_cast<double>(s.items.dropped) / made / seeds;
        means.arrivalsPerSecond += made / s.elapsedSeconds / seeds;
    }
    return means;
}

ParameterValue number(double value)
{
    ParameterValue result;
    result.number = value;
    return result;
}

} // namespace

class TestClosedForms final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void meanWaitIsThatOfTheFormula_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<QString>("formula");
        QTest::addColumn<double>("interarrival"); // 0: the scenario's own
        QTest::addColumn<double>("capacity");
        // The variance of the mean wait of n customers is this over n. For M/M/1 it has a formula,
        // rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4; an eighth of that for M/D/1 in heavy traffic; the
        // others' were measured.
        QTest::addColumn<double>("variance");
        QTest::newRow("M/M/1") << QByteArray("mm1") << QStringLiteral("M/M/1 rho=0.8 (lam .8, mu 1)") << 0.
                               << 0. << 1976.;
        QTest::newRow("M/D/1") << QByteArray("md1") << QStringLiteral("M/D/1 rho=0.8") << 0. << 0. << 300.;
        QTest::newRow("M/D/1 busier")
            << QByteArray("md1") << QStringLiteral("M/D/1 rho=0.9") << 1 / 0.9 << 0. << 5000.;
        QTest::newRow("M/M/4") << QByteArray("mm4")
                               << QStringLiteral("M/M/4/104 rho=0.9 (4 in service + queue of 100)") << 0.
                               << 100. << 2327.;
        QTest::newRow("M/M/4 that loses")
            << QByteArray("mm4") << QStringLiteral("M/M/4/14 rho=0.9 (queue of 10)") << 0. << 10. << 40.;
    }
    void meanWaitIsThatOfTheFormula()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(QString, formula);
        QFETCH(double, interarrival);
        QFETCH(double, capacity);
        QFETCH(double, variance);
        ParameterValues values;
        values["capacity"] = number(capacity);
        if (interarrival > 0) values["interarrival"] = number(interarrival);
        const QJsonObject exact = reference(formula);
        QVERIFY(!exact.isEmpty());
        const Means m = meansOf(scenario.constData(), values);
        const auto of = [&exact](const char* key) { return exact[QLatin1String(key)].toDouble(); };
        const double n = seeds * customers;
        const double tolerance = 4 * std::sqrt(variance / n);
        const auto near = [](double value, double expected, double within) {
            return std::abs(value - expected) <= within;
        };
        qInfo(
            "%s: Wq %.4f, exactly %.4f, tolerance %.4f, variance %.0f; W %.4f, %.4f; utilisation %.4f, %.4f",
            scenario.constData(), m.waitSeconds, of("Wq"), tolerance,
            (m.waitSquared - m.waitSeconds * m.waitSeconds) * customers, m.sojournSeconds, of("W"),
            m.utilisation, of("util"));
        QVERIFY(near(m.waitSeconds, of("Wq"), tolerance));
        QVERIFY(near(m.sojournSeconds, of("W"), tolerance + 4 / std::sqrt(n)));
        QVERIFY(near(m.queueLength, of("Lq"), 2 * tolerance * m.arrivalsPerSecond));
        QVERIFY(near(m.utilisation, of("util"), 8 / std::sqrt(n)));
        QVERIFY(near(m.lossRatio, of("ploss"), 12 / std::sqrt(n)));
    }
};

QTEST_GUILESS_MAIN(TestClosedForms)
#include "tst_closed_forms.moc"
