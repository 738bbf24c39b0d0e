#include "explore/compare/comparison_file.h"

#include "formats/csv.h"
#include "support/compared_runs.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

struct Written
{
    Written()
        : comparison(compareRuns(*ranA.columns, *ranB.columns))
    {
        for (auto [run, ran] : {std::pair(&a, &ranA), std::pair(&b, &ranB)}) {
            run->name = run == &a ? "2, \"slow\"" : "3 consumers";
            run->parameters = ran->scenario->parameters;
            run->columns = ran->columns.get();
            run->figures = figuresOf(*ran);
        }
    }
    ComparisonFile file() const
    {
        return {a, b, comparison, "A sentence.", RunFigure::SojournP50, estimateOfDifferences({-1., -2.})};
    }

    Ran ranA{"asyncq", {{"num_producers", 2}, {"num_consumers", 2}}};
    Ran ranB{"asyncq", {{"num_producers", 3}, {"num_consumers", 3}}};
    ComparedRun a, b;
    RunComparison comparison;
};

} // namespace

class TestComparisonFile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyItemIsARow()
    {
        const Written w;
        TextSink sink;
        writeComparisonCsv(w.file(), sink);
        CsvReader reader(sink.text());
        std::vector<std::string> row;
        QVERIFY(reader.next(row));
        QCOMPARE(row.front(), std::string("maker"));
        const std::size_t columns = row.size();
        std::size_t rows = 0, onlyB = 0;
        while (reader.next(row)) {
            ++rows;
            QCOMPARE(row.size(), columns);
            onlyB += row[2].empty();
            QCOMPARE(row[6].empty(), row[4].empty() || row[5].empty());
            if (!row[6].empty())
                QVERIFY(std::abs(std::stod(row[5]) - std::stod(row[4]) - std::stod(row[6])) < 1e-9);
        }
        QCOMPARE(rows, w.comparison.items.size());
        QCOMPARE(onlyB, static_cast<std::size_t>(w.comparison.onlyB));
    }
    void settingsFiguresAndCountsAreOneObject()
    {
        const Written w;
        TextSink sink;
        writeComparisonJson(w.file(), sink);
        const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(sink.text())).object();
        QCOMPARE(object[QLatin1String("format")].toString(), QStringLiteral("sojourn-comparison"));
        QCOMPARE(object[QLatin1String("sentence")].toString(), QStringLiteral("A sentence."));
        const QJsonObject a = object[QLatin1String("a")].toObject(),
                          b = object[QLatin1String("b")].toObject();
        QCOMPARE(a[QLatin1String("name")].toString(), QStringLiteral("2, \"slow\""));
        QCOMPARE(b[QLatin1String("parameters")].toObject()[QLatin1String("num_consumers")].toDouble(), 3.0);
        QVERIFY(b[QLatin1String("parameters")].toObject()[QLatin1String("items")].isArray());
        const double median =
            a[QLatin1String("figures")].toObject()[QLatin1String("sojourn_s.p50")].toDouble();
        QCOMPARE(median, w.ranA.summary.sojourn.p50Seconds);
        QCOMPARE(a[QLatin1String("figures")].toObject()[QLatin1String("wait_s.p99")].toDouble(),
                 w.ranA.summary.queues[0].wait.p99Seconds);
        QVERIFY(a[QLatin1String("figures")].toObject()[QLatin1String("queue_full_ratio")].isNull());
        QCOMPARE(object[QLatin1String("difference")].toObject()[QLatin1String("elapsed_s")].toDouble(),
                 w.ranB.summary.elapsedSeconds - w.ranA.summary.elapsedSeconds);
        QCOMPARE(object[QLatin1String("items")].toObject()[QLatin1String("only_b")].toInt(),
                 static_cast<int>(w.comparison.onlyB));
        QCOMPARE(object[QLatin1String("over_seeds")].toObject()[QLatin1String("seeds")].toInt(), 2);
        QCOMPARE(object[QLatin1String("over_seeds")].toObject()[QLatin1String("mean")].toDouble(), -1.5);
    }
};

QTEST_GUILESS_MAIN(TestComparisonFile)
#include "tst_comparison_file.moc"
