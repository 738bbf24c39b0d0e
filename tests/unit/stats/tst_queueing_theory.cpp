#include "stats/queueing_theory.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace sojourn;

namespace {

bool near(double found, double exact, double relative = 1e-9)
{
    return std::abs(found - exact) <= std::abs(exact) * relative + 1e-300;
}

QueueLoad load(double lambda, double serviceSeconds, std::uint32_t servers)
{
    return {lambda, serviceSeconds, servers};
}

std::optional<QueueFigures> computed(const QString& name)
{
    if (name.startsWith(QLatin1String("M/M/1 "))) return mmcQueue(load(.8, 1, 1));
    if (name.startsWith(QLatin1String("M/M/1/10 "))) return mmckQueue(load(.8, 1, 1), 9);
    if (name.startsWith(QLatin1String("M/M/4 "))) return mmcQueue(load(3.6, 1, 4));
    if (name.startsWith(QLatin1String("M/M/4/104 rho=0.9"))) return mmckQueue(load(3.6, 1, 4), 100);
    if (name.startsWith(QLatin1String("M/M/4/14 "))) return mmckQueue(load(3.6, 1, 4), 10);
    if (name.startsWith(QLatin1String("M/M/4/104 rho=1.2"))) return mmckQueue(load(4.8, 1, 4), 100);
    if (name.startsWith(QLatin1String("M/M/4/4 "))) return mmckQueue(load(3.6, 1, 4), 0);
    if (name.startsWith(QLatin1String("M/D/1 rho=0.8"))) return mg1Queue(load(.8, 1, 1), 0);
    if (name.startsWith(QLatin1String("M/D/1 rho=0.9"))) return mg1Queue(load(.9, 1, 1), 0);
    if (name.startsWith(QLatin1String("M/U(0,2)/1 "))) return mg1Queue(load(.8, 1, 1), 1. / 3);
    return {};
}

/// Figures of M/M/c/K straight from the probabilities of its states.
QueueFigures summedUp(const QueueLoad& l, std::uint64_t places)
{
    const std::uint64_t most = l.servers + places;
    std::vector<double> p{1};
    for (std::uint64_t n = 1; n <= most; ++n)
        p.push_back(p.back() * l.offered() / static_cast<double>(std::min<std::uint64_t>(n, l.servers)));
    const double all = std::accumulate(p.begin(), p.end(), 0.0);
    QueueFigures f;
    for (std::uint64_t n = l.servers + 1; n <= most; ++n)
        f.queueLength += static_cast<double>(n - l.servers) * p[n] / all;
    f.lossProbability = p[most] / all;
    f.waitSeconds = f.queueLength / (l.arrivalsPerSecond * (1 - f.lossProbability));
    return f;
}

/// The integral of P(T > t), by Simpson's rule.
double meanOf(const StayDistribution& distribution)
{
    const double step = 0.01; // steps of M/D/1 lie between two
    double sum = 0;
    for (int i = 0; i < 15'000; ++i)
        sum +=
            step / 6 *
            (distribution.exceedProbability(i * step) + 4 * distribution.exceedProbability((i + .5) * step) +
             distribution.exceedProbability((i + 1) * step - 1e-12));
    return sum;
}

} // namespace

class TestQueueingTheory final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithReference_data()
    {
        QTest::addColumn<QJsonObject>("exact");
        QFile file(QStringLiteral(SOJOURN_REFERENCE));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QJsonValue& value :
             QJsonDocument::fromJson(file.readAll())[QStringLiteral("cases")].toArray())
            QTest::newRow(qPrintable(value[QStringLiteral("case")].toString())) << value.toObject();
    }
    void agreesWithReference()
    {
        QFETCH(QJsonObject, exact);
        const auto f = computed(exact[QStringLiteral("case")].toString());
        QVERIFY2(f.has_value(), "a case of the reference that no formula is tried on");
        const auto agrees = [&exact](const char* key, double found) {
            const QJsonValue value = exact.value(QLatin1String(key));
            return value.isUndefined() || near(found, value.toDouble());
        };
        QVERIFY(agrees("util", f->utilisationRatio));
        QVERIFY(agrees("Wq", f->waitSeconds));
        QVERIFY(agrees("W", f->sojournSeconds));
        QVERIFY(agrees("Lq", f->queueLength));
        QVERIFY(agrees("L", f->numberInSystem));
        QVERIFY(agrees("ploss", f->lossProbability));
        if (f->waitProbability) QVERIFY(agrees("pw", *f->waitProbability));
        if (f->waitVariance) QVERIFY(agrees("sd_Wq", std::sqrt(*f->waitVariance)));
        if (exact.contains(QLatin1String("throughput")))
            QVERIFY(agrees("throughput", f->throughputPerSecond));
    }

    void limitedQueueIsTheSumOfItsStates()
    {
        for (const double lambda : {0.5, 3.6, 4., 4.0000001, 4.8, 40.})
            for (const std::uint64_t places : {0u, 1u, 7u, 64u, 100u}) {
                const auto f = mmckQueue(load(lambda, 1, 4), places);
                const QueueFigures exact = summedUp(load(lambda, 1, 4), places);
                QVERIFY(f && near(f->queueLength, exact.queueLength));
                QVERIFY(near(f->lossProbability, exact.lossProbability));
                QVERIFY(near(f->waitSeconds, exact.waitSeconds));
            }
    }
    void wideLimitIsNone()
    {
        const auto limited = mmckQueue(load(3.6, 1, 4), 1'000'000'000);
        const auto unlimited = mmcQueue(load(3.6, 1, 4));
        QVERIFY(near(limited->waitSeconds, unlimited->waitSeconds));
        QCOMPARE(limited->lossProbability, 0.);
        QVERIFY(near(*limited->wait->percentileSeconds(99), *unlimited->wait->percentileSeconds(99)));
        // Overloaded, it is nearly always full.
        const auto full = mmckQueue(load(8, 1, 4), 1'000'000'000);
        QVERIFY(near(full->lossProbability, .5));
        QVERIFY(near(full->queueLength, 1e9 - 1));
        QVERIFY(near(full->utilisationRatio, 1));
    }

    void whatIsOneButForRoundingIsOne()
    {
        // 7 producers and 7 consumers that pause 1.5 s each: 0.9999999999999999 without a care.
        const QueueLoad even{7 / 1.5, 1.5, 7};
        QCOMPARE(even.utilisationRatio(), 1.);
        QCOMPARE(even.growthPerSecond(), 0.);
        QVERIFY(!mmcQueue(even) && !ggcQueue(even, .3, .3) && !erlangC(7, even.offered()));
        QVERIFY(mmckQueue(even, 10)); // a limit makes it steady
        QVERIFY(load(.999999, 1, 1).utilisationRatio() < 1 && mmcQueue(load(.999999, 1, 1)));
    }

    void aBusierQueueForgetsMoreSlowly()
    {
        // 2 / (2.8 (1 - sqrt(0.8))^2), by hand; a limit and constant services make it quicker.
        QVERIFY(std::abs(relaxationSeconds({0.8, 1, 1}, 1, 1, 0) - 64.087) < 0.001);
        QVERIFY(std::abs(relaxationSeconds({0.8, 1, 1}, 1, 0, 0) - 32.044) < 0.001);
        QVERIFY(relaxationSeconds({0.8, 1, 1}, 1, 1, 10) < 64);
        QVERIFY(std::abs(relaxationSeconds({0.8, 1, 1}, 1, 1, 1e6) - 64.087) < 0.001);
        // At utilisation 1 only a limit ends it: 1 / (1.4 (2 - 2 cos(pi / 11))).
        QVERIFY(std::abs(relaxationSeconds({1, 1, 1}, 1, 1, 10) - 8.816) < 0.001);
        QVERIFY(std::isinf(relaxationSeconds({1, 1, 1}, 1, 1, 0)));
        // Four servers together are four times as quick as one of them.
        QCOMPARE(relaxationSeconds({3.2, 1, 4}, 1, 1, 0) * 4, relaxationSeconds({0.8, 1, 1}, 1, 1, 0));
    }

    void distributionsHaveTheMeansOfTheFormulas()
    {
        for (const auto& f :
             {mmcQueue(load(3.6, 1, 4)), mmckQueue(load(3.6, 1, 4), 10), mmckQueue(load(5, 1, 4), 30),
              mmckQueue(load(.8, 1, 1), 9), mg1Queue(load(.8, 1, 1), 0), mg1Queue(load(.8, 1, 1), .4),
              ggcQueue(load(3.6, 1, 4), .7, .2), blockingQueue(load(3.6, 1, 4), 3, 10),
              blockingQueue(load(5, 1, 2), 1, 5)}) {
            if (f->waitProbability) QVERIFY(near(1 - f->wait->atOnceProbability(), *f->waitProbability));
            QVERIFY(near(meanOf(*f->wait), f->waitSeconds, 1e-6));
            if (f->sojourn) QVERIFY(near(meanOf(*f->sojourn), f->sojournSeconds, 1e-6));
        }
    }
    void percentileIsTheInverse()
    {
        const auto f = mmcQueue(load(3.6, 1, 4));
        QVERIFY(near(*f->wait->percentileSeconds(99), std::log(*f->waitProbability / .01) / .4, 1e-11));
        QCOMPARE(*f->wait->percentileSeconds(20), 0.); // 21 % do not wait
        const auto limited = mmckQueue(load(3.6, 1, 4), 10);
        for (const double percent : {30., 50., 90., 99., 99.9})
            QVERIFY(near(limited->wait->exceedProbability(*limited->wait->percentileSeconds(percent)),
                         1 - percent / 100, 1e-9));
        QVERIFY(!f->wait->percentileSeconds(100) && !f->wait->percentileSeconds(-1) &&
                !f->wait->percentileSeconds(std::nan("")));
    }

    void erlangsTables()
    {
        // Erlang B: 10 servers offered 5 Erlang lose 1.8385 %; Erlang C by its relation to B.
        QVERIFY(near(*erlangB(10, 5), 0.018384570336648, 1e-9));
        QVERIFY(near(*erlangC(1, .8), .8));
        QCOMPARE(*erlangB(0, 3), 1.);
        QVERIFY(!erlangC(4, 4) && !erlangC(4, -1) && !erlangB(4, std::nan("")));
        QVERIFY(*erlangC(1'000'000, 990'000) < 1e-9);
    }

    void approximationIsExactWhereItShouldBe()
    {
        QVERIFY(near(ggcQueue(load(3.6, 1, 4), 1, 1)->waitSeconds, mmcQueue(load(3.6, 1, 4))->waitSeconds));
        QVERIFY(near(ggcQueue(load(.8, 1, 1), 1, 0)->waitSeconds, mg1Queue(load(.8, 1, 1), 0)->waitSeconds));
        QCOMPARE(ggcQueue(load(.8, 1, 1), 0, 0)->waitSeconds, 0.);
    }

    void backPressureOfOneProducerIsAQueueWithOnePlaceMore()
    {
        // One that waits for room makes nothing: as M/M/c/K + 1, whose last arrivals are lost instead.
        const auto f = blockingQueue(load(3.6, 1, 4), 1, 10);
        const auto lossy = mmckQueue(load(3.6, 1, 4), 11);
        QVERIFY(near(f->throughputPerSecond, lossy->throughputPerSecond));
        QVERIFY(near(f->queueLength + *f->putWaitSeconds * f->throughputPerSecond, lossy->queueLength));
        QCOMPARE(f->lossProbability, 0.);
    }
    void backPressureOfManyProducersNearsALimitlessQueue()
    {
        const auto f = blockingQueue(load(3.6, 1, 4), 3, 2000);
        QVERIFY(near(f->waitSeconds, mmcQueue(load(3.6, 1, 4))->waitSeconds, 1e-6));
        const auto overloaded = blockingQueue(load(360, 1, 4), 3, 1000);
        QVERIFY(near(overloaded->throughputPerSecond, 4, 1e-6));
        QVERIFY(!blockingQueue(load(3.6, 1, 4), 0, 10) &&
                !blockingQueue(load(3.6, 1, 4), 1, maxChainStates + 1));
        QVERIFY(!blockingQueue(load(3.6, 1, 4), 1, std::numeric_limits<std::uint64_t>::max()));
    }

    void streamsTendToPoisson()
    {
        QCOMPARE(superposedScv(0.25, 1, .5), 0.25);
        QVERIFY(superposedScv(0, 100, .5) > .98);
        QVERIFY(superposedScv(0, 100, 1) < 1e-9); // in heavy traffic a stream keeps its own
        QVERIFY(near(departureScv(load(3.6, 1, 4), 1, 1), 1));
        QVERIFY(near(departureScv(load(1, 1, 1), 1, 0), 0)); // a server without rest gives out its services
    }

    void saysHowFastItGrows()
    {
        QVERIFY(near(load(4.8, 1, 4).growthPerSecond(), .8));
        QCOMPARE(load(3.6, 1, 4).growthPerSecond(), 0.);
        QVERIFY(!mmcQueue(load(4, 1, 4)) && !mg1Queue(load(1.2, 1, 1), 0) && !ggcQueue(load(5, 1, 4), 1, 1));
    }
    void refusesWhatIsNoQueue()
    {
        const double nan = std::nan(""), infinite = std::numeric_limits<double>::infinity();
        for (const QueueLoad& l :
             {load(-1, 1, 1), load(0, 1, 1), load(1, 0, 1), load(1, -1, 1), load(1, .1, 0), load(nan, 1, 1),
              load(1, nan, 1), load(infinite, 1, 1), load(1, infinite, 1)}) {
            QVERIFY(!mmcQueue(l) && !mmckQueue(l, 3) && !mg1Queue(l, 0) && !ggcQueue(l, 1, 1));
            QVERIFY(!blockingQueue(l, 1, 1));
        }
        QVERIFY(!mg1Queue(load(.8, 1, 2), 0)); // one server only
        QVERIFY(!mg1Queue(load(.8, 1, 1), -1) && !mg1Queue(load(.8, 1, 1), infinite));
        QVERIFY(!ggcQueue(load(.8, 1, 1), nan, 1));
    }
};

QTEST_GUILESS_MAIN(TestQueueingTheory)
#include "tst_queueing_theory.moc"
