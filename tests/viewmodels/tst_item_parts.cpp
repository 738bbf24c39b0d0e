#include "viewmodels/panels/item_parts.h"

#include "support/log_builder.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Maker 0 puts into work; worker 1 takes after 2 s, sleeps 3 s, works 1 s, puts into results and only then
/// marks it as done; handler 2 takes it after 4 s and is done at once.
LogBuilder pipeline(int items)
{
    LogBuilder log({{}, {0}, {1}}, 2);
    for (std::size_t g = 0; g < 3; ++g)
        log.info->groups[g].name = std::vector<std::string>{"maker", "worker", "handler"}[g];
    log.info->queues[0].name = "work";
    log.info->queues[1].name = "results";
    log.info->groups[1].getsFrom = {0};
    log.info->groups[2].getsFrom = {1};
    log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(2, EventKind::Started);
    for (int i = 0; i < items; ++i) {
        const std::int64_t from = i * 10 * second;
        log.at(from).put(0, i);
        log.at(from + 2 * second).get(1, i).add(1, EventKind::Sleep, 3 * second);
        log.at(from + 5 * second).add(1, EventKind::Wake).add(1, EventKind::Work, second);
        log.at(from + 6 * second).add(1, EventKind::Worked).put(1, i, 1).add(1, EventKind::TaskDone);
        log.at(from + 10 * second).get(2, i, 1).add(2, EventKind::TaskDone, 0, 1);
    }
    return log;
}

QString bottleneckOf(const LogBuilder& log, std::int64_t endNs)
{
    auto columns = std::make_shared<Columns>(log.info, log.log);
    columns->advance();
    RunDocument document;
    RunNumbers numbers(document);
    ItemParts parts;
    parts.setProperty("numbers", QVariant::fromValue(&numbers));
    parts.setDocument(&document);
    document.openFinished(columns, log.info, log.log,
                          RunEnd{Outcome::Until, instantFromNanoseconds(endNs), {}, {}}, 0);
    Q_EMIT document.dataChanged();
    parts.setActive(true);
    return parts.bottleneck();
}

} // namespace

class TestItemParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void thePartsOfAnItemsWayAddUpToItsSojourn()
    {
        const LogBuilder log = pipeline(3);
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunDocument document;
        RunNumbers numbers(document);
        ItemParts parts;
        const QAbstractItemModelTester tester(&parts, QAbstractItemModelTester::FailureReportingMode::QtTest);
        parts.setProperty("numbers", QVariant::fromValue(&numbers));
        parts.setDocument(&document);
        QVERIFY(!parts.isPresent());
        document.openFinished(columns, log.info, log.log,
                              RunEnd{Outcome::Finished, instantFromNanoseconds(30 * second), {}, {}}, 0);
        QVERIFY(!parts.isPresent()); // nobody looks
        parts.setActive(true);
        QVERIFY(parts.isPresent());
        QCOMPARE(parts.mean(), QStringLiteral("10.0 s"));
        QCOMPARE(parts.remark(), QStringLiteral("mean sojourn of 3 items"));
        const auto row = [&](int i) {
            const auto get = [&](int role) { return parts.data(parts.index(i), role).toString(); };
            return get(ItemParts::WordsRole) + QLatin1Char('|') + get(ItemParts::ValueRole) +
                   QLatin1Char('|') + get(ItemParts::ShareRole);
        };
        QCOMPARE(parts.rowCount(), 4);
        QCOMPARE(row(0), QStringLiteral("waiting in work|2.00 s|20 %"));
        QCOMPARE(row(1), QStringLiteral("worker, sleeping|3.00 s|30 %"));
        QCOMPARE(row(2), QStringLiteral("worker, blocking the loop|1.00 s|10 %"));
        QCOMPARE(row(3), QStringLiteral("waiting in results|4.00 s|40 %"));
        QCOMPARE(parts.widestShare(), QStringLiteral("20 %"));
        double all = 0;
        for (const double ratio : parts.barRatios())
            all += ratio;
        QVERIFY(qFuzzyCompare(all, 1.0));
        QCOMPARE(parts.barLooks().size(), 4);
        document.close();
        QVERIFY(!parts.isPresent());
        QCOMPARE(parts.widestShare(), QString());
        QCOMPARE(parts.rowCount(), 0);
    }

    void partsStandInTheOrderOfTheWayThoughTheFirstItemSkippedOne()
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->groups[1].name = "worker";
        log.info->queues[0].name = "work";
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).put(0, 0).put(0, 1).get(1, 0);
        for (int i = 0; i < 2; ++i) {
            log.add(1, EventKind::Sleep, second).at((i + 1) * second).add(1, EventKind::Wake);
            log.add(1, EventKind::TaskDone);
            if (i == 0) log.get(1, 1);
        }
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunDocument document;
        ItemParts parts;
        parts.setDocument(&document);
        parts.setActive(true);
        document.openFinished(columns, log.info, log.log,
                              RunEnd{Outcome::Finished, instantFromNanoseconds(2 * second), {}, {}}, 0);
        QCOMPARE(parts.rowCount(), 2);
        QCOMPARE(parts.data(parts.index(0), ItemParts::WordsRole).toString(),
                 QStringLiteral("waiting in work"));
        QCOMPARE(parts.data(parts.index(1), ItemParts::WordsRole).toString(),
                 QStringLiteral("worker, sleeping"));
        QCOMPARE(parts.bottleneck(), QString()); // of no numbers
    }

    void theBusiestTakerIsTheBottleneckUnlessItWaitsMuch()
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->groups[0].name = "maker";
        log.info->groups[1].name = "worker";
        log.info->queues[0].name = "work";
        log.info->groups[1].getsFrom = {0};
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).put(0, 0).put(0, 1).get(1, 0);
        log.add(1, EventKind::Sleep, 9 * second).at(9 * second).add(1, EventKind::Wake);
        log.add(1, EventKind::TaskDone).get(1, 1).add(1, EventKind::TaskDone).add(1, EventKind::GetWait);
        QCOMPARE(bottleneckOf(log, 10 * second),
                 QStringLiteral("worker: busy 90 % of its time, while 0.9 items wait in work on average."));
        QCOMPARE(
            bottleneckOf(log, 18 * second),
            QStringLiteral("None: even worker, busiest of those who take items, waits 50 % of its time."));
    }

    void whoHardlyLivesIsNoBottleneck()
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->groups[1].getsFrom = {0};
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).put(0, 0).get(1, 0);
        log.add(0, EventKind::Sleep, 9 * second).add(1, EventKind::TaskDone);
        log.at(second).add(1, EventKind::Ended);
        QCOMPARE(bottleneckOf(log, 9 * second), QString());
    }
};

QTEST_MAIN(TestItemParts)
#include "tst_item_parts.moc"
