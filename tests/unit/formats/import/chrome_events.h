// Events of a Chrome trace, as tests write them.
#pragma once

#include "support/read_text.h"

#include <string>

namespace sojourn::test {

inline std::string one(const std::string& members)
{
    return "{\"pid\":1,\"tid\":1," + members + "}";
}

inline std::string x(const std::string& name, int ts, int dur, int tid = 1)
{
    return "{\"ph\":\"X\",\"pid\":1,\"tid\":" + std::to_string(tid) + ",\"ts\":" + std::to_string(ts) +
           ",\"dur\":" + std::to_string(dur) + ",\"name\":\"" + name + "\"}";
}

inline std::string meta(const std::string& name, const std::string& arguments, int tid = 1, int pid = 1)
{
    return "{\"ph\":\"M\",\"pid\":" + std::to_string(pid) + ",\"tid\":" + std::to_string(tid) +
           ",\"name\":\"" + name + "\",\"args\":{" + arguments + "}}";
}

inline std::string notKeptOf(const std::string& text)
{
    const ReadRecording read = readText(text);
    std::string all;
    for (const std::string& words : read.recording->report.notKept)
        all += words + '\n';
    return all;
}

} // namespace sojourn::test
