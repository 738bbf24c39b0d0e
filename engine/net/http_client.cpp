#include "net/http_client.h"

#include "net/http_connection.h"

#include <QCoreApplication>
#include <QSslSocket>

#include <algorithm>

namespace sojourn {

void HttpExchange::moveTo(Phase phase)
{
    m_phase = phase;
    if (phase < Phase::Done) {
        m_reached = phase;
    } else {
        m_client->ended(*this);
        m_connection = nullptr;
    }
    if (onMoved) onMoved();
    m_client->m_onMoved();
}

void HttpExchange::fail(RequestFailure failure, std::string problem)
{
    m_failure = failure;
    m_problem = std::move(problem);
    moveTo(Phase::Failed);
}

HttpClient::HttpClient(const std::string& base, std::function<void()> onMoved, Stale stale)
    : m_base(QString::fromStdString(base), QUrl::StrictMode)
    , m_onMoved(std::move(onMoved))
    , m_stale(stale)
{
}

HttpClient::~HttpClient()
{
    for (const auto& connection : m_connections)
        connection->silence();
}

std::string HttpClient::problemOf(const std::string& base)
{
    const QUrl url(QString::fromStdString(base), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) return "is no address such as http://127.0.0.1:8000";
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return "must begin with http:// or https://";
    if (!url.userInfo().isEmpty()) return "must not hold a user's name or password";
    if (url.hasQuery() || url.hasFragment()) return "must end with a path: there can be no ? or # in it";
    if (url.port(80) == 0) return "must not name port 0";
    // Qt looks for what speaks TLS with an application alone, and warns without one. Where there is none yet
    // (the command line reads its scenario first) a connection says what is missing.
    const bool canAsk = QCoreApplication::instance() != nullptr;
    if (url.scheme() == QLatin1String("https") && canAsk && !QSslSocket::supportsSsl())
        return "needs https, which this system's Qt cannot speak";
    return {};
}

std::shared_ptr<HttpExchange> HttpClient::get(const std::string& path, const Headers& headers,
                                              std::chrono::nanoseconds timeout)
{
    QByteArray target = m_base.path(QUrl::FullyEncoded).toUtf8();
    while (target.endsWith('/'))
        target.chop(1);
    QByteArray request = "GET " + target + QByteArray::fromStdString(path) +
                         " HTTP/1.1\r\nHost: " + m_base.authority(QUrl::FullyEncoded).toUtf8() +
                         "\r\nAccept: application/json\r\nUser-Agent: Sojourn/" SOJOURN_VERSION "\r\n";
    for (const auto& [name, value] : headers)
        request += QByteArray::fromStdString(name + ": " + value + "\r\n");
    request += "\r\n";

    auto exchange = std::make_shared<HttpExchange>();
    exchange->m_client = this;
    HttpConnection& carrier = connection();
    exchange->m_connection = &carrier;
    const std::weak_ptr<HttpExchange> late = exchange;
    exchange->m_deadline = m_deadlines.set(
        Deadlines::Clock::now() + std::chrono::duration_cast<Deadlines::Clock::duration>(timeout),
        [this, late] {
            const std::shared_ptr<HttpExchange> still = late.lock();
            if (!still || still->m_connection == nullptr) return;
            abort(*still);
            still->fail(RequestFailure::TimedOut, "there was no reply in time");
        });
    carrier.carry(exchange, request);
    return exchange;
}

HttpConnection& HttpClient::connection()
{
    while (!m_idle.empty()) {
        HttpConnection* const last = m_idle.back();
        if (last->isOpen()) {
            m_idle.pop_back();
            return *last;
        }
        drop(*last);
    }
    return *m_connections.emplace_back(std::make_unique<HttpConnection>(*this, m_base));
}

void HttpClient::abort(HttpExchange& exchange)
{
    if (exchange.m_connection == nullptr) return;
    ended(exchange);
    HttpConnection& connection = *exchange.m_connection;
    exchange.m_connection = nullptr;
    drop(connection);
}

void HttpClient::idle(HttpConnection& connection)
{
    m_idle.push_back(&connection);
}

void HttpClient::drop(HttpConnection& connection)
{
    connection.silence();
    std::erase(m_idle, &connection);
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const auto& own) { return own.get() == &connection; });
    if (found == m_connections.end()) return;
    found->release()->deleteLater(); // it may be in the middle of telling
    *found = std::move(m_connections.back());
    m_connections.pop_back();
}

} // namespace sojourn
