#include "explore/theory_check.h"
#include "theory_scenarios.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace sojourn;
using namespace sojourn::test;

namespace {

TheoryCheck checkOf(const std::string& text, std::uint64_t seed = 1)
{
    const auto scenario = scenarioOf(text);
    RunOptions options = recorded();
    options.seed = seed;
    Run run(scenario, options);
    run.runVirtual();
    Columns columns(run.info(), run.log());
    columns.advance();
    return checkTheory(theoryOf(*scenario), columns);
}

const TheoryRow& row(const QueueCheck& check, const std::string& key)
{
    const auto found =
        std::find_if(check.rows.begin(), check.rows.end(), [&](const TheoryRow& r) { return r.key == key; });
    if (found == check.rows.end()) throw std::invalid_argument("there is no row " + key);
    return *found;
}

} // namespace

class TestTheoryCheck final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunAgreesWithItsTheory()
    {
        OpenQueue queue;
        queue.items = 40'000;
        queue.pause = R"({"exponential": 2})"; // half busy, so that 40,000 are many
        const TheoryCheck check = checkOf(queue.text());
        const auto agree =
            std::count_if(check.queues[0].rows.begin(), check.queues[0].rows.end(),
                          [](const TheoryRow& r) { return r.verdict() == TheoryRow::Verdict::Agrees; });
        QVERIFY2(agree >= 7, check.sentence.c_str());
        QVERIFY(check.sentence.find("95 % intervals") != std::string::npos);
        QVERIFY(check.queues[0].little && check.queues[0].little->holds());
        QVERIFY(row(check.queues[0], "mean_wait_s").measured->weighting == Weighting::PerItem);
        QVERIFY(row(check.queues[0], "mean_queue_length").measured->weighting == Weighting::TimeWeighted);
    }
    void anotherTheoryIsRefuted()
    {
        // What M/M/1 says of a queue whose services are constant: twice the wait.
        OpenQueue queue;
        queue.items = 40'000;
        queue.service = "1";
        const auto scenario = scenarioOf(queue.text());
        Run run(scenario, recorded());
        run.runVirtual();
        Columns columns(run.info(), run.log());
        columns.advance();
        const TheoryCheck check = checkTheory(theoryOf(*scenarioOf(OpenQueue().text())), columns);
        QVERIFY(row(check.queues[0], "mean_wait_s").verdict() == TheoryRow::Verdict::Disagrees);
        QVERIFY(check.sentence.find("by chance, one interval in twenty misses") != std::string::npos);
    }
    void aShortRunSaysSo()
    {
        OpenQueue queue;
        queue.items = 100;
        const TheoryCheck check = checkOf(queue.text());
        QVERIFY(row(check.queues[0], "mean_wait_s").verdict() == TheoryRow::Verdict::Open);
        QVERIFY(!row(check.queues[0], "mean_wait_s").measured);
        QCOMPARE(check.sentence, std::string("the run is too short to be compared with theory"));
    }
    void lossIsMeasuredWhereTheQueueLoses()
    {
        OpenQueue queue;
        queue.items = 20'000;
        queue.capacity = 2;
        queue.put = R"({"put": "queue", "if_full": "drop"})";
        const TheoryCheck check = checkOf(queue.text());
        QVERIFY(row(check.queues[0], "loss_probability").verdict() == TheoryRow::Verdict::Agrees);
        queue.capacity = 0;
        QVERIFY_EXCEPTION_THROWN(row(checkOf(queue.text()).queues[0], "loss_probability"),
                                 std::invalid_argument);
    }
    void closedSystemAgrees()
    {
        // Of ten intervals each, chance may miss one or two.
        for (const char* key : {"mean_wait_s", "throughput_per_s", "utilisation_ratio"}) {
            int agree = 0;
            for (std::uint64_t seed = 1; seed <= 10; ++seed) {
                const TheoryCheck check = checkOf(closedText(10, 10'000, R"({"exponential": 2})"), seed);
                agree += row(check.queues[1], key).verdict() == TheoryRow::Verdict::Agrees;
                QVERIFY(check.queues[1].little->holds());
            }
            QVERIFY2(agree >= 8, key);
        }
    }
    void whatNeverHappenedRefutesNothing()
    {
        TheoryRow row;
        Estimate e;
        e.value = e.low = e.high = 4;
        row.measured = e;
        row.theory = 3.9999999;
        QVERIFY(row.verdict() == TheoryRow::Verdict::Open);
        row.theory = 4;
        QVERIFY(row.verdict() == TheoryRow::Verdict::Agrees);
    }
};

QTEST_GUILESS_MAIN(TestTheoryCheck)
#include "tst_theory_check.moc"
