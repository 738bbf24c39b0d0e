// A session of as many spans as are asked for, written as they are made up: more than any JSON of a
// reasonable size has.
//
// usage: make_session SPANS FILE [LANES]
#include "formats/output_file.h"
#include "formats/session/column_chunks.h"
#include "formats/session/session_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace sojourn;

int main(int argc, char** argv)
{
    if (argc < 3) return std::fputs("usage: make_session SPANS FILE [LANES]\n", stderr), 2;
    const auto spans = static_cast<std::uint64_t>(std::strtod(argv[1], nullptr));
    const auto lanes = static_cast<std::uint32_t>(argc > 3 ? std::atoi(argv[3]) : 64);
    OutputFile file(argv[2]);
    if (!file.open()) return std::fprintf(stderr, "%s\n", file.problem().c_str()), 2;

    session::InfoMessage message;
    message.format = "made up";
    message.info.scenario = message.info.title = "made up";
    GroupInfo group;
    group.name = "lane";
    group.taskCount = lanes;
    group.counted = true;
    message.info.groups.push_back(group);
    message.info.spanNames = {"produce", "put",   "get",  "consume", "sleep", "fetch",
                              "parse",   "store", "work", "join",    "retry", "cancel"};
    session::SessionWriter out(file);
    out.begin(message);
    std::uint64_t random = 0x9E3779B97F4A7C15u;
    std::int64_t lastNs = 0;
    std::vector<Span> part;
    for (std::uint32_t lane = 0; lane < lanes; ++lane) {
        const std::uint64_t count = spans / lanes + (lane < spans % lanes ? 1 : 0);
        std::int64_t ns = 0;
        for (std::uint64_t first = 0; first < count; first += part.size()) {
            part.clear();
            while (part.size() < std::min<std::uint64_t>(session::mostRows, count - first)) {
                random = random * 6364136223846793005u +
                         1442695040888963407u; // durations and gaps of gen_trace.py
                const auto us = [&](unsigned shift, std::int64_t most) {
                    return static_cast<std::int64_t>(random >> shift) % most * 1000;
                };
                const std::int64_t endNs = ns + 10'000 + us(33, 1000);
                part.push_back({ns, endNs, static_cast<std::uint32_t>((random >> 20) % 12), namedSpan,
                                TaskState::Running, 0});
                ns = endNs + us(45, 100);
            }
            out.spans({lane, count, first}, part);
        }
        lastNs = std::max(lastNs, ns);
    }
    RunEnd end;
    end.outcome = Outcome::Finished;
    end.at = instantFromNanoseconds(lastNs);
    out.end(end);
    return file.commit() ? 0 : 1;
}
