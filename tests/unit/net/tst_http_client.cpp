#include "net/http_client.h"

#include "support/scripted_server.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;
using Phase = HttpExchange::Phase;

namespace {

using Exchange = std::shared_ptr<HttpExchange>;

Exchange ended(const Exchange& exchange)
{
    if (!QTest::qWaitFor([&] { return exchange->phase() >= Phase::Done; }, 10'000)) return nullptr;
    return exchange;
}

/// What becomes of one request to it.
Exchange outcomeOf(const std::string& url, std::chrono::nanoseconds timeout = 10s)
{
    HttpClient client(url, [] {});
    return ended(client.get("/a", {}, timeout));
}

} // namespace

class TestHttpClient final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goesThroughEveryPhase()
    {
        ScriptedServer server(reply("hello"));
        int moved = 0;
        HttpClient client(server.url(), [&] { ++moved; });
        const Exchange exchange = client.get("/a", {}, 10s);
        QCOMPARE(exchange->phase(), Phase::Connecting);
        std::vector<Phase> phases;
        exchange->onMoved = [&] { phases.push_back(exchange->phase()); };
        QVERIFY(ended(exchange));
        QVERIFY((phases == std::vector{Phase::Waiting, Phase::Receiving, Phase::Done}));
        QCOMPARE(moved, 3);
        QCOMPARE(exchange->status(), 200);
        QCOMPARE(exchange->body(), "hello");
        QCOMPARE(exchange->reached(), Phase::Receiving);
    }

    void usesAConnectionAgain()
    {
        ScriptedServer server(reply("hello"));
        HttpClient client(server.url(), [] {});
        QVERIFY(!ended(client.get("/a", {}, 10s))->reusedConnection());
        const Exchange second = client.get("/b", {}, 10s);
        QVERIFY(second->reusedConnection());
        QCOMPARE(second->phase(), Phase::Waiting);
        QVERIFY(ended(second));
        QCOMPARE(server.connections, 1);
        QCOMPARE(server.requests, 2);
    }

    void asksAgainWhereAnOpenConnectionWasClosedMeanwhile()
    {
        ScriptedServer server(reply("hello"));
        HttpClient client(server.url(), [] {});
        QVERIFY(ended(client.get("/a", {}, 10s)));
        for (QTcpSocket* socket : server.findChildren<QTcpSocket*>())
            socket->disconnectFromHost();
        const Exchange second = client.get("/b", {}, 10s); // the client has not heard of it yet
        QVERIFY(second->reusedConnection());
        QVERIFY(ended(second));
        QCOMPARE(second->phase(), Phase::Done);
        QCOMPARE(server.connections, 2);
    }

    void manyGoAtOnceOnConnectionsOfTheirOwn()
    {
        ScriptedServer server(reply("hello"));
        HttpClient client(server.url(), [] {});
        std::vector<Exchange> all;
        for (int i = 0; i < 50; ++i)
            all.push_back(client.get("/a", {}, 10s));
        for (const Exchange& one : all)
            QCOMPARE(ended(one)->phase(), Phase::Done);
        QCOMPARE(client.openConnections(), 50u);
    }

    void failsAsTheServerDoes_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<int>("failure");
        const auto row = [](const char* name, const QByteArray& answer, bool closes, RequestFailure failure) {
            QTest::newRow(name) << answer << closes << static_cast<int>(failure);
        };
        row("status", reply("x", "500 No"), false, RequestFailure::Status);
        row("redirect", reply("x", "302 Elsewhere"), false, RequestFailure::Status);
        row("garbage", "\x16\x03\x01 what?", false, RequestFailure::BadReply);
        row("more than it said", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", false,
            RequestFailure::BadReply);
        row("no answer, closed", "", true, RequestFailure::Reset);
        row("cut short", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab", true, RequestFailure::Reset);
        row("no answer", "", false, RequestFailure::TimedOut);
        row("half an answer", "HTTP/1.1 200", false, RequestFailure::TimedOut);
    }
    void failsAsTheServerDoes()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, closes);
        QFETCH(int, failure);
        const ScriptedServer server(answer, closes);
        const Exchange exchange =
            outcomeOf(server.url(), failure == static_cast<int>(RequestFailure::TimedOut) ? 50ms : 10s);
        QVERIFY(exchange);
        QCOMPARE(exchange->phase(), Phase::Failed);
        QCOMPARE(static_cast<int>(exchange->failure()), failure);
        QVERIFY(!exchange->problem().empty());
    }

    void aPortWhereNobodyListensIsRefused()
    {
        std::string url;
        {
            const ScriptedServer gone({});
            url = gone.url();
        }
        QCOMPARE(outcomeOf(url)->failure(), RequestFailure::Refused);
    }

    void aBodyWithoutALengthEndsWithTheConnection()
    {
        const ScriptedServer server("HTTP/1.1 200 OK\r\n\r\nhello", true);
        const Exchange exchange = outcomeOf(server.url());
        QCOMPARE(exchange->phase(), Phase::Done);
        QCOMPARE(exchange->body(), "hello");
    }

    void whatIsAbortedMovesNoMore()
    {
        ScriptedServer server(reply("hello"));
        int moved = 0;
        HttpClient client(server.url(), [&] { ++moved; });
        const Exchange exchange = client.get("/a", {}, 10s);
        client.abort(*exchange);
        QCOMPARE(client.openConnections(), 0u);
        QVERIFY(ended(client.get("/b", {}, 10s)));
        QCOMPARE(exchange->phase(), Phase::Connecting);
        QCOMPARE(moved, 3);
    }

    void saysWhatIsWrongWithAnAddress()
    {
        for (const char* good :
             {"http://127.0.0.1:8000", "http://localhost", "https://example.org/api/", "http://[::1]:1"})
            QCOMPARE(HttpClient::problemOf(good), "");
        for (const char* bad :
             {"", "127.0.0.1:8000", "ftp://x", "http://", "http://x:99999", "http://x:0",
              "http://user:word@x", "http://x/?a=b", "http://x/#a", "http://a b/", "file:///etc"})
            QVERIFY2(!HttpClient::problemOf(bad).empty(), bad);
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
