#include "formats/event_list.h"

#include "support/log_builder.h"

#include <QTest>

#include <bit>
#include <string>

using namespace sojourn;
using sojourn::test::LogBuilder;

namespace {

std::string listed(const LogBuilder& builder)
{
    TextSink sink;
    EventListWriter(builder.info, builder.log).writeNew(sink);
    return sink.text();
}

} // namespace

class TestEventList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesEveryKindWithItsFields();
    void countsTheSizeOfEachQueue();
    void skipsInternalEvents();
    void writesInstantsToTheNanosecond();
    void namesTheTasksOfACountedGroup();
    void writesNamesAsJson();
    void goesOnWhereItStopped();
    void hasAWordForEveryListedKindAndNoneForOthers();
};

void TestEventList::writesEveryKindWithItsFields()
{
    LogBuilder b({{}}, 1);
    b.info->flags = {"ready"};
    b.info->pools = {{"cores", 2}};
    b.info->servers = {{"api", 1}};
    b.info->requests = {{0, "/a"}, {0, "/b/{n}?n={n}"}};
    b.add(0, EventKind::Started);
    b.add(0, EventKind::Sleep, 1'500'000'000).add(0, EventKind::Wake);
    b.add(0, EventKind::Work, 1);
    b.add(0, EventKind::Offload, 2'000'000'000).add(0, EventKind::OffloadDone);
    b.add(0, EventKind::PutWait, 7).add(0, EventKind::Put, 7).add(0, EventKind::Drop, 8);
    b.add(0, EventKind::GetWait).add(0, EventKind::Get, 7).add(0, EventKind::TaskDone);
    b.add(0, EventKind::Put, endMark);
    b.add(0, EventKind::Drawn, std::bit_cast<std::int64_t>(0.25));
    b.add(0, EventKind::JoinWait).add(0, EventKind::Join);
    b.add(0, EventKind::AwaitWait).add(0, EventKind::Await).add(0, EventKind::Cancel);
    b.add(0, EventKind::Set).add(0, EventKind::FlagWait).add(0, EventKind::Flag);
    b.add(0, EventKind::Timeout, 10).add(0, EventKind::TimedOut);
    b.add(0, EventKind::Request, 7, 1).add(0, EventKind::Connecting, 7, 1).add(0, EventKind::Connected, 7, 1);
    b.add(0, EventKind::FirstByte, 7, 1).add(0, EventKind::Response, responseValue(29, 200), 1);
    b.add(0, EventKind::RequestFailed, 0, 0, static_cast<std::uint8_t>(RequestFailure::Reset));
    b.add(0, EventKind::RequestFailed, 500, 0, static_cast<std::uint8_t>(RequestFailure::Status));
    const std::int64_t error = b.log->addText("no \"luck\"");
    b.add(0, EventKind::Ended, 0, 0, static_cast<std::uint8_t>(EndedHow::Finished));
    b.add(0, EventKind::Ended, 0, 0, static_cast<std::uint8_t>(EndedHow::Cancelled));
    b.add(0, EventKind::Ended, error, 0, static_cast<std::uint8_t>(EndedHow::Failed));

    const std::string head = "{\"t\":0,\"task\":\"task-0\",\"event\":\"";
    const std::string expected[] = {
        "started\"",
        "sleep\",\"seconds\":1.5",
        "wake\"",
        "work\",\"seconds\":0.000000001",
        "offload\",\"seconds\":2,\"pool\":\"cores\"",
        "offload_done\"",
        "put_wait\",\"queue\":\"queue-0\",\"item\":7",
        "put\",\"queue\":\"queue-0\",\"item\":7,\"size\":1",
        "drop\",\"queue\":\"queue-0\",\"item\":8",
        "get_wait\",\"queue\":\"queue-0\"",
        "get\",\"queue\":\"queue-0\",\"item\":7,\"size\":0",
        "task_done\",\"queue\":\"queue-0\"",
        "put\",\"queue\":\"queue-0\",\"item\":\"sentinel\",\"size\":1",
        "drawn\",\"value\":0.25",
        "join_wait\",\"queue\":\"queue-0\"",
        "join\",\"queue\":\"queue-0\"",
        "await_wait\",\"group\":\"task-0\"",
        "await\",\"group\":\"task-0\"",
        "cancel\",\"group\":\"task-0\"",
        "set\",\"flag\":\"ready\"",
        "flag_wait\",\"flag\":\"ready\"",
        "flag\",\"flag\":\"ready\"",
        "timeout\",\"seconds\":0.00000001",
        "timed_out\"",
        "request\",\"server\":\"api\",\"path\":\"/b/7?n=7\"",
        "connecting\",\"server\":\"api\"",
        "connected\",\"server\":\"api\"",
        "first_byte\",\"server\":\"api\"",
        "response\",\"server\":\"api\",\"status\":200,\"bytes\":29",
        "request_failed\",\"server\":\"api\",\"reason\":\"reset\"",
        "request_failed\",\"server\":\"api\",\"reason\":\"status\",\"status\":500",
        "ended\",\"outcome\":\"finished\"",
        "ended\",\"outcome\":\"cancelled\"",
        "ended\",\"outcome\":\"failed\",\"error\":\"no \\\"luck\\\"\"",
    };
    std::string text;
    for (const std::string& line : expected)
        text += head + line + "}\n";
    QCOMPARE(listed(b), text);
}

void TestEventList::countsTheSizeOfEachQueue()
{
    LogBuilder b({{}}, 2);
    b.put(0, 0, 0).put(0, 1, 1).put(0, 2, 0).get(0, 0, 0).get(0, 1, 1);
    const std::string text = listed(b);
    std::string sizes;
    for (std::size_t at = 0; (at = text.find("\"size\":", at)) != std::string::npos; at += 7)
        sizes += text[at + 7];
    QCOMPARE(sizes, std::string("11210"));
}

void TestEventList::skipsInternalEvents()
{
    LogBuilder b({{}}, 1);
    b.add(0, EventKind::Worked).add(0, EventKind::Resumed).add(0, EventKind::Valued);
    QCOMPARE(listed(b), std::string());
}

void TestEventList::writesInstantsToTheNanosecond()
{
    LogBuilder b({{}}, 1);
    b.at(1)
        .add(0, EventKind::Wake)
        .at(1'000'000'001)
        .add(0, EventKind::Wake)
        .at(2'500'000'000)
        .add(0, EventKind::Wake);
    const std::string text = listed(b);
    QVERIFY(text.find("{\"t\":0.000000001,") == 0);
    QVERIFY(text.find("{\"t\":1.000000001,") != std::string::npos);
    QVERIFY(text.find("{\"t\":2.5,") != std::string::npos);
}

void TestEventList::namesTheTasksOfACountedGroup()
{
    LogBuilder b({{}}, 0);
    b.info->groups = {{"main", 0, 1, false, {}, {}, {}, {}, {}, {}},
                      {"worker", 1, 12, true, {}, {}, {}, {}, {}, {}}};
    b.info->groupOfTask.assign(13, 1);
    b.info->groupOfTask[0] = 0;
    b.add(0, EventKind::Started).add(12, EventKind::Started);
    const std::string text = listed(b);
    QVERIFY(text.find("\"task\":\"main\"") != std::string::npos);
    QVERIFY(text.find("\"task\":\"worker-11\"") != std::string::npos);
}

void TestEventList::writesNamesAsJson()
{
    LogBuilder b({{}}, 1);
    b.info->groups[0].name = "a\"b";
    b.info->queues[0].name = "Größe";
    b.put(0, 0);
    const std::string text = listed(b);
    QVERIFY(text.find("\"task\":\"a\\\"b\"") != std::string::npos);
    QVERIFY(text.find("\"queue\":\"Größe\"") != std::string::npos);
}

void TestEventList::goesOnWhereItStopped()
{
    LogBuilder b({{}}, 1);
    EventListWriter writer(b.info, b.log);
    TextSink sink;
    b.put(0, 0);
    writer.writeNew(sink);
    const std::string first = sink.text();
    writer.writeNew(sink);
    QCOMPARE(sink.text(), first);
    b.put(0, 1);
    writer.writeNew(sink);
    QVERIFY(sink.text().starts_with(first));
    QVERIFY(sink.text().ends_with("\"item\":1,\"size\":2}\n"));
    QCOMPARE(writer.position(), std::uint64_t(2));
}

void TestEventList::hasAWordForEveryListedKindAndNoneForOthers()
{
    for (int kind = 0; kind <= static_cast<int>(EventKind::Valued); ++kind) {
        const bool isListed = kind <= static_cast<int>(lastListedKind);
        QCOMPARE(!std::string(eventWord(static_cast<EventKind>(kind))).empty(), isListed);
    }
}

QTEST_APPLESS_MAIN(TestEventList)
#include "tst_event_list.moc"
