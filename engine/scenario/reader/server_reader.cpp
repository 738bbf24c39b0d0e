#include "scenario/reader/server_reader.h"

#include "net/http_client.h"
#include "scenario/reader/draw_reader.h"
#include "scenario/reader/words.h"

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

using Index = Reading::Index;

constexpr double longestTimeout = 1e6; // seconds

void readFailures(Reading& reading, Index object, Server& server)
{
    static constexpr std::array<std::string_view, 3> keys = {"timeout", "error", "reset"};
    if (!reading.object(object, keys, " in \"failures\"")) return;
    const auto share = [&](std::string_view key) {
        const auto at = reading.optional(object, key);
        return at ? reading.number(*at, 0, 1) : 0;
    };
    server.timeouts = share("timeout");
    server.errors = share("error");
    server.resets = share("reset");
    const double sum = server.timeouts + server.errors + server.resets;
    if (sum > 1 + 1e-9)
        reading.refuse(object, "the shares add up to " + numberText(sum) + ", more than all requests");
}

} // namespace

void readServer(Reading& reading, Index object, Server& server)
{
    if (const auto url = reading.optional(object, "url")) {
        server.url = reading.text(*url);
        const std::string problem = server.url.empty() ? std::string() : HttpClient::problemOf(server.url);
        if (!problem.empty()) reading.refuse(*url, quoted(server.url) + ' ' + problem);
    }
    if (const auto connections = reading.optional(object, "connections"))
        server.connections = static_cast<std::uint32_t>(reading.whole(*connections, 1, mostConnections));
    const auto length = [&](std::string_view key, Draw& draw) {
        if (const auto at = reading.optional(object, key))
            draw = readDraw(reading, *at, DrawUse::LengthOfTime);
    };
    length("connect", server.connect);
    length("latency", server.latency);
    length("receive", server.receive);
    if (const auto failures = reading.optional(object, "failures")) readFailures(reading, *failures, server);
    if (const auto timeout = reading.optional(object, "timeout"))
        server.timeout =
            durationFromSeconds(reading.number(*timeout, 0.001, longestTimeout)).value_or(server.timeout);
}

std::string problemOfPath(std::string_view path)
{
    if (!path.starts_with('/')) return "must begin with \"/\"";
    for (std::size_t at = 0; at < path.size(); ++at) {
        const auto c = static_cast<unsigned char>(path[at]);
        if (c <= ' ' || c >= 0x7F || path[at] == '"' || path[at] == '#' || path[at] == '\\')
            return "holds " + quoted(path.substr(at, 1)) + ", which a path cannot";
        if (path[at] == '}' || (path[at] == '{' && path.substr(at, 3) != "{n}"))
            return "holds a brace that is not that of \"{n}\", the number of the request";
        if (path[at] == '{') at += 2;
    }
    return {};
}

} // namespace sojourn
