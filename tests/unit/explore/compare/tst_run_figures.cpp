#include "explore/compare/run_figures.h"

#include "explore/compare/comparison_words.h"
#include "explore/compare/item_waits.h"
#include "support/compared_runs.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

std::optional<double> of(const Ran& ran, RunFigure figure)
{
    return figuresOf(ran)[static_cast<std::size_t>(figure)];
}

} // namespace

class TestRunFigures final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresAreThoseOfTheSummary()
    {
        const Ran ran("mm1", {{"items", 500}});
        QCOMPARE(*of(ran, RunFigure::SojournP50), ran.summary.sojourn.p50Seconds);
        QCOMPARE(*of(ran, RunFigure::SojournMax), ran.summary.sojourn.maxSeconds);
        QCOMPARE(*of(ran, RunFigure::Items), 500.0);
        QCOMPARE(*of(ran, RunFigure::Elapsed), ran.summary.elapsedSeconds);
        QCOMPARE(*of(ran, RunFigure::WaitP50), ran.summary.queues[0].wait.p50Seconds);
        QCOMPARE(*of(ran, RunFigure::WaitP99), ran.summary.queues[0].wait.p99Seconds);
        QVERIFY(*of(ran, RunFigure::Starved) > 0);
        QCOMPARE(*of(ran, RunFigure::PutWait), 0.0);
        QVERIFY(!of(ran, RunFigure::QueueFull)); // it has no capacity
    }
    void aFullQueueMakesPuttersWait()
    {
        const Ran ran("asyncq", {{"num_producers", 3}, {"num_consumers", 1}, {"capacity", 2}, {"items", 10}});
        QVERIFY(*of(ran, RunFigure::PutWait) > 0);
        QVERIFY(*of(ran, RunFigure::QueueFull) > 0 && *of(ran, RunFigure::QueueFull) <= 1);
    }
    void waitsInSeveralQueuesAreAddedUpPerItem()
    {
        const Ran ran("pipeline", {{"batch", 40}, {"workers", 6}, {"handlers", 3}});
        RunFigures a = figuresOf(ran), b = a;
        QVERIFY(!of(ran, RunFigure::WaitP99)); // a summary has those of each queue alone
        const RunComparison comparison = compareRuns(*ran.columns, *ran.columns);
        addItemWaits(a, b, comparison);
        std::vector<std::int64_t> waits;
        for (const ItemChange& item : comparison.items)
            if (item.aWaitNs != notYet) waits.push_back(item.aWaitNs);
        std::ranges::sort(waits);
        QVERIFY(!waits.empty() && waits.back() > 0);
        const auto rank = static_cast<std::size_t>(std::ceil(0.99 * static_cast<double>(waits.size())));
        const double exact = static_cast<double>(waits[rank - 1]) / 1e9;
        const double p99 = *a[static_cast<std::size_t>(RunFigure::WaitP99)];
        QVERIFY(std::abs(p99 - exact) <= 0.001 * exact);
        QCOMPARE(*b[static_cast<std::size_t>(RunFigure::WaitP99)], p99);
        // Those of the one queue are its summary's, and stay.
        const Ran single("mm1", {{"items", 500}});
        RunFigures one = figuresOf(single), other = one;
        addItemWaits(one, other, compareRuns(*single.columns, *single.columns));
        QCOMPARE(*one[static_cast<std::size_t>(RunFigure::WaitP99)], *of(single, RunFigure::WaitP99));
    }
    void theSentenceSaysTheLongWaits()
    {
        const Ran ran("mm4", {{"items", 500}});
        RunFigures a = figuresOf(ran), b = a;
        const auto set = [](RunFigures& figures, RunFigure figure, double value) {
            figures[static_cast<std::size_t>(figure)] = value;
        };
        set(a, RunFigure::SojournP50, 2.04);
        set(b, RunFigure::SojournP50, 0.953);
        set(a, RunFigure::WaitP99, 8.2);
        set(b, RunFigure::WaitP99, 1.1);
        RunComparison changed;
        changed.shorter = 7605;
        changed.same = 2395;
        QCOMPARE(
            comparisonSentence("Servers 4 \u2192 5", a, b, changed),
            std::string(
                "Servers 4 \u2192 5: median sojourn 2.04 s \u2192 953 ms, p99 wait 8.20 s \u2192 1.10 s; "
                "7,605 items stay shorter, 0 longer."));
        RunComparison measured; // nothing but jitter
        measured.isMeasured = true;
        measured.same = 10'000;
        RunFigures near = a;
        set(near, RunFigure::SojournP50, 2.0496);
        set(near, RunFigure::WaitP99, 8.21);
        QCOMPARE(
            comparisonSentence("", a, near, measured),
            std::string("Median sojourn stays near 2.04 s, p99 wait stays near 8.20 s; every item stays as "
                        "long as before, within 1 ms or 1 %."));
        measured.same = 35;
        measured.onlyB = 400;
        QVERIFY(
            comparisonSentence("", a, near, measured)
                .ends_with("; the 35 items that leave in both stay as long as before, within 1 ms or 1 %."));
        set(near, RunFigure::Elapsed, 100);
        set(a, RunFigure::Elapsed, 100.3);
        QCOMPARE(endsSentence(a, near, true),
                 std::string("Both runs end at the same instant, within 1 ms or 1 %."));
        QVERIFY(endsSentence(a, near).ends_with(" earlier."));
        RunFigures idleA = a, idleB = b;
        set(idleA, RunFigure::WaitP99, 0);
        set(idleB, RunFigure::WaitP99, 0);
        QVERIFY(comparisonSentence("", idleA, idleB, changed).find("wait") == std::string::npos);
        set(b, RunFigure::SojournP50, 2.0401); // three figures do not tell
        set(b, RunFigure::WaitP99, 8.2);
        QVERIFY(comparisonSentence("", a, b, changed)
                    .starts_with("Median sojourn stays near 2.04 s, p99 wait stays at 8.20 s; "));
    }
    void aRunWithoutItemsHasNoSojourn()
    {
        const Ran ran("asyncq", {{"num_producers", 0}});
        QVERIFY(!of(ran, RunFigure::SojournP50));
        QCOMPARE(*of(ran, RunFigure::Items), 0.0);
    }
    void requestsHaveReplies()
    {
        const Ran ran("requests-together", {{"count", 20}});
        QCOMPARE(*of(ran, RunFigure::ReplyP50), ran.summary.servers[0].reply.p50Seconds);
        QCOMPARE(*of(ran, RunFigure::Requests), 20.0);
        QCOMPARE(*of(ran, RunFigure::Failed), 0.0);
        QVERIFY(!of(ran, RunFigure::SojournP50) && !of(ran, RunFigure::Items));
        const RunFigures figures = figuresOf(ran);
        const std::string sentence =
            comparisonSentence("Latency", figures, figures, compareRuns(*ran.columns, *ran.columns));
        QVERIFY2(sentence.starts_with("Latency: the median reply stays at "), sentence.c_str());
    }
    void whoIsTurnedAwayIsSaid()
    {
        const Ran narrow("mm4", {{"items", 500}, {"capacity", 1}, {"num_consumers", 3}});
        const Ran wide("mm4", {{"items", 500}, {"capacity", 100}, {"num_consumers", 6}});
        const double dropped = *of(narrow, RunFigure::Dropped);
        QVERIFY(dropped > 0);
        QCOMPARE(dropped + *of(narrow, RunFigure::Items), 500.0);
        QCOMPARE(*of(wide, RunFigure::Dropped), 0.0);
        const std::string sentence = comparisonSentence("", figuresOf(narrow), figuresOf(wide),
                                                        compareRuns(*narrow.columns, *wide.columns));
        const std::string said = "; turned away " + std::to_string(std::lround(dropped)) + " \u2192 0";
        QVERIFY2(sentence.find(said) != std::string::npos, sentence.c_str());
    }
    void utilisationIsThatOfTheBusiestConsumers()
    {
        const Ran ran("mm4", {{"items", 500}});
        const GroupSummary& servers = ran.summary.groups[2];
        QCOMPARE(servers.count, 4u);
        QCOMPARE(*of(ran, RunFigure::Utilisation), *groupUtilisation(servers));
        QVERIFY(!of(Ran("requests-together", {{"count", 5}}), RunFigure::Utilisation));
        RunFigures a = figuresOf(ran), b = a;
        a[static_cast<std::size_t>(RunFigure::Utilisation)] = 0.941;
        b[static_cast<std::size_t>(RunFigure::Utilisation)] = 0.75;
        const RunComparison same = compareRuns(*ran.columns, *ran.columns);
        QVERIFY(comparisonSentence("", a, b, same).ends_with("; utilisation 94 % \u2192 75 %."));
        b[static_cast<std::size_t>(RunFigure::Utilisation)] = 0.938;
        QVERIFY(comparisonSentence("", a, b, same).ends_with("as long as before."));
        // As a table has them: what is not all of the time is not said to be.
        a[static_cast<std::size_t>(RunFigure::Utilisation)] = 0.9996;
        b[static_cast<std::size_t>(RunFigure::Utilisation)] = 1;
        QVERIFY(comparisonSentence("", a, b, same).ends_with("; utilisation over 99 % \u2192 100 %."));
    }
    void differencesHaveASignAndAUnit()
    {
        QCOMPARE(differenceText(-4.62, MetricUnit::Seconds), std::string("\u22124.62 s"));
        QCOMPARE(differenceText(0.831, MetricUnit::Seconds), std::string("+831 ms"));
        QCOMPARE(differenceText(-0.47, MetricUnit::Ratio), std::string("\u221247 pp"));
        QCOMPARE(differenceText(0.41, MetricUnit::PerSecond), std::string("+0.41"));
        QCOMPARE(differenceText(5.53e-5, MetricUnit::PerSecond), std::string("+0.00006"));
        QCOMPARE(differenceText(0, MetricUnit::Seconds), std::string("0 s"));
        QCOMPARE(differenceText(-12, MetricUnit::Count), std::string("\u221212"));
        QCOMPARE(differenceText(-71756, MetricUnit::Count), std::string("\u221271,756"));
    }
    void everyFigureHasANameAndWords()
    {
        for (std::size_t i = 0; i < runFigureCount; ++i) {
            QVERIFY(*runFigureName(static_cast<RunFigure>(i)) != 0);
            QVERIFY(*runFigureWords(static_cast<RunFigure>(i)) != 0);
        }
    }
    void aSentenceSumsUp()
    {
        const Ran a("asyncq", {{"num_producers", 3}, {"num_consumers", 2}, {"items", 20}});
        const Ran b("asyncq", {{"num_producers", 3}, {"num_consumers", 3}, {"items", 20}});
        const RunFigures fa = figuresOf(a);
        const RunFigures fb = figuresOf(b);
        const RunComparison comparison = compareRuns(*a.columns, *b.columns);
        const std::string sentence = comparisonSentence("Consumers 2 \u2192 3", fa, fb, comparison);
        QVERIFY2(sentence.starts_with("Consumers 2 \u2192 3: median sojourn "), sentence.c_str());
        QVERIFY2(sentence.find(std::to_string(comparison.shorter) + " items stay shorter") !=
                     std::string::npos,
                 sentence.c_str());
        QVERIFY(endsSentence(fa, fb).ends_with(" earlier."));
        QCOMPARE(endsSentence(fa, fa), std::string("Both runs end at the same instant."));
        const std::string same = comparisonSentence("", fa, fa, compareRuns(*a.columns, *a.columns));
        QVERIFY2(same.starts_with("Median sojourn stays at "), same.c_str());
        QVERIFY2(same.ends_with("every item stays as long as before."), same.c_str());
    }
    void aSentenceSaysHowSure()
    {
        const auto sure = estimateOfDifferences({-4., -5., -4.5, -4.2});
        const std::string text = pairedSentence(RunFigure::SojournP50, sure);
        QVERIFY2(text.starts_with("Over 4 seeds the median sojourn falls by 4.42 s \u00B1 ") &&
                     text.ends_with(" (95 %)."),
                 text.c_str());
        const std::string doubt =
            pairedSentence(RunFigure::SojournP50, estimateOfDifferences({1., -1., 0.5}));
        QVERIFY2(doubt.ends_with("so it may as well be chance."), doubt.c_str());
        QVERIFY(pairedSentence(RunFigure::SojournP50, estimateOfDifferences({})).empty());
    }
};

QTEST_GUILESS_MAIN(TestRunFigures)
#include "tst_run_figures.moc"
