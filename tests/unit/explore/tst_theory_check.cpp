#include "explore/theory_check.h"
#include "explore/theory_words.h"
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

/// 40,000 items whose services all take as long as exponential ones do in the mean.
std::shared_ptr<const Columns> constantServices()
{
    OpenQueue queue;
    queue.items = 40'000;
    queue.service = "1";
    Run run(scenarioOf(queue.text()), recorded());
    run.runVirtual();
    auto columns = std::make_shared<Columns>(run.info(), run.log());
    columns->advance();
    return columns;
}

} // namespace

class TestTheoryCheck final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNextToNothingNeedsNoFigures()
    {
        using Unit = MetricUnit;
        QCOMPARE(figureWithUnit(0.5141, Unit::Ratio, 4), std::string("51.4 %"));
        QCOMPARE(figureWithUnit(2.34e-6, Unit::Ratio, 4), std::string("0.0002 %"));
        QCOMPARE(figureWithUnit(6e-31, Unit::Ratio, 4), std::string("\u2248 0 %"));
        QCOMPARE(figureWithUnit(0, Unit::Ratio, 4), std::string("0 %"));
    }
    void numbersHaveAsManyFiguresAsTheVerdictNeeds_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("theory");
        QTest::addColumn<QString>("texts");
        QTest::newRow("far apart") << 1.5 << 2.5 << 1. << "1.50 s 2.50 s 1.00 s ± 500 ms";
        QTest::newRow("close below") << 1.9441 << 2.1 << 1.9437 << "1.9441 s 2.1 s 1.9437 s ± 78 ms";
        QTest::newRow("close within") << 1.9441 << 2.1 << 2.0999 << "1.9441 s 2.1 s 2.0999 s ± 77.95 ms";
        QTest::newRow("in minutes") << 130.2 << 140. << 130. << "130.2 s 140 s 130 s ± 4.9 s";
        QTest::newRow("at the end") << 1.5 << 2.5 << 1.5 << "1.50 s 2.50 s 1.50 s ± 500 ms";
    }
    void numbersHaveAsManyFiguresAsTheVerdictNeeds()
    {
        QFETCH(const double, low);
        QFETCH(const double, high);
        QFETCH(const double, theory);
        Estimate estimate;
        estimate.value = (low + high) / 2;
        estimate.low = low;
        estimate.high = high;
        const TheoryRow row{"mean_wait_s", "mean wait", MetricUnit::Seconds, estimate, theory};
        QTEST(QString::fromStdString(rowFigure(row, low) + ' ' + rowFigure(row, high) + ' ' +
                                     rowFigure(row, theory) + " ± " + rowWidth(row, (high - low) / 2)),
              "texts");
    }
    void waitsWithoutAVarianceHaveNoIntervalOfTheirMean()
    {
        OpenQueue queue;
        queue.pause = R"({"exponential": 2})";
        queue.servers = 1;
        queue.items = 20'000;
        for (const bool isEndless : {true, false}) {
            queue.service = isEndless ? R"({"pareto": [2.5, 0.5]})" : R"({"pareto": [3.5, 0.5]})";
            const TheoryCheck check = checkOf(queue.text());
            for (const char* key : {"mean_wait_s", "mean_sojourn_s", "mean_queue_length"}) {
                const Estimated& measured = row(check.queues[0], key).measured;
                QVERIFY(row(check.queues[0], key).theory);
                QCOMPARE(!measured, isEndless);
                if (isEndless) QCOMPARE(measured.shortage(), Shortage::NoVariance);
                QVERIFY(!row(check.queues[0], key).isTooShort());
            }
            QVERIFY(row(check.queues[0], "utilisation_ratio").measured);
        }
    }
    void whereNothingIsRandomNobodyWaits()
    {
        OpenQueue queue;
        queue.pause = "1.25";
        queue.service = "1";
        const TheoryCheck check = checkOf(queue.text());
        QCOMPARE(check.sentence,
                 std::string("nothing is random here, and nobody waited: as theory says, to the nanosecond"));
        QCOMPARE(row(check.queues[0], "mean_wait_s").shortage(),
                 std::string("no interval: nothing is random here"));
        QCOMPARE(row(check.queues[0], "mean_wait_s").theory, std::optional(0.));
    }
    void whereNothingIsRandomNoFigureDiffers()
    {
        OpenQueue queue;
        queue.items = 20'000;
        queue.pause = "0.5";
        for (const int servers : {1, 3}) {
            queue.servers = servers;
            queue.service = servers == 1 ? "0.4" : "1.3";
            for (const char* order : {"fifo", "lifo"}) {
                queue.order = order;
                const TheoryCheck check = checkOf(queue.text());
                for (const TheoryRow& r : check.queues[0].rows) {
                    QVERIFY2(!r.measured && !r.isTooShort(), r.key.c_str());
                    QCOMPARE(r.shortage(), std::string("no interval: nothing is random here"));
                }
                QVERIFY2(check.sentence.starts_with("nothing is random here"), check.sentence.c_str());
            }
        }
    }
    void ofAnOverloadedQueueNothingIsLeftOut()
    {
        OpenQueue queue;
        queue.items = 5'000;
        for (const char* pause : {R"({"exponential": 0.8})", R"({"exponential": 1})"}) {
            queue.pause = pause;
            for (std::uint64_t seed = 1; seed <= 20; ++seed) {
                const TheoryCheck check = checkOf(queue.text(), seed);
                for (const TheoryRow& r : check.queues[0].rows) {
                    QVERIFY2(!r.measured || r.measured->warmUp == 0, r.key.c_str());
                    if (r.unit == MetricUnit::Seconds || r.unit == MetricUnit::Count)
                        QCOMPARE(r.shortage(),
                                 std::string("there is no long run to measure: the queue grows for ever"));
                }
            }
        }
    }
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
        const auto columns = constantServices();
        const TheoryCheck check = checkTheory(theoryOf(*scenarioOf(OpenQueue().text())), *columns);
        QVERIFY(row(check.queues[0], "mean_wait_s").verdict() == TheoryRow::Verdict::Disagrees);
        QVERIFY(check.sentence.find("by chance, one interval in twenty misses") != std::string::npos);
    }
    void oneValueIsSpokenOfAsOne()
    {
        const auto columns = constantServices();
        QueueSeries sojournAlone; // all else is too short to be compared
        sojournAlone.sojourn = queueSeriesOf(*columns)[0].sojourn;
        const TheoryCheck check =
            checkTheory(theoryOf(*scenarioOf(OpenQueue().text())), *columns, {sojournAlone});
        QVERIFY2(check.sentence.starts_with(
                     "the exact value lies outside the measured 95 % interval; by chance, one interval"),
                 check.sentence.c_str());
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
    void aRunOfWhichLittleIsComparedDoesNotAgree()
    {
        OpenQueue queue;
        queue.items = 2'000;
        const TheoryCheck check = checkOf(queue.text());
        QVERIFY(row(check.queues[0], "mean_wait_s").verdict() == TheoryRow::Verdict::Open);
        QVERIFY(row(check.queues[0], "throughput_per_s").verdict() == TheoryRow::Verdict::Agrees);
        QCOMPARE(check.sentence, std::string("the run is too short for 6 of 9 exact values; the other 3 lie "
                                             "inside the measured 95 % intervals"));
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
    void whereHardlyAnybodyWaitsThereIsNotEnoughData()
    {
        OpenQueue queue;
        queue.items = 2000;
        queue.servers = 4;
        queue.pause = R"({"exponential": 2.7777777777777777})";
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const TheoryCheck check = checkOf(queue.text(), seed);
            for (const char* key : {"mean_wait_s", "mean_queue_length", "wait_probability", "p50_wait_s"})
                QVERIFY2(!row(check.queues[0], key).measured, key);
            QVERIFY(row(check.queues[0], "mean_sojourn_s").measured);
        }
    }
    void noIntervalIsWithoutWidth()
    {
        // Busy all the time but in the beginning, and everybody waits.
        OpenQueue queue;
        queue.items = 20'000;
        queue.pause = R"({"exponential": 0.5})";
        queue.capacity = 40;
        queue.put = R"({"put": "queue", "if_full": "drop"})";
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const TheoryCheck check = checkOf(queue.text(), seed);
            for (const TheoryRow& r : check.queues[0].rows)
                if (r.measured) QVERIFY2(r.measured->low < r.measured->high, r.key.c_str());
        }
    }
    void aRunThatTheQueueHardlyForgetsInGivesNoMeanWait()
    {
        OpenQueue queue;
        queue.items = 8'000; // 33 times the 271 s that M/M/1 at 90 % load takes
        queue.pause = R"({"exponential": 1.111111111})";
        int said = 0;
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const TheoryCheck check = checkOf(queue.text(), seed);
            for (const char* key : {"mean_wait_s", "mean_sojourn_s", "mean_queue_length", "p50_wait_s"}) {
                const TheoryRow& shown = row(check.queues[0], key);
                QVERIFY2(!shown.measured && shown.isTooShort(), key);
                said += shown.shortage().find("to forget") != std::string::npos;
            }
            QVERIFY(row(check.queues[0], "throughput_per_s").measured);
        }
        QVERIFY(said > 0); // the others are refused by their values already
    }
    void aRunThatTheQueueNeverForgetsInGivesNoRatesEither()
    {
        OpenQueue queue;
        queue.items = 5'000;
        queue.pause = R"({"exponential": 1.005})";
        const TheoryCheck check = checkOf(queue.text());
        for (const char* key : {"utilisation_ratio", "throughput_per_s", "wait_probability"})
            QVERIFY2(!row(check.queues[0], key).measured, key);
    }
    void theNumberOfItemsThatIsNamedIsEnough()
    {
        OpenQueue queue;
        queue.items = 2'000;
        const std::string reason = row(checkOf(queue.text()).queues[0], "mean_wait_s").shortage();
        const auto at = reason.find("at least ");
        QVERIFY2(at != std::string::npos, reason.c_str());
        queue.items = QString::fromStdString(reason.substr(at + 9)).remove(u',').section(u' ', 0, 0).toInt();
        QVERIFY(queue.items > 2'000);
        QVERIFY(row(checkOf(queue.text()).queues[0], "mean_wait_s").measured);
    }
    void anOverloadedQueueIsNamedBeforeWhatAgrees()
    {
        const TheoryCheck check = checkOf(
            R"("name": "t", "title": "T", "queues": [{"name": "first"}, {"name": "second"}], "tasks": [
            {"name": "source", "steps": [{"repeat": 20000, "steps": [{"sleep": {"exponential": 1}}, {"put": "first"}]}]},
            {"name": "washer", "steps": [{"repeat": "forever", "steps": [
              {"get": "first"}, {"sleep": {"exponential": 0.5}}, {"put": "second"}, {"task_done": "first"}]}]},
            {"name": "dryer", "steps": [{"repeat": "forever", "steps": [
              {"get": "second"}, {"sleep": {"exponential": 1.25}}, {"task_done": "second"}]}]}])");
        QVERIFY2(check.sentence.starts_with("“second” is overloaded: utilisation is 1.25: "),
                 check.sentence.c_str());
        QVERIFY(check.sentence.find("; of the others ") != std::string::npos);
    }
    void oneOfSeveralSourcesIsNamed()
    {
        const ScenarioTheory theory = theoryOf(*scenarioOf(
            R"("name": "t", "title": "T", "queues": [{"name": "q"}], "tasks": [
            {"name": "clock", "steps": [{"repeat": 100, "steps": [{"sleep": 3}, {"put": "q"}]}]},
            {"name": "guests", "steps": [{"repeat": 100, "steps": [{"sleep": {"exponential": 3}}, {"put": "q"}]}]},
            {"name": "server", "steps": [{"repeat": "forever", "steps": [
              {"get": "q"}, {"sleep": {"exponential": 1}}, {"task_done": "q"}]}]}])"));
        QCOMPARE(theory.queues[0].deviations.front(),
                 std::string("arrivals from \"clock\" are constant, not Poisson"));
    }
    void lossBeforeTheQueueIsMeasured()
    {
        const TheoryCheck check = checkOf(permitsText(4, 4, 20'000));
        const QueueCheck& busy = check.queues[1];
        const TheoryRow& lost = row(busy, "loss_probability");
        QVERIFY(lost.verdict() == TheoryRow::Verdict::Agrees);
        QVERIFY(std::abs(*lost.theory - .27068506714524) < 1e-9);
        QVERIFY(std::abs(lost.measured->value - .27) < .02);
        QCOMPARE(lost.measured->counted, std::size_t{20'000});
        // Where there is no place to wait, waits of 0 prove nothing.
        QVERIFY_EXCEPTION_THROWN(row(busy, "mean_wait_s"), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(row(busy, "p50_wait_s"), std::invalid_argument);
        QCOMPARE(check.sentence, std::string("the run agrees with theory: all 4 exact values lie inside the "
                                             "measured 95 % intervals"));
        QCOMPARE(busy.theory.assumptions.size(), std::size_t{3});
        QVERIFY(std::abs(*busy.theory.offeredLoadRatio - .9) < 1e-9); // and not the share that is taken
        // All permits are waited for, which is no want of data.
        const TheoryRow& waited = row(check.queues[0], "wait_probability");
        QCOMPARE(waited.shortage(), std::string("no interval: every one of them waited"));
        QVERIFY(!waited.isTooShort());
    }
    void measuredTimesAreAnAssumptionThatDoesNotHold()
    {
        OpenQueue queue;
        queue.items = 20'000;
        const auto scenario = scenarioOf(queue.text());
        Run run(scenario, recorded());
        run.runVirtual();
        auto info = std::make_shared<RunInfo>(*run.info());
        info->virtualClock = false;
        Columns exact(info, run.log()); // as at full speed
        exact.advance();
        QVERIFY(checkTheory(theoryOf(*scenario), exact).queues[0].theory.deviations.empty());
        // Each event takes 1 ns, so that all are late.
        auto late = std::make_shared<EventLog>();
        for (std::uint64_t i = 0; i < run.log()->size(); ++i) {
            Event event = (*run.log())[i];
            event.timeNs += static_cast<std::int64_t>(i);
            late->append(event);
        }
        late->publish();
        Columns columns(info, late);
        columns.advance();
        const TheoryCheck check = checkTheory(theoryOf(*scenario), columns);
        QVERIFY(check.queues[0].theory.deviations.back().starts_with("times are measured: sleeps end late"));
        const TheoryRow& waited = row(check.queues[0], "wait_probability");
        QVERIFY(!waited.measured && !waited.theory && !waited.isTooShort());
        QVERIFY(waited.shortage().find("on the real clock") != std::string::npos);
        QVERIFY(check.sentence.find("by chance") == std::string::npos);
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
};

QTEST_GUILESS_MAIN(TestTheoryCheck)
#include "tst_theory_check.moc"
