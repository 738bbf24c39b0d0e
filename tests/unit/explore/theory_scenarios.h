// Scenarios with a formula, written in short.
#pragma once

#include "support/scenario_runs.h"

#include <string>

namespace sojourn::test {

/// An open queue: arrivals, services and the rest as JSON.
struct OpenQueue
{
    std::string pause = R"({"exponential": 1.25})"; ///< between two arrivals
    std::string service = R"({"exponential": 1})";
    int servers = 1;
    int sources = 1;
    int capacity = 0;
    std::string order = "fifo";
    std::string put = R"({"put": "queue"})";
    int items = 1000; ///< a source

    std::string text() const
    {
        const std::string n = std::to_string(sources), c = std::to_string(servers);
        return R"("name": "test", "title": "Test", "queues": [{"name": "queue", "capacity": )" +
               std::to_string(capacity) + R"(, "order": ")" + order + R"("}], "tasks": [
{"name": "main", "steps": [{"await": "source"}, {"join": "queue"}, {"cancel": "server"}]},
{"name": "source", "count": )" +
               n + R"(, "steps": [{"repeat": )" + std::to_string(items) + R"(, "steps": [{"sleep": )" +
               pause + "}, " + put + R"(]}]},
{"name": "server", "count": )" +
               c + R"(, "steps": [{"repeat": "forever", "steps": [
  {"get": "queue"}, {"sleep": )" +
               service + R"(}, {"task_done": "queue"}]}]}])";
    }
};

/// Arrivals that take one of so many permits, or go away without one: Erlang's loss system when there are as
/// many servers as permits.
inline std::string permitsText(int permits, int servers, int arrivals,
                               const std::string& service = R"({"exponential": 1})")
{
    return R"("name": "test", "title": "Test", "queues": [{"name": "free"}, {"name": "busy"}], "tasks": [
{"name": "main", "steps": [{"repeat": )" +
           std::to_string(permits) + R"(, "steps": [{"put": "free"}]},
  {"await": "source"}, {"join": "busy"}, {"cancel": "server"}]},
{"name": "source", "steps": [{"repeat": )" +
           std::to_string(arrivals) + R"(, "steps": [
  {"sleep": {"exponential": 0.2777777777777778}},
  {"timeout": 0, "steps": [{"get": "free"}, {"put": "busy"}]}]}]},
{"name": "server", "count": )" +
           std::to_string(servers) + R"(, "steps": [{"repeat": "forever", "steps": [
  {"get": "busy"}, {"sleep": )" +
           service + R"(}, {"put": "free"}, {"task_done": "busy"}]}]}])";
}

/// Items that go round two stations for `until` seconds.
inline std::string closedText(int items, int until, const std::string& service = R"({"exponential": 1})")
{
    return R"("name": "test", "title": "Test", "until": )" + std::to_string(until) + R"(,
"queues": [{"name": "ready"}, {"name": "broken"}], "tasks": [
{"name": "main", "steps": [{"repeat": )" +
           std::to_string(items) + R"(, "steps": [{"put": "ready"}]}]},
{"name": "running", "count": )" +
           std::to_string(items) + R"(, "steps": [{"repeat": "forever", "steps": [
  {"get": "ready"}, {"sleep": {"exponential": 5}}, {"put": "broken"}]}]},
{"name": "repair", "count": 3, "steps": [{"repeat": "forever", "steps": [
  {"get": "broken"}, {"sleep": )" +
           service + R"(}, {"put": "ready"}]}]}])";
}

} // namespace sojourn::test
