// One connection of a client, for one request after another.
#pragma once

#include "net/http_client.h"
#include "net/response_reader.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

#include <memory>

namespace sojourn {

/// Carries one exchange at a time over a socket. Owned by its client. A connection that was left open may
/// have been closed by the server as the next request went out; that one is sent once more on a new
/// connection.
class HttpConnection final : public QObject
{
public:
    HttpConnection(HttpClient& client, const QUrl& base);
    ~HttpConnection() override;

    /// Whether it stands open.
    bool isOpen() const { return m_ready && m_socket->state() == QAbstractSocket::ConnectedState; }
    void carry(std::shared_ptr<HttpExchange> exchange, QByteArray request);
    /// Ends without telling anybody.
    void silence();

private:
    void connectToServer();
    void ready();
    void read();
    void broken(QAbstractSocket::SocketError error);
    void replied();
    void fail(RequestFailure failure, std::string problem);

    HttpClient& m_client;
    const QUrl m_base;
    const std::unique_ptr<QTcpSocket>
        m_socket; // a QSslSocket for https only: it loads a library and certificates
    ResponseReader m_reader;
    std::shared_ptr<HttpExchange> m_exchange;
    QByteArray m_request;
    bool m_ready = false;    // connected, and encrypted where that is asked for
    bool m_mayRetry = false; // the request went out on a connection that was open already
};

} // namespace sojourn
