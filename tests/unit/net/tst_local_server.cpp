#include "net/local_server.h"

#include "support/process_counts.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QTcpSocket>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// What it answers until it has said `ends`, or has closed the connection.
QByteArray answerTo(QTcpSocket& socket, const QByteArray& request, const QByteArray& ends)
{
    socket.write(request);
    QByteArray answer;
    QElapsedTimer timer;
    timer.start();
    while (!answer.endsWith(ends) && timer.elapsed() < 10'000 && socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    return answer;
}

QByteArray answerTo(const LocalServer& server, const QByteArray& request, const QByteArray& ends = "}")
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    return answerTo(socket, request, ends);
}

} // namespace

class TestLocalServer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answersWithTheName()
    {
        const LocalServer server;
        QVERIFY(server.port() != 0);
        QCOMPARE(answerTo(server, "GET /api/v2/pokemon/25 HTTP/1.1\r\nHost: x\r\n\r\n"),
                 QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n"
                            "{\"id\": 25, \"name\": \"pikachu\"}"));
    }

    void answersOneRequestAfterAnotherOnOneConnection()
    {
        const LocalServer server;
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server.port());
        for (int i = 0; i < 3; ++i)
            QVERIFY(answerTo(socket, "GET /pokemon/1 HTTP/1.1\r\n\r\n", "}").endsWith("bulbasaur\"}"));
        const QByteArray two = "GET /pokemon/1 HTTP/1.1\r\n\r\nGET /pokemon/2 HTTP/1.1\r\n\r\n";
        QVERIFY(answerTo(socket, two, "ivysaur\"}").contains("bulbasaur"));
    }

    void takesTheTimeThatItIsAskedFor()
    {
        const LocalServer server;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(answerTo(server, "GET /pokemon/1 HTTP/1.1\r\nSojourn-Latency: 30000000\r\n"
                                 "Sojourn-Receive: 20000000\r\n\r\n")
                    .contains("bulbasaur"));
        QVERIFY(timer.nsecsElapsed() >= 50'000'000);
    }

    void refusesWhatItDoesNotServe()
    {
        const LocalServer server;
        const auto statusOf = [&](const QByteArray& request) { return answerTo(server, request).mid(9, 3); };
        QCOMPARE(statusOf("GET /other HTTP/1.1\r\n\r\n"), QByteArray("404"));
        QCOMPARE(statusOf("POST /pokemon/1 HTTP/1.1\r\n\r\n"), QByteArray("405"));
        QCOMPARE(statusOf("hello\r\n\r\n"), QByteArray("400"));
        QCOMPARE(statusOf("GET /pokemon/1 HTTP/1.1\r\nSojourn-Failure: error\r\n\r\n"), QByteArray("500"));
    }

    void closesWhereItIsAskedToAndOnAHeadWithoutEnd()
    {
        const LocalServer server;
        QTcpSocket polite;
        polite.connectToHost(QHostAddress::LocalHost, server.port());
        QVERIFY(answerTo(polite, "GET /pokemon/1 HTTP/1.0\r\n\r\n", "}").contains("bulbasaur"));
        QVERIFY(polite.state() == QAbstractSocket::UnconnectedState || polite.waitForDisconnected(10'000));
        QTcpSocket endless;
        endless.connectToHost(QHostAddress::LocalHost, server.port());
        QCOMPARE(answerTo(endless, QByteArray(100'000, 'x'), "}"), QByteArray());
        QVERIFY(endless.state() == QAbstractSocket::UnconnectedState || endless.waitForDisconnected(10'000));
    }

    void resetsAConnectionWhenAskedTo()
    {
        const LocalServer server;
        QCOMPARE(answerTo(server, "GET /pokemon/1 HTTP/1.1\r\nSojourn-Failure: reset\r\n\r\n"), QByteArray());
    }

    void listensOnLoopbackOnly()
    {
        const LocalServer server;
        for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
            if (address.isLoopback() || address.protocol() != QAbstractSocket::IPv4Protocol) continue;
            QTcpSocket socket;
            socket.connectToHost(address, server.port());
            QVERIFY2(!socket.waitForConnected(2'000), qPrintable(address.toString()));
        }
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server.port());
        QVERIFY(socket.waitForConnected(10'000));
    }

    void leavesNothingBehind()
    {
        {
            const LocalServer first;
        } // what Qt keeps for itself is made now
        const qsizetype files = countOf("/proc/self/fd");
        const qsizetype threads = countOf("/proc/self/task");
        std::uint16_t port = 0;
        {
            const LocalServer server;
            port = server.port();
            QTcpSocket waiting;
            waiting.connectToHost(QHostAddress::LocalHost, port);
            QVERIFY(waiting.waitForConnected(10'000));
            waiting.write("GET /pokemon/1 HTTP/1.1\r\nSojourn-Failure: timeout\r\n\r\n");
            QVERIFY(waiting.waitForBytesWritten(10'000));
        }
        QTRY_COMPARE(countOf("/proc/self/fd"), files);
        QTRY_VERIFY(countOf("/proc/self/task") <= threads);
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(!late.waitForConnected(2'000));
    }
};

QTEST_GUILESS_MAIN(TestLocalServer)
#include "tst_local_server.moc"
