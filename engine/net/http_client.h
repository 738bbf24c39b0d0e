// HTTP GETs on the real clock.
#pragma once

#include "net/deadlines.h"
#include "trace/event.h"

#include <QUrl>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sojourn {

class HttpClient;
class HttpConnection;

/// One request and what became of it so far. Belongs to the thread of its client; written by the client
/// alone.
class HttpExchange final
{
public:
    /// How far it is. It never goes back; Done and Failed are ends.
    enum class Phase : std::uint8_t { Connecting, Waiting, Receiving, Done, Failed };

    Phase phase() const { return m_phase; }
    /// How far it came before it ended: Receiving at most.
    Phase reached() const { return m_reached; }
    /// Whether it went out on a connection that was open already: then it began as Waiting.
    bool reusedConnection() const { return m_reused; }
    /// Of the reply; 0 before.
    int status() const { return m_status; }
    const std::string& body() const { return m_body; }
    /// Of a failed one.
    RequestFailure failure() const { return m_failure; }
    /// Of a failed one, for people: "the connection was refused".
    const std::string& problem() const { return m_problem; }

    /// Called as the phase changes, from the event loop or within HttpClient::get(). Must neither begin nor
    /// end exchanges; whoever is told leaves word for itself.
    std::function<void()> onMoved;

private:
    friend class HttpClient;
    friend class HttpConnection;
    void moveTo(Phase phase);
    void fail(RequestFailure failure, std::string problem);

    HttpClient* m_client = nullptr;
    HttpConnection* m_connection = nullptr; // null when it has ended
    Phase m_phase = Phase::Connecting;
    Phase m_reached = Phase::Connecting;
    bool m_reused = false;
    int m_status = 0;
    std::string m_body;
    RequestFailure m_failure = RequestFailure::Reset;
    std::string m_problem;
    Deadlines::Key m_deadline{};
};

/// Sends GETs to one server, each on a connection of its own, and keeps connections open for those that
/// follow. How many go at once is up to the caller. Redirects are not followed, and any status below 200 or
/// above 299 is a failure. Runs on the event loop of its thread. Exchanges that are not over when it goes are
/// cut off without a word.
class HttpClient final
{
public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    /// What becomes of a request on a connection that was left open, when that ends without a byte: a server
    /// may have closed it at that moment, so it is sent once more on a new one; or that is how it answers.
    enum class Stale : std::uint8_t { AskAgain, Fail };
    /// `base`: http://host:port/path or https://…; paths are put behind it. `onMoved` is called after that of
    /// any exchange: the loop that waits for one has something to do.
    HttpClient(const std::string& base, std::function<void()> onMoved, Stale stale = Stale::AskAgain);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Whether requests can be sent to that base; the sentence says what is wrong with it, empty when nothing
    /// is.
    static std::string problemOf(const std::string& base);

    /// Sends a GET. It fails when its reply is not complete within `timeout`.
    std::shared_ptr<HttpExchange> get(const std::string& path, const Headers& headers,
                                      std::chrono::nanoseconds timeout);
    /// Nobody waits for it any more: its connection is closed.
    void abort(HttpExchange& exchange);
    /// Connections that are open, idle ones among them.
    std::size_t openConnections() const { return m_connections.size(); }

private:
    friend class HttpExchange;
    friend class HttpConnection;
    HttpConnection& connection();
    void idle(HttpConnection& connection);
    void drop(HttpConnection& connection);
    void ended(HttpExchange& exchange) { m_deadlines.cancel(exchange.m_deadline); }

    QUrl m_base;
    std::function<void()> m_onMoved;
    Stale m_stale;
    Deadlines m_deadlines{false};
    std::vector<std::unique_ptr<HttpConnection>> m_connections;
    std::vector<HttpConnection*> m_idle;
};

} // namespace sojourn
