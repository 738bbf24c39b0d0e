#include "cli/theory_report.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sojourn;
using namespace sojourn::cli;

namespace {

RunInfo oneQueue()
{
    RunInfo info;
    info.scenario = "some \"name\"";
    info.queues = {{"jobs", 0, QueueOrder::Fifo}};
    return info;
}

TheoryRow rowOf(const char* key, const char* label, Estimated measured, std::optional<double> theory)
{
    TheoryRow row;
    row.key = key;
    row.label = label;
    row.measured = measured;
    row.theory = theory;
    return row;
}

TheoryCheck sample()
{
    Estimate e;
    e.value = 2;
    e.low = 1.5;
    e.high = 2.5;
    e.counted = 1000;
    e.warmUp = 50;
    e.independentValues = 300;
    QueueCheck queue;
    queue.theory.kind = QueueTheory::Kind::Exact;
    queue.theory.name = "M/M/1";
    queue.theory.inputs = "λ 0.8/s, μ 1/s, 1 server";
    queue.theory.formula = "Wq = …";
    queue.theory.source = "somebody";
    queue.theory.deviations = {"something does not hold"};
    queue.theory.notes = {"something is worth knowing"};
    queue.rows = {rowOf("mean_wait_s", "mean wait", e, 2.2), rowOf("mean_sojourn_s", "mean sojourn", e, 9),
                  rowOf("p99_wait_s", "p99 wait", Shortage::TooFew, std::nullopt)};
    queue.little = LittlesLaw{.5, .25, 2, 0};
    TheoryCheck check;
    check.queues = {queue};
    check.sentence = "it agrees";
    return check;
}

} // namespace

class TestTheoryReport final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textHasATableAndSentences()
    {
        QCOMPARE(theoryText(sample(), oneQueue()), std::string(R"(theory: it agrees

jobs: M/M/1 (λ 0.8/s, μ 1/s, 1 server)
formula: Wq = …
source: somebody
does not hold: something does not hold
note: something is worth knowing
                        measured  95 % from      to  theory
mean wait     per item    2.00 s     1.50 s  2.50 s  2.20 s   agrees
mean sojourn  per item    2.00 s     1.50 s  2.50 s  9.00 s  differs
1,000 waits count, the first 50 are warm-up; they tell as much about the mean as 300 independent ones
p99 wait: not enough data: too few values for an interval
Little's law, whole run: 0.5 in the queue = 0.25/s × 2.00 s
)"));
    }
    void tellsMeansPerItemFromThoseOverTime()
    {
        TheoryCheck check = sample();
        check.queues[0].rows[0].weighting = Weighting::TimeWeighted;
        QVERIFY(theoryText(check, oneQueue()).find("mean wait     over time  ") != std::string::npos);
    }
    void aReasonThatIsKnownIsGiven()
    {
        TheoryCheck check = sample();
        check.queues[0].rows[2].reason = "no interval: every one of them waited";
        QVERIFY(theoryText(check, oneQueue()).find("p99 wait: no interval: every one of them waited\n") !=
                std::string::npos);
        QVERIFY(theoryJson(check, oneQueue()).find("\"no interval: every one of them waited\"") !=
                std::string::npos);
    }
    void anApproximationIsOff()
    {
        TheoryCheck check = sample();
        check.queues[0].theory.kind = QueueTheory::Kind::Approximate;
        const std::string text = theoryText(check, oneQueue());
        QVERIFY(text.find("M/M/1, an approximation") != std::string::npos);
        QVERIFY(text.find("9.00 s  off by 350 %\n") != std::string::npos);
    }
    void queueWithoutFormulaSaysWhy()
    {
        TheoryCheck check = sample();
        QueueCheck& queue = check.queues[0];
        queue.theory = QueueTheory();
        queue.theory.sentence = "no formula: for a reason";
        queue.rows.clear();
        queue.little.reset();
        check.sentence.clear();
        QCOMPARE(
            theoryText(check, oneQueue()),
            std::string(
                "theory: there are no exact values to compare with\n\njobs: no formula: for a reason\n"));
        QCOMPARE(theoryText({}, oneQueue()), std::string("theory: there is no queue\n"));
    }
    void jsonIsOneObjectOnOneLine()
    {
        const std::string text = theoryJson(sample(), oneQueue());
        QCOMPARE(text.find('\n'), text.size() - 1);
        const QJsonObject all = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
        QCOMPARE(all[QStringLiteral("scenario")].toString(), QStringLiteral("some \"name\""));
        const QJsonObject queue = all[QStringLiteral("queues")][QStringLiteral("jobs")].toObject();
        QCOMPARE(queue[QStringLiteral("kind")].toString(), QStringLiteral("exact"));
        QVERIFY(queue[QStringLiteral("sentence")].isNull());
        const QJsonObject figures = queue[QStringLiteral("figures")].toObject();
        QCOMPARE(figures[QStringLiteral("mean_wait_s")][QStringLiteral("agrees")].toBool(), true);
        QCOMPARE(figures[QStringLiteral("mean_sojourn_s")][QStringLiteral("agrees")].toBool(true), false);
        QCOMPARE(figures[QStringLiteral("mean_wait_s")][QStringLiteral("measured")][QStringLiteral("high")]
                     .toDouble(),
                 2.5);
        const QJsonValue missing = figures[QStringLiteral("p99_wait_s")];
        QVERIFY(missing[QStringLiteral("measured")].isNull() && missing[QStringLiteral("agrees")].isNull());
        QVERIFY(missing[QStringLiteral("shortage")].toString().startsWith(QStringLiteral("not enough data")));
        QCOMPARE(queue[QStringLiteral("littles_law")][QStringLiteral("product")].toDouble(), .5);
    }
};

QTEST_GUILESS_MAIN(TestTheoryReport)
#include "tst_theory_report.moc"
