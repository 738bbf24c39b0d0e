#include "formats/summary_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>

using namespace sojourn;

namespace {

RunInfo someInfo()
{
    RunInfo info;
    info.groups = {{"worker", 0, 2, true, {}, {}, {}, {}}};
    info.queues = {{"work \"q\"", 0, QueueOrder::Fifo}};
    info.groupOfTask = {0, 0};
    return info;
}

Summary someSummary()
{
    Summary summary;
    summary.scenario = "demo";
    summary.outcome = Outcome::Finished;
    summary.queues.resize(1);
    summary.queues[0].wait = {2, 0.5, 0.25, 1, 1, 1, 1};
    summary.groups.resize(1);
    summary.groups[0].count = 2;
    return summary;
}

QJsonObject parsed(const Summary& summary)
{
    const std::string text = summaryJson(summary, someInfo());
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

QStringList words(std::initializer_list<const char*> list)
{
    QStringList result;
    for (const char* word : list)
        result << QString::fromLatin1(word);
    result.sort();
    return result;
}

} // namespace

class TestSummaryJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasEveryKeyOfItsDescription();
    void writesNullsForADistributionOfNothing();
    void namesQueuesGroupsAndStates();
    void namesServersWhereThereAreAny();
    void namesWaitingTasksOfAStalledRunOnly();
    void isOneLine();
};

void TestSummaryJson::hasEveryKeyOfItsDescription()
{
    const QJsonObject object = parsed(someSummary());
    QCOMPARE(object.keys(), words({"scenario", "seed", "clock", "outcome", "elapsed_s", "events", "items",
                                   "queues", "tasks", "sojourn_s", "throughput_per_s"}));
    QCOMPARE(object[QStringLiteral("items")].toObject().keys(),
             words({"made", "put", "got", "done", "waiting", "held", "abandoned", "dropped"}));
    QCOMPARE(object[QStringLiteral("sojourn_s")].toObject().keys(),
             words({"count", "mean", "p50", "p90", "p99", "p999", "max"}));
    QCOMPARE(object[QStringLiteral("clock")].toString(), QStringLiteral("virtual"));
    QCOMPARE(object[QStringLiteral("outcome")].toString(), QStringLiteral("finished"));
}

void TestSummaryJson::namesServersWhereThereAreAny()
{
    RunInfo info = someInfo();
    info.servers = {{"api", 2}};
    Summary summary = someSummary();
    summary.servers = {{5, 1, {4, 0.5, 0.25, 1, 1, 1, 1}}};
    const std::string text = summaryJson(summary, info);
    const QJsonObject api = QJsonDocument::fromJson(QByteArray::fromStdString(text))
                                .object()[QStringLiteral("servers")]
                                .toObject()[QStringLiteral("api")]
                                .toObject();
    QCOMPARE(api.keys(), words({"requests", "failed", "reply_s"}));
    QCOMPARE(api[QStringLiteral("requests")].toInt(), 5);
    QCOMPARE(api[QStringLiteral("failed")].toInt(), 1);
    QCOMPARE(api[QStringLiteral("reply_s")][QStringLiteral("p50")].toDouble(), 0.25);
}

void TestSummaryJson::writesNullsForADistributionOfNothing()
{
    const QJsonObject sojourn = parsed(someSummary())[QStringLiteral("sojourn_s")].toObject();
    QCOMPARE(sojourn[QStringLiteral("count")].toInt(-1), 0);
    for (const char* key : {"mean", "p50", "p90", "p99", "p999", "max"})
        QVERIFY(sojourn[QLatin1String(key)].isNull());
}

void TestSummaryJson::namesQueuesGroupsAndStates()
{
    const QJsonObject object = parsed(someSummary());
    const QJsonObject queue = object[QStringLiteral("queues")][QStringLiteral("work \"q\"")].toObject();
    QCOMPARE(queue.keys(), words({"max_size", "mean_size", "put_wait_s", "wait_s", "service_s"}));
    QCOMPARE(queue[QStringLiteral("wait_s")][QStringLiteral("mean")].toDouble(), 0.5);
    const QJsonObject worker = object[QStringLiteral("tasks")][QStringLiteral("worker")].toObject();
    QCOMPARE(worker[QStringLiteral("share")].toObject().keys(),
             words({"ready", "running", "working", "sleeping", "offload", "put_wait", "get_wait", "join_wait",
                    "await_wait", "flag_wait"}));
}

void TestSummaryJson::namesWaitingTasksOfAStalledRunOnly()
{
    Summary summary = someSummary();
    QVERIFY(!parsed(summary).contains(QStringLiteral("waiting_tasks")));
    summary.outcome = Outcome::Stalled;
    summary.waitingTasks = {{1, "an item"}};
    const QJsonArray waiting = parsed(summary)[QStringLiteral("waiting_tasks")].toArray();
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting[0].toObject()[QStringLiteral("task")].toString(), QStringLiteral("worker-1"));
    QCOMPARE(waiting[0].toObject()[QStringLiteral("waits_for")].toString(), QStringLiteral("an item"));
}

void TestSummaryJson::isOneLine()
{
    const std::string text = summaryJson(someSummary(), someInfo());
    QCOMPARE(text.find('\n'), text.size() - 1);
}

QTEST_APPLESS_MAIN(TestSummaryJson)
#include "tst_summary_json.moc"
