// The real network of one run.
#pragma once

#include "net/http_client.h"
#include "net/local_server.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sojourn {

/// How the program's own server is to serve a request, in real time.
struct ServiceWish
{
    enum class Failure : std::uint8_t { None, Timeout, Error, Reset };
    std::chrono::nanoseconds latency{};
    std::chrono::nanoseconds receive{};
    Failure failure = Failure::None;
};

/// A client for each server that a run asks, and the program's own server where no other is named. On the
/// run's thread, from its start to its end.
class LiveNetwork final
{
public:
    /// `urls`: one a server; empty for the program's own, of which all such share one. `onMoved`: an exchange
    /// has moved, so its task can run.
    LiveNetwork(const std::vector<std::string>& urls, std::function<void()> onMoved);

    std::shared_ptr<HttpExchange> get(std::size_t server, const std::string& path, const ServiceWish& wish,
                                      std::chrono::nanoseconds timeout);
    void abort(std::size_t server, HttpExchange& exchange) { m_clients[server]->abort(exchange); }
    /// So many connections to each server the system's limit of open files allows. (It is raised first as far
    /// as this process may.)
    std::uint32_t mostConnections() const { return m_mostConnections; }

private:
    std::unique_ptr<LocalServer> m_ownServer;
    std::vector<std::unique_ptr<HttpClient>> m_clients;
    std::vector<bool> m_isOwn; // by server
    std::uint32_t m_mostConnections = 1;
};

} // namespace sojourn
