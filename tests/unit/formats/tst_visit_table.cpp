#include "formats/visit_table.h"

#include "support/log_builder.h"

#include <QTest>

#include <bit>
#include <string>

using namespace sojourn;
using sojourn::test::LogBuilder;

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::string written(const LogBuilder& b)
{
    Columns columns(b.info, b.log);
    columns.advance();
    const RunEnd end;
    TextSink sink;
    writeVisitTable({columns, end}, sink);
    return sink.text();
}

std::string row(const LogBuilder& b, std::size_t number)
{
    const std::string text = written(b);
    std::size_t at = 0;
    for (std::size_t i = 0; i < number; ++i)
        at = text.find("\r\n", at) + 2;
    return text.substr(at, text.find("\r\n", at) - at);
}

} // namespace

class TestVisitTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsWithTheHeader();
    void writesAVisitThatGotDone();
    void leavesEmptyWhatDidNotHappen();
    void writesTheWaitToPut();
    void ordersRowsByPutting();
    void repeatsTheItemsSojournInEachQueue();
    void writesPayloadsAsText();
};

void TestVisitTable::beginsWithTheHeader()
{
    QCOMPARE(
        written(LogBuilder({{}}, 1)),
        std::string("item,value,queue,producer,consumer,created_s,enqueued_s,dequeued_s,done_s,put_wait_s,"
                    "wait_s,service_s,sojourn_s\r\n"));
}

void TestVisitTable::writesAVisitThatGotDone()
{
    LogBuilder b({{}, {0}}, 1);
    b.at(second).put(0, 0).at(3 * second).get(1, 0).at(3 * second + 1).add(1, EventKind::TaskDone);
    QCOMPARE(row(b, 1),
             std::string("0,,queue-0,task-0,task-1,1.000000000,1.000000000,3.000000000,3.000000001,"
                         "0.000000000,2.000000000,0.000000001,2.000000001"));
}

void TestVisitTable::leavesEmptyWhatDidNotHappen()
{
    LogBuilder b({{}, {0}}, 1);
    b.put(0, 0).put(0, 1).at(second).get(1, 0);
    b.add(0, EventKind::Drop, 2);
    QCOMPARE(row(b, 1),
             std::string("0,,queue-0,task-0,task-1,0.000000000,0.000000000,1.000000000,,0.000000000,"
                         "1.000000000,,"));
    QCOMPARE(row(b, 2), std::string("1,,queue-0,task-0,,0.000000000,0.000000000,,,0.000000000,,,"));
    QCOMPARE(row(b, 3), std::string("2,,queue-0,task-0,,1.000000000,,,,,,,"));
}

void TestVisitTable::writesTheWaitToPut()
{
    LogBuilder b({{}, {}}, 1);
    b.at(second).add(0, EventKind::PutWait, 0).at(3 * second).put(0, 0);
    QCOMPARE(row(b, 1), std::string("0,,queue-0,task-0,,1.000000000,3.000000000,,,2.000000000,,,"));
}

void TestVisitTable::ordersRowsByPutting()
{
    LogBuilder b({{}, {}}, 1);
    b.add(0, EventKind::PutWait, 0).put(1, 1).at(second).put(0, 0);
    QVERIFY(row(b, 1).starts_with("1,"));
    QVERIFY(row(b, 2).starts_with("0,"));
}

void TestVisitTable::repeatsTheItemsSojournInEachQueue()
{
    LogBuilder b({{}, {}, {}}, 2);
    b.put(0, 0, 0).at(second).get(1, 0, 0).put(1, 0, 1).at(3 * second).get(2, 0, 1).add(2, EventKind::Ended);
    QVERIFY(row(b, 1).ends_with(",3.000000000"));
    QVERIFY(row(b, 2).ends_with(",3.000000000"));
    QVERIFY(row(b, 2).starts_with("0,,queue-1,task-1,task-2,0.000000000,1.000000000,"));
}

void TestVisitTable::writesPayloadsAsText()
{
    LogBuilder b({{}}, 1);
    b.add(0, EventKind::Valued, std::bit_cast<std::int64_t>(0.5), 0,
          static_cast<std::uint8_t>(PayloadKind::Number));
    b.put(0, 0);
    b.add(0, EventKind::Valued, 7, 3, static_cast<std::uint8_t>(PayloadKind::Hex)).put(0, 1);
    QVERIFY(row(b, 1).starts_with("0,0.5,"));
    QCOMPARE(row(b, 2).find(",queue-0"), std::string("1,xxxxxx").size());
}

QTEST_APPLESS_MAIN(TestVisitTable)
#include "tst_visit_table.moc"
