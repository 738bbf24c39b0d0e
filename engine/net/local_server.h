// The program's own HTTP server.
#pragma once

#include <cstdint>
#include <memory>

namespace sojourn {

/// Answers GETs of …/pokemon/N on 127.0.0.1, on a free port, from a thread of its own; it goes with its
/// object, after closing every connection. Each request says in its own headers how it wants to be served,
/// times in nanoseconds:
///
///     Sojourn-Latency: 40000000    from the whole request to the first byte of the reply
///     Sojourn-Receive: 1000000     from the first byte to the last
///     Sojourn-Failure: timeout     never answered; error: status 500; reset: the connection is reset instead
///
/// Without them it answers at once. Other paths get 404, other methods 405, what is no HTTP 400; a head of
/// more than 16 KiB ends the connection.
class LocalServer final
{
public:
    /// Listens when this returns.
    LocalServer();
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    /// 0: it could not listen, and requests will be refused.
    std::uint16_t port() const;

private:
    class Thread;

    std::unique_ptr<Thread> m_thread;
};

} // namespace sojourn
