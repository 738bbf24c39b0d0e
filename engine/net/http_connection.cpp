#include "net/http_connection.h"

#include <QSslSocket>

#include <utility>

namespace sojourn {

namespace {

bool isEncrypted(const QUrl& base)
{
    return base.scheme() == QLatin1String("https");
}

std::pair<RequestFailure, std::string> wordsFor(QAbstractSocket::SocketError error, const QString& text)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return {RequestFailure::Refused, "the connection was refused"};
    case QAbstractSocket::RemoteHostClosedError:
        return {RequestFailure::Reset, "the server closed the connection"};
    case QAbstractSocket::HostNotFoundError:
        return {RequestFailure::NoHost, "there is no host of that name"};
    default:
        return {RequestFailure::Unreachable, text.toStdString()};
    }
}

} // namespace

HttpConnection::HttpConnection(HttpClient& client, const QUrl& base)
    : m_client(client)
    , m_base(base)
    , m_socket(isEncrypted(base) ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>())
{
    connect(m_socket.get(), &QAbstractSocket::connected, this, [this] {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (!isEncrypted(m_base)) ready();
    });
    if (auto* const encrypted = qobject_cast<QSslSocket*>(m_socket.get()))
        connect(encrypted, &QSslSocket::encrypted, this, [this] { ready(); });
    connect(m_socket.get(), &QAbstractSocket::readyRead, this, [this] { read(); });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) { broken(error); });
}

HttpConnection::~HttpConnection()
{
    silence();
}

void HttpConnection::silence()
{
    m_exchange.reset();
    m_socket->disconnect(this);
    m_socket->abort();
}

void HttpConnection::connectToServer()
{
    m_ready = false;
    const auto port = static_cast<quint16>(m_base.port(isEncrypted(m_base) ? 443 : 80));
    if (auto* const encrypted = qobject_cast<QSslSocket*>(m_socket.get()))
        encrypted->connectToHostEncrypted(m_base.host(), port);
    else
        m_socket->connectToHost(m_base.host(), port);
}

void HttpConnection::carry(std::shared_ptr<HttpExchange> exchange, QByteArray request)
{
    m_exchange = std::move(exchange);
    m_request = std::move(request);
    m_reader = ResponseReader();
    m_exchange->m_reused = isOpen();
    m_mayRetry = m_exchange->m_reused && m_client.m_stale == HttpClient::Stale::AskAgain;
    if (!m_exchange->m_reused) return connectToServer();
    m_exchange->m_phase = m_exchange->m_reached = HttpExchange::Phase::Waiting;
    m_socket->write(m_request);
}

void HttpConnection::ready()
{
    m_ready = true;
    if (!m_exchange) return;
    m_socket->write(m_request);
    if (m_exchange->phase() == HttpExchange::Phase::Connecting)
        m_exchange->moveTo(HttpExchange::Phase::Waiting);
}

void HttpConnection::read()
{
    const QByteArray bytes = m_socket->readAll();
    if (!m_exchange || bytes.isEmpty()) return;
    const bool first = m_reader.untouched();
    const ResponseReader::State state =
        m_reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (first) m_exchange->moveTo(HttpExchange::Phase::Receiving);
    if (state == ResponseReader::State::Bad) return fail(RequestFailure::BadReply, m_reader.problem());
    if (state == ResponseReader::State::Complete) replied();
}

void HttpConnection::broken(QAbstractSocket::SocketError error)
{
    m_ready = false;
    if (!m_exchange) return;
    if (m_socket->bytesAvailable() > 0) read(); // what came before the end counts
    if (!m_exchange) return;
    if (m_mayRetry && m_reader.untouched()) {
        m_mayRetry = false;
        // Not right here: the socket is about to close what it has.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_socket->abort();
                if (m_exchange) connectToServer();
            },
            Qt::QueuedConnection);
        return;
    }
    if (error == QAbstractSocket::RemoteHostClosedError &&
        m_reader.end() == ResponseReader::State::Complete) {
        return replied();
    }
    auto [failure, words] = wordsFor(error, m_socket->errorString());
    fail(failure, std::move(words));
}

void HttpConnection::replied()
{
    const std::shared_ptr<HttpExchange> exchange = std::move(m_exchange);
    m_exchange.reset();
    exchange->m_status = m_reader.status();
    exchange->m_body = m_reader.body();
    if (m_reader.keepsOpen() && isOpen())
        m_client.idle(*this);
    else
        m_client.drop(*this);
    if (exchange->m_status < 200 || exchange->m_status > 299)
        return exchange->fail(RequestFailure::Status,
                              "the reply has status " + std::to_string(exchange->m_status));
    exchange->moveTo(HttpExchange::Phase::Done);
}

void HttpConnection::fail(RequestFailure failure, std::string problem)
{
    const std::shared_ptr<HttpExchange> exchange = std::move(m_exchange);
    m_exchange.reset();
    m_client.drop(*this);
    exchange->fail(failure, std::move(problem));
}

} // namespace sojourn
