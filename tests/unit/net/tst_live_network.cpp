#include "net/live_network.h"

#include "support/scripted_server.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;
using Phase = HttpExchange::Phase;

namespace {

bool isOver(const HttpExchange& exchange)
{
    return QTest::qWaitFor([&] { return exchange.phase() >= Phase::Done; }, 10'000);
}

} // namespace

class TestLiveNetwork final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksItsOwnServerWhereNoOtherIsNamed()
    {
        LiveNetwork network({""}, [] {});
        const auto exchange = network.get(0, "/pokemon/7", {}, 10s);
        QVERIFY(isOver(*exchange));
        QCOMPARE(exchange->body(), R"({"id": 7, "name": "squirtle"})");
    }

    void theOwnServerFailsAsItIsWished()
    {
        using Failure = ServiceWish::Failure;
        LiveNetwork network({""}, [] {});
        const auto failureOf = [&](Failure failure) {
            const auto exchange =
                network.get(0, "/pokemon/7", {1ms, {}, failure}, failure == Failure::Timeout ? 60ms : 10s);
            return isOver(*exchange) && exchange->phase() == Phase::Failed ? exchange->failure()
                                                                           : RequestFailure::NoHost;
        };
        QCOMPARE(failureOf(Failure::Timeout), RequestFailure::TimedOut);
        QCOMPARE(failureOf(Failure::Error), RequestFailure::Status);
        QCOMPARE(failureOf(Failure::Reset), RequestFailure::Reset);
    }

    void aForeignServerIsToldNothingOfWishes()
    {
        ScriptedServer server(reply("x"));
        LiveNetwork network({server.url()}, [] {});
        const auto exchange = network.get(0, "/pokemon/7", {1h, 1h, ServiceWish::Failure::Error}, 10s);
        QVERIFY(isOver(*exchange));
        QCOMPARE(exchange->phase(), Phase::Done); // a wish would have taken hours, or failed
        QCOMPARE(server.requests, 1);
    }

    void manyConnectionsFitIntoTheLimitOfOpenFiles()
    {
        const LiveNetwork one({""}, [] {});
        const LiveNetwork two({"", ""}, [] {});
        QVERIFY(one.mostConnections() >= 1);
        QVERIFY(two.mostConnections() <= one.mostConnections() / 2 + 1);
    }
};

QTEST_GUILESS_MAIN(TestLiveNetwork)
#include "tst_live_network.moc"
