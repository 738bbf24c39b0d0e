// How often measured intervals hold the exact value: over a hundred seeds of every case that theory solves.
#include "explore/theory_of.h"
#include "stats/batch_means.h"
#include "stats/queue_series.h"
#include "theory_scenarios.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr std::uint64_t seeds = 100;

/// How the intervals of one figure did.
struct Tally
{
    int given = 0; ///< the others are "not enough data"
    int held = 0;
    std::vector<double> values, widths;

    void add(const Estimated& measured, double exact)
    {
        if (!measured) return;
        ++given;
        held += measured->low <= exact && exact <= measured->high;
        values.push_back(measured->value);
        widths.push_back(measured->high - measured->low);
    }
    /// Half of them are narrower than so many times what they had to be, by how far the values lie apart.
    double wideness() const
    {
        if (given < 3) return 0;
        std::vector<double> sorted = widths;
        std::ranges::sort(sorted);
        return sorted[sorted.size() / 2] / (2 * 1.96 * std::sqrt(momentsOf(values).variance));
    }
    /// 95 of 100 in the long run, of a hundred intervals 89 to 99; and not because they are wide.
    bool isHonest() const { return given >= 95 && held >= 89 && held <= 99 && wideness() < 1.6; }
};

OpenQueue openQueue(double interarrival, const char* service, int servers, int items, int dropAbove = 0)
{
    OpenQueue queue;
    queue.pause = "{\"exponential\": " + std::to_string(interarrival) + "}";
    queue.service = service;
    queue.servers = servers;
    queue.items = items;
    queue.capacity = dropAbove;
    if (dropAbove > 0) queue.put = R"({"put": "queue", "if_full": "drop"})";
    return queue;
}

} // namespace

class TestCoverage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void intervalsHoldTheExactValue_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<int>("queue");
        const auto add = [](const char* name, const std::string& text, int queue = 0) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << queue;
        };
        const char* const exponential = R"({"exponential": 1})";
        // Each so long that its waits tell as much as some 300 independent ones, and where that is cheap as
        // 600: three and six times what an interval needs. From the variance of M/M/1's and M/D/1's mean wait
        // (tst_closed_forms), the others measured.
        add("M/M/1", openQueue(1.25, exponential, 1, 35'000).text());
        add("M/M/1, as built in", openQueue(1.25, exponential, 1, 10'000).text());
        add("M/M/4", openQueue(1 / 3.6, exponential, 4, 110'000).text());
        add("M/D/1", openQueue(1.25, "1", 1, 50'000).text());
        add("M/D/1, as built in", openQueue(1.25, "1", 1, 10'000).text());
        add("M/G/1", openQueue(1.25, R"({"uniform": [0, 2]})", 1, 60'000).text());
        add("M/M/1/10", openQueue(1.25, exponential, 1, 10'000, 9).text());
        add("M/M/1/10, overloaded", openQueue(0.8, exponential, 1, 10'000, 9).text());
        add("M/M/4/14", openQueue(1 / 3.6, exponential, 4, 12'000, 10).text());
        // Of 100 one waits.
        add("M/M/1, nearly idle", openQueue(100, exponential, 1, 9'000).text());
        OpenQueue waiting = openQueue(1 / 3.6, exponential, 4, 12'000);
        waiting.capacity = 10;
        add("back-pressure", waiting.text());
        add("Erlang B", permitsText(4, 4, 4'000), 1);
        add("closed", closedText(10, 4'000, R"({"exponential": 2})"), 1);
    }
    void intervalsHoldTheExactValue()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(int, queue);
        const auto resolved = scenarioOf(scenario.toStdString());
        const auto q = static_cast<std::size_t>(queue);
        const QueueTheory theory = theoryOf(*resolved).queues.at(q);
        QVERIFY(theory.kind == QueueTheory::Kind::Exact);
        const bool isKnown = theory.figures->wait && !theory.figures->wait->isApproximate();
        const StayDistribution* const wait = isKnown ? &*theory.figures->wait : nullptr;
        Tally sojourn, length, busy, p90, p99;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            RunOptions options = recorded();
            options.seed = seed;
            options.summarise = false;
            Run run(resolved, options);
            run.runVirtual();
            Columns columns(run.info(), run.log());
            columns.advance();
            const QueueSeries series = queueSeriesOf(columns)[q];
            sojourn.add(meanOf(series.sojourn), theory.figures->sojournSeconds);
            length.add(meanOf(series.length), theory.figures->queueLength);
            busy.add(meanOf(series.busyServers), theory.figures->utilisationRatio * theory.servers);
            if (!wait) continue;
            p90.add(percentileOf(series.wait, 90), *wait->percentileSeconds(90));
            p99.add(percentileOf(series.wait, 99), *wait->percentileSeconds(99));
        }
        qInfo("sojourn %d of %d, length %d of %d, busy servers %d of %d, p90 %d of %d, p99 %d of %d; "
              "times as wide as they had to be: %.2f, %.2f, %.2f",
              sojourn.held, sojourn.given, length.held, length.given, busy.held, busy.given, p90.held,
              p90.given, p99.held, p99.given, sojourn.wideness(), length.wideness(), busy.wideness());
        QVERIFY(sojourn.isHonest());
        QVERIFY(busy.isHonest());
        // Where nobody ever waits there is no other length than 0.
        QVERIFY(theory.figures->queueLength > 0 ? length.isHonest() : length.held == length.given);
        // Percentiles need so many values that some runs have none; a few that have are no test.
        for (const Tally& percentile : {p90, p99})
            QVERIFY(percentile.given < 20 || percentile.held * 100 >= percentile.given * 89);
    }
};

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
