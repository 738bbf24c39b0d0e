#include "explore/sweep/sweep_table.h"

#include <QTest>

using namespace sojourn;

namespace {

SweepRow row(std::uint64_t cell, const std::string& value, double mean)
{
    SweepRow r;
    r.cell = cell;
    r.values = {value, "a,b"};
    r.replications = 3;
    r.metrics = {{3, mean, mean - 0.1, mean + 0.1}, {0, {}, {}, {}}};
    return r;
}

SweepTable tableOf(std::vector<SweepRow> rows)
{
    return {{"workers", "replications"},
            {"wait_s.p99", "sojourn_s.mean"},
            3,
            "0123456789abcdef",
            std::move(rows)};
}

std::string written(const SweepTable& table)
{
    TextSink sink;
    writeSweepTable(table, sink);
    return sink.text();
}

} // namespace

class TestSweepTable final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesARowACell()
    {
        const std::string csv = written(tableOf({row(0, "1", 0.1), row(2, "3", 0.3)}));
        QCOMPARE(csv,
                 std::string("cell,workers,replications,replications,unfinished,wait_s.p99,wait_s.p99.low,"
                             "wait_s.p99.high,wait_s.p99.n,sojourn_s.mean,sojourn_s.mean.low,"
                             "sojourn_s.mean.high,sojourn_s.mean.n,cells,sweep\r\n"
                             "0,1,\"a,b\",3,0,0.1,0,0.2,3,,,,0,3,0123456789abcdef\r\n"
                             "2,3,\"a,b\",3,0,0.3,0.19999999999999998,0.4,3,,,,0,3,0123456789abcdef\r\n"));
    }
    void readsBackTheSameBytes()
    {
        SweepTable table = tableOf({row(0, "1", 1.0 / 3), row(1, "2", 1e-9), row(2, "3", 1e300)});
        const std::string csv = written(table);
        const auto read = readSweepTable(csv);
        QVERIFY2(bool(read), read ? "" : read.problem().sentence().c_str());
        QCOMPARE(written(*read), csv);
        QVERIFY(read->isWhole());
        QCOMPARE(read->parameters, table.parameters);
        QCOMPARE(*read->rows[0].metrics[0].mean, 1.0 / 3);
    }
    void tellsWhereZeroIsNoLimit()
    {
        SweepTable table = tableOf({row(0, "0", 0.1), row(1, "2", 0.2), row(2, "3", 0.3)});
        table.unlimitedAtZero = {"workers"};
        const std::string csv = written(table);
        QVERIFY(csv.find(",cells,sweep,workers.no_limit\r\n0,0,") != std::string::npos);
        QVERIFY(csv.find(",3,0123456789abcdef,1\r\n1,2,") != std::string::npos);
        QVERIFY(csv.ends_with(",3,0123456789abcdef,0\r\n"));
        const auto read = readSweepTable(csv);
        QVERIFY2(bool(read), read ? "" : read.problem().sentence().c_str());
        QCOMPARE(read->unlimitedAtZero, table.unlimitedAtZero);
        QCOMPARE(written(*read), csv);
    }
    void refusesWhatIsNoTable_data()
    {
        const QByteArray good = QByteArray::fromStdString(written(tableOf({row(0, "1", 0.5)})));
        QTest::addColumn<QByteArray>("csv");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another table") << QByteArray("a,b\r\n1,2\r\n");
        QTest::newRow("cut short") << good.left(good.size() - 30);
        QTest::newRow("a number that is none") << QByteArray(good).replace("0.5", "x.5");
        QTest::newRow("infinite") << QByteArray(good).replace(",0.5,", ",inf,");
        QTest::newRow("a cell too far") << QByteArray(good).replace("\n0,1", "\n3,1");
        QTest::newRow("no limit of another parameter")
            << QByteArray(good).replace("sweep\r", "sweep,servers.no_limit\r").replace("def\r", "def,0\r");
        QTest::newRow("another metric's interval")
            << QByteArray(good).replace("wait_s.p99.low", "wait_s.p90.low");
    }
    void refusesWhatIsNoTable()
    {
        QFETCH(QByteArray, csv);
        const auto read = readSweepTable(csv.toStdString());
        QVERIFY(!read);
        QVERIFY(read.problem().line >= 1);
    }
    void takesLineEndsThatAProgramChanged()
    {
        const std::string csv = written(tableOf({row(0, "1", 0.1), row(2, "3", 0.3)}));
        std::string bare, twice;
        for (const char c : csv) {
            if (c != '\r') bare += c;
            twice += c == '\n' ? "\r\n" : std::string(1, c);
        }
        for (const std::string& changed : {bare, twice}) {
            const auto read = readSweepTable(changed);
            QVERIFY2(bool(read), read ? "" : read.problem().sentence().c_str());
            QCOMPARE(written(*read), csv);
        }
    }
    void refusesAValueOutsideOfItsInterval()
    {
        SweepTable table = tableOf({row(0, "1", 0.1), row(1, "2", 0.2)});
        table.rows[1].metrics[0].mean = 9;
        const auto read = readSweepTable(written(table));
        QVERIFY(!read);
        QCOMPARE(read.problem().sentence(),
                 std::string("line 3: wait_s.p99 lies outside of its own interval"));
        table.rows[1].metrics[0] = {3, 0.2, 0.1, {}};
        QVERIFY(!readSweepTable(written(table)));
    }
    void mergesShardsInAnyOrder()
    {
        const SweepTable whole = tableOf({row(0, "1", 0.1), row(1, "2", 0.2), row(2, "3", 0.3)});
        SweepTable merged;
        QVERIFY(!mergeInto(merged, tableOf({row(2, "3", 0.3)})));
        QVERIFY(!merged.isWhole());
        QVERIFY(!mergeInto(merged, tableOf({row(0, "1", 0.1), row(1, "2", 0.2)})));
        QVERIFY(!mergeInto(merged, tableOf({row(1, "2", 0.2)}))); // once more, the same
        QVERIFY(!mergeInto(merged, tableOf({})));                 // interrupted before its first cell
        QCOMPARE(written(merged), written(whole));
    }
    void anEmptyShardMayComeFirst()
    {
        SweepTable empty = *readSweepTable(written(tableOf({})));
        QVERIFY(!empty.isWhole());
        SweepTable merged;
        QVERIFY(!mergeInto(merged, std::move(empty)));
        QVERIFY(!mergeInto(merged, tableOf({row(0, "1", 0.1)})));
        QCOMPARE(merged.rows.size(), 1u);
        QCOMPARE(merged.cells, 3u);
    }
    void refusesShardsOfOtherSweeps()
    {
        SweepTable merged = tableOf({row(0, "1", 0.1)});
        SweepTable other = tableOf({row(1, "2", 0.2)});
        other.fingerprint = "another";
        QVERIFY(mergeInto(merged, other)->starts_with("is of another sweep"));
        other = tableOf({row(1, "2", 0.2)});
        other.metrics[0] = "wait_s.p90";
        QCOMPARE(*mergeInto(merged, other), std::string("has other columns than the files before it"));
        QCOMPARE(*mergeInto(merged, tableOf({row(0, "1", 0.2)})),
                 std::string("has other numbers for cell 0 than a file before it"));
    }
};

QTEST_APPLESS_MAIN(TestSweepTable)
#include "tst_sweep_table.moc"
