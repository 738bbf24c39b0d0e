#include "explore/metric.h"

#include "formats/summary_json.h"
#include "scenario/run.h"
#include "support/scenario_runs.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QTest>

#include <cmath>

using namespace sojourn;

namespace {

/// Two queues, one after the other, a server, and a group that never starts a task.
constexpr const char* twoQueues = R"(
    "name": "two", "title": "Two", "queues": [{"name": "work", "capacity": 1}, {"name": "done.late"}],
    "servers": [{"name": "api", "latency": 0.5}],
    "tasks": [
      {"name": "source", "steps": [{"repeat": 9, "steps": [{"sleep": 1}, {"put": "work", "if_full": "drop"}]}]},
      {"name": "worker", "count": 2, "steps": [{"repeat": 2, "steps": [{"get": "work"}, {"sleep": 4},
        {"task_done": "work"}, {"put": "done.late"}]}]},
      {"name": "asker", "steps": [{"request": "api", "path": "/api/v2/pokemon/{n}"}]},
      {"name": "nobody", "count": 0, "steps": [{"get": "done.late"}]}
    ])";
constexpr const char* oneQueue = R"(
    "name": "one", "title": "One", "queues": [{"name": "queue"}],
    "tasks": [
      {"name": "source", "steps": [{"repeat": 3, "steps": [{"sleep": 1}, {"put": "queue"}]}]},
      {"name": "worker", "steps": [{"repeat": 3, "steps": [{"get": "queue"}, {"sleep": 2}, {"task_done": "queue"}]}]}
    ])";

struct Ran
{
    explicit Ran(const char* members)
        : run(test::scenarioOf(members), {})
    {
        run.runVirtual();
        summary = run.summary();
    }
    std::optional<double> value(std::string_view name) const
    {
        const auto metric = metricNamed(name, *run.info());
        if (!metric) throw std::invalid_argument(metric.problem().message);
        return metric->valueIn(summary);
    }
    std::string refusal(std::string_view name) const
    {
        const auto metric = metricNamed(name, *run.info());
        return metric ? std::string("(no refusal)") : metric.problem().message;
    }

    Run run;
    Summary summary;
};

/// The number in the JSON summary at a path; names of queues may hold dots.
QJsonValue inJson(const QJsonObject& object, const QString& path)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == path) return it.value();
        if (path.startsWith(it.key() + QLatin1Char('.')))
            if (const QJsonValue found = inJson(it.value().toObject(), path.mid(it.key().size() + 1));
                !found.isUndefined())
                return found;
    }
    return QJsonValue::Undefined;
}

} // namespace

class TestMetric final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isTheNumberOfTheJsonSummary()
    {
        const Ran ran(twoQueues);
        const QByteArray json = QByteArray::fromStdString(summaryJson(ran.summary, *ran.run.info()));
        const QJsonObject summary = QJsonDocument::fromJson(json).object();
        int compared = 0;
        for (const Metric& metric : metricsOf(*ran.run.info())) {
            if (metric.path.ends_with("_ratio") || metric.path.ends_with(".utilisation")) continue;
            const QJsonValue expected = inJson(summary, QString::fromStdString(metric.path));
            QVERIFY2(!expected.isUndefined(), metric.path.c_str());
            const auto value = metric.valueIn(ran.summary);
            const bool isNobody = metric.path.starts_with("tasks.nobody.share"); // 0 there, no time here
            if (isNobody || expected.isNull())
                QVERIFY2(!value, metric.path.c_str());
            else
                QVERIFY2(value && *value == expected.toDouble(), metric.path.c_str());
            ++compared;
        }
        QVERIFY(compared > 90);
    }
    void findsTheOnlyQueueServerAndTaker()
    {
        const Ran ran(oneQueue);
        QCOMPARE(ran.value("wait_s.max"), ran.value("queues.queue.wait_s.max"));
        QCOMPARE(*ran.value("wait_s.max"), 2.0); // the third arrives at 3 and is taken at 5
        QCOMPARE(*ran.value("mean_size"), (1.0 + 2) / 7);
        QCOMPARE(ran.value("utilisation"), ran.value("tasks.worker.utilisation"));
        QCOMPARE(*Ran(twoQueues).value("reply_s.mean"), 0.5);
    }
    void utilisationIsTimeNotSpentWaiting()
    {
        QCOMPARE(*Ran(oneQueue).value("utilisation"), 6.0 / 7);
        const Ran two(twoQueues);
        const double waits = *two.value("tasks.worker.share.get_wait");
        QVERIFY(std::abs(*two.value("tasks.worker.utilisation") - (1 - waits)) < 1e-12);
    }
    void theDroppedRatioIsOfAllVisitsThatWereTried()
    {
        const Ran two(twoQueues);
        const double dropped = *two.value("items.dropped");
        QVERIFY(dropped > 0);
        QCOMPARE(*two.value("dropped_ratio"), dropped / (dropped + *two.value("items.put")));
    }
    void theTimedOutRatioIsOfTimeOutsThatBegan()
    {
        const Ran ran(R"("name": "n", "title": "N", "queues": [{"name": "q"}], "tasks": [
{"name": "p", "steps": [{"sleep": 2.5}, {"put": "q"}, {"put": "q"}]},
{"name": "c", "steps": [{"repeat": 4, "steps": [{"timeout": 1, "steps": [{"get": "q"}]}]}]}])");
        QCOMPARE(*ran.value("timed_out_ratio"), 0.5);
        QVERIFY(!Ran(oneQueue).value("timed_out_ratio"));
    }
    void hasNoValueWithoutData()
    {
        const Ran two(twoQueues);
        QVERIFY(!two.value("queues.done.late.wait_s.p99"));
        QCOMPARE(*two.value("queues.done.late.wait_s.count"), 0.0);
        QVERIFY(!two.value("tasks.nobody.utilisation"));
        const Ran nothing(R"("name": "n", "title": "N", "tasks": [{"name": "main", "steps": []}])");
        QVERIFY(!nothing.value("throughput_per_s") && !nothing.value("dropped_ratio"));
        QCOMPARE(*nothing.value("elapsed_s"), 0.0);
    }
    void saysWhatItIs()
    {
        const Ran ran(oneQueue);
        const auto of = [&](std::string_view name) { return *metricNamed(name, *ran.run.info()); };
        QCOMPARE(of("wait_s.p99").unit, MetricUnit::Seconds);
        QCOMPARE(of("wait_s.p99").weighting, MetricWeighting::PerItem);
        QCOMPARE(of("wait_s.count").unit, MetricUnit::Count);
        QCOMPARE(of("mean_size").weighting, MetricWeighting::TimeWeighted);
        QCOMPARE(of("mean_size").unit, MetricUnit::Count);
        QCOMPARE(of("share.get_wait").unit, MetricUnit::Ratio);
        QCOMPARE(of("throughput_per_s").unit, MetricUnit::PerSecond);
        QCOMPARE(of("elapsed_s").unit, MetricUnit::Seconds);
        QCOMPARE(of("items.done").weighting, MetricWeighting::PerRun);
        QCOMPARE(percentOf(of("wait_s.p99").path), 99.0);
        QCOMPARE(percentOf("sojourn_s.p999"), 99.9);
        for (const char* name :
             {"wait_s.max", "wait_s.mean", "wait_s.count", "mean_size", "p99", "items.made"})
            QCOMPARE(percentOf(name), 0.0);
        QCOMPARE(durationsOf(of("put_wait_s.p50").path), Durations::PutWait);
        QCOMPARE(durationsOf(of("wait_s.p50").path), Durations::Wait);
        QCOMPARE(durationsOf("service_s.p50"), Durations::Service);
        QCOMPARE(durationsOf("servers.s.reply_s.p50"), Durations::Reply);
        QCOMPARE(durationsOf("sojourn_s.p50"), Durations::Sojourn);
    }
    void refusesOtherNamesAndHelps()
    {
        const Ran one(oneQueue);
        QVERIFY(one.refusal("wait.p99").find("did you mean \"wait_s.p99\"?") != std::string::npos);
        QVERIFY(one.refusal("wait.p99").find("queues.queue.wait_s.*") != std::string::npos);
        QVERIFY(one.refusal("wait_s").find("there is wait_s.mean") != std::string::npos);
        QVERIFY(one.refusal("zzz").find("there are elapsed_s, events, items.*") != std::string::npos);
        QVERIFY(one.refusal("").find("there is no metric \"\"") != std::string::npos);
        QCOMPARE(Ran(twoQueues).refusal("wait_s.p99"),
                 std::string("\"wait_s.p99\" may be any of queues.work.wait_s.p99, "
                             "queues.done.late.wait_s.p99; say which"));
    }
    void tellsValuesToPeople()
    {
        QCOMPARE(metricText(1.254, MetricUnit::Seconds), std::string("1.25 s"));
        QCOMPARE(metricText(0, MetricUnit::Seconds), std::string("0 s"));
        QCOMPARE(metricText(0.9376, MetricUnit::Ratio), std::string("93.8 %"));
        QCOMPARE(metricText(3.6, MetricUnit::PerSecond), std::string("3.6 per second"));
        QCOMPARE(metricText(12.5, MetricUnit::Count), std::string("12.5"));
    }
};

QTEST_GUILESS_MAIN(TestMetric)
#include "tst_metric.moc"
