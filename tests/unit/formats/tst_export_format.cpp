#include "formats/export_format.h"

#include "support/log_builder.h"

#include <QTest>

#include <string>

using namespace sojourn;

class TestExportFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAFormatByItsEndingInAnyCase();
    void findsAFormatByTheLongestEnding();
    void takesTheEndingFromTheLastDotOfTheName();
    void namesTheKnownEndings();
    void writesTheEventListToo();
};

void TestExportFormat::findsAFormatByItsEndingInAnyCase()
{
    const ExportFormats formats = exportFormats();
    QVERIFY(formatByEnding(formats, "csv") != nullptr);
    QCOMPARE(formatByEnding(formats, "JSON"), formatByEnding(formats, "json"));
    QCOMPARE(formatByEnding(formats, "xyz"), nullptr);
    QCOMPARE(formatByEnding(formats, ""), nullptr);
    QCOMPARE(formatByEnding(formats, "jso"), nullptr);
}

void TestExportFormat::findsAFormatByTheLongestEnding()
{
    const ExportFormats formats = exportFormats();
    const auto ending = [&](std::string_view path) {
        const ExportFormat* const format = formatByPath(formats, path);
        return format ? format->ending : std::string();
    };
    QCOMPARE(ending("a/run.speedscope.json"), std::string("speedscope.json"));
    QCOMPARE(ending("run.SPEEDSCOPE.JSON"), std::string("speedscope.json"));
    QCOMPARE(ending("speedscope.json"), std::string("json"));
    QCOMPARE(ending("run.json"), std::string("json"));
    QCOMPARE(ending(".json"), std::string());
    QCOMPARE(ending("json"), std::string());
}

void TestExportFormat::takesTheEndingFromTheLastDotOfTheName()
{
    QCOMPARE(endingOf("a/b.c/run.v2.csv"), std::string_view("csv"));
    QCOMPARE(endingOf("a.b/run"), std::string_view());
    QCOMPARE(endingOf("a/.csv"), std::string_view());
    QCOMPARE(endingOf("run."), std::string_view());
}

void TestExportFormat::namesTheKnownEndings()
{
    QCOMPARE(knownEndings(exportFormats()).substr(0, 6), std::string(".json,"));
    QCOMPARE(knownEndings({{"a", "", "", {}}}), std::string(".a"));
    QCOMPARE(knownEndings({{"a", "", "", {}}, {"b", "", "", {}}, {"c", "", "", {}}}),
             std::string(".a, .b and .c"));
}

void TestExportFormat::writesTheEventListToo()
{
    test::LogBuilder b({{}}, 1);
    b.put(0, 0);
    Columns columns(b.info, b.log);
    columns.advance();
    const RunEnd end;
    TextSink sink;
    const ExportFormats formats = exportFormats();
    formatByEnding(formats, "jsonl")->write({columns, end}, sink);
    QVERIFY(sink.text().starts_with("{\"t\":0,\"task\":\"task-0\",\"event\":\"put\""));
}

QTEST_APPLESS_MAIN(TestExportFormat)
#include "tst_export_format.moc"
