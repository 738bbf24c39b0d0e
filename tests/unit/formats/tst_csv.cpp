#include "formats/csv.h"

#include <QTest>

using namespace sojourn;

namespace {

/// Rows with | between cells and / between rows; the problem behind a !.
std::string parsed(std::string_view text, char separator = ',')
{
    CsvReader reader(text, separator);
    std::vector<std::string> row;
    std::string all;
    while (reader.next(row)) {
        if (!all.empty()) all += '/';
        for (std::size_t i = 0; i < row.size(); ++i)
            all += (i == 0 ? "" : "|") + row[i];
    }
    return reader.problem().empty() ? all
                                    : all + "!" + std::to_string(reader.line()) + ' ' + reader.problem();
}

} // namespace

class TestCsv final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quotesAsRfc4180Says()
    {
        QCOMPARE(csvCell("plain text"), std::string("plain text"));
        QCOMPARE(csvCell("a,b"), std::string("\"a,b\""));
        QCOMPARE(csvCell("say \"x\""), std::string("\"say \"\"x\"\"\""));
        QCOMPARE(csvCell("a\nb"), std::string("\"a\nb\""));
    }
    void readsRowsWhateverEndsThem()
    {
        QCOMPARE(parsed("a,b\r\n1,2\r\n"), std::string("a|b/1|2"));
        QCOMPARE(parsed("a,b\n1,2"), std::string("a|b/1|2"));
        QCOMPARE(parsed(""), std::string());
        QCOMPARE(parsed("a\n\nb\n"), std::string("a//b"));
        QCOMPARE(parsed("a,\n,b"), std::string("a|/|b"));
    }
    void readsWhatIsQuoted()
    {
        QCOMPARE(parsed("\"a,b\",c"), std::string("a,b|c"));
        QCOMPARE(parsed("\"say \"\"x\"\"\",\"\""), std::string("say \"x\"|"));
        QCOMPARE(parsed("\"two\nlines\"\nnext"), std::string("two\nlines/next"));
    }
    void readsBackWhatItWrites_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "a", "a,b", "\"", "\"\"", "a\r\nb", "\r", "x\ry", "a\"b,\n"})
            QTest::newRow(text) << QByteArray(text);
    }
    void readsBackWhatItWrites()
    {
        QFETCH(QByteArray, text);
        const std::string file = csvCell(text.toStdString()) + ",end\r\n";
        CsvReader reader(file);
        std::vector<std::string> row;
        QVERIFY(reader.next(row));
        QCOMPARE(row, (std::vector<std::string>{text.toStdString(), "end"}));
        QVERIFY(!reader.next(row) && reader.problem().empty());
    }
    void namesTheLineOfAFault()
    {
        QCOMPARE(parsed("a\n\"b"), std::string("a!2 a quote is not closed"));
        QCOMPARE(parsed("a\n\"b\"c"), std::string("a!2 there is something behind a closing quote"));
    }
    void countsLinesWithinQuotes()
    {
        QCOMPARE(parsed("\"1\n2\"\n\"3"), std::string("1\n2!3 a quote is not closed"));
    }
    void findsTheSeparator()
    {
        QCOMPARE(csvSeparator("a;b\n1,2"), ';');
        QCOMPARE(csvSeparator("a;b,c"), ',');
        QCOMPARE(csvSeparator("a\tb"), '\t');
        QCOMPARE(csvSeparator("\"a,b\";c"), ';');
        QCOMPARE(csvSeparator("alone"), ',');
        QCOMPARE(parsed("a;b\n1;2", ';'), std::string("a|b/1|2"));
    }
};

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
