#include "formats/text_table.h"

#include <QTest>

#include <string>

using namespace sojourn;

class TestTextTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesUpItsColumns();
    void countsCharactersNotBytes();
    void leavesNoSpacesAtTheEndOfALine();
};

void TestTextTable::linesUpItsColumns()
{
    TextTable table;
    table.add({"name", "count"});
    table.add({"a", "1000000"});
    QCOMPARE(table.text(), std::string("name    count\na     1000000\n"));
}

void TestTextTable::countsCharactersNotBytes()
{
    QCOMPARE(shownWidth("840 µs"), std::size_t(6));
    TextTable table;
    table.add({"x", "840 µs"});
    table.add({"x", "1234.5"});
    QCOMPARE(table.text(), std::string("x  840 µs\nx  1234.5\n"));
}

void TestTextTable::leavesNoSpacesAtTheEndOfALine()
{
    TextTable table;
    table.add({"a", "b"});
    table.add({"long", ""});
    QCOMPARE(table.text(), std::string("a     b\nlong\n"));
}

QTEST_APPLESS_MAIN(TestTextTable)
#include "tst_text_table.moc"
