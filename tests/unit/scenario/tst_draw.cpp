#include "scenario/draw.h"

#include "scenario/run.h"
#include "scenario/scenario_file.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <utility>
#include <vector>

using namespace sojourn;

namespace {

constexpr int draws = 100'000;

Draw drawOf(Draw::Kind kind, double a, double b = 0)
{
    Draw draw;
    draw.kind = kind;
    draw.a = a;
    draw.b = b;
    return draw;
}

/// Sorted, from streams as a step of a task would have them.
std::vector<double> samplesOf(const Draw& draw)
{
    const std::uint64_t site = drawSite(7, fnv1a64("task"), 3, 0);
    std::vector<double> samples;
    samples.reserve(draws);
    for (std::uint32_t i = 0; i < draws; ++i)
        samples.push_back(sample(draw, drawStream(site, taskKey(0), i)));
    std::sort(samples.begin(), samples.end());
    return samples;
}

/// Kolmogorov and Smirnov's distance between sorted samples and a distribution function.
double distance(const std::vector<double>& sorted, const std::function<double(double)>& cdf)
{
    const auto n = static_cast<double>(sorted.size());
    double worst = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double f = cdf(sorted[i]);
        worst = std::max({worst, f - static_cast<double>(i) / n, (static_cast<double>(i) + 1) / n - f});
    }
    return worst;
}

/// Of the distance, at 10^5 samples: exceeded by one sound generator in ten thousand.
const double ksBound = 2.23 / std::sqrt(double(draws));

struct Moments
{
    double mean = 0, variance = 0;
};

Moments momentsOf(const std::vector<double>& samples)
{
    Moments m;
    for (const double x : samples)
        m.mean += x;
    m.mean /= static_cast<double>(samples.size());
    for (const double x : samples)
        m.variance += (x - m.mean) * (x - m.mean);
    m.variance /= static_cast<double>(samples.size() - 1);
    return m;
}

double normalCdf(double x)
{
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// Units in the last place between a value and the true one.
double ulps(double value, long double truth)
{
    const double scale = std::abs(static_cast<double>(truth));
    const double ulp = std::nextafter(scale, std::numeric_limits<double>::infinity()) - scale;
    return static_cast<double>(std::abs(static_cast<long double>(value) - truth) /
                               static_cast<long double>(ulp));
}

/// What is drawn in a run, by where it comes from: (maker, its how-manieth item) -> the sleep for it.
std::map<std::pair<std::string, int>, std::int64_t> servicesOf(const char* members, int consumers,
                                                               int capacity, const char* consumerSleep)
{
    const std::string text =
        R"({"format": "sojourn-scenario", "version": 1, "seed": 5, "queues": [{"name": "q", "capacity": )" +
        std::to_string(capacity) + R"(}], "tasks": [
          {"name": "producer", "count": 3, "steps": [{"repeat": 20, "steps": [
            {"sleep": {"exponential": 1}}, {"put": "q", "value": {"uniform": [0, 1]}}]}]},)" +
        members + R"({"name": "consumer", "count": )" + std::to_string(consumers) +
        R"(, "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"sleep": )" + consumerSleep +
        R"(}, {"task_done": "q"}]}]},
          {"name": "main", "steps": [{"await": "producer"}, {"join": "q"}, {"cancel": "consumer"}]}]})";
    const auto file = ScenarioFile::read(text);
    if (!file) return {};
    RunOptions options;
    options.seed = 5;
    options.record = true;
    Run run(std::make_shared<Scenario>(*file->resolve()), options);
    run.runVirtual();
    const RunInfo& info = *run.info();
    std::map<std::int64_t, std::pair<std::string, int>> origins;
    std::map<std::uint32_t, int> made;
    std::map<std::uint32_t, std::int64_t> held;
    std::map<std::pair<std::string, int>, std::int64_t> services;
    for (std::uint64_t i = 0; i < run.log()->size(); ++i) {
        const Event& e = (*run.log())[i];
        const bool puts = e.kind == EventKind::Put || e.kind == EventKind::PutWait;
        if (puts && !origins.contains(e.value)) origins[e.value] = {info.taskName(e.task), made[e.task]++};
        if (e.kind == EventKind::Get) held[e.task] = e.value;
        if (e.kind == EventKind::Sleep && held.contains(e.task)) services[origins[held[e.task]]] = e.value;
    }
    return services;
}

} // namespace

class TestDraw final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheMomentsOfItsDistribution_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("variance");
        const auto row = [](const char* name, Draw::Kind kind, double a, double b, double mean,
                            double variance) {
            QTest::newRow(name) << static_cast<int>(kind) << a << b << mean << variance;
        };
        row("uniform", Draw::Kind::Uniform, 2, 5, 3.5, 9.0 / 12);
        row("uniform_int", Draw::Kind::UniformInt, 1, 6, 3.5, 35.0 / 12);
        row("exponential", Draw::Kind::Exponential, 2.5, 0, 2.5, 6.25);
        row("normal", Draw::Kind::Normal, 10, 1, 10, 1);
        row("lognormal", Draw::Kind::Lognormal, 3, 1, 3, 1);
        row("erlang", Draw::Kind::Erlang, 4, 2, 2, 1);
        row("pareto", Draw::Kind::Pareto, 6, 2, 2.4, 4 * 6.0 / (25 * 4));
    }
    void hasTheMomentsOfItsDistribution()
    {
        QFETCH(int, kind);
        QFETCH(double, a);
        QFETCH(double, b);
        QFETCH(double, mean);
        QFETCH(double, variance);
        const Moments m = momentsOf(samplesOf(drawOf(static_cast<Draw::Kind>(kind), a, b)));
        QVERIFY2(std::abs(m.mean - mean) < 4 * std::sqrt(variance / draws),
                 qPrintable(QString::number(m.mean)));
        QVERIFY2(std::abs(m.variance / variance - 1) < 0.06, qPrintable(QString::number(m.variance)));
    }

    void followsItsDistributionFunction_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        const auto row = [](const char* name, Draw::Kind kind, double a, double b) {
            QTest::newRow(name) << static_cast<int>(kind) << a << b;
        };
        row("uniform", Draw::Kind::Uniform, 2, 5);
        row("exponential", Draw::Kind::Exponential, 2.5, 0);
        row("normal", Draw::Kind::Normal, 10, 1);
        row("lognormal", Draw::Kind::Lognormal, 3, 1);
        row("erlang", Draw::Kind::Erlang, 3, 2);
        row("pareto", Draw::Kind::Pareto, 1.5, 2);
    }
    void followsItsDistributionFunction()
    {
        QFETCH(int, kind);
        QFETCH(double, a);
        QFETCH(double, b);
        const auto cdf = [kind, a, b](double x) {
            switch (static_cast<Draw::Kind>(kind)) {
            case Draw::Kind::Uniform:
                return (x - a) / (b - a);
            case Draw::Kind::Exponential:
                return 1 - std::exp(-x / a);
            case Draw::Kind::Normal:
                return normalCdf((x - a) / b);
            case Draw::Kind::Lognormal: {
                const double s2 = std::log(1 + b * b / (a * a));
                return normalCdf((std::log(x) - (std::log(a) - s2 / 2)) / std::sqrt(s2));
            }
            case Draw::Kind::Erlang: { // of shape 3
                const double r = x * a / b;
                return 1 - std::exp(-r) * (1 + r + r * r / 2);
            }
            default:
                return 1 - std::pow(b / x, a);
            }
        };
        const double d = distance(samplesOf(drawOf(static_cast<Draw::Kind>(kind), a, b)), cdf);
        QVERIFY2(d < ksBound, qPrintable(QString::number(d)));
    }

    void wholeNumbersAreEquallyLikelyAndBothEndsAreIncluded()
    {
        std::map<double, int> count;
        for (const double x : samplesOf(drawOf(Draw::Kind::UniformInt, -2, 7)))
            ++count[x];
        QCOMPARE(count.size(), 10u);
        QCOMPARE(count.begin()->first, -2.0);
        QCOMPARE(count.rbegin()->first, 7.0);
        double chiSquare = 0;
        for (const auto& [x, n] : count)
            chiSquare += (n - draws / 10.0) * (n - draws / 10.0) / (draws / 10.0);
        QVERIFY2(chiSquare < 33.7,
                 qPrintable(QString::number(chiSquare))); // 9 degrees of freedom, 1 in 10,000
    }

    void empiricalValuesAreDrawnWithReplacementInTheirProportions()
    {
        Draw draw = drawOf(Draw::Kind::Empirical, 0);
        draw.values = {1, 1, 1, 9};
        const std::vector<double> samples = samplesOf(draw);
        const auto nines = std::count(samples.begin(), samples.end(), 9.0);
        QCOMPARE(std::count(samples.begin(), samples.end(), 1.0) + nines, std::ptrdiff_t{draws});
        QVERIFY(std::abs(static_cast<double>(nines) - draws / 4.0) < 4 * std::sqrt(draws * 3.0 / 16));
    }

    void negativeDrawsOfANormalBecomeZero()
    {
        const std::vector<double> samples = samplesOf(drawOf(Draw::Kind::Normal, 0, 1));
        QCOMPARE(samples.front(), 0.0);
        const auto zeros = std::count(samples.begin(), samples.end(), 0.0);
        QVERIFY(std::abs(static_cast<double>(zeros) - draws / 2.0) < 4 * std::sqrt(draws / 4.0));
    }

    void neighbouringStreamsAreNotCorrelated()
    {
        // By task, by count, by step and by item: the correlation of neighbours at n pairs is within 4 /
        // sqrt(n).
        constexpr std::uint32_t pairs = 20'000;
        const Draw uniform = drawOf(Draw::Kind::Uniform, -std::sqrt(3.0), std::sqrt(3.0)); // variance 1
        const std::uint64_t group = fnv1a64("task");
        const std::uint64_t maker = makerKey(group, 0);
        const auto check = [&uniform](const std::function<std::uint64_t(std::uint32_t)>& stream) {
            double sum = 0, last = sample(uniform, stream(0));
            for (std::uint32_t i = 1; i <= pairs; ++i) {
                const double next = sample(uniform, stream(i));
                sum += last * next;
                last = next;
            }
            return std::abs(sum / pairs) < 4 / std::sqrt(double(pairs));
        };
        const std::uint64_t site = drawSite(1, group, 0, 0);
        QVERIFY(check([&](std::uint32_t i) { return drawStream(site, taskKey(0), i); }));
        QVERIFY(check([&](std::uint32_t i) { return drawStream(site, taskKey(i), 0); }));
        QVERIFY(check([&](std::uint32_t i) { return drawStream(site, itemKey(maker, i), 0); }));
        QVERIFY(check([&](std::uint32_t i) { return drawStream(drawSite(1, group, i, 0), taskKey(0), 0); }));
        QVERIFY(check([&](std::uint32_t i) { return drawStream(drawSite(i, group, 0, 0), taskKey(0), 0); }));
    }

    void streamsOfTasksCountsStepsSlotsAndItemsDoNotMeet()
    {
        std::vector<std::uint64_t> streams;
        const std::uint64_t group = fnv1a64("task");
        for (std::uint32_t step = 0; step < 20; ++step) {
            for (std::uint32_t slot = 0; slot < 3; ++slot) {
                const std::uint64_t site = drawSite(1, group, step, slot);
                for (std::uint32_t key = 0; key < 30; ++key) {
                    for (std::uint32_t count = 0; count < 30; ++count) {
                        streams.push_back(drawStream(site, taskKey(key), count));
                        streams.push_back(drawStream(site, itemKey(makerKey(group, key % 5), key), count));
                    }
                }
            }
        }
        std::sort(streams.begin(), streams.end());
        QVERIFY(std::adjacent_find(streams.begin(), streams.end()) == streams.end());
    }

    // Draws do not depend on scheduling

    void anotherNumberOfConsumersCapacityOrGroupLeavesEveryDrawAsItWas()
    {
        const char* const sleep = R"({"exponential": 2})";
        const auto base = servicesOf("", 2, 0, sleep);
        QCOMPARE(base.size(), 60u);
        QCOMPARE(servicesOf("", 3, 0, sleep), base);
        QCOMPARE(servicesOf("", 1, 2, sleep), base);
        QCOMPARE(servicesOf(R"({"name": "idle", "count": 4, "steps": [{"sleep": {"exponential": 1}}]},)", 2,
                            0, sleep),
                 base);
    }

    void aLongDrawStaysALongOneUnderOtherParameters()
    {
        const auto base = servicesOf("", 2, 0, R"({"exponential": 2})");
        const auto doubled = servicesOf("", 2, 0, R"({"exponential": 4})");
        QCOMPARE(doubled.size(), base.size());
        for (const auto& [origin, ns] : base)
            QVERIFY(std::abs(doubled.at(origin) - 2 * ns) <= 1);
    }

    // Logarithm and exponential of our own

    void logarithmIsWithinTwoUnitsInTheLastPlace()
    {
        double worst = 0;
        const std::uint64_t site = drawSite(3, 0, 0, 0);
        const Draw exponent = drawOf(Draw::Kind::Uniform, -700, 700);
        for (std::uint32_t i = 0; i < 10'000; ++i) {
            const double x = std::exp(sample(exponent, drawStream(site, 0, i)));
            worst = std::max(worst, ulps(portableLog(x), std::log(static_cast<long double>(x))));
            const double near1 = 1 + (x / (1 + x) - 0.5) * 0.2;
            worst = std::max(worst, ulps(portableLog(near1), std::log(static_cast<long double>(near1))));
        }
        QVERIFY2(worst <= 2, qPrintable(QString::number(worst)));
        QCOMPARE(portableLog(1), 0.0);
        const double least = std::numeric_limits<double>::denorm_min();
        QVERIFY(ulps(portableLog(least), std::log(static_cast<long double>(least))) <= 2);
        const double most = std::numeric_limits<double>::max();
        QVERIFY(ulps(portableLog(most), std::log(static_cast<long double>(most))) <= 2);
    }

    void minusLogOfAUniformIsWithinItsBound()
    {
        double worst = 0;
        const std::uint64_t site = drawSite(4, 0, 0, 0);
        for (std::uint32_t i = 0; i < 10'000; ++i) {
            const double u = (static_cast<double>(drawStream(site, 0, i) >> 12) + 0.5) * 0x1p-52;
            const double small = u * 0x1p-20;
            for (const double x : {u, 1 - u * 0x1p-12, small}) {
                const long double truth = -std::log(static_cast<long double>(x));
                const double value = minusLogOfUniform(x);
                const auto error = static_cast<double>(std::abs(static_cast<long double>(value) - truth));
                worst = std::max(worst, std::min(error / 5e-16, ulps(value, truth) / 4));
            }
        }
        QVERIFY2(worst <= 1, qPrintable(QString::number(worst)));
        const double first = 0x1p-53, last = 1 - 0x1p-53; // the ends of what a uniform draw can be
        QVERIFY(minusLogOfUniform(last) >= 0);
        QVERIFY(minusLogOfUniform(last) < 1e-15);
        QVERIFY(std::abs(minusLogOfUniform(first) - 53 * std::log(2.0)) < 1e-13);
    }

    void exponentialIsWithinTwoUnitsInTheLastPlace()
    {
        double worst = 0;
        const std::uint64_t site = drawSite(5, 0, 0, 0);
        const Draw argument = drawOf(Draw::Kind::Uniform, -700, 700);
        const Draw small = drawOf(Draw::Kind::Uniform, -1, 1);
        for (std::uint32_t i = 0; i < 10'000; ++i) {
            for (const Draw* draw : {&argument, &small}) {
                const double x = sample(*draw, drawStream(site, 0, i));
                worst = std::max(worst, ulps(portableExp(x), std::exp(static_cast<long double>(x))));
            }
        }
        QVERIFY2(worst <= 2, qPrintable(QString::number(worst)));
        QCOMPARE(portableExp(0), 1.0);
        QCOMPARE(portableExp(-1000), 0.0);
        QCOMPARE(portableExp(1000), std::numeric_limits<double>::infinity());
        QVERIFY(std::isnan(portableExp(std::numeric_limits<double>::quiet_NaN())));
    }

    void inverseNormalUndoesTheNormalDistributionFunction()
    {
        double worst = 0;
        for (int i = 1; i < 10'000; ++i) {
            const double p = i / 10'000.0;
            const long double x = inverseNormal(p);
            const long double back = 0.5L * std::erfc(-x / std::sqrt(2.0L));
            worst = std::max(worst,
                             static_cast<double>(std::abs(back - static_cast<long double>(p)) /
                                                 std::min<long double>(p, 1 - static_cast<long double>(p))));
        }
        QVERIFY2(worst < 1e-13, qPrintable(QString::number(worst)));
        QCOMPARE(inverseNormal(0.5), 0.0);
        QVERIFY(std::abs(inverseNormal(1e-300) + 37.0471) < 1e-3);
        QCOMPARE(inverseNormal(0.25), -inverseNormal(0.75));
    }

    void hashIsTheOneThatIsDocumented()
    {
        QCOMPARE(fnv1a64(""), 0xCBF29CE484222325u);
        QCOMPARE(fnv1a64("a"), 0xAF63DC4C8601EC8Cu); // from its authors' test suite
        QCOMPARE(fnv1a64("foobar"), 0x85944171F73967E8u);
        QCOMPARE(mix64(goldenGamma), 0xE220A8397B1DCDAFu); // the first output of SplitMix64 with seed 0
    }
};

QTEST_GUILESS_MAIN(TestDraw)
#include "tst_draw.moc"
