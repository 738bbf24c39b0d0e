// The floor for loading a Chrome trace: simdjson on demand, every 'X' span kept as 24 bytes.
// floor_json TRACE.json     g++ -std=c++20 -O2 floor_json.cpp -lsimdjson
#include <chrono>
#include <cstdio>
#include <simdjson.h>
#include <string>
#include <unordered_map>
#include <vector>
struct Span
{
    double ts;
    float dur;
    uint32_t tid;
    uint32_t name;
};
int main(int, char** argv)
{
    using clk = std::chrono::steady_clock;
    auto t0 = clk::now();
    auto json = simdjson::padded_string::load(argv[1]).take_value();
    auto t1 = clk::now();
    simdjson::ondemand::parser parser;
    auto doc = parser.iterate(json).take_value();
    std::vector<Span> spans;
    std::unordered_map<std::string, uint32_t> names;
    std::string key;
    for (auto ev : doc["traceEvents"].get_array()) {
        auto o = ev.get_object();
        if (o["ph"].get_string().value() != "X") continue;
        Span s{};
        s.tid = uint32_t(o["tid"].get_uint64().value());
        s.ts = o["ts"].get_double().value();
        s.dur = float(o["dur"].get_double().value());
        key.assign(o["name"].get_string().value());
        s.name = names.try_emplace(key, uint32_t(names.size())).first->second;
        spans.push_back(s);
    }
    auto t2 = clk::now();
    auto sec = [](auto d) { return std::chrono::duration<double>(d).count(); };
    std::printf("{\"spans\": %zu, \"read_s\": %.4f, \"parse_s\": %.4f, \"load_s\": %.4f}\n", spans.size(),
                sec(t1 - t0), sec(t2 - t1), sec(t2 - t0));
}
