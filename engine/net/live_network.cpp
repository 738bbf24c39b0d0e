#include "net/live_network.h"

#include <algorithm>
#include <sys/resource.h>

namespace sojourn {

namespace {

constexpr std::uint64_t otherFiles = 100; // what else the program has open
constexpr std::uint64_t enoughFiles = 32'768;

/// Raises the limit of open files, and returns it.
std::uint64_t raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    if (limit.rlim_cur < enoughFiles && limit.rlim_cur < limit.rlim_max) {
        rlimit raised = limit;
        raised.rlim_cur = std::min<rlim_t>(limit.rlim_max, enoughFiles);
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    }
    return limit.rlim_cur;
}

const char* wordOf(ServiceWish::Failure failure)
{
    switch (failure) {
    case ServiceWish::Failure::Timeout:
        return "timeout";
    case ServiceWish::Failure::Error:
        return "error";
    case ServiceWish::Failure::Reset:
        return "reset";
    case ServiceWish::Failure::None:
        break;
    }
    return "";
}

} // namespace

LiveNetwork::LiveNetwork(const std::vector<std::string>& urls, std::function<void()> onMoved)
{
    std::uint64_t ends = 0; // of a connection to each server: ours, and the own server's
    for (const std::string& url : urls) {
        const bool own = url.empty();
        if (own && !m_ownServer) m_ownServer = std::make_unique<LocalServer>();
        m_isOwn.push_back(own);
        ends += own ? 2 : 1;
        const std::string base = own ? "http://127.0.0.1:" + std::to_string(m_ownServer->port()) : url;
        m_clients.push_back(std::make_unique<HttpClient>(
            base, onMoved, own ? HttpClient::Stale::Fail : HttpClient::Stale::AskAgain));
    }
    const std::uint64_t files = raiseFileLimit();
    const std::uint64_t left = files > otherFiles ? files - otherFiles : 1;
    m_mostConnections = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(left / std::max<std::uint64_t>(ends, 1), 1, 1'000'000));
}

std::shared_ptr<HttpExchange> LiveNetwork::get(std::size_t server, const std::string& path,
                                               const ServiceWish& wish, std::chrono::nanoseconds timeout)
{
    HttpClient::Headers headers;
    if (m_isOwn[server]) {
        headers.emplace_back("Sojourn-Latency", std::to_string(wish.latency.count()));
        if (wish.receive.count() > 0)
            headers.emplace_back("Sojourn-Receive", std::to_string(wish.receive.count()));
        if (wish.failure != ServiceWish::Failure::None)
            headers.emplace_back("Sojourn-Failure", wordOf(wish.failure));
    }
    return m_clients[server]->get(path, headers, timeout);
}

} // namespace sojourn
