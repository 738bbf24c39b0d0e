#include "net/reply.h"

#include <QTest>

using namespace sojourn;

class TestReply final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheNumberAtTheEndOfAPath()
    {
        QCOMPARE(numberInPath("/api/v2/pokemon/25"), std::optional(25u));
        QCOMPARE(numberInPath("/pokemon/1"), std::optional(1u));
        QCOMPARE(numberInPath("/pokemon/150?lang=en"), std::optional(150u));
    }

    void findsNoneElsewhere()
    {
        for (const char* path : {"", "/", "/pokemon/", "/pokemon/0", "/pokemon/x", "/pokemon/1x", "/berry/1",
                                 "/pokemon/-1", "/pokemon/99999999999"})
            QVERIFY2(!numberInPath(path), path);
    }

    void namesBeginAnewBehindTheLast()
    {
        QCOMPARE(replyName(1), "bulbasaur");
        QCOMPARE(replyName(150), "mewtwo");
        QCOMPARE(replyName(151), "bulbasaur");
    }

    void aBodyIsJsonWithNumberAndName()
    {
        QCOMPARE(replyBody(25), R"({"id": 25, "name": "pikachu"})");
        QCOMPARE(fieldOfReply(replyBody(25), "name"), std::optional<std::string>("pikachu"));
        QCOMPARE(fieldOfReply(replyBody(25), "id"), std::optional<std::string>("25"));
    }

    void aFieldThatIsNotThereIsNone()
    {
        QVERIFY(!fieldOfReply(replyBody(1), "nick"));
        for (const char* body :
             {"", "no json", "[1]", "{\"name\": {}}", "{\"name\": null}", "{\"name\": \"open"})
            QVERIFY2(!fieldOfReply(body, "name"), body);
    }
};

QTEST_GUILESS_MAIN(TestReply)
#include "tst_reply.moc"
