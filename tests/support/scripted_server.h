// A server for tests that says exactly what it is told to.
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <string>

namespace sojourn::test {

/// Answers each request, whatever it is, with one text, and closes the connection if asked to; an empty text
/// is no answer. On the event loop of the test.
class ScriptedServer final : public QTcpServer
{
public:
    explicit ScriptedServer(QByteArray text, bool closes = false)
        : answer(std::move(text))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, closes] {
            while (QTcpSocket* const socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, closes] {
                    if (!socket->readAll().endsWith("\r\n\r\n")) return;
                    ++requests;
                    if (!answer.isEmpty()) socket->write(answer);
                    if (closes) socket->disconnectFromHost();
                });
            }
        });
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(serverPort()); }

    QByteArray answer;
    int connections = 0;
    int requests = 0;
};

inline QByteArray reply(const QByteArray& body, const QByteArray& status = "200 OK")
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace sojourn::test
